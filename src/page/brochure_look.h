/* The preview of an own page or a greeting beside its form. */
#pragma once

#include "page/ctx.h"
#include "page/preview_view.h"

struct brochure_part;
struct edition;
struct greeting;

struct brochure_look {
    const struct edition *edition;
    const char *kind; /* "part" or "greeting" */
    int64_t id;       /* 0: a new one */
    const char *path; /* of the page with the form */
    const char *title;
};

/* What html_preview() shows beside the form. */
struct preview_view brochure_look(struct ctx *c, const struct brochure_look *l);

/* The four routes of page/preview.h, below the path of the form. */
/* Wants the part to be laid out as it is handed over, `greeting` NULL for an
 * own page; without a text there is nothing to lay out, which is said. Write
 * transaction. */
void brochure_look_want(struct ctx *c, const struct brochure_look *l,
                        const struct brochure_part *part,
                        const struct greeting *greeting);
void brochure_look_page(struct ctx *c, const struct brochure_look *l);
void brochure_look_state(struct ctx *c, const struct brochure_look *l);
void brochure_look_picture(struct ctx *c, const struct brochure_look *l);
