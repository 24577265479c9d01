/* A blind edition: no juror's page has the company's name, and nothing tells
 * which name belongs to which code. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/file.h"
#include "model/round.h"
#include "page/declare.h"
#include "support/judging_story.h"
#include "support/nomination.h"

static const char *const names[] = {"Alpha", "Beta", "Gamma", "alpha-web"};

/* Alpha has a logo and a photo, a web address, and names in credits. */
static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(
        home,
        "UPDATE edition SET blind = 1;"
        "INSERT INTO question (edition_id, section_id, code, position, "
        "kind, label_de, label_en, audience, slot, identifying) "
        "SELECT edition_id, id, 'logo', 8, 'image', 'Logo', 'Logo', "
        "'public', 'logo', 1 FROM section;"
        "INSERT INTO question (edition_id, section_id, code, position, "
        "kind, label_de, label_en, audience, slot) "
        "SELECT edition_id, id, 'photo', 9, 'image', 'Foto', 'Photo', "
        "'public', 'photo' FROM section;"
        "INSERT INTO question (edition_id, section_id, code, position, "
        "kind, label_de, label_en, audience, identifying) "
        "SELECT edition_id, id, 'web', 10, 'url', 'Web', 'Web', 'public', "
        "1 FROM section;"
        "INSERT INTO answer (entry_id, question_id, value, updated_at) "
        "SELECT 1, id, 'https://alpha-web.example', 1 FROM question "
        "WHERE code = 'web';"
        "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
        "render_state) VALUES ('aa', 'Alpha.png', 'image/png', 5, 1, "
        "'done'), ('bb', 'Alpha2.png', 'image/png', 5, 1, 'done');"
        "INSERT INTO picture SELECT 1, id, 1, 1, 'Foto: Alpha', '', '' "
        "FROM question WHERE code = 'logo';"
        "INSERT INTO picture SELECT 1, id, 2, 1, 'Foto: Alpha', 'Ein Team', "
        "'A team' FROM question WHERE code = 'photo';");
    struct world *w = home_begin(home);
    for (int64_t id = 1; id <= 2; id++) {
        struct file_rendition size[2] = {{.size = "thumb"}, {.size = "screen"}};
        for (int i = 0; i < 2; i++) {
            size[i].type = "image/png";
            size[i].bytes = 5;
            size[i].width = size[i].height = 20;
            size[i].digest = file_keep(w, "thumb", 5);
        }
        file_rendered(w, id, size, 2);
    }
    home_commit(home);
    return 0;
}

static const char *list_field(const char *what, int entry)
{
    struct world *w = home_begin(home);
    const char *key = declare_key(w, scene.member[0], scene.entry[entry]);
    home_commit(home);
    return arena_printf(home->mem, "%s_%s", what, key);
}

static void see_no_name(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        see_no_markup(b, names[i]);
        static const char *const heads[] = {"location", "content-disposition",
                                            "set-cookie"};
        for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
            if (header(b, heads[h]) != NULL)
                assert_null(strstr(header(b, heads[h]), names[i]));
    }
}

static void every_page_without_a_name(void)
{
    static const char *const pages[] = {"/jury", "/jury/receipts",
                                        "/jury/receipts.txt", "/account"};
    for (int e = 0; e < JUDGING_ENTRIES; e++) {
        visit(b, sheet(e));
        see_no_name();
        visit(b, arena_printf(home->mem, "%s?declare=1&lang=en", sheet(e)));
        see_no_name();
        visit(b, arena_printf(home->mem, "%s?lang=de", sheet(e)));
        see_no_name();
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        visit(b, pages[i]);
        see_status(b, 200);
        see_no_name();
    }
}

static void codes_in_place_of_names(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 1, 5, 5);
    log_in(b, "j1@example.org");
    every_page_without_a_name();
    visit(b, "/jury");
    see(b, "Bewerbung E01");
    visit(b, sheet(0));
    see(b, "Bewerbung E01");
    see(b, "Wir lernen");
    see_markup(b, "Ein Team");
    fill(b, field("c", 0), "5");
    fill(b, field("c", 1), "6");
    press(b, "Abgeben");
    see_no_name();
    visit(b, "/jury/receipts.txt");
    see_markup(b, "Bewerbung E01");
    visit(b, "/image/2/thumb");
    see_status(b, 200);
    visit(b, "/image/1/thumb"); /* the logo */
    see_status(b, 404);
    visit(b, "/file/2");
    see_status(b, 404);
    struct world *w = home_begin(home);
    assert_int_equal(round_close(w, scene.round, "so"), ROUND_OK);
    home_commit(home);
    every_page_without_a_name();
    visit(b, arena_printf(home->mem, "/jury/seal/%" PRId64, scene.round));
    see_status(b, 404); /* reasons of the jury may name them */
    home_sql(home, "UPDATE edition SET blind = 0");
    visit(b, sheet(0)); /* the test would see it */
    see_markup(b, "Alpha");
    see_markup(b, "alpha-web");
}

