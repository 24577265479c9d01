/* The calendar file: see calendar.h. */
#include "model/calendar.h"

#include <inttypes.h>

#include "base/arena.h"
#include "gen/sql_deadline.h"
#include "model/deadline.h"
#include "model/ics.h"

struct making {
    const struct edition *e;
    enum lang lang;
    int64_t sequence, changed_at;
    struct ics ics;
};

static void event(struct making *m, const char *what, const int64_t *at,
                  const char *summary, const char *description)
{
    struct ics *ics = &m->ics;
    struct arena *mem = ics->w->mem;
    if (at == NULL)
        return;
    ics_property(ics, "BEGIN", "VEVENT");
    ics_uid(ics, arena_printf(mem, "%s-%s", m->e->slug, what));
    ics_instant(ics, "DTSTAMP", m->changed_at);
    ics_instant(ics, "LAST-MODIFIED", m->changed_at);
    ics_property(ics, "SEQUENCE", arena_printf(mem, "%" PRId64, m->sequence));
    ics_instant(ics, "DTSTART", *at);
    ics_words(ics, "SUMMARY",
              arena_printf(mem, "%s: %s",
                           lang_pick(m->lang, m->e->title_de, m->e->title_en),
                           summary));
    ics_words(ics, "DESCRIPTION", description);
    ics_property(ics, "URL", arena_printf(mem, "%s/", ics->w->url));
    ics_property(ics, "TRANSP", "TRANSPARENT");
    ics_property(ics, "END", "VEVENT");
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
        .e = e,
        .lang = lang,
        .sequence = dates.dates_sequence,
        .changed_at =
            dates.dates_changed_at ? *dates.dates_changed_at : dates.created_at,
    };
    ics_start(&m.ics, w);
    event(&m, "opens", e->opens_at,
          lang_pick(lang, "Beginn der Ausschreibung", "the call opens"), "");
    event(&m, "deadline", e->deadline_at,
          lang_pick(lang, "Bewerbungsschluss", "deadline for nominations"),
          extension(w, e, lang));
    event(&m, "ceremony", e->ceremony_at,
          lang_pick(lang, "Preisverleihung", "award ceremony"), "");
    return ics_end(&m.ics);
}
