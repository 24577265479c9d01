/* The job table: claiming, ends, retries, requeueing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
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

/* What a person ordered is first, but a book without its pictures is none. */
static void pictures_before_the_book(void **state)
{
    (void)state;
    struct job job;
    home_user(home, "office@example.org", "organiser");
    home_sql(home,
             "UPDATE job SET created_by = 1 WHERE kind = 'brochure';"
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('e', 'n', 'image/png', 1, 1, "
             "'waiting')");
    struct world *w = home_begin(home);
    int64_t later = job_add_image(w, 2);
    home_commit(home);
    const int64_t order[] = {first, second, later};
    for (size_t i = 0; i < 3; i++) {
        assert_true(job_claim(&home->world, &job));
        assert_int_equal(job.id, order[i]);
    }
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

static void tried_again(void **state)
{
    (void)state;
    struct job job;
    const struct job_order same = {"brochure", 1, "print", ""};
    const struct job_order other = {"brochure", 1, "print", "de"};
    struct world *w = home_begin(home);
    assert_true(job_under_way(w, &same));
    assert_false(job_under_way(w, &other));
    assert_false(job_retry(w, second)); /* it waits */
    assert_true(job_cancel(w, second));
    assert_false(job_under_way(w, &same));
    assert_true(job_retry(w, second));
    assert_false(job_retry(w, first)); /* a picture: nobody ordered it */
    home_commit(home);
    assert_string_equal(state_of(second), "waiting");
    job_claim(&home->world, &job);
    job_claim(&home->world, &job);
    assert_int_equal(job.id, second);
    job_failed(&home->world, second, "bad", false);
    w = home_begin(home);
    int64_t third = job_add(w, &same);
    assert_false(job_retry(w, second)); /* the third is under way */
    assert_true(job_cancel(w, third));
    assert_true(job_retry(w, second));
    home_commit(home);
}

static void its_place_in_the_queue(void **state)
{
    (void)state;
    struct job job;
    struct job_row *row;
    struct world *w = home_begin(home);
    int64_t third = job_add(w, &(struct job_order){"brochure", 1, "proof", ""});
    home_commit(home);
    assert_int_equal(job_list(&home->world, 1, "brochure", &row), 2);
    assert_int_equal(row[0].job.id, third);
    /* the picture that waits too might be a juror's, in his own notes */
    assert_int_equal(row[0].ahead, 1);
    assert_int_equal(row[1].ahead, 0);
    job_claim(&home->world, &job);
    assert_int_equal(job.id, first);
    job_list(&home->world, 1, "brochure", &row);
    assert_int_equal(row[1].ahead, 0);
    job_done(&home->world, first, "", 0);
    job_claim(&home->world, &job);
    assert_int_equal(job.id, second);
    job_list(&home->world, 1, "brochure", &row);
    assert_int_equal(row[0].ahead, 1); /* the one that runs */
    job_done(&home->world, second, "", 0);
    job_list(&home->world, 1, "brochure", &row);
    assert_int_equal(row[0].ahead, 0);
    assert_int_equal(job_list(&home->world, 1, "kit", &row), 0);
}

/* A job whose file is there, as it was made. */
static int64_t make(const char *kind, const char *product, const char *digest)
{
    struct world *w = home_begin(home);
    struct job_twin twin;
    int64_t id = job_add(w, &(struct job_order){kind, 1, product, ""});
    home_commit(home);
    const char *file = arena_printf(home->mem, "%s-%d.pdf", kind, (int)id);
    file_write(arena_printf(home->mem, "%s/exports/%s", home->folder, file),
               "made", 4, 0600);
    home_sql(home, arena_printf(home->mem,
                                "UPDATE job SET state = 'running' WHERE id = "
                                "%d",
                                (int)id));
    const struct job_result result = {24, 1.5, 2000, "{}"};
    job_find_twin(&home->world, id, digest, &twin);
    job_made(&home->world, id, &result);
    job_done(&home->world, id, file, 4);
    return id;
}

static void the_same_again(void **state)
{
    (void)state;
    struct job_twin twin;
    file_folder(arena_printf(home->mem, "%s/exports", home->folder), 0700);
    int64_t id = make("brochure", "screen", "d1");
    assert_false(job_find_twin(&home->world, second, "d2", &twin));
    assert_true(job_find_twin(&home->world, second, "d1", &twin));
    assert_int_equal(twin.id, id);
    assert_int_equal(twin.pages, 24);
    assert_string_equal(twin.notes, "{}");
    const char *path =
        arena_printf(home->mem, "%s/exports/%s", home->folder, twin.file);
    /* the file is another one, or gone: it is made anew */
    file_write(path, "other", 5, 0600);
    assert_false(job_find_twin(&home->world, second, "d1", &twin));
    unlink(path);
    assert_false(job_find_twin(&home->world, second, "d1", &twin));
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_false(job_find_twin(&home->world, second, "d1", &twin));
    /* of another kind of work nothing is served */
    make("kit", "press", "d3");
    assert_false(job_find_twin(&home->world, second, "d3", &twin));
}

static bool there(const char *kind, int64_t id)
{
    return file_exists(arena_printf(home->mem, "%s/exports/%s-%d.pdf",
                                    home->folder, kind, (int)id));
}

static void old_files_go(void **state)
{
    (void)state;
    int64_t made[JOB_KEPT + 2];
    file_folder(arena_printf(home->mem, "%s/exports", home->folder), 0700);
    int64_t proof = make("brochure", "proof", "p");
    for (size_t i = 0; i < JOB_KEPT + 2; i++)
        made[i] = make("brochure", "screen", "s");
    /* the newest was served what the first had made */
    home_sql(home, arena_printf(home->mem,
                                "UPDATE job SET result = 'brochure-%d.pdf' "
                                "WHERE id = %d",
                                (int)made[0], (int)made[JOB_KEPT + 1]));
    assert_int_equal(job_sweep(&home->world), 1);
    assert_true(there("brochure", proof));
    assert_true(there("brochure", made[0]));
    assert_false(there("brochure", made[1]));
    assert_true(there("brochure", made[2]));
    assert_int_equal(job_sweep(&home->world), 0);
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM job WHERE result = '' AND "
                    "state = 'done'"),
        1);
}

