#include "page/office_data.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "gen/sql_office.h"
#include "http/asset.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/export_write.h"
#include "model/job.h"
#include "page/brochure_place.h"
#include "page/ctx.h"
#include "page/embargo_name.h"
#include "page/job_list.h"
#include "page/office.h"
#include "page/office_data_view.h"
#include "page/product_bar.h"

/* Files of more than this are made by the job process, not while others wait
 * for the server. */
enum { ENTRIES_AT_ONCE = 1000, BALLOTS_AT_ONCE = 10000 };

static const size_t file_bytes_max = (size_t)256 << 20;
static const char type_xlsx[] =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static const char *page_of(const struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/brochure/data",
                        e->slug);
}

static bool is_large(struct ctx *c, const struct edition *e)
{
    struct export_size size = export_size(&c->world, e->id);
    return size.entries > ENTRIES_AT_ONCE || size.ballots > BALLOTS_AT_ONCE;
}

/* --- the page ---------------------------------------------------------------
 */

static const char *designer_name(const struct ctx *c, const char *product)
{
    return product_has_results("package", product)
               ? NULL
               : T("Package for the designer");
}

static const char *package_name(const struct ctx *c, const char *product)
{
    const char *name = designer_name(c, product);
    return name != NULL ? name : T("Everything for the organiser");
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
    if (!brochure_place(c, &e))
        return;
    struct office_data_view v = {
        .csrf = ctx_csrf(c),
        .slug = e.slug,
        .embargo = !edition_winners_public(&c->world, &e),
        .barred = results_barred_quietly(c, &e),
    };
    sql_office_numbers(c->world.db, e.id, &n);
    v.nominees = n.nominees;
    v.large = is_large(c, &e);
    if (!v.barred && !v.large)
        fill_tables(c, &e, &v);
    job_list_load(c, e.id, "package", v.barred ? designer_name : package_name,
                  &v.jobs);
    page_start(c, T("Data"));
    html_office_data(c->out, &v);
    page_end(c);
}

/* One that waits or runs for the same purpose is enough. The designer's package
 * has both languages in it; headings of results are in the orderer's. */
void post_office_data(struct ctx *c)
{
    struct edition e;
    bool organiser = str_equal(form_value(c->form, "product"), "organiser");
    if (!office_edition(c, &e))
        return;
    const struct job_order order = {"package", e.id,
                                    organiser ? "organiser" : "designer",
                                    organiser ? lang_code(c->lang) : ""};
    if (product_barred(c, &e, order.kind, order.product))
        return;
    enum job_way way = job_under_way(&c->world, &order);
    if (way == JOB_NOT_UNDER_WAY)
        audit_add(&c->world, "package.order", "job", job_add(&c->world, &order),
                  organiser ? "{\"product\":\"organiser\"}"
                            : "{\"product\":\"designer\"}");
    ctx_redirect(c, page_of(c, &e),
                 job_list_ordered(c, way, T("The package is being made.")));
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

/* The table's name as the reader's language has it: "noten.csv". */
static const char *csv_name(struct ctx *c, const struct edition *e,
                            const char *file)
{
    struct arena *mem = c->world.mem;
    struct export_table *list;
    size_t count = export_list(&c->world, e->id, c->lang, &list);
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].file, file))
            return arena_printf(mem, "%s.csv",
                                export_download(&c->world, list, i));
    return arena_printf(mem, "%s.csv", file);
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
    send(c, &e, &out, csv_name(c, &e, table), "text/csv; charset=utf-8");
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
