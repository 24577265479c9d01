/* The office after submission: consents, versions, change requests. */
#pragma once

#include <stdint.h>

struct ctx;
struct entry;
struct office_after_view;

void get_office_consents(struct ctx *c);
void post_office_consents(struct ctx *c);
void post_office_wording(struct ctx *c);
void get_office_contacts(struct ctx *c);

void get_office_change(struct ctx *c);
void post_office_change(struct ctx *c);
void post_office_change_end(struct ctx *c);
void get_office_version(struct ctx *c);
void get_office_version_pdf(struct ctx *c);

/* For the page of a nomination. */
const struct office_after_view *office_after_load(struct ctx *c,
                                                  const struct entry *e);
