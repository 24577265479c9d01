/* Checks and stability as JSON; what is not defined (NaN) is null. */
#include "model/tally_json_all.h"

#include "base/json.h"

struct writing {
    struct json_out *json;
    struct arena *mem;
    const struct tally_all *all;
    const struct tally_panel *panel;
    const struct tally_input *input;
};

static const char *entry_id(const struct writing *w, size_t i)
{
    return w->input->entries[w->panel->entry[i]];
}

static const char *juror_id(const struct writing *w, size_t j)
{
    return w->input->jurors[w->panel->juror[j]];
}

static void write_agreement(struct writing *w)
{
    const struct tally_agreement *a = &w->all->agreement;
    json_object(w->json, "agreement");
    json_real(w->json, "kendall_w", a->kendall_w);
    json_real(w->json, "icc_a1", a->icc_a1);
    json_real(w->json, "icc_ak", a->icc_ak);
    json_real(w->json, "icc_c1", a->icc_c1);
    json_real(w->json, "icc_ck", a->icc_ck);
    json_real(w->json, "alpha_interval", a->alpha_interval);
    json_object(w->json, "alpha_ordinal");
    for (size_t k = 0; k < w->panel->criteria; k++)
        json_real(w->json, w->input->criteria[k].id, a->alpha_ordinal[k]);
    json_object_end(w->json);
    json_object_end(w->json);
}

static void write_residual(struct writing *w)
{
    const struct tally_residual *r = &w->all->residual;
    json_object(w->json, "residual");
    json_int(w->json, "df", r->df);
    json_real(w->json, "rss", r->rss);
    json_real(w->json, "sigma", r->sigma);
    json_object_end(w->json);
    json_object(w->json, "jurors");
    for (size_t j = 0; j < w->panel->jurors; j++) {
        const struct tally_diagnosis *own = &r->jurors[j];
        json_object(w->json, juror_id(w, j));
        json_int(w->json, "ballots", own->ballots);
        json_real(w->json, "leniency", own->leniency);
        json_real(w->json, "se", own->se);
        json_real(w->json, "infit", own->infit);
        json_real(w->json, "spread", own->spread);
        json_real(w->json, "rest_correlation", own->rest_correlation);
        json_object_end(w->json);
    }
    json_object_end(w->json);
    json_array(w->json, "outliers");
    for (size_t n = 0; n < r->outlier_count; n++) {
        const struct tally_outlier *own = &r->outliers[n];
        json_object(w->json, NULL);
        json_text(w->json, "juror", juror_id(w, (size_t)own->juror));
        json_text(w->json, "entry", entry_id(w, (size_t)own->entry));
        json_real(w->json, "residual", own->residual);
        json_real(w->json, "t", own->t);
        json_object_end(w->json);
    }
    json_array_end(w->json);
}

static void write_ids(struct writing *w, const char *key, const int32_t *list,
                      size_t count)
{
    json_array(w->json, key);
    for (size_t i = 0; i < count; i++)
        json_text(w->json, NULL, w->input->entries[list[i]]);
    json_array_end(w->json);
}

static void write_numbers(struct writing *w, const char *key,
                          const int32_t *number)
{
    json_object(w->json, key);
    for (size_t i = 0; i < w->panel->entries; i++)
        json_int(w->json, entry_id(w, i), number[i]);
    json_object_end(w->json);
}

static void write_left_out(struct writing *w, enum tally_method method)
{
    const struct tally_leave_one_out *out = w->all->leave_one_out[method];
    json_object(w->json, tally_method_name(method));
    json_object(w->json, "without");
    for (size_t j = 0; j < w->panel->jurors; j++) {
        const struct tally_without *own = &out->without[j];
        json_object(w->json, juror_id(w, j));
        json_text(w->json, "status", tally_status_name(own->status));
        write_ids(w, "winners", own->winners, own->winner_count);
        write_ids(w, "unranked", own->unranked, own->unranked_count);
        json_object_end(w->json);
    }
    json_object_end(w->json);
    write_numbers(w, "best_rank", out->best);
    write_numbers(w, "worst_rank", out->worst);
    json_object_end(w->json);
}

static void write_intervals(struct writing *w, enum tally_method method)
{
    const struct tally_interval *list = w->all->intervals[method];
    if (!list) {
        json_null(w->json, tally_method_name(method));
        return;
    }
    json_object(w->json, tally_method_name(method));
    for (size_t k = 0; k < w->panel->criteria; k++) {
        json_object(w->json, w->input->criteria[k].id);
        json_text(w->json, "share", tally_exact_text(w->mem, list[k].share));
        if (method == TALLY_MEAN) {
            json_text(w->json, "lo", tally_exact_text(w->mem, list[k].lo));
            json_text(w->json, "hi", tally_exact_text(w->mem, list[k].hi));
        }
        json_real(w->json, "lo_value", list[k].lo_value);
        json_real(w->json, "hi_value", list[k].hi_value);
        json_object_end(w->json);
    }
    json_object_end(w->json);
}

static void write_rank(struct writing *w, const char *key, int32_t rank)
{
    if (rank > 0)
        json_int(w->json, key, rank);
    else
        json_null(w->json, key);
}

static void write_replicates(struct writing *w, enum tally_method method)
{
    const struct tally_replicates *list = w->all->replicates[method];
    json_object(w->json, tally_method_name(method));
    for (size_t i = 0; i < w->panel->entries; i++) {
        json_object(w->json, entry_id(w, i));
        json_int(w->json, "first", list[i].first);
        if (list[i].top3 >= 0)
            json_int(w->json, "top3", list[i].top3);
        else
            json_null(w->json, "top3");
        write_rank(w, "rank_lo", list[i].rank_lo);
        write_rank(w, "rank_hi", list[i].rank_hi);
        json_object_end(w->json);
    }
    json_object_end(w->json);
}

static void write_stability(struct writing *w)
{
    const struct tally_all *all = w->all;
    if (all->leave_one_out[TALLY_MEAN]) {
        json_object(w->json, "leave_one_out");
        for (size_t n = 0; n < TALLY_METHODS; n++)
            if (all->leave_one_out[n])
                write_left_out(w, (enum tally_method)n);
        json_object_end(w->json);
    } else {
        json_null(w->json, "leave_one_out");
    }
    if (all->intervals[TALLY_MEAN] || all->intervals[TALLY_CALIBRATED]) {
        json_object(w->json, "weight_intervals");
        write_intervals(w, TALLY_MEAN);
        if (all->rank[TALLY_CALIBRATED])
            write_intervals(w, TALLY_CALIBRATED);
        json_object_end(w->json);
    } else {
        json_null(w->json, "weight_intervals");
    }
    if (all->replicates[TALLY_MEAN]) {
        json_object(w->json, "bootstrap");
        for (size_t n = 0; n < TALLY_METHODS; n++)
            if (all->replicates[n])
                write_replicates(w, (enum tally_method)n);
        json_object_end(w->json);
    } else {
        json_null(w->json, "bootstrap");
    }
}

void tally_json_all_checks(struct json_out *json, struct arena *mem,
                           const struct tally_all *all)
{
    struct writing w = {json, mem, all, all->panel, all->result->input};
    write_agreement(&w);
    write_residual(&w);
    write_stability(&w);
    json_text(json, "word", tally_word_name(all->word));
}
