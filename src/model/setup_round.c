/* Reading rounds. */
#include "model/setup_round.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_reminder_write.h"
#include "gen/sql_round.h"
#include "gen/sql_round_write.h"
#include "gen/sql_setup.h"
#include "gen/sql_setup_write.h"
#include "gen/sql_visit_write.h"
#include "model/round.h"
#include "model/tally_check.h"
#include "model/tally_setup.h"
#include "model/visit.h"

enum { SCALE_DECIMALS_MAX = 3, SCALE_MAX = 1000000 };

/* A scale value, 7 or "7.25", in units of 10^-decimals. */
static bool scale_units(const struct json *m, int decimals, int64_t *units)
{
    int64_t factor = 1, whole = 0;
    for (int i = 0; i < decimals; i++)
        factor *= 10;
    if (m != NULL && m->kind == JSON_INTEGER && m->integer <= SCALE_MAX &&
        m->integer >= -SCALE_MAX)
        whole = m->integer * factor;
    else if (m == NULL || m->kind != JSON_TEXT ||
             !str_decimal(m->text, decimals, false, &whole) ||
             whole > SCALE_MAX * factor || whole < -SCALE_MAX * factor)
        return false;
    *units = whole;
    return true;
}

static int64_t scale_value(const struct reader *r, const char *key,
                           int decimals)
{
    int64_t units = 0;
    if (!scale_units(json_get(r->object, key), decimals, &units))
        reader_fault(r, key,
                     "must be a number with at most 3 decimals, from -1000000 "
                     "to 1000000");
    return units;
}

/* The fewest decimals that write every scale value of the round. */
static int round_decimals(const struct json *criteria)
{
    static const char *const keys[] = {"min", "max", "step"};
    for (int decimals = 0; decimals < SCALE_DECIMALS_MAX; decimals++) {
        bool fits = true;
        for (const struct json *c = criteria ? criteria->child : NULL;
             c != NULL; c = c->next)
            for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
                int64_t units;
                fits &= scale_units(json_get(c, keys[i]), decimals, &units);
            }
        if (fits)
            return decimals;
    }
    return SCALE_DECIMALS_MAX;
}

static void read_anchors(const struct reader *r, int64_t criterion_id,
                         int decimals)
{
    const struct json *anchors = json_get(r->object, "anchors");
    int64_t index = 0;
    for (const struct json *m = anchors ? anchors->child : NULL; m != NULL;
         m = m->next) {
        struct reader inner = *r;
        inner.object = m;
        inner.path = arena_printf(r->w->mem, "%s.anchors[%" PRId64 "]", r->path,
                                  index++);
        reader_allow(&inner, " value text ");
        struct reader_pair words = reader_pair(&inner, "text", true);
        sql_setup_anchor_add(r->w->db, criterion_id,
                             scale_value(&inner, "value", decimals), words.de,
                             words.en);
        reader_claim(&inner, "value");
    }
}

static void read_criterion(const struct reader *r, int64_t round_id,
                           int64_t position, int decimals)
{
    reader_allow(r, " code name question weight min max step anchors ");
    struct reader_pair name = reader_pair(r, "name", true);
    struct reader_pair question = reader_pair(r, "question", false);
    int64_t lo = scale_value(r, "min", decimals);
    int64_t hi = scale_value(r, "max", decimals);
    int64_t step = scale_value(r, "step", decimals);
    if (lo >= hi || step <= 0 || (hi - lo) % step != 0) {
        reader_fault(r, "",
                     "the scale needs min < max, and a step that divides it");
        return;
    }
    int64_t id = sql_setup_criterion_add(
        r->w->db, round_id, reader_code(r, "code"), position, name.de, name.en,
        question.de, question.en, reader_whole(r, "weight", 1, 1000000, 0), lo,
        hi, step);
    reader_claim(r, "code");
    if (id != 0)
        read_anchors(r, id, decimals);
}

static const int64_t *round_category(const struct reader *r, int64_t edition_id)
{
    const struct json *m = json_get(r->object, "category");
    if (m == NULL || m->kind == JSON_NULL)
        return NULL;
    struct sql_setup_category_by_code_row row;
    int64_t *id = arena_alloc(r->w->mem, sizeof *id);
    if (m->kind != JSON_TEXT ||
        !sql_setup_category_by_code(r->w->db, edition_id, m->text, &row)) {
        reader_fault(r, "category", "is not the code of a category");
        return NULL;
    }
    *id = row.id;
    return id;
}

/* --- how marks become a ranking --- */

/* What the file says of the method, ladder and rounding. */
struct method {
    const char *name, *ladder, *declared; /* declared: JSON or "" */
};

