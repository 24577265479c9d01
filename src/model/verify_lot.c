/* Drawings of lots, checked. */
#include "model/verify_lot.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/lot.h"

struct drawing {
    struct arena *mem;
    const struct verify *v;
    struct sealed_fault *fault;
    size_t line;
    unsigned char secret[LOT_SECRET_BYTES];
    const char *marks, *phrase, *last_key;
    const struct tally_official *official; /* of the sealed round */
    const struct tally_input *input;
    bool lots; /* do its rules end in them? */
};

static bool fail(struct drawing *d, const char *what)
{
    *d->fault = (struct sealed_fault){d->line, what};
    return false;
}

static bool find_seal(struct drawing *d, const char *edition, const char *round)
{
    for (size_t i = 0; i < d->v->seal_count; i++) {
        const struct verify_seal *seal = &d->v->seal[i];
        if (!str_equal(seal->sealed.round, round) ||
            !str_equal(seal->sealed.edition, edition) ||
            !str_equal(seal->marks, d->marks))
            continue;
        d->official = seal->count.official;
        d->input = &seal->count.input;
        d->lots = seal->sealed.rules.config.ladder_lot;
    }
    if (!d->official)
        return fail(d, "no seal in this file has these marks");
    return d->lots ? true : fail(d, "the rules of the round have no lots");
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

static bool read_header(struct drawing *d, const struct json *json,
                        struct verify_lot *lot)
{
    const char *commitment = json_get_text(json, "commitment", "");
    d->marks = json_get_text(json, "marks", "");
    d->phrase = json_get_text(json, "phrase", "");
    *lot = (struct verify_lot){.round = json_get_text(json, "round", ""),
                               .phrase = d->phrase,
                               .marks = d->marks,
                               .rank = json_get_int(json, "rank", 0)};
    if (json_get_int(json, "version", 0) != 1)
        return fail(d, "is not a drawing of version 1");
    if (!secret_bytes(json_get_text(json, "secret", ""), d->secret,
                      sizeof d->secret))
        return fail(d, "the secret is not 32 bytes");
    if (!str_equal(lot_commitment(d->mem, d->secret), commitment))
        return fail(d, "the secret is not the one that was fixed before");
    if (json_get_int(json, "drawn_at", 0) <
        json_get_int(json, "committed_at", 0))
        return fail(d, "the secret was fixed after the lots were drawn");
    return find_seal(d, json_get_text(json, "edition", ""), lot->round) &&
           is_first(d, lot);
}

/* Did this nomination share the rank? */
static bool shares(const struct drawing *d, const char *entry, int64_t rank)
{
    for (size_t i = 0; i < d->input->entry_count; i++)
        if (str_equal(d->input->entries[i], entry))
            return d->official->rank_final[i] == rank;
    return false;
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

bool verify_lot(struct arena *mem, const char *body, size_t bytes,
                const struct verify *v, struct verify_lot *lot,
                struct sealed_fault *fault)
{
    struct drawing d = {.mem = mem, .v = v, .fault = fault};
    const char *end = body + bytes;
    for (const char *at = body, *stop; at < end; at = stop + 1) {
        struct json_fault wrong;
        d.line++;
        stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL)
            return fail(&d, "the line does not end");
        const struct json *json =
            json_parse(mem, at, (size_t)(stop - at), &wrong);
        if (json == NULL)
            return fail(&d, "is not an object of JSON");
        if (d.line == 1 ? !read_header(&d, json, lot)
                        : !read_drawn(&d, json, lot))
            return false;
    }
    return all_drawn(&d, lot);
}
