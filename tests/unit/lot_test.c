/* Drawing of lots: the keys, what is in the log and when, what is refused. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/lot.h"
#include "model/result.h"
#include "support/sealing_test.h"

static enum lot_outcome commit(int64_t rank)
{
    struct world *w = home_begin(home);
    enum lot_outcome outcome = lot_commit(w, j.round, rank);
    home_commit(home);
    return outcome;
}

static enum lot_outcome draw(int64_t id, const char *phrase)
{
    struct world *w = home_begin(home);
    enum lot_outcome outcome = lot_draw(w, id, phrase);
    home_commit(home);
    return outcome;
}

static size_t list(struct lot **lots)
{
    struct world *w = home_begin(home);
    size_t count = lot_list(w, j.round, lots);
    home_commit(home);
    return count;
}

/* "1 3 2": the official final ranks of E01, E02 and E03 */
static const char *ranks(void)
{
    struct result r;
    const char *text = "";
    struct world *w = home_begin(home);
    assert_true(result_of_round(w, j.round, &r));
    home_commit(home);
    for (size_t i = 0; i < r.input.entry_count; i++)
        text = arena_printf(home->mem, "%s%s%d", text, i > 0 ? " " : "",
                            (int)r.report.official->rank_final[i]);
    return text;
}

static const char *payload(const char *action)
{
    return home_text(home, arena_printf(home->mem,
                                        "SELECT p.payload FROM audit_payload p "
                                        "JOIN audit a ON a.id = p.audit_id "
                                        "WHERE a.action = '%s'",
                                        action));
}

/* python3 -c 'import hashlib; s = bytes(range(32)); p = "Apfelblüte
 * 2026".encode(); print(hashlib.blake2b(s + len(p).to_bytes(8, "little") + p +
 * bytes([0xab] * 32) + b"E01", digest_size=32).hexdigest())' */
static void test_formula(void **state)
{
    unsigned char secret[LOT_SECRET_BYTES];
    const char *marks =
        "abababababababababababababababab"
        "abababababababababababababababab";
    (void)state;
    for (unsigned char i = 0; i < LOT_SECRET_BYTES; i++)
        secret[i] = i;
    assert_string_equal(
        lot_key(home->mem, secret, "Apfelblüte 2026", marks, "E01"),
        "ef4956f37ddf0277d518c0c5c301c63c3034b2e0dce32529d1415f4f67938a63");
    assert_string_equal(
        lot_key(home->mem, secret, "Apfelblüte 2026", marks, "E03"),
        "8ca63dc4076efcd26a2e669f11e9f18df7cdeadf180d8c599e9eccae604ab5f1");
    assert_string_equal(
        lot_commitment(home->mem, secret),
        "cb2f5160fc1f7e05a55ef49d340b48da2e5a78099d53393351cd579dd42503d6");
    assert_null(lot_key(home->mem, secret, "x", "abab", "E01"));
    assert_null(lot_key(home->mem, secret, "x", "", "E01"));
}

/* Length and phrase are apart: no phrase can take over what follows it. */
static void test_no_ambiguity(void **state)
{
    unsigned char secret[LOT_SECRET_BYTES] = {0};
    const char *marks =
        "abababababababababababababababab"
        "abababababababababababababababab";
    const char *keys[] = {
        lot_key(home->mem, secret, "a", marks, "E1"),
        lot_key(home->mem, secret, "aE", marks, "1"),
        lot_key(home->mem, secret, "a ", marks, "E1"),
        lot_key(home->mem, secret, "a", marks, "E2"),
        lot_key(home->mem, secret, "", marks, "E1"),
    };
    (void)state;
    for (size_t a = 0; a < 5; a++)
        for (size_t b = 0; b < a; b++)
            assert_string_not_equal(keys[a], keys[b]);
}

static void test_commit(void **state)
{
    struct lot *lots;
    unsigned char secret[LOT_SECRET_BYTES];
    (void)state;
    sealing_close(home, j.round);
    assert_string_equal(ranks(), "1 3 1");
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(list(&lots), 1);
    assert_int_equal(lots[0].rank, 1);
    assert_null(lots[0].phrase);
    assert_int_equal(lots[0].entry_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(lots[0].entry[i].entry, i == 0 ? "E01" : "E03");
        assert_string_equal(lots[0].entry[i].key, "");
        assert_int_equal(lots[0].entry[i].place, 0);
    }
    assert_true(secret_bytes(lots[0].secret, secret, sizeof secret));
    assert_string_equal(lot_commitment(home->mem, secret), lots[0].commitment);
    /* the log has the commitment before anybody draws, and not the secret */
    assert_non_null(strstr(payload("lot.commit"), lots[0].commitment));
    assert_null(strstr(payload("lot.commit"), lots[0].secret));
    /* nothing is decided, and nothing goes into the bundle */
    assert_string_equal(ranks(), "1 3 1");
    const char *sealed = sealing_bundle(home, j.edition);
    assert_null(strstr(sealed, lots[0].secret));
    assert_null(strstr(sealed, "\"lot\""));
}

