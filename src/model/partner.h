/* Organisers, funders, partners and sponsors: on the public pages and in the
 * brochure, by tier. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { PARTNER_TIERS = 4 };
/* "organiser", "funder", "partner", "sponsor", in the order of printing. */
extern const char *const partner_tier[PARTNER_TIERS];

struct partner {
    int64_t id, edition_id;
    const char *tier, *name, *url; /* url: "" for none */
    int64_t logo_file_id;          /* 0: its name is printed */
};

/* By tier, in each in order. */
size_t partner_list(const struct world *w, int64_t edition_id,
                    struct partner **list);
bool partner_by_id(const struct world *w, int64_t id, struct partner *p);

/* These are write transactions and logged. Tier, name and address; id 0: a new
 * one, the last. Its id; 0: there is none to change. */
int64_t partner_save(const struct world *w, const struct partner *p);
/* One place forward (-1) or back (1) in its tier. */
void partner_move(const struct world *w, const struct partner *p, int step);
/* file 0: none any more. */
void partner_logo(const struct world *w, const struct partner *p,
                  int64_t file_id);
void partner_delete(const struct world *w, const struct partner *p);
