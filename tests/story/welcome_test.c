/* A juror's first page: the declaration of confidentiality and the rules are
 * accepted once, recorded, and asked for before anything else is shown. */
#include <inttypes.h>
#include <string.h>

#include "app/routes.h"
#include "model/jury.h"
#include "model/round.h"
#include "model/user.h"
#include "support/judging_story.h"

/* The scene's jurors have accepted the rules; here they have not. */
static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(home,
             "DELETE FROM acceptance;"
             "INSERT INTO edition_text (edition_id, kind, title_de, body_de, "
             "body_en) SELECT id, 'confidentiality', 'Verschwiegenheit', "
             "'Ich **schweige**.', 'I keep *quiet*.' FROM edition");
    return 0;
}

static const char *rules_box(void)
{
    return arena_printf(home->mem, "rules_%" PRId64, scene.round);
}

/* Ticks the box of that name. */
static void tick(const char *name)
{
    const char *at =
        strstr(page(b), arena_printf(home->mem, "name=\"%s\" value=\"", name));
    assert_non_null(at);
    at = strstr(at, "value=\"") + strlen("value=\"");
    fill(b, name, arena_textn(home->mem, at, strcspn(at, "\"")));
}

static void accept_everything(void)
{
    visit(b, "/jury/welcome");
    tick("confidentiality");
    tick(rules_box());
    press(b, "Annehmen und weiter");
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static void the_first_page(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    assert_string_equal(location(b), "/jury/welcome?to=%2Fjury");
    see(b, "Willkommen in der Jury, j1@example.org");
    see(b, "Vertraulichkeit auf dieser Seite");
    see(b, "zu 0 von 3 Bewerbungen erklärt");
    see(b, "0 von 3 Bewerbungen abgegeben; bitte bis 28. September 2026");
    see(b, "Verschwiegenheit");
    see_markup(b, "Ich <strong>schweige</strong>.");
    /* the rules in words */
    see(b, "Regeln: Jurybewertung");
    see(b, "Ergebnis ist das gewichtete Mittel");
    see(b, "Innovation Wie neu? 60 % 0 bis 10 in Schritten von 1");
    see(b, "nach der eigenen Abgabe");
    see(b, "Angekündigtes Ende 28. September 2026");
    see_not(b, "Alpha GmbH"); /* only how many there are */
    browser_language(b, "en");
    visit(b, "/jury/welcome?lang=en");
    see_markup(b, "I keep <em>quiet</em>.");
}

static void accepted_once_and_recorded(void **state)
{
    (void)state;
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    assert_true(starts(location(b), "/jury/welcome?to=%2Fjury%2Fentry%2F"));
    press(b, "Annehmen und weiter");
    see_status(b, 422);
    see(b, "Bitte setzen Sie das Häkchen unter der Erklärung.");
    see(b, "Bitte setzen Sie das Häkchen unter den Regeln.");
    tick(rules_box());
    press(b, "Annehmen und weiter");
    see_status(b, 422);
    see_not(b, "Bitte setzen Sie das Häkchen unter den Regeln.");
    assert_non_null(field_value(b, rules_box())); /* still ticked */
    assert_int_equal(number("SELECT count(*) FROM acceptance"), 0);
    tick("confidentiality");
    press(b, "Annehmen und weiter");
    assert_string_equal(location(b), sheet(0)); /* where he was going */
    see(b, "Danke. Was Sie angenommen haben, ist festgehalten.");
    assert_int_equal(number("SELECT count(*) FROM acceptance"), 2);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'jury.accept' AND subject = 'jury_member'"),
                     3 + 2); /* three of the scene */
    assert_string_equal(text("SELECT wording FROM acceptance WHERE what = "
                             "'confidentiality'"),
                        "### Verschwiegenheit\n\nIch **schweige**.");
    assert_string_equal(text("SELECT digest FROM acceptance WHERE what = "
                             "'rules'"),
                        text("SELECT digest FROM rules"));
    assert_non_null(strstr(text("SELECT wording FROM acceptance WHERE what = "
                                "'rules'"),
                           "- Innovation: 60 %, 0 bis 10 in Schritten von 1. "
                           "Wie neu?"));
    /* and never again */
    visit(b, "/jury");
    assert_string_equal(location(b), "/jury");
    visit(b, "/jury/welcome");
    see_not(b, "Annehmen und weiter");
    visit(b, "/jury/accepted");
    see(b, "Verschwiegenheit Ich schweige.");
    see(b, "Regeln: Jurybewertung");
    see(b, "21. September 2026");
}

