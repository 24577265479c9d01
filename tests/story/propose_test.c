/* Somebody proposes a company: the form, the mailed link, the own page, and
 * what becomes of it when nobody does anything. */
#include "support/proposal_story.h"

static int setup(void **state)
{
    (void)state;
    proposal_scene();
    return 0;
}

static size_t run(int64_t at)
{
    home_time(home, at);
    home_begin(home);
    home_commit(home);
    return proposal_run(&home->world);
}

static void from_the_front_page(void **state)
{
    (void)state;
    visit(b, "/");
    press(b, "Unternehmen vorschlagen");
    assert_string_equal(location(b), "/propose/2026");
    see(b, "Praxis-Preis");
    see_not(b, "Großunternehmen"); /* there one applies */
    assert_string_equal(field_value(b, "category"), "praxis");
    fill_proposal("Bäckerei Morgenrot", "petra@example.org");
    press(b, "Vorschlag absenden");
    see(b, "Wir haben einen Link an petra@example.org geschickt.");
    assert_string_equal(text("SELECT state FROM candidate"), "new");
    const char *link = mailed("petra@example.org");
    visit(b, link); /* a mail program opens links too */
    see(b, "Ist dieser Vorschlag von Ihnen?");
    assert_string_equal(text("SELECT state FROM proposal"), "unconfirmed");
    press(b, "Vorschlag bestätigen");
    see(b, "Die Geschäftsstelle sieht ihn an");
    assert_string_equal(text("SELECT state FROM candidate"), "open");
    assert_string_equal(header(b, "cache-control"), "no-store");
    /* the company hears nothing before the office has read it */
    assert_int_equal(number("SELECT count(*) FROM mail"), 1);
    assert_null(home_text(home,
                          "SELECT 1 FROM proposal WHERE token_digest = "
                          "(SELECT substr(link, -43) FROM mail)"));
}

/* Strangers cannot have their words sent to others. */
static void no_word_in_the_mail(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, "
             "title_en, phase, created_at) VALUES ('2099', 99, 2099, "
             "'Anderer Preis', 'Other Award', 1, 0)");
    fill_proposal("You won: evil.example/1", "victim@example.org");
    fill(b, "name", "evil.example/2");
    fill(b, "place", "evil.example/3");
    fill(b, "reason", "Click here now: evil.example/4 and win a prize");
    fill(b, "contact", "other-victim@example.org");
    press(b, "Vorschlag absenden");
    see_status(b, 200);
    assert_int_equal(mails("proposal_confirm"), 1);
    assert_int_equal(number("SELECT count(*) FROM mail JOIN edition e ON "
                            "e.id = 1 WHERE kind = 'proposal_confirm' AND "
                            "mail.subject LIKE e.title_de || ':%'"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM mail"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE subject || body LIKE '%evil%'"),
        0);
}

static void bad_input_stays(void **state)
{
    (void)state;
    visit(b, "/propose/2026");
    fill(b, "company", "Kept GmbH");
    fill(b, "reason", "zu kurz");
    fill(b, "contact", "nowhere");
    fill(b, "email", "petra@example");
    press(b, "Vorschlag absenden");
    see_status(b, 422);
    see(b, "Bitte sagen Sie uns, wo es seinen Sitz hat.");
    see(b, "Bitte geben Sie eine Begründung von mindestens 20 Zeichen an.");
    see(b, "gültige E-Mail-Adresse ein, oder lassen Sie das Feld leer");
    see(b, "Bitte geben Sie eine gültige E-Mail-Adresse ein.");
    see(b, "Bitte sagen Sie uns, woher Sie das Unternehmen kennen.");
    see_markup(b, "aria-describedby=\"reason-hint reason-error reason-count\"");
    /* the list of errors is in the order of the page */
    static const char *const fields[] = {"place",    "contact", "reason",
                                         "relation", "name",    "email"};
    const char *at = strstr(page(b), "class=\"errors\"");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        assert_non_null(at);
        at = strstr(at, arena_printf(home->mem, "href=\"#%s\"", fields[i]));
    }
    assert_non_null(at);
    assert_string_equal(field_value(b, "company"), "Kept GmbH");
    assert_string_equal(field_value(b, "contact"), "nowhere");
    char *longer = arena_alloc(home->mem, PROPOSAL_REASON_MAX + 2);
    memset(longer, 'x', PROPOSAL_REASON_MAX + 1);
    fill(b, "reason", longer);
    fill(b, "contact", "petra@example.org");
    fill(b, "email", "Petra@example.org");
    press(b, "Vorschlag absenden");
    see(b, "Bitte kürzen Sie die Begründung auf 1.500 Zeichen.");
    see(b, "Das ist Ihre eigene Adresse.");
    longer[PROPOSAL_REASON_MAX] = '\0';
    fill(b, "reason", longer);
    fill(b, "contact", "");
    fill(b, "place", "Ahrenfels");
    fill(b, "name", "Petra");
    fill(b, "relation", "other");
    press(b, "Vorschlag absenden");
    see_status(b, 200);
}

