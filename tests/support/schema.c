#include "support/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/str.h"
#include "http/asset.h"

static struct arena *mem;
static const struct json *root; /* of the schema at hand */

static bool has_type(const struct json *value, const char *type)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",    [JSON_FALSE] = "boolean",
        [JSON_TRUE] = "boolean", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "number",  [JSON_TEXT] = "string",
        [JSON_ARRAY] = "array",  [JSON_OBJECT] = "object"};
    return str_equal(names[value->kind], type) ||
           (value->kind == JSON_INTEGER && str_equal(type, "number"));
}

static void check_type(const struct json *schema, const struct json *value,
                       const char *where)
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

static void check(const struct json *schema, const struct json *value,
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
        const char *at =
            arena_printf(mem, "%s/%s", where, m->key != NULL ? m->key : "-");
        if (to == NULL && others != NULL && others->kind == JSON_OBJECT)
            to = others;
        if (to != NULL)
            check(to, m, at);
        else if (others != NULL && others->kind == JSON_FALSE)
            fail_msg("%s: not in the schema", at);
    }
}

void schema_check(struct arena *with, const char *name, const char *data,
                  size_t bytes)
{
    struct json_fault fault;
    mem = with;
    const struct asset *asset =
        asset_find(arena_printf(mem, "/assets/%s", name));
    assert_non_null(asset);
    root = json_parse(mem, asset->data, (size_t)(asset->end - asset->data),
                      &fault);
    const struct json *value = json_parse(mem, data, bytes, &fault);
    assert_non_null(root);
    assert_non_null(value);
    check(root, value, "");
}
