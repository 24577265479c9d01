/* What is in the brochure and in which order: its parts, the companies, the
 * greetings, the partners; and a page for each part, greeting and partner. */
#pragma once

struct ctx;

void get_brochure_parts(struct ctx *c);
void post_brochure_parts(struct ctx *c);

void get_brochure_part(struct ctx *c);
void post_brochure_part(struct ctx *c);
void get_brochure_greeting(struct ctx *c);
void post_brochure_greeting(struct ctx *c);
/* What they look like, see page/preview.h: own pages and greetings. */
void get_brochure_part_look(struct ctx *c);
void post_brochure_part_look(struct ctx *c);
void get_brochure_part_look_state(struct ctx *c);
void get_brochure_part_look_page(struct ctx *c);
void get_brochure_greeting_look(struct ctx *c);
void post_brochure_greeting_look(struct ctx *c);
void get_brochure_greeting_look_state(struct ctx *c);
void get_brochure_greeting_look_page(struct ctx *c);
void get_brochure_partner(struct ctx *c);
void post_brochure_partner(struct ctx *c);

/* What a kind of part is called, in the user's language: "Contents". */
const char *brochure_part_word(const struct ctx *c, const char *kind);
/* The same for a partner's tier: "Funders". */
const char *brochure_tier_word(const struct ctx *c, const char *tier);
