/* How an edition file says how marks become a ranking: methods, roundings,
 * ladders, combined rounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "db/db.h"
#include "model/setup.h"
#include "support/edition_file.h"

static struct test_home *home;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

#define CRITERIA                                                               \
    "\"criteria\":[{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":40,"     \
    "\"min\":1,\"max\":10,\"step\":1},{\"code\":\"L\",\"name\":{\"de\":"       \
    "\"L\"},\"weight\":60,\"min\":1,\"max\":10,\"step\":1}]"
#define RULE                                                                   \
    "{\"drop_high\":1,\"drop_low\":1,\"round_criterion\":2,"                   \
    "\"round_product\":2,\"factor\":{\"K\":\"1.6\"}}"

/* A round of that slug and stage, with what else it says. */
static const char *round_of(const char *slug, int stage, const char *more)
{
    return arena_printf(home->mem,
                        "{\"slug\":\"%s\",\"stage\":%d,\"name\":{\"de\":"
                        "\"R\"},%s}",
                        slug, stage, more);
}

static enum setup_outcome import(const char *rounds,
                                 struct setup_faults *faults, int64_t *id)
{
    const char *text = arena_printf(
        home->mem,
        "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
        "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},"
        "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],"
        "\"rounds\":[%s]}",
        rounds);
    return edition_file_import(home, text, faults, id);
}

static const char *export(int64_t id)
{
    struct buf out;
    buf_init(&out, home->mem);
    setup_export(&home->world, id, &out);
    return out.data;
}

/* Goes in, comes out and goes in again as the same text, which has `want`
 * when white space is left out. */
static void round_trip(const char *rounds, const char *want)
{
    struct setup_faults faults;
    struct buf packed;
    int64_t id = 0;
    if (import(rounds, &faults, &id) != SETUP_OK)
        fail_msg("%s: %s", faults.list[0].where, faults.list[0].what);
    const char *first = export(id);
    assert_int_equal(edition_file_import(home, first, &faults, &id), SETUP_OK);
    assert_string_equal(export(id), first);
    buf_init(&packed, home->mem);
    for (const char *at = first; *at != '\0'; at++)
        if (*at != ' ' && *at != '\n')
            buf_addc(&packed, *at);
    if (strstr(packed.data, want) == NULL)
        fail_msg("no %s in %s", want, packed.data);
}

