/* What the job process does alike with every PDF that is one paper: receipts,
 * minutes, reading packs. Each is claimed in a short transaction, set while
 * none is open, and its bytes go to files/ under their digest. */
#pragma once

#include "app/render.h"
#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

struct app;
struct arena;

/* How work of a kind is found, taken and noted. */
struct paper_kind {
    const char *what; /* "receipt": in the log, and in the file's name */
    enum render_work work;
    /* The one that has waited longest; 0 if none waits. Reads only. */
    int64_t (*next)(const struct world *w);
    /* Takes it and says what is to be set; NULL: somebody else did, or it is
     * gone. kept() and failed() get what it returns. Write transaction. */
    void *(*take)(const struct world *w, int64_t id,
                  struct render_order *order);
    /* The PDF is kept under files/. Write transaction. */
    void (*kept)(const struct world *w, const void *taken, const char *digest,
                 int64_t bytes);
    /* It cannot be made, for a reason in English, or was broken off and is to
     * be tried again. Write transaction. */
    void (*failed)(const struct world *w, const void *taken, const char *why,
                   bool broken_off);
    /* When the job process starts: what broke off is tried again. Write
     * transaction. */
    void (*requeue)(const struct world *w);
};

extern const struct paper_kind paper_receipt, paper_minutes, paper_pack;

/* Makes the one that has waited longest; false if none waits. `tools`: NULL
 * finds them. No transaction may be open. */
bool paper_work(struct app *app, struct arena *mem,
                const struct paper_kind *kind, const struct render_tools *tools,
                const struct render_watch *watch);
void paper_recover(struct app *app, struct arena *mem,
                   const struct paper_kind *kind);
