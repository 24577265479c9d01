/* The verifier against a decision seal that was changed and signed again with
 * the award's own key. What the holder of the key can do unseen by this file
 * alone: other counts of votes with the outcome that follows (the minutes,
 * whose digest is here), another decision of the office (the log), a chair who
 * was not there, motions left out at the end together with what they decided,
 * other seats with the quorum that follows. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/secret.h"
#include "model/check_minutes.h"
#include "model/decided.h"
#include "model/minutes.h"
#include "model/seal.h"
#include "support/minutes_scene.h"
#include "support/resign.h"
#include "support/sealing.h"

static struct test_home *home;
static struct minutes_scene s;
static const char *bundle;
static const char *award; /* its key */

static int setup(void **state)
{
    (void)state;
    home = home_new();
    s = minutes_scene(home);
    home_time(home, TEST_NOW + 5 * 3600);
    minutes_scene_sign(home, &s);
    bundle = sealing_bundle(home, s.j.edition);
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
    (void)state;
    struct arena *mem = arena_new();
    struct verify v;
    if (!verify_bundle(mem, bundle, strlen(bundle), award, &v))
        fail_msg("line %zu: %s", v.line, v.fault);
    assert_non_null(v.decided);
    assert_int_equal(v.decided->meeting_count, 1);
    assert_int_equal(v.decided->meeting[0].motion_count, 8);
    assert_int_equal(v.decided->decision_count, 4);
    arena_free(mem);
}

/* Nobody of the jury is named; of a secret vote there are counts alone. */
static void test_unnamed(void **state)
{
    (void)state;
    const char *block = strstr(bundle, "{\"lorbeer\":\"decided\"");
    assert_non_null(block);
    static const char *const names[] = {"Weiß",      "Böhme",  "Sauer",
                                        "Möller",    "Krüger", "\"J0",
                                        "Reife des", "Besuch"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(strstr(block, names[i]));
}

/* A bundle of a time before there were minutes. */
static void test_without(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM decision_seal");
    assert_null(
        sealing_refused(home, sealing_bundle(home, s.j.edition), award));
}

struct cheat {
    const char *what, *by, *why;
};

static const struct cheat cheats[] = {
    /* its form */
    {"{\"lorbeer\":\"decided\",\"version\":1",
     "{\"lorbeer\":\"decided\",\"version\":2", "version"},
    {"\"number\":1,\"previous\":null", "\"number\":2,\"previous\":null",
     "number"},
    {"\"previous\":null,\"sealed_at\":1790018000",
     "\"previous\":null,\"sealed_at\":-5", "time"},
    {"\"rule\":\"{\\\"quorum_percent\\\":50",
     "\"rule\":\"{\\\"quorum_percent\\\":"
     "500",
     "rules of voting"},
    {"{\"motion\":{\"number\":2,", "{\"motion\":{\"number\":3,", "counted"},
    {"{\"minutes\":{\"number\":0,", "{\"minutes\":{\"number\":1,", "counted"},
    {"{\"minutes\":{\"number\":0,\"digest\":\"",
     "{\"minutes\":{\"number\":0,\"digest\":\"00", "digest"},
    {"{\"prize\":{\"code\":\"praxis\"", "{\"price\":{\"code\":\"praxis\"",
     "no line"},
    {"\"by\":\"motion\"", "\"by\":\"mayor\"", "kind"},
    /* the mark seal */
    {"{\"round\":{\"round\":\"jury\",\"seal\":\"",
     "{\"round\":{\"round\":\"jury\",\"seal\":\"f", "not in this file"},
    /* rules and counts */
    {"quorum_percent\\\":50", "quorum_percent\\\":90", "quorum"},
    {"\"present\":3,\"chair\":true,\"yes\":1,\"no\":1",
     "\"present\":3,\"chair\":true,\"yes\":0,\"no\":1", "casting"},
    {"\"casting\":\"yes\"", "\"casting\":\"no\"", "outcome"},
    {"\"casting\":\"yes\"", "\"casting\":null", "outcome"},
    {"\"casting\\\":\\\"chair", "\"casting\\\":\\\"none", "casting"},
    {"\"yes\":1,\"no\":0,\"abstained\":2", "\"yes\":1,\"no\":1,\"abstained\":1",
     "outcome"},
    {"\"yes\":2,\"no\":1,\"abstained\":0,\"casting\":null,\"chosen\":null}}\n"
     "{\"motion\":{\"number\":4",
     "\"yes\":1,\"no\":2,\"abstained\":0,\"casting\":null,\"chosen\":null}}\n"
     "{\"motion\":{\"number\":4",
     "outcome"},
    {"\"votes\":[2,1]", "\"votes\":[1,2]", "outcome"},
    {"\"votes\":[2,1]", "\"votes\":[4,1]", "more voted"},
    {"\"chosen\":\"E01\"", "\"chosen\":\"E03\"", "outcome"},
    {"\"seats\":2,\"quorum\":1,\"present\":2",
     "\"seats\":1,\"quorum\":1,\"present\":2", "were there"},
    {"\"outcome\":\"withdrawn\"", "\"outcome\":\"carried\"", "quorum"},
    {"\"outcome\":\"repeat\"", "\"outcome\":\"carried\"", "outcome"},
    /* what stands */
    {"{\"decision\":{\"kind\":\"winner\",\"entry\":\"E02\"",
     "{\"decision\":{\"kind\":\"winner\",\"entry\":\"E01\"", "follow"},
    {"\"kind\":\"withheld\",\"entry\":null,\"category\":null,\"prize\":"
     "\"praxis\"",
     "\"kind\":\"withheld\",\"entry\":null,\"category\":null,\"prize\":"
     "\"team\"",
     "follow"},
    {"\"by\":\"motion\",\"meeting\":1,\"motion\":7",
     "\"by\":\"motion\",\"meeting\":1,\"motion\":6", "carried"},
    {"\"by\":\"motion\",\"meeting\":1,\"motion\":7",
     "\"by\":\"office\",\"meeting\":1,\"motion\":7", "names a motion"},
    {"\"by\":\"motion\",\"meeting\":1,\"motion\":5",
     "\"by\":\"motion\",\"meeting\":2,\"motion\":5", "not there"},
    {"{\"decision\":{\"kind\":\"nominee\"",
     "{\"decision\":{\"kind\":\"commended\"", "follow"},
    /* money */
    {"\"heads\":12,\"cents\":100000", "\"heads\":12,\"cents\":120000",
     "amount"},
    {"\"heads\":12,\"cents\":100000", "\"heads\":9,\"cents\":100000", "amount"},
    {"\"heads\":12,\"cents\":100000", "\"heads\":-1,\"cents\":100000",
     "amount"},
    {"\"head\":10000,\"cap\":100000", "\"head\":10000,\"cap\":90000", "amount"},
    {"{\"prize\":{\"code\":\"team\"", "{\"prize\":{\"code\":\"teams\"",
     "no such prize"},
    {"\"winners_max\":1,\"withholdable\":true",
     "\"winners_max\":1,\"withholdable\":false", "withheld"},
};

static void test_cheats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++) {
        const struct cheat *c = &cheats[i];
        const char *text = resign_replaced(home, bundle, c->what, c->by);
        resign_refuses(home, c->by, text, NULL, "");
        resign_refuses(home, c->by, resign(home, text, home->app->seal_key),
                       award, c->why);
    }
}

