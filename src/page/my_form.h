/* The nomination form between rows and page: loading it, and judging what was
 * typed. */
#pragma once

#include "page/ctx.h"
#include "page/my_view.h"

/* The nomination of the path, if the visitor acts for its company; else the
 * reply is a 404 and the answer false. */
bool my_load(struct ctx *c, struct my_entry_view *v);
/* A question of its form, by number; NULL: there is none. */
struct my_question *my_question_of(const struct my_entry_view *v, int64_t id);
/* When each question is asked, in words and for the page's script; part of
 * my_load(). */
void my_load_conditions(struct ctx *c, struct my_entry_view *v);
/* Which questions belong to other categories than the one in the form. */
void my_follow_category(struct ctx *c, const struct my_entry_view *v);
/* The accepted proposals of the company, a part of my_load(). */
void my_load_proposals(struct ctx *c, struct my_entry_view *v);
/* That a company has submitted too often (submission_often()). */
const char *my_often(struct ctx *c);
/* Refuses who may only read the company's nominations; true if it did. */
bool my_refuse_reader(struct ctx *c, const struct my_entry_view *v);
/* Fills the form from what is stored. */
void my_show_stored(struct ctx *c, const struct my_entry_view *v);

/* What is stored without being an answer becomes errors. */
void my_show_unfit(struct ctx *c, const struct my_entry_view *v);

/* What was typed as the answer, in one text as it is stored; NULL if the
 * question was not on the page that was sent. */
const char *my_typed(const struct ctx *c, const struct my_question *q);
/* Puts a canonical value into the question's fields, in place of what was sent
 * for it. */
void my_show(struct ctx *c, const struct my_question *q, const char *value);

/* Is this text an answer to the question? NULL if so, with the cleaned value,
 * else what is wrong, in the user's language. The empty text always is. */
const char *my_check(struct ctx *c, const struct my_question *q,
                     const char *typed, const char **value);
/* Stores what was typed, also what is no answer, which becomes an error too;
 * only where somebody else changed the same is there a conflict, and nothing
 * stored. v->typing: without consents, and see entry_type(). Write transaction.
 */
void my_save(struct ctx *c, struct my_entry_view *v);
/* What is missing for submitting becomes errors. */
void my_demand(struct ctx *c, const struct my_entry_view *v);

/* "#q_CODE" where a table's button for another row saved the draft, else "". */
const char *my_saved_place(const struct ctx *c, const struct my_entry_view *v);

/* What the form says about who can take part; part of my_load(). */
void my_load_eligibility(struct ctx *c, struct my_entry_view *v);
/* If it is still open who can take part, the reply leads to that page: true. */
bool my_asks_eligibility(struct ctx *c, const struct my_entry_view *v);

/* The form as it stands, with its errors. */
void my_show_form(struct ctx *c, int status, const struct my_entry_view *v);
/* "/my/entry/7" and rest. */
const char *my_path(struct ctx *c, const struct my_entry_view *v,
                    const char *rest);

/* What the pill of a state says, and its class. */
const char *my_state(const struct ctx *c, const char *state, bool open,
                     const char **pill);
