/* From a finished PDF to its bytes in files/: see paper.h. */
#include "app/paper.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "db/db.h"
#include "model/file.h"

bool paper_commit(const struct world *w, const char *what)
{
    if (db_commit(w->db))
        return true;
    log_event(what, "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

void paper_idle(const struct world *w, const char *what)
{
    if (db_failed(w->db))
        paper_commit(w, what);
}

struct paper paper_begin(const struct world *w, const char *what, int64_t id)
{
    file_folder(arena_printf(w->mem, "%s/run", w->home), 0700);
    return (struct paper){
        .what = what,
        .output = arena_printf(w->mem, "%s/run/%s-%" PRId64 ".pdf", w->home,
                               what, id),
    };
}

const char *paper_keep(const struct world *w, const struct paper *p,
                       int64_t *bytes, const char **why)
{
    const char *digest = NULL;
    *why = p->outcome.why;
    if (p->outcome.end == RENDER_DONE) {
        digest = file_keep_copy(w, p->output, bytes);
        if (digest == NULL)
            *why = "the PDF cannot be kept";
    }
    if (digest == NULL)
        log_event(p->what, "problem", *why, NULL);
    unlink(p->output);
    return digest;
}
