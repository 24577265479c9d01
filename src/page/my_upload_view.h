/* Parts of the upload forms: words about files, and the pieces that pictures
 * and documents share. */
#pragma once

#include "model/file.h"
#include "model/print_size.h"
#include "model/upload.h"
#include "page/my_view.h"

/* "PNG, JPEG, WebP or SVG" */
const char *my_upload_kinds(struct out *o, const char *accepts);
/* The media types for a file field. */
const char *my_upload_accept(struct out *o, const char *accepts);
/* What may be chosen, and how large, in a sentence. */
const char *my_upload_hint(struct out *o, const struct my_question *q);
/* Why an upload was not taken and what to do; "" if it was. */
const char *my_upload_problem(struct out *o, const struct my_question *q,
                              enum file_outcome outcome);
const char *my_upload_too_large(struct out *o, const struct my_question *q);
const char *my_upload_full(struct out *o, const struct my_question *q);
/* How good a picture will look in print: NULL, nothing to say. The pixels are
 * words, so that the page's script can fill in its own. */
const char *my_print_words(struct out *o, const struct print_size *size,
                           bool poor, const char *pixels, const char *ppi);
/* The same for a picture that is there. */
const char *my_print_warning(struct out *o, const char *slot,
                             const struct my_picture *p);

/* "q_photo", or for one of several "q_photo-17": what ids of its fields begin
 * with. file_id 0: the form for a new one. */
const char *my_upload_anchor(struct out *o, const struct my_question *q,
                             int64_t file_id);
/* Where the question's forms are sent. */
const char *my_upload_path(struct out *o, const struct my_entry_view *v,
                           const struct my_question *q);

/* Around all of a question's files: heading, help, a place for the script. */
void html_my_upload_start(struct out *o, const struct my_entry_view *v,
                          const struct my_question *q);
/* The form for a new file, or in place of the one with that number; then what
 * can be brought back. */
void html_my_upload_end(struct out *o, const struct my_entry_view *v,
                        const struct my_question *q);
/* The form with the file field alone. */
void html_my_upload_file(struct out *o, const struct my_entry_view *v,
                         const struct my_question *q, int64_t instead);
/* Buttons of one file: forward, back, remove. */
void html_my_upload_buttons(struct out *o, const struct my_question *q,
                            const char *name, size_t index, size_t count);
