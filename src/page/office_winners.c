/* Nominees and winners: what the jury decided, beside what it marked. Each
 * nomination is a form of its own, so that two people can record at the same
 * time. */
#include "page/office.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_entry.h"
#include "gen/sql_honour.h"
#include "gen/sql_office.h"
#include "model/answer.h"
#include "model/decided_by.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/honour.h"
#include "model/minutes.h"
#include "model/prize.h"
#include "model/publish.h"
#include "model/result.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/embed.h"
#include "page/office_special.h"
#include "page/office_view.h"
#include "page/product_bar.h"

enum { REASON_CHARACTERS_MAX = 2000, WHY_CHARACTERS_MAX = 500 };

/* --- where the jury's marks put a nomination --------------------------------
 */

struct standing {
    int64_t entry_id;
    int32_t rank;
    const char *text;
};

struct standings {
    struct standing *list;
    size_t count;
};

static void add_round(struct ctx *c, int64_t round_id, struct standings *s)
{
    struct arena *mem = c->world.mem;
    struct result *r = arena_alloc(mem, sizeof *r);
    if (!result_of_round(&c->world, round_id, r) || r->report.official == NULL)
        return;
    const struct tally_official *official = r->report.official;
    const struct tally_report_score *score =
        tally_report_scores(mem, &r->report);
    for (size_t i = 0; i < r->input.entry_count; i++) {
        if (official->rank[i] == 0)
            continue;
        s->list = arena_grow(mem, s->list, s->count, sizeof *s->list);
        s->list[s->count++] = (struct standing){
            r->entry_ids[i],
            official->rank_final[i],
            arena_printf(mem, T("rank %d, %s points"),
                         (int)official->rank_final[i],
                         lang_number(mem, c->lang, score[i].text)),
        };
    }
}

static struct standings make_standings(struct ctx *c, int64_t edition_id)
{
    struct standings s = {0};
    struct sql_office_rounds_row *row;
    size_t count = sql_office_rounds(c->world.db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].state, "closed") &&
            !bar_round_quietly(c, row[i].id))
            add_round(c, row[i].id, &s);
    return s;
}

/* Of several rounds the last one counts: they come by stage. */
static struct standing standing_of(const struct standings *s, int64_t entry_id)
{
    for (size_t i = s->count; i > 0; i--)
        if (s->list[i - 1].entry_id == entry_id)
            return s->list[i - 1];
    return (struct standing){entry_id, INT32_MAX, ""};
}

/* --- the page ---------------------------------------------------------------
 */

static const char *number(const struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "%" PRId64, id);
}

static struct office_honour make_honour(const struct ctx *c,
                                        const struct sql_honour_list_row *row,
                                        const struct standings *s)
{
    struct standing standing = standing_of(s, row->id);
    return (struct office_honour){
        .id = row->id,
        .rank = standing.rank,
        .name = row->organisation,
        .result = standing.text,
        .kind = row->winner      ? "winner"
                : row->commended ? "commended"
                : row->nominee   ? "nominee"
                                 : "none",
        .motion_id = row->motion_id ? *row->motion_id : 0,
        .motion = row->motion_number ? *row->motion_number : 0,
        .meeting_id = row->meeting_id ? *row->meeting_id : 0,
        .why = "",
        .category_id = row->category_id ? number(c, *row->category_id) : "",
        .reason_de = row->reason_de,
        .reason_en = row->reason_en,
    };
}

/* What was typed, for the one that was refused. */
static void show_typed(struct ctx *c, struct office_honour *h)
{
    h->kind = form_value(c->form, "kind");
    h->category_id = form_value(c->form, "category");
    h->reason_de = form_value(c->form, "reason_de");
    h->reason_en = form_value(c->form, "reason_en");
    h->error_kind = form_error(c->form, "kind");
    h->error_category = form_error(c->form, "category");
    h->error_reason = form_error(c->form, "reason_de");
    h->why = form_value(c->form, "why") ? form_value(c->form, "why") : "";
    h->error_why = form_error(c->form, "why");
}

static int by_rank(const void *a, const void *b)
{
    const struct office_honour *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->id < y->id ? -1 : 1;
}

/* Of a group that is complete: its prize money and what is withheld. */
static void finish_group(struct ctx *c, const struct edition *e,
                         const struct office_refused *refused,
                         struct office_honours *g)
{
    struct publish_entry *entry;
    struct office_withheld *withheld =
        arena_alloc(c->world.mem, sizeof *withheld);
    if (g->category_id == 0)
        return;
    *withheld = office_withheld_load(c, e, g->category_id, refused);
    g->withheld = withheld;
    size_t count = publish_entries(&c->world, e->id, &entry);
    for (size_t i = 0; i < count; i++)
        if (entry[i].winner && entry[i].category_id == g->category_id &&
            entry[i].prize_cents > 0)
            g->money = arena_printf(
                c->world.mem,
                entry[i].shared ? T("Shared prize, %s each")
                                : T("Prize money: %s"),
                answer_money(c->world.mem, c->lang, entry[i].prize_cents));
}

