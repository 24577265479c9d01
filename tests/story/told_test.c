/* The company is told, and accepts or declines. */
#include "support/proposal_story.h"

static int64_t company;

static int setup(void **state)
{
    (void)state;
    proposal_scene();
    company = nomination_company(home, "anna@firma.example", "Firma GmbH");
    return 0;
}

static const char *mail_of(const char *kind)
{
    return text(arena_printf(home->mem,
                             "SELECT subject || char(10) || body FROM mail "
                             "WHERE kind = '%s' ORDER BY id DESC",
                             kind));
}

static void expect_in(const char *where, const char *what)
{
    if (strstr(where, what) == NULL)
        fail_msg("no '%s' in\n%s", what, where);
}

/* Art. 14 GDPR: all that a company has to learn. */
static void what_the_mail_says(void **state)
{
    (void)state;
    propose("Firma GmbH", "petra@example.org");
    forward("info@firma.example");
    const char *body = mail_of("proposal_company");
    expect_in(body, "Ihr Unternehmen wurde vorgeschlagen");
    expect_in(body, "Verantwortlich: Testverein");
    expect_in(body, "preis@example.org");
    expect_in(body, "die Adresse info@firma.example");
    expect_in(body, "Quelle: Petra Vorschlag");
    expect_in(body, "Zweck: ");
    expect_in(body, "Art. 6 Abs. 1 Buchst. f DSGVO");
    expect_in(body, "Empfänger: ");
    expect_in(body, "Speicherdauer: ");
    expect_in(body, "Auskunft, Berichtigung, Löschung");
    expect_in(body, "Beschwerde bei einer Aufsichtsbehörde");
    assert_null(strstr(body, "petra@example.org"));
    assert_null(strstr(body, "Bilderbuch")); /* the reason is behind the link */
    struct browser *o = office("/office/proposal/1");
    fill(o, "language", "en");
    press(o, "Dem Unternehmen noch einmal schreiben");
    browser_free(o);
    assert_int_equal(mails("proposal_company"), 1); /* the old one is gone */
    body = mail_of("proposal_company");
    expect_in(body, "your company was proposed");
    expect_in(body, "Controller: Testverein");
    expect_in(body, "Source: Petra Vorschlag");
    expect_in(body, "Your rights: access, rectification, erasure");
}

static void without_an_account(void **state)
{
    (void)state;
    propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    struct browser *c = browser_new(home);
    visit(c, link);
    see(c, "Ihr Unternehmen wurde vorgeschlagen");
    see(c, "Petra Vorschlag ist nach eigener Angabe Kundin oder Kunde");
    see(c, "Bilderbuch");
    see(c, "info@firma.example");
    see(c, "Zum Annehmen brauchen Sie ein Konto.");
    assert_string_equal(header(c, "cache-control"), "no-store");
    assert_string_equal(text("SELECT state FROM candidate"), "forwarded");
    press(c, "Unternehmen registrieren");
    fill(c, "name", "Nina Neu");
    fill(c, "company", "Firma Neu GmbH");
    fill(c, "email", "nina@firma.example");
    fill(c, "password", "a long sentence");
    press(c, "Konto anlegen");
    assert_string_equal(location(c), link);
    see(c, "Die Bewerbung beginnt als Entwurf von: Firma Neu GmbH.");
    fill(c, "told", "1");
    press(c, "Vorschlag annehmen");
    see(c, "Bitte füllen Sie nun Ihre Bewerbung aus.");
    assert_string_equal(field_value(c, "category"), "praxis");
    see(c, "Vorgeschlagen für: Praxis-Preis");
    see(c, "Von: Petra Vorschlag");
    see(c, "Bilderbuch");
    visit(c, link); /* one purpose, once */
    see_status(c, 404);
    browser_free(c);
    assert_string_equal(text("SELECT email FROM candidate"), "");
    assert_int_equal(mails("proposal_company"), 0);
    expect_in(mail_of("proposal_accepted"), "hat Ihren Vorschlag");
    assert_null(checked());
}

static void accepting(const char *link, const char *told)
{
    struct browser *c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, link);
    if (told != NULL)
        fill(c, "told", told);
    press(c, "Vorschlag annehmen");
    see_status(c, 200);
    browser_free(c);
}

/* What the proposer learns is what the company agrees to. */
static void the_proposer_learns_no_more(void **state)
{
    (void)state;
    const char *own = propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    visit(b, own);
    see(b, "Das Unternehmen wurde informiert.");
    accepting(link, NULL);
    assert_int_equal(mails("proposal_accepted"), 0);
    const char *accepted = mail_of("proposal_answered");
    visit(b, own);
    see(b, "Das Unternehmen hat geantwortet.");
    see_not(b, "angenommen");
    see_not(b, "nimmt teil.");
    see_no_markup(b, "/my/entry");
    /* and declining says the same, word for word */
    const char *answered = arena_text(home->mem, page(b));
    home_sql(home, "UPDATE candidate SET state = 'declined', entry_id = NULL");
    visit(b, own);
    assert_string_equal(page(b), answered);
    assert_null(strstr(accepted, "angenommen"));
}

