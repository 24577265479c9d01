/* Reminders: who gets one, what it names, never twice, never after the close;
 * and the outbox in which the office reads and edits them. */
#include <inttypes.h>
#include <string.h>

#include "model/outbox.h"
#include "model/reminder.h"
#include "support/judging.h"
#include "support/story.h"

enum { DAY = 24 * 60 * 60, CLOSE = TEST_NOW + 10 * DAY };

static struct judging j;

static int setup(void **state)
{
    (void)state;
    story_open();
    home->app->config.smtp.server = "127.0.0.1";
    j = judging_scene(home);
    home_sql(home, arena_printf(home->mem, "UPDATE round SET closes_at = %d",
                                (int)CLOSE));
    log_in(b, "office@example.org");
    return 0;
}

static const char *reminders(void)
{
    return arena_printf(home->mem, "/office/round/%" PRId64 "/reminders",
                        j.round);
}

/* Days later: the office logs in again. */
static void revisit(const char *path)
{
    log_in(b, "office@example.org");
    visit(b, path);
    see_status(b, 200);
}

static void set(const char *when, const char *hold)
{
    visit(b, reminders());
    fill(b, "due_at", when);
    fill(b, "hold", hold);
    press(b, "Erinnerung festlegen");
}

/* The job process looks; how many mails it writes. */
static size_t look(int64_t at)
{
    home_time(home, at);
    return reminder_run(&home->world);
}

/* The mail for a juror that the job process takes next; NULL: none. */
static const struct letter *take(void)
{
    static struct letter letter;
    home_time(home, home->world.now);
    if (!outbox_claim(&home->world, &letter))
        return NULL;
    outbox_ended(&home->world, letter.id, OUTBOX_ACCEPTED, "250");
    return &letter;
}

/* TEST_NOW is 2026-09-21 16:13 in Jena; this is the 23rd, nine o'clock. */
static const char first_due[] = "2026-09-23 09:00";
enum { FIRST_DUE = 1790146800 };

static void who_gets_one_and_what_it_says(void **state)
{
    (void)state;
    /* the first has finished, the second is in the middle of it */
    judging_submit(home, &j, 0, 0, 7, 7);
    judging_submit(home, &j, 0, 1, 7, 7);
    judging_declare_only(home, &j, 0, 2, "client");
    judging_declare_only(home, &j, 1, 0, "family");
    judging_declare_only(home, &j, 1, 1, "none");
    set(first_due, "no");
    see(b, "Die Erinnerung ist festgelegt.");
    see(b, "23.09.2026 09:00");
    assert_int_equal(number("SELECT due_at FROM reminder"), FIRST_DUE);
    assert_int_equal(look(FIRST_DUE - 1), 0);
    assert_int_equal(look(FIRST_DUE), 2);
    assert_int_equal(number("SELECT count(*) FROM mail WHERE user_id = 1"), 0);

    const struct letter *mail = take();
    assert_string_equal(mail->recipient, "j2@example.org");
    assert_non_null(strstr(mail->body,
                           "Zu einer Bewerbung fehlt noch Ihre "
                           "Erklärung zur Befangenheit:\n"
                           "- Gamma KG\n\n"
                           "Eine Bewerbung haben Sie noch nicht "
                           "bewertet:\n- Beta AG\n"));
    /* a conflicted one is not named */
    assert_null(strstr(mail->body, "Alpha"));
    assert_non_null(strstr(mail->body, "bis 1. Oktober 2026, 16:13 Uhr"));
    assert_non_null(strstr(mail->body, "\nhttp://127.0.0.1:8080/jury\n"));
    assert_null(strstr(mail->body, "{{"));
    mail = take();
    assert_string_equal(mail->recipient, "j3@example.org");
    assert_non_null(strstr(mail->body, "Zu 3 Bewerbungen fehlt"));
    assert_null(take());
    revisit(reminders());
    see(b, "2 Mails");
    see(b, "2 gesendet");
}

