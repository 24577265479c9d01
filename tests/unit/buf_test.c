/* Growing text, in an arena and in memory of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "support/dies.h"

static void fill_and_check(struct buf *b)
{
    assert_string_equal(b->data, "");
    assert_int_equal(b->bytes, 0);
    buf_add(b, "Grüße");
    buf_addc(b, ',');
    buf_addn(b, " Welt und mehr", 5);
    buf_addn(b, NULL, 0);
    buf_addf(b, "%c%d", '!', 42);
    assert_string_equal(b->data, "Grüße, Welt!42");
    assert_int_equal(b->bytes, strlen(b->data));

    char *before = b->data;
    buf_clear(b);
    assert_string_equal(b->data, "");
    assert_int_equal(b->bytes, 0);
    assert_ptr_equal(b->data, before);

    for (int i = 0; i < 20000; i++)
        buf_addf(b, "%d;", i % 10);
    assert_int_equal(b->bytes, 40000);
    for (size_t i = 0; i < b->bytes; i++)
        assert_int_equal(b->data[i], i % 2 ? ';' : '0' + (int)(i / 2 % 10));
    assert_int_equal(b->data[b->bytes], 0);
    assert_true(b->room > b->bytes);

    buf_clear(b);
    buf_addn(b, "a\0b", 3);
    assert_int_equal(b->bytes, 3);
    assert_memory_equal(b->data, "a\0b", 4);
}

static void test_in_arena(void **state)
{
    struct arena *mem = arena_new();
    struct buf b;

    (void)state;
    buf_init(&b, mem);
    fill_and_check(&b);
    buf_free(&b);
    assert_memory_equal(b.data, "a\0b", 4); /* the arena still has it */
    arena_free(mem);
}

static void test_of_its_own(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, NULL);
    fill_and_check(&b);
    buf_free(&b);
    assert_null(b.data);
    buf_free(&b); /* a second time does no harm */
}

/* Around the first room, where the closing NUL has to find its place. */
static void test_every_length(void **state)
{
    (void)state;
    for (int length = 250; length <= 260; length++) {
        struct buf b;
        buf_init(&b, NULL);
        buf_addf(&b, "%0*d", length, 0);
        assert_int_equal(b.bytes, length);
        assert_int_equal(strlen(b.data), length);
        buf_addc(&b, 'x');
        assert_int_equal(b.data[length], 'x');
        buf_free(&b);
    }
}

static void add_too_much(void)
{
    struct buf b;
    buf_init(&b, NULL);
    buf_addn(&b, "x", SIZE_MAX / 2);
}

static void test_absurd_size(void **state)
{
    (void)state;
    assert_true(dies(add_too_much));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_arena),
        cmocka_unit_test(test_of_its_own),
        cmocka_unit_test(test_every_length),
        cmocka_unit_test(test_absurd_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
