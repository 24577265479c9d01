/* A juror declares, reads, scores, hands in; and what stays hidden. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static const char *action(int entry, const char *what)
{
    return arena_printf(home->mem, "%s/%s", sheet(entry), what);
}

static void close_round(void)
{
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1790000100");
}

/* Juror 1 at the sheet of Alpha, declared. */
static void sit_down(void)
{
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_status(b, 200);
}

static void declaring_comes_first(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    see(b, "Zuerst: Ihre Befangenheit");
    see(b, "noch nicht erklärt");
    press(b, "Alpha GmbH");
    see(b, "Sind Sie befangen?");
    see_not(b, "Wir lernen");
    see_no_markup(b, field("c", 0));
    judging_declare(home, &scene, 0, 0, "none");
    visit(b, sheet(0));
    see_status(b, 200);
    see(b, "Wir lernen <script>zusammen");
    see_no_markup(b, "<script>zus");
    see(b, "We learn together");
    see_markup(b, "lang=\"en\"");
    see_not(b, "0364-55555"); /* for the office only */
    see(b, "Wie neu?");
    see(b, "10 = beispielgebend");
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'conflict.declare'"),
        JUDGING_ENTRIES);
}

static void a_conflict_hides_everything(void **state)
{
    (void)state;
    judging_declare(home, &scene, 0, 0, "family");
    log_in(b, "j1@example.org");
    see(b, "befangen");
    visit(b, sheet(0));
    see(b, "Sie sind hier befangen");
    see(b, "Familie oder Freunde");
    see_not(b, "Wir lernen");
    see_not(b, "Innovation");
    char body[300];
    visit(b, sheet(1));
    snprintf(body, sizeof body, "csrf=%s&action=save&revision=0",
             field_value(b, "csrf"));
    static const char *const what[] = {"", "/abstain", "/reopen"};
    for (size_t i = 0; i < 3; i++) {
        request_raw(b, "POST",
                    arena_printf(home->mem, "%s%s", sheet(0), what[i]),
                    "application/x-www-form-urlencoded", body, strlen(body));
        see_status(b, 404);
    }
    home_sql(home, "DELETE FROM conflict WHERE entry_id = 2");
    close_round();
    visit(b, sheet(0));
    see_not(b, "Wir lernen");
    visit(b, sheet(1)); /* never declared: stays hidden */
    see_status(b, 404);
    see_not(b, "Wir lernen");
}

static void a_late_conflict_keeps_the_marks(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see(b, "abgegeben");
    press(b, "Ich bin doch befangen");
    see(b, "Ihre Punkte für dieses Unternehmen sofort nicht mehr");
    fill(b, "kind", "client");
    press(b, "Erklärung abgeben");
    see_status(b, 422);
    see(b, "Bitte sagen Sie, wann das ist.");
    assert_string_equal(field_value(b, "kind"), "client");
    fill(b, "period", "present");
    press(b, "Erklärung abgeben");
    see(b, "Sie sind hier befangen");
    assert_int_equal(number("SELECT count(*) FROM score WHERE value = 9"), 2);
    press(b, "Erklärung ändern");
    assert_string_equal(field_value(b, "kind"), "client");
    close_round();
    fill(b, "kind", "none");
    press(b, "Erklärung abgeben");
    see_status(b, 409);
    assert_int_equal(
        number("SELECT count(*) FROM conflict WHERE kind = 'client'"), 1);
}

static void a_draft_then_handed_in(void **state)
{
    (void)state;
    sit_down();
    fill(b, field("c", 0), "8");
    fill(b, field("comment", 0), "Selten & gut");
    press(b, "Entwurf speichern");
    see(b, "Der Entwurf ist gespeichert.");
    see_markup(b, ">8,00</output>");
    see(b, "aus 1 von 2 Kriterien");
    assert_string_equal(field_value(b, field("c", 0)), "8");
    press(b, "Abgeben");
    see_status(b, 422);
    see(b, "Als Entwurf gespeichert.");
    see(b, "Nutzen: Hier fehlen noch Punkte.");
    assert_string_equal(field_value(b, field("comment", 0)), "Selten & gut");
    fill(b, field("c", 1), "5");
    press(b, "Abgeben");
    see(b, "Ihre Bewertung ist abgegeben.");
    see(b, "6,80"); /* 8 * 60 % + 5 * 40 % */
    see(b, "Selten & gut");
    assert_null(field_value(b, field("c", 0)));
    visit(b, "/jury");
    see(b, "6,80");
    see(b, "Noch 2 Bewerbungen");
    visit(b, sheet(0));
    press(b, "Punkte ändern");
    see(b, "Sie können Ihre Punkte wieder ändern.");
    fill(b, field("c", 1), "10");
    press(b, "Abgeben");
    see(b, "8,80");
    assert_int_equal(number("SELECT count(*) FROM score_version"), 3);
}

