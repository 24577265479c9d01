/* The log as the office reads it: filters, pages, what an entry says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/audit.h"
#include "model/user.h"
#include "support/story.h"

enum { DAY_S = 24 * 60 * 60 };

static int setup(void **state)
{
    (void)state;
    story_open();
    home_user(home, "office@example.org", "organiser");
    log_in(b, "office@example.org");
    return 0;
}

/* Something that happened, by that person (0: nobody). */
static void happen(int64_t user_id, const char *action, const char *subject,
                   const char *payload)
{
    struct world *w = home_begin(home);
    w->user_id = user_id;
    audit_add(w, action, subject, 7, payload);
    w->user_id = 0;
    home_commit(home);
}

/* As it is read from top to bottom, with the words of the account's page. */
static void newest_first(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    w->user_id = home_number(home, "SELECT id FROM user");
    user_invite(w, "mia@example.org", "Mia Lang", "en", "juror");
    w->user_id = 0;
    home_commit(home);
    happen(0, "moon.rise", "sky", NULL);
    visit(b, "/office/log");
    see(b, "office@example.org eingeladen Konto: Mia Lang");
    see(b, "Rolle vergeben");
    see(b, "Lorbeer selbst moon.rise sky 7"); /* no words: as it is */
    const char *text = page(b);
    assert_true(strstr(text, "moon.rise") < strstr(text, "eingeladen"));
}

static void open_log(const char *query)
{
    visit(b, arena_printf(home->mem, "/office/log%s", query));
    see_status(b, 200);
}

static void change(const char *action, const char *subject, int64_t id,
                   struct audit_field field)
{
    struct world *w = home_begin(home);
    audit_change(w, action, subject, id, &field, 1);
    home_commit(home);
}

/* Companies, categories and consents have names, not numbers; what is stored
 * as a code is shown in words. */
static void named(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO edition (id, slug, number, year, title_de, "
             "title_en, created_at) VALUES (70, '70', 70, 2070, 'a', "
             "'b', 0); "
             "INSERT INTO category (id, edition_id, code, position, "
             "name_de, name_en) VALUES (71, 70, 'p', 1, 'Praxis-Preis', "
             "'Practice prize'); "
             "INSERT INTO candidate (id, edition_id, category_id, "
             "company, place, created_at) VALUES (72, 70, 71, "
             "'Mondhaus KG', 'Ort', 0); "
             "INSERT INTO consent_kind (id, edition_id, code, position, "
             "text_de, text_en) VALUES (73, 70, 'images', 1, 'x', 'y')");
    struct world *w = home_begin(home);
    audit_add(w, "proposal.confirm", "candidate", 72, NULL);
    audit_add(w, "consent.give", "consent_kind", 73, NULL);
    home_commit(home);
    change("proposal.mode", "category", 71,
           (struct audit_field){"entry_mode", "apply", "propose"});
    change("proposal.settings", "edition", 70,
           (struct audit_field){"proposers", "nobody", "anyone"});
    change("team.role", "organisation", 1,
           (struct audit_field){"role", "12: owner", "12: reader"});
    visit(b, "/office/log");
    see(b, "Vorschlag: Mondhaus KG");
    see(b, "Kategorie: Praxis-Preis");
    see(b, "Einwilligung: Rechte an den Bildern");
    see(b, "vorher: Unternehmen bewerben sich → nachher: Nur auf Vorschlag");
    see(b, "vorher: niemand → nachher: wer den Link hat");
    see(b, "vorher: 12: Verantwortlich → nachher: 12: Mitlesen");
}

static void by_kind(void **state)
{
    (void)state;
    happen(0, "round.open", "round", NULL);
    happen(0, "moon.rise", "sky", NULL);
    open_log("");
    see(b, "Wertungsrunde 7");
    see_no_markup(b, "href=\"/office/log\">Alle zeigen"); /* all are shown */
    fill(b, "subject", "round");
    press_in(b, "/office/log", "Anzeigen");
    see_status(b, 200);
    see(b, "1 Eintrag passt, neueste zuerst");
    see(b, "Wertungsrunde 7");
    see_not(b, "moon.rise");
    assert_string_equal(field_value(b, "subject"), "round");
    fill(b, "subject", "sky"); /* without words: on offer as it is written */
    press_in(b, "/office/log", "Anzeigen");
    see(b, "moon.rise sky 7");
    see_not(b, "Wertungsrunde 7");
    press(b, "Alle zeigen");
    see(b, "moon.rise sky 7");
    see(b, "Wertungsrunde 7");
    assert_string_equal(field_value(b, "subject"), "");
}

