/* Motions: what may be moved, what departs from the ranking, what is recorded.
 * The ranking is E01, E03, E02. */
#include "support/motion_test.h"

#include "model/edition.h"
#include "model/prize.h"

static enum motion_outcome try_plan(struct motion_plan *p)
{
    int64_t id = 0;
    return move_plan(p, &id);
}

static void add_prizes(void)
{
    home_sql(home,
             "INSERT INTO prize (id, edition_id, code, position, category_id, "
             "name_de, name_en, amount_cents, winners_max, withholdable) "
             "SELECT 1, d.id, 'praxis', 1, NULL, 'Praxis-Preis', 'Practice "
             "Prize', 100000, 1, 1 FROM edition d;"
             "INSERT INTO prize (id, edition_id, code, position, category_id, "
             "name_de, name_en, amount_cents, winners_max, withholdable) "
             "SELECT 2, d.id, 'pflicht', 2, NULL, 'Pflichtpreis', 'Duty', "
             "100000, 2, 0 FROM edition d");
}

static int64_t other_category(void)
{
    return home_number(home, "SELECT id FROM category WHERE code <> 'kmu'");
}

/* --- what may be moved --- */

static void test_refusals(void **state)
{
    enum { KMU = 1, OTHER, FOREIGN };
    static const struct {
        const char *kind, *entries;
        int category, prize;
        enum motion_outcome outcome;
    } cases[] = {
        {"crown", "0", KMU, 0, MOTION_KIND},
        {"nominate", "", KMU, 0, MOTION_ENTRIES},
        {"nominate", "0", 0, 0, MOTION_OK},
        {"nominate", "00", KMU, 0, MOTION_ENTRIES},
        {"nominate", "0", OTHER, 0, MOTION_ENTRIES},
        {"nominate", "0", FOREIGN, 0, MOTION_CONTEST},
        {"nominate", "0", 0, 1, MOTION_CONTEST},
        {"award", "0", 0, 0, MOTION_CONTEST},
        {"award", "01", KMU, 0, MOTION_ENTRIES},
        {"award", "0", KMU, 1, MOTION_CONTEST},
        {"award", "0", 0, 1, MOTION_OK},
        {"award", "0", 0, 9, MOTION_CONTEST},
        {"share", "0", KMU, 0, MOTION_ENTRIES},
        {"share", "02", KMU, 0, MOTION_OK},
        {"share", "02", 0, 1, MOTION_CONTEST},
        {"share", "02", 0, 2, MOTION_OK},
        {"withhold", "0", KMU, 0, MOTION_ENTRIES},
        {"withhold", "", 0, 1, MOTION_OK},
        {"withhold", "", 0, 2, MOTION_CONTEST},
        {"commend", "1", 0, 1, MOTION_CONTEST},
        {"recategorise", "1", KMU, 0, MOTION_ENTRIES},
        {"recategorise", "1", OTHER, 0, MOTION_OK},
        {"runoff", "1", KMU, 0, MOTION_ENTRIES},
        {"runoff", "12", 0, 0, MOTION_OK},
        {"other", "", 0, 0, MOTION_OK},
    };
    (void)state;
    add_prizes();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct motion_plan p = plan(cases[i].kind, cases[i].entries);
        p.category_id = cases[i].category == KMU       ? s.category
                        : cases[i].category == OTHER   ? other_category()
                        : cases[i].category == FOREIGN ? 999
                                                       : 0;
        p.prize_id = cases[i].prize;
        p.text = "Text";
        p.reason_de = "Begründung";
        p.departure = "Abweichung";
        if (try_plan(&p) != cases[i].outcome)
            fail_msg("case %zu: %s \"%s\"", i, cases[i].kind, cases[i].entries);
    }
    struct motion_plan p = plan("other", "");
    p.text = " ";
    assert_int_equal(try_plan(&p), MOTION_TEXT);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE code = 'E02'");
    p = plan("commend", "1");
    assert_int_equal(try_plan(&p), MOTION_ENTRIES);
}

/* --- the ranking --- */

