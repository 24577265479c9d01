/* Three files to a result: scores.csv (juror,entry,criterion,score),
 * weights.csv (criterion,weight,min,max,step) and config.json. Columns are
 * found by their names, in any order; others are not looked at. */
#pragma once

#include "model/tally_setup.h"

struct tally_files {
    struct tally_file scores, weights, config;
};

/* Reads and counts. false: every fault is in `lines`, by file and line, and
 * the result is empty. What the result points to lives in `mem`. */
bool tally_input_run(struct arena *mem, const struct tally_files *files,
                     struct tally_result *result, struct tally_lines *lines);
