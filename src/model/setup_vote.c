/* Rules of voting and stand-ins in an edition file: see setup_vote.h. */
#include "model/setup_vote.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_setup.h"
#include "gen/sql_setup_write.h"
#include "gen/sql_vote_rule.h"
#include "gen/sql_vote_rule_write.h"
#include "model/juror.h"
#include "model/vote_rule.h"

/* A flag that is as usual where it is not said. */
static bool flag(const struct reader *r, const char *key, bool usual)
{
    return json_get(r->object, key) == NULL ? usual : reader_flag(r, key);
}

void setup_read_voting(const struct reader *r, int64_t edition_id)
{
    const struct vote_rule *usual = &vote_rule_default;
    struct reader inner;
    if (!reader_object(r, "voting", &inner))
        return;
    reader_allow(&inner,
                 " quorum_percent quorum_chair majority abstention "
                 "repeat casting scope second_mark ");
    sql_vote_rule_put(
        r->w->db, edition_id,
        reader_whole(&inner, "quorum_percent", 0, 100, usual->quorum_percent),
        flag(&inner, "quorum_chair", usual->quorum_chair),
        reader_word(&inner, "majority", " simple absolute two_thirds ", false),
        reader_word(&inner, "abstention", " ignored against ", false),
        flag(&inner, "repeat", usual->repeat),
        reader_word(&inner, "casting", " chair none ", false),
        reader_word(&inner, "scope", " named contest ", false),
        flag(&inner, "second_mark", usual->second_mark), world_actor(r->w),
        r->w->now);
}

void setup_write_voting(struct writer *o, int64_t edition_id)
{
    struct sql_vote_rule_get_row row;
    if (!sql_vote_rule_get(o->w->db, edition_id, &row))
        return;
    json_object(&o->j, "voting");
    json_int(&o->j, "quorum_percent", row.quorum_percent);
    json_bool(&o->j, "quorum_chair", row.quorum_chair != 0);
    json_text(&o->j, "majority", row.majority);
    json_text(&o->j, "abstention", row.abstention);
    json_bool(&o->j, "repeat", row.repeat != 0);
    json_text(&o->j, "casting", row.casting);
    json_text(&o->j, "scope", row.scope);
    json_bool(&o->j, "second_mark", row.second_mark != 0);
    json_object_end(&o->j);
}

void setup_drop_voting(const struct world *w, int64_t edition_id)
{
    sql_vote_rule_drop(w->db, edition_id);
}

/* --- stand-ins --------------------------------------------------------------
 */

static int64_t juror_of(const struct reader *r, int64_t edition_id,
                        const char *code)
{
    struct sql_setup_juror_by_code_row row;
    return sql_setup_juror_by_code(r->w->db, edition_id, code, &row) ? row.id
                                                                     : 0;
}

static void read_stand_in(const struct reader *r, int64_t edition_id,
                          int64_t position)
{
    (void)position;
    if (json_get(r->object, "stands_in_for") == NULL)
        return;
    int64_t id = juror_of(r, edition_id, reader_text(r, "code", false));
    int64_t for_id =
        juror_of(r, edition_id, reader_text(r, "stands_in_for", true));
    if (id == 0)
        return; /* a fault of its own */
    if (for_id == 0 || !juror_can_stand_in(r->w, id, for_id))
        reader_fault(r, "stands_in_for",
                     "must be the code of a juror with a seat of his own");
    else
        sql_setup_juror_stand_in(r->w->db, id, for_id);
}

void setup_read_stand_ins(const struct reader *r, int64_t edition_id)
{
    reader_each(r, "jury", false, edition_id, read_stand_in);
}