static void test_draw(void **state)
{
    struct lot *lots;
    unsigned char secret[LOT_SECRET_BYTES];
    (void)state;
    sealing_close(home, j.round);
    struct seal seal = sealing_newest(home, j.round);
    assert_int_equal(commit(1), LOT_OK);
    home_time(home, TEST_NOW + 600);
    assert_int_equal(draw(1, "Apfelblüte"), LOT_OK);
    assert_int_equal(list(&lots), 1);
    const struct lot *lot = &lots[0];
    assert_string_equal(lot->phrase, "Apfelblüte");
    assert_int_equal(*lot->drawn_at, TEST_NOW + 600);
    assert_string_equal(lot->marks_digest,
                        seal_marks_digest(home->mem, seal.body));
    assert_true(secret_bytes(lot->secret, secret, sizeof secret));
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(lot->entry[i].place, i + 1);
        assert_string_equal(lot->entry[i].key,
                            lot_key(home->mem, secret, "Apfelblüte",
                                    lot->marks_digest, lot->entry[i].entry));
    }
    assert_true(strcmp(lot->entry[0].key, lot->entry[1].key) < 0);
    bool first = str_equal(lot->entry[0].entry, "E01");
    assert_string_equal(ranks(), first ? "1 3 2" : "2 3 1");
    const char *log = payload("lot.open");
    assert_non_null(strstr(log, lot->secret));
    assert_non_null(strstr(log, "Apfelblüte"));
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit a, audit b "
                                 "WHERE a.action = 'lot.commit' "
                                 "AND b.action = 'lot.open' "
                                 "AND a.id < b.id"),
                     1);
    /* the seal is the marks': a drawing does not change it */
    struct world *w = home_begin(home);
    seal_write(w, j.round);
    assert_null(seal_check(w, j.round));
    home_commit(home);
    assert_int_equal(home_number(home, "SELECT count(*) FROM seal"), 1);
    assert_verified();
}

static void test_three(void **state)
{
    struct lot *lots;
    (void)state;
    home_sql(home, "UPDATE score SET value = 5");
    home_sql(home, "UPDATE ballot SET receipt = '', receipt_salt = ''");
    sealing_close(home, j.round);
    assert_string_equal(ranks(), "1 1 1");
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(draw(1, "x"), LOT_OK);
    list(&lots);
    assert_int_equal(lots[0].entry_count, 3);
    assert_true(strcmp(lots[0].entry[0].key, lots[0].entry[1].key) < 0);
    assert_true(strcmp(lots[0].entry[1].key, lots[0].entry[2].key) < 0);
    for (size_t i = 0; i < 3; i++) {
        const char *final = ranks();
        int64_t at = lots[0].entry[i].entry[2] - '1';
        assert_int_equal(final[2 * at], '1' + (char)i);
    }
    assert_verified();
}

static void test_refused(void **state)
{
    (void)state;
    assert_int_equal(commit(1), LOT_NO_TIE); /* still open */
    sealing_close(home, j.round);
    assert_int_equal(commit(3), LOT_NO_TIE); /* Beta is alone there */
    assert_int_equal(commit(2), LOT_NO_TIE); /* nobody is there */
    assert_int_equal(commit(0), LOT_NO_TIE);
    assert_int_equal(commit(-1), LOT_NO_TIE);
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(commit(1), LOT_ALREADY);
    assert_int_equal(draw(7, "x"), LOT_ALREADY); /* there is none */
    assert_int_equal(draw(1, "x"), LOT_OK);
    assert_int_equal(draw(1, "y"), LOT_ALREADY);
    assert_int_equal(commit(1), LOT_ALREADY);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action IN ('lot.commit', 'lot.open')"),
                     2);
    assert_string_equal(home_text(home, "SELECT phrase FROM lot"), "x");
}

static void test_unranked(void **state)
{
    (void)state;
    /* below the quorum nobody shares rank 0 */
    sealing_rules(home, j.round, "quorum = 9");
    sealing_close(home, j.round);
    assert_int_equal(commit(0), LOT_NO_TIE);
}

