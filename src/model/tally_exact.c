/* Fractions of 128-bit integers.
 *
 * The bounds of tally.h keep a contribution's numerator below 10^23 and its
 * denominator below 10^21, so rounding to 6 decimals needs 30 digits of 38.
 * Two such fractions are compared by Euclid's steps instead of by cross
 * products, which would need 44. */
#include "model/tally_exact.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    DIGITS_MAX = 40, /* of a 128-bit integer, with sign and NUL: 41 */
    DOUBLE_BITS = 52 /* behind the point, of a double from 1 on */
};

static i128 magnitude(i128 value)
{
    return value < 0 ? -value : value;
}

static i128 greatest_divisor(i128 a, i128 b)
{
    while (b != 0) {
        i128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static i128 floor_divide(i128 a, i128 b)
{
    i128 quotient = a / b;
    return a % b < 0 ? quotient - 1 : quotient;
}

static i128 power_of_ten(int decimals)
{
    i128 power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    return power;
}

struct tally_fraction tally_exact(i128 numerator, i128 denominator)
{
    assert(denominator > 0);
    i128 divisor = greatest_divisor(denominator, magnitude(numerator));
    return (struct tally_fraction){numerator / divisor, denominator / divisor};
}

int tally_exact_compare(struct tally_fraction a, struct tally_fraction b)
{
    int sign = 1;
    for (;;) {
        i128 whole_a = floor_divide(a.numerator, a.denominator);
        i128 whole_b = floor_divide(b.numerator, b.denominator);
        if (whole_a != whole_b)
            return whole_a < whole_b ? -sign : sign;
        i128 rest_a = a.numerator - whole_a * a.denominator;
        i128 rest_b = b.numerator - whole_b * b.denominator;
        if (rest_a == 0 || rest_b == 0)
            return sign * ((rest_a != 0) - (rest_b != 0));
        /* rest/denominator < 1 on both sides: compare the inverse */
        a = (struct tally_fraction){a.denominator, rest_a};
        b = (struct tally_fraction){b.denominator, rest_b};
        sign = -sign;
    }
}

struct tally_fraction tally_exact_minus(struct tally_fraction a,
                                        struct tally_fraction b)
{
    i128 divisor = greatest_divisor(a.denominator, b.denominator);
    i128 more_a = b.denominator / divisor;
    i128 more_b = a.denominator / divisor;
    return tally_exact(a.numerator * more_a - b.numerator * more_b,
                       a.denominator * more_a);
}

struct tally_fraction tally_exact_of_double(double value)
{
    return tally_exact((i128)ldexp(value, DOUBLE_BITS), (i128)1 << DOUBLE_BITS);
}

double tally_exact_double(struct tally_fraction f)
{
    return (double)f.numerator / (double)f.denominator;
}

i128 tally_exact_round(struct tally_fraction f, int decimals)
{
    assert(decimals >= 0 && decimals <= TALLY_EXACT_DECIMALS_MAX);
    i128 twice = 2 * magnitude(f.numerator) * power_of_ten(decimals);
    i128 units = (twice + f.denominator) / (2 * f.denominator);
    return f.numerator < 0 ? -units : units;
}

char *tally_exact_int(struct arena *mem, i128 value)
{
    return tally_exact_units(mem, value, 0);
}

char *tally_exact_text(struct arena *mem, struct tally_fraction f)
{
    return arena_printf(mem, "%s/%s", tally_exact_int(mem, f.numerator),
                        tally_exact_int(mem, f.denominator));
}

char *tally_exact_units(struct arena *mem, i128 units, int decimals)
{
    char text[DIGITS_MAX + 8];
    size_t at = sizeof text;
    i128 rest = magnitude(units);
    int digits = 0;
    do {
        if (decimals > 0 && digits == decimals)
            text[--at] = '.';
        text[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
        digits++;
    } while (rest != 0 || digits <= decimals);
    if (units < 0)
        text[--at] = '-';
    return arena_textn(mem, text + at, sizeof text - at);
}

char *tally_exact_short(struct arena *mem, i128 units, int decimals)
{
    for (; decimals > 0 && units % 10 == 0; decimals--)
        units /= 10;
    return tally_exact_units(mem, units, decimals);
}

char *tally_exact_display(struct arena *mem, struct tally_fraction f,
                          int decimals)
{
    return tally_exact_units(mem, tally_exact_round(f, decimals), decimals);
}

void tally_exact_parts(const struct tally_fraction *parts, size_t count,
                       int decimals, i128 total, i128 *shown)
{
    struct tally_fraction rest[TALLY_EXACT_PARTS_MAX];
    assert(count <= TALLY_EXACT_PARTS_MAX);
    i128 missing = total;
    for (size_t i = 0; i < count; i++) {
        i128 scaled = parts[i].numerator * power_of_ten(decimals);
        shown[i] = floor_divide(scaled, parts[i].denominator);
        rest[i] = (struct tally_fraction){
            scaled - shown[i] * parts[i].denominator, parts[i].denominator};
        missing -= shown[i];
    }
    for (; missing > 0; missing--) {
        size_t largest = 0;
        for (size_t i = 1; i < count; i++)
            if (tally_exact_compare(rest[i], rest[largest]) > 0)
                largest = i;
        shown[largest]++;
        rest[largest] = (struct tally_fraction){-1, 1};
    }
}
