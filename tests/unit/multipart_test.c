/* Multipart bodies: as browsers and other clients send them, and broken ones.
 * "B" is the boundary of every case that names no other. */
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

static const char plain_type[] = "multipart/form-data; boundary=B";

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

/* name=[value] for fields, name=<file name|data> for files. */
static const char *show(struct arena *mem, const struct form *f)
{
    struct buf text;

    if (f->broken != NULL)
        return "broken";
    buf_init(&text, mem);
    for (size_t i = 0; i < f->field_count; i++)
        buf_addf(&text, "%s=[%s]", f->field[i].name, f->field[i].value);
    for (size_t i = 0; i < f->file_count; i++) {
        buf_addf(&text, "%s=<%s|", f->file[i].field, f->file[i].name);
        buf_addn(&text, f->file[i].data, f->file[i].bytes);
        buf_addc(&text, '>');
    }
    return text.data;
}

static const char *parse(struct arena *mem, const char *type, const char *body)
{
    return show(mem, form_parse_multipart(mem, type, body, strlen(body)));
}

#define TEXT(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_(parameters)                                                      \
    "Content-Disposition: form-data; name=\"f\"; " parameters                  \
    "\r\n"                                                                     \
    "Content-Type: image/png\r\n\r\n"
#define END "\r\n--B--\r\n"