static void test_departs(void **state)
{
    static const struct {
        const char *kind, *entries, *nominees;
        bool departs;
    } cases[] = {
        {"nominate", "0", "", false},   {"nominate", "02", "", false},
        {"nominate", "012", "", false}, {"nominate", "1", "", true},
        {"nominate", "01", "", true},   {"nominate", "1", "02", false},
        {"nominate", "1", "2", true},   {"award", "0", "", false},
        {"award", "2", "", true},       {"award", "2", "12", false},
        {"award", "0", "12", false},    {"award", "1", "12", true},
        {"share", "02", "", false},     {"share", "01", "", true},
        {"share", "12", "", true},      {"withhold", "", "", true},
        {"commend", "1", "", false},    {"runoff", "12", "", false},
        {"other", "", "", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, "DELETE FROM honour");
        for (const char *n = cases[i].nominees; *n; n++) {
            struct world *w = home_begin(home);
            honour_set(w, s.j.entry[*n - '0'], "nominee", s.category, "", "");
            home_commit(home);
        }
        struct motion_plan p = plan(cases[i].kind, cases[i].entries);
        p.category_id = s.category;
        struct world *w = home_begin(home);
        bool departs = motion_departs(w, &p);
        home_commit(home);
        if (departs != cases[i].departs)
            fail_msg("case %zu: %s %s of %s", i, cases[i].kind,
                     cases[i].entries, cases[i].nominees);
    }
}

/* Gamma, the second of the ranking, competes in another category. */
static void test_departs_over_all(void **state)
{
    enum { ALL, KMU, OTHER };
    static const struct {
        const char *entries, *nominees;
        int category;              /* of the motion */
        bool departs, of_category; /* if the round were one of a category */
    } cases[] = {
        {"0", "", ALL, false, false},   {"02", "", ALL, false, false},
        {"012", "", ALL, false, false}, {"1", "0", ALL, true, false},
        {"01", "", ALL, true, false},   {"2", "", ALL, true, false},
        {"2", "0", ALL, false, false},  {"1", "02", ALL, false, false},
        {"1", "", ALL, true, true},     {"12", "", ALL, true, true},
        {"1", "0", KMU, false, false},  {"01", "", KMU, false, false},
        {"1", "", KMU, true, true},     {"2", "", OTHER, false, false},
    };
    (void)state;
    for (int round = 0; round < 2; round++) {
        home_sql(home,
                 arena_printf(home->mem,
                              "UPDATE entry SET confirmed_category_id = "
                              "%" PRId64 " WHERE code = 'E03'; "
                              "UPDATE round SET category_id = %s",
                              other_category(), round == 0 ? "NULL" : "1"));
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct motion_plan p = plan("nominate", cases[i].entries);
            p.category_id = cases[i].category == KMU     ? s.category
                            : cases[i].category == OTHER ? other_category()
                                                         : 0;
            struct world *w = home_begin(home);
            for (const char *n = cases[i].nominees; *n; n++)
                honour_set(w, s.j.entry[*n - '0'], "nominee",
                           *n == '2' ? other_category() : s.category, "", "");
            bool departs = motion_departs(w, &p);
            home_commit(home);
            home_sql(home, "DELETE FROM honour");
            if (departs !=
                (round == 0 ? cases[i].departs : cases[i].of_category))
                fail_msg("case %zu of round %d: %s beside \"%s\"", i, round,
                         cases[i].entries, cases[i].nominees);
        }
    }
}

static void test_departs_beside(void **state)
{
    struct motion_plan p = plan("award", "0");
    (void)state;
    p.category_id = s.category;
    /* Gamma gets Alpha's marks: they share the first rank */
    home_sql(home,
             "UPDATE score SET value = 9 WHERE ballot_id IN (SELECT id "
             "FROM ballot WHERE entry_id = 3)");
    struct world *w = home_begin(home);
    assert_true(motion_departs(w, &p));
    struct motion_plan both = plan("share", "02");
    both.category_id = s.category;
    assert_false(motion_departs(w, &both));
    struct motion_plan nominate = plan("nominate", "0");
    nominate.category_id = s.category;
    assert_false(motion_departs(w, &nominate));
    p.category_id = 0;
    p.prize_id = 1;
    assert_false(motion_departs(w, &p));
    home_commit(home);
    /* without a round before the meeting nothing is compared */
    home_sql(home, "DELETE FROM meeting_round");
    p.category_id = s.category;
    p.prize_id = 0;
    w = home_begin(home);
    assert_false(motion_departs(w, &p));
    home_commit(home);
}

static void test_departure_needs_a_reason(void **state)
{
    struct motion_plan p = plan("award", "2");
    int64_t id = 0;
    (void)state;
    p.category_id = s.category;
    assert_int_equal(try_plan(&p), MOTION_REASON);
    p.departure = "Der Besuch vor Ort hat überzeugt.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    struct motion m = read_it(id);
    assert_true(m.departs);
    assert_string_equal(m.departure, "Der Besuch vor Ort hat überzeugt.");
    int64_t marks = home_number(home, "SELECT sum(value) FROM score");
    voted(id, "yyy");
    assert_int_equal(home_number(home, "SELECT sum(value) FROM score"), marks);
    p = plan("withhold", "");
    p.category_id = s.category;
    p.departure = "Keine überzeugt.";
    assert_int_equal(try_plan(&p), MOTION_CONTEST); /* somebody has it */
    home_sql(home, "DELETE FROM honour");
    assert_int_equal(try_plan(&p), MOTION_REASON);
    p.reason_de = "Keine Einreichung überzeugt.";
    assert_int_equal(try_plan(&p), MOTION_OK);
}

