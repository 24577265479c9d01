/* Jobs in words: see job_list.h. */
#include "page/job_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/job.h"
#include "model/job_notes.h"

static struct office_pill pill(const struct ctx *c, const char *state)
{
    const struct {
        const char *state, *class, *text;
    } pills[] = {
        {"waiting", "pill pill-wait", T("waiting")},
        {"running", "pill pill-draft", T("is being made")},
        {"done", "pill pill-done", T("ready")},
        {"failed", "pill pill-bad", T("failed")},
        {"cancelled", "pill pill-off", T("cancelled")},
    };
    size_t i = 0;
    while (!str_equal(pills[i].state, state))
        i++;
    return (struct office_pill){pills[i].class, pills[i].text};
}

const char *job_brochure_name(const struct ctx *c, const char *product)
{
    return str_equal(product, "print")   ? T("Print PDF")
           : str_equal(product, "proof") ? T("Proof PDF")
                                         : T("Screen PDF");
}

static const char *full_name(const struct ctx *c, const char *name,
                             const char *language)
{
    const char *book = str_equal(language, "de")   ? T("German")
                       : str_equal(language, "en") ? T("English")
                                                   : NULL;
    return book == NULL ? name
                        : arena_printf(c->world.mem, "%s, %s", name, book);
}

static const char *place_in_queue(const struct ctx *c, int64_t ahead)
{
    if (ahead == 0)
        return T("It begins as soon as the work before it is done.");
    return arena_printf(c->world.mem,
                        TN("It waits: %s other piece of work is before it.",
                           "It waits: %s other pieces of work are before it.",
                           ahead),
                        lang_int(c->world.mem, c->lang, ahead));
}

/* The steps of app/jobs.c, app/render.c, app/kit_set.c and app/package.c. */
static const char *step(const struct ctx *c, const struct job_row *row)
{
    const char *message = row->job.message;
    if (str_equal(row->job.state, "waiting"))
        return place_in_queue(c, row->ahead);
    if (str_equal(message, "measures"))
        return T("How full the pages are is being measured.");
    if (str_equal(message, "layout") || str_ends(message, " pages"))
        return T("The pages are being set.");
    if (str_equal(message, "pictures"))
        return T("The pictures are being drawn.");
    if (str_equal(message, "packing"))
        return T("Files are being packed.");
    if (str_equal(message, "press"))
        return T("The file is being made ready for the print shop.");
    if (str_equal(message, "saving") || str_equal(message, "written"))
        return T("The file is being saved.");
    return T("Texts and pictures are being put together.");
}

/* --- remarks ---------------------------------------------------------------
 */

static const char *picture_name(const struct ctx *c, const struct job_image *i)
{
    struct arena *mem = c->world.mem;
    const char *name = str_equal(i->what, "photo")      ? T("photo")
                       : str_equal(i->what, "logo")     ? T("logo")
                       : str_equal(i->what, "cover")    ? T("cover photo")
                       : str_equal(i->what, "portrait") ? T("portrait")
                                                        : i->what;
    return str_empty(i->company)
               ? name
               : arena_printf(mem, "%s (%s)", i->company, name);
}

static struct job_remark about_image(const struct ctx *c,
                                     const struct job_image *i)
{
    struct arena *mem = c->world.mem;
    return (struct job_remark){
        arena_printf(mem,
                     i->failed ? T("This picture could not be set: %s. Please "
                                   "have another one uploaded.")
                               : T("Left out, because it could not be set: "
                                   "%s."),
                     picture_name(c, i)),
        i->reason};
}

static struct job_remark about_glyphs(const struct ctx *c,
                                      const struct job_glyphs *g)
{
    struct arena *mem = c->world.mem;
    const char *text =
        arena_printf(mem,
                     TN("%s character is in none of the fonts: %s",
                        "%s characters are in none of the fonts: %s", g->count),
                     lang_int(mem, c->lang, g->count), g->chars);
    return (struct job_remark){
        str_empty(g->company) ? text
                              : arena_printf(mem, "%s: %s", g->company, text),
        ""};
}

static void remarks(const struct ctx *c, const struct job_notes *notes,
                    struct job_view *v)
{
    struct job_remark *list =
        arena_alloc(c->world.mem, (notes->image_count + notes->glyphs_count +
                                   notes->font_count) *
                                      sizeof *list);
    v->remark = list;
    for (size_t i = 0; i < notes->image_count; i++) {
        struct job_remark remark = about_image(c, &notes->image[i]);
        if (notes->image[i].failed) {
            v->why = remark.text;
            v->detail = remark.detail;
        } else {
            list[v->remark_count++] = remark;
        }
    }
    for (size_t i = 0; i < notes->glyphs_count; i++)
        list[v->remark_count++] = about_glyphs(c, &notes->glyphs[i]);
    for (size_t i = 0; i < notes->font_count; i++)
        list[v->remark_count++] = (struct job_remark){
            arena_printf(c->world.mem,
                         T("The font %s is not installed; another one was "
                           "taken."),
                         notes->font[i]),
            ""};
}

