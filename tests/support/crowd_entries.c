/* What stands in the house: editions, nominations, files. */
#include "support/crowd_scene.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "model/file.h"
#include "model/organisation.h"

void crowd_run(struct test_home *h, const char *format, ...)
{
    char sql[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    home_sql(h, sql);
}

void crowd_make_editions(struct test_home *h)
{
    crowd_run(
        h,
        "INSERT INTO edition (slug, number, year, title_de, title_en, phase,"
        " opens_at, deadline_at, created_at) VALUES "
        "('2025', 9, 2025, 'Testpreis 2025', 'Test Award 2025', 5, 1, 2, 1),"
        "('2024', 8, 2024, 'Testpreis 2024', 'Test Award 2024', 11, 1, 2, 1);"
        "INSERT INTO category (edition_id, code, position, name_de, name_en)"
        " SELECT id, 'kmu', 1, 'KMU', 'SME' FROM edition "
        "WHERE slug <> '2026';"
        "INSERT INTO section (edition_id, code, position, title_de, "
        "title_en) SELECT id, 'firm', 1, 'Firma', 'Company' FROM edition "
        "WHERE slug <> '2026';"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience, slot) SELECT s.edition_id, s.id, "
        "'text_de', 1, 'long', 'Was?', 'What?', 'jury', 'strategy_de' "
        "FROM section s JOIN edition e ON e.id = s.edition_id "
        "WHERE e.slug <> '2026';"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience) SELECT s.edition_id, s.id, "
        "'phone', 3, 'short', 'Telefon', 'Phone', 'organiser' "
        "FROM section s JOIN edition e ON e.id = s.edition_id "
        "WHERE e.slug <> '2026';");
    crowd_run(
        h,
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience, slot) SELECT edition_id, id, "
        "'photo', 8, 'image', 'Foto', 'Photo', 'jury', 'photo' "
        "FROM section;"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience) SELECT edition_id, id, 'paper', 9, "
        "'image', 'Beleg', 'Paper', 'organiser' FROM section;"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience) SELECT edition_id, id, 'document', 10,"
        " 'file', 'Bericht', 'Report', 'jury' FROM section;");
}

static const struct {
    const char *edition, *code, *state;
} entries[ENTRIES] = {
    [WITHDRAWN] = {"2026", "E11", "withdrawn"},
    [DRAFT] = {"2026", "E12", "draft"},
    [REJECTED] = {"2026", "E13", "rejected"},
    [FAR] = {"2025", "E01", "admitted"},
    [HONOUR] = {"2024", "E01", "admitted"},
};

int64_t crowd_make_file(struct test_home *h, const char *kind, int64_t entry)
{
    char text[60];
    snprintf(text, sizeof text, "%s of %" PRId64, kind, entry);
    struct world *w = home_begin(h);
    const char *digest = file_keep(w, text, strlen(text));
    home_commit(h);
    crowd_run(
        h,
        "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
        "render_state) VALUES ('%s', '%s.png', 'image/png', %zu, 1, 'done');"
        "INSERT INTO rendition (file_id, size, digest, type, bytes, width, "
        "height) SELECT (SELECT max(id) FROM file), size, '%s', 'image/png', "
        "%zu, 9, 9 FROM (SELECT 'thumb' AS size UNION ALL SELECT 'print')",
        digest, kind, strlen(text), digest, strlen(text));
    return home_number(h, "SELECT max(id) FROM file");
}

/* A report of one page, for the jury. */
static void add_document(struct test_home *h, struct crowd *c,
                         enum crowd_entry e)
{
    c->document[e] = crowd_make_file(h, "document", c->entry[e]);
    crowd_run(h,
              "INSERT INTO document_page (file_id, number, digest, type, "
              "bytes, width, height, text) SELECT id, 1, digest, 'image/png', "
              "bytes, 9, 9, '' FROM file WHERE id = %" PRId64
              ";"
              "INSERT INTO document (entry_id, question_id, file_id) "
              "SELECT e.id, q.id, %" PRId64
              " FROM question q JOIN entry e ON e.edition_id = q.edition_id "
              "WHERE e.id = %" PRId64 " AND q.code = 'document'",
              c->document[e], c->document[e], c->entry[e]);
}