/* --- what is recorded --- */

static void test_records(void **state)
{
    (void)state;
    assert_string_equal(voted(moved("nominate", "02"), "yyy").outcome,
                        "carried");
    assert_string_equal(honours(), "E01:nominee E03:nominee");
    assert_string_equal(voted(moved("award", "0"), "yyn").outcome, "carried");
    assert_string_equal(honours(), "E01:nominee E01:winner E03:nominee");
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM honour h JOIN motion m ON m.id = "
                    "h.motion_id WHERE h.kind || m.kind IN "
                    "('nomineenominate', 'winneraward')"),
        3);
    assert_string_equal(
        home_text(home, "SELECT reason_de FROM honour WHERE kind = 'winner'"),
        "Überzeugt die „Praxis“.");
    /* the category has its winner */
    struct motion_plan p = plan("award", "2");
    p.category_id = s.category;
    p.departure = "Doch lieber diese.";
    assert_int_equal(try_plan(&p), MOTION_CONTEST);
    p = plan("share", "02");
    p.category_id = s.category;
    assert_int_equal(try_plan(&p), MOTION_OK);
    voted(moved("commend", "1"), "yyy");
    assert_string_equal(honours(),
                        "E01:nominee E01:winner E02:commended E03:nominee");
    assert_string_equal(voted(moved("other", ""), "nnn").outcome, "lost");
    assert_checked();
    home_sql(home, "UPDATE motion SET outcome = 'lost' WHERE kind = 'award'");
    struct check check = {0};
    struct world *w = home_begin(home);
    check_motion(w, &check);
    home_commit(home);
    assert_int_equal(check.count, 2); /* unlike the log, and unfounded */
}

/* The office changes the words of a decision; the motion stays. */
static void test_words(void **state)
{
    (void)state;
    voted(moved("award", "0"), "yyy");
    struct world *w = home_begin(home);
    const char *digest = honour_digest(w, s.j.entry[0]);
    honour_set(w, s.j.entry[0], "winner", s.category, "Besser gesagt.", "");
    assert_string_not_equal(honour_digest(w, s.j.entry[0]), digest);
    home_commit(home);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM honour WHERE "
                                 "motion_id IS NOT NULL"),
                     2);
    w = home_begin(home);
    honour_set(w, s.j.entry[0], "winner", other_category(), "Anderswo.", "");
    home_commit(home);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM honour WHERE "
                                 "kind = 'winner' AND motion_id IS NOT NULL"),
                     0);
}

static void test_share_and_prizes(void **state)
{
    struct motion_plan p;
    int64_t id = 0;
    (void)state;
    add_prizes();
    voted(moved("share", "02"), "yyy");
    assert_string_equal(honours(),
                        "E01:nominee E01:winner E03:nominee E03:winner");
    p = plan("share", "12");
    p.prize_id = 2;
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    voted(id, "yyy");
    assert_int_equal(home_number(home,
                                 "SELECT sum(amount_cents) FROM "
                                 "prize_award WHERE prize_id = 2"),
                     100000);
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM prize_award WHERE motion_id "
                    "IS NOT NULL"),
        2);
    p = plan("withhold", "");
    p.prize_id = 1;
    p.reason_de = "Niemand arbeitet so nah an der Praxis.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    voted(id, "yyy");
    assert_int_equal(home_number(home, "SELECT prize_id FROM withheld"), 1);
    /* given after all: withheld no longer */
    p = plan("award", "1");
    p.prize_id = 1;
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    voted(id, "yyy");
    assert_int_equal(home_number(home, "SELECT count(*) FROM withheld"), 0);
    assert_checked();
}

static size_t findings(void)
{
    struct check check = {0};
    struct world *w = home_begin(home);
    check_motion(w, &check);
    home_commit(home);
    return check.count;
}

/* E01 gets a special prize, and the category is withheld. */
static void decide_two(void)
{
    struct motion_plan p = plan("award", "0");
    int64_t id = 0;
    add_prizes();
    p.prize_id = 2;
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    voted(id, "yyy");
    voted(moved("withhold", ""), "yyy");
}

