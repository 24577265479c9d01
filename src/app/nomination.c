/* From a kept version to its PDF: see nomination.h. What is made once stays:
 * its bytes go to files/ under their digest, and the row is not touched
 * again. */
#include "app/nomination.h"

#include "app/app.h"
#include "app/brochure.h"
#include "app/paper.h"
#include "base/arena.h"
#include "db/db.h"
#include "model/submission_print.h"

static const char what[] = "receipt";

/* Reads first: an idle job process takes no lock. */
static bool take(const struct world *w, struct submission_print *print)
{
    int64_t id = submission_next(w);
    bool mine = false;
    if (id == 0) {
        paper_idle(w, what);
        return false;
    }
    if (db_begin(w->db, DB_WRITE))
        mine = submission_claim(w, id) && submission_input(w, id, print);
    return paper_commit(w, what) && mine;
}

static void make(const struct world *w, const struct submission_print *print,
                 const struct render_watch *watch, struct paper *paper)
{
    const struct render_order order = {
        .home = w->home,
        .data = print->data,
        .data_bytes = print->data_bytes,
        .images = print->images.image,
        .image_count = print->images.count,
        .work = RENDER_NOMINATION,
        .created_at = print->created_at,
        .output = paper->output,
    };
    brochure_set(w, &order, watch, &paper->outcome);
}

static void note(const struct world *w, const struct submission_print *print,
                 const struct paper *paper)
{
    int64_t bytes = 0;
    const char *why, *digest = paper_keep(w, paper, &bytes, &why);
    if (db_begin(w->db, DB_WRITE)) {
        if (digest != NULL)
            submission_printed(w, print->id, digest, bytes);
        else
            submission_unprinted(w, print, why,
                                 paper->outcome.end == RENDER_CANCELLED);
    }
    paper_commit(w, what);
}

bool nomination_print(struct app *app, struct arena *mem,
                      const struct render_watch *watch)
{
    struct submission_print print;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!take(&w, &print))
        return false;
    struct paper paper = paper_begin(&w, what, print.id);
    make(&w, &print, watch, &paper);
    note(&w, &print, &paper);
    return true;
}

void nomination_recover(struct app *app, struct arena *mem)
{
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (db_begin(w.db, DB_WRITE))
        submission_requeue(&w);
    paper_commit(&w, what);
}
