/* A result as JSON, in the words of the scoring specification. */
#include "model/tally_json.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "model/tally_json_all.h"
#include "model/tally_setup.h"
#include "model/tally_show.h"

enum { INDENT = 1 };

enum ranking { BY_SCORE, BY_LADDER, BY_MEDIAN };

struct writing {
    struct json_out *json;
    struct arena *mem;
    const struct tally_result *result;
    const struct tally_all *all; /* NULL: the mean and the median only */
};

typedef struct tally_fraction score_function(const struct tally_result *result,
                                             size_t entry);

static const char *entry_id(const struct writing *w, size_t entry)
{
    return w->result->input->entries[entry];
}

static void write_counts(struct writing *w)
{
    const struct tally_result *result = w->result;
    json_object(w->json, "counts");
    json_int(w->json, "scores", (int64_t)result->input->mark_count);
    json_int(w->json, "ballots", (int64_t)result->counted_ballots);
    json_int(w->json, "partial_ballots", (int64_t)result->partial_count);
    json_int(w->json, "entries", (int64_t)result->ranked_count);
    json_int(w->json, "jurors", (int64_t)result->counted_jurors);
    json_int(w->json, "criteria", (int64_t)result->input->criterion_count);
    json_object_end(w->json);
}

static void write_point(struct writing *w, const char *key,
                        struct tally_fraction point)
{
    if (point.denominator == 1)
        json_int(w->json, key, (int64_t)point.numerator);
    else
        json_real(w->json, key, tally_exact_double(point));
}

static void write_scale(struct writing *w)
{
    json_object(w->json, "scale");
    json_bool(w->json, "common", w->result->common);
    write_point(w, "report_min", tally_show_low(w->result));
    write_point(w, "report_max", tally_show_high(w->result));
    json_int(w->json, "weight_sum", w->result->weight_sum);
    json_int(w->json, "L", w->result->range);
    json_object_end(w->json);
}

static void write_absent(struct writing *w)
{
    const struct tally_result *result = w->result;
    json_array(w->json, "partial_ballots");
    for (size_t i = 0; i < result->partial_count; i++) {
        const struct tally_pair *pair = &result->partial[i];
        json_object(w->json, NULL);
        json_text(w->json, "juror", result->input->jurors[pair->juror]);
        json_text(w->json, "entry", entry_id(w, (size_t)pair->entry));
        json_object_end(w->json);
    }
    json_array_end(w->json);
    json_array(w->json, "below_quorum");
    for (size_t i = 0; i < result->input->entry_count; i++)
        if (!result->entries[i].ranked)
            json_text(w->json, NULL, entry_id(w, i));
    json_array_end(w->json);
}

static void write_ballots(struct writing *w)
{
    json_object(w->json, "ballots_per_entry");
    for (size_t i = 0; i < w->result->input->entry_count; i++)
        if (w->result->entries[i].ranked)
            json_int(w->json, entry_id(w, i), w->result->entries[i].ballots);
    json_object_end(w->json);
    json_bool(w->json, "complete", w->result->complete);
}

/* The numbers of all entries (or jurors) that count, by component, ascending
 * within each; *from has the component's start, and one more. */
static int32_t *by_component(struct writing *w, bool jurors, size_t **from)
{
    const struct tally_result *result = w->result;
    size_t all =
        jurors ? result->input->juror_count : result->input->entry_count;
    size_t *start =
        arena_alloc(w->mem, (result->component_count + 2) * sizeof *start);
    int32_t *list = arena_alloc(w->mem, all * sizeof *list);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < all; i++) {
            bool counts = jurors ? result->jurors[i].ballots > 0
                                 : result->entries[i].ranked;
            size_t own = (size_t)(jurors ? result->jurors[i].component
                                         : result->entries[i].component);
            if (counts && fill == 0)
                start[own + 2]++;
            else if (counts)
                list[start[own + 1]++] = (int32_t)i;
        }
        for (size_t i = 2; fill == 0 && i <= result->component_count; i++)
            start[i] += start[i - 1];
    }
    *from = start;
    return list;
}

static void write_members(struct writing *w, const char *key,
                          const char *const *ids, const int32_t *list,
                          const size_t *range)
{
    json_array(w->json, key);
    for (size_t i = range[0]; i < range[1]; i++)
        json_text(w->json, NULL, ids[list[i]]);
    json_array_end(w->json);
}

