/* From what was typed to the one canonical text of an answer, for every kind of
 * question, and back to what readers see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/answer.h"

static const struct answer_choice choices[] = {
    {7, "few", "Einige", "A few"},
    {7, "many", "Viele, sehr viele", "Many"},
    {7, "all", "Alle", "All"},
    {7, "all_of", "Alle", "Everybody"},
};

static const int64_t five = 5, two = 2, zero = 0, twenty = 2000, hundred = 100;

struct typed {
    const char *kind, *text;
    enum answer_fault fault;
    const char *value, *part; /* value of what fits */
};

static const struct typed cases[] = {
    /* texts */
    {"short", "  Ahren\tfels \n", ANSWER_TOO_LONG, NULL, ""},
    {"short", " Ort\r\n ", ANSWER_FITS, "Ort", ""},
    {"short", "", ANSWER_FITS, "", ""},
    {"short", "   ", ANSWER_FITS, "", ""},
    {"short", "üöäßé", ANSWER_FITS, "üöäßé", ""},
    {"long", "a\r\nb", ANSWER_FITS, "a\nb", ""},
    {"long", "a\r\n\r\nb c", ANSWER_TOO_LONG, NULL, ""},
    {"url", "a.de", ANSWER_TOO_LONG, NULL, ""},
    {"url", "firma", ANSWER_NOT_A_LINK, NULL, ""},
    {"url", "javascript:1", ANSWER_NOT_A_LINK, NULL, ""},
    {"email", "a@", ANSWER_NOT_AN_EMAIL, NULL, ""},
    /* numbers: from 2 to 2000 */
    {"number", " 7 ", ANSWER_FITS, "7", ""},
    {"number", "007", ANSWER_FITS, "7", ""},
    {"number", "1", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"number", "2001", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"number", "1.5", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "1.200", ANSWER_FITS, "1200", ""}, /* as pages write it */
    {"number", "1,200", ANSWER_FITS, "1200", ""},
    {"number", "1\u00a0200", ANSWER_FITS, "1200", ""},
    {"number", "1\u2019200", ANSWER_FITS, "1200", ""},
    {"number", "-1.200", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"number", "1.20", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "1.200,5", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "12 13", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "0.200", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "--200", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "1.-20", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "viele", ANSWER_NOT_A_NUMBER, NULL, ""},
    {"number", "99999999999999999999", ANSWER_NOT_A_NUMBER, NULL, ""},
    /* money: from 0,02 to 20,00 */
    {"money", "12", ANSWER_FITS, "1200", ""},
    {"money", "12,5", ANSWER_FITS, "1250", ""},
    {"money", "12.50 €", ANSWER_FITS, "1250", ""},
    {"money", "EUR 12,50", ANSWER_FITS, "1250", ""},
    {"money", "0,02", ANSWER_FITS, "2", ""},
    {"money", "0,01", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"money", "-5", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"money", "1.200", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"money", "0,125", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "1,2,3", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "12 Dollar", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "--5", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "€", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "5,123", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"money", "5,1234", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "999999999999,99", ANSWER_OUT_OF_RANGE, NULL, ""},
    {"money", "1000000000000", ANSWER_NOT_MONEY, NULL, ""},
    {"money", "54444544444444,2", ANSWER_NOT_MONEY, NULL, ""},
    /* days: from 2020 to 2026 */
    {"date", "2026-05-03", ANSWER_FITS, "2026-05-03", ""},
    {"date", "3.5.2026", ANSWER_FITS, "2026-05-03", ""},
    {"date", "03/05/2026", ANSWER_FITS, "2026-05-03", ""},
    {"date", "29.2.2024", ANSWER_FITS, "2024-02-29", ""},
    {"date", "29.2.2025", ANSWER_NOT_A_DATE, NULL, ""},
    {"date", "31.4.2025", ANSWER_NOT_A_DATE, NULL, ""},
    {"date", "3.5.26", ANSWER_NOT_A_DATE, NULL, ""},
    {"date", "2026-05-03x", ANSWER_NOT_A_DATE, NULL, ""},
    {"date", "gestern", ANSWER_NOT_A_DATE, NULL, ""},
    {"date", "2019-12-31", ANSWER_DATE_RANGE, NULL, ""},
    {"date", "2027-01-01", ANSWER_DATE_RANGE, NULL, ""},
    /* choices */
    {"yesno", "yes", ANSWER_FITS, "yes", ""},
    {"yesno", "Nein", ANSWER_FITS, "no", ""},
    {"yesno", "maybe", ANSWER_NOT_A_CHOICE, NULL, ""},
    {"choice", "many", ANSWER_FITS, "many", ""},
    {"choice", "einige", ANSWER_FITS, "few", ""},
    {"choice", "A FEW", ANSWER_FITS, "few", ""},
    {"choice", "Alle", ANSWER_NOT_A_CHOICE, NULL, ""}, /* two have it */
    {"choice", "few many", ANSWER_NOT_A_CHOICE, NULL, ""},
    {"multi", "many few", ANSWER_FITS, "few many", ""},
    {"multi", "few few", ANSWER_FITS, "few", ""},
    {"multi", "all_of", ANSWER_FITS, "all_of", ""},
    {"multi", "Viele, sehr viele", ANSWER_FITS, "many", ""},
    {"multi", "Einige; Viele, sehr viele", ANSWER_FITS, "few many", ""},
    {"multi", "few,all", ANSWER_FITS, "few all", ""},
    {"multi", "Einige\nall", ANSWER_FITS, "few all", ""},
    {"multi", "few none", ANSWER_NOT_A_CHOICE, NULL, "none"},
    {"multi", "few many all", ANSWER_TOO_MANY, NULL, ""},
    /* tables of two rows: numbers from 2 to 2000 */
    {"table", "Polen\t12", ANSWER_FITS, "Polen\t12", ""},
    {"table", "Polen\t12\n\n Indien \t 7 ", ANSWER_FITS, "Polen\t12\nIndien\t7",
     ""},
    {"table", "Polen: 12; Indien: 7", ANSWER_FITS, "Polen\t12\nIndien\t7", ""},
    {"table", "Polen 12\nSri Lanka 7", ANSWER_FITS, "Polen\t12\nSri Lanka\t7",
     ""},
    {"table", "Polen;12\nIndien;7", ANSWER_FITS, "Polen\t12\nIndien\t7", ""},
    {"table", "A;B\t3", ANSWER_FITS, "A;B\t3", ""},
    {"table", "Polen\t-", ANSWER_ROW_NUMBER, NULL, "Polen"},
    {"table", "Typ 5\t-", ANSWER_ROW_NUMBER, NULL, "Typ 5"},
    {"table", "Polen", ANSWER_ROW_NUMBER, NULL, "Polen"},
    {"table", "Polen\t1.5", ANSWER_ROW_NUMBER, NULL, "Polen"},
    {"table", "Polen\t1", ANSWER_ROW_NUMBER, NULL, "Polen"},
    {"table", "Polen\t2001", ANSWER_ROW_NUMBER, NULL, "Polen"},
    {"table", "\t12", ANSWER_ROW_LABEL, NULL, ""},
    {"table", "Polen\t12\npolen\t7", ANSWER_ROW_TWICE, NULL, "polen"},
    {"table", "a\t2\nb\t3\nc\t4", ANSWER_TOO_MANY, NULL, "c"},
    /* files are not judged */
    {"image", "12", ANSWER_FITS, "12", ""},
};

