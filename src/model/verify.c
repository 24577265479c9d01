/* Checking a bundle, block by block.
 *
 * A digest shows that a byte was changed; only counting again shows that the
 * one who holds the key did not cheat. So both are done, and lines that no
 * digest covers must be written as we write them. */
#include "model/verify.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/seal.h"
#include "model/verify_decided.h"
#include "model/verify_decision.h"
#include "model/verify_follow.h"
#include "model/verify_lot.h"
#include "model/verify_parts.h"
#include "model/verify_rank.h"

struct checking {
    struct arena *mem;
    struct verify *v;
    const char *at, *end;
    size_t number;     /* of the line at hand, from 1 */
    const char *block; /* where the block began, and on which line */
    size_t block_line;
    struct verify_seal *seal;
    struct verify_lot *lot;
    struct verify_decision *decision;
    bool decided;        /* was there a block of decisions? */
    size_t sealed_line;  /* where the decision seal began */
    const char **digest; /* of the blocks */
    size_t digest_count;
};

static bool fail(struct checking *c, size_t line, const char *what)
{
    if (c->v->fault == NULL) {
        c->v->fault = what;
        c->v->line = line;
    }
    return false;
}

static bool starts(const char *at, const char *end, const char *text)
{
    size_t bytes = strlen(text);
    return (size_t)(end - at) >= bytes && memcmp(at, text, bytes) == 0;
}

/* --- one block --- */

/* A combined round's parts: seals that stand before it. */
static bool find_parts(struct checking *c, const struct sealed *s,
                       const struct sealed_count **parts)
{
    for (size_t p = 0; p < s->part_count; p++) {
        parts[p] = NULL;
        for (size_t i = 0; i < c->v->seal_count; i++)
            if (str_equal(c->seal[i].digest, s->part[p].digest) &&
                str_equal(c->seal[i].sealed.round, s->part[p].round))
                parts[p] = &c->seal[i].count;
        if (parts[p] == NULL)
            return fail(c, c->block_line,
                        arena_printf(c->mem,
                                     "the seal of the combined round %s is not "
                                     "in this file",
                                     s->part[p].round));
    }
    return true;
}

/* Written again, it must be the same; else the first line that is not. */
static bool same_body(struct checking *c, const char *body, size_t bytes,
                      const struct verify_seal *seal)
{
    struct buf again;
    size_t line = c->block_line;
    buf_init(&again, c->mem);
    sealed_write(&again, c->mem, &seal->sealed, &seal->count);
    for (size_t at = 0; at < bytes; at++) {
        if (at >= again.bytes || again.data[at] != body[at])
            return fail(c, line,
                        "does not follow from rules and marks when they are "
                        "counted again");
        line += body[at] == '\n';
    }
    return again.bytes == bytes ? true
                                : fail(c, line, "a result line is missing");
}

/* The second seal of a round names the first, and so on. */
static bool check_number(struct checking *c, struct verify_seal *seal)
{
    const struct sealed *s = &seal->sealed;
    struct verify_seal *last = NULL;
    for (size_t i = 0; i < c->v->seal_count; i++)
        if (str_equal(c->seal[i].sealed.round, s->round)) {
            last = &c->seal[i];
            seal->before = i + 1;
        }
    if (c->v->seal_count > 0 &&
        !str_equal(c->seal[0].sealed.edition, s->edition))
        return fail(c, c->block_line, "the seal is of another edition");
    if (s->number != (last ? last->sealed.number + 1 : 1) ||
        (last == NULL) != (s->previous == NULL) ||
        (last && !str_equal(last->digest, s->previous)))
        return fail(c, c->block_line,
                    "the seal does not follow the round's seal before it");
    if (last)
        last->newest = false;
    seal->newest = true;
    return true;
}

/* What only comparing finds: in the seal, with its parts, with seals before. */
static bool check_content(struct checking *c, struct verify_seal *seal,
                          const struct sealed_count *const *parts)
{
    const char *why = sealed_check_receipts(c->mem, &seal->sealed);
    if (why == NULL)
        why = verify_receipts(c->mem, seal);
    if (why == NULL)
        why = verify_parts(c->mem, &seal->sealed, parts);
    return why == NULL ? true : fail(c, c->block_line, why);
}

static size_t count_receipts(const struct sealed *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->ballot_count; i++)
        count += s->ballot[i].value != NULL;
    return count;
}

