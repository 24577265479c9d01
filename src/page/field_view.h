/* Inputs with label, hint and error, and the list of errors above a form. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>

struct field_view {
    const char *name;         /* of the field; also its id */
    const char *label;        /* in the user's language, as is the hint */
    const char *type;         /* NULL: "text" */
    const char *hint;         /* or NULL */
    const char *autocomplete; /* or NULL */
    const char *inputmode;    /* the keyboard of a telephone, or NULL */
    bool required;
};

/* The value is what the form holds; a password is never shown again. */
void html_field(struct out *o, const struct form *f,
                const struct field_view *v);

/* One of some choices: ticked if the form holds it. */
struct choice_view {
    const char *name, *value, *label;
    bool many; /* several may be ticked; else one of them */
};
void html_choice(struct out *o, const struct form *f,
                 const struct choice_view *v);

/* Choosing a file, sent as "file". */
struct upload_view {
    const char *id, *label, *hint;
    const char *error; /* or NULL */
    const char *cause; /* id of what is wrong now and stands elsewhere, or "" */
    const char *accept; /* media types */
    int bytes_max;      /* the page's script refuses more, in these words: */
    const char *too_large;
};
void html_upload(struct out *o, const struct upload_view *v);

/* The form's errors with links to their fields; nothing if there is none. */
void html_errors(struct out *o, const struct form *f);
