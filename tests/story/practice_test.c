/* Practice: the real sheet with the real criteria, and nothing of it counts. */
#include <string.h>

#include "base/str.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static const char *practice_page(void)
{
    return arena_printf(home->mem, "/jury/practice?round=%" PRId64,
                        scene.round);
}

static void hand_in_practice(void)
{
    visit(b, practice_page());
    fill(b, field("c", 0), "10");
    fill(b, field("c", 1), "3");
    fill(b, field("comment", 0), "geübt");
    press(b, "Abgeben");
}

static void before_anything_is_declared(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    press(b, "An einer erfundenen Bewerbung üben");
    see(b, "Das ist eine Übung");
    see(b, "Übungsbewerbung: Musterwerk Beispiel GmbH");
    see(b, "die der Runde „Jurybewertung“");
    see(b, "Verschnitt");
    see(b, "Wie neu?");
    see(b, "10 = beispielgebend");
    see_not(b, "Sich enthalten");
    see_not(b, "Ich bin doch befangen");
    see_not(b, "Übung leeren");
    browser_language(b, "en");
    visit(b, arena_printf(home->mem, "%s&lang=en", practice_page()));
    see(b, "Practice nomination: Musterwerk Beispiel GmbH");
    see(b, "offcuts");
}

static void saved_handed_in_and_cleared(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, practice_page());
    fill(b, field("c", 0), "8");
    fill(b, "note", "nur geübt");
    fill(b, "discuss", "1");
    press(b, "Entwurf speichern");
    see(b, "Die Übung ist gespeichert. Sie zählt nirgends.");
    assert_string_equal(field_value(b, field("c", 0)), "8");
    assert_string_equal(field_value(b, "note"), "nur geübt");
    see(b, "aus 1 von 2 Kriterien");
    press(b, "Abgeben");
    see_status(b, 422);
    see(b, "Nutzen: Hier fehlen noch Punkte.");
    fill(b, field("c", 1), "0");
    press(b, "Abgeben");
    see(b, "Abgegeben – zur Übung");
    see(b, "4,80");
    see_not(b, "Quittung:");
    press(b, "Punkte ändern");
    see(b, "Das ist eine Übung");
    assert_string_equal(field_value(b, field("c", 0)), "8");
    press(b, "Übung leeren");
    see(b, "Die Übung ist geleert.");
    assert_null(field_value(b, field("c", 0)));
    assert_int_equal(number("SELECT count(*) FROM practice"), 0);
    assert_int_equal(number("SELECT count(*) FROM practice_mark"), 0);
}

static void what_is_not_on_the_scale(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, practice_page());
    post_fields(b, "/jury/practice",
                arena_printf(home->mem,
                             "round=%" PRId64 "&%s=11&%s=bleibt&action=save",
                             scene.round, field("c", 0), field("comment", 1)));
    see_status(b, 422);
    see(b, "Innovation: Bitte wählen Sie einen Wert von 0 bis 10");
    assert_string_equal(field_value(b, field("comment", 1)), "bleibt");
    assert_int_equal(number("SELECT count(*) FROM practice"), 0);
}

/* Every table but those of practice, as one text: nothing else may move. */
static const char *all_that_counts(void)
{
    static const char *const tables[] = {
        "ballot", "score",      "score_version", "audit", "mail",
        "job",    "assignment", "conflict",      "note",  "honour"};
    const char *all = "";
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        all =
            arena_printf(home->mem, "%s %s %" PRId64, all, tables[i],
                         number(arena_printf(
                             home->mem, "SELECT count(*) FROM %s", tables[i])));
    return all;
}

static const char *office_page(const char *path)
{
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, path);
    assert_int_equal(status(office), 200);
    const char *copy = arena_textn(home->mem, page(office), page_bytes(office));
    browser_free(office);
    return copy;
}

/* The page without the token, which differs with each login. */
static const char *without_token(const char *text)
{
    char *copy = arena_text(home->mem, text);
    static const char mark[] = "name=\"csrf\" value=\"";
    for (char *at = copy; (at = strstr(at, mark)) != NULL;) {
        at += sizeof mark - 1;
        memset(at, 'x', strcspn(at, "\""));
    }
    return copy;
}

static void it_never_counts(void **state)
{
    (void)state;
    judging_submit(home, &scene, 1, 0, 5, 5);
    judging_submit(home, &scene, 2, 0, 6, 6);
    judging_submit(home, &scene, 1, 1, 4, 5);
    judging_submit(home, &scene, 2, 1, 4, 6);
    const char *round = round_page("");
    const char *progress = without_token(office_page(round));
    const char *people =
        without_token(office_page("/office/edition/2026/rounds"));
    log_in(b, "j1@example.org");
    see(b, "0 von 3 erledigt");
    const char *before = all_that_counts();
    hand_in_practice();
    see(b, "Abgegeben – zur Übung");
    assert_string_equal(all_that_counts(), before);
    visit(b, "/jury");
    see(b, "0 von 3 erledigt");
    see_not(b, "Musterwerk");
    see(b, "Zu besprechen 0");
    visit(b,
          arena_printf(home->mem, "/jury/marks?round=%" PRId64, scene.round));
    see(b, "Sie haben noch keine Punkte gegeben.");
    visit(b, "/jury/receipts");
    see_not(b, "Musterwerk");
    assert_string_equal(without_token(office_page(round)), progress);
    assert_string_equal(
        without_token(office_page("/office/edition/2026/rounds")), people);
}

/* The result with practice marks is the result without them, to the byte, and
 * so are seal and files. */
