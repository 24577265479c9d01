/* The sample nominations, read from JSON. */
#include "model/demo_entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_demo.h"
#include "gen/sql_entry.h"
#include "gen/sql_import.h"
#include "gen/sql_import_write.h"
#include "gen/sql_setup.h"
#include "model/document.h"
#include "model/eligibility.h"
#include "model/entry.h"
#include "model/file.h"
#include "model/honour.h"
#include "model/organisation.h"

struct source {
    const struct world *w;
    int64_t edition_id, entry_id;
    const char *folder;
    const struct json *entry; /* the JSON object */
};

static const char *word(const struct json *object, const char *key)
{
    return json_get_text(object, key, "");
}

static const char *add_answers(const struct source *s, bool half)
{
    const struct json *answers = json_get(s->entry, "answers");
    for (const struct json *a = answers ? answers->child : NULL; a != NULL;
         a = a->next) {
        struct sql_demo_question_row q;
        if (half && str_ends(a->key, "_en"))
            continue;
        if (!sql_demo_question(s->w->db, s->edition_id, a->key, &q))
            return arena_printf(s->w->mem, "there is no question '%s'", a->key);
        entry_answer(s->w, s->entry_id, q.id, a->text);
    }
    return NULL;
}

static const char *add_picture(const struct source *s, const char *code)
{
    const struct world *w = s->w;
    const struct json *picture = json_get(s->entry, code);
    const struct json *alt = json_get(picture, "alt");
    struct sql_demo_question_row q;
    const char *name = word(picture, "file");
    size_t bytes = 0;
    int64_t file_id = 0;
    if (picture == NULL || !sql_demo_question(w->db, s->edition_id, code, &q))
        return NULL;
    char *data = file_read(arena_printf(w->mem, "%s/%s", s->folder, name),
                           FILE_IMAGE_BYTES_MAX, &bytes);
    if (data == NULL)
        return arena_printf(w->mem, "cannot read %s", name);
    bool stored =
        file_store_image(w, name, data, bytes, &file_id) == FILE_STORED;
    free(data);
    if (!stored)
        return arena_printf(w->mem, "cannot store %s", name);
    struct entry_caption caption = {
        .credit = word(picture, "credit"),
        .alt_de = word(alt, "de"),
        .alt_en = word(alt, "en"),
    };
    entry_picture(w, s->entry_id, q.id, file_id);
    entry_describe_picture(w, s->entry_id, q.id, &caption);
    return NULL;
}

static const char *add_document(const struct source *s, const char *code)
{
    const struct world *w = s->w;
    struct sql_demo_question_row q;
    const char *name = word(json_get(s->entry, code), "file");
    size_t bytes = 0;
    int64_t file_id = 0;
    if (name[0] == '\0' || !sql_demo_question(w->db, s->edition_id, code, &q))
        return NULL;
    char *data = file_read(arena_printf(w->mem, "%s/%s", s->folder, name),
                           FILE_DOCUMENT_BYTES_MAX, &bytes);
    if (data == NULL)
        return arena_printf(w->mem, "cannot read %s", name);
    bool stored =
        file_store_document(w, name, data, bytes, &file_id) == FILE_STORED;
    free(data);
    if (!stored)
        return arena_printf(w->mem, "cannot store %s", name);
    document_answer(w, s->entry_id, q.id, file_id);
    return NULL;
}

static void add_consents(const struct source *s)
{
    struct sql_demo_consent_kinds_row *kind;
    size_t count = sql_demo_consent_kinds(s->w->db, s->edition_id, &kind);
    for (size_t i = 0; i < count; i++)
        entry_consent(s->w, s->entry_id, kind[i].id, true);
}

/* What a company with these answers would have said before the form. */
static void add_eligibility(const struct source *s)
{
    struct eligibility l;
    struct entry e;
    const struct json *answers = json_get(s->entry, "answers");
    if (!entry_by_id(s->w, s->entry_id, &e))
        return;
    eligibility_load(s->w, &e, &l);
    for (size_t i = 0; i < l.count; i++) {
        const struct eligibility_question *q = &l.question[i];
        bool proposed = q->category_id != 0 &&
                        str_equal(word(s->entry, "category"), "handwerk");
        const char *value =
            str_equal(q->refused, "no") || proposed ? "yes" : "no";
        if (str_equal(q->kind, "size"))
            value = arena_printf(s->w->mem, "%s00", word(answers, "employees"));
        eligibility_answer(s->w, s->entry_id, q, value);
    }
}