/* Every page of the route table that jurors have, with rows that exist. */
static void no_page_before(void **state)
{
    int closed = 0, free = 0;
    (void)state;
    home_sql(home,
             "INSERT INTO meeting (id, edition_id, number, title_de, "
             "title_en, starts_at, created_at) SELECT 1, min(id), 1, "
             "'Jurysitzung', 'Jury meeting', 1, 1 FROM edition");
    log_in(b, "j1@example.org");
    for (size_t i = 0; i < route_count; i++) {
        const char *pattern = routes[i].pattern;
        if (routes[i].role != ROLE_JUROR)
            continue;
        const char *path = pattern, *colon;
        while ((colon = strchr(path, ':')) != NULL)
            path = arena_printf(home->mem, "%.*s1%s", (int)(colon - path), path,
                                colon + strcspn(colon, "/."));
        if (starts(pattern, "/jury/welcome") || starts(pattern, "/jury/acc") ||
            starts(pattern, "/jury/receipts")) {
            free++;
            continue;
        }
        visit(b, "/account"); /* a page with a token */
        if (routes[i].method == HTTP_POST)
            post_fields(b, path, "kind=none");
        else
            request_raw(b, "GET", path, NULL, NULL, 0);
        if (status(b) != 303 || !starts(header(b, "location"), "/jury/welcome"))
            fail_msg("%s: status %d", path, status(b));
        closed++;
    }
    assert_true(closed >= 7);
    assert_int_equal(free, 5);
    assert_int_equal(number("SELECT count(*) FROM conflict"), 0);
}

/* Who has a picture's number gets it no sooner. */
static void no_picture_before(void **state)
{
    static const char path[] = "/image/1/screen";
    (void)state;
    home_sql(
        home,
        "INSERT INTO question (edition_id, section_id, code, position, "
        "kind, label_de, label_en, audience) SELECT edition_id, id, 'p', "
        "9, 'image', 'Bild', 'Picture', 'jury' FROM section;"
        "INSERT INTO file (id, digest, name, type, bytes, uploaded_at, "
        "render_state) VALUES (1, 'x', 'a.png', 'image/png', 1, 1, 'done');"
        "INSERT INTO rendition VALUES (1, 'screen', 'y', 'image/png', 1, "
        "1, 1);"
        "INSERT INTO picture (entry_id, question_id, file_id) SELECT 1, "
        "max(id), 1 FROM question");
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    request_raw(b, "GET", path, NULL, NULL, 0);
    see_status(b, 404);
    accept_everything();
    request_raw(b, "GET", path, NULL, NULL, 0);
    see_status(b, 200);
    /* held back with the role */
    home_sql(home, "INSERT INTO role_rule VALUES ('juror', 1, NULL, 1)");
    request_raw(b, "GET", path, NULL, NULL, 0);
    see_status(b, 404);
}

static void another_wording_is_asked_once(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    accept_everything();
    judging_declare(home, &scene, 0, 0, "none");
    visit(b, sheet(0));
    fill(b, field("c", 0), "7");
    home_sql(home,
             "UPDATE edition_text SET body_en = 'I keep very quiet.' "
             "WHERE kind = 'confidentiality'");
    press(b, "Entwurf speichern"); /* what he typed is not lost */
    assert_int_equal(number("SELECT value FROM score"), 7);
    assert_true(starts(location(b), "/jury/welcome"));
    see(b, "Sie haben einen früheren Wortlaut angenommen.");
    see_not(b, "Regeln: Jurybewertung"); /* those did not change */
    tick("confidentiality");
    /* and changed once more while he reads */
    home_sql(home,
             "UPDATE edition_text SET body_en = 'I keep silent.' WHERE "
             "kind = 'confidentiality'");
    press(b, "Annehmen und weiter");
    see_status(b, 422);
    see(b, "Der Wortlaut wurde inzwischen geändert.");
    tick("confidentiality");
    press(b, "Annehmen und weiter");
    assert_int_equal(number("SELECT count(*) FROM acceptance"), 3);
    visit(b, "/jury");
    assert_string_equal(location(b), "/jury");
}