static void nor_in_the_result(void **state)
{
    (void)state;
    const char *file[2][3];
    struct arena *kept = arena_new(); /* longer than the first home */
    static const char *const what[] = {"/result.json", "/result.csv", "/seal"};
    for (int round = 0; round < 2; round++) {
        for (int juror = 0; juror < 3; juror++)
            for (int entry = 0; entry < 3; entry++)
                judging_submit(home, &scene, juror, entry, 3 + juror,
                               9 - entry);
        if (round == 1) {
            log_in(b, "j1@example.org");
            hand_in_practice();
            see(b, "Abgegeben – zur Übung");
        }
        struct browser *office = browser_new(home);
        log_in(office, "office@example.org");
        visit(office, round_page(""));
        press_in(office, round_page("/close"), NULL);
        browser_free(office);
        for (size_t i = 0; i < 3; i++)
            file[round][i] = arena_text(kept, office_page(round_page(what[i])));
        assert_null(strstr(file[round][2], "geübt"));
        if (round == 0) {
            browser_free(b);
            home_free(home);
            judging_open();
        }
    }
    assert_string_equal(file[0][0], file[1][0]);
    assert_string_equal(file[0][1], file[1][1]);
    arena_free(kept);
    visit(b, practice_page());
    see_status(b, 404);
    see(b, "üben lässt sich mit ihr nicht mehr");
    post_fields(b, "/jury/practice/clear",
                arena_printf(home->mem, "round=%" PRId64, scene.round));
    see_status(b, 409);
}

/* A planned round's rules may still change: practice is in nobody's way. */
static void a_planned_round(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'planned', opened_at = NULL");
    log_in(b, "j1@example.org");
    press(b, "An einer erfundenen Bewerbung üben");
    hand_in_practice();
    see(b, "Abgegeben – zur Übung");
    home_sql(home, "DELETE FROM anchor; DELETE FROM criterion WHERE id = 1");
    visit(b, practice_page());
    see_status(b, 200);
    assert_int_equal(number("SELECT count(*) FROM practice_mark"), 1);
}

static void of_others_nothing(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    hand_in_practice();
    browser_free(b);
    b = browser_new(home);
    log_in(b, "j2@example.org");
    visit(b, practice_page());
    assert_null(field_value(b, field("c", 0)));
    see_not(b, "geübt");
    press(b, "Entwurf speichern");
    press(b, "Übung leeren");
    assert_int_equal(number("SELECT count(*) FROM practice"), 1);
    home_user(home, "stranger@example.org", "juror");
    browser_free(b);
    b = browser_new(home);
    log_in(b, "stranger@example.org");
    visit(b, practice_page());
    see_status(b, 404);
    const char *fields =
        arena_printf(home->mem, "round=%" PRId64 "&comment=x", scene.round);
    static const char *const paths[] = {"", "/save", "/reopen", "/clear"};
    for (size_t i = 0; i < 4; i++) {
        visit(b, "/jury");
        post_fields(b, arena_printf(home->mem, "/jury/practice%s", paths[i]),
                    fields);
        see_status(b, 404);
    }
    assert_int_equal(number("SELECT count(*) FROM practice"), 1);
}

/* --- single fields, as the script sends them --- */

static void send(const char *fields)
{
    visit(b, practice_page());
    post_fields(
        b, "/jury/practice/save",
        arena_printf(home->mem, "round=%" PRId64 "&%s", scene.round, fields));
}

static void fields_are_saved_one_by_one(void **state)
{
    (void)state;
    const char *c0 = field("c", 0), *c1 = field("c", 1);
    log_in(b, "j1@example.org");
    send(arena_printf(home->mem, "%s=7&base_%s=&note=n&base_note=&discuss=1",
                      c0, c0));
    see_status(b, 200);
    see_markup(b, "\"saved\":true");
    see_markup(b, arena_printf(home->mem, "\"%s\":\"7\"", c0));
    see_markup(b, "\"note\":\"n\",\"discuss\":\"1\"");
    /* another device has not seen the 7: only the other field is saved */
    send(
        arena_printf(home->mem, "%s=2&base_%s=&%s=4&base_%s=", c0, c0, c1, c1));
    see_status(b, 409);
    see_markup(b, "\"reason\":\"changed\"");
    see_markup(b, arena_printf(home->mem, "\"clash\":[\"%s\"]", c0));
    see_markup(b, arena_printf(home->mem, "\"%s\":\"7\"", c0));
    see_markup(b, arena_printf(home->mem, "\"%s\":\"4\"", c1));
    send(arena_printf(home->mem,
                      "%s=12&base_%s=7&comment=gut&base_comment=", c0, c0));
    see_status(b, 422);
    see_markup(b, "\"reason\":\"invalid\"");
    see_markup(b, arena_printf(home->mem, "\"errors\":{\"%s\":", c0));
    see_markup(b, "\"comment\":\"gut\"");
    visit(b, practice_page());
    press(b, "Abgeben");
    send(arena_printf(home->mem, "%s=1&base_%s=7", c0, c0));
    see_status(b, 409);
    see_markup(b, "\"reason\":\"submitted\"");
    assert_int_equal(number("SELECT count(*) FROM practice_mark WHERE value "
                            "IN (4, 7)"),
                     2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(before_anything_is_declared), STORY(saved_handed_in_and_cleared),
        STORY(what_is_not_on_the_scale),    STORY(it_never_counts),
        STORY(nor_in_the_result),           STORY(a_planned_round),
        STORY(of_others_nothing),           STORY(fields_are_saved_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
