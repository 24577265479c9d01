/* How nominations come into a category, and who may propose, in the edition
 * file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "db/db.h"
#include "model/setup.h"
#include "support/edition_file.h"

static const char file[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\"},%s\"categories\":["
    "{\"code\":\"a\",\"name\":{\"de\":\"A\"}},"
    "{\"code\":\"b\",\"name\":{\"de\":\"B\"},\"entry\":\"both\"},"
    "{\"code\":\"c\",\"name\":{\"de\":\"C\"},\"entry\":\"%s\"}]}";

static void test_round_trip(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct buf first, second;
    int64_t id = 0;
    buf_init(&first, h->mem);
    buf_init(&second, h->mem);
    char *text =
        arena_printf(h->mem, file, "\"proposers\":\"employees\",", "propose");
    assert_int_equal(edition_file_import(h, text, &faults, &id), SETUP_OK);
    assert_string_equal(home_text(h,
                                  "SELECT group_concat(entry_mode) FROM "
                                  "(SELECT entry_mode FROM category ORDER "
                                  "BY position)"),
                        "apply,both,propose");
    setup_export(&h->world, id, &first);
    assert_int_equal(edition_file_import(h, first.data, &faults, &id),
                     SETUP_OK);
    setup_export(&h->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_non_null(strstr(second.data, "\"proposers\": \"employees\""));
    assert_non_null(strstr(second.data, "\"entry\": \"propose\""));
    assert_string_equal(home_text(h, "SELECT proposers FROM edition"),
                        "employees");
    /* where somebody was proposed the set-up stays */
    home_sql(h,
             "INSERT INTO candidate (edition_id, category_id, company, "
             "place, created_at) SELECT edition_id, id, 'A', 'B', 1 FROM "
             "category WHERE code = 'b'");
    assert_int_equal(edition_file_import(h, first.data, &faults, &id),
                     SETUP_IN_USE);
    home_free(h);
}

static void test_unless_said(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    assert_int_equal(
        edition_file_import(h, arena_printf(h->mem, file, "", "apply"), &faults,
                            &id),
        SETUP_OK);
    assert_string_equal(home_text(h, "SELECT proposers FROM edition"),
                        "nobody");
    home_free(h);
}

static void test_faults(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    char *text = arena_printf(h->mem, file, "\"proposers\":\"all\",", "none");
    assert_int_equal(edition_file_import(h, text, &faults, &id), SETUP_FAULTY);
    assert_int_equal(faults.count, 2);
    assert_string_equal(faults.list[0].where, "proposers");
    assert_string_equal(faults.list[1].where, "categories[2].entry");
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_unless_said),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
