/* What unit tests of motions have in common: the open meeting, and small steps
 * in it.
 *
 *     ... {SCENE(test_counts), ...}
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/check.h"
#include "model/check_motion.h"
#include "model/honour.h"
#include "support/meeting.h"

static struct test_home *home;
static struct meeting_scene s;

static inline int meeting_setup(void **state)
{
    (void)state;
    home = home_new();
    s = meeting_scene_open(home);
    return 0;
}

static inline int meeting_teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

#define SCENE(test)                                                            \
    cmocka_unit_test_setup_teardown(test, meeting_setup, meeting_teardown)

/* --- small steps --- */

/* "012": the nominations by their places in the scene. */
static inline struct motion_plan plan(const char *kind, const char *entries)
{
    int64_t *list = arena_alloc(home->mem, 8 * sizeof *list);
    struct motion_plan p = {.item_id = s.item[MEETING_CONTEST], .kind = kind};
    for (; *entries; entries++)
        list[p.entry_count++] = s.j.entry[*entries - '0'];
    p.entry = list;
    return p;
}

static inline enum motion_outcome move_plan(const struct motion_plan *p,
                                            int64_t *id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_move(w, p, id);
    home_commit(home);
    return outcome;
}

static inline int64_t moved(const char *kind, const char *entries)
{
    int64_t id = 0;
    struct motion_plan p = plan(kind, entries);
    p.category_id = str_equal(kind, "other") ? 0 : s.category;
    p.text = "Die Jury dankt allen.";
    p.reason_de = "Überzeugt die „Praxis“.";
    p.reason_en = "Convinces.";
    p.departure = "Die Jury gewichtet anders.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    return id;
}

static inline enum motion_outcome open_it(int64_t id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_open(w, id);
    home_commit(home);
    return outcome;
}

static inline enum motion_outcome vote_as(int64_t id, int64_t member,
                                          const char *choice, int64_t entry)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_vote(w, id, member, choice, entry);
    home_commit(home);
    return outcome;
}

static inline enum motion_outcome vote(int64_t id, int juror,
                                       const char *choice)
{
    return vote_as(id, s.j.member[juror], choice, 0);
}

static inline enum motion_outcome close_it(int64_t id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_close(w, id);
    home_commit(home);
    return outcome;
}

static inline struct motion read_it(int64_t id)
{
    struct motion m;
    struct world *w = home_begin(home);
    assert_true(motion_by_id(w, id, &m));
    home_commit(home);
    return m;
}

/* "yna": what each juror of the scene says; "." nothing. */
static inline struct motion voted(int64_t id, const char *votes)
{
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; votes[i]; i++)
        if (votes[i] != '.')
            assert_int_equal(vote(id, i,
                                  votes[i] == 'y'   ? "yes"
                                  : votes[i] == 'n' ? "no"
                                                    : "abstain"),
                             MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    return read_it(id);
}

static inline const char *honours(void)
{
    return home_text(home,
                     "SELECT coalesce(group_concat(t, ' '), '') FROM (SELECT "
                     "e.code || ':' || h.kind AS t FROM honour h JOIN entry e "
                     "ON e.id = h.entry_id ORDER BY e.code, h.kind)");
}

/* `lorbeer check` of motions has nothing to say. */
static inline void assert_checked(void)
{
    struct check check = {0};
    struct world *w = home_begin(home);
    check_motion(w, &check);
    home_commit(home);
    assert_int_equal(check.count, 0);
}
