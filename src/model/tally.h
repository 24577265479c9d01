/* From marks to a ranking: the scoring engine.
 *
 * Arrays in, result out: no database, no clock, no text formats. A round is
 * one field of entries, one set of jurors, criteria with weights and scales,
 * and one configuration. All arithmetic that decides is exact (integers and
 * fractions); see tally_show.h for what is shown of it.
 *
 * How to get from rows to a result: tally_build.h collects rows with text ids
 * and makes a tally_input; tally_run() makes the result; tally_show.h,
 * tally_json.h, tally_csv.h and tally_xlsx.h present it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
    TALLY_CRITERIA_MAX = 64,
    TALLY_JURORS_MAX = 10000,
    TALLY_ENTRIES_MAX = 10000000,
    TALLY_MARKS_MAX = 1000000000,
    TALLY_WEIGHT_MAX = 1000000,
    TALLY_UNITS_MAX = 1000000, /* of a mark, and of the common range L */
    TALLY_SCALE_DECIMALS_MAX = 3,
    TALLY_DECIMALS_MAX = 4,
    TALLY_LAMBDA_MAX = 100,
    TALLY_REPLICATES_MAX = 100000,
    TALLY_ROUNDING_MAX = 6, /* decimals of a declared rounding */
    TALLY_FACTOR_DECIMALS = 6,
    TALLY_FACTOR_MAX = 1000,
    TALLY_SHARE_MAX = 1000000,
    TALLY_FAULTS_MAX = 10000 /* more are not listed */
};

/* A criterion's scale in units of 10^-decimals of the input. */
struct tally_criterion {
    const char *id;
    int64_t weight; /* 1..TALLY_WEIGHT_MAX */
    int64_t lo, hi, step;
};

/* One juror's mark for one entry and criterion, as indices into the input's
 * arrays; `value` in units of 10^-decimals. */
struct tally_mark {
    int32_t entry, juror, criterion;
    int32_t value;
};

enum tally_method {
    TALLY_MEAN,
    TALLY_TRIMMED,
    TALLY_CALIBRATED,
    TALLY_DECLARED, /* the award's own rule says where to round */
    TALLY_METHODS
};

/* "mean", "trimmed", "calibrated", "declared" */
const char *tally_method_name(enum tally_method method);
/* false: not the name of a method */
bool tally_method_from_name(const char *name, enum tally_method *method);

/* What a criterion is multiplied with, by its name. */
struct tally_factor {
    const char *criterion;
    int64_t units; /* of 10^-TALLY_FACTOR_DECIMALS, above 0 */
};

/* A rule that rounds on the way (tally_declared.h). */
struct tally_rounding {
    int64_t drop_high, drop_low;            /* marks, from 0 */
    int64_t round_criterion, round_product; /* decimals */
    const struct tally_factor *factor;      /* 1 where none is given */
    size_t factor_count;
};

/* A round whose score takes part in another's, and with how many shares. */
struct tally_share {
    const char *round;
    int64_t share; /* 1..TALLY_SHARE_MAX */
};

/* What is declared before the first ballot. The ladder's steps are taken in
 * the order of the fields; what is still equal shares its rank. The engine
 * itself climbs the first two; the jury's word and the lot are decisions that
 * are recorded (tally_official.h). */
struct tally_config {
    enum tally_method method;
    int64_t quorum; /* ballots an entry needs, from 1 */
    int64_t decimals;
    int64_t lambda, seed, replicates;
    bool ladder_criteria, ladder_median, ladder_jury, ladder_lot;
    const struct tally_rounding *declared; /* NULL: none */
    const struct tally_share *combine;     /* earlier rounds */
    size_t combine_count;                  /* 0: none */
};

/* quorum 3, decimals 2, lambda 3, seed 1, replicates 10,000, ladder criteria */
struct tally_config tally_config_default(void);

/* A round. All arrays are borrowed and must outlive the result. Entries and
 * jurors ascend bytewise, ids are distinct; marks may come in any order, those
 * in the order (entry, juror, criterion) are counted fastest. An entry without
 * a mark is listed below the quorum; a juror without a mark does not count. */
struct tally_input {
    struct tally_config config;
    int decimals; /* of lo, hi, step and the marks: 0..3 */
    const struct tally_criterion *criteria;
    size_t criterion_count;
    const char *const *entries;
    size_t entry_count;
    const char *const *jurors;
    size_t juror_count;
    const struct tally_mark *marks;
    size_t mark_count;
};

/* Why a round is not scored. */
enum tally_code {
    TALLY_E_BOUND,
    TALLY_E_CONFIG,
    TALLY_E_CRITERION,
    TALLY_E_DUPLICATE,
    TALLY_E_EMPTY,
    TALLY_E_INPUT,
    TALLY_E_RANGE,
    TALLY_E_SCALE,
    TALLY_E_STEP,
    TALLY_E_WEIGHT
};

/* "E_BOUND" and so on */
const char *tally_code_name(enum tally_code code);

