/* Combined rounds and the seals they name. */
#include "model/verify_parts.h"

#include "base/arena.h"
#include "base/str.h"

const char *verify_parts(struct arena *mem, const struct sealed *s,
                         const struct sealed_count *const *parts)
{
    if (s->part_count == 0)
        return NULL;
    if (s->juror_count > 0 || s->ballot_count > 0)
        return "a combined round has jurors of its own";
    for (size_t p = 0; p < s->part_count; p++)
        for (size_t i = 0; i < parts[p]->input.entry_count; i++)
            if (sealed_place(s->entry, s->entry_count,
                             parts[p]->input.entries[i]) < 0)
                return arena_printf(mem,
                                    "%s of the round %s is missing in the "
                                    "combined round",
                                    parts[p]->input.entries[i],
                                    s->part[p].round);
    for (size_t i = 0; i < s->entry_count; i++) {
        bool found = false;
        for (size_t p = 0; p < s->part_count; p++)
            found = found ||
                    sealed_place(parts[p]->input.entries,
                                 parts[p]->input.entry_count, s->entry[i]) >= 0;
        if (!found)
            return arena_printf(mem, "%s is in no part of the combined round",
                                s->entry[i]);
    }
    return NULL;
}

static const struct verify_seal *newest(const struct verify *v,
                                        const char *round)
{
    for (size_t i = 0; i < v->seal_count; i++)
        if (v->seal[i].newest && str_equal(v->seal[i].sealed.round, round))
            return &v->seal[i];
    return NULL;
}

const char *verify_parts_newest(struct arena *mem, const struct verify *v)
{
    for (size_t i = 0; i < v->seal_count; i++) {
        const struct sealed *s = &v->seal[i].sealed;
        for (size_t p = 0; v->seal[i].newest && p < s->part_count; p++) {
            const struct verify_seal *part = newest(v, s->part[p].round);
            if (part == NULL || !str_equal(part->digest, s->part[p].digest))
                return arena_printf(mem,
                                    "the combined round %s was not counted "
                                    "again after the last seal of %s",
                                    s->round, s->part[p].round);
        }
    }
    return NULL;
}
