/* Ballots and absences of a result, as a table. */
#include "page/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static int by_id(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

/* The ids ascend; false if it is not among them. */
static bool find(const char *const *ids, size_t count, const char *id,
                 size_t *at)
{
    const char *const *found =
        count > 0 ? bsearch(id, ids, count, sizeof *ids, by_id) : NULL;
    if (found != NULL)
        *at = (size_t)(found - ids);
    return found != NULL;
}

static enum result_presence of_ballot(enum tally_ballot_state state)
{
    switch (state) {
    case TALLY_COUNTED:
        return PRESENCE_COUNTED;
    case TALLY_PARTIAL:
        return PRESENCE_PARTIAL;
    case TALLY_BELOW_QUORUM:
        return PRESENCE_QUORUM;
    }
    return PRESENCE_NOT_GIVEN;
}

static enum result_presence of_absence(enum result_absence why)
{
    switch (why) {
    case RESULT_NOT_GIVEN:
        return PRESENCE_NOT_GIVEN;
    case RESULT_DRAFT:
        return PRESENCE_DRAFT;
    case RESULT_ABSTAINED:
        return PRESENCE_ABSTAINED;
    case RESULT_CONFLICTED:
        return PRESENCE_CONFLICTED;
    }
    return PRESENCE_NOT_GIVEN;
}

/* Without a result (nothing was scored) the marks still tell who gave any. */
static void from_marks(const struct result *r, enum result_presence *presence)
{
    for (size_t i = 0; i < r->input.mark_count; i++) {
        const struct tally_mark *m = &r->input.marks[i];
        presence[(size_t)m->entry * r->input.juror_count + (size_t)m->juror] =
            PRESENCE_QUORUM;
    }
}

static void from_ballots(const struct result *r, enum result_presence *presence)
{
    for (size_t e = 0; e < r->input.entry_count; e++) {
        const struct tally_entry *entry = &r->tally.entries[e];
        for (size_t b = entry->ballot_first; b < entry->ballot_end; b++)
            presence[e * r->input.juror_count +
                     (size_t)r->tally.ballots[b].juror] =
                of_ballot(r->tally.ballots[b].state);
    }
}

enum result_presence *presence_table(struct arena *mem, const struct result *r)
{
    size_t jurors = r->input.juror_count, cells = r->input.entry_count * jurors;
    enum result_presence *presence = arena_alloc(mem, cells * sizeof *presence);
    for (size_t i = 0; i < cells; i++)
        presence[i] = PRESENCE_UNASSIGNED;
    if (r->report.result != NULL)
        from_ballots(r, presence);
    else
        from_marks(r, presence);
    for (size_t i = 0; i < r->left_out_count; i++) {
        size_t e, j;
        if (find(r->input.entries, r->input.entry_count, r->left_out[i].entry,
                 &e) &&
            find(r->input.jurors, jurors, r->left_out[i].juror, &j))
            presence[e * jurors + j] = of_absence(r->left_out[i].why);
    }
    return presence;
}

int64_t presence_assigned(const struct result *r,
                          const enum result_presence *presence, size_t entry)
{
    int64_t count = 0;
    for (size_t j = 0; j < r->input.juror_count; j++)
        count +=
            presence[entry * r->input.juror_count + j] != PRESENCE_UNASSIGNED;
    return count;
}

int64_t presence_conflicts(const struct result *r,
                           const enum result_presence *presence, size_t entry)
{
    int64_t count = 0;
    for (size_t j = 0; j < r->input.juror_count; j++)
        count +=
            presence[entry * r->input.juror_count + j] == PRESENCE_CONFLICTED;
    return count;
}