static void test_no_lot_in_rules(void **state)
{
    (void)state;
    sealing_rules(home, j.round, "ladder = 'criteria'");
    sealing_close(home, j.round);
    assert_string_equal(ranks(), "1 3 1");
    assert_int_equal(commit(1), LOT_NO_TIE);
}

static void test_not_sealed(void **state)
{
    (void)state;
    sealing_close(home, j.round);
    home_sql(home, "DELETE FROM seal");
    assert_int_equal(commit(1), LOT_NOT_SEALED);
}

/* A conflict that comes to light between commitment and phrase: that secret is
 * void, and the tie that is there now gets one of its own. */
static void test_marks_changed(void **state)
{
    struct lot *lots;
    (void)state;
    sealing_close(home, j.round);
    assert_int_equal(commit(1), LOT_OK);
    judging_declare(home, &j, 1, 0, "family");
    judging_declare(home, &j, 1, 2, "family");
    assert_string_equal(ranks(), "1 3 1");
    assert_int_equal(draw(1, "x"), LOT_MARKS_CHANGED);
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(commit(1), LOT_ALREADY);
    /* the void one is gone, and the log tells that it was there */
    assert_int_equal(list(&lots), 1);
    assert_non_null(strstr(payload("lot.drop"), "\"commitment\":\""));
    assert_null(strstr(payload("lot.drop"), lots[0].commitment));
    assert_int_equal(draw(lots[0].id, "x"), LOT_OK);
    assert_verified();
}

/* What was drawn stays drawn when something else changes: nobody gets another
 * chance. Only a tie that was never drawn is drawn. */
static void test_no_second_chance(void **state)
{
    struct lot *lots;
    (void)state;
    sealing_close(home, j.round);
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(draw(1, "x"), LOT_OK);
    const char *before = ranks();
    struct world *w = home_begin(home);
    assert_int_equal(entry_withdraw(w, j.entry[1]), ENTRY_OK);
    home_commit(home);
    list(&lots);
    assert_string_equal(ranks(), before[0] == '1' ? "1 2" : "2 1");
    assert_int_equal(commit(1), LOT_NO_TIE);
    assert_verified();
}

/* A third comes to the same rank: all three are drawn again, and the places of
 * the first drawing do not count. */
static void test_another_tie(void **state)
{
    struct lot *lots;
    (void)state;
    home_sql(home,
             "UPDATE score SET value = 5;"
             "UPDATE score SET value = 4 WHERE ballot_id = "
             "(SELECT id FROM ballot WHERE entry_id = 2 "
             "AND jury_member_id = 3);"
             "UPDATE ballot SET receipt = '', receipt_salt = ''");
    sealing_close(home, j.round);
    assert_string_equal(ranks(), "1 3 1");
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(draw(1, "x"), LOT_OK);
    judging_declare(home, &j, 2, 1, "family"); /* his was the 4 */
    assert_string_equal(ranks(), "1 1 1");
    assert_int_equal(commit(1), LOT_OK);
    assert_int_equal(draw(2, "y"), LOT_OK);
    assert_int_equal(list(&lots), 2);
    assert_int_equal(lots[1].entry_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(ranks()[2 * (lots[1].entry[i].entry[2] - '1')],
                         '1' + (char)i);
    assert_verified();
}

/* Two who were drawn in different lots and are tied by a late conflict: their
 * places say nothing about each other. */
static void test_two_drawings(void **state)
{
    (void)state;
    sealing_close(home, j.round);
    home_sql(home,
             "INSERT INTO lot (round_id, rank, marks_digest, secret, "
             "commitment, committed_at, phrase, drawn_at) VALUES "
             "(1, 1, 'a', '', '', 1, 'x', 1), (1, 3, 'a', '', '', 1, 'x', 1);"
             "INSERT INTO lot_entry (lot_id, entry_id, key, place) VALUES "
             "(1, 1, 'k', 2), (2, 3, 'k', 1)");
    assert_string_equal(ranks(), "1 3 1");
    assert_int_equal(commit(1), LOT_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING_LOTS(test_formula),
        SEALING_LOTS(test_no_ambiguity),
        SEALING_LOTS(test_commit),
        SEALING_LOTS(test_draw),
        SEALING_LOTS(test_three),
        SEALING_LOTS(test_refused),
        SEALING_LOTS(test_unranked),
        SEALING_LOTS(test_no_lot_in_rules),
        SEALING_LOTS(test_not_sealed),
        SEALING_LOTS(test_marks_changed),
        SEALING_LOTS(test_no_second_chance),
        SEALING_LOTS(test_another_tie),
        SEALING_LOTS(test_two_drawings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
