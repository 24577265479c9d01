/* Telling companies: each at its instant, after the office has read it, and
 * only what is decided. */
#include <inttypes.h>
#include <string.h>

#include "model/honour.h"
#include "model/outbox.h"
#include "model/prize.h"
#include "model/telling.h"
#include "support/judging.h"
#include "support/story.h"

enum {
    NOMINEES = TEST_NOW + 1000,
    WINNERS = TEST_NOW + 2000,
    END = TEST_NOW + 3000
};

static struct judging j;
static const char page_path[] = "/office/edition/2026/telling";

/* Alpha wins, Beta is a nominee, Gamma is none; each has one contact. */
static int setup(void **state)
{
    (void)state;
    story_open();
    home->app->config.smtp.server = "127.0.0.1";
    j = judging_scene(home);
    home_sql(home,
             arena_printf(home->mem,
                          "UPDATE edition SET phase = 9, embargo_at = %d, "
                          "nominees_at = %d, tell_winners_at = %d",
                          (int)END, (int)NOMINEES, (int)WINNERS));
    for (int i = 0; i < JUDGING_ENTRIES; i++) {
        int64_t user = home_user(
            home, arena_printf(home->mem, "k%d@example.org", i), "company");
        home_sql(home, arena_printf(
                           home->mem,
                           "INSERT INTO membership (user_id, organisation_id, "
                           "role, created_at) SELECT %" PRId64
                           ", organisation_id, 'owner', 1 FROM entry WHERE id "
                           "= %" PRId64,
                           user, j.entry[i]));
    }
    struct world *w = home_begin(home);
    honour_set(w, j.entry[1], "nominee", 0, "", "");
    honour_set(w, j.entry[0], "winner", 0, "Sie „leuchten“.", "They shine.");
    home_commit(home);
    log_in(b, "office@example.org");
    return 0;
}

static const struct letter *take(int64_t at)
{
    static struct letter letter;
    home_time(home, at);
    if (!outbox_claim(&home->world, &letter))
        return NULL;
    outbox_ended(&home->world, letter.id, OUTBOX_ACCEPTED, "250");
    return &letter;
}

static void write_and_release(void)
{
    visit(b, page_path);
    press(b, "Mails schreiben");
    visit(b, page_path);
    see(b, "5 Mails freigeben");
    press(b, "5 Mails freigeben");
}

static void each_at_its_instant(void **state)
{
    (void)state;
    visit(b, page_path);
    press(b, "Mails schreiben");
    assert_null(take(END + 1)); /* nobody has released them */
    home_time(home, TEST_NOW);
    visit(b, page_path);
    press(b, "5 Mails freigeben");
    see(b, "5 Mails sind freigegeben");
    assert_null(take(NOMINEES - 1));
    const struct letter *mail = take(NOMINEES);
    const char *subject = mail->subject;
    assert_non_null(strstr(mail->body, "nominiert"));
    assert_null(strstr(mail->body, "ausgezeichnet."));
    assert_non_null(
        take(NOMINEES)); /* the winner is a nominee like the other */
    assert_null(take(WINNERS - 1));
    mail = take(WINNERS);
    assert_string_equal(mail->recipient, "k0@example.org");
    assert_string_equal(mail->subject, subject);
    assert_non_null(strstr(mail->body, "Sie „leuchten“."));
    assert_non_null(strstr(mail->body, "vertraulich"));
    assert_null(strstr(mail->body, "{{"));
    assert_null(take(END - 1));
    mail = take(END);
    assert_string_equal(mail->subject, subject);
    assert_non_null(take(END));
    assert_null(take(END + 1));
}

/* Somebody decides otherwise: what waits is written anew, and read again. */
static void decided_otherwise(void **state)
{
    (void)state;
    write_and_release();
    struct world *w = home_begin(home);
    honour_remove(w, j.entry[0], "winner");
    honour_set(w, j.entry[1], "winner", 0, "Doch Beta.", "Beta after all.");
    home_commit(home);
    assert_non_null(take(NOMINEES));
    assert_non_null(take(NOMINEES));
    /* what was decided about Gamma is as before */
    assert_string_equal(take(END)->recipient, "k2@example.org");
    assert_null(take(END)); /* the others are to be read first */
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM telling t JOIN "
                                 "mail m ON m.id = t.mail_id WHERE "
                                 "t.what = 'winner' AND m.state = "
                                 "'held' AND m.recipient = "
                                 "'k1@example.org'"),
                     1);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM mail WHERE state "
                                 "= 'cancelled'"),
                     2);
}

/* A later end of the embargo holds also for what was released. */
static void embargo_moved(void **state)
{
    (void)state;
    write_and_release();
    home_sql(home, arena_printf(home->mem,
                                "UPDATE edition SET embargo_at = %d, "
                                "tell_winners_at = NULL",
                                (int)END + 500));
    home_time(home, TEST_NOW);
    telling_run(&home->world);
    assert_non_null(take(NOMINEES));
    assert_non_null(take(NOMINEES));
    assert_null(take(END + 499));
}

/* Without an instant nothing can be prepared. */
static void without_an_embargo(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET embargo_at = NULL");
    visit(b, page_path);
    see(b, "Es fehlt der Zeitpunkt");
    see_not(b, "Mails schreiben");
}

static void too_early_for_others(void **state)
{
    (void)state;
    visit(b, page_path);
    fill(b, "others_at", "2026-09-21T16:20");
    press(b, "Zeitpunkte speichern");
    see_status(b, 422);
    see(b, "niemand vor dem Ende der Sperrfrist");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(each_at_its_instant),  STORY(decided_otherwise),
        STORY(embargo_moved),        STORY(without_an_embargo),
        STORY(too_early_for_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
