/* What `lorbeer check` finds in judging where only models can set the scene:
 * handed in ballots of an open round, and drawings of lots. The rest is in
 * check_jury_test.sh. */
#include <string.h>

#include "base/arena.h"
#include "model/ballot.h"
#include "model/check_jury.h"
#include "model/lot.h"
#include "model/round.h"
#include "model/rule_change.h"
#include "support/sealing_test.h"

static struct check look(void)
{
    struct check check = {0};
    struct world *w = home_begin(home);
    check_jury(w, &check);
    home_commit(home);
    return check;
}

static void assert_fine(void)
{
    struct check check = look();
    for (size_t i = 0; i < check.count; i++)
        print_error("%s\n", check.finding[i]);
    assert_int_equal(check.count, 0);
}

static void assert_finding(const char *name, const char *want)
{
    struct check check = look();
    for (size_t i = 0; i < check.count; i++)
        if (strstr(check.finding[i], want))
            return;
    for (size_t i = 0; i < check.count; i++)
        print_error("%s\n", check.finding[i]);
    fail_msg("%s: no finding says '%s'", name, want);
}

struct damage {
    const char *sql, *finding;
};

/* Each to a scene of its own. */
static void assert_damages(const struct damage *list, size_t count,
                           void (*scene)(void))
{
    for (size_t i = 0; i < count; i++) {
        sealing_teardown(NULL);
        sealing_setup_lots(NULL);
        if (scene)
            scene();
        assert_fine();
        home_sql(home, list[i].sql);
        assert_finding(list[i].sql, list[i].finding);
    }
}

static void test_open_round(void **state)
{
    static const struct damage damages[] = {
        {"UPDATE score SET value = 0 WHERE ballot_id = 1",
         "not the last one that was saved"},
        {"UPDATE score SET value = 0 WHERE ballot_id = 1;"
         "UPDATE score_version SET value = 0 WHERE ballot_id = 1",
         "ballot 1: its marks do not fit its receipt"},
        {"DELETE FROM score_version; DELETE FROM score WHERE ballot_id = 1",
         "ballot 1: its marks do not fit its receipt"},
        {"UPDATE ballot SET receipt_salt = 'x' WHERE id = 1",
         "ballot 1: its marks do not fit its receipt"},
        /* another ballot's receipt, with its salt and marks */
        {"UPDATE ballot SET receipt = (SELECT receipt FROM ballot WHERE id = "
         "4) WHERE id = 1",
         "ballot 1: its marks do not fit its receipt"},
        {"UPDATE criterion SET code = 'Inno' WHERE position = 1",
         "its marks do not fit its receipt"},
        {"UPDATE ballot SET state = 'draft' WHERE id = 1",
         "ballot 1: draft, not as the log says"},
        {"UPDATE ballot SET state = 'abstained' WHERE id = 1",
         "ballot 1: abstained, not as the log says"},
        {"DELETE FROM score_version WHERE ballot_id = 1;"
         "DELETE FROM score WHERE ballot_id = 1;"
         "DELETE FROM ballot WHERE id = 1",
         "ballot 1: is missing"},
        {"UPDATE conflict SET kind = 'family' WHERE entry_id = 1 "
         "AND jury_member_id = 1",
         "declared is family, in the log none"},
        {"DELETE FROM conflict", "9 that the log has are missing"},
    };
    (void)state;
    assert_damages(damages, sizeof damages / sizeof *damages, NULL);
}

/* Taking back, abstaining, declaring twice: all in the log, all fine. */
static void test_lawful(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    ballot_reopen(w, j.round, j.member[0], j.entry[0]);
    ballot_abstain(w, j.round, j.member[1], j.entry[0], "unsure");
    home_commit(home);
    judging_declare(home, &j, 2, 0, "family");
    judging_declare(home, &j, 2, 0, "client");
    judging_declare(home, &j, 2, 0, "none");
    judging_declare(home, &j, 2, 0, "family");
    assert_fine();
    sealing_close(home, j.round);
    assert_fine();
    /* what the retention plan erased is not missed */
    home_sql(home, "DELETE FROM audit_payload");
    assert_fine();
}

/* Rules that are changed after the close: the sealed round is replaced, its
 * seal stays in the bundle, and the next one starts anew. */
