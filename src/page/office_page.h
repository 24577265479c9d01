/* The office's pages about the companies' pages in the brochure. */
#pragma once

struct ctx;

void get_office_pages(struct ctx *c);
void post_office_pages(struct ctx *c);
void get_office_page(struct ctx *c);
void post_office_page(struct ctx *c);
