/* The arena: zeroed, aligned, apart from each other, and emptied by a reset. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/dies.h"

static void test_zeroed_and_aligned(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 17, 4096, 20000, 100000, 1};
    struct arena *mem = arena_new();
    size_t sum = 0;

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            unsigned char *got = arena_alloc(mem, sizes[i]);
            assert_non_null(got);
            assert_int_equal((uintptr_t)got % alignof(max_align_t), 0);
            for (size_t at = 0; at < sizes[i]; at++)
                assert_int_equal(got[at], 0);
            memset(got, 0xaa, sizes[i]);
            sum += sizes[i];
        }
        assert_int_equal(arena_bytes(mem), sum);
        arena_reset(mem);
        assert_int_equal(arena_bytes(mem), 0);
        sum = 0;
    }
    arena_free(mem);
}

static void test_nothing_overlaps(void **state)
{
    enum { COUNT = 500 };
    struct arena *mem = arena_new();
    unsigned char *items[COUNT];

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        items[i] = arena_alloc(mem, i);
        memset(items[i], (int)(i % 251), i);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < i; at++)
            assert_int_equal(items[i][at], i % 251);
    arena_free(mem);
}

static void test_grow(void **state)
{
    enum { COUNT = 3000 };
    struct item {
        size_t number;
        char letter;
    } *items = NULL;
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        items = arena_grow(mem, items, i, sizeof *items);
        assert_int_equal(items[i].number, 0);
        assert_int_equal(items[i].letter, 0);
        items[i] = (struct item){.number = i + 1, .letter = 'x'};
        memset(arena_alloc(mem, 3), 0xff, 3); /* others take memory too */
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(items[i].number, i + 1);
        assert_int_equal(items[i].letter, 'x');
    }
    arena_free(mem);
}

static void test_text(void **state)
{
    struct arena *mem = arena_new();
    char source[] = "Köln";

    (void)state;
    char *copy = arena_text(mem, source);
    source[0] = 'M';
    assert_string_equal(copy, "Köln");
    assert_null(arena_text(mem, NULL));
    assert_string_equal(arena_text(mem, ""), "");
    assert_string_equal(arena_textn(mem, "abcdef", 3), "abc");
    assert_string_equal(arena_textn(mem, NULL, 0), "");
    assert_memory_equal(arena_textn(mem, "a\0b", 3), "a\0b", 4);
    assert_string_equal(arena_printf(mem, "%s-%d", "ü", 7), "ü-7");
    assert_string_equal(arena_printf(mem, "%s", ""), "");
    assert_int_equal(strlen(arena_printf(mem, "%050000d", 1)), 50000);
    arena_free(mem);
}

static void test_free_nothing(void **state)
{
    (void)state;
    arena_free(NULL);
    struct arena *mem = arena_new();
    arena_reset(mem);
    assert_int_equal(arena_bytes(mem), 0);
    arena_free(mem);
}

static void ask_for_too_much(void)
{
    arena_alloc(arena_new(), SIZE_MAX / 2);
}

static void grow_too_far(void)
{
    arena_grow(arena_new(), NULL, 0, SIZE_MAX / 4);
}

static void test_absurd_sizes(void **state)
{
    (void)state;
    assert_true(dies(ask_for_too_much));
    assert_true(dies(grow_too_far));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_and_aligned),
        cmocka_unit_test(test_nothing_overlaps),
        cmocka_unit_test(test_grow),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_free_nothing),
        cmocka_unit_test(test_absurd_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
