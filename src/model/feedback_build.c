/* Letters out of results. */
#include "model/feedback_build.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_feedback.h"
#include "gen/sql_round.h"
#include "model/feedback_value.h"
#include "model/seal.h"

enum { CHART_WIDTH = 1000 };

/* What the others' values are behind: a category (0: the whole round), and of
 * each part median and quartiles where it is large enough. */
struct field {
    int64_t category;
    size_t count;
    const struct feedback_line *line;
};

/* One round, counted. */
struct counted {
    struct result result;
    const int64_t *ballots;  /* in the score of each entry; 0: no score */
    const int64_t *category; /* of each entry; 0: none */
    const struct sql_round_anchors_row *anchor;
    size_t anchor_count;
    const struct field *field; /* the whole round first */
    size_t field_count;
    int64_t seal;
};

struct feedback_set {
    const struct world *w;
    struct edition edition;
    struct feedback_rule rule;
    const struct counted *round;
    size_t round_count;
    const struct sql_feedback_categories_row *category; /* by code */
    size_t category_count;
};

const struct world *feedback_world(const struct feedback_set *s)
{
    return s->w;
}

const struct edition *feedback_edition(const struct feedback_set *s)
{
    return &s->edition;
}

/* --- how many ballots are in a score --- */

/* Of the criterion with the fewest marks; marks of partial ballots count. */
static int64_t fewest_marks(const struct world *w, const struct result *r,
                            size_t entry)
{
    size_t criteria = r->input.criterion_count;
    int64_t *marks = arena_alloc(w->mem, criteria * sizeof *marks);
    for (size_t i = 0; i < r->input.mark_count; i++)
        if ((size_t)r->input.marks[i].entry == entry)
            marks[r->input.marks[i].criterion]++;
    int64_t least = criteria > 0 ? marks[0] : 0;
    for (size_t k = 1; k < criteria; k++)
        least = marks[k] < least ? marks[k] : least;
    return least;
}

static int64_t ballots_of(const struct world *w, const struct result *r,
                          size_t entry)
{
    const struct tally_official *o = r->report.official;
    if (o == NULL || o->rank[entry] == 0)
        return 0;
    if (o->combined) {
        int64_t least = INT64_MAX;
        for (size_t s = 0; s < r->stage_count; s++)
            for (size_t i = 0; i < r->stage[s].input.entry_count; i++)
                if (r->stage[s].entry_ids[i] == r->entry_ids[entry]) {
                    int64_t own = ballots_of(w, &r->stage[s], i);
                    least = own < least ? own : least;
                }
        return least == INT64_MAX ? 0 : least;
    }
    int64_t all = r->tally.entries[entry].ballots;
    if (o->method == TALLY_TRIMMED)
        return all - 2;
    if (o->method == TALLY_DECLARED) {
        const struct tally_rounding *rule = r->input.config.declared;
        return fewest_marks(w, r, entry) - rule->drop_high - rule->drop_low;
    }
    return all;
}

static bool counts(const struct counted *round, size_t entry)
{
    return round->ballots[entry] >= FEEDBACK_BALLOTS_LEAST;
}

static const struct sql_feedback_categories_row *
category_of(const struct feedback_set *s, const char *code)
{
    for (size_t i = 0; i < s->category_count; i++)
        if (str_equal(s->category[i].code, code))
            return &s->category[i];
    return NULL;
}

/* --- numbers --- */

static int ascending(const void *a, const void *b)
{
    return tally_exact_compare(*(const struct tally_fraction *)a,
                               *(const struct tally_fraction *)b);
}

/* A fraction of points in units of 10^-decimals, as a text. */
static const char *shown(const struct world *w, struct tally_fraction f,
                         int decimals)
{
    return tally_exact_display(w->mem, f, decimals);
}

/* A scale's end: no zeros behind it. */
static const char *end_text(const struct world *w, struct tally_fraction f)
{
    return tally_exact_short(w->mem,
                             tally_exact_round(f, TALLY_EXACT_DECIMALS_MAX),
                             TALLY_EXACT_DECIMALS_MAX);
}

/* Calibrated values may lie a little outside the scale. */
static int64_t place_on(struct tally_fraction f, struct tally_fraction lo,
                        struct tally_fraction hi)
{
    double range = tally_exact_double(hi) - tally_exact_double(lo);
    double share = (tally_exact_double(f) - tally_exact_double(lo)) / range;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return (int64_t)(share * CHART_WIDTH + 0.5);
}