/* Lines that are not there. */
static void test_left_out(void **state)
{
    (void)state;
    static const char *const lines[] = {"{\"decision\":{\"kind\":\"winner\"",
                                        "{\"decision\":{\"kind\":\"prize\"",
                                        "{\"decision\":{\"kind\":\"withheld\"",
                                        "{\"motion\":{\"number\":1,",
                                        "{\"minutes\":{\"number\":0"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *text = resign_replaced(
            home, bundle, resign_line(home, bundle, lines[i]), "");
        resign_refuses(home, lines[i], resign(home, text, home->app->seal_key),
                       award, "");
    }
}

/* The departure that is not admitted: the round is made one of the category,
 * and the others are nominees. */
static void test_departure(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE motion SET departs = 0 WHERE id = 2;"
             "INSERT INTO motion_entry (motion_id, entry_id) SELECT 1, id FROM "
             "entry WHERE code IN ('E01', 'E03');"
             "INSERT INTO honour (entry_id, kind, category_id, motion_id, "
             "decided_at) SELECT id, 'nominee', category_id, 1, 5 FROM entry "
             "WHERE code IN ('E01', 'E03')");
    struct world *w = home_begin(home);
    decided_seal(w, s.j.edition);
    home_commit(home);
    resign_refuses(home, "departs", sealing_bundle(home, s.j.edition), award,
                   "does not say so");
    home_sql(home, "UPDATE motion SET departs = 1 WHERE id IN (1, 2)");
    w = home_begin(home);
    decided_seal(w, s.j.edition);
    home_commit(home);
    resign_refuses(home, "departs", sealing_bundle(home, s.j.edition), award,
                   "and does not");
    home_sql(home, "UPDATE motion SET departs = 0 WHERE id = 1");
    w = home_begin(home);
    decided_seal(w, s.j.edition);
    home_commit(home);
    assert_null(
        sealing_refused(home, sealing_bundle(home, s.j.edition), award));
}