/* In a blind edition codes never stand beside the names that are missing. */
static void in_a_blind_edition(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET blind = 1");
    judging_declare_only(home, &j, 0, 1, "none");
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    const struct letter *mail = take();
    assert_string_equal(mail->recipient, "j1@example.org");
    assert_non_null(strstr(mail->body, "Gamma KG"));
    assert_null(strstr(mail->body, "Beta AG"));
    assert_null(strstr(mail->body, "E02"));
    judging_declare(home, &j, 1, 2, "family");
    home_sql(home, "UPDATE ballot SET state = 'draft'");
    mail = take();
    assert_string_equal(mail->recipient, "j2@example.org");
    assert_non_null(strstr(mail->body, "Bewerbung E01"));
    assert_non_null(strstr(mail->body, "Bewerbung E02"));
    assert_null(strstr(mail->body, "GmbH"));
    assert_null(strstr(mail->body, "Gamma"));
    assert_null(strstr(mail->body, "E03"));
}

/* Who has not promised confidentiality learns no name, in a mail as little as
 * on a page. */
static void before_it_is_accepted(void **state)
{
    (void)state;
    home_sql(
        home,
        "INSERT INTO edition_text (edition_id, kind, title_de, title_en, "
        "body_de, body_en) SELECT id, 'confidentiality', 'V', 'C', "
        "'Ich schweige.', 'I am silent.' FROM edition;"
        "INSERT INTO acceptance (jury_member_id, what, digest, language, "
        "wording, accepted_at) SELECT id, 'confidentiality', 'an earlier', "
        "'de', 'x', 1 FROM jury_member WHERE user_id = (SELECT id FROM "
        "user WHERE email = 'j1@example.org')");
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    for (int i = 0; i < 3; i++) {
        const struct letter *mail = take();
        assert_non_null(strstr(mail->body,
                               "3 Bewerbungen warten auf Sie. Um "
                               "welche es geht, sehen Sie, sobald"));
        assert_null(strstr(mail->body, "Alpha"));
        assert_null(strstr(mail->body, "Gamma"));
    }
}

static void in_english_with_drafts(void **state)
{
    (void)state;
    home_sql(home, "UPDATE user SET language = 'en' WHERE email LIKE 'j1@%'");
    judging_submit(home, &j, 0, 0, 7, 7);
    home_sql(home,
             arena_printf(home->mem,
                          "DELETE FROM conflict WHERE entry_id = %" PRId64,
                          j.entry[2]));
    home_sql(home, "UPDATE ballot SET state = 'draft', submitted_at = NULL");
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    const struct letter *mail = take();
    assert_string_equal(mail->recipient, "j1@example.org");
    assert_string_equal(mail->language, "en");
    assert_non_null(
        strstr(mail->body,
               "One nomination still waits for your declaration of "
               "impartiality:\n- Gamma KG\n\n"
               "One nomination has no marks yet:\n- Beta AG\n\n"
               "The marks of one nomination are a draft, not handed in:\n"
               "- Alpha GmbH\n"));
    assert_non_null(strstr(mail->body, "by 1 October 2026, 16:13"));
}

static void never_twice(void **state)
{
    (void)state;
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    assert_int_equal(look(FIRST_DUE), 0);
    assert_int_equal(look(FIRST_DUE + DAY), 0);
    /* and if a second process had seen it as planned still */
    home_sql(home, "UPDATE reminder SET state = 'planned', done_at = NULL");
    assert_int_equal(look(FIRST_DUE + DAY), 0);
    assert_int_equal(number("SELECT count(*) FROM mail"), 3);
    while (take() != NULL)
        continue;
    assert_int_equal(number("SELECT count(*) FROM mail_attempt"), 3);
}

