/* Companies that may be there twice, and putting them together. */
#pragma once

struct ctx;

void get_companies(struct ctx *c);
void post_companies_merge(struct ctx *c);
