/* The present, which tests can freeze, and dates in and out.
 *
 * Times are Unix seconds, UTC. Local time is that of the TZ variable, which
 * the program sets once at start from lorbeer.conf (clock_zone). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

int64_t clock_now(void);
/* Seconds since an unspecified start; not affected by clock_freeze(). */
double clock_monotonic(void);

/* Tests only: the present stands still at `at`; 0 lets it run again. */
void clock_freeze(int64_t at);

/* Sets the local time zone, e.g. "Europe/Berlin"; false if there is no such
 * zone on this machine. Before threads and before the sandbox. */
bool clock_zone(const char *name);

/* Local date and time of an instant; one outside the years 1 to 9999 counts as
 * the nearest inside. */
struct clock_local {
    int year, month, day, hour, minute, second; /* month 1..12, day 1..31 */
    int weekday;                                /* 0 = Sunday */
};
struct clock_local clock_local(int64_t at);

/* "2026-09-30T23:59" or "2026-09-30" (then 00:00) in local time, as the
 * browser's datetime-local field sends it. false: not a date that exists, also
 * not in the hour that summer time skips; of the hour that comes twice, the
 * first is meant. */
bool clock_parse(const char *text, int64_t *at);
/* The local day "2026-09-30": its first second and the next day's, so that
 * *from <= at < *until within it. false: not a day that exists. */
bool clock_day(const char *text, int64_t *from, int64_t *until);
/* "2026-09-30T23:59", local time, for a datetime-local field. */
char *clock_field(struct arena *mem, int64_t at);
/* "2026-09-30T21:59:00Z" */
char *clock_iso(struct arena *mem, int64_t at);
