/* What the pieces of a kit tell, read once: who was honoured, in the order of
 * the evening, and what can be filled into the words. Between kit.c and its
 * parts. */
#pragma once

#include "base/lang.h"
#include "gen/sql_brochure.h"
#include "model/ceremony_note.h"
#include "model/edition.h"
#include "model/kit_words.h"
#include "model/publish.h"

/* A category: its nominees, the winners among them first, or why it has no
 * winner. */
struct kit_group {
    struct publish_text category;
    const struct publish_entry **entry;
    size_t count, winners;
    const struct publish_withheld *withheld; /* or NULL */
    int64_t position;                        /* of its first in the evening */
};

struct kit_facts {
    const struct world *w;
    struct edition edition;
    struct publish_text award; /* without the year */
    const char *year;
    struct publish_entry *entry; /* all, also who was not honoured */
    size_t entry_count;
    struct publish_special *special;
    size_t special_count;
    struct publish_withheld *withheld;
    size_t withheld_count;
    struct ceremony_note *note;
    size_t note_count;
    struct sql_brochure_jury_row *juror;
    size_t juror_count;
    struct kit_group *group;
    size_t group_count;
};

/* false if there is no such edition */
bool kit_facts_load(const struct world *w, int64_t edition_id,
                    struct kit_facts *f);

/* Of what a passage speaks; NULL where it does not. */
struct kit_about {
    const struct kit_group *group;
    const struct publish_entry *entry;
    const struct publish_special *special;
    const struct publish_award *award;
};

/* The nomination that has a special prize; NULL if it is none that is printed.
 */
const struct publish_entry *kit_entry_of(const struct kit_facts *f,
                                         const struct publish_award *award);

/* A passage of that scope filled about that. */
const char *kit_say(const struct kit_facts *f, enum lang lang,
                    enum kit_scope scope, const char *text,
                    const struct kit_about *about);

/* The words of a piece in both languages. */
struct kit_said {
    const struct kit_facts *facts;
    const struct kit_passage *passage;
    size_t count;
    const char *const *text[LANG_COUNT];
};
struct kit_said kit_said(const struct kit_facts *f, const char *piece);
/* One passage; "" if the piece has none of that name. */
const char *kit_said_one(const struct kit_said *s, enum lang lang,
                         const char *name, const struct kit_about *about);

/* Lists of lines for KIT_LISTS, made of the passages winner, special, nominee,
 * withheld, special_withheld. */
const char *kit_press_text(const struct kit_said *s, enum lang lang,
                           const char *text);
