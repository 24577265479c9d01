/* Editions. The phase is one number; the coarse state that scripts see and the
 * question whether winners may be known also depend on the clock, because an
 * embargo ends at an instant and not when somebody reloads a page. */
#include "model/edition.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_edition_write.h"
#include "model/address.h"
#include "model/audit.h"
#include "model/deadline.h"
#include "model/submission.h"

/* The three statements have the same columns and so rows of the same shape. */
#define EDITION_FROM_ROW(row)                                                  \
    (struct edition)                                                           \
    {                                                                          \
        .id = (row).id, .slug = (row).slug, .number = (row).number,            \
        .year = (row).year, .title_de = (row).title_de,                        \
        .title_en = (row).title_en, .motto_de = (row).motto_de,                \
        .motto_en = (row).motto_en, .organiser = (row).organiser,              \
        .email = (row).email, .accent = (row).accent,                          \
        .phase = (enum phase)(row).phase, .opens_at = (row).opens_at,          \
        .deadline_at = (row).deadline_at, .ceremony_at = (row).ceremony_at,    \
        .embargo_at = (row).embargo_at, .nominees_at = (row).nominees_at,      \
        .blind = (row).blind != 0                                              \
    }

bool edition_by_slug(const struct world *w, const char *slug, struct edition *e)
{
    struct sql_edition_by_slug_row row;
    if (!sql_edition_by_slug(w->db, slug, &row))
        return false;
    *e = EDITION_FROM_ROW(row);
    return true;
}

bool edition_by_id(const struct world *w, int64_t id, struct edition *e)
{
    struct sql_edition_by_id_row row;
    if (!sql_edition_by_id(w->db, id, &row))
        return false;
    *e = EDITION_FROM_ROW(row);
    return true;
}

bool edition_current(const struct world *w, struct edition *e)
{
    struct sql_edition_current_row row;
    if (!sql_edition_current(w->db, w->now, &row))
        return false;
    *e = EDITION_FROM_ROW(row);
    return true;
}

bool edition_accepts(const struct world *w, const struct edition *e)
{
    return e->phase == PHASE_OPEN && e->deadline_at != NULL &&
           w->now <= *e->deadline_at;
}

bool edition_winners_public(const struct world *w, const struct edition *e)
{
    if (e->phase < PHASE_EMBARGO)
        return false;
    if (e->embargo_at != NULL)
        return w->now >= *e->embargo_at;
    return e->phase >= PHASE_CEREMONY;
}

bool edition_nominees_public(const struct world *w, const struct edition *e)
{
    return edition_winners_public(w, e) ||
           (e->phase >= PHASE_MEETING_1 && e->nominees_at != NULL &&
            w->now >= *e->nominees_at);
}

const char *edition_state(const struct world *w, const struct edition *e)
{
    switch (e->phase) {
    case PHASE_DRAFT:
        return "draft";
    case PHASE_OPEN:
        return "open";
    case PHASE_CLOSED:
    case PHASE_CHECK:
        return "closed";
    case PHASE_DECLARATIONS:
    case PHASE_SCORING_1:
    case PHASE_MEETING_1:
    case PHASE_VISITS:
    case PHASE_STAGE_2:
        return "judging";
    case PHASE_EMBARGO:
    case PHASE_CEREMONY:
    case PHASE_PUBLISHED:
        return edition_winners_public(w, e) ? "published" : "decided";
    case PHASE_ARCHIVED:
        return "archived";
    }
    return "draft";
}

bool edition_judged(const struct world *w, int64_t id)
{
    struct sql_edition_judged_row row;
    return sql_edition_judged(w->db, id, &row);
}

enum edition_change edition_set_phase(const struct world *w, int64_t id,
                                      enum phase phase)
{
    struct edition e;
    struct sql_edition_open_rounds_row open;
    if (!edition_by_id(w, id, &e))
        return EDITION_CHANGED;
    if (phase == PHASE_OPEN &&
        (e.deadline_at == NULL || *e.deadline_at < w->now))
        return EDITION_NO_DEADLINE;
    if (phase >= PHASE_EMBARGO && sql_edition_open_rounds(w->db, id, &open) &&
        open.count > 0)
        return EDITION_ROUND_OPEN;
    sql_edition_set_phase(w->db, id, phase);
    address_give_all(w, id);
    audit_add(
        w, "edition.phase", "edition", id,
        arena_printf(w->mem, "{\"before\":%d,\"after\":%d}", e.phase, phase));
    submission_settle(w);
    return EDITION_CHANGED;
}

static void write_instant(struct json_out *j, const char *key,
                          const int64_t *at)
{
    if (at != NULL)
        json_int(j, key, *at);
    else
        json_null(j, key);
}

static void write_settings(struct json_out *j, const char *key,
                           const struct edition_settings *s)
{
    json_object(j, key);
    write_instant(j, "opens", s->opens_at);
    write_instant(j, "deadline", s->deadline_at);
    write_instant(j, "ceremony", s->ceremony_at);
    write_instant(j, "embargo", s->embargo_at);
    write_instant(j, "nominees_at", s->nominees_at);
    json_text(j, "motto_de", s->motto_de);
    json_text(j, "motto_en", s->motto_en);
    json_text(j, "accent", s->accent);
    json_text(j, "email", s->email);
    json_bool(j, "blind", s->blind);
    json_int(j, "remind_days", s->remind_days);
    if (!str_empty(s->reason))
        json_text(j, "reason", s->reason);
    json_object_end(j);
}

void edition_change(const struct world *w, int64_t id,
                    const struct edition_settings *settings)
{
    struct edition e;
    struct buf payload;
    struct json_out j;
    if (!edition_by_id(w, id, &e))
        return;
    const struct edition_settings before = {.opens_at = e.opens_at,
                                            .deadline_at = e.deadline_at,
                                            .ceremony_at = e.ceremony_at,
                                            .embargo_at = e.embargo_at,
                                            .nominees_at = e.nominees_at,
                                            .motto_de = e.motto_de,
                                            .motto_en = e.motto_en,
                                            .accent = e.accent,
                                            .email = e.email,
                                            .blind = e.blind,
                                            .remind_days =
                                                deadline_remind_days(w, id)};
    sql_edition_set(w->db, id, settings->opens_at, settings->deadline_at,
                    settings->ceremony_at, settings->embargo_at,
                    settings->motto_de, settings->motto_en, settings->accent,
                    settings->email, settings->blind);
    sql_edition_set_nominees_at(w->db, id, settings->nominees_at);
    deadline_set_remind_days(w, id, settings->remind_days);
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    write_settings(&j, "before", &before);
    write_settings(&j, "after", settings);
    json_object_end(&j);
    bool later = deadline_extends(&e, settings->deadline_at);
    audit_add(w, later ? "edition.extend" : "edition.settings", "edition", id,
              payload.data);
    deadline_dates_changed(w, &e, settings);
    if (later)
        deadline_extend(w, &e, *settings->deadline_at,
                        str_empty(settings->reason) ? "" : settings->reason);
}
