/* A company's nominations: the list, submission, the deadline, withdrawal, and
 * that nobody reads another company's. */
#include "support/my_story.h"

/* --- the list --------------------------------------------------------------
 */

static void begins_once(void **state)
{
    (void)state;
    visit(b, "/my");
    see(b, "Firma GmbH");
    see(b, "Bewerben können Sie sich bis zum 21. Oktober 2026, 16:13 Uhr");
    press(b, "Bewerbung beginnen");
    assert_string_equal(location(b), "/my/entry/1");
    see(b, "Entwurf");
    visit(b, "/my");
    see(b, "0 von 5 Pflichtangaben");
    see(b, "noch 30 Tage");
    see_not(b, "Bewerbung beginnen");
    /* a second window that still shows the button */
    const char *csrf = field_value(b, "csrf");
    char *body = arena_printf(home->mem, "csrf=%s&edition=1&organisation=%lld",
                              csrf, (long long)company);
    request_raw(b, "POST", "/my/new", "application/x-www-form-urlencoded", body,
                strlen(body));
    assert_int_equal(status(b), 303);
    assert_string_equal(header(b, "location"), "/my/entry/1");
    assert_int_equal(home_number(home, "SELECT count(*) FROM entry"), 1);
}

static void begins_for_own_companies_only(void **state)
{
    (void)state;
    int64_t other = nomination_company(home, "otto@andere.example", "Andere");
    const int64_t editions[] = {1, 1, 99};
    const int64_t companies[] = {other, 999, company};
    visit(b, "/my");
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    for (size_t i = 0; i < 3; i++) {
        char *body =
            arena_printf(home->mem, "csrf=%s&edition=%lld&organisation=%lld",
                         csrf, (long long)editions[i], (long long)companies[i]);
        request_raw(b, "POST", "/my/new", "application/x-www-form-urlencoded",
                    body, strlen(body));
        assert_int_equal(status(b), 404);
    }
    home_sql(home, close_soon);
    home_time(home, DEADLINE + 1);
    char *body = arena_printf(home->mem, "csrf=%s&edition=1&organisation=%lld",
                              csrf, (long long)company);
    request_raw(b, "POST", "/my/new", "application/x-www-form-urlencoded", body,
                strlen(body));
    assert_int_equal(status(b), 409);
    visit(b, "/my");
    see(b, "Zurzeit läuft keine Ausschreibung");
    assert_int_equal(home_number(home, "SELECT count(*) FROM entry"), 0);
}

static void two_companies_are_told_apart(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    organisation_join(w, organisation_create(w, "Zweite AG"), 1);
    home_commit(home);
    visit(b, "/my");
    see(b, "Firma GmbH · Zweite AG");
    see(b, "Für Zweite AG.");
    press(b, "Bewerbung beginnen");
    visit(b, "/my");
    see(b, "Bewerbung beginnen");
}

/* --- submitting ------------------------------------------------------------
 */

static void missing_is_listed(void **state)
{
    (void)state;
    begin();
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "5 Angaben brauchen noch einen Blick");
    static const char *const fields[] = {"category", "q_seat", "q_employees",
                                         "q_story_de", "consent_data"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        see_markup(b, arena_printf(home->mem, "<a href=\"#%s\">", fields[i]));
        see_markup(b, arena_printf(home->mem, "id=\"%s\"", fields[i]));
    }
    see(b, "Sitz: Bitte füllen Sie dieses Feld aus.");
    see(b,
        "Verarbeitung der Daten: Ohne diese Einwilligung können Sie nicht "
        "teilnehmen.");
    see(b, "Was tun Sie? Bitte füllen Sie dieses Feld aus.");
    /* blanks are nothing */
    fill_required();
    fill(b, "q_seat", "   ");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "1 Angabe braucht noch einen Blick");
    assert_string_equal(home_text(home, "SELECT state FROM entry"), "draft");
}

/* Whoever goes down the page meets everything once before the button. */
static void submitting_comes_last(void **state)
{
    (void)state;
    static const char *const order[] = {
        "id=\"q_seat\"",           "id=\"category\"",  "id=\"q_photo\"",
        "id=\"section-consents\"", "id=\"checklist\"", "name=\"submit\""};
    begin();
    const char *at = page(b);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        if (at == NULL)
            fail_msg("not there, or too early: %s", order[i]);
    }
    see(b, "Einwilligung: Verarbeitung der Daten");
}

