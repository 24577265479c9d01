/* Decision seals: does each thing follow from the others? */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/prize.h"
#include "model/verify_decided.h"

struct whole {
    struct arena *mem;
    const struct verify *v;
    const struct decided *d;
};

static bool is(const char *a, const char *b)
{
    return str_equal(a, b);
}

static bool names(const struct decided_motion *m, const char *entry)
{
    for (size_t i = 0; i < m->entry_count; i++)
        if (is(m->entry[i].entry, entry))
            return true;
    return false;
}

static const char *of_motion(const struct whole *c,
                             const struct decided_meeting *meeting,
                             const struct decided_motion *m, const char *what)
{
    return arena_printf(c->mem, "motion %" PRId64 " of meeting %" PRId64 ": %s",
                        m->number, meeting->number, what);
}

/* --- outcomes follow from counts and rules ----------------------------------
 */

/* A run-off: the place of the one chosen, -1 tied or nobody. */
static int32_t runoff(struct arena *mem, const struct decided_motion *m,
                      int64_t *given)
{
    int64_t *votes = arena_alloc(mem, (m->entry_count + 1) * sizeof *votes);
    *given = 0;
    for (size_t i = 0; i < m->entry_count; i++) {
        votes[i] = m->entry[i].votes;
        *given += votes[i];
    }
    return vote_runoff(votes, m->entry_count);
}

static enum vote_outcome decide(struct arena *mem,
                                const struct decided_motion *m,
                                const struct vote_rule *rule, int32_t *chosen)
{
    int64_t given;
    *chosen = runoff(mem, m, &given);
    const struct vote_count count = {
        .seats = m->seats,
        .present = m->present,
        .chair = m->chair,
        .yes = m->yes + given,
        .no = m->no,
        .abstained = m->abstained,
        .no_abstention = m->no_abstention,
    };
    enum vote_outcome outcome = vote_decide(rule, &count);
    if (!is(m->kind, "runoff") || outcome == VOTE_NO_QUORUM ||
        outcome == VOTE_REPEAT)
        return outcome;
    return *chosen >= 0 ? VOTE_CARRIED : given > 0 ? VOTE_TIED : VOTE_LOST;
}

/* What a tie comes to: the casting vote's choice, or nothing. */
static const char *outcome_of_tie(const struct decided_motion *m)
{
    if (is(m->kind, "runoff"))
        return is(m->casting, "entry") ? "chosen" : "undecided";
    return is(m->casting, "yes") ? "carried" : "lost";
}

static const char *expected(const struct decided_motion *m,
                            enum vote_outcome outcome)
{
    bool among = is(m->kind, "runoff");
    switch (outcome) {
    case VOTE_NO_QUORUM:
        return "no_quorum";
    case VOTE_REPEAT:
        return "repeat";
    case VOTE_TIED:
        return outcome_of_tie(m);
    case VOTE_CARRIED:
        return among ? "chosen" : "carried";
    case VOTE_LOST:
        break;
    }
    return among ? "undecided" : "lost";
}

/* Somebody with a secret vote turned out to be in conflict: nothing counts. */
static bool spoiled(const struct decided_motion *m)
{
    return is(m->outcome, "repeat") && m->secret &&
           m->yes + m->no + m->abstained == 0;
}

static bool chosen_fits(const struct decided_motion *m, int32_t chosen)
{
    int64_t most = 0, own = -1;
    for (size_t i = 0; i < m->entry_count; i++) {
        most = m->entry[i].votes > most ? m->entry[i].votes : most;
        if (is(m->entry[i].entry, m->chosen))
            own = m->entry[i].votes;
    }
    if (!is(m->outcome, "chosen"))
        return m->chosen == NULL;
    return chosen >= 0 ? is(m->entry[chosen].entry, m->chosen)
                       : own == most && own > 0;
}

static const char *check_motion(const struct whole *c,
                                const struct decided_meeting *meeting,
                                const struct decided_motion *m,
                                const struct vote_rule *rule)
{
    int32_t chosen = -1;
    int64_t given;
    if (is(m->outcome, "withdrawn"))
        return m->yes + m->no + m->abstained + m->present == 0
                   ? NULL
                   : of_motion(c, meeting, m, "was withdrawn and has votes");
    runoff(c->mem, m, &given);
    if (m->present > m->seats ||
        m->yes + m->no + m->abstained + given > m->present)
        return of_motion(c, meeting, m, "more voted, or were there, than may");
    if (m->quorum != vote_quorum(rule, m->seats))
        return of_motion(c, meeting, m,
                         "the quorum does not follow from the rules");
    if (m->no_abstention && m->abstained > 0)
        return of_motion(c, meeting, m, "nobody could abstain");
    if (spoiled(m))
        return NULL;
    enum vote_outcome outcome = decide(c->mem, m, rule, &chosen);
    if (m->casting != NULL && (outcome != VOTE_TIED || !rule->casting))
        return of_motion(c, meeting, m, "there was no casting vote to give");
    if (!is(m->outcome, expected(m, outcome)) || !chosen_fits(m, chosen))
        return of_motion(c, meeting, m,
                         "the outcome does not follow from votes and rules");
    return NULL;
}

