/* A database of the first schema, with a round that was closed then, becomes
 * one of the newest: every row is kept, every reference fits, and what should
 * have been sealed is sealed. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/secret.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/schema.h"
#include "model/audit.h"
#include "model/bundle.h"
#include "model/check.h"
#include "model/verify.h"

static struct arena *mem;

static int setup(void **state)
{
    (void)state;
    secret_start();
    mem = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void run(struct db *db, const char *sql)
{
    const char *why = db_script(db, sql);
    if (why != NULL)
        fail_msg("%s in %s", why, sql);
}

/* A form with an upload, and jobs; no home has the bytes. */
static const char old_uploads[] =
    "INSERT INTO section (id, edition_id, code, position, title_de, title_en) "
    "VALUES (1, 1, 's', 1, 'S', 'S');"
    "INSERT INTO question (id, edition_id, section_id, code, position, kind, "
    "language, label_de, label_en, help_de, help_en, required, characters_max, "
    "number_min, number_max, audience, slot) VALUES "
    "(4, 1, 1, 'logo', 1, 'image', '', 'L', 'L', 'h', 'i', 1, NULL, NULL, "
    "NULL, 'public', 'logo'), "
    "(7, 1, 1, 'staff', 2, 'number', 'de', 'M', 'N', '', '', 0, 9, 1, 5, "
    "'organiser', '');"
    "INSERT INTO question_choice VALUES (7, 'c', 1, 'C', 'C');"
    "INSERT INTO file (id, digest, name, type, bytes, uploaded_at, "
    "render_state) VALUES (3, 'd', 'n', 'image/png', 1, 1, 'waiting');"
    "INSERT INTO picture (entry_id, question_id, file_id) VALUES (1, 4, 3);"
    "INSERT INTO answer (entry_id, question_id, value, updated_at) VALUES "
    "(1, 4, '3', 1), (2, 7, '5', 1);"
    "INSERT INTO answer_version (entry_id, question_id, value, changed_at) "
    "VALUES (1, 4, '3', 1), (2, 7, '5', 1);"
    "INSERT INTO job (id, kind, edition_id, file_id, print, state, progress, "
    "message, attempts, created_by, created_at, started_at, heartbeat_at, "
    "finished_at, result, result_bytes, input_digest) VALUES "
    "(5, 'image', NULL, 3, 0, 'failed', 7, 'm', 2, 1, 1, 2, 3, 4, '', 0, 'x'), "
    "(6, 'brochure', 1, NULL, 1, 'done', 100, '', 1, 2, 1, 2, 3, 4, 'r', 8, "
    "'y');";