static struct question question_of(const char *kind)
{
    bool counted = str_equal(kind, "multi") || str_equal(kind, "table");
    return (struct question){
        .id = 7,
        .kind = kind,
        .characters_max = &five,
        .number_min = &two,
        .number_max = &twenty,
        .count_max = counted ? &two : NULL,
        .date_min = "2020-01-01",
        .date_max = "2026-12-31",
        .choice = choices,
        .choice_count = sizeof choices / sizeof *choices,
    };
}

static void typed_answers(void **state)
{
    struct arena *mem = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct typed *t = &cases[i];
        struct question q = question_of(t->kind);
        const char *value, *part;
        enum answer_fault fault = answer_read(mem, &q, t->text, &value, &part);
        if (fault != t->fault || !str_equal(part, t->part) ||
            (t->value != NULL && !str_equal(value, t->value)))
            fail_msg("%s '%s': fault %d, '%s', part '%s'", t->kind, t->text,
                     (int)fault, value, part);
    }
    arena_free(mem);
}

/* An amount in any writing; without limits. */
static void amounts(void **state)
{
    static const struct {
        const char *text, *cents, *typed;
    } ones[] = {
        {"1.200", "120000", "1200"},
        {"1,200", "120000", "1200"},
        {"1.200,50", "120050", "1200,50"},
        {"1,200.50", "120050", "1200,50"},
        {"1'200.50", "120050", "1200,50"},
        {"1 200 €", "120000", "1200"},
        {"12.345.678,9", "1234567890", "12345678,90"},
        {"-3,5", "-350", "-3,50"},
    };
    struct arena *mem = arena_new();
    struct question q = {.kind = "money"};
    (void)state;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) {
        const char *value, *again, *part;
        assert_int_equal(answer_read(mem, &q, ones[i].text, &value, &part),
                         ANSWER_FITS);
        assert_string_equal(value, ones[i].cents);
        const char *typed = answer_money_typed(mem, LANG_DE, value);
        assert_string_equal(typed, ones[i].typed);
        answer_read(mem, &q, typed, &again, &part);
        assert_string_equal(again, value);
    }
    arena_free(mem);
}