static void zero_is_a_mark(void **state)
{
    (void)state;
    sit_down();
    fill(b, field("c", 0), "0");
    fill(b, field("c", 1), "0");
    press(b, "Abgeben");
    see(b, "Ihre Bewertung ist abgegeben.");
    see(b, "0,00");
    assert_int_equal(number("SELECT count(*) FROM score WHERE value = 0"), 2);
}

static void abstaining_needs_a_reason(void **state)
{
    (void)state;
    sit_down();
    press_in(b, action(0, "abstain"), "Sich enthalten");
    see_status(b, 422);
    see(b, "Bitte sagen Sie, warum Sie sich enthalten.");
    fill(b, "reason", "Nur halb gelesen");
    press_in(b, action(0, "abstain"), "Sich enthalten");
    see(b, "Ihre Enthaltung ist festgehalten.");
    see(b, "Nur halb gelesen");
    visit(b, "/jury");
    see(b, "Enthaltung");
    visit(b, sheet(0));
    press(b, "Enthaltung zurücknehmen");
    see(b, "Entwurf");
}

static void garbage_is_said_and_kept(void **state)
{
    (void)state;
    static const char *const bad[] = {"11",     "-1",  "7.5",
                                      "sieben", "1e1", "99999999999999999999"};
    sit_down();
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *body =
            arena_printf(home->mem,
                         "csrf=%s&revision=0&round=%" PRId64
                         "&%s=%s&%s=6&%s=getippt&comment=alles&action=submit",
                         csrf, scene.round, field("c", 0), bad[i],
                         field("c", 1), field("comment", 0));
        request_raw(b, "POST", sheet(0), "application/x-www-form-urlencoded",
                    body, strlen(body));
        see_status(b, 422);
        see(b, "Innovation: Bitte wählen Sie einen Wert von 0 bis 10");
        assert_string_equal(field_value(b, field("c", 1)), "6");
        assert_string_equal(field_value(b, field("comment", 0)), "getippt");
        assert_string_equal(field_value(b, "comment"), "alles");
        assert_string_equal(field_value(b, "revision"), "0");
    }
    assert_int_equal(number("SELECT count(*) FROM ballot"), 0);
}

static void an_overlong_comment(void **state)
{
    (void)state;
    sit_down();
    char *text = arena_alloc(home->mem, 4002);
    memset(text, 'x', 4001);
    fill(b, "comment", text);
    press(b, "Entwurf speichern");
    see_status(b, 422);
    see(b, "höchstens 4.000 Zeichen");
    assert_string_equal(field_value(b, "comment"), text);
}

static void two_devices(void **state)
{
    (void)state;
    struct browser *tablet = browser_new(home);
    sit_down();
    log_in(tablet, "j1@example.org");
    visit(tablet, sheet(0));
    fill(b, field("c", 0), "8");
    press(b, "Entwurf speichern");
    fill(tablet, field("c", 0), "3");
    fill(tablet, "comment", "vom Tablet");
    press(tablet, "Entwurf speichern");
    see_status(tablet, 409);
    see(tablet, "inzwischen an anderer Stelle geändert");
    see(tablet, "Beide Fassungen");
    assert_string_equal(field_value(tablet, field("c", 0)), "3");
    assert_int_equal(number("SELECT value FROM score"), 8);
    press(tablet, "Meine Fassung speichern");
    see(tablet, "Der Entwurf ist gespeichert.");
    assert_int_equal(number("SELECT value FROM score"), 3);
    /* the first device hands in nothing stale either */
    fill(b, field("c", 1), "1");
    press(b, "Abgeben");
    see_status(b, 409);
    fill(b, field("c", 0), "8");
    press(b, "Meine Fassung abgeben");
    see(b, "Ihre Bewertung ist abgegeben.");
    /* and what was handed in is changed only with open eyes */
    fill(tablet, field("c", 0), "4");
    press(tablet, "Entwurf speichern");
    see_status(tablet, 409);
    see(tablet, "Dort wurde sie abgegeben");
    assert_int_equal(
        number("SELECT count(*) FROM ballot WHERE state = 'submitted'"), 1);
    press(tablet, "Zurücknehmen und meine Fassung speichern");
    see(tablet, "Der Entwurf ist gespeichert.");
    assert_string_equal(field_value(tablet, field("c", 0)), "4");
    browser_free(tablet);
}

