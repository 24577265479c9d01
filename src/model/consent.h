/* Consents: which wording, who, when; given and taken back at any time. A
 * changed wording is a new row of consent_kind: what was agreed to before stays
 * agreed to, in those words, and the company is asked again. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

/* "data", "publication", "images", "persons", "contact" as a heading, in both
 * languages. */
struct consent_name {
    const char *code, *de, *en;
};
/* NULL if there is no such kind. */
const struct consent_name *consent_name(const char *code);

/* Agrees to that wording, logged; twice is harmless. */
void consent_give(const struct world *w, int64_t entry_id,
                  int64_t consent_kind_id);
/* Takes back what was agreed to, whatever the wording, logged. Unless the
 * nomination was never submitted, organisers get a mail, and their pages a
 * notice. false: nothing stood. */
bool consent_take_back(const struct world *w, int64_t entry_id,
                       const char *code);

/* The office has taken note of a withdrawal, logged. */
void consent_note(const struct world *w, int64_t edition_id,
                  int64_t consent_id);

/* Other words from now on, logged: a new version. Contacts who agreed to
 * earlier words get a mail that asks them again. false: these are the present
 * words, or nothing of this kind is asked for. */
bool consent_reword(const struct world *w, int64_t edition_id, const char *code,
                    const char *text_de, const char *text_en);