static void declining(void **state)
{
    (void)state;
    const char *own = propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    struct browser *c = browser_new(home);
    visit(c, link);
    post_fields(c, link, "action=maybe");
    see_status(c, 422);
    fill(c, "told", "1");
    press(c, "Vorschlag ablehnen");
    assert_string_equal(location(c), "/");
    see(c, "wir schreiben Ihnen dazu nicht noch einmal");
    visit(c, link);
    see_status(c, 404);
    browser_free(c);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE recipient = "
                            "'info@firma.example' OR body LIKE "
                            "'%info@firma.example%'"),
                     0);
    assert_int_equal(number("SELECT count(*) FROM candidate WHERE email <> ''"),
                     0);
    assert_int_equal(number("SELECT count(*) FROM proposal WHERE reason <> ''"),
                     0);
    expect_in(mail_of("proposal_declined"), "möchte dieses Mal nicht");
    assert_null(checked());
    visit(b, own);
    see(b, "Das Unternehmen dankt");
    /* proposed again, it is not written to again */
    propose("Firma GmbH", "olaf@example.org");
    struct browser *o = office("/office/proposal/2");
    fill(o, "email", "INFO@firma.example");
    press(o, "An das Unternehmen weitergeben");
    see_status(o, 422);
    see(o, "Unter dieser Adresse wurde abgelehnt");
    browser_free(o);
    assert_int_equal(mails("proposal_company"), 0);
    /* what is left of the proposer goes later */
    home_time(home, TEST_NOW + 30 * DAY);
    home_begin(home);
    home_commit(home);
    proposal_run(&home->world);
    assert_int_equal(
        number("SELECT count(*) FROM proposal WHERE email LIKE 'petra%'"), 0);
}

static void an_expired_link(void **state)
{
    (void)state;
    const char *own = propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    /* the deadline comes before six weeks are over */
    assert_int_equal(number("SELECT expires_at FROM candidate"),
                     TEST_NOW + 30 * DAY);
    home_time(home, TEST_NOW + 30 * DAY);
    visit(b, link);
    see_status(b, 404);
    see(b, "seine Zeit ist abgelaufen");
    home_begin(home);
    home_commit(home);
    assert_int_equal(proposal_run(&home->world), 1);
    assert_string_equal(text("SELECT state || email FROM candidate"),
                        "expired");
    assert_int_equal(mails("proposal_company"), 0);
    visit(b, own); /* whether it answered is its own affair */
    see(b, "Das Unternehmen wurde informiert.");
    visit(b, "/proposal/nonsense");
    see_status(b, 404);
}

/* Its link still works, but nobody can apply any more. */
static void the_call_is_closed(void **state)
{
    (void)state;
    propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    struct browser *c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, link);
    home_sql(home, "UPDATE edition SET deadline_at = 1790000000 - 1");
    press(c, "Vorschlag annehmen");
    see_status(c, 409);
    see(c, "Eine Bewerbung kann nicht mehr begonnen werden.");
    assert_int_equal(number("SELECT count(*) FROM entry"), 0);
    press(c, "Vorschlag ablehnen");
    browser_free(c);
    assert_string_equal(text("SELECT state FROM candidate"), "declined");
}

static void begin_own(struct browser *c, const char *category)
{
    log_in(c, "anna@firma.example");
    visit(c, "/my");
    press(c, "Bewerbung beginnen");
    see(c, "Nur auf Vorschlag");
    see_markup(c, "disabled\n>"); /* that one alone */
    fill(c, "category", category);
    press(c, "Entwurf speichern");
}

/* A category by proposal only is not for who was not proposed, whatever his
 * browser sends. */
static void no_own_application(void **state)
{
    (void)state;
    struct browser *c = browser_new(home);
    begin_own(c, "kmu");
    visit(c, "/my/entry/1");
    post_fields(c, "/my/entry/1", "category=praxis&base_category=kmu");
    see_status(c, 422);
    see(c, "Bitte wählen Sie eine der Kategorien, die Ihnen offenstehen.");
    assert_string_equal(text("SELECT c.code FROM entry e JOIN category c ON "
                             "c.id = e.category_id"),
                        "kmu");
    /* nor where the rule came after the choice */
    home_sql(home, "UPDATE category SET entry_mode = 'propose'");
    visit(c, "/my/entry/1");
    fill(c, "q_seat", "Ahrenfels");
    fill(c, "q_employees", "42");
    fill(c, "q_story_de", "Wir lernen.");
    fill(c, "consent_data", "1");
    press(c, "Einreichen");
    see_status(c, 422);
    browser_free(c);
    assert_string_equal(text("SELECT state FROM entry"), "draft");
}

