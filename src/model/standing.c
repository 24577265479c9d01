#include "model/standing.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "model/result.h"

/* Rounds of a meeting; one more is computed each time. */
enum { ROUNDS_MAX = 8 };

struct kept {
    int64_t round_id;
    const struct standing *list;
    size_t count;
};

struct standing_memo {
    struct arena *mem;
    int64_t version; /* of the database that this is true of */
    struct kept kept[ROUNDS_MAX];
    size_t count;
};

struct standing_memo *standing_memo_new(void)
{
    struct standing_memo *memo = calloc(1, sizeof *memo);
    if (memo == NULL)
        die("no memory for rankings");
    memo->mem = arena_new();
    return memo;
}

void standing_memo_free(struct standing_memo *memo)
{
    if (memo == NULL)
        return;
    arena_free(memo->mem);
    free(memo);
}

static struct kept compute(const struct world *w, int64_t round_id,
                           struct arena *into)
{
    struct kept k = {.round_id = round_id};
    struct result *r = arena_alloc(w->mem, sizeof *r);
    if (!result_of_round(w, round_id, r) || r->report.official == NULL)
        return k;
    const struct tally_official *official = r->report.official;
    const struct tally_report_score *score =
        tally_report_scores(w->mem, &r->report);
    struct standing *list = arena_alloc(into, official->count * sizeof *list);
    for (size_t i = 0; i < official->count; i++) {
        int32_t e = official->order[i];
        list[i] =
            (struct standing){r->entry_ids[e], (int)official->rank_final[e],
                              arena_text(into, score[e].text)};
    }
    k.list = list;
    k.count = official->count;
    return k;
}

static void forget(struct standing_memo *memo, int64_t version)
{
    arena_reset(memo->mem);
    memo->count = 0;
    memo->version = version;
}

static const struct kept *find(const struct standing_memo *memo,
                               int64_t round_id)
{
    for (size_t i = 0; i < memo->count; i++)
        if (memo->kept[i].round_id == round_id)
            return &memo->kept[i];
    return NULL;
}

size_t standing_of_round(const struct world *w, int64_t round_id,
                         const struct standing **list)
{
    struct standing_memo *memo = w->standings;
    int64_t version = memo != NULL ? db_version(w->db) : 0;
    if (version != 0 && version != memo->version)
        forget(memo, version);
    const struct kept *known = version != 0 ? find(memo, round_id) : NULL;
    if (known != NULL) {
        *list = known->list;
        return known->count;
    }
    bool keep = version != 0 && memo->count < ROUNDS_MAX;
    struct kept k = compute(w, round_id, keep ? memo->mem : w->mem);
    if (keep && !db_failed(w->db))
        memo->kept[memo->count++] = k;
    *list = k.list;
    return k.count;
}
