/* data.json of a kit's piece. Between kit.c and its parts. */
#pragma once

#include "base/buf.h"
#include "base/secret.h"
#include "model/kit.h"
#include "model/kit_facts.h"
#include "model/print_data.h"

struct kit_making {
    const struct kit_facts *facts;
    struct kit_said said;
    const char *language; /* of the job */
    struct buf data;
    struct print_data out;
    const char **page;
    size_t page_count;
    struct kit_file *file;
    size_t file_count;
};

/* "photo" and "logo", where they may be shown and are ready. */
void kit_pictures(struct kit_making *m, const struct publish_entry *e);
/* A text that goes into the ZIP; both strings are kept, not copied. */
void kit_add_file(struct kit_making *m, const char *name, const char *text);

/* All but the pages: head, words, categories, special prizes, jury, partners.
 */
void kit_write_facts(struct kit_making *m);
/* "pages": a page for each picture of signets and social, for each place card,
 * and the names of the pictures. */
void kit_write_signets(struct kit_making *m);
void kit_write_social(struct kit_making *m);
void kit_write_cards(struct kit_making *m);
/* The texts of the press release. */
void kit_write_press(struct kit_making *m);
