/* The nominations as the office sees them, and the formal check.
 *
 * An edition has some hundred nominations at most: they are read whole and
 * filtered here, where "müller" finds "Müller" and a quotation mark is only a
 * character. */
#include "page/office.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_entry.h"
#include "gen/sql_office.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/entry.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/document.h"
#include "page/office_after.h"
#include "page/office_answers.h"
#include "page/office_view.h"

enum { REASON_CHARACTERS_MAX = 2000 };

static const struct {
    const char *code, *class, *text;
} states[] = {
    {"draft", "pill pill-draft", N_("draft")},
    {"submitted", "pill pill-wait", N_("to be checked")},
    {"admitted", "pill pill-done", N_("admitted")},
    {"rejected", "pill pill-bad", N_("rejected")},
    {"withdrawn", "pill pill-off", N_("withdrawn")},
};
enum { STATES = sizeof states / sizeof *states };

static struct office_pill state_pill(const struct ctx *c, const char *code)
{
    size_t i = 0;
    while (!str_equal(states[i].code, code))
        i++;
    return (struct office_pill){states[i].class, T(states[i].text)};
}

static struct office_option *category_options(struct ctx *c, int64_t edition_id,
                                              size_t *count)
{
    struct sql_edition_categories_row *row;
    *count = sql_edition_categories(c->world.db, edition_id, &row);
    struct office_option *list =
        arena_alloc(c->world.mem, *count * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct office_option){
            arena_printf(c->world.mem, "%" PRId64, row[i].id),
            PICK(row[i].name_de, row[i].name_en)};
    return list;
}

/* --- the list ---------------------------------------------------------------
 */

struct filter {
    const char *text, *state, *category, *sort; /* "" is all */
};

static const char *given(const struct ctx *c, const char *name)
{
    const char *value = str_line(c->world.mem, form_value(c->query, name));
    return value != NULL ? value : "";
}

static bool contains(struct arena *mem, const char *text, const char *key)
{
    return text != NULL && strstr(str_key(mem, text), key) != NULL;
}

static bool matches(const struct ctx *c, const struct filter *f,
                    const struct sql_office_entries_row *row)
{
    struct arena *mem = c->world.mem;
    const char *key = str_key(mem, f->text);
    int64_t category = 0;
    if (f->state[0] != '\0' && !str_equal(f->state, row->state))
        return false;
    if (str_int(f->category, 1, INT64_MAX, &category) &&
        (row->category_id == NULL || *row->category_id != category))
        return false;
    return f->text[0] == '\0' || contains(mem, row->organisation, key) ||
           contains(mem, row->seat, key) || contains(mem, row->code, key) ||
           (row->number != NULL &&
            contains(mem, arena_printf(mem, "%" PRId64, *row->number), key));
}

struct sortable {
    const struct sql_office_entries_row *row;
    const char *key;
};

static int by_name(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : x->row->id < y->row->id ? -1 : 1;
}

/* The latest receipt first; drafts, which have none, at the end. */
static int by_number(const void *a, const void *b)
{
    const struct sql_office_entries_row *x = ((const struct sortable *)a)->row;
    const struct sql_office_entries_row *y = ((const struct sortable *)b)->row;
    int64_t nx = x->number != NULL ? *x->number : 0;
    int64_t ny = y->number != NULL ? *y->number : 0;
    if (nx != ny)
        return nx > ny ? -1 : 1;
    return x->id > y->id ? -1 : 1;
}

static struct office_row make_row(struct ctx *c,
                                  const struct sql_office_entries_row *row)
{
    return (struct office_row){
        .id = row->id,
        .number = row->number != NULL
                      ? arena_printf(c->world.mem, "%" PRId64, *row->number)
                      : NULL,
        .name = row->organisation,
        .category = row->category_de != NULL
                        ? PICK(row->category_de, row->category_en)
                        : NULL,
        .seat = row->seat,
        .submitted_at = row->submitted_at,
        .missing = entry_answers_missing(&c->world, row->id),
        .state = state_pill(c, row->state),
    };
}

