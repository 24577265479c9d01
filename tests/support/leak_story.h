/* The scene of leak_test.c: what the one juror does, what the others do, and
 * the search in what somebody can fetch. */
#pragma once

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
#include "support/actor.h"
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

static const int64_t of_practice[CRITERIA] = {8863, 1777, 6361};

/* What that juror has done, before anybody else did anything. With whatever he
 * does he also writes and photographs for himself, and practises: JOTTED is
 * that alone. */
enum deed {
    NOTHING_DONE,
    JOTTED,
    DRAFTED,
    HANDED_IN,
    REOPENED, /* handed in, and taken back */
    ABSTAINED,
    DEEDS
};
static const char *const deed_name[DEEDS] = {
    "nothing done", "notes", "a draft", "handed in", "taken back", "abstained"};

static struct test_home *home;
static struct crowd crowd;
static struct crowd_copy start; /* nobody gave anything in FINE */
static struct giveaway other_marks, own_marks, practice_marks;
static struct actor actor;

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
    giveaway_of(&practice_marks, home->mem, of_practice, common, weight);
    actor = (struct actor){&crowd, browser_new(home)};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    crowd_forget(&start);
    browser_free(actor.b);
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

static void jot(enum crowd_who who)
{
    act_send(&actor, who, act_sheet(&crowd, OTHER, "/save"),
             "note=PRIVATE-note&base_note=&discuss=1", 200);
    act_send(&actor, who, act_sheet(&crowd, OWN, "/note"),
             "note=PRIVATE-note&discuss=1", 303);
    act_save(&actor, who, "/jury/practice/save", of_practice,
             "PRIVATE-practice");
    act_photo(&actor, who, OTHER);
}

static void sentinel_acts(enum deed deed)
{
    if (deed == NOTHING_DONE)
        return;
    jot(the_one);
    if (deed == DRAFTED || deed == ABSTAINED)
        act_save(&actor, the_one, act_sheet(&crowd, OTHER, "/save"), of_other,
                 "SENTINEL-comment");
    if (deed == ABSTAINED)
        act_send(&actor, the_one, act_sheet(&crowd, OTHER, "/abstain"),
                 "reason=SENTINEL-reason", 303);
    if (deed != HANDED_IN && deed != REOPENED)
        return;
    act_hand_in(&actor, the_one, OTHER, of_other, "SENTINEL-comment");
    act_hand_in(&actor, the_one, OWN, of_own, "SENTINEL-comment");
    if (deed == REOPENED) {
        act_send(&actor, the_one, act_sheet(&crowd, OTHER, "/reopen"), "", 303);
        act_send(&actor, the_one, act_sheet(&crowd, OWN, "/reopen"), "", 303);
    }
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
static const enum crowd_who others[] = {READER, CONFLICTED, ELSEWHERE,
                                        LATE,   BOTH,       TORN};
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
            act_hand_in(&actor, others[i], OTHER, common, "");
}

static void begin(enum deed deed, const char *disclosure)
{
    crowd_restore(&crowd, &start);
    sealing_rules(home, crowd.round[FINE],
                  arena_printf(home->mem, "disclosure = '%s'", disclosure));
    crowd_accept(&crowd);
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

/* What he keeps for himself nobody sees, whatever the rule and the moment. */
static void search_private(const struct crawl *crawl, enum crowd_who who,
                           const char *when)
{
    search_for(&practice_marks, SEES_NOT, crawl, who, when);
    for (size_t i = 0; i < crawl->count; i++)
        if (strstr(crawl->page[i].text, "PRIVATE") != NULL)
            leak(&crawl->page[i], who, when, "PRIVATE");
}

static void search(const struct crawl *crawl, enum crowd_who who,
                   const char *when, enum sees other, enum sees own)
{
    search_for(&other_marks, other, crawl, who, when);
    search_for(&own_marks, own, crawl, who, when);
    search_private(crawl, who, when);
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

/* An organiser may know the jury's progress: only the pages of his own work as
 * a juror are compared; after notes alone all but the log, which has that a
 * file was stored, and what has the time of its making in it. */
static bool is_compared(const struct crawl_page *p, enum crowd_who who,
                        enum deed deed)
{
    if (str_starts(p->path, "/account/second")) /* a new secret each time */
        return false;
    if (!crowd_is_organiser(who) || str_starts(p->path, "/jury"))
        return true;
    return deed == JOTTED && !str_starts(p->path, "/office/log") &&
           strstr(p->path, ".xlsx") == NULL;
}

/* Byte for byte. */
static void compare(const struct crawl *a, const struct crawl *b,
                    enum crowd_who who, enum deed deed, const char *when)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct crawl_page *p = &a->page[i];
        if (!is_compared(p, who, deed))
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
