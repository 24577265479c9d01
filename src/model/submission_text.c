/* A nomination in words: see submission_text.h. Every question of the form
 * stands here, answered or not, so that the receipt also says what was left
 * out. Files are named with the digest of their bytes. */
#include "model/submission_text.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_submission.h"
#include "model/answer.h"
#include "model/consent.h"
#include "model/edition.h"

/* --- one answer ------------------------------------------------------------
 */

static const char *choice_label(const struct world *w, int64_t question_id,
                                const char *code, size_t bytes, enum lang lang)
{
    struct sql_submission_choices_row *c;
    size_t count = sql_submission_choices(w->db, question_id, &c);
    for (size_t i = 0; i < count; i++)
        if (strlen(c[i].code) == bytes && strncmp(c[i].code, code, bytes) == 0)
            return lang_pick(lang, c[i].label_de, c[i].label_en);
    return arena_textn(w->mem, code, bytes);
}

/* Codes parted by spaces become lines. */
static const char *choices(const struct world *w, int64_t question_id,
                           const char *value, enum lang lang)
{
    struct buf out;
    buf_init(&out, w->mem);
    while (*value != '\0') {
        size_t bytes = strcspn(value, " ");
        if (bytes > 0)
            buf_addf(&out, "%s%s", out.bytes > 0 ? "\n" : "",
                     choice_label(w, question_id, value, bytes, lang));
        value += bytes + (value[bytes] == ' ');
    }
    return out.data;
}

/* "label TAB number" in each line becomes "label: number". */
static const char *table(const struct world *w, const char *value)
{
    struct buf out;
    buf_init(&out, w->mem);
    for (; *value != '\0'; value++)
        if (*value == '\t')
            buf_add(&out, ": ");
        else
            buf_addn(&out, value, 1);
    return out.data;
}

static const char *date(const struct world *w, const char *value,
                        enum lang lang)
{
    int64_t year, month, day;
    if (strlen(value) != 10 ||
        !str_int(arena_textn(w->mem, value, 4), 0, 9999, &year) ||
        !str_int(arena_textn(w->mem, value + 5, 2), 1, 12, &month) ||
        !str_int(arena_textn(w->mem, value + 8, 2), 1, 31, &day))
        return value;
    return lang == LANG_DE
               ? arena_printf(w->mem, "%02" PRId64 ".%02" PRId64 ".%" PRId64,
                              day, month, year)
               : value;
}

const char *submission_spoken(const struct world *w, int64_t question_id,
                              const char *kind, const char *value,
                              enum lang lang)
{
    int64_t number;
    if (value == NULL || value[0] == '\0')
        return "";
    if (str_equal(kind, "yesno"))
        return str_equal(value, "yes") ? lang_pick(lang, "ja", "yes")
                                       : lang_pick(lang, "nein", "no");
    if (str_equal(kind, "choice") || str_equal(kind, "multi"))
        return choices(w, question_id, value, lang);
    if (str_equal(kind, "table"))
        return table(w, value);
    if (str_equal(kind, "date"))
        return date(w, value, lang);
    if (str_equal(kind, "money") &&
        str_int(value, INT64_MIN, INT64_MAX, &number))
        return arena_printf(w->mem, "%s €",
                            lang_decimal(w->mem, lang, number, 2));
    return value;
}

/* --- the whole -------------------------------------------------------------
 */

struct telling {
    const struct world *w;
    const struct entry *e;
    enum lang lang;
    struct json_out j;
};

static void tell_file(struct telling *t, const char *name, const char *digest,
                      int64_t bytes)
{
    json_text(&t->j, "name", name);
    json_text(&t->j, "digest", digest);
    json_text(&t->j, "size", lang_bytes(t->w->mem, t->lang, bytes));
}

