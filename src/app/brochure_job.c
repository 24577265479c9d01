#include "app/brochure_job.h"

#include "app/brochure.h"

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
