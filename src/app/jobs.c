/* The job process: pictures, brochures, measures, receipts, reading packs,
 * reminders, mails.
 *
 * It holds no transaction while it works: a job is claimed in a short one, and
 * its result recorded in another. Idle, it asks for SQLite's data_version
 * five times a second, which costs no lock and no disk. */
#include "app/jobs.h"

#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "app/app.h"
#include "app/brochure.h"
#include "app/brochure_job.h"
#include "app/jobdir.h"
#include "app/kit.h"
#include "app/measure.h"
#include "app/package.h"
#include "app/paging.h"
#include "app/paper.h"
#include "app/picture_job.h"
#include "app/post.h"
#include "app/preview.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "model/deadline.h"
#include "model/job.h"
#include "model/pack.h"
#include "model/page_link.h"
#include "model/proposal.h"
#include "model/reminder.h"
#include "model/submission.h"
#include "model/sweep.h"
#include "model/telling.h"

enum {
    NICE = 15, /* as logins, see pool.c; what takes long is CONFINE_BULK more */
    PAUSE_MS = 200,
    LOOK_S = 10, /* between two looks for mails and reminders that are due */
    MEASURE_S = 2,
    POST_S = 5,       /* for mails, before the next job gets its turn */
    BEAT_S = 5,       /* between two heartbeats that say nothing new */
    SWEEP_S = 60 * 60 /* between two looks for files to be erased */
};

static volatile sig_atomic_t stopping;

/* One job under way. */
struct task {
    struct world world;
    struct job job;
    int percent; /* as last recorded */
    double beat; /* when */
};

/* --- measures ---------------------------------------------------------------
 *
 * Somebody looks at a form and waits: these go first, also while another job is
 * under way, whose child does not need us. */

static struct {
    struct app *app;
    struct measure *measure; /* NULL: nothing can be measured here */
    struct arena *mem;
    struct arena *post; /* of the mail under way */
} side;

static void side_open(struct app *app)
{
    static struct render_tools tools;
    const char *why = brochure_tools(app->mem, &tools);
    side.app = app;
    side.mem = arena_new();
    if (why == NULL)
        side.measure = measure_new(app->home, &tools);
    else
        log_event("fit", "state", "absent", "message", why, NULL);
}

static void side_close(void)
{
    measure_free(side.measure);
    arena_free(side.mem);
}

/* Leaves the database to `mem`, whose job goes on. */
static bool measure_some(struct arena *mem)
{
    double until = clock_monotonic() + MEASURE_S;
    bool measured = false, more = side.measure != NULL;
    while (more && !stopping && clock_monotonic() < until) {
        arena_reset(side.mem);
        struct world w = app_world(side.app, side.mem);
        /* whoever looks at a page sees it before he reads how full it is */
        bool drawn = preview_work_next(side.measure, &w);
        more = measure_next(side.measure, &w) || drawn;
        measured = measured || more;
    }
    if (side.measure != NULL) {
        measure_rest(side.measure);
        db_set_arena(side.app->db, mem);
    }
    return measured;
}

/* --- the job goes on -------------------------------------------------------
 */

static bool go_on(void *context, int percent, const char *text)
{
    struct task *task = context;
    double now = clock_monotonic();
    if (stopping)
        return false;
    measure_some(task->world.mem);
    if (percent < task->percent) /* a bar never goes back */
        percent = task->percent;
    if (percent != task->percent || now - task->beat >= BEAT_S) {
        task->world.now = clock_now();
        task->percent = percent;
        task->beat = now;
        job_progress(&task->world, task->job.id, percent, text);
    }
    return !job_cancelled(&task->world, task->job.id);
}

static bool go_on_with_picture(void *context)
{
    return go_on(context, 0, "");
}

/* Whoever cancelled it has marked it so; a stop is nobody's fault. */
static void broken_off(struct task *task)
{
    if (stopping)
        job_give_back(&task->world, task->job.id);
}

/* --- pictures --------------------------------------------------------------
 */

static void render_picture(struct task *task)
{
    const struct picture_watch watch = {task, go_on_with_picture};
    if (!picture_work(&task->world, &task->job, &watch))
        broken_off(task);
}

/* --- documents -------------------------------------------------------------
 */

static void render_document(struct task *task)
{
    const struct paging_watch watch = {.context = task, .progress = go_on};
    if (!paging_work(&task->world, &task->job, &watch))
        broken_off(task);
}

/* --- brochures -------------------------------------------------------------
 */

/* A proof says how full each page is: what was never measured, is now. Whoever
 * waits sees that it goes on, and can cancel it meanwhile. */
static bool measure_first(struct task *task)
{
    const struct world *w = &task->world;
    size_t wanted = 0;
    if (side.measure != NULL && str_equal(task->job.product, "proof"))
        wanted = brochure_want_measures(w, task->job.edition_id);
    for (bool more = wanted > 0; more; more = measure_some(w->mem))
        if (!go_on(task, brochure_measured(w, task->job.edition_id, wanted),
                   "measures"))
            return false;
    return true;
}

static void make_brochure(struct task *task)
{
    const struct render_watch watch = {.context = task, .progress = go_on};
    if (!measure_first(task) ||
        !brochure_work(&task->world, &task->job, &watch))
        broken_off(task);
}

static void make_kit(struct task *task)
{
    const struct render_watch watch = {.context = task, .progress = go_on};
    if (!kit_work(&task->world, &task->job, &watch))
        broken_off(task);
}

