/* From the nominations of a meeting to its agenda: a proposal in the order that
 * lets jurors leave as seldom as possible (agenda.h), and taking it over. */
#pragma once

#include "base/lang.h"
#include "model/agenda.h"
#include "model/world.h"

enum agenda_by {
    AGENDA_BY_CODE,
    AGENDA_BY_BEST, /* the best of the ranking first */
    AGENDA_BY_LAST  /* the best last */
};

struct agenda_wish {
    const char *what;  /* "nominees", "rounds" (all that was marked in the
                          meeting's rounds), "all" */
    enum agenda_by by; /* within what conflicts leave open */
    bool together;     /* each category in one go, whatever it costs */
    bool contests;     /* then an item for each category and special prize */
    int64_t entry_minutes, contest_minutes; /* 0: not said */
};

struct agenda_entry {
    int64_t id;
    const char *code, *organisation, *category; /* category: "" for none */
    const int64_t *at; /* as planned; NULL: no minutes were given */
    const char *const *leaves, *const *comes; /* names: before it is called */
    size_t leave_count, come_count;
    size_t out; /* how many are out while it is talked about */
};

struct agenda_proposal {
    struct agenda_entry *entry; /* in the proposed order */
    size_t count;
    struct agenda_plan plan;
    int64_t runs_before; /* in the order without regard to conflicts */
    const char *digest;  /* of the order: taken over only as looked at */
};
void agenda_propose(const struct world *w, int64_t meeting_id,
                    const struct agenda_wish *wish, enum lang lang,
                    struct agenda_proposal *proposal);

/* Adds what is not on the agenda yet and orders it: what stood there otherwise,
 * the nominations, the contests. false: the meeting is not planned any more, or
 * `seen` is the digest of another proposal. Write transaction. */
bool agenda_take(const struct world *w, int64_t meeting_id,
                 const struct agenda_wish *wish, const char *seen);
