/* Feedback: who may read what, from when on, and what never appears. */
#include <string.h>

#include "model/ballot.h"
#include "model/edition.h"
#include "model/feedback.h"
#include "model/outbox.h"
#include "support/judging_story.h"
#include "support/sealing.h"

/* Nobody but the juror and the office ever reads these. */
static const char secret_words[] = "Sentinel Geheimwort";
static const char harsh[] = "Das ist doch „Unfug“, liebe Leute.";
static const char mild[] = "Das hat uns noch nicht überzeugt.";
static const char kind[] = "Gefällt mir sehr: großartig geplant.";

enum { EMBARGO = TEST_NOW + 1000 };

static struct browser *company, *office;

static int setup(void **state)
{
    (void)state;
    judging_open();
    company = browser_new(home);
    office = browser_new(home);
    return 0;
}

static int close_all(void **state)
{
    browser_free(company);
    browser_free(office);
    return teardown(state);
}

/* Somebody of the company of that nomination. */
static void member(const char *email, int entry, const char *role)
{
    int64_t user = home_user(home, email, "company");
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO membership (user_id, organisation_id, "
                          "created_at, role) SELECT %" PRId64
                          ", organisation_id, 1, '%s' FROM entry WHERE id = "
                          "%" PRId64,
                          user, role, scene.entry[entry]));
}

static const char *letter_page(int entry)
{
    return arena_printf(home->mem, "/my/entry/%" PRId64 "/feedback",
                        scene.entry[entry]);
}

static const char *office_page(int entry, const char *rest)
{
    return arena_printf(home->mem, "/office/entry/%" PRId64 "/feedback%s",
                        scene.entry[entry], rest);
}

static const char list_page[] = "/office/edition/2026/feedback";

static void offer(const char *what)
{
    visit(office, list_page);
    fill(office, "offer", what);
    fill(office, "round", arena_printf(home->mem, "%" PRId64, scene.round));
    press_in(office, list_page, "Speichern");
    see(office, "gespeichert");
}

/* A juror with a comment on the first criterion and one on the whole. */
static void comment(int juror, int entry, const char *first, const char *whole)
{
    int64_t value[JUDGING_CRITERIA] = {8 - juror, 6};
    struct mark mark[JUDGING_CRITERIA];
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        mark[k] =
            (struct mark){scene.criterion[k], &value[k], k == 0 ? first : ""};
    judging_declare(home, &scene, juror, entry, "none");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, scene.round, scene.member[juror],
                                 scene.entry[entry], 0, mark, JUDGING_CRITERIA,
                                 whole),
                     BALLOT_OK);
    assert_int_equal(
        ballot_submit(w, scene.round, scene.member[juror], scene.entry[entry]),
        BALLOT_OK);
    home_commit(home);
}

/* Alpha: three ballots with comments; Beta: two; Gamma: three. Offered with
 * comments, closed, to be public at EMBARGO. */
static void judged(void)
{
    log_in(office, "office@example.org");
    member("firma@example.org", 0, "owner");
    offer("comments");
    comment(0, 0, harsh, "");
    comment(1, 0, secret_words, "");
    comment(2, 0, "", kind);
    for (int juror = 0; juror < 2; juror++)
        judging_submit(home, &scene, juror, 1, 3, 9);
    for (int juror = 0; juror < 3; juror++)
        judging_submit(home, &scene, juror, 2, 1, 2);
    sealing_close(home, scene.round);
    home_sql(home, arena_printf(home->mem,
                                "UPDATE edition SET phase = 9, embargo_at = %d",
                                EMBARGO));
}

static void choose(int entry, const char *original, const char *text)
{
    visit(office, office_page(entry, ""));
    int64_t ballot = number(arena_printf(
        home->mem,
        "SELECT b.id FROM ballot b LEFT JOIN score s ON s.ballot_id = b.id "
        "WHERE b.comment = '%s' OR s.comment = '%s' LIMIT 1",
        original, original));
    int64_t criterion = number(arena_printf(
        home->mem,
        "SELECT COALESCE(max(criterion_id), 0) FROM score WHERE comment = '%s'",
        original));
    post_fields(office, office_page(entry, "/comment"),
                arena_printf(home->mem,
                             "ballot=%" PRId64 "&criterion=%" PRId64
                             "&action=choose&text=%s",
                             ballot, criterion, text));
}

static void release(int entry)
{
    visit(office, office_page(entry, ""));
    press(office, "Gelesen, freigeben");
    see(office, "Die Rückmeldung ist freigegeben");
}

/* --- from when on --- */