static void only_where_one_is_proposed(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    post_fields(b, "/propose/2026",
                "company=A&place=B&category=kmu&name=C&email=c%40example.org"
                "&relation=other&reason=A+long+enough+reason+for+it");
    see_status(b, 422);
    see(b, "Bitte wählen Sie eine Kategorie.");
    home_sql(home, "UPDATE edition SET proposers = 'nobody'");
    visit(b, "/propose/2026");
    see_status(b, 404);
    visit(b, "/");
    see_not(b, "Unternehmen vorschlagen");
}

static void only_employees(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET proposers = 'employees'");
    visit(b, "/propose/2026");
    see(b, "Das ist eine Angabe, die Sie machen; niemand prüft sie.");
    see(b, "dienstliche E-Mail-Adresse");
    fill(b, "company", "Firma");
    fill(b, "place", "Ahrenfels");
    fill(b, "reason", "Sie haben in der Küche ein Bilderbuch gemacht.");
    fill(b, "name", "Petra");
    fill(b, "email", "petra@firma.example");
    press(b, "Vorschlag absenden");
    see_status(b, 422);
    see(b, "Nur Beschäftigte können ihr Unternehmen vorschlagen.");
    fill(b, "employee", "1");
    press(b, "Vorschlag absenden");
    see_status(b, 200);
    assert_string_equal(text("SELECT relation FROM proposal"), "employee");
}

static void pressed_twice_is_once(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    const char *key = arena_text(home->mem, field_value(b, "key"));
    press(b, "Vorschlag absenden");
    visit(b, "/propose/2026");
    post_fields(b, "/propose/2026",
                arena_printf(home->mem,
                             "key=%s&company=A&place=B&category=praxis&name=C"
                             "&email=petra%%40example.org&relation=other"
                             "&reason=A+long+enough+reason+for+it",
                             key));
    see_status(b, 200);
    see(b, "Bitte sehen Sie in Ihr Postfach");
    assert_int_equal(mails("proposal_confirm"), 1);
    assert_int_equal(number("SELECT count(*) FROM candidate"), 1);
    visit(b, mailed("petra@example.org"));
    const char *link = arena_text(home->mem, location(b));
    post_fields(b, link, "action=confirm");
    see_status(b, 303);
    visit(b, link);
    post_fields(b, link, "action=confirm");
    see_status(b, 303);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'proposal.confirm'"),
        1);
}

static void a_machine_fills_every_field(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    fill(b, "website", "https://spam.example");
    press(b, "Vorschlag absenden");
    see_status(b, 200);
    see(b, "petra@example.org");
    assert_int_equal(number("SELECT count(*) FROM candidate"), 0);
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
}

static void not_too_often(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        fill_proposal("Firma", "petra@example.org");
        press(b, "Vorschlag absenden");
        see_status(b, 200);
    }
    fill_proposal("Firma", "petra@example.org");
    press(b, "Vorschlag absenden");
    see_status(b, 429);
    see(b, "Zu viele Versuche");
    assert_string_equal(field_value(b, "company"), "Firma");
    /* an address that somebody else typed gets five mails in a day, not in each
     * hour of it */
    home_time(home, TEST_NOW + 3 * 3600);
    press(b, "Vorschlag absenden");
    see_status(b, 429);
    see(b, "in 21 Stunden");
    assert_int_equal(mails("proposal_confirm"), 5);
    home_time(home, TEST_NOW + 24 * 3600);
    press(b, "Vorschlag absenden");
    see_status(b, 200);
    assert_int_equal(mails("proposal_confirm"), 6);
}

static void after_the_deadline(void **state)
{
    (void)state;
    fill_proposal("Kept GmbH", "petra@example.org");
    press(b, "Vorschlag absenden");
    const char *link = mailed("petra@example.org");
    fill_proposal("Kept GmbH", "late@example.org");
    home_sql(home, "UPDATE edition SET deadline_at = 1790000000 - 1");
    press(b, "Vorschlag absenden");
    see_status(b, 409);
    see(b, "Es kann niemand mehr vorgeschlagen werden");
    assert_string_equal(field_value(b, "company"), "Kept GmbH");
    visit(b, "/propose/2026");
    see_status(b, 200);
    see(b, "Zurzeit kann niemand vorgeschlagen werden");
    visit(b, "/");
    see_not(b, "Unternehmen vorschlagen");
    visit(b, link);
    see(b, "Das kann nicht mehr bestätigt werden");
    post_fields(b, link, "action=confirm");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM proposal WHERE state = "
                            "'confirmed'"),
                     0);
}

