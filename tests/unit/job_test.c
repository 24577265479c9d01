/* The job table: claiming, ends, retries, requeueing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/db.h"
#include "model/file.h"
#include "model/job.h"
#include "support/home.h"

static struct test_home *home;
static int64_t first, second;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    home_edition(home);
    home_sql(home,
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('d', 'n', 'image/png', 1, 1, "
             "'waiting')");
    struct world *w = home_begin(home);
    first = job_add_image(w, 1);
    second = job_add(w, &(struct job_order){"brochure", 1, "print", ""});
    home_commit(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static const char *state_of(int64_t id)
{
    struct job job;
    assert_true(job_by_id(&home->world, id, &job));
    return job.state;
}

static void claims_in_order(void **state)
{
    (void)state;
    struct job job;
    assert_true(job_claim(&home->world, &job));
    assert_int_equal(job.id, first);
    assert_string_equal(job.kind, "image");
    assert_string_equal(job.state, "running");
    assert_int_equal(job.file_id, 1);
    assert_true(job_claim(&home->world, &job));
    assert_int_equal(job.id, second);
    assert_int_equal(job.edition_id, 1);
    assert_string_equal(job.product, "print");
    assert_false(job_claim(&home->world, &job));
    assert_false(db_in_transaction(home->world.db));
}

static void tells_how_far_it_is(void **state)
{
    (void)state;
    struct job job;
    job_claim(&home->world, &job);
    home->world.now = TEST_NOW + 7;
    job_progress(&home->world, first, 40, "layout");
    job_by_id(&home->world, first, &job);
    assert_int_equal(job.progress, 40);
    assert_string_equal(job.message, "layout");
    assert_int_equal(home_number(home, "SELECT heartbeat_at FROM job"),
                     TEST_NOW + 7);
    job_done(&home->world, first, "a.pdf", 12);
    job_by_id(&home->world, first, &job);
    assert_string_equal(job.state, "done");
    assert_string_equal(job.result, "a.pdf");
    assert_int_equal(job.progress, 100);
    assert_int_equal(job.result_bytes, 12);
    assert_int_equal(*job.finished_at, TEST_NOW + 7);
}

static void three_attempts(void **state)
{
    (void)state;
    struct job job;
    for (int attempt = 1; attempt <= 3; attempt++) {
        assert_string_equal(state_of(first), "waiting");
        assert_true(job_claim(&home->world, &job));
        assert_int_equal(job.id, first);
        job_failed(&home->world, first, "no memory", true);
    }
    assert_string_equal(state_of(first), "failed");
    assert_string_equal(home_text(home, "SELECT render_state FROM file"),
                        "failed");
    assert_string_equal(home_text(home, "SELECT render_problem FROM file"),
                        "no memory");
}

static void hopeless_is_one_attempt(void **state)
{
    (void)state;
    struct job job;
    job_claim(&home->world, &job);
    job_failed(&home->world, first, "not a picture", false);
    assert_string_equal(state_of(first), "failed");
}

static void cancelled_stays_cancelled(void **state)
{
    (void)state;
    struct job job;
    job_claim(&home->world, &job);
    assert_false(job_cancelled(&home->world, first));
    struct world *w = home_begin(home);
    assert_true(job_cancel(w, first));
    assert_false(job_cancel(w, first));
    home_commit(home);
    assert_true(job_cancelled(&home->world, first));
    job_done(&home->world, first, "late.pdf", 1);
    job_failed(&home->world, first, "late", true);
    job_progress(&home->world, first, 90, "late");
    job_give_back(&home->world, first);
    job_requeue_all(&home->world);
    assert_string_equal(state_of(first), "cancelled");
}

static void given_back_is_no_attempt(void **state)
{
    (void)state;
    struct job job;
    for (int i = 0; i < 5; i++) {
        assert_true(job_claim(&home->world, &job));
        assert_int_equal(job.id, first);
        job_give_back(&home->world, first);
    }
    assert_string_equal(state_of(first), "waiting");
}

static void requeued_after_a_crash(void **state)
{
    (void)state;
    struct job job;
    for (int i = 0; i < 3; i++) {
        assert_true(job_claim(&home->world, &job));
        assert_int_equal(job.id, first);
        job_requeue_all(&home->world);
    }
    assert_string_equal(state_of(first), "failed");
    assert_string_equal(home_text(home, "SELECT render_state FROM file"),
                        "failed");
    assert_string_equal(state_of(second), "waiting");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(claims_in_order),
        TEST(tells_how_far_it_is),
        TEST(three_attempts),
        TEST(hopeless_is_one_attempt),
        TEST(cancelled_stays_cancelled),
        TEST(given_back_is_no_attempt),
        TEST(requeued_after_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