static void test_rules_changed(void **state)
{
    struct rule_draft draft;
    struct round round;
    struct tally_faults faults = {0};
    int64_t next = 0;
    (void)state;
    int64_t second = home_user(home, "second@example.org", "organiser");
    sealing_close(home, j.round);
    const char *digest = sealing_newest(home, j.round).digest;
    struct world *w = home_begin(home);
    w->user_id =
        home_number(home, "SELECT id FROM user WHERE email LIKE 'office%'");
    assert_true(round_by_id(w, j.round, &round));
    assert_null(rule_draft_of_round(w, &round, &draft));
    draft.rules.config.quorum = 3;
    assert_int_equal(rule_change_propose(w, j.round, &draft, "Why", &faults),
                     RULES_OK);
    home_commit(home);
    w = home_begin(home);
    w->user_id = second;
    assert_int_equal(rule_change_agree(w, 1, &next), RULES_OK);
    assert_int_equal(round_open(w, next), ROUND_OK);
    home_commit(home);
    assert_fine();
    sealing_close(home, next);
    judging_declare(home, &j, 0, 0, "family"); /* concerns only the new one */
    assert_fine();
    const char *sealed = sealing_bundle(home, j.edition);
    assert_non_null(strstr(sealed, digest));
    assert_null(sealing_refused(home, sealed, NULL));
}

/* A conflict that comes to light after the close: two seals. */
static void seal_twice(void)
{
    sealing_close(home, j.round);
    judging_declare(home, &j, 0, 0, "family");
    assert_int_equal(home_number(home, "SELECT count(*) FROM seal"), 2);
}

/* Seals that another one followed are kept as they were. */
static void test_older_seal(void **state)
{
    static const struct damage damages[] = {
        {"UPDATE seal SET body = replace(body, '\"quorum\":', "
         "'\"quorum\":1') WHERE number = 1",
         "seal 1 of round "},
        {"UPDATE seal SET digest = 'x' WHERE number = 1",
         ": the seal was changed"},
        {"UPDATE seal SET signature = (SELECT signature FROM seal "
         "WHERE number = 2) WHERE number = 1",
         ": the seal is not signed with the award's key"},
    };
    (void)state;
    assert_damages(damages, sizeof damages / sizeof *damages, seal_twice);
}

static void commit_lot(void)
{
    sealing_close(home, j.round);
    struct world *w = home_begin(home);
    assert_int_equal(lot_commit(w, j.round, 1), LOT_OK);
    home_commit(home);
}

static void draw_lot(void)
{
    commit_lot();
    struct world *w = home_begin(home);
    assert_int_equal(lot_draw(w, 1, "Apfel"), LOT_OK);
    home_commit(home);
}

static void test_committed(void **state)
{
    static const struct damage damages[] = {
        {"UPDATE lot SET secret = replace(secret, substr(secret, 1, 1), 'x')",
         "the secret is not 32 bytes"},
        {"UPDATE lot SET secret = substr(secret, 33) || substr(secret, 1, 32)",
         "the secret is not the one that was fixed"},
        {"UPDATE lot SET commitment = 'x'",
         "the secret is not the one that was fixed"},
        {"UPDATE lot SET rank = 2", "the secret was not fixed by the log"},
        {"UPDATE lot SET marks_digest = 'x'",
         "the marks are not those in the log"},
        {"UPDATE lot_entry SET place = 1 WHERE entry_id = 1",
         "has places and was not drawn"},
        {"UPDATE lot_entry SET key = 'x' WHERE entry_id = 1",
         "has places and was not drawn"},
        {"UPDATE lot SET phrase = 'Birne', drawn_at = 1",
         "was not drawn, by the log"},
        {"DELETE FROM lot_entry; DELETE FROM lot", "1 in the log, 0 here"},
    };
    (void)state;
    assert_damages(damages, sizeof damages / sizeof *damages, commit_lot);
}

static void test_drawn(void **state)
{
    static const struct damage damages[] = {
        {"UPDATE lot SET phrase = 'Birne'",
         "the phrase is not the one in the log"},
        {"UPDATE lot_entry SET place = 3 - place",
         "a place is not the one in the log"},
        {"UPDATE lot_entry SET place = 1", "for rank 1: "},
        {"UPDATE lot_entry SET key = substr(key, 33) || substr(key, 1, 32)",
         "a key does not follow from secret, phrase and marks"},
        {"UPDATE lot_entry SET entry_id = 2 WHERE place = 1",
         "a key does not follow from secret, phrase and marks"},
        {"UPDATE lot SET phrase = NULL, drawn_at = NULL;"
         "UPDATE lot_entry SET key = '', place = 0",
         "was drawn, by the log"},
        {"INSERT INTO lot_entry SELECT 1, 2, key, 3 FROM lot_entry "
         "WHERE place = 1",
         "a key does not follow from secret, phrase and marks"},
        {"DELETE FROM lot_entry WHERE place = 1",
         "the smallest key does not come first"},
    };
    (void)state;
    assert_damages(damages, sizeof damages / sizeof *damages, draw_lot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING_LOTS(test_open_round),    SEALING_LOTS(test_lawful),
        SEALING_LOTS(test_rules_changed), SEALING_LOTS(test_committed),
        SEALING_LOTS(test_drawn),         SEALING_LOTS(test_older_seal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
