/* Proposals: somebody proposes a company, the award office passes it on, and
 * the company accepts or declines.
 *
 *   new ── a proposer confirms ──> open ── office forwards ──> forwarded
 *    open, forwarded, expired ── office dismisses ──> dismissed
 *    forwarded ── company ──> accepted | declined;  its term ends ──> expired
 *    every proposer withdraws ──> withdrawn;  office ──> spam
 *
 * Two walls stand before a stranger's words reach a stranger. The proposer's
 * address gets a link and none of the words that were typed, so nobody can
 * have a text of his sent to others. And nothing goes to the company before
 * somebody in the office has read it and pressed the button: who proposes may
 * have invented company, address and reason. Its mail has our words and the
 * name of the company; the reason stands behind its link, if both the proposer
 * and the office let it.
 *
 * The reason is for the office and the company, never for the jury: jurors mark
 * what a company says itself, and others' words could say who wrote them.
 *
 * Nothing that a proposer does is logged under an account, even if he is logged
 * in: the log would say who it was. */
#pragma once

#include "model/edition.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PROPOSAL_REASON_MIN = 20, /* characters, as all of these */
    PROPOSAL_REASON_MAX = 1500,
    PROPOSAL_LINE_MAX = 200,
    PROPOSAL_CONFIRM_DAYS = 7, /* then an unconfirmed one is deleted */
    PROPOSAL_ANSWER_DAYS = 42, /* for the company, at most to the deadline */
    PROPOSAL_KEEP_DAYS = 30,   /* the proposer's data, after the end */
    PROPOSAL_TELL_DAYS = 30    /* Art. 14 (3) GDPR: the company is to be told */
};

/* --- who may --- */

enum proposers { PROPOSERS_NOBODY, PROPOSERS_EMPLOYEES, PROPOSERS_ANYONE };
enum proposers proposal_proposers(const struct world *w, int64_t edition_id);
/* Is proposing a part of this edition at all? (Somebody may, in at least one
 * category.) */
bool proposal_offered(const struct world *w, int64_t edition_id);
/* And now? (The edition accepts nominations.) */
bool proposal_open(const struct world *w, const struct edition *e);
/* May this company choose the category for its nomination? One that is by
 * proposal only needs an accepted proposal. */
bool proposal_allows(const struct world *w, int64_t edition_id,
                     int64_t organisation_id, int64_t category_id);
/* Settings, by the office; logged if they change. Words as in the table. */
void proposal_set_proposers(const struct world *w, int64_t edition_id,
                            const char *proposers);
void proposal_set_mode(const struct world *w, int64_t category_id,
                       const char *entry_mode);

/* --- the proposer --- */

struct proposal {
    int64_t id, candidate_id;
    const char *name, *email, *relation, *language, *reason, *state;
    bool unnamed, share, shown;
    int64_t created_at;
    const int64_t *confirmed_at;
};

struct proposal_form {
    int64_t edition_id, category_id;
    const char *key; /* drawn when the form was shown */
    const char *company, *place, *contact, *reason;
    const char *name, *email, *relation, *language;
    bool unnamed, share;
};
/* Stores it and mails the link. false: this form was sent already, nothing
 * happened. The fields are cleaned and checked. Write transaction. */
bool proposal_send(const struct world *w, const struct proposal_form *form);

bool proposal_by_token(const struct world *w, const char *token,
                       struct proposal *p);
enum proposal_outcome {
    PROPOSAL_OK,
    PROPOSAL_WRONG_STATE, /* answered, withdrawn, closed meanwhile */
    PROPOSAL_LATE,        /* the edition takes no nominations any more */
    PROPOSAL_NO_ADDRESS,  /* of the company */
    PROPOSAL_BLOCKED      /* the company asked not to be written to */
};
enum proposal_outcome proposal_confirm(const struct world *w,
                                       const struct proposal *p);
/* His data go at once; the company, if it knows already, keeps the rest. */
enum proposal_outcome proposal_withdraw(const struct world *w,
                                        const struct proposal *p);

/* --- the company --- */

struct candidate {
    int64_t id, edition_id, category_id;
    const char *company, *place, *email, *state, *dismissal;
    bool told;
    int64_t created_at;
    const int64_t *forwarded_at, *expires_at, *answered_at;
    const int64_t *organisation_id, *entry_id;
};

bool candidate_by_id(const struct world *w, int64_t id, struct candidate *k);
/* By its link, while it can be answered. */
bool candidate_by_token(const struct world *w, const char *token,
                        struct candidate *k);
/* The proposal becomes that nomination of that organisation. `told`: the
 * proposers may know. Sets the category of a draft that has none. */
enum proposal_outcome candidate_accept(const struct world *w, int64_t id,
                                       int64_t organisation_id,
                                       int64_t entry_id, bool told);
/* Reasons and address are deleted, the address is blocked, nobody is written to
 * again in this edition. */
enum proposal_outcome candidate_decline(const struct world *w, int64_t id,
                                        bool told);

/* --- the office; logged, without a word of the proposer --- */

size_t candidate_proposals(const struct world *w, int64_t id,
                           struct proposal **list);
/* Corrects what is known of the company while it is open or was written to. */
struct candidate_facts {
    const char *company, *place, *email;
    int64_t category_id;
};
enum proposal_outcome candidate_change(const struct world *w, int64_t id,
                                       const struct candidate_facts *facts);
/* May the company read this reason? Only where its writer lets it. */
void proposal_show(const struct world *w, int64_t proposal_id, bool shown);
/* Mails the company with a new link; an older one stops working. */
enum proposal_outcome candidate_forward(const struct world *w, int64_t id,
                                        const char *language);
/* Could it be forwarded, but for the address? */
enum proposal_outcome candidate_forwardable(const struct world *w,
                                            const struct candidate *k);
/* Ends it with a reason that the proposers read. */
enum proposal_outcome candidate_dismiss(const struct world *w, int64_t id,
                                        const char *reason);
/* Ends it; everything that was typed is deleted, nobody is told. */
enum proposal_outcome candidate_spam(const struct world *w, int64_t id);
/* The proposals of one become proposals of the other. */
enum proposal_outcome candidate_merge(const struct world *w, int64_t from,
                                      int64_t into);

/* --- by the job process; begins and commits its own transaction --- */

/* Deletes what was not confirmed, ends what was not answered, tells proposers
 * that the winners are public, erases what is over. How much it did. */
size_t proposal_run(const struct world *w);
