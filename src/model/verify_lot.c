/* Drawings of lots, checked. */
#include "model/verify_lot.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/lot.h"
#include "model/verify_lines.h"

struct drawing {
    struct arena *mem;
    const struct verify *v;
    struct verify_lot *lot;
    struct sealed_fault *fault;
    size_t line;
    unsigned char secret[LOT_SECRET_BYTES];
    const char *marks, *phrase, *last_key;
    const struct tally_official *official; /* of the sealed round */
    const struct tally_input *input;
    struct lot own; /* as it is read, to be written again */
    int64_t drawn_at;
    struct lot_entry *entry;
    const char **order; /* the nominations drawn */
};

static bool fail(struct drawing *d, const char *what)
{
    *d->fault = (struct sealed_fault){d->line, what};
    return false;
}

/* The first with these marks. */
static bool find_seal(struct drawing *d, struct verify_lot *lot)
{
    for (size_t i = 0; i < d->v->seal_count; i++) {
        const struct verify_seal *seal = &d->v->seal[i];
        if (!str_equal(seal->sealed.round, lot->round) ||
            !str_equal(seal->sealed.edition, d->own.edition) ||
            !str_equal(seal->marks, d->marks))
            continue;
        if (!seal->sealed.rules.config.ladder_lot)
            return fail(d, "the rules of the round have no lots");
        if (!seal->count.official)
            return fail(d, "the round has no ranking");
        d->official = seal->count.official;
        d->input = &seal->count.input;
        lot->seal = seal->sealed.number;
        return true;
    }
    return fail(d, "no seal in this file has these marks");
}

/* Who could draw again would draw until he likes it. */
static bool is_first(struct drawing *d, const struct verify_lot *lot)
{
    for (size_t i = 0; i < d->v->lot_count; i++)
        if (str_equal(d->v->lot[i].round, lot->round) &&
            str_equal(d->v->lot[i].marks, lot->marks) &&
            d->v->lot[i].rank == lot->rank)
            return fail(d, "lots were drawn for this tie before");
    return true;
}

static bool check_times(struct drawing *d)
{
    if (!sealed_time(d->own.committed_at) || !sealed_time(d->drawn_at))
        return fail(d, "the time is not in the years 1970 to 9999");
    return d->drawn_at >= d->own.committed_at
               ? true
               : fail(d, "the secret was fixed after the lots were drawn");
}

static bool read_header(struct drawing *d, const struct json *json,
                        struct verify_lot *lot)
{
    d->drawn_at = json_get_int(json, "drawn_at", -1);
    d->own = (struct lot){
        .edition = json_get_text(json, "edition", ""),
        .round = json_get_text(json, "round", ""),
        .rank = json_get_int(json, "rank", 0),
        .marks_digest = json_get_text(json, "marks", ""),
        .commitment = json_get_text(json, "commitment", ""),
        .committed_at = json_get_int(json, "committed_at", -1),
        .phrase = json_get_text(json, "phrase", ""),
        .secret = json_get_text(json, "secret", ""),
        .drawn_at = &d->drawn_at,
    };
    d->marks = d->own.marks_digest;
    d->phrase = d->own.phrase;
    *lot = (struct verify_lot){.round = d->own.round,
                               .phrase = d->phrase,
                               .marks = d->marks,
                               .rank = d->own.rank};
    if (json_get_int(json, "version", 0) != 1)
        return fail(d, "is not a drawing of version 1");
    if (str_empty(d->phrase))
        return fail(d, "nobody said a phrase");
    if (!secret_bytes(d->own.secret, d->secret, sizeof d->secret))
        return fail(d, "the secret is not 32 bytes");
    if (!str_equal(lot_commitment(d->mem, d->secret), d->own.commitment))
        return fail(d, "the secret is not the one that was fixed before");
    return check_times(d) && find_seal(d, lot) && is_first(d, lot);
}

/* Did this nomination share the rank? */
static bool shares(const struct drawing *d, const char *entry, int64_t rank)
{
    int32_t at = sealed_place(d->input->entries, d->input->entry_count, entry);
    return at >= 0 && rank > 0 && d->official->rank_final[at] == rank;
}

static bool read_drawn(struct drawing *d, const struct json *json,
                       struct verify_lot *lot)
{
    const struct json *own = json_get(json, "drawn");
    const char *entry = json_get_text(own, "entry", "");
    const char *key = json_get_text(own, "key", "");
    if (!shares(d, entry, lot->rank))
        return fail(d, "the nomination did not share that rank");
    if (!str_equal(lot_key(d->mem, d->secret, d->phrase, d->marks, entry), key))
        return fail(d, "the key does not follow from secret, phrase and marks");
    if (json_get_int(own, "place", 0) != (int64_t)lot->entries + 1 ||
        (d->last_key && strcmp(d->last_key, key) >= 0))
        return fail(d, "the smallest key must come first");
    d->last_key = key;
    d->order = arena_grow(d->mem, d->order, lot->entries, sizeof *d->order);
    d->entry = arena_grow(d->mem, d->entry, lot->entries, sizeof *d->entry);
    d->order[lot->entries] = entry;
    d->entry[lot->entries] = (struct lot_entry){
        .entry = entry, .key = key, .place = (int64_t)lot->entries + 1};
    lot->entries++;
    return true;
}

static bool all_drawn(struct drawing *d, const struct verify_lot *lot)
{
    size_t tied = 0;
    for (size_t i = 0; i < d->official->entries; i++)
        tied += d->official->rank_final[i] == lot->rank;
    d->line = 1;
    return tied == lot->entries && tied > 1
               ? true
               : fail(d, "not all who shared the rank were drawn");
}

static bool within(const struct verify_lot *lot, const struct verify_lot *other)
{
    for (size_t i = 0; i < lot->entries; i++) {
        bool found = false;
        for (size_t k = 0; k < other->entries && !found; k++)
            found = str_equal(lot->entry[i], other->entry[k]);
        if (!found)
            return false;
    }
    return true;
}

/* A drawing that has all of them goes on deciding when marks change. */
static bool undecided(struct drawing *d, const struct verify_lot *lot)
{
    for (size_t i = 0; i < d->v->lot_count; i++)
        if (str_equal(d->v->lot[i].round, lot->round) &&
            within(lot, &d->v->lot[i]))
            return fail(d, "lots were drawn for these nominations before");
    return true;
}

static bool read_line(void *own, const struct json *json, size_t line)
{
    struct drawing *d = own;
    d->line = line;
    return line == 1 ? read_header(d, json, d->lot)
                     : read_drawn(d, json, d->lot);
}

bool verify_lot(struct arena *mem, const char *body, size_t bytes,
                const struct verify *v, struct verify_lot *lot,
                struct sealed_fault *fault)
{
    struct drawing d = {.mem = mem, .v = v, .lot = lot, .fault = fault};
    struct buf again;
    if (!verify_lines(mem, body, bytes, read_line, &d, fault))
        return false;
    lot->entry = d.order;
    if (!all_drawn(&d, lot) || !undecided(&d, lot))
        return false;
    d.own.entry = d.entry;
    d.own.entry_count = lot->entries;
    buf_init(&again, mem);
    bundle_write_lot(&again, &d.own);
    return verify_again(body, bytes, &again, fault);
}
