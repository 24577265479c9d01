/* The second factor: setting it up, logging in with it, what it holds back
 * until it is given, recovery codes. */
#include "app/routes.h"
#include "model/user.h"
#include "support/second_story.h"

/* --- setting it up --- */

static void setting_up(void **state)
{
    struct browser *other = browser_new(home);
    (void)state;
    log_in(b, ada);
    give_password(other, ada);
    visit(b, "/account");
    press(b, "Zweiten Faktor einrichten");
    see_markup(b, "<svg class=\"qr\"");
    see(b, "Beides geht nicht?");
    see_markup(b, "href=\"otpauth://totp/");
    see_markup(b, "inputmode=\"numeric\"");
    read_secret();
    unsigned char first[TOTP_SECRET_BYTES];
    memcpy(first, device, sizeof first);
    visit(b, "/account/second"); /* back from the app, which has it by now */
    read_secret();
    assert_memory_equal(first, device, sizeof first);
    fill(b, "code", "000000");
    press(b, "Einrichten");
    see_status(b, 422);
    see(b, "Dieser Code passt nicht.");
    assert_string_equal(field_value(b, "code"), "000000");
    read_secret(); /* it is still the same */
    assert_memory_equal(first, device, sizeof first);
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see(b, "Ihre Wiederherstellungscodes");
    read_codes();
    assert_int_equal(number("SELECT count(*) FROM recovery_code"),
                     SECOND_CODES);
    assert_int_equal(logged("second.on"), 1);
    /* neither secret nor code stands in the database as it is */
    char hex[2 * TOTP_SECRET_BYTES + 1];
    str_hex(hex, device, sizeof device);
    assert_null(strstr(text("SELECT secret FROM second_factor"), hex));
    assert_int_equal(
        number(arena_printf(home->mem,
                            "SELECT count(*) FROM recovery_code WHERE "
                            "digest LIKE '%%%.5s%%'",
                            recovery[0])),
        0);
    press(b, "Ich habe sie aufbewahrt, weiter");
    assert_string_equal(location(b), "/office");
    press(b, "Abmelden"); /* the page with the codes had a good token */
    see(b, "Sie sind abgemeldet.");
    visit(other, "/office"); /* a session that knew the password only */
    assert_string_equal(location(other), "/login?to=%2Foffice");
    browser_free(other);
}

static void an_offer_is_for_one_person_and_an_hour(void **state)
{
    struct browser *eve = browser_new(home);
    (void)state;
    home_user(home, "eve@example.org", "");
    log_in(b, ada);
    visit(b, "/account/second");
    read_secret();
    const char *offer = arena_text(home->mem, field_value(b, "offer"));
    unsigned char first[TOTP_SECRET_BYTES];
    memcpy(first, device, sizeof first);
    press(b, "Abmelden");
    log_in(b, ada); /* another session, another secret */
    visit(b, "/account/second");
    read_secret();
    assert_memory_not_equal(first, device, sizeof first);
    log_in(eve, "eve@example.org");
    visit(eve, "/account/second");
    post_fields(
        eve, "/account/second",
        arena_printf(home->mem, "offer=%s&code=%s", offer, app_code(0)));
    see_status(eve, 422);
    see(eve, "Dieser QR-Code war zu alt.");
    later(SECOND_OFFER_S + 1);
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see_status(b, 422);
    see(b, "Dieser QR-Code war zu alt.");
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    browser_free(eve);
}

/* --- logging in --- */

static void password_and_code(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    later(30);
    visit(b, "/login?to=/office/log");
    fill(b, "email", ada);
    fill(b, "password", "correct horse");
    press_in(b, "/login", NULL);
    assert_string_equal(location(b), "/login/second?to=%2Foffice%2Flog");
    see(b, "Ihr Code");
    see_not(b, "Abmelden");
    give_code(b, "");
    see_status(b, 422);
    give_code(b, "000000");
    see_status(b, 422);
    see(b, "Dieser Code stimmt nicht");
    assert_string_equal(field_value(b, "code"), "000000");
    const char *code = app_code(0);
    give_code(b, arena_printf(home->mem, "%.3s %s", code, code + 3));
    assert_string_equal(location(b), "/office/log");
    assert_int_equal(number("SELECT count(*) FROM login_wait"), 0);
}

