/* Who changed what, word by word, and bringing a version back. */
#include "support/my_story.h"

#include "support/questions.h"

static void save_seat(struct browser *who, const char *seat)
{
    visit(who, "/my/entry/1");
    fill(who, "q_seat", seat);
    press(who, "Entwurf speichern");
    see_status(who, 200);
}

/* 0: as at the begin */
static void later(int minutes)
{
    static int now;
    now = minutes == 0 ? 0 : now + minutes;
    home_time(home, TEST_NOW + (int64_t)now * 60);
}

static void amounts_and_days_are_read(void **state)
{
    (void)state;
    questions_form(home);
    begin();
    fill(b, "q_cost", "1200,50");
    fill(b, "q_born", "3.5.2026");
    press(b, "Entwurf speichern");
    visit(b, "/my/entry/1/history");
    see(b, "1.200,50\xc2\xa0€");
    see(b, "3. Mai 2026");
}

static void who_changed_what(void **state)
{
    (void)state;
    later(0);
    begin();
    fill(b, "q_story_de", "Wir lernen jeden Tag.");
    fill(b, "q_way", "some");
    fill(b, "category", "kmu");
    fill(b, "consent_data", "1");
    press(b, "Entwurf speichern");
    struct browser *other = second_contact();
    later(1);
    visit(other, "/my/entry/1");
    see(other, "anna@firma.example arbeitet auch gerade daran");
    fill(other, "q_story_de", "Wir lernen fast jeden Tag.");
    fill(other, "q_way", "all");
    press(other, "Entwurf speichern");
    later(20);
    visit(b, "/my/entry/1");
    see_not(b, "arbeitet auch gerade daran");
    see(b, "Zuletzt geändert von bert@firma.example");
    press(b, "Wer was geändert hat");
    see_status(b, 200);
    see_markup(b,
               "Wir lernen <ins><span class=\"visually-hidden\">neu: "
               "</span>fast </ins>jeden Tag.");
    see_markup(b, "Einige</del>");
    see_markup(b, "Alle</ins>");
    see(b, "bert@firma.example");
    see(b, "Einwilligung erteilt");
    see(b, "Daten dürfen verarbeitet werden.");
    see(b, "Kategorie gewählt");
    see(b, "Kleine und mittlere Unternehmen");
    see(b, "Bewerbung begonnen");
    /* one question */
    visit(b, "/my/entry/1/history?question=way");
    see_not(b, "Wir lernen");
    see_not(b, "Kategorie gewählt");
    see(b, "Wer lernt?");
    /* others see nothing of it */
    nomination_company(home, "eve@other.example", "Andere AG");
    struct browser *eve = browser_new(home);
    log_in(eve, "eve@other.example");
    visit(eve, "/my/entry/1/history");
    see_status(eve, 404);
    browser_free(eve);
    browser_free(other);
}

/* While somebody types, each second is saved: that is one change to read. */
static void saves_in_a_row_are_one(void **state)
{
    (void)state;
    later(0);
    begin();
    save_seat(b, "A");
    later(1);
    save_seat(b, "Ahren");
    later(1);
    save_seat(b, "Ahrenfels");
    visit(b, "/my/entry/1/history");
    see(b, "3-mal gespeichert");
    see_no_markup(b, "Ahren</");
    see_markup(b, "Ahrenfels</ins>");
    visit(b, "/my/entry/1/history?every=1");
    see_markup(b, "Ahren</ins>");
    see_not(b, "-mal gespeichert");
    later(16);
    save_seat(b, "Neustadt");
    visit(b, "/my/entry/1/history");
    see_markup(b, "Ahrenfels</del>");
    see_markup(b, "Neustadt</ins>");
}

static void a_version_comes_back(void **state)
{
    (void)state;
    later(0);
    begin();
    save_seat(b, "Ahrenfels");
    later(30);
    save_seat(b, "Neustadt");
    visit(b, "/my/entry/1/history?question=seat");
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    press(b, "Diese Fassung zurückholen: Sitz, 21. September 2026, 16:13 Uhr");
    see_status(b, 200);
    see(b, "ist wieder die Angabe.");
    expect_stored("seat", "Ahrenfels");
    assert_int_equal(number("SELECT count(*) FROM answer_version"), 3);
    /* the page of before: somebody has changed it since */
    char *body = arena_printf(home->mem, "csrf=%s&version=2&newest=2", csrf);
    request_raw(b, "POST", "/my/entry/1/history",
                "application/x-www-form-urlencoded", body, strlen(body));
    see_status(b, 409);
    see(b, "inzwischen geändert");
    expect_stored("seat", "Ahrenfels");
    /* what no longer fits its question is not stored */
    home_sql(home,
             "UPDATE question SET characters_max = 5 "
             "WHERE code = 'seat'");
    post_fields(b, "/my/entry/1/history", "version=2&newest=3");
    see_status(b, 409);
    see(b, "passt nicht mehr zur Frage");
    expect_stored("seat", "Ahrenfels");
}

