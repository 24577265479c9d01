/* A company's team: inviting, joining, roles, leaving. */
#include "http/out.h"
#include "support/my_story.h"

static const char TEAM[] = "/my/team/1";

static void confirm_me(void)
{
    home_sql(home, "UPDATE user SET email_confirmed_at = 1 WHERE id = 1");
}

static void invite(const char *email, const char *role)
{
    visit(b, TEAM);
    fill(b, "email", email);
    fill(b, "role", role);
    press_in(b, "/my/team/1/invite", NULL);
}

/* The path of the newest link in the outbox. */
static const char *newest_link(void)
{
    const char *link = text("SELECT link FROM mail ORDER BY id DESC LIMIT 1");
    assert_non_null(strstr(link, "/join/"));
    return strstr(link, "/join/");
}

static struct browser *joined(const char *email, const char *role)
{
    invite(email, role);
    struct browser *other = browser_new(home);
    const char *link = newest_link();
    visit(other, link);
    see(other, email);
    fill(other, "name", "Bert Beispiel");
    fill(other, "password", "correct horse");
    press_in(other, link, NULL);
    see_status(other, 200);
    return other;
}

static void a_colleague_joins(void **state)
{
    (void)state;
    confirm_me();
    visit(b, "/my");
    press(b, "Team");
    see(b, "Firma GmbH");
    invite("Bert@Firma.example", "editor");
    see_status(b, 200);
    see(b, "Die Einladung an Bert@Firma.example ist unterwegs.");
    see(b, "Offene Einladungen");
    assert_string_equal(text("SELECT recipient || '|' || language FROM mail"),
                        "Bert@Firma.example|de");
    const char *mail = text("SELECT body FROM mail");
    assert_non_null(strstr(mail, "anna firma. example lädt Sie"));
    /* opening the link changes nothing */
    assert_int_equal(number("SELECT count(*) FROM user"), 1);
    struct browser *other = browser_new(home);
    const char *link = newest_link();
    visit(other, link);
    visit(other, link);
    see(other, "Firma GmbH");
    assert_int_equal(number("SELECT count(*) FROM user"), 1);
    fill(other, "password", "kurz");
    press_in(other, link, NULL);
    see_status(other, 422);
    see(other, "Bitte nennen Sie Ihren Namen.");
    see(other, "mindestens 10 Zeichen");
    fill(other, "name", "Bert Beispiel");
    fill(other, "password", "a long sentence");
    press_in(other, link, NULL);
    see(other, "Willkommen im Team.");
    see(other, "Firma GmbH");
    assert_int_equal(number("SELECT count(*) FROM user WHERE email = "
                            "'Bert@Firma.example' AND email_confirmed_at > 0"),
                     1);
    assert_string_equal(text("SELECT role FROM membership WHERE user_id = 2"),
                        "editor");
    visit(other, link);
    see_status(other, 404);
    see(other, "Diese Einladung gilt nicht mehr");
    visit(b, TEAM);
    see(b, "Bert Beispiel");
    see_not(b, "Offene Einladungen");
    browser_free(other);
}

/* The page, the list and the number of mails are the same for an address with
 * an account and for one without. */
static void nobody_learns_of_accounts(void **state)
{
    (void)state;
    confirm_me();
    home_user(home, "ida@example.org", "juror");
    invite("ida@example.org", "reader");
    see(b, "Die Einladung an ida@example.org ist unterwegs.");
    const char *known = text(
        "SELECT replace(replace(body, link, ''), "
        "'ida', '') FROM mail");
    invite("eve@example.org", "reader");
    see(b, "Die Einladung an eve@example.org ist unterwegs.");
    assert_string_equal(known,
                        text("SELECT replace(replace(body, link, ''), 'eve', "
                             "'') FROM mail ORDER BY id DESC LIMIT 1"));
    /* who has an account logs in and joins */
    struct browser *ida = browser_new(home);
    const char *link =
        strstr(text("SELECT link FROM mail ORDER BY id LIMIT 1"), "/join/");
    visit(ida, link);
    see(ida, "Mit der Adresse ida@example.org gibt es schon ein Konto.");
    const char *login =
        arena_printf(home->mem, "/login?to=%s", out_urlencode(home->mem, link));
    see_markup(ida, login);
    visit(ida, login);
    fill(ida, "email", "ida@example.org");
    fill(ida, "password", "correct horse");
    press_in(ida, "/login", NULL);
    see(ida, "Sie sind angemeldet als");
    press(ida, "Dem Team beitreten");
    see(ida, "Willkommen im Team.");
    assert_int_equal(number("SELECT count(*) FROM user_role WHERE user_id = 2"),
                     2);
    browser_free(ida);
}

static void what_cannot_be_invited(void **state)
{
    (void)state;
    invite("bert@firma.example", "editor");
    see_status(b, 422);
    see(b, "bestätigen Sie zuerst Ihre eigene E-Mail-Adresse");
    assert_string_equal(field_value(b, "email"), "bert@firma.example");
    confirm_me();
    invite("bert", "editor");
    see_status(b, 422);
    see(b, "gültige E-Mail-Adresse");
    invite("anna@firma.example", "editor");
    see_status(b, 422);
    see(b, "Diese Person gehört schon zum Team.");
    post_fields(b, "/my/team/1/invite", "email=x%40y.example&role=owner");
    see_status(b, 422);
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
}

