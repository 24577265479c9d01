/* How the parts of data.json get written: between the files of brochure.c. */
#pragma once

#include "base/json.h"
#include "model/brochure.h"
#include "model/brochure_design.h"
#include "model/edition.h"
#include "model/publish.h"

struct brochure_part;
struct greeting;
struct secret_digest;

/* A document being written. */
struct making {
    const struct world *w;
    const struct edition *edition;
    struct brochure_design design;
    const char *language; /* "": both */
    struct json_out json;
    struct brochure_image *image;
    size_t image_count;
    struct secret_digest *digest;
};

/* A text in both languages; one that is empty is left out. */
void brochure_pair(struct making *m, const char *key, struct publish_text text);
/* The same for texts that are a pair already. */
static inline void brochure_texts(struct making *m, const char *key,
                                  const char *de, const char *en)
{
    brochure_pair(m, key, (struct publish_text){de, en});
}
/* Remembers the picture and gives its name in data.json: "images/NAME.png";
 * NULL if there is none that could be printed. */
const char *brochure_image(struct making *m, const char *name, int64_t file_id);
/* {file, alt, credit}, or nothing if there is no picture. */
void brochure_picture(struct making *m, const char *key, const char *name,
                      const struct publish_picture *p);

/* What any page needs: languages, format, fonts, colours, names. */
void brochure_head(struct making *m);
/* Cover, greetings, the award and the year, jury. */
void brochure_front(struct making *m, const struct publish_entry *entry,
                    size_t count);
/* Companies, participants, special and withheld prizes. */
void brochure_companies(struct making *m, const struct publish_entry *entry,
                        size_t count);
/* Next call, partners, imprint, order of the parts. */
void brochure_back(struct making *m);
/* One greeting in the array "greetings", one part in the array "parts". */
void brochure_greeting(struct making *m, const struct greeting *g);
void brochure_one_part(struct making *m, const struct brochure_part *p);

/* One company in the array "entries". */
struct brochure_printed {
    const struct publish_entry *entry;
    int64_t pages; /* 0: as the design says */
    bool decided;  /* else as a nominee */
    bool complete; /* what the form demands counts as given */
    bool pictures; /* else stubs */
};
void brochure_company(struct making *m, const struct brochure_printed *p);
