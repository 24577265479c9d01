/* JSON: what is read, what is refused, and that writing gives it back. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Writes a tree again, so that a test can compare texts. */
static void write_tree(struct json_out *j, const struct json *tree)
{
    switch (tree->kind) {
    case JSON_NULL:
        json_null(j, tree->key);
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        json_bool(j, tree->key, tree->kind == JSON_TRUE);
        break;
    case JSON_INTEGER:
        json_int(j, tree->key, tree->integer);
        break;
    case JSON_REAL:
        json_real(j, tree->key, tree->real);
        break;
    case JSON_TEXT:
        json_text(j, tree->key, tree->text);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        (tree->kind == JSON_ARRAY ? json_array : json_object)(j, tree->key);
        for (const struct json *at = tree->child; at; at = at->next)
            write_tree(j, at);
        (tree->kind == JSON_ARRAY ? json_array_end : json_object_end)(j);
        break;
    }
}

static const char *rewrite(struct arena *mem, const char *text, int indent)
{
    struct json_fault fault = {0, NULL};
    const struct json *tree = json_parse(mem, text, strlen(text), &fault);
    struct buf out;
    struct json_out j;
    if (!tree)
        return NULL;
    buf_init(&out, mem);
    json_out_start(&j, &out, indent);
    write_tree(&j, tree);
    return out.data;
}

