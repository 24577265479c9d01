/* Rankings as they lay before a meeting, and how ties were broken. */
#include "model/minutes_ranking.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_minutes.h"
#include "gen/sql_result.h"
#include "model/lot.h"
#include "model/minutes_document.h"
#include "model/result.h"
#include "model/rules.h"
#include "model/seal.h"

struct ranking {
    const struct world *w;
    struct json_out *j;
    const struct sql_minutes_rounds_row *row;
    const struct result *r;
    const struct tally_official *official;
};

static void tell_rules(const struct ranking *k)
{
    struct rules_frozen frozen;
    if (rules_frozen(k->w, k->row->id, &frozen)) {
        json_int(k->j, "rules_version", frozen.version);
        json_text(k->j, "rules_digest", frozen.digest);
    }
    if (k->row->reason == NULL)
        return;
    json_object(k->j, "rules_changed");
    json_text(k->j, "reason", k->row->reason);
    minutes_text_member(k->j, "proposed_by", k->row->proposer);
    minutes_text_member(k->j, "agreed_by", k->row->agreed_by);
    if (k->row->decided_at != NULL)
        json_int(k->j, "at", *k->row->decided_at);
    json_object_end(k->j);
}

static void tell_seal(const struct ranking *k)
{
    struct seal seal;
    if (!seal_newest(k->w, k->row->id, &seal))
        return;
    json_object(k->j, "seal");
    json_int(k->j, "number", seal.number);
    json_text(k->j, "digest", seal.digest);
    json_int(k->j, "at", seal.sealed_at);
    json_object_end(k->j);
}

static void tell_order(const struct ranking *k)
{
    const struct tally_report_score *score =
        tally_report_scores(k->w->mem, &k->r->report);
    json_array(k->j, "ranking");
    for (size_t i = 0; i < k->official->count; i++) {
        size_t e = (size_t)k->official->order[i];
        json_object(k->j, NULL);
        json_int(k->j, "rank", k->official->rank_final[e]);
        json_text(k->j, "entry", k->r->input.entries[e]);
        json_text(k->j, "score", score[e].text);
        if (k->r->stage_count == 0)
            json_int(k->j, "ballots", k->r->tally.entries[e].ballots);
        json_object_end(k->j);
    }
    json_array_end(k->j);
}

/* --- ties -------------------------------------------------------------------
 */

static void tell_part(const struct ranking *k, size_t part)
{
    const struct result *r = k->r;
    bool combined = r->stage_count > 0;
    json_text(k->j, "name_de",
              combined ? r->stage[part].round.name_de
                       : r->criteria[part].name_de);
    json_text(k->j, "name_en",
              combined ? r->stage[part].round.name_en
                       : r->criteria[part].name_en);
}

/* Neighbours with the same score: what parted them, or that nothing did. */
static void tell_tie(const struct ranking *k, size_t a, size_t b)
{
    struct tally_step step =
        tally_official_tie(k->official, &k->r->input.config, a, b);
    bool parted = k->official->rank_final[a] != k->official->rank_final[b];
    const char *by = "";
    switch (step.kind) {
    case TALLY_BY_CRITERION:
        by = "criterion";
        break;
    case TALLY_BY_MEDIAN:
        by = "median";
        break;
    case TALLY_BY_SCORE:
    case TALLY_BY_DECISION:
    case TALLY_SHARED:
        by = parted ? "decision" : "shared";
        break;
    }
    json_object(k->j, NULL);
    json_text(k->j, "first", k->r->input.entries[a]);
    json_text(k->j, "second", k->r->input.entries[b]);
    json_text(k->j, "by", by);
    if (step.kind == TALLY_BY_CRITERION)
        tell_part(k, step.criterion);
    json_object_end(k->j);
}

static void tell_ties(const struct ranking *k)
{
    const struct tally_official *o = k->official;
    bool begun = false;
    for (size_t i = 1; i < o->count; i++) {
        size_t a = (size_t)o->order[i - 1], b = (size_t)o->order[i];
        if (o->rank[a] != o->rank[b])
            continue;
        if (!begun)
            json_array(k->j, "ties");
        begun = true;
        tell_tie(k, a, b);
    }
    if (begun)
        json_array_end(k->j);
}

static void tell_lot(const struct ranking *k, const struct lot *lot)
{
    json_object(k->j, NULL);
    json_int(k->j, "rank", lot->rank);
    json_text(k->j, "commitment", lot->commitment);
    json_int(k->j, "committed_at", lot->committed_at);
    json_text(k->j, "phrase", lot->phrase);
    json_int(k->j, "drawn_at", *lot->drawn_at);
    json_array(k->j, "order");
    for (size_t i = 0; i < lot->entry_count; i++)
        json_text(k->j, NULL, lot->entry[i].entry);
    json_array_end(k->j);
    json_object_end(k->j);
}

static void tell_lots(const struct ranking *k)
{
    struct lot *lot;
    size_t count = lot_list(k->w, k->row->id, &lot);
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        if (lot[i].phrase == NULL)
            continue;
        if (!begun)
            json_array(k->j, "lots");
        begun = true;
        tell_lot(k, &lot[i]);
    }
    if (begun)
        json_array_end(k->j);
}

/* Ballots that were changed after their jurors had seen those of others. */
static void tell_reopened(const struct ranking *k)
{
    bool begun = false;
    for (size_t e = 0; e < k->r->input.entry_count; e++) {
        struct sql_result_reopened_row *row;
        size_t count =
            sql_result_reopened(k->w->db, k->row->id, k->r->entry_ids[e], &row);
        for (size_t i = 0; i < count; i++) {
            if (!begun)
                json_array(k->j, "reopened");
            begun = true;
            json_object(k->j, NULL);
            json_text(k->j, "entry", k->r->input.entries[e]);
            json_text(k->j, "juror", row[i].juror);
            json_object_end(k->j);
        }
    }
    if (begun)
        json_array_end(k->j);
}

/* --- a round ----------------------------------------------------------------
 */

static void tell_result(struct ranking *k)
{
    struct result *r = arena_alloc(k->w->mem, sizeof *r);
    if (!result_of_round(k->w, k->row->id, r))
        return;
    k->r = r;
    k->official = r->report.official;
    if (k->official != NULL) {
        tell_order(k);
        tell_ties(k);
        tell_lots(k);
    }
    tell_reopened(k);
}

void minutes_rounds(const struct world *w, int64_t meeting_id,
                    struct json_out *j)
{
    struct sql_minutes_rounds_row *row;
    size_t count = sql_minutes_rounds(w->db, meeting_id, &row);
    if (count == 0)
        return;
    json_array(j, "rounds");
    for (size_t i = 0; i < count; i++) {
        struct ranking k = {.w = w, .j = j, .row = &row[i]};
        json_object(j, NULL);
        json_text(j, "slug", row[i].slug);
        json_text(j, "name_de", row[i].name_de);
        json_text(j, "name_en", row[i].name_en);
        tell_rules(&k);
        tell_seal(&k);
        tell_result(&k);
        json_object_end(j);
    }
    json_array_end(j);
}
