#include "app/picture_job.h"

#include <inttypes.h>
#include <unistd.h>

#include "app/picture.h"
#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_file.h"
#include "model/file.h"

static enum picture_kind kind_of(const struct world *w, int64_t file_id)
{
    struct sql_file_shown_as_row shown = {.type = ""};
    sql_file_shown_as(w->db, file_id, &shown);
    return shown.photo || str_equal(shown.type, "image/jpeg") ? PICTURE_PHOTO
                                                              : PICTURE_LOGO;
}

static const char *type_of(enum picture_kind kind)
{
    return kind == PICTURE_LOGO ? "image/png" : "image/jpeg";
}

/* A company that takes part again uploads the same logo. */
static bool rendered_before(const struct world *w, int64_t file_id,
                            enum picture_kind kind)
{
    bool done = false;
    if (db_begin(w->db, DB_WRITE))
        done = file_render_like_twin(w, file_id, type_of(kind));
    if (db_commit(w->db))
        return done;
    db_rollback(w->db);
    return false;
}

/* The renditions go under files/ first; then one transaction says so. */
static bool record_picture(const struct world *w, int64_t file_id,
                           const struct picture_order *order,
                           const struct picture_outcome *outcome)
{
    struct file_rendition list[PICTURE_SIZES];
    size_t count = 0;
    for (int i = 0; i < PICTURE_SIZES; i++) {
        if (outcome->size[i].width == 0)
            continue;
        struct file_rendition *one = &list[count++];
        *one = (struct file_rendition){
            .size = picture_size_name((enum picture_size)i),
            .type = type_of(order->kind),
            .width = outcome->size[i].width,
            .height = outcome->size[i].height,
        };
        one->digest = file_keep_copy(w, order->output[i], &one->bytes);
        if (one->digest == NULL)
            return false;
    }
    if (db_begin(w->db, DB_WRITE))
        file_rendered(w, file_id, list, count);
    if (db_commit(w->db))
        return true;
    db_rollback(w->db);
    return false;
}

/* false: it was broken off. */
static bool record(const struct world *w, const struct job *job,
                   const struct picture_order *order,
                   const struct picture_outcome *outcome)
{
    switch (outcome->end) {
    case PICTURE_DONE:
        if (record_picture(w, job->file_id, order, outcome))
            job_done(w, job->id, "", 0);
        else
            job_failed(w, job->id, "the renditions could not be stored", true);
        break;
    case PICTURE_UNKNOWN:
    case PICTURE_TOO_LARGE:
    case PICTURE_BROKEN:
        job_failed(w, job->id, outcome->why, false);
        break;
    case PICTURE_REFUSED:
        job_failed(w, job->id, outcome->why, true);
        break;
    case PICTURE_CANCELLED:
        return false;
    }
    return true;
}

bool picture_work(const struct world *w, const struct job *job,
                  const struct picture_watch *watch)
{
    struct picture_outcome outcome;
    struct file file;
    if (!file_by_id(w, job->file_id, &file)) {
        job_failed(w, job->id, "there is no such file", false);
        return true;
    }
    enum picture_kind kind = kind_of(w, file.id);
    if (rendered_before(w, file.id, kind)) {
        job_done(w, job->id, "", 0);
        return true;
    }
    struct picture_order order = {
        .home = w->home,
        .source = file_path(w, file.digest),
        .kind = kind,
        .tick = watch->tick,
        .context = watch->context,
    };
    for (int i = 0; i < PICTURE_SIZES; i++)
        order.output[i] = arena_printf(
            w->mem, "%s/run/jobs/picture-%d-%" PRId64, w->home, i, job->id);
    picture_render(&order, &outcome);
    bool ended = record(w, job, &order, &outcome);
    for (int i = 0; i < PICTURE_SIZES; i++)
        unlink(order.output[i]);
    return ended;
}
