/* Neugebauer's equations with Yule and Nielsen's exponent: a raster of dots
 * shows each of sixteen overprints on a share of the paper, and their light is
 * averaged. Colours of the overprints are those of ISO 12647-2 for coated
 * paper. */
#include "model/ink.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct triple {
    double a, b, c;
};

/* Light is added up as its root: dots look larger than they are. */
static const double spread = 1.9;

/* D50, as Lab is in print. */
static const struct triple white = {0.9642, 1, 0.8249};

static double lab_part(double t)
{
    return t > 6.0 / 29 ? t * t * t
                        : 3 * (6.0 / 29) * (6.0 / 29) * (t - 4.0 / 29);
}

static struct triple xyz_of_lab(const struct triple *lab)
{
    double y = (lab->a + 16) / 116;
    return (struct triple){white.a * lab_part(y + lab->b / 500),
                           white.b * lab_part(y),
                           white.c * lab_part(y - lab->c / 200)};
}

static double lab_root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static struct triple lab_of_xyz(const struct triple *xyz)
{
    double x = lab_root(xyz->a / white.a), y = lab_root(xyz->b / white.b),
           z = lab_root(xyz->c / white.c);
    return (struct triple){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/* Bit 0 cyan, 1 magenta, 2 yellow, 3 black. */
static const struct triple overprints[16] = {
    {95, 0, -2},  {55, -37, -50}, {48, 74, -3}, {24, 17, -46},
    {89, -5, 93}, {50, -68, 25},  {47, 68, 48}, {23, 0, 0},
    {16, 0, 0},   {11, -4, -6},   {11, 7, 0},   {9, 2, -4},
    {14, -1, 6},  {10, -5, 2},    {10, 6, 4},   {8, 0, 0},
};

static double share_of(int overprint, const double ink[4])
{
    double share = 1;
    for (int i = 0; i < 4; i++)
        share *= overprint & 1 << i ? ink[i] : 1 - ink[i];
    return share;
}

static struct triple printed(const struct brochure_inks *inks)
{
    const double ink[4] = {
        (double)inks->cyan / 100,
        (double)inks->magenta / 100,
        (double)inks->yellow / 100,
        (double)inks->black / 100,
    };
    struct triple paper = xyz_of_lab(&overprints[0]), sum = {0, 0, 0};
    for (int i = 0; i < 16; i++) {
        struct triple xyz = xyz_of_lab(&overprints[i]);
        double share = share_of(i, ink);
        sum.a += share * pow(xyz.a, 1 / spread);
        sum.b += share * pow(xyz.b, 1 / spread);
        sum.c += share * pow(xyz.c, 1 / spread);
    }
    return (struct triple){white.a * pow(sum.a, spread) / paper.a,
                           white.b * pow(sum.b, spread) / paper.b,
                           white.c * pow(sum.c, spread) / paper.c};
}

static int channel(double linear)
{
    double value = linear <= 0.0031308 ? 12.92 * linear
                                       : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    return value <= 0 ? 0 : value >= 1 ? 255 : (int)(value * 255 + 0.5);
}

/* sRGB's matrix, with D50 taken for D65 (Bradford). */
const char *ink_rgb(struct arena *mem, const struct brochure_inks *inks)
{
    struct triple p = printed(inks);
    return arena_printf(
        mem, "#%02x%02x%02x",
        (unsigned)channel(3.1339 * p.a - 1.6169 * p.b - 0.4906 * p.c),
        (unsigned)channel(-0.9788 * p.a + 1.9161 * p.b + 0.0335 * p.c),
        (unsigned)channel(0.0719 * p.a - 0.2290 * p.b + 1.4052 * p.c));
}

static double linear(const char *hex)
{
    const char pair[3] = {hex[0], hex[1], '\0'};
    double value = (double)strtol(pair, NULL, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

bool ink_is_rgb(const char *rgb)
{
    return strlen(rgb) == 7 && rgb[0] == '#' &&
           strspn(rgb + 1, "0123456789abcdefABCDEF") == 6;
}

static struct triple lab_of_rgb(const char *rgb)
{
    if (!ink_is_rgb(rgb))
        rgb = "#000000";
    double r = linear(rgb + 1), g = linear(rgb + 3), b = linear(rgb + 5);
    const struct triple xyz = {0.4361 * r + 0.3851 * g + 0.1431 * b,
                               0.2225 * r + 0.7169 * g + 0.0606 * b,
                               0.0139 * r + 0.0971 * g + 0.7141 * b};
    return lab_of_xyz(&xyz);
}

static double distance(const struct triple *want,
                       const struct brochure_inks *inks)
{
    struct triple xyz = printed(inks), have = lab_of_xyz(&xyz);
    double l = have.a - want->a, a = have.b - want->b, b = have.c - want->c;
    return sqrt(l * l + a * a + b * b);
}

double ink_difference(const char *rgb, const struct brochure_inks *inks)
{
    struct triple want = lab_of_rgb(rgb);
    return distance(&want, inks);
}

/* More than the paper takes does not dry. */
enum { TOTAL_MAX = 280 };

static int64_t total(const struct brochure_inks *inks)
{
    return inks->cyan + inks->magenta + inks->yellow + inks->black;
}

/* Downhill in ever smaller steps, for one share of black. */
static double approach(const struct triple *want, struct brochure_inks *inks)
{
    int64_t *ink[] = {&inks->cyan, &inks->magenta, &inks->yellow};
    double best = total(inks) > TOTAL_MAX ? INFINITY : distance(want, inks);
    for (int64_t step = 16; step > 0; step /= 2)
        for (int i = 0; i < 6 * 8; i++) {
            int64_t *one = ink[i % 3], before = *one;
            *one += i % 6 < 3 ? step : -step;
            double d = *one < 0 || *one > 100 || total(inks) > TOTAL_MAX
                           ? INFINITY
                           : distance(want, inks);
            if (d < best)
                best = d;
            else
                *one = before;
        }
    return best;
}

struct brochure_inks ink_nearest(const char *rgb)
{
    /* more black is cheaper, dries faster and keeps the colour steady */
    static const double as_good = 1.5;
    struct triple want = lab_of_rgb(rgb);
    struct brochure_inks nearest = {0, 0, 0, 0};
    double least = INFINITY;
    for (int64_t black = 0; black <= 100; black += 5) {
        struct brochure_inks inks = {50, 50, 50, black};
        double d = approach(&want, &inks);
        if (d < least - as_good || (d < least + as_good && d < 6)) {
            nearest = inks;
            least = d < least ? d : least;
        }
    }
    return nearest;
}
