/* Results as files, and the page where they and the packages are fetched. */
#include "support/export_story.h"

#define DATA "/office/edition/2026/brochure/data"

/* --- formulas --- */

static const char *const attacks[] = {"=cmd|'/C calc'!A1",
                                      "+1+1",
                                      "-2+3",
                                      "@SUM(A1)",
                                      "\t=1+1",
                                      "\r=1+1",
                                      "=HYPERLINK(\"http://x\")",
                                      "_x003D_1+1",
                                      "https://x.example/?a=1"};
enum { ATTACKS = sizeof attacks / sizeof *attacks };

/* As SQL takes it. */
static const char *quoted(const char *text)
{
    struct buf out;
    buf_init(&out, home->mem);
    for (; *text != '\0'; text++)
        buf_addf(&out, "%s%c", *text == '\'' ? "'" : "", *text);
    return out.data;
}

static const char *workbook(void)
{
    const char *path = arena_printf(home->mem, "%s/run/t.xlsx", home->folder);
    file_folder(arena_printf(home->mem, "%s/run", home->folder), 0700);
    assert_null(export_xlsx(home_begin(home), 1, LANG_DE, path));
    home_commit(home);
    return path;
}

/* No cell of any sheet is a formula or a link. */
static void no_formula(const char *path, const char *attack)
{
    for (int i = 1;; i++) {
        const char *sheet = member(
            path, arena_printf(home->mem, "xl/worksheets/sheet%d.xml", i),
            NULL);
        if (sheet == NULL) {
            assert_true(i > 5);
            return;
        }
        if (strstr(sheet, "<f>") != NULL || strstr(sheet, "<hyperlink") != NULL)
            fail_msg("%s: sheet %d", attack, i);
    }
}

static void no_formula_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < ATTACKS; i++) {
        struct buf csv, json;
        struct json_fault fault;
        name_company(quoted(attacks[i]));
        no_formula(workbook(), attacks[i]);
        buf_init(&csv, home->mem);
        buf_init(&json, home->mem);
        struct world *w = home_begin(home);
        assert_true(export_csv(w, 1, LANG_DE, "winners", &csv));
        export_json(w, 1, LANG_DE, &json);
        home_commit(home);
        bool guarded = strchr("=+-@\t\r", attacks[i][0]) != NULL;
        const char *cell = arena_printf(home->mem, ";\"%s%.4s",
                                        guarded ? "'" : "", attacks[i]);
        if (strstr(csv.data, cell) == NULL)
            fail_msg("%s: not in\n%s", cell, csv.data);
        const struct json *all =
            json_parse(home->mem, json.data, json.bytes, &fault);
        const struct json *first = json_get(all, "winners")->child;
        assert_string_equal(json_get_text(first, "company", ""), attacks[i]);
    }
}

static void a_literal_underscore_stays(void **state)
{
    (void)state;
    name_company("_x003D_1+1");
    const char *path = workbook();
    bool found = false;
    for (int i = 1; i < 9 && !found; i++) {
        const char *sheet = member(
            path, arena_printf(home->mem, "xl/worksheets/sheet%d.xml", i),
            NULL);
        found = sheet != NULL && strstr(sheet, "_x005F_x003D_1+1") != NULL;
    }
    assert_true(found);
}

/* A heading is not cut within a word: "Jurynummer" and the filter's arrow. */
static void headings_have_room(void **state)
{
    (void)state;
    const char *marks = member(workbook(), "xl/worksheets/sheet2.xml", NULL);
    const char *column = marks ? strstr(marks, "<col min=\"4\"") : NULL;
    assert_non_null(column);
    const char *width = strstr(column, "width=\"");
    assert_true(strtod(width + strlen("width=\""), NULL) >= 13);
}

/* A table of several pages says on each of whom a row is. */
static void each_page_names_the_company(void **state)
{
    (void)state;
    const char *book = member(workbook(), "xl/workbook.xml", NULL);
    assert_non_null(book);
    assert_non_null(strstr(book, ">'Preisträger'!$A:$D,'Preisträger'!$1:$1<"));
}

/* --- the JSON says what its schema says --- */

static void results_fit_their_schema(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, home->mem);
    export_json(home_begin(home), 1, LANG_DE, &out);
    home_commit(home);
    schema_check(home->mem, "results.schema.json", out.data, out.bytes);
}

/* --- the page --- */

static void the_page(void **state)
{
    (void)state;
    visit(office, DATA);
    see(office, "Für die Gestaltung");
    visit(office, DATA "/results.json");
    see_status(office, 200);
    assert_non_null(strstr(header(office, "content-disposition"), "EMBARGO-"));
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'results.take'"),
                     1);
    visit(office, DATA "/csv/winners.csv");
    see_markup(office, "Lichtwerk");
    assert_non_null(strstr(header(office, "content-disposition"),
                           "EMBARGO-2026-preistraeger.csv"));
    visit(office, DATA "/csv/nothing.csv");
    see_status(office, 404);
    visit(office, DATA "/results.xlsx");
    see_status(office, 200);
    home_time(home, 1790000100);
    visit(office, DATA "/results.json");
    assert_null(strstr(header(office, "content-disposition"), "EMBARGO-"));
}

