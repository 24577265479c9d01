#include "app/kit_set.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/archive.h"
#include "app/confine.h"
#include "app/jobdir.h"
#include "app/press.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"

/* Where the page stands on a print sheet: kit.typ. */
static const double bleed_mm = 3, slug_mm = 10;
/* Of PNG signets, pixels; and of the others, so that a point of the template
 * is 4/3 of a pixel. */
static const char *const signet_sizes[] = {"300", "1200"};
static const char social_resolution[] = "96";

/* A picture takes a part of a second, or many where the machine is busy. */
enum {
    TEMPLATE_BYTES_MAX = 1 << 20,
    PICTURE_SECONDS = 120, /* for all, and so many more for each */
    PICTURE_EACH_SECONDS = 5
};

struct setting {
    const struct kit_order *order;
    const struct render_tools *tools;
    const struct render_watch *watch;
    struct render_outcome *outcome;
    struct arena *mem;
    struct jobdir job;
    struct archive_member *item;
    size_t item_count;
    int percent;
    char step[100];
    bool cancelled;
    char error[300]; /* the first ERROR line */
    char other[300]; /* the last line that says nothing known */
};

/* --- what is said ----------------------------------------------------------
 */

/* The lines of a text from outside are for a log: printable, and short. */
static void keep(char *kept, size_t room, const char *text)
{
    snprintf(kept, room, "%s", text);
    for (char *c = kept; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
}

static bool tell(void *context)
{
    struct setting *s = context;
    if (!s->cancelled && s->watch && s->watch->progress)
        s->cancelled =
            !s->watch->progress(s->watch->context, s->percent, s->step);
    return !s->cancelled;
}

static bool step(struct setting *s, int percent, const char *text)
{
    s->percent = percent;
    keep(s->step, sizeof s->step, text);
    return tell(s);
}

static void hear(void *context, const char *line)
{
    struct setting *s = context;
    if (str_starts(line, "PROGRESS ")) {
        char *end;
        long percent = strtol(line + strlen("PROGRESS "), &end, 10);
        if (percent >= 0 && percent <= 100 && *end == ' ')
            step(s, (int)percent, end + 1);
    } else if (str_starts(line, "ERROR ")) {
        if (s->error[0] == '\0')
            keep(s->error, sizeof s->error, line + strlen("ERROR "));
    } else if (s->order->notes == NULL ||
               !render_notes_hear(s->order->notes, line)) {
        keep(s->other, sizeof s->other, line);
    }
}

static bool end_with(struct setting *s, enum render_end end, const char *why)
{
    s->outcome->end = end;
    snprintf(s->outcome->why, sizeof s->outcome->why, "%s", why);
    return false;
}

static bool judge(struct setting *s, const struct confine_result *child)
{
    const char *why = s->error[0]   ? s->error
                      : s->other[0] ? s->other
                                    : "a program ended without a word";
    if (child->memory_kb > s->outcome->memory_kb)
        s->outcome->memory_kb = child->memory_kb;
    switch (child->end) {
    case CONFINE_EXITED:
        if (child->status == 0 && s->error[0] == '\0')
            return true;
        break;
    case CONFINE_KILLED:
        break;
    case CONFINE_TIMEOUT:
        return end_with(s, RENDER_TIMEOUT, "it took too long");
    case CONFINE_CANCELLED:
        return end_with(s, RENDER_CANCELLED, "cancelled");
    case CONFINE_REFUSED:
        return end_with(s, RENDER_REFUSED, child->why);
    }
    return end_with(s, RENDER_FAILED, why);
}

static bool run(struct setting *s, const char *const *arguments,
                const char *const *readable, int seconds)
{
    const struct confine_plan plan = {.arguments = arguments,
                                      .folder = s->job.path,
                                      .readable = readable,
                                      .seconds = seconds,
                                      .behind = CONFINE_BULK,
                                      .memory_mb = RENDER_MEMORY_MB,
                                      .file_mb = RENDER_FILE_MB};
    const struct confine_watch watch = {
        .context = s, .line = hear, .tick = tell};
    struct confine_result child;
    confine_run(&plan, &watch, &child);
    return judge(s, &child);
}

/* --- the folder ------------------------------------------------------------
 */

static int is_template(const struct dirent *d)
{
    return str_ends(d->d_name, ".typ");
}

/* All templates of a folder, in the order of their names, for each that is a
 * plain name: `take` gets its path. */
static void each_template(const char *folder,
                          void (*take)(void *context, const char *path,
                                       const char *name),
                          void *context)
{
    struct dirent **found;
    int count = scandir(folder, &found, is_template, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX + 300];
        snprintf(path, sizeof path, "%s/%s", folder, found[i]->d_name);
        take(context, path, found[i]->d_name);
        free(found[i]);
    }
    if (count >= 0)
        free(found);
}

static void copy_template(void *context, const char *path, const char *name)
{
    struct setting *s = context;
    jobdir_copy(&s->job, path, name);
}