/* What is none of our pictures is the typesetter's own matter, in English, for
 * whoever keeps the server. */
static const char *why(const struct ctx *c, const char *message)
{
    if (str_starts(message, "not ready after"))
        return T(
            "It took too long. With fewer or smaller pictures it may be "
            "done in time.");
    if (str_starts(message, "the typesetter was killed"))
        return T("It was ended from outside, perhaps for want of memory.");
    if (strcasestr(message, "no space left") != NULL ||
        strstr(message, "disk is full") != NULL)
        return T(
            "There is no room left on the server's disk. Once there is, "
            "try it again.");
    if (str_starts(message, "the job process did not get"))
        return T(
            "The program was stopped while it was at work, several "
            "times.");
    return T("It cannot be made as it is. What the program says:");
}

const char *job_list_ordered(const struct ctx *c, enum job_way way,
                             const char *ordered)
{
    return way == JOB_RUNS
               ? T("It is being made already. What was changed since it began "
                   "is not in it: ask for it again when it is done.")
               : ordered;
}

static struct job_view view_of(const struct ctx *c, const struct job_row *row,
                               const char *name)
{
    const struct job *job = &row->job;
    struct job_notes notes;
    job_notes_read(c->world.mem, job->notes, &notes);
    bool done = str_equal(job->state, "done");
    bool failed = str_equal(job->state, "failed");
    bool waiting = str_equal(job->state, "waiting");
    struct job_view v = {
        .product = job->product,
        .language = job->language,
        .content = notes.content ? notes.content : "",
        .id = job->id,
        .progress = job->progress,
        .bytes = job->result_bytes,
        .pages = job->pages,
        .created_at = job->created_at,
        .ahead = row->ahead,
        .memory_kb = row->memory_kb,
        .seconds = row->seconds,
        .name = full_name(c, name, job->language),
        .step = step(c, row),
        .why = failed ? why(c, job->message) : "",
        .detail = failed ? job->message : "",
        .person = row->person,
        .active = waiting || str_equal(job->state, "running"),
        .waiting = waiting,
        .done = done,
        .again = failed || str_equal(job->state, "cancelled"),
        .removed = done && str_empty(job->result),
        .same = done && notes.same != 0,
        .state = pill(c, job->state),
    };
    remarks(c, &notes, &v);
    return v;
}

void job_list_load(struct ctx *c, int64_t edition_id, const char *kind,
                   job_namer *name, struct job_list_view *v)
{
    struct job_row *row;
    size_t count = job_list(&c->world, edition_id, kind, &row);
    struct job_view *job = arena_alloc(c->world.mem, count * sizeof *job);
    *v = (struct job_list_view){
        .csrf = ctx_csrf(c), .job = job, .kept_days = JOB_KEPT_DAYS};
    for (size_t i = 0; i < count; i++) {
        const char *called = name(c, row[i].job.product);
        if (called == NULL)
            continue;
        job[v->count] = view_of(c, &row[i], called);
        v->active |= job[v->count++].active;
    }
    if (v->active)
        reply_header(c->reply, "refresh", "2");
}

static bool has_newer(const struct job_list_view *v, const struct job_view *j)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_equal(v->job[i].language, j->language) &&
            (v->job[i].done || !j->done))
            return true;
    return false;
}

void job_list_newest(struct arena *mem, const struct job_list_view *all,
                     const char *product, struct job_list_view *of)
{
    struct job_view *list = arena_alloc(mem, all->count * sizeof *list);
    *of = (struct job_list_view){.csrf = all->csrf, .job = list};
    for (size_t i = 0; i < all->count; i++) {
        const struct job_view *j = &all->job[i];
        if (!str_equal(j->product, product) || j->removed || has_newer(of, j))
            continue;
        list[of->count++] = *j;
        of->active |= j->active;
    }
}

void job_list_mark_old(struct ctx *c, int64_t edition_id, job_content *now,
                       const void *what, struct job_list_view *v)
{
    static const char *const languages[] = {"", "de", "en"};
    struct job_view *list = arena_alloc(c->world.mem, v->count * sizeof *list);
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        const char *content = NULL;
        for (size_t i = 0; i < v->count; i++) {
            const struct job_view *j = &v->job[i];
            if (!str_equal(j->language, languages[l]))
                continue;
            list[i] = *j;
            if (!j->done || j->removed || str_empty(j->content))
                continue;
            if (content == NULL)
                content = now(c, edition_id, what, languages[l]);
            list[i].old =
                !str_empty(content) && !str_equal(content, j->content);
        }
    }
    v->job = list;
}