static const struct {
    const char *name, *body, *want;
} bodies[] = {
    {"no part", "--B--\r\n", ""},
    {"no part, no line break", "--B--", ""},
    {"a field", "--B\r\n" TEXT("a") "1" END, "a=[1]"},
    {"empty value", "--B\r\n" TEXT("a") END, "a=[]"},
    {"two fields", "--B\r\n" TEXT("a") "1\r\n--B\r\n" TEXT("b") "2" END,
     "a=[1]b=[2]"},
    {"value with line breaks", "--B\r\n" TEXT("a") "1\r\n2\r\n" END,
     "a=[1\r\n2\r\n]"},
    {"value with = and &", "--B\r\n" TEXT("a") "x=y&z" END, "a=[x=y&z]"},
    {"end without line break", "--B\r\n" TEXT("a") "1\r\n--B--", "a=[1]"},
    {"raw UTF-8", "--B\r\n" TEXT("n\xc3\xa4me") "\xc3\xbc" END,
     "n\xc3\xa4me=[\xc3\xbc]"},
    {"percent is text in values", "--B\r\n" TEXT("a") "%41%22" END,
     "a=[%41%22]"},
    {"quote in a name", "--B\r\n" TEXT("a%22b") "1" END, "a\"b=[1]"},
    {"header names in any case",
     "--B\r\ncOnTent-dISPosition:form-DATA;NAME=a\r\n\r\n1" END, "a=[1]"},
    {"other headers",
     "--B\r\nContent-Type: text/plain; charset=utf-8\r\nX-A: 1\r\n" TEXT(
         "a") "1" END,
     "a=[1]"},
    {"a file", "--B\r\n" FILE_("filename=\"x.png\"") "\x89PNG" END,
     "f=<x.png|\x89PNG>"},
    {"no file chosen", "--B\r\n" FILE_("filename=\"\"") END, ""},
    {"an empty file", "--B\r\n" FILE_("filename=\"x\"") END, "f=<x|>"},
    {"a file without name", "--B\r\n" FILE_("filename=\"\"") "1" END,
     "f=<file|1>"},
    {"colon and semicolon", "--B\r\n" FILE_("filename=\"a:b;c.png\"") "1" END,
     "f=<a:b;c.png|1>"},
    {"quote in a file name", "--B\r\n" FILE_("filename=\"a%22b\"") "1" END,
     "f=<a\"b|1>"},
    {"backslash and quote", "--B\r\n" FILE_("filename=\"a\\\"b\"") "1" END,
     "f=<a\"b|1>"},
    {"backslash at the end", "--B\r\n" FILE_("filename=\"a\\\"") "1" END,
     "f=<file|1>"},
    {"line break in a file name",
     "--B\r\n" FILE_("filename=\"a%0D%0Ab%0ac\"") "1" END, "f=<a b c|1>"},
    {"percent in a file name", "--B\r\n" FILE_("filename=\"100%.pdf\"") "1" END,
     "f=<100%.pdf|1>"},
    {"other escapes stay", "--B\r\n" FILE_("filename=\"a%2Fb%00\"") "1" END,
     "f=<a%2Fb%00|1>"},
    {"path", "--B\r\n" FILE_("filename=\"../../etc/passwd\"") "1" END,
     "f=<passwd|1>"},
    {"Windows path", "--B\r\n" FILE_("filename=\"C:\\dir\\x.png\"") "1" END,
     "f=<x.png|1>"},
    {"two dots", "--B\r\n" FILE_("filename=\"a/..\"") "1" END, "f=<file|1>"},
    {"extended name",
     "--B\r\n" FILE_("filename=\"x\"; filename*=UTF-8''Zo%C3%AB") "1" END,
     "f=<Zo\xc3\xab|1>"},
    {"extended name with a path",
     "--B\r\n" FILE_("filename*=utf-8'de'..%2F..%2Fetc%2Fpasswd") "1" END,
     "f=<passwd|1>"},
    {"unquoted file name", "--B\r\n" FILE_("filename=x.png") "1" END,
     "f=<x.png|1>"},
    {"boundary inside a line",
     "--B\r\n" FILE_("filename=\"x\"") "1--B\r\n2" END, "f=<x|1--B\r\n2>"},
    {"longer boundary in data",
     "--B\r\n" FILE_("filename=\"x\"") "1\r\n--Bx\r\n2" END,
     "f=<x|1\r\n--Bx\r\n2>"},
    {"closing boundary in data",
     "--B\r\n" FILE_("filename=\"x\"") "1\r\n--B--\r\n2" END,
     "f=<x|1\r\n--B--\r\n2>"},
    {"half a boundary in data",
     "--B\r\n" FILE_("filename=\"x\"") "1\r\n--\r\n-\r\n" END,
     "f=<x|1\r\n--\r\n-\r\n>"},
    {"bare line feed before the boundary",
     "--B\r\n" FILE_("filename=\"x\"") "1\n--B--\n" END, "f=<x|1\n--B--\n>"},

    {"nothing", "", "broken"},
    {"no end", "--B\r\n" TEXT("a") "1", "broken"},
    {"cut in the end", "--B\r\n" TEXT("a") "1\r\n--B-", "broken"},
    {"cut in the headers", "--B\r\nContent-Disp", "broken"},
    {"only the boundary", "--B\r\n", "broken"},
    {"other boundary", "--C\r\n" TEXT("a") "1\r\n--C--\r\n", "broken"},
    {"text before", "x\r\n--B\r\n" TEXT("a") "1" END, "broken"},
    {"text after", "--B\r\n" TEXT("a") "1" END "x", "broken"},
    {"two ends", "--B\r\n" TEXT("a") "1" END "--B--\r\n--B\r\n", "broken"},
    {"no disposition", "--B\r\nContent-Type: text/plain\r\n\r\n1" END,
     "broken"},
    {"no headers", "--B\r\n\r\n1" END, "broken"},
    {"no name", "--B\r\nContent-Disposition: form-data\r\n\r\n1" END, "broken"},
    {"two names",
     "--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1" END,
     "broken"},
    {"two file names",
     "--B\r\n" FILE_("filename=a.png; filename=b.exe") "1" END, "broken"},
    {"two dispositions",
     "--B\r\nContent-Disposition: form-data; name=a\r\n" TEXT("b") "1" END,
     "broken"},
    {"attachment",
     "--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1" END, "broken"},
    {"no end of quotes",
     "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1" END, "broken"},
    {"text after quotes",
     "--B\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n1" END,
     "broken"},
    {"folded header",
     "--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1" END,
     "broken"},
    {"no colon", "--B\r\nContent-Disposition\r\n\r\n1" END, "broken"},
    {"base64",
     "--B\r\nContent-Transfer-Encoding: base64\r\n" TEXT("a") "MQ==" END,
     "broken"},
    {"invalid UTF-8 in a value", "--B\r\n" TEXT("a") "\xff" END, "broken"},
    {"invalid UTF-8 in a name", "--B\r\n" TEXT("\xff") "1" END, "broken"},
    {"invalid UTF-8 in a file name",
     "--B\r\n" FILE_("filename=\"\xe4.png\"") "1" END, "broken"},
    {"NUL in an extended name",
     "--B\r\n" FILE_("filename*=UTF-8''a%00b") "1" END, "broken"},
    {"extended name in Latin-1",
     "--B\r\n" FILE_("filename*=ISO-8859-1''%E4") "1" END, "broken"},
};

