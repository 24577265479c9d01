/* A result as JSON.
 *
 * Members: spec, method, config, counts, scale, partial_ballots,
 * below_quorum, ballots_per_entry, complete, components, methods (mean,
 * median), contributions_mean, warnings. Objects by entry hold the ranked
 * entries, ascending; those by criterion the declared order. */
#pragma once

#include "model/tally_report.h"

struct buf;
struct tally_all;

/* The whole document of one result, with a line break at its end. */
void tally_json(struct buf *out, const struct tally_result *result);

/* The same with everything that is computed only when asked for: in methods
 * trimmed, calibrated, borda and schulze; agreement, residual, jurors,
 * outliers, leave_one_out, weight_intervals, bootstrap, word. What is not
 * defined is null. */
void tally_json_all(struct buf *out, const struct tally_all *all);

/* {"edition": …, "rounds": [{"round", "category", "stage", "names":
 * {"entries": {ID: name}, "jurors": {ID: name}}, "official": {"method",
 * "rank_final"}, "tally": …}]};
 * "tally" is null for a round that is not scored; of a round combined of others
 * it has methods.combined alone: status, shares, exact, display, rank,
 * rank_final. */
void tally_json_reports(struct buf *out, const char *edition,
                        const struct tally_report *reports, size_t count);