static size_t make_groups(struct ctx *c, const struct edition *e,
                          const struct office_refused *refused,
                          struct office_honours **groups)
{
    struct standings s = make_standings(c, e->id);
    struct sql_honour_list_row *row;
    size_t rows = sql_honour_list(c->world.db, e->id, &row);
    bool is_signed = minutes_signed(&c->world, e->id);
    struct office_honour *honour =
        arena_alloc(c->world.mem, rows * sizeof *honour);
    struct office_honours *group = NULL;
    const char *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < rows; i++) {
        const char *category =
            row[i].category_de ? PICK(row[i].category_de, row[i].category_en)
                               : T("Without a category");
        honour[i] = make_honour(c, &row[i], &s);
        honour[i].explain = is_signed || honour[i].motion_id != 0;
        if (row[i].id == refused->entry_id)
            show_typed(c, &honour[i]);
        if (!str_equal(category, last)) {
            group = arena_grow(c->world.mem, group, count, sizeof *group);
            group[count++] = (struct office_honours){
                .category = category,
                .category_id = row[i].category_id && row[i].category_de
                                   ? *row[i].category_id
                                   : 0,
                .honour = &honour[i]};
        }
        last = category;
        group[count - 1].count++;
    }
    for (size_t i = 0, from = 0; i < count; from += group[i++].count)
        qsort(&honour[from], group[i].count, sizeof *honour, by_rank);
    for (size_t i = 0; i < count; i++)
        finish_group(c, e, refused, &group[i]);
    *groups = group;
    return count;
}

static const char *who_sees(const struct ctx *c, const struct edition *e)
{
    if (edition_winners_public(&c->world, e))
        return T("The winners are public: every change is seen at once.");
    if (e->embargo_at != NULL)
        return arena_printf(
            c->world.mem,
            T("Only the award office sees this until the embargo ends on %s."),
            lang_datetime(c->world.mem, c->lang, *e->embargo_at));
    return T("Only the award office sees this before the award ceremony.");
}

static struct office_option *make_categories(struct ctx *c, int64_t edition_id,
                                             size_t *count)
{
    struct sql_edition_categories_row *row;
    *count = sql_edition_categories(c->world.db, edition_id, &row);
    struct office_option *list =
        arena_alloc(c->world.mem, *count * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct office_option){number(c, row[i].id),
                                         PICK(row[i].name_de, row[i].name_en)};
    return list;
}

void office_decisions_show(struct ctx *c, const struct edition *e,
                           const struct office_refused *refused)
{
    struct office_honours *group;
    struct office_special *special;
    struct honour_limit limit = honour_limit(&c->world, e->id);
    if (form_value(c->form, "nominees_max") == NULL && limit.most > 0)
        form_set(c->form, "nominees_max", number(c, limit.most));
    struct office_winners_view v = {
        .named = limit.named,
        .most = limit.most,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .secret = who_sees(c, e),
        .form = c->form,
        .website = embed_help(c, e->slug),
    };
    v.minutes_signed = minutes_signed(&c->world, e->id);
    v.count = make_groups(c, e, refused, &group);
    v.group = group;
    v.special_count = office_special_load(c, e, refused, &special);
    v.special = special;
    v.categories = make_categories(c, e->id, &v.category_count);
    c->reply->status = form_ok(c->form) ? 200 : 422;
    page_start(c, T("Winners"));
    html_office_winners(c->out, &v);
    page_end(c);
}

/* Closed to who has a conflict in the edition until everybody may know; false:
 * the reply says why not. */
bool office_decisions_place(struct ctx *c, struct edition *e)
{
    return office_edition(c, e) && !decision_barred(c, e);
}

void get_office_winners(struct ctx *c)
{
    struct edition e;
    if (office_decisions_place(c, &e))
        office_decisions_show(c, &e, &(struct office_refused){0});
}

/* --- recording --------------------------------------------------------------
 */

void office_check_why(struct ctx *c, const struct edition *e, int64_t motion_id,
                      const char *field)
{
    if (!decided_needs_why(&c->world, e->id, motion_id))
        return;
    if (str_empty(form_line(c->form, "why")))
        form_fail(
            c->form, field,
            motion_id != 0
                ? T("The jury decided this in its meeting. Please say why "
                    "it is changed; the log keeps that.")
                : T("The minutes are signed. Please say why the decision "
                    "is changed; the log keeps that."));
    else if (str_characters(form_line(c->form, "why")) > WHY_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 500 characters."));
}

void office_decided(struct ctx *c, const struct edition *e, const char *notice)
{
    if (minutes_signed(&c->world, e->id))
        notice = arena_printf(
            c->world.mem, "%s %s", notice,
            T("The minutes are signed: please add an addendum to them."));
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/winners", e->slug),
        notice);
}

