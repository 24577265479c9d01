/* Calendar files: see ics.h. Lines end with CR LF and have 75 octets at most; a
 * longer one goes on in the next, after a space, and never within a character
 * (RFC 5545, 3.1). */
#include "model/ics.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "model/world.h"

enum { LINE_OCTETS_MAX = 75 };

static bool within_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

static void line(struct buf *out, const char *text)
{
    size_t room = LINE_OCTETS_MAX;
    while (strlen(text) > room) {
        size_t bytes = room;
        while (bytes > 0 && within_character(text[bytes]))
            bytes--;
        buf_addn(out, text, bytes);
        buf_add(out, "\r\n ");
        text += bytes;
        room = LINE_OCTETS_MAX - 1; /* the space counts */
    }
    buf_add(out, text);
    buf_add(out, "\r\n");
}

/* TEXT values: 3.3.11. */
static const char *escaped(struct arena *mem, const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    for (; *text != '\0'; text++)
        if (*text == '\n')
            buf_add(&out, "\\n");
        else if (*text == '\\' || *text == ';' || *text == ',')
            buf_addf(&out, "\\%c", *text);
        else if ((unsigned char)*text >= ' ')
            buf_addn(&out, text, 1);
    return out.data;
}

static const char *utc(struct arena *mem, int64_t at)
{
    time_t seconds = (time_t)at;
    struct tm parts;
    char text[32];
    if (!gmtime_r(&seconds, &parts) ||
        strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts) == 0)
        die("no such time: %" PRId64, at);
    return arena_text(mem, text);
}

/* Host and port of our address: makes a UID the home's own. */
static const char *host(const struct world *w)
{
    const char *start = strstr(w->url, "://");
    return start != NULL ? start + 3 : w->url;
}

void ics_property(struct ics *ics, const char *name, const char *value)
{
    line(&ics->out, arena_printf(ics->w->mem, "%s:%s", name, value));
}

void ics_words(struct ics *ics, const char *name, const char *text)
{
    if (!str_empty(text))
        ics_property(ics, name, escaped(ics->w->mem, text));
}

void ics_instant(struct ics *ics, const char *name, int64_t at)
{
    ics_property(ics, name, utc(ics->w->mem, at));
}

void ics_uid(struct ics *ics, const char *name)
{
    ics_property(ics, "UID",
                 arena_printf(ics->w->mem, "%s@%s", name, host(ics->w)));
}

void ics_start(struct ics *ics, const struct world *w)
{
    ics->w = w;
    buf_init(&ics->out, w->mem);
    ics_property(ics, "BEGIN", "VCALENDAR");
    ics_property(ics, "VERSION", "2.0");
    ics_property(ics, "PRODID", "-//Lorbeer//Lorbeer//DE");
    ics_property(ics, "CALSCALE", "GREGORIAN");
    ics_property(ics, "METHOD", "PUBLISH");
}

const char *ics_end(struct ics *ics)
{
    ics_property(ics, "END", "VCALENDAR");
    return ics->out.data;
}