static void by_person(void **state)
{
    (void)state;
    int64_t ada = home_user(home, "ada@example.org", "juror");
    home_user(home, "idle@example.org", "juror");
    happen(ada, "moon.rise", "sky", NULL);
    happen(0, "moon.set", "sky", NULL);
    open_log("");
    see_no_markup(b, "idle@example.org</option>"); /* has done nothing */
    const char *id = arena_printf(home->mem, "%d", (int)ada);
    fill(b, "person", id);
    press_in(b, "/office/log", "Anzeigen");
    see(b, "1 Eintrag passt");
    see(b, "ada@example.org moon.rise");
    see_not(b, "moon.set");
    assert_string_equal(field_value(b, "person"), id);
    fill(b, "person", "0");
    press_in(b, "/office/log", "Anzeigen");
    see(b, "Lorbeer selbst moon.set");
    see_not(b, "moon.rise");
    home_sql(home, "UPDATE user SET name = '' WHERE email LIKE 'ada@%'");
    open_log("?subject=sky");
    see(b, arena_printf(home->mem, "Konto %s moon.rise", id));
}

/* 2026-09-21 in Jena ends at 22:00 UTC. */
static void by_day(void **state)
{
    (void)state;
    const int64_t midnight = TEST_NOW + 7 * 3600 + 46 * 60 + 40;
    const struct {
        int64_t at;
        const char *action;
    } events[] = {
        {midnight - 1, "day.ends"},
        {midnight, "day.begins"},
        {midnight + DAY_S - 1, "day.is_over"},
        {midnight + DAY_S, "day.after"},
    };
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        home_time(home, events[i].at);
        happen(0, events[i].action, "sky", NULL);
    }
    log_in(b, "office@example.org"); /* the session of yesterday is over */
    open_log("");
    fill(b, "from", "2026-09-22");
    fill(b, "to", "2026-09-22");
    press_in(b, "/office/log", "Anzeigen");
    see(b, "2 Einträge passen");
    see(b, "day.begins");
    see(b, "day.is_over");
    see_not(b, "day.ends");
    see_not(b, "day.after");
    assert_string_equal(field_value(b, "from"), "2026-09-22");
    assert_string_equal(field_value(b, "to"), "2026-09-22");
    open_log("?from=2026-09-23");
    see(b, "1 Eintrag passt");
    see(b, "day.after");
    open_log("?to=2026-09-21&subject=sky");
    see(b, "1 Eintrag passt");
    see(b, "day.ends");
    open_log("?to=2026-01-01");
    see(b, "Kein Eintrag passt");
}

static void pages_keep_the_filter(void **state)
{
    (void)state;
    for (int i = 0; i < 201; i++) {
        happen(0, "moon.rise", "sky", NULL);
        happen(0, "sun.rise", "day & night", NULL);
    }
    open_log("?subject=day%20%26%20night&person=0&from=2026-09-21");
    see(b, "201 Einträge passen");
    see_not(b, "moon.rise");
    see_no_markup(b, ">Neueste</a>");
    press(b, "Ältere");
    see_status(b, 200);
    see(b, "201 Einträge passen");
    see(b, "sun.rise");
    see_not(b, "moon.rise");
    see_no_markup(b, ">Ältere</a>");
    assert_string_equal(field_value(b, "subject"), "day & night");
    assert_string_equal(field_value(b, "person"), "0");
    assert_string_equal(field_value(b, "from"), "2026-09-21");
    press(b, "Neueste");
    assert_string_equal(location(b),
                        "/office/log?subject=day%20%26%20night"
                        "&person=0&from=2026-09-21");
    visit(b, "/office/log?before=x");
    see_status(b, 404);
    visit(b, "/office/log?before=1");
    see_status(b, 404);
}

/* 200 entries are one page, without a link to an empty second one. */
static void a_full_page_is_the_last(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++)
        happen(0, "moon.rise", "sky", NULL);
    open_log("?subject=sky");
    see(b, "200 Einträge passen");
    see_no_markup(b, ">Ältere</a>");
}

static void bad_input(void **state)
{
    (void)state;
    happen(0, "moon.rise", "sky", NULL);
    visit(b,
          "/office/log?subject=%22%3Esun&person=99&from=gestern"
          "&to=2026-02-30");
    see_status(b, 422);
    see(b, "Dazu steht nichts im Protokoll.");
    see(b, "Diese Person steht nicht im Protokoll.");
    see(b, "Bitte geben Sie ein Datum wie 2026-09-30 ein.");
    see_markup(b, "id=\"subject-error\"");
    see_markup(b, "id=\"person-error\"");
    see_markup(b, "id=\"from-error\"");
    see_markup(b, "id=\"to-error\"");
    see_no_markup(b, "\">sun");
    see_not(b, "moon.rise"); /* what would it be the answer to? */
    assert_string_equal(field_value(b, "subject"), "\">sun");
    assert_string_equal(field_value(b, "person"), "99");
    assert_string_equal(field_value(b, "from"), "gestern");
    assert_string_equal(field_value(b, "to"), "2026-02-30");
    visit(b, "/office/log?from=2026-09-22&to=2026-09-21");
    see_status(b, 422);
    see(b, "Dieser Tag liegt vor dem ersten.");
    fill(b, "to", "2026-09-22");
    press_in(b, "/office/log", "Anzeigen");
    see_status(b, 200);
    visit(b, "/office/log?from=2026-09-21T10:00");
    see_status(b, 422);
}