static void test_there_and_back(void **state)
{
    static const struct {
        const char *input, *want; /* NULL: as the input */
    } cases[] = {
        {"{}", NULL},
        {"[]", NULL},
        {"null", NULL},
        {"\"x\"", NULL},
        {" 7 ", "7"},
        {"[1,-2,0,9223372036854775807,-9223372036854775808]", NULL},
        {"[true,false,null,[],{},[[1]],[{}]]", NULL},
        {"{\"z\":1,\"a\":{\"b\":[1,2,{\"c\":\"d\"}],\"e\":null},\"m\":0.1}",
         NULL},
        {"[\"Gr\xc3\xb6\xc3\x9f"
         "e\",\"\xf0\x9f\x8f\x86\"]",
         NULL},
        {"[\"\\u00e4\\ud83c\\udfc6\\/\"]", "[\"\xc3\xa4\xf0\x9f\x8f\x86/\"]"},
        {"[\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\"]", NULL},
        {"[1.0,1e2,1.5E-3]", "[1,100,0.0015]"},
        {"{\"\":\"\"}", NULL},
        {"[-0,-0.0]", "[0,-0.0]"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        print_message("  %s\n", cases[i].input);
        const char *want = cases[i].want ? cases[i].want : cases[i].input;
        const char *got = rewrite(mem, cases[i].input, 0);
        assert_non_null(got);
        assert_string_equal(got, want);
        const char *wide = rewrite(mem, got, 2);
        assert_string_equal(rewrite(mem, wide, 0), want);
    }
    arena_free(mem);
}

static void test_refused(void **state)
{
    static const struct {
        const char *name, *input;
        int line;
    } cases[] = {
        {"nothing", "", 1},
        {"open array", "[1,\n2", 2},
        {"open text", "[\"a", 1},
        {"comma at the end", "[1,]", 1},
        {"something after the end", "{}\n\n{}", 3},
        {"key twice", "{\"a\":1,\n\"a\":2}", 2},
        {"single quotes", "{'a':1}", 1},
        {"comment", "[1] // x", 1},
        {"NaN", "[NaN]", 1},
        {"too large an integer", "[9223372036854775808]", 1},
        {"too large a number", "[1e999]", 1},
        {"leading zero", "[01]", 1},
        {"line break in a text", "[\"a\nb\"]", 1},
        {"NUL in a text", "[\"\\u0000\"]", 1},
        {"half a surrogate pair", "[\"\\ud83c\"]", 1},
        {"Latin-1", "[\"M\xfcller\"]", 1},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct json_fault fault = {0, NULL};
        print_message("  %s\n", cases[i].name);
        assert_null(
            json_parse(mem, cases[i].input, strlen(cases[i].input), &fault));
        assert_int_equal(fault.line, cases[i].line);
        assert_true(strlen(fault.text) > 3);
    }
    arena_free(mem);
}

static void test_too_deep(void **state)
{
    enum { DEPTH = 100000 };
    static char text[DEPTH];
    struct json_fault fault;
    struct arena *mem = arena_new();

    (void)state;
    memset(text, '[', sizeof text);
    assert_null(json_parse(mem, text, sizeof text, &fault));
    arena_free(mem);
}

static void test_get(void **state)
{
    static const char text[] =
        "{\"name\":\"Zo\xc3\xab\",\"n\":7,\"half\":0.5,"
        "\"yes\":true,\"no\":false,\"none\":null,"
        "\"list\":[10,20,30]}";
    struct arena *mem = arena_new();
    struct json_fault fault;
    const struct json *root = json_parse(mem, text, strlen(text), &fault);

    (void)state;
    assert_non_null(root);
    assert_int_equal(root->count, 7);
    assert_string_equal(json_get_text(root, "name", "-"), "Zo\xc3\xab");
    assert_string_equal(json_get_text(root, "n", "-"), "-");
    assert_string_equal(json_get_text(root, "none", "-"), "-");
    assert_string_equal(json_get_text(root, "missing", "-"), "-");
    assert_null(json_get_text(root, "missing", NULL));
    assert_int_equal(json_get_int(root, "n", -1), 7);
    assert_int_equal(json_get_int(root, "half", -1), -1);
    assert_int_equal(json_get_int(root, "name", -1), -1);
    assert_true(json_get_bool(root, "yes", false));
    assert_false(json_get_bool(root, "no", true));
    assert_true(json_get_bool(root, "n", true));
    assert_true(json_get_bool(root, "missing", true));
    assert_int_equal(json_get(root, "none")->kind, JSON_NULL);
    assert_true(json_get(root, "half")->real == 0.5);
    assert_true(json_get(root, "n")->real == 7.0);
    const struct json *list = json_get(root, "list");
    assert_int_equal(list->count, 3);
    assert_null(list->child->key);
    assert_int_equal(list->child->next->integer, 20);
    assert_null(list->child->next->next->next);
    assert_null(json_get(list, "n"));
    assert_null(json_get(NULL, "n"));
    arena_free(mem);
}

static const char *real_text(struct arena *mem, double value)
{
    struct buf out;
    struct json_out j;
    buf_init(&out, mem);
    json_out_start(&j, &out, 0);
    json_real(&j, NULL, value);
    return out.data;
}

static void test_real(void **state)
{
    static const struct {
        double value;
        const char *want;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {2.0 / 3, "0.6666666666666666"},
        {6.78, "6.78"},
        {100, "100"},
        {1e21, "1e+21"},
        {1e-7, "1e-07"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {5e-324, "4.94065645841247e-324"},
        {(double)INFINITY, "null"},
        {-(double)INFINITY, "null"},
        {(double)NAN, "null"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = real_text(mem, cases[i].value);
        assert_string_equal(got, cases[i].want);
        if (isfinite(cases[i].value))
            assert_true(strtod(got, NULL) == cases[i].value);
    }
    /* Quotients of all sorts read back exactly. */
    for (int i = 1; i < 2000; i++) {
        double value = (double)(i * 7919 % 10007) / i;
        assert_true(strtod(real_text(mem, value), NULL) == value);
    }
    arena_free(mem);
}

static void test_layout(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    assert_string_equal(
        rewrite(mem, "{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[]}", 2),
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n"
        "  \"c\": {},\n  \"d\": []\n}");
    arena_free(mem);
}

static void test_text_that_is_none(void **state)
{
    struct arena *mem = arena_new();
    struct buf out;
    struct json_out j;

    (void)state;
    buf_init(&out, mem);
    json_out_start(&j, &out, 0);
    json_array(&j, NULL);
    json_text(&j, NULL, NULL);
    json_text(&j, NULL, "M\xfcller \xe2\x82");
    json_array_end(&j);
    assert_string_equal(
        out.data, "[null,\"M\xef\xbf\xbdller \xef\xbf\xbd\xef\xbf\xbd\"]");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_deep),
        cmocka_unit_test(test_get),
        cmocka_unit_test(test_real),
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_text_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