/* Rows where the question sets no limit. */
static void rows_without_limits(void **state)
{
    struct arena *mem = arena_new();
    struct question q = {.kind = "table"};
    const char *value, *part;
    (void)state;
    assert_int_equal(answer_read(mem, &q, "Polen 0", &value, &part),
                     ANSWER_FITS);
    assert_int_equal(answer_read(mem, &q, "Polen -1", &value, &part),
                     ANSWER_ROW_NUMBER);
    q.number_min = &zero;
    q.number_max = &hundred;
    assert_int_equal(answer_read(mem, &q, "Polen 101", &value, &part),
                     ANSWER_ROW_NUMBER);
    char *label = arena_alloc(mem, ANSWER_LABEL_MAX + 2);
    memset(label, 'x', ANSWER_LABEL_MAX + 1);
    label[ANSWER_LABEL_MAX + 1] = '\0';
    assert_int_equal(
        answer_read(mem, &q, arena_printf(mem, "%s\t1", label), &value, &part),
        ANSWER_ROW_LABEL);
    assert_int_equal(answer_read(mem, &q, arena_printf(mem, "%s\t1", label + 1),
                                 &value, &part),
                     ANSWER_FITS);
    char *many = arena_printf(mem, "a1\t1");
    for (int i = 2; i <= ANSWER_ROWS_MAX; i++)
        many = arena_printf(mem, "%s\na%d\t1", many, i);
    assert_int_equal(answer_read(mem, &q, many, &value, &part), ANSWER_FITS);
    many = arena_printf(mem, "%s\nb\t1", many);
    assert_int_equal(answer_read(mem, &q, many, &value, &part),
                     ANSWER_TOO_MANY);
    arena_free(mem);
}

static void read_by_people(void **state)
{
    static const struct {
        const char *kind, *value, *de, *en;
    } ones[] = {
        {"yesno", "yes", "ja", "yes"},
        {"choice", "many", "Viele, sehr viele", "Many"},
        {"multi", "few all", "Einige, Alle", "A few, All"},
        {"multi", "all_of", "Alle", "Everybody"},
        {"money", "120050", "1.200,50\u00a0€", "€1,200.50"},
        {"money", "-350", "−3,50\u00a0€", "−€3.50"},
        {"money", "120000", "1.200\u00a0€", "€1,200"},
        {"date", "2026-05-03", "3. Mai 2026", "3 May 2026"},
        {"date", "irgendwann", "irgendwann", "irgendwann"},
        {"table", "Polen\t1200\nIndien\t7", "Polen 1.200, Indien 7",
         "Polen 1,200, Indien 7"},
        {"number", "1996", "1996", "1996"},
        {"number", "12000", "12.000", "12,000"},
        {"short", "Ort", "Ort", "Ort"},
        {"choice", "", "", ""},
    };
    struct arena *mem = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) {
        struct question q = question_of(ones[i].kind);
        assert_string_equal(answer_text(mem, LANG_DE, &q, ones[i].value),
                            ones[i].de);
        assert_string_equal(answer_text(mem, LANG_EN, &q, ones[i].value),
                            ones[i].en);
    }
    assert_true(answer_contains("few all", "all"));
    assert_true(answer_contains("few all_of all", "all"));
    assert_false(answer_contains("few all_of", "all"));
    assert_false(answer_contains("few", ""));
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typed_answers),
        cmocka_unit_test(amounts),
        cmocka_unit_test(rows_without_limits),
        cmocka_unit_test(read_by_people),
    };
    clock_zone("Europe/Berlin");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
