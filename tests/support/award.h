/* An edition with nominations that the jury can decide about: three companies
 * admitted, one submitted, one draft; texts, jury, partners. */
#pragma once

#include "support/home.h"

enum {
    AWARD_LIGHT = 1, /* ids of the nominations: admitted, all consents */
    AWARD_GREEN,     /* admitted, all consents */
    AWARD_PAPER,     /* admitted, took back the consent to publish */
    AWARD_SUBMITTED,
    AWARD_DRAFT
};

/* Adds them to the edition of home_edition(); its id. */
int64_t award_scene(struct test_home *h);

/* Light wins with a reason, green is nominated. */
void award_decide(struct test_home *h);
