/* A new round: copied from another, or combining others. */
#include <string.h>

#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "office@example.org");
    visit(b, "/office/edition/2026/rounds");
    press(b, "Neue Runde");
    return 0;
}

static void names(const char *slug)
{
    fill(b, "name_de", "Besuch <vor Ort>");
    fill(b, "name_en", "Site visit");
    fill(b, "slug", slug);
}

static void copied(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET comment_min = 40, "
             "criterion_comment_min = 20, visit = 1");
    names("besuch");
    fill(b, "entries", "nominees");
    fill(b, "from", "1");
    press(b, "Runde anlegen");
    see(b, "Die Runde ist angelegt. Bitte sehen Sie jetzt ihre Regeln an.");
    see(b, "Besuch <vor Ort>");
    see(b, "Innovation");
    assert_string_equal(text("SELECT entries || stage || state FROM round "
                             "WHERE slug = 'besuch'"),
                        "nominees2planned");
    /* what its sheet asks for, too */
    assert_string_equal(text("SELECT comment_min || ' ' || "
                             "criterion_comment_min || ' ' || visit "
                             "FROM round WHERE slug = 'besuch'"),
                        "40 20 1");
    assert_int_equal(number("SELECT count(*) FROM criterion"),
                     2 * JUDGING_CRITERIA);
    assert_true(number("SELECT count(*) FROM anchor") > 0);
    assert_int_equal(
        number("SELECT count(*) FROM anchor a JOIN criterion c ON c.id = "
               "a.criterion_id WHERE c.round_id = 1"),
        number("SELECT count(*) FROM anchor a JOIN criterion c ON c.id = "
               "a.criterion_id WHERE c.round_id = 2"));
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'round.add'"), 1);
    /* its rules can be changed without touching the other's */
    assert_int_equal(number("SELECT count(*) FROM assignment WHERE round_id = "
                            "2"),
                     0);
}

static void combined(void **state)
{
    (void)state;
    names("besuch");
    fill(b, "from", "1");
    press(b, "Runde anlegen");
    visit(b, "/office/edition/2026/rounds/new");
    names("gesamt");
    fill(b, "from", "combine");
    press(b, "Runde anlegen");
    see_status(b, 422);
    see(b, "Bitte geben Sie den Anteil mindestens einer Runde an.");
    fill(b, "share_1", "60");
    fill(b, "share_2", "40");
    fill(b, "stage", "1");
    press(b, "Runde anlegen");
    see_status(b, 422);
    see(b, "Diese Runde gehört zu einer späteren Stufe als die neue.");
    assert_string_equal(field_value(b, "share_1"), "60");
    fill(b, "stage", "2");
    press(b, "Runde anlegen");
    see(b, "Die Runde ist angelegt.");
    visit(b, "/office/round/3");
    see(b, "60 %");
    see(b, "40 %");
    /* a round that combines is no part of another */
    visit(b, "/office/edition/2026/rounds/new");
    see_no_markup(b, "share_3");
    see_no_markup(b, "name=\"from\" value=\"3\"");
}

static void what_is_wrong(void **state)
{
    (void)state;
    press(b, "Runde anlegen");
    see_status(b, 422);
    see(b, "Bitte geben Sie einen Namen an.");
    see(b, "Bitte nur Kleinbuchstaben, Ziffern, - und _.");
    see(b, "Bitte geben Sie an, woher die Kriterien kommen.");
    names("jury");
    fill(b, "stage", "0");
    fill(b, "from", "1");
    press(b, "Runde anlegen");
    see(b, "Bitte geben Sie eine Stufe von 1 bis 9 an.");
    fill(b, "stage", "1");
    press(b, "Runde anlegen");
    see_status(b, 422);
    see(b, "Eine andere Runde dieser Ausgabe hat diesen Kurznamen.");
    assert_string_equal(field_value(b, "name_en"), "Site visit");
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    post_fields(b, "/office/edition/2026/rounds/new",
                "name_de=A&name_en=A&slug=a&stage=2&from=99&category=99");
    see_status(b, 422);
    see(b, "Bitte wählen Sie eine Kategorie.");
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(copied),
        STORY(combined),
        STORY(what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
