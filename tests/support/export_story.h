/* What leaves the house as files: what the stories about results and packages
 * share. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <zip.h>

#include "app/jobs.h"
#include "app/package.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "http/asset.h"
#include "model/designer.h"
#include "model/export_write.h"
#include "support/award.h"
#include "support/browser.h"

static const struct json *root; /* of the schema at hand */
static struct test_home *home;
static struct browser *office;

static inline int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790000100");
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    browser_free(office);
    home_free(home);
    return 0;
}

static inline void name_company(const char *name)
{
    home_sql(home, arena_printf(home->mem,
                                "UPDATE organisation SET name = '%s' WHERE id "
                                "= (SELECT organisation_id FROM entry WHERE id "
                                "= %d)",
                                name, AWARD_LIGHT));
}

/* The bytes of one member of a ZIP file. */
static inline const char *member(const char *path, const char *name,
                                 size_t *bytes)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    zip_stat_t about;
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &about) != 0) {
        zip_close(zip);
        return NULL;
    }
    char *data = arena_alloc(home->mem, about.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, data, about.size), about.size);
    zip_fclose(file);
    zip_close(zip);
    if (bytes != NULL)
        *bytes = about.size;
    return data;
}

static inline bool has_type(const struct json *value, const char *type)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",    [JSON_FALSE] = "boolean",
        [JSON_TRUE] = "boolean", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "number",  [JSON_TEXT] = "string",
        [JSON_ARRAY] = "array",  [JSON_OBJECT] = "object"};
    return str_equal(names[value->kind], type) ||
           (value->kind == JSON_INTEGER && str_equal(type, "number"));
}

static inline void check_type(const struct json *schema,
                              const struct json *value, const char *where)
{
    const struct json *type = json_get(schema, "type");
    if (type == NULL)
        return;
    if (type->kind == JSON_TEXT && has_type(value, type->text))
        return;
    for (const struct json *t = type->child; t != NULL; t = t->next)
        if (has_type(value, t->text))
            return;
    fail_msg("%s: of another type", where);
}

static inline void check(const struct json *schema, const struct json *value,
                         const char *where)
{
    const char *ref = json_get_text(schema, "$ref", NULL);
    if (ref != NULL)
        schema = json_get(json_get(root, "$defs"), ref + strlen("#/$defs/"));
    check_type(schema, value, where);
    const struct json *required = json_get(schema, "required");
    for (const struct json *r = required ? required->child : NULL; r != NULL;
         r = r->next)
        if (value->kind == JSON_OBJECT && json_get(value, r->text) == NULL)
            fail_msg("%s: %s is missing", where, r->text);
    const struct json *known = json_get(schema, "properties");
    const struct json *others = json_get(schema, "additionalProperties");
    for (const struct json *m = value->child; m != NULL; m = m->next) {
        const struct json *to = m->key != NULL ? json_get(known, m->key)
                                               : json_get(schema, "items");
        const char *at = arena_printf(home->mem, "%s/%s", where,
                                      m->key != NULL ? m->key : "-");
        if (to == NULL && others != NULL && others->kind == JSON_OBJECT)
            to = others;
        if (to != NULL)
            check(to, m, at);
        else if (others != NULL && others->kind == JSON_FALSE)
            fail_msg("%s: not in the schema", at);
    }
}

static inline void check_against(const char *name, const char *data,
                                 size_t bytes)
{
    struct json_fault fault;
    const struct asset *asset =
        asset_find(arena_printf(home->mem, "/assets/%s", name));
    assert_non_null(asset);
    root = json_parse(home->mem, asset->data,
                      (size_t)(asset->end - asset->data), &fault);
    const struct json *value = json_parse(home->mem, data, bytes, &fault);
    assert_non_null(root);
    assert_non_null(value);
    check(root, value, "");
}
