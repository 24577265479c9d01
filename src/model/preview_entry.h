/* The preview of one company's page, put together from what is stored. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

/* What of the page is shown. */
enum preview_as {
    PREVIEW_PLANNED, /* as a nominee, whatever becomes of it: for the company */
    PREVIEW_DECIDED  /* as it would be printed now, a winner as a winner: for
                        the office alone, until everybody may know */
};

/* The page of that nomination, as preview_want(). Pictures are those for
 * screens; one that the form demands and is not there yet is a grey stub. false
 * if there is no such nomination. Write transaction. */
bool preview_want_entry(const struct world *w, const char *key,
                        int64_t entry_id, enum preview_as as);
