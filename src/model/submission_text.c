/* A nomination in words: see submission_text.h. Every question that is asked of
 * it stands here, answered or not, so that the receipt also says what was left
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

struct telling {
    const struct world *w;
    const struct entry *e;
    enum lang lang;
    struct json_out j;
    struct question *question;
    size_t question_count;
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

static const char *spoken(const struct telling *t,
                          const struct sql_entry_asked_row *row)
{
    const struct question *q =
        answer_question(t->question, t->question_count, row->id);
    return q == NULL || row->value == NULL
               ? ""
               : answer_lines(t->w->mem, t->lang, q, row->value);
}

static void tell_answer(struct telling *t,
                        const struct sql_entry_asked_row *row)
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
        json_text(&t->j, "value", spoken(t, row));
    }
    json_object_end(&t->j);
}

static void tell_sections(struct telling *t)
{
    struct sql_entry_asked_row *row;
    size_t count = sql_entry_asked(t->w->db, t->e->id, &row);
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
    t.question_count = answer_questions(w, e->edition_id, &t.question);
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
