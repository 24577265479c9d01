/* The seal: what opening fixes, what closing writes, what makes another. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "model/ballot.h"
#include "model/entry.h"
#include "model/jury.h"
#include "model/round.h"
#include "support/sealing_test.h"

static int64_t count_log(const char *action)
{
    return home_number(home, arena_printf(home->mem,
                                          "SELECT count(*) FROM audit "
                                          "WHERE action = '%s'",
                                          action));
}

static int64_t count_seals(void)
{
    return home_number(home, "SELECT count(*) FROM seal");
}

static void test_opening(void **state)
{
    (void)state;
    assert_int_equal(home_number(home, "SELECT version FROM rules"), 1);
    assert_int_equal(count_log("rules.freeze"), 1);
    const char *document = home_text(home, "SELECT document FROM rules");
    assert_non_null(strstr(document, "\"code\":\"Innovation\",\"weight\":60"));
    assert_non_null(strstr(document, "\"quorum\":2"));
    assert_string_equal(secret_digest(home->mem, document, strlen(document)),
                        home_text(home, "SELECT digest FROM rules"));
    assert_non_null(
        strstr(home_text(home,
                         "SELECT p.payload FROM audit_payload p JOIN audit a "
                         "ON a.id = p.audit_id WHERE a.action = "
                         "'rules.freeze'"),
               home_text(home, "SELECT digest FROM rules")));
    /* a document that is read is the one that was written */
    struct rules rules;
    assert_null(rules_read(home->mem, document, strlen(document), &rules));
    assert_string_equal(rules_write(home->mem, &rules), document);
}

static void test_closing(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s = sealing_read(home, &seal);
    assert_int_equal(seal.number, 1);
    assert_int_equal(s.number, 1);
    assert_null(s.previous);
    assert_int_equal(s.sealed_at, TEST_NOW);
    assert_string_equal(s.edition, "2026");
    assert_int_equal(s.entry_count, JUDGING_ENTRIES);
    assert_int_equal(s.juror_count, JUDGING_JURORS);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 9);
    assert_string_equal(s.rules_document,
                        home_text(home, "SELECT document FROM rules"));
    assert_string_equal(seal.digest,
                        secret_digest(home->mem, seal.body, strlen(seal.body)));
    assert_true(seal_signed(home->mem,
                            secret_public(home->mem, home->app->seal_key),
                            seal.signature, seal.digest));
    assert_int_equal(count_log("seal.write"), 1);
    assert_null(sealing_check(home, j.round));
    assert_verified();
}

/* What the juror holds he finds again beside his marks. */
static void test_receipt(void **state)
{
    (void)state;
    judging_submit(home, &j, 0, 0, 8, 6);
    const char *receipt = home_text(home, "SELECT receipt FROM ballot");
    const char *salt = home_text(home, "SELECT receipt_salt FROM ballot");
    assert_int_equal(strlen(receipt), 64);
    assert_int_equal(strlen(salt), 32);
    /* independently: BLAKE2b-256 over the lines that receipt.h names */
    const char *lines = arena_printf(home->mem,
                                     "lorbeer receipt 1\n%s\n2026\njury\nE01\n"
                                     "Innovation=8\nNutzen=6\n",
                                     salt);
    assert_string_equal(secret_digest(home->mem, lines, strlen(lines)),
                        receipt);
    sealing_close(home, j.round);
    assert_non_null(
        strstr(sealing_newest(home, j.round).body,
               arena_printf(home->mem,
                            "\"state\":\"complete\",\"marks\":[\"8\",\"6\"],"
                            "\"salt\":\"%s\",\"receipt\":\"%s\"}}\n",
                            salt, receipt)));
}

static void test_reopening(void **state)
{
    (void)state;
    judging_submit(home, &j, 0, 0, 8, 6);
    const char *first = home_text(home, "SELECT receipt FROM ballot");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_reopen(w, j.round, j.member[0], j.entry[0]),
                     BALLOT_OK);
    home_commit(home);
    assert_string_equal(
        home_text(home, "SELECT receipt || receipt_salt FROM ballot"), "");
    w = home_begin(home);
    assert_int_equal(ballot_submit(w, j.round, j.member[0], j.entry[0]),
                     BALLOT_OK);
    home_commit(home);
    /* the same marks, another salt */
    assert_string_not_equal(home_text(home, "SELECT receipt FROM ballot"),
                            first);
    w = home_begin(home);
    assert_int_equal(
        ballot_abstain(w, j.round, j.member[0], j.entry[0], "unsure"),
        BALLOT_OK);
    home_commit(home);
    assert_string_equal(
        home_text(home, "SELECT receipt || receipt_salt FROM ballot"), "");
}

static void test_late_conflict(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    struct seal first = sealing_newest(home, j.round);
    judging_declare(home, &j, 1, 2, "employed");
    struct seal second = sealing_newest(home, j.round);
    struct sealed s = sealing_read(home, &second),
                  before = sealing_read(home, &first);
    assert_int_equal(second.number, 2);
    assert_string_equal(s.previous, first.digest);
    assert_int_equal(in_state(&s, SEALED_CONFLICTED), 1);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 8);
    /* jurors keep their names */
    for (size_t i = 0; i < JUDGING_JURORS; i++)
        assert_string_equal(s.juror[i], before.juror[i]);
    for (size_t i = 0; i < s.ballot_count; i++)
        if (s.ballot[i].state == SEALED_CONFLICTED)
            assert_string_equal(s.ballot[i].entry, "E03");
    assert_null(sealing_check(home, j.round));
    assert_verified();
    /* taken back: the receipt is the one of old */
    judging_declare(home, &j, 1, 2, "none");
    s = sealing_read_newest(home, j.round);
    assert_int_equal(s.number, 3);
    assert_string_equal(seal_marks_digest(home->mem, first.body),
                        sealed_marks_digest(home->mem, &s));
    assert_verified();
}

