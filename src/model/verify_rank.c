/* Lots come in as on the pages (result.c): one drawing after the other, the
 * newest first, each as places within a tie. A drawing that a late conflict
 * does not concern goes on deciding, so it counts for later seals too. */
#include "model/verify_rank.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static void decide(struct arena *mem, const struct verify_lot *lot,
                   const struct tally_input *input,
                   struct tally_official *official)
{
    int32_t *place = arena_alloc(mem, input->entry_count * sizeof *place);
    for (size_t k = 0; k < lot->entries; k++) {
        int32_t e =
            sealed_place(input->entries, input->entry_count, lot->entry[k]);
        if (e >= 0)
            place[e] = (int32_t)(k + 1);
    }
    tally_official_decide(official, place);
}

bool verify_shared(const struct tally_official *o, size_t i)
{
    const int32_t *rank = o->rank_final;
    return (i > 0 && rank[o->order[i - 1]] == rank[o->order[i]]) ||
           (i + 1 < o->count && rank[o->order[i + 1]] == rank[o->order[i]]);
}

static void rank(struct arena *mem, const struct verify *v,
                 struct verify_seal *seal)
{
    const struct tally_official *old = seal->count.official;
    struct tally_official *o = arena_alloc(mem, sizeof *o);
    size_t bytes = old->entries * sizeof *old->rank_final;
    bool *by_lot = arena_alloc(mem, old->entries * sizeof *by_lot);
    *o = *old;
    o->rank_final = arena_alloc(mem, bytes);
    o->order = arena_alloc(mem, bytes);
    memcpy(o->rank_final, old->rank_final, bytes);
    memcpy(o->order, old->order, old->count * sizeof *old->order);
    for (size_t l = v->lot_count; l > 0; l--)
        if (str_equal(v->lot[l - 1].round, seal->sealed.round) &&
            v->lot[l - 1].seal <= seal->sealed.number)
            decide(mem, &v->lot[l - 1], &seal->count.input, o);
    for (size_t i = 0; i < old->count; i++)
        by_lot[old->order[i]] = verify_shared(old, i);
    for (size_t i = 0; i < o->count; i++)
        if (verify_shared(o, i))
            by_lot[o->order[i]] = false;
    seal->official = o;
    seal->by_lot = by_lot;
}

void verify_rank(struct arena *mem, struct verify *v, struct verify_seal *seal)
{
    for (size_t i = 0; i < v->seal_count; i++)
        if (seal[i].count.official)
            rank(mem, v, &seal[i]);
}
