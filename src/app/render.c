/* Setting a brochure: see render.h.
 *
 * The child gets a folder of its own with copies, so that nothing it could do
 * reaches the originals, and what it leaves is checked before it is believed:
 * a regular file that libqpdf reads without a complaint. */
#include "app/render.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/confine.h"
#include "app/jobdir.h"
#include "app/press.h"
#include "app/render_notes.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"

/* Where the page stands on a print sheet: kit.typ. */
static const double bleed_mm = 3, slug_mm = 10;

static const char *const templates[] = {
    "brochure.typ",   "opening.typ", "company.typ", "entry.typ",
    "closing.typ",    "pages.typ",   "kit.typ",     "sheet.typ",
    "nomination.typ", "pack.typ",    "minutes.typ"};

/* The first executable `node` of PATH, links resolved. */
static bool find_node(char node[4096])
{
    const char *path = getenv("PATH");
    if (!path || !*path)
        path = "/usr/local/bin:/usr/bin:/bin";
    while (*path) {
        size_t bytes = strcspn(path, ":");
        char candidate[PATH_MAX];
        int length = snprintf(candidate, sizeof candidate, "%.*s/node",
                              (int)bytes, path);
        if (length > 0 && (size_t)length < sizeof candidate &&
            candidate[0] == '/' && access(candidate, X_OK) == 0 &&
            realpath(candidate, node))
            return true;
        path += bytes + (path[bytes] == ':');
    }
    return false;
}

/* Not the whole prefix: with ~/bin/node that would be the user's home. */
static void find_libraries(struct render_tools *tools)
{
    snprintf(tools->libraries, sizeof tools->libraries, "%s", tools->node);
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(tools->libraries, '/');
        if (slash)
            *slash = '\0';
    }
    size_t bytes = strlen(tools->libraries);
    snprintf(tools->libraries + bytes, sizeof tools->libraries - bytes, "/lib");
}

bool render_find(struct render_tools *tools, const char *assets,
                 const char *modules, const char **why)
{
    char probe[PATH_MAX + 100];
    *tools = (struct render_tools){0};
    if (!find_node(tools->node)) {
        *why =
            "the brochure needs node 18 or newer in PATH: "
            "apt-get install nodejs";
        return false;
    }
    find_libraries(tools);
    if (!realpath(assets, tools->assets)) {
        *why = "the folder assets/brochure is missing";
        return false;
    }
    snprintf(probe, sizeof probe,
             "%s/node_modules/@myriaddreamin/typst-ts-node-compiler", modules);
    if (!realpath(modules, tools->modules) || !file_exists(probe)) {
        *why =
            "the typesetter is missing in build/node: make build/node/"
            ".installed";
        return false;
    }
    return true;
}

/* --- one rendering
 * ------------------------------------------------------------ */

struct rendering {
    const struct render_order *order;
    const struct render_watch *watch;
    struct render_outcome *outcome;
    struct jobdir job;
    int percent; /* at which the step began */
    double since;
    int shown; /* a bar never goes back */
    char step[100];
    bool cancelled;
    char error[300]; /* the first ERROR line */
    char other[300]; /* the last line that says neither */
};

