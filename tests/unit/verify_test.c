/* The verifier against somebody who signs again what he changed, with another
 * key or with the award's own. Changes at random: verify_random_test.c.
 *
 * What the holder of the key can do unseen by this file alone, and what shows
 * it: other marks, in all seals of a round, with a salt and receipt of their
 * own and the results that follow (the juror's own receipt is not in the file
 * then); a ballot that is hidden by a conflict, or not there, from the first
 * seal on (the juror misses his receipt); other rules in all seals with their
 * results (the digest that the log got at the opening); other times and another
 * head of the log, as long as both ascend (the log); leaving out the newest
 * seals, a drawing or the decisions, another secret and phrase for a drawing
 * (log, minutes, witnesses); another decision (it is not computed). From one
 * seal of a round to the next nothing can be made up: verify_follow_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "model/bundle.h"
#include "model/receipt.h"
#include "support/resign.h"

static struct test_home *home;
static struct judging j;
static const char *bundle; /* the good one, see sealing.h */
static const char *award;  /* its key */
static const unsigned char another[SECRET_KEY_BYTES] = "another key";

static int setup(void **state)
{
    (void)state;
    home = home_new();
    bundle = sealing_award(home, &j);
    award = secret_public(home->mem, home->app->seal_key);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static void test_good(void **state)
{
    struct arena *mem = arena_new();
    struct verify v;
    (void)state;
    assert_true(verify_bundle(mem, bundle, strlen(bundle), award, &v));
    assert_string_equal(v.key, award);
    assert_int_equal(v.seal_count, 4); /* the conflict concerns both rounds */
    assert_int_equal(v.lot_count, 1);
    assert_string_equal(v.lot[0].phrase, "Apfelblüte");
    assert_int_equal(v.lot[0].entries, 2);
    assert_int_equal(v.decision_count, 2);
    assert_string_equal(v.decision[0].entry, "E01");
    assert_string_equal(v.decision[0].category, "kmu");
    assert_int_equal(v.receipts, 9 + 9 + 8 + 8);
    assert_true(v.decision[0].sealed);
    assert_null(v.fault);
    arena_free(mem);
    assert_null(sealing_refused(home, bundle, NULL));
    assert_non_null(
        strstr(sealing_refused(home, bundle, secret_public(home->mem, another)),
               "another key"));
    assert_non_null(sealing_refused(home, bundle, ""));
}

/* --- signed again --- */

/* Who changes nothing and signs gets what we wrote. */
static void test_sign_again(void **state)
{
    (void)state;
    assert_string_equal(resign(home, bundle, home->app->seal_key), bundle);
}

struct cheat {
    const char *what, *by, *why;
};

/* All of these are in a seal or drawing; the signatures are right. */
static const struct cheat cheats[] = {
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"9\",\"6\"]", "receipt"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"6\",\"8\"]", "receipt"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"8.0\",\"6\"]", "mark"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"08\",\"6\"]", "digest"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[8,\"6\"]", "mark"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"8\",null]", "state"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"8\"]", "mark"},
    {"\"marks\":[\"8\",\"6\"]", "\"marks\":[\"8\",\"6\",\"6\"]", "mark"},
    {"\"complete\",\"marks\":[\"8\",\"6\"]",
     "\"partial\",\"marks\":[\"8\",null]", "receipt"},
    {"\"state\":\"complete\"", "\"state\":\"draft\"", "digest"},
    {"\"state\":\"complete\"", "\"state\":\"conflicted\"", "digest"},
    {"\"state\":\"complete\"", "\"state\":\"best\"", "state"},
    {"\"state\":\"conflicted\"", "\"state\":\"complete\"", "mark"},
    {"\"salt\":\"", "\"salt\":\"0", "receipt"},
    {"\"receipt\":\"", "\"receipt\":\"0", "receipt"},
    {"{\"ballot\":{\"entry\":\"E01\"", "{\"ballot\":{\"entry\":\"E02\"",
     "ascend"},
    {"{\"entry\":\"E01\"}\n", "", "not listed"},
    {"{\"entry\":\"E03\"}\n", "{\"entry\":\"E03\"}\n{\"entry\":\"E04\"}\n",
     "counted again"},
    {"{\"entry\":\"E01\"}\n", "{\"entry\":\"E01\"}\n{\"entry\":\"E01\"}\n",
     "ascend"},
    {"\"weight\":60", "\"weight\":61", "counted again"},
    {"\"quorum\":2", "\"quorum\":4", "counted again"},
    {"\"decimals\":2", "\"decimals\":1", "counted again"},
    {"\"decimals\":2", "\"decimals\":5", "counted again"},
    {"\"method\":\"mean\"", "\"method\":\"trimmed\"", "counted again"},
    {"\"method\":\"mean\"", "\"method\":\"declared\"", "counted again"},
    {"\"method\":\"mean\"", "\"method\":\"best\"", ""},
    {"\"max\":\"10\"", "\"max\":\"5\"", "counted again"},
    {"\"max\":\"10\"", "\"max\":\"20\"", "counted again"},
    {"\"min\":\"0\"", "\"min\":\"-10\"", "counted again"},
    {"\"lorbeer\":\"seal\"", "\"lorbeer\":\"deal\"", "kind"},
    {"\"version\":1,\"edition\"", "\"version\":2,\"edition\"", "version"},
    {"\"number\":1", "\"number\":2", "follow"},
    {"\"number\":2", "\"number\":3", "follow"},
    {"\"previous\":null", "\"previous\":\"x\"", "follow"},
    {"\"edition\":\"2026\",\"round\":\"besuch\"",
     "\"edition\":\"2027\",\"round\":\"besuch\"", "edition"},
    {"\"round\":\"jury\"", "\"round\":\"besuch\"", "another round"},
    {"\"rank\":1", "\"rank\":2", "counted again"},
    {"\"rank_final\":3", "\"rank_final\":1", "counted again"},
    {"\"score\":\"", "\"score\":\"1", "counted again"},
    {"\"shown\":\"", "\"shown\":\"9", "counted again"},
    {"\"ballots\":3", "\"ballots\":4", "counted again"},
    {"{\"status\":\"ok\"}", "{\"status\":\"E_EMPTY\"}", "counted again"},
    {"{\"status\":\"ok\"}\n", "", "missing"},
    {"{\"status\":\"ok\"}\n", "{\"status\":\"ok\"}\n{\"status\":\"ok\"}\n",
     "counted again"},
    {"{\"marks\":\"", "{\"Marks\":\"", ""},
    {"\"phrase\":\"Apfelblüte\"", "\"phrase\":\"Apfelblute\"", "key"},
    {"\"phrase\":\"Apfelblüte\"", "\"phrase\":\"Apfelblüte \"", "key"},
    {"\"secret\":\"", "\"secret\":\"0", "32 bytes"},
    {"\"commitment\":\"", "\"commitment\":\"0", "fixed before"},
    {"\"place\":1", "\"place\":2", "smallest"},
    {"\"place\":2", "\"place\":1", "smallest"},
    {"{\"drawn\":{\"entry\":\"E01\",\"key\":\"",
     "{\"drawn\":{\"entry\":\"E01\",\"key\":\"0", "key"},
    {"\"rank\":1,\"marks\"", "\"rank\":3,\"marks\"", "share"},
    {"\"rank\":1,\"marks\"", "\"rank\":0,\"marks\"", "share"},
    {"\"round\":\"jury\",\"rank\":1,\"marks\"",
     "\"round\":\"besuch\",\"rank\":1,\"marks\"", "no seal"},
    {"\"drawn_at\":17", "\"drawn_at\":16", "fixed after"},
    {"\"rank\":1,\"marks\"", "\"rank\":\"1\",\"marks\"", "share"},
    {"\"lorbeer\":\"lot\",\"version\":1", "\"lorbeer\":\"lot\",\"version\":2",
     "version"},
    {"\"lorbeer\":\"lot\",\"version\":1,\"edition\":\"2026\"",
     "\"lorbeer\":\"lot\",\"version\":1,\"edition\":\"2025\"", "no seal"},
    {"\"phrase\":\"Apfelblüte\"", "\"phrase\":\"\"", "nobody said"},
    {"\"phrase\":\"Apfelblüte\"", "\"phrase\":\" \"", "nobody said"},
    {"\"committed_at\":1", "\"committed_at\":-1", "years"},
    {"\"committed_at\":1", "\"committed_at\":1.1", "years"},
    {"\"drawn_at\":17", "\"drawn_at\":99917", "years"},
    {"\"drawn_at\":17", "\"by\":\"me\",\"drawn_at\":17", "written"},
    {"{\"drawn\":{", "{\"drawn\":{\"by\":1,", "written"},
    {"\"log_head\":\"", "\"log_head\":\"0", "log"},
    {"\"log_head\":\"", "\"log_head\":null,\"head\":\"", "log"},
    {"\"log_entries\":", "\"log_entries\":0,\"entries\":", "log"},
    {"\"log_entries\":", "\"log_entries\":-", "log"},
    {"\"sealed_at\":", "\"sealed_at\":-", "years"},
    {"\"sealed_at\":1", "\"sealed_at\":999", "years"},
    {"\"sealed_at\":", "\"sealed_at\":9223372036854775807,\"at\":", "years"},
    {"{\"decision\":{\"entry\":\"E01\"", "{\"decision\":{\"entry\":\"\"",
     "decision"},
    {"{\"decision\":{\"entry\":\"E01\"", "{\"decision\":{\"entry\":1",
     "decision"},
    {"{\"decision\":{\"entry\":\"E01\"", "{\"decision\":{\"entry\":\"E02\"",
     "ascend"},
    {"\"kind\":\"winner\"", "\"kind\":\"nominee\"", "twice"},
    {"\"kind\":\"winner\"", "\"kind\":\"best\"", "kind"},
    {"\"kind\":\"winner\"", "\"kind\":7", "kind"},
    {"\"category\":\"kmu\"", "\"category\":7", "written"},
    {"\"reason_de\":\"", "\"reason_de\":null,\"reason\":\"", "written"},
    {"\"decided_at\":1", "\"decided_at\":-1", "years"},
    {"\"decided_at\":1", "\"by\":\"me\",\"decided_at\":1", "written"},
    {"\"lorbeer\":\"decisions\",\"version\":1",
     "\"lorbeer\":\"decisions\",\"version\":2", "version"},
    {"\"lorbeer\":\"decisions\",\"version\":1,\"edition\":\"2026\"",
     "\"lorbeer\":\"decisions\",\"version\":1,\"edition\":\"2025\"",
     "another edition"},
    {"\"lorbeer\":\"decisions\",\"version\":1",
     "\"lorbeer\":\"decisions\",\"version\":1,\"jury\":3", "written"},
};

static void test_cheats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++) {
        const struct cheat *c = &cheats[i];
        const char *text = resign_replaced(home, bundle, c->what, c->by);
        const char *name = arena_printf(home->mem, "%zu, %s", i, c->by);
        resign_refuses(home, name, text, NULL, "");
        const char *other = resign(home, text, another);
        resign_refuses(home, name, other, award, "another key");
        resign_refuses(home, name, other, NULL, c->why);
        resign_refuses(home, name, resign(home, text, home->app->seal_key),
                       award, c->why);
    }
    const char *other = resign(home, bundle, another);
    resign_refuses(home, "all is another's", other, award, "another key");
    assert_null(sealing_refused(home, other, NULL)); /* whose is it? */
}

