/* Methods and warnings as JSON. */
#include <math.h>

#include "base/arena.h"
#include "base/json.h"
#include "model/tally_json_all.h"

struct writing {
    struct json_out *json;
    struct arena *mem;
    const struct tally_all *all;
    const struct tally_panel *panel;
};

static const char *entry_id(const struct writing *w, size_t i)
{
    return w->panel->result->input->entries[w->panel->entry[i]];
}

static void write_ranks(struct writing *w, const char *key, const int32_t *rank)
{
    json_object(w->json, key);
    for (size_t i = 0; i < w->panel->entries; i++) {
        if (rank[i] > 0)
            json_int(w->json, entry_id(w, i), rank[i]);
        else
            json_null(w->json, entry_id(w, i));
    }
    json_object_end(w->json);
}

static void write_reals(struct writing *w, const char *key, const double *value)
{
    json_object(w->json, key);
    for (size_t i = 0; i < w->panel->entries; i++)
        json_real(w->json, entry_id(w, i), value[i]);
    json_object_end(w->json);
}

static void write_dropped(struct writing *w)
{
    const struct tally_trimmed *t = &w->all->trimmed;
    const struct tally_panel *panel = w->panel;
    const char *const *jurors = panel->result->input->jurors;
    json_object(w->json, "dropped");
    for (size_t i = 0; i < panel->entries; i++) {
        json_object(w->json, entry_id(w, i));
        json_text(w->json, "low",
                  jurors[panel->juror[panel->owner[t->low[i]]]]);
        json_text(w->json, "high",
                  jurors[panel->juror[panel->owner[t->high[i]]]]);
        json_object_end(w->json);
    }
    json_object_end(w->json);
}

static void write_trimmed_scores(struct writing *w)
{
    const struct tally_trimmed *t = &w->all->trimmed;
    size_t n = w->panel->entries;
    int decimals = (int)w->panel->result->input->config.decimals;
    struct tally_fraction *score = arena_alloc(w->mem, n * sizeof *score);
    for (size_t i = 0; i < n; i++)
        score[i] = tally_trimmed_score(w->panel, t, i);
    json_object(w->json, "score");
    for (size_t i = 0; i < n; i++)
        json_real(w->json, entry_id(w, i), tally_exact_double(score[i]));
    json_object_end(w->json);
    json_object(w->json, "exact");
    for (size_t i = 0; i < n; i++)
        json_text(w->json, entry_id(w, i), tally_exact_text(w->mem, score[i]));
    json_object_end(w->json);
    json_object(w->json, "display");
    for (size_t i = 0; i < n; i++)
        json_text(w->json, entry_id(w, i),
                  tally_exact_display(w->mem, score[i], decimals));
    json_object_end(w->json);
}

static void write_trimmed(struct writing *w)
{
    const struct tally_trimmed *t = &w->all->trimmed;
    json_object(w->json, "trimmed");
    json_text(w->json, "status", tally_status_name(t->status));
    if (t->status == TALLY_OK) {
        write_trimmed_scores(w);
        write_ranks(w, "rank", t->rank);
        write_ranks(w, "rank_final", t->rank_final);
        write_dropped(w);
    } else {
        json_array(w->json, "entries");
        for (size_t i = 0; i < t->lacking_count; i++)
            json_text(w->json, NULL, entry_id(w, (size_t)t->lacking[i]));
        json_array_end(w->json);
    }
    json_object_end(w->json);
}

/* A double rounded half away from zero, with so many decimals. */
static const char *display(struct writing *w, double value)
{
    int decimals = (int)w->panel->result->input->config.decimals;
    double scale = pow(10, decimals);
    double units = round(fabs(value) * scale);
    const char *sign = value < 0 && units > 0 ? "-" : "";
    return arena_printf(w->mem, "%s%.*f", sign, decimals, units / scale);
}

static void write_criterion_scores(struct writing *w)
{
    const struct tally_criterion *criteria = w->panel->result->input->criteria;
    const double *score = w->all->calibrated.criterion_score;
    size_t count = w->panel->criteria;
    json_object(w->json, "criterion_score");
    for (size_t i = 0; i < w->panel->entries; i++) {
        json_object(w->json, entry_id(w, i));
        for (size_t k = 0; k < count; k++)
            json_real(w->json, criteria[k].id, score[i * count + k]);
        json_object_end(w->json);
    }
    json_object_end(w->json);
}

static void write_calibrated(struct writing *w)
{
    const struct tally_calibrated *c = &w->all->calibrated;
    const struct tally_input *input = w->panel->result->input;
    json_object(w->json, "calibrated");
    json_text(w->json, "status", tally_status_name(c->status));
    json_int(w->json, "lambda", input->config.lambda);
    if (c->status == TALLY_OK) {
        write_reals(w, "score", c->score);
        json_object(w->json, "display");
        for (size_t i = 0; i < w->panel->entries; i++)
            json_text(w->json, entry_id(w, i), display(w, c->score[i]));
        json_object_end(w->json);
        write_ranks(w, "rank", c->rank);
        write_ranks(w, "rank_final", c->rank_final);
        json_object(w->json, "leniency");
        for (size_t j = 0; j < w->panel->jurors; j++)
            json_real(w->json, input->jurors[w->panel->juror[j]],
                      c->leniency[j]);
        json_object_end(w->json);
        write_criterion_scores(w);
    }
    json_object_end(w->json);
}