static void the_same_button_twice(void **state)
{
    (void)state;
    sit_down();
    char *body = arena_printf(
        home->mem,
        "csrf=%s&revision=0&round=%" PRId64 "&%s=7&%s=7&action=submit",
        field_value(b, "csrf"), scene.round, field("c", 0), field("c", 1));
    for (int i = 0; i < 2; i++) {
        request_raw(b, "POST", sheet(0), "application/x-www-form-urlencoded",
                    body, strlen(body));
        see_status(b, 303);
    }
    assert_int_equal(number("SELECT count(*) FROM score_version"), 2);
}

static void closed_while_typing(void **state)
{
    (void)state;
    sit_down();
    fill(b, field("c", 0), "8");
    fill(b, "comment", "zu spät");
    close_round();
    press(b, "Abgeben");
    see_status(b, 409);
    see(b, "Die Runde ist inzwischen geschlossen");
    see(b, "zu spät");
    assert_int_equal(number("SELECT count(*) FROM ballot"), 0);
    visit(b, sheet(0));
    see_status(b, 200);
    assert_null(field_value(b, field("c", 0)));
    see_not(b, "Punkte ändern");
}

static void abstaining_too_late(void **state)
{
    (void)state;
    sit_down();
    fill(b, "reason", "zu spät");
    close_round();
    press_in(b, action(0, "abstain"), "Sich enthalten");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM ballot"), 0);
}

/* The order of the names in the queue. */
static const char *order_of(struct browser *who)
{
    static const char *const names[] = {"Alpha GmbH", "Beta AG", "Gamma KG",
                                        "Delta SE", "Eta OHG"};
    char *order = arena_alloc(home->mem, 8);
    visit(who, "/jury");
    for (size_t i = 0; i < 5; i++) {
        const char *at = strstr(page(who), names[i]);
        size_t rank = 0;
        for (size_t k = 0; at != NULL && k < 5; k++) {
            const char *other = strstr(page(who), names[k]);
            rank += other != NULL && other < at;
        }
        order[i] = (char)('0' + rank);
    }
    return order;
}

static void each_has_an_order_of_his_own(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO organisation (name, created_at) VALUES "
             "('Delta SE', 1), ('Eta OHG', 1);"
             "INSERT INTO entry (edition_id, organisation_id, code, state, "
             "created_at, updated_at) SELECT 1, id, 'X' || id, 'admitted', 1, "
             "1 FROM organisation WHERE name IN ('Delta SE', 'Eta OHG');"
             "INSERT INTO assignment SELECT r.id, m.id, e.id FROM round r, "
             "jury_member m, entry e WHERE e.code LIKE 'X%'");
    const char *order[JUDGING_JURORS];
    for (int i = 0; i < JUDGING_JURORS; i++) {
        struct browser *who = browser_new(home);
        log_in(who, arena_printf(home->mem, "j%d@example.org", i + 1));
        order[i] = order_of(who);
        assert_string_equal(order[i], order_of(who));
        browser_free(who);
    }
    assert_false(str_equal(order[0], order[1]) &&
                 str_equal(order[1], order[2]));
}