/* Until the code is given the visitor is nobody, for every route. */
static void nobody_until_the_code(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    assert_int_equal(number("SELECT count(*) FROM session"), 0);
    int tried = 0;
    for (size_t i = 0; i < route_count; i++) {
        const char *path = routes[i].pattern;
        if (routes[i].method != HTTP_GET || routes[i].role == ROLE_ANYONE ||
            strchr(path, ':') != NULL)
            continue;
        request_raw(b, "GET", path, NULL, NULL, 0);
        see_status(b, 303);
        assert_ptr_equal(strstr(header(b, "location"), "/login?to="),
                         header(b, "location"));
        tried++;
    }
    assert_true(tried > 10);
    visit(b, "/"); /* not even a name */
    see_not(b, ada);
    see(b, "Anmelden");
    visit(b, "/login/second"); /* and it goes on */
    give_code(b, app_code(1));
    assert_string_equal(location(b), "/office");
}

static void no_code_twice(void **state)
{
    struct browser *other = browser_new(home);
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, app_code(0)); /* the one that set it up */
    see_status(b, 422);
    give_code(b, app_code(2)); /* not yet */
    see_status(b, 422);
    later(30);
    const char *code = app_code(0);
    give_password(other, ada);
    give_code(b, code);
    assert_string_equal(location(b), "/office");
    give_code(other, code); /* read over the shoulder */
    see_status(other, 422);
    give_code(other, app_code(-1)); /* nor an older one */
    see_status(other, 422);
    browser_free(other);
}

static void tries_are_counted(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    later(30);
    give_password(b, ada);
    for (int i = 0; i < 5; i++) {
        give_code(b, "111111");
        see_status(b, 422);
    }
    give_code(b, app_code(0)); /* right, and too late */
    see_status(b, 429);
    see(b, "Zu viele Versuche.");
    give_password(b, ada); /* the password once more does not help */
    give_code(b, app_code(0));
    see_status(b, 429);
    later(15 * 60 + 1);
    give_password(b, ada);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/office");
}

static void waiting_ends(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    later(SECOND_WAIT_S + 1);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/login");
    see(b, "Bitte melden Sie sich noch einmal an");
    /* a new password, and who waits has to begin again */
    give_password(b, ada);
    struct world *w = home_begin(home);
    user_set_password_hash(w, 1, "x");
    home_commit(home);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/login");
    visit(b, "/login/second"); /* nobody waits */
    assert_string_equal(location(b), "/login");
}

static void recovery_codes(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, recovery[3]);
    assert_string_equal(location(b), "/office");
    see(b, "es bleiben noch 9.");
    assert_int_equal(logged("second.recovery"), 1);
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, recovery[3]);
    see_status(b, 422);
    give_code(b, " 0000-1111 ");
    see_status(b, 422);
    /* without the hyphen and in capitals, as people type */
    char typed[16] = "";
    for (size_t i = 0, n = 0; recovery[4][i] != '\0'; i++)
        if (recovery[4][i] != '-')
            typed[n++] = recovery[4][i] >= 'a' ? (char)(recovery[4][i] - 32)
                                               : recovery[4][i];
    give_code(b, typed);
    assert_string_equal(location(b), "/office");
    see(b, "es bleiben noch 8.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(setting_up),        STORY(an_offer_is_for_one_person_and_an_hour),
        STORY(password_and_code), STORY(nobody_until_the_code),
        STORY(no_code_twice),     STORY(tries_are_counted),
        STORY(waiting_ends),      STORY(recovery_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
