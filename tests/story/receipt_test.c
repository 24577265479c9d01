/* A juror's receipts: his own, right, found again in the seal; and when he may
 * have the sealed file. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "model/round.h"
#include "model/verify.h"
#include "support/judging_story.h"
#include "support/sealing.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "j1@example.org");
    return 0;
}

/* Juror 1 gave Alpha 8 and 5, juror 2 gave it 3 and 9. */
static void hand_in(void)
{
    judging_submit(home, &scene, 0, 0, 8, 5);
    judging_submit(home, &scene, 1, 0, 3, 9);
    for (int e = 1; e < JUDGING_ENTRIES; e++)
        for (int j = 0; j < 2; j++)
            judging_declare(home, &scene, j, e, "none");
}

static const char *of_ballot(int64_t id, const char *column)
{
    return arena_text(
        home->mem,
        home_text(home, arena_printf(home->mem,
                                     "SELECT %s FROM ballot WHERE id = "
                                     "%" PRId64,
                                     column, id)));
}

static const char *seal_path(void)
{
    return arena_printf(home->mem, "/jury/seal/%" PRId64, scene.round);
}

static void nothing_yet(void **state)
{
    (void)state;
    visit(b, "/jury");
    press(b, "Ihre Quittungen");
    assert_string_equal(location(b), "/jury/receipts");
    see(b, "Noch keine Quittung");
}

static void the_own_receipt(void **state)
{
    (void)state;
    hand_in();
    visit(b, "/jury/receipts");
    see_status(b, 200);
    see(b, "Alpha GmbH");
    see(b, "E01 · abgegeben am 21. September 2026");
    see(b, "Innovation 8 Nutzen 5");
    see(b, of_ballot(1, "receipt"));
    see(b, of_ballot(1, "receipt_salt"));
    see(b, "wird beim Schließen der Runde versiegelt");
    see_not(b, of_ballot(2, "receipt")); /* another's */
    see_not(b, of_ballot(2, "receipt_salt"));
    see_not(b, "Beta AG");
    /* the lines in the page give the code */
    char *lines = arena_printf(home->mem,
                               "lorbeer receipt 1\n%s\n2026\njury\nE01\n"
                               "Innovation=8\nNutzen=5\n",
                               of_ballot(1, "receipt_salt"));
    see_markup(b, arena_printf(home->mem, ">%s</pre>", lines));
    assert_string_equal(secret_digest(home->mem, lines, strlen(lines)),
                        of_ballot(1, "receipt"));
}

static void as_a_text(void **state)
{
    (void)state;
    hand_in();
    visit(b, "/jury/receipts");
    press(b, "Als Text speichern");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "text/plain; charset=utf-8");
    assert_non_null(strstr(header(b, "content-disposition"), "quittungen.txt"));
    see_markup(b, "Alpha GmbH (E01)");
    see_markup(b, "Innovation: 8\nNutzen: 5\nQuittung: ");
    see_markup(b, of_ballot(1, "receipt"));
    see_markup(b, "E01\nInnovation=8\nNutzen=5\n");
    see_no_markup(b, of_ballot(2, "receipt"));
}

static void on_the_sheet(void **state)
{
    (void)state;
    hand_in();
    visit(b, arena_printf(home->mem, "/jury/entry/%" PRId64, scene.entry[1]));
    see_not(b, "Quittung:");
    visit(b, arena_printf(home->mem, "/jury/entry/%" PRId64, scene.entry[0]));
    see(b, arena_printf(home->mem, "Quittung: %.8s…", of_ballot(1, "receipt")));
    see_markup(b, arena_printf(home->mem, "href=\"/jury/receipts#b%.8s\"",
                               of_ballot(1, "receipt")));
    visit(b, "/jury/receipts");
    see_markup(
        b, arena_printf(home->mem, "id=\"b%.8s\"", of_ballot(1, "receipt")));
    visit(b, arena_printf(home->mem, "/jury/entry/%" PRId64, scene.entry[0]));
    press(b, "Punkte ändern");
    see_not(b, "Quittung:");
}

static void a_conflict_takes_it_away(void **state)
{
    (void)state;
    hand_in();
    judging_declare(home, &scene, 0, 0, "client");
    static const char *const pages[] = {"/jury/receipts", "/jury/receipts.txt"};
    for (size_t i = 0; i < 2; i++) {
        visit(b, pages[i]);
        see_status(b, 200);
        see_no_markup(b, "Alpha");
        see_no_markup(b, "Innovation");
    }
}

static void found_in_the_seal(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    visit(b, "/jury/receipts");
    see(b, "in Siegel 1 gefunden");
    see(b, "Siegel 1 vom 21. September 2026");
    see(b, home_text(home, "SELECT digest FROM seal"));
    visit(b, "/jury/receipts.txt");
    see_markup(b, "Gefunden in Siegel 1 vom 21. September 2026");
}

