/* From minutes to their PDF: see minutes.h. The bytes go to files/ under their
 * digest. */
#include "app/minutes.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "app/app.h"
#include "app/brochure.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "db/db.h"
#include "model/file.h"
#include "model/minutes_print.h"

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("minutes", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* Reads first: an idle job process takes no lock. */
static bool take(const struct world *w, struct minutes_print *print)
{
    int64_t id = minutes_print_next(w);
    bool mine = false;
    if (id == 0) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    if (db_begin(w->db, DB_WRITE))
        mine = minutes_print_claim(w, id) && minutes_print_input(w, id, print);
    return commit(w) && mine;
}

static void make(const struct world *w, const struct minutes_print *print,
                 const char *output, const struct render_watch *watch,
                 struct render_outcome *outcome)
{
    const struct render_order order = {
        .home = w->home,
        .data = print->data,
        .data_bytes = print->data_bytes,
        .work = RENDER_MINUTES,
        .created_at = print->created_at,
        .output = output,
    };
    brochure_set(w, &order, watch, outcome);
}

static void note(const struct world *w, const struct minutes_print *print,
                 const char *output, const struct render_outcome *outcome)
{
    int64_t bytes = 0;
    const char *digest =
        outcome->end == RENDER_DONE ? file_keep_copy(w, output, &bytes) : NULL;
    const char *why = outcome->end == RENDER_DONE && digest == NULL
                          ? "the PDF cannot be kept"
                          : outcome->why;
    if (digest == NULL)
        log_event("minutes", "problem", why, NULL);
    if (!db_begin(w->db, DB_WRITE)) {
        commit(w);
        return;
    }
    if (digest != NULL)
        minutes_print_done(w, print, digest, bytes);
    else
        minutes_print_failed(w, print, why, outcome->end == RENDER_CANCELLED);
    commit(w);
}

bool minutes_print(struct app *app, struct arena *mem,
                   const struct render_watch *watch)
{
    struct minutes_print print;
    struct render_outcome outcome;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!take(&w, &print))
        return false;
    file_folder(arena_printf(mem, "%s/run", w.home), 0700);
    const char *output =
        arena_printf(mem, "%s/run/minutes-%" PRId64 ".pdf", w.home, print.id);
    make(&w, &print, output, watch, &outcome);
    note(&w, &print, output, &outcome);
    unlink(output);
    return true;
}

void minutes_recover(struct app *app, struct arena *mem)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (db_begin(w.db, DB_WRITE))
        minutes_print_requeue(&w);
    commit(&w);
}
