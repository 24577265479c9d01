#include "page/office_data.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "gen/sql_export.h"
#include "gen/sql_office.h"
#include "http/asset.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/export_write.h"
#include "model/job.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/embargo_name.h"
#include "page/office.h"
#include "page/office_data_view.h"

/* Files of more than this are made by the job process, not while others wait
 * for the server. */
enum { ENTRIES_AT_ONCE = 1000, BALLOTS_AT_ONCE = 10000 };

static const size_t file_bytes_max = (size_t)256 << 20;
static const char type_xlsx[] =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static bool is_designer(const char *product)
{
    return str_equal(product, "designer");
}

static const char *page_of(const struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/brochure/data",
                        e->slug);
}

/* --- who may ---------------------------------------------------------------
 */

/* NULL, or a company that keeps the results from this person. */
static const char *results_barred_by(struct ctx *c, const struct edition *e)
{
    struct sql_export_barred_row row;
    return sql_export_barred(c->world.db, c->visitor.id, e->id, &row) ? row.name
                                                                      : NULL;
}

/* true: that is said. */
static bool results_barred(struct ctx *c, const struct edition *e)
{
    const char *company = results_barred_by(c, e);
    if (company == NULL)
        return false;
    ctx_refuse(
        c, 404,
        arena_printf(c->world.mem,
                     T("As a juror you declared a conflict of interest with "
                       "%s. The results of this edition and all nominations "
                       "together are therefore closed to you. Another person "
                       "of the award office can look at them."),
                     company));
    return true;
}

/* The package for the designer says who won. */
static bool brochure_barred(struct ctx *c, const struct edition *e)
{
    return !edition_winners_public(&c->world, e) && bar_edition(c, e->id);
}

static bool product_barred(struct ctx *c, const struct edition *e,
                           const char *product)
{
    return is_designer(product) ? brochure_barred(c, e) : results_barred(c, e);
}

static bool is_large(struct ctx *c, const struct edition *e)
{
    struct export_size size = export_size(&c->world, e->id);
    return size.entries > ENTRIES_AT_ONCE || size.ballots > BALLOTS_AT_ONCE;
}

/* --- the page ---------------------------------------------------------------
 */

static const char *product_title(const struct ctx *c, const char *product)
{
    return is_designer(product) ? T("Package for the designer")
                                : T("Everything for the organiser");
}

static const char *step(const struct ctx *c,
                        const struct sql_export_jobs_row *row)
{
    if (str_equal(row->state, "waiting"))
        return T("The package waits until the work before it is done.");
    if (str_equal(row->state, "failed"))
        return row->message;
    if (str_equal(row->message, "packing"))
        return T("Files are being packed.");
    return T("Texts and tables are being put together.");
}

static struct data_job make_job(const struct ctx *c,
                                const struct sql_export_jobs_row *row)
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
    while (!str_equal(pills[i].state, row->state))
        i++;
    return (struct data_job){
        .id = row->id,
        .progress = row->progress,
        .bytes = row->result_bytes,
        .created_at = row->created_at,
        .title = product_title(c, row->product),
        .message = step(c, row),
        .pill = pills[i].class,
        .state = pills[i].text,
        .active = str_equal(row->state, "waiting") ||
                  str_equal(row->state, "running"),
        .done = str_equal(row->state, "done"),
        .failed = str_equal(row->state, "failed"),
    };
}

static bool fill_jobs(struct ctx *c, const struct edition *e,
                      struct office_data_view *v)
{
    struct sql_export_jobs_row *row;
    size_t count = sql_export_jobs(c->world.db, e->id, &row);
    struct data_job *job = arena_alloc(c->world.mem, count * sizeof *job);
    bool active = false;
    for (size_t i = 0; i < count; i++) {
        if (v->barred && !is_designer(row[i].product))
            continue;
        job[v->job_count] = make_job(c, &row[i]);
        active |= job[v->job_count++].active;
    }
    v->job = job;
    return active;
}

static void fill_tables(struct ctx *c, const struct edition *e,
                        struct office_data_view *v)
{
    struct export_table *table;
    size_t count = export_list(&c->world, e->id, c->lang, &table);
    struct data_table *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct data_table){table[i].file, table[i].title};
    v->table = list;
    v->table_count = count;
}

void get_office_data(struct ctx *c)
{
    struct edition e;
    struct sql_office_numbers_row n = {0};
    if (!office_edition(c, &e) || brochure_barred(c, &e))
        return;
    struct office_data_view v = {
        .csrf = ctx_csrf(c),
        .slug = e.slug,
        .embargo = !edition_winners_public(&c->world, &e),
        .barred = results_barred_by(c, &e) != NULL,
    };
    sql_office_numbers(c->world.db, e.id, &n);
    v.nominees = n.nominees;
    v.large = is_large(c, &e);
    if (!v.barred && !v.large)
        fill_tables(c, &e, &v);
    if (fill_jobs(c, &e, &v))
        reply_header(c->reply, "refresh", "2");
    page_start(c, T("Data"));
    html_office_data(c->out, &v);
    page_end(c);
}

/* One that waits or runs for the same purpose is enough. */
static bool ordered_already(struct ctx *c, int64_t edition_id,
                            const char *product)
{
    struct sql_export_jobs_row *row;
    size_t count = sql_export_jobs(c->world.db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].product, product) &&
            (str_equal(row[i].state, "waiting") ||
             str_equal(row[i].state, "running")))
            return true;
    return false;
}

