/* The office's people and outbox. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/mail.h"
#include "model/user.h"
#include "support/story.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    home_user(home, "office@example.org", "organiser");
    visit(b, "/login?to=/account");
    fill(b, "email", "office@example.org");
    fill(b, "password", "correct horse");
    press_in(b, "/login", NULL);
    return 0;
}

static void invite(const char *name, const char *email, const char *role)
{
    visit(b, "/office/users");
    fill(b, "name", name);
    fill(b, "email", email);
    fill(b, "role", role);
    fill(b, "language", "en");
    press(b, "Einladen");
}

static void an_organiser_invites(void **state)
{
    (void)state;
    invite("", "nonsense", "organiser");
    see_status(b, 422);
    see(b, "Bitte geben Sie den Namen der Person ein.");
    see(b, "Bitte geben Sie eine gültige E-Mail-Adresse ein.");
    assert_string_equal(field_value(b, "email"), "nonsense");
    invite("Mia <b>Lang</b>", "mia@example.org", "organiser");
    see_status(b, 200);
    see(b, "Die Einladung liegt im Postausgang.");
    see(b, "Mia <b>Lang</b>, mia@example.org");
    see_no_markup(b, "<b>Lang");
    press(b, "Lorbeer: your invitation");
    see(b, "Dear Mia <b>Lang</b>,");
    see(b, "to work in the award office");
    see_no_markup(b, "<b>Lang");
    see_markup(b, "lang=\"en\"");
    const char *link = home_text(home, "SELECT link FROM mail");
    see_markup(b, arena_printf(home->mem, "readonly value=\"%s\"", link));
    visit(b, "/office/users");
    see(b, "eingeladen");
}

static void disabling_and_enabling(void **state)
{
    (void)state;
    int64_t id = home_user(home, "ada@example.org", "juror");
    struct browser *ada = browser_new(home);
    visit(ada, "/login?to=/account");
    fill(ada, "email", "ada@example.org");
    fill(ada, "password", "correct horse");
    press_in(ada, "/login", NULL);
    visit(b, "/office/users");
    press_in(b, arena_printf(home->mem, "/office/user/%d/disable", (int)id),
             NULL);
    see(b, "Das Konto ist gesperrt und abgemeldet.");
    see(b, "gesperrt");
    visit(ada, "/account");
    see(ada, "Bitte melden Sie sich zuerst an.");
    press_in(b, arena_printf(home->mem, "/office/user/%d/enable", (int)id),
             NULL);
    see(b, "Das Konto ist wieder nutzbar.");
    press_in(b, arena_printf(home->mem, "/office/user/%d/link", (int)id), NULL);
    see(b, "Die Mail liegt im Postausgang.");
    see(b, "Lorbeer: neues Passwort");
    browser_free(ada);
}

static void nobody_locks_themselves_out(void **state)
{
    (void)state;
    visit(b, "/office/users");
    char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    char *path =
        arena_printf(home->mem, "/office/user/%d/disable",
                     (int)home_number(home,
                                      "SELECT id FROM user WHERE email = "
                                      "'office@example.org'"));
    see_no_markup(b, path);
    char *body = arena_printf(home->mem, "csrf=%s", csrf);
    request_raw(b, "POST", path, "application/x-www-form-urlencoded", body,
                strlen(body));
    see_status(b, 409);
    visit(b, "/account");
    see_status(b, 200);
}

static void pages_of_the_outbox(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    struct user u;
    user_by_email(w, "office@example.org", &u);
    for (int i = 0; i < 101; i++)
        user_send_reset(w, u.id);
    home_commit(home);
    visit(b, "/office/mail");
    see_markup(b, "href=\"/office/mail/101\"");
    see_no_markup(b, "href=\"/office/mail/1\"");
    press(b, "Ältere");
    see_markup(b, "href=\"/office/mail/1\"");
    see_no_markup(b, "href=\"/office/mail/2\"");
    visit(b, "/office/mail?before=x");
    see_status(b, 404);
    visit(b, "/office/mail/102");
    see_status(b, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(an_organiser_invites),
        STORY(disabling_and_enabling),
        STORY(nobody_locks_themselves_out),
        STORY(pages_of_the_outbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
