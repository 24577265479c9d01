/* An edition's whole set-up as one JSON document: categories, texts, partners,
 * form, consents, rounds, criteria and jury. Dates are local time
 * ("2026-08-31T23:59"); texts for readers are objects {"de": …, "en": …};
 * scale values may be written 0, 10 or "0.25". */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct buf;
struct json;

struct setup_fault {
    const char *where; /* "rounds[0].criteria[2].weight" */
    const char *what;
};

struct setup_faults {
    struct setup_fault *list;
    size_t count;
};

enum setup_outcome {
    SETUP_OK,
    SETUP_FAULTY, /* see the faults; nothing may be kept: roll back */
    SETUP_IN_USE  /* the edition exists and is not an empty draft */
};

/* Creates the edition as a draft, or replaces the set-up of one that is a
 * draft without nominations. Write transaction. */
enum setup_outcome setup_import(const struct world *w, const struct json *doc,
                                struct setup_faults *faults,
                                int64_t *edition_id);

/* Writes the document that setup_import() reads. */
void setup_export(const struct world *w, int64_t edition_id, struct buf *out);
