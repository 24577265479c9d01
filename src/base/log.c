/* Events and the way out: see log.h.
 *
 * A line is built on the stack and goes out in one write, so lines of several
 * processes do not mix and die() works when there is no memory left. What does
 * not fit is cut and ends in "...". The time is the real one, also in tests
 * that freeze the clock. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 2048, PAIR_COUNT_MAX = 32 };

static const char cut_mark[] = "...\n";

struct line {
    char text[LINE_BYTES];
    size_t bytes;
    bool cut;
};

static void add(struct line *line, const char *text, size_t bytes)
{
    size_t room = sizeof line->text - sizeof cut_mark - line->bytes;
    if (line->cut || bytes > room) {
        line->cut = true;
        return;
    }
    memcpy(line->text + line->bytes, text, bytes);
    line->bytes += bytes;
}

/* Controls, also those from U+0080 to U+009F, could forge lines or steer the
 * terminal of whoever reads the log. */
static bool is_control(const unsigned char *at)
{
    return at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] < 0xa0);
}

static bool needs_quotes(const char *value)
{
    const unsigned char *at = (const unsigned char *)value;
    if (!*at)
        return true;
    for (; *at; at++)
        if (is_control(at) || strchr(" \"=\\", *at))
            return true;
    return false;
}

static void add_escaped(struct line *line, const unsigned char *at)
{
    char escape[5];
    int bytes = snprintf(escape, sizeof escape, "\\x%02x", *at);
    add(line, escape, (size_t)bytes);
}

static void add_value(struct line *line, const char *value)
{
    if (!needs_quotes(value)) {
        add(line, value, strlen(value));
        return;
    }
    add(line, "\"", 1);
    for (const unsigned char *at = (const unsigned char *)value; *at; at++) {
        if (*at == '\n') {
            add(line, "\\n", 2);
        } else if (is_control(at)) {
            add_escaped(line, at);
            if (*at == 0xc2 && at[1])
                add_escaped(line, ++at);
        } else {
            if (*at == '"' || *at == '\\')
                add(line, "\\", 1);
            add(line, (const char *)at, 1);
        }
    }
    add(line, "\"", 1);
}

static void add_pair(struct line *line, const char *key, const char *value)
{
    if (line->bytes > 0)
        add(line, " ", 1);
    add(line, key, strlen(key));
    add(line, "=", 1);
    add_value(line, value ? value : "");
}

static void start(struct line *line, const char *event)
{
    line->bytes = 0;
    line->cut = false;
    time_t now = time(NULL);
    struct tm utc;
    char at[32] = "";
    if (gmtime_r(&now, &utc))
        strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &utc);
    add_pair(line, "at", at);
    add_pair(line, "event", event);
}

static void finish(struct line *line)
{
    const char *end = line->cut ? cut_mark : "\n";
    size_t bytes = strlen(end);
    memcpy(line->text + line->bytes, end, bytes);
    /* Nobody is left to tell when stderr cannot be written. */
    ssize_t written = write(STDERR_FILENO, line->text, line->bytes + bytes);
    (void)written;
}

void log_event(const char *event, ...)
{
    struct line line;
    start(&line, event);
    va_list pairs;
    va_start(pairs, event);
    for (int n = 0; n < PAIR_COUNT_MAX; n++) {
        const char *key = va_arg(pairs, const char *);
        if (!key)
            break;
        add_pair(&line, key, va_arg(pairs, const char *));
    }
    va_end(pairs);
    finish(&line);
}

noreturn void die(const char *format, ...)
{
    char why[LINE_BYTES / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    struct line line;
    start(&line, "die");
    add_pair(&line, "why", why);
    finish(&line);
    abort();
}
