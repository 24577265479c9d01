/* The words of an edition's kit: those that the office wrote, else those of
 * assets/kit (kit_words.h). */
#pragma once

#include "model/kit_words.h"
#include "model/world.h"

/* Of a piece in a language, in the order of kit_passages(); *own: the office
 * wrote them. A passage that is missing in them is as in assets/kit. */
const char *const *kit_text_all(const struct world *w, int64_t edition_id,
                                const char *piece, const char *language,
                                bool *own);

/* Stores all passages of a piece, logged. The caller checked their places.
 * Write transaction. */
void kit_text_put(const struct world *w, int64_t edition_id, const char *piece,
                  const char *language, const char *const *text);
/* Back to the words of assets/kit in both languages, logged. Write
 * transaction. */
void kit_text_reset(const struct world *w, int64_t edition_id,
                    const char *piece);