static const char *check_motions(const struct whole *c)
{
    for (size_t i = 0; i < c->d->meeting_count; i++) {
        const struct decided_meeting *meeting = &c->d->meeting[i];
        struct vote_rule rule = vote_rule_default;
        vote_rule_read(c->mem, meeting->rule, strlen(meeting->rule), &rule);
        for (size_t k = 0; k < meeting->motion_count; k++) {
            const char *why =
                check_motion(c, meeting, &meeting->motion[k], &rule);
            if (why != NULL)
                return why;
        }
    }
    return NULL;
}

/* --- what stands follows from motions ---------------------------------------
 */

static const char *about(const struct whole *c,
                         const struct decided_decision *d, const char *what)
{
    return arena_printf(c->mem, "%s %s: %s", d->kind,
                        d->entry      ? d->entry
                        : d->prize    ? d->prize
                        : d->category ? d->category
                                      : "–",
                        what);
}

static const struct decided_motion *find(const struct decided *d,
                                         const struct decided_decision *own)
{
    for (size_t i = 0; i < d->meeting_count; i++)
        if (d->meeting[i].number == own->meeting && own->motion >= 1 &&
            own->motion <= (int64_t)d->meeting[i].motion_count)
            return &d->meeting[i].motion[own->motion - 1];
    return NULL;
}

/* Does this motion, if carried, make that decision? */
static bool makes(const struct decided_motion *m,
                  const struct decided_decision *d)
{
    bool award = is(m->kind, "award") || is(m->kind, "share");
    bool same_category = m->category == NULL || is(m->category, d->category);
    if (is(d->kind, "withheld"))
        return is(m->kind, "withhold") && is(m->prize, d->prize) &&
               is(m->category, d->category);
    if (!names(m, d->entry))
        return false;
    if (is(d->kind, "prize"))
        return award && is(m->prize, d->prize);
    if (m->prize != NULL || !same_category)
        return false;
    if (is(d->kind, "winner"))
        return award;
    if (is(d->kind, "commended"))
        return is(m->kind, "commend");
    return award || is(m->kind, "nominate") || is(m->kind, "recategorise");
}

static const char *check_source(const struct whole *c,
                                const struct decided_decision *d)
{
    const struct decided_motion *m = find(c->d, d);
    if (!is(d->by, "motion"))
        return d->meeting == 0 && d->motion == 0
                   ? NULL
                   : about(c, d,
                           "names a motion and says that none decided it");
    if (m == NULL)
        return about(c, d, "the motion that decided it is not there");
    if (!is(m->outcome, "carried"))
        return about(c, d, "the motion that decided it was not carried");
    return makes(m, d) ? NULL : about(c, d, "does not follow from its motion");
}

/* Did something later decide otherwise? A correction may have; so may a motion
 * on the same contest, or one that names the same nomination. */
static bool overtaken(const struct whole *c,
                      const struct decided_meeting *meeting,
                      const struct decided_motion *m)
{
    bool later = false;
    for (size_t i = 0; i < c->d->meeting_count; i++) {
        const struct decided_meeting *other = &c->d->meeting[i];
        if (other->minutes_count > 1)
            return true;
        for (size_t k = 0; k < other->motion_count; k++) {
            const struct decided_motion *o = &other->motion[k];
            bool after = other->number > meeting->number ||
                         (other == meeting && o->number > m->number);
            bool same = is(o->prize, m->prize) && is(o->category, m->category);
            for (size_t e = 0; e < m->entry_count; e++)
                same = same || names(o, m->entry[e].entry);
            later = later || (after && same && is(o->outcome, "carried"));
        }
    }
    return later;
}

/* Does the decision that this motion makes for `entry` stand at all? */
static bool stands(const struct whole *c, const struct decided_motion *m,
                   const char *entry)
{
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const struct decided_decision *d = &c->d->decision[i];
        bool award = is(m->kind, "award") || is(m->kind, "share");
        /* the win itself, not the nomination that comes with it */
        if (award && m->prize == NULL && !is(d->kind, "winner"))
            continue;
        if ((entry == NULL || is(d->entry, entry)) && makes(m, d))
            return true;
    }
    return false;
}

