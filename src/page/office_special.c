/* Special prizes and what is withheld: see office_special.h. */
#include "page/office_special.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_honour.h"
#include "model/answer.h"
#include "model/decided_by.h"
#include "model/edition.h"
#include "model/motion.h"
#include "model/prize.h"
#include "page/ctx.h"
#include "page/office.h"

enum { HEADS_MAX = 10000, REASON_CHARACTERS_MAX = 2000 };

/* --- loading ----------------------------------------------------------------
 */

static const char *number(struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "%" PRId64, id);
}

const char *office_prize_rule(struct ctx *c, const struct prize *p)
{
    struct arena *mem = c->world.mem;
    if (p->head_cents > 0 && p->cap_cents > 0)
        return arena_printf(mem, T("%s for each head, %s at most"),
                            answer_money(mem, c->lang, p->head_cents),
                            answer_money(mem, c->lang, p->cap_cents));
    if (p->head_cents > 0)
        return arena_printf(mem, T("%s for each head"),
                            answer_money(mem, c->lang, p->head_cents));
    if (p->amount_cents > 0)
        return answer_money(mem, c->lang, p->amount_cents);
    return T("without money");
}

/* Number and meeting of a motion; zeros for none. */
static void find_motion(struct ctx *c, int64_t motion_id, int64_t *number_of,
                        int64_t *meeting_id)
{
    struct motion m;
    if (motion_id == 0 || !motion_by_id(&c->world, motion_id, &m))
        return;
    *number_of = m.number;
    *meeting_id = m.meeting_id;
}

static const struct withheld *withheld_of(struct ctx *c, int64_t edition_id,
                                          int64_t category_id, int64_t prize_id)
{
    struct withheld *list;
    size_t count = withheld_list(&c->world, edition_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].category_id == category_id && list[i].prize_id == prize_id)
            return &list[i];
    return NULL;
}

static const char *typed(struct ctx *c, const char *field)
{
    const char *text = form_value(c->form, field);
    return text != NULL ? text : "";
}

static struct office_withheld load_withheld(struct ctx *c,
                                            const struct edition *e,
                                            int64_t category_id,
                                            int64_t prize_id, bool refused)
{
    const struct withheld *h = withheld_of(c, e->id, category_id, prize_id);
    struct office_withheld v = {
        .is = h != NULL,
        .reason_de = h ? h->reason_de : "",
        .reason_en = h ? h->reason_en : "",
        .why = "",
        .explain =
            decided_needs_why(&c->world, e->id, h != NULL ? h->motion_id : 0),
    };
    find_motion(c, h != NULL ? h->motion_id : 0, &v.motion, &v.meeting_id);
    if (refused) {
        v.reason_de = typed(c, "reason_de");
        v.reason_en = typed(c, "reason_en");
        v.why = typed(c, "why");
        v.error = form_error(c->form, "withheld");
    }
    return v;
}

struct office_withheld office_withheld_load(struct ctx *c,
                                            const struct edition *e,
                                            int64_t category_id,
                                            const struct office_refused *r)
{
    return load_withheld(c, e, category_id, 0, r->category_id == category_id);
}

static size_t load_companies(struct ctx *c, int64_t edition_id,
                             const struct office_company **list)
{
    struct sql_honour_list_row *row;
    size_t count = sql_honour_list(c->world.db, edition_id, &row);
    struct office_company *company =
        arena_alloc(c->world.mem, count * sizeof *company);
    for (size_t i = 0; i < count; i++)
        company[i] =
            (struct office_company){number(c, row[i].id), row[i].organisation};
    *list = company;
    return count;
}

static const char *company_name(const struct office_special *s,
                                const char *entry_id)
{
    for (size_t i = 0; i < s->company_count; i++)
        if (str_equal(s->company[i].id, entry_id))
            return s->company[i].name;
    return "";
}

static void load_awards(struct ctx *c, const struct edition *e,
                        struct office_special *s)
{
    struct prize_award *a;
    size_t count = prize_awards(&c->world, e->id, &a);
    struct office_award *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        if (a[i].prize_id != s->id)
            continue;
        struct office_award *v = &list[s->count++];
        *v = (struct office_award){
            .entry_id = a[i].entry_id,
            .name = company_name(s, number(c, a[i].entry_id)),
            .money = a[i].amount_cents > 0 ? answer_money(c->world.mem, c->lang,
                                                          a[i].amount_cents)
                                           : "",
            .heads = a[i].heads ? number(c, *a[i].heads) : "",
            .reason = PICK(a[i].reason_de, a[i].reason_en),
        };
        find_motion(c, a[i].motion_id, &v->motion, &v->meeting_id);
        s->explain |= decided_needs_why(&c->world, e->id, a[i].motion_id);
    }
    s->award = list;
}