static void invitations_are_limited(void **state)
{
    (void)state;
    confirm_me();
    for (int n = 0; n < 3; n++)
        invite("bert@firma.example", "editor");
    see_status(b, 200);
    assert_int_equal(
        number("SELECT count(*) FROM invitation WHERE state = 'open'"), 1);
    invite("bert@firma.example", "editor");
    see_status(b, 429);
    see(b, "so viele Einladungen");
    for (int n = 0; n < 17; n++) {
        invite(arena_printf(home->mem, "p%d@firma.example", n), "reader");
        see_status(b, 200);
    }
    invite("last@firma.example", "reader");
    see_status(b, 429);
    home_time(home, TEST_NOW + 24 * 3600 + 1);
    home_sql(home,
             "UPDATE session SET seen_at = 1790086401, expires_at = "
             "1790096401");
    invite("last@firma.example", "reader");
    see_status(b, 200);
}

static void an_invitation_ends(void **state)
{
    (void)state;
    confirm_me();
    struct browser *other = browser_new(home);
    invite("bert@firma.example", "editor");
    const char *first = newest_link();
    invite("bert@firma.example", "reader");
    visit(other, first);
    see_status(other, 404);
    visit(other, newest_link());
    see_status(other, 200);
    press(b, "Zurückziehen: bert@firma.example");
    see(b, "ihr Link gilt nicht mehr");
    visit(other, newest_link());
    see_status(other, 404);
    invite("cem@firma.example", "reader");
    home_time(home, TEST_NOW + 14 * 24 * 3600 - 1);
    visit(other, newest_link());
    see_status(other, 200);
    home_time(home, TEST_NOW + 14 * 24 * 3600);
    visit(other, newest_link());
    see_status(other, 404);
    browser_free(other);
}

static void names_are_no_links(void **state)
{
    (void)state;
    confirm_me();
    home_sql(home,
             "UPDATE user SET name = 'Win at http://evil.example/x'; "
             "UPDATE organisation SET name = 'evil.example'");
    invite("bert@firma.example", "editor");
    const char *mail = text("SELECT subject || body FROM mail");
    assert_null(strstr(mail, "evil.example"));
    assert_null(strstr(mail, "http://evil"));
    assert_non_null(strstr(mail, "evil. example"));
}

static void a_reader_changes_nothing(void **state)
{
    (void)state;
    confirm_me();
    begin();
    fill(b, "q_seat", "Ahrenfels");
    press(b, "Entwurf speichern");
    struct browser *other = joined("bert@firma.example", "reader");
    visit(other, "/my/entry/1");
    see(other, "Sie lesen einen Entwurf");
    see(other, "Ahrenfels");
    see_no_markup(other, "name=\"q_seat\"");
    post_fields(other, "/my/entry/1", "q_seat=Neustadt");
    see_status(other, 409);
    see_markup(other, "value=\"Neustadt\""); /* not lost */
    post_fields(other, "/my/entry/1/picture/logo", "remove=1");
    see_status(other, 409);
    see(other, "Sie dürfen die Bewerbungen dieses Unternehmens lesen");
    static const char *const others[] = {"eligibility", "fit",  "withdraw",
                                         "reopen",      "keep", "taken"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        post_fields(other, arena_printf(home->mem, "/my/entry/1/%s", others[i]),
                    "");
        see_status(other, 409);
    }
    assert_int_equal(number("SELECT count(*) FROM fit"), 0);
    expect_stored("seat", "Ahrenfels");
    post_fields(other, "/my/team/1/role", "user=2&role=owner");
    see_status(other, 409);
    post_fields(other, "/my/team/1/invite", "email=x%40y.example&role=reader");
    see_status(other, 409);
    /* as an editor he may write, but not withdraw */
    post_fields(b, "/my/team/1/role", "user=2&role=editor");
    visit(other, "/my/entry/1");
    fill(other, "q_seat", "Neustadt");
    press(other, "Entwurf speichern");
    expect_stored("seat", "Neustadt");
    post_fields(other, "/my/entry/1/withdraw", "");
    see_status(other, 409);
    assert_string_equal(text("SELECT state FROM entry"), "draft");
    browser_free(other);
}

static void handing_over_and_leaving(void **state)
{
    (void)state;
    confirm_me();
    begin();
    struct browser *other = joined("bert@firma.example", "editor");
    visit(b, TEAM);
    see(b, "Sie sind allein verantwortlich");
    post_fields(b, "/my/team/1/remove", "user=1");
    see_status(b, 409);
    see(b, "Ein Team braucht eine verantwortliche Person.");
    post_fields(b, "/my/team/1/role", "user=1&role=reader");
    see_status(b, 409);
    visit(b, TEAM);
    press(b, "Übergeben: Bert Beispiel");
    see(b, "Das Team ist übergeben");
    assert_string_equal(text("SELECT group_concat(role) FROM (SELECT role FROM "
                             "membership ORDER BY user_id)"),
                        "editor,owner");
    /* the new owner takes the old one out: gone at once */
    visit(b, "/my/entry/1");
    visit(other, TEAM);
    press(other, "Entfernen: anna@firma.example");
    see(other, "Die Person ist aus dem Team entfernt.");
    visit(b, "/my/entry/1");
    see_status(b, 404);
    visit(b, TEAM);
    see_status(b, 404);
    assert_int_equal(number("SELECT count(*) FROM user_role WHERE user_id = 1"),
                     0);
    browser_free(other);
}