static void write_components(struct writing *w)
{
    const struct tally_input *input = w->result->input;
    size_t *entry_from, *juror_from;
    int32_t *entries = by_component(w, false, &entry_from);
    int32_t *jurors = by_component(w, true, &juror_from);
    json_array(w->json, "components");
    for (size_t i = 0; i < w->result->component_count; i++) {
        json_object(w->json, NULL);
        write_members(w, "entries", input->entries, entries, entry_from + i);
        write_members(w, "jurors", input->jurors, jurors, juror_from + i);
        json_object_end(w->json);
    }
    json_array_end(w->json);
}

static void write_scores(struct writing *w, score_function *score_of)
{
    size_t count = w->result->input->entry_count;
    json_text(w->json, "status", "ok");
    json_object(w->json, "score");
    for (size_t i = 0; i < count; i++)
        if (w->result->entries[i].ranked)
            json_real(w->json, entry_id(w, i),
                      tally_exact_double(score_of(w->result, i)));
    json_object_end(w->json);
    json_object(w->json, "exact");
    for (size_t i = 0; i < count; i++)
        if (w->result->entries[i].ranked)
            json_text(w->json, entry_id(w, i),
                      tally_exact_text(w->mem, score_of(w->result, i)));
    json_object_end(w->json);
    json_object(w->json, "display");
    for (size_t i = 0; i < count; i++)
        if (w->result->entries[i].ranked)
            json_text(
                w->json, entry_id(w, i),
                tally_exact_display(w->mem, score_of(w->result, i),
                                    (int)w->result->input->config.decimals));
    json_object_end(w->json);
}

static int32_t rank_of(const struct tally_entry *entry, enum ranking ranking)
{
    switch (ranking) {
    case BY_SCORE:
        return entry->rank;
    case BY_LADDER:
        return entry->rank_final;
    case BY_MEDIAN:
        return entry->median_rank;
    }
    return 0;
}

static void write_ranks(struct writing *w, const char *key,
                        enum ranking ranking)
{
    json_object(w->json, key);
    for (size_t i = 0; i < w->result->input->entry_count; i++)
        if (w->result->entries[i].ranked)
            json_int(w->json, entry_id(w, i),
                     rank_of(&w->result->entries[i], ranking));
    json_object_end(w->json);
}

static void write_distinct(struct writing *w)
{
    const struct tally_shown *shown = tally_show_scores(w->mem, w->result);
    json_object(w->json, "display_distinct");
    for (size_t i = 0; i < w->result->input->entry_count; i++)
        if (shown[i].text)
            json_text(w->json, entry_id(w, i), shown[i].text);
    json_object_end(w->json);
}

static void write_methods(struct writing *w)
{
    json_object(w->json, "methods");
    json_object(w->json, "mean");
    write_scores(w, tally_show_score);
    write_distinct(w);
    write_ranks(w, "rank", BY_SCORE);
    write_ranks(w, "rank_final", BY_LADDER);
    json_object_end(w->json);
    json_object(w->json, "median");
    write_scores(w, tally_show_median);
    write_ranks(w, "rank", BY_MEDIAN);
    json_object_end(w->json);
    if (w->all)
        tally_json_all_methods(w->json, w->mem, w->all);
    json_object_end(w->json);
}

static void write_contributions(struct writing *w)
{
    const struct tally_input *input = w->result->input;
    json_object(w->json, "contributions_mean");
    for (size_t i = 0; i < input->entry_count; i++) {
        if (!w->result->entries[i].ranked)
            continue;
        json_object(w->json, entry_id(w, i));
        for (size_t k = 0; k < input->criterion_count; k++)
            json_text(w->json, input->criteria[k].id,
                      tally_exact_text(
                          w->mem, tally_show_contribution(w->result, i, k)));
        json_object_end(w->json);
    }
    json_object_end(w->json);
}

static void write_result(struct writing *w, const char *key)
{
    const struct tally_result *result = w->result;
    enum tally_method method =
        w->all ? result->input->config.method : TALLY_MEAN;
    json_object(w->json, key);
    json_text(w->json, "spec", "scoring-spec 1");
    json_text(w->json, "method", tally_method_name(method));
    tally_config_write(w->json, "config", w->mem, &result->input->config);
    write_counts(w);
    write_scale(w);
    write_absent(w);
    write_ballots(w);
    write_components(w);
    write_methods(w);
    write_contributions(w);
    if (w->all) {
        tally_json_all_checks(w->json, w->mem, w->all);
        tally_json_warnings(w->json, result, w->all->warnings,
                            w->all->warning_count);
    } else {
        tally_json_warnings(w->json, result, result->warnings,
                            result->warning_count);
    }
    json_object_end(w->json);
}

