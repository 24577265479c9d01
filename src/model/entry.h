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
    int64_t revision;
};

bool entry_by_id(const struct world *w, int64_t id, struct entry *e);
/* Is this person a contact of the entry's organisation? */
bool entry_belongs_to(const struct world *w, int64_t entry_id, int64_t user_id);

/* May the company still change it? (A draft, and the edition accepts.) */
bool entry_editable(const struct world *w, const struct entry *e);

/* A new draft of an organisation; code "E01", "E02", … per edition. */
int64_t entry_create(const struct world *w, int64_t edition_id,
                     int64_t organisation_id);

/* Stores an answer and its version if it differs from the present one; true
 * if it did. The value is cleaned and fits the question's kind (the caller
 * checked). "" takes the answer away. */
bool entry_answer(const struct world *w, int64_t entry_id, int64_t question_id,
                  const char *value);
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
/* false if the category is not one of the entry's edition. */
bool entry_choose_category(const struct world *w, int64_t entry_id,
                           int64_t category_id);
void entry_consent(const struct world *w, int64_t entry_id,
                   int64_t consent_kind_id, bool given);

enum entry_outcome {
    ENTRY_OK,
    ENTRY_LATE,       /* the deadline has passed, by the server's clock */
    ENTRY_INCOMPLETE, /* see entry_missing() */
    ENTRY_WRONG_STATE
};

/* What is missing for submitting: field names ("category", "q_CODE",
 * "consent_CODE"); the count. A document that cannot be shown is missing. */
size_t entry_missing(const struct world *w, int64_t entry_id,
                     const char ***fields);
/* Draft to submitted: receipt number, time, receipt mail to the person who
 * submits, audit. */
enum entry_outcome entry_submit(const struct world *w, int64_t entry_id);
enum entry_outcome entry_withdraw(const struct world *w, int64_t entry_id);

/* The formal check by an organiser, with a mail to the contacts; may correct
 * the category. Possible while submitted, admitted or rejected and before any
 * ballot for it was cast. */
enum entry_outcome entry_admit(const struct world *w, int64_t entry_id,
                               int64_t category_id);
enum entry_outcome entry_reject(const struct world *w, int64_t entry_id,
                                const char *reason);