static size_t make_rows(struct ctx *c, const struct filter *f,
                        const struct sql_office_entries_row *all, size_t total,
                        struct office_row **rows)
{
    struct arena *mem = c->world.mem;
    struct sortable *found = arena_alloc(mem, total * sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < total; i++)
        if (matches(c, f, &all[i]))
            found[count++] =
                (struct sortable){&all[i], str_key(mem, all[i].organisation)};
    qsort(found, count, sizeof *found,
          str_equal(f->sort, "number") ? by_number : by_name);
    *rows = arena_alloc(mem, count * sizeof **rows);
    for (size_t i = 0; i < count; i++)
        (*rows)[i] = make_row(c, found[i].row);
    return count;
}

static struct office_option *
state_options(const struct ctx *c, const struct sql_office_entries_row *all,
              size_t total)
{
    struct office_option *list =
        arena_alloc(c->world.mem, STATES * sizeof *list);
    for (size_t i = 0; i < STATES; i++) {
        size_t n = 0;
        for (size_t k = 0; k < total; k++)
            n += str_equal(all[k].state, states[i].code);
        list[i] = (struct office_option){
            states[i].code,
            arena_printf(c->world.mem, "%s (%zu)", T(states[i].text), n)};
    }
    return list;
}

void get_office_entries(struct ctx *c)
{
    struct edition e;
    struct sql_office_entries_row *all;
    struct office_row *row;
    if (!office_edition(c, &e))
        return;
    size_t total = sql_office_entries(c->world.db, e.id, &all);
    const struct filter f = {given(c, "q"), given(c, "state"),
                             given(c, "category"), given(c, "sort")};
    struct office_entries_view v = {
        .slug = e.slug,
        .text = f.text,
        .state = f.state,
        .category = f.category,
        .sort = str_equal(f.sort, "number") ? "number" : "name",
        .states = state_options(c, all, total),
        .state_count = STATES,
        .total = total,
    };
    v.categories = category_options(c, e.id, &v.category_count);
    v.count = make_rows(c, &f, all, total, &row);
    v.row = row;
    page_start(c, T("Nominations"));
    html_office_entries(c->out, &v);
    page_end(c);
}

/* --- one nomination ---------------------------------------------------------
 */

static const char *picture_problem(const struct ctx *c, const char *state)
{
    if (str_equal(state, "failed"))
        return T("This file could not be read as a picture.");
    return str_equal(state, "done") ? NULL : T("The picture is being made.");
}

static void load_pictures(struct ctx *c, struct office_entry_view *v)
{
    struct sql_entry_pictures_row *row;
    size_t count = sql_entry_pictures(c->world.db, v->id, &row);
    struct office_picture *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_picture){
            .file_id = row[i].file_id,
            .bytes = row[i].bytes,
            .label = str_equal(row[i].slot, "logo") ? T("Logo") : T("Photo"),
            .alt = PICK(row[i].alt_de, row[i].alt_en),
            .credit = row[i].credit,
            .name = row[i].name,
            .problem = picture_problem(c, row[i].render_state),
        };
    v->picture = list;
    v->picture_count = count;
}

static void load_consents(struct ctx *c, struct office_entry_view *v)
{
    struct sql_office_consents_row *row;
    size_t count = sql_office_consents(c->world.db, v->id, &row);
    struct office_consent *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_consent){
            .text = PICK(row[i].text_de, row[i].text_en),
            .version = row[i].version,
            .person = row[i].given_by,
            .required = row[i].required != 0,
            .given_at = row[i].given_at,
            .withdrawn_at = row[i].withdrawn_at,
        };
    v->consent = list;
    v->consent_count = count;
}

static void load_contacts(struct ctx *c, struct office_entry_view *v)
{
    struct sql_office_contacts_row *row;
    size_t count = sql_office_contacts(c->world.db, v->id, &row);
    struct office_contact *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_contact){row[i].name, row[i].email};
    v->contact = list;
    v->contact_count = count;
}

static const char *pick_or_null(const struct ctx *c, const char *de,
                                const char *en)
{
    return de != NULL ? PICK(de, en) : NULL;
}

