/* What the pages of the award office show. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/edition.h"
#include "page/document_view.h"
#include "page/embed_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PHASE_COUNT = 13 };

struct office_option {
    const char *value, *label;
};

struct office_pill {
    const char *class; /* "pill pill-done" */
    const char *text;  /* in the user's language */
};

/* --- all editions ----------------------------------------------------------
 */

struct office_item {
    const char *slug, *title;
    struct office_pill state;
    const char *phase;
    int64_t drafts, submitted, admitted, jurors;
    const int64_t *deadline_at;
};

struct office_view {
    const struct office_item *item;
    size_t count;
};
void html_office(struct out *o, const struct office_view *v);

/* --- one edition -----------------------------------------------------------
 */

struct office_step {
    const char *name, *note; /* note: "" if there is nothing to add */
};

struct office_task {
    const char *text, *path, *link;
};

struct office_figure {
    const char *label;
    int64_t value;
};

struct office_edition_view {
    const struct form *form; /* of the settings; "phase" has errors too */
    const char *csrf, *slug, *kicker, *title, *lead;
    int phase;
    const struct office_step *step; /* PHASE_COUNT of them */
    const char *next;               /* what the primary button says, or NULL */
    const struct office_task *task;
    size_t task_count;
    const struct office_figure *figure;
    size_t figure_count;
    bool winners_public;
    bool judged; /* a round was opened: blind or not, it stays so */
    bool opened; /* the call was opened: its deadline moves for a reason */
};
void html_office_edition(struct out *o, const struct office_edition_view *v);

/* --- nominations -----------------------------------------------------------
 */

struct office_row {
    int64_t id;
    const char *number, *name, *category, *seat;
    const int64_t *submitted_at;
    int64_t missing;
    struct office_pill state;
};

struct office_entries_view {
    const char *slug, *text, *state, *category, *sort;
    const struct office_option *states, *categories;
    size_t state_count, category_count;
    const struct office_row *row;
    size_t count, total;
};
void html_office_entries(struct out *o, const struct office_entries_view *v);

struct office_answer {
    const char *label, *language; /* language: NULL if it is the reader's */
    const char *const *paragraph;
    size_t count;
    bool fact;           /* short: stands in a list of facts */
    const char *link;    /* a web address, or NULL */
    const char *figures; /* a table's canonical value, or NULL */
    const char *column_label, *column_number;
};

struct office_eligibility {
    const char *label, *answer;
    int64_t won_year; /* found in the database, or 0 */
    bool rules_out;
};

struct office_section {
    const char *title;
    const struct office_answer *answer;
    size_t count;
};

struct office_picture {
    int64_t file_id, bytes;
    const char *label, *alt, *credit, *name;
    const char *problem; /* instead of the picture, or NULL */
};

struct office_consent {
    const char *text, *person;
    int64_t version; /* of the words */
    bool required;
    const int64_t *given_at, *withdrawn_at;
};

struct office_change {
    int64_t at;
    const char *person, *label, *value;
};

struct office_contact {
    const char *name, *email;
};

void html_office_group(struct out *o, const struct form *f, const char *csrf,
                       int64_t entry_id);

struct office_after_view;

struct office_entry_view {
    const struct form *form;
    const char *csrf, *slug;
    int64_t id;
    const char *name, *number, *state_code, *reject_reason;
    const char *chosen, *confirmed; /* categories, or NULL */
    struct office_pill state;
    const int64_t *submitted_at, *checked_at, *withdrawn_at;
    int64_t created_at, updated_at;
    bool checkable, in_time, imported;
    int64_t missing;
    const struct office_contact *contact;
    size_t contact_count;
    const struct office_section *section;
    size_t section_count;
    const struct office_eligibility *eligibility;
    size_t eligibility_count; /* 0: the edition asks nothing before the form */
    bool refused;             /* an answer rules it out */
    bool answered;            /* nothing of it is open */
    const char *proposed;     /* category that follows from it, or NULL */
    const struct office_picture *picture;
    size_t picture_count;
    struct document_view *document;
    size_t document_count;
    const struct office_consent *consent;
    size_t consent_count;
    const struct office_change *change;
    size_t change_count;
    const struct office_option *categories;
    size_t category_count;
    const struct office_after_view *after; /* office_after_view.h */
};
void html_office_entry(struct out *o, const struct office_entry_view *v);

/* --- jury ------------------------------------------------------------------
 */

struct office_juror {
    int64_t id;
    const char *duty; /* panel, categories, bound: "" for none */
    const char *code, *name, *email, *institution, *function;
    const char *const *accepted; /* "Confidentiality, 3 May 2026", lines */
    size_t accepted_count;
    bool chair, ready;
    bool deputy_chair, advises;
    const char *stands_in_for; /* name, or NULL */
};

struct office_jury_view {
    const struct form *form;
    const char *csrf, *slug;
    const struct office_juror *juror;
    size_t count;
};
void html_office_jury(struct out *o, const struct office_jury_view *v);

struct office_seat_view {
    const struct form *form;
    const char *csrf, *slug;
    int64_t id;
    const char *name, *email, *code;
    const struct office_option *category;
    size_t category_count;
    const struct office_option *stand_in; /* whose he can be */
    size_t stand_in_count;
    int64_t ballots, open; /* open: assignments not begun */
    bool removable, met;   /* met: has been in a meeting */
};
void html_office_seat(struct out *o, const struct office_seat_view *v);

/* --- nominees and winners --------------------------------------------------
 */

#include "page/office_special_view.h"

struct office_honour {
    int64_t id;
    int32_t rank;              /* the last if it has none */
    const char *name, *result; /* result: "rank 1, 6.91 points", or "" */
    const char *kind;          /* "none", "nominee", "commended", "winner" */
    const char *category_id;
    const char *reason_de, *reason_en;
    int64_t motion_id, motion, meeting_id; /* what decided; 0: the office */
    bool explain;                          /* a change needs its reason */
    const char *why;                       /* the reason as it was typed */
    const char *error_kind, *error_category, *error_reason,
        *error_why; /* or NULL */
};

struct office_honours {
    const char *category;
    int64_t category_id; /* 0: without one */
    const char *money;   /* of the category's prize, its share if several
                            win; NULL: none */
    const struct office_withheld *withheld; /* NULL: no category */
    const struct office_honour *honour;
    size_t count;
};

struct office_winners_view {
    const char *csrf, *slug;
    const char *secret;  /* who can see it, a sentence */
    int64_t named, most; /* nominees; most 0: no bound */
    const struct office_honours *group;
    size_t count;
    const struct office_option *categories;
    size_t category_count;
    const struct office_special *special;
    size_t special_count;
    bool minutes_signed;
    const struct form *form;
    struct embed_help website;
};
void html_office_winners(struct out *o, const struct office_winners_view *v);
