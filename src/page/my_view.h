/* A company's nominations: the list, the form, the receipt. The form is data:
 * its sections and questions are rows of the edition. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/fit.h"
#include "page/document_view.h"

#include <stdbool.h>
#include <stddef.h>

/* --- the list --------------------------------------------------------------
 */

struct my_item {
    int64_t id;
    const char *title; /* of the edition */
    const char *organisation, *category;
    const char *state;  /* what the pill says, in the user's language */
    const char *pill;   /* its class */
    const char *number; /* of the receipt, or NULL */
    int64_t at;         /* submitted, else last saved */
    bool draft;         /* can still be changed: show how far it is */
    int64_t days_left;
    struct entry_progress progress; /* of a draft */
};

/* An earlier nomination whose answers can be taken over. */
struct my_source {
    int64_t id;
    const char *title; /* of its edition */
};

struct my_chance {
    const struct my_source *source;
    size_t source_count;
    const char *title, *organisation;
    int64_t edition_id, organisation_id, deadline_at;
};

struct my_deadline {
    const char *title, *slug;
    int64_t at;
};

struct my_company {
    int64_t id;
    const char *name;
};

struct my_view {
    const char *csrf;
    const struct my_company *company;
    size_t company_count;
    const char *organisations; /* names, joined; "" if there is none */
    bool several;              /* more than one organisation */
    const struct my_item *item;
    size_t item_count;
    const struct my_chance *chance;
    size_t chance_count;
    const struct my_deadline *deadline;
    size_t deadline_count;
};
void html_my(struct out *o, const struct my_view *v);

/* --- the form --------------------------------------------------------------
 */

struct my_choice {
    const char *code, *label;
};

struct my_picture {
    int64_t file_id;
    const char *name, *type, *credit, *alt_de, *alt_en, *render_state;
    int64_t bytes, thumb_width, thumb_height;
    int64_t width, height;         /* of the largest rendition */
    int64_t own_width, own_height; /* of the upload; 0: a drawing, not known */
};

/* A file that was taken out and can be brought back. */
struct my_removed {
    int64_t file_id;
    const char *name;
    int64_t at;
};

struct my_question {
    int64_t id;
    const char *field; /* "q_CODE": name and id of the field */
    const char *code, *kind, *language, *label, *help, *slot;
    bool required;
    bool asked;             /* of this nomination, as it is stored */
    bool elsewhere;         /* of other categories only, itself or what it
                               depends on */
    bool locked;            /* can be read but not changed now, nor its file */
    int64_t characters_max; /* 0: none of its own */
    int64_t characters_min, count_min; /* for submitting; 0: none */
    const int64_t *number_min, *number_max;
    const char *column_label, *column_number; /* over a table, or "" */
    const struct question *rule;              /* what fits */
    const int64_t *shown_if_id; /* the question it depends on, or NULL */
    const char *if_field;       /* that question's field, or NULL */
    const char *if_values;      /* answers that show it: codes and spaces */
    const char *if_text;        /* the same for readers */
    const char *categories;     /* codes and spaces; "" all */
    const char *stored;         /* what is stored, "" nothing */
    int64_t version;            /* of its last change, 0: never answered */
    bool unfit;             /* that is no answer, only what was typed last */
    const char *changed_by; /* whose last change it is, or NULL */
    const char *taken_from; /* the edition it was taken over from, and nobody
                               has looked yet; or NULL */
    int64_t changed_at;     /* when, if it was somebody else's; else 0 */
    bool conflict;          /* show `stored` beside what was typed */
    bool refused;           /* locked, and what was typed is another text */
    const struct my_choice *choice;
    size_t choice_count;
    int64_t files_max;   /* of a picture or document: how many */
    const char *accepts; /* the same: which kinds, words of model/content.h */
    const struct my_picture *picture;     /* the first, or NULL */
    const struct document_view *document; /* the first, or NULL */
    size_t picture_count, document_count;
    const struct my_removed *removed;
    size_t removed_count;
};

struct my_section {
    int64_t id;
    const char *code, *title, *help;
    struct my_question *question;
    size_t question_count;
    size_t upload_count; /* of them: pictures and documents */
};

struct my_consent {
    int64_t id;
    const char *field; /* "consent_CODE" */
    const char *name;  /* as a heading: "Processing of data" */
    const char *text;
    bool required, given;
};

struct my_category {
    int64_t id;
    const char *code, *name, *description;
    bool barred; /* by proposal only, and this company has none */
};

/* A proposal that the company has accepted (proposal.h). */
struct my_proposal {
    const char *category;
    const char *sources; /* who proposed, as far as they say */
    const char *const *reason;
    size_t reason_count;
};

