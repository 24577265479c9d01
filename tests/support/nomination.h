/* An edition with a form, and a company that fills it in. */
#pragma once

#include "support/home.h"

#include <stdint.h>

/* A small form for the edition of home_edition(): texts in both languages,
 * number, choice, yes or no, addresses, two pictures, two consents. Required
 * are: seat, employees, story_de, the category and the consent "data". */
void nomination_form(struct test_home *h);

/* A company with one contact, password "correct horse"; the company's id. */
int64_t nomination_company(struct test_home *h, const char *email,
                           const char *name);

/* A picture of one red point: 69 bytes of PNG. */
extern const char nomination_png[];
enum { NOMINATION_PNG_BYTES = 69 };
