/* The ways of a mail: claimed before it is sent, tried again with growing
 * pauses, and uncertain rather than sent twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/audit.h"
#include "model/mail.h"
#include "model/outbox.h"
#include "model/user.h"
#include "support/home.h"

static struct test_home *home;
static int64_t ada;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    home->app->config.smtp.server = "127.0.0.1";
    struct world *w = home_begin(home);
    ada = user_create(w, "ada@example.org", "Ada", "en");
    home_commit(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static int64_t add(const char *kind)
{
    const struct mail_value values[] = {{"until", "tomorrow"},
                                        {"role", "to join the jury"}};
    mail_add(home_begin(home), ada, kind, values, 2, "http://x/invite/T");
    home_commit(home);
    return home_number(home, "SELECT max(id) FROM mail");
}

static const struct world *now(void)
{
    home_time(home, home->world.now);
    return &home->world;
}

static const char *state_of(int64_t id)
{
    struct mail m;
    assert_true(outbox_mail(now(), id, &m));
    return *m.reason == '\0'
               ? m.state
               : arena_printf(home->mem, "%s %s", m.state, m.reason);
}

static enum outbox_outcome
office(enum outbox_outcome (*step)(const struct world *, int64_t), int64_t id)
{
    enum outbox_outcome outcome = step(home_begin(home), id);
    home_commit(home);
    return outcome;
}

/* The next one that is due is tried, with that end; its number, 0 for none. */
static int64_t try(enum outbox_end end)
{
    struct letter letter;
    if (!outbox_claim(now(), &letter))
        return 0;
    assert_string_equal(state_of(letter.id), "sending");
    outbox_ended(now(), letter.id, end, "250 words");
    return letter.id;
}

static void sent_once(void **state)
{
    (void)state;
    struct letter letter, second;
    int64_t id = add("invite");
    assert_string_equal(state_of(id), "ready");
    assert_true(outbox_claim(now(), &letter));
    assert_int_equal(letter.id, id);
    assert_string_equal(letter.recipient, "ada@example.org");
    assert_non_null(strstr(letter.body, "\n\nhttp://x/invite/T\n\n"));
    assert_false(outbox_claim(now(), &second));
    outbox_ended(now(), id, OUTBOX_ACCEPTED, "250 words");
    assert_string_equal(state_of(id), "sent");
    assert_int_equal(home_number(home, "SELECT sent_at FROM mail"), TEST_NOW);
    assert_int_equal(try(OUTBOX_ACCEPTED), 0);
    /* the link is the recipient's alone from now on */
    assert_string_equal(home_text(home, "SELECT link FROM mail"), "");
    assert_null(strstr(home_text(home, "SELECT body FROM mail"), "invite/T"));
    assert_string_equal(
        home_text(home, "SELECT outcome || answer FROM mail_attempt"),
        "accepted250 words");
}

static void same_message_id(void **state)
{
    (void)state;
    struct letter first, again, other;
    add("invite");
    assert_true(outbox_claim(now(), &first));
    outbox_ended(now(), first.id, OUTBOX_LATER, "");
    add("invite");
    assert_true(outbox_claim(now(), &other));
    home_time(home, TEST_NOW + 60);
    assert_true(outbox_claim(now(), &again));
    assert_int_equal(again.id, first.id);
    assert_string_equal(again.message_id, first.message_id);
    assert_string_not_equal(other.message_id, first.message_id);
}

static void growing_pauses(void **state)
{
    static const int64_t pauses[] = {60, 300, 1800, 7200, 21600, 86400};
    (void)state;
    int64_t id = add("access");
    int64_t at = TEST_NOW;
    for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
        assert_int_equal(try(i % 2 == 0 ? OUTBOX_LATER : OUTBOX_UNREACHABLE),
                         id);
        assert_string_equal(state_of(id), "ready");
        home_time(home, at + pauses[i] - 1);
        assert_int_equal(try(OUTBOX_ACCEPTED), 0);
        at += pauses[i];
        home_time(home, at);
    }
    assert_int_equal(try(OUTBOX_LATER), id);
    assert_string_equal(state_of(id), "failed exhausted");
    /* by hand it begins anew */
    assert_int_equal(office(outbox_release, id), OUTBOX_OK);
    assert_int_equal(try(OUTBOX_LATER), id);
    assert_string_equal(state_of(id), "ready");
}

static void one_does_not_block_others(void **state)
{
    (void)state;
    int64_t first = add("access"), second = add("access");
    assert_int_equal(try(OUTBOX_LATER), first);
    home_time(home, TEST_NOW + 60); /* both are due: the fresh one goes first */
    assert_int_equal(try(OUTBOX_ACCEPTED), second);
    assert_int_equal(try(OUTBOX_ACCEPTED), first);
}

