/* One page with all companies of a round. What is sent is stored company by
 * company: one that is missing or wrong does not hold up the others. */
#include "page/declare.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_declare.h"
#include "gen/sql_sheet.h"
#include "model/conflict_hint.h"
#include "model/edition.h"
#include "model/jury.h"
#include "model/name_word.h"
#include "model/round.h"
#include "page/declare_view.h"
#include "page/hint_words.h"
#include "page/jury_place.h"

enum { KEY_CHARS = 12, REMARK_CHARACTERS_MAX = 2000 };

const char *declare_key(const struct world *w, int64_t jury_member_id,
                        int64_t entry_id)
{
    char *text = arena_printf(w->mem, "declare %" PRId64 " %" PRId64,
                              jury_member_id, entry_id);
    return arena_textn(w->mem, secret_keyed(w->mem, w->key, text, strlen(text)),
                       KEY_CHARS);
}

const char *declare_path(const struct ctx *c, int64_t round_id,
                         int64_t jury_member_id, int64_t entry_id)
{
    const char *path =
        arena_printf(c->world.mem, "/jury/declare?round=%" PRId64, round_id);
    return entry_id == 0
               ? path
               : arena_printf(c->world.mem, "%s#k_%s", path,
                              declare_key(&c->world, jury_member_id, entry_id));
}

void declare_check(struct ctx *c, const char *kind, const char *period_field,
                   const char *remark_field)
{
    if (!str_equal(kind, "none") &&
        !conflict_known_period(form_value(c->form, period_field)))
        form_fail(c->form, period_field, T("Please say when that is."));
    if (str_characters(form_lines(c->form, remark_field)) >
        REMARK_CHARACTERS_MAX)
        form_fail(c->form, remark_field,
                  T("Please use at most 2,000 characters."));
}

struct place {
    struct round round;
    struct edition edition;
    struct jury_member member;
    struct sql_declare_list_row *row;
    size_t count;
};

/* The round that is asked for, else the first in which there is something to
 * declare; 0: none. */
static int64_t wanted_round(struct ctx *c)
{
    const char *wanted = form_value(c->form, "round");
    struct sql_sheet_rounds_row *row;
    int64_t id = 0;
    if (wanted == NULL)
        wanted = form_value(c->query, "round");
    if (wanted != NULL)
        return str_int(wanted, 1, INT64_MAX, &id) ? id : 0;
    size_t count = sql_sheet_rounds(c->world.db, c->visitor.id, &row);
    for (size_t i = count; i > 0; i--)
        if (!str_equal(row[i - 1].state, "closed") &&
            (id == 0 ||
             jury_undeclared(c, row[i - 1].id, row[i - 1].jury_member_id) > 0))
            id = row[i - 1].id;
    return id;
}

static bool find_place(struct ctx *c, struct place *p)
{
    int64_t id = wanted_round(c);
    if (!round_by_id(&c->world, id, &p->round) ||
        !edition_by_id(&c->world, p->round.edition_id, &p->edition) ||
        !jury_of_user(&c->world, p->edition.id, c->visitor.id, &p->member))
        return false;
    p->count =
        sql_declare_list(c->world.db, p->round.id, p->member.id, &p->row);
    ctx_edition(c, p->edition.slug,
                PICK(p->edition.title_de, p->edition.title_en));
    return p->count > 0;
}

/* --- the page --- */

static const char *field(const struct ctx *c, const char *what, const char *key)
{
    return arena_printf(c->world.mem, "%s_%s", what, key);
}

/* In a blind edition a conflict declared on a sheet stays with the sheet. */
static bool is_hidden(const struct place *p,
                      const struct sql_declare_list_row *row)
{
    return p->edition.blind && row->late != NULL && *row->late != 0;
}

static const char *shown_kind(const struct place *p,
                              const struct sql_declare_list_row *row)
{
    return row->kind != NULL && is_hidden(p, row) ? "none" : row->kind;
}

static const char *shown(const struct place *p,
                         const struct sql_declare_list_row *row,
                         const char *text)
{
    return text == NULL || is_hidden(p, row) ? "" : text;
}

static int by_name(const void *a, const void *b)
{
    const struct declare_item *x = a, *y = b;
    if ((x->kind != NULL) != (y->kind != NULL))
        return x->kind != NULL ? 1 : -1;
    int order = strcmp(x->sort, y->sort);
    return order != 0 ? order : strcmp(x->key, y->key);
}

/* What was typed stays; else what is declared. */
static void fill_fields(struct ctx *c, const struct place *p,
                        const struct sql_declare_list_row *row, const char *key)
{
    if (row->kind == NULL || form_value(c->form, field(c, "k", key)) != NULL)
        return;
    form_set(c->form, field(c, "k", key), shown_kind(p, row));
    form_set(c->form, field(c, "p", key), shown(p, row, row->period));
    form_set(c->form, field(c, "r", key), shown(p, row, row->remark));
}

