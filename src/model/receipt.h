/* A juror's receipt for a ballot he handed in: BLAKE2b-256 over these lines,
 * each ended by a line break:
 *
 *     lorbeer receipt 1
 *     SALT              32 hex digits, fresh for every submission
 *     EDITION           slug
 *     ROUND             slug
 *     ENTRY             number of the nomination in files
 *     CRITERION=MARK    for each criterion in declared order: Innovation=7.5
 *
 * The juror keeps it with the salt; the seal prints both beside his marks, so
 * he finds them again, and nobody can have changed them meanwhile. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct tally_criterion;

/* A ballot's place and marks; `value` in units of 10^-decimals. */
struct receipt_ballot {
    const char *edition, *round, *entry;
    const struct tally_criterion *criteria;
    const int64_t *const *value; /* one for each; NULL: not given, left out */
    size_t criterion_count;
    int decimals;
};

/* Fresh: 16 random bytes as hex. */
char *receipt_salt(struct arena *mem);
/* The lines that the digest is over. */
char *receipt_text(struct arena *mem, const struct receipt_ballot *ballot,
                   const char *salt);
/* 64 hex digits. */
char *receipt_digest(struct arena *mem, const struct receipt_ballot *ballot,
                     const char *salt);
