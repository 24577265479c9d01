/* The words of a company's page by slot: what the organisers may edit and the
 * company may correct. */
#pragma once

#include "model/publish.h"

enum { PUBLISH_SLOTS = 14 };
/* "name", "seat", "website", "strategy_de" …, "photo_alt_en". */
extern const char *const publish_slot[PUBLISH_SLOTS];

/* Where the words of that slot stand; NULL: no such slot. */
const char **publish_place(struct publish_entry *e, const char *slot);

/* Whose words are printed. */
enum publish_words {
    PUBLISH_ANSWERS,  /* the company's, as submitted */
    PUBLISH_EDITED,   /* the organisers' text where there is one */
    PUBLISH_RELEASED, /* of the newest release that stands, else the answers */
};
/* Puts these words into entries of that edition. */
void publish_reword(const struct world *w, int64_t edition_id,
                    enum publish_words words, struct publish_entry *entry,
                    size_t count);
