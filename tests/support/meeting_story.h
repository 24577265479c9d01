/* Stories in a room of twelve jurors (meeting_scene.h): what each of them sees,
 * and how whoever leads goes on. The caller opens the room. */
#pragma once

#include "support/meeting_scene.h"
#include "support/story.h"

#include <inttypes.h>
#include <string.h>

#include "base/secret.h"

static struct meeting_room room;
static struct browser *juror[ROOM_JURORS]; /* logged in as needed */
static const char *screen;                 /* the jurors' page */
static int64_t now;
static int64_t room_pause; /* seconds that pass before each act of the chair */

static inline void room_is(struct meeting_room opened)
{
    room = opened;
    screen = arena_printf(home->mem, "/jury/meeting/%" PRId64, room.meeting);
    now = TEST_NOW;
    room_pause = 0;
}

static inline int close_room(void **state)
{
    for (int i = 0; i < ROOM_JURORS; i++) {
        if (juror[i] != NULL)
            browser_free(juror[i]);
        juror[i] = NULL;
    }
    return teardown(state);
}

#define MEETS(name) cmocka_unit_test_setup_teardown(name, setup, close_room)

/* The juror's screen as it is now. */
static inline struct browser *sees(int who)
{
    if (juror[who] == NULL) {
        juror[who] = browser_new(home);
        log_in(juror[who], arena_printf(home->mem, "j%d@example.org", who + 1));
    }
    visit(juror[who], screen);
    return juror[who];
}

static inline const char *to(const char *path, const char *what)
{
    return arena_printf(home->mem, "%s%s", path, what);
}

/* Whoever leads does something; the page comes back. */
static inline void lead(struct browser *who, const char *path,
                        const char *fields)
{
    visit(who, path);
    post_fields(who, to(path, "/lead"), fields);
    if (status(who) != 303)
        fail_msg("refused (%d): %s", status(who), fields);
    visit(who, path);
}

static inline void chair(const char *fields)
{
    home_time(home, now += room_pause);
    lead(sees(ROOM_CHAIR), screen, fields);
}

static inline void call(int64_t item)
{
    chair(arena_printf(home->mem, "do=call&item=%" PRId64, item));
}

/* Moves in the called item, opens the vote; the motion's id. */
static inline int64_t move(const char *fields)
{
    chair(arena_printf(
        home->mem, "do=move&then=vote&item=%" PRId64 "&%s",
        number("SELECT item_id FROM meeting WHERE state = 'open'"), fields));
    return number("SELECT max(id) FROM motion");
}

/* What stands for a motion in forms. */
static inline const char *key(int64_t motion)
{
    char *of = arena_printf(home->mem, "motion %" PRId64, motion);
    return arena_textn(
        home->mem, secret_keyed(home->mem, home->app->key, of, strlen(of)), 12);
}

/* "yna.12", by juror from the first: yes, no, abstention, nothing; in a run-off
 * for the tied nomination, for the one it ties with. */
static inline void vote(int64_t motion, const char *votes)
{
    for (int i = 0; votes[i] != '\0'; i++) {
        const char *choice = votes[i] == 'y'   ? "yes"
                             : votes[i] == 'n' ? "no"
                                               : "abstain";
        if (votes[i] == '1' || votes[i] == '2')
            choice = arena_printf(home->mem, "entry-%" PRId64,
                                  room.entry[ROOM_TIE + votes[i] - '1']);
        if (votes[i] == '.')
            continue;
        post_fields(sees(i), to(screen, "/vote"),
                    arena_printf(home->mem, "motion=%s&choice=%s", key(motion),
                                 choice));
        see_status(juror[i], 303);
    }
}

static inline void count(int64_t motion)
{
    chair(arena_printf(home->mem, "do=count&motion=%s", key(motion)));
}

/* "closed carried" */
static inline void is_outcome(int64_t motion, const char *want)
{
    assert_string_equal(
        text(arena_printf(home->mem,
                          "SELECT state || ' ' || outcome FROM motion "
                          "WHERE id = %" PRId64,
                          motion)),
        want);
}

/* A motion on one nomination in the category, with further fields. */
static inline const char *named(const char *kind, int64_t entry,
                                const char *more)
{
    return arena_printf(home->mem,
                        "kind=%s&entry=%" PRId64 "&category=%" PRId64 "%s",
                        kind, entry, room.category, more);
}