/* Of the house only what takes the place of a template of ours. */
static void copy_own(void *context, const char *path, const char *name)
{
    struct setting *s = context;
    if (jobdir_has(&s->job, name))
        jobdir_copy(&s->job, path, name);
}

static bool prepare(struct setting *s)
{
    const struct kit *kit = s->order->kit;
    const char *kit_folder =
        arena_printf(s->mem, "%s/../kit", s->tools->assets);
    jobdir_open(&s->job, s->order->home);
    each_template(s->tools->assets, copy_template, s);
    each_template(kit_folder, copy_template, s);
    each_template(arena_printf(s->mem, "%s/templates", s->order->home),
                  copy_own, s);
    for (size_t i = 0; i < kit->image_count; i++)
        jobdir_copy(&s->job, kit->images[i].path, kit->images[i].name);
    if (!jobdir_write(&s->job, "data.json", kit->data, kit->data_bytes))
        return end_with(s, RENDER_REFUSED, s->job.why);
    return step(s, 2, "data") || end_with(s, RENDER_CANCELLED, "cancelled");
}

static void add_digest(void *context, const char *path, const char *name)
{
    size_t bytes = 0;
    char *text = file_read(path, TEMPLATE_BYTES_MAX, &bytes);
    secret_digest_add(context, name, strlen(name) + 1);
    if (text != NULL)
        secret_digest_add(context, text, bytes);
    free(text);
}

const char *kit_set_digest(struct arena *mem, const struct render_tools *tools,
                           const char *home)
{
    struct secret_digest *d = secret_digest_start(mem);
    const char *folder = arena_printf(mem, "%s/../kit", tools->assets);
    add_digest(d, arena_printf(mem, "%s/kit.typ", tools->assets), "kit.typ");
    add_digest(d, arena_printf(mem, "%s/pictures.mjs", tools->assets),
               "pictures.mjs");
    add_digest(d, arena_printf(mem, "%s/kit.mjs", folder), "kit.mjs");
    add_digest(d, arena_printf(mem, "%s/data.mjs", tools->assets), "data.mjs");
    add_digest(d, arena_printf(mem, "%s/glyphs.mjs", tools->assets),
               "glyphs.mjs");
    each_template(folder, add_digest, d);
    each_template(arena_printf(mem, "%s/templates", home), add_digest, d);
    return secret_digest_end(mem, d);
}

/* --- the typesetter --------------------------------------------------------
 */

static const char *product_of(enum kit_result result)
{
    switch (result) {
    case KIT_PDF:
        return "screen";
    case KIT_PRESS_PDF:
        return "print";
    case KIT_SVG_PNG:
        return "drawings";
    case KIT_PNG:
    case KIT_TEXT:
        break;
    }
    return "pages";
}

static bool set(struct setting *s)
{
    const struct kit_piece *piece = s->order->kit->piece;
    char folder[PATH_MAX];
    if (!realpath(arena_printf(s->mem, "%s/../kit", s->tools->assets), folder))
        return end_with(s, RENDER_REFUSED, "the folder assets/kit is missing");
    const char *const arguments[] = {
        s->tools->node,
        "--max-old-space-size=512",
        arena_printf(s->mem, "%s/kit.mjs", folder),
        s->tools->modules,
        s->job.path,
        arena_printf(s->mem, "%s.typ", piece->words),
        product_of(piece->result),
        NULL};
    const char *const readable[] = {s->tools->node,    s->tools->libraries,
                                    s->tools->assets,  folder,
                                    s->tools->modules, NULL};
    return run(s, arguments, readable, RENDER_SECONDS);
}

/* --- one PDF ---------------------------------------------------------------
 */

static bool finish_pdf(struct setting *s, bool press)
{
    char made[JOBDIR_PATH_BYTES], pressed[JOBDIR_PATH_BYTES], *why = NULL;
    const struct press_settings settings = {
        .profile = arena_printf(s->mem, "%s/ISOcoated_v2_300_bas.icc",
                                s->tools->assets),
        .condition = "FOGRA39",
        .trim_mm = bleed_mm + slug_mm,
        .bleed_mm = bleed_mm,
        .created_at = s->order->kit->created_at};
    if (!jobdir_place(&s->job, "out.pdf", made) ||
        !jobdir_place(&s->job, "pressed.pdf", pressed))
        return end_with(s, RENDER_REFUSED, s->job.why);
    if (!jobdir_has(&s->job, "out.pdf"))
        return end_with(s, RENDER_FAILED, "the typesetter made no PDF");
    bool good = !press || press_pdf(made, pressed, &settings, &why);
    if (good)
        s->outcome->pages = press_pages(press ? pressed : made, &why);
    if (!good || s->outcome->pages == 0) {
        end_with(s, RENDER_FAILED, why);
        free(why);
        return false;
    }
    return jobdir_publish(&s->job, press ? "pressed.pdf" : "out.pdf",
                          s->order->output) ||
           end_with(s, RENDER_REFUSED, s->job.why);
}

/* --- a ZIP -----------------------------------------------------------------
 */