static void write_document(struct buf *out, const struct tally_result *result,
                           const struct tally_all *all)
{
    struct json_out json;
    struct arena *mem = arena_new();
    struct writing w = {&json, mem, result, all};
    json_out_start(&json, out, INDENT);
    write_result(&w, NULL);
    buf_addc(out, '\n');
    arena_free(mem);
}

void tally_json(struct buf *out, const struct tally_result *result)
{
    write_document(out, result, NULL);
}

void tally_json_all(struct buf *out, const struct tally_all *all)
{
    write_document(out, all->result, all);
}

static void write_names(struct json_out *json, const char *key,
                        const char *const *ids, const char *const *names,
                        size_t count)
{
    json_object(json, key);
    for (size_t i = 0; i < count; i++)
        json_text(json, ids[i], names[i]);
    json_object_end(json);
}

static void write_shares(struct json_out *json,
                         const struct tally_report *report)
{
    const struct tally_config *config = &report->input->config;
    json_object(json, "shares");
    for (size_t i = 0; i < config->combine_count; i++)
        json_int(json, config->combine[i].round, config->combine[i].share);
    json_object_end(json);
}

/* A combined round: {"spec", "methods": {"combined": …}}. */
static void write_combined(struct json_out *json, struct arena *mem,
                           const struct tally_report *report)
{
    const struct tally_official *o = report->official;
    const char *const *ids = report->input->entries;
    const struct tally_report_score *score = tally_report_scores(mem, report);
    json_object(json, "tally");
    json_text(json, "spec", "scoring-spec 1");
    json_object(json, "methods");
    json_object(json, "combined");
    json_text(json, "status", tally_status_name(o->status));
    write_shares(json, report);
    json_object(json, "exact");
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank[i] > 0)
            json_text(json, ids[i], tally_exact_text(mem, o->score[i]));
    json_object_end(json);
    json_object(json, "display");
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank[i] > 0)
            json_text(json, ids[i], score[i].text);
    json_object_end(json);
    json_object(json, "rank");
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank[i] > 0)
            json_int(json, ids[i], o->rank[i]);
    json_object_end(json);
    json_object(json, "rank_final");
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank[i] > 0)
            json_int(json, ids[i], o->rank_final[i]);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

/* What counts, with drawn lots: {"method", "rank_final": {ID: rank}}. */
static void write_official(struct json_out *json,
                           const struct tally_report *report)
{
    const struct tally_official *o = report->official;
    if (!o) {
        json_null(json, "official");
        return;
    }
    json_object(json, "official");
    json_text(json, "method",
              o->combined ? "combined" : tally_method_name(o->method));
    json_object(json, "rank_final");
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank[i] > 0)
            json_int(json, report->input->entries[i], o->rank_final[i]);
    json_object_end(json);
    json_object_end(json);
}

static void write_report(struct json_out *json, struct arena *mem,
                         const struct tally_report *report)
{
    const struct tally_input *input = report->input;
    json_object(json, NULL);
    json_text(json, "round", report->round);
    json_text(json, "category", report->category);
    json_text(json, "stage", report->stage);
    json_object(json, "names");
    write_names(json, "entries", input->entries, report->entry_names,
                input->entry_count);
    write_names(json, "jurors", input->jurors, report->juror_names,
                input->juror_count);
    json_object_end(json);
    struct writing w = {json, mem, report->result, report->all};
    write_official(json, report);
    if (report->result)
        write_result(&w, "tally");
    else if (report->official)
        write_combined(json, mem, report);
    else
        json_null(json, "tally");
    json_object_end(json);
}

void tally_json_reports(struct buf *out, const char *edition,
                        const struct tally_report *reports, size_t count)
{
    struct json_out json;
    struct arena *mem = arena_new();
    json_out_start(&json, out, INDENT);
    json_object(&json, NULL);
    json_text(&json, "edition", edition);
    json_array(&json, "rounds");
    for (size_t i = 0; i < count; i++)
        write_report(&json, mem, &reports[i]);
    json_array_end(&json);
    json_object_end(&json);
    buf_addc(out, '\n');
    arena_free(mem);
}
