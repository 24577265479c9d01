#include "app/kit.h"

#include <inttypes.h>
#include <string.h>

#include "app/brochure.h"
#include "app/brochure_notes.h"
#include "app/kit_set.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"

/* What is made depends on the templates, too. */
static const char *input_digest(const struct world *w,
                                const struct render_tools *tools,
                                const struct kit *kit)
{
    struct secret_digest *d = secret_digest_start(w->mem);
    const char *templates = kit_set_digest(w->mem, tools, w->home);
    secret_digest_add(d, kit->digest, strlen(kit->digest));
    secret_digest_add(d, templates, strlen(templates));
    return secret_digest_end(w->mem, d);
}

/* One snapshot. */
static bool read_input(const struct world *w, const struct job *job,
                       struct kit *kit)
{
    const struct kit_piece *piece = kit_piece(job->product);
    bool found = db_begin(w->db, DB_READ) && piece != NULL &&
                 kit_build(w, job->edition_id, piece, job->language, kit);
    return db_commit(w->db) && found;
}

static const char *name_of(const struct world *w, const struct job *job,
                           const struct kit *kit)
{
    bool pdf =
        kit->piece->result == KIT_PDF || kit->piece->result == KIT_PRESS_PDF;
    return arena_printf(w->mem, "%s-%s-%" PRId64 ".%s", kit->slug,
                        kit->piece->name, job->id, pdf ? "pdf" : "zip");
}

static bool make(const struct world *w, const struct job *job,
                 const struct render_tools *tools, const struct kit *kit,
                 const struct render_watch *watch)
{
    struct render_outcome outcome;
    const char *name = name_of(w, job, kit);
    const char *path = brochure_path(w, name);
    struct render_notes said;
    const struct kit_order order = {w->home, kit, path, &said};
    const struct brochure data = {.data = kit->data,
                                  .data_bytes = kit->data_bytes,
                                  .digest = kit->digest};
    file_folder(arena_printf(w->mem, "%s/exports", w->home), 0700);
    double begun = clock_monotonic();
    render_notes_start(&said);
    kit_set(tools, &order, watch, &outcome);
    const struct job_result result = {
        .pages = outcome.pages,
        .seconds = clock_monotonic() - begun,
        .memory_kb = outcome.memory_kb,
        .notes = brochure_notes(w, job->edition_id, &data, &said)};
    render_notes_free(&said);
    switch (outcome.end) {
    case RENDER_DONE:
        job_made(w, job->id, &result);
        job_done(w, job->id, name, file_size(path));
        return true;
    case RENDER_FAILED:
    case RENDER_TIMEOUT:
        job_failed(w, job->id, arena_text(w->mem, outcome.why), false);
        return true;
    case RENDER_REFUSED:
        job_failed(w, job->id, arena_text(w->mem, outcome.why), true);
        return true;
    case RENDER_CANCELLED:
        break;
    }
    return false;
}

bool kit_work(const struct world *w, const struct job *job,
              const struct render_watch *watch)
{
    struct render_tools tools;
    struct kit kit;
    struct job_twin twin;
    const char *why = brochure_tools(w->mem, &tools);
    if (why != NULL) {
        job_failed(w, job->id, why, true);
        return true;
    }
    if (!read_input(w, job, &kit)) {
        job_failed(w, job->id, "there is no such piece or edition", false);
        return true;
    }
    if (job_find_twin(w, job->id, input_digest(w, &tools, &kit), &twin)) {
        job_made(
            w, job->id,
            &(struct job_result){.pages = twin.pages, .notes = twin.notes});
        job_done(w, job->id, twin.file, twin.bytes);
        return true;
    }
    return make(w, job, &tools, &kit, watch);
}
