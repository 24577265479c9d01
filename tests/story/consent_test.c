/* Consents: given, taken back, in other words; what the office learns, and what
 * is not printed any more. */
#include "model/entry.h"
#include "model/publish.h"
#include "support/my_story.h"

static struct browser *office;

static int setup_consents(void **state)
{
    setup(state);
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int teardown_consents(void **state)
{
    browser_free(office);
    return teardown(state);
}

#define CONSENT(name)                                                          \
    cmocka_unit_test_setup_teardown(name, setup_consents, teardown_consents)

static void submit(void)
{
    begin();
    fill_required();
    fill(b, "consent_contact", "1");
    press(b, "Einreichen");
    see(b, "2026-001");
    visit(b, "/my/entry/1/consents");
    see_status(b, 200);
}

/* From a fresh page: its token is good once it is there. */
static void send(const char *fields)
{
    visit(b, "/my/entry/1/consents");
    post_fields(b, "/my/entry/1/consents", fields);
}

static int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

static void who_and_when_and_which_words(void **state)
{
    (void)state;
    submit();
    see(b, "Daten dürfen verarbeitet werden.");
    see(b,
        "Wortlaut 1 · erteilt von anna@firma.example, "
        "21. September 2026, 16:13 Uhr");
    see(b, "Kontakt im nächsten Jahr");
}

static void withdrawn_in_one_click(void **state)
{
    (void)state;
    submit();
    home_sql(home, "UPDATE edition SET phase = 11");
    home_time(home, TEST_NOW + 3600);
    send("withdraw=contact");
    assert_int_equal(status(b), 303);
    visit(b, "/my/entry/1/consents");
    see(b,
        "widerrufen von anna@firma.example am 21. September 2026, 17:13 "
        "Uhr");
    assert_int_equal(mails("consent_withdrawn"), 1);
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'consent.withdraw'"),
                     1);
    /* a second click changes nothing */
    send("withdraw=contact");
    assert_int_equal(mails("consent_withdrawn"), 1);
    /* given again: a row of its own, the old one stays */
    send("give=contact");
    send("give=contact");
    assert_int_equal(number("SELECT count(*) FROM consent c JOIN consent_kind "
                            "k ON k.id = c.consent_kind_id "
                            "WHERE k.code = 'contact'"),
                     2);
    send("give=nonsense");
    assert_int_equal(status(b), 422);
    /* and taken back once more: as long as the office has not taken note, it
     * is told once */
    send("withdraw=contact");
    assert_int_equal(status(b), 303);
    assert_int_equal(mails("consent_withdrawn"), 1);
    home_sql(home, "UPDATE consent SET noted_at = 1 WHERE withdrawn_at > 0");
    send("give=contact");
    send("withdraw=contact");
    assert_int_equal(mails("consent_withdrawn"), 2);
}

static void a_draft_is_no_news(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    uncheck(b, "consent_data", "1");
    press(b, "Entwurf speichern");
    assert_int_equal(number("SELECT count(*) FROM consent "
                            "WHERE withdrawn_at IS NOT NULL"),
                     1);
    assert_int_equal(mails("consent_withdrawn"), 0);
    visit(office, "/office/edition/2026");
    see_not(office, "widerrufen");
}

static void the_office_takes_note(void **state)
{
    (void)state;
    submit();
    send("withdraw=data");
    visit(office, "/office/edition/2026");
    see(office, "1 Einwilligung wurde widerrufen.");
    press(office, "Einwilligungen ansehen");
    see(office, "Kürzlich widerrufen");
    see(office, "Die Bewerbung kann so nicht weiterlaufen");
    visit(office, "/office/entry/1");
    see(office,
        "Die Einwilligung in die Verarbeitung der Daten ist widerrufen");
    visit(b, "/my/entry/1");
    see(b, "Ohne sie kann die Bewerbung nicht weiterlaufen.");
    visit(office, "/office/edition/2026/consents");
    press_in(office, "/office/edition/2026/consents", NULL);
    see_not(office, "Kürzlich widerrufen");
    see(office, "widerrufen 21. September 2026");
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'consent.note'"),
                     1);
    visit(office, "/office/edition/2026");
    see_not(office, "Einwilligung wurde widerrufen");
}

/* For whom it is not on the page, he does not take note of it by its number. */
static void no_note_with_a_conflict(void **state)
{
    (void)state;
    submit();
    send("withdraw=contact");
    visit(office, "/office/edition/2026/consents");
    char *fields = arena_printf(
        home->mem, "note=%s",
        text("SELECT id FROM consent WHERE withdrawn_at IS NOT NULL"));
    home_sql(home,
             "INSERT INTO jury_member (edition_id, user_id, code, position) "
             "SELECT 1, "
             "id, 'J1', 1 FROM user WHERE email = 'office@example.org';"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 1, 'client', 1)");
    post_fields(office, "/office/edition/2026/consents", fields);
    visit(office, "/office/edition/2026/consents");
    see_not(office, "Firma GmbH");
    assert_int_equal(number("SELECT count(*) FROM consent "
                            "WHERE noted_at IS NOT NULL"),
                     0);
}

