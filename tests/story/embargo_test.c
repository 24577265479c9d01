/* Nothing that somebody can fetch before the instant depends on who won: the
 * whole house is fetched in two worlds, in which different nominations won, and
 * has to be the same, byte for byte; what says who won appears by the clock
 * alone. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "model/edition.h"
#include "model/honour.h"
#include "model/prize.h"
#include "model/telling.h"
#include "support/crawl.h"
#include "support/crowd_rules_public.h"
#include "support/sealing.h"

enum { NOMINEES = TEST_NOW + 100, END = TEST_NOW + 200, WORLDS = 2 };

static struct test_home *home;
static struct crowd crowd;
static struct crowd_copy world[WORLDS];

static const char sentinel[] = "SENTINEL-reason";

/* One wins, the other gets the special prize; every mail is written. */
static void decide(int64_t edition_id, int64_t winner, int64_t other)
{
    struct world *w = home_begin(home);
    struct edition e;
    struct telling_count count;
    int64_t category = home_number(
        home, arena_printf(home->mem,
                           "SELECT min(id) FROM category WHERE edition_id = "
                           "%" PRId64,
                           edition_id));
    const struct prize_award award = {
        .prize_id = home_number(home, "SELECT id FROM prize"),
        .entry_id = other,
        .reason_de = sentinel,
        .reason_en = sentinel};
    honour_set(w, winner, "winner", category, sentinel, sentinel);
    assert_int_equal(prize_give(w, &award), PRIZE_OK);
    assert_true(edition_by_id(w, edition_id, &e));
    assert_int_equal(telling_prepare(w, &e, &count), TELLING_OK);
    assert_true(count.written > 0);
    home_commit(home);
}

static void nominate(int64_t entry_id)
{
    struct world *w = home_begin(home);
    honour_set(w, entry_id, "nominee", 0, "", "");
    home_commit(home);
}

static int setup(void **state)
{
    (void)state;
    struct crowd_copy start = {NULL, 0};
    home = home_new();
    crowd_open(home, &crowd);
    crowd_accept(&crowd);
    int64_t edition =
        home_number(home, "SELECT id FROM edition WHERE slug = '2026'");
    home_sql(home,
             arena_printf(home->mem,
                          "UPDATE edition SET phase = 9, embargo_at = %d, "
                          "nominees_at = %d WHERE id = %" PRId64
                          ";INSERT INTO prize (edition_id, code, position, "
                          "name_de, name_en, amount_cents) VALUES (%" PRId64
                          ", 'praxis', 1, 'Praxis-Preis', 'Practice Prize', "
                          "100000)",
                          (int)END, (int)NOMINEES, edition, edition));
    nominate(crowd.entry[OWN]);
    nominate(crowd.entry[OTHER]);
    crowd_keep(&crowd, &start);
    for (int i = 0; i < WORLDS; i++) {
        crowd_restore(&crowd, &start);
        decide(edition, crowd.entry[i == 0 ? OWN : OTHER],
               crowd.entry[i == 0 ? OTHER : OWN]);
        crowd_keep(&crowd, &world[i]);
    }
    crowd_forget(&start);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    for (int i = 0; i < WORLDS; i++)
        crowd_forget(&world[i]);
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

/* The log's digests hang on what it says; that is searched, not compared. */
static bool is_compared(const struct crawl_page *p)
{
    return strstr(p->path, "/office/log") == NULL;
}

static const char *find(const struct crawl *crawl, const char *path)
{
    for (size_t i = 0; i < crawl->count; i++)
        if (str_equal(crawl->page[i].path, path))
            return crawl->page[i].text;
    return NULL;
}

static void compare(const struct crawl *a, const struct crawl *b,
                    enum crowd_who who, const char *when)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct crawl_page *p = &a->page[i];
        const char *text = find(b, p->path);
        if (strstr(p->text, sentinel) != NULL)
            fail_msg("%s, %s: %s says it", crowd_name[who], when, p->path);
        if (!is_compared(p) || (text != NULL && str_equal(p->text, text)))
            continue;
        size_t at = 0;
        while (text != NULL && p->text[at] == text[at])
            at++;
        at = at > 80 ? at - 80 : 0;
        fail_msg("%s, %s: %s depends on who won\n%.300s\n---\n%.300s",
                 crowd_name[who], when, p->path, p->text + at,
                 text != NULL ? text + at : "(not there)");
    }
    assert_int_equal(a->count, b->count);
}

static void fetch(int which, int64_t at, enum crowd_who who,
                  struct crawl *crawl)
{
    crowd_restore(&crowd, &world[which]);
    home_time(home, at);
    crawl_as(&crowd, who, crawl);
}

static void same_in_both(int64_t at, enum crowd_who who, const char *when)
{
    struct crawl a, b;
    fetch(0, at, who, &a);
    fetch(1, at, who, &b);
    compare(&a, &b, who, when);
    crawl_free(&a);
    crawl_free(&b);
}

static const enum crowd_who all[] = {NOBODY,     CONTACT, RIVAL,
                                     CONFLICTED, READER,  TORN};

static void before_the_nominees(void **state)
{
    (void)state;
    same_in_both(NOMINEES - 1, NOBODY, "before the nominees are public");
    same_in_both(NOMINEES - 1, CONTACT, "before the nominees are public");
}

static void before_the_winners(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        same_in_both(END - 1, all[i], "a second before the winners are public");
}

