/* The log: nobody can forge a line, and die() ends the process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "support/dies.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* What was written since, without the time; stderr is a pipe meanwhile. */
static int pipe_ends[2];
static int real_stderr;

static void capture(void)
{
    fflush(stderr);
    real_stderr = dup(STDERR_FILENO);
    assert_int_equal(pipe(pipe_ends), 0);
    assert_int_equal(dup2(pipe_ends[1], STDERR_FILENO), STDERR_FILENO);
}

static const char *captured(char text[4096])
{
    dup2(real_stderr, STDERR_FILENO);
    close(real_stderr);
    close(pipe_ends[1]);
    ssize_t bytes = read(pipe_ends[0], text, 4095);
    close(pipe_ends[0]);
    assert_true(bytes > 24);
    text[bytes] = '\0';
    assert_memory_equal(text, "at=2", 4);
    assert_memory_equal(text + 22, "Z ", 2);
    return text + 24;
}

static void test_values(void **state)
{
    static const struct {
        const char *value, *want;
    } cases[] = {
        {"17", "17"},
        {"Zo\xc3\xab", "Zo\xc3\xab"},
        {"", "\"\""},
        {NULL, "\"\""},
        {"two words", "\"two words\""},
        {"a=b", "\"a=b\""},
        {"say \"ja\"", "\"say \\\"ja\\\"\""},
        {"back\\slash", "\"back\\\\slash\""},
        {"x\nat=2026 event=login", "\"x\\nat=2026 event=login\""},
        {"x\r\x1b[31m", "\"x\\x0d\\x1b[31m\""},
        {"\x7f", "\"\\x7f\""},
        {"a\xc2\x85z", "\"a\\xc2\\x85z\""},
        {"a\xc2", "\"a\\xc2\""},
        {"a\xc2\xa0z", "a\xc2\xa0z"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[4096];
        char want[200];
        capture();
        log_event("test", "key", cases[i].value, "last", "1", NULL);
        snprintf(want, sizeof want, "event=test key=%s last=1\n",
                 cases[i].want);
        assert_string_equal(captured(text), want);
    }
}

static void test_no_pairs(void **state)
{
    char text[4096];

    (void)state;
    capture();
    log_event("start", NULL);
    assert_string_equal(captured(text), "event=start\n");
}

static void test_long_value(void **state)
{
    static char value[10000];
    char text[4096];

    (void)state;
    memset(value, '\n', sizeof value - 1);
    capture();
    log_event("test", "key", value, "last", "1", NULL);
    const char *line = captured(text);
    size_t bytes = strlen(line);
    assert_true(bytes > 1900 && bytes < 2048);
    assert_string_equal(line + bytes - 6, "\\n...\n");
    assert_ptr_equal(strchr(line, '\n'), line + bytes - 1);
}

static void say_and_die(void)
{
    die("no %s: %d", "rule", 7);
}

static void test_die(void **state)
{
    char text[4096];

    (void)state;
    assert_true(dies(say_and_die));
    capture();
    pid_t child = fork();
    if (child == 0)
        die("no %s\n: %d", "rule", 7);
    waitpid(child, NULL, 0);
    assert_string_equal(captured(text), "event=die why=\"no rule\\n: 7\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_no_pairs),
        cmocka_unit_test(test_long_value),
        cmocka_unit_test(test_die),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