/* The lines of a text from outside are for a log: printable, and short. */
static void keep(char *kept, size_t room, const char *text)
{
    snprintf(kept, room, "%s", text);
    for (char *c = kept; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
}

/* Typst says nothing until all pages are set. Of the way to the next step half
 * is shown after about as long as its pictures take, then a sixth in as
 * long again: it goes on and never arrives by itself. */
static int percent_now(const struct rendering *r)
{
    static const int steps[] = {20, 70, 90}; /* of render.mjs: see there */
    enum { BASE_S = 3, PICTURES_PER_S = 4 };
    double half = BASE_S + (double)r->order->image_count / PICTURES_PER_S;
    double time = clock_monotonic() - r->since;
    for (size_t i = 0; i + 1 < sizeof steps / sizeof *steps; i++)
        if (r->percent >= steps[i] && r->percent < steps[i + 1])
            return r->percent + (int)((steps[i + 1] - 1 - r->percent) * time /
                                      (time + half));
    return r->percent;
}

static bool tell(struct rendering *r)
{
    int percent = percent_now(r);
    if (percent > r->shown)
        r->shown = percent;
    if (!r->cancelled && r->watch && r->watch->progress)
        r->cancelled =
            !r->watch->progress(r->watch->context, r->shown, r->step);
    return !r->cancelled;
}

static bool step(struct rendering *r, int percent, const char *text)
{
    r->percent = percent;
    r->since = clock_monotonic();
    keep(r->step, sizeof r->step, text);
    return tell(r);
}

/* Remarks on the result, which nobody asked for. */
static bool says_nothing(const char *line)
{
    return str_starts(line, "NOTE ") || str_starts(line, "FIT ");
}

static void hear(void *context, const char *line)
{
    struct rendering *r = context;
    if (str_starts(line, "PROGRESS ")) {
        char *end;
        long percent = strtol(line + strlen("PROGRESS "), &end, 10);
        if (percent >= 0 && percent <= 100 && *end == ' ')
            step(r, (int)percent, end + 1);
    } else if (str_starts(line, "ERROR ")) {
        if (r->order->notes)
            render_notes_error(r->order->notes, line + strlen("ERROR "));
        if (r->error[0] == '\0')
            keep(r->error, sizeof r->error, line + strlen("ERROR "));
    } else if (!(r->order->notes ? render_notes_hear(r->order->notes, line)
                                 : says_nothing(line))) {
        keep(r->other, sizeof r->other, line);
    }
}

static bool tick(void *context)
{
    return tell(context);
}

static bool end_with(struct rendering *r, enum render_end end, const char *why)
{
    r->outcome->end = end;
    snprintf(r->outcome->why, sizeof r->outcome->why, "%s", why);
    return false;
}

static bool prepare(struct rendering *r, const struct render_tools *tools)
{
    const struct render_order *order = r->order;
    struct jobdir *job = &r->job;
    char source[PATH_MAX + 100];
    jobdir_open(job, order->home);
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        snprintf(source, sizeof source, "%s/%s", tools->assets, templates[i]);
        jobdir_copy(job, source, templates[i]);
    }
    for (size_t i = 0; i < order->image_count; i++)
        jobdir_copy(job, order->images[i].path, order->images[i].name);
    if (!jobdir_write(job, "data.json", order->data, order->data_bytes))
        return end_with(r, RENDER_REFUSED, job->why);
    return step(r, 2, "data") || end_with(r, RENDER_CANCELLED, "cancelled");
}

static bool judge(struct rendering *r, const struct confine_result *child)
{
    char why[400];
    r->outcome->memory_kb = child->memory_kb;
    switch (child->end) {
    case CONFINE_EXITED:
        if (child->status == 0 && r->error[0] == '\0')
            return true;
        snprintf(why, sizeof why, "%s",
                 r->error[0]   ? r->error
                 : r->other[0] ? r->other
                               : "the typesetter ended without a word");
        return end_with(r, RENDER_FAILED, why);
    case CONFINE_KILLED:
        snprintf(why, sizeof why, "the typesetter was killed by signal %d%s%s",
                 child->status, r->other[0] ? ": " : "", r->other);
        return end_with(r, RENDER_FAILED, why);
    case CONFINE_TIMEOUT:
        snprintf(why, sizeof why, "not ready after %d seconds", RENDER_SECONDS);
        return end_with(r, RENDER_TIMEOUT, why);
    case CONFINE_CANCELLED:
        return end_with(r, RENDER_CANCELLED, "cancelled");
    case CONFINE_REFUSED:
        break;
    }
    return end_with(r, RENDER_REFUSED, child->why);
}

