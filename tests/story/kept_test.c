/* Forms that cannot be taken: the session has ended, the token is another's,
 * the page is gone. What was typed waits for whoever typed it. */
#include "support/my_story.h"

static const char story_text[] = "Das habe ich eine Stunde lang geschrieben.";
static const char form_type[] = "application/x-www-form-urlencoded";

static int64_t kept_rows(void)
{
    return number("SELECT count(*) FROM kept_form");
}

/* Anna's page with her text in it, not sent yet. */
static void begin_to_write(void)
{
    begin();
    fill(b, "q_story_de", story_text);
    fill(b, "q_seat", "Bonn");
    fill(b, "consent_data", "1");
}

static void send_again(void)
{
    see(b, story_text);
    press(b, "Noch einmal absenden");
    see_status(b, 200);
    see(b, "Der Entwurf ist gespeichert.");
    expect_stored("story_de", story_text);
    expect_stored("seat", "Bonn");
    assert_int_equal(number("SELECT count(*) FROM consent"), 1);
    assert_int_equal(kept_rows(), 0);
    visit(b, "/kept");
    see(b, "Es wartet nichts");
}

static void the_session_has_ended(void **state)
{
    (void)state;
    begin_to_write();
    home_time(home, TEST_NOW + 13 * 3600);
    press(b, "Entwurf speichern");
    see_status(b, 200);
    see(b, "Was Sie eingegeben haben, ist aufgehoben");
    assert_int_equal(number("SELECT count(*) FROM answer"), 0);
    /* the login leads back, with nothing done yet */
    fill(b, "email", "anna@firma.example");
    fill(b, "password", "correct horse");
    press_in(b, "/login", "Anmelden");
    assert_string_equal(location(b), "/kept");
    assert_int_equal(number("SELECT count(*) FROM answer"), 0);
    send_again();
}

static void what_others_did_meanwhile_is_shown(void **state)
{
    (void)state;
    begin_to_write();
    struct browser *other = second_contact();
    fill(other, "q_seat", "Wien");
    press(other, "Entwurf speichern");
    home_sql(home, "DELETE FROM session WHERE user_id = 1");
    press(b, "Entwurf speichern");
    log_in(b, "anna@firma.example");
    visit(b, "/kept");
    press(b, "Noch einmal absenden");
    see_status(b, 409);
    see(b, "Inzwischen gespeichert von bert@firma.example:");
    see(b, "Wien");
    assert_string_equal(field_value(b, "q_seat"), "Bonn");
    expect_stored("seat", "Wien");
    expect_stored("story_de", story_text);
    browser_free(other);
}

static void logged_in_anew_in_another_tab(void **state)
{
    (void)state;
    begin_to_write();
    struct browser *tab = browser_new(home);
    log_in(tab, "anna@firma.example");
    browser_take_cookies(b, tab);
    press(b, "Entwurf speichern");
    assert_string_equal(location(b), "/kept");
    send_again();
    browser_free(tab);
}

static void somebody_else_is_logged_in(void **state)
{
    (void)state;
    begin_to_write();
    struct browser *other = second_contact();
    browser_take_cookies(b, other);
    press(b, "Entwurf speichern");
    see_status(b, 403);
    see(b, "für dieses Konto aufgehoben");
    see_not(b, story_text);
    visit(b, "/kept"); /* as Bert */
    see(b, "Es wartet nichts");
    see_not(b, story_text);
    post_fields(b, "/kept", "drop=1");
    assert_int_equal(kept_rows(), 1);
    press(other, "Abmelden");
    log_in(other, "anna@firma.example");
    browser_take_cookies(b, other);
    visit(b, "/kept");
    send_again();
    browser_free(other);
}

static void send_raw(struct browser *who, const char *path, const char *csrf,
                     const char *fields)
{
    char *body = arena_printf(home->mem, "csrf=%s&%s", csrf, fields);
    request_raw(who, "POST", path, form_type, body, strlen(body));
}

static void another_site_cannot_plant_words(void **state)
{
    (void)state;
    static const char words[] = "q_story_de=Worte+von+jemand+anderem";
    begin();
    nomination_company(home, "eve@other.example", "Andere GmbH");
    struct browser *eve = browser_new(home);
    log_in(eve, "eve@other.example");
    visit(eve, "/account");
    const char *hers = arena_text(home->mem, field_value(eve, "csrf"));
    const char *own = arena_text(home->mem, field_value(b, "csrf"));
    const char *point = strchr(hers, '.');
    assert_non_null(point);
    /* her own token makes it hers, in whatever browser */
    send_raw(b, "/my/entry/1", hers, words);
    see_status(b, 403);
    visit(b, "/kept");
    see(b, "Es wartet nichts");
    assert_int_equal(number("SELECT user_id FROM kept_form"), 2);
    /* and no other can be made of it */
    size_t digest = (size_t)(point - hers);
    const char *forged[] = {
        "x",
        "",
        ".1.",
        ".1.x",
        "x.99999999999999999999.x",
        arena_printf(home->mem, "%.*s.1%s", (int)digest, hers, point + 2),
        arena_printf(home->mem, "%.*s", (int)digest, own),
    };
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        send_raw(b, "/my/entry/1", forged[i], words);
        see_status(b, 403);
    }
    assert_int_equal(kept_rows(), 1);
    expect_stored("story_de", NULL);
    browser_free(eve);
}

