/* One word for organisers: how firmly does the first place stand? (section
 * 11.4) */
#pragma once

#include "model/tally_bootstrap.h"
#include "model/tally_leave_one_out.h"

enum tally_word { TALLY_NO_WORD, TALLY_CLEAR, TALLY_SOLID, TALLY_CLOSE };

/* NULL for none, else "deutlich", "solide", "knapp" */
const char *tally_word_name(enum tally_word word);

/* From the official method's figures. `rank` has its ranks, `out` may be NULL
 * (fewer than two jurors: no word), `replicates` too. With a shared first place
 * the entry that is first least often counts. */
enum tally_word tally_word(const struct tally_panel *panel, const int32_t *rank,
                           const struct tally_leave_one_out *out,
                           const struct tally_replicates *replicates);
