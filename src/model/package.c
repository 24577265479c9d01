#include "model/package.h"

#include "gen/sql_export.h"
#include "gen/sql_export_write.h"

bool package_made(const struct world *w, const struct package_made_of *of,
                  struct package_made *made)
{
    struct sql_export_same_row row;
    if (!sql_export_same(w->db, of->edition_id, of->product, of->language,
                         of->digest, &row))
        return false;
    *made = (struct package_made){row.result, row.result_bytes};
    return true;
}

void package_note_input(const struct world *w, int64_t job_id,
                        const char *digest)
{
    sql_export_set_digest(w->db, job_id, digest);
}
