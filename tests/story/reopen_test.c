/* After submitting: opening it again before the deadline, and withdrawing. */
#include "app/jobs.h"
#include "base/file.h"
#include "model/file.h"
#include "model/upload.h"
#include "support/submission_story.h"

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
        STORY(submits_again),
        STORY(change_is_discarded),
        STORY(unfit_change_is_discarded),
        STORY(files_come_back_in_order),
        STORY(forgotten_change_does_no_harm),
        STORY(another_phase_ends_it_too),
        STORY(who_was_marked_stays),
        STORY(withdrawing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
