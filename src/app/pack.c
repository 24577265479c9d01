/* From an order to its PDF: see pack.h. Like a receipt (nomination.c), but for
 * one person, and not for ever. */
#include "app/pack.h"

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
#include "model/pack_print.h"

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("pack", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* Reads first: an idle job process takes no lock. */
static bool take(const struct world *w, struct pack *pack,
                 struct pack_print *print)
{
    int64_t id = pack_next(w);
    bool mine = false;
    if (id == 0) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    if (db_begin(w->db, DB_WRITE))
        mine = pack_claim(w, id, pack) && pack_input(w, pack, print);
    return commit(w) && mine;
}

/* What one piece of work is done with. */
struct making {
    const struct world *w;
    const struct render_tools *tools; /* NULL: not found yet */
    const struct render_watch *watch;
};

static void make(const struct making *m, const struct pack *pack,
                 const struct pack_print *print, const char *output,
                 struct render_outcome *outcome)
{
    const struct world *w = m->w;
    const struct render_tools *tools = m->tools;
    struct render_tools found;
    const char *why = NULL;
    struct render_image *image =
        arena_alloc(w->mem, (print->image_count + 1) * sizeof *image);
    if (tools == NULL) {
        why = brochure_tools(w->mem, &found);
        tools = &found;
    }
    if (why != NULL) {
        *outcome = (struct render_outcome){.end = RENDER_REFUSED};
        snprintf(outcome->why, sizeof outcome->why, "%s", why);
        return;
    }
    for (size_t i = 0; i < print->image_count; i++)
        image[i] =
            (struct render_image){print->image[i].name, print->image[i].path};
    const struct render_order order = {
        .home = w->home,
        .data = print->data,
        .data_bytes = print->data_bytes,
        .images = image,
        .image_count = print->image_count,
        .work = RENDER_PACK,
        .created_at = pack->ordered_at,
        .output = output,
    };
    render_brochure(tools, &order, m->watch, outcome);
}

/* Whose it is and what is in it stays out of the log. */
static void note(const struct world *w, const struct pack *pack,
                 const struct pack_print *print, const char *output,
                 const struct render_outcome *outcome)
{
    int64_t bytes = 0;
    const char *why = outcome->why, *digest = NULL;
    if (!db_begin(w->db, DB_WRITE)) {
        commit(w);
        return;
    }
    if (outcome->end == RENDER_DONE) {
        digest = file_keep_copy(w, output, &bytes);
        if (digest == NULL)
            why = "the PDF cannot be kept";
    }
    if (digest != NULL)
        pack_made(w, pack, print->input, digest, bytes);
    else
        pack_unmade(w, pack, why, outcome->end == RENDER_CANCELLED);
    if (digest == NULL)
        log_event("pack", "problem", why, NULL);
    commit(w);
}

bool pack_work_with(struct app *app, struct arena *mem,
                    const struct render_tools *tools,
                    const struct render_watch *watch)
{
    struct pack pack;
    struct pack_print print;
    struct render_outcome outcome;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!take(&w, &pack, &print))
        return false;
    file_folder(arena_printf(mem, "%s/run", w.home), 0700);
    const char *output =
        arena_printf(mem, "%s/run/pack-%" PRId64 ".pdf", w.home, pack.id);
    const struct making making = {&w, tools, watch};
    make(&making, &pack, &print, output, &outcome);
    note(&w, &pack, &print, output, &outcome);
    unlink(output);
    return true;
}

bool pack_work(struct app *app, struct arena *mem,
               const struct render_watch *watch)
{
    return pack_work_with(app, mem, NULL, watch);
}

void pack_recover(struct app *app, struct arena *mem)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (db_begin(w.db, DB_WRITE))
        pack_requeue(&w);
    commit(&w);
}