/* Three jurors, two nominations, one closed round, in the first schema. */
static const char old_rows[] =
    "INSERT INTO user (id, email, email_key, name, created_at) VALUES "
    "(1, 'a@x', 'a@x', 'Ada', 1), (2, 'b@x', 'b@x', 'Bo', 1),"
    "(3, 'c@x', 'c@x', 'Cy', 1);"
    "INSERT INTO edition (id, slug, number, year, title_de, title_en, phase, "
    "created_at) VALUES (1, '2024', 8, 2024, 'Preis', 'Award', 9, 1);"
    "INSERT INTO category (id, edition_id, code, position, name_de, name_en) "
    "VALUES (1, 1, 'kmu', 1, 'KMU', 'SME');"
    "INSERT INTO organisation (id, name, created_at) VALUES (1, 'Alpha', 1), "
    "(2, 'Beta', 1);"
    "INSERT INTO entry (id, edition_id, organisation_id, code, category_id, "
    "state, number, created_at, updated_at) VALUES "
    "(1, 1, 1, 'E01', 1, 'admitted', 1, 1, 1), "
    "(2, 1, 2, 'E02', 1, 'admitted', 2, 1, 1);"
    "INSERT INTO jury_member (id, edition_id, user_id, code, position) VALUES "
    "(1, 1, 1, 'J01', 1), (2, 1, 2, 'J02', 2), (3, 1, 3, 'J03', 3);"
    "INSERT INTO round (id, edition_id, category_id, slug, stage, name_de, "
    "name_en, state, quorum, decimals, ladder, scale_decimals, disclosure, "
    "closes_at, opened_at, closed_at, close_reason) VALUES "
    "(1, 1, 1, 'jury', 2, 'Jury', 'Jury', 'closed', 2, 1, 'criteria,median', "
    "1, 'never', 5, 2, 6, 'Grippe'), "
    "(2, 1, NULL, 'final', 1, 'Finale', 'Final', 'planned', 3, 2, 'criteria', "
    "0, 'own', NULL, NULL, NULL, '');"
    "INSERT INTO criterion (id, round_id, code, position, name_de, name_en, "
    "weight, lo, hi, step) VALUES (1, 1, 'A', 1, 'A', 'A', 60, 0, 100, 5), "
    "(2, 1, 'B', 2, 'B', 'B', 40, 0, 100, 5), "
    "(3, 2, 'A', 1, 'A', 'A', 1, 0, 10, 1);"
    "INSERT INTO edition_text VALUES (1, 'call', 'Ruf', 'Call', 'Kommt', "
    "'Come', 'Ada', 'Chefin', 'Head');"
    "INSERT INTO attempt VALUES (7, 'a', 'b', 'reset', 3);"
    "INSERT INTO anchor VALUES (1, 100, 'gut', 'good');"
    "INSERT INTO assignment SELECT 1, m.id, e.id FROM jury_member m, entry e;"
    "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
    "SELECT m.id, e.id, CASE WHEN m.id = 3 AND e.id = 2 THEN 'family' ELSE "
    "'none' END, 3 FROM jury_member m, entry e;"
    "INSERT INTO ballot (round_id, jury_member_id, entry_id, state, "
    "updated_at, submitted_at) SELECT 1, m.id, e.id, 'submitted', 4, 4 "
    "FROM jury_member m, entry e WHERE m.id < 3 OR e.id = 1;"
    "INSERT INTO score (ballot_id, criterion_id, value, comment, updated_at) "
    "SELECT b.id, c.id, 5 * (b.id + c.id), 'so', 4 FROM ballot b, criterion c "
    "WHERE c.round_id = 1;"
    "INSERT INTO score_version (ballot_id, criterion_id, value, comment, "
    "changed_at) SELECT ballot_id, criterion_id, value, comment, 4 FROM score;";

/* As a program of that time left it. */
static void fill_old(struct db *db)
{
    run(db, "BEGIN");
    run(db, schema_files[0]);
    run(db, old_rows);
    run(db, "PRAGMA user_version = 1; PRAGMA application_id = 0x4c6f7262");
    run(db, "COMMIT");
}

static struct db *old_database(void)
{
    struct db *db = db_open_memory(NULL, 0);
    db_set_arena(db, mem);
    fill_old(db);
    run(db, old_uploads);
    return db;
}

/* All rows of a table, with the columns it had then. */
static const char *columns(struct db *db, const char *table)
{
    return db_text(db, arena_printf(mem,
                                    "SELECT group_concat('quote(' || name || "
                                    "')', ' || '','' || ') "
                                    "FROM pragma_table_info('%s')",
                                    table));
}

static const char *rows(struct db *db, const char *table, const char *list)
{
    const char *text = db_text(
        db, arena_printf(mem,
                         "SELECT count(*) || ' ' || group_concat(r, char(10)) "
                         "FROM (SELECT %s AS r FROM %s ORDER BY r)",
                         list, table));
    return text ? text : "";
}

/* What a column of old is called now. */
static const char *since(const char *columns)
{
    static const char old[] = "quote(print)";
    const char *at = strstr(columns, old);
    if (at == NULL)
        return columns;
    return arena_printf(mem, "%.*squote(product = 'print')%s",
                        (int)(at - columns), columns, at + sizeof old - 1);
}

