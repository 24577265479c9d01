/* Stories of rules: two organisers, each in a browser of his own. */
#pragma once

#include "support/judging_story.h"

#include "model/audit.h"
#include "model/round.h"
#include "model/rules.h"

static struct browser *second;

static inline int rules_setup(void **state)
{
    (void)state;
    judging_open();
    home_user(home, "zwei@example.org", "organiser");
    second = browser_new(home);
    log_in(b, "office@example.org");
    log_in(second, "zwei@example.org");
    return 0;
}

static inline int rules_teardown(void **state)
{
    browser_free(second);
    return teardown(state);
}

/* Everything that is in force must still be what was fixed. */
static inline void all_is_well(void)
{
    struct world *w = home_begin(home);
    struct round round;
    for (int64_t id = 1; round_by_id(w, id, &round); id++)
        assert_null(rules_drift(w, &round));
    assert_null(audit_check(w));
    home_commit(home);
}

/* Proposes 55 to 45 with a third criterion. */
static inline void propose(const char *reason)
{
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_weight", "55");
    fill(b, "k1_weight", "45");
    fill(b, "k2_name_de", "Wirkung");
    fill(b, "k2_weight", "10");
    fill(b, "reason", reason);
    press(b, "Änderung vorschlagen");
}

#define RULES_STORY(name)                                                      \
    cmocka_unit_test_setup_teardown(name, rules_setup, rules_teardown)
