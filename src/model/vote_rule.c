/* Counting votes, and the rules as a table row and as a line of JSON. */
#include "model/vote_rule.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_vote_rule.h"
#include "gen/sql_vote_rule_write.h"
#include "model/audit.h"

const struct vote_rule vote_rule_default = {
    .quorum_percent = 50,
    .quorum_chair = true,
    .majority = VOTE_SIMPLE,
    .repeat = true,
    .casting = true,
};

static const char *const majority_codes[] = {"simple", "absolute",
                                             "two_thirds"};
enum { MAJORITIES = sizeof majority_codes / sizeof *majority_codes };

const char *vote_majority_code(enum vote_majority majority)
{
    return majority_codes[majority];
}

bool vote_majority_read(const char *code, enum vote_majority *majority)
{
    for (int i = 0; i < MAJORITIES; i++)
        if (str_equal(code, majority_codes[i])) {
            *majority = (enum vote_majority)i;
            return true;
        }
    return false;
}

/* --- counting ---------------------------------------------------------------
 */

int64_t vote_quorum(const struct vote_rule *rule, int64_t seats)
{
    int64_t needed = (rule->quorum_percent * seats + 99) / 100;
    if (rule->quorum_percent == 0)
        return 0;
    return needed > 0 ? needed : 1;
}

static bool carried(const struct vote_rule *rule,
                    const struct vote_count *count, int64_t yes, int64_t no)
{
    switch (rule->majority) {
    case VOTE_SIMPLE:
        return yes > no;
    case VOTE_ABSOLUTE:
        return 2 * yes > count->present;
    case VOTE_TWO_THIRDS:
        return yes > 0 && 3 * yes >= 2 * (yes + no);
    }
    return false;
}

/* A casting vote is one vote more: where that is not enough for the majority
 * asked for, there is nothing to cast. */
static bool tied(const struct vote_rule *rule, const struct vote_count *count,
                 int64_t no)
{
    return count->yes > 0 && count->yes == no &&
           carried(rule, count, count->yes + 1, no);
}

enum vote_outcome vote_decide(const struct vote_rule *rule,
                              const struct vote_count *count)
{
    int64_t given = count->yes + count->no + count->abstained;
    int64_t no = count->no;
    if (count->present < vote_quorum(rule, count->seats) ||
        (rule->quorum_chair && !count->chair))
        return VOTE_NO_QUORUM;
    if (rule->repeat && !count->no_abstention && 2 * count->abstained > given)
        return VOTE_REPEAT;
    if (rule->abstention_against)
        no += count->abstained;
    if (carried(rule, count, count->yes, no))
        return VOTE_CARRIED;
    return tied(rule, count, no) ? VOTE_TIED : VOTE_LOST;
}

int32_t vote_runoff(const int64_t *votes, size_t count)
{
    size_t best = 0;
    bool alone = false;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || votes[i] > votes[best]) {
            best = i;
            alone = true;
        } else if (votes[i] == votes[best]) {
            alone = false;
        }
    }
    return alone && votes[best] > 0 ? (int32_t)best : -1;
}

/* --- as JSON ----------------------------------------------------------------
 */

char *vote_rule_write(struct arena *mem, const struct vote_rule *rule)
{
    struct json_out json;
    struct buf text;
    buf_init(&text, mem);
    json_out_start(&json, &text, 0);
    json_object(&json, NULL);
    json_int(&json, "quorum_percent", rule->quorum_percent);
    json_bool(&json, "quorum_chair", rule->quorum_chair);
    json_text(&json, "majority", vote_majority_code(rule->majority));
    json_text(&json, "abstention",
              rule->abstention_against ? "against" : "ignored");
    json_bool(&json, "repeat", rule->repeat);
    json_text(&json, "casting", rule->casting ? "chair" : "none");
    json_text(&json, "scope", rule->contest ? "contest" : "named");
    json_bool(&json, "second_mark", rule->second_mark);
    json_object_end(&json);
    return text.data;
}

/* One of two words. */
static bool either(const struct json *json, const char *name, const char *off,
                   const char *on, bool *value)
{
    const char *text = json_get_text(json, name, "");
    *value = str_equal(text, on);
    return *value || str_equal(text, off);
}

const char *vote_rule_read(struct arena *mem, const char *text, size_t bytes,
                           struct vote_rule *rule)
{
    struct json_fault fault;
    const struct json *json = json_parse(mem, text, bytes, &fault);
    if (json == NULL)
        return fault.text;
    rule->quorum_percent = json_get_int(json, "quorum_percent", -1);
    rule->quorum_chair = json_get_bool(json, "quorum_chair", false);
    rule->repeat = json_get_bool(json, "repeat", false);
    rule->second_mark = json_get_bool(json, "second_mark", false);
    if (rule->quorum_percent < 0 || rule->quorum_percent > 100)
        return "the quorum is not from 0 to 100 per cent";
    if (!vote_majority_read(json_get_text(json, "majority", ""),
                            &rule->majority))
        return "the majority is of no known kind";
    if (!either(json, "abstention", "ignored", "against",
                &rule->abstention_against))
        return "abstentions are neither ignored nor against";
    if (!either(json, "casting", "none", "chair", &rule->casting))
        return "nobody known has the casting vote";
    if (!either(json, "scope", "named", "contest", &rule->contest))
        return "the scope of conflicts is of no known kind";
    return str_equal(vote_rule_write(mem, rule), arena_textn(mem, text, bytes))
               ? NULL
               : "the rules of voting are not written as we write them";
}

/* --- in the table -----------------------------------------------------------
 */

void vote_rule_get(const struct world *w, int64_t edition_id,
                   struct vote_rule *rule)
{
    struct sql_vote_rule_get_row row;
    *rule = vote_rule_default;
    if (!sql_vote_rule_get(w->db, edition_id, &row))
        return;
    *rule = (struct vote_rule){
        .quorum_percent = row.quorum_percent,
        .quorum_chair = row.quorum_chair,
        .abstention_against = str_equal(row.abstention, "against"),
        .repeat = row.repeat,
        .casting = str_equal(row.casting, "chair"),
        .contest = str_equal(row.scope, "contest"),
        .second_mark = row.second_mark,
    };
    vote_majority_read(row.majority, &rule->majority);
}

void vote_rule_set(const struct world *w, int64_t edition_id,
                   const struct vote_rule *rule)
{
    struct vote_rule before;
    vote_rule_get(w, edition_id, &before);
    const struct audit_field field = {"rules", vote_rule_write(w->mem, &before),
                                      vote_rule_write(w->mem, rule)};
    sql_vote_rule_put(w->db, edition_id, rule->quorum_percent,
                      rule->quorum_chair, vote_majority_code(rule->majority),
                      rule->abstention_against ? "against" : "ignored",
                      rule->repeat, rule->casting ? "chair" : "none",
                      rule->contest ? "contest" : "named", rule->second_mark,
                      world_actor(w), w->now);
    audit_change(w, "meeting.rules", "edition", edition_id, &field, 1);
}
