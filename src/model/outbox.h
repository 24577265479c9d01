/* The outbox: what becomes of a mail after it was written (mail.h).
 *
 *     held ── release ──> ready ── claim ──> sending ──> sent
 *      ^────── hold ──────┘  ^                 ├──> ready again, later
 *                            │                 ├──> failed (refused, exhausted)
 *                            └── try again ────┴──> uncertain
 *     held, ready, failed, uncertain ── cancel ──> cancelled
 *
 * A mail is claimed before the server is called. Where nobody knows whether the
 * server took it (it was cut off after the text, or this machine was), the mail
 * is uncertain: the program neither sends it again nor forgets it, the office
 * decides. Every attempt of a mail has the same Message-ID, so a second copy is
 * recognisable. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    OUTBOX_SUBJECT_MAX = 200, /* characters */
    OUTBOX_BODY_MAX = 20000
};

struct mail {
    int64_t id;
    const int64_t *user_id;
    const char *recipient, *name; /* name: NULL if the account is gone */
    const char *kind, *language, *subject, *body, *link;
    const char *state, *reason;
    const char *open_text; /* what {{open}} stood for when it was claimed */
    int64_t attempts, due_at, revision, created_at;
    const int64_t *sent_at, *disabled_at;
    const int64_t *reminder_id;    /* NULL: no reminder */
    const int64_t *jury_member_id; /* of a reminder; NULL: he left the jury */
};

bool outbox_mail(const struct world *w, int64_t id, struct mail *m);
/* Does its link let whoever reads it in as the recipient? */
bool outbox_lets_in(const struct mail *m);

/* The text for editing: {{link}} and {{open}} stand for what comes there. */
const char *outbox_draft(const struct world *w, const struct mail *m);
/* The text as it would go now, for the office: what is open today is filled in;
 * a link that lets in is left out where the program sends mails. */
const char *outbox_preview(const struct world *w, const struct mail *m);

/* --- by the office; write transaction; logged --- */

enum outbox_outcome {
    OUTBOX_OK,
    OUTBOX_WRONG_STATE, /* claimed, sent or cancelled meanwhile */
    OUTBOX_CHANGED      /* somebody has edited it meanwhile */
};

/* Has an edited body lost a token, "{{link}}" or "{{open}}", that the mail has
 * now? Then the mail would go without what the token stands for. */
bool outbox_loses(const struct world *w, const struct mail *m, const char *body,
                  const char *token);
/* `body` as outbox_draft() gave it, edited. The old text is kept. Only while
 * the mail is held or ready. Subject and body are cleaned and not empty. */
enum outbox_outcome outbox_edit(const struct world *w, int64_t id,
                                int64_t revision, const char *subject,
                                const char *body);
/* Held, failed or uncertain mails go; a ready one goes without waiting, but one
 * that tells a result not before its instant (telling.h). */
enum outbox_outcome outbox_release(const struct world *w, int64_t id);
enum outbox_outcome outbox_hold(const struct world *w, int64_t id);
enum outbox_outcome outbox_cancel(const struct world *w, int64_t id);
/* An uncertain mail has arrived, the office knows. */
enum outbox_outcome outbox_arrived(const struct world *w, int64_t id);
/* All held mails of a reminder; how many. */
size_t outbox_release_all(const struct world *w, int64_t reminder_id);

/* --- by the job process; each begins and commits its own transaction --- */

struct letter {
    int64_t id;
    const char *recipient, *name, *language, *subject,
        *body;              /* all filled in */
    const char *message_id; /* up to the '@' */
};

/* Takes the next mail that is due; false: there is none. Asks once more whether
 * a reminder, or the result that it tells, is still true, and cancels it if
 * not. */
bool outbox_claim(const struct world *w, struct letter *letter);

enum outbox_end {
    OUTBOX_ACCEPTED,
    OUTBOX_REFUSED,     /* for good */
    OUTBOX_LATER,       /* the server asks to try again */
    OUTBOX_UNREACHABLE, /* no server, no login, no TLS */
    OUTBOX_STOPPED,     /* the program ends; nothing was handed over */
    OUTBOX_UNCERTAIN    /* cut off after the text */
};
/* Writes down how an attempt ended. `answer`: the server's words. */
void outbox_ended(const struct world *w, int64_t id, enum outbox_end end,
                  const char *answer);
/* At the start of the job process: what it was sending when it died. */
void outbox_recover(const struct world *w);
/* A home came back from a backup: what waited in it may have been sent since,
 * and is uncertain now. Write transaction. */
void outbox_doubt(const struct world *w);
