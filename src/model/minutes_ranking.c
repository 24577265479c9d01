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
#include "model/second_mark.h"

struct ranking {
    const struct world *w;
    struct json_out *j;
    int64_t meeting_id;
    const struct sql_minutes_rounds_row *row;
    const struct result *r;
    const struct tally_official *official;
};

static void tell_changes(const struct ranking *k)
{
    struct sql_minutes_rule_changes_row *row;
    size_t count = sql_minutes_rule_changes(k->w->db, k->row->id, &row);
    if (count == 0)
        return;
    json_array(k->j, "rules_changed");
    for (size_t i = 0; i < count; i++) {
        json_object(k->j, NULL);
        json_text(k->j, "reason", row[i].reason);
        json_text(k->j, "proposed_by", row[i].proposer);
        minutes_text_member(k->j, "agreed_by", row[i].agreed_by);
        if (row[i].decided_at != NULL)
            json_int(k->j, "at", *row[i].decided_at);
        json_object_end(k->j);
    }
    json_array_end(k->j);
}

static void tell_rules(const struct ranking *k)
{
    struct rules_frozen frozen;
    if (rules_frozen(k->w, k->row->id, &frozen)) {
        json_int(k->j, "rules_version", frozen.version);
        json_text(k->j, "rules_digest", frozen.digest);
    }
    tell_changes(k);
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

static void tell_order(const struct ranking *k, const struct result *r,
                       bool ballots)
{
    const struct tally_official *official = r->report.official;
    const struct tally_report_score *score =
        tally_report_scores(k->w->mem, &r->report);
    json_array(k->j, "ranking");
    for (size_t i = 0; i < official->count; i++) {
        size_t e = (size_t)official->order[i];
        json_object(k->j, NULL);
        json_int(k->j, "rank", official->rank_final[e]);
        json_text(k->j, "entry", r->input.entries[e]);
        json_text(k->j, "score", score[e].text);
        if (ballots)
            json_int(k->j, "ballots", r->tally.entries[e].ballots);
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

/* --- what the discussion changed --------------------------------------------
 */

static void tell_second(const struct ranking *k)
{
    struct meeting m;
    struct result second;
    struct second_line *line;
    struct sql_minutes_seconds_row *row;
    size_t count =
        sql_minutes_seconds(k->w->db, k->meeting_id, k->row->id, &row);
    if (count == 0 || !meeting_by_id(k->w, k->meeting_id, &m))
        return;
    json_object(k->j, "second");
    json_array(k->j, "entries");
    for (size_t i = 0; i < count; i++) {
        json_object(k->j, NULL);
        json_text(k->j, "entry", row[i].entry);
        json_int(k->j, "jurors", row[i].jurors);
        json_object_end(k->j);
    }
    json_array_end(k->j);
    count = second_mark_lines(k->w, &m, k->row->id, &line);
    if (second_mark_result(k->w, k->r, line, count, &second))
        tell_order(k, &second, false);
    json_object_end(k->j);
}

static void tell_visitors(const struct ranking *k, int64_t visit_id)
{
    struct sql_minutes_visitors_row *row;
    size_t count = sql_minutes_visitors(k->w->db, visit_id, &row);
    if (count == 0)
        return;
    json_array(k->j, "there");
    for (size_t i = 0; i < count; i++)
        json_text(k->j, NULL, row[i].juror);
    json_array_end(k->j);
}

static void tell_visits(const struct ranking *k)
{
    struct sql_minutes_visits_row *row;
    size_t count =
        sql_minutes_visits(k->w->db, k->meeting_id, k->row->id, &row);
    if (count == 0)
        return;
    json_array(k->j, "visits");
    for (size_t i = 0; i < count; i++) {
        json_object(k->j, NULL);
        json_text(k->j, "entry", row[i].entry);
        json_int(k->j, "from", row[i].starts_at);
        json_int(k->j, "to", row[i].ends_at);
        tell_visitors(k, row[i].id);
        minutes_text_member(k->j, "report", row[i].report);
        json_object_end(k->j);
    }
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
        tell_order(k, r, r->stage_count == 0);
        tell_ties(k);
        tell_lots(k);
    }
    tell_reopened(k);
    if (k->official != NULL)
        tell_second(k);
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
        struct ranking k = {
            .w = w, .j = j, .meeting_id = meeting_id, .row = &row[i]};
        json_object(j, NULL);
        json_text(j, "slug", row[i].slug);
        json_text(j, "name_de", row[i].name_de);
        json_text(j, "name_en", row[i].name_en);
        tell_rules(&k);
        tell_seal(&k);
        tell_visits(&k);
        tell_result(&k);
        json_object_end(j);
    }
    json_array_end(j);
}

/* --- an item ----------------------------------------------------------------
 */

void minutes_notes(const struct world *w, int64_t item_id, struct json_out *j)
{
    struct sql_minutes_notes_row *row;
    size_t count = sql_minutes_notes(w->db, item_id, &row);
    if (count == 0)
        return;
    json_array(j, "notes");
    for (size_t i = 0; i < count; i++) {
        json_object(j, NULL);
        json_text(j, "entry", row[i].entry);
        json_text(j, "text", row[i].text);
        json_object_end(j);
    }
    json_array_end(j);
}
