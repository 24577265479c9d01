/* What the ranking says, and whether a motion says something else. Compared is
 * by the last round before the meeting that ranks any of those who compete,
 * drawn lots included: within a category, or, where all may be nominated and
 * the round ranks all, with everybody. */
#include "model/motion_state.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting.h"
#include "gen/sql_motion.h"
#include "model/meeting_state.h"
#include "model/result.h"

/* Those who compete, with their ranks. */
struct field {
    size_t count;
    int64_t *entry;
    bool *named, *nominee;
    int32_t *rank; /* 0: not ranked */
};

static bool is_named(const struct motion_plan *plan, int64_t entry_id)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entry[i] == entry_id)
            return true;
    return false;
}

static struct field new_field(const struct world *w, size_t count)
{
    return (struct field){
        .count = count,
        .entry = arena_alloc(w->mem, count * sizeof(int64_t)),
        .named = arena_alloc(w->mem, count * sizeof(bool)),
        .nominee = arena_alloc(w->mem, count * sizeof(bool)),
        .rank = arena_alloc(w->mem, count * sizeof(int32_t)),
    };
}

/* All of a category (0: of all), of which only nominees compete for its prize
 * once there are some. */
static struct field of_category(const struct world *w, int64_t edition_id,
                                int64_t category_id,
                                const struct motion_plan *plan)
{
    struct sql_meeting_admitted_row *row;
    size_t count = sql_meeting_admitted(w->db, edition_id,
                                        meeting_ref(&category_id), &row);
    struct field f = new_field(w, count);
    bool any = false;
    f.count = 0;
    for (size_t i = 0; i < count; i++)
        any = any || row[i].nominee;
    for (size_t i = 0; i < count; i++) {
        bool named = is_named(plan, row[i].id);
        if (any && !row[i].nominee && !named &&
            !str_equal(plan->kind, "nominate"))
            continue;
        f.entry[f.count] = row[i].id;
        f.named[f.count] = named;
        f.nominee[f.count++] = row[i].nominee != 0;
    }
    return f;
}

static bool rank_by(const struct world *w, int64_t round_id, struct field *f)
{
    struct result *r = arena_alloc(w->mem, sizeof *r);
    bool any = false;
    if (!result_of_round(w, round_id, r) || r->report.official == NULL)
        return false;
    for (size_t i = 0; i < f->count; i++)
        for (size_t e = 0; e < r->input.entry_count; e++)
            if (r->entry_ids[e] == f->entry[i]) {
                f->rank[i] = r->report.official->rank_final[e];
                any = any || f->rank[i] > 0;
            }
    return any;
}

static void rank(const struct world *w, int64_t meeting_id, struct field *f)
{
    const int64_t *round;
    size_t count = meeting_rounds(w, meeting_id, &round);
    for (size_t i = count; i > 0; i--)
        if (rank_by(w, round[i - 1], f))
            return;
}

/* Does `a` stand before `b`? Who is not ranked stands behind all who are. */
static bool before(const struct field *f, size_t a, size_t b)
{
    return f->rank[a] > 0 && (f->rank[b] == 0 || f->rank[a] < f->rank[b]);
}

static bool passed_over(const struct field *f, const char *kind)
{
    bool nominate = str_equal(kind, "nominate");
    for (size_t a = 0; a < f->count; a++)
        for (size_t b = 0; b < f->count; b++) {
            if (f->named[a] || !f->named[b] || (nominate && f->nominee[a]))
                continue;
            if (before(f, a, b) ||
                (!nominate && f->rank[a] > 0 && f->rank[a] == f->rank[b]))
                return true;
        }
    return false;
}

static bool anybody_ranked(const struct field *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->rank[i] > 0)
            return true;
    return false;
}

static bool departs_in(const struct world *w, const struct meeting *m,
                       int64_t category_id, const struct motion_plan *plan)
{
    struct field f = of_category(w, m->edition_id, category_id, plan);
    rank(w, m->id, &f);
    return str_equal(plan->kind, "withhold") ? anybody_ranked(&f)
                                             : passed_over(&f, plan->kind);
}

/* Each within its own category. */
static bool departs_in_any(const struct world *w, const struct meeting *m,
                           const struct motion_plan *plan)
{
    struct sql_motion_entry_of_row row;
    int64_t last = -1;
    for (size_t i = 0; i < plan->entry_count; i++) {
        if (!sql_motion_entry_of(w->db, m->edition_id, plan->entry[i], &row))
            continue;
        int64_t category = row.category_id ? *row.category_id : 0;
        if (category != last && departs_in(w, m, category, plan))
            return true;
        last = category;
    }
    return false;
}

/* Does the last round that ranks any of those who are named rank all
 * categories? */
static bool ranked_over_all(const struct world *w, int64_t meeting_id,
                            const struct motion_plan *plan)
{
    const int64_t *round_id;
    struct field f = new_field(w, plan->entry_count);
    struct round round;
    size_t count = meeting_rounds(w, meeting_id, &round_id);
    for (size_t i = 0; i < f.count; i++)
        f.entry[i] = plan->entry[i];
    for (size_t i = count; i > 0; i--)
        if (rank_by(w, round_id[i - 1], &f))
            return round_by_id(w, round_id[i - 1], &round) &&
                   round.category_id == NULL;
    return false;
}

static bool departs_anywhere(const struct world *w, const struct meeting *m,
                             const struct motion_plan *plan)
{
    return str_equal(plan->kind, "nominate") && ranked_over_all(w, m->id, plan)
               ? departs_in(w, m, 0, plan)
               : departs_in_any(w, m, plan);
}

bool motion_departs(const struct world *w, const struct motion_plan *plan)
{
    struct meeting m;
    struct meeting_item item;
    bool ranked =
        str_equal(plan->kind, "nominate") || str_equal(plan->kind, "award") ||
        str_equal(plan->kind, "share") || str_equal(plan->kind, "withhold");
    if (!ranked || plan->prize_id != 0 ||
        !meeting_item_by_id(w, plan->item_id, &item) ||
        !meeting_by_id(w, item.meeting_id, &m))
        return false;
    return plan->category_id != 0 ? departs_in(w, &m, plan->category_id, plan)
                                  : departs_anywhere(w, &m, plan);
}
