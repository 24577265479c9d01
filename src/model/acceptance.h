/* What a juror accepts before the first nomination is shown: the declaration
 * of confidentiality of the edition, and the fixed rules of each round. Once
 * for each wording, recorded with the words as they were read. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum acceptance_what { ACCEPT_CONFIDENTIALITY, ACCEPT_RULES };

struct acceptance_item {
    enum acceptance_what what;
    int64_t round_id;   /* 0: not of a round */
    const char *digest; /* of the wording there is now */
    bool needed; /* nothing of a nomination is shown without it; a juror without
                    a nomination may accept early */
    const int64_t *accepted_at; /* this wording; NULL: not yet */
    bool earlier;               /* another wording was */
    /* of the declaration, as Markdown */
    const char *title_de, *title_en, *body_de, *body_en;
};

/* Everything that a member of a jury is asked to accept, and has; the
 * declaration first. */
size_t acceptance_items(const struct world *w, int64_t jury_member_id,
                        struct acceptance_item **items);
/* Is it needed, and not accepted? */
bool acceptance_is_missing(const struct acceptance_item *item);

/* May the juror see nominations, as far as it depends on this? The pages ask
 * for the same (page/welcome.h). */
bool acceptance_complete(const struct world *w, int64_t jury_member_id);

/* Records it, once for each wording, and logs it. `language` is the one in
 * which `wording` was read ("de"). Write transaction. */
void acceptance_add(const struct world *w, int64_t jury_member_id,
                    const struct acceptance_item *item, const char *language,
                    const char *wording);
