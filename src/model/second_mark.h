/* A second mark after the discussion, beside the first: where the rules of the
 * meeting allow it, each juror who handed in a ballot for a nomination may note
 * another set of marks once it is talked about. The first never changes, and
 * nothing official is computed from the second: it shows how the discussion
 * moved the jury, and may be the reason of a decision that departs from the
 * ranking. */
#pragma once

#include "model/meeting.h"
#include "model/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SECOND_MARK_REMARK_MAX = 1000 }; /* characters */

/* Where a juror's second marks go. */
struct second_place {
    int64_t meeting_id, round_id, jury_member_id, entry_id;
    int64_t ballot_id; /* the first marks */
};

enum second_mark_outcome {
    SECOND_MARK_OK,
    SECOND_MARK_RULE,   /* this meeting has no second marks */
    SECOND_MARK_BALLOT, /* he has no ballot there that counts: none handed in,
                      abstained, or a conflict of interest */
    SECOND_MARK_STATE,  /* the meeting is not open, or not yet at the nomination
                         */
    SECOND_MARK_AWAY,   /* he is not there */
    SECOND_MARK_CHANGED, /* noted elsewhere meanwhile: nothing is stored */
    SECOND_MARK_MARKS    /* a mark is missing or not on the scale */
};

/* Fills *place also where only the time is wrong (SECOND_MARK_STATE,
 * SECOND_MARK_AWAY): he may read what he noted. */
enum second_mark_outcome second_mark_place(const struct world *w,
                                           const struct meeting *m,
                                           int64_t jury_member_id,
                                           int64_t entry_id,
                                           struct second_place *place);

struct second_value {
    int64_t criterion_id, value; /* in the round's units */
};

struct second_ballot {
    int64_t id; /* 0: nothing was ever noted */
    bool noted; /* it stands; else only the first marks do */
    const char *remark;
    int64_t revision; /* 0: nothing was ever noted */
    int64_t changed_at;
    const struct second_value *value;
    size_t count;
};
struct second_ballot second_mark_get(const struct world *w,
                                     const struct second_place *place);
/* The first marks. */
size_t second_mark_first(const struct world *w,
                         const struct second_place *place,
                         struct second_value **value);

/* Notes them as a new version; all criteria of the round, each on its scale.
 * Write transaction; logged. */
enum second_mark_outcome second_mark_put(const struct world *w,
                                         const struct second_place *place,
                                         int64_t revision,
                                         const struct second_value *value,
                                         size_t count, const char *remark);
/* Only the first marks stand again; the versions are kept. */
enum second_mark_outcome second_mark_take_back(const struct world *w,
                                               const struct second_place *place,
                                               int64_t revision);

/* Has the meeting left this nomination, so that others may see what was noted?
 * Not before it was talked about, and not while it is. */
bool second_mark_is_open(const struct world *w, const struct meeting *m,
                         int64_t entry_id);

/* What others may see of it now: the marks of nominations that were left. */
struct second_line {
    const char *entry, *juror; /* codes */
    int64_t entry_id, jury_member_id, criterion_id, value;
};
size_t second_mark_lines(const struct world *w, const struct meeting *m,
                         int64_t round_id, struct second_line **list);

/* The ranking by the same method, from these lines in place of the first marks.
 * *first is the round's result and stays as it is; *second must not move
 * afterwards. false: there is no ranking, or the round combines others. */
bool second_mark_result(const struct world *w, const struct result *first,
                        const struct second_line *line, size_t count,
                        struct result *second);