static const char *declared_units(struct writing *w, int64_t units,
                                  int64_t decimals)
{
    return tally_exact_units(w->mem, units, (int)decimals);
}

static void write_declared_scores(struct writing *w)
{
    const struct tally_declared *d = w->all->declared;
    const struct tally_input *input = w->panel->result->input;
    const struct tally_rounding *rule = input->config.declared;
    size_t n = w->panel->entries, count = w->panel->criteria;
    double *score = arena_alloc(w->mem, n * sizeof *score);
    json_object(w->json, "criterion_score");
    for (size_t i = 0; i < n; i++) {
        json_object(w->json, entry_id(w, i));
        for (size_t k = 0; k < count; k++)
            json_text(w->json, input->criteria[k].id,
                      declared_units(w, d->criterion_score[i * count + k],
                                     rule->round_criterion));
        json_object_end(w->json);
        score[i] = (double)d->score[i] / pow(10, (double)rule->round_product);
    }
    json_object_end(w->json);
    write_reals(w, "score", score);
    json_object(w->json, "display");
    for (size_t i = 0; i < n; i++)
        json_text(w->json, entry_id(w, i),
                  declared_units(w, d->score[i], rule->round_product));
    json_object_end(w->json);
}

static void write_declared(struct writing *w)
{
    const struct tally_declared *d = w->all->declared;
    if (!d)
        return;
    json_object(w->json, "declared");
    json_text(w->json, "status", tally_status_name(d->status));
    if (d->status == TALLY_OK) {
        write_declared_scores(w);
        write_ranks(w, "rank", d->rank);
    } else {
        json_array(w->json, "entries");
        for (size_t i = 0; i < d->lacking_count; i++)
            json_text(w->json, NULL,
                      w->panel->result->input->entries[d->lacking[i]]);
        json_array_end(w->json);
    }
    json_object_end(w->json);
}

/* The other rounds are not here: no entry has a score in them. */
static void write_combined(struct writing *w)
{
    const struct tally_config *config = &w->panel->result->input->config;
    if (config->combine_count == 0)
        return;
    json_object(w->json, "combined");
    json_text(w->json, "status", "E_ROUND");
    json_array(w->json, "rounds");
    for (size_t i = 0; i < config->combine_count; i++)
        json_text(w->json, NULL, config->combine[i].round);
    json_array_end(w->json);
    json_object_end(w->json);
}

static void write_borda(struct writing *w)
{
    json_object(w->json, "borda");
    json_text(w->json, "status", "ok");
    write_reals(w, "score", w->all->borda.score);
    write_ranks(w, "rank", w->all->borda.rank);
    json_object_end(w->json);
}

static void write_schulze(struct writing *w)
{
    const struct tally_schulze *s = &w->all->schulze;
    size_t n = w->panel->entries;
    if (!s->rank) {
        json_null(w->json, "schulze");
        return;
    }
    json_object(w->json, "schulze");
    json_text(w->json, "status", "ok");
    write_ranks(w, "rank", s->rank);
    json_text(w->json, "condorcet_winner",
              s->condorcet < 0 ? NULL : entry_id(w, (size_t)s->condorcet));
    json_object(w->json, "pairwise");
    for (size_t a = 0; a < n; a++) {
        json_object(w->json, entry_id(w, a));
        for (size_t b = 0; b < n; b++)
            json_int(w->json, entry_id(w, b), s->pairwise[a * n + b]);
        json_object_end(w->json);
    }
    json_object_end(w->json);
    json_object_end(w->json);
}

void tally_json_all_methods(struct json_out *json, struct arena *mem,
                            const struct tally_all *all)
{
    struct writing w = {json, mem, all, all->panel};
    write_trimmed(&w);
    write_calibrated(&w);
    write_declared(&w);
    write_combined(&w);
    write_borda(&w);
    write_schulze(&w);
}

static void write_ids(struct json_out *json, const char *key,
                      const char *const *ids, const int32_t *list, size_t count)
{
    json_array(json, key);
    for (size_t i = 0; i < count; i++)
        json_text(json, NULL, ids[list[i]]);
    json_array_end(json);
}

void tally_json_warnings(struct json_out *json,
                         const struct tally_result *result,
                         const struct tally_warning *warnings, size_t count)
{
    static const char *const names[TALLY_NAMED_COUNT] = {
        [TALLY_NAMED_MEAN] = "mean",
        [TALLY_NAMED_TRIMMED] = "trimmed",
        [TALLY_NAMED_MEDIAN] = "median",
        [TALLY_NAMED_CALIBRATED] = "calibrated",
        [TALLY_NAMED_BORDA] = "borda",
        [TALLY_NAMED_SCHULZE] = "schulze",
    };
    const struct tally_input *input = result->input;
    json_array(json, "warnings");
    for (size_t i = 0; i < count; i++) {
        const struct tally_warning *w = &warnings[i];
        json_object(json, NULL);
        json_text(json, "code", tally_warning_name(w->code));
        write_ids(json, "entries", input->entries, w->entries, w->entry_count);
        write_ids(json, "jurors", input->jurors, w->jurors, w->juror_count);
        json_array(json, "methods");
        for (size_t n = 0; n < TALLY_NAMED_COUNT; n++)
            if (w->methods >> n & 1)
                json_text(json, NULL, names[n]);
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}