static void add_honour(const struct source *s, int64_t category_id)
{
    const struct json *reason = json_get(s->entry, "reason");
    const char *kind = word(s->entry, "honour");
    if (kind[0] != '\0')
        honour_set(s->w, s->entry_id, kind, category_id, word(reason, "de"),
                   word(reason, "en"));
}

static int64_t organisation(const struct world *w, const char *name)
{
    struct sql_import_organisation_by_name_row row;
    return sql_import_organisation_by_name(w->db, name, &row)
               ? row.id
               : sql_import_organisation_add(w->db, name, w->now);
}

static const char *fill(struct source *s, bool half)
{
    const char *why = add_answers(s, half);
    if (why == NULL)
        why = add_picture(s, "logo");
    if (why == NULL && !half)
        why = add_picture(s, "photo");
    if (why == NULL)
        why = add_document(s, "concept");
    if (why == NULL) {
        add_consents(s);
        add_eligibility(s);
    }
    return why;
}

static const char *add_entry(struct source *s)
{
    const struct world *w = s->w;
    struct sql_setup_category_by_code_row category;
    struct sql_entry_by_code_row taken;
    const char *code = word(s->entry, "code");
    if (!sql_setup_category_by_code(w->db, s->edition_id,
                                    word(s->entry, "category"), &category))
        return arena_printf(w->mem, "%s has no such category", code);
    if (sql_entry_by_code(w->db, s->edition_id, code, &taken))
        return arena_printf(w->mem, "%s is there twice", code);
    int64_t company = organisation(w, word(s->entry, "organisation"));
    organisation_set_parent(w, company, word(s->entry, "parent"));
    s->entry_id = sql_import_entry_add(w->db, s->edition_id, company, code,
                                       category.id, w->now);
    const char *why = fill(s, false);
    int64_t number = strtol(code + 1, NULL, 10);
    sql_import_entry_state(w->db, s->entry_id, "admitted", &number, &w->now,
                           &category.id, &w->now);
    add_honour(s, category.id);
    return why;
}

static const struct json *entries_of(const struct world *w, const char *json,
                                     const char **why)
{
    struct json_fault wrong;
    const struct json *doc = json_parse(w->mem, json, strlen(json), &wrong);
    if (doc == NULL)
        *why = arena_printf(w->mem, "line %d: %s", wrong.line, wrong.text);
    const struct json *list = json_get(doc, "entries");
    return list != NULL ? list->child : NULL;
}

const char *demo_entries_add(const struct world *w, int64_t edition_id,
                             const char *folder, const char *json)
{
    const char *why = NULL;
    for (const struct json *e = entries_of(w, json, &why);
         e != NULL && why == NULL; e = e->next) {
        struct source s = {
            .w = w, .edition_id = edition_id, .folder = folder, .entry = e};
        why = add_entry(&s);
    }
    return why;
}

const char *demo_entry_copy(const struct world *w, int64_t edition_id,
                            const struct demo_files *files, const char *code,
                            bool submit)
{
    const char *why = NULL;
    struct sql_setup_category_by_code_row category;
    for (const struct json *e = entries_of(w, files->published, &why);
         e != NULL && why == NULL; e = e->next) {
        if (!str_equal(word(e, "code"), code))
            continue;
        struct source s = {.w = w,
                           .edition_id = edition_id,
                           .folder = files->folder,
                           .entry = e};
        s.entry_id = entry_create(w, edition_id,
                                  organisation(w, word(e, "organisation")));
        if (sql_setup_category_by_code(w->db, edition_id, word(e, "category"),
                                       &category))
            entry_choose_category(w, s.entry_id, category.id);
        why = fill(&s, !submit);
        if (why == NULL && submit && entry_submit(w, s.entry_id) != ENTRY_OK)
            why = "a sample nomination could not be submitted";
    }
    return why;
}
