/* Edits, proposals, consent. A stored proposal is read as carefully as a form:
 * whoever can write to the file could have put anything there. */
#include "model/rule_change.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_rule_change.h"
#include "gen/sql_rule_change_write.h"
#include "gen/sql_setup_write.h"
#include "model/audit.h"
#include "model/reminder.h"
#include "model/tally_check.h"
#include "model/tally_setup.h"

static bool is_organiser(const struct world *w)
{
    struct sql_rule_change_organiser_row row;
    return sql_rule_change_organiser(w->db, w->user_id, &row);
}

/* --- does the wish fit the round? --- */

static bool same_parts(const struct tally_config *a,
                       const struct tally_config *b)
{
    bool same = a->combine_count == b->combine_count;
    for (size_t i = 0; same && i < a->combine_count; i++)
        same = str_equal(a->combine[i].round, b->combine[i].round);
    return same;
}

/* The draft with what is not the draft's to say; false: faults were added. */
static bool fit(const struct world *w, const struct rule_draft *now,
                const struct rule_draft *draft, struct rule_draft *wish,
                struct tally_faults *faults)
{
    *wish = *draft;
    wish->rules.round = now->rules.round;
    wish->rules.version = now->rules.version;
    wish->rules.stage = now->rules.stage;
    wish->rules.category = now->rules.category;
    wish->rules.entries = now->rules.entries;
    if (!same_parts(&now->rules.config, &wish->rules.config))
        tally_check_add(w->mem, faults,
                        (struct tally_fault){TALLY_E_CONFIG, TALLY_ON_CONFIG, 0,
                                             "combine",
                                             "the round combines others"});
    return rule_draft_check(w->mem, wish, faults) && faults->count == 0;
}

/* --- into the tables --- */

static const char *declared_text(struct arena *mem,
                                 const struct tally_config *config)
{
    struct json_out json;
    struct buf text;
    if (config->declared == NULL)
        return "";
    buf_init(&text, mem);
    json_out_start(&json, &text, 0);
    tally_rounding_write(&json, NULL, mem, config->declared);
    return text.data;
}

/* What a mark of the old scale is on the new one; false: there is none. */
static bool rescale(int64_t *value, int64_t from, int64_t to,
                    const struct tally_criterion *k)
{
    for (; from < to; from++)
        *value *= 10;
    for (; from > to; from--) {
        if (*value % 10 != 0)
            return false;
        *value /= 10;
    }
    return *value >= k->lo && *value <= k->hi &&
           (*value - k->lo) % k->step == 0;
}

struct anchors {
    struct criterion *criterion;
    size_t criterion_count;
    struct sql_round_anchors_row *row;
    size_t count;
    int64_t decimals;
};

static struct anchors load_anchors(const struct world *w,
                                   const struct round *round)
{
    struct anchors a = {.decimals = round->scale_decimals};
    a.criterion_count = round_criteria(w, round->id, &a.criterion);
    a.count = sql_round_anchors(w->db, round->id, &a.row);
    return a;
}

static void store_anchors(const struct world *w, const struct anchors *a,
                          const struct tally_criterion *k, int64_t decimals,
                          int64_t criterion_id)
{
    int64_t old = 0;
    for (size_t i = 0; i < a->criterion_count; i++)
        if (str_equal(a->criterion[i].code, k->id))
            old = a->criterion[i].id;
    for (size_t i = 0; i < a->count; i++) {
        int64_t value = a->row[i].value;
        if (a->row[i].criterion_id == old &&
            rescale(&value, a->decimals, decimals, k))
            sql_setup_anchor_add(w->db, criterion_id, value, a->row[i].text_de,
                                 a->row[i].text_en);
    }
}

static void store_criteria(const struct world *w, int64_t round_id,
                           const struct rule_draft *draft,
                           const struct anchors *anchors)
{
    const struct rules *rules = &draft->rules;
    sql_rule_change_drop_anchors(w->db, round_id);
    sql_rule_change_drop_criteria(w->db, round_id);
    for (size_t i = 0; i < rules->criterion_count; i++) {
        const struct tally_criterion *k = &rules->criteria[i];
        const struct rule_words *words = &draft->words[i];
        int64_t id = sql_setup_criterion_add(
            w->db, round_id, k->id, (int64_t)i + 1, words->name_de,
            words->name_en, words->question_de, words->question_en, k->weight,
            k->lo, k->hi, k->step);
        store_anchors(w, anchors, k, rules->decimals, id);
    }
}