static void submits_with_receipt(void **state)
{
    (void)state;
    begin();
    fill_required();
    home_time(home, TEST_NOW + 60);
    press(b, "Einreichen");
    see_status(b, 200);
    assert_string_equal(location(b), "/my/entry/1/receipt");
    see(b, "Ihre Bewerbung ist angekommen.");
    see(b, "2026-001");
    see(b, "21. September 2026, 16:14 Uhr");
    see(b, "Kleine und mittlere Unternehmen");
    see(b, "anna@firma.example");
    see(b, "Jeden Tag.");
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM mail WHERE kind = 'receipt' "
                    "AND subject LIKE '%2026-001%'"),
        1);
    visit(b, "/my/entry/1");
    see(b, "eingereicht");
    see(b, "unter der Nummer 2026-001");
    assert_null(field_value(b, "q_seat"));
    visit(b, "/my");
    see(b, "Eingang Nr. 2026-001");
}

static void double_click_is_one_submission(void **state)
{
    (void)state;
    begin();
    fill_required();
    /* the second click: the same form again, from the page as it was */
    struct browser *again = second_contact();
    fill(again, "q_seat", "Ahrenfels");
    fill(again, "q_employees", "42");
    fill(again, "q_story_de", "Wir lernen.\r\nJeden Tag.");
    fill(again, "category", "kmu");
    fill(again, "consent_data", "1");
    press(b, "Einreichen");
    press(again, "Einreichen");
    see_status(again, 200);
    assert_string_equal(location(again), "/my/entry/1/receipt");
    see(again, "2026-001");
    assert_int_equal(home_number(home, "SELECT last_number FROM edition"), 1);
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM mail WHERE kind = 'receipt'"),
        1);
    browser_free(again);
}

static void later_texts_are_shown_not_lost(void **state)
{
    (void)state;
    begin();
    fill_required();
    struct browser *other = second_contact();
    fill(other, "q_story_de", "Was Bert noch schrieb");
    press(b, "Einreichen");
    press(other, "Entwurf speichern");
    see_status(other, 409);
    see(other, "inzwischen eingereicht");
    assert_string_equal(field_value(other, "q_story_de"),
                        "Was Bert noch schrieb");
    see_not(other, "Entwurf speichern");
    expect_stored("story_de", "Wir lernen.\nJeden Tag.");
    browser_free(other);
}

static void deadline_is_the_servers(void **state)
{
    (void)state;
    begin();
    fill_required();
    home_sql(home, close_soon);
    home_time(home, DEADLINE);
    press(b, "Entwurf speichern");
    see(b, "Der Entwurf ist gespeichert.");
    fill(b, "q_seat", "Zu spät");
    home_time(home, DEADLINE + 1);
    press(b, "Einreichen");
    see_status(b, 409);
    see(b, "Der Bewerbungsschluss ist vorbei.");
    assert_string_equal(field_value(b, "q_seat"), "Zu spät");
    see_not(b, "Einreichen");
    expect_stored("seat", "Ahrenfels");
    visit(b, "/my/entry/1");
    see(b, "Dieser Entwurf wurde nicht eingereicht");
    see(b, "nicht eingereicht");
    visit(b, "/my/entry/1/receipt");
    see_status(b, 404);
}

static void withdraws_and_begins_again(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Einreichen");
    visit(b, "/my/entry/1");
    press(b, "Zurückziehen");
    see(b, "Das lässt sich nicht rückgängig machen.");
    press(b, "Bewerbung zurückziehen");
    see(b, "Die Bewerbung ist zurückgezogen.");
    see(b, "Diese Bewerbung ist zurückgezogen");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    assert_string_equal(location(b), "/my/entry/2");
    assert_string_equal(field_value(b, "q_seat"), "Ahrenfels");
    assert_string_equal(field_value(b, "category"), "kmu");
    press(b, "Einreichen");
    see_status(b, 422); /* consents are given anew */
    fill(b, "consent_data", "1");
    press(b, "Einreichen");
    see(b, "2026-002");
    /* after the decision of the jury nobody withdraws */
    visit(b, "/my/entry/2/withdraw");
    home_sql(home, "UPDATE edition SET phase = 9");
    press(b, "Bewerbung zurückziehen");
    see_status(b, 409);
    visit(b, "/my/entry/2/withdraw");
    see_status(b, 404);
}