/* Who is no owner any more has no way back by an invitation of his own. */
static void no_link_outlives_its_owner(void **state)
{
    (void)state;
    confirm_me();
    struct browser *other = joined("bert@firma.example", "editor");
    post_fields(b, "/my/team/1/role", "user=2&role=owner");
    invite("anna2@firma.example", "editor");
    const char *link = newest_link();
    visit(other, link);
    see_status(other, 200);
    home_sql(home, "UPDATE user SET disabled_at = 1 WHERE id = 1");
    visit(other, link);
    see_status(other, 404);
    home_sql(home, "UPDATE user SET disabled_at = NULL WHERE id = 1");
    visit(other, link);
    see_status(other, 200);
    visit(other, TEAM);
    post_fields(other, "/my/team/1/role", "user=1&role=reader");
    see_status(other, 303);
    visit(other, link);
    see_status(other, 404);
    visit(other, TEAM);
    see_not(other, "anna2@firma.example");
    browser_free(other);
}

static void removed_from_files_too(void **state)
{
    (void)state;
    confirm_me();
    begin();
    attach(b, "file", "logo.png", nomination_png, NOMINATION_PNG_BYTES);
    press_in(b, "/my/entry/1/picture/logo", NULL);
    struct browser *other = joined("bert@firma.example", "reader");
    visit(other, "/file/1");
    see_status(other, 200);
    visit(other, TEAM);
    press(other, "Team verlassen");
    see(other, "Sie handeln nicht mehr für Firma GmbH.");
    visit(other, "/file/1");
    see_status(other, 404);
    visit(other, "/my/entry/1");
    see_status(other, 404);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'team.remove'"),
                     1);
    browser_free(other);
}

static void others_see_nothing(void **state)
{
    (void)state;
    nomination_company(home, "eve@other.example", "Andere AG");
    struct browser *eve = browser_new(home);
    log_in(eve, "eve@other.example");
    visit(eve, TEAM);
    see_status(eve, 404);
    visit(eve, "/my/team/2");
    see_status(eve, 200);
    post_fields(eve, "/my/team/2/remove", "user=1");
    see_status(eve, 409);
    assert_int_equal(number("SELECT count(*) FROM membership"), 2);
    browser_free(eve);
}

/* The same company registered twice: the office puts both together. */
static void a_company_that_is_there_twice(void **state)
{
    (void)state;
    begin();
    nomination_company(home, "bert@firma.example", "FIRMA GmbH & Co. KG");
    nomination_company(home, "eve@other.example", "Andere AG");
    home_sql(home,
             "INSERT INTO entry (edition_id, organisation_id, code, "
             "state, created_at, updated_at) VALUES (1, 2, 'E09', "
             "'draft', 1, 1)");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/users");
    press(office, "Vielleicht doppelte Unternehmen");
    see(office, "FIRMA GmbH & Co. KG");
    see(office, "bert@firma.example");
    see_not(office, "Andere AG");
    press(office, "Hier zusammenführen: Firma GmbH");
    see_status(office, 409);
    see(office, "eine Bewerbung in „Testpreis 2026“");
    assert_int_equal(number("SELECT count(*) FROM membership WHERE "
                            "organisation_id = 1"),
                     1);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE code = 'E09'");
    visit(office, "/office/companies");
    press(office, "Hier zusammenführen: Firma GmbH");
    see(office, "Die Unternehmen sind zusammengeführt.");
    see(office, "Keine zwei Unternehmen sehen sich ähnlich.");
    assert_string_equal(text("SELECT group_concat(role) FROM (SELECT role FROM "
                             "membership WHERE organisation_id = 1 ORDER BY "
                             "user_id)"),
                        "owner,editor");
    assert_int_equal(
        number("SELECT count(*) FROM entry WHERE organisation_id = 1"), 2);
    struct browser *bert = browser_new(home);
    log_in(bert, "bert@firma.example");
    visit(bert, "/my/entry/1");
    see_status(bert, 200);
    visit(bert, "/my/team/2");
    see_status(bert, 404);
    browser_free(bert);
    browser_free(office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_colleague_joins),          STORY(nobody_learns_of_accounts),
        STORY(what_cannot_be_invited),     STORY(invitations_are_limited),
        STORY(an_invitation_ends),         STORY(names_are_no_links),
        STORY(a_reader_changes_nothing),   STORY(handing_over_and_leaving),
        STORY(no_link_outlives_its_owner), STORY(removed_from_files_too),
        STORY(others_see_nothing),         STORY(a_company_that_is_there_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
