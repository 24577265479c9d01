/* Seals of rounds whose ranking is harder to keep: trimmed ones with equal
 * ballots, and rounds that combine others. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "model/ballot.h"
#include "model/check_jury.h"
#include "model/jury.h"
#include "model/lot.h"
#include "model/result.h"
#include "model/round.h"
#include "support/sealing_test.h"

/* The ranks in the seal are those on the page. */
static void assert_same_ranking(int64_t round)
{
    struct result r;
    struct seal seal = sealing_newest(home, round);
    struct world *w = home_begin(home);
    assert_true(result_of_round(w, round, &r));
    assert_null(seal_check(w, round));
    home_commit(home);
    assert_non_null(r.report.official);
    for (size_t i = 0; i < r.input.entry_count; i++) {
        const char *line = strstr(
            seal.body, arena_printf(home->mem, "{\"result\":{\"entry\":\"%s\"",
                                    r.input.entries[i]));
        assert_non_null(line);
        line = arena_textn(home->mem, line, strcspn(line, "\n"));
        assert_non_null(
            strstr(line, arena_printf(home->mem, "\"rank_final\":%d}",
                                      (int)r.report.official->rank_final[i])));
    }
}

/* --- trimmed --- */

enum { TRIMMED_JURORS = 6 };

/* Innovation and Nutzen of each juror: E01 with four equal ballots on top, E02
 * likewise; whose falls decides who has more Innovation left. J06 is above
 * them all and falls while he counts. */
static const int trimmed_marks[2][TRIMMED_JURORS][2] = {
    {{4, 0}, {4, 6}, {5, 5}, {3, 7}, {10, 0}, {10, 10}},
    {{0, 4}, {5, 5}, {5, 5}, {5, 5}, {0, 10}, {10, 10}}};

static void submit(int64_t member, int64_t entry, const int marks[2])
{
    int64_t value[] = {marks[0], marks[1]};
    struct mark mark[] = {{j.criterion[0], &value[0], ""},
                          {j.criterion[1], &value[1], ""}};
    struct world *w = home_begin(home);
    conflict_declare(w, member, entry, "none", "");
    assert_int_equal(ballot_save(w, j.round, member, entry, 0, mark, 2, ""),
                     BALLOT_OK);
    assert_int_equal(ballot_submit(w, j.round, member, entry), BALLOT_OK);
    home_commit(home);
}

static void add_trimmed_round(int64_t member[TRIMMED_JURORS])
{
    home_sql(home, "UPDATE criterion SET weight = 50");
    sealing_rules(home, j.round, "method = 'trimmed'");
    for (int i = 0; i < TRIMMED_JURORS; i++) {
        if (i < JUDGING_JURORS) {
            member[i] = j.member[i];
            continue;
        }
        int64_t user = home_user(
            home, arena_printf(home->mem, "j%d@example.org", i + 1), "juror");
        struct world *w = home_begin(home);
        member[i] = jury_add(w, j.edition, user, "", "", "", false);
        assignment_all(w, j.round);
        home_commit(home);
    }
    for (int e = 0; e < 2; e++)
        for (int i = 0; i < TRIMMED_JURORS; i++)
            submit(member[i], j.entry[e], trimmed_marks[e][i]);
}

/* Of equal ballots the trimmed mean drops one by the juror's id, and names are
 * drawn at random: whatever they are, the sealed ranking is the official one,
 * also when a late conflict makes the ballots equal. */
static void test_trimmed(void **state)
{
    (void)state;
    enum { TIMES = 12 };
    for (int n = 0; n < TIMES; n++) {
        int64_t member[TRIMMED_JURORS];
        if (n > 0) {
            sealing_teardown(NULL);
            sealing_setup(NULL);
        }
        /* seeded: another start gives other names */
        for (unsigned char skip = 0; skip < n; skip++)
            secret_random(&(unsigned char){0}, 1);
        add_trimmed_round(member);
        sealing_close(home, j.round);
        assert_same_ranking(j.round);
        for (int e = 0; e < 2; e++) {
            struct world *w = home_begin(home);
            conflict_declare(w, member[TRIMMED_JURORS - 1], j.entry[e],
                             "family", "");
            home_commit(home);
            assert_same_ranking(j.round);
        }
        assert_verified();
    }
}

