/* See page_picture.h. */
#include "model/page_picture.h"

#include "base/str.h"
#include "gen/sql_page_picture.h"
#include "gen/sql_page_picture_write.h"
#include "model/audit.h"
#include "model/fit.h"
#include "model/page_release.h"

int64_t page_picture_file(const struct world *w, int64_t entry_id,
                          const char *slot)
{
    struct sql_page_picture_get_row row;
    return sql_page_picture_get(w->db, entry_id, slot, &row) ? row.file_id : 0;
}

/* Typed or stored, it is of what can be seen in that photo. */
static void drop_words(const struct world *w, int64_t entry_id)
{
    sql_page_picture_words_drop(w->db, entry_id);
    sql_page_picture_drafts_reword(w->db, entry_id);
    sql_page_picture_drafts_drop(w->db, entry_id);
}

void page_picture_put(const struct world *w, int64_t entry_id, const char *slot,
                      int64_t file_id)
{
    int64_t before = page_picture_file(w, entry_id, slot);
    page_version_note(w, entry_id);
    if (file_id == 0)
        sql_page_picture_drop(w->db, entry_id, slot);
    else
        sql_page_picture_put(w->db, entry_id, slot, file_id, w->now);
    if (str_equal(slot, "photo") && file_id != before)
        drop_words(w, entry_id);
    fit_stale(w, entry_id); /* without a picture there is more room */
    page_version_note(w, entry_id);
    const struct audit_field fields[] = {{"what", NULL, slot}};
    audit_change(w, "page.picture", "entry", entry_id, fields, 1);
}
