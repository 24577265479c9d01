/* Rows with text ids to the input of the engine: for rows of a database and of
 * files alike.
 *
 *     struct tally_build *b = tally_build_new(mem);
 *     tally_build_entry(b, "E01", "Solar roof");      every entry of the round
 *     tally_build_juror(b, "J01", "Dr. Example");     every juror
 *     tally_build_mark(b, entry, juror, criterion, value);   every mark
 *     struct tally_input input = {.config = …, .decimals = …, .criteria = …};
 *     struct tally_report report = {.round = "Stage 1", .input = &input};
 *     tally_build_finish(b, &input, &report);
 *     if (tally_run(mem, &input, &result, &faults)) report.result = &result;
 */
#pragma once

#include "model/tally_report.h"

struct tally_build;

struct tally_build *tally_build_new(struct arena *mem);

/* Room for so many marks at once, so that none are moved later. */
void tally_build_reserve(struct tally_build *build, size_t marks);

/* The number of an entry or juror for tally_build_mark(). An id that is known
 * keeps its number; a name (NULL: none) replaces one given before. Both texts
 * are copied. An entry without marks is listed below the quorum. */
int32_t tally_build_entry(struct tally_build *build, const char *id,
                          const char *name);
int32_t tally_build_juror(struct tally_build *build, const char *id,
                          const char *name);

/* How many distinct ones there are so far. */
size_t tally_build_entries(const struct tally_build *build);
size_t tally_build_jurors(const struct tally_build *build);

/* A mark in units of the input's decimals; the criterion is an index into the
 * input's criteria. Marks keep their order. */
void tally_build_mark(struct tally_build *build, int32_t entry, int32_t juror,
                      int32_t criterion, int32_t value);

/* Sorts the ids bytewise and fills the input's entries, jurors and marks and
 * (report not NULL) the report's names. Once; the build is used up. */
void tally_build_finish(struct tally_build *build, struct tally_input *input,
                        struct tally_report *report);
