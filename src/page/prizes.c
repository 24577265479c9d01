/* Prizes in the office: see prizes.h. */
#include "page/prizes.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "model/answer.h"
#include "model/answer_typed.h"
#include "model/edition.h"
#include "model/prize_setup.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/office_special.h"
#include "page/prizes_view.h"

enum { TEXT_CHARACTERS_MAX = 500 };

/* --- the page ---------------------------------------------------------------
 */

static const char *number(struct ctx *c, int64_t value)
{
    return arena_printf(c->world.mem, "%" PRId64, value);
}

/* "" for none. */
static const char *money(struct ctx *c, int64_t cents)
{
    return cents == 0
               ? ""
               : answer_money_typed(c->world.mem, c->lang, number(c, cents));
}

static struct prize_form make_form(struct ctx *c, const struct prize *p)
{
    return (struct prize_form){
        .id = p->id,
        .title = PICK(p->name_de, p->name_en),
        .rule = office_prize_rule(c, p),
        .category = "",
        .code = p->code,
        .category_id = p->category_id ? number(c, p->category_id) : "",
        .name_de = p->name_de,
        .name_en = p->name_en,
        .description_de = p->description_de,
        .description_en = p->description_en,
        .donor = p->donor,
        .amount = money(c, p->amount_cents),
        .head = money(c, p->head_cents),
        .cap = money(c, p->cap_cents),
        .winners_max = number(c, p->winners_max),
        .withholdable = p->withholdable,
        .fixed = p->id != 0 && prize_decided(&c->world, p->id),
    };
}

static const char *typed(struct ctx *c, const char *field)
{
    const char *text = form_value(c->form, field);
    return text != NULL ? text : "";
}

static void show_typed(struct ctx *c, struct prize_form *f)
{
    f->code = typed(c, "code");
    f->category_id = typed(c, "category");
    f->name_de = typed(c, "name_de");
    f->name_en = typed(c, "name_en");
    f->description_de = typed(c, "description_de");
    f->description_en = typed(c, "description_en");
    f->donor = typed(c, "donor");
    f->amount = typed(c, "amount");
    f->head = typed(c, "head");
    f->cap = typed(c, "cap");
    f->winners_max = typed(c, "winners_max");
    f->withholdable = form_has(c->form, "withholdable", "yes");
    f->error = form_error(c->form, "prize");
}

static const struct prize fresh = {.code = "",
                                   .name_de = "",
                                   .name_en = "",
                                   .description_de = "",
                                   .description_en = "",
                                   .donor = "",
                                   .winners_max = 1,
                                   .withholdable = true};

static void load_categories(struct ctx *c, const struct edition *e,
                            struct prizes_view *v)
{
    struct sql_edition_categories_row *row;
    v->category_count = sql_edition_categories(c->world.db, e->id, &row);
    struct prize_option *list =
        arena_alloc(c->world.mem, v->category_count * sizeof *list);
    for (size_t i = 0; i < v->category_count; i++)
        list[i] = (struct prize_option){number(c, row[i].id),
                                        PICK(row[i].name_de, row[i].name_en)};
    v->category = list;
}

/* refused: whose form was, 0 the new one's; -1: none. */
static void show(struct ctx *c, const struct edition *e, int64_t refused)
{
    struct prize *p;
    struct prizes_view v = {.csrf = ctx_csrf(c), .slug = e->slug};
    v.count = prize_list(&c->world, e->id, &p);
    struct prize_form *list = arena_alloc(c->world.mem, v.count * sizeof *list);
    load_categories(c, e, &v);
    for (size_t i = 0; i < v.count; i++) {
        list[i] = make_form(c, &p[i]);
        for (size_t k = 0; k < v.category_count; k++)
            if (str_equal(v.category[k].value, list[i].category_id))
                list[i].category = v.category[k].label;
        if (p[i].id == refused)
            show_typed(c, &list[i]);
    }
    v.prize = list;
    v.fresh = make_form(c, &fresh);
    if (refused == 0)
        show_typed(c, &v.fresh);
    c->reply->status = refused >= 0 ? 422 : 200;
    page_start(c, T("Prizes"));
    html_prizes(c->out, &v);
    page_end(c);
}

