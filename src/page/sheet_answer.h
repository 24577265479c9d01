/* What a sheet's script is told after a save, see sheet_save.c: the same for
 * real ballots and for practice. */
#pragma once

#include "page/sheet.h"

struct sheet_answer {
    const struct jury_place *place;
    const struct sheet *now;  /* as it is stored by now */
    const char *reason;       /* why not everything is stored, or NULL */
    const char *const *clash; /* fields that were changed elsewhere */
    size_t clash_count;
};

/* Replies with JSON; faults are taken from c->form. 200 without a reason, 422
 * for "invalid", else 409. */
void sheet_answer(struct ctx *c, const struct sheet_answer *answer);