static void test_bodies(void **state)
{
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        print_message("  %s\n", bodies[i].name);
        assert_string_equal(parse(*state, plain_type, bodies[i].body),
                            bodies[i].want);
    }
}

static void test_boundaries(void **state)
{
    static const char body[] = "--B\r\n" TEXT("a") "1" END;
    static const struct {
        const char *type;
        bool want;
    } types[] = {
        {"multipart/form-data; boundary=B", true},
        {"multipart/form-data;boundary=B", true},
        {"multipart/form-data; boundary=\"B\"", true},
        {"multipart/form-data; charset=utf-8; boundary=B", true},
        {"multipart/form-data; charset=\"x;boundary=C\"; boundary=B", true},
        {"multipart/form-data; BOUNDARY=B; charset=utf-8", true},
        {"multipart/form-data; boundary=B ;", true},
        {"multipart/form-data", false},
        {"multipart/form-data;", false},
        {"multipart/form-data; boundary", false},
        {"multipart/form-data; boundary=", false},
        {"multipart/form-data; boundary=\"\"", false},
        {"multipart/form-data; boundary=\"B", false},
        {"multipart/form-data; boundary=b", false},
        {"multipart/form-data; boundary=BB", false},
        {"multipart/form-data; boundary=B; boundary=B", false},
        {"multipart/form-data; xboundary=B", false},
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        print_message("  %s\n", types[i].type);
        assert_string_equal(parse(*state, types[i].type, body),
                            types[i].want ? "a=[1]" : "broken");
    }
}

static void test_long_boundaries(void **state)
{
    struct arena *mem = *state;

    for (int bytes = 69; bytes <= 71; bytes++) {
        char *boundary = arena_alloc(mem, (size_t)bytes + 1);
        memset(boundary, '-', (size_t)bytes);
        const char *got = parse(
            mem,
            arena_printf(mem, "multipart/form-data; boundary=%s", boundary),
            arena_printf(mem, "--%s\r\n" TEXT("a") "1\r\n--%s--", boundary,
                         boundary));
        assert_string_equal(got, bytes <= 70 ? "a=[1]" : "broken");
    }
}

static void test_nul(void **state)
{
    static const char file[] =
        "--B\r\n" FILE_("filename=\"x\"") "1\0002\0\r\n--B--\r\n";
    static const char text[] = "--B\r\n" TEXT("a") "1\0002" END;
    static const char name[] = "--B\r\n" FILE_("filename=\"a\0b\"") "1" END;
    struct form *f =
        form_parse_multipart(*state, plain_type, file, sizeof file - 1);

    assert_null(f->broken);
    assert_int_equal(f->file[0].bytes, 4);
    assert_memory_equal(f->file[0].data, "1\0002\0", 4);
    f = form_parse_multipart(*state, plain_type, text, sizeof text - 1);
    assert_non_null(f->broken);
    f = form_parse_multipart(*state, plain_type, name, sizeof name - 1);
    assert_non_null(f->broken);
}

static void test_file(void **state)
{
    static const char body[] =
        "--B\r\n" FILE_("filename=\"empty\"") "\r\n--B\r\n" FILE_(
            "filename=\"one\"") "1\r\n--B\r\n" FILE_("filename=\"two\"") "2" END;
    const struct form *f =
        form_parse_multipart(*state, plain_type, body, strlen(body));

    assert_int_equal(f->file_count, 3);
    assert_string_equal(form_file(f, "f")->name, "one");
    assert_null(form_file(f, "g"));
    assert_null(form_value(f, "f"));
    /* The data is not copied. */
    assert_true(form_file(f, "f")->data > body);
    assert_true(form_file(f, "f")->data < body + sizeof body);
}

