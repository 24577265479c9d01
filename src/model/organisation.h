/* Companies, and the people who act for them. */
#pragma once

#include "model/world.h"

/* Its id. Two companies may bear the same name. Write transaction. */
int64_t organisation_create(const struct world *w, const char *name);
/* The company or group it belongs to, "" for none; logged if it changes. */
void organisation_set_parent(const struct world *w, int64_t organisation_id,
                             const char *parent);
/* The person acts for the company from now on; twice is harmless. */
void organisation_join(const struct world *w, int64_t organisation_id,
                       int64_t user_id);
