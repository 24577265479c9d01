/* The sample award of tests/data/demo-award in a home: edition "2026" with the
 * closed round "stufe-1", fifteen companies "Firma 1" … and seven jurors
 * "Person 1" …, their marks, and an organiser, office@example.org. */
#pragma once

#include "support/browser.h"
#include "support/home.h"

/* A file of the sample, in the home's memory. */
const char *sampled_file(struct test_home *home, const char *name);
/* Everything but the marks. */
void sampled_frame(struct test_home *home);
/* Everything; the organiser is logged in. */
void sampled_award(struct test_home *home, struct browser *b);
