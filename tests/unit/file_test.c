/* Whole files: reading within limits, writing without leaving traces. */
#include <dirent.h>
#include <errno.h>
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

#include "base/file.h"

static char folder[] = "/tmp/lorbeer-file-XXXXXX";

static int names_in(const char *path)
{
    DIR *list = opendir(path);
    int count = 0;
    assert_non_null(list);
    for (struct dirent *name; (name = readdir(list));)
        count +=
            strcmp(name->d_name, ".") != 0 && strcmp(name->d_name, "..") != 0;
    closedir(list);
    return count;
}

static int mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return (int)(about.st_mode & 07777);
}

static void check_content(const char *path, const char *want, size_t want_bytes)
{
    size_t bytes = 4711;
    char *got = file_read(path, 1000000, &bytes);
    assert_non_null(got);
    assert_int_equal(bytes, want_bytes);
    assert_memory_equal(got, want, want_bytes);
    assert_int_equal(got[bytes], 0);
    free(got);
}

static void test_write_and_read(void **state)
{
    static char large[300000];

    (void)state;
    assert_true(file_write("Größe.txt", "a\0b", 3, 0640));
    check_content("Größe.txt", "a\0b", 3);
    assert_int_equal(mode_of("Größe.txt"), 0640);

    memset(large, 'x', sizeof large);
    assert_true(file_write("Größe.txt", large, sizeof large, 0600));
    check_content("Größe.txt", large, sizeof large);
    assert_int_equal(mode_of("Größe.txt"), 0600);

    assert_true(file_write("Größe.txt", "", 0, 0600));
    check_content("Größe.txt", "", 0);
    assert_int_equal(names_in("."), 1); /* nothing is left beside it */
    assert_int_equal(unlink("Größe.txt"), 0);
}

static void test_read_refuses(void **state)
{
    size_t bytes = 4711;

    (void)state;
    assert_true(file_write("five", "12345", 5, 0600));
    free(file_read("five", 5, &bytes));
    assert_int_equal(bytes, 5);
    bytes = 4711;
    assert_null(file_read("five", 4, &bytes));
    assert_int_equal(errno, EFBIG);
    assert_null(file_read("none", 100, &bytes));
    assert_int_equal(errno, ENOENT);
    assert_null(file_read(".", 100, &bytes));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_null(file_read("fifo", 100, &bytes)); /* and does not wait */
    assert_int_equal(errno, EINVAL);
    assert_int_equal(bytes, 4711);
    assert_int_equal(unlink("fifo"), 0);
    assert_int_equal(unlink("five"), 0);
}

static void test_write_refuses(void **state)
{
    char endless[5000];

    (void)state;
    assert_false(file_write("none/x", "1", 1, 0600));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(mkdir("taken", 0700), 0);
    assert_false(file_write("taken", "1", 1, 0600));
    assert_int_equal(errno, EISDIR);
    memset(endless, 'x', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_false(file_write(endless, "1", 1, 0600));
    assert_int_equal(errno, ENAMETOOLONG);
    assert_int_equal(names_in("."), 1);
    assert_int_equal(rmdir("taken"), 0);
}

static void test_folder(void **state)
{
    (void)state;
    assert_true(file_folder("a/b/c", 0750));
    assert_int_equal(mode_of("a/b/c"), 0750);
    assert_true(file_exists("a/b/c"));
    assert_true(file_folder("a/b/c", 0750));
    assert_true(file_folder("a//b/", 0750));
    assert_true(file_folder("/", 0750));
    assert_true(file_folder(folder, 0750));
    assert_true(file_write("a/b/file", "1", 1, 0600));
    assert_true(file_exists("a/b/file"));
    assert_false(file_folder("a/b/file", 0750));
    assert_int_equal(errno, ENOTDIR);
    assert_false(file_folder("a/b/file/c", 0750));
    assert_int_equal(errno, ENOTDIR);
    assert_false(file_folder("", 0750));
    assert_int_equal(errno, ENOENT);
    assert_false(file_exists("a/b/none"));
    assert_int_equal(unlink("a/b/file"), 0);
    assert_int_equal(rmdir("a/b/c"), 0);
    assert_int_equal(rmdir("a/b"), 0);
    assert_int_equal(rmdir("a"), 0);
}

static int set_up(void **state)
{
    (void)state;
    umask(022);
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_and_read),
        cmocka_unit_test(test_read_refuses),
        cmocka_unit_test(test_write_refuses),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
