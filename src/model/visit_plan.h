/* Planning visits: when each one is, and who goes. Pure: numbers in, a plan
 * out; the same for the same numbers. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct visit_span {
    int64_t starts_at, ends_at;
};

/* Closer together than the way between them takes? */
bool visit_clash(struct visit_span a, struct visit_span b,
                 int64_t travel_minutes);

/* When visits may be. */
struct visit_frame {
    const char *first_day;  /* "2026-11-30", local time */
    int64_t from, until;    /* minutes after midnight: begins and ends within */
    int64_t minutes;        /* of a visit, 1 to until - from */
    int64_t travel_minutes; /* between two of them */
    int64_t per_day;        /* from 1 */
};

/* Times for `count` visits, one after the other from the first day on, on
 * Mondays to Fridays; none clashes with another or with one of `taken`, which
 * count for their day. So whoever goes is never at two at once. false: no such
 * day, or no time that fits in the year after it. */
bool visit_times(const struct visit_frame *frame,
                 const struct visit_span *taken, size_t taken_count,
                 struct visit_span *out, size_t count);

/* Who may go where: an enum assign_cell (assign.h) for each visit and juror,
 * visit by visit. A visit with fixed jurors is settled and gets no others; it
 * counts for their loads. */
struct visit_offer {
    size_t visits, jurors, wanted; /* jurors for each visit */
    const uint8_t *cell;
};

/* Fills goes[visit * jurors + juror]: for each visit as many as are wanted, or
 * all who may where that are fewer. No other choice has more equal loads. */
void visit_jurors(struct arena *mem, const struct visit_offer *offer,
                  bool *goes);