static void only_the_rules_without_a_declaration(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM edition_text WHERE kind = 'confidentiality'");
    log_in(b, "j1@example.org");
    see_not(b, "Vertraulichkeit");
    tick(rules_box());
    press(b, "Annehmen und weiter");
    assert_string_equal(location(b), "/jury");
}

/* Rules are fixed when the round opens: before, they are not asked for. */
static void before_the_round_is_open(void **state)
{
    (void)state;
    home_sql(home,
             "DELETE FROM rules; UPDATE round SET state = 'planned', "
             "opened_at = NULL");
    log_in(b, "j1@example.org");
    see_not(b, "Regeln: Jurybewertung");
    see(b, "Regeln der Wertungsrunde sobald die Runde eröffnet ist");
    tick("confidentiality");
    press(b, "Annehmen und weiter");
    assert_string_equal(location(b), "/jury");
    struct world *w = home_begin(home);
    assert_int_equal(round_open(w, scene.round), ROUND_OK);
    home_commit(home);
    visit(b, sheet(0));
    assert_true(starts(location(b), "/jury/welcome"));
    see(b, "Regeln: Jurybewertung");
}

/* Rounds from before this was asked for; and receipts at any time. */
static void earlier_rounds(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 7, 7);
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    log_in(b, "j1@example.org");
    assert_true(starts(location(b), "/jury/welcome"));
    visit(b, "/jury/receipts");
    see(b, "Alpha GmbH");
    home_sql(home, "INSERT INTO acceptance_waived SELECT id FROM round");
    visit(b, "/jury");
    assert_string_equal(location(b), "/jury");
    visit(b, sheet(0));
    see(b, "Alpha GmbH");
}

/* Another juror's membership cannot be accepted for. */
static void for_nobody_else(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    const char *fields =
        arena_printf(home->mem, "jury_member=%" PRId64 "&confidentiality=x",
                     scene.member[1]);
    post_fields(b, "/jury/accept", fields);
    see_status(b, 404);
    post_fields(b, "/jury/accept", "jury_member=x");
    see_status(b, 404);
    assert_int_equal(number("SELECT count(*) FROM acceptance"), 0);
}

static void an_invited_juror(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    int64_t id = user_invite(w, "new@example.org", "Nora Neu", "de", "juror");
    jury_add(w, scene.edition, id, "", "", "", false);
    const char *link = user_link(w, id, "invite");
    home_commit(home);
    visit(b, strstr(link, "/invite/"));
    fill(b, "password", "correct horse");
    press(b, "Passwort festlegen und weiter");
    assert_string_equal(location(b), "/jury/welcome");
    see(b, "Willkommen in der Jury, Nora Neu");
    see(b, "sobald Ihnen Bewerbungen zugeteilt sind");
    see(b, "Jetzt nicht"); /* nothing depends on it yet */
    visit(b, "/jury");
    see(b, "Noch nichts zu bewerten");
    visit(b, "/jury/welcome");
    tick("confidentiality"); /* but it can be done */
    press(b, "Annehmen und weiter");
    assert_int_equal(number("SELECT count(*) FROM acceptance"), 1);
}

static void the_office_sees_it(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    accept_everything();
    press(b, "Abmelden");
    log_in(b, "office@example.org");
    visit(b, "/office/edition/2026/jury");
    see(b,
        "j1@example.org Vertraulichkeit, 21.09.2026 16:13 Regeln: "
        "Jurybewertung, 21.09.2026 16:13");
    see(b, "j2@example.org noch nichts");
    visit(b, "/office/log");
    see(b, "Erklärung oder Regeln angenommen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_first_page),
        STORY(accepted_once_and_recorded),
        STORY(no_page_before),
        STORY(no_picture_before),
        STORY(another_wording_is_asked_once),
        STORY(only_the_rules_without_a_declaration),
        STORY(before_the_round_is_open),
        STORY(earlier_rounds),
        STORY(for_nobody_else),
        STORY(an_invited_juror),
        STORY(the_office_sees_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
