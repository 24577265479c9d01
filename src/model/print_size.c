/* Print sizes of pictures: see print_size.h. */
#include "model/print_size.h"

#include <stddef.h>

#include "base/str.h"

enum { MM_PER_10_INCH = 254 };

/* As the formats of assets/brochure/kit.typ have them; a4 is the first. */
static const struct format {
    const char *name;
    /* across the page with its bleed, as high as a nominee's page has it */
    struct print_size photo, logo;
    int double_mm;
} formats[] = {
    {"a4", {216, 152, true}, {56, 22, false}, 178},
    {"a5", {154, 100, true}, {39, 15, false}, 126},
    {"square", {216, 96, true}, {48, 19, false}, 126},
};

static const struct format *format_of(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_equal(formats[i].name, name))
            return &formats[i];
    return formats;
}

bool print_size_in(const char *format, const char *slot,
                   struct print_size *size)
{
    bool photo = str_equal(slot, "photo");
    if (!photo && !str_equal(slot, "logo"))
        return false;
    *size = photo ? format_of(format)->photo : format_of(format)->logo;
    return true;
}

bool print_size_of(const char *slot, struct print_size *size)
{
    return print_size_in("a4", slot, size);
}

int print_double_mm(const char *format)
{
    return format_of(format)->double_mm;
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
