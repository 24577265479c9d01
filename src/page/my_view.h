/* A company's nominations: the list, the form, the receipt. The form is data:
 * its sections and questions are rows of the edition. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/edition.h"
#include "model/entry.h"
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
    int64_t answers, questions, days_left;
};

struct my_chance {
    const char *title, *organisation;
    int64_t edition_id, organisation_id, deadline_at;
};

struct my_deadline {
    const char *title;
    int64_t at;
};

struct my_view {
    const char *csrf;
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
    bool locked;            /* can be read but not changed now, nor its file */
    int64_t characters_max; /* 0: none of its own */
    const int64_t *number_min, *number_max;
    int64_t version;        /* of the answer's last change */
    const char *stored;     /* the answer as it is stored, "" none */
    const char *changed_by; /* whose last change it is, or NULL */
    bool conflict;          /* show `stored` beside what was typed */
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
    const char *text;
    bool required, given;
};

struct my_category {
    int64_t id;
    const char *code, *name, *description;
};

enum my_mood {
    MY_EDIT,     /* a draft before the deadline */
    MY_TOO_LATE, /* somebody typed, but it can no longer be saved: show it */
    MY_READ
};

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
    const struct my_category *category;
    size_t category_count;
    const char *category_code, *category_name; /* chosen; "" none */
    struct my_consent *consent;
    size_t consent_count;
    int64_t revision, saved_at;
    const char *picture_code;  /* whose form has the errors, or NULL */
    int64_t upload_id;         /* of several files: of which, 0: of a new one */
    const char *upload_anchor; /* what ids of its fields begin with */
    const char *number;        /* "2026-007" or NULL */
    const char *submitted_by;  /* or NULL */
    bool may_withdraw;
    bool may_write; /* this person may change something, if the mood allows */
};
void html_my_form(struct out *o, const struct my_entry_view *v);
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
/* Everything that was answered, to read. */
void html_my_answers(struct out *o, const struct my_entry_view *v);
void html_my_read(struct out *o, const struct my_entry_view *v);
void html_my_receipt(struct out *o, const struct my_entry_view *v);

/* "412 of 600 characters" */
const char *my_count(struct out *o, const char *text, int64_t max);
