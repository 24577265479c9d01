/* The verifier against somebody who signs again what he changed, with another
 * key or with the award's own. Changes at random: verify_random_test.c.
 *
 * What the holder of the key can do unseen by this file alone, and what shows
 * it: other marks with a salt and receipt of their own and the results that
 * follow (the juror's own receipt is not in the file then); other rules with
 * their results (the digest that the log got at the opening); leaving out the
 * newest seal, a drawing or a decision, another secret and phrase for a
 * drawing (log, minutes, witnesses); another decision (it is not computed). */
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
#include "support/sealing.h"

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
    assert_null(v.fault);
    arena_free(mem);
    assert_null(sealing_refused(home, bundle, NULL));
    assert_non_null(
        strstr(sealing_refused(home, bundle, secret_public(home->mem, another)),
               "another key"));
    assert_non_null(sealing_refused(home, bundle, ""));
}

/* --- signed again --- */

struct digests {
    char *from[16], *to[16];
    size_t count;
};

/* Every digest of old by its new one. */
static char *follow(const struct digests *d, char *text)
{
    for (size_t i = 0; i < d->count; i++)
        for (char *at = text; (at = strstr(at, d->from[i]));)
            memcpy(at, d->to[i], SECRET_DIGEST_HEX - 1);
    return text;
}

static void map_digest(struct digests *d, const char *from, const char *to)
{
    if (strncmp(from, to, SECRET_DIGEST_HEX - 1) == 0)
        return;
    d->from[d->count] = arena_textn(home->mem, from, SECRET_DIGEST_HEX - 1);
    d->to[d->count++] = arena_text(home->mem, to);
}

/* The digest of rules and marks, made again. */
static void mark_again(struct digests *d, char *block)
{
    static const char line[] = "\n{\"marks\":\"";
    char *from = strstr(block, "{\"rules\":"), *to = strstr(block, line);
    if (from == NULL || to == NULL)
        return;
    char *digest = secret_digest(home->mem, from, (size_t)(to + 1 - from));
    map_digest(d, to + sizeof line - 1, digest);
    memcpy(to + sizeof line - 1, digest, SECRET_DIGEST_HEX - 1);
}

static void end_block(struct buf *out, const char *digest,
                      const unsigned char *key)
{
    buf_addf(out,
             "{\"sealed\":{\"digest\":\"%s\",\"key\":\"%s\",\"signature\":"
             "\"%s\"}}\n",
             digest, secret_public(home->mem, key),
             seal_sign(home->mem, key, digest));
}

static void end_all(struct buf *out, const struct digests *blocks,
                    const unsigned char *key)
{
    const char *const *list = (const char *const *)blocks->to;
    char *text = bundle_signed_text(home->mem, list, blocks->count);
    buf_add(out, "{\"bundle\":{\"blocks\":[");
    for (size_t i = 0; i < blocks->count; i++)
        buf_addf(out, "%s\"%s\"", i > 0 ? "," : "", blocks->to[i]);
    buf_addf(out, "],\"key\":\"%s\",\"signature\":\"%s\"}}\n",
             secret_public(home->mem, key),
             secret_sign(home->mem, key, text, strlen(text)));
}

/* All that a key can sign, signed anew. */
static const char *sign_again(const char *text, const unsigned char *key)
{
    static const char begin[] = "{\"sealed\":{\"digest\":\"";
    struct digests all = {.count = 0}, blocks = {.count = 0};
    struct buf out;
    buf_init(&out, home->mem);
    for (const char *stop; (stop = strstr(text, begin));) {
        char *block =
            follow(&all, arena_textn(home->mem, text, (size_t)(stop - text)));
        mark_again(&all, block);
        char *digest = secret_digest(home->mem, block, strlen(block));
        buf_add(&out, block);
        end_block(&out, digest, key);
        map_digest(&all, stop + sizeof begin - 1, digest);
        blocks.to[blocks.count++] = digest;
        text = strchr(stop, '\n') + 1;
    }
    end_all(&out, &blocks, key);
    return out.data;
}

static const char *replaced(const char *text, const char *what, const char *by)
{
    const char *at = strstr(text, what);
    if (at == NULL)
        fail_msg("there is no %s", what);
    return arena_printf(home->mem, "%.*s%s%s", (int)(at - text), text, by,
                        at + strlen(what));
}

/* Who changes nothing and signs gets what we wrote. */
static void test_sign_again(void **state)
{
    (void)state;
    assert_string_equal(sign_again(bundle, home->app->seal_key), bundle);
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
    {"{\"decision\":{\"entry\":\"E01\"", "{\"decision\":{\"entry\":\"\"",
     "decision"},
};

static void refuses(const char *name, const char *text, const char *key,
                    const char *want)
{
    const char *why = sealing_refused(home, text, key);
    if (why == NULL)
        fail_msg("%s: accepted", name);
    if (strstr(why, want) == NULL)
        fail_msg("%s: refused because '%s', not '%s'", name, why, want);
}

