/* The ballots that count, in compact arrays: what every method but the mean,
 * and every check, is computed from.
 *
 * Entries and jurors are numbered anew: only ranked entries, only jurors with
 * a ballot among them, both ascending by id. Ballots are ordered by entry, then
 * juror, so that no sum depends on the order of the marks. */
#pragma once

#include "model/tally.h"

struct tally_panel {
    const struct tally_result *result;
    size_t entries, jurors, ballots, criteria;
    size_t components;
    bool complete;        /* every juror has a ballot for every entry */
    const int32_t *entry; /* number in the input, of each entry here */
    const int32_t *juror; /* and of each juror */
    const size_t *first;  /* entry i has ballots first[i]..first[i + 1] */
    const int32_t *owner; /* the juror of each ballot */
    const int64_t *total; /* T of each ballot */
    const double *points; /* y of each ballot, on the reporting scale */
    const int32_t *share; /* z: share[ballot * criteria + k], 0..L; may be
                             NULL: not asked for */
    double low, width;    /* of the reporting scale */
    double most;          /* W * L */
};

/* The panel of a result; with the marks by criterion if `shares`. */
const struct tally_panel *
tally_panel(struct arena *mem, const struct tally_result *result, bool shares);

/* The same without one juror. Entries that lose their last ballot are left
 * out; the shares are NULL. *unranked has the input's numbers of those. */
const struct tally_panel *tally_panel_without(struct arena *mem,
                                              const struct tally_panel *panel,
                                              size_t juror,
                                              const int32_t **unranked,
                                              size_t *unranked_count);

/* Does the graph fall into more parts without this juror (entries that
 * nobody else rates are parts of their own)? He is a bridge then, section 4
 * of the specification. */
bool tally_panel_bridge(struct arena *mem, const struct tally_panel *panel,
                        size_t juror);

/* Ballots by juror, entries ascending: juror j has list[from[j]..from[j+1]]. */
struct tally_panel_jurors {
    const size_t *from;
    const size_t *ballot;
};
struct tally_panel_jurors tally_panel_jurors(struct arena *mem,
                                             const struct tally_panel *panel);

/* Midranks within each juror's ballots, doubled so that they are whole; 2 is
 * the best. One for each ballot. *ties is the sum of t^3 - t over all groups
 * of equal T, found on the integers. */
const int64_t *tally_panel_midranks(struct arena *mem,
                                    const struct tally_panel *panel,
                                    int64_t *ties);

/* sum of T over the ballots of an entry */
int64_t tally_panel_sum(const struct tally_panel *panel, size_t entry);
/* points(share of the maximum) */
double tally_panel_points(const struct tally_panel *panel, double share);
