/* Leave one juror out: a panel without him, ranked anew. The memory of one
 * such panel is used again for the next. */
#include "model/tally_leave_one_out.h"

#include <string.h>

#include "base/arena.h"
#include "model/tally_calibrated.h"
#include "model/tally_declared.h"
#include "model/tally_trimmed.h"

enum { TRIMMED_LEAST = 3 }; /* ballots, with one juror gone */

static const int32_t *rank_without(struct arena *mem,
                                   const struct tally_panel *panel,
                                   enum tally_method method, int32_t left_out,
                                   enum tally_status *status)
{
    *status = TALLY_OK;
    switch (method) {
    case TALLY_TRIMMED: {
        struct tally_trimmed t = tally_trimmed(mem, panel, TRIMMED_LEAST);
        *status = t.status;
        return t.rank;
    }
    case TALLY_CALIBRATED: {
        struct tally_calibrated c = tally_calibrated_ranks(mem, panel);
        *status = c.status;
        return c.rank;
    }
    case TALLY_DECLARED: {
        const struct tally_declared *d = tally_declared(mem, panel, left_out);
        *status = d->status;
        return d->rank;
    }
    case TALLY_MEAN:
    case TALLY_METHODS:
        break;
    }
    int32_t *rank = arena_alloc(mem, panel->entries * sizeof *rank);
    tally_calibrated_mean_ranks(mem, panel, rank);
    return rank;
}

static const int32_t *keep(struct arena *mem, const int32_t *list, size_t count)
{
    int32_t *kept = arena_alloc(mem, count * sizeof *kept);
    if (count > 0)
        memcpy(kept, list, count * sizeof *kept);
    return kept;
}

/* Both panels' entries ascend, so one walk finds the places. */
static void take_ranks(const struct tally_panel *full,
                       const struct tally_panel *panel, const int32_t *rank,
                       struct tally_leave_one_out *out)
{
    size_t place = 0;
    for (size_t i = 0; i < panel->entries; i++) {
        while (full->entry[place] != panel->entry[i])
            place++;
        if (rank[i] < out->best[place])
            out->best[place] = rank[i];
        if (rank[i] > out->worst[place])
            out->worst[place] = rank[i];
    }
}

static const int32_t *find_winners(struct arena *mem,
                                   const struct tally_panel *panel,
                                   const int32_t *rank, size_t *count)
{
    int32_t *winners = NULL;
    *count = 0;
    for (size_t i = 0; i < panel->entries; i++)
        if (rank[i] == 1) {
            winners = arena_grow(mem, winners, *count, sizeof *winners);
            winners[(*count)++] = panel->entry[i];
        }
    return winners;
}

struct tally_leave_one_out tally_leave_one_out(struct arena *mem,
                                               const struct tally_panel *panel,
                                               enum tally_method method,
                                               const int32_t *rank)
{
    struct tally_leave_one_out out;
    struct arena *scratch = arena_new();
    out.without = arena_alloc(mem, panel->jurors * sizeof *out.without);
    out.best = arena_alloc(mem, panel->entries * sizeof *out.best);
    out.worst = arena_alloc(mem, panel->entries * sizeof *out.worst);
    for (size_t i = 0; i < panel->entries; i++)
        out.best[i] = out.worst[i] = rank[i];
    for (size_t j = 0; j < panel->jurors; j++) {
        struct tally_without *own = &out.without[j];
        const int32_t *lost;
        const struct tally_panel *rest =
            tally_panel_without(scratch, panel, j, &lost, &own->unranked_count);
        const int32_t *ranks =
            rank_without(scratch, rest, method, panel->juror[j], &own->status);
        own->unranked = keep(mem, lost, own->unranked_count);
        if (own->status == TALLY_OK) {
            own->winners = find_winners(mem, rest, ranks, &own->winner_count);
            take_ranks(panel, rest, ranks, &out);
        }
        arena_reset(scratch);
    }
    arena_free(scratch);
    return out;
}
