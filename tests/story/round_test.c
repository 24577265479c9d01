/* Rounds in the office: assignment, opening, closing; and that no page of the
 * office shows a mark while the round is open. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/routes.h"
#include "base/arena.h"
#include "base/str.h"
#include "model/ballot.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "office@example.org");
    return 0;
}

static const char *cell(int juror, int entry)
{
    return arena_printf(home->mem, "%" PRId64 "-%" PRId64, scene.member[juror],
                        scene.entry[entry]);
}

static void plan_again(void)
{
    home_sql(home,
             "UPDATE round SET state = 'planned', opened_at = NULL;"
             "DELETE FROM assignment");
}

static void the_list(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    judging_declare(home, &scene, 1, 0, "client");
    visit(b, "/office/edition/2026/rounds");
    see_status(b, 200);
    see(b, "Jurybewertung");
    see(b, "läuft");
    see(b, "1 von 8 Bewertungen erledigt");
    visit(b, "/office/edition/1999/rounds");
    see_status(b, 404);
}

static void progress_without_marks(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    judging_submit(home, &scene, 0, 1, 8, 8);
    judging_declare(home, &scene, 1, 0, "client");
    visit(b, round_page(""));
    see(b, "j1@example.org 2 2 von 3 0 0 0");
    see(b, "j2@example.org 0 0 von 2 0 0 1");
    see(b, "2 von 8 Bewertungen abgegeben");
    see(b, "1 befangen, Enthaltungen: 0");
    see(b, "60 %");
    see(b, "0 bis 10 in Schritten von 1");
}

static void assigning(void **state)
{
    (void)state;
    plan_again();
    visit(b, round_page(""));
    press(b, "Runde eröffnen");
    see_status(b, 422);
    see(b, "Es ist noch nichts zugeordnet.");
    fill(b, "a", cell(0, 0));
    fill(b, "a", cell(1, 0));
    press(b, "Zuordnung speichern");
    see(b, "Die Zuordnung ist gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 2);
    uncheck(b, "a", cell(1, 0));
    press(b, "Zuordnung speichern");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 1);
    press(b, "Alle allen zuordnen");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 9);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'assignment.change'"),
        2);
    press(b, "Runde eröffnen");
    see(b, "Die Runde ist eröffnet.");
    see(b, "kommen Zuordnungen nur hinzu");
}

static void only_additions_while_open(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM assignment WHERE jury_member_id = 3");
    visit(b, round_page(""));
    fill(b, "a", cell(2, 1));
    press(b, "Zuordnung speichern");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 7);
    /* a form that takes everything away, as nobody's page offers it */
    char *body = arena_printf(
        home->mem, "csrf=%s&shown=%" PRId64 "&shown=%" PRId64 "&action=save",
        field_value(b, "csrf"), scene.entry[0], scene.entry[1]);
    request_raw(b, "POST", round_page("/assign"),
                "application/x-www-form-urlencoded", body, strlen(body));
    assert_int_equal(number("SELECT count(*) FROM assignment"), 7);
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    request_raw(b, "POST", round_page("/assign"),
                "application/x-www-form-urlencoded", body, strlen(body));
    see_status(b, 409);
}

static void a_large_matrix_has_pages(void **state)
{
    (void)state;
    plan_again();
    home_sql(home,
             "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n "
             "WHERE i < 400) INSERT INTO entry (edition_id, organisation_id, "
             "code, confirmed_category_id, state, created_at, updated_at) "
             "SELECT 1, 1, 'X' || i, 1, 'admitted', 1, 1 FROM n");
    visit(b, round_page(""));
    see(b, "Seite 1 von 2");
    fill(b, "a", cell(0, 0));
    press(b, "Zuordnung speichern");
    press(b, "Nächste Seite");
    see(b, "Seite 2 von 2");
    press(b, "Zuordnung speichern");
    see(b, "Seite 2 von 2");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 1);
}

static void closing_needs_a_reason(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    visit(b, round_page(""));
    see(b, "8 Bewertungen fehlen. Warum wird die Runde trotzdem geschlossen?");
    press(b, "Runde schließen");
    see_status(b, 422);
    see(b, "Es fehlen Bewertungen.");
    fill(b, "reason", "Frist <b>abgelaufen</b>");
    press(b, "Runde schließen");
    see_status(b, 200);
    assert_string_equal(location(b), round_page("/result"));
    visit(b, round_page(""));
    see(b, "Frist <b>abgelaufen</b>");
    char *body = arena_printf(home->mem, "csrf=%s", field_value(b, "csrf"));
    request_raw(b, "POST", round_page("/close"),
                "application/x-www-form-urlencoded", body, strlen(body));
    see_status(b, 409);
    request_raw(b, "POST", round_page("/open"),
                "application/x-www-form-urlencoded", body, strlen(body));
    see_status(b, 409);
}