enum my_mood {
    MY_EDIT,     /* a draft before the deadline */
    MY_TOO_LATE, /* somebody typed, but it can no longer be saved: show it */
    MY_READ
};

struct my_after;

struct my_entry_view {
    enum my_mood mood;
    const struct form *form; /* what was typed, and errors */
    const char *csrf;
    struct entry entry;
    struct edition edition;
    const char *title; /* of the edition */
    const char *state, *pill;
    struct my_section *section;
    size_t section_count, conflict_count;
    bool typing;      /* saved by the script, while somebody types */
    bool tried_lock;  /* what was sent would have changed a locked answer */
    const char *late; /* MY_TOO_LATE: why it cannot be saved */
    const struct my_category *category;
    size_t category_count;
    const char *category_code, *category_name; /* chosen; "" none */
    bool category_conflict; /* somebody else chose another one meanwhile */
    struct my_consent *consent;
    size_t consent_count;
    const struct my_proposal *proposal;
    size_t proposal_count;
    int64_t saved_at, now;
    const char *eligibility; /* how it was answered, in one line, or NULL */
    const char *proposed;    /* category that the answers propose, or NULL */
    struct fit fit;          /* how full the texts make the brochure's page */
    enum fit_state fit_state;
    const char *picture_code;  /* whose form has the errors, or NULL */
    int64_t upload_id;         /* of several files: of which, 0: of a new one */
    const char *upload_anchor; /* what ids of its fields begin with */
    const char *number;        /* "2026-007" or NULL */
    const char *submitted_by;  /* or NULL */
    bool may_withdraw;
    const struct my_after *after; /* page/my_after_view.h */
    bool may_write; /* this person may change something, if the mood allows */
    size_t taken_count;      /* of answers still to be looked at */
    const char *const *left; /* questions whose answers were not taken over */
    size_t left_count;
    const char *active; /* colleagues who changed something just now, or NULL */
    bool is_owner;      /* of the company: manages people, may withdraw */
};
struct preview_view;
/* `look`: the preview beside it. */
void html_my_form(struct out *o, const struct my_entry_view *v,
                  const struct preview_view *look);
/* One question with its label, hint, error and field. A label other than the
 * question's own means that the question is one of a pair: its hint stands in
 * the pair's heading. */
void html_my_field(struct out *o, const struct my_entry_view *v,
                   const struct my_question *q, const char *label);
/* "(optional)", unless it is required. */
void html_my_optional(struct out *o, bool required);
/* The form of its own for a picture. */
void html_my_picture(struct out *o, const struct my_entry_view *v,
                     const struct my_question *q);
/* The form of its own for a document. */
void html_my_document(struct out *o, const struct my_entry_view *v,
                      const struct my_question *q);
/* The attributes that tell the page's script which question the element holds
 * and when it is shown; "hidden" where its category does not ask it. */
void html_my_asked(struct out *o, const struct my_question *q);
/* "Only if …", for whoever has no script. */
void html_my_only_if(struct out *o, const struct my_question *q);
/* The fields of a table. */
void html_my_table(struct out *o, const struct my_entry_view *v,
                   const struct my_question *q, const char *described);

/* Rows as they were typed. */
struct my_row {
    const char *label, *number;
};
enum { MY_ROWS_TYPED_MAX = 300 };
size_t my_typed_rows(struct arena *mem, const struct form *f,
                     const struct my_question *q, struct my_row **rows);
/* "q_staff.label" */
const char *my_row_field(struct arena *mem, const struct my_question *q,
                         const char *part);

/* What was accepted; nothing if there is none. */
void html_my_proposals(struct out *o, const struct my_entry_view *v);
/* For saving while somebody types (my_autosave.c, draft.js): what the form
 * began with, the line that says how far it is, what could not be sent. */
void html_my_bases(struct out *o, const struct my_entry_view *v);
void html_my_state(struct out *o);
void html_my_unsent(struct out *o, const struct my_entry_view *v);
/* Everything that was answered, to read. */
void html_my_answers(struct out *o, const struct my_entry_view *v);
void html_my_read(struct out *o, const struct my_entry_view *v);
void html_my_receipt(struct out *o, const struct my_entry_view *v);

/* Who else changed the answer last, with a way to its history. */
void html_my_changed(struct out *o, const struct my_entry_view *v,
                     const struct my_question *q);
/* Where an answer was taken over from, until somebody has looked at it. */
void html_my_taken(struct out *o, const struct my_question *q);
/* What the visitor should know of his colleagues before he types. */
void html_my_together(struct out *o, const struct my_entry_view *v);
void html_my_links(struct out *o, const struct my_entry_view *v);