/* As long as one company is undeclared, no code can be told from another. */
static void the_list_tells_no_pairs(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, "/jury/declare");
    see_markup(b, "Alpha GmbH");
    see_no_markup(b, "E01");
    see_no_markup(b, "/jury/entry/");
    fill(b, list_field("k", 0), "none");
    fill(b, list_field("k", 1), "family");
    fill(b, list_field("p", 1), "present");
    press(b, "Erklärungen abgeben");
    see_no_markup(b, "E01");
    visit(b, "/jury");
    see_no_name();
    see_no_markup(b, "Bewerbung E");
    for (int e = 0; e < JUDGING_ENTRIES; e++) {
        request_raw(b, "GET", sheet(e), NULL, NULL, 0);
        see_status(b, 303);
        assert_null(strchr(header(b, "location"), '#'));
        visit(b, "/jury/declare");
        post_fields(b, arena_printf(home->mem, "%s/conflict", sheet(e)),
                    "kind=other&period=past");
        see_status(b, 404);
        post_fields(b, sheet(e), "action=save&revision=0");
        see_status(b, 404);
    }
    visit(b, "/image/2/thumb");
    see_status(b, 404);
    visit(b, "/jury/declare");
    fill(b, list_field("k", 2), "none");
    press(b, "Erklärungen abgeben");
    see(b, "Bewerbung E01");
    see(b, "Bewerbung E03");
    see_not(b, "Bewerbung E02"); /* it is not there at all */
    see(b, "0 von 2 erledigt");
    visit(b, sheet(1));
    see_status(b, 404);
    visit(b, "/image/2/thumb");
    see_status(b, 200);
    visit(b, "/jury/declare");
    fill(b, list_field("k", 1), "none");
    press(b, "Änderungen speichern");
    see_status(b, 422);
    see(b, "Bei blinder Bewertung lässt sich eine Befangenheit hier nicht");
    assert_int_equal(
        number("SELECT count(*) FROM conflict WHERE kind = 'family'"), 1);
}

static void recognised_late(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 5, 5);
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    press(b, "Ich erkenne dieses Unternehmen und bin befangen");
    see_no_name();
    see(b, "Bewerbung E01");
    see_not(b, "Nein, ich bin nicht befangen");
    fill(b, "kind", "client");
    fill(b, "period", "past");
    press(b, "Erklärung abgeben");
    assert_string_equal(location(b), "/jury");
    see_not(b, "Bewerbung E01");
    visit(b, sheet(0));
    see_status(b, 404);
    visit(b, "/jury/declare"); /* does not say whether it was Alpha */
    assert_string_equal(field_value(b, list_field("k", 0)), "none");
    press(b, "Änderungen speichern");
    assert_int_equal(
        number("SELECT count(*) FROM conflict WHERE kind = 'client'"), 1);
    assert_int_equal(number("SELECT count(*) FROM score"), 2);
    press(b, "Abmelden");
    log_in(b, "office@example.org");
    visit(b, round_page(""));
    see(b, "Erklärt, nachdem die Bewerbung gelesen werden konnte.");
}

static void the_check_finds_names(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, "/office/edition/2026/blind");
    see(b, "Keine Bewerbung nennt ihr Unternehmen");
    home_sql(home,
             "UPDATE organisation SET name = 'Müller & Söhne GmbH' "
             "WHERE id = 2;"
             "UPDATE answer SET value = 'Bei Muellers ist <alles> neu.' "
             "WHERE entry_id = 2 AND value LIKE 'Wir%';"
             "UPDATE picture SET alt_de = 'Das ALPHA-Team' "
             "WHERE alt_de <> '';");
    visit(b, "/office/edition/2026/blind");
    see(b, "2 Bewerbungen nennen ihr Unternehmen");
    see_markup(b, "Bei <mark>Muellers</mark> ist &lt;alles&gt; neu.");
    see_markup(b, "<mark>ALPHA</mark>-Team");
    visit(b, round_page(""));
    see(b, "aber 2 Bewerbungen nennen ihr Unternehmen");
    press(b, "Zur Prüfung");
    press(b, "Müller & Söhne GmbH");
    assert_string_equal(location(b), "/office/entry/2");
}

static void switched_before_the_first_round(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, "/office/edition/2026");
    assert_string_equal(field_value(b, "blind"), "yes");
    uncheck(b, "blind", "yes");
    press_in(b, "/office/edition/2026/settings", "Speichern");
    see_status(b, 422);
    see(b, "Eine Runde ist schon eröffnet");
    assert_int_equal(number("SELECT blind FROM edition"), 1);
    home_sql(home, "UPDATE round SET state = 'planned'");
    visit(b, "/office/edition/2026");
    uncheck(b, "blind", "yes");
    press_in(b, "/office/edition/2026/settings", "Speichern");
    assert_int_equal(number("SELECT blind FROM edition"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(codes_in_place_of_names),
        STORY(the_list_tells_no_pairs),
        STORY(recognised_late),
        STORY(the_check_finds_names),
        STORY(switched_before_the_first_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