/* A body of many parts of the same kind. */
static struct form *parse_many(struct arena *mem, int count, const char *part)
{
    struct buf body;

    buf_init(&body, mem);
    for (int i = 0; i < count; i++)
        buf_addf(&body, "--B\r\n%s%d\r\n", part, i);
    buf_add(&body, "--B--\r\n");
    return form_parse_multipart(mem, plain_type, body.data, body.bytes);
}

static void test_limits(void **state)
{
    struct arena *mem = *state;
    struct form *f = parse_many(mem, 200, TEXT("a"));

    assert_int_equal(f->field_count, 200);
    assert_string_equal(f->field[199].value, "199");
    f = parse_many(mem, FORM_FIELDS_MAX, TEXT("a"));
    assert_int_equal(f->field_count, FORM_FIELDS_MAX);
    f = parse_many(mem, FORM_FIELDS_MAX + 1, TEXT("a"));
    assert_non_null(f->broken);
    assert_int_equal(f->field_count, 0);
    f = parse_many(mem, FORM_FILES_MAX, FILE_("filename=\"x\""));
    assert_int_equal(f->file_count, FORM_FILES_MAX);
    f = parse_many(mem, FORM_FILES_MAX + 1, FILE_("filename=\"x\""));
    assert_non_null(f->broken);
}

static void test_much_text(void **state)
{
    struct arena *mem = *state;
    char *value = arena_alloc(mem, FORM_VALUE_BYTES_MAX + 2);
    for (size_t more = 0; more < 2; more++) {
        memset(value, 'x', FORM_VALUE_BYTES_MAX + more);
        struct buf body;
        buf_init(&body, mem);
        buf_addf(&body, "--B\r\n%s%s\r\n--B--\r\n", TEXT("a"), value);
        const struct form *f =
            form_parse_multipart(mem, plain_type, body.data, body.bytes);
        assert_int_equal(f->broken != NULL, more);
    }
}

static const char *header_block(struct arena *mem, int lines, int line_bytes)
{
    struct buf body;

    buf_init(&body, mem);
    buf_add(&body, "--B\r\n");
    for (int i = 0; i < lines; i++)
        buf_addf(&body, "X: %*d\r\n", line_bytes - 3, i);
    buf_add(&body, TEXT("a") "1" END);
    return parse(mem, plain_type, body.data);
}

static void test_header_limits(void **state)
{
    assert_string_equal(header_block(*state, 15, 10), "a=[1]");
    assert_string_equal(header_block(*state, 16, 10), "broken");
    assert_string_equal(header_block(*state, 1, 8000), "a=[1]");
    assert_string_equal(header_block(*state, 1, 8001), "broken");
}

static void test_name_limits(void **state)
{
    struct arena *mem = *state;
    static const char field[] =
        "--B\r\nContent-Disposition: form-data; name=%0*d\r\n\r\n1" END;
    static const char file[] =
        "--B\r\nContent-Disposition: form-data; name=f; "
        "filename=%0*d\r\n\r\n1" END;

    assert_string_not_equal(
        parse(mem, plain_type, arena_printf(mem, field, 200, 0)), "broken");
    assert_string_equal(
        parse(mem, plain_type, arena_printf(mem, field, 201, 0)), "broken");
    assert_string_not_equal(
        parse(mem, plain_type, arena_printf(mem, file, 1000, 0)), "broken");
    assert_string_equal(
        parse(mem, plain_type, arena_printf(mem, file, 1001, 0)), "broken");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_long_boundaries),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_much_text),
        cmocka_unit_test(test_header_limits),
        cmocka_unit_test(test_name_limits),
    };
    return cmocka_run_group_tests_name("multipart", tests, start, stop);
}