static void the_page_is_gone(void **state)
{
    (void)state;
    begin_to_write();
    home_sql(home, "DELETE FROM membership");
    press(b, "Entwurf speichern");
    assert_string_equal(location(b), "/kept");
    see(b, story_text);
    press(b, "Noch einmal absenden"); /* still gone: still kept, once */
    assert_string_equal(location(b), "/kept");
    see(b, story_text);
    assert_int_equal(kept_rows(), 1);
    press(b, "Verwerfen");
    see(b, "Es wartet nichts");
    assert_int_equal(kept_rows(), 0);
}

static void neither_passwords_nor_mere_buttons(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"/account/password", "present=correct+horse&password=new+password+1"},
        {"/account", "name=Anna+die+Erste+von+Firma&language=de"},
        {"/my/entry/1/withdraw", ""},
        {"/my/entry/1", "save=1"},
        {"/my/entry/1", "q_seat=Bonn"}, /* typed anew in no time */
        {"/my/entry/1/save", "q_story_de=ein+langer+Text+vom+Skript"},
        {"/my/new", "edition=1&organisation=1"},
    };
    begin();
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    home_sql(home, "DELETE FROM session");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        send_raw(b, cases[i][0], csrf, cases[i][1]);
        see_status(b, 303);
        assert_string_equal(header(b, "location"), "/login?to=%2F");
    }
    assert_int_equal(kept_rows(), 0);
}

static void no_more_than_a_few_and_not_for_long(void **state)
{
    (void)state;
    begin();
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    home_sql(home, "DELETE FROM session");
    for (int i = 0; i < 8; i++)
        send_raw(
            b, "/my/entry/1", csrf,
            arena_printf(home->mem, "q_story_de=Das+ist+die+Fassung+%d", i));
    send_raw(b, "/my/entry/1", csrf, "q_story_de=Das+ist+die+Fassung+7");
    assert_int_equal(kept_rows(), 5);
    log_in(b, "anna@firma.example");
    visit(b, "/kept");
    see(b, "Fassung 7");
    see(b, "Fassung 3");
    see_not(b, "Fassung 2");
    home_time(home, TEST_NOW + 4 * 24 * 3600);
    log_in(b, "anna@firma.example");
    visit(b, "/kept");
    see(b, "Es wartet nichts");
    assert_int_equal(kept_rows(), 0);
}

static void scripts_stay_text(void **state)
{
    (void)state;
    begin();
    fill(b, "q_story_de", "\"><script>alert(1)</script> und mehr");
    home_sql(home, "DELETE FROM session");
    press(b, "Entwurf speichern");
    log_in(b, "anna@firma.example");
    visit(b, "/kept");
    see_no_markup(b, "<script>alert");
    see(b, "<script>alert(1)</script> und mehr");
    press(b, "Noch einmal absenden");
    expect_stored("story_de", "\"><script>alert(1)</script> und mehr");
}

/* Nobody is logged in: the form itself comes back, if it is from our page. */
static void a_stranger_sends_once_more(void **state)
{
    (void)state;
    struct browser *stranger = browser_new(home);
    visit(stranger, "/forgot");
    send_raw(stranger, "/forgot", "x", "email=ein.langer.name%40firma.example");
    see_status(stranger, 403);
    see(stranger, "Bitte versuchen Sie das noch einmal");
    browser_origin(stranger, "https://evil.example");
    send_raw(stranger, "/forgot", "x", "email=ein.langer.name%40firma.example");
    see_not(stranger, "ein.langer.name");
    browser_origin(stranger, home->world.url);
    send_raw(stranger, "/forgot", "x", "email=ein.langer.name%40firma.example");
    see_status(stranger, 403);
    see(stranger, "ein.langer.name@firma.example");
    press(stranger, "Noch einmal absenden");
    see_status(stranger, 200);
    see(stranger, "Bitte sehen Sie in Ihr Postfach");
    assert_int_equal(kept_rows(), 0);
    browser_free(stranger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_session_has_ended),
        STORY(what_others_did_meanwhile_is_shown),
        STORY(logged_in_anew_in_another_tab),
        STORY(somebody_else_is_logged_in),
        STORY(another_site_cannot_plant_words),
        STORY(the_page_is_gone),
        STORY(neither_passwords_nor_mere_buttons),
        STORY(no_more_than_a_few_and_not_for_long),
        STORY(scripts_stay_text),
        STORY(a_stranger_sends_once_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
