/* Streams of events: who hears what, when they end, and how many there may be.
 * The time is the test's own. */
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <string.h>

#include "app/live.h"
#include "base/arena.h"
#include "base/str.h"
#include "model/session.h"

static struct test_home *home;
static struct meeting_scene s;
static struct live *live;

/* A connection, and what came down it. */
struct line {
    char text[60000];
    int ended;
    bool full; /* takes nothing now */
};

static bool take(void *connection, const char *text, size_t bytes, bool end)
{
    struct line *l = connection;
    size_t at = strlen(l->text);
    if (l->full && !end)
        return false;
    assert_true(at + bytes < sizeof l->text);
    memcpy(l->text + at, text, bytes);
    l->text[at + bytes] = '\0';
    l->ended += end;
    return true;
}

static int setup(void **state)
{
    (void)state;
    home = home_new();
    s = meeting_scene_open(home);
    live = live_new(home->app, take);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    live_free(live);
    home_free(home);
    return 0;
}

#define LIVE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static const char *token_of(int juror)
{
    struct world *w = home_begin(home);
    const char *token = session_start(w, s.j.user[juror]);
    home_commit(home);
    return token;
}

static struct request asks(const char *token)
{
    return (struct request){
        .method = HTTP_GET,
        .path = "/jury/meeting/1/events",
        .query = "",
        .cookie = arena_printf(home->mem, "a=b; lorbeer=%s", token),
        .accept_language = "de",
    };
}

static void listen_to(struct line *l, const char *token, double now)
{
    struct request request = asks(token);
    const char *path = arena_printf(home->mem, "/jury/meeting/%" PRId64, s.id);
    const struct reply_live what = {s.id, path, "part=1"};
    assert_true(live_has_room(live, &request));
    live_add(live, &request, &what, l, now);
}

/* How many parts came. */
static int signals(const struct line *l)
{
    int count = 0;
    for (const char *at = l->text;
         (at = strstr(at, "data: <div class=\"meeting\" ")) != NULL; at++)
        count++;
    return count;
}

static void call(int64_t item)
{
    struct world *w = home_begin(home);
    assert_int_equal(meeting_call(w, s.id, item), MEETING_OK);
    home_commit(home);
}

static void test_hears_changes(void **state)
{
    struct line l = {.text = ""}, other = {.text = ""};
    (void)state;
    listen_to(&l, token_of(1), 0);
    listen_to(&other, token_of(2), 0);
    assert_int_equal(live_count(live), 2);
    assert_true(str_starts(l.text, "retry: 1000\n\ndata: "));
    live_look(live, 0.05);
    assert_int_equal(signals(&l), 1);
    call(s.item[0]);
    live_look(live, 0.1);
    live_look(live, 0.15);
    assert_int_equal(signals(&l), 2);
    assert_int_equal(signals(&other), 2);
    /* nothing that he sees */
    struct world *w = home_begin(home);
    meeting_touch(w, s.id);
    home_commit(home);
    live_look(live, 0.2);
    assert_int_equal(signals(&l), 2);
    /* the part itself, each line of it on a line of data */
    assert_non_null(strstr(other.text, "\ndata: <section class="));
    assert_non_null(strstr(other.text, "\ndata: </div>\n\n"));
    assert_null(strstr(other.text, "\n<"));
    live_remove(live, &l);
    live_remove(live, &l);
    assert_int_equal(live_count(live), 1);
    call(s.item[1]);
    live_look(live, 0.25);
    assert_int_equal(signals(&l), 2);
    assert_int_equal(signals(&other), 3);
    assert_int_equal(other.ended, 0);
}

static void test_a_slow_reader_gets_the_newest(void **state)
{
    struct line l = {.text = ""};
    (void)state;
    listen_to(&l, token_of(1), 0);
    l.full = true;
    call(s.item[0]);
    live_look(live, 0.1);
    call(s.item[1]);
    live_look(live, 0.2);
    assert_int_equal(signals(&l), 1);
    l.full = false;
    live_look(live, 0.3);
    assert_int_equal(signals(&l), 2);
}

static void test_comments_and_the_end(void **state)
{
    struct line l = {.text = ""};
    (void)state;
    listen_to(&l, token_of(1), 0);
    live_look(live, LIVE_COMMENT_S - 1);
    assert_false(str_ends(l.text, "\n\n:\n\n"));
    live_look(live, LIVE_COMMENT_S);
    assert_true(str_ends(l.text, "\n\n:\n\n"));
    size_t bytes = strlen(l.text);
    live_look(live, LIVE_COMMENT_S + 1);
    assert_int_equal(strlen(l.text), bytes);
    live_look(live, LIVE_END_S);
    assert_int_equal(l.ended, 1);
    assert_int_equal(live_count(live), 0);
}

static void test_ends_with_the_session(void **state)
{
    struct line l = {.text = ""}, other = {.text = ""};
    (void)state;
    listen_to(&l, token_of(1), 0);
    listen_to(&other, token_of(2), 0);
    struct world *w = home_begin(home);
    session_end_all(w, s.j.user[1]);
    home_commit(home);
    live_look(live, 0.1);
    assert_int_equal(l.ended, 0);
    live_look(live, LIVE_SESSION_CHECK_S);
    assert_int_equal(l.ended, 1);
    assert_int_equal(other.ended, 0);
    /* and at once when something changes */
    w = home_begin(home);
    session_end_all(w, s.j.user[2]);
    home_commit(home);
    call(s.item[0]);
    live_look(live, LIVE_SESSION_CHECK_S + 0.1);
    assert_int_equal(other.ended, 1);
    assert_int_equal(signals(&other), 1);
}

static void test_ends_with_the_seat(void **state)
{
    struct line l = {.text = ""};
    (void)state;
    listen_to(&l, token_of(1), 0);
    home_sql(home, "DELETE FROM user_role WHERE role = 'juror'");
    call(s.item[0]);
    live_look(live, 0.1);
    assert_int_equal(l.ended, 1);
}

static void test_bounds(void **state)
{
    static struct line l[LIVE_MAX];
    struct request request;
    const char *token = "";
    (void)state;
    for (int i = 0; i < LIVE_MAX; i++) {
        l[i].text[0] = '\0';
        if (i % LIVE_SESSION_MAX == 0)
            token = token_of(i % JUDGING_JURORS);
        listen_to(&l[i], token, 0);
        if (i + 1 == LIVE_SESSION_MAX) {
            request = asks(token);
            assert_false(live_has_room(live, &request));
        }
    }
    request = asks(token_of(0));
    assert_false(live_has_room(live, &request));
    live_remove(live, &l[7]);
    assert_true(live_has_room(live, &request));
    assert_int_equal(live_count(live), LIVE_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIVE(test_hears_changes),
        LIVE(test_a_slow_reader_gets_the_newest),
        LIVE(test_comments_and_the_end),
        LIVE(test_ends_with_the_session),
        LIVE(test_ends_with_the_seat),
        LIVE(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
