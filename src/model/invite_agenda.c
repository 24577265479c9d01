/* One juror's agenda: see invite_agenda.h. */
#include "model/invite_agenda.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_invite.h"

struct seat {
    bool waits; /* a stand-in whose seat is taken */
    bool opens; /* in a blind edition: all is declared */
};

static struct seat seat_of(const struct world *w, int64_t meeting_id,
                           int64_t jury_member_id)
{
    struct sql_invite_edition_row m;
    struct sql_invite_seat_row row;
    struct sql_invite_undeclared_row *undeclared;
    struct seat seat = {.waits = true};
    if (!sql_invite_edition(w->db, meeting_id, &m) ||
        !sql_invite_seat(w->db, meeting_id, jury_member_id, &row))
        return seat;
    seat.waits = row.stands_in_for != NULL && !row.now;
    seat.opens =
        !m.blind || sql_invite_undeclared(w->db, meeting_id, jury_member_id,
                                          &undeclared) == 0;
    return seat;
}

static enum agenda_shown shown(const struct seat *seat,
                               const struct sql_invite_agenda_row *row)
{
    if (!str_equal(row->kind, "entry"))
        return AGENDA_OPEN;
    if (seat->waits)
        return AGENDA_HIDDEN;
    if (row->conflict == NULL || !seat->opens)
        return AGENDA_UNDECLARED;
    return str_equal(row->conflict, "none") ? AGENDA_OPEN : AGENDA_OUT;
}

static const char *title_of(const struct world *w, enum lang lang,
                            const struct sql_invite_agenda_row *row)
{
    if (row->code != NULL && row->blind)
        return arena_printf(w->mem, "%s %s",
                            lang_pick(lang, "Bewerbung", "Nomination"),
                            row->code);
    if (row->organisation != NULL)
        return row->organisation;
    if (row->category_de != NULL)
        return lang_pick(lang, row->category_de, row->category_en);
    if (row->prize_de != NULL)
        return lang_pick(lang, row->prize_de, row->prize_en);
    return lang_pick(lang, row->title_de, row->title_en);
}

size_t invite_agenda(const struct world *w, int64_t meeting_id,
                     int64_t jury_member_id, enum lang lang,
                     struct agenda_line **list)
{
    struct sql_invite_agenda_row *row;
    struct seat seat = seat_of(w, meeting_id, jury_member_id);
    size_t count = sql_invite_agenda(w->db, meeting_id, jury_member_id, &row);
    int64_t *at = arena_alloc(w->mem, (count + 1) * sizeof *at);
    bool timed = true;
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        struct agenda_line *line = &(*list)[i];
        at[i] = i == 0 ? row[i].starts_at : at[i - 1] + 60 * row[i - 1].minutes;
        *line = (struct agenda_line){.shown = shown(&seat, &row[i]),
                                     .at = timed ? &at[i] : NULL,
                                     .minutes = row[i].minutes,
                                     .title = "",
                                     .code = ""};
        timed = timed && row[i].minutes > 0;
        if (line->shown != AGENDA_OPEN)
            continue;
        line->title = title_of(w, lang, &row[i]);
        if (row[i].entry_id == NULL)
            continue;
        line->entry_id = *row[i].entry_id;
        line->code = row[i].blind ? "" : row[i].code;
        line->readable = row[i].readable != 0;
    }
    return count;
}
