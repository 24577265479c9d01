/* Conflicts of interest that the program proposes: what it knows of a juror
 * beside what it knows of a company. A hint is a question, never a
 * declaration: the juror may say that there is no conflict.
 *
 * conflict_hints() is pure; the set below reads an edition's jurors and
 * companies once and asks it for pairs. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct name_word;

/* Reasons, as bits. */
enum conflict_hint {
    HINT_CONTACT = 1,       /* the account is a contact of the company */
    HINT_MAIL = 2,          /* same mail domain as one of its contacts */
    HINT_WEB = 4,           /* mail domain is that of its web address */
    HINT_INSTITUTION = 8,   /* the institution is the company */
    HINT_ORGANISATION = 16, /* contact of a company of the same name */
    HINT_GROUP = 32,        /* same group: parent, daughter or sister */
    HINT_EARLIER = 64       /* declared a conflict in another edition */
};
enum { HINT_COUNT = 7 };

struct hint_organisation {
    int64_t id;
    const char *name, *parent; /* parent: "" if none */
};

/* A name's words, made when they are first needed: zero at first. */
struct hint_words {
    struct name_word *word;
    size_t count;
    bool made;
};

struct hint_juror {
    struct hint_words words;                /* of the institution */
    const char *email, *institution;        /* institution: "" if none */
    const struct hint_organisation *member; /* of these he is a contact */
    size_t member_count;
    const struct hint_organisation *earlier; /* conflicts declared before */
    size_t earlier_count;
};

struct hint_company {
    struct hint_words words, parent_words;
    struct hint_organisation organisation;
    const char *const *email; /* of contacts, and answers that are addresses */
    size_t email_count;
    const char *const *url; /* answers that are web addresses */
    size_t url_count;
};

/* The reasons that hold. Changes nothing but the words that are kept for the
 * next pair. */
unsigned conflict_hints(struct arena *mem, struct hint_juror *juror,
                        struct hint_company *company);

/* Codes with spaces between, "mail group"; "" for none. And back: what is no
 * code is left out. */
const char *conflict_hint_codes(struct arena *mem, unsigned hints);
unsigned conflict_hint_read(const char *codes);

/* --- an edition's jurors and companies --- */

struct hint_set;
struct hint_set *conflict_hint_load(const struct world *w, int64_t edition_id);
/* 0 for a juror or a nomination that is not of the edition. */
unsigned conflict_hint_pair(struct hint_set *set, int64_t jury_member_id,
                            int64_t entry_id);
