/* What a seal says of ballots that were not handed in: drafts, abstentions,
 * marks that were imported. */
#include <string.h>

#include "model/ballot.h"
#include "model/jury.h"
#include "model/round.h"
#include "support/sealing_test.h"

static void save_draft(int juror, int entry, int innovation, int benefit)
{
    int64_t value[] = {innovation, benefit};
    struct mark mark[] = {{j.criterion[0], &value[0], ""},
                          {j.criterion[1], &value[1], ""}};
    judging_declare(home, &j, juror, entry, "none");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, j.round, j.member[juror], j.entry[entry], 0,
                                 mark, benefit < 0 ? 1 : 2, ""),
                     BALLOT_OK);
    home_commit(home);
}

static void test_drafts(void **state)
{
    (void)state;
    judging_submit(home, &j, 0, 0, 8, 6);
    save_draft(1, 0, 9, 3);  /* all marks, not handed in */
    save_draft(2, 0, 5, -1); /* begun */
    sealing_close(home, j.round);
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s = sealing_read(home, &seal);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 1);
    assert_int_equal(in_state(&s, SEALED_DRAFT), 2);
    assert_int_equal(in_state(&s, SEALED_NONE), 6);
    assert_null(strstr(seal.body, "[\"9\""));
    assert_null(strstr(seal.body, "[\"5\""));
    assert_verified();
}

static void test_abstained(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    struct world *w = home_begin(home);
    assert_int_equal(
        ballot_abstain(w, j.round, j.member[0], j.entry[0], "unsure"),
        BALLOT_OK);
    home_commit(home);
    sealing_close(home, j.round);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(in_state(&s, SEALED_ABSTAINED), 1);
    assert_verified();
}

/* Two complete ballots from a file, one of them taken back by its juror, and
 * one with a mark missing. */
static void import_three(void)
{
    judging_submit(home, &j, 0, 0, 8, 6);
    judging_submit(home, &j, 1, 0, 7, 7);
    judging_submit(home, &j, 2, 0, 6, 6);
    save_draft(0, 1, 4, -1);
    home_sql(home, "UPDATE ballot SET imported = 1");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_reopen(w, j.round, j.member[2], j.entry[0]),
                     BALLOT_OK);
    home_commit(home);
}

/* Marks of a ballot that is not whole are nobody's where they do not count. */
static void test_imported(void **state)
{
    (void)state;
    import_three();
    sealing_close(home, j.round);
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s = sealing_read(home, &seal);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 2);
    assert_int_equal(in_state(&s, SEALED_DRAFT), 2);
    assert_null(strstr(seal.body, "null]"));
    assert_null(sealing_check(home, j.round));
    assert_verified();
}

/* A declared rule counts them, so they are sealed. */
static void test_imported_declared(void **state)
{
    (void)state;
    import_three();
    home_sql(home,
             "UPDATE round SET method = 'declared', declared = "
             "'{\"drop_high\":0,\"drop_low\":0}';"
             "DELETE FROM rules");
    sealing_close(home, j.round);
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s = sealing_read(home, &seal);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 2);
    assert_int_equal(in_state(&s, SEALED_PARTIAL), 1);
    assert_int_equal(in_state(&s, SEALED_DRAFT), 1);
    assert_non_null(strstr(seal.body, "\"marks\":[\"4\",null]"));
    assert_verified();
}

/* A juror who writes into a ballot from a file makes it his own draft. */
static void test_imported_touched(void **state)
{
    int64_t value = 5;
    struct mark mark = {j.criterion[0], &value, ""};
    (void)state;
    save_draft(0, 1, 4, -1);
    home_sql(home, "UPDATE ballot SET imported = 1");
    int64_t revision = home_number(home, "SELECT revision FROM ballot");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, j.round, j.member[0], j.entry[1], revision,
                                 &mark, 1, ""),
                     BALLOT_OK);
    home_commit(home);
    sealing_close(home, j.round);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(in_state(&s, SEALED_PARTIAL), 0);
    assert_int_equal(in_state(&s, SEALED_DRAFT), 1);
    assert_verified();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING(test_drafts),           SEALING(test_abstained),
        SEALING(test_imported),         SEALING(test_imported_declared),
        SEALING(test_imported_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
