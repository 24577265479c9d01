/* Stories of the second factor: the app on the telephone, and what is typed
 * into the login with it. */
#pragma once

#include "support/story.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/totp.h"
#include "model/second.h"

static const char ada[] = "ada@example.org";

static int setup(void **state)
{
    (void)state;
    story_open();
    home_user(home, ada, "organiser");
    return 0;
}

/* --- the app on the telephone --- */

static unsigned char device[TOTP_SECRET_BYTES];

/* Types the secret that the page shows into the app. */
static inline void read_secret(void)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const char *at = strstr(page(b), "qr-secret\">");
    assert_non_null(at);
    at += strlen("qr-secret\">");
    uint32_t bits = 0;
    int have = 0;
    size_t bytes = 0;
    for (; *at != '<'; at++) {
        if (*at == ' ')
            continue;
        bits = bits << 5 | (uint32_t)(strchr(alphabet, *at) - alphabet);
        have += 5;
        if (have >= 8) {
            have -= 8;
            device[bytes++] = (unsigned char)(bits >> have);
        }
    }
    assert_int_equal(bytes, TOTP_SECRET_BYTES);
}

/* What the app shows so many steps from now. */
static inline const char *app_code(int steps)
{
    char code[TOTP_DIGITS_MAX + 1];
    totp_code(device, sizeof device, home->world.now / TOTP_STEP_S + steps,
              TOTP_DIGITS, code);
    return arena_text(home->mem, code);
}

static inline void later(int64_t seconds)
{
    home_time(home, home->world.now + seconds);
}

static char recovery[SECOND_CODES][16];

static inline void read_codes(void)
{
    const char *at = page(b);
    for (int i = 0; i < SECOND_CODES; i++) {
        at = strstr(at, "<li class=\"code\">");
        assert_non_null(at);
        at += strlen("<li class=\"code\">");
        snprintf(recovery[i], sizeof recovery[i], "%.11s", at);
    }
    assert_null(strstr(at, "<li class=\"code\">"));
}

static inline void set_up(void)
{
    visit(b, "/account/second");
    read_secret();
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see_status(b, 200);
    read_codes();
}

static inline void give_password(struct browser *who, const char *email)
{
    visit(who, "/login");
    fill(who, "email", email);
    fill(who, "password", "correct horse");
    press_in(who, "/login", NULL);
}

static inline void give_code(struct browser *who, const char *code)
{
    fill(who, "code", code);
    press(who, "Weiter");
}

static inline int64_t logged(const char *action)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM audit WHERE action = '%s'", action));
}
