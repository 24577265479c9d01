/* The page of a company in the brochure, to look at, correct and release. */
#pragma once

#include "base/words.h"
#include "http/form.h"
#include "http/out.h"
#include "page/preview_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands in one place of the page. */
struct release_field {
    const char *name;             /* slot, id and name of the field */
    const char *label, *language; /* "": of both */
    const char *hint;             /* or NULL */
    const char *printed;          /* as it is now */
    const char *answer; /* what the company submitted, where it differs from
                           what is printed; or NULL */
    int64_t max;        /* characters */
    bool long_text;
};

/* What differs between two states of a page. */
struct release_change {
    const char *label, *language;
    const struct words_part *part;
    size_t part_count;
};

struct release_version {
    int64_t number, made_at;
    const char *by;          /* "Jule Marten, award office" */
    const char *released_by; /* or NULL */
    int64_t released_at;
    bool present;  /* what is printed now */
    bool may_undo; /* there is a button for going back to it */
    const struct release_change *change; /* since the one before */
    size_t change_count;
};

struct release_view {
    const struct form *form;
    const char *csrf, *path;
    const char *company, *edition;
    const char *person; /* who would release it */
    const char *digest; /* of the page that is shown */
    const struct release_field *field;
    size_t field_count;
    const char *pill, *state;            /* of the state */
    const char *text;                    /* what there is to do, one sentence */
    const char *problem;                 /* why it was not done, or NULL */
    const struct release_change *change; /* under this title: */
    size_t change_count;
    const char *change_title;
    int64_t draft_at; /* 0: none */
    const struct release_version *version;
    size_t version_count;
    struct preview_view preview;
    bool released;  /* as it is shown */
    bool typed;     /* texts were sent with the form: shown, they are refused */
    bool may_write; /* else there is nothing to press */
    bool office;    /* an organiser edits */
    bool asks;      /* office: somebody could be asked again */
};
/* For the company and the holder of a link. */
void html_release(struct out *o, const struct release_view *v);
/* The parts that the office's page has too. */
void html_release_fields(struct out *o, const struct release_view *v);
void html_release_changes(struct out *o, const struct release_change *change,
                          size_t count);
void html_release_versions(struct out *o, const struct release_view *v);
void html_release_over(struct out *o);
/* In the notice of a draft: that the page is another one by now. */
void html_release_since(struct out *o, const struct release_view *v);

/* What the device kept is in the fields again. */
void html_release_held(struct out *o, const struct release_view *v);
/* An attribute of the form: it shows texts that were sent and not stored. */
void html_release_typed(struct out *o, const struct release_view *v);

/* The preview alone, large. */
struct release_large_view {
    const struct preview_view *preview;
    const char *back; /* path of the page with the form */
    const char *company;
};
void html_release_large(struct out *o, const struct release_large_view *v);