void office_entry_show(struct ctx *c, const struct edition *e,
                       const struct entry *entry, int status)
{
    struct sql_office_entry_row row = {0};
    sql_office_entry(c->world.db, entry->id, &row);
    struct office_entry_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .id = entry->id,
        .name = entry->organisation,
        .number = entry->number
                      ? arena_printf(c->world.mem, "%" PRId64, *entry->number)
                      : NULL,
        .state_code = entry->state,
        .reject_reason = entry->reject_reason,
        .chosen = pick_or_null(c, row.chosen_de, row.chosen_en),
        .confirmed = pick_or_null(c, row.confirmed_de, row.confirmed_en),
        .state = state_pill(c, entry->state),
        .submitted_at = row.submitted_at,
        .checked_at = row.checked_at,
        .withdrawn_at = row.withdrawn_at,
        .created_at = row.created_at,
        .updated_at = row.updated_at,
        .checkable = row.ballots == 0,
        .imported = row.created_by == NULL,
        .in_time = row.submitted_at && e->deadline_at &&
                   *row.submitted_at <= *e->deadline_at,
    };
    office_answers_load(c, &v);
    load_pictures(c, &v);
    v.document_count = document_load(c, v.id, false, &v.document);
    load_consents(c, &v);
    office_history_load(c, &v);
    load_contacts(c, &v);
    v.after = office_after_load(c, entry);
    office_group_fill(c, entry->organisation_id);
    v.categories = category_options(c, e->id, &v.category_count);
    office_eligibility_load(c, entry, &v);
    c->reply->status = status;
    page_start(c, entry->organisation);
    html_office_entry(c->out, &v);
    page_end(c);
}

bool office_entry_find(struct ctx *c, struct edition *e, struct entry *entry)
{
    if (!entry_by_id(&c->world, ctx_id(c, "id"), entry) ||
        !edition_by_id(&c->world, entry->edition_id, e)) {
        ctx_not_found(c);
        return false;
    }
    if (bar_entry(c, entry->id))
        return false;
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    c->office = e->slug;
    c->width = "page-wide";
    return true;
}

static void set_category(struct ctx *c, const struct entry *entry)
{
    const int64_t *id = entry->confirmed_category_id
                            ? entry->confirmed_category_id
                            : entry->category_id;
    if (id != NULL)
        form_set(c->form, "category",
                 arena_printf(c->world.mem, "%" PRId64, *id));
}

void get_office_entry(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    set_category(c, &entry);
    office_entry_show(c, &e, &entry, 200);
}

static void checked(struct ctx *c, const struct entry *entry,
                    enum entry_outcome outcome, const char *notice)
{
    if (outcome == ENTRY_OK)
        ctx_redirect(
            c, arena_printf(c->world.mem, "/office/entry/%" PRId64, entry->id),
            notice);
    else
        ctx_refuse(c, 409,
                   T("This nomination cannot be checked any more: it was "
                     "withdrawn, is a draft, or the jury has begun to mark "
                     "it."));
}

void post_office_admit(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    struct sql_entry_category_fits_row fits;
    int64_t category = 0;
    if (!office_entry_find(c, &e, &entry))
        return;
    if (!form_int(c->form, "category", 1, INT64_MAX, &category) ||
        !sql_entry_category_fits(c->world.db, e.id, category, &fits)) {
        form_fail(c->form, "category", T("Please choose a category."));
        office_entry_show(c, &e, &entry, 422);
        return;
    }
    checked(c, &entry, entry_admit(&c->world, entry.id, category),
            T("The nomination is admitted; the mail to the company is in the "
              "outbox."));
}

void post_office_reject(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    const char *reason = form_lines(c->form, "reason");
    if (str_empty(reason))
        form_fail(c->form, "reason",
                  T("Please give the reason: the company reads it."));
    else if (str_characters(reason) > REASON_CHARACTERS_MAX)
        form_fail(c->form, "reason", T("Please use at most 2,000 characters."));
    if (!form_ok(c->form)) {
        set_category(c, &entry);
        office_entry_show(c, &e, &entry, 422);
        return;
    }
    checked(c, &entry, entry_reject(&c->world, entry.id, reason),
            T("The nomination is rejected; the mail to the company is in the "
              "outbox."));
}
