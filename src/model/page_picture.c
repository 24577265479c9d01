/* See page_picture.h. */
#include "model/page_picture.h"

#include "base/str.h"
#include "gen/sql_page_picture.h"
#include "gen/sql_page_picture_write.h"
#include "model/audit.h"
#include "model/fit.h"
#include "model/page_release.h"

void page_picture_get(const struct world *w, int64_t entry_id, const char *slot,
                      struct page_picture *p)
{
    struct sql_page_picture_get_row row;
    *p = (struct page_picture){
        .slot = slot, .credit = "", .alt_de = "", .alt_en = ""};
    if (!sql_page_picture_get(w->db, entry_id, slot, &row))
        return;
    p->file_id = row.file_id;
    p->credit = row.credit;
    p->alt_de = row.alt_de;
    p->alt_en = row.alt_en;
}

void page_picture_put(const struct world *w, int64_t entry_id,
                      const struct page_picture *p)
{
    struct page_picture before;
    page_version_note(w, entry_id);
    page_picture_get(w, entry_id, p->slot, &before);
    if (p->file_id == 0)
        sql_page_picture_drop(w->db, entry_id, p->slot);
    else
        sql_page_picture_put(w->db, entry_id, p->slot, p->file_id, p->credit,
                             p->alt_de, p->alt_en, w->now);
    if (str_equal(p->slot, "photo") && p->file_id != before.file_id)
        sql_page_picture_words_drop(w->db, entry_id);
    fit_stale(w, entry_id); /* without a picture there is more room */
    page_version_note(w, entry_id);
    const struct audit_field fields[] = {{"what", NULL, p->slot}};
    audit_change(w, "page.picture", "entry", entry_id, fields, 1);
}
