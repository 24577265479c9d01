/* What leaves the house as files: results, and the designer's package. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <zip.h>

#include "app/jobs.h"
#include "app/package.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "http/asset.h"
#include "model/designer.h"
#include "model/export_write.h"
#include "support/award.h"
#include "support/browser.h"

#define DATA "/office/edition/2026/brochure/data"

static struct test_home *home;
static struct browser *office;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790000100");
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    browser_free(office);
    home_free(home);
    return 0;
}

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

static void name_company(const char *name)
{
    home_sql(home, arena_printf(home->mem,
                                "UPDATE organisation SET name = '%s' WHERE id "
                                "= (SELECT organisation_id FROM entry WHERE id "
                                "= %d)",
                                name, AWARD_LIGHT));
}

/* As SQL takes it. */
static const char *quoted(const char *text)
{
    struct buf out;
    buf_init(&out, home->mem);
    for (; *text != '\0'; text++)
        buf_addf(&out, "%s%c", *text == '\'' ? "'" : "", *text);
    return out.data;
}

/* The bytes of one member of a ZIP file. */
static const char *member(const char *path, const char *name, size_t *bytes)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    zip_stat_t about;
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &about) != 0) {
        zip_close(zip);
        return NULL;
    }
    char *data = arena_alloc(home->mem, about.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, data, about.size), about.size);
    zip_fclose(file);
    zip_close(zip);
    if (bytes != NULL)
        *bytes = about.size;
    return data;
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

/* --- the JSON says what its schema says --- */

static bool has_type(const struct json *value, const char *type)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",    [JSON_FALSE] = "boolean",
        [JSON_TRUE] = "boolean", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "number",  [JSON_TEXT] = "string",
        [JSON_ARRAY] = "array",  [JSON_OBJECT] = "object"};
    return str_equal(names[value->kind], type) ||
           (value->kind == JSON_INTEGER && str_equal(type, "number"));
}

static void check_type(const struct json *schema, const struct json *value,
                       const char *where)
{
    const struct json *type = json_get(schema, "type");
    if (type == NULL)
        return;
    if (type->kind == JSON_TEXT && has_type(value, type->text))
        return;
    for (const struct json *t = type->child; t != NULL; t = t->next)
        if (has_type(value, t->text))
            return;
    fail_msg("%s: of another type", where);
}

static const struct json *root;

static void check(const struct json *schema, const struct json *value,
                  const char *where)
{
    const char *ref = json_get_text(schema, "$ref", NULL);
    if (ref != NULL)
        schema = json_get(json_get(root, "$defs"), ref + strlen("#/$defs/"));
    check_type(schema, value, where);
    const struct json *required = json_get(schema, "required");
    for (const struct json *r = required ? required->child : NULL; r != NULL;
         r = r->next)
        if (value->kind == JSON_OBJECT && json_get(value, r->text) == NULL)
            fail_msg("%s: %s is missing", where, r->text);
    const struct json *known = json_get(schema, "properties");
    const struct json *others = json_get(schema, "additionalProperties");
    for (const struct json *m = value->child; m != NULL; m = m->next) {
        const struct json *to = m->key != NULL ? json_get(known, m->key)
                                               : json_get(schema, "items");
        const char *at = arena_printf(home->mem, "%s/%s", where,
                                      m->key != NULL ? m->key : "-");
        if (to == NULL && others != NULL && others->kind == JSON_OBJECT)
            to = others;
        if (to != NULL)
            check(to, m, at);
        else if (others != NULL && others->kind == JSON_FALSE)
            fail_msg("%s: not in the schema", at);
    }
}

static void check_against(const char *name, const char *data, size_t bytes)
{
    struct json_fault fault;
    const struct asset *asset =
        asset_find(arena_printf(home->mem, "/assets/%s", name));
    assert_non_null(asset);
    root = json_parse(home->mem, asset->data,
                      (size_t)(asset->end - asset->data), &fault);
    const struct json *value = json_parse(home->mem, data, bytes, &fault);
    assert_non_null(root);
    assert_non_null(value);
    check(root, value, "");
}

static void results_fit_their_schema(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, home->mem);
    export_json(home_begin(home), 1, LANG_DE, &out);
    home_commit(home);
    check_against("results.schema.json", out.data, out.bytes);
}

/* --- the designer's package --- */

static const struct designer_file *file_of(const struct designer *d,
                                           const char *name)
{
    for (size_t i = 0; i < d->file_count; i++)
        if (str_equal(d->file[i].name, name))
            return &d->file[i];
    fail_msg("no %s", name);
    return NULL;
}

static void build(struct designer *d)
{
    assert_true(designer_build(home_begin(home), 1, d));
    home_commit(home);
}

static void has_no_marks(const struct designer *d)
{
    for (size_t i = 0; i < d->file_count; i++) {
        if (strstr(d->file[i].data, "@example.org") != NULL ||
            strstr(d->file[i].data, "Zögern") != NULL)
            fail_msg("%s", d->file[i].name);
        assert_false(str_starts(d->file[i].name, "daten/results"));
    }
}

