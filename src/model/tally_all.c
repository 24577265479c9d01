/* Everything, in the order of the specification. */
#include "model/tally_all.h"

#include "base/arena.h"

/* The ranks of a field of the result's entries, by entry of the panel. */
static const int32_t *take_ranks(struct arena *mem,
                                 const struct tally_panel *panel, bool median)
{
    int32_t *rank = arena_alloc(mem, panel->entries * sizeof *rank);
    for (size_t i = 0; i < panel->entries; i++) {
        const struct tally_entry *entry =
            &panel->result->entries[panel->entry[i]];
        rank[i] = median ? entry->median_rank : entry->rank;
    }
    return rank;
}

/* The numbers in the input of all that are flagged, ascending. */
static const int32_t *flagged(struct arena *mem, const bool *flag,
                              const int32_t *number, size_t all, size_t *count)
{
    int32_t *list = NULL;
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (flag[i]) {
            list = arena_grow(mem, list, *count, sizeof *list);
            list[(*count)++] = number[i];
        }
    return list;
}

/* Adds a warning about the flagged jurors, if there are any. */
static void warn_jurors(struct arena *mem, struct tally_all *all,
                        enum tally_warning_code code, const bool *flag)
{
    struct tally_warning warning = {.code = code};
    warning.jurors = flagged(mem, flag, all->panel->juror, all->panel->jurors,
                             &warning.juror_count);
    if (warning.juror_count > 0)
        all->warnings[all->warning_count++] = warning;
}

static bool same_first(const int32_t *a, const int32_t *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((a[i] == 1) != (b[i] == 1))
            return false;
    return true;
}

/* Methods that name another first place than the official one, and all
 * entries that any method names. */
static void warn_flip(struct arena *mem, struct tally_all *all)
{
    const struct tally_panel *panel = all->panel;
    const int32_t *rank[TALLY_NAMED_COUNT] = {
        [TALLY_NAMED_MEAN] = all->rank[TALLY_MEAN],
        [TALLY_NAMED_TRIMMED] = all->rank[TALLY_TRIMMED],
        [TALLY_NAMED_MEDIAN] = take_ranks(mem, panel, true),
        [TALLY_NAMED_CALIBRATED] = all->rank[TALLY_CALIBRATED],
        [TALLY_NAMED_BORDA] = all->borda.rank,
        [TALLY_NAMED_SCHULZE] = all->schulze.rank,
    };
    const int32_t *official = all->rank[all->result->input->config.method];
    bool *first = arena_alloc(mem, panel->entries * sizeof *first);
    struct tally_warning warning = {.code = TALLY_W_FLIP};
    if (!official)
        official = all->rank[TALLY_MEAN];
    for (size_t n = 0; n < TALLY_NAMED_COUNT; n++) {
        bool any = false;
        for (size_t i = 0; rank[n] && i < panel->entries; i++) {
            first[i] = first[i] || rank[n][i] == 1;
            any = any || rank[n][i] == 1;
        }
        /* Borda may rank nobody: each juror with one ballot */
        if (any && !same_first(rank[n], official, panel->entries))
            warning.methods |= 1u << n;
    }
    warning.entries =
        flagged(mem, first, panel->entry, panel->entries, &warning.entry_count);
    if (warning.methods != 0)
        all->warnings[all->warning_count++] = warning;
}

static void warn(struct arena *mem, struct tally_all *all)
{
    const struct tally_result *result = all->result;
    const struct tally_panel *panel = all->panel;
    bool *bridge = arena_alloc(mem, panel->jurors * sizeof *bridge);
    bool *constant = arena_alloc(mem, panel->jurors * sizeof *constant);
    struct arena *scratch = arena_new();
    for (size_t j = 0; j < panel->jurors; j++) {
        bridge[j] = tally_panel_bridge(scratch, panel, j);
        constant[j] = all->residual.jurors[j].spread <= 0;
        arena_reset(scratch);
    }
    arena_free(scratch);
    size_t at = 0;
    warn_jurors(mem, all, TALLY_W_BRIDGE, bridge);
    warn_jurors(mem, all, TALLY_W_CONSTANT, constant);
    for (;
         at < result->warning_count && result->warnings[at].code < TALLY_W_FLIP;
         at++) {
        struct tally_warning warning = result->warnings[at];
        if (warning.code == TALLY_W_DISCONNECTED && all->rank[TALLY_TRIMMED])
            warning.methods |= 1u << TALLY_NAMED_TRIMMED;
        all->warnings[all->warning_count++] = warning;
    }
    warn_flip(mem, all);
    for (; at < result->warning_count; at++)
        all->warnings[all->warning_count++] = result->warnings[at];
}

/* A complete panel's calibrated scores are its means; of a rule of the award's
 * own no replicates are drawn. */
static const struct tally_replicates *
take_replicates(struct arena *mem, const struct tally_all *all,
                enum tally_method method)
{
    if (method == TALLY_DECLARED)
        return NULL;
    if (method == TALLY_CALIBRATED && all->panel->complete)
        return all->replicates[TALLY_MEAN];
    return tally_bootstrap(mem, all->panel, method, &all->calibrated);
}

static void take_stability(struct arena *mem, struct tally_all *all)
{
    const struct tally_panel *panel = all->panel;
    for (size_t n = 0; n < TALLY_METHODS; n++) {
        enum tally_method method = (enum tally_method)n;
        if (!all->rank[n])
            continue;
        if (panel->jurors >= 2) {
            struct tally_leave_one_out *out = arena_alloc(mem, sizeof *out);
            *out = tally_leave_one_out(mem, panel, method, all->rank[n]);
            all->leave_one_out[n] = out;
        }
        all->replicates[n] = take_replicates(mem, all, method);
    }
    all->intervals[TALLY_MEAN] = tally_weights(mem, panel, NULL);
    if (all->rank[TALLY_CALIBRATED])
        all->intervals[TALLY_CALIBRATED] =
            tally_weights(mem, panel, &all->calibrated);
}

const struct tally_all *tally_all(struct arena *mem,
                                  const struct tally_result *result)
{
    struct tally_all *all = arena_alloc(mem, sizeof *all);
    const struct tally_panel *panel = tally_panel(mem, result, true);
    enum tally_method official = result->input->config.method;
    all->result = result;
    all->panel = panel;
    all->trimmed = tally_trimmed(mem, panel, TALLY_TRIMMED_LEAST);
    all->calibrated = tally_calibrated(mem, panel);
    all->borda = tally_borda(mem, panel);
    all->schulze = tally_schulze(mem, panel);
    all->agreement = tally_agreement(mem, panel);
    all->residual = tally_residual(mem, panel);
    all->rank[TALLY_MEAN] = take_ranks(mem, panel, false);
    all->rank[TALLY_TRIMMED] = all->trimmed.rank;
    all->rank[TALLY_CALIBRATED] = all->calibrated.rank;
    if (result->input->config.declared) {
        all->declared = tally_declared(mem, panel, TALLY_NOBODY);
        all->rank[TALLY_DECLARED] = all->declared->rank;
    }
    take_stability(mem, all);
    if (all->rank[official])
        all->word =
            tally_word(panel, all->rank[official], all->leave_one_out[official],
                       all->replicates[official]);
    warn(mem, all);
    return all;
}
