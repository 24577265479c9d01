/* A user's Markdown as HTML: raw HTML and dangerous links are removed. The only
 * file that knows cmark, and the only maker of struct html from text. */
#pragma once

#include "http/out.h"

struct html markdown(struct arena *mem, const char *text);
