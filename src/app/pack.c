/* From an order to its PDF: see pack.h. Like a receipt (nomination.c), but for
 * one person, and not for ever. */
#include "app/pack.h"

#include "app/app.h"
#include "app/brochure.h"
#include "app/paper.h"
#include "base/arena.h"
#include "db/db.h"
#include "model/pack_print.h"

static const char what[] = "pack";

/* Reads first: an idle job process takes no lock. */
static bool take(const struct world *w, struct pack *pack,
                 struct pack_print *print)
{
    int64_t id = pack_next(w);
    bool mine = false;
    if (id == 0) {
        paper_idle(w, what);
        return false;
    }
    if (db_begin(w->db, DB_WRITE))
        mine = pack_claim(w, id, pack) && pack_input(w, pack, print);
    return paper_commit(w, what) && mine;
}

static void make(const struct world *w, const struct render_tools *tools,
                 const struct pack_print *print,
                 const struct render_watch *watch, struct paper *paper)
{
    const struct render_order order = {
        .home = w->home,
        .data = print->data,
        .data_bytes = print->data_bytes,
        .images = print->images.image,
        .image_count = print->images.count,
        .work = RENDER_PACK,
        .created_at = print->created_at,
        .output = paper->output,
    };
    if (tools != NULL)
        render_brochure(tools, &order, watch, &paper->outcome);
    else
        brochure_set(w, &order, watch, &paper->outcome);
}

/* Whose it is and what is in it stays out of the log. */
static void note(const struct world *w, const struct pack *pack,
                 const struct pack_print *print, const struct paper *paper)
{
    int64_t bytes = 0;
    const char *why, *digest = paper_keep(w, paper, &bytes, &why);
    if (db_begin(w->db, DB_WRITE)) {
        if (digest != NULL)
            pack_made(w, pack, print->input, digest, bytes);
        else
            pack_unmade(w, pack, why, paper->outcome.end == RENDER_CANCELLED);
    }
    paper_commit(w, what);
}

bool pack_work_with(struct app *app, struct arena *mem,
                    const struct render_tools *tools,
                    const struct render_watch *watch)
{
    struct pack pack;
    struct pack_print print;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!take(&w, &pack, &print))
        return false;
    struct paper paper = paper_begin(&w, what, pack.id);
    make(&w, tools, &print, watch, &paper);
    note(&w, &pack, &print, &paper);
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
    paper_commit(&w, what);
}