static void a_package(void **state)
{
    struct designer d, again;
    (void)state;
    build(&d);
    const struct designer_file *text =
        file_of(&d, "texte/e01_lichtwerk-script-alert-1-script.icml");
    assert_non_null(strstr(text->data,
                           "<Content>Lichtwerk &lt;script&gt;alert(1)"
                           "&lt;/script&gt;</Content>"));
    assert_non_null(strstr(text->data, "ParagraphStyle/Begruendung DE"));
    assert_non_null(strstr(text->data, "$ID/German: 2006 Reform"));
    const struct designer_file *data = file_of(&d, "daten/brochure.json");
    check_against("brochure.schema.json", data->data, data->bytes);
    const struct designer_file *merge =
        file_of(&d, "daten/datamerge_indesign.txt");
    assert_memory_equal(merge->data, "\xff\xfen\0u\0m\0m\0e\0r\0\t\0", 16);
    has_no_marks(&d);
    build(&again);
    assert_string_equal(d.digest, again.digest);
    name_company("Anderswerk");
    build(&again);
    assert_string_not_equal(d.digest, again.digest);
}

/* Whatever a company writes, another program reads the XML. */
static void texts_are_well_formed(void **state)
{
    struct designer d;
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = value || char(1, 11, 65534) || "
             "'<b>&amp; ]]> \"' WHERE question_id IN (SELECT id FROM "
             "question WHERE slot = 'strategy_de')");
    build(&d);
    for (size_t i = 0; i < d.file_count; i++) {
        if (!str_ends(d.file[i].name, ".icml"))
            continue;
        const char *path =
            arena_printf(home->mem, "%s/run/t.icml", home->folder);
        file_folder(arena_printf(home->mem, "%s/run", home->folder), 0700);
        assert_true(file_write(path, d.file[i].data, d.file[i].bytes, 0600));
        if (system(arena_printf(home->mem, "tidy -xml -q -e %s", path)) != 0)
            fail_msg("%s", d.file[i].name);
    }
}

/* A merge has a line for each company, whatever they wrote. */
static void lines_stay_whole(void **state)
{
    struct designer d;
    size_t lines = 0;
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = '=a' || char(10, 10) || '- b' || "
             "char(9) || '\"c\"' WHERE question_id IN (SELECT id FROM question "
             "WHERE slot = 'strategy_de')");
    build(&d);
    const struct designer_file *csv =
        file_of(&d, "daten/datamerge_affinity.csv");
    assert_non_null(strstr(csv->data, "\" =a ¶ • b \"\"c\"\""));
    for (const char *at = csv->data; *at != '\0'; at++)
        lines += *at == '\n';
    const struct designer_file *merge =
        file_of(&d, "daten/datamerge_indesign.txt");
    size_t breaks = 0;
    /* quoted as the other one, for Python and for InDesign */
    assert_non_null(
        memmem(merge->data, merge->bytes, "\"\0\"\0c\0\"\0\"\0\"\0\t", 13));
    for (size_t i = 0; i + 1 < merge->bytes; i += 2)
        breaks += merge->data[i] == '\n' && merge->data[i + 1] == '\0';
    assert_int_equal(lines, breaks);
    assert_true(lines >= 3);
    name_company("\"Licht");
    build(&d);
    const char tabbed[] = "\t\0\"\0\"\0\"\0L\0i\0c\0h\0t\0\"\0\t";
    merge = file_of(&d, "daten/datamerge_indesign.txt");
    assert_non_null(
        memmem(merge->data, merge->bytes, tabbed, sizeof tabbed - 1));
}

static const char *packed(const char *product)
{
    struct package_report report;
    const char *path =
        arena_printf(home->mem, "%s/run/%s.zip", home->folder, product);
    file_folder(arena_printf(home->mem, "%s/run/jobs", home->folder), 0700);
    package_run(&home->world,
                &(struct package_wish){.edition_id = 1,
                                       .product = product,
                                       .lang = LANG_DE,
                                       .output = path},
                NULL, &report);
    if (report.end != RENDER_DONE)
        fail_msg("%s", report.why);
    /* also where a file was that everybody could read */
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(chmod(path, 0644), 0);
    return path;
}

static void as_a_zip(void **state)
{
    size_t bytes[2];
    (void)state;
    const char *designer = packed("designer");
    assert_null(member(designer, "daten/results.xlsx", NULL));
    assert_null(member(designer, "VERTRAULICH.txt", NULL));
    assert_non_null(member(designer, "LIESMICH.txt", NULL));
    const char *path = packed("organiser");
    char *one = file_read(path, 1 << 24, &bytes[0]);
    assert_non_null(member(path, "daten/results.xlsx", NULL));
    assert_non_null(member(path, "VERTRAULICH.txt", NULL));
    assert_non_null(member(path, "daten/results_contacts.csv", NULL));
    packed("organiser");
    char *other = file_read(path, 1 << 24, &bytes[1]);
    assert_int_equal(bytes[0], bytes[1]);
    assert_memory_equal(one, other, bytes[0]);
    free(one);
    free(other);
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
        cmocka_unit_test_setup_teardown(results_fit_their_schema, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_package, setup, teardown),
        cmocka_unit_test_setup_teardown(texts_are_well_formed, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_stay_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(as_a_zip, setup, teardown),
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
