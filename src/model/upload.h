/* The files that answer a question: one, or several in an order. The answer
 * itself is their numbers, joined by one space, so that every version of it
 * says which files it was. */
#pragma once

#include "model/entry.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    UPLOAD_KEPT_DAYS = 30, /* a file that was taken out can be brought back */
    UPLOAD_FILES_MAX = 30  /* of a question, whatever its set-up says */
};

struct upload_place {
    int64_t entry_id, question_id;
};

enum upload_outcome {
    UPLOAD_OK,
    UPLOAD_THERE, /* the same bytes answer this question already: nothing
                   * changed, as after a second press of the button */
    UPLOAD_FULL,  /* the question takes no more */
    UPLOAD_NONE   /* there is no such file */
};

/* Adds a file at the end; in a question that takes one file, in place of the
 * present one. `instead` is the file whose place and words it takes, 0: none.
 * All of these: write transaction. */
enum upload_outcome upload_add(const struct world *w,
                               const struct upload_place *place,
                               int64_t file_id, int64_t instead);
/* Would a file with these bytes be added? Asked before they are stored. */
enum upload_outcome upload_room(const struct world *w,
                                const struct upload_place *place,
                                const char *digest, int64_t instead);
/* Takes a file out. It can be brought back for UPLOAD_KEPT_DAYS. */
enum upload_outcome upload_remove(const struct world *w,
                                  const struct upload_place *place,
                                  int64_t file_id);
/* Brings one back, with its words; in a question that takes one file, in place
 * of the present one. */
enum upload_outcome upload_restore(const struct world *w,
                                   const struct upload_place *place,
                                   int64_t file_id);
/* One place forward (-1) or back (1); nothing happens at the ends. */
enum upload_outcome upload_move(const struct world *w,
                                const struct upload_place *place,
                                int64_t file_id, int step);
/* Takes all of them out. */
void upload_clear(const struct world *w, const struct upload_place *place);

/* Exactly these in this order, each with its words. Whatever else was there is
 * taken out. */
struct upload_file {
    int64_t id;
    const char *type; /* by content; not needed here */
    struct entry_caption words;
};
void upload_set(const struct world *w, const struct upload_place *place,
                const struct upload_file *list, size_t count);

/* What is there, in that form; the count. */
size_t upload_list(const struct world *w, const struct upload_place *place,
                   struct upload_file **list);
/* The names of the files that such an answer says, a line for each. */
const char *upload_names(const struct world *w, const char *answer);

/* The words that go with a picture. */
enum upload_outcome upload_describe(const struct world *w,
                                    const struct upload_place *place,
                                    int64_t file_id,
                                    const struct entry_caption *caption);
/* The last file of the question, 0: none. */
int64_t upload_last(const struct world *w, const struct upload_place *place);
