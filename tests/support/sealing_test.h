/* What unit tests of sealed rounds have in common: a home, the judging scene,
 * and both gone afterwards.
 *
 *     ... {SEALING(test_opening), ...}      starts with the scene
 *     ... {SEALING_LOTS(test_drawn), ...}   and its ballots, Alpha and Gamma
 *                                           equal in all but a lot
 *     ... {SEALING_AWARD(test_bundle), ...} with everything in `bundle`
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/sealed_state.h"
#include "support/sealing.h"

static struct test_home *home;
static struct judging j;
static const char *bundle;

static inline int sealing_setup(void **state)
{
    (void)state;
    home = home_new();
    j = judging_scene(home);
    return 0;
}

static inline int sealing_setup_lots(void **state)
{
    sealing_setup(state);
    sealing_rules(home, j.round, "ladder = 'criteria,lot'");
    sealing_ballots(home, &j);
    return 0;
}

static inline int sealing_setup_award(void **state)
{
    (void)state;
    home = home_new();
    bundle = sealing_award(home, &j);
    return 0;
}

static inline int sealing_teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static inline void assert_verified(void)
{
    const char *why =
        sealing_refused(home, sealing_bundle(home, j.edition), NULL);
    if (why != NULL)
        fail_msg("%s", why);
}

/* How many of a round's sealed ballots are in that state. */
static inline int in_state(const struct sealed *s, enum sealed_state state)
{
    int count = 0;
    for (size_t i = 0; i < s->ballot_count; i++) {
        assert_int_equal(s->ballot[i].value != NULL,
                         sealed_state_has_marks(s->ballot[i].state));
        count += s->ballot[i].state == state;
    }
    return count;
}

#define SEALING(test)                                                          \
    cmocka_unit_test_setup_teardown(test, sealing_setup, sealing_teardown)
#define SEALING_LOTS(test)                                                     \
    cmocka_unit_test_setup_teardown(test, sealing_setup_lots, sealing_teardown)
#define SEALING_AWARD(test)                                                    \
    cmocka_unit_test_setup_teardown(test, sealing_setup_award, sealing_teardown)