/* --- the fields --- */

/* Those whose values are behind a median: of that category, or all (0). */
static size_t field_of(const struct counted *round, int64_t category,
                       size_t *entry)
{
    size_t count = 0;
    for (size_t i = 0; i < round->result.input.entry_count; i++)
        if (counts(round, i) &&
            (category == 0 || round->category[i] == category))
            entry[count++] = i;
    return count;
}

/* Only what the others have: median and quartiles. */
static struct feedback_line compare(const struct feedback_set *s,
                                    const struct result *r, size_t part,
                                    const size_t *field, size_t count)
{
    int decimals = r->report.decimals;
    struct feedback_line line = {.median = NULL};
    if (count < FEEDBACK_MEDIAN_LEAST)
        return line;
    struct feedback_scale scale = feedback_scale(r, part);
    struct tally_fraction *value =
        arena_alloc(s->w->mem, count * sizeof *value);
    for (size_t i = 0; i < count; i++)
        value[i] = feedback_handy(feedback_value(r, field[i], part));
    qsort(value, count, sizeof *value, ascending);
    struct tally_fraction median = feedback_quartile(value, count, 2);
    line.median = shown(s->w, median, decimals);
    line.median_at = place_on(median, scale.lo, scale.hi);
    if (count < FEEDBACK_QUARTILES_LEAST)
        return line;
    struct tally_fraction low = feedback_quartile(value, count, 1);
    struct tally_fraction high = feedback_quartile(value, count, 3);
    line.low_quartile = shown(s->w, low, decimals);
    line.low_at = place_on(low, scale.lo, scale.hi);
    line.high_quartile = shown(s->w, high, decimals);
    line.high_at = place_on(high, scale.lo, scale.hi);
    return line;
}

static struct field make_field(const struct feedback_set *s,
                               const struct counted *round, int64_t category,
                               size_t *entry)
{
    const struct result *r = &round->result;
    size_t parts = r->report.official ? r->report.official->parts : 0;
    struct feedback_line *line = arena_alloc(s->w->mem, parts * sizeof *line);
    struct field field = {category, field_of(round, category, entry), line};
    for (size_t k = 0; k < parts; k++)
        line[k] = compare(s, r, k, entry, field.count);
    return field;
}

/* The own category's, if it is large enough, else the whole round's. */
static const struct field *field_for(const struct counted *round, size_t entry)
{
    for (size_t i = 1; i < round->field_count; i++)
        if (round->field[i].category == round->category[entry])
            return &round->field[i];
    return &round->field[0];
}

/* The whole round, and each category that is large enough by itself. */
static void make_fields(const struct feedback_set *s, struct counted *round)
{
    size_t all = round->result.input.entry_count;
    size_t *entry = arena_alloc(s->w->mem, all * sizeof *entry);
    struct field *list = arena_alloc(s->w->mem, (all + 1) * sizeof *list);
    list[0] = make_field(s, round, 0, entry);
    round->field = list;
    round->field_count = 1;
    for (size_t i = 0; i < all; i++) {
        int64_t category = round->category[i];
        if (category == 0 || field_for(round, i)->category == category ||
            field_of(round, category, entry) < FEEDBACK_QUARTILES_LEAST)
            continue;
        list[round->field_count++] = make_field(s, round, category, entry);
    }
}

/* --- loading --- */

static void count_round(const struct feedback_set *s, struct counted *round)
{
    const struct world *w = s->w;
    struct result *r = &round->result;
    struct sql_round_anchors_row *anchor;
    struct seal seal;
    size_t entries = r->input.entry_count;
    int64_t *ballots = arena_alloc(w->mem, entries * sizeof *ballots);
    int64_t *category = arena_alloc(w->mem, entries * sizeof *category);
    for (size_t i = 0; i < entries; i++) {
        const struct sql_feedback_categories_row *own =
            category_of(s, r->input.entries[i]);
        ballots[i] = ballots_of(w, r, i);
        category[i] = own && own->category_id ? *own->category_id : 0;
    }
    round->ballots = ballots;
    round->category = category;
    round->anchor_count = sql_round_anchors(w->db, r->round.id, &anchor);
    round->anchor = anchor;
    make_fields(s, round);
    round->seal = seal_newest(w, r->round.id, &seal) ? seal.number : 0;
}

