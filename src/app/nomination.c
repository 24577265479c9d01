/* From a kept version to its PDF: see nomination.h. What is made once stays:
 * its bytes go to files/ under their digest, and the row is not touched
 * again. */
#include "app/nomination.h"

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
#include "model/submission_print.h"

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("receipt", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* Reads first: an idle job process takes no lock. */
static bool take(const struct world *w, struct submission_print *print)
{
    int64_t id = submission_next(w);
    bool mine = false;
    if (id == 0) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    if (db_begin(w->db, DB_WRITE))
        mine = submission_claim(w, id) && submission_input(w, id, print);
    return commit(w) && mine;
}

static struct render_image *images_of(const struct world *w,
                                      const struct submission_print *print)
{
    struct render_image *list =
        arena_alloc(w->mem, (print->image_count + 1) * sizeof *list);
    for (size_t i = 0; i < print->image_count; i++)
        list[i] =
            (struct render_image){print->image[i].name, print->image[i].path};
    return list;
}

static void make(const struct world *w, const struct submission_print *print,
                 const char *output, const struct render_watch *watch,
                 struct render_outcome *outcome)
{
    const struct render_order order = {
        .home = w->home,
        .data = print->data,
        .data_bytes = print->data_bytes,
        .images = images_of(w, print),
        .image_count = print->image_count,
        .work = RENDER_NOMINATION,
        .created_at = print->created_at,
        .output = output,
    };
    brochure_set(w, &order, watch, outcome);
}

static void note(const struct world *w, const struct submission_print *print,
                 const char *output, const struct render_outcome *outcome)
{
    int64_t bytes = 0;
    const char *digest =
        outcome->end == RENDER_DONE ? file_keep_copy(w, output, &bytes) : NULL;
    const char *why = outcome->end == RENDER_DONE && digest == NULL
                          ? "the PDF cannot be kept"
                          : outcome->why;
    if (digest == NULL)
        log_event("receipt", "problem", why, NULL);
    if (!db_begin(w->db, DB_WRITE)) {
        commit(w);
        return;
    }
    if (digest != NULL)
        submission_printed(w, print->id, digest, bytes);
    else
        submission_unprinted(w, print, why, outcome->end == RENDER_CANCELLED);
    commit(w);
}

bool nomination_print(struct app *app, struct arena *mem,
                      const struct render_watch *watch)
{
    struct submission_print print;
    struct render_outcome outcome;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!take(&w, &print))
        return false;
    file_folder(arena_printf(mem, "%s/run", w.home), 0700);
    const char *output =
        arena_printf(mem, "%s/run/receipt-%" PRId64 ".pdf", w.home, print.id);
    make(&w, &print, output, watch, &outcome);
    note(&w, &print, output, &outcome);
    unlink(output);
    return true;
}

void nomination_recover(struct app *app, struct arena *mem)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (db_begin(w.db, DB_WRITE))
        submission_requeue(&w);
    commit(&w);
}
