/* Two versions of a text, word by word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/words.h"

static const struct {
    const char *before, *after, *wanted; /* [gone] {new} */
} cases[] = {
    {"", "", ""},
    {"", "Neu.", "{Neu.}"},
    {"Alt.", "", "[Alt.]"},
    {"a b c", "a b c", "a b c"},
    {"Wir lernen", "Wir lernen viel", "Wir lernen {viel}"},
    {"Wir lernen viel", "Wir lernen", "Wir lernen [viel]"},
    {"das rote Haus", "das blaue Haus", "das [rote ]{blaue }Haus"},
    {"a b c d e", "a x c y e", "a [b ]{x }c [d ]{y }e"},
    {"eins\nzwei", "eins\ndrei", "eins\n[zwei]{drei}"},
    {"eins zwei", "eins\nzwei", "eins {\n}zwei"},
    {"Größe über", "Größe unter", "Größe [über]{unter}"},
    {"b a", "a b", "[b ]a {b}"},
};

static const char *shown(struct arena *mem, const struct words_part *part,
                         size_t count)
{
    static const char *const open[] = {"", "[", "{"}, *const close[] = {"", "]",
                                                                        "}"};
    struct buf out;
    buf_init(&out, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&out, "%s%s%s", open[part[i].kind], part[i].text,
                 close[part[i].kind]);
    return out.data;
}

static void words_are_compared(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words_part *part;
        size_t count =
            words_compare(mem, cases[i].before, cases[i].after, &part);
        assert_string_equal(shown(mem, part, count), cases[i].wanted);
    }
    arena_free(mem);
}

/* 3,000 words against 3,000 others would be nine million cells. */
static void a_large_difference_is_one(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct buf a, b;
    struct words_part *part;
    buf_init(&a, mem);
    buf_init(&b, mem);
    for (int i = 0; i < 3000; i++) {
        buf_addf(&a, "a%d gleich ", i);
        buf_addf(&b, "b%d gleich ", i);
    }
    assert_int_equal(words_compare(mem, a.data, b.data, &part), 3);
    assert_int_equal(part[0].kind, WORDS_GONE);
    assert_int_equal(part[1].kind, WORDS_NEW);
    assert_int_equal(part[2].kind, WORDS_SAME);
    assert_true(arena_bytes(mem) < 8 * 1000 * 1000);
    arena_free(mem);
}

static void what_is_the_same_is_shortened(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct words_part *part;
    const char *before =
        "eins zwei drei vier fünf sechs sieben acht neun X "
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn Y";
    const char *after =
        "eins zwei drei vier fünf sechs sieben acht neun XX "
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn YY";
    size_t count = words_compare(mem, before, after, &part);
    words_shorten(mem, part, count, 12);
    assert_string_equal(shown(mem, part, count),
                        "… acht neun [X ]{XX }zehn elf … sechzehn [Y]{YY}");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_compared),
        cmocka_unit_test(a_large_difference_is_one),
        cmocka_unit_test(what_is_the_same_is_shortened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
