/* One juror's marks, comments, reason, notes, photo and practice are
 * unmistakable, given as his own pages give them; what others can
 * fetch is searched for them and for all that is computed from them, in every
 * way of writing a number. Until somebody may know of them, his pages are byte
 * for byte those of a world in which that juror did nothing: no count, order
 * or number of a row depends on it. Where he may know, they must be there, so
 * that the search is known to find them. */
#include "support/leak_story.h"

/* --- before anybody else handed in anything
 * ------------------------------------- */

static void nobody_learns_while_marking(void **state)
{
    (void)state;
    struct crawl before[CROWD] = {{0}};
    for (enum deed deed = NOTHING_DONE; deed < DEEDS; deed++) {
        const char *when = moment("own", deed, "before marking");
        begin(deed, "own");
        for (enum crowd_who who = NOBODY; who < CROWD; who++) {
            struct crawl now;
            if (who == the_one || who == DISABLED)
                continue;
            crawl_as(&crowd, who, &now);
            search(&now, who, when, SEES_NOT, SEES_NOT);
            if (deed == NOTHING_DONE) {
                before[who] = now;
                continue;
            }
            compare(&before[who], &now, who, deed, when);
            crawl_free(&now);
        }
    }
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        crawl_free(&before[who]);
}

/* --- after the own submission
 * ---------------------------------------------------- */

/* Who came late or sits in the office waits for the close like everybody. */
static bool sees_early(enum crowd_who who, const char *rule, enum deed deed)
{
    return str_equal(rule, "own") && deed == HANDED_IN &&
           (who == CONFLICTED || who == ELSEWHERE);
}

/* `last`: the one juror acts after all others. */
static void mark(const char *rule, enum deed deed, bool last)
{
    begin(last ? NOTHING_DONE : deed, rule);
    others_hand_in();
    if (last)
        sentinel_acts(deed);
    same_receipts();
}

/* What the others do with their own ballots, having handed in. */
enum step { WAITING, REVEALED, TAKEN_BACK, STEPS };
static const char *const step_name[STEPS] = {
    "after marking", "after asking for the others' marks",
    "after taking the own marks back"};

static void others_go_on(enum step step)
{
    for (size_t i = 0; i < OTHERS && step != WAITING; i++)
        if (is_other(others[i]))
            act_send(&actor, others[i],
                     act_sheet(&crowd, OTHER,
                               step == REVEALED ? "/reveal" : "/reopen"),
                     "", 303);
}

static void look(const char *rule, enum deed deed, enum step step,
                 struct crawl before[CROWD])
{
    const char *when = moment(rule, deed, step_name[step]);
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct crawl now;
        bool may = step == REVEALED && sees_early(who, rule, deed);
        bool office = who == ORGANISER && str_equal(rule, "own");
        if (!is_other(who) && !office)
            continue;
        crawl_as(&crowd, who, &now);
        search(&now, who, when, may ? HAS_TO : SEES_NOT, SEES_NOT);
        if (deed == NOTHING_DONE) {
            before[who] = now;
            continue;
        }
        if (!may)
            compare(&before[who], &now, who, deed, when);
        crawl_free(&now);
    }
}

/* Drafts are like abstentions there. */
static bool goes_on(enum deed deed)
{
    return deed == NOTHING_DONE || deed == HANDED_IN || deed == REOPENED;
}

/* Having revealed and taken back he is where he was before he handed in. */
static void marked_under(const char *rule, bool last)
{
    static struct crawl before[STEPS][CROWD];
    for (enum deed deed = NOTHING_DONE; deed < DEEDS; deed++) {
        mark(rule, deed, last);
        for (enum step step = WAITING; step < STEPS; step++) {
            others_go_on(step);
            if (step == WAITING || (str_equal(rule, "own") && goes_on(deed)))
                look(rule, deed, step, before[step]);
        }
    }
    for (enum step step = WAITING; step < STEPS; step++)
        for (enum crowd_who who = NOBODY; who < CROWD; who++)
            crawl_free(&before[step][who]);
}

static void own_marks_first(void **state)
{
    (void)state;
    marked_under("own", false);
}

static void the_close_first(void **state)
{
    (void)state;
    marked_under("close", false);
}

static void never_at_all(void **state)
{
    (void)state;
    the_one = LATE;
    marked_under("never", true);
    the_one = READER;
}

/* --- forms
 * ------------------------------------------------------------------------- */

/* What a form answers, refused or not, tells no more than a page. */
static void forms_tell_nothing(void **state)
{
    (void)state;
    begin(HANDED_IN, "own");
    struct crowd_copy copy = {NULL, 0};
    crowd_keep(&crowd, &copy);
    crowd_restore(&crowd, &copy);
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct crawl answers;
        if (who == the_one || who == DISABLED)
            continue;
        crawl_forms(&crowd, who, &copy, &answers);
        search(&answers, who, moment("own", HANDED_IN, "by a form"), SEES_NOT,
               SEES_NOT);
        crawl_free(&answers);
    }
    crowd_forget(&copy);
}

/* --- mails
 * ------------------------------------------------------------------------- */

/* All are reminded, and the mails are on their way: what the office reads in
 * the outbox and in the delivery log. */
static void remind(void)
{
    act_send(&actor, ORGANISER,
             arena_printf(home->mem, "/office/round/%" PRId64 "/remind",
                          crowd.round[FINE]),
             "seen=0", 303);
    assert_true(home_number(home,
                            "SELECT count(*) FROM mail WHERE "
                            "reminder_id IS NOT NULL") > 0);
    home_sql(
        home,
        "INSERT INTO mail_attempt (mail_id, started_at, ended_at, outcome, "
        "answer) SELECT id, 1, 2, 'accepted', body FROM mail");
}

