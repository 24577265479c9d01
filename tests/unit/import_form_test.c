/* Nominations from a spreadsheet: every kind of question, labels as heads,
 * consents, Excel's encodings; every bad cell is named with what would be
 * right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "db/db.h"
#include "model/import.h"
#include "model/setup.h"
#include "support/edition_file.h"

static const char edition[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\"},\"rounds\":[],"
    "\"categories\":[{\"code\":\"kmu\",\"name\":{\"de\":\"Kleine\","
    "\"en\":\"Small\"}},{\"code\":\"gross\",\"name\":{\"de\":\"Große\"}}],"
    "\"consents\":[{\"code\":\"data\",\"text\":{\"de\":\"D\"}},"
    "{\"code\":\"images\",\"text\":{\"de\":\"B\"}}],"
    "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},\"questions\":["
    "{\"code\":\"text\",\"kind\":\"long\",\"label\":{\"de\":\"Ihr Text\","
    "\"en\":\"Your text\"},\"characters_max\":20},"
    "{\"code\":\"cost\",\"kind\":\"money\",\"label\":{\"de\":\"Kosten\"},"
    "\"number_max\":1000000},"
    "{\"code\":\"born\",\"kind\":\"date\",\"label\":{\"de\":\"Seit\"},"
    "\"date_min\":\"2000-01-01\"},"
    "{\"code\":\"tongue\",\"kind\":\"multi\",\"label\":{\"de\":\"Sprachen\"},"
    "\"count_max\":2,\"choices\":[{\"code\":\"de\",\"label\":{\"de\":"
    "\"Deutsch\"}},{\"code\":\"en\",\"label\":{\"de\":\"Englisch\"}},"
    "{\"code\":\"fr\",\"label\":{\"de\":\"Französisch\"}}]},"
    "{\"code\":\"land\",\"kind\":\"table\",\"label\":{\"de\":\"Herkunft\"},"
    "\"count_max\":3},"
    "{\"code\":\"course\",\"kind\":\"yesno\",\"label\":{\"de\":\"Kurse\"}},"
    "{\"code\":\"way\",\"kind\":\"choice\",\"label\":{\"de\":\"Weg\"},"
    "\"choices\":[{\"code\":\"own\",\"label\":{\"de\":\"Eigener\"}}]},"
    "{\"code\":\"twin1\",\"kind\":\"short\",\"label\":{\"de\":\"Zwilling\"}},"
    "{\"code\":\"twin2\",\"kind\":\"short\",\"label\":{\"de\":\"Zwilling\"}},"
    "{\"code\":\"logo\",\"kind\":\"image\",\"label\":{\"de\":\"Logo\"}}]}]}";

static void expect_answer(struct test_home *h, const char *code,
                          const char *want)
{
    const char *got =
        home_text(h, arena_printf(h->mem,
                                  "SELECT a.value FROM answer a JOIN question "
                                  "q ON q.id = a.question_id WHERE q.code = "
                                  "'%s'",
                                  code));
    assert_non_null(got);
    assert_string_equal(got, want);
}

static void expect_no_fault(const struct import_faults *f)
{
    if (f->count > 0)
        fail_msg("line %zu: %s", f->list[0].line, f->list[0].what);
}

static void every_kind(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    struct import_faults f = edition_file_entries(
        h,
        "\xef\xbb\xbf"
        "code;organisation;category;Ihr Text;cost;Seit;Sprachen;"
        "land;Kurse;way;consent_data;consent_images\r\n"
        "E01;Firma;Kleine;\"Zeile 1\r\nZeile 2\";1.200,50 €;"
        "3.5.2026;Deutsch, Französisch;"
        "\"Polen: 12\r\nIndien: 7\";ja;Eigener;ja;nein\r\n");
    expect_no_fault(&f);
    expect_answer(h, "text", "Zeile 1\nZeile 2");
    expect_answer(h, "cost", "120050");
    expect_answer(h, "born", "2026-05-03");
    expect_answer(h, "tongue", "de fr");
    expect_answer(h, "land", "Polen\t12\nIndien\t7");
    expect_answer(h, "course", "yes");
    expect_answer(h, "way", "own");
    assert_int_equal(
        home_number(h,
                    "SELECT count(*) FROM entry JOIN category c ON c.id = "
                    "category_id WHERE c.code = 'kmu'"),
        1);
    /* nobody ticked the box: it says that it was imported */
    assert_int_equal(home_number(h, "SELECT count(*) FROM consent"), 1);
    assert_int_equal(home_number(h,
                                 "SELECT count(*) FROM consent WHERE "
                                 "given_by IS NULL"),
                     1);
    assert_string_equal(home_text(h,
                                  "SELECT k.code FROM consent JOIN "
                                  "consent_kind k ON k.id = "
                                  "consent_kind_id"),
                        "data");
    assert_int_equal(home_number(h, "SELECT count(*) FROM answer_version"), 7);
    home_free(h);
}

static void windows_1252(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    struct import_faults f =
        edition_file_entries(h,
                             "code;organisation;category;text;cost\r\n"
                             "E01;B\xe4"
                             "ckerei \x84Stern\x93;Gro\xdf"
                             "e;"
                             "\x80 \x96 gut;7 \x80\r\n");
    expect_no_fault(&f);
    assert_string_equal(home_text(h, "SELECT name FROM organisation"),
                        "Bäckerei „Stern“");
    expect_answer(h, "text", "€ – gut");
    expect_answer(h, "cost", "700");
    home_free(h);
}

