/* What the codes of a proposal say to a reader. */
#pragma once

#include "base/lang.h"
#include "page/propose_view.h"

#include <stddef.h>

struct ctx;

/* All relations to a company that somebody can state. */
size_t proposal_relations(struct arena *mem, enum lang lang,
                          struct propose_option **list);
/* "is an employee"; "" for an unknown code. */
const char *proposal_relation(enum lang lang, const char *code);
/* Of a candidate, for the office; *pill is its class. */
const char *proposal_state(enum lang lang, const char *state,
                           const char **pill);

/* A line of a form, not empty and not too long; else an error beside it. */
const char *proposal_line(struct ctx *c, const char *field,
                          const char *missing);
