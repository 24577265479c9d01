/* The verifier and what stands beside the seals of a round: drawings of lots
 * and the ranking after them, decisions, rounds that combine others. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/lot.h"
#include "model/round.h"
#include "support/resign.h"
#include "support/sealing_test.h"

/* --- lots --- */

/* A drawing for those who share the first rank, by the key's holder. */
static const char *drawing(const char *marks)
{
    static const unsigned char secret[LOT_SECRET_BYTES] = "chosen";
    int64_t at = 1800000000;
    char hex[2 * LOT_SECRET_BYTES + 1];
    struct lot_entry entry[2] = {{.entry = "E01"}, {.entry = "E03"}};
    struct buf text;
    buf_init(&text, home->mem);
    str_hex(hex, secret, sizeof secret);
    for (int i = 0; i < 2; i++)
        entry[i].key = lot_key(home->mem, secret, "x", marks, entry[i].entry);
    if (strcmp(entry[0].key, entry[1].key) > 0) {
        struct lot_entry first = entry[1];
        entry[1] = entry[0];
        entry[0] = first;
    }
    entry[0].place = 1;
    entry[1].place = 2;
    const struct lot lot = {.edition = "2026",
                            .round = "jury",
                            .rank = 1,
                            .marks_digest = marks,
                            .commitment = lot_commitment(home->mem, secret),
                            .committed_at = at,
                            .phrase = "x",
                            .secret = hex,
                            .drawn_at = &at,
                            .entry = entry,
                            .entry_count = 2};
    bundle_write_lot(&text, &lot);
    buf_add(&text, resign_line(home, bundle, "{\"sealed\":"));
    return text.data;
}

static struct verify verified(struct arena *mem, const char *text)
{
    struct verify v;
    if (!verify_bundle(mem, text, strlen(text), NULL, &v))
        fail_msg("line %zu: %s", v.line, v.fault);
    return v;
}

/* Alpha and Gamma shared the first rank in both seals; lots were drawn when
 * there were two. */
static void test_ranking(void **state)
{
    struct arena *mem = arena_new();
    struct verify v = verified(mem, bundle);
    const struct verify_seal *first = NULL, *second = NULL;
    (void)state;
    for (size_t i = 0; i < v.seal_count; i++)
        if (str_equal(v.seal[i].sealed.round, "jury"))
            *(v.seal[i].sealed.number == 1 ? &first : &second) = &v.seal[i];
    assert_true(second->newest && !first->newest);
    assert_int_equal(v.lot[0].seal, 2);
    assert_true(verify_shared(first->official, 0));
    assert_true(verify_shared(first->official, 1));
    assert_false(verify_shared(first->official, 2));
    assert_int_equal(first->official->rank_final[2], 1);
    assert_true(!first->by_lot[0] && !first->by_lot[2]);
    assert_false(verify_shared(second->official, 0));
    assert_true(second->by_lot[0] && !second->by_lot[1] && second->by_lot[2]);
    assert_int_equal(
        second->official->rank_final[0] + second->official->rank_final[2], 3);
    const char *winner =
        second->count.input.entries[second->official->order[0]];
    assert_string_equal(winner, v.lot[0].entry[0]);
    /* what is sealed has no lots in it */
    assert_int_equal(second->count.official->rank_final[2], 1);
    arena_free(mem);
}

/* A lot of the first seal goes on deciding, so there is no second one. */
static void test_drawn_before(void **state)
{
    struct arena *mem = arena_new();
    struct verify v = verified(mem, bundle);
    const char *marks = v.seal[0].marks;
    const char *lot = strstr(bundle, "{\"lorbeer\":\"lot\"");
    const char *decisions = strstr(bundle, "{\"lorbeer\":\"decisions\"");
    const unsigned char *key = home->app->seal_key;
    (void)state;
    assert_string_equal(v.seal[0].sealed.round, "jury");
    int before = (int)(lot - bundle);
    const char *one = arena_printf(home->mem, "%.*s%s%s", before, bundle,
                                   drawing(marks), decisions);
    struct arena *other = arena_new();
    v = verified(other, resign(home, one, key));
    for (size_t i = 0; i < v.seal_count; i++)
        if (str_equal(v.seal[i].sealed.round, "jury"))
            assert_true(v.seal[i].by_lot[0] && v.seal[i].by_lot[2]);
    resign_refuses(home, "drawn again",
                   resign(home,
                          arena_printf(home->mem, "%.*s%s%s", before, bundle,
                                       drawing(marks), lot),
                          key),
                   NULL, "for these nominations before");
    arena_free(other);
    arena_free(mem);
}

/* Somebody is decided on whom no seal tells of. */
static void test_decided_unsealed(void **state)
{
    struct arena *mem = arena_new();
    const char *text = bundle;
    (void)state;
    for (int i = 0; i < 2; i++)
        text = resign_replaced(home, text, "{\"decision\":{\"entry\":\"E01\"",
                               "{\"decision\":{\"entry\":\"E07\"");
    struct verify v = verified(mem, resign(home, text, home->app->seal_key));
    assert_string_equal(v.decision[0].entry, "E07");
    assert_false(v.decision[0].sealed);
    arena_free(mem);
}

