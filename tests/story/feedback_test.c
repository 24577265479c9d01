/* Feedback: who may read what, from when on, and what never appears. */
#include "support/feedback_story.h"

#include "model/feedback.h"
#include "model/outbox.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDBACK(not_before_the_results),
        FEEDBACK(a_later_instant),
        FEEDBACK(only_the_company),
        FEEDBACK(a_conflicted_organiser),
        FEEDBACK(two_ballots_and_three),
        FEEDBACK(frozen),
        FEEDBACK(read_first),
        FEEDBACK(what_is_refused),
        FEEDBACK(the_mail_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