/* The ladder decides between two of the second round. */
static void test_ladder(void **state)
{
    const char *second = strstr(bundle, "\"round\":\"besuch\"");
    const char *text = arena_printf(
        home->mem, "%.*s%s", (int)(second - bundle), bundle,
        resign_replaced(home, second, "\"ladder\":\"criteria,lot\"",
                        "\"ladder\":\"lot\""));
    (void)state;
    resign_refuses(home, "ladder", resign(home, text, home->app->seal_key),
                   award, "counted again");
    /* in the other there is no lot without it */
    text = bundle;
    for (int seals = 0; seals < 4; seals++)
        text = resign_replaced(home, text, "\"ladder\":\"criteria,lot\"",
                               "\"ladder\":\"criteria\"");
    resign_refuses(home, "no lot", resign(home, text, home->app->seal_key),
                   award, "rules of the round have no lots");
}

static void test_ballots(void **state)
{
    const char *first = resign_line(home, bundle, "\"marks\":[\"8\",\"6\"]");
    const char *second = resign_line(home, bundle, "\"marks\":[\"5\",\"6\"]");
    const unsigned char *key = home->app->seal_key;
    (void)state;
    resign_refuses(home, "a ballot is missing",
                   resign(home, resign_replaced(home, bundle, first, ""), key),
                   award, "counted again");
    resign_refuses(
        home, "a ballot stands twice",
        resign(home,
               resign_replaced(home, bundle, first,
                               arena_printf(home->mem, "%s%s", first, first)),
               key),
        award, "ascend");
    /* conflicted, or never handed in, after the marks were known */
    const char *marks = strstr(first, ",\"state\"");
    static const char *const states[] = {"conflicted", "draft", "none",
                                         "abstained"};
    for (size_t i = 0; i < 4; i++)
        resign_refuses(
            home, states[i],
            resign(
                home,
                resign_replaced(home, bundle, marks,
                                arena_printf(home->mem, ",\"state\":\"%s\"}}\n",
                                             states[i])),
                key),
            award, "counted again");
    /* the marks of Alpha for Beta and the other way round, with receipts */
    const char *a = strstr(first, "\"marks\""),
               *b = strstr(second, "\"marks\"");
    const char *text = resign_replaced(home, bundle, a, "@@\n");
    text = resign_replaced(home, resign_replaced(home, text, b, a), "@@\n", b);
    resign_refuses(home, "ballots are swapped", resign(home, text, key), award,
                   "receipt");
}