static void not_before_the_results(void **state)
{
    (void)state;
    judged();
    release(0);
    log_in(company, "firma@example.org");
    home_time(home, EMBARGO - 1);
    visit(company, letter_page(0));
    see_status(company, 404);
    see_not(company, "Alpha");
    visit(company,
          arena_printf(home->mem, "/my/entry/%" PRId64, scene.entry[0]));
    see_not(company, "Rückmeldung");
    see_no_markup(company, "/feedback");
    visit(company, "/my");
    see_no_markup(company, "feedback");
    home_time(home, EMBARGO);
    visit(company,
          arena_printf(home->mem, "/my/entry/%" PRId64, scene.entry[0]));
    press(company, "Rückmeldung lesen");
    see_status(company, 200);
    see(company, "Rückmeldung der Jury");
    see(company, "Ergebnis ist das gewichtete Mittel");
}

static void a_later_instant(void **state)
{
    (void)state;
    judged();
    release(0);
    home_sql(home, arena_printf(home->mem,
                                "UPDATE feedback_rule SET available_at = %d",
                                EMBARGO + 500));
    log_in(company, "firma@example.org");
    home_time(home, EMBARGO + 499);
    visit(company, letter_page(0));
    see_status(company, 404);
    home_time(home, EMBARGO + 500);
    visit(company, letter_page(0));
    see_status(company, 200);
    /* an instant before the results opens nothing */
    home_sql(home,
             "UPDATE feedback_rule SET available_at = 1;"
             "UPDATE edition SET phase = 8");
    visit(company, letter_page(0));
    see_status(company, 404);
    /* and what is no longer offered is gone */
    home_sql(home, "UPDATE edition SET phase = 11");
    visit(company, letter_page(0));
    see_status(company, 200);
    home_sql(home, "UPDATE feedback_rule SET offer = 'none', told_at = NULL");
    visit(company, letter_page(0));
    see_status(company, 404);
}

/* --- who --- */

static void only_the_company(void **state)
{
    static const char *const others[] = {"j1@example.org", "office@example.org",
                                         "andere@example.org"};
    (void)state;
    judged();
    member("andere@example.org", 1, "owner");
    member("leserin@example.org", 0, "reader");
    release(0);
    home_time(home, EMBARGO);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct browser *o = browser_new(home);
        log_in(o, others[i]);
        visit(o, letter_page(0));
        see_status(o, 404);
        visit(o, letter_page(1)); /* Beta's is not released */
        see_status(o, 404);
        browser_free(o);
    }
    log_in(b, "leserin@example.org");
    visit(b, letter_page(0));
    see_status(b, 200);
    home_sql(home,
             "UPDATE entry SET state = 'withdrawn' WHERE id = "
             "(SELECT min(id) FROM entry)");
    visit(b, letter_page(0));
    see_status(b, 404);
}

/* Who declared a conflict as a juror learns nothing in the office either. */
static void a_conflicted_organiser(void **state)
{
    (void)state;
    judged();
    home_sql(home,
             "INSERT INTO user_role (user_id, role, granted_at) "
             "SELECT id, 'organiser', 1 FROM user "
             "WHERE email = 'j1@example.org'");
    judging_declare(home, &scene, 0, 1, "client");
    log_in(b, "j1@example.org");
    visit(b, list_page);
    see_status(b, 404);
    see(b, "für befangen erklärt");
    visit(b, office_page(0, ""));
    see_status(b, 404);
    see_not(b, secret_words);
    visit(b, office_page(1, ""));
    see_status(b, 404);
    post_fields(b, arena_printf(home->mem, "%s/release", list_page),
                "action=letters");
    see_status(b, 404);
    post_fields(b, office_page(0, ""), "action=read&digest=x");
    see_status(b, 404);
    assert_int_equal(number("SELECT count(*) FROM feedback_draft"), 0);
}

/* --- what --- */

static void two_ballots_and_three(void **state)
{
    (void)state;
    judged();
    member("beta@example.org", 1, "owner");
    visit(office, list_page);
    see(office, "Zu wenige Bewertungen");
    release(0);
    release(1);
    home_time(home, EMBARGO);
    log_in(company, "firma@example.org");
    visit(company, letter_page(0));
    see(company, "7,00"); /* Innovation 8, 7, 6 */
    see(company, "6,60"); /* 0.6 * 7 + 0.4 * 6 */
    see(company, "gezählte Bewertungen 3");
    see(company, "oberes Drittel");
    see(company, "zu wenige Bewerbungen"); /* for medians */
    see_not(company, "5,40");              /* Beta's */
    see_not(company, "1,40");              /* Gamma's */
    log_in(b, "beta@example.org");
    visit(b, letter_page(1));
    see(b, "zu wenige Bewertungen");
    see_not(b, "5,40");
    see_not(b, "gezählte");
    see_not(b, "Drittel");
}

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

/* --- what was released stays --- */

