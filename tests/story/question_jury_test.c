/* What jurors read of the newer kinds of questions, and what they do not: the
 * answers to questions that are not asked of this nomination. */
#include "support/judging_story.h"
#include "support/questions.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(home,
             "INSERT INTO section (edition_id, code, position, title_de, "
             "title_en) SELECT id, 'firm', 1, 'Firma', 'Company' "
             "FROM edition");
    questions_form(home);
    return 0;
}

static void add_answer(const char *code, const char *value)
{
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO answer (entry_id, question_id, value, "
                          "updated_at) SELECT %" PRId64 ", id, '%s', 1 FROM "
                          "question WHERE code = '%s'",
                          scene.entry[0], value, code));
}

static void open_sheet(void)
{
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_status(b, 200);
}

static void kinds_read_well(void **state)
{
    (void)state;
    add_answer("cost", "120050");
    add_answer("born", "2026-05-03");
    add_answer("tongue", "de fr");
    add_answer("land", "Polen\t1200\nIndien\t7");
    open_sheet();
    see(b, "1.200,50\u00a0€");
    see(b, "3. Mai 2026");
    see(b, "Deutsch, Französisch");
    see(b, "Land Leute Polen 1.200 Indien 7 Zusammen 1.207");
    browser_language(b, "en");
    visit(b, "/jury?lang=en");
    visit(b, sheet(0));
    see(b, "€1,200.50");
    see(b, "German, French");
}

static void what_is_not_asked_is_not_read(void **state)
{
    (void)state;
    add_answer("course", "yes");
    add_answer("level", "few");
    add_answer("detail", "Nur ein alter Text.");
    add_answer("guild", "Aus einer anderen Kategorie");
    home_sql(home,
             "UPDATE entry SET category_id = (SELECT id FROM category "
             "WHERE code = 'kmu'), confirmed_category_id = (SELECT id "
             "FROM category WHERE code = 'kmu')");
    open_sheet();
    see(b, "Wenige");
    see_not(b, "Nur ein alter Text.");
    see_not(b, "Aus einer anderen Kategorie");
    home_sql(home, "UPDATE answer SET value = 'many' WHERE value = 'few'");
    visit(b, sheet(0));
    see(b, "Nur ein alter Text.");
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = (SELECT id FROM "
             "category WHERE code = 'gross')");
    visit(b, sheet(0));
    see(b, "Aus einer anderen Kategorie");
}

/* Nor the picture that answers it. */
static void nor_are_its_pictures(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO file (id, digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES (9, 'd', 'n', 'image/png', 1, 1, 'done');"
             "INSERT INTO rendition (file_id, size, digest, type, bytes, width,"
             " height) VALUES (9, 'screen', 'd', 'image/png', 1, 10, 10);"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en, audience, slot, shown_if_id) "
             "SELECT edition_id, section_id, 'photo', 40, 'image', 'Foto', "
             "'Photo', 'public', 'photo', id FROM question WHERE code = "
             "'course';"
             "INSERT INTO question_condition SELECT id, 'yes' FROM question "
             "WHERE code = 'photo'");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO picture (entry_id, question_id, "
                                "file_id) SELECT %" PRId64 ", id, 9 FROM "
                                "question WHERE code = 'photo'",
                                scene.entry[0]));
    add_answer("course", "no");
    open_sheet();
    see_no_markup(b, "/image/9/screen");
    visit(b, "/image/9/screen");
    see_status(b, 404);
    home_sql(home, "UPDATE answer SET value = 'yes' WHERE value = 'no'");
    visit(b, sheet(0));
    see_markup(b, "/image/9/screen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(kinds_read_well),
        STORY(what_is_not_asked_is_not_read),
        STORY(nor_are_its_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
