/* The award office: the editions, one edition's course, its nominations, jury,
 * honours and brochure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct edition;
struct entry;

void get_office(struct ctx *c);
void get_office_edition(struct ctx *c);
void post_office_phase(struct ctx *c);
void post_office_settings(struct ctx *c);

void get_office_entries(struct ctx *c);
void get_office_entry(struct ctx *c);
void post_office_admit(struct ctx *c);
void post_office_reject(struct ctx *c);

/* The company's parent or group, on the page of its nomination. */
void post_office_group(struct ctx *c);
/* Fills its field, unless something was typed there. */
void office_group_fill(struct ctx *c, int64_t organisation_id);

/* Names in what jurors read. */
void get_office_blind(struct ctx *c);

void get_office_jury(struct ctx *c);
void post_office_jury(struct ctx *c);
void get_office_juror(struct ctx *c);
void post_office_juror(struct ctx *c);
void post_office_juror_release(struct ctx *c);
void post_office_juror_remove(struct ctx *c);

void get_office_winners(struct ctx *c);
void post_office_winners(struct ctx *c);
void post_office_nominees(struct ctx *c);

void get_office_brochure(struct ctx *c);
void post_office_brochure(struct ctx *c);

/* The edition of the path (:slug); the page bears its name and has its tabs.
 * false: there is none, and the reply says so. */
bool office_edition(struct ctx *c, struct edition *e);

/* The nomination of the path and its edition; else 404 and false, also for who
 * has a conflict there. */
bool office_entry_find(struct ctx *c, struct edition *e, struct entry *entry);
/* Its page, with the form as it stands in c->form. */
void office_entry_show(struct ctx *c, const struct edition *e,
                       const struct entry *entry, int status);

/* What a phase is called, in English; NULL if there is no such phase. */
const char *office_phase(int64_t phase);
