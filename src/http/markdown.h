/* A user's Markdown as HTML. The only file that knows cmark, and the only maker
 * of struct html from text. */
#pragma once

#include "http/out.h"

struct arena;

enum { MARKDOWN_BYTES_MAX = 50000 }; /* cmark 0.30.2: 0.1 s at the worst */

/* Raw HTML is dropped; links lead to http, https and mailto addresses or to
 * paths of ours, others keep only their text; pictures become their
 * description. Headings start at <h3>, since the page has its own above. Line
 * breaks are kept. A text above MARKDOWN_BYTES_MAX, and one nested deeper than
 * people write, is shown as it was typed. NULL is no markup. */
struct html markdown(struct arena *mem, const char *text);
