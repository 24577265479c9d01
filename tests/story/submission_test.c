/* Submitting and what comes after: kept versions, opening again before the
 * deadline, withdrawing, the list of what is missing. */
#include "app/jobs.h"
#include "base/file.h"
#include "model/file.h"
#include "model/submission.h"
#include "model/submission_print.h"
#include "model/upload.h"
#include "support/my_story.h"

static int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

static void submit(void)
{
    begin();
    fill_required();
    press(b, "Einreichen");
    see_status(b, 200);
    see(b, "2026-001");
}

static void settle(void)
{
    struct world *w = home_begin(home);
    w->user_id = 0;
    submission_settle(w);
    home_commit(home);
}

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
static void print_all(void)
{
    int64_t id;
    struct world *w = home_begin(home);
    while ((id = submission_next(w)) != 0) {
        struct submission_print print;
        assert_true(submission_claim(w, id));
        assert_false(submission_claim(w, id));
        assert_true(submission_input(w, id, &print));
        assert_non_null(strstr(print.data, "\"number\":\"2026-001\""));
        submission_printed(w, id, file_keep(w, print.data, print.data_bytes),
                           (int64_t)print.data_bytes);
    }
    home_commit(home);
}

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

/* --- changing before the deadline ------------------------------------------
 */

static void submits_again(void **state)
{
    (void)state;
    submit();
    print_all();
    const char *pdf = text("SELECT pdf_digest FROM submission");
    press(b, "Bewerbung ändern");
    assert_string_equal(location(b), "/my/entry/1");
    see(b,
        "Fassung 1 vom 21. September 2026, 16:13 Uhr ist eingereicht und "
        "zählt");
    fill(b, "q_seat", "Neustadt");
    home_time(home, TEST_NOW + 60);
    press(b, "Noch einmal einreichen");
    see_status(b, 200);
    assert_string_equal(location(b), "/my/entry/1/receipt");
    see(b, "2026-001");
    see(b, "21. September 2026, 16:14 Uhr");
    see(b, "noch einmal eingereicht");
    assert_int_equal(number("SELECT last_number FROM edition"), 1);
    assert_int_equal(number("SELECT count(*) FROM submission"), 2);
    assert_string_equal(text("SELECT kind FROM submission WHERE version = 2"),
                        "again");
    /* the first stays as it was */
    assert_string_equal(
        text("SELECT value FROM submission_answer WHERE submission_id = 1 "
             "AND question_id = 1"),
        "Ahrenfels");
    print_all();
    assert_string_equal(
        text("SELECT pdf_digest FROM submission WHERE version = 1"), pdf);
    assert_int_equal(mails("receipt"), 2);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE kind = 'receipt' "
                            "AND body LIKE '%Fassung: 2%'"),
                     1);
}

static void change_is_discarded(void **state)
{
    (void)state;
    submit();
    press(b, "Bewerbung ändern");
    fill(b, "q_seat", "Neustadt");
    fill(b, "category", "gross");
    press(b, "Entwurf speichern");
    expect_stored("seat", "Neustadt");
    press(b, "Änderungen verwerfen");
    see(b, "Die Änderung ist verworfen.");
    expect_stored("seat", "Ahrenfels");
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    assert_string_equal(text("SELECT c.code FROM entry e JOIN category c "
                             "ON c.id = e.category_id"),
                        "kmu");
    /* what was typed is not lost */
    assert_int_equal(number("SELECT count(*) FROM answer_version "
                            "WHERE value = 'Neustadt'"),
                     1);
    post_fields(b, "/my/entry/1/keep", "");
    assert_int_equal(status(b), 409);
}

/* What was typed in place of an answer is part of the change, too. */
static void unfit_change_is_discarded(void **state)
{
    (void)state;
    submit();
    press(b, "Bewerbung ändern");
    fill(b, "q_employees", "viele");
    press(b, "Entwurf speichern");
    see_status(b, 422);
    visit(b, "/my/entry/1");
    assert_string_equal(field_value(b, "q_employees"), "viele");
    press(b, "Änderungen verwerfen");
    press(b, "Bewerbung ändern");
    assert_string_equal(field_value(b, "q_employees"), "42");
    see_not(b, "Bitte geben Sie eine ganze Zahl in Ziffern ein");
    assert_int_equal(number("SELECT count(*) FROM answer_version "
                            "WHERE value = 'viele'"),
                     1);
}

static struct upload_place logo_place(void)
{
    return (struct upload_place){
        1, number("SELECT id FROM question WHERE code = 'logo'")};
}

static const char *logos(void)
{
    return text(
        "SELECT group_concat(file_id || credit, ' ') FROM "
        "(SELECT file_id, credit FROM picture ORDER BY position)");
}

