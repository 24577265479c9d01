/* Before the form: who can take part, and in which category. */
#pragma once

struct ctx;
struct eligibility_question;

void get_my_eligibility(struct ctx *c);
void post_my_eligibility(struct ctx *c);

/* The answer for readers: "yes", "12,5 Vollzeitstellen". */
const char *my_eligibility_text(struct ctx *c,
                                const struct eligibility_question *q);