/* A motion on no category in a round that ranks all: Alpha stands before. */
static void test_departure_over_all(void **state)
{
    (void)state;
    home_sql(home, "UPDATE motion SET category_id = NULL WHERE id = 1");
    struct world *w = home_begin(home);
    decided_seal(w, s.j.edition);
    home_commit(home);
    resign_refuses(home, "departs", sealing_bundle(home, s.j.edition), award,
                   "does not say so");
    home_sql(home, "UPDATE motion SET departs = 1 WHERE id = 1");
    w = home_begin(home);
    decided_seal(w, s.j.edition);
    home_commit(home);
    assert_null(
        sealing_refused(home, sealing_bundle(home, s.j.edition), award));
}

/* Alpha and Gamma withdraw between the motion and the vote on it: the ranking
 * of the vote counts. */
static void test_departure_at_the_vote(void **state)
{
    (void)state;
    home_sql(home,
             arena_printf(home->mem,
                          "UPDATE motion SET category_id = NULL, opened_at = "
                          "%" PRId64 " WHERE id = 1;"
                          "UPDATE entry SET state = 'withdrawn' WHERE code IN "
                          "('E01', 'E03')",
                          home->world.now + 7200));
    home_time(home, home->world.now + 3600);
    struct world *w = home_begin(home);
    seal_write(w, s.j.round);
    decided_seal(w, s.j.edition);
    home_commit(home);
    assert_null(
        sealing_refused(home, sealing_bundle(home, s.j.edition), award));
}

/* --- after signing ----------------------------------------------------------
 */

static void test_changed_later(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    assert_null(decided_check(w, s.j.edition));
    home_commit(home);
    home_sql(home, "DELETE FROM honour WHERE kind = 'winner'");
    w = home_begin(home);
    assert_non_null(strstr(decided_check(w, s.j.edition), "addendum"));
    home_commit(home);
    resign_refuses(home, "a winner is gone", sealing_bundle(home, s.j.edition),
                   award, "addendum");
    /* the addendum makes it right */
    w = home_begin(home);
    assert_int_equal(minutes_addendum_add(w, s.meeting,
                                          "Möbel & Söhne AG hat abgelehnt.",
                                          "Schreiben vom 22. September"),
                     MINUTES_OK);
    home_commit(home);
    for (int i = 0; i < 2; i++) {
        struct minutes m;
        w = home_begin(home);
        struct world own = *w;
        own.user_id = i == 0 ? s.j.user[0] : s.office;
        assert_true(minutes_by_number(&own, s.meeting, 1, &m));
        assert_int_equal(
            minutes_sign(&own, &m, i == 0 ? "chair" : "second", m.digest),
            MINUTES_OK);
        home_commit(home);
    }
    w = home_begin(home);
    assert_null(decided_check(w, s.j.edition));
    home_commit(home);
    assert_null(
        sealing_refused(home, sealing_bundle(home, s.j.edition), award));
}

/* --- lorbeer check ----------------------------------------------------------
 */

/* The findings that speak of minutes and decision seals. */
static const char *findings(void)
{
    struct check check = {0};
    const char *text = "";
    struct world *w = home_begin(home);
    check_minutes(w, &check);
    home_commit(home);
    for (size_t i = 0; i < check.count; i++)
        text = arena_printf(home->mem, "%s%s\n", text, check.finding[i]);
    return text;
}

static void test_check(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *want;
    } damages[] = {
        {"UPDATE minutes SET document = replace(document, 'Saal 2', 'Saal 3')",
         "minutes 0 of meeting 1 of 2026: the document does not fit"},
        {"UPDATE minutes_signature SET name = 'Jemand' WHERE role = 'chair'",
         "the signature as chair does not fit"},
        {"UPDATE minutes_signature SET at = at + 1 WHERE role = 'second'",
         "the signature as second does not fit"},
        {"UPDATE decision_seal SET body = replace(body, 'kmu', 'gross')",
         "the seal was changed"},
        {"DELETE FROM decision_seal", "there is no seal"},
        {"UPDATE honour SET motion_id = NULL", "an addendum"},
        {"UPDATE prize_award SET amount_cents = 1", "an addendum"},
        {"DELETE FROM withheld", "an addendum"},
        {"UPDATE prize SET cap_cents = 900000 WHERE id = 2", "an addendum"},
    };
    assert_string_equal(findings(), "");
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        home_sql(home, "SAVEPOINT whole");
        home_sql(home, damages[i].sql);
        struct check check = {0};
        check_minutes(&home->world, &check);
        if (check.count != 1 ||
            strstr(check.finding[0], damages[i].want) == NULL)
            fail_msg("%s: %zu findings, %s", damages[i].sql, check.count,
                     check.count > 0 ? check.finding[0] : "");
        home_sql(home, "ROLLBACK TO whole; RELEASE whole");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unnamed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_without, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cheats, setup, teardown),
        cmocka_unit_test_setup_teardown(test_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(test_departure, setup, teardown),
        cmocka_unit_test_setup_teardown(test_departure_over_all, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_departure_at_the_vote, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_changed_later, setup, teardown),
        cmocka_unit_test_setup_teardown(test_check, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
