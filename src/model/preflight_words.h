/* Findings of the preflight in words, for the page and for paper. */
#pragma once

#include "base/lang.h"
#include "model/preflight.h"

struct arena;

/* One sentence. It names a company only if the finding belongs to none that
 * has pages: whoever shows it says of whom it is. */
const char *preflight_text(struct arena *mem, enum lang lang,
                           const struct preflight_finding *f);

/* Is the share of that frame (0: page, 1: German, 2: English) worth saying? Of
 * texts that go on to a second page, as they may, the first page's frames say
 * "1,000%": the page's own share tells more. */
bool preflight_says(const struct preflight_entry *e, size_t frame);

/* "87 %": thousandths, in the language's way. What does not fit whole is never
 * called 100 %. */
const char *preflight_share(struct arena *mem, enum lang lang, int64_t share);

/* "2 points hold the print up, 5 are open, 1 hint" */
const char *preflight_summary(struct arena *mem, enum lang lang,
                              const struct preflight *p);

/* The lines for the first page of a file: a summary, then the rest of the book,
 * then each company with what is open; of an export only what is serious, of a
 * proof everything with how full each page is. The same number of lines in
 * every language; 0: an export has nothing to say. */
size_t preflight_lines(struct arena *mem, enum lang lang,
                       const struct preflight *p, bool proof,
                       const char ***line);