static void store_shares(const struct world *w, const struct round *from,
                         int64_t round_id, const struct tally_config *config)
{
    struct sql_round_shares_row *part;
    size_t count = sql_round_shares(w->db, from->id, &part);
    sql_rule_change_drop_shares(w->db, round_id);
    for (size_t i = 0; i < count; i++)
        sql_setup_share_add(w->db, round_id, part[i].id,
                            config->combine[i].share, (int64_t)i + 1);
}

/* Gives a planned round these rules. Anchors and parts come from the round
 * whose rules they were, which may be the same. */
static void store(const struct world *w, const struct round *from,
                  int64_t round_id, const struct rule_draft *draft)
{
    const struct tally_config *config = &draft->rules.config;
    struct anchors anchors = load_anchors(w, from);
    sql_rule_change_settings(w->db, round_id, tally_method_name(config->method),
                             config->quorum, config->decimals, config->lambda,
                             tally_ladder_text(w->mem, config),
                             declared_text(w->mem, config),
                             draft->rules.decimals, draft->rules.disclosure);
    store_criteria(w, round_id, draft, &anchors);
    store_shares(w, from, round_id, config);
}

/* --- before they are fixed --- */

enum rules_outcome rules_edit(const struct world *w, int64_t round_id,
                              const struct rule_draft *draft,
                              struct tally_faults *faults)
{
    struct sql_rule_change_ballots_row ballots = {0};
    struct rule_draft now, wish;
    struct round round;
    if (!round_by_id(w, round_id, &round) || !str_equal(round.state, "planned"))
        return RULES_WRONG_STATE;
    sql_rule_change_ballots(w->db, round_id, &ballots);
    if (ballots.count > 0)
        return RULES_MARKED;
    rule_draft_of_round(w, &round, &now);
    if (!fit(w, &now, draft, &wish, faults))
        return RULES_INVALID;
    const struct audit_field fields[] = {
        {"rules", rules_write(w->mem, &now.rules),
         rules_write(w->mem, &wish.rules)},
        {"words", rule_draft_words(w->mem, &now),
         rule_draft_words(w->mem, &wish)},
    };
    if (str_equal(fields[0].before, fields[0].after) &&
        str_equal(fields[1].before, fields[1].after))
        return RULES_SAME;
    store(w, &round, round_id, &wish);
    audit_change(w, "rules.edit", "round", round_id, fields, 2);
    return RULES_OK;
}

/* --- afterwards --- */

enum rules_outcome rule_change_allowed(const struct world *w,
                                       const struct round *round)
{
    struct sql_rule_change_decisions_row decisions = {0};
    struct sql_rule_change_fixed_parents_row parents = {0};
    struct sql_rule_change_met_row met = {0};
    bool closed = str_equal(round->state, "closed");
    if (!closed && !str_equal(round->state, "open"))
        return RULES_WRONG_STATE;
    sql_rule_change_fixed_parents(w->db, round->id, &parents);
    if (parents.count > 0)
        return RULES_COMBINED;
    sql_rule_change_met(w->db, round->id, &met);
    if (met.count > 0)
        return RULES_MET;
    /* a decision of an earlier stage did not look at this result */
    if (closed)
        sql_rule_change_decisions(w->db, round->edition_id,
                                  round->closed_at ? *round->closed_at : 0,
                                  &decisions);
    return decisions.count > 0 ? RULES_DECIDED : RULES_OK;
}

/* What the round says now, with the version that a successor would have. */
static void next_rules(const struct world *w, const struct round *round,
                       struct rule_draft *now)
{
    rule_draft_of_round(w, round, now);
    now->rules.version++;
}

static void log_proposal(const struct world *w, int64_t round_id,
                         const struct rule_draft *wish, const char *reason)
{
    struct json_out json;
    struct buf payload;
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "reason", reason);
    json_text(&json, "rules", rules_write(w->mem, &wish->rules));
    json_text(&json, "words", rule_draft_words(w->mem, wish));
    json_object_end(&json);
    audit_add(w, "rules.change", "round", round_id, payload.data);
}

static enum rules_outcome may_propose(const struct world *w,
                                      const struct round *round,
                                      const char *reason)
{
    struct sql_rule_change_pending_row pending;
    enum rules_outcome outcome = rule_change_allowed(w, round);
    if (outcome != RULES_OK)
        return outcome;
    if (!is_organiser(w))
        return RULES_ONE_PERSON;
    if (sql_rule_change_pending(w->db, round->id, &pending))
        return RULES_PENDING;
    if (str_empty(reason) ||
        str_characters(reason) > RULE_REASON_CHARACTERS_MAX)
        return RULES_NO_REASON;
    return RULES_OK;
}

