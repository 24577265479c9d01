/* Who scores what, found by calculation: every nomination gets the jurors it
 * needs, nobody scores what he may not, the loads are as equal as they can be,
 * and the jurors are well mixed. Pure: arrays in, pairs out; the same input
 * with the same seed gives the same pairs.
 *
 * What is exact, and what is not:
 * - Feasible or not, and how many ballots are missing: exact (augmenting
 *   paths, which is maximum flow).
 * - The loads: exact. No other assignment has more equal ones: what is smallest
 *   is the sum of their squares, and with it the largest load, how many jurors
 *   have it, and so on downwards (of degrees in a flow one vector is below all
 *   others in that order). They differ by at most one whenever any assignment's
 *   do. It is reached when no path of exchanges leads from a juror to one who
 *   has two less.
 * - Connected: whether there is a connected assignment with these loads is as
 *   hard as finding a Hamiltonian circuit, so no fast method can promise it for
 *   every input. Promised is: where nobody is barred and nothing is fixed,
 *   always, if the ballots suffice for it; in small cases always, if there is
 *   one, by trying all (a million steps); else exchanges are tried within a
 *   bound, and the outcome says whether a connected one is impossible or was
 *   not found.
 * - Mixing (how often two jurors meet): better by exchanges, no optimum. */
#pragma once

#include "model/assignment_check.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum assign_cell {
    ASSIGN_FREE,   /* may be assigned */
    ASSIGN_BARRED, /* a conflict of interest, or not in charge */
    ASSIGN_FIXED   /* is assigned and stays */
};

struct assign_input {
    size_t jurors, entries;
    const uint8_t *cell; /* enum assign_cell, entry by entry */
    const int64_t *need; /* jurors per entry; more may be fixed already */
    const int64_t *most; /* per juror, 0: no bound; fixed ones may exceed it */
    uint64_t seed;
};

/* A nomination that cannot get the jurors it needs. */
struct assign_lack {
    size_t entry;
    int64_t able;    /* jurors who may score it at all */
    int64_t missing; /* how many it lacks; where jurors are full, others could
                        lack instead, but not fewer in all */
};

enum assign_graph {
    ASSIGN_CONNECTED, /* all nominations can be compared */
    ASSIGN_APART,     /* they cannot with these loads, whatever one does */
    ASSIGN_NOT_FOUND  /* no way was found */
};

struct assign_result {
    const struct assignment_pair *pair; /* fixed ones too; by entry, juror */
    size_t count;
    const int64_t *load; /* of each juror */
    const struct assign_lack *lack;
    size_t lack_count;
    enum assign_graph graph;
};

/* false: somewhere jurors are missing, see `lack`; as many pairs as possible
 * are there nevertheless. */
bool assign_balanced(struct arena *mem, const struct assign_input *input,
                     struct assign_result *result);

/* Deals the entries over panels, as evenly as possible (sizes differ by at most
 * one where every panel may take every entry), and of all such ways one with
 * the smallest sum of costs (exact: successive shortest paths); equal ones are
 * chosen among by the seed. */
struct assign_deal {
    size_t panels, entries;
    const int64_t *cost; /* entry by entry: jurors lost, or ASSIGN_NEVER */
    const int64_t
        *fixed; /* of each entry the panel that it stays with, or -1 */
    uint64_t seed;
};
enum { ASSIGN_NEVER = -1 };

/* The panel of each entry; -1 where no panel may take it. */
const int64_t *assign_panels(struct arena *mem, const struct assign_deal *deal);