enum tally_subject {
    TALLY_ON_ROUND,
    TALLY_ON_CONFIG, /* `key` is the setting */
    TALLY_ON_CRITERION,
    TALLY_ON_JUROR,
    TALLY_ON_MARK
};

struct tally_fault {
    enum tally_code code;
    enum tally_subject subject;
    size_t index;     /* into the input's array of the subject */
    const char *key;  /* TALLY_ON_CONFIG, else NULL */
    const char *text; /* an English sentence without a full stop */
};

/* Starts as {0}; grows in the arena up to TALLY_FAULTS_MAX. */
struct tally_faults {
    struct tally_fault *fault;
    size_t count;
};

enum tally_ballot_state {
    TALLY_COUNTED,
    TALLY_PARTIAL,     /* marks are missing */
    TALLY_BELOW_QUORUM /* complete, but its entry has too few */
};

struct tally_ballot {
    int64_t total; /* T: 0..W*L; 0 when partial */
    int32_t juror;
    enum tally_ballot_state state;
};

struct tally_entry {
    int64_t total;        /* N: the sum of T over the counted ballots */
    int64_t twice_median; /* of T, doubled so that it is whole */
    size_t ballot_first;  /* its ballots in result.ballots, jurors ascending */
    size_t ballot_end;
    int32_t ballots; /* complete ones */
    bool ranked;     /* reaches the quorum; all below is 0 if not */
    int32_t component;
    int32_t rank;       /* by mean, shared ranks, from 1 */
    int32_t rank_final; /* after the ladder */
    int32_t median_rank;
};

struct tally_juror {
    int32_t ballots; /* counted ones; 0: does not take part */
    int32_t component;
};

struct tally_pair {
    int32_t entry, juror;
};

/* Bridge, constant and flip come from tally_all() only. */
enum tally_warning_code {
    TALLY_W_BRIDGE,       /* without these jurors the panel falls apart */
    TALLY_W_CONSTANT,     /* they give the same mark always */
    TALLY_W_DISCONNECTED, /* the comparison assumes equally strict panels */
    TALLY_W_FLIP,         /* methods that name another first place */
    TALLY_W_PARTIAL,
    TALLY_W_QUORUM,
    TALLY_WARNING_COUNT
};

/* "W_PARTIAL" and so on */
const char *tally_warning_name(enum tally_warning_code code);

/* Methods and cross-checks, as bits of a warning. */
enum tally_named {
    TALLY_NAMED_MEAN,
    TALLY_NAMED_TRIMMED,
    TALLY_NAMED_MEDIAN,
    TALLY_NAMED_CALIBRATED,
    TALLY_NAMED_BORDA,
    TALLY_NAMED_SCHULZE,
    TALLY_NAMED_COUNT
};

struct tally_warning {
    enum tally_warning_code code;
    const int32_t *entries;
    size_t entry_count;
    const int32_t *jurors;
    size_t juror_count;
    uint32_t methods; /* concerned: 1 << enum tally_named */
};

/* Everything is indexed like the input, entries below the quorum included. */
struct tally_result {
    const struct tally_input *input;
    int64_t weight_sum; /* W */
    int64_t range;      /* L: the least common multiple of all hi - lo */
    bool common;        /* all criteria share lo and hi: points are theirs */

    struct tally_entry *entries;
    struct tally_juror *jurors;
    /* sum over the counted ballots of entry i of z (0..L), criterion k:
     * criterion_total[i * criterion_count + k] */
    const int64_t *criterion_total;
    const struct tally_ballot *ballots; /* all, by entry, then juror */
    size_t ballot_count;
    const struct tally_pair *partial; /* by juror, then entry */
    size_t partial_count;

    /* the ranked entries by rank_final, equal ones by id */
    const int32_t *order;
    size_t ranked_count;
    size_t counted_ballots;
    size_t counted_jurors;
    bool complete; /* every such juror has a ballot for every ranked entry */
    size_t component_count;
    struct tally_warning warnings[TALLY_WARNING_COUNT];
    size_t warning_count; /* ascending by code */
};

/* Counts a round. false: the round is not scored, every fault is added to
 * `faults` and the result is empty; never a partial result. Only TALLY_E_EMPTY
 * is judged after, and only without, all the others. A mark with an index
 * outside the input's arrays ends the process. */
bool tally_run(struct arena *mem, const struct tally_input *input,
               struct tally_result *result, struct tally_faults *faults);

/* What separates two entries: on which step of the ladder is `a` before `b`? */
enum tally_step_kind {
    TALLY_BY_SCORE,
    TALLY_BY_CRITERION,
    TALLY_BY_MEDIAN,
    TALLY_BY_DECISION, /* by lot or the jury's word; never from tally_tie() */
    TALLY_SHARED
};
struct tally_step {
    enum tally_step_kind kind;
    size_t criterion; /* TALLY_BY_CRITERION */
    bool first;       /* a is before b; false when shared */
};
struct tally_step tally_tie(const struct tally_result *result, size_t a,
                            size_t b);