enum rules_outcome rule_change_propose(const struct world *w, int64_t round_id,
                                       const struct rule_draft *draft,
                                       const char *reason,
                                       struct tally_faults *faults)
{
    struct rule_draft now, wish;
    struct round round;
    if (!round_by_id(w, round_id, &round))
        return RULES_WRONG_STATE;
    enum rules_outcome outcome = may_propose(w, &round, reason);
    if (outcome != RULES_OK)
        return outcome;
    rules_freeze(w, &round); /* a round opened long ago may have no document */
    next_rules(w, &round, &now);
    if (!fit(w, &now, draft, &wish, faults))
        return RULES_INVALID;
    char *text = rule_draft_write(w->mem, &wish);
    if (str_equal(text, rule_draft_write(w->mem, &now)))
        return RULES_SAME;
    sql_rule_change_add(w->db, round_id, text, reason, w->user_id, w->now);
    log_proposal(w, round_id, &wish, reason);
    return RULES_OK;
}

/* --- the second organiser --- */

/* "jury" is followed by "jury-v2", that by "jury-v3". */
static const char *next_slug(const struct world *w, const struct round *old)
{
    enum { BASE_BYTES_MAX = 50 }; /* codes have at most 60 */
    struct round other;
    size_t bytes = strlen(old->slug);
    const char *mark = strrchr(old->slug, '-');
    if (old->replaces_id != NULL && mark != NULL && mark[1] == 'v')
        bytes = (size_t)(mark - old->slug);
    if (bytes > BASE_BYTES_MAX)
        bytes = BASE_BYTES_MAX;
    const char *slug;
    int64_t number = 2;
    do
        slug = arena_printf(w->mem, "%.*s-v%" PRId64, (int)bytes, old->slug,
                            number++);
    while (round_by_slug(w, old->edition_id, slug, &other));
    return slug;
}

static int64_t replace(const struct world *w, const struct round *old,
                       const struct rule_draft *wish)
{
    int64_t id = sql_rule_change_round_add(w->db, old->id, next_slug(w, old));
    store(w, old, id, wish);
    sql_rule_change_assignments(w->db, old->id, id);
    sql_rule_change_follow(w->db, old->id, id);
    sql_rule_change_meetings(w->db, old->id, id);
    sql_rule_change_replace(w->db, old->id, w->now);
    return id;
}

enum rules_outcome rule_change_agree(const struct world *w, int64_t change_id,
                                     int64_t *new_round)
{
    struct sql_rule_change_get_row change;
    struct sql_rule_change_since_row since;
    struct rule_draft now, draft, wish;
    struct tally_faults faults = {0};
    struct round old, next;
    *new_round = 0;
    if (!sql_rule_change_get(w->db, change_id, &change) ||
        !str_equal(change.state, "proposed") ||
        !round_by_id(w, change.round_id, &old))
        return RULES_GONE;
    if (change.proposed_by == w->user_id || !is_organiser(w))
        return RULES_ONE_PERSON;
    if (sql_rule_change_since(w->db, w->user_id, change.proposed_at, &since))
        return RULES_NEW_PERSON;
    enum rules_outcome outcome = rule_change_allowed(w, &old);
    if (outcome != RULES_OK)
        return outcome;
    next_rules(w, &old, &now);
    if (rule_draft_read(w->mem, change.document, &draft) != NULL ||
        !fit(w, &now, &draft, &wish, &faults))
        return RULES_INVALID;
    *new_round = replace(w, &old, &wish);
    reminder_move(w, old.id, *new_round);
    sql_rule_change_decide(w->db, change_id, "agreed", w->user_id, w->now,
                           new_round);
    round_by_id(w, *new_round, &next);
    audit_add(w, "rules.consent", "round", old.id,
              arena_printf(w->mem,
                           "{\"change\":%" PRId64
                           ",\"round\":\"%s\",\"version\":%" PRId64 "}",
                           change_id, next.slug, wish.rules.version));
    return RULES_OK;
}

enum rules_outcome rule_change_decline(const struct world *w, int64_t change_id)
{
    struct sql_rule_change_get_row change;
    if (!sql_rule_change_get(w->db, change_id, &change) ||
        !str_equal(change.state, "proposed"))
        return RULES_GONE;
    if (!is_organiser(w))
        return RULES_ONE_PERSON;
    sql_rule_change_decide(w->db, change_id, "declined", w->user_id, w->now,
                           NULL);
    audit_add(w, "rules.decline", "round", change.round_id,
              arena_printf(w->mem, "{\"change\":%" PRId64 "}", change_id));
    return RULES_OK;
}
