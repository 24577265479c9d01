/* The calendar file: see calendar.h. Lines end with CR LF and have 75 octets at
 * most; a longer one goes on in the next, after a space, and never within a
 * character (RFC 5545, 3.1). */
#include "model/calendar.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/str.h"
#include "gen/sql_deadline.h"
#include "model/deadline.h"

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

struct making {
    const struct world *w;
    const struct edition *e;
    enum lang lang;
    int64_t sequence, changed_at;
    struct buf out;
};

static void property(struct making *m, const char *name, const char *value)
{
    line(&m->out, arena_printf(m->w->mem, "%s:%s", name, value));
}

static void words(struct making *m, const char *name, const char *text)
{
    if (!str_empty(text))
        property(m, name, escaped(m->w->mem, text));
}

/* Host and port of our address: makes a UID the home's own. */
static const char *host(const struct world *w)
{
    const char *start = strstr(w->url, "://");
    return start != NULL ? start + 3 : w->url;
}

static void event(struct making *m, const char *what, const int64_t *at,
                  const char *summary, const char *description)
{
    struct arena *mem = m->w->mem;
    if (at == NULL)
        return;
    property(m, "BEGIN", "VEVENT");
    property(m, "UID",
             arena_printf(mem, "%s-%s@%s", m->e->slug, what, host(m->w)));
    property(m, "DTSTAMP", utc(mem, m->changed_at));
    property(m, "LAST-MODIFIED", utc(mem, m->changed_at));
    property(m, "SEQUENCE", arena_printf(mem, "%" PRId64, m->sequence));
    property(m, "DTSTART", utc(mem, *at));
    words(m, "SUMMARY",
          arena_printf(mem, "%s: %s",
                       lang_pick(m->lang, m->e->title_de, m->e->title_en),
                       summary));
    words(m, "DESCRIPTION", description);
    property(m, "URL", arena_printf(mem, "%s/", m->w->url));
    property(m, "TRANSP", "TRANSPARENT");
    property(m, "END", "VEVENT");
}

static const char *extension(const struct world *w, const struct edition *e,
                             enum lang lang)
{
    struct deadline_extension x;
    if (!deadline_extension(w, e, &x))
        return "";
    return arena_printf(w->mem, "%s %s.\n%s",
                        lang_pick(lang, "Verlängert; zuvor war es der",
                                  "Extended; before, it was"),
                        lang_datetime(w->mem, lang, x.before_at), x.reason);
}

const char *calendar_text(const struct world *w, const struct edition *e,
                          enum lang lang)
{
    struct sql_deadline_calendar_row dates = {0};
    sql_deadline_calendar(w->db, e->id, &dates);
    struct making m = {
        .w = w,
        .e = e,
        .lang = lang,
        .sequence = dates.dates_sequence,
        .changed_at =
            dates.dates_changed_at ? *dates.dates_changed_at : dates.created_at,
    };
    buf_init(&m.out, w->mem);
    property(&m, "BEGIN", "VCALENDAR");
    property(&m, "VERSION", "2.0");
    property(&m, "PRODID", "-//Lorbeer//Lorbeer//DE");
    property(&m, "CALSCALE", "GREGORIAN");
    property(&m, "METHOD", "PUBLISH");
    event(&m, "opens", e->opens_at,
          lang_pick(lang, "Beginn der Ausschreibung", "the call opens"), "");
    event(&m, "deadline", e->deadline_at,
          lang_pick(lang, "Bewerbungsschluss", "deadline for nominations"),
          extension(w, e, lang));
    event(&m, "ceremony", e->ceremony_at,
          lang_pick(lang, "Preisverleihung", "award ceremony"), "");
    property(&m, "END", "VCALENDAR");
    return m.out.data;
}