static void test_cheats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++) {
        const struct cheat *c = &cheats[i];
        const char *text = replaced(bundle, c->what, c->by);
        const char *name = arena_printf(home->mem, "%zu, %s", i, c->by);
        refuses(name, text, NULL, "");
        const char *other = sign_again(text, another);
        refuses(name, other, award, "another key");
        refuses(name, other, NULL, c->why);
        refuses(name, sign_again(text, home->app->seal_key), award, c->why);
    }
    const char *other = sign_again(bundle, another);
    refuses("all is another's", other, award, "another key");
    assert_null(sealing_refused(home, other, NULL)); /* whose is it? */
}

static const char *line_with(const char *text, const char *what)
{
    const char *at = strstr(text, what);
    assert_non_null(at);
    while (at > text && at[-1] != '\n')
        at--;
    return arena_textn(home->mem, at, strcspn(at, "\n") + 1);
}

/* The ladder decides between two of the second round. */
static void test_ladder(void **state)
{
    const char *second = strstr(bundle, "\"round\":\"besuch\"");
    const char *text = arena_printf(
        home->mem, "%.*s%s", (int)(second - bundle), bundle,
        replaced(second, "\"ladder\":\"criteria,lot\"", "\"ladder\":\"lot\""));
    (void)state;
    refuses("ladder", sign_again(text, home->app->seal_key), award,
            "counted again");
    /* in the other there is no lot without it */
    text = bundle;
    for (int seals = 0; seals < 4; seals++)
        text = replaced(text, "\"ladder\":\"criteria,lot\"",
                        "\"ladder\":\"criteria\"");
    refuses("no lot", sign_again(text, home->app->seal_key), award,
            "rules of the round have no lots");
}

static void test_ballots(void **state)
{
    const char *first = line_with(bundle, "\"marks\":[\"8\",\"6\"]");
    const char *second = line_with(bundle, "\"marks\":[\"5\",\"6\"]");
    const unsigned char *key = home->app->seal_key;
    (void)state;
    refuses("a ballot is missing", sign_again(replaced(bundle, first, ""), key),
            award, "counted again");
    refuses("a ballot stands twice",
            sign_again(replaced(bundle, first,
                                arena_printf(home->mem, "%s%s", first, first)),
                       key),
            award, "ascend");
    /* conflicted, or never handed in, after the marks were known */
    const char *marks = strstr(first, ",\"state\"");
    static const char *const states[] = {"conflicted", "draft", "none",
                                         "abstained"};
    for (size_t i = 0; i < 4; i++)
        refuses(
            states[i],
            sign_again(replaced(bundle, marks,
                                arena_printf(home->mem, ",\"state\":\"%s\"}}\n",
                                             states[i])),
                       key),
            award, "counted again");
    /* the marks of Alpha for Beta and the other way round, with receipts */
    const char *a = strstr(first, "\"marks\""),
               *b = strstr(second, "\"marks\"");
    const char *text = replaced(bundle, a, "@@\n");
    text = replaced(replaced(text, b, a), "@@\n", b);
    refuses("ballots are swapped", sign_again(text, key), award, "receipt");
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
    refuses("the first seal is missing", sign_again(second, key), award,
            "follow");
    refuses("there is no seal", sign_again(lot, key), award, "no seal");
    refuses("only decisions", sign_again(decisions, key), award, "no seal");
    const char *drawn = arena_textn(home->mem, lot, (size_t)(decisions - lot));
    refuses("the first seal stands twice",
            sign_again(arena_printf(home->mem, "%.*s%s", (int)(second - bundle),
                                    bundle, bundle),
                       key),
            award, "follow");
    refuses(
        "a tie is drawn twice",
        sign_again(replaced(bundle, decisions,
                            arena_printf(home->mem, "%s%s", drawn, decisions)),
                   key),
        award, "before");
    /* a block signed by somebody else in between */
    const char *other = sign_again(bundle, another);
    const char *end = strstr(other, "{\"lorbeer\":\"decisions\"");
    refuses("two keys",
            arena_printf(home->mem, "%.*s%s", (int)(decisions - bundle), bundle,
                         end),
            NULL, "another key");
}

/* Known limits, so that nobody believes more than is true. */
static void test_limits(void **state)
{
    const unsigned char *key = home->app->seal_key;
    const char *lot = strstr(bundle, "{\"lorbeer\":\"lot\"");
    const char *decisions = strstr(bundle, "{\"lorbeer\":\"decisions\"");
    (void)state;
    assert_null(
        sealing_refused(home,
                        sign_again(replaced(bundle, "\"kind\":\"winner\"",
                                            "\"kind\":\"nominee\""),
                                   key),
                        award));
    assert_null(sealing_refused(
        home,
        sign_again(arena_printf(home->mem, "%.*s%s", (int)(lot - bundle),
                                bundle, decisions),
                   key),
        award));
    assert_null(sealing_refused(
        home,
        sign_again(replaced(bundle, "\"sealed_at\":1", "\"sealed_at\":2"), key),
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
    const char *text = sign_again(
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
    refuses("nested",
            sign_again(replaced(bundle, "\"marks\":[\"8\",\"6\"]",
                                arena_printf(home->mem, "\"marks\":%s", deep)),
                       key),
            award, "JSON");
    refuses("nested rules",
            sign_again(replaced(bundle, "{\"rules\":{",
                                arena_printf(home->mem, "{\"rules\":%s", deep)),
                       key),
            award, "");
    refuses("nested lot",
            sign_again(replaced(bundle, "{\"drawn\":{",
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
