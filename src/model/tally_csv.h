/* Results as CSV for German Excel: one table for all rounds.
 *
 * Columns: round, rank, rank_final, entry, name, score, score_numerator,
 * score_denominator, ballots, and the contribution of each criterion under its
 * id, those of all rounds in the order they come. Numbers have the German
 * decimal comma; the exact score stands in two columns because a spreadsheet
 * takes 29/6 for a date. Entries without a rank follow the ranking. */
#pragma once

#include "model/tally_report.h"

struct buf;

void tally_csv(struct buf *out, const struct tally_report *reports,
               size_t count);
