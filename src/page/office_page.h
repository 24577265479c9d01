/* The office's pages about the companies' pages in the brochure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct edition;

/* Whoever is asked knows that it is nominated: not before the nominees are
 * told. 0: now is fine. */
int64_t office_page_early(struct ctx *c, const struct edition *e);
/* The same question; true: it is too early, and the visitor was told. */
bool office_page_too_early(struct ctx *c, const struct edition *e);
/* Address of a company's page here; of the list if entry_id is 0. */
const char *office_page_path(const struct ctx *c, const struct edition *e,
                             int64_t entry_id);

void get_office_pages(struct ctx *c);
void post_office_pages(struct ctx *c);
void get_office_page(struct ctx *c);
void post_office_page(struct ctx *c);
/* Its preview, see page/preview.h. */
void get_office_page_look(struct ctx *c);
void post_office_page_look(struct ctx *c);
void get_office_page_look_state(struct ctx *c);
void get_office_page_look_page(struct ctx *c);