static bool check_seal(struct checking *c, const char *body, size_t bytes,
                       const char *digest)
{
    struct verify *v = c->v;
    struct sealed_fault fault;
    c->seal = arena_grow(c->mem, c->seal, v->seal_count, sizeof *c->seal);
    v->seal = c->seal;
    struct verify_seal *seal = &c->seal[v->seal_count];
    memset(seal, 0, sizeof *seal);
    seal->digest = digest;
    if (!sealed_read(c->mem, body, bytes, &seal->sealed, &fault))
        return fail(c, c->block_line + fault.line - 1, fault.what);
    const struct sealed *s = &seal->sealed;
    const struct sealed_count **parts =
        arena_alloc(c->mem, s->part_count * sizeof *parts);
    if (!check_number(c, seal) || !find_parts(c, s, parts) ||
        !check_content(c, seal, parts))
        return false;
    sealed_recount(c->mem, s, s->part_count > 0 ? parts : NULL, &seal->count);
    if (!same_body(c, body, bytes, seal))
        return false;
    /* last: who changed a mark learns first that it does not add up */
    const char *why = verify_follow(c->mem, v, seal);
    if (why != NULL)
        return fail(c, c->block_line, why);
    seal->marks = sealed_marks_digest(c->mem, s);
    v->receipts += count_receipts(s);
    v->seal_count++;
    return true;
}

static bool check_lot(struct checking *c, const char *body, size_t bytes)
{
    struct verify *v = c->v;
    c->lot = arena_grow(c->mem, c->lot, v->lot_count, sizeof *c->lot);
    v->lot = c->lot;
    struct sealed_fault fault;
    if (!verify_lot(c->mem, body, bytes, v, &c->lot[v->lot_count], &fault))
        return fail(c, c->block_line + fault.line - 1, fault.what);
    v->lot_count++;
    return true;
}

static bool check_decisions(struct checking *c, const char *body, size_t bytes)
{
    struct verify *v = c->v;
    struct sealed_fault fault;
    if (c->decided)
        return fail(c, c->block_line, "there are decisions before");
    c->decided = true;
    if (v->seal_count == 0)
        return fail(c, c->block_line, "there is no seal before the decisions");
    if (!verify_decisions(c->mem, body, bytes, v, &c->decision,
                          &v->decision_count, &fault))
        return fail(c, c->block_line + fault.line - 1, fault.what);
    v->decision = c->decision;
    return true;
}

static bool check_decided(struct checking *c, const char *body, size_t bytes)
{
    struct sealed_fault fault;
    struct decided *d = arena_alloc(c->mem, sizeof *d);
    if (c->v->decided != NULL)
        return fail(c, c->block_line, "there is a decision seal before");
    if (c->v->seal_count == 0)
        return fail(c, c->block_line, "there is no seal before the decisions");
    if (!verify_decided(c->mem, body, bytes, c->v, d, &fault))
        return fail(c, c->block_line + fault.line - 1, fault.what);
    c->v->decided = d;
    c->sealed_line = c->block_line;
    return true;
}

/* --- what no digest covers --- */

static bool is_written(struct checking *c, const char *line, size_t bytes,
                       const char *again)
{
    return strlen(again) == bytes && memcmp(line, again, bytes) == 0
               ? true
               : fail(c, c->number, "is not written as it must be");
}

static bool same_key(struct checking *c, const char *key)
{
    if (c->v->key == NULL)
        c->v->key = key;
    return str_equal(c->v->key, key)
               ? true
               : fail(c, c->number, "is signed with another key");
}

