/* Nominations: drafts, answers, submission, formal check. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct entry {
    int64_t id, edition_id, organisation_id;
    const char *code, *state, *organisation; /* organisation: its name */
    const int64_t *category_id, *confirmed_category_id, *number;
    const int64_t *submitted_at;
    const char *reject_reason;
    const char *reopened_from; /* what it was before it was changed again, a
                                  draft now; NULL: it is not */
    int64_t revision;
};

bool entry_by_id(const struct world *w, int64_t id, struct entry *e);
/* Is this person a contact of the entry's organisation? */
bool entry_belongs_to(const struct world *w, int64_t entry_id, int64_t user_id);

/* May the company still change it? (A draft, and the edition accepts; or some
 * of it, as the office asked: model/change.h.) */
bool entry_editable(const struct world *w, const struct entry *e);

/* A new draft of an organisation; code "E01", "E02", … per edition. */
int64_t entry_create(const struct world *w, int64_t edition_id,
                     int64_t organisation_id);

/* Stores an answer and its version if it differs from the present one; true
 * if it did. The value is cleaned and fits the question's kind (the caller
 * checked). "" takes the answer away. */
bool entry_answer(const struct world *w, int64_t entry_id, int64_t question_id,
                  const char *value);

/* What a person typed, whether it is an answer or not. */
struct entry_typed {
    const char *value; /* cleaned */
    bool fits;   /* false: it becomes a version, the answer stays as it was */
    bool typing; /* saved by itself on the way, not by a button */
};
/* Stores it if it differs from the last version; true if it did.
 *
 * Every version is kept for ever, but for those saved by themselves: such a one
 * is replaced by the next if the same person typed both within
 * ENTRY_TYPING_S, nobody else saved anything in this nomination in between, and
 * nobody else who may read it has been in the house since it was saved: then
 * nobody can have seen it. What a button saved, or was there when one was
 * pressed (entry_versions_stand()), is never replaced, so neither is anything
 * that was submitted. */
enum { ENTRY_TYPING_S = 5 * 60 };
bool entry_type(const struct world *w, int64_t entry_id, int64_t question_id,
                const struct entry_typed *typed);
/* A button was pressed: what is stored now is a version for ever. */
void entry_versions_stand(const struct world *w, int64_t entry_id);
/* Is what was last typed no answer to this question? */
bool entry_is_unfit(const struct world *w, int64_t entry_id,
                    int64_t question_id);
/* Adds a picture to an image question, in place of the present one if the
 * question takes one; file_id 0 takes all away. More: model/upload.h. */
void entry_picture(const struct world *w, int64_t entry_id, int64_t question_id,
                   int64_t file_id);
struct entry_caption {
    const char *credit, *alt_de, *alt_en;
};
/* The words that go with the last picture of the question. */
void entry_describe_picture(const struct world *w, int64_t entry_id,
                            int64_t question_id,
                            const struct entry_caption *caption);
/* false if the category is not one of the entry's edition, or is by proposal
 * only and this company accepted none (proposal.h). */
bool entry_choose_category(const struct world *w, int64_t entry_id,
                           int64_t category_id);
/* A tick set or taken away in the form; see model/consent.h. */
void entry_consent(const struct world *w, int64_t entry_id,
                   int64_t consent_kind_id, bool given);

enum entry_outcome {
    ENTRY_OK,
    ENTRY_LATE,       /* the deadline has passed, by the server's clock */
    ENTRY_INCOMPLETE, /* see entry_missing() */
    ENTRY_OFTEN,      /* see submission_often() */
    ENTRY_WRONG_STATE
};

/* What is missing for submitting: field names ("eligibility" where that is open
 * or rules out, "category", "q_CODE" of questions that are asked of this
 * nomination, "consent_CODE"); the count. An answer below its question's lower
 * limit, and a document that cannot be shown, are missing, and so is an answer
 * in whose place something was typed that is none. While the office asks for a
 * change, only what it named. */
size_t entry_missing(const struct world *w, int64_t entry_id,
                     const char ***fields);
/* Of what has to be there, how much is: the same rule, for "3 of 8". */
struct entry_progress {
    int64_t given, required;
};
struct entry_progress entry_progress(const struct world *w, int64_t entry_id);
/* The questions among them, as the office counts: whatever change is asked
 * for. */
int64_t entry_answers_missing(const struct world *w, int64_t entry_id);
/* Draft to submitted: receipt number, time, a kept version with its PDF,
 * receipt mail to the person who submits, audit. Submitted again before the
 * deadline the number stays. */
enum entry_outcome entry_submit(const struct world *w, int64_t entry_id);
/* Takes it out of the award, for good, before the decision; with a mail to the
 * contacts and, if it was submitted, to the organisers. */
enum entry_outcome entry_withdraw(const struct world *w, int64_t entry_id);

/* The formal check by an organiser, with a mail to the contacts; may correct
 * the category. Possible while submitted, admitted or rejected and before any
 * ballot for it was cast. */
enum entry_outcome entry_admit(const struct world *w, int64_t entry_id,
                               int64_t category_id);
enum entry_outcome entry_reject(const struct world *w, int64_t entry_id,
                                const char *reason);