static void strangers_find_nothing(void **state)
{
    (void)state;
    home_user(home, "stranger@example.org", "juror");
    home_user(home, "firm@example.org", "company");
    static const char *const who[] = {"stranger@example.org",
                                      "firm@example.org", "office@example.org"};
    for (size_t i = 0; i < 3; i++) {
        struct browser *other = browser_new(home);
        log_in(other, who[i]);
        visit(other, sheet(0));
        see_status(other, 404);
        see_not(other, "Alpha");
        browser_free(other);
    }
    home_sql(home, "DELETE FROM assignment WHERE entry_id = 1");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_status(b, 404);
    visit(b, arena_printf(home->mem, "%s?round=999", sheet(1)));
    see_status(b, 404);
    visit(b, "/jury/entry/abc");
    see_status(b, 404);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 2");
    visit(b, sheet(1));
    see_status(b, 404);
    visit(b, "/jury");
    see_not(b, "Beta AG");
}

static void before_the_round_opens(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'planned', opened_at = NULL");
    log_in(b, "j1@example.org");
    see(b, "Bevor die Bewertung beginnt");
    judging_declare(home, &scene, 0, 0, "none");
    press(b, "Alpha GmbH");
    see(b, "Lesen können Sie, sobald die Runde eröffnet ist");
    see_not(b, "Wir lernen");
}

static void long_texts_keep_their_form(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = 'Eins' || char(10) || 'zwei' || "
             "char(10, 10) || 'drei' || char(10) || '- vier' || "
             "char(10) || '- fünf <b>' WHERE entry_id = 1 "
             "AND value LIKE 'Wir%'");
    sit_down();
    see_markup(b,
               "<p>Eins\n<br>zwei\n</p>\n<p>drei\n</p>\n<ul>\n"
               "<li>vier</li>\n<li>fünf &lt;b&gt;</li>\n</ul>");
}

static void in_english(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, "/jury?lang=en");
    see(b, "First declare your conflicts of interest");
    see(b, "not declared yet");
    judging_declare(home, &scene, 0, 0, "none");
    visit(b, "/jury");
    see(b, "3 nominations left");
    visit(b, sheet(0));
    see(b, "Your scoring");
    see(b, "The texts in German");
    see(b, "How new?");
    see(b, "10 = exemplary");
    fill(b, field("c", 0), "8");
    fill(b, field("c", 1), "5");
    press(b, "Hand in");
    see(b, "6.80");
}

static void a_fine_scale_is_typed(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET scale_decimals = 1;"
             "UPDATE criterion SET lo = 10, hi = 1000, step = 5");
    sit_down();
    see(b, "Von 1 bis 100 in Schritten von 0,5");
    fill(b, field("c", 0), "77,5");
    fill(b, field("c", 1), "20.2");
    press(b, "Abgeben");
    see_status(b, 422);
    see(b, "Nutzen: Bitte wählen Sie einen Wert von 1 bis 100");
    assert_string_equal(field_value(b, field("c", 0)), "77,5");
    assert_string_equal(field_value(b, field("c", 1)), "20.2");
    fill(b, field("c", 1), "20,5");
    press(b, "Abgeben");
    see(b, "54,70"); /* 77.5 * 60 % + 20.5 * 40 % */
    see(b, "77,5");
    visit(b, sheet(0));
    press(b, "Punkte ändern");
    assert_string_equal(field_value(b, field("c", 0)), "77.5");
}

static void different_scales(void **state)
{
    (void)state;
    home_sql(home, "UPDATE criterion SET hi = 4 WHERE code = 'Nutzen'");
    sit_down();
    fill(b, field("c", 0), "5");
    fill(b, field("c", 1), "3");
    press(b, "Abgeben");
    see(b, "60,00"); /* half of 60, three quarters of 40 */
    see(b, "von 100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(declaring_comes_first),
        STORY(a_conflict_hides_everything),
        STORY(a_late_conflict_keeps_the_marks),
        STORY(a_draft_then_handed_in),
        STORY(zero_is_a_mark),
        STORY(abstaining_needs_a_reason),
        STORY(garbage_is_said_and_kept),
        STORY(an_overlong_comment),
        STORY(two_devices),
        STORY(the_same_button_twice),
        STORY(closed_while_typing),
        STORY(abstaining_too_late),
        STORY(each_has_an_order_of_his_own),
        STORY(strangers_find_nothing),
        STORY(before_the_round_opens),
        STORY(long_texts_keep_their_form),
        STORY(in_english),
        STORY(a_fine_scale_is_typed),
        STORY(different_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
