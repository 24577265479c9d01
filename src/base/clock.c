/* The present and dates: see clock.h.
 *
 * Only localtime_r and gmtime_r are used: they share no buffer, and after
 * clock_zone() they need no file, so they also work inside the sandbox. */
#include "base/clock.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"

static const char zone_folder[] = "/usr/share/zoneinfo";

/* The years 1 to 9999: what a date field can show. */
static const int64_t at_min = -62135596800 + 86400;
static const int64_t at_max = 253402300799 - 86400;

static int64_t frozen_at; /* 0: the clock runs */

int64_t clock_now(void)
{
    return frozen_at ? frozen_at : (int64_t)time(NULL);
}

double clock_monotonic(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        die("clock: no monotonic clock");
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void clock_freeze(int64_t at)
{
    frozen_at = at;
}

static bool zone_exists(const char *name)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "abcdefghijklmnopqrstuvwxyz0123456789_+-/";
    if (!name || !name[0] || name[0] == '/' ||
        strspn(name, letters) != strlen(name))
        return false;
    char path[256];
    int length = snprintf(path, sizeof path, "%s/%s", zone_folder, name);
    if (length < 0 || (size_t)length >= sizeof path)
        return false;
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    char magic[4];
    bool is_zone = fread(magic, sizeof magic, 1, file) == 1 &&
                   memcmp(magic, "TZif", sizeof magic) == 0;
    fclose(file);
    return is_zone;
}

bool clock_zone(const char *name)
{
    if (!zone_exists(name) || setenv("TZ", name, 1) != 0)
        return false;
    tzset();
    return true;
}

static int64_t within(int64_t at)
{
    if (at < at_min)
        return at_min;
    return at > at_max ? at_max : at;
}

struct clock_local clock_local(int64_t at)
{
    time_t instant = (time_t)within(at);
    struct tm tm;
    if (!localtime_r(&instant, &tm))
        die("clock: no local time for %lld", (long long)at);
    return (struct clock_local){
        .year = tm.tm_year + 1900,
        .month = tm.tm_mon + 1,
        .day = tm.tm_mday,
        .hour = tm.tm_hour,
        .minute = tm.tm_min,
        .second = tm.tm_sec,
        .weekday = tm.tm_wday,
    };
}

/* Exactly `count` digits, then `end`; moves *text past them. */
static bool digits(const char **text, int count, const char *end, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *value = *value * 10 + (**text - '0');
    }
    if (!strchr(end, **text))
        return false;
    if (**text)
        (*text)++;
    return true;
}

static bool read_fields(const char *text, struct clock_local *want)
{
    *want = (struct clock_local){0};
    if (!digits(&text, 4, "-", &want->year) || text[-1] != '-' ||
        !digits(&text, 2, "-", &want->month) || text[-1] != '-')
        return false;
    if (!digits(&text, 2, "T", &want->day))
        return false;
    if (text[-1] != 'T')
        return true;
    return digits(&text, 2, ":", &want->hour) && text[-1] == ':' &&
           digits(&text, 2, "", &want->minute);
}

/* mktime() turns a date that does not exist into one that does; what comes
 * back must therefore be what was asked for. */
static bool instant_of(const struct clock_local *want, int summer, int64_t *at)
{
    struct tm tm = {
        .tm_year = want->year - 1900,
        .tm_mon = want->month - 1,
        .tm_mday = want->day,
        .tm_hour = want->hour,
        .tm_min = want->minute,
        .tm_isdst = summer,
    };
    *at = (int64_t)mktime(&tm);
    if (*at != within(*at))
        return false;
    struct clock_local got = clock_local(*at);
    return got.year == want->year && got.month == want->month &&
           got.day == want->day && got.hour == want->hour &&
           got.minute == want->minute && got.second == 0;
}

/* Of an hour that comes twice the first is meant. */
static bool first_instant(const struct clock_local *want, int64_t *at)
{
    int64_t first;
    int64_t second;
    bool with_summer = instant_of(want, 1, &first);
    bool without = instant_of(want, 0, &second);
    if (!with_summer && !without)
        return false;
    if (!with_summer || (without && second < first))
        first = second;
    *at = first;
    return true;
}

bool clock_parse(const char *text, int64_t *at)
{
    struct clock_local want;
    return text && read_fields(text, &want) && want.year >= 1 &&
           first_instant(&want, at);
}

/* Where summer time begins at midnight, that day begins at one o'clock. */
static bool day_start(struct clock_local day, int64_t *at)
{
    day.minute = day.second = 0;
    for (day.hour = 0; day.hour < 2; day.hour++)
        if (first_instant(&day, at))
            return true;
    return false;
}

bool clock_day(const char *text, int64_t *from, int64_t *until)
{
    struct clock_local day;
    int64_t first;
    int64_t next;
    if (!text || strlen(text) != strlen("2026-09-30") ||
        !read_fields(text, &day) || day.year < 1 || !day_start(day, &first))
        return false;
    /* no day is shorter than 22 hours or longer than 26 */
    if (!day_start(clock_local(first + 36 * 60 * 60), &next) || next <= first)
        return false;
    *from = first;
    *until = next;
    return true;
}

char *clock_field(struct arena *mem, int64_t at)
{
    struct clock_local t = clock_local(at);
    return arena_printf(mem, "%04d-%02d-%02dT%02d:%02d", t.year, t.month, t.day,
                        t.hour, t.minute);
}

char *clock_iso(struct arena *mem, int64_t at)
{
    time_t instant = (time_t)within(at);
    struct tm tm;
    if (!gmtime_r(&instant, &tm))
        die("clock: no time for %lld", (long long)at);
    return arena_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ",
                        tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                        tm.tm_hour, tm.tm_min, tm.tm_sec);
}
