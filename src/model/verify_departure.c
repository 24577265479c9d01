/* Does a motion say rightly whether it departs from the ranking? The ranking is
 * that of the seal that was the newest when voting on it began. */
#include "model/verify_decided.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"

struct moving {
    struct arena *mem;
    const struct verify *v;
    const struct decided *d;
    const struct decided_meeting *meeting;
    const struct decided_motion *m;
    const struct verify_seal *seal; /* that ranks any of those who are named */
};

static bool named(const struct moving *c, const char *entry)
{
    for (size_t i = 0; i < c->m->entry_count; i++)
        if (str_equal(c->m->entry[i].entry, entry))
            return true;
    return false;
}

/* The round's newest seal of that time, or NULL. */
static const struct verify_seal *seal_then(const struct moving *c,
                                           const char *round)
{
    const struct verify_seal *found = NULL;
    for (size_t i = 0; i < c->v->seal_count; i++) {
        const struct verify_seal *s = &c->v->seal[i];
        if (str_equal(s->sealed.round, round) &&
            s->sealed.sealed_at <= c->m->opened_at)
            found = s;
    }
    return found;
}

/* With the lots, or as it was before them. */
static int32_t rank(const struct verify_seal *s, const char *entry, bool lots)
{
    const struct tally_official *o = lots ? s->official : s->count.official;
    int32_t e = o ? sealed_place(s->count.input.entries,
                                 s->count.input.entry_count, entry)
                  : -1;
    return e < 0 ? 0 : o->rank_final[e];
}

/* The last round before the meeting that ranks any of these. */
static const struct verify_seal *ranking(const struct moving *c)
{
    for (size_t i = c->meeting->round_count; i > 0; i--) {
        const struct verify_seal *s =
            seal_then(c, c->meeting->round[i - 1].round);
        for (size_t e = 0; s != NULL && e < c->m->entry_count; e++)
            if (rank(s, c->m->entry[e].entry, false) > 0)
                return s;
    }
    return NULL;
}

/* Does `a` stand before a named one, or, for an award, beside it? */
static bool passed_over(const struct moving *c, const char *a, bool lots)
{
    bool nominate = str_equal(c->m->kind, "nominate");
    int32_t own = rank(c->seal, a, lots);
    for (size_t i = 0; own > 0 && i < c->m->entry_count; i++) {
        int32_t other = rank(c->seal, c->m->entry[i].entry, lots);
        if (other == 0 || own < other || (!nominate && own == other))
            return true;
    }
    return false;
}

/* Does the round rank just those of whom the motion speaks? Without a category
 * it is about all of a round that ranks all. */
static bool one_field(const struct moving *c)
{
    const char *category = c->seal->sealed.rules.category;
    return c->m->category == NULL ? str_empty(category)
                                  : str_equal(category, c->m->category);
}

/* Was it a nominee, or is it now? NULL category: in any. */
static bool nominee(const struct moving *c, const char *entry, bool then)
{
    for (size_t i = 0; i < c->d->decision_count; i++) {
        const struct decided_decision *d = &c->d->decision[i];
        bool before =
            d->meeting < c->meeting->number ||
            (d->meeting == c->meeting->number && d->motion < c->m->number);
        if (str_equal(d->kind, "nominee") && str_equal(d->entry, entry) &&
            (!then || (before && str_equal(d->by, "motion") &&
                       str_equal(d->category, c->m->category))))
            return true;
    }
    return false;
}

/* Did this one certainly compete, and had to be mentioned? */
static bool rival(const struct moving *c, const char *entry)
{
    if (named(c, entry))
        return false;
    if (str_equal(c->m->kind, "nominate"))
        return one_field(c) && !nominee(c, entry, false);
    return c->m->category != NULL && nominee(c, entry, true);
}

static const char *wrong(const struct moving *c, const char *what)
{
    return arena_printf(c->mem, "motion %" PRId64 " of meeting %" PRId64 ": %s",
                        c->m->number, c->meeting->number, what);
}

static const char *check(const struct moving *c)
{
    const struct tally_input *input = &c->seal->count.input;
    bool possible = false;
    for (size_t i = 0; i < input->entry_count; i++) {
        const char *entry = input->entries[i];
        bool before = passed_over(c, entry, true);
        bool always = before && passed_over(c, entry, false);
        possible = possible || (!named(c, entry) &&
                                (before || passed_over(c, entry, false)));
        if (!c->m->departs && always && rival(c, entry))
            return wrong(c, arena_printf(c->mem,
                                         "departs from the ranking (%s stands "
                                         "before) and does not say so",
                                         entry));
    }
    return c->m->departs && !possible
               ? wrong(c, "says that it departs from the ranking, and does not")
               : NULL;
}

static bool is_ranked(const struct decided_motion *m)
{
    return m->prize == NULL && m->entry_count > 0 &&
           (str_equal(m->kind, "nominate") || str_equal(m->kind, "award") ||
            str_equal(m->kind, "share"));
}

const char *verify_departures(struct arena *mem, const struct verify *v,
                              const struct decided *d)
{
    for (size_t i = 0; i < d->meeting_count; i++)
        for (size_t k = 0; k < d->meeting[i].motion_count; k++) {
            struct moving c = {
                mem, v, d, &d->meeting[i], &d->meeting[i].motion[k], NULL};
            c.seal = is_ranked(c.m) ? ranking(&c) : NULL;
            const char *why = c.seal != NULL ? check(&c) : NULL;
            if (why != NULL)
                return why;
        }
    return NULL;
}
