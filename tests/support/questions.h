/* Questions of the newer kinds, with conditions, for the form of
 * nomination_form(). */
#pragma once

#include "support/home.h"

/* Adds them to the section 'firm':
 *   cost   money, slot 'fact', public    born   date from 2000 on
 *   tongue multi: de, en, fr; public, slot 'fact'
 *   land   table "Land", "Leute", public, slot 'fact'
 *   course yesno
 *   level  choice few, many: only if course is yes
 *   detail long, required, at least 10 characters, public, slot 'example_de':
 *          only if level is many
 *   guild  short, required: only in the category 'gross'
 *   seal   short, required: only if guild's twin 'member' is yes
 *   member yesno: only in 'gross' */
void questions_form(struct test_home *h);