struct feedback_set *feedback_set(const struct world *w,
                                  const struct edition *e)
{
    struct sql_feedback_categories_row *category;
    struct feedback_set *s = arena_alloc(w->mem, sizeof *s);
    *s = (struct feedback_set){.w = w, .edition = *e};
    feedback_rule(w, e->id, &s->rule);
    s->category_count = sql_feedback_categories(w->db, e->id, &category);
    s->category = category;
    struct counted *list =
        arena_alloc(w->mem, s->rule.round_count * sizeof *list);
    for (size_t i = 0; i < s->rule.round_count; i++) {
        const struct feedback_round *r = &s->rule.round[i];
        struct counted *round = &list[s->round_count];
        if (str_equal(s->rule.offer, "none") || !r->chosen ||
            !str_equal(r->state, "closed") ||
            !result_of_round(w, r->id, &round->result))
            continue;
        count_round(s, round);
        s->round_count++;
    }
    s->round = list;
    return s;
}

/* --- one line --- */

/* The nearest described value; between two the lower one. */
static void describe(const struct feedback_set *s, const struct counted *round,
                     size_t part, struct tally_fraction mean,
                     struct feedback_line *line)
{
    const struct result *r = &round->result;
    const struct sql_round_anchors_row *best = NULL;
    struct tally_fraction nearest = {0, 1};
    for (size_t i = 0; i < round->anchor_count; i++) {
        const struct sql_round_anchors_row *a = &round->anchor[i];
        if (a->criterion_id != r->criteria[part].id)
            continue;
        struct tally_fraction off =
            tally_exact_minus(mean, feedback_points(r, a->value));
        if (off.numerator < 0)
            off.numerator = -off.numerator;
        if (best == NULL || tally_exact_compare(off, nearest) < 0) {
            best = a;
            nearest = off;
        }
    }
    if (best == NULL)
        return;
    line->anchor = end_text(s->w, feedback_points(r, best->value));
    line->anchor_de = best->text_de;
    line->anchor_en = best->text_en;
}

/* Under a declared rounding weights play no part. */
static int64_t weight_of(const struct result *r, size_t part)
{
    if (r->stage_count > 0)
        return r->input.config.combine[part].share;
    return r->report.official->method == TALLY_DECLARED
               ? 0
               : r->input.criteria[part].weight;
}

static struct feedback_line make_line(const struct feedback_set *s,
                                      const struct counted *round, size_t entry,
                                      size_t part)
{
    const struct result *r = &round->result;
    const struct result *stage = feedback_stage(r, part);
    struct feedback_scale scale = feedback_scale(r, part);
    struct tally_fraction mean = feedback_handy(feedback_value(r, entry, part));
    struct feedback_line line = {
        .name_de = stage ? stage->round.name_de : r->criteria[part].name_de,
        .name_en = stage ? stage->round.name_en : r->criteria[part].name_en,
        .weight = weight_of(r, part),
        .lo = end_text(s->w, scale.lo),
        .hi = end_text(s->w, scale.hi),
        .mean = shown(s->w, mean, r->report.decimals),
        .mean_at = place_on(mean, scale.lo, scale.hi),
    };
    if (stage == NULL)
        describe(s, round, part, mean, &line);
    return line;
}

static void make_lines(const struct feedback_set *s,
                       const struct counted *round, size_t entry,
                       struct feedback_part *p)
{
    const struct field *field = field_for(round, entry);
    const struct sql_feedback_categories_row *own =
        category_of(s, round->result.input.entries[entry]);
    size_t parts = round->result.report.official->parts;
    if (field->category != 0 && own != NULL) {
        p->field_de = own->name_de;
        p->field_en = own->name_en;
    }
    p->field_of =
        field->count >= FEEDBACK_MEDIAN_LEAST ? (int64_t)field->count : 0;
    struct feedback_line *line = arena_alloc(s->w->mem, parts * sizeof *line);
    for (size_t k = 0; k < parts; k++) {
        line[k] = make_line(s, round, entry, k);
        line[k].median = field->line[k].median;
        line[k].median_at = field->line[k].median_at;
        line[k].low_quartile = field->line[k].low_quartile;
        line[k].low_at = field->line[k].low_at;
        line[k].high_quartile = field->line[k].high_quartile;
        line[k].high_at = field->line[k].high_at;
    }
    p->line = line;
    p->line_count = parts;
}

