/* New rounds are planned ones: nothing hangs on them until they are opened. */
#include "model/round_new.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "db/db.h"
#include "gen/sql_round_new_write.h"
#include "gen/sql_setup_write.h"
#include "model/audit.h"

int64_t round_new_add(const struct world *w, int64_t edition_id,
                      const struct round_new *wish)
{
    struct json_out json;
    struct buf payload;
    int64_t id = wish->from_id != 0
                     ? sql_round_new_copy(
                           w->db, wish->from_id, wish->slug, wish->stage,
                           wish->nominees ? "nominees" : "all",
                           wish->category_id, wish->name_de, wish->name_en)
                     : sql_round_new_combined(w->db, edition_id, wish->slug,
                                              wish->stage, wish->category_id,
                                              wish->name_de, wish->name_en);
    if (id == 0) {
        db_conflict(w->db);
        return 0;
    }
    if (wish->from_id != 0) {
        sql_round_new_criteria(w->db, wish->from_id, id);
        sql_round_new_anchors(w->db, wish->from_id, id);
    }
    for (size_t i = 0; i < wish->part_count; i++)
        sql_setup_share_add(w->db, id, wish->part[i].id, wish->part[i].share,
                            (int64_t)i + 1);
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "round", wish->slug);
    json_object_end(&json);
    audit_add(w, "round.add", "round", id, payload.data);
    return id;
}
