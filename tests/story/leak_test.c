/* One juror's marks, comments and reason are unmistakable; what others can
 * fetch is searched for them and for all that is computed from them, in every
 * way of writing a number. Until somebody may know of them, his pages are byte
 * for byte those of a world in which that juror did nothing: no count, order
 * or number of a row depends on it. Where he may know, they must be there, so
 * that the search is known to find them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/ballot.h"
#include "model/round.h"
#include "support/crawl.h"
#include "support/crowd_rules.h"
#include "support/giveaway.h"
#include "support/sealing.h"

#include <inttypes.h>

enum { CRITERIA = GIVEAWAY_CRITERIA };
/* The sentinel juror: the first of the rows, or (LATE) the last. */
static enum crowd_who the_one = READER;

/* What the sentinel juror gives OTHER and OWN in FINE, and what everybody else
 * gives OTHER. Neither these nor their means and differences stand in any page
 * by chance. */
static const int64_t of_other[CRITERIA] = {7391, 3217, 9683};
static const int64_t of_own[CRITERIA] = {8171, 2963, 6547};
static const int64_t common[CRITERIA] = {5113, 6229, 4339};
static const int64_t weight[CRITERIA] = {20, 30, 50};

/* What that juror has done, before anybody else did anything. */
enum deed { NOTHING_DONE, DRAFTED, HANDED_IN, ABSTAINED, DEEDS };
static const char *const deed_name[DEEDS] = {"nothing done", "a draft",
                                             "handed in", "abstained"};

static struct test_home *home;
static struct crowd crowd;
static struct crowd_copy start; /* nobody gave anything in FINE */
static struct giveaway other_marks, own_marks;

/* --- the scene
 * -----------------------------------------------------------------
 */

static int setup(void **state)
{
    (void)state;
    home = home_new();
    crowd_open(home, &crowd);
    crowd_keep(&crowd, &start);
    giveaway_of(&other_marks, home->mem, of_other, common, weight);
    giveaway_of(&own_marks, home->mem, of_own, common, weight);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    crowd_forget(&start);
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

static void give(struct world *w, enum crowd_who who, enum crowd_entry e,
                 const int64_t *value, const char *words)
{
    struct criterion *k;
    struct mark mark[CRITERIA];
    size_t count = round_criteria(w, crowd.round[FINE], &k);
    assert_int_equal(count, CRITERIA);
    for (size_t i = 0; i < count; i++)
        mark[i] = (struct mark){k[i].id, &value[i], words};
    assert_int_equal(ballot_save(w, crowd.round[FINE], crowd.member[who],
                                 crowd.entry[e], 0, mark, count, words),
                     BALLOT_OK);
}

static void hand_in(enum crowd_who who, enum crowd_entry e,
                    const int64_t *value, const char *words)
{
    struct world *w = home_begin(home);
    w->user_id = crowd.user[who];
    give(w, who, e, value, words);
    assert_int_equal(
        ballot_submit(w, crowd.round[FINE], crowd.member[who], crowd.entry[e]),
        BALLOT_OK);
    home_commit(home);
}

static void sentinel_acts(enum deed deed)
{
    struct world *w = home_begin(home);
    w->user_id = crowd.user[the_one];
    if (deed == DRAFTED || deed == ABSTAINED)
        give(w, the_one, OTHER, of_other, "SENTINEL-comment");
    if (deed == ABSTAINED)
        ballot_abstain(w, crowd.round[FINE], crowd.member[the_one],
                       crowd.entry[OTHER], "SENTINEL-reason");
    home_commit(home);
    if (deed != HANDED_IN)
        return;
    hand_in(the_one, OTHER, of_other, "SENTINEL-comment");
    hand_in(the_one, OWN, of_own, "SENTINEL-comment");
}

/* Receipts are salted by chance: the same ones in each of the worlds. */
static void same_receipts(void)
{
    home_sql(home,
             "UPDATE ballot SET receipt = printf('%064x', 4095 * "
             "jury_member_id), receipt_salt = 'x' WHERE receipt <> ''");
}

/* Who has a sheet for OTHER in FINE beside the sentinel juror, free of
 * conflicts; and who reads it after the close only. */
static const enum crowd_who others[] = {READER, CONFLICTED, ELSEWHERE, LATE,
                                        BOTH};
enum { OTHERS = sizeof others / sizeof *others };

static bool is_other(enum crowd_who who)
{
    for (size_t i = 0; i < OTHERS; i++)
        if (others[i] == who)
            return who != the_one;
    return false;
}

static void others_hand_in(void)
{
    for (size_t i = 0; i < OTHERS; i++)
        if (is_other(others[i]))
            hand_in(others[i], OTHER, common, "");
}

static void begin(enum deed deed, const char *disclosure)
{
    crowd_restore(&crowd, &start);
    sealing_rules(home, crowd.round[FINE],
                  arena_printf(home->mem, "disclosure = '%s'", disclosure));
    sentinel_acts(deed);
}

/* --- searching
 * -------------------------------------------------------------------
 */

static _Noreturn void leak(const struct crawl_page *p, enum crowd_who who,
                           const char *when, const char *what)
{
    const char *at = strstr(p->text, what);
    print_error("LEAK %s by %s, %s: %s\n%.300s\n", p->path, crowd_name[who],
                when, what,
                at == NULL           ? p->text
                : at - p->text > 150 ? at - 150
                                     : p->text);
    fail();
    abort();
}

/* Whether somebody sees what the one juror gave; HAS_TO: the search is known to
 * find it. */
enum sees { SEES_NOT, MAY_SEE, HAS_TO };

static void search_for(const struct giveaway *marks, enum sees sees,
                       const struct crawl *crawl, enum crowd_who who,
                       const char *when)
{
    bool found = false;
    for (size_t i = 0; i < crawl->count; i++) {
        const char *n = giveaway_in(marks, crawl->page[i].text);
        if (n != NULL && sees == SEES_NOT)
            leak(&crawl->page[i], who, when, n);
        found = found || n != NULL;
    }
    if (!found && sees == HAS_TO)
        fail_msg("%s, %s: sees nothing", crowd_name[who], when);
}

static void search(const struct crawl *crawl, enum crowd_who who,
                   const char *when, enum sees other, enum sees own)
{
    search_for(&other_marks, other, crawl, who, when);
    search_for(&own_marks, own, crawl, who, when);
    for (size_t i = 0; i < crawl->count; i++)
        if (other == SEES_NOT && own == SEES_NOT &&
            strstr(crawl->page[i].text, "SENTINEL") != NULL)
            leak(&crawl->page[i], who, when, "SENTINEL");
}

static const char *find_page(const struct crawl *crawl, size_t about,
                             const char *path)
{
    if (about < crawl->count && str_equal(crawl->page[about].path, path))
        return crawl->page[about].text;
    for (size_t i = 0; i < crawl->count; i++)
        if (str_equal(crawl->page[i].path, path))
            return crawl->page[i].text;
    return NULL;
}

/* Byte for byte. An organiser may know the jury's progress: only the pages of
 * his own work as a juror are compared. */
static void compare(const struct crawl *a, const struct crawl *b,
                    enum crowd_who who, const char *when)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct crawl_page *p = &a->page[i];
        if (crowd_is_organiser(who) && !str_starts(p->path, "/jury"))
            continue;
        const char *text = find_page(b, i, p->path);
        if (text == NULL)
            leak(p, who, when, "the page is gone");
        if (str_equal(p->text, text))
            continue;
        size_t at = 0;
        while (p->text[at] == text[at])
            at++;
        at = at > 60 ? at - 60 : 0;
        print_error("before: %.200s\nafter: %.200s\n", p->text + at, text + at);
        leak(p, who, when, "the page is another");
    }
    if (!crowd_is_organiser(who) && a->count != b->count)
        fail_msg("LEAK %s, %s: %zu pages, %zu before", crowd_name[who], when,
                 b->count, a->count);
}

