/* Bundles changed by somebody who holds a key. */
#include "support/resign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/receipt.h"

enum { DIGESTS_MAX = 64 };

static struct test_home *home;

struct digests {
    char *from[DIGESTS_MAX], *to[DIGESTS_MAX];
    size_t count;
};

/* Every digest of old by its new one. */
static char *follow(const struct digests *d, char *text)
{
    for (size_t i = 0; i < d->count; i++)
        for (char *at = text; (at = strstr(at, d->from[i]));)
            memcpy(at, d->to[i], SECRET_DIGEST_HEX - 1);
    return text;
}

static void map_digest(struct digests *d, const char *from, const char *to)
{
    if (strncmp(from, to, SECRET_DIGEST_HEX - 1) == 0)
        return;
    d->from[d->count] = arena_textn(home->mem, from, SECRET_DIGEST_HEX - 1);
    d->to[d->count++] = arena_text(home->mem, to);
}

/* The digest of rules and marks, made again. */
static void mark_again(struct digests *d, char *block)
{
    static const char line[] = "\n{\"marks\":\"";
    char *from = strstr(block, "{\"rules\":"), *to = strstr(block, line);
    if (from == NULL || to == NULL)
        return;
    char *digest = secret_digest(home->mem, from, (size_t)(to + 1 - from));
    map_digest(d, to + sizeof line - 1, digest);
    memcpy(to + sizeof line - 1, digest, SECRET_DIGEST_HEX - 1);
}

static void end_block(struct buf *out, const char *digest,
                      const unsigned char *key)
{
    buf_addf(out,
             "{\"sealed\":{\"digest\":\"%s\",\"key\":\"%s\",\"signature\":"
             "\"%s\"}}\n",
             digest, secret_public(home->mem, key),
             seal_sign(home->mem, key, digest));
}

static void end_all(struct buf *out, const struct digests *blocks,
                    const unsigned char *key)
{
    const char *const *list = (const char *const *)blocks->to;
    char *text = bundle_signed_text(home->mem, list, blocks->count);
    buf_add(out, "{\"bundle\":{\"blocks\":[");
    for (size_t i = 0; i < blocks->count; i++)
        buf_addf(out, "%s\"%s\"", i > 0 ? "," : "", blocks->to[i]);
    buf_addf(out, "],\"key\":\"%s\",\"signature\":\"%s\"}}\n",
             secret_public(home->mem, key),
             secret_sign(home->mem, key, text, strlen(text)));
}

/* All that a key can sign, signed anew. */
const char *resign(struct test_home *h, const char *text,
                   const unsigned char *key)
{
    static const char begin[] = "{\"sealed\":{\"digest\":\"";
    static struct digests all, blocks;
    home = h;
    all.count = blocks.count = 0;
    struct buf out;
    buf_init(&out, h->mem);
    for (const char *stop; (stop = strstr(text, begin));) {
        char *block =
            follow(&all, arena_textn(home->mem, text, (size_t)(stop - text)));
        mark_again(&all, block);
        char *digest = secret_digest(home->mem, block, strlen(block));
        buf_add(&out, block);
        end_block(&out, digest, key);
        map_digest(&all, stop + sizeof begin - 1, digest);
        blocks.to[blocks.count++] = digest;
        text = strchr(stop, '\n') + 1;
    }
    end_all(&out, &blocks, key);
    return out.data;
}

const char *resign_replaced(struct test_home *h, const char *text,
                            const char *what, const char *by)
{
    const char *at = strstr(text, what);
    if (at == NULL)
        fail_msg("there is no %s", what);
    return arena_printf(h->mem, "%.*s%s%s", (int)(at - text), text, by,
                        at + strlen(what));
}

void resign_refuses(struct test_home *h, const char *name, const char *text,
                    const char *key, const char *want)
{
    const char *why = sealing_refused(h, text, key);
    if (why == NULL)
        fail_msg("%s: accepted", name);
    if (strstr(why, want) == NULL)
        fail_msg("%s: refused because '%s', not '%s'", name, why, want);
}

const char *resign_line(struct test_home *h, const char *text, const char *what)
{
    const char *at = strstr(text, what);
    if (at == NULL)
        fail_msg("there is no %s", what);
    while (at > text && at[-1] != '\n')
        at--;
    return arena_textn(h->mem, at, strcspn(at, "\n") + 1);
}

/* --- changed and counted again --- */

void resign_receipt(struct test_home *h, const struct sealed *s,
                    struct sealed_ballot *b)
{
    const struct receipt_ballot r = {s->edition,       s->round,
                                     b->entry,         s->rules.criteria,
                                     b->value,         s->rules.criterion_count,
                                     s->rules.decimals};
    if (*b->salt == '\0')
        b->salt = "00112233445566778899aabbccddeeff";
    b->receipt = receipt_digest(h->mem, &r, b->salt);
}

struct editing {
    struct sealed_count count[DIGESTS_MAX];
    const char *digest[DIGESTS_MAX];
    size_t seals;
};

static void edit_seal(struct test_home *h, struct editing *e, const char *block,
                      resign_change *change, const void *what, struct buf *out)
{
    const struct sealed_count *parts[8] = {NULL};
    struct sealed_fault fault;
    struct sealed s;
    struct sealed_count *count = &e->count[e->seals];
    if (!sealed_read(h->mem, block, strlen(block), &s, &fault))
        fail_msg("line %zu: %s", fault.line, fault.what);
    for (size_t p = 0; p < s.part_count; p++)
        for (size_t i = 0; i < e->seals; i++)
            if (str_equal(e->digest[i], s.part[p].digest))
                parts[p] = &e->count[i];
    e->digest[e->seals++] = secret_digest(h->mem, block, strlen(block));
    change(h, &s, what);
    sealed_recount(h->mem, &s, s.part_count > 0 ? parts : NULL, count);
    sealed_write(out, h->mem, &s, count);
}

const char *resign_edit(struct test_home *h, const char *text,
                        const unsigned char *key, resign_change *change,
                        const void *what)
{
    static struct editing e;
    struct buf out;
    e.seals = 0;
    buf_init(&out, h->mem);
    for (const char *stop; (stop = strstr(text, "{\"sealed\":"));) {
        const char *block = arena_textn(h->mem, text, (size_t)(stop - text));
        const char *end = strchr(stop, '\n') + 1;
        if (str_starts(block, "{\"lorbeer\":\"seal\""))
            edit_seal(h, &e, block, change, what, &out);
        else
            buf_add(&out, block);
        buf_addn(&out, stop, (size_t)(end - stop));
        text = end;
    }
    return resign(h, out.data, key);
}
