/* Receipts. */
#include "model/receipt.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/tally.h"
#include "model/tally_exact.h"

enum { SALT_BYTES = 16 };

char *receipt_salt(struct arena *mem)
{
    unsigned char random[SALT_BYTES];
    char *salt = arena_alloc(mem, 2 * SALT_BYTES + 1);
    secret_random(random, sizeof random);
    str_hex(salt, random, sizeof random);
    return salt;
}

char *receipt_text(struct arena *mem, const struct receipt_ballot *b,
                   const char *salt)
{
    struct buf text;
    buf_init(&text, mem);
    buf_addf(&text, "lorbeer receipt 1\n%s\n%s\n%s\n%s\n", salt, b->edition,
             b->round, b->entry);
    for (size_t k = 0; k < b->criterion_count; k++)
        if (b->value[k])
            buf_addf(&text, "%s=%s\n", b->criteria[k].id,
                     tally_exact_short(mem, *b->value[k], b->decimals));
    return text.data;
}

char *receipt_digest(struct arena *mem, const struct receipt_ballot *b,
                     const char *salt)
{
    char *text = receipt_text(mem, b, salt);
    return secret_digest(mem, text, strlen(text));
}