static void test_rows(void **state)
{
    struct table {
        const char *name, *columns, *rows;
    } table[100];
    size_t count = 0;
    struct db *db = old_database();
    (void)state;
    for (;; count++) {
        table[count].name = db_text(
            db, arena_printf(mem,
                             "SELECT name FROM sqlite_master WHERE type = "
                             "'table' ORDER BY name LIMIT 1 OFFSET %zu",
                             count));
        if (table[count].name == NULL)
            break;
        table[count].columns = columns(db, table[count].name);
        table[count].rows = rows(db, table[count].name, table[count].columns);
    }
    assert_true(count > 30);
    assert_null(migrate(db));
    assert_int_equal(db_number(db, "PRAGMA user_version"), schema_file_count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(rows(db, table[i].name, since(table[i].columns)),
                            table[i].rows);
    assert_string_equal(db_text(db, "PRAGMA integrity_check"), "ok");
    assert_int_equal(
        db_number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(db_number(db, "PRAGMA foreign_keys"), 1);
    /* what is new has what it means for old rounds */
    assert_int_equal(db_number(db,
                               "SELECT count(*) FROM round WHERE "
                               "lambda = 3 AND declared = '' AND "
                               "replaces_id IS NULL"),
                     2);
    /* who was in the round that is over need not accept its rules now */
    assert_string_equal(
        db_text(db, "SELECT group_concat(round_id) FROM acceptance_waived"),
        "1");
    db_close(db);
}

/* A migrated database and one that was made by this program have the same
 * tables: columns, rules, indexes, triggers. */
static void test_same_schema(void **state)
{
    static const char all[] =
        "SELECT group_concat(type || name || tbl_name || sql, char(10)) FROM "
        "(SELECT * FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
    struct db *old = old_database(), *new = db_open_memory(NULL, 0);
    (void)state;
    db_set_arena(new, mem);
    assert_null(migrate(old));
    assert_null(migrate(new));
    assert_string_equal(db_text(old, all), db_text(new, all));
    assert_null(migrate(new)); /* nothing more to do */
    db_close(old);
    db_close(new);
}

/* References still hold in the table that was written anew, and to it. */
static void test_references_hold(void **state)
{
    static const char *const wrong[] = {
        "DELETE FROM round WHERE id = 1",
        "UPDATE round SET edition_id = 99",
        "UPDATE round SET category_id = 99",
        "UPDATE round SET replaces_id = 99",
        "UPDATE ballot SET round_id = 99 WHERE id = 1",
        "UPDATE criterion SET round_id = 99",
        "UPDATE assignment SET round_id = 99 WHERE entry_id = 1",
        "UPDATE round SET method = 'best'",
        "UPDATE round SET method = 'declared'",
        "UPDATE round SET declared = '{}'",
        "UPDATE round SET slug = 'jury'",
        "INSERT INTO round_share VALUES (1, 1, 50, 1)",
        "INSERT INTO round_share VALUES (1, 2, 0, 1)",
        "INSERT INTO round_share VALUES (1, 99, 50, 1)",
        "UPDATE attempt SET kind = 'guess'",
        "UPDATE edition_text SET kind = 'gossip'",
        "UPDATE edition_text SET edition_id = 99",
        "INSERT INTO acceptance VALUES (1, 1, 'rules', NULL, 'd', 'de', 'w', "
        "1)",
        "INSERT INTO acceptance VALUES (1, 1, 'confidentiality', 1, 'd', 'de', "
        "'w', 1)",
        "INSERT INTO acceptance VALUES (1, 99, 'rules', 1, 'd', 'de', 'w', 1)",
        "INSERT INTO role_rule VALUES ('king', 1, NULL, 1)",
    };
    struct db *db = old_database();
    (void)state;
    assert_null(migrate(db));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *why = db_script(db, wrong[i]);
        if (why == NULL || strstr(why, "constraint") == NULL)
            fail_msg("%s: %s", wrong[i], why ? why : "accepted");
    }
    db_close(db);
}

/* A row without what it refers to: nothing is migrated, nothing is changed. */
static void test_broken(void **state)
{
    struct db *db = old_database();
    (void)state;
    run(db,
        "PRAGMA foreign_keys = OFF;"
        "INSERT INTO assignment VALUES (1, 1, 77);"
        "PRAGMA foreign_keys = ON");
    const char *before = rows(db, "round", columns(db, "round"));
    const char *why = migrate(db);
    assert_non_null(why);
    assert_non_null(strstr(why, "rows that do not exist"));
    assert_false(db_in_transaction(db));
    assert_int_equal(db_number(db, "PRAGMA user_version"), 1);
    assert_int_equal(db_number(db,
                               "SELECT count(*) FROM sqlite_master "
                               "WHERE name IN ('seal', 'round_new')"),
                     0);
    assert_string_equal(rows(db, "round", columns(db, "round")), before);
    assert_int_equal(db_number(db, "PRAGMA foreign_keys"), 1);
    run(db, "DELETE FROM assignment WHERE entry_id = 77");
    assert_null(migrate(db));
    db_close(db);
}

static void test_foreign(void **state)
{
    struct db *db = old_database();
    (void)state;
    run(db, "PRAGMA application_id = 7");
    assert_non_null(strstr(migrate(db), "not a database of Lorbeer"));
    run(db, "PRAGMA application_id = 0x4c6f7262; PRAGMA user_version = 999");
    assert_non_null(strstr(migrate(db), "newer version"));
    db_close(db);
}

/* --- a whole home --- */

static int remove_one(const char *path, const struct stat *st, int flag,
                      struct FTW *ftw)
{
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

static void make_home(const char *home)
{
    static const char *const folders[] = {"files", "exports", "run", "keys"};
    unsigned char key[SECRET_KEY_BYTES] = {1};
    const char *why = NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_true(
            file_folder(arena_printf(mem, "%s/%s", home, folders[i]), 0700));
    assert_true(file_write(arena_printf(mem, "%s/keys/cookie", home), key,
                           sizeof key, 0600));
    assert_true(file_write(arena_printf(mem, "%s/keys/seal", home), key,
                           sizeof key, 0600));
    assert_true(
        file_write(arena_printf(mem, "%s/lorbeer.conf", home), "", 0, 0600));
    struct db *db =
        db_open(arena_printf(mem, "%s/lorbeer.db", home), true, &why);
    assert_non_null(db);
    db_set_arena(db, mem);
    fill_old(db);
    db_close(db);
}

/* The entries of the log that a program of that time wrote. */
static void log_old(struct app *app)
{
    struct world w = app_world(app, mem);
    assert_true(db_begin(w.db, DB_WRITE));
    for (int64_t n = 0; n < 6; n++) {
        const struct audit_field fields[] = {
            {"entry", NULL, n % 2 == 0 ? "1" : "2"},
            {"kind", NULL, n == 5 ? "family" : "none"}};
        audit_change(&w, "conflict.declare", "jury_member", n / 2 + 1, fields,
                     2);
    }
    for (int64_t ballot = 1; ballot <= 5; ballot++)
        audit_add(&w, "ballot.submit", "ballot", ballot, NULL);
    assert_true(db_commit(w.db));
}

static void assert_whole(struct app *app)
{
    struct world w = app_world(app, mem);
    struct check check = {0};
    struct buf text;
    struct verify v;
    check_home(&w, &check);
    for (size_t i = 0; i < check.count; i++)
        print_error("%s\n", check.finding[i]);
    assert_int_equal(check.count, 0);
    buf_init(&text, mem);
    assert_int_equal(bundle_write(&w, 1, &text), 1);
    if (!verify_bundle(mem, text.data, text.bytes, NULL, &v))
        fail_msg("%zu: %s", v.line, v.fault);
    assert_int_equal(v.receipts, 5);
    assert_string_equal(v.seal[0].count.status, "ok");
}

static void test_home(void **state)
{
    char home[] = "/tmp/lorbeer-test-XXXXXX";
    const char *why = NULL;
    (void)state;
    assert_non_null(mkdtemp(home));
    make_home(home);
    struct app *app = app_open(home, &why);
    if (app == NULL)
        fail_msg("%s", why);
    log_old(app);
    assert_whole(app);
    struct world w = app_world(app, mem);
    assert_int_equal(db_number(w.db, "SELECT count(*) FROM seal"), 1);
    int64_t entries = db_number(w.db, "SELECT count(*) FROM audit");
    assert_true(entries > 0);
    app_close(app);
    app = app_open(home, &why); /* once is enough */
    assert_non_null(app);
    assert_whole(app);
    w = app_world(app, mem);
    assert_int_equal(db_number(w.db, "SELECT count(*) FROM audit"), entries);
    app_close(app);
    nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_same_schema, setup, teardown),
        cmocka_unit_test_setup_teardown(test_references_hold, setup, teardown),
        cmocka_unit_test_setup_teardown(test_broken, setup, teardown),
        cmocka_unit_test_setup_teardown(test_foreign, setup, teardown),
        cmocka_unit_test_setup_teardown(test_home, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
