/* Who may know what a jury decided in its meeting, and from when on. Two ways:
 * each secret has a word of its own, which is looked for in everything that
 * somebody can fetch, and has to be there from its instant on; and whoever must
 * not know fetches the whole house after different verdicts, byte for byte the
 * same until the instant, also what answers that there is nothing. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/honour.h"
#include "model/outbox.h"
#include "support/crawl.h"
#include "support/verdict.h"

static struct test_home *home;
static struct verdict_scene verdict;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    verdict_open(home, &verdict);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    verdict_close(&verdict);
    home_free(home);
    return 0;
}

/* The crowd, and after it the other companies. */
enum { FIRMS = CROWD, EVERYBODY = CROWD + VERDICT_COMPANIES };

static const char *name_of(int who)
{
    return who < FIRMS ? crowd_name[who] : verdict_company[who - FIRMS];
}

/* What goes at that time, one after the other, as the job process does; how
 * many, and how many of them say that. */
static int deliver(int64_t now, const char *word, int *worded)
{
    struct letter letter;
    int count = 0;
    home_time(home, now);
    struct world *w = home_begin(home); /* of the home as it is now */
    home_commit(home);
    for (; outbox_claim(w, &letter); count++) {
        *worded += strstr(letter.body, word) != NULL;
        outbox_ended(w, letter.id, OUTBOX_ACCEPTED, "250");
    }
    return count;
}

/* All mails have gone that may. */
static void fetch(enum verdict_kind kind, int64_t now, int who,
                  struct crawl *crawl)
{
    int none = 0;
    verdict_at(&verdict, kind, now);
    deliver(now, "", &none);
    crawl_everything(&verdict.crowd,
                     who < FIRMS ? verdict.crowd.browser[who]
                                 : verdict.browser[who - FIRMS],
                     crawl);
}

/* --- the same whatever was decided ------------------------------------------
 */

/* The log's digests hang on what it says; the offer of a second factor is drawn
 * anew each time; the address of a juror's calendar is his secret. */
static bool is_compared(const char *path)
{
    return strstr(path, "/office/log") == NULL &&
           !str_starts(path, "/account/second") &&
           !str_starts(path, "/calendar/visits/");
}

static void compare(const struct crawl *a, const struct crawl *b, int who,
                    const char *when)
{
    for (size_t i = 0; i < a->count; i++) {
        const char *path = a->page[i].path, *one = a->page[i].text;
        const char *text = crawl_text(b, path);
        size_t at = 0;
        if (!is_compared(path) || (text != NULL && str_equal(one, text)))
            continue;
        while (text != NULL && one[at] == text[at])
            at++;
        at = at > 80 ? at - 80 : 0;
        fail_msg("%s, %s: %s depends on the verdict\n%.300s\n---\n%.300s",
                 name_of(who), when, path, one + at,
                 text != NULL ? text + at : "(not there)");
    }
    assert_int_equal(a->count, b->count);
}

/* The same in each of these as in the first one. */
static void same(const enum verdict_kind *kind, size_t count, int64_t now,
                 int who, const char *when)
{
    struct crawl first, other;
    fetch(kind[0], now, who, &first);
    for (size_t i = 1; i < count; i++) {
        fetch(kind[i], now, who, &other);
        compare(&first, &other, who, when);
        crawl_free(&other);
    }
    crawl_free(&first);
}

static const int outside[] = {
    NOBODY,          PLAIN,          CONTACT, RIVAL,    ONLOOKER,
    FOREIGN,         NEWCOMER,       HELD,    DISABLED, FIRMS + LEFT_OUT,
    FIRMS + PRAISED, FIRMS + SHARE_A};

static void whoever_wins(void **state)
{
    (void)state;
    static const enum verdict_kind all[] = {OWN_WINS, OTHER_WINS, NOBODY_WINS,
                                            OWN_PRAISED};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        same(all, 4, VERDICT_END - 1, outside[i], "before the end");
}

/* What becomes of others, jurors in conflict were in the room for. */
static void of_ones_own_conflict(void **state)
{
    (void)state;
    static const enum verdict_kind own[] = {OWN_WINS, OWN_PRAISED};
    static const int barred[] = {CONFLICTED, TORN};
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        same(own, 2, VERDICT_END - 1, barred[i], "before the end");
}

/* Its company is asked for a visit before the nominees are public. */
static void whoever_is_nominated(void **state)
{
    (void)state;
    static const enum verdict_kind two[] = {NOBODY_WINS, NOT_NAMED};
    static const int others[] = {
        NOBODY,           PLAIN,           RIVAL,   FOREIGN,
        FIRMS + LEFT_OUT, FIRMS + SHARE_A, NEWCOMER};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        same(two, 2, VERDICT_NOMINEES - 1, others[i], "before the nominees");
}