static void next_years_addresses(void **state)
{
    (void)state;
    submit();
    visit(office, "/office/edition/2026/contacts.csv");
    see_markup(office, "\"Firma GmbH\";\"anna@firma.example\"");
    send("withdraw=contact");
    visit(office, "/office/edition/2026/contacts.csv");
    see_no_markup(office, "anna@firma.example");
}

/* --- other words -----------------------------------------------------------
 */

static void new_words_are_asked_for_again(void **state)
{
    (void)state;
    submit();
    visit(office, "/office/edition/2026/consents");
    fill(office, "data_de", "Daten dürfen auch gezählt werden.");
    fill(office, "data_en", "Data may also be counted.");
    press(office, "Ab jetzt nach diesem Wortlaut fragen");
    see(office, "Ab jetzt wird nach diesem Wortlaut gefragt.");
    see(office, "erteilt für Wortlaut 1");
    assert_int_equal(mails("consent_again"), 1);
    visit(b, "/my/entry/1");
    see(b, "Eine Einwilligung hat einen neuen Wortlaut");
    press(b, "Den neuen Wortlaut lesen");
    see(b, "Daten dürfen auch gezählt werden.");
    see(b, "Gilt für den früheren Wortlaut");
    see(b, "Daten dürfen verarbeitet werden.");
    send("give=data");
    assert_int_equal(number("SELECT count(*) FROM consent c "
                            "JOIN consent_kind k ON k.id = c.consent_kind_id "
                            "WHERE k.code = 'data' AND withdrawn_at IS NULL"),
                     2);
    visit(b, "/my/entry/1");
    see_not(b, "hat einen neuen Wortlaut");
    /* one click takes back both */
    send("withdraw=data");
    assert_int_equal(number("SELECT count(*) FROM consent c "
                            "JOIN consent_kind k ON k.id = c.consent_kind_id "
                            "WHERE k.code = 'data' AND withdrawn_at IS NULL"),
                     0);
    /* the same words again are no new version */
    visit(office, "/office/edition/2026/consents");
    press(office, "Ab jetzt nach diesem Wortlaut fragen");
    see(office, "Es hat sich nichts geändert.");
    assert_int_equal(number("SELECT max(version) FROM consent_kind"), 2);
}

static void a_draft_needs_the_new_words(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    see(b, "Alle Pflichtangaben sind da");
    home_sql(home,
             "INSERT INTO consent_kind (edition_id, code, version, position, "
             "text_de, text_en, required) VALUES (1, 'data', 2, 1, 'Neu.', "
             "'New.', 1)");
    visit(b, "/my");
    see(b, "4 von 5 Pflichtangaben");
    visit(b, "/my/entry/1");
    see(b, "4 von 5 Pflichtangaben");
    see(b, "Neu.");
    press(b, "Einreichen");
    see_status(b, 422);
    fill(b, "consent_data", "1");
    press(b, "Einreichen");
    see(b, "2026-001");
}

/* --- what is printed -------------------------------------------------------
 */

static struct publish_entry published(void)
{
    struct publish_entry *list;
    struct world *w = home_begin(home);
    assert_int_equal(publish_entries(w, 1, &list), 1);
    struct publish_entry e = list[0];
    home_commit(home);
    return e;
}

static void data_withdrawn_takes_all_away(void **state)
{
    (void)state;
    submit();
    home_sql(home, "UPDATE entry SET state = 'admitted'");
    assert_string_equal(published().seat, "Ahrenfels");
    assert_true(published().named);
    int64_t before = number("SELECT updated_at FROM entry");
    home_time(home, TEST_NOW + 60);
    send("withdraw=data");
    assert_string_equal(published().seat, "");
    assert_string_equal(published().strategy.de, "");
    assert_false(published().named);
    /* the next brochure is another one */
    assert_int_equal(number("SELECT updated_at FROM entry"), before + 60);
    /* imported nominations never had one: they stay as they are */
    home_sql(home, "DELETE FROM consent");
    assert_string_equal(published().seat, "Ahrenfels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONSENT(who_and_when_and_which_words),
        CONSENT(withdrawn_in_one_click),
        CONSENT(a_draft_is_no_news),
        CONSENT(the_office_takes_note),
        CONSENT(no_note_with_a_conflict),
        CONSENT(next_years_addresses),
        CONSENT(new_words_are_asked_for_again),
        CONSENT(a_draft_needs_the_new_words),
        CONSENT(data_withdrawn_takes_all_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
