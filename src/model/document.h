/* Documents: the files that answer a question of kind "file". What anybody
 * reads of a PDF is a picture of each page, made by the job process, with its
 * text; of a picture, its renditions; an office file is only given away. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { DOCUMENT_PAGES_MAX = 40 };

/* Why a document has no pages; file.render_fault has the same as words. */
enum document_fault {
    DOCUMENT_SOUND,
    DOCUMENT_LOCKED, /* cannot be opened without a password */
    DOCUMENT_LONG,   /* more than DOCUMENT_PAGES_MAX pages */
    DOCUMENT_BROKEN, /* cut short, damaged, or no PDF */
    DOCUMENT_HEAVY   /* its pages need too much time or memory */
};

struct document {
    int64_t question_id, file_id, bytes;
    const char *label_de, *label_en, *audience; /* of the question */
    const char *name;                           /* of the upload */
    const char *state; /* "waiting", "done", "failed" */
    enum document_fault fault;
    bool asked;  /* of this nomination, see the view `asked` */
    bool veiled; /* identifies, in a blind edition: not for jurors */
    bool blind;  /* the edition: an office file names its author, and is not
                  * for jurors either */
    bool office, picture;  /* by its type; else a PDF */
    int64_t width, height; /* of a picture for the screen; 0: not ready */
};
/* All of a nomination, in the order of the form; the count. */
size_t document_list(const struct world *w, int64_t entry_id,
                     struct document **list);

/* Adds a document to a file question, in place of the present one if the
 * question takes one; file_id 0 takes all away. More: model/upload.h. */
void document_answer(const struct world *w, int64_t entry_id,
                     int64_t question_id, int64_t file_id);
/* Is the document of this question one that cannot be shown? */
bool document_unreadable(const struct world *w, int64_t entry_id,
                         int64_t question_id);

struct document_page {
    int64_t number; /* from 1 */
    const char *digest, *type;
    int64_t bytes, width, height; /* pixels */
    const char *text;             /* paragraphs parted by empty lines */
};
size_t document_pages(const struct world *w, int64_t file_id,
                      struct document_page **list);

/* For the job process. The pages are made: their pictures are kept already. */
void document_rendered(const struct world *w, int64_t file_id,
                       const struct document_page *list, size_t count);
/* Takes over the pages of another upload of the same bytes, if it has any. */
bool document_render_like_twin(const struct world *w, int64_t file_id);
/* Notes why there will be none; job_failed() says that it failed. */
void document_blame(const struct world *w, int64_t file_id,
                    enum document_fault fault);
