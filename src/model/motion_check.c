/* Is a motion complete, and could it be recorded? Asked when it is moved, when
 * voting begins, and when it is carried. */
#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_motion.h"
#include "model/honour.h"
#include "model/motion_state.h"
#include "model/prize.h"

enum { MANY = 1000 };

static const struct motion_kind kinds[] = {
    {"nominate", 1, MANY, MOTION_CONTEST_MAY, false},
    {"award", 1, 1, MOTION_CONTEST_MUST, true},
    {"share", 2, MANY, MOTION_CONTEST_MUST, true},
    {"withhold", 0, 0, MOTION_CONTEST_MUST, true},
    {"commend", 1, MANY, MOTION_CONTEST_MAY, false},
    {"recategorise", 1, 1, MOTION_CONTEST_MUST, false},
    {"runoff", 2, MANY, MOTION_CONTEST_MAY, true},
    {"other", 0, MANY, MOTION_CONTEST_MAY, true},
};

const struct motion_kind *motion_kind(const char *code)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kinds[i].code, code))
            return &kinds[i];
    return NULL;
}

/* A motion under examination. */
struct check {
    const struct world *w;
    int64_t edition_id;
    const struct motion_plan *plan;
    const struct motion_kind *kind;
    struct sql_motion_entry_of_row *entry; /* of each it names */
};

static bool is(const struct check *c, const char *kind)
{
    return str_equal(c->plan->kind, kind);
}

static bool decides_winner(const struct check *c)
{
    return is(c, "award") || is(c, "share");
}

static bool named(const struct motion_plan *plan, int64_t entry_id)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entry[i] == entry_id)
            return true;
    return false;
}

/* --- the nominations --- */

static bool in_contest(const struct check *c,
                       const struct sql_motion_entry_of_row *entry)
{
    int64_t at = entry->category_id ? *entry->category_id : 0;
    return c->plan->category_id == 0 || is(c, "recategorise") ||
           is(c, "other") || at == c->plan->category_id;
}

static enum motion_outcome check_entries(struct check *c)
{
    size_t count = c->plan->entry_count;
    if (count < c->kind->entries_min || count > c->kind->entries_max)
        return MOTION_ENTRIES;
    c->entry = arena_alloc(c->w->mem, count * sizeof *c->entry);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (c->plan->entry[k] == c->plan->entry[i])
                return MOTION_ENTRIES;
        if (!sql_motion_entry_of(c->w->db, c->edition_id, c->plan->entry[i],
                                 &c->entry[i]) ||
            !in_contest(c, &c->entry[i]))
            return MOTION_ENTRIES;
    }
    return MOTION_OK;
}

/* Marks of a round of its category would be compared with nobody's. */
static enum motion_outcome check_move(const struct check *c)
{
    const struct sql_motion_entry_of_row *entry = &c->entry[0];
    if (entry->winner ||
        (entry->confirmed_category_id != NULL &&
         *entry->confirmed_category_id == c->plan->category_id))
        return MOTION_ENTRIES;
    return entry->marked ? MOTION_UNDER_ROUND : MOTION_OK;
}

/* --- the contest --- */

static int64_t other_winners(const struct check *c)
{
    struct sql_motion_winners_row *row;
    int64_t others = 0;
    size_t count =
        sql_motion_winners(c->w->db, c->edition_id, c->plan->category_id, &row);
    for (size_t i = 0; i < count; i++)
        others += !named(c->plan, row[i].entry_id);
    return others;
}

static int64_t other_holders(const struct check *c)
{
    struct prize_award *award;
    int64_t others = 0;
    size_t count = prize_awards(c->w, c->edition_id, &award);
    for (size_t i = 0; i < count; i++)
        others += award[i].prize_id == c->plan->prize_id &&
                  !named(c->plan, award[i].entry_id);
    return others;
}

/* A category has the winners that one motion names; who won before has to be
 * named again. Its money may not be for so many, or has to be given. */
static bool category_fits(const struct check *c)
{
    struct prize *prize;
    bool winner = decides_winner(c), withhold = is(c, "withhold");
    if ((winner || withhold) && other_winners(c) > 0)
        return false;
    size_t count = prize_list(c->w, c->edition_id, &prize);
    for (size_t i = 0; i < count; i++)
        if (prize[i].category_id == c->plan->category_id &&
            ((withhold && !prize[i].withholdable) ||
             (winner && prize[i].winners_max < (int64_t)c->plan->entry_count)))
            return false;
    return true;
}

static bool prize_fits(const struct check *c)
{
    struct prize prize;
    if (!c->kind->prizes || !prize_by_id(c->w, c->plan->prize_id, &prize) ||
        prize.edition_id != c->edition_id || prize.category_id != 0)
        return false;
    if (is(c, "withhold"))
        return prize.withholdable && other_holders(c) == 0;
    return !decides_winner(c) ||
           other_holders(c) + (int64_t)c->plan->entry_count <=
               prize.winners_max;
}

static enum motion_outcome check_contest(const struct check *c)
{
    struct sql_motion_category_row category;
    const struct motion_plan *plan = c->plan;
    if (plan->category_id != 0 && plan->prize_id != 0)
        return MOTION_CONTEST;
    if (plan->prize_id != 0)
        return prize_fits(c) ? MOTION_OK : MOTION_CONTEST;
    if (plan->category_id == 0)
        return c->kind->contest == MOTION_CONTEST_MUST ? MOTION_CONTEST
                                                       : MOTION_OK;
    if (!sql_motion_category(c->w->db, c->edition_id, plan->category_id,
                             &category))
        return MOTION_CONTEST;
    return category_fits(c) ? MOTION_OK : MOTION_CONTEST;
}

/* --- room among the nominees, and words --- */

static bool has_room(const struct check *c)
{
    struct honour_limit limit = honour_limit(c->w, c->edition_id);
    int64_t added = 0;
    if (limit.most == 0 || c->plan->prize_id != 0 ||
        !(is(c, "nominate") || decides_winner(c)))
        return true;
    for (size_t i = 0; i < c->plan->entry_count; i++)
        added += c->entry[i].nominee == 0;
    return limit.named + added <= limit.most;
}

static enum motion_outcome check_words(const struct check *c)
{
    const struct motion_plan *plan = c->plan;
    if (is(c, "other") && str_empty(plan->text))
        return MOTION_TEXT;
    if (is(c, "withhold") && str_empty(plan->reason_de) &&
        str_empty(plan->reason_en))
        return MOTION_REASON;
    return str_empty(plan->departure) && motion_departs(c->w, plan)
               ? MOTION_REASON
               : MOTION_OK;
}

enum motion_outcome motion_check(const struct world *w, int64_t edition_id,
                                 const struct motion_plan *plan)
{
    struct check c = {w, edition_id, plan, motion_kind(plan->kind), NULL};
    enum motion_outcome outcome;
    if (c.kind == NULL)
        return MOTION_KIND;
    outcome = check_contest(&c);
    if (outcome == MOTION_OK)
        outcome = check_entries(&c);
    if (outcome == MOTION_OK && is(&c, "recategorise"))
        outcome = check_move(&c);
    if (outcome == MOTION_OK && !has_room(&c))
        outcome = MOTION_FULL;
    return outcome == MOTION_OK ? check_words(&c) : outcome;
}
