/* A document as it is read: its pages one below the other. */
#pragma once

#include "http/out.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

struct document_view {
    int64_t question_id, file_id, bytes;
    const char *label;     /* of the question */
    const char *name;      /* of the upload; the jury does not see it */
    const char *problem;   /* why there are no pages, as a sentence, or NULL */
    bool waiting;          /* its pages are still being made */
    bool office;           /* an office file: given away, never shown */
    bool picture;          /* a picture in place of pages */
    int64_t width, height; /* of it for the screen; 0: not ready */
    const struct document_page *page;
    size_t page_count;
};

/* The pages, or why there are none. */
void html_document(struct out *o, const struct document_view *d);
/* The upload to take away, for company and office. */
void html_document_upload(struct out *o, const struct document_view *d);
/* That, and the pages to be unfolded. */
void html_document_folded(struct out *o, const struct document_view *d);
/* A section for each: what the jury reads. */
void html_documents(struct out *o, const struct document_view *list,
                    size_t count);