static void closing_a_whole_round(void **state)
{
    (void)state;
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5 + j, 5 + e);
    visit(b, round_page(""));
    press(b, "Runde schließen");
    see(b, "Die Runde ist geschlossen. Das ist ihr Ergebnis.");
}

static void withdrawn_ones_are_nobodys_work(void **state)
{
    (void)state;
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 1; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5, 5);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 1");
    visit(b, round_page(""));
    see_not(b, "fehlen");
    press(b, "Runde schließen");
    see_status(b, 200);
    see_not(b, "Alpha");
}

/* --- nothing leaks while the round is open --- */

static const char *concrete(const char *pattern, int entry)
{
    static const char *const words[][2] = {
        {":slug", "2026"}, {":entry", "E"}, {":id", "I"}};
    char *path = arena_text(home->mem, pattern);
    for (size_t i = 0; i < 3; i++) {
        char *at = strstr(path, words[i][0]);
        if (at == NULL)
            continue;
        const char *rest = at + strlen(words[i][0]);
        *at = '\0';
        const char *value = words[i][1];
        if (i > 0)
            value = arena_printf(home->mem, "%" PRId64, scene.entry[entry]);
        path = arena_printf(home->mem, "%s%s%s", path, value, rest);
    }
    return path;
}

/* A mark and a comment that occur nowhere else. */
static void leave_sentinels(void)
{
    home_sql(home, "UPDATE criterion SET hi = 9999");
    int64_t value[2] = {7351, 7351};
    struct mark mark[2];
    for (int k = 0; k < 2; k++)
        mark[k] = (struct mark){scene.criterion[k], &value[k], "Verborgenes"};
    for (int e = 0; e < JUDGING_ENTRIES; e++) {
        judging_declare(home, &scene, 0, e, "none");
        struct world *w = home_begin(home);
        ballot_save(w, scene.round, scene.member[0], scene.entry[e], 0, mark, 2,
                    "Verborgenes");
        if (e != 1) /* one stays a draft */
            ballot_submit(w, scene.round, scene.member[0], scene.entry[e]);
        home_commit(home);
    }
    struct world *w = home_begin(home);
    ballot_abstain(w, scene.round, scene.member[0], scene.entry[2],
                   "Verborgenes");
    home_commit(home);
}

static void no_office_page_shows_a_mark(void **state)
{
    (void)state;
    leave_sentinels();
    size_t pages = 0;
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != HTTP_GET || routes[i].role == ROLE_JUROR)
            continue;
        for (int e = 0; e < JUDGING_ENTRIES; e++) {
            visit(b, concrete(routes[i].pattern, e));
            if (memmem(page(b), page_bytes(b), "7351", 4) != NULL ||
                memmem(page(b), page_bytes(b), "Verborgenes", 11) != NULL)
                fail_msg("%s shows a mark", location(b));
            pages += status(b) == 200;
        }
    }
    assert_true(pages > 10);
    static const char *const doors[] = {
        "/result", "/result.json", "/result.csv", "/result.xlsx", "/entry/1"};
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        visit(b, round_page(doors[i]));
        see_status(b, 404);
        see(b, "Die Runde läuft noch.");
    }
    /* and neither does another juror's */
    struct browser *other = browser_new(home);
    judging_declare(home, &scene, 1, 0, "none");
    log_in(other, "j2@example.org");
    static const char *const juror[] = {"/jury", "/jury/entry/1",
                                        "/jury/entry/2", "/office"};
    for (size_t i = 0; i < sizeof juror / sizeof *juror; i++) {
        visit(other, juror[i]);
        see_no_markup(other, "7351");
        see_no_markup(other, "Verborgenes");
    }
    browser_free(other);
}

static void for_organisers_only(void **state)
{
    (void)state;
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    visit(juror, round_page(""));
    see_status(juror, 404);
    visit(juror, "/office/edition/2026/rounds");
    see_status(juror, 404);
    browser_free(juror);
    visit(b, "/office/round/99");
    see_status(b, 404);
}

static void in_english(void **state)
{
    (void)state;
    visit(b, arena_printf(home->mem, "%s?lang=en", round_page("")));
    see(b, "Jury scoring");
    see(b, "Who scores what");
    see(b, "j1@example.org scores Alpha GmbH");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_list),
        STORY(progress_without_marks),
        STORY(assigning),
        STORY(only_additions_while_open),
        STORY(a_large_matrix_has_pages),
        STORY(closing_needs_a_reason),
        STORY(closing_a_whole_round),
        STORY(withdrawn_ones_are_nobodys_work),
        STORY(no_office_page_shows_a_mark),
        STORY(for_organisers_only),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
