/* The outbox of the office: reading, editing, and the ways of a mail. What the
 * job process does with it is in outbox_post.c. */
#include "model/outbox.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_mail.h"
#include "gen/sql_mail_write.h"
#include "model/audit.h"
#include "model/outbox_text.h"
#include "model/reminder.h"
#include "model/telling.h"

bool outbox_mail(const struct world *w, int64_t id, struct mail *m)
{
    struct sql_mail_by_id_row row;
    if (!sql_mail_by_id(w->db, id, &row))
        return false;
    *m = (struct mail){
        .id = row.id,
        .user_id = row.user_id,
        .recipient = row.recipient,
        .name = row.name,
        .kind = row.kind,
        .language = row.language,
        .subject = row.subject,
        .body = row.body,
        .link = row.link,
        .state = row.state,
        .reason = row.reason,
        .attempts = row.attempts,
        .due_at = row.due_at,
        .revision = row.revision,
        .open_text = row.open_text,
        .created_at = row.created_at,
        .sent_at = row.sent_at,
        .disabled_at = row.disabled_at,
        .reminder_id = row.reminder_id,
        .jury_member_id = row.jury_member_id,
    };
    return true;
}

bool outbox_lets_in(const struct mail *m)
{
    return str_equal(m->kind, "invite") || str_equal(m->kind, "reset") ||
           str_equal(m->kind, "confirm") || str_equal(m->kind, "team") ||
           str_equal(m->kind, "proposal_confirm") ||
           str_equal(m->kind, "proposal_company");
}

/* --- texts --- */

const char *outbox_draft(const struct world *w, const struct mail *m)
{
    return outbox_fill(w->mem, m->body, m->link, outbox_link, outbox_open);
}

static enum lang language_of(const struct mail *m)
{
    enum lang lang = LANG_DE;
    lang_from_code(m->language, &lang);
    return lang;
}

/* Was the text handed to the server, or is it just being? */
static bool is_over(const struct mail *m)
{
    return str_equal(m->state, "sending") || str_equal(m->state, "sent") ||
           str_equal(m->state, "uncertain");
}

/* What {{open}} stands for. Who has left the jury has nothing open. */
static const char *open_of(const struct world *w, const struct mail *m)
{
    if (is_over(m))
        return m->open_text;
    return m->jury_member_id == NULL
               ? ""
               : reminder_open_text(w, *m->reminder_id, *m->jury_member_id,
                                    language_of(m));
}

const char *outbox_preview(const struct world *w, const struct mail *m)
{
    enum lang lang = language_of(m);
    bool hide = w->posts && outbox_lets_in(m);
    bool gone = str_empty(m->link); /* wiped when it was sent */
    const char *link =
        hide || gone ? lang_text(lang, N_("[the link, for the recipient only]"))
                     : m->link;
    const char *open = m->reminder_id != NULL ? open_of(w, m) : outbox_open;
    if (str_empty(open))
        open = lang_text(lang, N_("[nothing is open any more]"));
    return outbox_fill(w->mem, m->body, m->link, link, open);
}

bool outbox_loses(const struct world *w, const struct mail *m, const char *body,
                  const char *token)
{
    return strstr(outbox_draft(w, m), token) != NULL &&
           strstr(body, token) == NULL;
}

/* --- changes --- */

enum outbox_outcome outbox_edit(const struct world *w, int64_t id,
                                int64_t revision, const char *subject,
                                const char *body)
{
    struct mail m;
    if (!outbox_mail(w, id, &m))
        return OUTBOX_WRONG_STATE;
    if (!str_equal(m.state, "held") && !str_equal(m.state, "ready"))
        return OUTBOX_WRONG_STATE;
    if (m.revision != revision)
        return OUTBOX_CHANGED;
    const char *draft = outbox_draft(w, &m);
    if (str_equal(m.subject, subject) && str_equal(draft, body))
        return OUTBOX_OK;
    const char *stored = outbox_fill(w->mem, body, "", m.link, outbox_open);
    if (sql_mail_edit(w->db, id, revision, subject, stored) == 0)
        return OUTBOX_CHANGED;
    sql_mail_version_add(w->db, id, revision, m.subject, draft, world_actor(w),
                         w->now);
    audit_add(w, "mail.edit", "mail", id,
              arena_printf(w->mem, "{\"version\":%" PRId64 "}", revision + 1));
    return OUTBOX_OK;
}

/* One step of a mail that is in one of these states: " held ready ". */
static enum outbox_outcome step(const struct world *w, int64_t id,
                                const char *from, const char *to,
                                const char *action)
{
    struct mail m;
    if (!outbox_mail(w, id, &m) ||
        strstr(from, arena_printf(w->mem, " %s ", m.state)) == NULL)
        return OUTBOX_WRONG_STATE;
    const char *reason = str_equal(to, "cancelled") ? "office" : "";
    bool waits = !str_equal(to, "cancelled");
    if (sql_mail_set_state(w->db, id, m.state, to, reason,
                           waits ? telling_due(w, id) : 0) == 0)
        return OUTBOX_WRONG_STATE;
    audit_add(w, action, "mail", id, NULL);
    return OUTBOX_OK;
}

enum outbox_outcome outbox_release(const struct world *w, int64_t id)
{
    if (!w->posts)
        return OUTBOX_WRONG_STATE; /* nobody would take it */
    enum outbox_outcome outcome =
        step(w, id, " held ready failed uncertain ", "ready", "mail.release");
    if (outcome == OUTBOX_OK)
        sql_mail_reset_attempts(w->db, id);
    return outcome;
}

enum outbox_outcome outbox_hold(const struct world *w, int64_t id)
{
    return step(w, id, " ready ", "held", "mail.hold");
}

enum outbox_outcome outbox_cancel(const struct world *w, int64_t id)
{
    return step(w, id, " held ready failed uncertain ", "cancelled",
                "mail.cancel");
}

enum outbox_outcome outbox_arrived(const struct world *w, int64_t id)
{
    struct mail m;
    if (!outbox_mail(w, id, &m) || !str_equal(m.state, "uncertain"))
        return OUTBOX_WRONG_STATE;
    outbox_keep_sent(w, &m);
    audit_add(w, "mail.arrived", "mail", id, NULL);
    return OUTBOX_OK;
}

size_t outbox_release_all(const struct world *w, int64_t reminder_id)
{
    struct sql_mail_held_row *row;
    size_t done = 0, count = sql_mail_held(w->db, reminder_id, &row);
    for (size_t i = 0; i < count; i++)
        done += outbox_release(w, row[i].id) == OUTBOX_OK;
    return done;
}
