/* How the parts of data.json get written: between the files of brochure.c. */
#pragma once

#include "model/brochure.h"
#include "model/edition.h"
#include "model/print_data.h"

struct brochure_part;
struct greeting;

/* A document being written. */
struct making {
    struct print_data out;
    const struct edition *edition;
    struct brochure_design design;
    const char *language; /* "": both */
};

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