void get_prizes(struct ctx *c)
{
    struct edition e;
    if (office_decisions_place(c, &e))
        show(c, &e, -1);
}

/* --- storing ----------------------------------------------------------------
 */

static int64_t read_money(struct ctx *c, const char *field)
{
    int64_t cents = 0;
    const char *text = form_line(c->form, field);
    if (str_empty(text))
        return 0;
    if (!typed_money(c->world.mem, text, &cents) || cents < 0 ||
        cents > PRIZE_CENTS_MAX)
        form_fail(c->form, "prize",
                  T("Please enter an amount like 1,000.00, or nothing."));
    return cents;
}

static void read_category(struct ctx *c, const struct edition *e,
                          struct prize *p)
{
    struct sql_edition_categories_row *row;
    size_t count = sql_edition_categories(c->world.db, e->id, &row);
    int64_t id = 0;
    if (str_empty(form_line(c->form, "category")))
        return;
    form_int(c->form, "category", 1, INT64_MAX, &id);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == id)
            p->category_id = id;
    if (p->category_id == 0)
        form_fail(c->form, "prize", T("Please choose a category."));
}

static struct prize read_prize(struct ctx *c, const struct edition *e,
                               int64_t id)
{
    struct prize p = {
        .id = id,
        .edition_id = e->id,
        .code = str_slug(c->world.mem, form_line(c->form, "code")),
        .name_de = form_line(c->form, "name_de"),
        .name_en = form_line(c->form, "name_en"),
        .description_de = form_lines(c->form, "description_de"),
        .description_en = form_lines(c->form, "description_en"),
        .donor = form_line(c->form, "donor"),
        .amount_cents = read_money(c, "amount"),
        .head_cents = read_money(c, "head"),
        .cap_cents = read_money(c, "cap"),
        .winners_max = 1,
        .withholdable = form_has(c->form, "withholdable", "yes"),
    };
    const char *texts[] = {p.name_de, p.name_en, p.description_de,
                           p.description_en, p.donor};
    read_category(c, e, &p);
    if (!form_int(c->form, "winners_max", 1, PRIZE_WINNERS_MAX, &p.winners_max))
        form_fail(c->form, "prize",
                  T("Please enter a whole number from 1, how many may share "
                    "it."));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (str_characters(texts[i]) > TEXT_CHARACTERS_MAX)
            form_fail(c->form, "prize",
                      T("Please use at most 500 characters."));
    if (str_empty(form_line(c->form, "code")))
        p.code = str_slug(c->world.mem, p.name_de);
    return p;
}

static const char *fault_text(struct ctx *c, enum prize_fault fault)
{
    switch (fault) {
    case PRIZE_FINE:
        break;
    case PRIZE_CODE:
        return T("Please give a short name that no other prize has.");
    case PRIZE_NAME:
        return T("Please give the prize a German name.");
    case PRIZE_MONEY:
        return T(
            "Either a fixed amount or so much for each head; a bound goes "
            "with heads, and heads only with a special prize.");
    case PRIZE_DECIDED:
        return T("Something is decided about it: it stays as it is.");
    }
    return NULL;
}

void post_prizes(struct ctx *c)
{
    struct edition e;
    struct prize present;
    int64_t id = 0;
    enum prize_fault fault = PRIZE_FINE;
    if (!office_decisions_place(c, &e))
        return;
    if (form_value(c->form, "prize") != NULL &&
        (!form_int(c->form, "prize", 1, INT64_MAX, &id) ||
         !prize_by_id(&c->world, id, &present) || present.edition_id != e.id)) {
        ctx_not_found(c);
        return;
    }
    if (id != 0 && str_equal(form_value(c->form, "action"), "remove")) {
        fault = prize_remove(&c->world, id);
    } else {
        struct prize p = read_prize(c, &e, id);
        if (form_ok(c->form))
            fault = prize_store(&c->world, &p);
    }
    if (fault != PRIZE_FINE)
        form_fail(c->form, "prize", fault_text(c, fault));
    if (!form_ok(c->form)) {
        c->rollback = true;
        show(c, &e, id);
        return;
    }
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/prizes", e.slug),
        T("Your changes are saved."));
}
