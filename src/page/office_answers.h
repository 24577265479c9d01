/* The parts of the office's page of a nomination that come from its form. */
#pragma once

struct ctx;
struct entry;
struct office_entry_view;

/* The answers by section, and how many required ones are missing. */
void office_answers_load(struct ctx *c, struct office_entry_view *v);
/* Every version, the newest first. */
void office_history_load(struct ctx *c, struct office_entry_view *v);
/* Who can take part; the view's categories are there already. */
void office_eligibility_load(struct ctx *c, const struct entry *entry,
                             struct office_entry_view *v);
