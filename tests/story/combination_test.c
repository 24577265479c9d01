/* Rounds that combine others: combined, changed, and holding their parts. */
#include "model/round.h"
#include "support/rules_story.h"

/* A second round "besuch" like the first, and "gesamt" that combines both. */
static int64_t add_combined(void)
{
    home_sql(
        home,
        "INSERT INTO round (edition_id, slug, stage, name_de, name_en, quorum) "
        "SELECT edition_id, 'besuch', 2, 'Besuch', 'Visit', 2 FROM round;"
        "INSERT INTO criterion (round_id, code, position, name_de, name_en, "
        "weight, lo, hi, step) SELECT 2, 'Gesamt', 1, 'Gesamt', 'All', 100, 0, "
        "10, 1;"
        "INSERT INTO assignment SELECT 2, jury_member_id, entry_id FROM "
        "assignment;"
        "INSERT INTO round (edition_id, slug, stage, name_de, name_en) "
        "SELECT edition_id, 'gesamt', 2, 'Gesamtwertung', 'Overall' FROM round "
        "WHERE id = 1;"
        "INSERT INTO round_share VALUES (3, 1, 60, 1), (3, 2, 40, 2)");
    return 3;
}

static void close_both(void)
{
    struct world *w = home_begin(home);
    assert_int_equal(round_open(w, 2), ROUND_OK);
    assert_int_equal(round_close(w, 1, "Frist"), ROUND_OK);
    assert_int_equal(round_close(w, 2, "Frist"), ROUND_OK);
    home_commit(home);
}

static void combining(void **state)
{
    (void)state;
    int64_t all = add_combined();
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5 + e, 5);
    visit(b, page_of(all, ""));
    see(b, "Jurybewertung 60 % läuft");
    see(b, "Besuch 40 % geplant");
    see(b, "Sind alle ihre Teile geschlossen");
    see_not(b, "Wer bewertet was");
    see_not(b, "Runde eröffnen");
    post_fields(b, page_of(all, "/combine"), "");
    see_status(b, 409);
    see(b, "Ein Teil dieser Runde ist noch nicht geschlossen.");
    visit(b, page_of(all, ""));
    post_fields(b, page_of(all, "/assign"), "action=all");
    see_status(b, 409);
    visit(b, page_of(all, "/rules"));
    see(b, "gewichteter Mittelwert der Runden");
    see_no_markup(b, "name=\"method\"");
    fill(b, "share0", "0");
    press(b, "Regeln speichern");
    see_status(b, 422);
    fill(b, "share0", "70");
    fill(b, "share1", "30");
    press(b, "Regeln speichern");
    see(b, "Jurybewertung 70 %");
    close_both();
    visit(b, page_of(all, ""));
    press(b, "Zusammenführen und versiegeln");
    assert_string_equal(location(b), page_of(all, "/result"));
    assert_string_equal(text("SELECT state FROM round WHERE id = 3"), "closed");
    assert_int_equal(number("SELECT count(*) FROM seal WHERE round_id = 3"), 1);
    assert_int_equal(number("SELECT count(*) FROM rules WHERE round_id = 3"),
                     1);
    visit(b, "/office/log");
    see(b, "Ergebnisse von Runden zusammengeführt");
    all_is_well();
}

/* What is wrong with all of it stands beside the first field. */
static void nothing_would_change(void **state)
{
    (void)state;
    int64_t all = add_combined();
    close_both();
    struct world *w = home_begin(home);
    assert_int_equal(round_combine(w, all), ROUND_OK);
    home_commit(home);
    visit(b, page_of(all, "/rules"));
    fill(b, "reason", "Nur so");
    press(b, "Änderung vorschlagen");
    see_status(b, 422);
    see(b, "Es würde sich nichts ändern.");
    see_markup(b, "id=\"share0-error\"");
}

static void a_planned_combination_follows(void **state)
{
    (void)state;
    add_combined();
    propose("Tippfehler");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Das ist die neue Runde");
    assert_string_equal(
        text("SELECT group_concat(part_id || ':' || share, ' ') FROM "
             "(SELECT * FROM round_share ORDER BY position)"),
        "4:60 2:40");
    all_is_well();
}

static void a_fixed_combination_holds_its_parts(void **state)
{
    (void)state;
    int64_t all = add_combined();
    close_both();
    visit(b, page_of(scene.round, ""));
    struct world *w = home_begin(home);
    assert_int_equal(round_combine(w, all), ROUND_OK);
    home_commit(home);
    visit(b, page_of(scene.round, "/rules"));
    see(b, "Eine andere Runde führt das Ergebnis dieser Runde weiter");
    see_no_markup(b, "name=\"k0_weight\"");
    /* other shares are agreed to: it is combined again */
    visit(b, page_of(all, "/rules"));
    fill(b, "share0", "50");
    fill(b, "share1", "50");
    fill(b, "reason", "Falsch übertragen");
    press(b, "Änderung vorschlagen");
    see(b, "Anteil von jury 60 50");
    visit(second, page_of(all, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Jurybewertung 50 %");
    press(second, "Zusammenführen und versiegeln");
    see_status(second, 200);
    assert_string_equal(text("SELECT slug || state FROM round WHERE id = 4"),
                        "gesamt-v2closed");
    all_is_well();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULES_STORY(combining),
        RULES_STORY(nothing_would_change),
        RULES_STORY(a_planned_combination_follows),
        RULES_STORY(a_fixed_combination_holds_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
