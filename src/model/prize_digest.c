#include "model/prize_digest.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/secret.h"
#include "gen/sql_motion.h"

static void add_reasons(struct buf *out, const char *de, const char *en,
                        const int64_t *motion_id, int64_t decided_at)
{
    buf_addf(out, "%zu %s\n%zu %s\n%" PRId64 " %" PRId64 "\n", strlen(de), de,
             strlen(en), en, motion_id ? *motion_id : 0, decided_at);
}

const char *prize_digest(const struct world *w, int64_t entry_id)
{
    struct sql_motion_prizes_of_row *row;
    size_t count = sql_motion_prizes_of(w->db, entry_id, &row);
    struct buf out;
    buf_init(&out, w->mem);
    buf_add(&out, "prizes\n");
    for (size_t i = 0; i < count; i++) {
        buf_addf(&out, "%s %" PRId64 " %" PRId64 "\n", row[i].code,
                 row[i].heads ? *row[i].heads : -1, row[i].amount_cents);
        add_reasons(&out, row[i].reason_de, row[i].reason_en, row[i].motion_id,
                    row[i].decided_at);
    }
    return secret_digest(w->mem, out.data, out.bytes);
}

const char *withheld_digest(const struct world *w, int64_t category_id,
                            int64_t prize_id)
{
    struct sql_motion_withheld_of_row row;
    struct buf out;
    buf_init(&out, w->mem);
    buf_add(&out, "withheld\n");
    if (sql_motion_withheld_of(w->db, category_id != 0 ? &category_id : NULL,
                               prize_id != 0 ? &prize_id : NULL, &row))
        add_reasons(&out, row.reason_de, row.reason_en, row.motion_id,
                    row.decided_at);
    return secret_digest(w->mem, out.data, out.bytes);
}