static const char *moment(const char *rule, enum deed deed, const char *when)
{
    return arena_printf(home->mem, "disclosure %s, %s, %s", rule,
                        deed_name[deed], when);
}

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
            compare(&before[who], &now, who, when);
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

static void marked_under(const char *rule, bool last)
{
    struct crawl before[CROWD] = {{0}};
    for (enum deed deed = NOTHING_DONE; deed < DEEDS; deed++) {
        const char *when = moment(rule, deed, "after marking");
        mark(rule, deed, last);
        for (enum crowd_who who = NOBODY; who < CROWD; who++) {
            struct crawl now;
            bool may = sees_early(who, rule, deed);
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
                compare(&before[who], &now, who, when);
            crawl_free(&now);
        }
    }
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        crawl_free(&before[who]);
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

static void mails_tell_nothing(void **state)
{
    (void)state;
    for (enum deed deed = DRAFTED; deed < DEEDS; deed++) {
        begin(deed, "own");
        home_sql(home,
                 "DELETE FROM mail WHERE user_id IN (SELECT id FROM "
                 "user WHERE email = 'j1@example.org')");
        const char *mails = home_text(
            home,
            "SELECT COALESCE(group_concat(subject || body || link), '') "
            "FROM mail");
        assert_null(giveaway_in(&other_marks, mails));
        assert_null(giveaway_in(&own_marks, mails));
        assert_null(strstr(mails, "SENTINEL"));
    }
}

/* --- after the close
 * ---------------------------------------------------------------- */

/* Who had declared to be free reads the others' marks, unless the rule says
 * never or they were never handed in; the office reads them always. */
static enum sees sees_closed(enum crowd_who who, const char *rule,
                             enum deed deed)
{
    if (crowd_is_organiser(who))
        return deed == HANDED_IN ? HAS_TO : MAY_SEE;
    return !str_equal(rule, "never") && is_other(who) && deed == HANDED_IN
               ? HAS_TO
               : SEES_NOT;
}

static void closed_under(const char *rule, enum deed deed)
{
    const char *when = moment(rule, deed, "after the close");
    begin(deed, rule);
    others_hand_in();
    sealing_close(home, crowd.round[FINE]);
    sealing_close(home, crowd.round[OPEN]); /* so that seals are given out */
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct crawl now;
        enum sees other = sees_closed(who, rule, deed);
        enum sees own = who == CONFLICTED ? SEES_NOT : other;
        if (who == the_one || who == DISABLED)
            continue;
        crawl_as(&crowd, who, &now);
        search(&now, who, when, other, own);
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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_learns_while_marking),
        cmocka_unit_test(own_marks_first),
        cmocka_unit_test(the_close_first),
        cmocka_unit_test(never_at_all),
        cmocka_unit_test(forms_tell_nothing),
        cmocka_unit_test(mails_tell_nothing),
        cmocka_unit_test(after_the_close),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
