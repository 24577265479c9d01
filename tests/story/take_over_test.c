/* Beginning with the answers of an earlier year. */
#include "support/my_story.h"

/* The edition of the year before: the same questions but for some. */
static const char last_year[] =
    "INSERT INTO edition (slug, number, year, title_de, title_en, phase, "
    "created_at) VALUES ('2025', 9, 2025, 'Testpreis 2025', "
    "'Test Award 2025', 11, 1);"
    "INSERT INTO category (edition_id, code, position, name_de, name_en) "
    "VALUES (2, 'kmu', 1, 'KMU', 'SME');"
    "INSERT INTO section (edition_id, code, position, title_de, title_en) "
    "VALUES (2, 'firm', 1, 'Firma', 'Company');"
    "INSERT INTO question (edition_id, section_id, code, position, kind, "
    "label_de, label_en) SELECT 2, s.id, q.code, q.position, CASE q.code "
    "WHEN 'mail' THEN 'short' ELSE q.kind END, q.label_de, q.label_en "
    "FROM question q JOIN section s ON s.edition_id = 2 "
    "WHERE q.edition_id = 1;"
    "INSERT INTO question (edition_id, section_id, code, position, kind, "
    "label_de, label_en) SELECT 2, id, 'motto', 20, 'short', 'Motto 2025?', "
    "'Motto?' FROM section WHERE edition_id = 2;"
    "INSERT INTO question_choice (question_id, code, position, label_de, "
    "label_en) SELECT id, 'none', 1, 'Niemand', 'Nobody' FROM question "
    "WHERE code = 'way' AND edition_id = 2;"
    "INSERT INTO consent_kind (edition_id, code, position, text_de, text_en, "
    "required) VALUES (2, 'data', 1, 'Ja', 'Yes', 1);"
    "INSERT INTO entry (edition_id, organisation_id, code, category_id, "
    "state, created_at, updated_at) SELECT 2, 1, 'E01', id, 'admitted', 1, 1 "
    "FROM category WHERE edition_id = 2;"
    "INSERT INTO consent (entry_id, consent_kind_id, given_at) "
    "SELECT 1, id, 1 FROM consent_kind WHERE edition_id = 2;";

static void answer_last_year(const char *code, const char *value)
{
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO answer (entry_id, question_id, value, "
                          "updated_at) SELECT 1, id, '%s', 1 FROM question "
                          "WHERE edition_id = 2 AND code = '%s'",
                          value, code));
}

static void open_last_year(void)
{
    home_sql(home, last_year);
    answer_last_year("seat", "Ahrenfels an der langen Brücke");
    answer_last_year("employees", "42");
    answer_last_year("story_de", "Wir lernen.");
    answer_last_year("way", "none");
    answer_last_year("mail", "anna");
    answer_last_year("motto", "Vielfalt");
}

static void begin_with_last_year(void)
{
    visit(b, "/my");
    see(b, "Einwilligungen nicht");
    press(b, "Mit den Angaben aus „Testpreis 2025“ beginnen");
    see_status(b, 200);
}

static const char *now_stored(const char *code)
{
    return text(arena_printf(home->mem,
                             "SELECT value FROM answer a JOIN question q ON "
                             "q.id = a.question_id WHERE a.entry_id = 2 AND "
                             "q.code = '%s'",
                             code));
}

static void answers_are_taken_over(void **state)
{
    (void)state;
    open_last_year();
    begin_with_last_year();
    assert_string_equal(now_stored("employees"), "42");
    assert_string_equal(now_stored("story_de"), "Wir lernen.");
    /* it has become too long: kept, but no answer */
    assert_null(now_stored("seat"));
    assert_string_equal(field_value(b, "q_seat"),
                        "Ahrenfels an der langen Brücke");
    assert_null(now_stored("way"));  /* the choice is gone */
    assert_null(now_stored("mail")); /* asked in another way */
    assert_int_equal(number("SELECT count(*) FROM consent WHERE entry_id = 2"),
                     0);
    assert_string_equal(field_value(b, "category"), "kmu");
    see(b, "3 Angaben wurden übernommen");
    see(b, "Bitte prüfen Sie diese Zahl");
    see(b, "Jetzt zu lang: bitte kürzen");
    see(b, "3 Angaben wurden nicht übernommen");
    see(b, "Motto 2025?");
    see(b, "aus „Testpreis 2025“");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "höchstens 20 Zeichen; jetzt sind es 30");
}

static void the_marks_go(void **state)
{
    (void)state;
    open_last_year();
    begin_with_last_year();
    fill(b, "q_seat", "Ahrenfels");
    press(b, "Entwurf speichern");
    see_status(b, 200);
    see(b, "2 Angaben wurden übernommen");
    see_not(b, "bitte kürzen");
    press(b, "Ich habe alle durchgesehen");
    see(b, "die Liste ist erledigt");
    see_not(b, "wurden übernommen");
    see_not(b, "aus „Testpreis 2025“");
    assert_string_equal(now_stored("employees"), "42");
    visit(b, "/my/entry/2/history");
    see(b, "Angaben aus einem früheren Jahr übernommen");
}