static void test_time(void **state)
{
    (void)state;
    assert_true(sealed_time(0));
    assert_false(sealed_time(-1));
    assert_true(sealed_time(253402300799));
    assert_false(sealed_time(253402300800));
}

/* --- combined --- */

static void submit_visit(int64_t round)
{
    struct judging second = j;
    second.round = round;
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        second.criterion[k] = home_number(
            home, arena_printf(home->mem,
                               "SELECT id FROM criterion WHERE position = %d "
                               "AND round_id = %" PRId64,
                               k + 1, round));
    for (int juror = 0; juror < 2; juror++)
        for (int entry = 0; entry < 2; entry++)
            judging_submit(home, &second, juror, entry, 5 + entry, 5 + entry);
}

static int64_t combine(void)
{
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    int64_t visit = sealing_round(home, &j, "besuch", 2);
    submit_visit(visit);
    sealing_close(home, visit);
    home_sql(home,
             "INSERT INTO round (edition_id, slug, stage, name_de, name_en) "
             "SELECT edition_id, 'gesamt', 2, 'G', 'T' FROM round LIMIT 1");
    int64_t id = home_number(home, "SELECT max(id) FROM round");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO round_share VALUES (%" PRId64
                                ", %" PRId64 ", 40, 1), (%" PRId64 ", %" PRId64
                                ", 60, 2)",
                                id, j.round, id, visit));
    struct world *w = home_begin(home);
    assert_int_equal(round_combine(w, id), ROUND_OK);
    home_commit(home);
    return id;
}

enum aspect { NOTHING, ENTRY_GONE, ENTRY_NEW, JUROR_NEW };

static const char **with(struct test_home *h, const char *const *list,
                         size_t *count, const char *id)
{
    const char **more = arena_alloc(h->mem, (*count + 1) * sizeof *more);
    for (size_t i = 0; i < *count; i++)
        more[i] = list[i];
    more[(*count)++] = id;
    return more;
}

static void change_combined(struct test_home *h, struct sealed *s,
                            const void *what)
{
    enum aspect aspect = *(const enum aspect *)what;
    if (s->part_count == 0)
        return;
    if (aspect == ENTRY_GONE)
        s->entry_count--;
    if (aspect == ENTRY_NEW)
        s->entry = with(h, s->entry, &s->entry_count, "E04");
    if (aspect == JUROR_NEW)
        s->juror = with(h, s->juror, &s->juror_count, "ABCDEF");
}

static void test_combined_entries(void **state)
{
    static const struct {
        enum aspect aspect;
        const char *why;
    } cases[] = {
        {ENTRY_GONE, "E03 of the round jury is missing"},
        {ENTRY_NEW, "E04 is in no part"},
        {JUROR_NEW, "jurors of its own"},
    };
    (void)state;
    combine();
    const char *text = sealing_bundle(home, j.edition);
    const unsigned char *key = home->app->seal_key;
    enum aspect nothing = NOTHING;
    assert_string_equal(resign_edit(home, text, key, change_combined, &nothing),
                        text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        resign_refuses(
            home, cases[i].why,
            resign_edit(home, text, key, change_combined, &cases[i].aspect),
            NULL, cases[i].why);
}

/* The text without the last seal of that round. */
static const char *without_last(const char *text, const char *round)
{
    const char *begin = arena_printf(
        home->mem,
        "{\"lorbeer\":\"seal\",\"version\":1,\"edition\":\"2026\",\"round\":"
        "\"%s\"",
        round);
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, begin)); at++)
        last = at;
    assert_non_null(last);
    const char *end = strchr(strstr(last, "{\"sealed\":"), '\n') + 1;
    return arena_printf(home->mem, "%.*s%s", (int)(last - text), text, end);
}

/* A conflict in a part, and the combined round stays as it was. */
static void test_combined_stale(void **state)
{
    (void)state;
    combine();
    judging_declare(home, &j, 0, 0, "family");
    const char *text = sealing_bundle(home, j.edition);
    assert_null(sealing_refused(home, text, NULL));
    resign_refuses(
        home, "stale",
        resign(home, without_last(text, "gesamt"), home->app->seal_key), NULL,
        "gesamt was not counted again after the last seal of");
}

/* Rules of the combined round were changed: its old seal follows its parts all
 * the same. */
static void test_combined_replaced(void **state)
{
    (void)state;
    int64_t id = combine();
    home_sql(home, arena_printf(home->mem,
                                "UPDATE round SET state = 'replaced' "
                                "WHERE id = %" PRId64,
                                id));
    judging_declare(home, &j, 0, 0, "family");
    assert_true(sealing_newest(home, id).number > 1);
    assert_verified();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING_AWARD(test_ranking),          SEALING_AWARD(test_drawn_before),
        SEALING_AWARD(test_decided_unsealed), cmocka_unit_test(test_time),
        SEALING(test_combined_entries),       SEALING(test_combined_stale),
        SEALING(test_combined_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
