/* Marks to ballots.
 *
 * One entry after the other: a table with a slot for each juror finds the
 * ballot a mark belongs to, a bit for each criterion tells whether the ballot
 * is complete and whether a mark comes twice. Marks that stand in the order of
 * their entries are read straight through, once; if one does not, the count
 * begins again through an index made by a counting sort. The work is O(marks),
 * the scratch a few bytes for each mark, and nothing depends on the order of
 * the marks: sums are integers, and an entry's ballots are put in the order of
 * the jurors.
 *
 * Sums per criterion take every mark at first and give those of partial
 * ballots back, because hardly any ballot is partial. */
#include "model/tally_ballot.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* A ballot while its entry is being read. */
struct draft {
    int64_t total;
    uint64_t given; /* bit k: criterion k has its mark */
    int32_t juror;
};

struct count {
    struct arena *mem;
    const struct tally_input *input;
    const struct tally_shape *shape;
    const uint32_t *order; /* NULL: the marks are in order */
    uint64_t all;          /* the `given` of a complete ballot */
    struct draft *draft;   /* of the entry being read */
    size_t draft_count;
    bool wrong;    /* a mark is off its scale or comes twice */
    int32_t *slot; /* juror -> place in draft + 1, 0: none */
    struct tally_ballot *ballots;
    size_t ballot_count, ballot_room;
    struct tally_entry *entries;
    struct tally_juror *jurors;
    int64_t *sums; /* of (value - lo), by entry and criterion */
};

static const struct tally_mark *mark_at(const struct count *c, size_t at)
{
    return &c->input->marks[c->order == NULL ? at : c->order[at]];
}

static const uint32_t *sort_by_entry(const struct count *c)
{
    const struct tally_input *input = c->input;
    const struct tally_mark *marks = input->marks;
    uint32_t *order = arena_alloc(c->mem, input->mark_count * sizeof *order);
    uint32_t *next =
        arena_alloc(c->mem, (input->entry_count + 1) * sizeof *next);
    for (size_t at = 0; at < input->mark_count; at++) {
        tally_check_indices(input, &marks[at]);
        next[marks[at].entry + 1]++;
    }
    for (size_t i = 0; i < input->entry_count; i++)
        next[i + 1] += next[i];
    for (size_t at = 0; at < input->mark_count; at++)
        order[next[marks[at].entry]++] = (uint32_t)at;
    return order;
}

static struct draft *draft_of(struct count *c, const struct tally_mark *mark)
{
    tally_check_indices(c->input, mark);
    if (c->slot[mark->juror] == 0) {
        c->draft[c->draft_count++] = (struct draft){.juror = mark->juror};
        c->slot[mark->juror] = (int32_t)c->draft_count;
    }
    return &c->draft[c->slot[mark->juror] - 1];
}

/* Reads marks of entry i, from `at` on, as long as they are one juror's;
 * returns the place after the last of them. */
static size_t read_ballot(struct count *c, int32_t i, size_t at, int64_t *sums)
{
    const struct tally_scale *scale = c->shape->scale;
    struct draft *draft = draft_of(c, mark_at(c, at));
    uint32_t criteria = (uint32_t)c->input->criterion_count;
    /* no sum of wrong marks traps */
    uint64_t given = draft->given, wrong = 0, total = (uint64_t)draft->total;
    for (; at < c->input->mark_count; at++) {
        const struct tally_mark *mark = mark_at(c, at);
        uint32_t criterion = (uint32_t)mark->criterion;
        if (mark->entry != i || mark->juror != draft->juror)
            break;
        if (criterion >= criteria)
            tally_check_indices(c->input, mark);
        const struct tally_scale *k = &scale[criterion];
        uint64_t bit = UINT64_C(1) << criterion;
        uint32_t offset = (uint32_t)mark->value - (uint32_t)k->lo;
        wrong |= (given & bit) | (uint64_t)!tally_scale_fits(k, mark->value);
        given |= bit;
        total += offset * (uint64_t)k->factor;
        sums[criterion] += offset;
    }
    draft->given = given;
    draft->total = (int64_t)total;
    c->wrong = c->wrong || wrong != 0;
    return at;
}

