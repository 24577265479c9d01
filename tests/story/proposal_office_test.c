/* What the office does with proposals. */
#include "support/proposal_story.h"

static int setup(void **state)
{
    (void)state;
    proposal_scene();
    return 0;
}

static int64_t mails_to(const char *recipient)
{
    return home_number(
        home, arena_printf(home->mem,
                           "SELECT count(*) FROM mail WHERE recipient = '%s'",
                           recipient));
}

static void the_list(void **state)
{
    (void)state;
    fill_proposal("Unbestätigt GmbH", "una@example.org");
    press(b, "Vorschlag absenden");
    propose("Bäckerei", "petra@example.org");
    struct browser *o = office("/office/edition/2026/proposals");
    see_not(o, "Unbestätigt");
    see(o, "Bäckerei");
    see(o, "noch keine Adresse");
    see(o, "21. Oktober 2026"); /* a month, by Art. 14 */
    see(o, "http://127.0.0.1:8080/propose/2026");
    visit(o, "/office/proposal/1");
    see_status(o, 404);
    visit(o, "/office/proposal/2");
    see(o, "Petra Vorschlag");
    see(o, "petra@example.org");
    press(o, "An das Unternehmen weitergeben");
    see_status(o, 422);
    see(o, "Zum Weitergeben fehlt eine Adresse beim Unternehmen.");
    fill(o, "company", "");
    fill(o, "email", "x");
    press(o, "Nur speichern");
    see_status(o, 422);
    see(o, "Bitte nennen Sie das Unternehmen.");
    fill(o, "company", "Bäckerei Morgenrot");
    fill(o, "email", "laden@example.org");
    press(o, "Nur speichern");
    see(o, "Bäckerei Morgenrot");
    see(o, "Die Adresse hat dieselbe Domain");
    browser_free(o);
    assert_int_equal(mails("proposal_company"), 0);
}

/* The reason goes where both its writer and the office let it. */
static void the_reason(void **state)
{
    (void)state;
    fill_proposal("Firma", "petra@example.org");
    uncheck(b, "share", "1");
    press(b, "Vorschlag absenden");
    visit(b, mailed("petra@example.org"));
    press(b, "Vorschlag bestätigen");
    struct browser *o = office("/office/proposal/1");
    see(o, "Bilderbuch");
    see(o, "Das Unternehmen soll diese Begründung nicht lesen");
    post_fields(o, "/office/proposal/1",
                "action=save&company=A&place=B&category=praxis&show_1=1");
    see_status(o, 303);
    visit(b, forward("info@firma.example"));
    see(b, "Die Begründung bleibt bei der Geschäftsstelle.");
    propose("Andere", "olaf@example.org");
    visit(o, "/office/proposal/2");
    uncheck(o, "show_2", "1");
    fill(o, "email", "info@andere.example");
    press(o, "An das Unternehmen weitergeben");
    visit(b, mailed("info@andere.example"));
    see(b, "Die Begründung bleibt bei der Geschäftsstelle.");
    browser_free(o);
}

static void put_together(void **state)
{
    (void)state;
    const char *first = propose("Firma", "petra@example.org");
    forward("info@firma.example");
    const char *second = propose("Firma GmbH", "olaf@example.org");
    struct browser *o = office("/office/proposal/2");
    fill(o, "into", "1");
    press(o, "Zusammenlegen");
    see(o, "Die Vorschläge von beiden stehen jetzt zusammen.");
    assert_string_equal(location(o), "/office/proposal/1");
    see(o, "petra@example.org");
    see(o, "olaf@example.org");
    visit(o, "/office/proposal/2");
    see_status(o, 404);
    browser_free(o);
    visit(b, second); /* stands where the other stands */
    see(b, "Das Unternehmen wurde informiert.");
    assert_int_equal(mails("proposal_company"), 1);
    /* one withdraws, the other still proposes */
    press(b, "Vorschlag zurückziehen");
    visit(b, first);
    see(b, "Das Unternehmen wurde informiert.");
    assert_string_equal(text("SELECT state FROM candidate"), "forwarded");
}

static void not_with_itself(void **state)
{
    (void)state;
    propose("Firma", "petra@example.org");
    propose("Andere", "olaf@example.org");
    struct browser *o = office("/office/proposal/2");
    post_fields(o, "/office/proposal/2", "action=merge&into=2");
    see_status(o, 422);
    post_fields(o, "/office/proposal/2", "action=merge&into=77");
    see_status(o, 422);
    /* one that was written to has a link that somebody may be reading */
    forward("info@andere.example");
    visit(o, "/office/proposal/2");
    post_fields(o, "/office/proposal/2", "action=merge&into=1");
    see_status(o, 422);
    browser_free(o);
    assert_int_equal(number("SELECT count(*) FROM candidate"), 2);
}

static void declined_with_a_reason(void **state)
{
    (void)state;
    const char *own = propose("Firma", "petra@example.org");
    struct browser *o = office("/office/proposal/1");
    press(o, "Vorschlag ablehnen");
    see_status(o, 422);
    see(o, "Die Vorschlagenden lesen ihn");
    fill(o, "dismissal", "Das Unternehmen hat seinen Sitz nicht hier.");
    press(o, "Vorschlag ablehnen");
    see(o, "nicht weitergegeben");
    browser_free(o);
    assert_non_null(strstr(text("SELECT body FROM mail WHERE kind = "
                                "'proposal_dismissed'"),
                           "Das Unternehmen hat seinen Sitz nicht hier."));
    visit(b, own);
    see(b, "Das Unternehmen hat seinen Sitz nicht hier.");
}

