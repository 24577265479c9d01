/* Digests, keys and salts: hex digits in groups of four, so that two people
 * can compare them. What is selected and copied has no spaces in it. */
#pragma once

#include "http/out.h"

void html_digest(struct out *o, const char *hex);
/* To be read aloud, or from the back of a room. */
void html_digest_large(struct out *o, const char *hex);
