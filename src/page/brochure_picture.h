/* Uploading, describing and removing a picture of the brochure. */
#pragma once

#include "model/brochure_design.h"
#include "page/brochure_picture_view.h"
#include "page/ctx.h"

/* Fills in what is known of the picture `v->file_id`, and the words as stored,
 * unless the form was sent. `words` may be NULL. */
void brochure_picture_load(struct ctx *c, const struct brochure_caption *words,
                           struct brochure_picture_view *v);

struct brochure_picture_sent {
    bool file;       /* it is another one, or none, from now on */
    int64_t file_id; /* 0: none */
    struct brochure_caption words;
};
/* Takes what the form `v` sent: a file, words, or the wish to remove it. false:
 * the form has errors, and nothing is to be changed. Write transaction. */
bool brochure_picture_take(struct ctx *c, const struct brochure_picture_view *v,
                           struct brochure_picture_sent *sent);
/* Was it this form that was sent? */
bool brochure_picture_asked(const struct ctx *c, const char *key);