static struct declare_item *make_items(struct ctx *c, struct place *p,
                                       bool sent)
{
    struct world *w = &c->world;
    struct hint_set *set = conflict_hint_load(w, p->edition.id);
    struct declare_item *item = arena_alloc(w->mem, p->count * sizeof *item);
    for (size_t i = 0; i < p->count; i++) {
        const struct sql_declare_list_row *row = &p->row[i];
        item[i] = (struct declare_item){
            .key = declare_key(w, p->member.id, row->id),
            .company = row->organisation,
            .category = row->category_de != NULL && !p->edition.blind
                            ? PICK(row->category_de, row->category_en)
                            : NULL,
            .sort = name_key(w->mem, row->organisation),
            .entry_id = row->id,
            .kind = shown_kind(p, row),
            .missing = sent && row->kind == NULL,
        };
        item[i].hint_count =
            hint_words(c, conflict_hint_pair(set, p->member.id, row->id), false,
                       &item[i].hint);
        fill_fields(c, p, row, item[i].key);
    }
    qsort(item, p->count, sizeof *item, by_name);
    return item;
}

static void show(struct ctx *c, struct place *p, bool sent)
{
    struct declare_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .round_id = p->round.id,
        .edition = PICK(p->edition.title_de, p->edition.title_en),
        .round = PICK(p->round.name_de, p->round.name_en),
        .item = make_items(c, p, sent),
        .count = p->count,
        .sent = sent,
        .blind = p->edition.blind,
    };
    for (size_t i = 0; i < p->count; i++)
        v.undeclared += v.item[i].kind == NULL;
    c->reply->status = sent ? 422 : 200;
    c->width = "page-text";
    page_start(c, T("Conflicts of interest"));
    html_declare(c->out, &v);
    page_end(c);
}

static void show_nothing(struct ctx *c)
{
    struct declare_view v = {.form = c->form, .csrf = ctx_csrf(c)};
    c->width = "page-text";
    page_start(c, T("Conflicts of interest"));
    html_declare(c->out, &v);
    page_end(c);
}

static bool is_over(const struct place *p)
{
    return str_equal(p->round.state, "closed") ||
           str_equal(p->round.state, "replaced");
}

void get_jury_declare(struct ctx *c)
{
    struct place p;
    if (form_value(c->query, "round") == NULL && wanted_round(c) == 0)
        show_nothing(c);
    else if (!find_place(c, &p) || is_over(&p))
        ctx_not_found(c);
    else
        show(c, &p, false);
}

/* --- what was sent --- */

static bool is_taken_back(const struct sql_declare_list_row *row,
                          const char *kind)
{
    return row->kind != NULL && !str_equal(row->kind, "none") &&
           str_equal(kind, "none");
}

static void check(struct ctx *c, const struct place *p,
                  const struct sql_declare_list_row *row, const char *key,
                  const char *kind)
{
    declare_check(c, kind, field(c, "p", key), field(c, "r", key));
    if (!is_taken_back(row, kind))
        return;
    if (p->edition.blind)
        form_fail(c->form, field(c, "k", key),
                  T("In a blind edition a conflict cannot be taken back here. "
                    "If it was declared by mistake, please tell the award "
                    "office."));
    else if (conflict_is_fixed(&c->world, p->member.id, row->id))
        form_fail(c->form, field(c, "k", key),
                  T("Your conflict of interest counts in a round that is "
                    "closed, so it cannot be taken back here. If it was "
                    "declared by mistake, please tell the award office."));
}

/* Was the juror free to read it until now? In a blind edition the list must
 * show what was declared on it, see declare.h. */
static bool is_late(const struct place *p,
                    const struct sql_declare_list_row *row)
{
    return !p->edition.blind && !str_equal(p->round.state, "planned") &&
           str_equal(row->kind, "none");
}

/* Stores one company's declaration unless it is as it was, or wrong. */
static bool put(struct ctx *c, const struct place *p, struct hint_set *set,
                const struct sql_declare_list_row *row)
{
    const char *key = declare_key(&c->world, p->member.id, row->id);
    const char *kind = form_value(c->form, field(c, "k", key));
    const char *period = form_value(c->form, field(c, "p", key));
    const char *remark = form_lines(c->form, field(c, "r", key));
    size_t errors = c->form->error_count;
    if (!conflict_known_kind(kind))
        return row->kind != NULL; /* a missing one is said beside it */
    if (str_equal(kind, "none") || period == NULL)
        period = "";
    if (str_equal(kind, shown_kind(p, row)) &&
        str_equal(period, shown(p, row, row->period)) &&
        str_equal(remark, shown(p, row, row->remark)))
        return true;
    check(c, p, row, key, kind);
    if (c->form->error_count > errors)
        return false;
    unsigned hints = conflict_hint_pair(set, p->member.id, row->id);
    const struct conflict conflict = {
        .kind = kind,
        .period = period,
        .remark = remark,
        .hints = conflict_hint_codes(c->world.mem, hints),
        .late = !str_equal(kind, "none") && is_late(p, row),
    };
    conflict_put(&c->world, p->member.id, row->id, &conflict);
    return true;
}

void post_jury_declare(struct ctx *c)
{
    struct place p;
    size_t done = 0;
    if (!find_place(c, &p)) {
        ctx_not_found(c);
        return;
    }
    if (is_over(&p)) {
        ctx_refuse(c, 409,
                   T("The round is closed. If you notice a conflict of "
                     "interest only now, please tell the award office."));
        return;
    }
    struct hint_set *set = conflict_hint_load(&c->world, p.edition.id);
    for (size_t i = 0; i < p.count; i++)
        done += put(c, &p, set, &p.row[i]);
    if (done == p.count) {
        ctx_redirect(c, "/jury", T("Your declarations are recorded."));
        return;
    }
    p.count = sql_declare_list(c->world.db, p.round.id, p.member.id, &p.row);
    show(c, &p, true);
}
