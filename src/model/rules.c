/* Rules as a document. It is written in one way only, so that equal rules are
 * equal texts and a digest stands for them. */
#include "model/rules.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_rules.h"
#include "gen/sql_rules_write.h"
#include "model/audit.h"
#include "model/tally_exact.h"
#include "model/tally_setup.h"

/* --- from the tables --- */

static void take_criteria(const struct world *w, const struct round *round,
                          struct rules *rules)
{
    struct criterion *row;
    size_t count = round_criteria(w, round->id, &row);
    struct tally_criterion *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct tally_criterion){row[i].code, row[i].weight,
                                           row[i].lo, row[i].hi, row[i].step};
    rules->criteria = list;
    rules->criterion_count = count;
}

static void take_shares(const struct world *w, const struct round *round,
                        struct tally_config *config)
{
    struct sql_round_shares_row *row;
    size_t count = sql_round_shares(w->db, round->id, &row);
    struct tally_share *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct tally_share){row[i].slug, row[i].share};
    config->combine = list;
    config->combine_count = count;
}

static const char *take_config(const struct world *w, const struct round *round,
                               struct tally_config *config)
{
    struct json_fault fault;
    *config = tally_config_default();
    config->quorum = round->quorum;
    config->decimals = round->decimals;
    config->lambda = round->lambda;
    if (!tally_method_from_name(round->method, &config->method))
        return "the method is not known";
    const char *why = tally_ladder_read(w->mem, round->ladder, config);
    if (why == NULL && *round->declared) {
        const struct json *rule = json_parse(w->mem, round->declared,
                                             strlen(round->declared), &fault);
        why = rule ? tally_rounding_read(w->mem, rule, &config->declared)
                   : fault.text;
    }
    take_shares(w, round, config);
    return why;
}

/* 1, or one more than the round had that this one replaces. */
static int64_t next_version(const struct world *w, const struct round *round)
{
    struct rules_frozen before;
    if (round->replaces_id != NULL &&
        rules_frozen(w, *round->replaces_id, &before))
        return before.version + 1;
    return 1;
}

const char *rules_of_round(const struct world *w, const struct round *round,
                           struct rules *rules)
{
    struct sql_rules_category_row category;
    struct rules_frozen frozen;
    *rules = (struct rules){
        .round = round->slug,
        .disclosure = round->disclosure,
        .stage = round->stage,
        .entries = str_equal(round->entries, "all") ? NULL : round->entries,
        .decimals = (int)round->scale_decimals,
    };
    if (round->category_id != NULL &&
        sql_rules_category(w->db, *round->category_id, &category))
        rules->category = category.code;
    rules->version = rules_frozen(w, round->id, &frozen)
                         ? frozen.version
                         : next_version(w, round);
    take_criteria(w, round, rules);
    return take_config(w, round, &rules->config);
}

/* --- the document --- */

static void write_criterion(struct json_out *json, struct arena *mem,
                            const struct tally_criterion *k, int decimals)
{
    json_object(json, NULL);
    json_text(json, "code", k->id);
    json_int(json, "weight", k->weight);
    json_text(json, "min", tally_exact_short(mem, k->lo, decimals));
    json_text(json, "max", tally_exact_short(mem, k->hi, decimals));
    json_text(json, "step", tally_exact_short(mem, k->step, decimals));
    json_object_end(json);
}

char *rules_write(struct arena *mem, const struct rules *rules)
{
    struct json_out json;
    struct buf out;
    buf_init(&out, mem);
    json_out_start(&json, &out, 0);
    json_object(&json, NULL);
    json_text(&json, "round", rules->round);
    json_int(&json, "version", rules->version);
    json_int(&json, "stage", rules->stage);
    json_text(&json, "category", rules->category);
    if (rules->entries != NULL)
        json_text(&json, "entries", rules->entries);
    json_text(&json, "disclosure", rules->disclosure);
    json_int(&json, "mark_decimals", rules->decimals);
    tally_config_write(&json, "config", mem, &rules->config);
    json_array(&json, "criteria");
    for (size_t k = 0; k < rules->criterion_count; k++)
        write_criterion(&json, mem, &rules->criteria[k], rules->decimals);
    json_array_end(&json);
    json_object_end(&json);
    return out.data;
}

