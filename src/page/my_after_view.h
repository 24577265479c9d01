/* What stands around a nomination once it can be submitted: what is missing,
 * which versions are kept, what the office asked for, consents. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/change.h"
#include "model/deadline.h"
#include "model/submission.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct my_entry_view;

struct my_missing {
    const char *field, *label; /* id on the page; what is asked */
};

struct my_after {
    bool changing; /* the office has asked for a change: see `change` */
    struct change change;
    bool reopened; /* a submitted version counts meanwhile */
    bool may_reopen;
    bool accepts;                     /* the call is open */
    const struct submission *version; /* newest first */
    size_t version_count;
    bool printing;                    /* a PDF is still being made */
    const struct my_missing *missing; /* in the order of the form */
    size_t missing_count;
    int64_t given, required; /* so many of so many, see entry_progress() */
    size_t asked_again; /* consents whose words changed after they were given */
    bool feedback;      /* there is a letter to read */
    bool data_withdrawn;          /* the nomination cannot go on like this */
    bool has_page, page_released; /* in the brochure, see release.h */
    bool visited;                 /* the jury's visit is announced */
    bool extended;
    struct deadline_extension extension;
};

/* What is missing, with links to the fields. */
void html_my_check(struct out *o, const struct my_entry_view *v);
/* Notices above the form. */
void html_my_form_notices(struct out *o, const struct my_entry_view *v);
/* Notices above the nomination as it is read. */
void html_my_read_notices(struct out *o, const struct my_entry_view *v);
/* What can be done with it: change it again, consents, withdraw. */
void html_my_ways(struct out *o, const struct my_entry_view *v);
void html_my_versions(struct out *o, const struct my_entry_view *v);
void html_my_withdraw(struct out *o, const struct my_entry_view *v);

/* --- consents --------------------------------------------------------------
 */

struct my_wording {
    const char *code, *name, *text, *effect;
    int64_t version;
    bool required;
    bool current; /* the wording that the edition asks for at present */
    bool given;   /* and it stands */
    const int64_t *given_at, *withdrawn_at;
    const char *given_by, *withdrawn_by; /* NULL: nobody */
};

struct my_consents_view {
    const char *csrf, *title, *organisation;
    int64_t id;
    bool may_write;
    const struct my_wording *wording; /* those of a kind stand together */
    size_t count;
};
void html_my_consents(struct out *o, const struct my_consents_view *v);