/* It had begun by itself: nothing of that is changed. */
static void a_nomination_is_there(void **state)
{
    (void)state;
    struct browser *c = browser_new(home);
    begin_own(c, "gross");
    browser_free(c);
    propose("Firma GmbH", "petra@example.org");
    accepting(forward("info@firma.example"), NULL);
    assert_int_equal(number("SELECT count(*) FROM entry"), 1);
    assert_string_equal(text("SELECT c.code FROM entry e JOIN category c ON "
                             "c.id = e.category_id"),
                        "gross");
    c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, "/my/entry/1");
    fill(c, "category", "praxis"); /* open to it from now on */
    press(c, "Entwurf speichern");
    browser_free(c);
    assert_string_equal(text("SELECT c.code FROM entry e JOIN category c ON "
                             "c.id = e.category_id"),
                        "praxis");
}

/* Withdrawn and begun again, the proposal still counts. */
static void begun_again(void **state)
{
    (void)state;
    propose("Firma GmbH", "petra@example.org");
    accepting(forward("info@firma.example"), NULL);
    home_sql(home, "UPDATE entry SET state = 'withdrawn'");
    struct browser *c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, "/my");
    press(c, "Bewerbung beginnen");
    assert_string_equal(field_value(c, "category"), "praxis");
    browser_free(c);
}

static void for_one_of_several(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    int64_t other = organisation_create(w, "Zweite GmbH");
    organisation_join(w, other,
                      home_number(home, "SELECT user_id FROM membership"));
    home_commit(home);
    int64_t foreign = nomination_company(home, "x@fremd.example", "Fremd GmbH");
    propose("Zweite GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    struct browser *c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, link);
    press(c, "Vorschlag annehmen");
    see_status(c, 422);
    see(c, "Bitte wählen Sie das Unternehmen, das annimmt.");
    post_fields(
        c, link,
        arena_printf(home->mem, "action=accept&organisation=%d", (int)foreign));
    see_status(c, 422);
    fill(c, "organisation", arena_printf(home->mem, "%d", (int)other));
    press(c, "Vorschlag annehmen");
    browser_free(c);
    assert_int_equal(number("SELECT organisation_id FROM entry"), other);
}

/* The proposer takes it back while the company has the mail. */
static void withdrawn_meanwhile(void **state)
{
    (void)state;
    const char *own = propose("Firma GmbH", "petra@example.org");
    const char *link = forward("info@firma.example");
    visit(b, own);
    press(b, "Vorschlag zurückziehen");
    visit(b, link);
    see_status(b, 404);
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
}

/* Where the program sends the mails, the office could not answer for the
 * company: its link stands on no page. */
static void the_link_is_the_companys(void **state)
{
    (void)state;
    for (int posts = 0; posts < 2; posts++) {
        home->app->config.smtp.server = posts ? "127.0.0.1" : NULL;
        propose("Firma GmbH",
                arena_printf(home->mem, "petra%d@example.org", posts));
        const char *link =
            forward(arena_printf(home->mem, "info%d@firma.example", posts));
        struct browser *o =
            office(arena_printf(home->mem, "/office/mail/%d",
                                (int)number("SELECT max(id) FROM mail")));
        if (posts)
            see_no_markup(o, link);
        else
            see_markup(o, link);
        browser_free(o);
    }
}

/* `lorbeer check` sees what was changed behind the program's back. */
static void what_check_sees(void **state)
{
    (void)state;
    propose("Firma GmbH", "petra@example.org");
    forward("info@firma.example");
    assert_null(checked());
    home_sql(home,
             "UPDATE candidate SET state = 'declined', email = '', "
             "token_digest = NULL; UPDATE proposal SET reason = ''");
    assert_string_equal(checked(),
                        "proposal 1: is declined, but the log does "
                        "not say so");
    home_sql(home, "UPDATE candidate SET state = 'forwarded'");
    assert_null(checked());
    home_sql(home, "UPDATE proposal SET state = 'withdrawn'");
    assert_string_equal(checked(),
                        "proposal 1: is forwarded, but data that were to be "
                        "deleted are still there");
    home_sql(home,
             "UPDATE proposal SET state = 'confirmed'; UPDATE candidate "
             "SET state = 'accepted'; INSERT INTO audit (at, action, "
             "subject, subject_id, payload_digest, previous, digest) "
             "VALUES (1, 'proposal.accept', 'candidate', 1, 'x', 'x', "
             "'x')");
    assert_string_equal(checked(),
                        "proposal 1: does not fit the nomination "
                        "that it became");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(what_the_mail_says),
        STORY(without_an_account),
        STORY(the_proposer_learns_no_more),
        STORY(declining),
        STORY(an_expired_link),
        STORY(the_call_is_closed),
        STORY(no_own_application),
        STORY(a_nomination_is_there),
        STORY(begun_again),
        STORY(for_one_of_several),
        STORY(withdrawn_meanwhile),
        STORY(the_link_is_the_companys),
        STORY(what_check_sees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
