/* What of a path gets into the log. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/access.h"

static const struct path_case {
    const char *name, *input, *want;
} cases[] = {
    {"root", "/", "/"},
    {"short segments stay", "/my/entry/17", "/my/entry/17"},
    {"24 characters stay", "/a/123456789012345678901234",
     "/a/123456789012345678901234"},
    {"a token is cut", "/invitation/aB3_cD4-eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5",
     "/invitation/aB3_cD4-eF5gH6iJ7kL8mN9o*"},
    {"what follows a token stays",
     "/invitation/aB3_cD4-eF5gH6iJ7kL8mN9oP0qR/accept",
     "/invitation/aB3_cD4-eF5gH6iJ7kL8mN9o*/accept"},
};

static void paths_are_shown_without_tokens(void **state)
{
    char shown[ACCESS_PATH];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        access_path(shown, cases[i].input);
        if (strcmp(shown, cases[i].want) != 0)
            fail_msg("%s: %s", cases[i].name, shown);
    }
}

static void a_long_path_is_cut(void **state)
{
    char path[3000], shown[ACCESS_PATH];

    (void)state;
    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 ? 'a' : '/';
    path[sizeof path - 1] = '\0';
    access_path(shown, path);
    assert_int_equal(strlen(shown), ACCESS_PATH - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_shown_without_tokens),
        cmocka_unit_test(a_long_path_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