static void rejection_gives_the_reason(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Einreichen");
    home_sql(home,
             "UPDATE entry SET state = 'rejected', "
             "reject_reason = 'Sitz <b>außerhalb</b>'");
    visit(b, "/my/entry/1");
    see(b, "Die Bewerbung wurde nicht zugelassen");
    see(b, "Sitz <b>außerhalb</b>");
    see_not(b, "Zurückziehen");
}

static void honours_wait_for_the_embargo(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Einreichen");
    home_sql(home,
             "UPDATE entry SET state = 'admitted';"
             "INSERT INTO honour (entry_id, kind, decided_at) "
             "VALUES (1, 'nominee', 1), (1, 'winner', 1);"
             "UPDATE edition SET phase = 9, embargo_at = 1790003600");
    visit(b, "/my");
    see(b, "zugelassen");
    see_not(b, "Preisträger");
    home_time(home, 1790003600);
    visit(b, "/my");
    see(b, "Preisträger");
}

/* --- who may ---------------------------------------------------------------
 */

static void others_see_nothing(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Einreichen");
    nomination_company(home, "otto@andere.example", "Andere");
    home_user(home, "juror@jury.example", "juror");
    static const char *const strangers[] = {"otto@andere.example",
                                            "juror@jury.example"};
    static const char *const paths[] = {"/my/entry/1", "/my/entry/1/receipt"};
    static const char *const posts[] = {"/my/entry/1", "/my/entry/1/withdraw",
                                        "/my/entry/1/picture/logo"};
    for (size_t i = 0; i < 2; i++) {
        struct browser *stranger = browser_new(home);
        log_in(stranger, strangers[i]);
        visit(stranger, "/account");
        char *body = arena_printf(home->mem, "csrf=%s&q_seat=X&submit=1",
                                  field_value(stranger, "csrf"));
        for (size_t k = 0; k < 3; k++) {
            request_raw(stranger, "POST", posts[k],
                        "application/x-www-form-urlencoded", body,
                        strlen(body));
            see_status(stranger, 404);
        }
        for (size_t k = 0; k < 2; k++) {
            visit(stranger, paths[k]);
            see_status(stranger, 404);
            see_not(stranger, "Firma GmbH");
        }
        browser_free(stranger);
    }
    expect_stored("seat", "Ahrenfels");
    visit(b, "/my/entry/99");
    see_status(b, 404);
    visit(b, "/my/entry/abc");
    see_status(b, 404);
}

static void english_is_equal(void **state)
{
    (void)state;
    begin();
    visit(b, "/my/entry/1?lang=en");
    see(b, "Nomination: Test Award 2026");
    see(b, "What do you do? German");
    fill(b, "q_employees", "many");
    fill(b, "q_seat", "A place with far too long a name");
    press(b, "Submit");
    see_status(b, 422);
    see(b, "Please enter a whole number in digits, such as 60.");
    see(b, "Please use at most 20 characters; these are 32.");
    see(b, "5 answers need another look");
    fill_required();
    press(b, "Submit");
    see(b, "Your nomination has arrived.");
    see(b, "21 September 2026, 16:13");
    see(b, "What do you do? (German)");
    see_markup(b, "<div class=\"prose\" lang=\"de\">");
}

static void pairs_stand_side_by_side(void **state)
{
    (void)state;
    begin();
    see_markup(b,
               "<div class=\"pair\" role=\"group\" "
               "aria-labelledby=\"q_story_de-pair\">");
    see(b, "Was tun Sie? Deutsch");
    see(b, "Englisch (freiwillig)");
    see_markup(b, "lang=\"en\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(begins_once),
        STORY(begins_for_own_companies_only),
        STORY(two_companies_are_told_apart),
        STORY(missing_is_listed),
        STORY(submitting_comes_last),
        STORY(submits_with_receipt),
        STORY(double_click_is_one_submission),
        STORY(later_texts_are_shown_not_lost),
        STORY(deadline_is_the_servers),
        STORY(withdraws_and_begins_again),
        STORY(rejection_gives_the_reason),
        STORY(honours_wait_for_the_embargo),
        STORY(others_see_nothing),
        STORY(english_is_equal),
        STORY(pairs_stand_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
