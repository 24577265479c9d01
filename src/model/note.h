/* What a juror keeps for himself about a nomination: words, the wish to talk
 * about it, photos of a visit. Nobody else reads them. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { NOTE_PHOTOS_MAX = 30, NOTE_KEY_BYTES_MAX = 64 };

struct note {
    const char *text; /* "" for none */
    bool discuss;
};

/* Empty if nothing was written down yet. */
struct note note_get(const struct world *w, int64_t jury_member_id,
                     int64_t entry_id);
/* Writes what differs. Write transaction. */
void note_put(const struct world *w, int64_t jury_member_id, int64_t entry_id,
              const struct note *note);

enum note_photo_outcome {
    NOTE_PHOTO_ADDED, /* or it was there already, under the same key */
    NOTE_PHOTO_TYPE,  /* no picture that we can show */
    NOTE_PHOTO_LARGE, /* over FILE_IMAGE_BYTES_MAX */
    NOTE_PHOTO_MANY,  /* over NOTE_PHOTOS_MAX, or too many in an hour */
    NOTE_PHOTO_PROBLEM
};
/* Adds a photo once for each key, which the device drew ("" draws none: then
 * the bytes are added each time). The log says that he stored a file, not what
 * it is called. Write transaction. */
enum note_photo_outcome note_photo_add(const struct world *w,
                                       int64_t jury_member_id, int64_t entry_id,
                                       const char *key, const char *data,
                                       size_t bytes, const char *caption);
/* Takes it away; false if it is not this juror's, or of another nomination. */
bool note_photo_remove(const struct world *w, int64_t jury_member_id,
                       int64_t entry_id, int64_t id);