static void not_when_it_is_closed(void **state)
{
    (void)state;
    later(0);
    begin();
    save_seat(b, "Ahrenfels");
    later(30);
    save_seat(b, "Neustadt");
    home_sql(home, "UPDATE edition SET phase = 2");
    visit(b, "/my/entry/1/history");
    see(b, "Neustadt");
    see_not(b, "zurückholen");
    post_fields(b, "/my/entry/1/history", "version=1&newest=2");
    see_status(b, 409);
    expect_stored("seat", "Neustadt");
    /* nor for readers, nor from another nomination */
    home_sql(home,
             "UPDATE edition SET phase = 1;"
             "UPDATE membership SET role = 'reader'");
    visit(b, "/my/entry/1/history");
    see_not(b, "zurückholen");
    post_fields(b, "/my/entry/1/history", "version=1&newest=2");
    see_status(b, 409);
    expect_stored("seat", "Neustadt");
}

static void files_are_named(void **state)
{
    (void)state;
    later(0);
    begin();
    attach(b, "file", "zeichen.png", nomination_png, NOMINATION_PNG_BYTES);
    press_in(b, "/my/entry/1/picture/logo", NULL);
    post_fields(b, "/my/entry/1/picture/logo", "remove=1");
    visit(b, "/my/entry/1/history?every=1");
    see_markup(b, "zeichen.png</ins>");
    see_markup(b, "zeichen.png</del>");
    see(b, "Die Angabe wurde weggenommen.");
    see_not(b, "zurückholen");
}

static void all_files_are_named(void **state)
{
    (void)state;
    later(0);
    begin();
    home_sql(home,
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('a', 'a.png', 'image/png', 1, 1, 'done'), "
             "('b', 'b.png', 'image/png', 1, 1, 'done');"
             "INSERT INTO answer_version (entry_id, question_id, value, "
             "changed_at) SELECT 1, id, '2 1', 1 FROM question "
             "WHERE code = 'logo'");
    visit(b, "/my/entry/1/history");
    see_markup(b, "b.png\na.png</ins>");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/entry/1");
    see_markup(office, "b.png\na.png");
    browser_free(office);
}

static void typed_and_answered_are_told_apart(void **state)
{
    (void)state;
    later(0);
    begin();
    home_sql(home,
             "UPDATE question SET kind = 'money' WHERE code = 'employees'");
    visit(b, "/my/entry/1");
    fill(b, "q_employees", "1200,50");
    press(b, "Entwurf speichern");
    later(30);
    visit(b, "/my/entry/1");
    fill(b, "q_employees", "etwa 1300");
    press(b, "Entwurf speichern");
    see_status(b, 422);
    visit(b, "/my/entry/1/history?question=employees");
    see_markup(b, "1.200,50\u00a0€");
    see(b, "etwa");
    see(b, "Das ist keine Antwort auf die Frage");
    see_no_markup(b, "name=\"version\" value=\"2\"");
    press(b,
          "Diese Fassung zurückholen: Beschäftigte, 21. September 2026, "
          "16:13 Uhr");
    see_status(b, 200);
    visit(b, "/my/entry/1");
    assert_string_equal(field_value(b, "q_employees"), "1200,50");
}

static void what_came_of_it_is_told(void **state)
{
    (void)state;
    later(0);
    begin();
    fill_required();
    press(b, "Einreichen");
    press(b, "Bewerbung ändern");
    press(b, "Änderungen verwerfen");
    visit(b, "/my/entry/1/history");
    see(b, "Bewerbung wieder geöffnet");
    see(b, "Die eingereichte Fassung zählt wieder");
}

static void many_changes_have_pages(void **state)
{
    (void)state;
    later(0);
    begin();
    for (int i = 0; i < 45; i++) {
        later(16);
        home_sql(home,
                 "UPDATE session SET seen_at = 1790050000, expires_at "
                 "= 1799999999");
        save_seat(b, arena_printf(home->mem, "Ort %d", i));
    }
    visit(b, "/my/entry/1/history");
    see_markup(b, "44</ins>");
    see_no_markup(b, ">3</del>");
    see_not(b, "Bewerbung begonnen");
    press(b, "Ältere Änderungen");
    see_markup(b, "3</del>");
    see_no_markup(b, "44</ins>");
    see(b, "Bewerbung begonnen");
    see_not(b, "Ältere Änderungen");
}

/* Thirty long texts are not read for one page. */
static void a_page_has_an_end(void **state)
{
    (void)state;
    later(0);
    begin();
    save_seat(b, "Ahrenfels");
    home_sql(home,
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
             "WHERE i < 30) INSERT INTO answer_version (entry_id, "
             "question_id, value, fits, changed_by, changed_at) SELECT 1, 1, "
             "i || ' ' || replace(hex(zeroblob(100000)), '00', 'a b '), 0, 1, "
             "1790000000 + i * 3600 FROM n");
    visit(b, "/my/entry/1/history");
    see_status(b, 200);
    assert_true(strlen(page(b)) < 5 * 1000 * 1000);
    /* the older ones are behind a link, down to the first */
    int pages = 1;
    for (; strstr(page(b), "before=") != NULL && pages < 200; pages++)
        visit(b, arena_printf(home->mem, "/my/entry/1/history?before=%d",
                              atoi(strstr(page(b), "before=") + 7)));
    assert_in_range(pages, 4, 30);
    see(b, "Ahrenfels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(amounts_and_days_are_read),
        STORY(a_page_has_an_end),
        STORY(who_changed_what),
        STORY(saves_in_a_row_are_one),
        STORY(a_version_comes_back),
        STORY(not_when_it_is_closed),
        STORY(files_are_named),
        STORY(many_changes_have_pages),
        STORY(all_files_are_named),
        STORY(typed_and_answered_are_told_apart),
        STORY(what_came_of_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
