/* Colours in print: compared with what littleCMS makes of the ISO Coated v2
 * profile, relative to the paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/ink.h"

enum { NEAR = 24, TOTAL_MAX = 280 };

static void what_inks_look_like(void **state)
{
    static const struct {
        struct brochure_inks inks;
        unsigned red, green, blue;
    } cases[] = {
        {{0, 0, 0, 0}, 255, 255, 255},     {{100, 0, 0, 0}, 0, 160, 228},
        {{0, 100, 0, 0}, 230, 12, 128},    {{88, 40, 45, 35}, 27, 96, 105},
        {{50, 0, 0, 0}, 133, 209, 245},    {{0, 0, 0, 50}, 159, 159, 159},
        {{40, 30, 30, 10}, 158, 160, 162}, {{30, 80, 40, 20}, 161, 75, 99},
        {{100, 60, 10, 10}, 0, 91, 150},   {{20, 90, 20, 40}, 143, 49, 90},
        {{77, 0, 70, 55}, 32, 105, 73},
    };
    (void)state;
    struct arena *mem = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned red, green, blue;
        const char *rgb = ink_rgb(mem, &cases[i].inks);
        assert_int_equal(sscanf(rgb, "#%2x%2x%2x", &red, &green, &blue), 3);
        if (abs((int)red - (int)cases[i].red) > NEAR ||
            abs((int)green - (int)cases[i].green) > NEAR ||
            abs((int)blue - (int)cases[i].blue) > NEAR)
            fail_msg("case %zu: %s", i, rgb);
    }
    arena_free(mem);
}

static void differences(void **state)
{
    const struct brochure_inks paper = {0, 0, 0, 0}, teal = {88, 40, 45, 35},
                               red = {0, 100, 100, 0};
    (void)state;
    assert_true(ink_difference("#ffffff", &paper) < 0.5);
    assert_true(ink_difference("#1b6069", &teal) < 6);
    assert_true(ink_difference("#11545c", &red) > 60);
}

static void the_nearest(void **state)
{
    static const struct {
        const char *rgb;
        double apart; /* at most: bright ones cannot be printed */
    } cases[] = {
        {"#11545c", 3}, {"#7a2e4d", 3}, {"#1f4e8c", 3},  {"#2f6b4f", 3},
        {"#ffffff", 1}, {"#808080", 2}, {"#000000", 15}, {"#00ff00", 60},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct brochure_inks k = ink_nearest(cases[i].rgb);
        double apart = ink_difference(cases[i].rgb, &k);
        if (apart > cases[i].apart)
            fail_msg("%s: %.1f apart", cases[i].rgb, apart);
        assert_true(k.cyan + k.magenta + k.yellow + k.black <= TOTAL_MAX);
        assert_in_range(k.cyan, 0, 100);
        assert_in_range(k.black, 0, 100);
    }
}

static void what_a_colour_is(void **state)
{
    (void)state;
    assert_true(ink_is_rgb("#a1B2c3"));
    assert_false(ink_is_rgb("#a1b2c"));
    assert_false(ink_is_rgb("a1b2c33"));
    assert_false(ink_is_rgb("#a1b2cg"));
    assert_false(ink_is_rgb(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_inks_look_like),
        cmocka_unit_test(differences),
        cmocka_unit_test(the_nearest),
        cmocka_unit_test(what_a_colour_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
