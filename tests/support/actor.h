/* What jurors of the crowd do in the round FINE, through their pages. What is
 * not taken fails the test (cmocka). */
#pragma once

#include "support/crowd.h"

struct actor {
    const struct crowd *c;
    struct browser *b; /* any; becomes whoever acts */
};

/* A form with that person's token; `fields` may be "". */
void act_send(const struct actor *a, enum crowd_who who, const char *path,
              const char *fields, int wanted_status);
/* "/jury/entry/3/save", for "/save" */
const char *act_sheet(const struct crowd *c, enum crowd_entry e,
                      const char *what);
/* Marks (in thousandths) of all criteria and the words everywhere, one field
 * after the other as the sheet's script does; nothing was given before. */
void act_save(const struct actor *a, enum crowd_who who, const char *path,
              const int64_t *value, const char *words);
/* The same on a sheet, and handed in. */
void act_hand_in(const struct actor *a, enum crowd_who who, enum crowd_entry e,
                 const int64_t *value, const char *words);
/* PRIVATE.png with PRIVATE-photo in its bytes and PRIVATE-caption under it. */
void act_photo(const struct actor *a, enum crowd_who who, enum crowd_entry e);
