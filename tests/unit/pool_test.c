/* The pool: every job comes back once, in whatever order its owner leaves. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/pool.h"
#include "base/secret.h"
#include "base/work.h"

enum { MANY = 2000 };

/* Costs nothing: wipes the password and is done. */
static const struct work quick = {.kind = WORK_NONE, .password = "secret"};
/* Costs enough to be still running when the next line is reached. */
static const struct work slow = {.kind = WORK_HASH, .password = "secret word"};

static struct pool_job *wait_finished(struct pool *pool)
{
    struct pollfd ready = {.fd = pool_descriptor(pool), .events = POLLIN};

    assert_int_equal(poll(&ready, 1, 20000), 1);
    return pool_finished(pool);
}

static void wait_started(struct pool *pool)
{
    struct timespec pause = {.tv_nsec = 100000};

    for (int i = 0; i < 200000 && pool_waiting(pool) > 0; i++)
        nanosleep(&pause, NULL);
    assert_int_equal(pool_waiting(pool), 0);
}

static void end(struct pool *pool)
{
    pool_stop(pool);
    pool_free(pool);
}

static void every_job_comes_back_once(void **state)
{
    struct pool *pool = pool_start(2, MANY);
    struct pool_job *job;
    size_t back = 0;

    (void)state;
    assert_non_null(pool);
    for (size_t i = 0; i < MANY; i++)
        assert_non_null(pool_submit(pool, &quick));
    while (back < MANY) {
        job = wait_finished(pool);
        assert_non_null(job);
        assert_true(pool_work(job)->done);
        assert_string_equal(pool_work(job)->password, "");
        pool_release(pool, job);
        back++;
    }
    assert_null(pool_finished(pool));
    end(pool);
}

static void a_result_is_the_work_done(void **state)
{
    struct pool *pool = pool_start(1, 4);
    struct work verify = {.kind = WORK_VERIFY, .password = "secret word"};
    struct pool_job *job;

    (void)state;
    assert_non_null(pool_submit(pool, &slow));
    job = wait_finished(pool);
    assert_false(pool_work(job)->failed);
    assert_memory_equal(pool_work(job)->new_hash, "$argon2id$", 10);
    memcpy(verify.hash, pool_work(job)->new_hash, sizeof verify.hash);
    pool_release(pool, job);
    assert_non_null(pool_submit(pool, &verify));
    job = wait_finished(pool);
    assert_true(pool_work(job)->fits);
    end(pool);
}

static void a_full_queue_refuses(void **state)
{
    struct pool *pool = pool_start(1, 2);
    struct pool_job *first, *second;

    (void)state;
    assert_non_null(pool_submit(pool, &slow));
    wait_started(pool);
    first = pool_submit(pool, &quick);
    second = pool_submit(pool, &quick);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(pool_submit(pool, &quick));
    pool_release(pool, first);
    assert_int_equal(pool_waiting(pool), 1);
    assert_non_null(pool_submit(pool, &quick));
    end(pool);
}

static void released_jobs_do_not_come_back(void **state)
{
    struct pool *pool = pool_start(1, 4);
    struct pool_job *running, *queued, *kept;

    (void)state;
    running = pool_submit(pool, &slow);
    wait_started(pool);
    queued = pool_submit(pool, &slow);
    kept = pool_submit(pool, &quick);
    pool_release(pool, running);
    pool_release(pool, queued);
    assert_ptr_equal(wait_finished(pool), kept);
    assert_null(pool_finished(pool));
    end(pool);
}

static void stopping_finishes_what_runs_and_starts_nothing(void **state)
{
    struct pool *pool = pool_start(1, 4);
    struct pool_job *running, *queued;

    (void)state;
    running = pool_submit(pool, &slow);
    wait_started(pool);
    queued = pool_submit(pool, &slow);
    pool_stop(pool);
    assert_ptr_equal(pool_finished(pool), running);
    assert_true(pool_work(running)->done);
    assert_null(pool_finished(pool));
    assert_null(pool_submit(pool, &quick));
    assert_int_equal(pool_waiting(pool), 1);
    pool_release(pool, queued);
    pool_free(pool);
}

/* Jobs are dropped in every state while two threads work on them. */
static void owners_may_leave_at_any_time(void **state)
{
    struct pool *pool = pool_start(2, 64);
    struct pool_job *held[8] = {NULL}, *job;
    size_t at;

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        at = i % 8;
        if (held[at])
            pool_release(pool, held[at]);
        held[at] = pool_submit(pool, &quick);
        if (i % 3 != 0)
            continue;
        while ((job = pool_finished(pool)) != NULL) {
            for (size_t k = 0; k < 8; k++)
                if (held[k] == job)
                    held[k] = NULL;
            pool_release(pool, job);
        }
    }
    end(pool);
}

static void the_owner_keeps_its_priority(void **state)
{
    int before = getpriority(PRIO_PROCESS, 0);
    struct pool *pool = pool_start(2, 4);

    (void)state;
    assert_non_null(pool_submit(pool, &quick));
    assert_non_null(wait_finished(pool));
    assert_int_equal(getpriority(PRIO_PROCESS, 0), before);
    end(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_comes_back_once),
        cmocka_unit_test(a_result_is_the_work_done),
        cmocka_unit_test(a_full_queue_refuses),
        cmocka_unit_test(released_jobs_do_not_come_back),
        cmocka_unit_test(stopping_finishes_what_runs_and_starts_nothing),
        cmocka_unit_test(owners_may_leave_at_any_time),
        cmocka_unit_test(the_owner_keeps_its_priority),
    };

    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
