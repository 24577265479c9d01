#include "app/brochure_job.h"

#include "app/brochure.h"
#include "app/measure.h"
#include "db/db.h"
#include "model/preflight.h"

static void record(const struct world *w, int64_t id,
                   const struct brochure_report *report)
{
    const struct job_result result = {.pages = report->pages,
                                      .seconds = report->seconds,
                                      .memory_kb = report->memory_kb,
                                      .notes = report->notes};
    job_made(w, id, &result);
}

bool brochure_work(const struct world *w, const struct job *job,
                   const struct render_watch *watch)
{
    struct brochure_report report;
    const struct brochure_wish wish = {.edition_id = job->edition_id,
                                       .product = job->product,
                                       .language = job->language,
                                       .job_id = job->id};
    brochure_run(w, &wish, watch, &report);
    if (report.end == RENDER_CANCELLED)
        return false;
    record(w, job->id, &report);
    if (report.end == RENDER_DONE) {
        job_done(w, job->id, report.file, report.bytes);
        job_sweep(w);
    } else {
        job_failed(w, job->id, report.why, report.end == RENDER_REFUSED);
    }
    return true;
}

size_t brochure_want_measures(const struct world *w, int64_t edition_id)
{
    struct preflight p;
    size_t wanted = 0;
    if (db_begin(w->db, DB_WRITE)) {
        preflight_run(w, edition_id, false, &p);
        wanted = preflight_measure(w, &p);
    }
    if (db_commit(w->db))
        return wanted;
    db_rollback(w->db);
    return 0;
}

int brochure_measured(const struct world *w, int64_t edition_id, size_t wanted)
{
    enum { FROM = 1, TO = 19 }; /* then pages are set, see render.mjs */
    size_t waiting = fit_waiting(w, edition_id);
    size_t done = waiting < wanted ? wanted - waiting : 0;
    return FROM + (int)(done * (TO - FROM) / wanted);
}

void brochure_measure(const struct world *w, int64_t edition_id)
{
    struct render_tools tools;
    if (brochure_tools(w->mem, &tools) != NULL ||
        brochure_want_measures(w, edition_id) == 0)
        return;
    struct measure *measure = measure_new(w->home, &tools);
    while (measure_next(measure, w))
        ;
    measure_free(measure);
}