static void what_an_entry_says(void **state)
{
    (void)state;
    static const struct {
        const char *action, *payload, *german;
    } entries[] = {
        {"edition.phase", "{\"before\":0,\"after\":1}",
         "Vorher Vorbereitung Nachher Ausschreibung"},
        {"edition.settings",
         "{\"before\":{\"deadline\":null,\"email\":\"a@b.c\"},"
         "\"after\":{\"deadline\":1790000000,\"email\":\"a@b.c\"}}",
         "Bewerbungsschluss vorher: – → nachher: 21.09.2026 16:13"},
        {"honour.set",
         "{\"before\":{\"kind\":\"winner\"},"
         "\"after\":{\"reason_de\":\"Mut & Maß\"}}",
         "Art vorher: winner → nachher: – "
         "Begründung auf Deutsch vorher: – → nachher: Mut & Maß"},
        {"round.close", "{\"unfinished\":3,\"reason\":\"\"}",
         "Unfertige Bewertungen 3 Grund –"},
        {"moon.rise", "{\"full\":true,\"size\":1.5,\"dark\":false}",
         "full ja size 1,5 dark nein"},
        {"moon.set", "{\"a\":[1,2]}", "{\"a\":[1,2]}"},
        {"moon.set", "{\"before\":{\"a\":[1]},\"after\":{}}",
         "{\"before\":{\"a\":[1]},\"after\":{}}"},
        {"moon.set", "no JSON", "no JSON"},
        {"moon.set", "{}", "moon.set Himmelskörper 7 {}"},
        {"round.open", NULL, "Wertungsrunde geöffnet Himmelskörper 7 –"},
    };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        happen(0, entries[i].action, "Himmelskörper", entries[i].payload);
        open_log("?subject=Himmelsk%C3%B6rper");
        see(b, entries[i].german);
    }
    see_not(b, "a@b.c"); /* not changed */
    happen(0, "moon.full", "orbit",
           "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}");
    open_log("?subject=orbit");
    see_markup(b, "<summary>Einzelheiten</summary>");
    home_sql(home,
             "DELETE FROM audit_payload WHERE audit_id = "
             "(SELECT max(id) FROM audit)");
    open_log("?subject=orbit");
    see(b, "gelöscht, als die Frist dafür um war");
    see_no_markup(b, "<summary>");
}

static void the_end_of_the_chain(void **state)
{
    (void)state;
    happen(0, "moon.rise", "sky", NULL);
    const char *digest =
        home_text(home, "SELECT digest FROM audit ORDER BY id DESC LIMIT 1");
    int id = (int)home_number(home, "SELECT max(id) FROM audit");
    open_log("?subject=user"); /* the chain's end, not the page's */
    see(b, arena_printf(home->mem, "Die Kette endet mit Eintrag Nr. %d: %s", id,
                        digest));
    see_no_markup(b, arena_printf(home->mem, "title=\"%s\"", digest));
    open_log("?subject=sky");
    see(b, arena_printf(home->mem, "Nr. %d · %.12s", id, digest));
    see_markup(b, arena_printf(home->mem, "title=\"%s\"", digest));
}

static void names_are_text(void **state)
{
    (void)state;
    int64_t eve = home_user(home, "eve@example.org", "juror");
    home_sql(home,
             "UPDATE user SET name = '<script>alert(1)</script>'"
             " WHERE email LIKE 'eve@%'");
    happen(eve, "<i>act</i>", "<i>sub</i>", "{\"<i>key</i>\":\"<i>val</i>\"}");
    happen(eve, "user.change", "user",
           "{\"before\":{\"<i>k</i>\":\"<i>old</i>\"},"
           "\"after\":{\"<i>k</i>\":\"<i>new</i>\"}}");
    open_log("");
    see(b, "<script>alert(1)</script> <i>act</i> <i>sub</i> 7");
    see(b, "<i>key</i> <i>val</i>");
    see(b, "<i>old</i> → nachher: <i>new</i>");
    see_no_markup(b, "<script>alert");
    see_no_markup(b, "<i>");
}

static void in_english(void **state)
{
    (void)state;
    happen(0, "rules.freeze", "round", "{\"unfinished\":1}");
    happen(0, "lot.open", "lot", NULL);
    browser_language(b, "en");
    open_log("?lang=en");
    see(b, "Lorbeer itself rules of the round fixed Scoring round 7");
    see(b, "Unfinished ballots 1");
    see(b, "drawing of lots: drawn Drawing of lots 7");
    open_log("?subject=round");
    see(b, "1 entry matches, newest first");
    visit(b, "/office/log?from=x");
    see(b, "Please enter a date like 2026-09-30.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(newest_first),
        STORY(named),
        STORY(by_kind),
        STORY(by_person),
        STORY(by_day),
        STORY(pages_keep_the_filter),
        STORY(a_full_page_is_the_last),
        STORY(bad_input),
        STORY(what_an_entry_says),
        STORY(the_end_of_the_chain),
        STORY(names_are_text),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