/* What render.mjs is asked for; NULL: a brochure for the screen. */
static const char *mode_of(const struct render_order *order)
{
    switch (order->work) {
    case RENDER_NOMINATION:
        return "--nomination";
    case RENDER_MINUTES:
        return "--minutes";
    case RENDER_PACK:
        return "--pack";
    case RENDER_BROCHURE:
        break;
    }
    return order->print ? "--print" : NULL;
}

static bool set(struct rendering *r, const struct render_tools *tools)
{
    char program[PATH_MAX + 100];
    snprintf(program, sizeof program, "%s/render.mjs", tools->assets);
    const char *const arguments[] = {
        tools->node, "--max-old-space-size=512", program, tools->modules,
        r->job.path, mode_of(r->order),          NULL};
    const char *const readable[] = {tools->node, tools->libraries,
                                    tools->assets, tools->modules, NULL};
    const struct confine_plan plan = {.arguments = arguments,
                                      .folder = r->job.path,
                                      .readable = readable,
                                      .seconds = RENDER_SECONDS,
                                      .behind = CONFINE_BULK,
                                      .memory_mb = RENDER_MEMORY_MB,
                                      .file_mb = RENDER_FILE_MB};
    const struct confine_watch watch = {
        .context = r, .line = hear, .tick = tick};
    struct confine_result child;
    confine_run(&plan, &watch, &child);
    return judge(r, &child);
}

static bool is_pdf(const char *path)
{
    char start[5] = "";
    FILE *file = fopen(path, "rbe");
    bool is = file && fread(start, 1, sizeof start, file) == sizeof start &&
              memcmp(start, "%PDF-", sizeof start) == 0;
    if (file)
        fclose(file);
    return is;
}

/* Checks what the child has left and, for print, makes PDF/X-4 of it. */
static bool finish(struct rendering *r, const struct render_tools *tools)
{
    const struct render_order *order = r->order;
    struct jobdir *job = &r->job;
    char made[JOBDIR_PATH_BYTES], pressed[JOBDIR_PATH_BYTES];
    char profile[PATH_MAX + 100], *why = NULL;
    if (!jobdir_place(job, "out.pdf", made) ||
        !jobdir_place(job, "pressed.pdf", pressed))
        return end_with(r, RENDER_REFUSED, job->why);
    if (!jobdir_has(job, "out.pdf") || !is_pdf(made))
        return end_with(r, RENDER_FAILED, "the typesetter made no PDF");
    snprintf(profile, sizeof profile, "%s/ISOcoated_v2_300_bas.icc",
             tools->assets);
    const struct press_settings settings = {
        .profile = order->profile ? order->profile : profile,
        .condition = order->condition ? order->condition : "FOGRA39",
        .trim_mm = bleed_mm + slug_mm,
        .bleed_mm = bleed_mm,
        .created_at = order->created_at};
    if (order->print)
        step(r, 92, "press");
    bool good = !order->print || press_pdf(made, pressed, &settings, &why);
    if (good)
        r->outcome->pages = press_pages(order->print ? pressed : made, &why);
    if (!good || r->outcome->pages == 0) {
        end_with(r, RENDER_FAILED, why);
        free(why);
        return false;
    }
    if (!step(r, 97, "saving"))
        return end_with(r, RENDER_CANCELLED, "cancelled");
    const char *name = order->print ? "pressed.pdf" : "out.pdf";
    if (!jobdir_publish(job, name, order->output))
        return end_with(r, RENDER_REFUSED, job->why);
    return true;
}

void render_brochure(const struct render_tools *tools,
                     const struct render_order *order,
                     const struct render_watch *watch,
                     struct render_outcome *outcome)
{
    double begin = clock_monotonic();
    *outcome = (struct render_outcome){.end = RENDER_DONE};
    struct rendering r = {.order = order, .watch = watch, .outcome = outcome};
    if (prepare(&r, tools) && set(&r, tools) && finish(&r, tools))
        step(&r, 100, "done");
    jobdir_close(&r.job);
    outcome->seconds = clock_monotonic() - begin;
}