static void test_withdrawn(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    home_sql(home,
             "INSERT INTO page_draft SELECT id, 'user 1', '{}', 1 FROM entry;"
             "INSERT INTO ceremony_note (entry_id, guests) "
             "SELECT id, 'Ada Licht' FROM entry");
    struct world *w = home_begin(home);
    assert_int_equal(entry_withdraw(w, j.entry[0]), ENTRY_OK);
    home_commit(home);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(s.number, 2);
    assert_int_equal(s.entry_count, 2);
    assert_string_equal(s.entry[0], "E02");
    assert_int_equal(s.ballot_count, 6);
    /* what names people on its page and at the ceremony is forgotten */
    assert_int_equal(home_number(home, "SELECT count(*) FROM page_draft"), 2);
    assert_int_equal(home_number(home, "SELECT count(*) FROM ceremony_note"),
                     2);
    assert_null(sealing_check(home, j.round));
    assert_verified();
}

static void test_nothing_left(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    for (int i = 0; i < JUDGING_ENTRIES; i++) {
        struct world *w = home_begin(home);
        assert_int_equal(entry_withdraw(w, j.entry[i]), ENTRY_OK);
        home_commit(home);
    }
    struct seal seal = sealing_newest(home, j.round);
    assert_int_equal(seal.number, 4);
    assert_non_null(strstr(seal.body, "{\"status\":\"E_EMPTY\"}\n"));
    assert_verified();
}

static void test_no_change(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    home_time(home, TEST_NOW + 60);
    struct world *w = home_begin(home);
    seal_write(w, j.round);
    seal_entry_changed(w, j.entry[0]);
    seal_missing(w);
    assert_false(seal_is_missing(w));
    home_commit(home);
    judging_declare(home, &j, 0, 0, "none");
    assert_int_equal(count_seals(), 1);
    assert_int_equal(count_log("seal.write"), 1);
}

static void test_open_round(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    struct world *w = home_begin(home);
    seal_write(w, j.round);
    seal_missing(w);
    home_commit(home);
    judging_declare(home, &j, 1, 2, "employed");
    assert_int_equal(count_seals(), 0);
    assert_string_equal(sealing_bundle(home, j.edition), "");
}

/* --- names --- */

static void test_names(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(home_number(home, "SELECT count(*) FROM seal_name"), 3);
    for (size_t i = 0; i < s.juror_count; i++) {
        assert_int_equal(strlen(s.juror[i]), 6);
        assert_int_equal(
            home_number(home, arena_printf(home->mem,
                                           "SELECT count(*) FROM jury_member "
                                           "WHERE code = '%s'",
                                           s.juror[i])),
            0);
    }
}

/* Someone assigned after the close, which no page does, gets a name; the others
 * keep theirs, and whoever verifies the bundle sees that there is one more. */
static void test_new_juror(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    struct sealed before = sealing_read_newest(home, j.round);
    int64_t user = home_user(home, "late@example.org", "juror");
    struct world *w = home_begin(home);
    int64_t late = jury_add(w, j.edition, user, "", "", "", false);
    assignment_add(w, j.round, late, j.entry[0]);
    home_commit(home);
    assert_non_null(sealing_check(home, j.round)); /* not sealed like that */
    w = home_begin(home);
    seal_write(w, j.round);
    home_commit(home);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(s.juror_count, 4);
    for (size_t i = 0, found = 0; i < s.juror_count; i++) {
        found += found < 3 && strcmp(before.juror[found], s.juror[i]) == 0;
        assert_true(i < 3 || found == 3);
    }
    const char *why =
        sealing_refused(home, sealing_bundle(home, j.edition), NULL);
    assert_non_null(why);
    assert_non_null(strstr(why, "a juror is not in the round's seal before"));
}

/* A check does not make up names, nor does it fall over. */
static void test_name_lost(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    home_sql(home, "DELETE FROM seal_name");
    assert_non_null(
        strstr(sealing_check(home, j.round), "differs from its seal"));
    assert_int_equal(home_number(home, "SELECT count(*) FROM seal_name"), 0);
}

/* --- rounds closed by an older version --- */

static void test_missing(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    home_sql(home,
             "UPDATE round SET state = 'closed';"
             "UPDATE ballot SET receipt = '', receipt_salt = '';"
             "DELETE FROM rules");
    struct world *w = home_begin(home);
    assert_true(seal_is_missing(w));
    seal_missing(w);
    assert_false(seal_is_missing(w));
    home_commit(home);
    struct sealed s = sealing_read_newest(home, j.round);
    assert_int_equal(in_state(&s, SEALED_COMPLETE), 9);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM ballot "
                                 "WHERE length(receipt) = 64"),
                     9);
    assert_int_equal(home_number(home, "SELECT count(*) FROM rules"), 1);
    assert_null(sealing_check(home, j.round));
    assert_verified();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING(test_opening),       SEALING(test_closing),
        SEALING(test_receipt),       SEALING(test_reopening),
        SEALING(test_late_conflict), SEALING(test_withdrawn),
        SEALING(test_nothing_left),  SEALING(test_no_change),
        SEALING(test_open_round),    SEALING(test_names),
        SEALING(test_new_juror),     SEALING(test_name_lost),
        SEALING(test_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
