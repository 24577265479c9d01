/* The consents of an edition: what was withdrawn and not noted yet, who gave
 * what, other words, and the addresses for next year. Nominations with which
 * somebody declared a conflict are not there for him. */
#include "page/office_after.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/str.h"
#include "gen/sql_consent.h"
#include "model/consent.h"
#include "model/edition.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/office_after_view.h"

enum { WORDING_CHARACTERS_MAX = 4000 };

static const char *name_of(const struct ctx *c, const char *code)
{
    const struct consent_name *name = consent_name(code);
    return PICK(name->de, name->en);
}

static void load_kinds(struct ctx *c, const struct edition *e,
                       struct office_consents_view *v)
{
    struct sql_consent_kinds_row *row;
    struct arena *mem = c->world.mem;
    size_t count = sql_consent_kinds(c->world.db, e->id, &row);
    struct office_consent_kind *list =
        arena_alloc(mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_consent_kind){
            .code = row[i].code,
            .name = name_of(c, row[i].code),
            .text_de = row[i].text_de,
            .text_en = row[i].text_en,
            .version = row[i].version,
            .field_de = arena_printf(mem, "%s_de", row[i].code),
            .field_en = arena_printf(mem, "%s_en", row[i].code),
        };
    v->kind = list;
    v->kind_count = count;
}

static size_t place_of(const struct office_consents_view *v, const char *code)
{
    size_t i = 0;
    while (i < v->kind_count && !str_equal(v->kind[i].code, code))
        i++;
    return i;
}

/* The rows come in the order of nominations, one for each kind. */
static void load_rows(struct ctx *c, const struct edition *e,
                      struct office_consents_view *v)
{
    struct arena *mem = c->world.mem;
    struct sql_consent_states_row *s;
    struct office_consent_row *list = NULL;
    struct office_consent_cell *cell = NULL;
    size_t count = sql_consent_states(c->world.db, e->id, c->visitor.id, &s);
    for (size_t i = 0; i < count; i++) {
        if (v->row_count == 0 ||
            list[v->row_count - 1].entry_id != s[i].entry_id) {
            list = arena_grow(mem, list, v->row_count, sizeof *list);
            cell = arena_alloc(mem, (v->kind_count + 1) * sizeof *cell);
            for (size_t k = 0; k < v->kind_count; k++)
                cell[k] = (struct office_consent_cell){0};
            list[v->row_count++] = (struct office_consent_row){
                s[i].entry_id, s[i].organisation, cell};
        }
        size_t at = place_of(v, s[i].code);
        if (cell != NULL && at < v->kind_count)
            cell[at] = (struct office_consent_cell){
                s[i].version, s[i].withdrawn_at,
                s[i].version != NULL && *s[i].version < v->kind[at].version};
    }
    v->row = list;
}

static void load_news(struct ctx *c, const struct edition *e,
                      struct office_consents_view *v)
{
    struct sql_consent_news_row *row;
    size_t count = sql_consent_news(c->world.db, e->id, c->visitor.id, &row);
    struct office_consent_news *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_consent_news){
            .id = row[i].id,
            .entry_id = row[i].entry_id,
            .at = row[i].withdrawn_at,
            .organisation = row[i].organisation,
            .name = name_of(c, row[i].code),
            .person = row[i].person,
            .data = str_equal(row[i].code, "data"),
        };
    v->news = list;
    v->news_count = count;
}

static void show(struct ctx *c, const struct edition *e, int status)
{
    struct office_consents_view v = {
        .form = c->form, .csrf = ctx_csrf(c), .slug = e->slug};
    load_kinds(c, e, &v);
    load_rows(c, e, &v);
    load_news(c, e, &v);
    for (size_t i = 0; i < v.kind_count; i++) {
        if (form_value(c->form, v.kind[i].field_de) == NULL)
            form_set(c->form, v.kind[i].field_de, v.kind[i].text_de);
        if (form_value(c->form, v.kind[i].field_en) == NULL)
            form_set(c->form, v.kind[i].field_en, v.kind[i].text_en);
    }
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Consents"));
    html_office_consents(c->out, &v);
    page_end(c);
}

void get_office_consents(struct ctx *c)
{
    struct edition e;
    if (office_edition(c, &e))
        show(c, &e, 200);
}

static const char *path_of(const struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/consents", e->slug);
}

void post_office_consents(struct ctx *c)
{
    struct edition e;
    int64_t id = 0;
    if (!office_edition(c, &e))
        return;
    if (form_int(c->form, "note", 1, INT64_MAX, &id))
        consent_note(&c->world, e.id, id);
    ctx_redirect(c, path_of(c, &e), NULL);
}

static void check_words(struct ctx *c, const char *field, const char *text)
{
    if (str_empty(text))
        form_fail(c->form, field, T("Please fill this in."));
    else if (str_characters(text) > WORDING_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 4,000 characters."));
}

void post_office_wording(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    const char *code = form_value(c->form, "code");
    if (code == NULL || consent_name(code) == NULL) {
        ctx_refuse(c, 422, T("There is no such consent."));
        return;
    }
    const char *de = arena_printf(c->world.mem, "%s_de", code);
    const char *en = arena_printf(c->world.mem, "%s_en", code);
    const char *text_de = form_lines(c->form, de);
    const char *text_en = form_lines(c->form, en);
    check_words(c, de, text_de);
    check_words(c, en, text_en);
    if (!form_ok(c->form)) {
        show(c, &e, 422);
        return;
    }
    bool other = consent_reword(&c->world, e.id, code, text_de, text_en);
    ctx_redirect(c, path_of(c, &e),
                 other ? T("These words are asked for from now on. Whoever "
                           "agreed before gets a mail.")
                       : T("Nothing was changed."));
}

/* Who may be written to about next year's call. */
void get_office_contacts(struct ctx *c)
{
    struct edition e;
    struct buf out;
    struct sql_consent_contacts_row *row;
    if (!office_edition(c, &e))
        return;
    size_t count = sql_consent_contacts(c->world.db, e.id, c->visitor.id, &row);
    buf_init(&out, c->world.mem);
    csv_start(&out);
    csv_text(&out, T("Company"));
    csv_text(&out, T("Name"));
    csv_text(&out, T("E-mail address"));
    csv_text(&out, T("Language"));
    csv_end_row(&out);
    for (size_t i = 0; i < count; i++) {
        csv_text(&out, row[i].organisation);
        csv_text(&out, row[i].name);
        csv_text(&out, row[i].email);
        csv_text(&out, row[i].language);
        csv_end_row(&out);
    }
    reply_download_bytes(
        c->world.mem, c->reply, out.data, out.bytes,
        arena_printf(c->world.mem, "%s-%s.csv", T("contacts"), e.slug),
        "text/csv; charset=utf-8");
}