static void files_come_along(void **state)
{
    (void)state;
    begin();
    attach(b, "file", "logo.png", nomination_png, NOMINATION_PNG_BYTES);
    press(b, "Bild hinzufügen: Logo");
    fill(b, "credit", "Eva Licht");
    press(b, "Beschreibungen speichern: Logo");
    /* the next year's edition has the same question */
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, title_en, "
             "phase, deadline_at, created_at) VALUES ('2027', 11, 2027, "
             "'Testpreis 2027', 'Test Award 2027', 1, 1890000000, 1);"
             "INSERT INTO section (edition_id, code, position, title_de, "
             "title_en) VALUES (2, 'pictures', 1, 'Bilder', 'Pictures');"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en, slot) SELECT 2, id, 'logo', 1, "
             "'image', 'Logo', 'Logo', 'logo' FROM section "
             "WHERE edition_id = 2");
    visit(b, "/my");
    press(b, "Mit den Angaben aus „Testpreis 2026“ beginnen");
    see(b, "1 Angabe wurde übernommen");
    assert_string_equal(text("SELECT credit FROM picture WHERE entry_id = 2"),
                        "Eva Licht");
    see(b, "logo.png");
    /* taking it away there leaves the old one */
    post_fields(b, "/my/entry/2/picture/logo", "remove=1");
    assert_int_equal(number("SELECT count(*) FROM picture"), 1);
    visit(b, "/my/entry/1");
    see(b, "logo.png");
}

/* Amounts are stored in cents: what does not fit stays what was meant. */
static void an_amount_out_of_range(void **state)
{
    (void)state;
    open_last_year();
    home_sql(home,
             "UPDATE question SET kind = 'money' WHERE code = 'employees';"
             "UPDATE question SET number_max = 1000 WHERE code = 'employees' "
             "AND edition_id = 1");
    begin_with_last_year();
    assert_string_equal(now_stored("employees"), "42");
    home_sql(home,
             "UPDATE entry SET state = 'withdrawn' WHERE id = 2;"
             "UPDATE answer SET value = '120000' WHERE entry_id = 1 "
             "AND value = '42'");
    begin_with_last_year();
    assert_string_equal(field_value(b, "q_employees"), "1200");
    see(b, "höchstens 10");
}

/* The first that fit: not the last, and nobody's words to another's picture. */
static void as_many_files_as_are_asked_for(void **state)
{
    (void)state;
    open_last_year();
    home_sql(home,
             "UPDATE question SET files_max = 2, accepts = 'png' "
             "WHERE code = 'logo' AND edition_id = 1;"
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('a', 'a.svg', 'image/svg+xml', 1, 1, "
             "'done'), ('b', 'b.png', 'image/png', 1, 1, 'done'), "
             "('c', 'c.png', 'image/png', 1, 1, 'done'), "
             "('d', 'd.png', 'image/png', 1, 1, 'done');"
             "INSERT INTO picture (entry_id, question_id, file_id, position, "
             "credit) SELECT 1, q.id, f.id, 9 - f.id, 'Foto ' || f.id "
             "FROM question q JOIN file f WHERE q.code = 'logo' "
             "AND q.edition_id = 2");
    begin_with_last_year();
    assert_string_equal(now_stored("logo"), "4 3");
    assert_string_equal(
        text("SELECT group_concat(credit, ', ') FROM (SELECT credit FROM "
             "picture WHERE entry_id = 2 ORDER BY position)"),
        "Foto 4, Foto 3");
    /* withdrawn and begun again: the same files, and what is no answer */
    visit(b, "/my/entry/2");
    fill(b, "q_employees", "viele");
    press(b, "Entwurf speichern");
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 2");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    assert_string_equal(location(b), "/my/entry/3");
    assert_string_equal(field_value(b, "q_employees"), "viele");
    assert_string_equal(
        text("SELECT group_concat(file_id || credit, ', ') FROM (SELECT "
             "file_id, credit FROM picture WHERE entry_id = 3 "
             "ORDER BY position)"),
        "4Foto 4, 3Foto 3");
}

/* Of one's own company only, and of another edition only. */
static void nothing_of_others(void **state)
{
    (void)state;
    open_last_year();
    nomination_company(home, "eve@other.example", "Andere AG");
    struct browser *eve = browser_new(home);
    log_in(eve, "eve@other.example");
    visit(eve, "/my");
    see_not(eve, "Mit den Angaben aus");
    post_fields(eve, "/my/new", "edition=1&organisation=2&from=1");
    see_status(eve, 303);
    assert_int_equal(number("SELECT count(*) FROM entry"), 2);
    assert_int_equal(number("SELECT count(*) FROM answer WHERE entry_id = 2"),
                     0);
    assert_int_equal(number("SELECT count(*) FROM take_over"), 0);
    browser_free(eve);
}

static void all_years_are_listed(void **state)
{
    (void)state;
    open_last_year();
    begin();
    struct browser *other = second_contact();
    visit(other, "/my");
    see(other, "Testpreis 2026");
    see(other, "Testpreis 2025");
    visit(other, "/my/entry/1");
    see_status(other, 200);
    see(other, "Wir lernen.");
    browser_free(other);
}

static void readers_begin_nothing(void **state)
{
    (void)state;
    open_last_year();
    home_sql(home, "UPDATE membership SET role = 'reader'");
    visit(b, "/my");
    see_not(b, "Bewerbung beginnen");
    post_fields(b, "/my/new", "edition=1&organisation=1&from=1");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM entry"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(answers_are_taken_over), STORY(the_marks_go),
        STORY(files_come_along),       STORY(nothing_of_others),
        STORY(all_years_are_listed),   STORY(readers_begin_nothing),
        STORY(an_amount_out_of_range), STORY(as_many_files_as_are_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
