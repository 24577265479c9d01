/* Prizes and the instants of telling in the edition file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "support/edition_file.h"

static const char file[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\"},\"categories\":["
    "{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],%s}";

static const char whole[] =
    "\"nominees\":\"2026-09-01T10:00\",\"telling\":{\"nominees\":"
    "\"2026-09-01T09:00\",\"winners\":\"2026-10-01T08:00\",\"others\":"
    "\"2026-10-03T08:00\"},\"prizes\":["
    "{\"code\":\"geld\",\"category\":\"a\",\"name\":{\"de\":\"Preisgeld\","
    "\"en\":\"Prize money\"},\"amount_cents\":500000,\"winners_max\":2},"
    "{\"code\":\"praxis\",\"name\":{\"de\":\"„Praxis“-Preis\"},"
    "\"description\":{\"de\":\"Für Übung\"},\"donor\":\"Müller & Söhne\","
    "\"head_cents\":10000,\"cap_cents\":100000,\"withholdable\":false}]";

static void round_trip(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct buf first, second;
    int64_t id = 0;
    buf_init(&first, h->mem);
    buf_init(&second, h->mem);
    assert_int_equal(
        edition_file_import(h, arena_printf(h->mem, file, whole), &faults, &id),
        SETUP_OK);
    assert_string_equal(
        home_text(h,
                  "SELECT group_concat(code || '|' || COALESCE(category_id, "
                  "'-') || '|' || amount_cents || '|' || head_cents || '|' "
                  "|| cap_cents || '|' || winners_max || '|' || "
                  "withholdable || '|' || donor, ' ') FROM (SELECT * FROM "
                  "prize ORDER BY position)"),
        "geld|1|500000|0|0|2|1| "
        "praxis|-|0|10000|100000|1|0|Müller & Söhne");
    assert_int_equal(home_number(h,
                                 "SELECT tell_nominees_at < nominees_at AND "
                                 "nominees_at < tell_winners_at AND "
                                 "tell_winners_at < tell_others_at FROM "
                                 "edition"),
                     1);
    setup_export(&h->world, id, &first);
    assert_int_equal(edition_file_import(h, first.data, &faults, &id),
                     SETUP_OK);
    setup_export(&h->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_non_null(strstr(second.data, "„Praxis“-Preis"));
    assert_non_null(strstr(second.data, "\"withholdable\": false"));
    assert_int_equal(home_number(h, "SELECT count(*) FROM prize"), 2);
    home_free(h);
}

static void faults_named(void **state)
{
    static const struct {
        const char *part, *where;
    } cases[] = {
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"},\"category\":"
         "\"b\"}]",
         "prizes[0].category"},
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"},"
         "\"amount_cents\":1,\"head_cents\":1}]",
         "prizes[0].head_cents"},
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"},"
         "\"amount_cents\":1,\"cap_cents\":1}]",
         "prizes[0].cap_cents"},
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"},\"category\":"
         "\"a\",\"head_cents\":1}]",
         "prizes[0].head_cents"},
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"},"
         "\"winners_max\":0}]",
         "prizes[0].winners_max"},
        {"\"prizes\":[{\"code\":\"p\",\"name\":{\"de\":\"P\"}},{\"code\":"
         "\"p\",\"name\":{\"de\":\"Q\"}}]",
         "prizes[1].code"},
        {"\"telling\":{\"losers\":\"2026-09-01T10:00\"}", "telling.losers"},
        {"\"telling\":7", "telling"},
        {"\"nominees\":\"soon\"", "nominees"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct test_home *h = home_new();
        struct setup_faults faults;
        int64_t id = 0;
        assert_int_equal(
            edition_file_import(h, arena_printf(h->mem, file, cases[i].part),
                                &faults, &id),
            SETUP_FAULTY);
        assert_string_equal(faults.list[0].where, cases[i].where);
        home_free(h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(faults_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