/* Blocks have an order and a single key. */
static void test_blocks(void **state)
{
    const unsigned char *key = home->app->seal_key;
    const char *second = strstr(bundle,
                                "{\"lorbeer\":\"seal\",\"version\":1,"
                                "\"edition\":\"2026\",\"round\":"
                                "\"besuch\"");
    const char *lot = strstr(bundle, "{\"lorbeer\":\"lot\"");
    const char *decisions = strstr(bundle, "{\"lorbeer\":\"decisions\"");
    (void)state;
    assert_true(second && lot && decisions && second < lot && lot < decisions);
    resign_refuses(home, "the first seal is missing", resign(home, second, key),
                   award, "follow");
    resign_refuses(home, "there is no seal", resign(home, lot, key), award,
                   "no seal");
    resign_refuses(home, "only decisions", resign(home, decisions, key), award,
                   "no seal");
    const char *decided =
        arena_textn(home->mem, decisions,
                    (size_t)(strstr(decisions, "{\"bundle\":") - decisions));
    resign_refuses(
        home, "decisions before the seals",
        resign(home, arena_printf(home->mem, "%s%s", decided, bundle), key),
        award, "no seal before");
    resign_refuses(home, "decisions stand there twice",
                   resign(home,
                          resign_replaced(home, bundle, decisions,
                                          arena_printf(home->mem, "%s%s",
                                                       decided, decisions)),
                          key),
                   award, "decisions before");
    const char *empty = resign_replaced(
        home, bundle, resign_line(home, decisions, "nominee"), "");
    resign_refuses(
        home, "nothing is decided",
        resign(home,
               resign_replaced(home, empty,
                               resign_line(home, decisions, "winner"), ""),
               key),
        award, "no decision");
    const char *drawn = arena_textn(home->mem, lot, (size_t)(decisions - lot));
    resign_refuses(home, "the first seal stands twice",
                   resign(home,
                          arena_printf(home->mem, "%.*s%s",
                                       (int)(second - bundle), bundle, bundle),
                          key),
                   award, "follow");
    resign_refuses(home, "a tie is drawn twice",
                   resign(home,
                          resign_replaced(home, bundle, decisions,
                                          arena_printf(home->mem, "%s%s", drawn,
                                                       decisions)),
                          key),
                   award, "before");
    /* a block signed by somebody else in between */
    const char *other = resign(home, bundle, another);
    const char *end = strstr(other, "{\"lorbeer\":\"decisions\"");
    resign_refuses(home, "two keys",
                   arena_printf(home->mem, "%.*s%s", (int)(decisions - bundle),
                                bundle, end),
                   NULL, "another key");
}

