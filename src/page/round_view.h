/* Scoring rounds in the office. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "page/blind_view.h"
#include "page/rules_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum round_phase { ROUND_PLANNED, ROUND_OPEN, ROUND_CLOSED, ROUND_REPLACED };
void html_phase(struct out *o, enum round_phase p);

struct round_row {
    int64_t id;
    const char *name;
    const char *category; /* NULL: all */
    bool nominees;
    enum round_phase phase;
    bool combines;
    int64_t assigned, done;
    const int64_t *closes_at, *closed_at;
};
struct rounds_view {
    const char *slug; /* of the edition */
    const struct round_row *round;
    size_t count;
};
void html_rounds(struct out *o, const struct rounds_view *v);

struct round_criterion {
    const char *name, *question, *weight, *scale;
};

struct round_juror {
    const char *name;
    int64_t assigned, submitted, drafts, abstained, conflicts;
    const int64_t *updated_at;
};

/* A round whose score takes part in the one shown. */
struct round_part {
    int64_t id;
    const char *name, *share; /* "50 %" */
    enum round_phase phase;
};
void html_parts(struct out *o, const struct round_part *part, size_t count);

struct matrix_juror {
    int64_t id;
    const char *name, *short_name;
};
enum matrix_cell {
    MATRIX_FREE,
    MATRIX_ASSIGNED,
    MATRIX_BEGUN, /* assigned and begun: stays */
    MATRIX_CONFLICT
};
struct matrix_entry {
    int64_t id;
    const char *company;
    const enum matrix_cell *cell; /* one per juror */
    int64_t count;                /* assigned without a conflict */
    bool below;                   /* fewer than the quorum */
};
struct matrix_view {
    const struct matrix_juror *juror;
    size_t juror_count;
    const struct matrix_entry *entry;
    size_t entry_count;
    bool editable, add_only;
    int64_t page, pages; /* of entries, from 1 */
};

struct round_view {
    const struct form *form;
    const char *csrf;
    int64_t id;
    const char *slug; /* of the edition */
    const char *name, *category;
    bool nominees; /* it takes only them */
    enum round_phase phase;
    const int64_t *closes_at, *opened_at, *closed_at;
    const char *close_reason;
    int64_t before_id, after_id; /* of a change of rules; 0: none */
    bool proposed;               /* other rules are, and wait */
    const struct rules_fact *fact;
    size_t fact_count;
    const char *const *summary; /* before it is opened */
    const char *const *warning; /* while it can still be repaired */
    size_t summary_count, warning_count;
    const struct round_part *part; /* none: it has marks of its own */
    size_t part_count;
    bool parts_closed;
    const struct round_criterion *criterion;
    size_t criterion_count;
    const struct round_juror *juror;
    size_t juror_count;
    int64_t assigned, submitted, conflicts, abstained, unfinished;
    struct matrix_view matrix;
    const int64_t *next_reminder; /* NULL: none is planned */
    struct round_hints_view hints;
    bool visit;        /* jurors visit the companies */
    bool sealed, lots; /* there is a seal; lots decide, or decided, a tie */
};
void html_round(struct out *o, const struct round_view *v);
void html_matrix(struct out *o, const struct round_view *v);
/* Cards beside the progress: what can be done, and the rules. */
void html_open_card(struct out *o, const struct round_view *v);
void html_combine_card(struct out *o, const struct round_view *v);
void html_replaced_card(struct out *o, const struct round_view *v);
void html_rules_card(struct out *o, const struct round_view *v);
