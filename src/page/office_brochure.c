/* Ordering the brochure and watching it being made. The job process does the
 * work; this page reads its row and reloads itself, with a header, not with a
 * script. */
#include "page/office.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "gen/sql_office.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/job.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/embargo_name.h"
#include "page/office_kit.h"
#include "page/office_view.h"

static struct office_pill job_pill(const struct ctx *c, const char *state)
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

/* The steps of app/render.c; what is not among them is a reason of failure,
 * which stays in English, for whoever keeps the server. */
static const char *job_message(const struct ctx *c,
                               const struct sql_brochure_jobs_row *row)
{
    if (str_equal(row->state, "waiting"))
        return T("It begins as soon as the work before it is done.");
    if (str_equal(row->state, "failed"))
        return row->message;
    if (str_equal(row->message, "layout"))
        return T("The pages are being set.");
    if (str_equal(row->message, "press"))
        return T("The file is being made ready for the print shop.");
    if (str_equal(row->message, "saving") || str_equal(row->message, "written"))
        return T("The file is being saved.");
    return T("Texts and pictures are being put together.");
}

static struct office_job make_job(const struct ctx *c,
                                  const struct sql_brochure_jobs_row *row)
{
    return (struct office_job){
        .id = row->id,
        .progress = row->progress,
        .bytes = row->result_bytes,
        .created_at = row->created_at,
        .message = job_message(c, row),
        .print = str_equal(row->product, "print"),
        .active = str_equal(row->state, "waiting") ||
                  str_equal(row->state, "running"),
        .done = str_equal(row->state, "done"),
        .state = job_pill(c, row->state),
    };
}

/* The brochure says who won: closed to who has a conflict in the edition, until
 * everybody may know. true: that is said. */
static bool barred(struct ctx *c, const struct edition *e)
{
    return !edition_winners_public(&c->world, e) && bar_edition(c, e->id);
}

void get_office_brochure(struct ctx *c)
{
    struct edition e;
    struct sql_brochure_jobs_row *row;
    struct sql_office_numbers_row n = {0};
    if (!office_edition(c, &e) || barred(c, &e))
        return;
    size_t count = sql_brochure_jobs(c->world.db, e.id, &row);
    struct office_job *job = arena_alloc(c->world.mem, count * sizeof *job);
    struct office_brochure_view v = {
        .csrf = ctx_csrf(c), .slug = e.slug, .job = job, .count = count};
    for (size_t i = 0; i < count; i++) {
        job[i] = make_job(c, &row[i]);
        v.active |= job[i].active;
    }
    sql_office_numbers(c->world.db, e.id, &n);
    v.nominees = n.nominees;
    v.winners = n.winners;
    if (v.active)
        reply_header(c->reply, "refresh", "2");
    page_start(c, T("Brochure"));
    html_office_brochure(c->out, &v);
    page_end(c);
}

static const char *page_of(const struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/brochure", e->slug);
}

/* One that waits or runs for the same purpose is enough: a second press on the
 * button asks for the same. */
static bool ordered_already(struct ctx *c, int64_t edition_id, bool print)
{
    struct sql_brochure_jobs_row *row;
    size_t count = sql_brochure_jobs(c->world.db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].product, "print") == print &&
            (str_equal(row[i].state, "waiting") ||
             str_equal(row[i].state, "running")))
            return true;
    return false;
}

void post_office_brochure(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e) || barred(c, &e))
        return;
    bool print = str_equal(form_value(c->form, "for"), "print");
    if (!ordered_already(c, e.id, print)) {
        int64_t id = job_add(
            &c->world, &(struct job_order){"brochure", e.id,
                                           print ? "print" : "screen", ""});
        audit_add(&c->world, "brochure.order", "job", id,
                  print ? "{\"for\":\"print\"}" : "{\"for\":\"screen\"}");
    }
    ctx_redirect(c, page_of(c, &e), T("The brochure is ordered."));
}

/* Kinds whose result is for downloading. */
static bool leaves_the_house(const struct job *job)
{
    return str_equal(job->kind, "brochure") || str_equal(job->kind, "kit") ||
           str_equal(job->kind, "package");
}

static const char *type_of(const char *file)
{
    if (str_ends(file, ".zip"))
        return "application/zip";
    return str_ends(file, ".pdf") ? "application/pdf"
                                  : "text/plain; charset=utf-8";
}

/* The job of something that leaves the house, and its edition; else 404 and
 * false. */
static bool find_job(struct ctx *c, struct job *job, struct edition *e)
{
    if (job_by_id(&c->world, ctx_id(c, "id"), job) && leaves_the_house(job) &&
        edition_by_id(&c->world, job->edition_id, e))
        return !barred(c, e);
    ctx_not_found(c);
    return false;
}

/* For the name of the download. */
static const char *what_of(const struct ctx *c, const struct job *job)
{
    if (str_equal(job->kind, "kit"))
        return office_kit_file(c, job);
    return str_equal(job->product, "print") ? T("print") : T("screen");
}

void get_office_job_file(struct ctx *c)
{
    struct job job;
    struct edition e;
    struct arena *mem = c->world.mem;
    if (!find_job(c, &job, &e))
        return;
    const char *path =
        arena_printf(mem, "%s/exports/%s", c->world.home, job.result);
    if (!str_equal(job.state, "done") || str_empty(job.result) ||
        !file_exists(path)) {
        ctx_not_found(c);
        return;
    }
    const char *name = arena_printf(mem, "%s-%s%s",
                                    str_slug(mem, PICK(e.title_de, e.title_en)),
                                    what_of(c, &job), strrchr(job.result, '.'));
    reply_download(mem, c->reply, path, embargo_name(c, &e, name),
                   type_of(job.result));
}

void post_office_job_cancel(struct ctx *c)
{
    struct job job;
    struct edition e;
    if (!find_job(c, &job, &e))
        return;
    bool cancelled = job_cancel(&c->world, job.id);
    const char *page = page_of(c, &e);
    if (str_equal(job.kind, "kit"))
        page = arena_printf(c->world.mem, "%s/kit", page);
    ctx_redirect(c, page,
                 cancelled ? T("The work is cancelled.")
                           : T("It was finished before."));
}