/* Known limits, so that nobody believes more than is true. */
static void test_limits(void **state)
{
    const unsigned char *key = home->app->seal_key;
    const char *lot = strstr(bundle, "{\"lorbeer\":\"lot\"");
    const char *decisions = strstr(bundle, "{\"lorbeer\":\"decisions\"");
    (void)state;
    assert_null(sealing_refused(
        home,
        resign(home,
               resign_replaced(home, bundle, "\"category\":\"kmu\"",
                               "\"category\":null"),
               key),
        award));
    assert_null(sealing_refused(
        home,
        resign(home,
               arena_printf(home->mem, "%.*s%s", (int)(lot - bundle), bundle,
                            decisions),
               key),
        award));
    assert_null(
        sealing_refused(home,
                        resign(home,
                               resign_replaced(home, bundle, "\"decided_at\":1",
                                               "\"decided_at\":2"),
                               key),
                        award));
}

/* Another mark with a receipt of its own, and all that follows from it: only
 * the juror can tell, whose receipt is not in the file any more. */
static void test_juror_tells(void **state)
{
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s;
    struct sealed_fault fault;
    struct sealed_count count;
    struct buf out;
    (void)state;
    assert_true(
        sealed_read(home->mem, seal.body, strlen(seal.body), &s, &fault));
    struct sealed_ballot *b = (struct sealed_ballot *)&s.ballot[0];
    const char *held = b->receipt;
    int64_t ten = 10;
    const int64_t *marks[] = {&ten, &ten};
    b->value = marks;
    s.number = 1;
    s.previous = NULL;
    const struct receipt_ballot r = {
        s.edition, s.round, b->entry, s.rules.criteria, b->value, 2, 0};
    b->receipt = receipt_digest(home->mem, &r, b->salt);
    buf_init(&out, home->mem);
    sealed_recount(home->mem, &s, NULL, &count);
    sealed_write(&out, home->mem, &s, &count);
    buf_add(&out, strstr(bundle, "{\"sealed\":"));
    const char *text = resign(
        home,
        arena_textn(home->mem, out.data,
                    (size_t)(strstr(out.data, "{\"sealed\":") - out.data) +
                        strcspn(strstr(out.data, "{\"sealed\":"), "\n") + 1),
        home->app->seal_key);
    assert_null(sealing_refused(home, text, award));
    assert_non_null(strstr(bundle, held));
    assert_null(strstr(text, held));
}