static void show_typed(struct ctx *c, struct office_special *s)
{
    s->entry = typed(c, "entry");
    s->heads = typed(c, "heads");
    s->reason_de = typed(c, "reason_de");
    s->reason_en = typed(c, "reason_en");
    s->why = typed(c, "why");
    s->error = form_error(c->form, "special");
}

size_t office_special_load(struct ctx *c, const struct edition *e,
                           const struct office_refused *refused,
                           struct office_special **list)
{
    struct prize *p;
    size_t prizes = prize_list(&c->world, e->id, &p), count = 0;
    *list = arena_alloc(c->world.mem, prizes * sizeof **list);
    for (size_t i = 0; i < prizes; i++) {
        struct office_special *s = &(*list)[count];
        if (p[i].category_id != 0)
            continue;
        bool here = refused->prize_id == p[i].id;
        *s = (struct office_special){
            .id = p[i].id,
            .name = PICK(p[i].name_de, p[i].name_en),
            .rule = office_prize_rule(c, &p[i]),
            .by_heads = p[i].head_cents > 0,
            .withholdable = p[i].withholdable,
            .entry = "",
            .heads = "",
            .reason_de = "",
            .reason_en = "",
            .why = "",
        };
        s->company_count = load_companies(c, e->id, &s->company);
        load_awards(c, e, s);
        s->withheld =
            load_withheld(c, e, 0, p[i].id, here && refused->withhold);
        s->explain |= s->withheld.explain;
        if (here && !refused->withhold)
            show_typed(c, s);
        count++;
    }
    return count;
}

/* --- recording --------------------------------------------------------------
 */