static void frozen(void **state)
{
    (void)state;
    judged();
    release(0);
    home_time(home, EMBARGO);
    log_in(company, "firma@example.org");
    visit(company, letter_page(0));
    const char *before = arena_text(home->mem, page(company));
    judging_declare(home, &scene, 2, 2, "family"); /* Gamma has two now */
    judging_declare(home, &scene, 1, 0, "none");
    visit(office, list_page);
    see(office, "Überholt");
    visit(company, letter_page(0));
    assert_string_equal(page(company), before);
    visit(office, office_page(0, ""));
    see(office, "Die freigegebene Rückmeldung ist überholt");
    see(office, "lassen sich deren Punkte aus beiden errechnen");
    press(office, "Gelesen, freigeben");
    assert_int_equal(number("SELECT max(number) FROM feedback_release"), 2);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE kind = 'feedback' "
                            "AND state = 'cancelled'"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE kind = 'feedback' "
                            "AND state = 'held'"),
                     1);
    visit(office, list_page);
    see_not(office, "Überholt");
}

/* Only what somebody has read goes out, and only as he read it. */
static void read_first(void **state)
{
    (void)state;
    judged();
    post_fields(office, arena_printf(home->mem, "%s/release", list_page),
                "action=letters");
    assert_int_equal(number("SELECT count(*) FROM feedback_release"), 0);
    visit(office, office_page(0, ""));
    const char *digest = arena_text(home->mem, field_value(office, "digest"));
    press(office, "Ich habe sie gelesen");
    see(office, "Gelesen von");
    fill(office, "intro", "Liebe Leute von Alpha, „danke“!");
    press(office, "Worte speichern");
    see(office, "hat noch niemand gelesen"); /* it is another letter */
    post_fields(office, office_page(0, ""),
                arena_printf(home->mem, "action=release&digest=%s", digest));
    assert_int_equal(number("SELECT count(*) FROM feedback_release"), 0);
    visit(office, office_page(0, ""));
    press(office, "Ich habe sie gelesen");
    visit(office, list_page);
    see(office, "gelesen");
    press(office, "Die gelesene Rückmeldung freigeben");
    see(office, "Eine Rückmeldung ist freigegeben");
    home_time(home, EMBARGO);
    log_in(company, "firma@example.org");
    visit(company, letter_page(0));
    see(company, "Liebe Leute von Alpha, „danke“!");
}

static void what_is_refused(void **state)
{
    (void)state;
    log_in(office, "office@example.org");
    visit(office, list_page);
    fill(office, "offer", "scores");
    fill(office, "available_at", "bald");
    press_in(office, list_page, "Speichern");
    see_status(office, 422);
    see(office, "Bitte wählen Sie mindestens eine Runde");
    see(office, "Bitte geben Sie Tag und Uhrzeit");
    assert_string_equal(field_value(office, "available_at"), "bald");
    assert_int_equal(number("SELECT count(*) FROM feedback_rule"), 0);
}

/* The mail is held; let go before the embargo, it waits for its end. */
static void the_mail_waits(void **state)
{
    struct letter letter;
    (void)state;
    home->app->config.smtp.server = "127.0.0.1";
    home->world.posts = true;
    judged();
    release(0);
    assert_string_equal(text("SELECT state FROM mail WHERE kind = 'feedback'"),
                        "held");
    visit(office, list_page);
    press(office, "Die wartende E-Mail freigeben");
    assert_string_equal(text("SELECT state FROM mail WHERE kind = 'feedback'"),
                        "ready");
    home_time(home, EMBARGO - 1);
    assert_false(outbox_claim(&home->world, &letter));
    home_time(home, EMBARGO);
    assert_true(outbox_claim(&home->world, &letter));
    assert_string_equal(letter.recipient, "firma@example.org");
    assert_non_null(strstr(letter.body, "/feedback"));
    assert_null(strstr(letter.body, "6,60"));
    outbox_ended(&home->world, letter.id, OUTBOX_ACCEPTED, "250");
    visit(office, list_page);
    see(office, "gesendet");
}

#define FEEDBACK(name) cmocka_unit_test_setup_teardown(name, setup, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDBACK(not_before_the_results),
        FEEDBACK(a_later_instant),
        FEEDBACK(only_the_company),
        FEEDBACK(a_conflicted_organiser),
        FEEDBACK(two_ballots_and_three),
        FEEDBACK(comments_one_by_one),
        FEEDBACK(nothing_of_an_open_round),
        FEEDBACK(taken_back),
        FEEDBACK(jurors_are_told_first),
        FEEDBACK(shuffled),
        FEEDBACK(frozen),
        FEEDBACK(read_first),
        FEEDBACK(what_is_refused),
        FEEDBACK(the_mail_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
