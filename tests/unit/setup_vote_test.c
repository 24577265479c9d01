/* Rules of voting and seats in the edition file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/vote_rule.h"
#include "support/edition_file.h"

static const char file[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\"},\"categories\":["
    "{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],%s}";

static const char whole[] =
    "\"voting\":{\"quorum_percent\":66,\"majority\":\"two_thirds\","
    "\"abstention\":\"against\",\"repeat\":false,\"casting\":\"none\","
    "\"scope\":\"contest\",\"second_mark\":true},\"jury\":["
    "{\"code\":\"J01\",\"name\":\"Dr. Änne Groß\",\"email\":\"a@x.example\","
    "\"chair\":true},"
    "{\"code\":\"J02\",\"name\":\"B\",\"email\":\"b@x.example\","
    "\"deputy_chair\":true,\"votes\":false},"
    "{\"code\":\"J03\",\"name\":\"C\",\"email\":\"c@x.example\","
    "\"stands_in_for\":\"J01\"}]";

static enum setup_outcome import_text(struct test_home *h, const char *part,
                                      struct setup_faults *faults, int64_t *id)
{
    return edition_file_import(h, arena_printf(h->mem, file, part), faults, id);
}

static void round_trip(void **state)
{
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct vote_rule rule;
    struct buf first, second;
    int64_t id = 0;
    (void)state;
    buf_init(&first, h->mem);
    buf_init(&second, h->mem);
    assert_int_equal(import_text(h, whole, &faults, &id), SETUP_OK);
    vote_rule_get(&h->world, id, &rule);
    assert_string_equal(
        vote_rule_write(h->mem, &rule),
        "{\"quorum_percent\":66,\"quorum_chair\":true,\"majority\":"
        "\"two_thirds\",\"abstention\":\"against\",\"repeat\":false,"
        "\"casting\":\"none\",\"scope\":\"contest\",\"second_mark\":true}");
    static const char seats[] =
        "SELECT group_concat(code || chair || deputy_chair || votes || "
        "COALESCE((SELECT code FROM jury_member f WHERE f.id = "
        "m.stands_in_for), '-'), ' ') FROM jury_member m";
    assert_string_equal(home_text(h, seats), "J01101- J02010- J03001J01");
    setup_export(&h->world, id, &first);
    assert_int_equal(edition_file_import(h, first.data, &faults, &id),
                     SETUP_OK);
    setup_export(&h->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_string_equal(home_text(h, seats), "J01101- J02010- J03001J01");
    home_free(h);
}

/* Without "voting" nothing is stored, and the defaults hold. */
static void defaults(void **state)
{
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct vote_rule rule;
    int64_t id = 0;
    (void)state;
    assert_int_equal(import_text(h, "\"motto\":{\"de\":\"M\"}", &faults, &id),
                     SETUP_OK);
    assert_int_equal(home_number(h, "SELECT count(*) FROM vote_rule"), 0);
    vote_rule_get(&h->world, id, &rule);
    assert_string_equal(vote_rule_write(h->mem, &rule),
                        vote_rule_write(h->mem, &vote_rule_default));
    assert_int_equal(import_text(h, "\"voting\":{}", &faults, &id), SETUP_OK);
    vote_rule_get(&h->world, id, &rule);
    assert_string_equal(vote_rule_write(h->mem, &rule),
                        vote_rule_write(h->mem, &vote_rule_default));
    home_free(h);
}

static void wrong(void **state)
{
    static const struct {
        const char *part, *where;
    } cases[] = {
        {"\"voting\":[]", "voting"},
        {"\"voting\":{\"quorum_percent\":101}", "voting.quorum_percent"},
        {"\"voting\":{\"majority\":\"most\"}", "voting.majority"},
        {"\"voting\":{\"scope\":\"all\"}", "voting.scope"},
        {"\"voting\":{\"repeat\":1}", "voting.repeat"},
        {"\"voting\":{\"quorun\":1}", "voting.quorun"},
        {"\"jury\":[{\"code\":\"J01\",\"name\":\"A\",\"email\":\"a@x.example\","
         "\"stands_in_for\":\"J01\"}]",
         "jury[0].stands_in_for"},
        {"\"jury\":[{\"code\":\"J01\",\"name\":\"A\",\"email\":\"a@x.example\","
         "\"stands_in_for\":\"J09\"}]",
         "jury[0].stands_in_for"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct test_home *h = home_new();
        struct setup_faults faults;
        int64_t id = 0;
        assert_int_equal(import_text(h, cases[i].part, &faults, &id),
                         SETUP_FAULTY);
        assert_int_equal(faults.count, 1);
        assert_string_equal(faults.list[0].where, cases[i].where);
        home_free(h);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(defaults),
        cmocka_unit_test(wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
