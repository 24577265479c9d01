/* Before the form: who can take part, why not, and which category follows. */
#include "support/my_story.h"

#include "model/eligibility.h"

static const char questions[] =
    "UPDATE edition SET eligibility_de = 'Vier Fragen vorweg.', "
    "eligibility_en = 'Four questions first.', email = 'buero@preis.example';"
    "UPDATE category SET size_below = 25000 WHERE code = 'kmu';"
    "UPDATE category SET size_from = 25000 WHERE code = 'gross';"
    "INSERT INTO category (edition_id, code, position, name_de, name_en) "
    "SELECT id, 'craft', 3, 'Handwerk', 'Crafts' FROM edition;"
    "INSERT INTO eligibility_question (edition_id, code, position, kind, "
    "label_de, label_en, refused, refusal_de, refusal_en, unit, years, "
    "category_id) SELECT e.id, q.*, "
    "CASE q.c WHEN 'craft' THEN (SELECT id FROM category WHERE code = 'craft')"
    " END FROM edition e JOIN ("
    "SELECT 'region' AS c, 1, 'yesno', 'Aus der Region?', 'From the region?', "
    "'no', 'Der Preis gilt der Region.', 'The award is for the region.', '', 0"
    " UNION ALL SELECT 'won', 2, 'winner', 'Schon gewonnen?', 'Won already?', "
    "'yes', 'Zwei Jahre Pause.', 'Two years off.', '', 2"
    " UNION ALL SELECT 'craft', 3, 'yesno', 'Ein Handwerk?', 'A craft?', '', "
    "'', '', '', 0"
    " UNION ALL SELECT 'size', 4, 'size', 'Wie groß?', 'How large?', '', '', "
    "'', 'fte', 0) AS q;";

static int open_questions(void **state)
{
    setup(state);
    home_sql(home, questions);
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    return 0;
}

#define ASKED(name)                                                            \
    cmocka_unit_test_setup_teardown(name, open_questions, teardown)

static void answer(const char *region, const char *won, const char *craft,
                   const char *size)
{
    visit(b, "/my/entry/1/eligibility");
    fill(b, "e_region", region);
    fill(b, "e_won", won);
    fill(b, "e_craft", craft);
    fill(b, "e_size", size);
    press_in(b, "/my/entry/1/eligibility", NULL);
}

static const char *category(void)
{
    return text(
        "SELECT coalesce((SELECT code FROM category c WHERE c.id = "
        "e.category_id), '') FROM entry e WHERE id = 1");
}

static void the_questions_come_first(void **state)
{
    (void)state;
    see_status(b, 200);
    see(b, "Wer teilnehmen kann");
    see(b, "Vier Fragen vorweg.");
    visit(b, "/my/entry/1");
    see(b, "Aus der Region?");
    answer("yes", "no", "no", "249,99");
    see(b, "Bewerbung: Testpreis 2026");
    see(b, "Wir schlagen die Kategorie „Kleine und mittlere Unternehmen“ vor");
    see(b, "Nach Ihren Antworten können Sie teilnehmen.");
    assert_string_equal(category(), "kmu");
    assert_string_equal(text("SELECT value FROM eligibility_answer JOIN "
                             "eligibility_question q ON q.id = question_id "
                             "WHERE q.code = 'size'"),
                        "24999");
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'eligibility.answer'"),
                     4);
}

static const struct {
    const char *craft, *size, *category;
} sizes[] = {
    {"no", "0", "kmu"},       {"no", "249", "kmu"},    {"no", "249.99", "kmu"},
    {"no", "250", "gross"},   {"no", "9999", "gross"}, {"yes", "12", "craft"},
    {"yes", "3000", "craft"},
};

static void the_size_proposes_the_category(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        home_sql(home, "UPDATE entry SET category_id = NULL");
        answer("yes", "no", sizes[i].craft, sizes[i].size);
        if (!str_equal(category(), sizes[i].category))
            fail_msg("case %zu: %s", i, category());
    }
    /* a category that was chosen stays */
    fill(b, "category", "kmu");
    press(b, "Entwurf speichern");
    answer("yes", "no", "no", "3000");
    assert_string_equal(category(), "kmu");
    see(b, "Nach Ihren Angaben passt „Großunternehmen“.");
}

static void who_cannot_is_told_why(void **state)
{
    (void)state;
    answer("no", "yes", "no", "12");
    see_status(b, 200);
    see(b, "Diesmal können Sie leider nicht teilnehmen");
    see(b, "Der Preis gilt der Region.");
    see(b, "Zwei Jahre Pause.");
    see(b, "buero@preis.example");
    assert_string_equal(category(), "");
    visit(b, "/my/entry/1");
    see(b, "Der Preis gilt der Region.");
    /* and can put it right */
    answer("yes", "no", "no", "12");
    see(b, "Sie können teilnehmen.");
    assert_string_equal(category(), "kmu");
}

/* What is typed is kept, also where the answers change meanwhile. */
static void nothing_is_lost(void **state)
{
    (void)state;
    fill(b, "e_region", "yes");
    fill(b, "e_size", "rund 12");
    press_in(b, "/my/entry/1/eligibility", NULL);
    see_status(b, 422);
    see(b, "eine Zahl ein, etwa 12,5");
    see(b, "Bitte wählen Sie eine Antwort.");
    /* each line on top says which question it is about */
    see_markup(b, "? Bitte wählen Sie eine Antwort.</a>");
    assert_string_equal(field_value(b, "e_size"), "rund 12");
    assert_string_equal(field_value(b, "e_region"), "yes");
    assert_int_equal(number("SELECT count(*) FROM eligibility_answer"), 1);
    answer("yes", "no", "no", "12,5");
    fill_required();
    press(b, "Entwurf speichern");
    struct browser *form = browser_new(home);
    log_in(form, "anna@firma.example");
    visit(form, "/my/entry/1");
    answer("no", "no", "no", "12,5");
    fill(form, "q_seat", "Neustadt");
    press(form, "Entwurf speichern");
    expect_stored("seat", "Neustadt");
    browser_free(form);
}