static void missed_ones_once(void **state)
{
    (void)state;
    set("2026-09-23 09:00", "no");
    set("2026-09-24 09:00", "no");
    set("2026-09-25 09:00", "no");
    assert_int_equal(look(FIRST_DUE + 5 * DAY), 3);
    revisit(reminders());
    see(b, "Versäumt; eine spätere trat an ihre Stelle.");
    assert_int_equal(number("SELECT count(*) FROM reminder "
                            "WHERE reason = 'later_one'"),
                     2);
    assert_int_equal(number("SELECT count(DISTINCT reminder_id) FROM mail"), 1);
    assert_int_equal(number("SELECT r.due_at FROM mail m JOIN reminder r "
                            "ON r.id = m.reminder_id"),
                     FIRST_DUE + 2 * DAY);
}

static void never_after_the_close(void **state)
{
    (void)state;
    set(first_due, "no");
    assert_int_equal(look(CLOSE), 0);
    assert_string_equal(text("SELECT state || reason FROM reminder"),
                        "passedclosed");
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
    home_sql(home, "DELETE FROM reminder");
    home_time(home, TEST_NOW);
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    /* written in time, but the announced end comes before they are sent */
    home_time(home, CLOSE);
    assert_null(take());
    assert_int_equal(number("SELECT count(*) FROM mail WHERE "
                            "state = 'cancelled' AND reason = 'closed'"),
                     3);
    /* or the round is closed */
    home_time(home, FIRST_DUE);
    home_sql(home, "UPDATE mail SET state = 'ready', reason = ''");
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    assert_null(take());
    assert_int_equal(number("SELECT count(*) FROM mail WHERE "
                            "state = 'cancelled' AND reason = 'closed'"),
                     3);
    home_sql(home,
             "DELETE FROM mail; UPDATE reminder SET state = 'planned', "
             "done_at = NULL");
    assert_int_equal(look(FIRST_DUE), 0);
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
}

static void not_before_it_opens(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'planned', opened_at = NULL");
    set(first_due, "no");
    see(b, "Die Erinnerung ist festgelegt.");
    assert_int_equal(look(FIRST_DUE), 0);
    home_sql(home, "UPDATE round SET state = 'open'");
    assert_int_equal(look(FIRST_DUE + 60), 0);
    assert_string_equal(text("SELECT reason FROM reminder"), "not_open");
}

static void finished_meanwhile(void **state)
{
    (void)state;
    set(first_due, "no");
    assert_int_equal(look(FIRST_DUE), 3);
    for (int e = 0; e < JUDGING_ENTRIES; e++)
        judging_submit(home, &j, 1, e, 5, 5);
    home_sql(home, "UPDATE user SET disabled_at = 1 WHERE email LIKE 'j3@%'");
    assert_string_equal(take()->recipient, "j1@example.org");
    assert_null(take());
    assert_string_equal(text("SELECT group_concat(reason) FROM (SELECT reason "
                             "FROM mail ORDER BY id)"),
                        ",finished,disabled");
    revisit("/office/mail?show=cancelled");
    see(b, "j2@example.org");
    see_not(b, "j1@example.org");
    see(b, "Als sie gesendet werden sollte, war nichts mehr offen.");
}

/* Somebody gives up his seat while his mails still lie in the outbox. */
static void has_left_the_jury(void **state)
{
    (void)state;
    set(first_due, "yes");
    assert_int_equal(look(FIRST_DUE), 3);
    home_sql(home,
             "UPDATE mail SET state = 'failed', reason = 'exhausted' "
             "WHERE recipient = 'j2@example.org'");
    revisit(reminders());
    for (int i = 1; i < JUDGING_JURORS; i++) {
        visit(b,
              arena_printf(home->mem, "/office/juror/%" PRId64, j.member[i]));
        press(b, "Aus der Jury nehmen");
    }
    visit(b, "/office/mail?show=cancelled");
    press(b, "Testpreis 2026: In der Jury ist noch etwas offen");
    see_status(b, 200);
    see(b, "j3@example.org");
    see(b, "[es ist nichts mehr offen]");
    visit(b, "/office/mail?show=failed");
    press(b, "Testpreis 2026: In der Jury ist noch etwas offen");
    see_status(b, 200);
    see(b, "j2@example.org");
    press(b, "Jetzt noch einmal versuchen");
    assert_null(take());
    assert_string_equal(text("SELECT state || ' ' || reason FROM mail "
                             "WHERE recipient = 'j2@example.org'"),
                        "cancelled finished");
}

