/* An organiser who sits in the jury and declared a conflict: what the office
 * counts, filters and calls settled tells him no decision either. */
#include "support/award.h"
#include "support/story.h"

#include "model/audit.h"
#include "model/jury.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    int64_t office = home_user(home, "both@example.org", "organiser juror");
    struct world *w = home_begin(home);
    int64_t member = jury_add(w, number("SELECT id FROM edition"), office, "",
                              "", "", false);
    conflict_declare(w, member, AWARD_GREEN, "client", "");
    home_commit(home);
    home_sql(home,
             "INSERT INTO prize (id, edition_id, code, position, name_de, "
             "name_en) SELECT 1, id, 'praxis', 1, 'Praxis-Preis', 'Practice "
             "Prize' FROM edition;"
             "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
             "SELECT r.id, m.id, 2 FROM round r, jury_member m LIMIT 1;");
    log_in(b, "both@example.org");
    return 0;
}

#define BOTH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* That something is decided about a prize already stands there. */
static void prizes_are_closed(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/prizes");
    see_status(b, 404);
    home_sql(home, "UPDATE edition SET phase = 11, embargo_at = 1");
    visit(b, "/office/edition/2026/prizes");
    see_status(b, 200);
}

static void mails_are_not_counted(void **state)
{
    (void)state;
    visit(b, "/office/mail");
    const char *before = arena_text(home->mem, page(b));
    home_sql(home,
             "INSERT INTO mail (id, user_id, recipient, kind, language, "
             "subject, body, created_at) SELECT 900, id, email, 'winner', "
             "'de', 'Glückwunsch', '', 1 FROM user LIMIT 1;"
             "INSERT INTO telling (mail_id, edition_id, entry_id, user_id, "
             "part, what, digest) SELECT 900, d.id, 2, u.id, 'result', "
             "'winner', '' FROM edition d, user u LIMIT 1;");
    visit(b, "/office/mail");
    assert_string_equal(page(b), before);
}

/* The log masks a decision; choosing what it is about would unmask it. */
static void the_log_is_not_a_sieve(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    audit_add(w, "feedback.rule", "edition", 1, "{}");
    audit_add(w, "prize.give", "prize", 1, "{}");
    home_commit(home);
    visit(b, "/office/log");
    see(b, "eine Entscheidung, Ihnen verschlossen");
    visit(b, "/office/log?subject=prize");
    see_not(b, "eine Entscheidung, Ihnen verschlossen");
    visit(b, "/office/log?subject=edition");
    see(b, "eine Entscheidung, Ihnen verschlossen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(prizes_are_closed),
        BOTH(mails_are_not_counted),
        BOTH(the_log_is_not_a_sieve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
