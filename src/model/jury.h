/* Jurors, conflicts of interest, assignment. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct jury_member {
    int64_t id, edition_id, user_id;
    const char *code, *name;
    int64_t joined_at; /* 0: with the set-up */
};

/* Adds a person to an edition's jury; code "J01", … ; grants the role juror.
 * 0 if the person is in it already. */
int64_t jury_add(const struct world *w, int64_t edition_id, int64_t user_id,
                 const char *institution, const char *function_de,
                 const char *function_en, bool chair);
/* The membership of this person in that edition; false if none. */
bool jury_of_user(const struct world *w, int64_t edition_id, int64_t user_id,
                  struct jury_member *m);

/* Declares (or changes) none or a conflict. A conflict takes the juror's
 * ballots for the entry out of every calculation; the marks are kept. */
struct conflict {
    const char *kind;   /* "none", "employed", … */
    const char *period; /* "past", "present", "planned"; "": not said */
    const char *remark; /* "" for none */
    const char *hints;  /* what was shown beside it, see conflict_hint.h */
    bool late;          /* declared on the sheet, after reading could begin */
};
void conflict_put(const struct world *w, int64_t jury_member_id,
                  int64_t entry_id, const struct conflict *conflict);
/* The same without a period or hints. */
void conflict_declare(const struct world *w, int64_t jury_member_id,
                      int64_t entry_id, const char *kind, const char *remark);
/* The declaration as it stands; false if nothing was declared yet. */
bool conflict_get(const struct world *w, int64_t jury_member_id,
                  int64_t entry_id, struct conflict *conflict);
/* Is it "none" or a kind of conflict? */
bool conflict_known_kind(const char *kind);
bool conflict_known_period(const char *period);
/* Has a declared conflict kept marks out of a closed round? Then its juror
 * cannot take it back: he has seen the result. */
bool conflict_is_fixed(const struct world *w, int64_t jury_member_id,
                       int64_t entry_id);
/* The kind declared, or NULL if nothing was declared yet. */
const char *conflict_kind(const struct world *w, int64_t jury_member_id,
                          int64_t entry_id);

void assignment_add(const struct world *w, int64_t round_id,
                    int64_t jury_member_id, int64_t entry_id);
/* Does nothing where marks were given already. */
void assignment_remove(const struct world *w, int64_t round_id,
                       int64_t jury_member_id, int64_t entry_id);
/* What a filled-in matrix changes; logged as one. */
struct assignment_change {
    int64_t jury_member_id, entry_id;
    bool assigned; /* from now on */
};
void assignment_apply(const struct world *w, int64_t round_id,
                      const struct assignment_change *change, size_t count);
/* Every juror of the edition to every admitted entry of the round. */
void assignment_all(const struct world *w, int64_t round_id);
