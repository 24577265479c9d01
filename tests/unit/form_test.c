/* Urlencoded forms, values and errors. The cases are those that Kore's own
 * parser gets wrong, and those that must be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/form.h"

static int start(void **state)
{
    *state = arena_new();
    return 0;
}

static int stop(void **state)
{
    arena_free(*state);
    return 0;
}

/* The fields as "name=[value] name=[value]", to compare with one text. */
static const char *show(struct arena *mem, const struct form *f)
{
    struct buf text;

    if (f->broken != NULL)
        return "broken";
    buf_init(&text, mem);
    for (size_t i = 0; i < f->field_count; i++)
        buf_addf(&text, "%s%s=[%s]", i > 0 ? " " : "", f->field[i].name,
                 f->field[i].value);
    return text.data;
}

static const struct {
    const char *name, *input, *want;
} cases[] = {
    {"nothing", "", ""},
    {"one field", "a=b", "a=[b]"},
    {"two fields", "a=b&c=d", "a=[b] c=[d]"},
    {"empty value", "a=&c=d", "a=[] c=[d]"},
    {"no sign", "a&c=d", "a=[] c=[d]"},
    {"a sign in the value", "a=x=y", "a=[x=y]"},
    {"only signs", "a==", "a=[=]"},
    {"line break", "a=1%0D%0A2%0A3", "a=[1\r\n2\n3]"},
    {"tab", "a=%09", "a=[\t]"},
    {"spaces", "a=+x%20y+", "a=[ x y ]"},
    {"escaped ampersand", "a=x%26y&b=1", "a=[x&y] b=[1]"},
    {"name escaped", "score%5B7%5D=8", "score[7]=[8]"},
    {"same name twice", "a=1&a=2", "a=[1] a=[2]"},
    {"case of names", "a=1&A=2", "a=[1] A=[2]"},
    {"empty pairs", "&&a=1&&b=2&", "a=[1] b=[2]"},
    {"empty name", "=x", "=[x]"},
    {"semicolon is text", "a=1;b=2", "a=[1;b=2]"},
    {"UTF-8", "a=%C3%BC\xc3\xb6", "a=[\xc3\xbc\xc3\xb6]"},
    {"broken escape", "a=1&b=%4", "broken"},
    {"broken escape in a name", "%zz=1", "broken"},
    {"NUL", "a=1&b=x%00y", "broken"},
    {"invalid UTF-8", "a=%FF", "broken"},
    {"character cut by the ampersand", "a=%C3&b=%BC", "broken"},
};

static void test_urlencoded(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct form *f = form_parse_urlencoded(*state, cases[i].input,
                                                     strlen(cases[i].input));
        print_message("  %s\n", cases[i].name);
        assert_string_equal(show(*state, f), cases[i].want);
        if (f->broken != NULL)
            assert_int_equal(f->field_count, 0);
    }
}

static struct form *parse_many(struct arena *mem, int count)
{
    struct buf text;

    buf_init(&text, mem);
    for (int i = 0; i < count; i++)
        buf_addf(&text, "%ss%d=%d", i > 0 ? "&" : "", i, i * 10);
    return form_parse_urlencoded(mem, text.data, text.bytes);
}

static void test_limits(void **state)
{
    struct arena *mem = *state;
    struct form *f = parse_many(mem, 200);

    assert_int_equal(f->field_count, 200);
    assert_string_equal(form_value(f, "s199"), "1990");
    assert_int_equal(parse_many(mem, FORM_FIELDS_MAX)->field_count,
                     FORM_FIELDS_MAX);
    assert_non_null(parse_many(mem, FORM_FIELDS_MAX + 1)->broken);

    char *name = arena_alloc(mem, FORM_NAME_BYTES_MAX + 2);
    memset(name, 'n', FORM_NAME_BYTES_MAX);
    f = form_parse_urlencoded(mem, name, strlen(name));
    assert_null(f->broken);
    name[FORM_NAME_BYTES_MAX] = 'n';
    f = form_parse_urlencoded(mem, name, strlen(name));
    assert_non_null(f->broken);
}

/* "a=" and a value of so many bytes, as often as that. */
static struct form *parse_text(struct arena *mem, size_t bytes, int times)
{
    struct buf text;
    char *value = arena_alloc(mem, bytes + 1);
    memset(value, 'x', bytes);
    buf_init(&text, mem);
    for (int i = 0; i < times; i++)
        buf_addf(&text, "%sa=%s", i > 0 ? "&" : "", value);
    return form_parse_urlencoded(mem, text.data, text.bytes);
}