static void submitting_needs_it(void **state)
{
    (void)state;
    answer("yes", "no", "no", "12");
    fill_required();
    home_sql(home,
             "UPDATE eligibility_answer SET value = 'no' WHERE "
             "question_id = 1");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "Wer teilnehmen kann: Bitte beantworten Sie zuerst");
    see_markup(b, "href=\"#eligibility\"");
    see_markup(b, "id=\"eligibility\"");
    expect_stored("seat", "Ahrenfels");
    home_sql(home,
             "UPDATE eligibility_answer SET value = 'yes' WHERE "
             "question_id = 1");
    press(b, "Einreichen");
    see(b, "Ihre Bewerbung ist angekommen.");
    visit(b, "/my/entry/1/eligibility");
    see_no_markup(b, "name=\"e_region\"");
    post_fields(b, "/my/entry/1/eligibility", "e_region=no");
    see_status(b, 409);
}

static void add_win(int year, int phase, int64_t embargo)
{
    home_sql(home,
             arena_printf(
                 home->mem,
                 "INSERT INTO edition (slug, number, year, title_de, title_en, "
                 "phase, embargo_at, created_at) VALUES ('%d', %d, %d, 'P', "
                 "'P', %d, %lld, 1);"
                 "INSERT INTO entry (edition_id, organisation_id, code, state, "
                 "created_at, updated_at) SELECT max(id), 1, 'E01', "
                 "'admitted', 1, 1 FROM edition;"
                 "INSERT INTO honour (entry_id, kind, decided_at) "
                 "SELECT max(id), 'winner', 1 FROM entry",
                 year, year, year, phase, (long long)embargo));
}

/* Where the award knows it, it does not ask; an embargo is kept. */
static void earlier_wins_are_looked_up(void **state)
{
    (void)state;
    add_win(2023, 11, 5);
    visit(b, "/my/entry/1/eligibility");
    see_markup(b, "name=\"e_won\"");
    add_win(2025, 9, TEST_NOW + 100);
    visit(b, "/my/entry/1/eligibility");
    see_markup(b, "name=\"e_won\"");
    add_win(2024, 11, 5);
    visit(b, "/my/entry/1/eligibility");
    see_no_markup(b, "name=\"e_won\"");
    see(b, "Ihr Unternehmen hat 2024 gewonnen.");
    fill(b, "e_region", "yes");
    fill(b, "e_craft", "no");
    fill(b, "e_size", "12");
    press_in(b, "/my/entry/1/eligibility", NULL);
    see(b, "Zwei Jahre Pause.");
}

static void a_size_that_fits_nowhere(void **state)
{
    (void)state;
    home_sql(home, "UPDATE category SET size_below = 5000 WHERE code = 'kmu'");
    answer("yes", "no", "no", "100");
    see(b, "Bewerbung: Testpreis 2026"); /* crafts take every size */
    assert_string_equal(category(), "");
    home_sql(home,
             "UPDATE category SET size_below = 1000 WHERE code = 'craft';"
             "UPDATE category SET size_from = 1000 WHERE code = 'kmu'");
    answer("yes", "no", "no", "100");
    see(b, "Keine Kategorie dieses Preises ist für Unternehmen dieser Größe");
}

static void the_office_sees_it(void **state)
{
    (void)state;
    answer("yes", "no", "yes", "12,5");
    fill_required();
    press(b, "Einreichen");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/entry/1");
    see(office, "Nach den Antworten des Unternehmens kann es teilnehmen.");
    see(office, "Die Antworten sprechen für die Kategorie „Handwerk“.");
    see(office, "12,50 Vollzeitstellen");
    home_sql(home,
             "UPDATE eligibility_answer SET value = 'no' WHERE "
             "question_id = 1");
    visit(office, "/office/entry/1");
    see(office,
        "Nach den Antworten des Unternehmens kann es nicht "
        "teilnehmen. ");
    see(office, "schließt aus");
    home_sql(home, "DELETE FROM eligibility_answer");
    visit(office, "/office/entry/1");
    see(office,
        "Das Unternehmen hat diese Fragen nicht vollständig beantwortet.");
    see_not(office, "kann es nicht teilnehmen");
    browser_free(office);
}

static void strangers_get_nothing(void **state)
{
    (void)state;
    nomination_company(home, "carl@andere.example", "Andere GmbH");
    struct browser *other = browser_new(home);
    log_in(other, "carl@andere.example");
    visit(other, "/my/entry/1/eligibility");
    see_status(other, 404);
    post_fields(other, "/my/entry/1/eligibility", "e_region=no");
    see_status(other, 404);
    assert_int_equal(number("SELECT count(*) FROM eligibility_answer"), 0);
    browser_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASKED(the_questions_come_first), ASKED(the_size_proposes_the_category),
        ASKED(who_cannot_is_told_why),   ASKED(nothing_is_lost),
        ASKED(submitting_needs_it),      ASKED(earlier_wins_are_looked_up),
        ASKED(a_size_that_fits_nowhere), ASKED(the_office_sees_it),
        ASKED(strangers_get_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