/* Entry and juror at once, for comparison. */
static uint64_t place_of(const struct tally_mark *mark)
{
    uint64_t place;
    static_assert(offsetof(struct tally_mark, criterion) == sizeof place,
                  "entry and juror come first");
    memcpy(&place, mark, sizeof place);
    return place;
}

/* A whole ballot by a juror without one yet, its criteria in their
 * order and all on their scales: nearly all marks stand so. Makes it a draft;
 * false, with nothing changed, if it is anything else. */
static bool take_whole(struct count *c, const struct tally_mark *marks,
                       int64_t *sums)
{
    const struct tally_scale *scale = c->shape->scale;
    uint32_t criteria = (uint32_t)c->input->criterion_count;
    int32_t juror = marks[0].juror;
    uint64_t total = 0, off = 0, other = 0; /* off: the highest bit */
    uint64_t first = place_of(&marks[0]);
    tally_check_indices(c->input, &marks[0]);
#pragma GCC unroll 4
    for (uint32_t k = 0; k < criteria; k++) {
        const struct tally_mark *mark = &marks[k];
        uint32_t offset = (uint32_t)mark->value - (uint32_t)scale[k].lo;
        other |= place_of(mark) ^ first;
        other |= (uint32_t)mark->criterion ^ k;
        off |= tally_scale_off(&scale[k], mark->value);
        total += offset * (uint64_t)scale[k].factor;
        sums[k] += offset;
    }
    if (other == 0 && off >> 63 == 0 && c->slot[juror] == 0) {
        c->draft[c->draft_count++] =
            (struct draft){(int64_t)total, c->all, juror};
        c->slot[juror] = (int32_t)c->draft_count;
        return true;
    }
    for (uint32_t k = 0; k < criteria; k++)
        sums[k] -= (uint32_t)marks[k].value - (uint32_t)scale[k].lo;
    return false;
}

/* Reads the marks of entry i, from `at` on, into drafts; returns the place
 * after the last of them. */
static size_t read_marks(struct count *c, int32_t i, size_t at, int64_t *sums)
{
    const struct tally_mark *marks = c->input->marks;
    size_t criteria = c->input->criterion_count, end = c->input->mark_count;
    size_t whole = end < criteria || c->order ? 0 : end - criteria + 1;
    while (at < whole && marks[at].entry == i) {
        if (take_whole(c, &marks[at], sums))
            at += criteria;
        else
            at = read_ballot(c, i, at, sums);
    }
    while (at < end && mark_at(c, at)->entry == i)
        at = read_ballot(c, i, at, sums);
    return at;
}
static void give_back_partial(const struct count *c, size_t from, size_t to,
                              int64_t *sums)
{
    for (size_t at = from; at < to; at++) {
        const struct tally_mark *mark = mark_at(c, at);
        if (c->draft[c->slot[mark->juror] - 1].given != c->all)
            sums[mark->criterion] -=
                mark->value - c->shape->scale[mark->criterion].lo;
    }
}

static int by_juror(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    return (x->juror > y->juror) - (x->juror < y->juror);
}

static void sort_drafts(struct count *c)
{
    bool sorted = true;
    for (size_t i = 1; i < c->draft_count; i++)
        sorted = sorted && c->draft[i - 1].juror < c->draft[i].juror;
    if (!sorted)
        qsort(c->draft, c->draft_count, sizeof *c->draft, by_juror);
}

static void reserve(struct count *c, size_t more)
{
    if (c->ballot_count + more <= c->ballot_room)
        return;
    size_t room = c->ballot_room + c->ballot_room / 2 + more;
    struct tally_ballot *ballots = arena_alloc(c->mem, room * sizeof *ballots);
    if (c->ballot_count > 0)
        memcpy(ballots, c->ballots, c->ballot_count * sizeof *ballots);
    c->ballots = ballots;
    c->ballot_room = room;
}

