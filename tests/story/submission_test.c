/* Submitting: the list of what is missing, kept versions with their receipts,
 * and how often. */
#include "app/jobs.h"
#include "base/file.h"
#include "model/file.h"
#include "support/submission_story.h"

/* --- what is missing -------------------------------------------------------
 */

static void missing_is_shown_before(void **state)
{
    (void)state;
    begin();
    see(b, "Was noch fehlt");
    see(b, "0 von 5 Pflichtangaben");
    /* in the order of the form: the category follows the first section */
    const char *list = strstr(page(b), "id=\"checklist\"");
    const char *last = list;
    static const char *const fields[] = {"q_seat", "q_employees", "q_story_de",
                                         "category", "consent_data"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *at = strstr(
            list, arena_printf(home->mem, "<a href=\"#%s\">", fields[i]));
        assert_non_null(at);
        assert_true(at > last);
        last = at;
    }
    fill(b, "q_seat", "Ahrenfels");
    press(b, "Entwurf speichern");
    see(b, "1 von 5 Pflichtangaben");
    visit(b, "/my/entry/1/check");
    see_markup(b, "<a href=\"#q_employees\">");
    see_no_markup(b, "<a href=\"#q_seat\">");
    see_no_markup(b, "<html");
    visit(b, "/my/entry/1");
    fill_required();
    press(b, "Entwurf speichern");
    see(b, "Alle Pflichtangaben sind da");
    see(b, "5 von 5 Pflichtangaben");
}

/* --- again and again ---------------------------------------------------------
 */

static int64_t next_pdf(void)
{
    struct world *w = home_begin(home);
    int64_t id = submission_next(w);
    home_commit(home);
    return id;
}

/* Each version is kept for ever, with a PDF and a mail. */
static void a_day_has_an_end(void **state)
{
    (void)state;
    submit();
    for (int i = 1; i < SUBMISSION_DAY_MAX; i++) {
        post_fields(b, "/my/entry/1/reopen", "");
        see_status(b, 303);
        visit(b, "/my/entry/1");
        press(b, "Noch einmal einreichen");
    }
    assert_int_equal(mails("receipt"), SUBMISSION_DAY_MAX);
    post_fields(b, "/my/entry/1/reopen", "");
    see_status(b, 429);
    see(b, "20-mal eingereicht");
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    /* nor by withdrawing it and beginning anew */
    visit(b, "/my/entry/1");
    post_fields(b, "/my/entry/1/withdraw", "");
    begin();
    fill(b, "consent_data", "1");
    press(b, "Einreichen");
    see(b, "20-mal eingereicht");
    assert_string_equal(text("SELECT state FROM entry WHERE id = 2"), "draft");
    assert_string_equal(text("SELECT value FROM answer WHERE entry_id = 2 "
                             "LIMIT 1"),
                        "Ahrenfels");
}

/* Who submits once does not wait for who has submitted twenty times. */
static void companies_take_turns(void **state)
{
    (void)state;
    submit();
    home_sql(home,
             "INSERT INTO submission (entry_id, version, kind, submitted_at, "
             "language, content, digest) SELECT 1, 2, 'again', submitted_at, "
             "'de', content, digest FROM submission WHERE version = 1;"
             "INSERT INTO organisation (name, created_at) VALUES "
             "('Andere AG', 1);"
             "INSERT INTO entry (edition_id, organisation_id, code, state, "
             "created_at, updated_at) VALUES (1, 2, 'E09', 'submitted', 1, 1);"
             "INSERT INTO submission (entry_id, version, kind, submitted_at, "
             "language, content, digest) SELECT 2, 1, 'first', submitted_at, "
             "'de', content, digest FROM submission WHERE version = 1");
    int64_t first = next_pdf();
    home_sql(home, "UPDATE submission SET pdf_state = 'done' WHERE id = 1");
    assert_int_equal(first, 1);
    assert_int_equal(next_pdf(), 3);
}

/* --- versions --------------------------------------------------------------
 */

