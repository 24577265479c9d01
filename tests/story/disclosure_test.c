/* What jurors see of each other's marks, and when. */
#include "model/jury.h"
#include "support/judging_story.h"
#include "support/sealing.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

/* Juror 1 at the sheet of Alpha, declared. */
static void sit_down(void)
{
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_status(b, 200);
}

static void others_after_ones_own(void **state)
{
    (void)state;
    judging_submit(home, &scene, 1, 0, 3, 9);
    sit_down();
    see_not(b, "Was die anderen gegeben haben");
    fill(b, field("c", 0), "8");
    press(b, "Entwurf speichern");
    see_not(b, "Was die anderen gegeben haben");
    fill(b, field("c", 1), "8");
    press(b, "Abgeben");
    see_not(b, "5,40"); /* not before he asks */
    press(b, "Wertungen der anderen zeigen");
    see(b, "Was die anderen gegeben haben");
    see(b, "Jurymitglied A 3 9 5,40");
    see_not(b, "j2@example.org");
    press(b, "Punkte ändern");
    see_not(b, "Was die anderen gegeben haben");
    sealing_close(home, scene.round);
    visit(b, sheet(0));
    see(b, "j2@example.org 3 9 5,40");
    see(b, "nicht abgegeben, bevor die Runde geschlossen wurde");
}

static void the_rule_of_the_round(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET disclosure = 'close'");
    judging_submit(home, &scene, 1, 0, 3, 9);
    judging_submit(home, &scene, 0, 0, 8, 8);
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_not(b, "Was die anderen");
    see_not(b, "5,40");
    sealing_close(home, scene.round);
    visit(b, sheet(0));
    see(b, "5,40");
    home_sql(home, "UPDATE round SET disclosure = 'never'");
    visit(b, sheet(0));
    see_not(b, "5,40");
    see(b, "8,00");
}

static void a_conflicted_ballot_is_not_shown(void **state)
{
    (void)state;
    judging_submit(home, &scene, 1, 0, 3, 9);
    judging_declare(home, &scene, 1, 0, "client");
    judging_submit(home, &scene, 0, 0, 8, 8);
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    press(b, "Wertungen der anderen zeigen");
    see(b, "noch niemand sonst abgegeben");
    see_not(b, "5,40");
}

/* --- who waits for the close --- */

/* Juror 1 handed in his own, juror 2 gave 3 and 9: 5.4 points. */
static void both_hand_in(void)
{
    judging_submit(home, &scene, 1, 0, 3, 9);
    judging_submit(home, &scene, 0, 0, 8, 8);
}

static void an_organiser_in_the_jury(void **state)
{
    (void)state;
    both_hand_in();
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    press(b, "Wertungen der anderen zeigen");
    see(b, "5,40");
    home_sql(home,
             "INSERT INTO user_role (user_id, role, granted_at) "
             "SELECT id, 'organiser', 1 FROM user "
             "WHERE email = 'j1@example.org'");
    visit(b, sheet(0));
    see_status(b, 200);
    see(b, "8,00"); /* the own ones */
    see_not(b, "5,40");
    sealing_close(home, scene.round);
    visit(b, sheet(0));
    see(b, "5,40");
}

static void a_juror_of_the_last_minute(void **state)
{
    (void)state;
    both_hand_in();
    home_sql(home,
             "UPDATE jury_member SET joined_at = "
             "(SELECT opened_at + 1 FROM round) WHERE id = 1");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see(b, "8,00");
    see_not(b, "Wertungen der anderen zeigen");
    see(b, "Sie kamen nach der Eröffnung in die Jury");
    post_fields(b, arena_printf(home->mem, "%s/reveal", sheet(0)), "");
    visit(b, sheet(0));
    see_not(b, "5,40");
    home_sql(home,
             "UPDATE jury_member SET joined_at = "
             "(SELECT opened_at FROM round) WHERE id = 1");
    visit(b, sheet(0));
    see_not(b, "Sie kamen nach der Eröffnung");
    press(b, "Wertungen der anderen zeigen");
    see(b, "5,40");
}

/* Whoever looked may change his marks; that he had looked is known. */
static void a_change_after_looking(void **state)
{
    (void)state;
    both_hand_in();
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    press(b, "Wertungen der anderen zeigen");
    see(b, "Sie haben die Wertungen der anderen am");
    press(b, "Punkte ändern");
    fill(b, field("c", 0), "4");
    press(b, "Abgeben");
    see(b, "5,40"); /* he has seen them already */
    assert_int_equal(number("SELECT count(*) FROM audit a JOIN audit_payload p "
                            "ON p.audit_id = a.id "
                            "WHERE a.action = 'ballot.reopen' "
                            "AND p.payload LIKE '%\"revealed\":true%'"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'ballot.reveal'"),
                     1);
}

/* Who comes in through the office's page gets the time of coming in. */
static void the_time_of_joining(void **state)
{
    (void)state;
    int64_t user = home_user(home, "neu@example.org", "juror");
    struct jury_member member;
    struct world *w = home_begin(home);
    assert_true(jury_add(w, scene.edition, user, "", "", "", false) > 0);
    assert_true(jury_of_user(w, scene.edition, user, &member));
    assert_int_equal(member.joined_at, w->now);
    home_commit(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(others_after_ones_own),
        STORY(the_rule_of_the_round),
        STORY(a_conflicted_ballot_is_not_shown),
        STORY(an_organiser_in_the_jury),
        STORY(a_juror_of_the_last_minute),
        STORY(a_change_after_looking),
        STORY(the_time_of_joining),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
