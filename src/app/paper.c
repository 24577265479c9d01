/* The way of a paper: see paper.h. */
#include "app/paper.h"

#include <inttypes.h>
#include <unistd.h>

#include "app/app.h"
#include "app/brochure.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "db/db.h"
#include "model/file.h"

/* What failed is logged and rolled back, and the database can be used again. */
static bool commit(const struct world *w, const struct paper_kind *kind)
{
    if (db_commit(w->db))
        return true;
    log_event(kind->what, "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* Reads first: an idle job process takes no lock. */
static void *take(const struct world *w, const struct paper_kind *kind,
                  int64_t id, struct render_order *order)
{
    void *taken = NULL;
    if (id == 0) {
        if (db_failed(w->db)) /* by reading */
            commit(w, kind);
        return NULL;
    }
    if (db_begin(w->db, DB_WRITE))
        taken = kind->take(w, id, order);
    return commit(w, kind) ? taken : NULL;
}

/* The bytes go to files/, and the file away. NULL with the reason in *why. */
static const char *keep(const struct world *w, const struct render_order *order,
                        const struct render_outcome *outcome, int64_t *bytes,
                        const char **why)
{
    const char *digest = NULL;
    *why = outcome->why;
    if (outcome->end == RENDER_DONE) {
        digest = file_keep_copy(w, order->output, bytes);
        *why = "the PDF cannot be kept";
    }
    unlink(order->output);
    return digest;
}

static void note(const struct world *w, const struct paper_kind *kind,
                 const void *taken, const struct render_order *order,
                 const struct render_outcome *outcome)
{
    int64_t bytes = 0;
    const char *why, *digest = keep(w, order, outcome, &bytes, &why);
    if (digest == NULL)
        log_event(kind->what, "problem", why, NULL);
    if (db_begin(w->db, DB_WRITE)) {
        if (digest != NULL)
            kind->kept(w, taken, digest, bytes);
        else
            kind->failed(w, taken, why, outcome->end == RENDER_CANCELLED);
    }
    commit(w, kind);
}

bool paper_work(struct app *app, struct arena *mem,
                const struct paper_kind *kind, const struct render_tools *tools,
                const struct render_watch *watch)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    struct render_order order = {.home = w.home, .work = kind->work};
    struct render_outcome outcome;
    int64_t id = kind->next(&w);
    void *taken = take(&w, kind, id, &order);
    if (taken == NULL)
        return false;
    file_folder(arena_printf(mem, "%s/run", w.home), 0700);
    order.output =
        arena_printf(mem, "%s/run/%s-%" PRId64 ".pdf", w.home, kind->what, id);
    if (tools != NULL)
        render_brochure(tools, &order, watch, &outcome);
    else
        brochure_set(&w, &order, watch, &outcome);
    note(&w, kind, taken, &order, &outcome);
    return true;
}

void paper_recover(struct app *app, struct arena *mem,
                   const struct paper_kind *kind)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (db_begin(w.db, DB_WRITE))
        kind->requeue(&w);
    commit(&w, kind);
}