static bool item(struct setting *s, const char *name, const char *file,
                 bool stored)
{
    char path[JOBDIR_PATH_BYTES];
    if (!jobdir_place(&s->job, file, path))
        return end_with(s, RENDER_REFUSED, s->job.why);
    if (!jobdir_has(&s->job, file))
        return end_with(s, RENDER_FAILED, "a page was not made");
    s->item = arena_grow(s->mem, s->item, s->item_count, sizeof *s->item);
    s->item[s->item_count++] = (struct archive_member){
        .name = name, .path = arena_text(s->mem, path), .stored = stored};
    return true;
}

static int digits(size_t number)
{
    int count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

/* Pages to pictures, called PREFIX-007.png by poppler, as many digits as the
 * last has. `option` says how large. */
static bool rasterise(struct setting *s, const char *option, const char *size,
                      const char *ending)
{
    const struct kit *kit = s->order->kit;
    const char *prefix = arena_printf(s->mem, "p%s", size);
    bool clear = kit->piece->result == KIT_SVG_PNG;
    const char *const arguments[] = {
        "/usr/bin/pdftocairo",    "-png",    option, size,
        clear ? "-transp" : "-q", "out.pdf", prefix, NULL};
    if (!run(s, arguments, NULL,
             PICTURE_SECONDS + PICTURE_EACH_SECONDS * (int)kit->page_count))
        return false;
    for (size_t i = 0; i < kit->page_count; i++) {
        const char *file = arena_printf(s->mem, "%s-%0*zu.png", prefix,
                                        digits(kit->page_count), i + 1);
        if (!item(s, arena_printf(s->mem, "%s%s.png", kit->pages[i], ending),
                  file, true))
            return false;
    }
    return true;
}

static bool signets(struct setting *s)
{
    const struct kit *kit = s->order->kit;
    for (size_t i = 0; i < kit->page_count; i++)
        if (!item(s, arena_printf(s->mem, "%s.svg", kit->pages[i]),
                  arena_printf(s->mem, "page-%zu.svg", i + 1), false))
            return false;
    for (size_t i = 0; i < sizeof signet_sizes / sizeof *signet_sizes; i++) {
        if (!step(s, 60 + 15 * (int)i, "pictures"))
            return end_with(s, RENDER_CANCELLED, "cancelled");
        if (!rasterise(s, "-scale-to", signet_sizes[i],
                       arena_printf(s->mem, "-%s", signet_sizes[i])))
            return false;
    }
    return true;
}

static bool texts(struct setting *s)
{
    const struct kit *kit = s->order->kit;
    for (size_t i = 0; i < kit->file_count; i++) {
        const char *file = arena_printf(s->mem, "text-%zu.txt", i);
        const char *text = kit->files[i].text;
        if (!jobdir_write(&s->job, file, text, strlen(text)))
            return end_with(s, RENDER_REFUSED, s->job.why);
        if (!item(s, kit->files[i].name, file, false))
            return false;
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct archive_member *)a)->name,
                  ((const struct archive_member *)b)->name);
}

static bool finish_zip(struct setting *s)
{
    const struct kit *kit = s->order->kit;
    char path[JOBDIR_PATH_BYTES];
    bool good = texts(s);
    if (good && kit->page_count > 0 && kit->piece->result == KIT_SVG_PNG)
        good = signets(s);
    else if (good && kit->page_count > 0)
        good = rasterise(s, "-r", social_resolution, "");
    if (!good)
        return false;
    s->outcome->pages = (int)s->item_count;
    if (s->item_count == 0)
        return end_with(s, RENDER_FAILED, "nobody is honoured yet");
    if (!jobdir_place(&s->job, "out.zip", path))
        return end_with(s, RENDER_REFUSED, s->job.why);
    const char *why;
    qsort(s->item, s->item_count, sizeof *s->item, by_name);
    if (archive_write(s->mem, path, kit->created_at, s->item, s->item_count,
                      NULL, &why) != ARCHIVE_DONE)
        return end_with(s, RENDER_REFUSED, why);
    return jobdir_publish(&s->job, "out.zip", s->order->output) ||
           end_with(s, RENDER_REFUSED, s->job.why);
}

void kit_set(const struct render_tools *tools, const struct kit_order *order,
             const struct render_watch *watch, struct render_outcome *outcome)
{
    double begin = clock_monotonic();
    enum kit_result result = order->kit->piece->result;
    struct setting s = {.order = order,
                        .tools = tools,
                        .watch = watch,
                        .outcome = outcome,
                        .mem = arena_new()};
    *outcome = (struct render_outcome){.end = RENDER_DONE};
    if (prepare(&s) && (result == KIT_TEXT || set(&s)) &&
        (result == KIT_PDF || result == KIT_PRESS_PDF
             ? finish_pdf(&s, result == KIT_PRESS_PDF)
             : finish_zip(&s)))
        step(&s, 100, "done");
    jobdir_close(&s.job);
    arena_free(s.mem);
    outcome->seconds = clock_monotonic() - begin;
}
