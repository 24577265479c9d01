/* The winners' kit: certificates, signets, script and the rest, made to order;
 * their words; what whoever speaks at the ceremony has to know. */
#pragma once

#include <stdbool.h>

struct ctx;
struct job;

void get_office_kit(struct ctx *c);
void post_office_kit(struct ctx *c);
void get_office_kit_words(struct ctx *c);
void post_office_kit_words(struct ctx *c);
void get_office_kit_notes(struct ctx *c);
void post_office_kit_notes(struct ctx *c);

/* What a piece is called, in the user's language; NULL if there is none. */
const char *office_kit_title(const struct ctx *c, const char *piece);
/* "urkunden-de": for the name of a download. */
const char *office_kit_file(const struct ctx *c, const struct job *job);