static void marked_as_spam(void **state)
{
    (void)state;
    const char *own = propose("Kaufen Sie jetzt", "petra@example.org");
    struct browser *o = office("/office/proposal/1");
    press(o, "Als Spam markieren");
    see(o, "Alles Eingegebene ist gelöscht.");
    see_not(o, "Kaufen");
    see_not(o, "Petra");
    press(o, "Vorschläge");
    see(o, "(gelöscht)");
    browser_free(o);
    assert_int_equal(mails_to("petra@example.org"), 0);
    visit(b, own);
    see_status(b, 404);
}

/* Two in the office at once: the second is told. */
static void at_the_same_time(void **state)
{
    (void)state;
    propose("Firma", "petra@example.org");
    struct browser *o = office("/office/proposal/1");
    struct browser *other = office("/office/proposal/1");
    press(other, "Als Spam markieren");
    fill(o, "email", "info@firma.example");
    press(o, "An das Unternehmen weitergeben");
    see_status(o, 422);
    browser_free(o);
    browser_free(other);
    assert_int_equal(mails("proposal_company"), 0);
}

static void the_settings(void **state)
{
    (void)state;
    struct browser *o = office("/office/edition/2026/proposals");
    assert_string_equal(field_value(o, "proposers"), "anyone");
    fill(o, "proposers", "employees");
    fill(o, "mode_kmu", "both");
    press(o, "Speichern");
    see(o, "Ihre Änderungen sind gespeichert.");
    assert_string_equal(text("SELECT entry_mode FROM category"), "both");
    assert_string_equal(text("SELECT proposers FROM edition"), "employees");
    visit(o, "/office/log");
    see(o, "geändert, wer vorschlagen darf");
    see(o, "Weg in die Kategorie geändert");
    visit(o, "/office/edition/2026/proposals");
    post_fields(o, "/office/edition/2026/proposals",
                "proposers=all&mode_kmu=both&mode_gross=both&mode_praxis=x");
    see_status(o, 422);
    browser_free(o);
    assert_string_equal(text("SELECT proposers FROM edition"), "employees");
    visit(b, "/propose/2026");
    see(b, "Kleine und mittlere Unternehmen");
}

/* Who stays unnamed towards the company stays so towards its people. */
static void not_for_the_company_s_own(void **state)
{
    static const char *const ties[][2] = {
        {"INSERT INTO jury_member (edition_id, user_id, code, position) SELECT "
         "1, id, 'J1', 1 FROM user WHERE email = 'office@example.org';"
         "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
         "SELECT 1, id, 'employed', 1 FROM entry",
         "DELETE FROM conflict"},
        {"INSERT INTO membership (user_id, organisation_id, role, created_at) "
         "SELECT u.id, o.id, 'reader', 1 FROM user u JOIN organisation o ON "
         "o.name = 'Firma AG' WHERE u.email = 'office@example.org'",
         "DELETE FROM membership"},
    };
    (void)state;
    propose("Firma", "petra@example.org");
    home_sql(home,
             "INSERT INTO organisation (name, created_at) VALUES ('Firma AG', "
             "1);"
             "INSERT INTO entry (edition_id, organisation_id, code, state, "
             "created_at, updated_at) SELECT 1, id, 'E09', 'admitted', 1, 1 "
             "FROM organisation WHERE name = 'Firma AG';"
             "UPDATE candidate SET state = 'accepted', entry_id = (SELECT "
             "max(id) FROM entry), organisation_id = (SELECT max(id) FROM "
             "organisation)");
    struct browser *o = office("/office/proposal/1");
    see(o, "Petra Vorschlag");
    const char *mail = arena_printf(
        home->mem, "/office/mail/%s",
        text("SELECT id FROM mail WHERE recipient = 'petra@example.org'"));
    visit(o, mail);
    see(o, "petra@example.org");
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        home_sql(home, ties[i][0]);
        visit(o, "/office/proposal/1");
        see_status(o, 404);
        see(o, "Eine andere Person der Geschäftsstelle");
        see_not(o, "Petra Vorschlag");
        visit(o, "/office/mail?show=all");
        see_not(o, "petra@example.org");
        visit(o, mail);
        see_status(o, 404);
        post_fields(o, "/office/proposal/1", "action=merge&into=1");
        see_status(o, 404);
        home_sql(home, ties[i][1]);
    }
    visit(o, "/office/proposal/1");
    see(o, "Petra Vorschlag");
    visit(o, "/office/mail?show=all");
    see(o, "petra@example.org");
    browser_free(o);
}

static void too_late_to_pass_on(void **state)
{
    (void)state;
    propose("Firma", "petra@example.org");
    home_sql(home, "UPDATE edition SET deadline_at = 1790000000 - 1");
    struct browser *o = office("/office/proposal/1");
    fill(o, "email", "info@firma.example");
    press(o, "An das Unternehmen weitergeben");
    see_status(o, 422);
    see(o, "Das Unternehmen könnte nicht mehr teilnehmen");
    browser_free(o);
    assert_int_equal(mails("proposal_company"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_list),
        STORY(the_reason),
        STORY(put_together),
        STORY(not_with_itself),
        STORY(declined_with_a_reason),
        STORY(marked_as_spam),
        STORY(at_the_same_time),
        STORY(the_settings),
        STORY(not_for_the_company_s_own),
        STORY(too_late_to_pass_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