static bool read_units(const struct json *object, const char *key, int decimals,
                       int64_t *units)
{
    bool rest;
    const char *text = json_get_text(object, key, "");
    return tally_number(text, decimals, units, &rest) && !rest;
}

static bool read_criterion(const struct json *object, int decimals,
                           struct tally_criterion *k)
{
    k->id = json_get_text(object, "code", "");
    k->weight = json_get_int(object, "weight", 0);
    return *k->id && read_units(object, "min", decimals, &k->lo) &&
           read_units(object, "max", decimals, &k->hi) &&
           read_units(object, "step", decimals, &k->step);
}

static const char *read_criteria(struct arena *mem, const struct json *array,
                                 struct rules *rules)
{
    if (array == NULL || array->kind != JSON_ARRAY ||
        array->count > TALLY_CRITERIA_MAX)
        return "the criteria must be an array";
    struct tally_criterion *list =
        arena_alloc(mem, array->count * sizeof *list);
    for (const struct json *m = array->child; m; m = m->next)
        if (!read_criterion(m, rules->decimals,
                            &list[rules->criterion_count++]))
            return "a criterion needs code, weight, min, max and step";
    rules->criteria = list;
    return NULL;
}

const char *rules_read(struct arena *mem, const char *document, size_t bytes,
                       struct rules *rules)
{
    struct json_fault fault;
    const struct json *root = json_parse(mem, document, bytes, &fault);
    *rules = (struct rules){.round = NULL};
    if (root == NULL)
        return fault.text;
    int64_t decimals = json_get_int(root, "mark_decimals", -1);
    rules->round = json_get_text(root, "round", "");
    rules->category = json_get_text(root, "category", NULL);
    rules->entries = json_get_text(root, "entries", NULL);
    rules->disclosure = json_get_text(root, "disclosure", "");
    rules->stage = json_get_int(root, "stage", 0);
    rules->version = json_get_int(root, "version", 0);
    if (*rules->round == '\0' || rules->version < 1 || decimals < 0 ||
        decimals > TALLY_SCALE_DECIMALS_MAX)
        return "the rules need round, version and mark_decimals";
    if (rules->entries != NULL && !str_equal(rules->entries, "nominees"))
        return "the rules take all nominations or only the nominees";
    rules->decimals = (int)decimals;
    const char *why =
        tally_config_read(mem, json_get(root, "config"), &rules->config);
    if (why == NULL)
        why = read_criteria(mem, json_get(root, "criteria"), rules);
    if (why != NULL)
        return why;
    return str_equal(rules_write(mem, rules), arena_textn(mem, document, bytes))
               ? NULL
               : "the rules are not written as they must be";
}

/* --- fixing them --- */

bool rules_frozen(const struct world *w, int64_t round_id,
                  struct rules_frozen *frozen)
{
    struct sql_rules_get_row row;
    if (!sql_rules_get(w->db, round_id, &row))
        return false;
    *frozen = (struct rules_frozen){row.version, row.document, row.digest,
                                    row.frozen_at};
    return true;
}

void rules_freeze(const struct world *w, const struct round *round)
{
    struct rules rules;
    rules_of_round(w, round, &rules);
    char *document = rules_write(w->mem, &rules);
    char *digest = secret_digest(w->mem, document, strlen(document));
    if (sql_rules_add(w->db, round->id, rules.version, document, digest,
                      world_actor(w), w->now) == 0)
        return; /* they are fixed already */
    audit_add(w, "rules.freeze", "round", round->id,
              arena_printf(w->mem,
                           "{\"version\":%" PRId64 ",\"digest\":\"%s\"}",
                           rules.version, digest));
}

const char *rules_drift(const struct world *w, const struct round *round)
{
    struct rules_frozen frozen;
    struct rules rules;
    if (!rules_frozen(w, round->id, &frozen))
        return NULL;
    if (!str_equal(
            secret_digest(w->mem, frozen.document, strlen(frozen.document)),
            frozen.digest))
        return "the fixed rules are not the ones that were fixed";
    const char *why = rules_of_round(w, round, &rules);
    if (why != NULL)
        return why;
    return str_equal(rules_write(w->mem, &rules), frozen.document)
               ? NULL
               : "criteria or settings differ from the fixed rules";
}
