/* Print sizes of pictures: see print_size.h. */
#include "model/print_size.h"

#include <stddef.h>

#include "base/str.h"

enum { MM_PER_10_INCH = 254 };

static const struct {
    const char *slot;
    struct print_size size;
} sizes[] = {
    /* across the page with its bleed, as high as a nominee's page has it */
    {"photo", {216, 152, true}},
    {"logo", {56, 22, false}},
};

bool print_size_of(const char *slot, struct print_size *size)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (str_equal(sizes[i].slot, slot)) {
            *size = sizes[i].size;
            return true;
        }
    return false;
}

int print_ppi(const struct print_size *size, long long width, long long height)
{
    long long across = width * MM_PER_10_INCH / size->width_mm / 10;
    long long down = height * MM_PER_10_INCH / size->height_mm / 10;
    return (int)((across < down) == size->cover ? across : down);
}

void print_pixels(const struct print_size *size, int *width, int *height)
{
    /* rounded up */
    *width =
        (size->width_mm * PRINT_PPI * 10 + MM_PER_10_INCH - 1) / MM_PER_10_INCH;
    *height = (size->height_mm * PRINT_PPI * 10 + MM_PER_10_INCH - 1) /
              MM_PER_10_INCH;
}