static const char *check_carried(const struct whole *c,
                                 const struct decided_meeting *meeting,
                                 const struct decided_motion *m)
{
    bool decides = is(m->kind, "nominate") || is(m->kind, "award") ||
                   is(m->kind, "share") || is(m->kind, "commend") ||
                   is(m->kind, "withhold");
    if (!decides || !is(m->outcome, "carried") || overtaken(c, meeting, m))
        return NULL;
    if (is(m->kind, "withhold") && !stands(c, m, NULL))
        return of_motion(c, meeting, m, "was carried and is not recorded");
    for (size_t i = 0; i < m->entry_count; i++)
        if (!is(m->kind, "withhold") && !stands(c, m, m->entry[i].entry))
            return of_motion(c, meeting, m, "was carried and is not recorded");
    return NULL;
}

static const char *check_decisions(const struct whole *c)
{
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const char *why = check_source(c, &c->d->decision[i]);
        if (why != NULL)
            return why;
    }
    for (size_t i = 0; i < c->d->meeting_count; i++)
        for (size_t k = 0; k < c->d->meeting[i].motion_count; k++) {
            const char *why = check_carried(c, &c->d->meeting[i],
                                            &c->d->meeting[i].motion[k]);
            if (why != NULL)
                return why;
        }
    return NULL;
}

/* --- prizes -----------------------------------------------------------------
 */

static bool withheld(const struct whole *c, const char *category,
                     const char *prize)
{
    for (size_t i = 0; i < c->d->decision_count; i++)
        if (is(c->d->decision[i].kind, "withheld") &&
            is(c->d->decision[i].category, category) &&
            is(c->d->decision[i].prize, prize))
            return true;
    return false;
}

static bool has_prize(const struct decided_decision *d, const char *prize)
{
    return is(d->kind, "prize") && is(d->prize, prize);
}

static const char *check_prize(const struct whole *c,
                               const struct decided_prize *p)
{
    const struct prize prize = {
        .amount_cents = p->amount, .head_cents = p->head, .cap_cents = p->cap};
    int64_t count = 0, place = 0;
    for (size_t i = 0; i < c->d->decision_count; i++)
        count += has_prize(&c->d->decision[i], p->code);
    if (count > p->winners_max)
        return arena_printf(c->mem, "prize %s: more have it than may", p->code);
    if (count > 0 && withheld(c, NULL, p->code))
        return arena_printf(c->mem, "prize %s: is withheld and given", p->code);
    if (withheld(c, NULL, p->code) && !p->withholdable)
        return arena_printf(c->mem, "prize %s: cannot be withheld", p->code);
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const struct decided_decision *d = &c->d->decision[i];
        if (!has_prize(d, p->code))
            continue;
        if (d->cents !=
            prize_share(prize_amount(&prize, d->heads), count, place++))
            return about(c, d, "the amount does not follow from the prize");
    }
    return NULL;
}

static bool known_prize(const struct whole *c, const char *code)
{
    for (size_t i = 0; i < c->d->prize_count; i++)
        if (is(c->d->prize[i].code, code))
            return true;
    return false;
}

static const char *check_prizes(const struct whole *c)
{
    for (size_t i = 0; i < c->d->prize_count; i++) {
        const char *why = check_prize(c, &c->d->prize[i]);
        if (why != NULL)
            return why;
    }
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const struct decided_decision *d = &c->d->decision[i];
        if (d->prize != NULL && !known_prize(c, d->prize))
            return about(c, d, "there is no such prize");
        if (!is(d->kind, "prize") && (d->cents != 0 || d->heads != -1))
            return about(c, d, "only a prize has an amount");
        if (is(d->kind, "winner") && d->category != NULL &&
            withheld(c, d->category, NULL))
            return about(c, d, "the category is withheld");
    }
    return NULL;
}

/* --- the block of decisions says the same -----------------------------------
 */

static bool in_decisions(const struct verify *v,
                         const struct decided_decision *d)
{
    for (size_t i = 0; i < v->decision_count; i++)
        if (is(v->decision[i].entry, d->entry) &&
            is(v->decision[i].kind, d->kind) &&
            is(v->decision[i].category, d->category))
            return true;
    return false;
}

static const char *check_same(const struct whole *c)
{
    size_t honours = 0;
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const struct decided_decision *d = &c->d->decision[i];
        if (is(d->kind, "prize") || is(d->kind, "withheld"))
            continue;
        honours++;
        if (!in_decisions(c->v, d))
            return about(c, d,
                         "is sealed and not among the decisions: an addendum "
                         "is missing");
    }
    return honours == c->v->decision_count
               ? NULL
               : "a decision is not in the decision seal: an addendum is "
                 "missing";
}

const char *verify_decided_whole(struct arena *mem, const struct verify *v,
                                 const struct decided *d)
{
    const struct whole c = {mem, v, d};
    const char *why = check_motions(&c);
    if (why == NULL)
        why = check_decisions(&c);
    if (why == NULL)
        why = check_prizes(&c);
    if (why == NULL)
        why = check_same(&c);
    return why != NULL ? why : verify_departures(mem, v, d);
}