/* What was not logged is found. */
static void test_checked(void **state)
{
    static const char *const damages[] = {
        "UPDATE prize_award SET amount_cents = 1",
        "UPDATE prize_award SET reason_de = 'Weil.'",
        "DELETE FROM prize_award",
        "INSERT INTO prize_award (prize_id, entry_id, decided_at) SELECT 1, "
        "id, 1 FROM entry WHERE code = 'E02'",
        "UPDATE withheld SET reason_de = 'Weil.'",
        "DELETE FROM withheld",
        "INSERT INTO withheld (edition_id, prize_id, decided_at) SELECT id, 1, "
        "1 FROM edition",
        "UPDATE motion_seat SET place = 'away' WHERE motion_id = 1",
        "UPDATE vote SET choice = 'no' WHERE motion_id = 1 AND "
        "jury_member_id = 1",
        "UPDATE motion SET secret = 1 WHERE id = 1",
        "UPDATE motion_entry SET votes = 3 WHERE motion_id = 1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        home_free(home);
        home = home_new();
        s = meeting_scene_open(home);
        decide_two();
        assert_int_equal(findings(), 0);
        home_sql(home, damages[i]);
        if (findings() == 0)
            fail_msg("not found: %s", damages[i]);
    }
}

static void test_withheld_category(void **state)
{
    (void)state;
    voted(moved("withhold", ""), "yyy");
    assert_int_equal(home_number(home, "SELECT category_id FROM withheld"),
                     s.category);
    assert_int_equal(
        home_number(home, "SELECT motion_id IS NOT NULL FROM withheld"), 1);
    voted(moved("award", "0"), "yyy");
    assert_int_equal(home_number(home, "SELECT count(*) FROM withheld"), 0);
    assert_string_equal(honours(), "E01:nominee E01:winner");
    assert_checked();
}

/* As many nominees as there may be: refused when it is moved, when voting
 * begins, and when it is carried. */
static void test_full(void **state)
{
    struct motion_plan p = plan("nominate", "02");
    (void)state;
    home_sql(home, "UPDATE edition SET nominees_max = 1");
    p.category_id = s.category;
    assert_int_equal(try_plan(&p), MOTION_FULL);
    int64_t first = moved("nominate", "0"), second = moved("award", "0");
    int64_t third = moved("nominate", "2");
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, decided_at) SELECT id, "
             "'nominee', 1 FROM entry WHERE code = 'E02'");
    assert_int_equal(open_it(first), MOTION_FULL);
    home_sql(home, "DELETE FROM honour");
    assert_int_equal(open_it(first), MOTION_OK);
    vote(first, 0, "yes");
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, decided_at) SELECT id, "
             "'nominee', 1 FROM entry WHERE code = 'E02'");
    assert_int_equal(close_it(first), MOTION_FULL);
    assert_string_equal(read_it(first).state, "open");
    home_sql(home, "DELETE FROM honour");
    assert_int_equal(close_it(first), MOTION_OK);
    assert_string_equal(honours(), "E01:nominee");
    assert_string_equal(voted(second, "yyy").outcome, "carried");
    assert_int_equal(open_it(third), MOTION_FULL);
    assert_checked();
}

static void test_recategorise(void **state)
{
    struct motion_plan p = plan("recategorise", "1");
    int64_t id = 0;
    (void)state;
    p.category_id = other_category();
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    struct world *w = home_begin(home);
    honour_set(w, s.j.entry[1], "nominee", s.category, "", "");
    home_commit(home);
    voted(id, "yyy");
    assert_int_equal(
        home_number(home,
                    "SELECT confirmed_category_id FROM entry WHERE "
                    "code = 'E02'"),
        other_category());
    assert_int_equal(home_number(home, "SELECT category_id FROM honour"),
                     other_category());
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'entry.recategorise'"),
                     1);
    /* marked in a round of its category: not any more */
    home_sql(home,
             arena_printf(home->mem, "UPDATE round SET category_id = %" PRId64,
                          s.category));
    p = plan("recategorise", "0");
    p.category_id = other_category();
    assert_int_equal(try_plan(&p), MOTION_UNDER_ROUND);
    assert_checked();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(test_refusals),
        SCENE(test_departs),
        SCENE(test_departs_over_all),
        SCENE(test_departs_beside),
        SCENE(test_departure_needs_a_reason),
        SCENE(test_records),
        SCENE(test_words),
        SCENE(test_share_and_prizes),
        SCENE(test_withheld_category),
        SCENE(test_full),
        SCENE(test_checked),
        SCENE(test_recategorise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