static void fill_entry(struct test_home *h, struct crowd *c, enum crowd_entry e)
{
    int64_t id = c->entry[e];
    c->picture[e] = crowd_make_file(h, "picture", id);
    c->paper[e] = crowd_make_file(h, "paper", id);
    crowd_run(h,
              "DELETE FROM answer WHERE entry_id = %" PRId64
              ";"
              "INSERT INTO answer (entry_id, question_id, value, updated_at) "
              "SELECT %" PRId64
              ", q.id, CASE q.code WHEN 'text_de' THEN '%s' "
              "ELSE '%s' END, 1 FROM question q JOIN entry e "
              "ON e.edition_id = q.edition_id WHERE e.id = %" PRId64
              " AND q.code IN ('text_de', 'phone');"
              "INSERT INTO picture (entry_id, question_id, file_id) "
              "SELECT e.id, q.id, CASE q.code WHEN 'photo' THEN %" PRId64
              " ELSE %" PRId64
              " END FROM question q JOIN entry e "
              "ON e.edition_id = q.edition_id WHERE e.id = %" PRId64
              " AND q.code IN ('photo', 'paper')",
              id, id, crowd_text(c, e), crowd_office_text(c, e), id,
              c->picture[e], c->paper[e], id);
}

/* An answer that names the company, for the check of a blind edition. */
static void name_companies(struct test_home *h, const struct crowd *c)
{
    for (enum crowd_entry e = OWN; e <= OTHER; e++)
        crowd_run(h,
                  "INSERT INTO answer (entry_id, question_id, value, "
                  "updated_at) SELECT e.id, q.id, o.name || ' %s', 1 "
                  "FROM entry e JOIN organisation o ON o.id = "
                  "e.organisation_id JOIN question q ON q.edition_id = "
                  "e.edition_id AND q.code = 'text_en' WHERE e.id = %" PRId64,
                  crowd_text(c, e), c->entry[e]);
}

void crowd_make_entries(struct test_home *h, struct crowd *c)
{
    static const int number[] = {
        [FAR] = 1, [HONOUR] = 1, [REJECTED] = 13, [WITHDRAWN] = 11};
    struct world *w = home_begin(h);
    int64_t far = organisation_create(w, "Ferne GmbH");
    int64_t honour = organisation_create(w, "Ehre GmbH");
    home_commit(h);
    c->entry[OWN] = c->judging.entry[0];
    c->entry[OTHER] = c->judging.entry[1];
    for (enum crowd_entry e = OWN; e <= OTHER; e++)
        c->company[e] = home_number(
            h, arena_printf(h->mem,
                            "SELECT organisation_id FROM entry WHERE id = "
                            "%" PRId64,
                            c->entry[e]));
    for (enum crowd_entry e = WITHDRAWN; e < ENTRIES; e++) {
        c->company[e] = e == FAR ? far : e == HONOUR ? honour : c->company[OWN];
        crowd_run(h,
                  "INSERT INTO entry (edition_id, organisation_id, code, "
                  "category_id, confirmed_category_id, state, created_at, "
                  "updated_at) SELECT e.id, %" PRId64
                  ", '%s', k.id, k.id, '%s', "
                  "1, 1 FROM edition e JOIN category k ON k.edition_id = e.id "
                  "AND k.code = 'kmu' WHERE e.slug = '%s'",
                  c->company[e], entries[e].code, entries[e].state,
                  entries[e].edition);
        c->entry[e] = home_number(h, "SELECT max(id) FROM entry");
        if (e != DRAFT)
            crowd_run(h,
                      "UPDATE entry SET number = %d, submitted_at = 1 "
                      "WHERE id = %" PRId64,
                      number[e], c->entry[e]);
    }
    for (enum crowd_entry e = OWN; e < ENTRIES; e++) {
        fill_entry(h, c, e);
        add_document(h, c, e);
    }
    name_companies(h, c);
    crowd_run(h,
              "INSERT INTO honour (entry_id, kind, decided_at) VALUES "
              "(%" PRId64 ", 'winner', 1)",
              c->entry[HONOUR]);
    crowd_run(h,
              "INSERT INTO answer_version (entry_id, question_id, value, "
              "changed_at) SELECT %" PRId64
              ", id, 'x', 1 FROM question WHERE code = 'phone' LIMIT 1;"
              "INSERT INTO take_over (entry_id, question_id, from_entry_id, "
              "version_id) SELECT entry_id, question_id, entry_id, id FROM "
              "answer_version WHERE value = 'x'",
              c->entry[DRAFT]);
    c->logo = crowd_make_file(h, "logo", 0);
    crowd_run(h,
              "INSERT INTO partner (edition_id, position, tier, name, "
              "logo_file_id) VALUES (1, 1, 'sponsor', 'Bank', %" PRId64 ")",
              c->logo);
}

const char *crowd_text(const struct crowd *c, enum crowd_entry e)
{
    static char text[ENTRIES][40];
    snprintf(text[e], sizeof text[e], "jury-text-%" PRId64 "-end", c->entry[e]);
    return text[e];
}

const char *crowd_office_text(const struct crowd *c, enum crowd_entry e)
{
    static char text[ENTRIES][40];
    snprintf(text[e], sizeof text[e], "office-text-%" PRId64 "-end",
             c->entry[e]);
    return text[e];
}