static void ends(void **state)
{
    static const struct {
        enum outbox_end end;
        const char *want;
    } cases[] = {
        {OUTBOX_ACCEPTED, "sent"},
        {OUTBOX_REFUSED, "failed refused"},
        {OUTBOX_LATER, "ready"},
        {OUTBOX_UNREACHABLE, "ready"},
        {OUTBOX_UNCERTAIN, "uncertain cut"},
        {OUTBOX_STOPPED, "ready"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t id = add("access");
        assert_int_equal(try(cases[i].end), id);
        assert_string_equal(state_of(id), cases[i].want);
        if (cases[i].end == OUTBOX_STOPPED) /* at once, and not counted */
            assert_int_equal(home_number(home,
                                         "SELECT attempts FROM mail "
                                         "ORDER BY id DESC LIMIT 1"),
                             0);
        home_sql(home, "DELETE FROM mail_attempt; DELETE FROM mail");
    }
}

static void killed_while_sending(void **state)
{
    (void)state;
    struct letter letter;
    int64_t id = add("access");
    assert_true(outbox_claim(now(), &letter));
    outbox_recover(now());
    assert_string_equal(state_of(id), "uncertain crash");
    assert_int_equal(try(OUTBOX_ACCEPTED), 0);
    assert_string_equal(home_text(home, "SELECT outcome FROM mail_attempt"),
                        "uncertain");
    assert_int_equal(office(outbox_arrived, id), OUTBOX_OK);
    assert_string_equal(state_of(id), "sent");
    assert_int_equal(office(outbox_release, id), OUTBOX_WRONG_STATE);
    id = add("access");
    assert_true(outbox_claim(now(), &letter));
    outbox_recover(now());
    assert_int_equal(office(outbox_release, id), OUTBOX_OK);
    assert_int_equal(try(OUTBOX_ACCEPTED), id);
}

static void office_steps(void **state)
{
    (void)state;
    struct letter letter;
    int64_t id = add("access");
    assert_int_equal(office(outbox_hold, id), OUTBOX_OK);
    assert_string_equal(state_of(id), "held");
    assert_int_equal(try(OUTBOX_ACCEPTED), 0);
    assert_int_equal(office(outbox_arrived, id), OUTBOX_WRONG_STATE);
    assert_int_equal(office(outbox_release, id), OUTBOX_OK);
    assert_true(outbox_claim(now(), &letter));
    /* claimed: nobody holds, cancels or edits it any more */
    assert_int_equal(office(outbox_hold, id), OUTBOX_WRONG_STATE);
    assert_int_equal(office(outbox_cancel, id), OUTBOX_WRONG_STATE);
    assert_int_equal(office(outbox_release, id), OUTBOX_WRONG_STATE);
    assert_int_equal(outbox_edit(home_begin(home), id, 1, "S", "B"),
                     OUTBOX_WRONG_STATE);
    home_commit(home);
    outbox_ended(now(), id, OUTBOX_REFUSED, "550");
    assert_int_equal(office(outbox_cancel, id), OUTBOX_OK);
    assert_string_equal(state_of(id), "cancelled office");
    assert_int_equal(office(outbox_release, id), OUTBOX_WRONG_STATE);
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM audit WHERE action IN "
                    "('mail.hold', 'mail.release', 'mail.cancel')"),
        3);
}

static void editing(void **state)
{
    (void)state;
    struct mail m;
    int64_t id = add("invite");
    assert_true(outbox_mail(now(), id, &m));
    const char *draft = outbox_draft(now(), &m);
    assert_non_null(strstr(draft, "\n\n{{link}}\n\n"));
    assert_null(strstr(draft, "http://x/invite/T"));
    assert_false(outbox_loses(now(), &m, "x {{link}}", "{{link}}"));
    assert_true(outbox_loses(now(), &m, "x", "{{link}}"));
    assert_false(outbox_loses(now(), &m, "x", "{{open}}"));
    assert_int_equal(outbox_edit(home_begin(home), id, m.revision, "New words",
                                 "Dear Ada, {{link}} and {{link}}."),
                     OUTBOX_OK);
    home_commit(home);
    /* whoever had the old text before him does not write over the new one */
    assert_int_equal(
        outbox_edit(home_begin(home), id, m.revision, "Other", "Other"),
        OUTBOX_CHANGED);
    home_commit(home);
    struct letter letter;
    assert_true(outbox_claim(now(), &letter));
    assert_string_equal(letter.subject, "New words");
    assert_string_equal(letter.body,
                        "Dear Ada, http://x/invite/T and http://x/invite/T.");
    assert_string_equal(
        home_text(home, "SELECT subject FROM mail_version WHERE revision = 1"),
        "Lorbeer: your invitation");
    assert_string_equal(home_text(home, "SELECT body FROM mail_version"),
                        draft);
}

/* The link is hidden where the program sends mails, and only then. */
static void hidden_link(void **state)
{
    static const char *const kinds[] = {"invite", "reset", "confirm", "access"};
    (void)state;
    for (int posts = 0; posts < 2; posts++) {
        home->app->config.smtp.server = posts ? "127.0.0.1" : NULL;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            struct mail m;
            int64_t id = add(kinds[i]);
            assert_true(outbox_mail(now(), id, &m));
            assert_string_equal(m.state, posts ? "ready" : "held");
            bool shown =
                strstr(outbox_preview(now(), &m), "http://x/invite/T") != NULL;
            assert_int_equal(shown, !posts || i == 3);
        }
    }
}

static void without_a_server(void **state)
{
    (void)state;
    home->app->config.smtp.server = NULL;
    int64_t id = add("access");
    assert_string_equal(state_of(id), "held");
    assert_int_equal(office(outbox_release, id), OUTBOX_WRONG_STATE);
    assert_int_equal(try(OUTBOX_ACCEPTED), 0);
}

#define OUTBOX(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OUTBOX(sent_once),      OUTBOX(same_message_id),
        OUTBOX(growing_pauses), OUTBOX(one_does_not_block_others),
        OUTBOX(ends),           OUTBOX(killed_while_sending),
        OUTBOX(office_steps),   OUTBOX(editing),
        OUTBOX(hidden_link),    OUTBOX(without_a_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
