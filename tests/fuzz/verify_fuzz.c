/* Any file through the verifier, as it is and with digests and signatures made
 * right, so that what lies behind them is reached too. A seal that is read can
 * be written, and reads back as the same. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/seal.h"
#include "model/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

enum { SEALS_MAX = 8 };

static const unsigned char key[SECRET_KEY_BYTES] = "fuzz";

static void must(int true_value)
{
    if (!true_value)
        abort();
}

static void verify(struct arena *mem, const char *text, size_t bytes)
{
    struct verify v;
    if (verify_bundle(mem, text, bytes, NULL, &v)) {
        must(v.fault == NULL && v.seal_count > 0 && v.key != NULL);
        for (size_t i = 0; i < v.seal_count; i++)
            must(v.seal[i].count.status != NULL);
        return;
    }
    must(v.fault != NULL && v.line > 0);
}

/* --- signing --- */

/* The digest in the line "marks". */
static void mark_again(struct arena *mem, char *block)
{
    static const char line[] = "\n{\"marks\":\"";
    char *from = strstr(block, "{\"rules\":"), *to = strstr(block, line);
    if (from == NULL || to == NULL || from > to ||
        strlen(to) < sizeof line + SECRET_DIGEST_HEX)
        return;
    memcpy(to + sizeof line - 1,
           secret_digest(mem, from, (size_t)(to + 1 - from)),
           SECRET_DIGEST_HEX - 1);
}

struct signing {
    struct arena *mem;
    struct buf out;
    const char **digest;
    size_t count;
    struct sealed_count *count_of[SEALS_MAX];
    size_t seals;
};

static void end_block(struct signing *s, const char *block)
{
    if (s->seals == 0)
        return;
    char *digest = secret_digest(s->mem, block, strlen(block));
    buf_add(&s->out, block);
    buf_addf(&s->out,
             "{\"sealed\":{\"digest\":\"%s\",\"key\":\"%s\",\"signature\":"
             "\"%s\"}}\n",
             digest, secret_public(s->mem, key),
             seal_sign(s->mem, key, digest));
    s->digest = arena_grow(s->mem, s->digest, s->count, sizeof *s->digest);
    s->digest[s->count++] = digest;
}

static void end_bundle(struct signing *s)
{
    char *text = bundle_signed_text(s->mem, s->digest, s->count);
    buf_add(&s->out, "{\"bundle\":{\"blocks\":[");
    for (size_t i = 0; i < s->count; i++)
        buf_addf(&s->out, "%s\"%s\"", i > 0 ? "," : "", s->digest[i]);
    buf_addf(&s->out, "],\"key\":\"%s\",\"signature\":\"%s\"}}\n",
             secret_public(s->mem, key),
             secret_sign(s->mem, key, text, strlen(text)));
}

/* --- a seal by itself, whatever its receipts say --- */

static void write_seal(struct signing *s, const struct sealed *seal,
                       struct sealed_count *count, struct buf *out)
{
    const struct sealed_count **parts =
        arena_alloc(s->mem, (seal->part_count + 1) * sizeof *parts);
    for (size_t p = 0; p < seal->part_count; p++)
        parts[p] = s->count_of[p % s->seals];
    sealed_recount(s->mem, seal, seal->part_count > 0 ? parts : NULL, count);
    buf_init(out, s->mem);
    sealed_write(out, s->mem, seal, count);
}

static void check_seal(struct signing *s, const char *block)
{
    struct sealed seal, again;
    struct sealed_fault fault = {0, NULL};
    struct buf first, second;
    struct sealed_count *count = arena_alloc(s->mem, sizeof *count);
    if (!sealed_read(s->mem, block, strlen(block), &seal, &fault)) {
        must(fault.what != NULL && fault.line > 0);
        return;
    }
    sealed_check_receipts(s->mem, &seal);
    if (seal.part_count > 0 && s->seals == 0)
        return;
    write_seal(s, &seal, count, &first);
    must(sealed_read(s->mem, first.data, first.bytes, &again, &fault));
    struct sealed_count ignored;
    write_seal(s, &again, &ignored, &second);
    must(strcmp(first.data, second.data) == 0);
    must((count->official != NULL) == str_equal(count->status, "ok"));
    if (s->seals < SEALS_MAX)
        s->count_of[s->seals++] = count;
}

static void sign_and_verify(struct arena *mem, const char *text)
{
    struct signing s = {.mem = mem};
    buf_init(&s.out, mem);
    for (const char *stop; (stop = strstr(text, "{\"sealed\":"));) {
        char *block = arena_textn(mem, text, (size_t)(stop - text));
        mark_again(mem, block);
        check_seal(&s, block);
        end_block(&s, block);
        text = stop + strcspn(stop, "\n");
        text += *text == '\n';
    }
    if (s.seals == 0)
        return; /* signatures are slow */
    end_bundle(&s);
    verify(mem, s.out.data, s.out.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    secret_start();
    verify(mem, (const char *)data, bytes);
    sign_and_verify(mem, arena_textn(mem, (const char *)data, bytes));
    arena_free(mem);
    return 0;
}
