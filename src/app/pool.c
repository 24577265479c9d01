/* A bounded pool of threads for password work.
 *
 * Kore's own tasks are not used: their queue has no bound, nothing in it can
 * be cancelled (ten abandoned logins held up the eleventh by ten seconds), and
 * their threads take the next entry after an unchecked wait.
 *
 * Every job is on exactly one list: queued, running, finished, or given (to
 * the owner). All lists are guarded by one lock; only the work itself, while
 * its job runs, is touched without it. */
#include "app/pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/work.h"

enum { POOL_NICE = 15 };

enum job_state { JOB_QUEUED, JOB_RUNNING, JOB_FINISHED, JOB_GIVEN };

struct pool_job {
    enum job_state state;
    bool released; /* the owner has gone while it ran */
    struct work work;
    TAILQ_ENTRY(pool_job) next;
};

TAILQ_HEAD(job_list, pool_job);

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t wanted;
    struct job_list list[JOB_GIVEN + 1];
    size_t waiting, waiting_max;
    bool stopping;
    int descriptor;
    size_t thread_count;
    pthread_t thread[];
};

static void move(struct pool *pool, struct pool_job *job, enum job_state state)
{
    TAILQ_REMOVE(&pool->list[job->state], job, next);
    job->state = state;
    TAILQ_INSERT_TAIL(&pool->list[state], job, next);
}

static void forget(struct pool *pool, struct pool_job *job)
{
    TAILQ_REMOVE(&pool->list[job->state], job, next);
    work_wipe(&job->work);
    free(job);
}

static void announce(const struct pool *pool)
{
    static const uint64_t one = 1;

    /* Fails only when the counter is full, and then it is readable already. */
    if (write(pool->descriptor, &one, sizeof one) < 0 && errno != EAGAIN)
        die("pool: cannot announce a result");
}

static void run(struct pool *pool, struct pool_job *job)
{
    pool->waiting--;
    move(pool, job, JOB_RUNNING);
    pthread_mutex_unlock(&pool->lock);
    work_run(&job->work);
    pthread_mutex_lock(&pool->lock);
    if (job->released) {
        forget(pool, job);
        return;
    }
    move(pool, job, JOB_FINISHED);
    announce(pool);
}

static void *thread_main(void *argument)
{
    struct pool *pool = argument;

    /* On Linux this is the thread's own niceness: pages come first. */
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), POOL_NICE);
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->stopping && TAILQ_EMPTY(&pool->list[JOB_QUEUED]))
            pthread_cond_wait(&pool->wanted, &pool->lock);
        if (pool->stopping)
            break;
        run(pool, TAILQ_FIRST(&pool->list[JOB_QUEUED]));
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Signals are the event loop's, so the threads start with all of them
 * blocked. */
static bool start_threads(struct pool *pool, size_t threads)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pool->thread_count < threads &&
           pthread_create(&pool->thread[pool->thread_count], NULL, thread_main,
                          pool) == 0)
        pool->thread_count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pool->thread_count == threads;
}

struct pool *pool_start(size_t threads, size_t queue_max)
{
    struct pool *pool =
        calloc(1, sizeof *pool + threads * sizeof pool->thread[0]);

    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wanted, NULL);
    for (size_t i = 0; i <= JOB_GIVEN; i++)
        TAILQ_INIT(&pool->list[i]);
    pool->waiting_max = queue_max;
    pool->descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (pool->descriptor >= 0 && start_threads(pool, threads))
        return pool;
    pool_stop(pool);
    pool_free(pool);
    return NULL;
}

int pool_descriptor(const struct pool *pool)
{
    return pool->descriptor;
}

struct pool_job *pool_submit(struct pool *pool, const struct work *work)
{
    struct pool_job *job = calloc(1, sizeof *job);

    if (!job)
        return NULL;
    job->work = *work;
    pthread_mutex_lock(&pool->lock);
    if (pool->stopping || pool->waiting >= pool->waiting_max) {
        pthread_mutex_unlock(&pool->lock);
        work_wipe(&job->work);
        free(job);
        return NULL;
    }
    pool->waiting++;
    TAILQ_INSERT_TAIL(&pool->list[JOB_QUEUED], job, next);
    pthread_cond_signal(&pool->wanted);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

struct pool_job *pool_finished(struct pool *pool)
{
    struct pool_job *job;
    uint64_t count;

    pthread_mutex_lock(&pool->lock);
    job = TAILQ_FIRST(&pool->list[JOB_FINISHED]);
    if (job)
        move(pool, job, JOB_GIVEN);
    /* Emptied under the lock, so that no announcement can be lost. */
    if (TAILQ_EMPTY(&pool->list[JOB_FINISHED]))
        (void)!read(pool->descriptor, &count, sizeof count);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

const struct work *pool_work(const struct pool_job *job)
{
    return &job->work;
}

void pool_release(struct pool *pool, struct pool_job *job)
{
    pthread_mutex_lock(&pool->lock);
    if (job->state == JOB_RUNNING) {
        job->released = true;
    } else {
        if (job->state == JOB_QUEUED)
            pool->waiting--;
        forget(pool, job);
    }
    pthread_mutex_unlock(&pool->lock);
}

size_t pool_waiting(struct pool *pool)
{
    size_t waiting;

    pthread_mutex_lock(&pool->lock);
    waiting = pool->waiting;
    pthread_mutex_unlock(&pool->lock);
    return waiting;
}

void pool_stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    pthread_cond_broadcast(&pool->wanted);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->thread_count; i++)
        pthread_join(pool->thread[i], NULL);
    pool->thread_count = 0;
}

void pool_free(struct pool *pool)
{
    struct pool_job *job;

    for (size_t i = 0; i <= JOB_GIVEN; i++)
        while ((job = TAILQ_FIRST(&pool->list[i])) != NULL)
            forget(pool, job);
    if (pool->descriptor >= 0)
        close(pool->descriptor);
    pthread_cond_destroy(&pool->wanted);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}
