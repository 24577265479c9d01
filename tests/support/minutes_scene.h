/* A closed meeting with everything that minutes can tell: the judging scene's
 * round "jury" is sealed, lots are drawn; four jurors of whom one stands in for
 * another; a conflict; open and secret votes, a repeated one, a casting vote, a
 * run-off, a departure from the ranking, a withheld and a special prize. */
#pragma once

#include "support/judging.h"

struct minutes_scene {
    struct judging j;
    int64_t meeting, office, stand_in; /* meeting; users */
};

struct minutes_scene minutes_scene(struct test_home *h);
/* Makes the minutes and signs them as the chair and an organiser. */
void minutes_scene_sign(struct test_home *h, const struct minutes_scene *s);
