/* Visits of the jury to the companies of a round that has them (round.visit).
 *
 * Whoever is visited in a round of nominees is a nominee. So a visit is the
 * office's alone until it is announced; from then on its company knows of it,
 * and so do the jurors who declared to be free of conflicts with it. */
#pragma once

#include "model/visit_plan.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VISIT_MINUTES_MIN = 15,
    VISIT_MINUTES_MAX = 1440,
    VISIT_JURORS_MAX = 100,
    VISIT_LINE_CHARACTERS_MAX = 300,
    VISIT_TEXT_CHARACTERS_MAX = 4000,
    VISIT_WISH_CHARACTERS_MAX = 1000
};

/* How a round's visits are planned. */
struct visit_rule {
    int64_t jurors_min;     /* who have to go at least, from 1 */
    int64_t minutes;        /* VISIT_MINUTES_MIN to _MAX */
    int64_t travel_minutes; /* between two of the same juror */
};
/* 2 jurors, 90 minutes, 60 minutes. */
extern const struct visit_rule visit_rule_default;
/* The usual one, unless another was set. */
struct visit_rule visit_rule_get(const struct world *w, int64_t round_id);
void visit_rule_set(const struct world *w, int64_t round_id,
                    const struct visit_rule *rule);

struct visit {
    int64_t id, round_id, edition_id, entry_id;
    const char *code, *organisation;
    int64_t starts_at, ends_at;
    const char *address, *contact, *phone;
    const char *remark; /* for the visitors */
    bool names_shown;   /* the company reads who comes */
    const char *state;  /* "planned", "confirmed", "cancelled", "done" */
    const int64_t *announced_at, *answered_at; /* NULL: not yet */
    const char *wish; /* for another date, "" for none */
    int64_t sequence, changed_at;
    const char *report; /* of one that is done, for the minutes */
};
bool visit_by_id(const struct world *w, int64_t id, struct visit *v);
/* All of a round, by time. */
size_t visit_list(const struct world *w, int64_t round_id, struct visit **list);
/* Announced ones of a nomination, by time. */
size_t visit_of_entry(const struct world *w, int64_t entry_id,
                      struct visit **list);

struct visit_person {
    int64_t jury_member_id, user_id;
    const char *name, *institution, *function_de, *function_en;
    bool goes;
    const int64_t *was_there; /* 0 or 1; NULL: not said */
};
size_t visit_people(const struct world *w, int64_t visit_id,
                    struct visit_person **list);

/* --- by the office; write transaction; logged with before and after --- */

struct visit_plan {
    int64_t entry_id; /* of those that the round takes */
    int64_t starts_at, ends_at;
    const char *address, *contact, *phone, *remark; /* cleaned */
    bool names_shown;
    const int64_t *juror; /* jury_member_ids without a conflict there */
    size_t juror_count;
};
/* Plans a visit, or changes it. What the company and the calendars know already
 * is told anew: another time or place asks for another answer, and a mail says
 * so. A cancelled visit is planned again and hidden until it is announced. A
 * visit that is done stays as it was. Returns its id. */
int64_t visit_put(const struct world *w, int64_t round_id,
                  const struct visit_plan *plan);

/* The company may know, and gets a mail; so does whoever goes. false: it may
 * already, or it is done. */
bool visit_announce(const struct world *w, int64_t id);
/* Takes back one that was not announced; an announced one is cancelled, with a
 * mail. false: it is cancelled or done already. */
bool visit_cancel(const struct world *w, int64_t id);
/* It took place, with those. Saying it again corrects it. false: it was not
 * announced, is cancelled, or has not begun. */
bool visit_done(const struct world *w, int64_t id, const char *report,
                const int64_t *juror, size_t juror_count);

/* --- by the company --- */

/* It agrees (`wish` ""), or asks for another date with a sentence; the office
 * gets a mail. false: there is no announced visit to come. */
bool visit_answer(const struct world *w, int64_t id, const char *wish);

/* --- calendars --- */

/* A secret address for a juror's calendar; the one before stops working.
 * Returns the token, which is stored nowhere. */
const char *visit_calendar_new(const struct world *w, int64_t jury_member_id);
void visit_calendar_end(const struct world *w, int64_t jury_member_id);
