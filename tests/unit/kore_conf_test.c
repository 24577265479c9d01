/* Kore's configuration, as it is written at the start. */
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

#include "app/kore_conf.h"
#include "base/file.h"

static void the_template_is_filled_in(void **state)
{
    char path[] = "/tmp/kore-conf-test-XXXXXX";
    struct stat found;
    size_t bytes;
    char *text;

    (void)state;
    close(mkstemp(path));
    assert_true(kore_conf_write(path, "bind 127.0.0.1 8080", 3));
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    text = file_read(path, 100000, &bytes);
    assert_non_null(text);
    assert_non_null(strstr(text, "\n\tbind 127.0.0.1 8080\n"));
    assert_non_null(strstr(text, "\nworkers 3\n"));
    assert_null(strstr(text, "@LISTEN@"));
    assert_null(strstr(text, "@WORKERS@"));
    free(text);
    unlink(path);
}

/* What the server relies on; each of Kore's own defaults would be a fault. */
static void settings_that_must_not_get_lost(void **state)
{
    static const char *const lines[] = {
        "\ttls no",
        "worker_set_affinity 0",
        "http_request_ms 3600000",
        "http_header_max 16384",
        "http_hsts_enable 0",
        "http_server_version lorbeer",
        "http_body_max 22020096",
        "\trestrict ^/.*$ get head post",
    };
    char path[] = "/tmp/kore-conf-test-XXXXXX", line[100];
    size_t bytes;
    char *text;

    (void)state;
    close(mkstemp(path));
    assert_true(kore_conf_write(path, "unix /s", 1));
    text = file_read(path, 100000, &bytes);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        snprintf(line, sizeof line, "\n%s\n", lines[i]);
        if (!strstr(text, line))
            fail_msg("missing: %s", lines[i]);
    }
    free(text);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_template_is_filled_in),
        cmocka_unit_test(settings_that_must_not_get_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
