/* The office's pages about the companies' pages in the brochure. */
#pragma once

struct ctx;

void get_office_pages(struct ctx *c);
void post_office_pages(struct ctx *c);
void get_office_page(struct ctx *c);
void post_office_page(struct ctx *c);
/* Its preview, see page/preview.h. */
void get_office_page_look(struct ctx *c);
void post_office_page_look(struct ctx *c);
void get_office_page_look_state(struct ctx *c);
void get_office_page_look_page(struct ctx *c);