static const char *read_ladder(const struct reader *r)
{
    struct tally_config config = tally_config_default();
    const struct json *m = json_get(r->object, "ladder");
    if (m == NULL)
        return "criteria";
    const char *why = m->kind == JSON_TEXT
                          ? tally_ladder_read(r->w->mem, m->text, &config)
                          : "must be a text";
    if (why != NULL)
        reader_fault(r, "ladder", why);
    return why == NULL ? m->text : "criteria";
}

/* A factor needs a criterion of the round. */
static void check_factors(const struct reader *r,
                          const struct tally_rounding *rule)
{
    const struct json *criteria = json_get(r->object, "criteria");
    for (size_t i = 0; i < rule->factor_count; i++) {
        bool known = false;
        for (const struct json *c = criteria ? criteria->child : NULL; c;
             c = c->next)
            known = known || str_equal(json_get_text(c, "code", ""),
                                       rule->factor[i].criterion);
        if (!known)
            reader_fault(r, "declared.factor",
                         arena_printf(r->w->mem, "%s is not a criterion",
                                      rule->factor[i].criterion));
    }
}

/* The rounding as it is stored: written in one way only. */
static const char *read_declared(const struct reader *r)
{
    const struct json *m = json_get(r->object, "declared");
    const struct tally_rounding *rule = NULL;
    struct tally_faults faults = {0};
    struct json_out json;
    struct buf text;
    if (m == NULL || m->kind == JSON_NULL)
        return "";
    const char *why = tally_rounding_read(r->w->mem, m, &rule);
    if (why == NULL && rule != NULL) {
        tally_check_rounding(r->w->mem, rule, &faults);
        why = faults.count > 0 ? faults.fault[0].text : NULL;
    }
    if (why != NULL || rule == NULL) {
        reader_fault(r, "declared", why ? why : "must be an object");
        return "";
    }
    check_factors(r, rule);
    buf_init(&text, r->w->mem);
    json_out_start(&json, &text, 0);
    tally_rounding_write(&json, NULL, r->w->mem, rule);
    return text.data;
}

static struct method read_method(const struct reader *r)
{
    struct method m = {.ladder = read_ladder(r), .declared = read_declared(r)};
    bool declared = *m.declared != '\0';
    m.name = json_get(r->object, "method")
                 ? reader_word(r, "method",
                               " mean trimmed calibrated declared ", true)
             : declared ? "declared"
                        : "mean";
    if (declared != str_equal(m.name, "declared"))
        reader_fault(r, "declared",
                     "belongs to the method \"declared\" and only there");
    if (declared != str_equal(m.name, "declared"))
        return (struct method){"mean", m.ladder, ""}; /* rolled back */
    return m;
}

static void read_criteria(const struct reader *r, int64_t round_id,
                          int decimals)
{
    const struct json *criteria = json_get(r->object, "criteria");
    if (criteria == NULL || criteria->kind != JSON_ARRAY) {
        reader_fault(r, "criteria", "must be an array");
        return;
    }
    int64_t index = 0;
    for (const struct json *m = criteria->child; m != NULL; m = m->next) {
        struct reader inner = *r;
        inner.object = m;
        inner.path =
            arena_printf(r->w->mem, "%s.criteria[%" PRId64 "]", r->path, index);
        read_criterion(&inner, round_id, ++index, decimals);
    }
}

/* An instant at which open work is reminded of. Without one, reading goes on
 * with the first second there is. */
static void read_reminder(const struct reader *r, int64_t round_id,
                          int64_t position)
{
    (void)position;
    reader_allow(r, " at hold ");
    const struct json *m = json_get(r->object, "at");
    const int64_t *at = reader_instant(r, "at");
    if (m == NULL || m->kind == JSON_NULL)
        reader_fault(r, "at", "is missing");
    sql_reminder_add(r->w->db, round_id, at ? *at : 0, reader_flag(r, "hold"),
                     0, NULL, r->w->now);
    reader_claim(r, "at");
}

static void read_visits(const struct reader *r, int64_t round_id)
{
    const struct visit_rule *usual = &visit_rule_default;
    struct reader inner;
    if (!reader_object(r, "visits", &inner))
        return;
    reader_allow(&inner, " jurors_min minutes travel_minutes ");
    sql_visit_rule_put(r->w->db, round_id,
                       reader_whole(&inner, "jurors_min", 1, VISIT_JURORS_MAX,
                                    usual->jurors_min),
                       reader_whole(&inner, "minutes", VISIT_MINUTES_MIN,
                                    VISIT_MINUTES_MAX, usual->minutes),
                       reader_whole(&inner, "travel_minutes", 0,
                                    VISIT_MINUTES_MAX, usual->travel_minutes));
}

