/* Invitations: see invite.h. */
#include "model/invite.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_invite.h"
#include "gen/sql_invite_write.h"
#include "model/audit.h"
#include "model/ics.h"
#include "model/mail.h"
#include "model/user.h"

/* --- reading ----------------------------------------------------------------
 */

static bool is_same(const int64_t *a, const int64_t *b)
{
    return (a == NULL) == (b == NULL) && (a == NULL || *a == *b);
}

static bool is_current(const struct sql_invite_list_row *row)
{
    return row->told_starts_at != NULL &&
           *row->told_starts_at == row->starts_at &&
           is_same(row->told_ends_at, row->ends_at) &&
           str_equal(row->told_place, row->place);
}

static struct invite invite_from(const struct sql_invite_list_row *row)
{
    bool current = is_current(row);
    bool told = row->invited_at != NULL;
    return (struct invite){
        .jury_member_id = row->jury_member_id,
        .user_id = row->user_id,
        .code = row->code,
        .name = row->name,
        .institution = row->institution,
        .votes = row->votes != 0,
        .chair = row->chair != 0,
        .deputy_chair = row->deputy_chair != 0,
        .stands_in_for = row->stands_in_for ? *row->stands_in_for : 0,
        .disabled = row->disabled_at != NULL,
        .invited_at = row->invited_at,
        .current = current,
        .answer = current ? row->answer : "",
        .remark = told ? row->remark : "",
        .deputy = told ? row->deputy : "",
        .answered_at = current ? row->answered_at : NULL,
        .reminded_at = row->reminded_at,
        .sequence = row->sequence ? *row->sequence : 0,
    };
}

size_t invite_list(const struct world *w, int64_t meeting_id,
                   struct invite **list)
{
    struct sql_invite_list_row *row;
    size_t count = sql_invite_list(w->db, meeting_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = invite_from(&row[i]);
    return count;
}

bool invite_of(const struct world *w, int64_t meeting_id,
               int64_t jury_member_id, struct invite *invite)
{
    struct invite *list;
    size_t count = invite_list(w, meeting_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].jury_member_id == jury_member_id &&
            list[i].invited_at != NULL) {
            *invite = list[i];
            return true;
        }
    return false;
}

/* --- writing mails ----------------------------------------------------------
 */

static const char *when(const struct world *w, enum lang lang,
                        const struct sql_invite_edition_row *m)
{
    const char *start = lang_datetime(w->mem, lang, m->starts_at);
    if (m->ends_at == NULL)
        return start;
    return arena_printf(w->mem, "%s (%s %s)", start,
                        lang_pick(lang, "bis", "until"),
                        lang_datetime(w->mem, lang, *m->ends_at));
}

static void write_mail(const struct world *w, const struct invite *to,
                       const char *kind, const struct sql_invite_edition_row *m)
{
    struct user u;
    enum lang lang = LANG_DE;
    if (!user_by_id(w, to->user_id, &u))
        return;
    lang_from_code(u.language, &lang);
    const char *meeting = lang_pick(lang, m->title_de, m->title_en);
    const char *no_place =
        lang_pick(lang, "wird noch mitgeteilt", "to be announced");
    const struct mail_value values[] = {
        {"edition", lang_pick(lang, m->edition_de, m->edition_en)},
        {"meeting", meeting},
        {"when", when(w, lang, m)},
        {"place", str_empty(m->place) ? no_place : m->place},
        {"calendar", arena_printf(w->mem, "%s/jury/meeting/%" PRId64 ".ics",
                                  w->url, m->id)},
    };
    mail_add(w, to->user_id, kind, values, sizeof values / sizeof *values,
             arena_printf(w->mem, "%s/jury/meeting/%" PRId64 "/invitation",
                          w->url, m->id));
}

static void log_mails(const struct world *w, const char *action,
                      int64_t meeting_id, size_t mails)
{
    const struct audit_field fields[] = {
        {"mails", NULL, arena_printf(w->mem, "%zu", mails)}};
    if (mails > 0)
        audit_change(w, action, "meeting", meeting_id, fields, 1);
}

static bool is_to_come(const struct world *w, int64_t meeting_id,
                       struct sql_invite_edition_row *m)
{
    return sql_invite_edition(w->db, meeting_id, m) &&
           str_equal(m->state, "planned") && m->starts_at > w->now;
}