/* --- the place in the field --- */

/* Ranks among a category, or all (0); false if they are too few. */
static bool stands(const struct counted *round, size_t entry, int64_t category,
                   struct feedback_part *p)
{
    const struct tally_official *o = round->result.report.official;
    p->rank = 1;
    p->place_of = 0;
    p->shared = false;
    for (size_t i = 0; i < o->entries; i++) {
        if (o->rank[i] == 0 ||
            (category != 0 && round->category[i] != category))
            continue;
        p->place_of++;
        p->rank += o->rank_final[i] < o->rank_final[entry];
        p->shared |= i != entry && o->rank_final[i] == o->rank_final[entry];
    }
    return p->place_of >= FEEDBACK_PLACE_LEAST;
}

static void make_place(const struct feedback_set *s,
                       const struct counted *round, size_t entry,
                       struct feedback_part *p)
{
    const struct sql_feedback_categories_row *own =
        category_of(s, round->result.input.entries[entry]);
    int64_t category = round->category[entry];
    bool said = !str_equal(s->rule.place, "none");
    if (said && category != 0 && own != NULL &&
        stands(round, entry, category, p)) {
        p->place_de = own->name_de;
        p->place_en = own->name_en;
    } else if (!said || !stands(round, entry, 0, p)) {
        p->rank = p->place_of = 0;
        p->shared = false;
    }
    if (p->rank > 0 && str_equal(s->rule.place, "third")) {
        p->third = feedback_third(p->rank, p->place_of);
        p->rank = 0;
        p->shared = false;
    }
}

/* --- comments --- */

static int64_t line_of(const struct result *r, const int64_t *criterion_id)
{
    for (size_t k = 0; criterion_id && k < r->input.criterion_count; k++)
        if (r->criteria[k].id == *criterion_id)
            return (int64_t)k;
    return -1;
}

static void make_quotes(const struct feedback_set *s, const struct result *r,
                        int64_t entry_id, struct feedback_part *p)
{
    struct feedback_choice *choice;
    size_t count = feedback_choices(s->w, s->edition.id, entry_id, &choice);
    struct feedback_quote *quote =
        arena_alloc(s->w->mem, count * sizeof *quote);
    for (size_t i = 0; i < count; i++)
        if (choice[i].round_id == r->round.id && choice[i].chosen != NULL)
            quote[p->quote_count++] = (struct feedback_quote){
                line_of(r, choice[i].criterion_id), choice[i].chosen};
    p->quote = quote;
}

/* --- the letter --- */

static struct feedback_part make_part(const struct feedback_set *s,
                                      const struct counted *round, size_t entry)
{
    const struct result *r = &round->result;
    const struct tally_official *o = r->report.official;
    struct feedback_part p = {
        .round_id = r->round.id,
        .name_de = r->round.name_de,
        .name_en = r->round.name_en,
        .given = counts(round, entry),
        .seal = round->seal,
    };
    if (!p.given)
        return p;
    p.combined = o->combined;
    p.score = shown(s->w, o->score[entry], r->report.decimals);
    p.lo = end_text(s->w, o->low);
    p.hi = end_text(s->w, o->high);
    p.ballots = o->combined ? 0 : round->ballots[entry];
    make_place(s, round, entry, &p);
    make_lines(s, round, entry, &p);
    if (!o->combined)
        make_quotes(s, r, r->entry_ids[entry], &p);
    return p;
}

bool feedback_build(const struct feedback_set *s, int64_t entry_id,
                    const char *company, struct feedback_letter *letter)
{
    struct feedback_part *part =
        arena_alloc(s->w->mem, s->round_count * sizeof *part);
    *letter = (struct feedback_letter){
        .company = company,
        .title_de = s->edition.title_de,
        .title_en = s->edition.title_en,
        .intro = "",
        .part = part,
    };
    for (size_t i = 0; i < s->round_count; i++) {
        const struct result *r = &s->round[i].result;
        for (size_t e = 0; e < r->input.entry_count; e++)
            if (r->entry_ids[e] == entry_id)
                part[letter->part_count++] = make_part(s, &s->round[i], e);
    }
    return letter->part_count > 0;
}