/* {"sealed":{"digest":…,"key":…,"signature":…}} */
static bool end_block(struct checking *c, const char *line, size_t bytes)
{
    struct json_fault fault;
    const struct json *json = json_parse(c->mem, line, bytes, &fault);
    const struct json *own = json_get(json, "sealed");
    const char *digest = json_get_text(own, "digest", "");
    const char *key = json_get_text(own, "key", "");
    const char *signature = json_get_text(own, "signature", "");
    size_t body = (size_t)(line - c->block);
    if (!is_written(c, line, bytes,
                    arena_printf(c->mem,
                                 "{\"sealed\":{\"digest\":\"%s\",\"key\":"
                                 "\"%s\",\"signature\":\"%s\"}}",
                                 digest, key, signature)) ||
        !same_key(c, key))
        return false;
    if (!str_equal(secret_digest(c->mem, c->block, body), digest))
        return fail(c, c->block_line,
                    "the lines from here on do not fit their digest");
    if (!seal_signed(c->mem, key, signature, digest))
        return fail(c, c->number, "the signature does not fit");
    c->digest =
        arena_grow(c->mem, c->digest, c->digest_count, sizeof *c->digest);
    c->digest[c->digest_count++] = digest;
    if (starts(c->block, line, "{\"lorbeer\":\"seal\","))
        return check_seal(c, c->block, body, digest);
    if (starts(c->block, line, "{\"lorbeer\":\"lot\","))
        return check_lot(c, c->block, body);
    if (starts(c->block, line, "{\"lorbeer\":\"decisions\","))
        return check_decisions(c, c->block, body);
    if (starts(c->block, line, "{\"lorbeer\":\"decided\","))
        return check_decided(c, c->block, body);
    return fail(c, c->block_line, "is no known kind of block");
}

/* {"bundle":{"blocks":[…],"key":…,"signature":…}} */
static bool end_bundle(struct checking *c, const char *line, size_t bytes)
{
    struct json_fault fault;
    const struct json *json = json_parse(c->mem, line, bytes, &fault);
    const struct json *own = json_get(json, "bundle");
    const char *key = json_get_text(own, "key", "");
    const char *signature = json_get_text(own, "signature", "");
    const char *list = "";
    char *text = bundle_signed_text(c->mem, c->digest, c->digest_count);
    for (size_t i = 0; i < c->digest_count; i++)
        list = arena_printf(c->mem, "%s%s\"%s\"", list, i > 0 ? "," : "",
                            c->digest[i]);
    if (!is_written(c, line, bytes,
                    arena_printf(c->mem,
                                 "{\"bundle\":{\"blocks\":[%s],\"key\":\"%s\","
                                 "\"signature\":\"%s\"}}",
                                 list, key, signature)) ||
        !same_key(c, key))
        return false;
    if (!secret_signed(key, signature, text, strlen(text)))
        return fail(c, c->number, "the signature does not fit");
    if (c->at != c->end)
        return fail(c, c->number + 1, "something stands behind the end");
    if (c->v->seal_count == 0)
        return fail(c, c->number, "there is no seal in it");
    const char *why = verify_parts_newest(c->mem, c->v);
    return why == NULL ? true : fail(c, c->number, why);
}

/* What is only known when all blocks are. */
static bool conclude(struct checking *c)
{
    verify_rank(c->mem, c->v, c->seal);
    for (size_t d = 0; d < c->v->decision_count; d++)
        for (size_t i = 0; i < c->v->seal_count; i++) {
            const struct sealed *s = &c->seal[i].sealed;
            if (sealed_place(s->entry, s->entry_count, c->decision[d].entry) >=
                0)
                c->decision[d].sealed = true;
        }
    const char *why = c->v->decided != NULL
                          ? verify_decided_whole(c->mem, c->v, c->v->decided)
                          : NULL;
    return why == NULL ? true : fail(c, c->sealed_line, why);
}

/* One line; *done at the last. */
static bool check_line(struct checking *c, bool *done)
{
    const char *line = c->at;
    const char *stop = memchr(line, '\n', (size_t)(c->end - line));
    c->number++;
    if (stop == NULL)
        return fail(c, c->number, "the file ends too early");
    size_t bytes = (size_t)(stop - line);
    c->at = stop + 1;
    if (c->block == NULL && starts(line, stop, "{\"bundle\":")) {
        *done = true;
        return end_bundle(c, line, bytes);
    }
    if (c->block == NULL) {
        c->block = line;
        c->block_line = c->number;
    }
    if (!starts(line, stop, "{\"sealed\":"))
        return true;
    bool fits = end_block(c, line, bytes);
    c->block = NULL;
    return fits;
}

bool verify_bundle(struct arena *mem, const char *text, size_t bytes,
                   const char *key, struct verify *v)
{
    struct checking c = {.mem = mem, .v = v, .at = text, .end = text + bytes};
    bool done = false;
    *v = (struct verify){.key = key};
    if (!str_utf8(text, bytes))
        return fail(&c, 1, "the file is not a bundle");
    while (!done)
        if (!check_line(&c, &done))
            return false;
    return conclude(&c);
}