static void test_round_trips(void **state)
{
    static const char *const cases[][2] = {
        {CRITERIA, "\"method\":\"mean\""},
        {"\"method\":\"mean\"," CRITERIA, "\"method\":\"mean\""},
        {"\"method\":\"trimmed\"," CRITERIA, "\"method\":\"trimmed\""},
        {"\"method\":\"calibrated\",\"lambda\":7," CRITERIA, "\"lambda\":7"},
        {"\"method\":\"calibrated\",\"lambda\":100," CRITERIA,
         "\"method\":\"calibrated\""},
        {"\"method\":\"declared\",\"declared\":" RULE "," CRITERIA,
         "\"declared\":" RULE},
        {"\"declared\":" RULE "," CRITERIA, "\"method\":\"declared\""},
        {"\"declared\":null," CRITERIA, "\"method\":\"mean\""},
        {"\"declared\":{\"drop_high\":0,\"drop_low\":2,\"round_criterion\":0,"
         "\"round_product\":6,\"factor\":{\"L\":\"0.000001\",\"K\":1000}}"
         "," CRITERIA,
         "\"factor\":{\"L\":\"0.000001\",\"K\":\"1000\"}"},
        {"\"ladder\":\"lot\"," CRITERIA, "\"ladder\":\"lot\""},
        {"\"ladder\":\"criteria,median,jury,lot\"," CRITERIA,
         "\"ladder\":\"criteria,median,jury,lot\""},
        {"\"ladder\":\"\"," CRITERIA, "\"ladder\":\"\""},
        {"\"comment_min\":120,\"criterion_comment_min\":4000,\"visit\":"
         "true," CRITERIA,
         "\"comment_min\":120,\"criterion_comment_min\":4000,\"visit\":true"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        round_trip(round_of("r", 1, cases[i][0]), cases[i][1]);
}

/* The rounds that are combined, and one that combines them. */
static const char *combining(int stage, const char *more)
{
    return arena_printf(home->mem, "%s,%s,%s", round_of("paper", 1, CRITERIA),
                        round_of("visit", 2, CRITERIA),
                        round_of("both", stage, more));
}

static void test_combine(void **state)
{
    (void)state;
    round_trip(combining(2, "\"combine\":{\"visit\":60,\"paper\":40}"),
               "\"combine\":{\"visit\":60,\"paper\":40}");
    assert_int_equal(home_number(home, "SELECT count(*) FROM round_share"), 2);
    /* the declared order is kept: it breaks ties */
    assert_string_equal(
        home_text(home,
                  "SELECT group_concat(slug || share) FROM (SELECT "
                  "p.slug, s.share FROM round_share s JOIN round p "
                  "ON p.id = s.part_id ORDER BY s.position)"),
        "visit60,paper40");
    round_trip(combining(9, "\"combine\":{\"paper\":1000000}"),
               "\"combine\":{\"paper\":1000000}");
    /* it may stand before its parts */
    round_trip(arena_printf(home->mem, "%s,%s",
                            round_of("all", 2, "\"combine\":{\"r\":1}"),
                            round_of("r", 2, CRITERIA)),
               "\"combine\":{\"r\":1}");
}

struct faulty {
    const char *more, *where;
};

static void assert_faulty(const char *rounds, const char *where)
{
    struct setup_faults faults;
    int64_t id = 0;
    if (import(rounds, &faults, &id) != SETUP_FAULTY)
        fail_msg("accepted: %s", rounds);
    for (size_t i = 0; i < faults.count; i++)
        if (strcmp(faults.list[i].where, where) == 0) {
            assert_int_equal(home_number(home, "SELECT count(*) FROM edition"),
                             0);
            return;
        }
    fail_msg("no fault at %s but at %s (%s): %s", where, faults.list[0].where,
             faults.list[0].what, rounds);
}

static void test_faults(void **state)
{
    static const struct faulty cases[] = {
        {"\"method\":\"best\"," CRITERIA, "rounds[0].method"},
        {"\"method\":7," CRITERIA, "rounds[0].method"},
        {"\"method\":\"declared\"," CRITERIA, "rounds[0].declared"},
        {"\"method\":\"mean\",\"declared\":" RULE "," CRITERIA,
         "rounds[0].declared"},
        {"\"comment_min\":-1," CRITERIA, "rounds[0].comment_min"},
        {"\"criterion_comment_min\":4001," CRITERIA,
         "rounds[0].criterion_comment_min"},
        {"\"visit\":1," CRITERIA, "rounds[0].visit"},
        {"\"lambda\":0," CRITERIA, "rounds[0].lambda"},
        {"\"lambda\":101," CRITERIA, "rounds[0].lambda"},
        {"\"lambda\":\"3\"," CRITERIA, "rounds[0].lambda"},
        {"\"ladder\":\"lots\"," CRITERIA, "rounds[0].ladder"},
        {"\"ladder\":\"lot,criteria\"," CRITERIA, "rounds[0].ladder"},
        {"\"ladder\":\"criteria,criteria\"," CRITERIA, "rounds[0].ladder"},
        {"\"ladder\":\"criteria,\"," CRITERIA, "rounds[0].ladder"},
        {"\"ladder\":7," CRITERIA, "rounds[0].ladder"},
        {"\"declared\":7," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"round\":2}," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"drop_high\":-1}," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"round_criterion\":7}," CRITERIA,
         "rounds[0].declared"},
        {"\"declared\":{\"round_product\":-1}," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"factor\":{\"K\":0}}," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"factor\":{\"K\":\"1000.1\"}}," CRITERIA,
         "rounds[0].declared"},
        {"\"declared\":{\"factor\":{\"K\":\"much\"}}," CRITERIA,
         "rounds[0].declared"},
        {"\"declared\":{\"factor\":[1]}," CRITERIA, "rounds[0].declared"},
        {"\"declared\":{\"factor\":{\"Z\":2}}," CRITERIA,
         "rounds[0].declared.factor"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_faulty(round_of("r", 1, cases[i].more), cases[i].where);
}

static void test_combine_faults(void **state)
{
    static const struct faulty cases[] = {
        {"\"combine\":{\"paper\":0}", "rounds[2].combine.paper"},
        {"\"combine\":{\"paper\":-1}", "rounds[2].combine.paper"},
        {"\"combine\":{\"paper\":1000001}", "rounds[2].combine.paper"},
        {"\"combine\":{\"paper\":\"1\"}", "rounds[2].combine.paper"},
        {"\"combine\":{\"paper\":0.5}", "rounds[2].combine.paper"},
        {"\"combine\":{\"paper\":1,\"nothere\":1}",
         "rounds[2].combine.nothere"},
        {"\"combine\":{\"both\":1}", "rounds[2].combine.both"},
        {"\"combine\":{}", "rounds[2].combine"},
        {"\"combine\":[\"paper\"]", "rounds[2].combine"},
        {"\"combine\":7", "rounds[2].combine"},
        {"\"combine\":null", "rounds[2].combine"},
        {"\"combine\":{\"paper\":1}," CRITERIA, "rounds[2].criteria"},
        {"\"combine\":{\"paper\":1},\"declared\":" RULE, "rounds[2].declared"},
        {"\"combine\":{\"paper\":1},\"method\":\"mean\"", "rounds[2].method"},
        {"\"combine\":{\"paper\":1},\"lambda\":3", "rounds[2].lambda"},
        {"\"combine\":{\"paper\":1},\"comment_min\":3",
         "rounds[2].comment_min"},
        {"\"combine\":{\"paper\":1},\"visit\":true", "rounds[2].visit"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_faulty(combining(2, cases[i].more), cases[i].where);
    /* of a later stage */
    assert_faulty(combining(1, "\"combine\":{\"visit\":1}"),
                  "rounds[2].combine.visit");
    /* of a round that combines itself */
    assert_faulty(arena_printf(home->mem, "%s,%s",
                               combining(2, "\"combine\":{\"paper\":1}"),
                               round_of("top", 3, "\"combine\":{\"both\":1}")),
                  "rounds[3].combine.both");
    /* of a slug that two rounds have */
    assert_faulty(arena_printf(home->mem, "%s,%s,%s",
                               round_of("r", 1, CRITERIA),
                               round_of("a", 2, "\"combine\":{\"r\":1}"),
                               round_of("a", 2, "\"combine\":{\"r\":1}")),
                  "rounds[2].slug");
    assert_faulty(arena_printf(home->mem, "%s,%s", round_of("a", 1, CRITERIA),
                               round_of("a", 2, "\"combine\":{\"a\":1}")),
                  "rounds[1].combine.a");
    /* of each other */
    assert_faulty(arena_printf(home->mem, "%s,%s",
                               round_of("a", 1, "\"combine\":{\"b\":1}"),
                               round_of("b", 1, "\"combine\":{\"a\":1}")),
                  "rounds[0].combine.b");
}

/* --- what no table takes --- */

static const char *const round_members[][2] = {{"slug", "\"r\""},
                                               {"stage", "1"},
                                               {"name", "{\"de\":\"R\"}"},
                                               {"criteria", "[]"}};
static const char *const criterion_members[][2] = {
    {"code", "\"K\""}, {"name", "{\"de\":\"K\"}"},
    {"weight", "40"},  {"min", "1"},
    {"max", "10"},     {"step", "1"}};

/* All members, with another value for one of them; NULL: without it. */
static const char *members(const char *const member[][2], size_t count,
                           const char *key, const char *value)
{
    const char *text =
        value ? arena_printf(home->mem, "\"%s\":%s", key, value) : "";
    for (size_t i = 0; i < count; i++)
        if (strcmp(member[i][0], key) != 0)
            text = arena_printf(home->mem, "%s%s\"%s\":%s", text,
                                *text ? "," : "", member[i][0], member[i][1]);
    return text;
}

/* Good or faulty: import() fails if a table refuses something. */
static void try_round(const char *round)
{
    struct setup_faults faults;
    int64_t id = 0;
    enum setup_outcome outcome = import(round, &faults, &id);
    assert_true(outcome == SETUP_OK || faults.count > 0);
}

/* Values of every other kind: each is named, and none reaches a table. */
static void test_values(void **state)
{
    static const char *const values[] = {"null",
                                         "true",
                                         "\"\"",
                                         "\"x\"",
                                         "-1",
                                         "0",
                                         "1e300",
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "\"999999999999999\"",
                                         "\"-999999999999999\"",
                                         "0.5",
                                         "[]",
                                         "[1]",
                                         "[[]]",
                                         "{}",
                                         "{\"a\":1}"};
    static const char *const keys[] = {
        "slug",     "stage",    "category",    "name",
        "method",   "quorum",   "decimals",    "lambda",
        "ladder",   "declared", "disclosure",  "closes",
        "criteria", "combine",  "comment_min", "criterion_comment_min",
        "visit"};
    static const char *const inner[] = {"code", "name", "question", "weight",
                                        "min",  "max",  "step",     "anchors"};
    (void)state;
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            try_round(
                arena_printf(home->mem, "{%s}",
                             members(round_members, 4, keys[k], values[v])));
        for (size_t k = 0; k < sizeof inner / sizeof *inner; k++) {
            const char *criterion =
                members(criterion_members, 6, inner[k], values[v]);
            try_round(
                round_of("r", 1,
                         arena_printf(home->mem, "\"criteria\":[{%s},{%s}]",
                                      criterion, criterion)));
        }
    }
}

static void test_missing(void **state)
{
    static const char *const where[] = {
        "rounds[0].criteria[0].code",   "rounds[0].criteria[0].name",
        "rounds[0].criteria[0].weight", "rounds[0].criteria[0].min",
        "rounds[0].criteria[0].max",    "rounds[0].criteria[0].step"};
    (void)state;
    for (size_t k = 0; k < sizeof where / sizeof *where; k++)
        assert_faulty(
            round_of("r", 1,
                     arena_printf(home->mem, "\"criteria\":[{%s}]",
                                  members(criterion_members, 6,
                                          strrchr(where[k], '.') + 1, NULL))),
            where[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trips, setup, teardown),
        cmocka_unit_test_setup_teardown(test_combine, setup, teardown),
        cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
        cmocka_unit_test_setup_teardown(test_combine_faults, setup, teardown),
        cmocka_unit_test_setup_teardown(test_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_missing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