/* Another kind or category is another decision, other words are not. */
static void check_change(struct ctx *c, const struct edition *e, int64_t id,
                         const char *kind, int64_t category)
{
    struct sql_honour_list_row *row;
    size_t count = sql_honour_list(c->world.db, e->id, &row);
    for (size_t i = 0; i < count; i++) {
        if (row[i].id != id)
            continue;
        struct office_honour h =
            make_honour(c, &row[i], &(struct standings){0});
        bool moved = !str_equal(kind, "none") && row[i].category_id != NULL &&
                     *row[i].category_id != category;
        if (!str_equal(h.kind, kind) || (moved && !str_equal(h.kind, "none")))
            office_check_why(c, e, h.motion_id, "why");
    }
}

static void check_reason(struct ctx *c, const char *field)
{
    if (str_characters(form_lines(c->form, field)) > REASON_CHARACTERS_MAX)
        form_fail(c->form, "reason_de",
                  T("Please use at most 2,000 characters."));
}

static int64_t check_honour(struct ctx *c, const struct edition *e)
{
    struct sql_entry_category_fits_row fits;
    int64_t category = 0;
    if (!form_int(c->form, "category", 1, INT64_MAX, &category) ||
        !sql_entry_category_fits(c->world.db, e->id, category, &fits))
        form_fail(c->form, "category", T("Please choose a category."));
    check_reason(c, "reason_de");
    check_reason(c, "reason_en");
    return category;
}

static enum honour_outcome record(struct ctx *c, int64_t entry_id,
                                  const char *kind, int64_t category)
{
    struct world *w = &c->world;
    const char *de = form_lines(c->form, "reason_de");
    const char *en = form_lines(c->form, "reason_en");
    if (!str_equal(kind, "commended"))
        honour_remove(w, entry_id, "commended");
    if (str_equal(kind, "winner")) {
        withheld_drop(w, category, 0);
        return honour_set(w, entry_id, "winner", category, de, en);
    }
    if (str_equal(kind, "none"))
        return honour_remove(w, entry_id, "nominee");
    honour_remove(w, entry_id, "winner");
    if (str_equal(kind, "commended"))
        return honour_set(w, entry_id, "commended", category, de, en);
    return honour_set(w, entry_id, "nominee", category, "", "");
}

/* Says at the decision why it was not recorded. */
static bool recorded(struct ctx *c, const struct edition *e,
                     enum honour_outcome outcome)
{
    struct honour_limit limit = honour_limit(&c->world, e->id);
    switch (outcome) {
    case HONOUR_OK:
        return true;
    case HONOUR_FULL:
        form_fail(c->form, "kind",
                  arena_printf(c->world.mem,
                               T("There may be at most %d nominees, and so "
                                 "many are named. Take one back first, or "
                                 "allow more above."),
                               (int)limit.most));
        return false;
    case HONOUR_IN_ROUND:
        form_fail(c->form, "kind",
                  T("This nomination is in a round of nominees that is opened "
                    "or has marks, so it stays nominated."));
        return false;
    case HONOUR_NOT_ADMITTED:
        form_fail(c->form, "kind", T("This nomination is not admitted."));
        return false;
    }
    return false;
}

void post_office_winners(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    int64_t id = 0, category = 0;
    if (!office_decisions_place(c, &e))
        return;
    const char *kind = form_value(c->form, "kind");
    if (!form_int(c->form, "entry", 1, INT64_MAX, &id) ||
        !entry_by_id(&c->world, id, &entry) || entry.edition_id != e.id ||
        !str_equal(entry.state, "admitted")) {
        ctx_not_found(c);
        return;
    }
    if (!str_equal(kind, "winner") && !str_equal(kind, "commended") &&
        !str_equal(kind, "nominee") && !str_equal(kind, "none")) {
        ctx_refuse(c, 400, NULL);
        return;
    }
    if (!str_equal(kind, "none"))
        category = check_honour(c, &e);
    check_change(c, &e, id, kind, category);
    if (!form_ok(c->form) || !recorded(c, &e, record(c, id, kind, category))) {
        c->rollback = true; /* of a win that was taken back on the way */
        office_decisions_show(c, &e, &(struct office_refused){.entry_id = id});
        return;
    }
    decided_explain(&c->world, "entry", id, form_line(c->form, "why"));
    office_decided(c, &e,
                   arena_printf(c->world.mem,
                                T("The decision about %s is recorded."),
                                entry.organisation));
}

void post_office_nominees(struct ctx *c)
{
    struct edition e;
    int64_t most = 0;
    if (!office_decisions_place(c, &e))
        return;
    if (!str_empty(form_line(c->form, "nominees_max")) &&
        !form_int(c->form, "nominees_max", 1, EDITION_NOMINEES_MAX, &most))
        form_fail(c->form, "nominees_max",
                  T("Please enter a whole number from 1, or nothing."));
    else if (!honour_set_limit(&c->world, e.id, most))
        form_fail(c->form, "nominees_max",
                  arena_printf(c->world.mem,
                               T("%d are nominated already. Take some back "
                                 "first."),
                               (int)honour_limit(&c->world, e.id).named));
    if (!form_ok(c->form)) {
        office_decisions_show(c, &e, &(struct office_refused){0});
        return;
    }
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/winners", e.slug),
        T("Your changes are saved."));
}