static void a_receipt_that_is_not_in_it(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    home_sql(home, "UPDATE ballot SET receipt = printf('%064d', 7)");
    visit(b, "/jury/receipts");
    see(b, "Dieser Code steht nicht im Siegel.");
    see_not(b, "gefunden");
    visit(b, "/jury/receipts.txt");
    see_markup(b, "Nicht im Siegel gefunden!");
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 1");
    visit(b, "/jury/receipts");
    see(b, "Bewerbung zurückgezogen");
    see_not(b, "steht nicht im Siegel");
}

/* --- the sealed file --- */

static void the_file_for_the_jury(void **state)
{
    (void)state;
    struct verify v;
    hand_in();
    visit(b, "/jury/receipts");
    see_not(b, "Versiegelte Datei herunterladen");
    visit(b, seal_path());
    see_status(b, 404); /* the round is open */
    sealing_close(home, scene.round);
    visit(b, "/jury/receipts");
    press(b, "Versiegelte Datei herunterladen");
    assert_string_equal(location(b), seal_path());
    see_status(b, 200);
    assert_non_null(strstr(header(b, "content-disposition"), "2026.seal"));
    assert_true(verify_bundle(home->mem, page(b), page_bytes(b), NULL, &v));
    see_markup(b, of_ballot(1, "receipt"));
    see_markup(b, of_ballot(1, "receipt_salt"));
    visit(b, "/jury/seal/99");
    see_status(b, 404);
}

static void refused(void)
{
    visit(b, seal_path());
    see_status(b, 404);
    see_no_markup(b, of_ballot(1, "receipt"));
    visit(b, "/jury/receipts");
    see_status(b, 200);
    see_not(b, "Versiegelte Datei herunterladen");
}

static void not_if_marks_are_never_shown(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    home_sql(home, "UPDATE round SET disclosure = 'close'");
    visit(b, seal_path());
    see_status(b, 200);
    home_sql(home, "UPDATE round SET disclosure = 'never'");
    refused();
}

static void not_while_another_round_is_open(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    home_sql(home,
             "INSERT INTO round (edition_id, slug, name_de, name_en, stage, "
             "state, disclosure) VALUES (1, 'zwei', 'Zwei', 'Two', 2, 'open', "
             "'never')");
    refused();
    home_sql(home, "UPDATE round SET state = 'planned' WHERE slug = 'zwei'");
    visit(b, seal_path());
    see_status(b, 200);
}

static void not_with_a_conflict(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    judging_declare(home, &scene, 0, 1, "family");
    refused();
    judging_declare(home, &scene, 0, 1, "none");
    visit(b, seal_path());
    see_status(b, 200);
    /* also where somebody else had to score it */
    home_sql(home,
             "DELETE FROM assignment WHERE jury_member_id = 1 AND entry_id = 2;"
             "UPDATE conflict SET kind = 'family' WHERE jury_member_id = 1 "
             "AND entry_id = 2");
    refused();
}

static void not_without_a_declaration(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    home_sql(home,
             "DELETE FROM conflict WHERE jury_member_id = 1 AND entry_id = 2");
    refused();
}

/* Its rules were changed while it was open: nothing is ever sealed of it. */
static void of_a_replaced_round(void **state)
{
    (void)state;
    hand_in();
    home_sql(home, "UPDATE round SET state = 'replaced'");
    visit(b, "/jury/receipts");
    see(b, "durch eine mit anderen Regeln ersetzt");
    see(b, "zählt nicht mehr");
    see_not(b, "wird beim Schließen der Runde versiegelt");
    visit(b, "/jury/receipts.txt");
    see_markup(b, "Diese Punkte zählen nirgends.");
}

static void not_for_strangers(void **state)
{
    (void)state;
    static const char *const people[] = {"stranger@example.org",
                                         "office@example.org"};
    hand_in();
    sealing_close(home, scene.round);
    home_user(home, "stranger@example.org", "juror");
    for (size_t i = 0; i < 2; i++) {
        struct browser *other = browser_new(home);
        log_in(other, people[i]);
        visit(other, seal_path());
        see_status(other, 404);
        visit(other, "/jury/receipts");
        see_no_markup(other, "Alpha");
        browser_free(other);
    }
}

static void in_english(void **state)
{
    (void)state;
    hand_in();
    sealing_close(home, scene.round);
    visit(b, "/jury/receipts?lang=en");
    see(b, "found in seal 1");
    see(b, "Receipt code");
    visit(b, "/jury/receipts.txt");
    see_markup(b, "Found in seal 1 of 21 September 2026");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(nothing_yet),
        STORY(the_own_receipt),
        STORY(as_a_text),
        STORY(on_the_sheet),
        STORY(a_conflict_takes_it_away),
        STORY(found_in_the_seal),
        STORY(a_receipt_that_is_not_in_it),
        STORY(the_file_for_the_jury),
        STORY(not_if_marks_are_never_shown),
        STORY(not_while_another_round_is_open),
        STORY(not_with_a_conflict),
        STORY(not_without_a_declaration),
        STORY(of_a_replaced_round),
        STORY(not_for_strangers),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
