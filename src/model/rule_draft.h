/* Rules as somebody wishes them: the rules of a round (rules.h) with the words
 * of its criteria, which no calculation knows. Nothing here writes to a table;
 * rule_change.h does. */
#pragma once

#include "model/rules.h"

enum {
    RULE_NAME_CHARACTERS_MAX = 200,
    RULE_QUESTION_CHARACTERS_MAX = 1000,
    RULE_TRIMMED_QUORUM = 5 /* fewer ballots leave too few when two fall */
};

struct rule_words {
    const char *name_de, *name_en, *question_de, *question_en;
};

struct rule_draft {
    struct rules rules;
    const struct rule_words *words; /* one for each criterion */
};

/* As the tables have them now. NULL, or what cannot be read. */
const char *rule_draft_of_round(const struct world *w,
                                const struct round *round,
                                struct rule_draft *draft);

/* Could a round be judged by these rules? Adds a fault for all that speaks
 * against it: what the engine refuses, and what the tables do not hold. A fault
 * of a criterion that is not the engine's has a key: "code", "name" or
 * "question". */
bool rule_draft_check(struct arena *mem, const struct rule_draft *draft,
                      struct tally_faults *faults);

/* Two lines: the rules' document, and the words as a JSON array. */
char *rule_draft_write(struct arena *mem, const struct rule_draft *draft);
/* NULL, or what is wrong with the text. Never trusts it; what it reads is good
 * in the sense of rule_draft_check(). */
const char *rule_draft_read(struct arena *mem, const char *text,
                            struct rule_draft *draft);
/* The second line alone. */
char *rule_draft_words(struct arena *mem, const struct rule_draft *draft);