static void files_come_back_in_order(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE question SET files_max = 3 WHERE code = 'logo';"
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('a', 'a.png', 'image/png', 1, 1, 'done'), "
             "('b', 'b.png', 'image/png', 1, 1, 'done'), "
             "('c', 'c.png', 'image/png', 1, 1, 'done')");
    begin();
    const struct upload_place place = logo_place();
    struct world *w = home_begin(home);
    upload_add(w, &place, 2, 0);
    upload_add(w, &place, 1, 0);
    upload_describe(w, &place, 2, &(struct entry_caption){"Zwei", "", ""});
    home_commit(home);
    visit(b, "/my/entry/1");
    fill_required();
    press(b, "Einreichen");
    /* named in that order in what is printed */
    const char *content = text("SELECT content FROM submission");
    assert_true(strstr(content, "b.png") < strstr(content, "a.png"));
    press(b, "Bewerbung ändern");
    w = home_begin(home);
    upload_move(w, &place, 1, -1);
    upload_describe(w, &place, 2, &(struct entry_caption){"Andere", "", ""});
    upload_remove(w, &place, 1);
    upload_add(w, &place, 3, 0);
    home_commit(home);
    assert_string_equal(logos(), "2Andere 3");
    visit(b, "/my/entry/1");
    press(b, "Änderungen verwerfen");
    assert_string_equal(logos(), "2Zwei 1");
    expect_stored("logo", "2 1");
    /* the one that came since is not lost; the other is not offered twice */
    assert_string_equal(text("SELECT group_concat(file_id) FROM removal"), "3");
}

static void forgotten_change_does_no_harm(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    attach(b, "file", "logo.png", nomination_png, NOMINATION_PNG_BYTES);
    press_in(b, "/my/entry/1/picture/logo", NULL);
    press(b, "Einreichen");
    press(b, "Bewerbung ändern");
    fill(b, "q_story_de", "");
    press(b, "Entwurf speichern");
    press(b, "Entfernen: Logo");
    assert_int_equal(number("SELECT count(*) FROM picture"), 0);
    home_sql(home, close_soon);
    home_time(home, DEADLINE);
    settle();
    assert_string_equal(text("SELECT state FROM entry"), "draft");
    home_time(home, DEADLINE + 1);
    settle();
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    expect_stored("story_de", "Wir lernen.\nJeden Tag.");
    assert_int_equal(number("SELECT count(*) FROM picture"), 1);
    assert_int_equal(mails("kept"), 1);
    settle();
    assert_int_equal(mails("kept"), 1);
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'entry.keep'"),
                     1);
    visit(b, "/my/entry/1");
    see(b, "Wir lernen.");
    see_not(b, "Bewerbung ändern");
    post_fields(b, "/my/entry/1/reopen", "");
    assert_int_equal(status(b), 409);
}

static void another_phase_ends_it_too(void **state)
{
    (void)state;
    submit();
    press(b, "Bewerbung ändern");
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/entry/1");
    see(office, "Das Unternehmen ändert sie gerade");
    visit(office, "/office/edition/2026");
    press(office, "Ausschreibung schließen");
    see_status(office, 200);
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    expect_stored("seat", "Ahrenfels");
    browser_free(office);
    /* what was typed meanwhile is shown */
    fill(b, "q_seat", "Zu spät");
    press(b, "Entwurf speichern");
    see_status(b, 409);
    see(b, "es zählt die Fassung, die Sie eingereicht haben");
    assert_string_equal(field_value(b, "q_seat"), "Zu spät");
}

static void who_was_marked_stays(void **state)
{
    (void)state;
    submit();
    home_user(home, "j@example.org", "juror");
    home_sql(home,
             "UPDATE entry SET state = 'admitted', checked_at = 1;"
             "INSERT INTO round (edition_id, slug, name_de, name_en, state) "
             "VALUES (1, 'jury', 'Jury', 'Jury', 'open');"
             "INSERT INTO jury_member (edition_id, user_id, code, position) "
             "SELECT 1, id, 'J1', 1 FROM user WHERE email LIKE 'j@%';"
             "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
             "VALUES (1, 1, 1)");
    post_fields(b, "/my/entry/1/reopen", "");
    assert_int_equal(status(b), 409);
    home_sql(home, "UPDATE round SET state = 'planned'");
    visit(b, "/my/entry/1");
    post_fields(b, "/my/entry/1/reopen", "");
    assert_int_equal(status(b), 303);
    home_sql(home, close_soon);
    home_time(home, DEADLINE + 1);
    settle();
    /* it was admitted, and is again */
    assert_string_equal(text("SELECT state FROM entry"), "admitted");
}

/* --- withdrawing -----------------------------------------------------------
 */

static void withdrawing_is_told(void **state)
{
    (void)state;
    home_user(home, "office@example.org", "organiser");
    submit();
    press(b, "Bewerbung ändern");
    press(b, "Zurückziehen");
    press(b, "Bewerbung zurückziehen");
    see(b, "Diese Bewerbung ist zurückgezogen");
    assert_int_equal(mails("withdrawn"), 1);
    assert_int_equal(mails("withdrawn_office"), 1);
    settle();
    assert_string_equal(text("SELECT state FROM entry"), "withdrawn");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(missing_is_shown_before),   STORY(a_version_is_kept_whole),
        STORY(the_pdf_can_be_fetched),    STORY(what_cannot_be_made_is_said),
        STORY(pictures_come_first),       STORY(submits_again),
        STORY(change_is_discarded),       STORY(forgotten_change_does_no_harm),
        STORY(another_phase_ends_it_too), STORY(who_was_marked_stays),
        STORY(withdrawing_is_told),       STORY(unfit_change_is_discarded),
        STORY(files_come_back_in_order),  STORY(receipts_have_their_turn),
        STORY(withdrawing_is_told),       STORY(a_day_has_an_end),
        STORY(companies_take_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
