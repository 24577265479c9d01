/* The longest common sequence of words, by the table that every textbook has.
 * What both texts begin and end with is taken off first: most changes are
 * small, and the table is then small too. */
#include "base/words.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum { CELLS_MAX = 200000 }; /* of the table: half a megabyte */

/* A word with the spaces after it, or line breaks. */
struct word {
    const char *text;
    size_t bytes, bare; /* bare: without the spaces */
};

struct words {
    struct word *word;
    size_t count;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static size_t word_end(const char *text)
{
    return *text == '\n' ? strspn(text, "\n") : strcspn(text, " \t\n");
}

static struct words split(struct arena *mem, const char *text)
{
    struct words all = {NULL, 0};
    while (*text != '\0') {
        size_t bare = word_end(text), bytes = bare;
        while (is_space(text[bytes]))
            bytes++;
        all.word = arena_grow(mem, all.word, all.count, sizeof *all.word);
        all.word[all.count++] = (struct word){text, bytes, bare};
        text += bytes;
    }
    return all;
}

static bool same(const struct word *a, const struct word *b)
{
    return a->bare == b->bare && memcmp(a->text, b->text, a->bare) == 0;
}

struct builder {
    struct arena *mem;
    struct words_part *part;
    size_t count;
    struct buf text;
    enum words_kind kind;
};

static void finish(struct builder *to)
{
    if (to->text.bytes == 0)
        return;
    to->part = arena_grow(to->mem, to->part, to->count, sizeof *to->part);
    to->part[to->count++] = (struct words_part){
        to->kind, arena_textn(to->mem, to->text.data, to->text.bytes)};
    buf_clear(&to->text);
}

static void add(struct builder *to, enum words_kind kind, const struct word *w,
                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (kind != to->kind)
            finish(to);
        to->kind = kind;
        buf_addn(&to->text, w[i].text, w[i].bytes);
    }
}

/* The last word of a text has no space after it; the other text's may. */
static void add_same(struct builder *to, const struct word *a,
                     const struct word *b)
{
    add(to, WORDS_SAME, a->bytes > b->bytes ? a : b, 1);
}

/* length[i * (bs + 1) + j]: of the longest sequence common to a from i on and
 * b from j on. */
static uint16_t *lengths(struct arena *mem, const struct word *a, size_t as,
                         const struct word *b, size_t bs)
{
    size_t row = bs + 1;
    uint16_t *length = arena_alloc(mem, (as + 1) * row * sizeof *length);
    for (size_t i = as; i-- > 0;)
        for (size_t j = bs; j-- > 0;) {
            uint16_t down = length[(i + 1) * row + j];
            uint16_t right = length[i * row + j + 1];
            length[i * row + j] =
                same(&a[i], &b[j])
                    ? (uint16_t)(length[(i + 1) * row + j + 1] + 1)
                : down > right ? down
                               : right;
        }
    return length;
}

static void compare(struct builder *to, const struct word *a, size_t as,
                    const struct word *b, size_t bs)
{
    size_t i = 0, j = 0, row = bs + 1;
    if (as > 0 && bs > 0 && (as + 1) <= CELLS_MAX / row) {
        const uint16_t *length = lengths(to->mem, a, as, b, bs);
        while (i < as && j < bs) {
            if (same(&a[i], &b[j])) {
                add_same(to, &a[i++], &b[j++]);
            } else if (length[(i + 1) * row + j] >= length[i * row + j + 1]) {
                add(to, WORDS_GONE, &a[i++], 1);
            } else {
                add(to, WORDS_NEW, &b[j++], 1);
            }
        }
    }
    add(to, WORDS_GONE, a + i, as - i);
    add(to, WORDS_NEW, b + j, bs - j);
}

size_t words_compare(struct arena *mem, const char *before, const char *after,
                     struct words_part **parts)
{
    struct words a = split(mem, before), b = split(mem, after);
    struct builder to = {.mem = mem, .kind = WORDS_SAME};
    size_t first = 0, last = 0;
    buf_init(&to.text, mem);
    while (first < a.count && first < b.count &&
           same(&a.word[first], &b.word[first]))
        first++;
    while (last < a.count - first && last < b.count - first &&
           same(&a.word[a.count - 1 - last], &b.word[b.count - 1 - last]))
        last++;
    for (size_t i = 0; i < first; i++)
        add_same(&to, &a.word[i], &b.word[i]);
    compare(&to, a.word + first, a.count - first - last, b.word + first,
            b.count - first - last);
    for (size_t i = last; i > 0; i--)
        add_same(&to, &a.word[a.count - i], &b.word[b.count - i]);
    finish(&to);
    *parts = to.part;
    return to.count;
}

/* How many bytes of the begin to keep: up to a space. */
static size_t head(const char *text, size_t bytes)
{
    while (bytes > 0 && !is_space(text[bytes]))
        bytes--;
    return bytes;
}

void words_shorten(struct arena *mem, struct words_part *parts, size_t count,
                   size_t bytes)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = parts[i].text;
        size_t all = strlen(text);
        if (parts[i].kind != WORDS_SAME || all < 3 * bytes)
            continue;
        size_t from = all - bytes;
        size_t kept = i > 0 ? head(text, bytes) : 0;
        from += strcspn(text + from, " \t");
        parts[i].text =
            arena_printf(mem, "%s%s…%s", arena_textn(mem, text, kept),
                         kept > 0 ? " " : "", i + 1 < count ? text + from : "");
    }
}
