/* The score sheet. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "page/document_view.h"
#include "page/jury_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- what is read --- */

struct read_line {
    const char *text;
    bool paragraph; /* a new one begins here; else only a new line */
    bool point;     /* "- …": of a list */
};

struct read_answer {
    const char *label;
    const char *language; /* of the answer when it is not the reader's */
    const struct read_line *line;
    size_t count;
    bool fact, link; /* short: stands in the list of facts; a web address */
    const char
        *figures; /* a table's canonical value instead of lines, or NULL */
    const char *column_label, *column_number;
};

struct read_section {
    const char *title;
    const struct read_answer *answer;
    size_t count;
};

struct read_picture {
    int64_t file_id, width, height; /* pixels; 0: it has no rendition yet */
    const char *alt, *credit, *label;
    bool logo;
};

struct read_view {
    const char *company, *category;
    const struct read_section *section;
    size_t section_count;
    const struct read_answer *translation; /* in the other language */
    size_t translation_count;
    const char *translation_language;
    const struct read_picture *picture;
    size_t picture_count;
    const struct document_view *document;
    size_t document_count;
};

/* --- what is given --- */

struct sheet_step {
    const char *value, *label; /* "7.5", "7,5" */
    const char *anchor;        /* what it means, or NULL */
};

struct sheet_criterion {
    int64_t id, weight, lo, hi; /* lo, hi in units */
    const char *name, *question;
    const char *field, *comment_field; /* "c_12", "comment_12" */
    const struct sheet_step *step;
    size_t step_count; /* 0: too many for buttons, a field takes the number */
    const struct sheet_step *anchor;
    size_t anchor_count;
    const char *lowest, *highest;    /* "0", "10" */
    const char *mark, *comment;      /* stored, for reading; mark or NULL */
    const char *mine, *mine_comment; /* as typed, when both are compared */
    const char *hint;                /* "From 0 to 100 in steps of 0,5" */
};

struct sheet_other {
    const char *name;
    const char *const *mark; /* one per criterion; NULL: not given */
    const char *total;       /* or NULL */
};

/* Of a visit, the juror's own. */
struct sheet_photo {
    int64_t id, file_id, width, height; /* pixels; 0: not ready yet */
    const char *caption;
    bool failed; /* it cannot be shown */
};

/* One of the juror's comments as the company reads it. */
struct sheet_passed {
    const char *criterion; /* NULL: on the whole nomination */
    const char *text;
};

enum sheet_mode {
    SHEET_FORM,      /* open, a draft or not begun */
    SHEET_SUBMITTED, /* read only */
    SHEET_ABSTAINED,
    SHEET_CLOSED /* the round is; read only */
};

struct sheet_view {
    struct read_view read;
    const struct form *form;
    const char *csrf;
    int64_t entry_id, round_id, revision;
    int64_t now; /* when the page was made */
    enum sheet_mode mode;
    enum jury_state state;
    bool open, blind;
    const struct sheet_criterion *criterion;
    size_t criterion_count;
    int64_t weight_sum;
    int scale_decimals, decimals;
    bool common;
    const char *total;   /* "7,54"; NULL: nothing is given */
    const char *highest; /* of the reporting scale */
    size_t given;
    const char *comment;      /* stored */
    const char *mine_comment; /* as typed, when both are compared */
    const char *receipt;      /* beginning of the code; NULL: not handed in */
    const char *abstain_reason;
    const int64_t *saved_at;
    bool compare;  /* show mine and the stored version side by side */
    bool replace;  /* the stored one was handed in or abstained meanwhile */
    bool too_late; /* the round was closed meanwhile: mine cannot be saved */
    int64_t comment_min, criterion_comment_min; /* characters asked for */
    const char *note;                           /* stored */
    bool visit;                                 /* photos belong to the notes */
    const struct sheet_photo *photo;
    size_t photo_count;
    bool may_reveal; /* the others' marks, on request */
    bool must_wait;  /* the rule would show them, but came late or is office */
    const int64_t *revealed_at; /* when he asked for them; NULL: not */
    bool others_allowed;
    const struct sheet_other *other;
    size_t other_count;
    size_t place, count; /* in the queue, from 1 */
    int64_t next;
    int64_t before, after; /* in the juror's own order, as filtered; 0: none */
    bool comments_go;      /* chosen comments may go to the company */
    const struct sheet_passed *passed; /* those that went */
    size_t passed_count;
    bool practice;    /* an invented nomination that never counts */
    const char *path; /* where the form is sent: "/jury/entry/7" */
};
void html_sheet(struct out *o, const struct sheet_view *v);
/* What takes a criterion's mark: a button for each value, or a field. */
void html_sheet_scale(struct out *o, const struct sheet_view *v,
                      const struct sheet_criterion *k);
void html_read(struct out *o, const struct read_view *v);