static void nobody_confirms(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    press(b, "Vorschlag absenden");
    const char *link = mailed("petra@example.org");
    const char *other = propose("Andere", "olaf@example.org");
    assert_int_equal(run(TEST_NOW + 7 * DAY - 1), 0);
    visit(b, link);
    see_status(b, 200);
    home_time(home, TEST_NOW + 7 * DAY);
    visit(b, link); /* before the job process came by */
    see_status(b, 404);
    assert_int_equal(run(TEST_NOW + 7 * DAY), 1);
    assert_int_equal(number("SELECT count(*) FROM candidate"), 1);
    assert_int_equal(number("SELECT count(*) FROM proposal"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE recipient LIKE 'petra%'"), 0);
    visit(b, other);
    see_status(b, 200);
    assert_int_equal(run(TEST_NOW + 7 * DAY), 0);
}

static void withdrawing(void **state)
{
    (void)state;
    const char *link = propose("Firma", "petra@example.org");
    press(b, "Vorschlag zurückziehen");
    see(b, "Ihre Daten sind gelöscht.");
    see_not(b, "Petra");
    assert_int_equal(number("SELECT count(*) FROM proposal WHERE name || email "
                            "|| reason <> ''"),
                     0);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE recipient LIKE 'petra%'"), 0);
    assert_string_equal(text("SELECT state FROM candidate"), "withdrawn");
    visit(b, link);
    see(b, "Sie haben ihn zurückgezogen.");
    struct browser *o = office("/office/proposal/1");
    see(o, "zurückgezogen");
    see_not(o, "Petra");
    browser_free(o);
}

static void withdrawing_before_confirming(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    press(b, "Vorschlag absenden");
    visit(b, mailed("petra@example.org"));
    press(b, "Vorschlag zurückziehen");
    assert_string_equal(location(b), "/");
    assert_int_equal(number("SELECT count(*) FROM candidate"), 0);
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
}

/* In the end the proposer learns what everybody does, and his data go. */
static void in_the_end(void **state)
{
    (void)state;
    const char *link = propose("Firma", "petra@example.org");
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790086400");
    assert_int_equal(run(TEST_NOW), 0);
    assert_int_equal(run(TEST_NOW + DAY), 1);
    assert_int_equal(mails("proposal_ended"), 1);
    assert_string_equal(mailed("petra@example.org"), "/winners/2026");
    assert_int_equal(run(TEST_NOW + DAY), 0);
    visit(b, link);
    see(b, "Die Ausgezeichneten sind bekannt");
    assert_int_equal(run(TEST_NOW + 31 * DAY), 1);
    assert_int_equal(number("SELECT count(*) FROM proposal WHERE name || email "
                            "|| reason <> ''"),
                     0);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE recipient LIKE 'petra%'"), 0);
    assert_int_equal(run(TEST_NOW + 31 * DAY), 0);
}

static void in_english(void **state)
{
    (void)state;
    browser_language(b, "en");
    visit(b, "/propose/2026");
    see(b, "Propose a company");
    fill(b, "company", "Firm");
    fill(b, "place", "Here");
    fill(b, "reason", "They made a picture book in the kitchen.");
    fill(b, "name", "Petra");
    fill(b, "email", "petra@example.org");
    fill(b, "relation", "former");
    press(b, "Send the proposal");
    see(b, "We have sent a link to petra@example.org.");
    assert_non_null(strstr(text("SELECT body FROM mail"),
                           "Please confirm with\nthis link"));
    visit(b, mailed("petra@example.org"));
    press(b, "Confirm the proposal");
    see(b, "says that they used to work there");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(from_the_front_page),
        STORY(no_word_in_the_mail),
        STORY(bad_input_stays),
        STORY(only_where_one_is_proposed),
        STORY(only_employees),
        STORY(pressed_twice_is_once),
        STORY(a_machine_fills_every_field),
        STORY(not_too_often),
        STORY(after_the_deadline),
        STORY(nobody_confirms),
        STORY(withdrawing),
        STORY(withdrawing_before_confirming),
        STORY(in_the_end),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