/* --- each secret in its place -----------------------------------------------
 */

enum {
    OUTSIDE = 1,
    OTHER_FIRM = 2, /* whose feedback it is */
    ROOM = 4,       /* jurors who were there, without a conflict */
    IN_CONFLICT = 8,
    ABSENT = 16, /* a juror who declared nothing */
    OFFICE = 32,
    OFFICE_IN_CONFLICT = 64,
    JURY = ROOM | IN_CONFLICT | ABSENT | OFFICE_IN_CONFLICT,
    ALL = 127
};

static const struct {
    int who, as;
} people[] = {
    {NOBODY, OUTSIDE},
    {CONTACT, OUTSIDE},
    {FIRMS + PRAISED, OUTSIDE},
    {FOREIGN, OUTSIDE},
    {RIVAL, OTHER_FIRM},
    {READER, ROOM},
    {LATE, ROOM}, /* stands in */
    {CONFLICTED, IN_CONFLICT},
    {SILENT, ABSENT},
    {TORN, OFFICE_IN_CONFLICT},
    {BOTH, OFFICE | ROOM},
    {ORGANISER, OFFICE},
};

/* Who reads it while the winners are secret, and who from then on. */
static const struct {
    int before, after;
} readers[VERDICT_SECRETS] = {
    [SECRET_NOMINATED] = {ROOM | OFFICE, JURY | OFFICE},
    [SECRET_MOTION] = {ROOM | OFFICE, JURY | OFFICE},
    [SECRET_WINNER_DE] = {ROOM | OFFICE, ALL},
    [SECRET_WINNER_EN] = {ROOM | OFFICE, ALL},
    [SECRET_PRIZE_DE] = {ROOM | OFFICE, ALL},
    [SECRET_PRIZE_EN] = {ROOM | OFFICE, ALL},
    [SECRET_DONOR] = {OFFICE, ALL},
    [SECRET_PRAISE_DE] = {ROOM | OFFICE, ALL},
    [SECRET_PRAISE_EN] = {ROOM | OFFICE, ALL},
    [SECRET_SHARE_DE] = {ROOM | OFFICE, ALL},
    [SECRET_SHARE_EN] = {ROOM | OFFICE, ALL},
    [SECRET_WITHHELD_DE] = {ROOM | OFFICE, ALL},
    [SECRET_WITHHELD_EN] = {ROOM | OFFICE, ALL},
    [SECRET_NOTE] = {ROOM | OFFICE, ROOM | OFFICE},
    [SECRET_NOTE_OTHER] = {ROOM | OFFICE | IN_CONFLICT | OFFICE_IN_CONFLICT,
                           ROOM | OFFICE | IN_CONFLICT | OFFICE_IN_CONFLICT},
    [SECRET_LETTER] = {OFFICE, OFFICE | OFFICE_IN_CONFLICT | OTHER_FIRM},
    [SECRET_BROCHURE] = {OFFICE, OFFICE | OFFICE_IN_CONFLICT},
};

static const char *where(const struct crawl *crawl, const char *word)
{
    for (size_t i = 0; i < crawl->count; i++)
        if (strstr(crawl->page[i].text, word) != NULL)
            return crawl->page[i].path;
    return NULL;
}

static void search(const struct crawl *crawl, size_t person, bool is_public)
{
    for (enum verdict_secret s = 0; s < VERDICT_SECRETS; s++) {
        const char *path = where(crawl, verdict_secret[s]);
        int may = is_public ? readers[s].after : readers[s].before;
        if ((path != NULL) != ((may & people[person].as) != 0))
            fail_msg("%s, %s: \"%s\" is in %s", name_of(people[person].who),
                     is_public ? "at the end" : "before the end",
                     verdict_secret[s], path != NULL ? path : "no page");
    }
}

static void each_in_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        for (int64_t at = VERDICT_END - 1; at <= VERDICT_END; at++) {
            struct crawl crawl;
            fetch(OWN_WINS, at, people[i].who, &crawl);
            search(&crawl, i, at == VERDICT_END);
            crawl_free(&crawl);
        }
}

/* Nor in what forms answer to them. */
static void no_form_tells(void **state)
{
    (void)state;
    static const enum crowd_who who[] = {CONTACT, RIVAL, FOREIGN};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        struct crawl crawl;
        verdict_at(&verdict, OWN_WINS, VERDICT_END - 1);
        crawl_forms(&verdict.crowd, who[i], &verdict.copy[OWN_WINS], &crawl);
        assert_true(crawl.count > 0);
        for (enum verdict_secret s = 0; s < VERDICT_SECRETS; s++)
            if (where(&crawl, verdict_secret[s]) != NULL)
                fail_msg("%s: \"%s\" is in %s", crowd_name[who[i]],
                         verdict_secret[s], where(&crawl, verdict_secret[s]));
        crawl_free(&crawl);
    }
}

