/* Writing calendar files (RFC 5545): lines of 75 octets at most, folded within
 * no character. */
#pragma once

#include "base/buf.h"

#include <stdint.h>

struct world;

struct ics {
    const struct world *w;
    struct buf out;
};

void ics_start(struct ics *ics, const struct world *w);
/* As it stands. */
void ics_property(struct ics *ics, const char *name, const char *value);
/* A text, escaped; nothing if it is empty. */
void ics_words(struct ics *ics, const char *name, const char *text);
void ics_instant(struct ics *ics, const char *name, int64_t at);
/* UID of that name in this award home. */
void ics_uid(struct ics *ics, const char *name);
/* Ends the calendar; all of it. */
const char *ics_end(struct ics *ics);
