/* The list of a company's nominations, and beginning a new one. A company has
 * one nomination in an edition; after withdrawing it, it may begin again and
 * finds its answers there. */
#include "page/my.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_my.h"
#include "gen/sql_take_over.h"
#include "model/take_over.h"
#include "model/team.h"
#include "page/ctx.h"
#include "page/my_form.h"
#include "page/my_view.h"

enum { DAY_S = 24 * 60 * 60 };

static void item_state(const struct ctx *c, const struct sql_my_entries_row *r,
                       struct my_item *item)
{
    bool open = r->phase == PHASE_OPEN && r->deadline_at != NULL &&
                *r->deadline_at >= c->world.now;
    item->state = my_state(c, r->state, open, &item->pill);
    item->draft = open && str_equal(r->state, "draft");
    if (item->draft)
        item->days_left = (*r->deadline_at - c->world.now) / DAY_S;
    if (str_equal(r->honour, "winner")) {
        item->state = T("winner");
        item->pill = "pill-winner";
    } else if (str_equal(r->honour, "special")) {
        item->state = T("special prize");
        item->pill = "pill-winner";
    } else if (str_equal(r->honour, "commended")) {
        item->state = T("commended");
        item->pill = "pill-done";
    } else if (str_equal(r->honour, "nominee")) {
        item->state = T("nominated");
        item->pill = "pill-done";
    }
}

static void load_items(struct ctx *c, struct my_view *v)
{
    struct sql_my_entries_row *r;
    size_t count = sql_my_entries(c->world.db, c->visitor.id, c->world.now, &r);
    struct my_item *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct my_item){
            .id = r[i].id,
            .title = PICK(r[i].title_de, r[i].title_en),
            .organisation = r[i].organisation,
            .category = PICK(r[i].category_de, r[i].category_en),
            .at = r[i].submitted_at ? *r[i].submitted_at : r[i].updated_at,
        };
        if (r[i].number != NULL)
            list[i].number =
                arena_printf(c->world.mem, "%" PRId64 "-%03" PRId64, r[i].year,
                             *r[i].number);
        item_state(c, &r[i], &list[i]);
        if (list[i].draft)
            list[i].progress = entry_progress(&c->world, r[i].id);
    }
    v->item = list;
    v->item_count = count;
}

static void load_sources(struct ctx *c, struct my_chance *chance)
{
    struct sql_take_over_sources_row *r;
    size_t count = sql_take_over_sources(c->world.db, chance->organisation_id,
                                         chance->edition_id, &r);
    struct my_source *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] =
            (struct my_source){r[i].id, PICK(r[i].title_de, r[i].title_en)};
    chance->source = list;
    chance->source_count = count;
}

static void load_chances(struct ctx *c, struct my_view *v)
{
    struct sql_my_chances_row *r;
    size_t count = sql_my_chances(c->world.db, c->visitor.id, c->world.now, &r);
    struct my_chance *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct my_chance){
            .title = PICK(r[i].title_de, r[i].title_en),
            .organisation = r[i].organisation,
            .edition_id = r[i].edition_id,
            .organisation_id = r[i].organisation_id,
            .deadline_at = *r[i].deadline_at,
        };
        load_sources(c, &list[i]);
    }
    v->chance = list;
    v->chance_count = count;
}

static void load_deadlines(struct ctx *c, struct my_view *v)
{
    struct sql_my_deadlines_row *r;
    size_t count = sql_my_deadlines(c->world.db, c->world.now, &r);
    struct my_deadline *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct my_deadline){
            .slug = r[i].slug,
            .title = PICK(r[i].title_de, r[i].title_en),
            .at = *r[i].deadline_at,
        };
    v->deadline = list;
    v->deadline_count = count;
}

static void load_organisations(struct ctx *c, struct my_view *v)
{
    struct sql_my_organisations_row *r;
    struct buf names;
    size_t count = sql_my_organisations(c->world.db, c->visitor.id, &r);
    struct my_company *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    buf_init(&names, c->world.mem);
    for (size_t i = 0; i < count; i++) {
        buf_addf(&names, "%s%s", i > 0 ? " · " : "", r[i].name);
        list[i] = (struct my_company){r[i].id, r[i].name};
    }
    v->company = list;
    v->company_count = count;
    v->organisations = names.data;
    v->several = count > 1;
}

void get_my(struct ctx *c)
{
    struct my_view v = {.csrf = ctx_csrf(c)};
    struct edition e;
    load_organisations(c, &v);
    load_items(c, &v);
    load_chances(c, &v);
    load_deadlines(c, &v);
    if (edition_current(&c->world, &e))
        ctx_edition(c, e.slug, PICK(e.title_de, e.title_en));
    page_start(c, T("My nominations"));
    html_my(c->out, &v);
    page_end(c);
}

/* --- a new one -------------------------------------------------------------
 */

/* `from`: an earlier edition's nomination to begin with, or 0. */
static int64_t present_or_new(const struct world *w, int64_t edition_id,
                              int64_t organisation_id, int64_t from)
{
    struct sql_my_present_entry_row present;
    struct sql_my_withdrawn_entry_row withdrawn;
    if (sql_my_present_entry(w->db, edition_id, organisation_id, &present))
        return present.id;
    int64_t id = entry_create(w, edition_id, organisation_id);
    if (id != 0 && take_over_possible(w, from, organisation_id, edition_id))
        take_over(w, from, id);
    else if (id != 0 && sql_my_withdrawn_entry(w->db, edition_id,
                                               organisation_id, &withdrawn))
        take_over_again(w, withdrawn.id, id);
    return id;
}

void post_my_new(struct ctx *c)
{
    int64_t edition_id, organisation_id, from;
    struct edition edition;
    form_int(c->form, "edition", 1, INT64_MAX, &edition_id);
    form_int(c->form, "organisation", 1, INT64_MAX, &organisation_id);
    form_int(c->form, "from", 1, INT64_MAX, &from);
    enum team_role role = team_role(&c->world, organisation_id, c->visitor.id);
    if (role == TEAM_NONE || !edition_by_id(&c->world, edition_id, &edition) ||
        edition.phase == PHASE_DRAFT) {
        ctx_not_found(c);
        return;
    }
    if (role == TEAM_READER) {
        ctx_refuse(c, 409,
                   T("You may read the nominations of this company, but not "
                     "begin one."));
        return;
    }
    if (!edition_accepts(&c->world, &edition)) {
        ctx_refuse(c, 409,
                   T("This call is closed; new nominations are no longer "
                     "possible."));
        return;
    }
    int64_t id = present_or_new(&c->world, edition_id, organisation_id, from);
    ctx_redirect(c, arena_printf(c->world.mem, "/my/entry/%" PRId64, id), NULL);
}

int64_t my_present_or_new(const struct world *w, int64_t edition_id,
                          int64_t organisation_id)
{
    return present_or_new(w, edition_id, organisation_id, 0);
}