static void read_and_edited_first(void **state)
{
    (void)state;
    set(first_due, "yes");
    assert_int_equal(look(FIRST_DUE), 3);
    assert_null(take());
    revisit(reminders());
    see(b, "3 zurückgehalten");
    press(b, "3 Mails");
    press(b, "Testpreis 2026: In der Jury ist noch etwas offen");
    see(b, "Zu 3 Bewerbungen fehlt noch Ihre Erklärung zur Befangenheit:");
    see(b, "Gamma KG");
    press(b, "Bearbeiten");
    assert_non_null(strstr(field_value(b, "body"), "\n{{open}}\n"));
    assert_non_null(strstr(field_value(b, "body"), "\n{{link}}\n"));
    fill(b, "subject", "  ");
    fill(b, "body", "Ohne alles");
    press(b, "Speichern");
    see_status(b, 422);
    see(b, "Bitte geben Sie einen Betreff ein.");
    see(b, "{{link}} fehlt: Die Mail hätte keinen Link mehr.");
    assert_string_equal(field_value(b, "body"), "Ohne alles");
    fill(b, "subject", "Bitte <bald>");
    fill(b, "body", "Liebe Jury,\n\n{{open}}\n\n{{link}}");
    press(b, "Speichern");
    see(b, "Die Mail ist geändert.");
    see(b, "Bitte <bald>");
    see_no_markup(b, "<bald>");
    see(b, "Frühere Fassungen");
    press(b, "Jetzt senden");
    see(b, "Die Mail ist auf dem Weg.");
    /* what is open is asked when it goes */
    judging_declare_only(home, &j, 2, 0, "client");
    const struct letter *mail = take();
    assert_string_equal(mail->recipient, "j3@example.org");
    assert_string_equal(mail->subject, "Bitte <bald>");
    assert_string_equal(mail->body,
                        "Liebe Jury,\n\nZu 2 Bewerbungen fehlt noch Ihre "
                        "Erklärung zur Befangenheit:\n- Beta AG\n- Gamma KG"
                        "\n\nhttp://127.0.0.1:8080/jury");
    assert_null(take());
    /* what went stays as it went */
    judging_declare_only(home, &j, 2, 1, "client");
    visit(b, arena_printf(home->mem, "/office/mail/%" PRId64, mail->id));
    see(b, "Beta AG");
    see(b, "angenommen");
    press(b, "alle ihre Mails");
    press(b, "Alle 2 zurückgehaltenen senden");
    see(b, "2 Mails sind auf dem Weg.");
    assert_non_null(take());
    assert_non_null(take());
    assert_null(take());
}

static void without_its_list(void **state)
{
    (void)state;
    set(first_due, "yes");
    assert_int_equal(look(FIRST_DUE), 3);
    revisit("/office/mail/1/edit");
    fill(b, "body", "Bitte melden Sie sich. {{link}}");
    press(b, "Speichern");
    see_status(b, 422);
    see(b, "{{open}} fehlt");
    fill(b, "without", "yes");
    press(b, "Speichern");
    see(b, "Die Mail ist geändert.");
    /* a line break in the subject comes from no browser */
    post_fields(b, "/office/mail/1/edit",
                "revision=2&subject=a%0d%0aBcc%3a+x&body=B+%7b%7blink%7d%7d");
    see_status(b, 422);
    post_fields(b, "/office/mail/1/edit",
                "revision=1&subject=a&body=b&without=yes");
    see_status(b, 409);
    assert_int_equal(number("SELECT revision FROM mail WHERE id = 1"), 2);
}