static const char *many(const char *text, size_t count, const char *end)
{
    struct buf out;
    buf_init(&out, home->mem);
    for (size_t i = 0; i < count; i++)
        buf_add(&out, text);
    buf_add(&out, end);
    return out.data;
}

/* A bundle whose blocks nest deeper than any reader should follow. */
static void test_nested(void **state)
{
    const unsigned char *key = home->app->seal_key;
    const char *deep = many("[", 100000, "");
    (void)state;
    resign_refuses(
        home, "nested",
        resign(home,
               resign_replaced(home, bundle, "\"marks\":[\"8\",\"6\"]",
                               arena_printf(home->mem, "\"marks\":%s", deep)),
               key),
        award, "JSON");
    resign_refuses(
        home, "nested rules",
        resign(home,
               resign_replaced(home, bundle, "{\"rules\":{",
                               arena_printf(home->mem, "{\"rules\":%s", deep)),
               key),
        award, "");
    resign_refuses(
        home, "nested lot",
        resign(home,
               resign_replaced(home, bundle, "{\"drawn\":{",
                               arena_printf(home->mem, "{\"drawn\":%s", deep)),
               key),
        award, "JSON");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),    cmocka_unit_test(test_sign_again),
        cmocka_unit_test(test_cheats),  cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_ballots), cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_limits),  cmocka_unit_test(test_juror_tells),
        cmocka_unit_test(test_nested),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
