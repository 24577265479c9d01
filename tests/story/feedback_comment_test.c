/* Jurors' comments on their way to a company: one by one, without a name, and
 * announced before the first word. */
#include "support/feedback_story.h"

#include "model/feedback.h"

static void comments_one_by_one(void **state)
{
    (void)state;
    judged();
    visit(office, office_page(0, ""));
    see(office, harsh);
    see(office, "bleibt bei der Jury");
    see_not(office, "j1@example.org");
    choose(0, harsh, mild);
    choose(0, kind, kind);
    choose(0, secret_words, " ");
    see_status(office, 422);
    see(office, "Bitte lassen Sie Worte stehen");
    visit(office, office_page(0, ""));
    see(office, harsh); /* beside the new words */
    see(office, "geht an das Unternehmen");
    release(0);
    home_time(home, EMBARGO);
    log_in(company, "firma@example.org");
    visit(company, letter_page(0));
    see(company, mild);
    see(company, kind);
    see_not(company, "Unfug");
    see_no_markup(company, "Sentinel");
    for (int i = 1; i <= JUDGING_JURORS; i++) {
        see_no_markup(company, arena_printf(home->mem, "j%d@", i));
        see_no_markup(company, arena_printf(home->mem, "J0%d", i));
    }
    assert_int_equal(
        number("SELECT count(*) FROM feedback_release WHERE content LIKE "
               "'%Sentinel%' OR content LIKE '%Unfug%' OR content LIKE "
               "'%ballot_id%' OR content LIKE '%J0%'"),
        0);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE kind = 'feedback' "
                            "AND body LIKE '%überzeugt%'"),
                     0);
    /* the edit is in the log, with both words */
    assert_int_equal(number("SELECT count(*) FROM audit a JOIN audit_payload p "
                            "ON p.audit_id = a.id WHERE a.action = "
                            "'feedback.edit' AND p.payload LIKE '%Unfug%' AND "
                            "p.payload LIKE '%überzeugt%'"),
                     1);
    /* the juror reads his own, in the words that went out */
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see(b, "Was das Unternehmen von Ihren Kommentaren liest");
    see(b, mild);
    see_not(b, kind);
    struct browser *other = browser_new(home);
    log_in(other, "j2@example.org");
    visit(other, sheet(0));
    see_not(other, "Was das Unternehmen von Ihren Kommentaren liest");
    see_not(other, mild);
    browser_free(other);
}

/* As long as the round is open, the office reads neither marks nor comments. */
static void nothing_of_an_open_round(void **state)
{
    (void)state;
    log_in(office, "office@example.org");
    offer("comments");
    for (int juror = 0; juror < 3; juror++)
        comment(juror, 0, harsh, secret_words);
    visit(office, office_page(0, ""));
    see(office, "Nichts mitzuteilen");
    see_not(office, "Unfug");
    see_no_markup(office, "Sentinel");
    see_not(office, "7,00");
    post_fields(office, office_page(0, "/comment"),
                "ballot=1&criterion=0&action=choose&text=x");
    see_status(office, 409);
    sealing_close(home, scene.round);
    visit(office, office_page(0, ""));
    see(office, "Unfug");
    see(office, "7,00");
}

/* A comment taken back before the release stays with the jury. */
static void taken_back(void **state)
{
    (void)state;
    judged();
    choose(0, kind, kind);
    visit(office, office_page(0, ""));
    press(office, "Zurücknehmen");
    see(office, "Der Kommentar bleibt bei der Jury");
    assert_int_equal(number("SELECT count(*) FROM feedback_comment"), 0);
    /* and a ballot of another nomination is none of this one's */
    post_fields(office, office_page(1, "/comment"),
                "ballot=1&criterion=0&action=choose&text=x");
    see_status(office, 409);
}

/* The sheet says so before a word is written; what was written before that
 * cannot go out. */
static void jurors_are_told_first(void **state)
{
    (void)state;
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_not(b, "an das Unternehmen gehen");
    comment(0, 0, harsh, kind);
    home_time(home, TEST_NOW + 10);
    log_in(office, "office@example.org");
    offer("scores");
    visit(b, sheet(1));
    see_not(b, "an das Unternehmen gehen");
    offer("comments");
    judging_declare(home, &scene, 0, 1, "none");
    visit(b, sheet(1));
    see(b, "Kann ohne Ihren Namen an das Unternehmen gehen");
    see(b, "Die Geschäftsstelle kann einzelne Ihrer Kommentare weitergeben");
    sealing_close(home, scene.round);
    visit(office, office_page(0, ""));
    see(office, "Er wurde geschrieben, bevor");
    choose(0, harsh, mild);
    see_status(office, 409);
    assert_int_equal(number("SELECT count(*) FROM feedback_comment"), 0);
}

/* Where a comment stands tells nothing about whose it is. */
static void shuffled(void **state)
{
    int first[JUDGING_JURORS] = {0};
    (void)state;
    log_in(office, "office@example.org");
    offer("comments");
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        for (int entry = 0; entry < JUDGING_ENTRIES; entry++)
            comment(juror, entry,
                    arena_printf(home->mem, "Wort %d zu eins", juror),
                    arena_printf(home->mem, "Wort %d", juror));
    sealing_close(home, scene.round);
    for (int entry = 0; entry < JUDGING_ENTRIES; entry++) {
        struct feedback_choice *list;
        struct world *w = home_begin(home);
        size_t count =
            feedback_choices(w, scene.edition, scene.entry[entry], &list);
        home_commit(home);
        assert_int_equal(count, 2 * JUDGING_JURORS);
        first[list[0].comment[5] - '0']++;
    }
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        assert_true(first[juror] < JUDGING_ENTRIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDBACK(comments_one_by_one),
        FEEDBACK(nothing_of_an_open_round),
        FEEDBACK(taken_back),
        FEEDBACK(jurors_are_told_first),
        FEEDBACK(shuffled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
