#include "app/kit.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "app/brochure.h"
#include "app/brochure_notes.h"
#include "app/kit_set.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"

static int64_t size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : 0;
}

/* One snapshot; what was made from the same before is in *made, bytes 0 if
 * nothing was. */
static bool read_input(const struct world *w, const struct job *job,
                       const struct render_tools *tools, struct kit *kit,
                       struct kit_file_made *made)
{
    const struct kit_piece *piece = kit_piece(job->product);
    bool found = db_begin(w->db, DB_READ) && piece != NULL &&
                 kit_build(w, job->edition_id, piece, job->language, kit);
    if (found) {
        struct secret_digest *d = secret_digest_start(w->mem);
        const char *templates = kit_set_digest(w->mem, tools, w->home);
        secret_digest_add(d, kit->digest, strlen(kit->digest));
        secret_digest_add(d, templates, strlen(templates));
        kit->digest = secret_digest_end(w->mem, d);
        kit_made(w, job->edition_id, piece, job->language, kit->digest, made);
    }
    return db_commit(w->db) && found;
}

static void note(const struct world *w, const struct job *job,
                 const struct kit *kit, const struct kit_file_made *made)
{
    if (db_begin(w->db, DB_WRITE))
        kit_note_job(w, job->id, kit->digest, made);
    if (!db_commit(w->db))
        db_rollback(w->db);
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
                                  .data_bytes = kit->data_bytes};
    file_folder(arena_printf(w->mem, "%s/exports", w->home), 0700);
    render_notes_start(&said);
    kit_set(tools, &order, watch, &outcome);
    const struct kit_file_made made = {
        .name = name,
        .bytes = size_of(path),
        .pages = outcome.pages,
        .notes = brochure_notes(w, job->edition_id, &data, &said)};
    render_notes_free(&said);
    switch (outcome.end) {
    case RENDER_DONE:
        note(w, job, kit, &made);
        job_done(w, job->id, name, made.bytes);
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
    struct kit_file_made made = {0};
    const char *why = brochure_tools(w->mem, &tools);
    if (why != NULL) {
        job_failed(w, job->id, why, true);
        return true;
    }
    if (!read_input(w, job, &tools, &kit, &made)) {
        job_failed(w, job->id, "there is no such piece or edition", false);
        return true;
    }
    if (made.bytes > 0 && size_of(brochure_path(w, made.name)) == made.bytes) {
        note(w, job, &kit, &made);
        job_done(w, job->id, made.name, made.bytes);
        return true;
    }
    return make(w, job, &tools, &kit, watch);
}