/* --- the clock --- */

/* Set back between two seals, and between the secret and the drawing. */
static void test_clock_back(void **state)
{
    (void)state;
    sealing_rules(home, j.round, "ladder = 'criteria,lot'");
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    struct seal first = sealing_newest(home, j.round);
    home_time(home, first.sealed_at - 1000);
    judging_declare(home, &j, 2, 1, "family");
    struct seal second = sealing_newest(home, j.round);
    assert_int_equal(second.number, 2);
    assert_true(second.sealed_at == first.sealed_at);
    assert_verified();
    struct world *w = home_begin(home);
    assert_int_equal(lot_commit(w, j.round, 1), LOT_OK);
    home_commit(home);
    home_time(home, first.sealed_at - 2000);
    w = home_begin(home);
    assert_int_equal(lot_draw(w, 1, "x"), LOT_OK);
    home_commit(home);
    assert_verified();
}

/* --- combined --- */

struct combined {
    int64_t paper, visit, both;
};

static int64_t add_combining(const char *slug, int64_t first, int64_t second)
{
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO round (edition_id, slug, stage, "
                                "name_de, name_en) SELECT edition_id, '%s', 2, "
                                "'Gesamt', 'Total' FROM round WHERE id = "
                                "%" PRId64,
                                slug, first));
    int64_t id = home_number(home, "SELECT max(id) FROM round");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO round_share VALUES (%" PRId64
                                ", %" PRId64 ", 40, 1), (%" PRId64 ", %" PRId64
                                ", 60, 2)",
                                id, first, id, second));
    return id;
}

static struct combined combine(void)
{
    struct combined c = {.paper = j.round};
    struct judging second = j;
    sealing_ballots(home, &j);
    sealing_close(home, c.paper);
    c.visit = second.round = sealing_round(home, &j, "besuch", 2);
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        second.criterion[k] = home_number(
            home, arena_printf(home->mem,
                               "SELECT id FROM criterion WHERE position = %d "
                               "AND round_id = %" PRId64,
                               k + 1, c.visit));
    for (int juror = 0; juror < 2; juror++)
        for (int entry = 0; entry < 2; entry++) /* Gamma was not visited */
            judging_submit(home, &second, juror, entry, 5 + entry, 5 + entry);
    c.both = add_combining("gesamt", c.paper, c.visit);
    struct world *w = home_begin(home);
    assert_int_equal(round_combine(w, c.both), ROUND_PARTS_OPEN);
    home_commit(home);
    sealing_close(home, c.visit);
    w = home_begin(home);
    assert_int_equal(round_combine(w, c.both), ROUND_OK);
    home_commit(home);
    return c;
}

static void test_combined(void **state)
{
    struct combined c = combine();
    struct sealed s = sealing_read_newest(home, c.both);
    (void)state;
    assert_int_equal(s.part_count, 2);
    assert_string_equal(s.part[0].round, "jury");
    assert_string_equal(s.part[0].digest, sealing_newest(home, c.paper).digest);
    assert_string_equal(s.part[1].digest, sealing_newest(home, c.visit).digest);
    assert_int_equal(s.ballot_count, 0);
    assert_int_equal(s.juror_count, 0);
    /* Alpha 8 7 9 and 6 7 4: 106/15; 0.4 * 106/15 + 0.6 * 5 = 437/75 */
    const char *body = sealing_newest(home, c.both).body;
    assert_non_null(strstr(body,
                           "{\"result\":{\"entry\":\"E01\",\"score\":"
                           "\"437/75\",\"shown\":\"5.83\",\"rank\":1,"
                           "\"rank_final\":1}}\n"));
    assert_non_null(strstr(body,
                           "{\"result\":{\"entry\":\"E03\",\"score\":null,"
                           "\"shown\":null,\"rank\":0,\"rank_final\":0"
                           "}}\n"));
    assert_same_ranking(c.both);
    assert_verified();
}

