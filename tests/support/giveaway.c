#include "support/giveaway.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

/* A number of 10^-decimals as a German, an Englishman and a file write it. */
static void add_number(struct giveaway *g, int64_t n, int decimals)
{
    int64_t unit = decimals == 4 ? 10000 : 1000;
    n = n < 0 ? -n : n;
    static const char *const point[] = {".", ",", ""};
    for (size_t i = 0; i < 3; i++) {
        char text[40];
        snprintf(text, sizeof text, "%" PRId64 "%s%0*" PRId64, n / unit,
                 point[i], decimals, n % unit);
        g->number = arena_grow(g->mem, g->number, g->count, sizeof *g->number);
        g->number[g->count++] = arena_text(g->mem, text);
    }
}

static int64_t total_of_marks(const int64_t *mark, const int64_t *weight)
{
    int64_t sum = 0;
    for (int k = 0; k < GIVEAWAY_CRITERIA; k++)
        sum += weight[k] * mark[k];
    return sum;
}

/* Marks and totals of the juror, means with one and with two others, and
 * differences, all in whole units of what pages show. */
void giveaway_of(struct giveaway *g, struct arena *mem, const int64_t *mark,
                 const int64_t *other, const int64_t *weight)
{
    *g = (struct giveaway){.mem = mem};
    for (int k = 0; k < GIVEAWAY_CRITERIA; k++) {
        add_number(g, mark[k], 3);
        add_number(g, (mark[k] + other[k]) / 2, 3);
        add_number(g, mark[k] - other[k], 3);
        add_number(g, (10 * mark[k] + 20 * other[k] + 15) / 30, 4);
        add_number(g, (mark[k] + 2 * other[k] + 1) / 3, 3);
    }
    int64_t mine = total_of_marks(mark, weight),
            theirs = total_of_marks(other, weight);
    add_number(g, (mine + 5) / 10, 4);
    add_number(g, (mine + 50) / 100, 3);
    add_number(g, (mine + theirs + 10) / 20, 4);
    add_number(g, (mine + theirs + 100) / 200, 3);
    add_number(g, (mine + 2 * theirs + 15) / 30, 4);
    add_number(g, (mine - theirs) / 10, 4);
}

static bool is_inner(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* A group of four of a digest's digits, as page/digest.html shows them. */
static bool is_group(const char *text, const char *at, size_t bytes)
{
    static const char before[] = "<span>";
    size_t room = strlen(before);
    return bytes == 4 && (size_t)(at - text) >= room &&
           strncmp(at - room, before, room) == 0 &&
           str_starts(at + bytes, "</span>");
}

/* One of the numbers, alone: not within a digest or a longer number. */
const char *giveaway_in(const struct giveaway *g, const char *text)
{
    for (const char *at = strpbrk(text, "0123456789"); at != NULL;
         at = strpbrk(at + 1, "0123456789")) {
        if (at > text && is_inner(at[-1]))
            continue;
        for (size_t i = 0; i < g->count; i++) {
            const char *number = g->number[i];
            if (at[0] != number[0])
                continue; /* most are: pages are long */
            size_t bytes = strlen(number);
            if (strncmp(at, number, bytes) == 0 && !is_inner(at[bytes]) &&
                !is_group(text, at, bytes))
                return number;
        }
    }
    return NULL;
}