static void check_reasons(struct ctx *c, const char *field)
{
    if (str_characters(form_lines(c->form, "reason_de")) >
            REASON_CHARACTERS_MAX ||
        str_characters(form_lines(c->form, "reason_en")) >
            REASON_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 2,000 characters."));
}

/* A form that was refused, on the whole page. */
static void refuse(struct ctx *c, const struct edition *e,
                   const struct office_refused *refused)
{
    c->rollback = true;
    office_decisions_show(c, e, refused);
}

static const char *outcome_text(struct ctx *c, enum prize_outcome outcome)
{
    switch (outcome) {
    case PRIZE_OK:
        break;
    case PRIZE_NOT_SPECIAL:
        return T("This prize goes to the winners of its category.");
    case PRIZE_NOT_ADMITTED:
        return T("This nomination is not admitted.");
    case PRIZE_FULL:
        return T(
            "As many have this prize as may share it. Take it back from "
            "somebody first.");
    case PRIZE_NOT_WITHHOLDABLE:
        return T("This prize has to be given: so it was set up.");
    case PRIZE_GIVEN:
        return T("Somebody has this prize. Take it back first.");
    }
    return NULL;
}

/* The motion that gave it to that nomination, or withheld it; 0: none. */
static int64_t motion_of(struct ctx *c, const struct edition *e,
                         int64_t prize_id, int64_t entry_id)
{
    struct prize_award *a;
    const struct withheld *h = withheld_of(c, e->id, 0, prize_id);
    size_t count = prize_awards(&c->world, e->id, &a);
    for (size_t i = 0; i < count; i++)
        if (a[i].prize_id == prize_id && a[i].entry_id == entry_id)
            return a[i].motion_id;
    return h != NULL ? h->motion_id : 0;
}

/* The words alone are not another decision: the motion stays. */
static void give(struct ctx *c, const struct edition *e,
                 struct prize_award *award)
{
    int64_t *heads = arena_alloc(c->world.mem, sizeof *heads);
    if (!str_empty(form_line(c->form, "heads"))) {
        if (form_int(c->form, "heads", 0, HEADS_MAX, heads))
            award->heads = heads;
        else
            form_fail(c->form, "special",
                      T("Please enter the heads as a whole number, or "
                        "nothing."));
    }
    if (award->entry_id == 0)
        form_fail(c->form, "special", T("Please choose a company."));
    check_reasons(c, "special");
    award->reason_de = form_lines(c->form, "reason_de");
    award->reason_en = form_lines(c->form, "reason_en");
    if (withheld_of(c, e->id, 0, award->prize_id) == NULL)
        award->motion_id = motion_of(c, e, award->prize_id, award->entry_id);
    if (award->motion_id == 0)
        office_check_why(c, e, motion_of(c, e, award->prize_id, 0), "special");
    if (form_ok(c->form)) {
        const char *why = outcome_text(c, prize_give(&c->world, award));
        if (why != NULL)
            form_fail(c->form, "special", why);
    }
}

void post_office_special(struct ctx *c)
{
    struct edition e;
    struct prize prize;
    struct prize_award award = {0};
    const char *action = form_value(c->form, "action");
    if (!office_decisions_place(c, &e))
        return;
    if (!form_int(c->form, "prize", 1, INT64_MAX, &award.prize_id) ||
        !prize_by_id(&c->world, award.prize_id, &prize) ||
        prize.edition_id != e.id) {
        ctx_not_found(c);
        return;
    }
    form_int(c->form, "entry", 1, INT64_MAX, &award.entry_id);
    if (str_equal(action, "give")) {
        give(c, &e, &award);
    } else if (str_equal(action, "take")) {
        office_check_why(
            c, &e, motion_of(c, &e, award.prize_id, award.entry_id), "special");
        if (form_ok(c->form))
            prize_take_back(&c->world, award.prize_id, award.entry_id);
    } else {
        ctx_refuse(c, 400, NULL);
        return;
    }
    if (!form_ok(c->form)) {
        refuse(c, &e, &(struct office_refused){.prize_id = award.prize_id});
        return;
    }
    if (award.entry_id != 0)
        decided_explain(&c->world, "entry", award.entry_id,
                        form_line(c->form, "why"));
    office_decided(c, &e,
                   arena_printf(c->world.mem,
                                T("The decision about %s is recorded."),
                                PICK(prize.name_de, prize.name_en)));
}

/* What is withheld belongs to the edition? */
static bool read_target(struct ctx *c, const struct edition *e,
                        struct withheld *h)
{
    struct prize prize;
    if (form_int(c->form, "category", 1, INT64_MAX, &h->category_id)) {
        struct sql_entry_category_fits_row row;
        return sql_entry_category_fits(c->world.db, e->id, h->category_id,
                                       &row);
    }
    return form_int(c->form, "prize", 1, INT64_MAX, &h->prize_id) &&
           prize_by_id(&c->world, h->prize_id, &prize) &&
           prize.edition_id == e->id;
}

static void withhold(struct ctx *c, const struct edition *e, struct withheld *h)
{
    if (str_empty(form_lines(c->form, "reason_de")) &&
        str_empty(form_lines(c->form, "reason_en")))
        form_fail(c->form, "withheld",
                  T("Please give the jury's reason: it is published."));
    check_reasons(c, "withheld");
    h->reason_de = form_lines(c->form, "reason_de");
    h->reason_en = form_lines(c->form, "reason_en");
    if (form_ok(c->form)) {
        const char *why = outcome_text(c, withheld_put(&c->world, e->id, h));
        if (why != NULL)
            form_fail(c->form, "withheld", why);
    }
}

void post_office_withheld(struct ctx *c)
{
    struct edition e;
    struct withheld h = {0};
    const char *action = form_value(c->form, "action");
    if (!office_decisions_place(c, &e))
        return;
    if (!read_target(c, &e, &h)) {
        ctx_not_found(c);
        return;
    }
    const struct withheld *before =
        withheld_of(c, e.id, h.category_id, h.prize_id);
    int64_t motion_id = before != NULL ? before->motion_id : 0;
    if (str_equal(action, "withhold")) {
        h.motion_id = motion_id; /* other words, the same decision */
        if (before == NULL)
            office_check_why(c, &e, 0, "withheld");
        withhold(c, &e, &h);
    } else if (str_equal(action, "give")) {
        office_check_why(c, &e, motion_id, "withheld");
        if (form_ok(c->form))
            withheld_drop(&c->world, h.category_id, h.prize_id);
    } else {
        ctx_refuse(c, 400, NULL);
        return;
    }
    if (!form_ok(c->form)) {
        refuse(c, &e,
               &(struct office_refused){0, h.category_id, h.prize_id, true});
        return;
    }
    decided_explain(&c->world, h.category_id ? "category" : "prize",
                    h.category_id ? h.category_id : h.prize_id,
                    form_line(c->form, "why"));
    office_decided(c, &e, T("The decision is recorded."));
}
