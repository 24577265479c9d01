/* The parts of tally_json.h's document beyond the mean. */
#pragma once

#include "model/tally_all.h"

struct json_out;

/* Members of "methods": trimmed, calibrated, borda, schulze. `mem` holds texts
 * while they are written. */
void tally_json_all_methods(struct json_out *json, struct arena *mem,
                            const struct tally_all *all);
/* Members of the document: agreement … word. */
void tally_json_all_checks(struct json_out *json, struct arena *mem,
                           const struct tally_all *all);
/* "warnings" */
void tally_json_warnings(struct json_out *json,
                         const struct tally_result *result,
                         const struct tally_warning *warnings, size_t count);