size_t invite_send(const struct world *w, int64_t meeting_id)
{
    struct sql_invite_edition_row m;
    struct invite *list;
    size_t mails = 0;
    if (!is_to_come(w, meeting_id, &m))
        return 0;
    size_t count = invite_list(w, meeting_id, &list);
    for (size_t i = 0; i < count; i++) {
        if (list[i].current || list[i].disabled)
            continue;
        sql_invite_put(w->db, meeting_id, list[i].jury_member_id, m.starts_at,
                       m.ends_at, m.place, w->now);
        write_mail(w, &list[i],
                   list[i].invited_at == NULL ? "meeting" : "meeting_moved",
                   &m);
        mails++;
    }
    log_mails(w, "meeting.invite", meeting_id, mails);
    return mails;
}

size_t invite_remind(const struct world *w, int64_t meeting_id)
{
    struct sql_invite_edition_row m;
    struct invite *list;
    size_t mails = 0;
    if (!is_to_come(w, meeting_id, &m))
        return 0;
    size_t count = invite_list(w, meeting_id, &list);
    for (size_t i = 0; i < count; i++) {
        const struct invite *to = &list[i];
        bool just = to->reminded_at != NULL &&
                    *to->reminded_at > w->now - INVITE_PAUSE_S;
        if (!to->current || to->disabled || *to->answer != '\0' || just)
            continue;
        sql_invite_reminded(w->db, meeting_id, to->jury_member_id, w->now);
        write_mail(w, to, "meeting_answer", &m);
        mails++;
    }
    log_mails(w, "meeting.remind", meeting_id, mails);
    return mails;
}

size_t invite_tell_cancelled(const struct world *w, int64_t meeting_id)
{
    struct sql_invite_edition_row m;
    struct invite *list;
    size_t mails = 0;
    if (!sql_invite_edition(w->db, meeting_id, &m) ||
        !str_equal(m.state, "cancelled") || m.starts_at <= w->now)
        return 0;
    size_t count = invite_list(w, meeting_id, &list);
    for (size_t i = 0; i < count; i++) {
        if (list[i].invited_at == NULL || list[i].disabled)
            continue;
        write_mail(w, &list[i], "meeting_cancelled", &m);
        mails++;
    }
    return mails;
}

bool invite_answer(const struct world *w, int64_t meeting_id,
                   int64_t jury_member_id, const char *answer,
                   const char *remark, const char *deputy)
{
    struct sql_invite_edition_row m;
    struct invite was;
    if (!sql_invite_edition(w->db, meeting_id, &m) ||
        !str_equal(m.state, "planned") ||
        !invite_of(w, meeting_id, jury_member_id, &was) || !was.current)
        return false;
    remark = str_lines(w->mem, remark);
    deputy = str_line(w->mem, deputy);
    sql_invite_answer(w->db, meeting_id, jury_member_id, answer, remark, deputy,
                      w->now);
    const struct audit_field fields[] = {
        {"juror", NULL, was.code},
        {"answer", was.answer, answer},
        {"remark", was.remark, remark},
        {"deputy", was.deputy, deputy},
    };
    audit_change(w, "meeting.answer", "meeting", meeting_id, fields, 4);
    return true;
}

/* --- the calendar -----------------------------------------------------------
 */

const char *invite_calendar(const struct world *w, int64_t meeting_id,
                            int64_t jury_member_id, enum lang lang)
{
    struct sql_invite_edition_row m;
    struct invite invite;
    struct arena *mem = w->mem;
    struct ics ics;
    if (!sql_invite_edition(w->db, meeting_id, &m) ||
        !invite_of(w, meeting_id, jury_member_id, &invite))
        return "";
    bool cancelled = str_equal(m.state, "cancelled");
    int64_t sequence =
        invite.sequence + (invite.current ? 0 : 1) + (cancelled ? 1 : 0);
    ics_start(&ics, w);
    ics_property(&ics, "BEGIN", "VEVENT");
    ics_uid(&ics, arena_printf(mem, "%s-meeting-%" PRId64, m.slug, m.number));
    ics_instant(&ics, "DTSTAMP", *invite.invited_at);
    ics_property(&ics, "SEQUENCE", arena_printf(mem, "%" PRId64, sequence));
    ics_instant(&ics, "DTSTART", m.starts_at);
    if (m.ends_at != NULL)
        ics_instant(&ics, "DTEND", *m.ends_at);
    ics_words(&ics, "SUMMARY",
              arena_printf(mem, "%s: %s",
                           lang_pick(lang, m.edition_de, m.edition_en),
                           lang_pick(lang, m.title_de, m.title_en)));
    ics_words(&ics, "LOCATION", m.place);
    ics_property(&ics, "URL",
                 arena_printf(mem, "%s/jury/meeting/%" PRId64 "/invitation",
                              w->url, meeting_id));
    ics_property(&ics, "STATUS", cancelled ? "CANCELLED" : "CONFIRMED");
    ics_property(&ics, "END", "VEVENT");
    return ics_end(&ics);
}