static void ordered_and_taken(void **state)
{
    (void)state;
    visit(office, DATA);
    press(office, "Paket erstellen");
    see(office, "Paket für die Gestaltung wartet");
    post_fields(office, DATA, "product=designer");
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM job WHERE kind = 'package'"),
        1);
    file_folder(arena_printf(home->mem, "%s/run/jobs", home->folder), 0700);
    jobs_work(home->app);
    assert_string_equal(
        home_text(home,
                  "SELECT state || message FROM job WHERE kind = 'package'"),
        "done");
    visit(office, DATA);
    see(office, "Herunterladen");
    visit(office, "/office/job/1/file");
    see_status(office, 200);
    assert_non_null(file_served(office));
    assert_non_null(member(file_served(office), "texte/gesamt.icml", NULL));
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'package.take' AND subject_id = 1"),
                     1);
}

static void declare_conflict(void)
{
    home_sql(home,
             "INSERT INTO jury_member (edition_id, user_id, code, position) "
             "SELECT 1, id, 'J99', 99 FROM user WHERE email = "
             "'office@example.org';"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) SELECT max(id), 4, 'family', 1 FROM jury_member");
}

static void see_job(int id, int expected)
{
    visit(office, arena_printf(home->mem, "/office/job/%d/file", id));
    see_status(office, expected);
}

/* Results stay closed to who has a conflict, and the package in which they are;
 * that of the designer opens with the embargo's end. */
static void conflicted_never_gets_results(void **state)
{
    const char *path = arena_printf(home->mem, "%s/exports", home->folder);
    (void)state;
    file_folder(path, 0700);
    file_write(arena_printf(home->mem, "%s/p.zip", path), "zip", 3, 0600);
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, language, state, "
             "result, result_bytes, created_at) VALUES "
             "('package', 1, 'organiser', 'de', 'done', 'p.zip', 3, 1),"
             "('package', 1, 'designer', '', 'done', 'p.zip', 3, 1),"
             "('package', 1, 'organiser', 'en', 'failed', '', 0, 1),"
             "('package', 1, 'organiser', 'de', 'waiting', '', 0, 1)");
    see_job(1, 200);
    see_job(2, 200);
    declare_conflict();
    home_sql(home,
             "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
             "SELECT 1, max(id), 2 FROM jury_member;"
             "UPDATE conflict SET entry_id = 2");
    see_job(1, 404);
    see_job(2, 404);
    visit(office, DATA);
    see_status(office, 404);
    home_time(home, 1790000100);
    see_job(1, 404);
    see(office, "sind für Sie deshalb gesperrt");
    see_job(2, 200);
    visit(office, DATA);
    post_fields(office, "/office/job/3/retry", "");
    see_status(office, 404);
    see(office, "sind für Sie deshalb gesperrt");
    visit(office, DATA);
    post_fields(office, "/office/job/4/cancel", "");
    see_status(office, 404);
    assert_string_equal(home_text(home,
                                  "SELECT group_concat(state, ' ') FROM job "
                                  "WHERE id IN (3, 4)"),
                        "failed waiting");
    visit(office, DATA);
    see(office, "Paket für die Gestaltung");
    see_not(office, "Alles für die Veranstalter");
    assert_null(header(office, "refresh"));
}

static void conflicted_sees_no_results(void **state)
{
    (void)state;
    declare_conflict();
    visit(office, DATA "/results.json");
    see_status(office, 404);
    see_not(office, "Lichtwerk");
    visit(office, DATA);
    see(office, "Ergebnisse sind für Sie deshalb gesperrt");
    post_fields(office, DATA, "product=organiser");
    see_status(office, 404);
}

static void schemas_are_public(void **state)
{
    struct browser *b = browser_new(home);
    (void)state;
    visit(b, "/schema/results.schema.json");
    see_status(b, 200);
    see_markup(b, "json-schema.org");
    visit(b, "/schema/lorbeer.css");
    see_status(b, 404);
    browser_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_formula_anywhere, setup, teardown),
        cmocka_unit_test_setup_teardown(a_literal_underscore_stays, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(headings_have_room, setup, teardown),
        cmocka_unit_test_setup_teardown(each_page_names_the_company, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(results_fit_their_schema, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_page, setup, teardown),
        cmocka_unit_test_setup_teardown(ordered_and_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(conflicted_sees_no_results, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(conflicted_never_gets_results, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(schemas_are_public, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
