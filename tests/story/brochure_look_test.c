/* While the office writes an own page or a greeting it sees it printed. */
#include "support/award.h"
#include "support/story.h"

#include <string.h>

#include "model/preview.h"

#define BELOW "/office/edition/2026/brochure/"

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    home_user(home, "amt@example.org", "organiser");
    log_in(b, "amt@example.org");
    return 0;
}

/* What waits to be laid out, as data.json. */
static const char *wished(void)
{
    struct preview_work work;
    assert_true(preview_next(&home->world, &work));
    assert_int_equal(work.entry_id, 0);
    const char *data = arena_text(home->mem, work.data);
    preview_failed(&home->world, &work, "");
    return data;
}

static void holds(const char *data, const char *text)
{
    if (strstr(data, text) == NULL)
        fail_msg("'%s' is not in %s", text, data);
}

static void an_own_page_follows_what_is_typed(void **state)
{
    (void)state;
    visit(b, BELOW "part/new");
    see(b, "Die Seite, wie sie gedruckt wird");
    see_markup(b, "data-look=\"" BELOW "part/new/preview\"");
    see_markup(b, "data-preview-form");
    post_fields(b, BELOW "part/new/preview", "title_de=Dank&body_de=An+alle.");
    see_markup(b, "\"state\":\"wanted\"");
    const char *data = wished();
    holds(data, "\"kind\":\"own\"");
    holds(data, "{\"de\":\"Dank\"}");
    holds(data, "An alle.");
    holds(data, "\"accent\":");
    assert_null(strstr(data, "\"entries\":"));
    /* and nothing of it is stored */
    assert_int_equal(number("SELECT count(*) FROM brochure_part WHERE kind = "
                            "'own'"),
                     0);
    /* the button sends nothing: what is stored */
    visit(b, BELOW "part/new");
    fill(b, "title_de", "Gruppe");
    fill(b, "body_de", "Gespeichert.");
    press(b, "Speichern");
    const char *own = arena_text(home->mem, location(b));
    see(b, "Die Seite ist gespeichert.");
    press(b, "Seite ansehen");
    assert_string_equal(location(b),
                        arena_printf(home->mem, "%s/preview", own));
    holds(wished(), "Gespeichert.");
}

static void without_a_text_there_is_no_page(void **state)
{
    (void)state;
    visit(b, BELOW "part/new");
    post_fields(b, BELOW "part/new/preview", "title_de=Dank&body_de=");
    see_status(b, 200);
    see_markup(b, "\"state\":\"none\"");
    see_markup(b, "Ohne Text gibt es noch keine Seite.");
    assert_int_equal(number("SELECT count(*) FROM preview"), 0);
}

static void a_greeting_follows_with_its_name(void **state)
{
    (void)state;
    visit(b, BELOW "greeting/new");
    fill(b, "name", "Rosa Licht");
    fill(b, "body_de", "Willkommen.");
    press(b, "Speichern");
    see(b, "Das Grußwort ist gespeichert.");
    post_fields(b, arena_printf(home->mem, "%s/preview", location(b)),
                "name=Rosa+Licht&function_de=Rektorin&body_de=Guten+Abend.");
    const char *data = wished();
    holds(data, "\"kind\":\"greetings\"");
    holds(data, "Rosa Licht");
    holds(data, "Guten Abend.");
    assert_null(strstr(data, "Willkommen."));
}

/* Two who write a new page at once do not see each other's. */
static void each_sees_the_own_page(void **state)
{
    (void)state;
    visit(b, BELOW "part/new");
    post_fields(b, BELOW "part/new/preview", "title_de=Eins&body_de=Meins.");
    struct browser *other = browser_new(home);
    home_user(home, "zwei@example.org", "organiser");
    log_in(other, "zwei@example.org");
    visit(other, BELOW "part/new/preview/state");
    see_markup(other, "\"state\":\"none\"");
    browser_free(other);
}

/* Of a part that the book makes itself there is no page to look at. */
static void other_parts_have_none(void **state)
{
    (void)state;
    visit(b, BELOW "part/jury");
    see_no_markup(b, "data-look");
    visit(b, BELOW "part/jury/preview");
    see_status(b, 404);
    visit(b, BELOW "greeting/99/preview");
    see_status(b, 404);
}

/* From what the preflight says to the form that mends it. */
static void the_preflight_leads_to_the_page(void **state)
{
    (void)state;
    visit(b, BELOW "part/new");
    fill(b, "title_de", "Danke");
    fill(b, "body_de", "An alle.");
    press(b, "Speichern");
    see_markup(b, "<h1>Danke</h1>");
    const char *own = arena_text(home->mem, location(b));
    visit(b, BELOW "greeting/new");
    fill(b, "name", "Rosa Licht");
    fill(b, "body_de", "Willkommen.");
    press(b, "Speichern");
    const char *greeting = arena_text(home->mem, location(b));
    visit(b, BELOW "preflight");
    see(b, "Eigene Seite „Danke“: Der englische Text fehlt.");
    see_markup(b, arena_printf(home->mem, "href=\"%s\"", own));
    see_markup(b, arena_printf(home->mem, "href=\"%s\"", greeting));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(an_own_page_follows_what_is_typed),
        STORY(without_a_text_there_is_no_page),
        STORY(a_greeting_follows_with_its_name),
        STORY(each_sees_the_own_page),
        STORY(other_parts_have_none),
        STORY(the_preflight_leads_to_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
