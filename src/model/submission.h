/* What was submitted, version by version: kept whole, printed as the receipt's
 * PDF, and put back where somebody began to change it and did not finish. */
#pragma once

#include "base/lang.h"
#include "model/entry.h"

#include <stdbool.h>
#include <stddef.h>

struct submission {
    int64_t id, version;
    const char *kind;            /* "first", "again", "change", "record" */
    const char *digest, *person; /* person: NULL if nobody */
    int64_t at;
    const char *pdf_state; /* "waiting", "running", "done", "failed" */
    int64_t pdf_bytes;
};
/* Newest first; the count. */
size_t submission_list(const struct world *w, int64_t entry_id,
                       struct submission **list);
/* The bytes of a version's PDF lie in files/DIGEST; NULL if it is not ready. */
const char *submission_pdf(const struct world *w, int64_t entry_id,
                           int64_t version);

/* One answer that a version changed. */
struct submission_change {
    const char *label_de, *label_en;
    const char *kind;           /* of the question */
    const char *before, *after; /* as readers see it; "" none */
};
/* Against the version before it, also the words of pictures; the count. */
size_t submission_changes(const struct world *w, int64_t entry_id,
                          int64_t version, enum lang lang,
                          struct submission_change **list);

enum { SUBMISSION_DAY_MAX = 20 };
/* Has the company submitted that often within a day? Each version is kept for
 * ever, with a PDF and a mail. Asked before a nomination is opened again, and
 * before a new one is submitted. */
bool submission_often(const struct world *w, int64_t entry_id);

/* Keeps what stands now as the next version, and queues its PDF. `kind` as
 * above. The row's id. */
int64_t submission_record(const struct world *w, const struct entry *e,
                          const char *kind);
/* Keeps what stands now if nothing was kept yet: imported, or submitted before
 * versions were kept. */
void submission_ensure(const struct world *w, const struct entry *e);

/* A submitted nomination becomes a draft again, before the deadline and before
 * any juror has it. Its last version stays on record and comes back by itself
 * at the deadline. */
enum entry_outcome submission_reopen(const struct world *w, int64_t entry_id);
/* Throws that draft away: the last version counts again. */
enum entry_outcome submission_keep(const struct world *w, int64_t entry_id);

/* Answers, files with their order and words, and category as in the last
 * version. What was typed since, also what is no answer, stays among the
 * answers' versions; a file that came since can be brought back. */
void submission_put_back(const struct world *w, int64_t entry_id);

/* Ends what was begun and whose time is over: drafts of submitted nominations
 * after the deadline, change requests past their term or overtaken by the jury.
 * The last version counts again; the contacts get a mail. Harmless to repeat.
 * Write transaction. */
void submission_settle(const struct world *w);
/* Is there anything to settle? */
bool submission_unsettled(const struct world *w);
