/* All visits of a round, between their page and what was typed into it. */
#pragma once

#include "gen/sql_visit.h"
#include "model/edition.h"
#include "model/round.h"
#include "model/visit.h"
#include "page/ctx.h"

struct visit_board {
    struct round round;
    struct edition edition;
    struct visit_rule rule;
    struct sql_visit_hosts_row *host; /* who can be visited */
    size_t host_count;
    struct visit *visit; /* of each host; id 0: none */
    struct sql_visit_jurors_row *juror;
    size_t juror_count;
    /* kind declared of host h by juror j: declared[h * juror_count + j]; NULL:
       nothing yet */
    const char **declared;
};

/* May juror j visit host h? */
bool visit_board_free(const struct visit_board *b, size_t h, size_t j);

/* "begin_7", for the nomination's id */
const char *visit_field(const struct ctx *c, const char *name,
                        int64_t entry_id);

/* Fills the form with times and jurors for what only the office knows of, from
 * the frame in the form; announced visits stay where they are. false: there is
 * an error in the form now. */
bool visit_propose(struct ctx *c, const struct visit_board *b);

/* What was typed, checked; errors are in the form. Hosts without a date are
 * left out. Returns how many. */
size_t visit_read(struct ctx *c, struct visit_board *b,
                  struct visit_plan **plan);
