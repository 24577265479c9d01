/* The outbox as the job process sees it. Nothing here knows SMTP. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_mail.h"
#include "gen/sql_mail_write.h"
#include "model/outbox_text.h"
#include "model/reminder.h"
#include "model/telling.h"

enum { CLAIMS_MAX = 1000, MESSAGE_ID_CHARS = 24 };

/* From one attempt to the next: a minute for a server that asks a stranger to
 * come again, a day at the end. After the last one the mail has failed. */
static const int64_t pauses[] = {
    60, 5 * 60, 30 * 60, 2 * 60 * 60, 6 * 60 * 60, 24 * 60 * 60,
};

char *outbox_fill(struct arena *mem, const char *text, const char *link,
                  const char *link_as, const char *open_as)
{
    struct buf out;
    buf_init(&out, mem);
    while (*text != '\0') {
        if (*link != '\0' && str_starts(text, link)) {
            buf_add(&out, link_as);
            text += strlen(link);
        } else if (str_starts(text, outbox_link)) {
            buf_add(&out, link_as);
            text += strlen(outbox_link);
        } else if (str_starts(text, outbox_open)) {
            buf_add(&out, open_as);
            text += strlen(outbox_open);
        } else {
            buf_addc(&out, *text++);
        }
    }
    return out.data;
}

void outbox_keep_sent(const struct world *w, const struct mail *m)
{
    bool secret = outbox_lets_in(m);
    const char *body = m->body;
    if (secret)
        body = outbox_fill(w->mem, body, m->link, outbox_link, outbox_open);
    sql_mail_sent(w->db, m->id, body, secret ? "" : m->link, w->now);
}

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("mail", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* --- claiming --- */

/* Why the mail must not go any more; NULL, with what is open today: it may. */
static const char *untrue(const struct world *w, const struct mail *m,
                          const char **open)
{
    enum lang lang = LANG_DE;
    *open = "";
    if (m->reminder_id == NULL)
        return NULL;
    if (m->jury_member_id == NULL)
        return "finished"; /* he has left the jury */
    const char *why = reminder_untrue(w, *m->reminder_id, *m->jury_member_id);
    lang_from_code(m->language, &lang);
    if (why == NULL)
        *open =
            reminder_open_text(w, *m->reminder_id, *m->jury_member_id, lang);
    return why;
}

/* Nobody can guess it, and it is the same for every attempt. */
static const char *message_id(const struct world *w, const struct mail *m)
{
    const char *what = arena_printf(w->mem, "mail %lld %lld", (long long)m->id,
                                    (long long)m->created_at);
    const char *digest = secret_keyed(w->mem, w->key, what, strlen(what));
    return arena_printf(w->mem, "lorbeer.%lld.%.*s", (long long)m->id,
                        MESSAGE_ID_CHARS, digest);
}

/* Claims the next one that is true; false: none is due. */
static bool claim(const struct world *w, struct letter *letter)
{
    struct sql_mail_due_row due;
    struct mail m;
    for (int i = 0; i < CLAIMS_MAX && sql_mail_due(w->db, w->now, &due); i++) {
        const char *open;
        if (!outbox_mail(w, due.id, &m))
            return false;
        if (!telling_may_go(w, m.id))
            continue;
        const char *why = untrue(w, &m, &open);
        if (why != NULL) {
            sql_mail_set_state(w->db, m.id, m.state, "cancelled", why, 0);
            continue;
        }
        sql_mail_take(w->db, m.id, open);
        sql_mail_attempt_add(w->db, m.id, w->now);
        *letter = (struct letter){
            .id = m.id,
            .recipient = m.recipient,
            .name = m.name,
            .language = m.language,
            .subject = m.subject,
            .body = outbox_fill(w->mem, m.body, m.link, m.link,
                                m.reminder_id ? open : outbox_open),
            .message_id = message_id(w, &m),
        };
        return true;
    }
    return false;
}

bool outbox_claim(const struct world *w, struct letter *letter)
{
    struct sql_mail_due_row due;
    if (!sql_mail_due(w->db, w->now, &due)) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    bool found = db_begin(w->db, DB_WRITE) && claim(w, letter);
    return commit(w) && found;
}

/* --- how it ended --- */

static const char *outcome_word(enum outbox_end end)
{
    switch (end) {
    case OUTBOX_ACCEPTED:
        return "accepted";
    case OUTBOX_REFUSED:
        return "refused";
    case OUTBOX_LATER:
        return "later";
    case OUTBOX_UNREACHABLE:
        return "unreachable";
    case OUTBOX_STOPPED:
        return "stopped";
    case OUTBOX_UNCERTAIN:
        return "uncertain";
    }
    die("outbox: no such end %d", end);
}

static void again_or_fail(const struct world *w, const struct mail *m)
{
    size_t tried = m->attempts > 0 ? (size_t)m->attempts : 1;
    if (tried > sizeof pauses / sizeof *pauses)
        sql_mail_set_state(w->db, m->id, "sending", "failed", "exhausted", 0);
    else
        sql_mail_set_state(w->db, m->id, "sending", "ready", "",
                           w->now + pauses[tried - 1]);
}

static void note_end(const struct world *w, int64_t id, enum outbox_end end,
                     const char *answer)
{
    struct mail m;
    sql_mail_attempt_end(w->db, id, outcome_word(end), answer, w->now);
    if (!outbox_mail(w, id, &m) || !str_equal(m.state, "sending"))
        return;
    switch (end) {
    case OUTBOX_ACCEPTED:
        outbox_keep_sent(w, &m);
        return;
    case OUTBOX_REFUSED:
        sql_mail_set_state(w->db, id, "sending", "failed", "refused", 0);
        return;
    case OUTBOX_LATER:
    case OUTBOX_UNREACHABLE:
        again_or_fail(w, &m);
        return;
    case OUTBOX_STOPPED:
        sql_mail_set_state(w->db, id, "sending", "ready", "", 0);
        sql_mail_uncount(w->db, id);
        return;
    case OUTBOX_UNCERTAIN:
        sql_mail_set_state(w->db, id, "sending", "uncertain", "cut", 0);
        return;
    }
}

void outbox_ended(const struct world *w, int64_t id, enum outbox_end end,
                  const char *answer)
{
    if (db_begin(w->db, DB_WRITE))
        note_end(w, id, end, str_line(w->mem, answer));
    commit(w);
}

void outbox_doubt(const struct world *w)
{
    sql_mail_doubt(w->db);
}

void outbox_recover(const struct world *w)
{
    struct sql_mail_interrupted_row *row;
    size_t count = sql_mail_interrupted(w->db, &row);
    if (count == 0 && !db_failed(w->db))
        return;
    if (db_begin(w->db, DB_WRITE)) {
        for (size_t i = 0; i < count; i++) {
            sql_mail_attempt_end(w->db, row[i].id, "uncertain", "", w->now);
            sql_mail_set_state(w->db, row[i].id, "sending", "uncertain",
                               "crash", 0);
        }
    }
    commit(w);
}
