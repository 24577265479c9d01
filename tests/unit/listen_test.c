/* Where the server may listen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/listen.h"
#include "base/arena.h"
#include "base/file.h"

static const struct good_case {
    const char *input, *place, *url;
    bool is_public;
} good[] = {
    {"127.0.0.1:8080", "bind 127.0.0.1 8080", "http://127.0.0.1:8080", false},
    {"localhost:80", "bind 127.0.0.1 80", "http://127.0.0.1:80", false},
    {"[::1]:8080", "bind ::1 8080", "http://[::1]:8080", false},
    {"0.0.0.0:8080", "bind 0.0.0.0 8080", "http://0.0.0.0:8080", true},
    {"[::]:8080", "bind :: 8080", "http://[::]:8080", true},
    {"127.0.0.1:0", "bind 127.0.0.1 0", "http://127.0.0.1:0", false},
    {"unix:/run/lorbeer/web.sock", "unix /run/lorbeer/web.sock",
     "unix:/run/lorbeer/web.sock", false},
};

static const char *const bad[] = {
    "",
    "8080",
    ":8080",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:65536",
    "127.0.0.1:-1",
    "127.0.0.1:80 ",
    "127.0.0.1:80x",
    "127.0.0.256:80",
    "example.org:80",
    "::1:80",
    "[::1]",
    "[]:80",
    "unix:",
    "unix:/a b",
    "unix:/run/a/path/of/a/socket/that/is/longer/than/all/the/hundred/and/"
    "seven/"
    "bytes/that/a/socket/address/has/room/for",
};

static void addresses_are_read(void **state)
{
    struct arena *mem = arena_new();
    struct listen_address to;
    const char *why;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        why = listen_parse(mem, good[i].input, &to);
        if (why)
            fail_msg("%s: %s", good[i].input, why);
        assert_string_equal(to.place, good[i].place);
        assert_string_equal(to.url, good[i].url);
        assert_int_equal(to.is_public, good[i].is_public);
    }
    arena_free(mem);
}

static void other_addresses_are_refused(void **state)
{
    struct arena *mem = arena_new();
    struct listen_address to;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (!listen_parse(mem, bad[i], &to))
            fail_msg("taken: '%s'", bad[i]);
    arena_free(mem);
}

static int listen_at(const struct listen_address *to)
{
    int fd = socket(to->address.ss_family, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&to->address, to->bytes),
                     0);
    assert_int_equal(listen(fd, 1), 0);
    return fd;
}

static void a_free_port_is_found_and_a_busy_one_refused(void **state)
{
    struct arena *mem = arena_new();
    struct listen_address to, again;
    int fd;

    (void)state;
    assert_null(listen_parse(mem, "127.0.0.1:0", &to));
    assert_null(listen_claim(mem, &to));
    assert_null(strstr(to.url, ":0"));
    assert_false(listen_answers(&to, 1000));
    fd = listen_at(&to);
    assert_null(listen_parse(mem, to.url + strlen("http://"), &again));
    assert_non_null(strstr(listen_claim(mem, &again), "is in use"));
    close(fd);
    arena_free(mem);
}

static void an_old_socket_is_removed_and_a_live_one_not(void **state)
{
    struct arena *mem = arena_new();
    char folder[] = "/tmp/listen-test-XXXXXX";
    struct listen_address to;
    int fd;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_null(listen_parse(mem, arena_printf(mem, "unix:%s/s", folder), &to));
    assert_null(listen_claim(mem, &to));
    fd = listen_at(&to);
    assert_non_null(strstr(listen_claim(mem, &to), "is in use"));
    assert_true(file_exists(to.path));
    close(fd);
    assert_null(listen_claim(mem, &to));
    assert_false(file_exists(to.path));
    assert_true(file_write(to.path, "x", 1, 0600));
    assert_non_null(strstr(listen_claim(mem, &to), "is not a socket"));
    assert_true(file_exists(to.path));
    listen_leave(&to);
    assert_int_equal(rmdir(folder), 0);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read),
        cmocka_unit_test(other_addresses_are_refused),
        cmocka_unit_test(a_free_port_is_found_and_a_busy_one_refused),
        cmocka_unit_test(an_old_socket_is_removed_and_a_live_one_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