static void a_version_is_kept_whole(void **state)
{
    (void)state;
    submit();
    const char *content = text("SELECT content FROM submission");
    static const char *const parts[] = {"\"Sitz\"",
                                        "\"Ahrenfels\"",
                                        "Jeden Tag.",
                                        "\"Was tun Sie?\"",
                                        "Kleine und mittlere Unternehmen",
                                        "Daten dürfen verarbeitet werden.",
                                        "\"Verarbeitung der Daten\"",
                                        "anna@firma.example",
                                        "\"Logo\""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(content, parts[i]) == NULL)
            fail_msg("%s is not in %s", parts[i], content);
    assert_int_equal(number("SELECT count(*) FROM submission_answer"), 3);
    assert_int_equal(strlen(text("SELECT digest FROM submission")), 64);
    see(b, text("SELECT digest FROM submission"));
    see(b, "Das PDF der ganzen Bewerbung wird erstellt.");
    assert_string_equal(header(b, "refresh"), "3");
    visit(b, "/my/entry/1/version/1");
    see_status(b, 404);
}

/* As the job process does it, with other bytes in place of the typesetter's. */

static void the_pdf_can_be_fetched(void **state)
{
    (void)state;
    submit();
    print_all();
    visit(b, "/my/entry/1/receipt");
    assert_null(header(b, "refresh"));
    press(b, "Die ganze Bewerbung als PDF");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "application/pdf");
    assert_non_null(
        strstr(header(b, "content-disposition"), "bewerbung-2026-001-1.pdf"));
    assert_non_null(file_served(b));
    /* a company that it does not belong to */
    nomination_company(home, "otto@andere.example", "Andere");
    struct browser *other = browser_new(home);
    log_in(other, "otto@andere.example");
    visit(other, "/my/entry/1/version/1");
    see_status(other, 404);
    browser_free(other);
}

static void what_cannot_be_made_is_said(void **state)
{
    (void)state;
    submit();
    struct world *w = home_begin(home);
    for (int i = 0; i < 3; i++) {
        struct submission_print print;
        int64_t id = submission_next(w);
        assert_int_equal(id, 1);
        assert_true(submission_claim(w, id));
        assert_true(submission_input(w, id, &print));
        submission_unprinted(w, &print, "no node", false);
    }
    assert_int_equal(submission_next(w), 0);
    home_commit(home);
    visit(b, "/my/entry/1");
    see(b, "Das PDF konnte nicht erstellt werden.");
    w = home_begin(home);
    submission_requeue(w);
    assert_int_equal(submission_next(w), 1);
    home_commit(home);
}

/* A queue full of pictures does not keep receipts waiting. */
static void receipts_have_their_turn(void **state)
{
    (void)state;
    submit();
    home_sql(home,
             "INSERT INTO job (kind, file_id, created_at) "
             "VALUES ('image', NULL, 1), ('image', NULL, 2), "
             "('image', NULL, 3);"
             "CREATE TABLE seen (waiting INTEGER);"
             "CREATE TRIGGER seen AFTER UPDATE ON submission "
             "WHEN NEW.pdf_state = 'running' BEGIN INSERT INTO seen "
             "SELECT count(*) FROM job WHERE state = 'waiting'; END");
    jobs_work(home->app);
    assert_int_equal(number("SELECT min(rowid) FROM seen WHERE waiting = 2"),
                     1);
}

static void pictures_come_first(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    attach(b, "file", "logo.png", nomination_png, NOMINATION_PNG_BYTES);
    press_in(b, "/my/entry/1/picture/logo", NULL);
    press(b, "Einreichen");
    struct world *w = home_begin(home);
    assert_int_equal(submission_next(w), 0);
    home_commit(home);
    home_sql(home, "UPDATE file SET render_state = 'failed'");
    w = home_begin(home);
    assert_int_equal(submission_next(w), 1);
    home_commit(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(missing_is_shown_before),  STORY(a_day_has_an_end),
        STORY(companies_take_turns),     STORY(a_version_is_kept_whole),
        STORY(the_pdf_can_be_fetched),   STORY(what_cannot_be_made_is_said),
        STORY(receipts_have_their_turn), STORY(pictures_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
