/* See setup_consent.h. Somebody who corrects a text in the edition file does
 * not think of its version: two texts must never bear the same number. */
#include "model/setup_consent.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_setup.h"
#include "gen/sql_setup_write.h"
#include "model/edition.h"

size_t setup_wordings(const struct world *w, const char *slug,
                      struct setup_wording **list)
{
    struct edition e;
    struct sql_setup_consent_newest_row *row;
    *list = NULL;
    if (slug == NULL || !edition_by_slug(w, slug, &e))
        return 0;
    size_t count = sql_setup_consent_newest(w->db, e.id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct setup_wording){row[i].code, row[i].text_de,
                                            row[i].text_en, row[i].version};
    return count;
}

void setup_number_wordings(const struct world *w, int64_t edition_id,
                           const struct setup_wording *before, size_t count)
{
    struct sql_setup_consent_newest_row *row;
    size_t kinds = sql_setup_consent_newest(w->db, edition_id, &row);
    for (size_t i = 0; i < kinds; i++)
        for (size_t k = 0; k < count; k++)
            if (str_equal(row[i].code, before[k].code) &&
                row[i].version <= before[k].version &&
                (!str_equal(row[i].text_de, before[k].de) ||
                 !str_equal(row[i].text_en, before[k].en)))
                sql_setup_consent_version(w->db, row[i].id,
                                          before[k].version + 1);
}
