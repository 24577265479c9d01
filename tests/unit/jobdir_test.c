/* What becomes of a job's result: it is put in its place, whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/jobdir.h"
#include "base/file.h"

static char home[] = "/tmp/jobdir-test-XXXXXX";
static char path[200];

static const char *in_home(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", home, name);
    return path;
}

/* Publishes "done" at that name; the home afterwards as it was, but for it. */
static bool publish(const char *name, char *why, size_t bytes)
{
    struct jobdir job;
    assert_true(jobdir_open(&job, home));
    assert_true(jobdir_write(&job, "out.pdf", "done", 4));
    bool done = jobdir_publish(&job, "out.pdf", in_home(name));
    snprintf(why, bytes, "%s", job.why);
    jobdir_close(&job);
    return done;
}

static void a_result_gets_its_place(void **state)
{
    (void)state;
    char why[300];
    struct stat st;
    umask(022);
    assert_true(publish("a.pdf", why, sizeof why));
    assert_int_equal(stat(in_home("a.pdf"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(file_size(in_home("a.pdf")), 4);
}

static void also_in_a_folder_that_is_a_link(void **state)
{
    (void)state;
    char why[300];
    assert_true(file_folder(in_home("disk"), 0700));
    assert_int_equal(symlink("disk", in_home("exports")), 0);
    if (!publish("exports/b.pdf", why, sizeof why))
        fail_msg("%s", why);
    assert_int_equal(file_size(in_home("disk/b.pdf")), 4);
}

static void without_a_folder_it_says_so(void **state)
{
    (void)state;
    char why[300];
    assert_false(publish("nowhere/c.pdf", why, sizeof why));
    assert_non_null(strstr(why, "No such file"));
}

static void what_was_not_made_has_no_place(void **state)
{
    (void)state;
    struct jobdir job;
    assert_true(jobdir_open(&job, home));
    assert_false(jobdir_publish(&job, "out.pdf", in_home("d.pdf")));
    assert_non_null(strstr(job.why, "not made"));
    jobdir_close(&job);
    assert_false(file_exists(in_home("d.pdf")));
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int tear_down(void **state)
{
    static const char *const files[] = {"a.pdf", "disk/b.pdf", "exports",
                                        "disk",  "run/jobs",   "run"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        remove(in_home(files[i]));
    return rmdir(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_gets_its_place),
        cmocka_unit_test(also_in_a_folder_that_is_a_link),
        cmocka_unit_test(without_a_folder_it_says_so),
        cmocka_unit_test(what_was_not_made_has_no_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