void post_office_data(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    bool organiser = str_equal(form_value(c->form, "product"), "organiser");
    const char *product = organiser ? "organiser" : "designer";
    if (product_barred(c, &e, product))
        return;
    if (!ordered_already(c, e.id, product)) {
        const struct job_order order = {"package", e.id, product,
                                        lang_code(c->lang)};
        audit_add(&c->world, "package.order", "job", job_add(&c->world, &order),
                  organiser ? "{\"product\":\"organiser\"}"
                            : "{\"product\":\"designer\"}");
    }
    ctx_redirect(c, page_of(c, &e), T("The package is ordered."));
}

/* --- results as files -------------------------------------------------------
 */

/* The edition of a file of results; false: the reply says why not. */
static bool results_of(struct ctx *c, struct edition *e)
{
    if (!office_edition(c, e) || results_barred(c, e))
        return false;
    if (!is_large(c, e))
        return true;
    ctx_refuse(c, 409,
               T("There is too much for one moment. Order everything for the "
                 "organiser: it is made in the background."));
    return false;
}

/* Marks and addresses leave the house: the log says with whom. */
static void send(struct ctx *c, const struct edition *e, const struct buf *text,
                 const char *file, const char *type)
{
    c->trace = (struct trace){
        .action = "results.take",
        .subject = "edition",
        .id = e->id,
        .payload = arena_printf(c->world.mem, "{\"file\":\"%s\"}", file)};
    reply_download_bytes(
        c->world.mem, c->reply, text->data, text->bytes,
        embargo_name(c, e, arena_printf(c->world.mem, "%s-%s", e->slug, file)),
        type);
}

/* The library writes files only: one in the home's run folder, which is gone
 * before the answer is. */
static const char *workbook(struct ctx *c, const struct edition *e,
                            struct buf *out)
{
    char *path =
        arena_printf(c->world.mem, "%s/run/results-XXXXXX", c->world.home);
    size_t bytes = 0;
    int file = mkstemp(path);
    if (file < 0)
        return strerror(errno);
    close(file);
    const char *why = export_xlsx(&c->world, e->id, c->lang, path);
    char *data = why == NULL ? file_read(path, file_bytes_max, &bytes) : NULL;
    if (why == NULL && data == NULL)
        why = strerror(errno);
    if (data != NULL)
        buf_addn(out, data, bytes);
    free(data);
    unlink(path);
    return why;
}

void get_office_data_xlsx(struct ctx *c)
{
    struct edition e;
    struct buf out;
    if (!results_of(c, &e))
        return;
    buf_init(&out, c->world.mem);
    const char *why = workbook(c, &e, &out);
    if (why != NULL) {
        log_event("results", "xlsx", why, NULL);
        ctx_refuse(c, 500, T("The spreadsheet could not be written."));
        return;
    }
    send(c, &e, &out, arena_printf(c->world.mem, "%s.xlsx", T("results")),
         type_xlsx);
}

void get_office_data_json(struct ctx *c)
{
    struct edition e;
    struct buf out;
    if (!results_of(c, &e))
        return;
    buf_init(&out, c->world.mem);
    export_json(&c->world, e.id, c->lang, &out);
    send(c, &e, &out, arena_printf(c->world.mem, "%s.json", T("results")),
         "application/json");
}

void get_office_data_csv(struct ctx *c)
{
    struct edition e;
    struct buf out;
    const char *table = ctx_part(c, "table");
    if (!results_of(c, &e))
        return;
    buf_init(&out, c->world.mem);
    if (!export_csv(&c->world, e.id, c->lang, table, &out)) {
        ctx_not_found(c);
        return;
    }
    send(c, &e, &out, arena_printf(c->world.mem, "%s.csv", table),
         "text/csv; charset=utf-8");
}

/* --- packages ---------------------------------------------------------------
 */

/* A package's job, of the edition of the path; else 404 and false. Nothing of
 * the edition is shown before. */
static bool find_job(struct ctx *c, struct job *job, struct edition *e)
{
    if (edition_by_slug(&c->world, ctx_part(c, "slug"), e) &&
        job_by_id(&c->world, ctx_id(c, "id"), job) &&
        str_equal(job->kind, "package") && job->edition_id == e->id)
        return office_edition(c, e) && !product_barred(c, e, job->product);
    ctx_not_found(c);
    return false;
}

void get_office_package(struct ctx *c)
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
    c->trace = (struct trace){.action = "package.take",
                              .subject = "job",
                              .id = job.id,
                              .payload = is_designer(job.product)
                                             ? "{\"product\":\"designer\"}"
                                             : "{\"product\":\"organiser\"}"};
    const char *name =
        arena_printf(mem, "%s-%s.zip", e.slug,
                     is_designer(job.product) ? T("designer") : T("results"));
    reply_download(mem, c->reply, path, embargo_name(c, &e, name),
                   "application/zip");
}

void post_office_package_cancel(struct ctx *c)
{
    struct job job;
    struct edition e;
    if (!find_job(c, &job, &e))
        return;
    bool cancelled = job_cancel(&c->world, job.id);
    ctx_redirect(c, page_of(c, &e),
                 cancelled ? T("The work is cancelled.")
                           : T("It was finished before."));
}

/* --- schemas ----------------------------------------------------------------
 */

void get_schema(struct ctx *c)
{
    const char *path =
        arena_printf(c->world.mem, "/assets/%s", ctx_part(c, "schema"));
    const struct asset *asset =
        str_ends(path, ".schema.json") ? asset_find(path) : NULL;
    if (asset != NULL)
        asset_reply(c->reply, c->request, asset);
    else
        ctx_not_found(c);
}