static void tell_pictures(struct telling *t, int64_t question_id)
{
    struct sql_submission_images_row *p;
    size_t count = sql_submission_images(t->w->db, t->e->id, &p);
    json_array(&t->j, "pictures");
    for (size_t i = 0; i < count; i++) {
        if (p[i].question_id != question_id)
            continue;
        json_object(&t->j, NULL);
        json_text(&t->j, "file",
                  arena_printf(t->w->mem, "%" PRId64, p[i].file_id));
        tell_file(t, p[i].name, p[i].digest, p[i].bytes);
        json_text(&t->j, "credit", p[i].credit);
        json_text(&t->j, "alt", lang_pick(t->lang, p[i].alt_de, p[i].alt_en));
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_documents(struct telling *t, int64_t question_id)
{
    struct sql_submission_documents_row *d;
    size_t count = sql_submission_documents(t->w->db, t->e->id, &d);
    json_array(&t->j, "documents");
    for (size_t i = 0; i < count; i++) {
        if (d[i].question_id != question_id)
            continue;
        json_object(&t->j, NULL);
        tell_file(t, d[i].name, d[i].digest, d[i].bytes);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_answer(struct telling *t,
                        const struct sql_entry_answers_row *row)
{
    json_object(&t->j, NULL);
    json_text(&t->j, "label", lang_pick(t->lang, row->label_de, row->label_en));
    json_text(&t->j, "kind", row->kind);
    if (str_equal(row->kind, "image")) {
        tell_pictures(t, row->id);
    } else if (answer_is_file(row->kind)) {
        tell_documents(t, row->id);
    } else {
        json_text(&t->j, "language", row->language);
        json_text(
            &t->j, "value",
            submission_spoken(t->w, row->id, row->kind, row->value, t->lang));
    }
    json_object_end(&t->j);
}

static void tell_sections(struct telling *t)
{
    struct sql_entry_answers_row *row;
    size_t count = sql_entry_answers(t->w->db, t->e->id, &row);
    json_array(&t->j, "sections");
    for (size_t i = 0; i < count;) {
        const char *section = row[i].section;
        json_object(&t->j, NULL);
        json_text(&t->j, "title",
                  lang_pick(t->lang, row[i].title_de, row[i].title_en));
        json_array(&t->j, "answers");
        for (; i < count && str_equal(row[i].section, section); i++)
            tell_answer(t, &row[i]);
        json_array_end(&t->j);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_consents(struct telling *t)
{
    struct sql_submission_consents_row *k;
    size_t count = sql_submission_consents(t->w->db, t->e->id, &k);
    json_array(&t->j, "consents");
    for (size_t i = 0; i < count; i++) {
        const struct consent_name *name = consent_name(k[i].code);
        json_object(&t->j, NULL);
        json_text(&t->j, "name", lang_pick(t->lang, name->de, name->en));
        json_text(&t->j, "text",
                  lang_pick(t->lang, k[i].text_de, k[i].text_en));
        json_int(&t->j, "version", k[i].version);
        if (k[i].given_at != NULL) {
            json_text(&t->j, "given",
                      lang_datetime(t->w->mem, t->lang, *k[i].given_at));
            json_text(&t->j, "by", k[i].person);
        }
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

const char *submission_content(const struct world *w, const struct entry *e,
                               enum lang lang)
{
    struct buf out;
    struct edition edition;
    struct sql_submission_category_of_row category;
    struct telling t = {.w = w, .e = e, .lang = lang};
    buf_init(&out, w->mem);
    json_out_start(&t.j, &out, 0);
    json_object(&t.j, NULL);
    json_text(&t.j, "organisation", e->organisation);
    if (edition_by_id(w, e->edition_id, &edition))
        json_text(&t.j, "edition",
                  lang_pick(lang, edition.title_de, edition.title_en));
    if (e->category_id != NULL &&
        sql_submission_category_of(w->db, *e->category_id, &category))
        json_text(&t.j, "category",
                  lang_pick(lang, category.name_de, category.name_en));
    tell_sections(&t);
    tell_consents(&t);
    json_object_end(&t.j);
    return out.data;
}
