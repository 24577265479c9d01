/* The juror's notes and photos on the sheet. */
#pragma once

#include "page/jury_place.h"

/* Saves the fields "note" and "discuss" of the sheet's form, if it has them.
 * What another device wrote since "base_note" is kept below the new words. */
void sheet_note_save(struct ctx *c, const struct jury_place *p);