static void search_mails(const char *mails)
{
    assert_null(giveaway_in(&other_marks, mails));
    assert_null(giveaway_in(&own_marks, mails));
    assert_null(giveaway_in(&practice_marks, mails));
    assert_null(strstr(mails, "SENTINEL"));
    assert_null(strstr(mails, "PRIVATE"));
}

static void mails_tell_nothing(void **state)
{
    (void)state;
    for (enum deed deed = JOTTED; deed < DEEDS; deed++) {
        struct crawl now;
        begin(deed, "own");
        remind();
        search_mails(home_text(
            home,
            arena_printf(
                home->mem,
                "SELECT COALESCE(group_concat(subject || body || link), '') "
                "FROM mail WHERE reminder_id IS NOT NULL OR user_id <> "
                "%" PRId64,
                crowd.user[the_one])));
        home_sql(home, arena_printf(home->mem,
                                    "DELETE FROM mail_attempt WHERE mail_id IN "
                                    "(SELECT id FROM mail WHERE user_id = "
                                    "%" PRId64 " AND reminder_id IS NULL)",
                                    crowd.user[the_one]));
        crawl_as(&crowd, ORGANISER, &now);
        search(&now, ORGANISER, moment("own", deed, "after a reminder"),
               SEES_NOT, SEES_NOT);
        crawl_free(&now);
    }
}

/* --- the search itself
 * ---------------------------------------------------------- */

/* He himself finds all of it: so it is there to be found. */
static void the_one_finds_his_own(void **state)
{
    (void)state;
    static const char *const words[] = {"PRIVATE-note", "PRIVATE-caption",
                                        "PRIVATE-photo", "PRIVATE-practice",
                                        "SENTINEL-comment"};
    struct crawl now;
    begin(HANDED_IN, "own");
    crawl_as(&crowd, the_one, &now);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        bool found = false;
        for (size_t i = 0; i < now.count; i++)
            found = found || strstr(now.page[i].text, words[k]) != NULL;
        if (!found)
            fail_msg("the one juror does not find %s", words[k]);
    }
    search_for(&practice_marks, HAS_TO, &now, the_one, "himself");
    search_for(&other_marks, HAS_TO, &now, the_one, "himself");
    crawl_free(&now);
}

/* An organiser whose role waits for a second factor is one all the same: what
 * he learns as a juror he would know in the office. */
static void a_role_that_waits(void **state)
{
    (void)state;
    struct crawl now;
    const char *when = "with the office waiting for a second factor";
    mark("own", HANDED_IN, false);
    home_sql(home, arena_printf(home->mem,
                                "DELETE FROM role_rule WHERE role = 'juror';"
                                "DELETE FROM second_factor WHERE user_id = "
                                "%" PRId64,
                                crowd.user[BOTH]));
    others_go_on(REVEALED);
    crawl_as(&crowd, BOTH, &now);
    search(&now, BOTH, when, SEES_NOT, SEES_NOT);
    crawl_free(&now);
}

/* --- after the close
 * ---------------------------------------------------------------- */

/* Who had declared to be free reads the others' marks, unless the rule says
 * never or they were never handed in; the office reads them always, but who
 * declared a conflict has the others' sheets alone. Who declared one of two
 * has that one. */
static enum sees sees_other(enum crowd_who who, const char *rule,
                            enum deed deed)
{
    if (crowd_is_organiser(who) && who != TORN)
        return deed == HANDED_IN ? HAS_TO : MAY_SEE;
    return !str_equal(rule, "never") && is_other(who) && deed == HANDED_IN
               ? HAS_TO
               : SEES_NOT;
}

static enum sees sees_own(enum crowd_who who, const char *rule, enum deed deed)
{
    if (who == HALF && !str_equal(rule, "never"))
        return deed == HANDED_IN ? HAS_TO : SEES_NOT;
    return who == CONFLICTED || who == TORN ? SEES_NOT
                                            : sees_other(who, rule, deed);
}

static void closed_under(const char *rule, enum deed deed)
{
    const char *when = moment(rule, deed, "after the close");
    begin(deed, rule);
    others_hand_in();
    sealing_close(home, crowd.round[FINE]);
    sealing_close(home, crowd.round[OPEN]); /* so that seals are given out */
    crowd_accept(&crowd);
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct crawl now;
        if (who == the_one || who == DISABLED)
            continue;
        crawl_as(&crowd, who, &now);
        search(&now, who, when, sees_other(who, rule, deed),
               sees_own(who, rule, deed));
        crawl_free(&now);
    }
}

static void after_the_close(void **state)
{
    (void)state;
    closed_under("own", HANDED_IN);
    closed_under("close", HANDED_IN);
    closed_under("never", HANDED_IN);
    closed_under("own", ABSTAINED);
    closed_under("own", REOPENED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_finds_his_own),
        cmocka_unit_test(nobody_learns_while_marking),
        cmocka_unit_test(own_marks_first),
        cmocka_unit_test(the_close_first),
        cmocka_unit_test(never_at_all),
        cmocka_unit_test(a_role_that_waits),
        cmocka_unit_test(forms_tell_nothing),
        cmocka_unit_test(mails_tell_nothing),
        cmocka_unit_test(after_the_close),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