/* What only a round with marks of its own has. */
static void refuse_marks(const struct reader *r)
{
    static const char *const keys[] = {"criteria",
                                       "method",
                                       "lambda",
                                       "declared",
                                       "reminders",
                                       "comment_min",
                                       "criterion_comment_min",
                                       "visit",
                                       "visits"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (json_get(r->object, keys[i]) != NULL)
            reader_fault(r, keys[i],
                         "does not belong to a round that combines others");
}

/* A round that combines others takes what they took. */
static const char *read_entries(const struct reader *r, bool combines)
{
    if (combines && json_get(r->object, "entries") != NULL)
        reader_fault(r, "entries",
                     "does not belong to a round that combines others");
    return reader_word(r, "entries", " all nominees ", false);
}

static void read_round(const struct reader *r, int64_t edition_id,
                       int64_t position)
{
    (void)position;
    reader_allow(
        r,
        " slug stage entries category name method quorum decimals lambda "
        "ladder declared combine disclosure closes criteria comment_min "
        "criterion_comment_min visit visits reminders ");
    bool combines = json_get(r->object, "combine") != NULL;
    int decimals = round_decimals(json_get(r->object, "criteria"));
    struct reader_pair name = reader_pair(r, "name", true);
    struct method method = read_method(r);
    const char *slug = reader_text(r, "slug", true);
    if (slug[0] != '\0' && !reader_is_code(slug, false))
        reader_fault(r, "slug", "must be small letters, digits, - and _");
    int64_t id = sql_setup_round_add(
        r->w->db, edition_id, round_category(r, edition_id), slug,
        reader_whole(r, "stage", 1, 9, 1), read_entries(r, combines), name.de,
        name.en, method.name, reader_whole(r, "quorum", 1, 10000, 3),
        reader_whole(r, "decimals", 0, 4, 2),
        reader_whole(r, "lambda", 1, TALLY_LAMBDA_MAX, 3), method.ladder,
        method.declared, decimals,
        reader_word(r, "disclosure", " own close never ", false),
        reader_instant(r, "closes"));
    reader_claim(r, "slug");
    if (id == 0)
        return;
    if (combines) {
        refuse_marks(r);
        return;
    }
    sql_round_sheet(
        r->w->db, id,
        reader_whole(r, "comment_min", 0, ROUND_COMMENT_CHARACTERS_MAX, 0),
        reader_whole(r, "criterion_comment_min", 0,
                     ROUND_COMMENT_CHARACTERS_MAX, 0),
        reader_flag(r, "visit"));
    read_criteria(r, id, decimals);
    reader_each(r, "reminders", false, id, read_reminder);
    read_visits(r, id);
}

/* --- combined rounds, when all rounds are there --- */

/* A round with marks of its own, not later than the one that combines it: so
 * nothing ever goes round in a circle. */
static bool find_part(const struct reader *r, int64_t edition_id,
                      const char *slug, int64_t stage, int64_t *id)
{
    struct sql_round_by_slug_row part;
    struct sql_setup_criteria_row *criteria;
    if (!sql_round_by_slug(r->w->db, edition_id, slug, &part) ||
        part.stage > stage ||
        sql_setup_criteria(r->w->db, part.id, &criteria) == 0)
        return false;
    *id = part.id;
    return true;
}

/* {"papier": 50, "besuch": 50}: rounds of an earlier or the same stage. */
static void read_share(const struct reader *r, int64_t edition_id,
                       const struct json *share, int64_t position)
{
    struct sql_round_by_slug_row own;
    int64_t part;
    const char *key = arena_printf(r->w->mem, "combine.%s", share->key);
    const char *slug = json_get_text(r->object, "slug", "");
    if (share->kind != JSON_INTEGER || share->integer < 1 ||
        share->integer > TALLY_SHARE_MAX) {
        reader_fault(r, key, "must be a whole number of shares, from 1");
        return;
    }
    if (!sql_round_by_slug(r->w->db, edition_id, slug, &own))
        return; /* its own fault is noted */
    /* of two rounds with one slug, `own` is the first for both of them */
    if (!find_part(r, edition_id, share->key, own.stage, &part) ||
        part == own.id) {
        reader_fault(r, key,
                     "is not the slug of a round with criteria, of an earlier "
                     "or the same stage");
        return;
    }
    sql_setup_share_add(r->w->db, own.id, part, share->integer, position);
    reader_claim(r, key);
}

static void read_combine(const struct reader *r, int64_t edition_id,
                         int64_t position)
{
    const struct json *m = json_get(r->object, "combine");
    (void)position;
    if (m == NULL)
        return;
    if (m->kind != JSON_OBJECT || m->count == 0 ||
        m->count > TALLY_CRITERIA_MAX) {
        reader_fault(r, "combine", "must be an object: rounds and shares");
        return;
    }
    int64_t at = 0;
    for (const struct json *s = m->child; s; s = s->next)
        read_share(r, edition_id, s, ++at);
}

void setup_read_rounds(const struct reader *r, int64_t edition_id)
{
    reader_each(r, "rounds", false, edition_id, read_round);
    reader_each(r, "rounds", false, edition_id, read_combine);
}
