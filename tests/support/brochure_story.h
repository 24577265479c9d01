/* data.json of the edition of support/award.h, and looking into it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/str.h"
#include "model/brochure.h"
#include "support/award.h"

static struct test_home *home;
static struct brochure brochure;
static const struct json *data;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static void build(void)
{
    struct json_fault fault;
    struct world *w = home_begin(home);
    assert_true(brochure_build(w, 1, "", &brochure));
    home_commit(home);
    data = json_parse(home->mem, brochure.data, brochure.data_bytes, &fault);
    if (data == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
}

/* "entries.0.photo.file": the value there, NULL if there is none. */
static const struct json *at(const char *path)
{
    const struct json *value = data;
    char key[40];
    while (value != NULL && *path != '\0') {
        size_t bytes = strcspn(path, ".");
        int64_t index;
        assert_true(bytes < sizeof key);
        memcpy(key, path, bytes);
        key[bytes] = '\0';
        path += bytes + (path[bytes] == '.');
        if (!str_int(key, 0, 1000, &index)) {
            value = json_get(value, key);
            continue;
        }
        value = value->child;
        while (value != NULL && index-- > 0)
            value = value->next;
    }
    return value;
}

static void expect(const char *path, const char *want)
{
    const struct json *value = at(path);
    const char *have =
        value != NULL && value->kind == JSON_TEXT ? value->text : "(nothing)";
    if (!str_equal(have, want))
        fail_msg("%s: '%s', want '%s'", path, have, want);
}