static void remind_now(void **state)
{
    (void)state;
    visit(b, reminders());
    see(b, "3 Jurymitglieder haben offene Arbeit");
    press(b, "Jetzt erinnern");
    see(b, "3 Mails sind geschrieben.");
    /* pressed once more on the old page */
    home_time(home, TEST_NOW + 60);
    post_fields(
        b, arena_printf(home->mem, "/office/round/%" PRId64 "/remind", j.round),
        "seen=0&hold=no");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM mail"), 3);
    /* the announced end does not stop what the office asks for */
    home_time(home, CLOSE + 60);
    assert_non_null(take());
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    assert_null(take());
    revisit(reminders());
    see(b, "1 gesendet");
    see_no_markup(b, "/remind\"");
}

static void setting_and_taking_back(void **state)
{
    (void)state;
    visit(b, reminders());
    see(b, "24. September 2026, 09:00 Uhr");
    press(b, "Übernehmen");
    see(b, "Die Erinnerungen sind festgelegt.");
    assert_int_equal(number("SELECT count(*) FROM reminder"), 3);
    see_not(b, "Übernehmen");
    set("2026-09-24T09:00", "no");
    see_status(b, 422);
    see(b, "Zu diesem Zeitpunkt gibt es schon eine Erinnerung.");
    set("2026-09-01 09:00", "no");
    see_status(b, 422);
    see(b, "Dieser Zeitpunkt ist vorbei.");
    set("2026-10-01 17:00", "no");
    see_status(b, 422);
    see(b, "Die Wertungsrunde endet vorher.");
    set("morgen früh", "no");
    see_status(b, 422);
    assert_string_equal(field_value(b, "due_at"), "morgen früh");
    visit(b, reminders());
    press(b, "Vorher lesen");
    see(b, "Sie lesen ihre Mails vorher.");
    assert_int_equal(number("SELECT sum(hold) FROM reminder"), 1);
    press(b, "Entfernen – 24. September 2026, 09:00 Uhr");
    see(b, "Die Erinnerung ist zurückgenommen.");
    assert_int_equal(number("SELECT count(*) FROM reminder"), 2);
    visit(b, "/office/log");
    see(b, "Erinnerung festgelegt");
    see(b, "Erinnerung zurückgenommen");
}

static void the_office_sees_no_links(void **state)
{
    (void)state;
    visit(b, "/office/users");
    fill(b, "name", "Mia");
    fill(b, "email", "mia@example.org");
    fill(b, "role", "organiser");
    fill(b, "language", "de");
    press(b, "Einladen");
    const char *link = text("SELECT link FROM mail");
    const char *token = strrchr(link, '/') + 1;
    visit(b, "/office/mail/1");
    see(b, "[der Link, nur für die Empfängerin oder den Empfänger]");
    see_no_markup(b, token);
    visit(b, "/office/mail/1/edit");
    see_no_markup(b, token);
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'mail.link'"),
                     0);
    assert_non_null(strstr(take()->body, link));
    visit(b, "/office/mail/1");
    see_no_markup(b, token);
    see(b, "Gesendet am");
    visit(b, "/office/mail/log");
    see(b, "angenommen");
    see(b, "mia@example.org");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(who_gets_one_and_what_it_says),
        STORY(in_a_blind_edition),
        STORY(before_it_is_accepted),
        STORY(in_english_with_drafts),
        STORY(never_twice),
        STORY(missed_ones_once),
        STORY(never_after_the_close),
        STORY(not_before_it_opens),
        STORY(finished_meanwhile),
        STORY(has_left_the_jury),
        STORY(read_and_edited_first),
        STORY(without_its_list),
        STORY(remind_now),
        STORY(setting_and_taking_back),
        STORY(the_office_sees_no_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