/* --- by the clock ------------------------------------------------------------
 */

static bool names(const char *path, const char *what)
{
    struct browser *b = browser_new(home);
    request_raw(b, "GET", path, NULL, NULL, 0);
    bool found = status(b) == 200 && strstr(page(b), what) != NULL;
    browser_free(b);
    return found;
}

static const char *own_company(void)
{
    return home_text(home, arena_printf(home->mem,
                                        "SELECT name FROM organisation WHERE "
                                        "id = %" PRId64,
                                        verdict.crowd.company[OWN]));
}

/* A jury that moves a nominee to another category after the nominees are public
 * changes nothing that everybody can see. */
static void moved_while_public(void **state)
{
    (void)state;
    struct crawl before, after;
    verdict_at(&verdict, NOBODY_WINS, VERDICT_NOMINEES - 1);
    const char *own = own_company();
    assert_false(names("/", own));
    home_time(home, VERDICT_NOMINEES);
    assert_true(names("/", own));
    crawl_everything(&verdict.crowd, verdict.crowd.browser[NOBODY], &before);
    home_time(home, VERDICT_NOMINEES + 10);
    struct world *w = home_begin(home);
    const struct honour_decision moved = {
        "nominee",
        home_number(home, "SELECT id FROM category WHERE code = 'gross'"), "",
        "", home_number(home, "SELECT min(id) FROM motion")};
    assert_int_equal(honour_decide(w, verdict.crowd.entry[OWN], &moved),
                     HONOUR_OK);
    home_commit(home);
    home_time(home, VERDICT_NOMINEES);
    assert_true(names("/", own));
    crawl_everything(&verdict.crowd, verdict.crowd.browser[NOBODY], &after);
    compare(&before, &after, NOBODY, "when a nominee is moved");
    crawl_free(&before);
    crawl_free(&after);
}

/* What is closed to an organiser in conflict cannot be found by what it is. */
static void log_tells_no_kind(void **state)
{
    (void)state;
    static const char *const kinds[] = {"category", "motion", "entry",
                                        "honour"};
    static const enum verdict_kind after[] = {OWN_WINS, OWN_PRAISED,
                                              NOBODY_WINS};
    const char *total[3][sizeof kinds / sizeof *kinds];
    for (int i = 0; i < 3; i++) {
        verdict_at(&verdict, after[i], VERDICT_END - 1);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            struct browser *b = browser_new(home);
            browser_take_cookies(b, verdict.crowd.browser[TORN]);
            request_raw(
                b, "GET",
                arena_printf(home->mem, "/office/log?subject=%s", kinds[k]),
                NULL, NULL, 0);
            const char *form = strstr(page(b), "<select");
            const char *count = strstr(page(b), "neueste zuerst");
            total[i][k] =
                arena_printf(home->mem, "%d %.*s %.24s", status(b),
                             form ? (int)(strstr(form, "</form>") - form) : 0,
                             form ? form : "", count ? count - 24 : "");
            if (str_equal(kinds[k], "motion"))
                assert_int_equal(status(b), 422); /* it is not on offer */
            browser_free(b);
        }
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 1; i < 3; i++)
            assert_string_equal(total[0][k], total[i][k]);
}

/* --- mails -------------------------------------------------------------------
 */

/* The program starts anew, and the clock jumps. */
static void mails_at_their_instants(void **state)
{
    (void)state;
    int none = 0, share = 0, left = 0;
    const char *winner = verdict_secret[SECRET_SHARE_DE];
    verdict_at(&verdict, OWN_WINS, VERDICT_NOMINEES - 1);
    deliver(VERDICT_NOMINEES - 1, winner, &none); /* about other things */
    assert_true(deliver(VERDICT_NOMINEES, winner, &none) > 0);
    outbox_recover(&home->world);
    assert_int_equal(deliver(VERDICT_TOLD - 1, winner, &none), 0);
    assert_int_equal(none, 0);
    assert_true(deliver(VERDICT_TOLD, winner, &share) > 0);
    assert_int_equal(share, 2); /* the two who share, and nobody else */
    assert_int_equal(deliver(TEST_NOW, winner, &none), 0);
    assert_int_equal(deliver(VERDICT_END - 1, winner, &none), 0);
    assert_true(deliver(VERDICT_END, winner, &left) > 0);
    assert_int_equal(left, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mails_at_their_instants),
        cmocka_unit_test(moved_while_public),
        cmocka_unit_test(log_tells_no_kind),
        cmocka_unit_test(whoever_wins),
        cmocka_unit_test(of_ones_own_conflict),
        cmocka_unit_test(whoever_is_nominated),
        cmocka_unit_test(each_in_its_place),
        cmocka_unit_test(no_form_tells),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