static const char *company(enum crowd_entry e)
{
    return home_text(
        home, arena_printf(home->mem,
                           "SELECT o.name FROM entry e JOIN organisation o ON "
                           "o.id = e.organisation_id WHERE e.id = %" PRId64,
                           crowd.entry[e]));
}

/* Does the page that everybody sees name it? */
static bool names(const char *path, int64_t at, const char *what)
{
    struct crawl crawl;
    fetch(0, at, NOBODY, &crawl);
    const char *text = find(&crawl, path);
    bool found = text != NULL && strstr(text, what) != NULL;
    crawl_free(&crawl);
    return found;
}

static void by_the_clock_alone(void **state)
{
    (void)state;
    crowd_restore(&crowd, &world[0]);
    const char *nominee = company(OTHER);
    assert_false(names("/?lang=de", NOMINEES - 1, nominee) ||
                 names("/", NOMINEES - 1, nominee));
    assert_true(names("/?lang=de", NOMINEES, nominee) ||
                names("/", NOMINEES, nominee));
    assert_false(names("/winners/2026", NOMINEES - 1, nominee));
    assert_true(names("/winners/2026", END - 1, nominee));
    assert_false(names("/winners/2026", END - 1, sentinel));
    assert_true(names("/winners/2026", END, sentinel));
    assert_true(names("/winners/2026", END, "Praxis-Preis") ||
                names("/winners/2026", END, "Practice Prize"));
}

/* --- doors that are not linked yet ------------------------------------------
 */

enum { DOORS = 10 };

static size_t doors(const char *path[DOORS])
{
    static const char *const fixed[] = {
        "/winners/feed.xml",          "/winners/2026",
        "/winners/2026/feed.xml",     "/winners/2026/embed",
        "/winners/2026?branch=x",     "/winners/2026/nobody",
        "/winners/2026/embed?lang=en"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        path[count++] = fixed[i];
    for (enum crowd_entry e = OWN; e <= OTHER; e++)
        path[count++] = arena_printf(home->mem, "/winners/2026/%s",
                                     crowd_address(&crowd, e));
    return count;
}

/* What stands behind it, without the path itself. */
static const char *behind(const char *path, enum crowd_who who)
{
    struct browser *b = browser_new(home);
    struct buf out;
    const char *last = strrchr(path, '/') + 1;
    browser_take_cookies(b, crowd.browser[who]);
    request_raw(b, "GET", path, NULL, NULL, 0);
    buf_init(&out, home->mem);
    buf_addf(&out, "%d\n%s\n", status(b), headers(b));
    if (status(b) != 404)
        buf_add(&out, page(b));
    for (const char *at = page(b); status(b) == 404 && *at != '\0';)
        if (str_starts(at, last))
            at += strlen(last);
        else
            buf_addc(&out, *at++);
    const char *length = strstr(out.data, "content-length");
    assert_null(length);
    browser_free(b);
    return out.data;
}

static void same_behind(int64_t at, enum crowd_who who)
{
    const char *path[DOORS], *text[WORLDS][DOORS];
    size_t count = 0;
    for (int i = 0; i < WORLDS; i++) {
        crowd_restore(&crowd, &world[i]);
        home_time(home, at);
        count = doors(path);
        for (size_t k = 0; k < count; k++)
            text[i][k] = behind(path[k], who);
    }
    for (size_t k = 0; k < count; k++) {
        if (!str_equal(text[0][k], text[1][k]))
            fail_msg("%s: %s depends on who won", crowd_name[who], path[k]);
        if (strstr(text[0][k], sentinel) != NULL)
            fail_msg("%s: %s says it", crowd_name[who], path[k]);
    }
}

static void doors_tell_nothing(void **state)
{
    (void)state;
    static const int64_t times[] = {NOMINEES - 1, NOMINEES, END - 1};
    static const enum crowd_who who[] = {NOBODY, RIVAL, TORN};
    for (size_t t = 0; t < sizeof times / sizeof *times; t++)
        for (size_t i = 0; i < sizeof who / sizeof *who; i++)
            same_behind(times[t], who[i]);
}

/* What is not public has no address: it is as one that nobody has. */
static void no_address_before(void **state)
{
    (void)state;
    static const char *const nobody = "/winners/2026/nobody";
    crowd_restore(&crowd, &world[0]);
    for (enum crowd_entry e = OWN; e <= OTHER; e++) {
        const char *path = arena_printf(home->mem, "/winners/2026/%s",
                                        crowd_address(&crowd, e));
        home_time(home, NOMINEES - 1);
        assert_true(str_starts(behind(path, NOBODY), "404"));
        assert_string_equal(behind(path, NOBODY), behind(nobody, NOBODY));
        home_time(home, NOMINEES);
        assert_true(str_starts(behind(path, NOBODY), "200"));
    }
    home_time(home, NOMINEES - 1);
    assert_null(strstr(behind("/winners/feed.xml", NOBODY), "2026"));
    home_time(home, NOMINEES);
    assert_non_null(strstr(behind("/winners/feed.xml", NOBODY), "2026"));
    home_time(home, END);
    assert_non_null(strstr(behind("/winners/2026/feed.xml", NOBODY), sentinel));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_the_nominees),
        cmocka_unit_test(before_the_winners),
        cmocka_unit_test(by_the_clock_alone),
        cmocka_unit_test(doors_tell_nothing),
        cmocka_unit_test(no_address_before),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
