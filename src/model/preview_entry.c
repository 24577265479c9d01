/* A company's page as a preview: see preview_entry.h. */
#include "model/preview_entry.h"

#include "gen/sql_brochure.h"
#include "model/brochure.h"
#include "model/preview.h"

bool preview_want_entry(const struct world *w, const char *key,
                        int64_t entry_id, enum preview_as as)
{
    struct sql_brochure_edition_row of;
    struct brochure page;
    const struct brochure_page_wish wish = {
        .decided = as == PREVIEW_DECIDED,
        .complete = true,
        .pictures = true,
    };
    if (!sql_brochure_edition(w->db, entry_id, &of) ||
        !brochure_page_as(w, entry_id, &wish, &page))
        return false;
    return preview_want_page(w, key, of.edition_id, entry_id, &page);
}