/* The drafts of an entry become its ballots. */
static void keep_ballots(struct count *c, struct tally_entry *entry)
{
    bool ranked = entry->ballots >= c->input->config.quorum;
    sort_drafts(c);
    reserve(c, c->draft_count);
    entry->ranked = ranked;
    entry->ballot_first = c->ballot_count;
    for (size_t i = 0; i < c->draft_count; i++) {
        const struct draft *draft = &c->draft[i];
        bool whole = draft->given == c->all;
        c->ballots[c->ballot_count++] = (struct tally_ballot){
            .total = whole ? draft->total : 0,
            .juror = draft->juror,
            .state = !whole   ? TALLY_PARTIAL
                     : ranked ? TALLY_COUNTED
                              : TALLY_BELOW_QUORUM,
        };
        if (ranked && whole) {
            entry->total += draft->total;
            c->jurors[draft->juror].ballots++;
        }
        c->slot[draft->juror] = 0;
    }
    entry->ballot_end = c->ballot_count;
    c->draft_count = 0;
}

/* Sums of offsets become sums of shares of L. */
static void stretch_sums(const struct count *c, const struct tally_entry *entry,
                         int64_t *sums)
{
    size_t criteria = c->input->criterion_count;
    if (!entry->ranked) {
        memset(sums, 0, criteria * sizeof *sums);
        return;
    }
    int64_t total = 0;
    for (size_t k = 0; k < criteria; k++) {
        const struct tally_scale *scale = &c->shape->scale[k];
        total += sums[k] * scale->factor;
        sums[k] *= c->shape->range / scale->range;
    }
    assert(total == entry->total);
}

/* Reads entry i, whose marks begin at `from`; returns where they end. */
static size_t count_entry(struct count *c, size_t i, size_t from)
{
    struct tally_entry *entry = &c->entries[i];
    int64_t *sums = &c->sums[i * c->input->criterion_count];
    size_t to = read_marks(c, (int32_t)i, from, sums);
    if (c->wrong)
        return to;
    for (size_t d = 0; d < c->draft_count; d++)
        entry->ballots += c->draft[d].given == c->all;
    if ((size_t)entry->ballots < c->draft_count)
        give_back_partial(c, from, to, sums);
    keep_ballots(c, entry);
    stretch_sums(c, entry, sums);
    return to;
}

/* true when all marks were read: those that stand before the mark of an
 * earlier entry stop it, and so does a wrong mark. */
static bool count_entries(struct count *c)
{
    const struct tally_input *input = c->input;
    size_t entries = input->entry_count, jurors = input->juror_count;
    memset(c->jurors, 0, jurors * sizeof *c->jurors);
    memset(c->entries, 0, entries * sizeof *c->entries);
    memset(c->sums, 0, entries * input->criterion_count * sizeof *c->sums);
    c->ballot_count = 0;
    size_t from = 0;
    for (size_t i = 0; i < entries && !c->wrong; i++)
        from = count_entry(c, i, from);
    return from == input->mark_count;
}

bool tally_ballot_count(struct arena *mem, const struct tally_input *input,
                        const struct tally_shape *shape,
                        struct tally_result *result)
{
    size_t entries = input->entry_count, jurors = input->juror_count;
    size_t criteria = input->criterion_count;
    struct count c = {.mem = mem, .input = input, .shape = shape};
    c.all = UINT64_MAX >> (64 - criteria);
    c.draft = arena_alloc(mem, jurors * sizeof *c.draft);
    c.slot = arena_alloc(mem, jurors * sizeof *c.slot);
    c.entries = arena_alloc(mem, entries * sizeof *c.entries);
    c.jurors = arena_alloc(mem, jurors * sizeof *c.jurors);
    c.sums = arena_alloc(mem, entries * criteria * sizeof *c.sums);
    reserve(&c, input->mark_count / criteria + 1);
    if (!count_entries(&c) && !c.wrong) {
        c.order = sort_by_entry(&c);
        count_entries(&c);
    }
    result->entries = c.entries;
    result->jurors = c.jurors;
    result->criterion_total = c.sums;
    result->ballots = c.ballots;
    result->ballot_count = c.ballot_count;
    return !c.wrong;
}