static void make_package(struct task *task)
{
    const struct render_watch watch = {.context = task, .progress = go_on};
    if (!package_work(&task->world, &task->job, &watch))
        broken_off(task);
}

/* --- the loop --------------------------------------------------------------
 */

static void log_work(const struct task *task, double seconds)
{
    char id[24], time[24];
    struct job job = task->job;
    job_by_id(&task->world, job.id, &job);
    snprintf(id, sizeof id, "%" PRId64, job.id);
    snprintf(time, sizeof time, "%.2f", seconds);
    log_event("job", "id", id, "kind", job.kind, "state", job.state, "message",
              job.message, "seconds", time, NULL);
}

/* Takes a job and works at it; false if none waits. */
static bool work_once(struct app *app, struct arena *mem)
{
    double begin = clock_monotonic();
    arena_reset(mem);
    struct task task = {.world = app_world(app, mem), .beat = begin};
    job_requeue_silent(&task.world);
    if (!job_claim(&task.world, &task.job))
        return false;
    if (str_equal(task.job.kind, "image"))
        render_picture(&task);
    else if (str_equal(task.job.kind, "document"))
        render_document(&task);
    else if (str_equal(task.job.kind, "kit"))
        make_kit(&task);
    else if (str_equal(task.job.kind, "package"))
        make_package(&task);
    else
        make_brochure(&task);
    log_work(&task, clock_monotonic() - begin);
    return true;
}

static bool stops_posting(void)
{
    if (!stopping)
        measure_some(side.post);
    return stopping != 0;
}

static bool go_on_with_paper(void *mem, int percent, const char *text)
{
    (void)percent, (void)text;
    if (!stopping)
        measure_some(mem);
    return stopping == 0;
}

/* What the clock alone decides: changes whose time is over, reminders to
 * drafts. Looked for with a read, so that nothing due takes no lock. */
static void keep_time(const struct world *w)
{
    bool due = submission_unsettled(w) || deadline_remind_due(w);
    if (db_failed(w->db) && !db_commit(w->db))
        db_rollback(w->db);
    if (!due)
        return;
    if (db_begin(w->db, DB_WRITE)) {
        submission_settle(w);
        deadline_remind(w);
    }
    if (!db_commit(w->db))
        db_rollback(w->db);
}

/* Reminders and what is due of proposals, then mails, for as long as a picture
 * may wait: most mails take less than a second. */
static bool post_some(struct app *app, struct arena *mem)
{
    double until = clock_monotonic() + POST_S;
    bool posted = false;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    reminder_run(&w);
    proposal_run(&w);
    telling_run(&w);
    keep_time(&w);
    side.post = mem;
    while (!stopping && clock_monotonic() < until &&
           post_one(app, mem, stops_posting)) {
        measure_some(mem);
        posted = true;
    }
    return posted;
}

/* Now and then: files that nothing needs any more. */
static void sweep_some(struct app *app)
{
    static double next;
    if (clock_monotonic() < next)
        return;
    next = clock_monotonic() + SWEEP_S;
    struct arena *mem = arena_new();
    struct world w = app_world(app, mem);
    sweep_files(&w);
    job_sweep(&w);
    pack_sweep(&w);
    preview_sweep(&w);
    page_link_sweep(&w);
    arena_free(mem);
}

static const struct paper_kind *const papers[] = {&paper_receipt,
                                                  &paper_minutes, &paper_pack};
enum { PAPERS = sizeof papers / sizeof *papers };

/* One of each kind; how many that were. */
static int print_some(struct app *app, struct arena *mem)
{
    const struct render_watch watch = {.context = mem,
                                       .progress = go_on_with_paper};
    int count = 0;
    for (size_t i = 0; i < PAPERS && !stopping; i++)
        count += paper_work(app, mem, papers[i], NULL, &watch);
    return count;
}

/* Each kind of work gets its turn: what there is much of keeps nothing else
 * waiting for longer than one of its own. */
int jobs_work(struct app *app)
{
    struct arena *mem = arena_new();
    int count = 0;
    for (bool more = true; more && !stopping;) {
        bool measured = measure_some(mem);
        bool posted = !stopping && post_some(app, mem);
        bool worked = !stopping && work_once(app, mem);
        int printed = print_some(app, mem);
        sweep_some(app);
        more = measured || posted || worked || printed > 0;
        count += worked + printed;
    }
    arena_free(mem);
    return count;
}

static void stop(int signal)
{
    (void)signal;
    stopping = 1;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = stop};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

/* Nobody else has written anything: sleep, until the clock may have made
 * something due. */
static void wait_for_change(struct app *app, int64_t seen)
{
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
    double until = clock_monotonic() + LOOK_S;
    do
        nanosleep(&pause, NULL);
    while (!stopping && clock_monotonic() < until &&
           db_number(app->db, "PRAGMA data_version") == seen);
}

/* What ran when the last job process ended never got to its end. */
static void requeue_all(struct app *app)
{
    struct arena *mem = arena_new();
    struct world w = app_world(app, mem);
    job_requeue_all(&w);
    post_recover(app, mem);
    for (size_t i = 0; i < PAPERS; i++)
        paper_recover(app, mem, papers[i]);
    preview_forget_all(&w);
    arena_free(mem);
}

void jobs_run(struct app *app)
{
    catch_signals();
    setpriority(PRIO_PROCESS, 0, NICE);
    jobdir_sweep(app->home);
    requeue_all(app);
    side_open(app);
    while (!stopping) {
        int64_t seen = db_number(app->db, "PRAGMA data_version");
        jobs_work(app);
        wait_for_change(app, seen);
    }
    side_close();
}
