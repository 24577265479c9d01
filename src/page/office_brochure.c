/* Ordering the brochure and watching it being made. The job process does the
 * work; this page reads its row and reloads itself, with a header, not with a
 * script. */
#include "page/office_brochure_view.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_office.h"
#include "gen/sql_preflight.h"
#include "model/audit.h"
#include "model/brochure.h"
#include "model/job.h"
#include "model/preflight.h"
#include "model/preflight_words.h"
#include "page/brochure_place.h"
#include "page/job_list.h"
#include "page/office.h"

static bool two_books(const struct ctx *c, const struct edition *e)
{
    struct sql_preflight_design_row design;
    return sql_preflight_design(c->world.db, e->id, &design) &&
           str_equal(design.languages, "two");
}

static const char *content_now(struct ctx *c, int64_t edition_id,
                               const void *book, const char *language)
{
    struct brochure now;
    (void)book; /* the same for the screen and the print shop */
    return brochure_build(&c->world, edition_id, language, &now) ? now.digest
                                                                 : "";
}

void get_office_brochure(struct ctx *c)
{
    struct edition e;
    struct preflight p;
    struct sql_office_numbers_row n = {0};
    if (!brochure_place(c, &e))
        return;
    struct office_brochure_view v = {
        .csrf = ctx_csrf(c), .slug = e.slug, .two = two_books(c, &e)};
    job_list_load(c, e.id, "brochure", job_brochure_name, &v.jobs);
    job_list_mark_old(c, e.id, content_now, NULL, &v.jobs);
    preflight_run(&c->world, e.id, true, &p);
    v.stops = (int64_t)p.sum[PREFLIGHT_STOP];
    v.warnings = (int64_t)p.sum[PREFLIGHT_WARN];
    v.open = preflight_summary(c->world.mem, c->lang, &p);
    sql_office_numbers(c->world.db, e.id, &n);
    v.nominees = n.nominees;
    page_start(c, T("Brochure"));
    html_office_brochure(c->out, &v);
    page_end(c);
}

/* One of the values; else the first. */
static const char *choice(const struct ctx *c, const char *field,
                          const char *const values[3])
{
    const char *value = form_value(c->form, field);
    for (size_t i = 0; i < 3; i++)
        if (str_equal(values[i], value))
            return values[i];
    return values[0];
}

static void log_order(struct ctx *c, const struct job_order *order)
{
    struct json_out j;
    struct buf text;
    int64_t id = job_add(&c->world, order);
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_text(&j, "for", order->product);
    if (!str_empty(order->language))
        json_text(&j, "language", order->language);
    json_object_end(&j);
    audit_add(&c->world, "brochure.order", "job", id, text.data);
}

/* One that is under way for the same purpose is enough: a second press on the
 * button asks for the same. */
void post_office_brochure(struct ctx *c)
{
    static const char *const products[3] = {"screen", "print", "proof"};
    static const char *const languages[3] = {"", "de", "en"};
    struct edition e;
    if (!brochure_place(c, &e))
        return;
    const struct job_order order = {"brochure", e.id,
                                    choice(c, "for", products),
                                    choice(c, "language", languages)};
    enum job_way way = job_under_way(&c->world, &order);
    if (way == JOB_NOT_UNDER_WAY)
        log_order(c, &order);
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/brochure", e.slug),
        job_list_ordered(c, way, T("The file is being made.")));
}