/* A combination that was replaced is sealed on, so it is checked on. */
static void test_combined_replaced(void **state)
{
    struct combined c = combine();
    struct check before = {0}, after = {0};
    bool found = false;
    (void)state;
    home_sql(home, arena_printf(home->mem,
                                "UPDATE round SET state = 'replaced' WHERE id "
                                "= %" PRId64,
                                c.both));
    struct world *w = home_begin(home);
    check_jury(w, &before);
    home_commit(home);
    home_sql(home, arena_printf(home->mem,
                                "DELETE FROM seal WHERE round_id = %" PRId64,
                                c.both));
    w = home_begin(home);
    check_jury(w, &after);
    home_commit(home);
    for (size_t i = 0; i < before.count; i++)
        assert_null(strstr(before.finding[i], "has no seal"));
    for (size_t i = 0; i < after.count; i++)
        found |= strstr(after.finding[i], "has no seal") != NULL;
    assert_true(found);
}

/* A late conflict in a part makes another seal of the whole. */
static void test_part_changed(void **state)
{
    struct combined c = combine();
    (void)state;
    judging_declare(home, &j, 0, 0, "family");
    /* the conflict is one with the nomination: it concerns both parts */
    struct seal both = sealing_newest(home, c.both);
    assert_true(both.number > 1);
    struct sealed s = sealing_read_newest(home, c.both);
    assert_string_equal(s.part[0].digest, sealing_newest(home, c.paper).digest);
    assert_string_equal(s.part[1].digest, sealing_newest(home, c.visit).digest);
    assert_same_ranking(c.both);
    assert_verified();
}

/* Rules of a combined round that no round can have: no ranking, no crash. */
static void test_wrong_rules(void **state)
{
    struct combined c = combine();
    struct sealed s = sealing_read_newest(home, c.both), part[2];
    struct sealed_count count, counts[2];
    const struct sealed_count *const parts[] = {&counts[0], &counts[1]};
    struct tally_share share[] = {{"jury", -40}, {"besuch", 40}};
    (void)state;
    part[0] = sealing_read_newest(home, c.paper);
    part[1] = sealing_read_newest(home, c.visit);
    for (int i = 0; i < 2; i++)
        sealed_recount(home->mem, &part[i], NULL, &counts[i]);
    sealed_recount(home->mem, &s, parts, &count);
    assert_string_equal(count.status, "ok");
    s.rules.config.decimals = 99;
    sealed_recount(home->mem, &s, parts, &count);
    assert_string_equal(count.status, "E_CONFIG");
    assert_null(count.official);
    s.rules.config.decimals = 2;
    s.rules.config.combine = share;
    sealed_recount(home->mem, &s, parts, &count);
    assert_string_equal(count.status, "E_CONFIG");
}

/* A part's line that was changed is found through the part's digest. */
static void test_part_unknown(void **state)
{
    struct combined c = combine();
    (void)state;
    home_sql(home, arena_printf(home->mem,
                                "DELETE FROM seal WHERE round_id = %" PRId64,
                                c.paper));
    const char *why =
        sealing_refused(home, sealing_bundle(home, j.edition), NULL);
    assert_non_null(why);
    assert_non_null(strstr(why, "combined round jury is not in this file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING(test_trimmed),      SEALING(test_clock_back),
        SEALING(test_combined),     SEALING(test_combined_replaced),
        SEALING(test_part_changed), SEALING(test_wrong_rules),
        SEALING(test_part_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
