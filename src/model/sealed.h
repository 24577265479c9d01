/* A sealed round as a text: everything that decided, and what came of it, so
 * that anybody can count again without us. Pure: no database, no clock.
 *
 * One line of JSON for each thing, in this order:
 *
 *     {"lorbeer":"seal", …}    edition, round, when, the head of the log
 *     {"rules":{…}}            as they were fixed before the first ballot
 *     {"entry":"E01"}          every nomination of the round
 *     {"juror":"K7QX2M"}       every juror, under a name drawn at random
 *     {"ballot":{…}}           every assignment: its state, marks, receipt
 *     {"part":{…}}             of a round that combines others: their seals
 *     {"marks":"…"}            digest of the lines from the rules to here
 *     {"result":{…}}           of every nomination
 *     {"status":"ok"}          or why there is no ranking
 *
 * There is one way to write a round, so a text that reads back differently was
 * not written by us. */
#pragma once

#include "model/rules.h"
#include "model/tally_official.h"

struct buf;

/* What became of a ballot. */
enum sealed_state {
    SEALED_COMPLETE, /* handed in with all marks */
    SEALED_PARTIAL,  /* came from a file with marks missing */
    SEALED_DRAFT,    /* begun, not handed in: its marks are nobody's */
    SEALED_NONE,     /* nothing at all */
    SEALED_ABSTAINED,
    SEALED_CONFLICTED /* marks given before are left out */
};

struct sealed_ballot {
    const char *juror, *entry;
    enum sealed_state state;
    const int64_t *const *value; /* for each criterion; NULL: none. Only of
                                    complete and partial ballots */
    const char *salt, *receipt;  /* "" without marks */
};

struct sealed_part {
    const char *round, *digest; /* of the part's seal */
};

struct sealed {
    const char *edition, *round;
    int64_t number, sealed_at;
    const char *previous; /* digest of the round's seal before; NULL: none */
    int64_t log_entries;  /* in the audit log, and the last one's digest */
    const char *log_head;
    const char *rules_document;
    struct rules rules;
    const char *const *entry; /* ascending */
    size_t entry_count;
    const char *const *juror; /* ascending */
    size_t juror_count;
    const struct sealed_ballot *ballot; /* by entry, then juror */
    size_t ballot_count;
    const struct sealed_part *part;
    size_t part_count;
};

/* A round counted again from what is sealed. */
struct sealed_count {
    struct tally_input input;
    struct tally_result result;
    const struct tally_official *official; /* NULL: no ranking */
    const char *status;                    /* "ok", or a code */
};

/* Of a combined round: the counts of its parts in the order of the shares;
 * else NULL. */
void sealed_recount(struct arena *mem, const struct sealed *s,
                    const struct sealed_count *const *parts,
                    struct sealed_count *count);

/* Appends all lines. */
void sealed_write(struct buf *out, struct arena *mem, const struct sealed *s,
                  const struct sealed_count *count);
/* The digest in the line "marks". */
char *sealed_marks_digest(struct arena *mem, const struct sealed *s);

/* What does not fit, on which line (from 1). */
struct sealed_fault {
    size_t line;
    const char *what;
};

/* Reads the lines up to "marks"; false: *fault says what is wrong. Whether the
 * rest follows from them is found out by counting and writing again. */
bool sealed_read(struct arena *mem, const char *body, size_t bytes,
                 struct sealed *s, struct sealed_fault *fault);

/* Is it a moment that can be written as a date, from 1970 to 9999? */
bool sealed_time(int64_t at);
/* The place of an id in an ascending list; -1: it is not there. */
int32_t sealed_place(const char *const *ids, size_t count, const char *id);

/* Does each ballot carry the receipt that its marks and salt give? NULL, or a
 * sentence. */
const char *sealed_check_receipts(struct arena *mem, const struct sealed *s);