#define HEAD "code,organisation,category,"
#define ROW "E1,A,kmu,"

static const struct bad_cell {
    const char *csv;
    size_t line;
    const char *what;
} bad_cells[] = {
    /* heads */
    {HEAD "Zwilling\n" ROW "x\n", 1, "several questions have the label"},
    {HEAD "Farbe\n" ROW "x\n", 1, "no question for the column; write its code"},
    {HEAD "logo\n" ROW "x\n", 1, "pictures and documents cannot come"},
    {HEAD "text,Ihr Text\n" ROW "x,y\n", 1, "the question has two columns"},
    {HEAD "Ihr Text,Your text\n" ROW "x,y\n", 1, "two columns"},
    {HEAD "consent_persons\n" ROW "ja\n", 1, "no question for the column"},
    /* cells */
    {HEAD "cost\n" ROW "viel\n", 2,
     "column D ('cost'): 'viel' is not an amount; write one such as"},
    {HEAD "cost\n" ROW "10001\n", 2, "the number must be up to 10000"},
    {HEAD "Seit\n" ROW "gestern\n", 2,
     "column D ('born'): 'gestern' is not a day; write 2026-12-31"},
    {HEAD "born\n" ROW "1999-12-31\n", 2, "must be a day from 2000-01-01"},
    {HEAD "tongue\n" ROW "de es\n", 2,
     "'es' is not one of the choices; write de, en, fr"},
    {HEAD "tongue\n" ROW "de en fr\n", 2, "at most 2 choices fit"},
    {HEAD "land\n" ROW "Polen: viele\n", 2,
     "'Polen' has no whole number from 0; write rows such as"},
    {HEAD "land\n" ROW "12\n", 2, "a row has no label"},
    {HEAD "land\n" ROW "a 1; A 2\n", 2, "'A' stands there twice"},
    {HEAD "land\n" ROW "a 1; b 2; c 3; d 4\n", 2, "at most 3 rows fit"},
    {HEAD "course\n" ROW "manchmal\n", 2,
     "'manchmal' is not one of the choices; write yes, no"},
    {HEAD "way\n" ROW "fremder\n", 2, "write own"},
    {HEAD "text\n" ROW "123456789 123456789 1\n", 2,
     "the text has 21 characters, at most 20 fit"},
    {HEAD "consent_data\n" ROW "vielleicht\n", 2, "neither yes nor no"},
    {HEAD "contact\n" ROW "niemand\n", 2, "column D ('contact'): 'niemand'"},
    {HEAD "state\n" ROW "Sieger\n", 2, "write draft, submitted or admitted"},
    {HEAD "text\nE1,A,Mittlere,x\n", 2,
     "column C ('category'): there is no category 'Mittlere'; write one of "
     "kmu, gross"},
    {HEAD "text,\n" ROW "x,\n", 1, "no question for the column"},
    {HEAD "text\nE1,A,kmu,x\nE1,B,kmu,y\n", 3, "column A ('code'): 'E1'"},
    {HEAD "text\n" ROW "\"a\nb\"\nE2,A,kmu,\"\n", 4, "not closed"},
};

static void bad_cells_are_named(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    for (size_t i = 0; i < sizeof bad_cells / sizeof *bad_cells; i++) {
        const struct bad_cell *bad = &bad_cells[i];
        struct import_faults f = edition_file_entries(h, bad->csv);
        if (f.count == 0 || f.list[0].line != bad->line ||
            strstr(f.list[0].what, bad->what) == NULL)
            fail_msg("case %zu: line %zu: %s", i, f.count ? f.list[0].line : 0,
                     f.count ? f.list[0].what : "no fault");
        assert_int_equal(home_number(h, "SELECT count(*) FROM entry"), 0);
    }
    home_free(h);
}

/* All of them in one run. */
static void all_bad_cells_at_once(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    struct import_faults f = edition_file_entries(h, HEAD
                                                  "cost,born\n"
                                                  "E1,A,kmu,viel,gestern\n"
                                                  "E2,B,kmu,5,\n"
                                                  "E3,C,kmu,wenig,\n");
    assert_int_equal(f.count, 3);
    assert_int_equal(f.list[0].line, 2);
    assert_int_equal(f.list[1].line, 2);
    assert_int_equal(f.list[2].line, 4);
    assert_int_equal(home_number(h, "SELECT count(*) FROM organisation"), 0);
    home_free(h);
}

/* A line that cannot become a nomination has all its other cells read, too. */
static void every_cell_of_a_bad_line(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    static const char *const want[] = {"category", "contact",      "cost",
                                       "born",     "consent_data", "state"};
    struct import_faults f = edition_file_entries(
        h,
        "code,organisation,category,contact,cost,born,consent_data,"
        "state\n"
        "E1,A,,nobody,viel,gestern,vielleicht,fertig\n"
        ",,kmu,,wenig,,,\n");
    assert_int_equal(f.count, 8);
    assert_non_null(strstr(f.list[0].what, "is empty; write one of kmu"));
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_int_equal(f.list[i].line, 2);
        assert_non_null(strstr(f.list[i].what, want[i]));
    }
    assert_non_null(strstr(f.list[6].what, "are needed"));
    assert_non_null(strstr(f.list[7].what, "cost"));
    assert_int_equal(home_number(h, "SELECT count(*) FROM organisation"), 0);
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind),
        cmocka_unit_test(windows_1252),
        cmocka_unit_test(bad_cells_are_named),
        cmocka_unit_test(all_bad_cells_at_once),
        cmocka_unit_test(every_cell_of_a_bad_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
