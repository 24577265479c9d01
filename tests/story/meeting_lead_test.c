/* What whoever leads a meeting is refused, and what the refusal says. */
#include "support/meeting_scene.h"
#include "support/story.h"

#include <inttypes.h>
#include <string.h>

#include "base/secret.h"
#include "model/jury.h"

static struct meeting_room room;
static struct browser *leader, *office;
static const char *screen, *desk;

static int setup(void **state)
{
    (void)state;
    story_open();
    room = meeting_room_open(home);
    screen = arena_printf(home->mem, "/jury/meeting/%" PRId64, room.meeting);
    desk = arena_printf(home->mem, "/office/meeting/%" PRId64 "/live",
                        room.meeting);
    office = browser_new(home);
    log_in(office, "office@example.org");
    leader = browser_new(home);
    log_in(leader, "j1@example.org");
    return 0;
}

static int close_room(void **state)
{
    browser_free(leader);
    browser_free(office);
    return teardown(state);
}

#define MEETS(name) cmocka_unit_test_setup_teardown(name, setup, close_room)

static struct browser *chair_sees(void)
{
    visit(leader, screen);
    return leader;
}

static const char *to(const char *path, const char *what)
{
    return arena_printf(home->mem, "%s%s", path, what);
}

/* Whoever leads does something; the page comes back. */
static void lead(struct browser *who, const char *path, const char *fields)
{
    visit(who, path);
    post_fields(who, to(path, "/lead"), fields);
    see_status(who, 303);
    visit(who, path);
}

static void call(int64_t item)
{
    lead(chair_sees(), screen,
         arena_printf(home->mem, "do=call&item=%" PRId64, item));
}

/* What stands for a motion in forms. */
static const char *key(int64_t motion)
{
    char *of = arena_printf(home->mem, "motion %" PRId64, motion);
    return arena_textn(
        home->mem, secret_keyed(home->mem, home->app->key, of, strlen(of)), 12);
}

static void is_outcome(int64_t motion, const char *want)
{
    assert_string_equal(
        text(arena_printf(home->mem,
                          "SELECT state || ' ' || outcome FROM motion "
                          "WHERE id = %" PRId64,
                          motion)),
        want);
}

static const char *named(const char *kind, int64_t entry, const char *more)
{
    return arena_printf(home->mem,
                        "kind=%s&entry=%" PRId64 "&category=%" PRId64 "%s",
                        kind, entry, room.category, more);
}

/* Whoever leads may be in conflict with one that only competes: neither the
 * ranking nor who won nor a vote on it is answered to him by a refusal. */
static void a_chair_with_a_rival(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    conflict_declare(w, room.member[ROOM_CHAIR], room.entry[0], "client", "");
    home_commit(home);
    call(room.item[5]);
    const char *in =
        arena_printf(home->mem, "do=move&item=%" PRId64 "&", room.item[5]);
    struct browser *c = chair_sees();
    post_fields(c, to(screen, "/lead"),
                to(in, named("award", room.entry[5], "")));
    see_status(c, 422);
    see(c, "muss jemand anderes zur Abstimmung stellen");
    see_not(c, "weicht von der Rangfolge ab");
    lead(office, desk,
         to(in, named("award", room.entry[5], "&departure=Anders.")));
    post_fields(chair_sees(), to(screen, "/lead"),
                arena_printf(home->mem, "do=vote&motion=%s", key(1)));
    see_status(c, 409);
    see(c, "muss jemand anderes zur Abstimmung stellen");
    is_outcome(1, "moved ");
    lead(office, desk, to(in, named("commend", room.entry[0], "&then=vote")));
    is_outcome(2, "open ");
    see_not(chair_sees(), "Es wird gerade");
    post_fields(c, to(screen, "/lead"), "do=close");
    see(c, "Von hier aus kann die Sitzung gerade nicht weitergehen.");
    see_not(c, "Es wird gerade");
    post_fields(chair_sees(), to(screen, "/lead"),
                to(in, named("commend", room.entry[5], "&then=vote")));
    see(c, "Von hier aus kann die Sitzung gerade nicht weitergehen.");
    see_not(c, "Es wird gerade");
}

static void a_motion_has_bounds(void **state)
{
    char *longest = arena_alloc(home->mem, 4002);
    (void)state;
    memset(longest, 'x', 4001);
    longest[4001] = '\0';
    call(room.item[5]);
    const char *in = arena_printf(
        home->mem, "do=move&kind=other&item=%" PRId64 "&text=", room.item[5]);
    post_fields(chair_sees(), to(screen, "/lead"), to(in, longest));
    see_status(leader, 422);
    see(leader, "Bitte verwenden Sie höchstens 4.000 Zeichen.");
    assert_int_equal(number("SELECT count(*) FROM motion"), 0);
    lead(leader, screen, to(in, longest + 1));
    assert_int_equal(number("SELECT count(*) FROM motion"), 1);
}

/* The only nominee is one that this juror may not know of: what he sees of the
 * contest is what he would see if there were none. */
static void an_empty_contest_tells(void **state)
{
    (void)state;
    call(room.contest);
    struct browser *fifth = browser_new(home);
    log_in(fifth, "j5@example.org");
    visit(fifth, to(screen, "?part=1"));
    see(fifth, meeting_room_company[1]);
    see_not(fifth, meeting_room_company[7]);
    const char *before = header(fifth, "etag");
    assert_non_null(before);
    before = arena_text(home->mem, before);
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO honour (entry_id, kind, "
                                "category_id, decided_at) VALUES (%" PRId64
                                ", 'nominee', %" PRId64 ", 1)",
                                room.entry[7], room.category));
    visit(fifth, to(screen, "?part=1"));
    assert_string_equal(header(fifth, "etag"), before);
    see(chair_sees(), "Rangfolge 8 von 15");
    see_not(leader, "Rangfolge 2 von 15");
    browser_free(fifth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETS(a_chair_with_a_rival),
        MEETS(a_motion_has_bounds),
        MEETS(an_empty_contest_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
