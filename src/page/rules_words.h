/* Rules of a round in plain words, for every page that speaks of them. */
#pragma once

#include "model/rule_draft.h"
#include "page/ctx.h"

/* "weighted mean" */
const char *rules_method_name(const struct ctx *c, enum tally_method method);
/* The method as an award can print it. */
const char *rules_method_text(const struct ctx *c,
                              const struct tally_config *config);
/* When to choose it, in a sentence or two. */
const char *rules_method_choice(const struct ctx *c, enum tally_method method);

/* What decides between equal scores, a sentence for each step; the last one
 * says what happens if nothing does. */
size_t rules_steps(const struct ctx *c, const struct rule_draft *draft,
                   const char *const **steps);

/* "after the close" */
const char *rules_disclosure(const struct ctx *c, const char *code);
/* "0 to 10 in steps of 1" */
const char *rules_scale(const struct ctx *c, const struct tally_criterion *k,
                        int decimals);
/* The criterion's or round's name in the reader's language. */
const char *rules_criterion_name(const struct ctx *c,
                                 const struct rule_draft *draft, size_t k);

/* What is asked, how much it counts ("35 %"), and in which steps. */
struct rules_criterion {
    const char *name, *question, *weight, *scale;
};
size_t rules_criteria(const struct ctx *c, const struct rule_draft *draft,
                      const struct rules_criterion **list);

/* One line of the rules. The same key means the same line in two versions. */
struct rules_fact {
    const char *key, *label, *value;
};
/* What holds for the whole round. */
size_t rules_facts(const struct ctx *c, const struct rule_draft *draft,
                   const struct rules_fact **facts);

/* Where two versions differ: NULL as a value where one has no such line. */
struct rules_difference {
    const char *label, *before, *after;
};
size_t rules_differences(const struct ctx *c, const struct rule_draft *before,
                         const struct rule_draft *after,
                         const struct rules_difference **list);
