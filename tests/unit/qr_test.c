/* QR codes: the fixed patterns stand where the standard wants them, the path
 * draws exactly the dark modules. (That a reader finds the text in it again is
 * tested with the page, in tests/browser/second_test.mjs.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/qr.h"
#include "support/mem.h"

enum { SIDE_MAX = 200 };

static bool dark(const struct qr *qr, int x, int y)
{
    return qr->dark[y * qr->width + x];
}

/* A finder: a ring of seven modules around a square of three. */
static void check_finder(const struct qr *qr, int left, int top)
{
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 7; x++) {
            bool ring = x == 0 || x == 6 || y == 0 || y == 6;
            bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;
            assert_int_equal(dark(qr, left + x, top + y), ring || core);
        }
}

static void test_patterns(void **state)
{
    struct qr qr;
    (void)state;
    assert_true(qr_make(mem, "otpauth://totp/a:b?secret=ABCD&issuer=a", &qr));
    assert_true(qr.width >= 21 && (qr.width - 17) % 4 == 0);
    check_finder(&qr, 0, 0);
    check_finder(&qr, qr.width - 7, 0);
    check_finder(&qr, 0, qr.width - 7);
    for (int i = 8; i < qr.width - 8; i++) { /* timing */
        assert_int_equal(dark(&qr, i, 6), i % 2 == 0);
        assert_int_equal(dark(&qr, 6, i), i % 2 == 0);
    }
}

/* Draws "M4 5h7v1h-7z…" into a field of modules. */
static void draw(const char *path, bool field[SIDE_MAX][SIDE_MAX])
{
    int x, y, width, back, read = 0;
    for (; *path != '\0'; path += read) {
        assert_int_equal(
            sscanf(path, "M%d %dh%dv1h-%dz%n", &x, &y, &width, &back, &read),
            4);
        assert_int_equal(width, back);
        for (int i = 0; i < width; i++) {
            assert_false(field[y][x + i]); /* nothing twice */
            field[y][x + i] = true;
        }
    }
}

static void test_path(void **state)
{
    static bool field[SIDE_MAX][SIDE_MAX];
    enum { MARGIN = 4 };
    struct qr qr;
    (void)state;
    assert_true(qr_make(mem, "Lorbeer", &qr));
    draw(qr_path(mem, &qr, MARGIN), field);
    for (int y = 0; y < qr.width + 2 * MARGIN; y++)
        for (int x = 0; x < qr.width + 2 * MARGIN; x++) {
            bool inside = x >= MARGIN && y >= MARGIN && x < qr.width + MARGIN &&
                          y < qr.width + MARGIN;
            assert_int_equal(field[y][x],
                             inside && dark(&qr, x - MARGIN, y - MARGIN));
        }
}

static void test_too_long(void **state)
{
    enum { BYTES = 4000 }; /* the largest code holds 2331 at this level */
    char *text = arena_alloc(mem, BYTES + 1);
    struct qr qr;
    (void)state;
    memset(text, 'a', BYTES);
    assert_false(qr_make(mem, text, &qr));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_path),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