static void test_much_text(void **state)
{
    struct arena *mem = *state;
    assert_null(parse_text(mem, FORM_VALUE_BYTES_MAX, 1)->broken);
    assert_non_null(parse_text(mem, FORM_VALUE_BYTES_MAX + 1, 1)->broken);
    assert_null(parse_text(mem, FORM_TEXT_BYTES_MAX / 4, 4)->broken);
    assert_non_null(parse_text(mem, FORM_TEXT_BYTES_MAX / 4 + 1, 4)->broken);
    assert_int_equal(parse_text(mem, 7000000, 1)->field_count, 0);
}

static void test_raw_nul(void **state)
{
    assert_non_null(form_parse_urlencoded(*state, "a=1\0&b=2", 8)->broken);
}

static void test_content_types(void **state)
{
    static const struct {
        const char *type, *body, *want;
    } types[] = {
        {"application/x-www-form-urlencoded", "a=1", "a=[1]"},
        {"Application/X-WWW-Form-URLencoded; charset=UTF-8", "a=1", "a=[1]"},
        {"application/x-www-form-urlencoded;charset=UTF-8", "a=1", "a=[1]"},
        {"multipart/form-data; boundary=x",
         "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n",
         "a=[1]"},
        {"application/x-www-form-urlencodedX", "a=1", "broken"},
        {"application/json", "{}", "broken"},
        {"text/plain", "a=1", "broken"},
        {"", "a=1", "broken"},
        {"", "", ""},
        {"text/plain", "", ""},
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        print_message("  %s\n", types[i].type);
        assert_string_equal(
            show(*state, form_parse(*state, types[i].type, types[i].body,
                                    strlen(types[i].body))),
            types[i].want);
    }
}

static void test_values(void **state)
{
    static const char text[] =
        "pick=a&pick=b&Pick=c&line=+x%0Ay++z+&"
        "lines=+1%0D%0A2+&none=";
    struct form *f = form_parse_urlencoded(*state, text, strlen(text));

    assert_string_equal(form_value(f, "pick"), "a");
    assert_null(form_value(f, "pic"));
    assert_true(form_has(f, "pick", "b"));
    assert_false(form_has(f, "pick", "c"));
    assert_string_equal(form_value(f, "none"), "");
    assert_string_equal(form_line(f, "line"), "x y z");
    assert_string_equal(form_lines(f, "lines"), "1\n2");
    assert_string_equal(form_line(f, "missing"), "");
    assert_string_equal(form_lines(f, "missing"), "");

    form_set(f, "pick", "d");
    assert_string_equal(form_value(f, "pick"), "d");
    assert_false(form_has(f, "pick", "b"));
    form_set(f, "new", NULL);
    assert_string_equal(form_value(f, "new"), "");
    form_add(f, "pick", "e");
    assert_true(form_has(f, "pick", "d"));
    assert_true(form_has(f, "pick", "e"));
}

static void test_int(void **state)
{
    static const struct {
        const char *text;
        bool want;
        int64_t value;
    } numbers[] = {
        {"n=0", true, 0},         {"n=10", true, 10},
        {"n=%2010%20", true, 10}, {"n=11", false, 0},
        {"n=-1", false, 0},       {"n=", false, 0},
        {"m=5", false, 0},        {"n=5x", false, 0},
        {"n=0x5", false, 0},      {"n=%2B5", false, 0},
        {"n=1e1", false, 0},      {"n=5.0", false, 0},
        {"n=nan", false, 0},      {"n=5&n=7", true, 5},
        {"n=5%0A", true, 5},      {"n=18446744073709551617", false, 0},
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct form *f = form_parse_urlencoded(*state, numbers[i].text,
                                               strlen(numbers[i].text));
        int64_t value = 99;
        print_message("  %s\n", numbers[i].text);
        assert_int_equal(form_int(f, "n", 0, 10, &value), numbers[i].want);
        assert_int_equal(value, numbers[i].value);
    }
}

static void test_errors(void **state)
{
    struct form *f = form_new(*state);
    char text[] = "first";

    assert_true(form_ok(f));
    assert_null(form_error(f, "a"));
    form_fail(f, "a", text);
    text[0] = 'X'; /* the form keeps a copy */
    form_fail(f, "a", "second");
    form_fail(f, "b", "other");
    assert_string_equal(form_error(f, "a"), "first");
    assert_string_equal(form_error(f, "b"), "other");
    assert_false(form_ok(f));
    assert_false(form_ok(form_parse_urlencoded(*state, "%", 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urlencoded),    cmocka_unit_test(test_limits),
        cmocka_unit_test(test_much_text),     cmocka_unit_test(test_raw_nul),
        cmocka_unit_test(test_content_types), cmocka_unit_test(test_values),
        cmocka_unit_test(test_int),           cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests_name("form", tests, start, stop);
}