/* Companies' data stand in them: none is kept for ever beside a newer one. */
static void superseded_files_have_a_term(void **state)
{
    (void)state;
    file_folder(arena_printf(home->mem, "%s/exports", home->folder), 0700);
    int64_t first_one = make("package", "organiser", "a");
    int64_t next = make("package", "organiser", "b");
    int64_t proof = make("brochure", "proof", "p");
    home->world.now += (int64_t)JOB_KEPT_DAYS * 24 * 60 * 60 - 1;
    assert_int_equal(job_sweep(&home->world), 0);
    home->world.now++;
    assert_int_equal(job_sweep(&home->world), 1);
    assert_false(there("package", first_one));
    assert_true(there("package", next));
    assert_true(there("brochure", proof));
    assert_string_equal(home_text(home, arena_printf(home->mem,
                                                     "SELECT result FROM job "
                                                     "WHERE id = %d",
                                                     (int)first_one)),
                        "");
    /* what failed later supersedes nothing */
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, "
             "created_at, finished_at) VALUES ('package', 1, "
             "'organiser', 'failed', 1, 1)");
    assert_int_equal(job_sweep(&home->world), 0);
    assert_true(there("package", next));
}

/* What an import over a draft, or a crash, has left. */
static void files_of_no_job_go(void **state)
{
    struct utimbuf old = {1, 1};
    const char *folder = arena_printf(home->mem, "%s/exports", home->folder);
    const char *stray = arena_printf(home->mem, "%s/stray.pdf", folder);
    const char *fresh = arena_printf(home->mem, "%s/fresh.pdf", folder);
    (void)state;
    file_folder(folder, 0700);
    int64_t proof = make("brochure", "proof", "p");
    utime(arena_printf(home->mem, "%s/brochure-%d.pdf", folder, (int)proof),
          &old);
    file_write(stray, "x", 1, 0600);
    file_write(fresh, "x", 1, 0600);
    utime(stray, &old);
    assert_int_equal(job_sweep(&home->world), 1);
    assert_false(file_exists(stray));
    assert_true(file_exists(fresh));
    assert_true(there("brochure", proof));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(claims_in_order),
        TEST(pictures_before_the_book),
        TEST(tells_how_far_it_is),
        TEST(three_attempts),
        TEST(hopeless_is_one_attempt),
        TEST(cancelled_stays_cancelled),
        TEST(given_back_is_no_attempt),
        TEST(requeued_after_a_crash),
        TEST(tried_again),
        TEST(its_place_in_the_queue),
        TEST(the_same_again),
        TEST(old_files_go),
        TEST(superseded_files_have_a_term),
        TEST(files_of_no_job_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
