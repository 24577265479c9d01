/* CSV: as German Excel and others write it, and what must be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Writes each record down as "LINE:<field><field>\n". */
static bool note(void *context, const struct csv_row *row)
{
    struct buf *notes = context;
    buf_addf(notes, "%zu:", row->line);
    for (size_t i = 0; i < row->count; i++)
        buf_addf(notes, "<%s>", row->field[i]);
    buf_addc(notes, '\n');
    return true;
}

static const struct {
    const char *name, *input;
    char separator;
    const char *want; /* up to the fault, if there is one */
    const char *fault;
    size_t line;
} cases[] = {
    {"nothing", "", 0, "", NULL, 0},
    {"only line breaks", "\r\n\n\r\n", 0, "", NULL, 0},
    {"one field", "a", 0, "1:<a>\n", NULL, 0},
    {"commas", "a,b\nc,d\n", 0, "1:<a><b>\n2:<c><d>\n", NULL, 0},
    {"semicolons, CRLF", "a;b\r\nc;d\r\n", 0, "1:<a><b>\n2:<c><d>\n", NULL, 0},
    {"byte order mark", "\xef\xbb\xbf\"a\";b\n", 0, "1:<a><b>\n", NULL, 0},
    {"no line break at the end", "a,b\nc,d", 0, "1:<a><b>\n2:<c><d>\n", NULL,
     0},
    {"the more frequent one", "a,b;c;d\n", 0, "1:<a,b><c><d>\n", NULL, 0},
    {"quoted ones do not count", "\"a;b;c\",d\n", 0, "1:<a;b;c><d>\n", NULL, 0},
    {"only the first line counts", "a,b\n\"c;;;\",d\n", 0,
     "1:<a><b>\n2:<c;;;><d>\n", NULL, 0},
    {"as many of both", "a,b;c\n", 0, "1:<a><b;c>\n", NULL, 0},
    {"separator said", "a,b;c\n", ',', "1:<a><b;c>\n", NULL, 0},
    {"decimal commas", "7,5;8,25\n", ';', "1:<7,5><8,25>\n", NULL, 0},
    {"empty fields", "a,,\n,,\n", 0, "1:<a><><>\n2:<><><>\n", NULL, 0},
    {"empty quoted fields", "\"\",\"\"\n", 0, "1:<><>\n", NULL, 0},
    {"one empty quoted field", "\"\"\n", 0, "1:<>\n", NULL, 0},
    {"empty lines", "a\n\n\r\nb\n", 0, "1:<a>\n4:<b>\n", NULL, 0},
    {"spaces stay", " a , \"b\n", ';', "",
     "a quotation mark where none may "
     "stand",
     1},
    {"spaces belong to the field", " a , b ,\n", 0, "1:< a >< b ><>\n", NULL,
     0},
    {"a line of spaces", "a\n  \n", 0, "1:<a>\n2:<  >\n", NULL, 0},
    {"quotes in a field", "\"a \"\"b\"\" c\"\n", 0, "1:<a \"b\" c>\n", NULL, 0},
    {"line breaks in a field", "\"a\r\nb\nc\",d\ne,f\n", 0,
     "1:<a\r\nb\nc><d>\n4:<e><f>\n", NULL, 0},
    {"old Mac", "a,b\rc,d\r", 0, "1:<a><b>\n2:<c><d>\n", NULL, 0},
    {"umlauts and emoji",
     "Gr\xc3\xb6\xc3\x9f"
     "e,\xf0\x9f\x8f\x86\n",
     0,
     "1:<Gr\xc3\xb6\xc3\x9f"
     "e><\xf0\x9f\x8f\x86>\n",
     NULL, 0},
    {"quote inside a field", "a,b\nc,d\"e\nf,g\n", 0, "1:<a><b>\n",
     "a quotation mark where none may stand", 2},
    {"text after the quote", "a\n\n\"b\"c\n", 0, "1:<a>\n",
     "a quotation mark where none may stand", 3},
    {"space after the quote", "\"b\" ,c\n", 0, "",
     "a quotation mark where none may stand", 1},
    {"not closed", "a,b\nc,\"d\ne,f\ng\n", 0, "1:<a><b>\n",
     "a quotation mark is opened and not closed", 2},
    {"only a quote", "\"", 0, "", "a quotation mark is opened and not closed",
     1},
    {"Latin-1", "a\nM\xfcller\n", 0, "", "the file is not UTF-8 text", 2},
    {"UTF-16",
     "\xff\xfe"
     "a",
     0, "", "the file is not UTF-8 text", 1},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf notes;
        size_t line = 0;
        print_message("  %s\n", cases[i].name);
        buf_init(&notes, NULL);
        const char *fault = csv_read(cases[i].input, strlen(cases[i].input),
                                     cases[i].separator, note, &notes, &line);
        assert_string_equal(notes.data, cases[i].want);
        if (cases[i].fault) {
            assert_non_null(fault);
            assert_string_equal(fault, cases[i].fault);
            assert_int_equal(line, cases[i].line);
        } else {
            assert_null(fault);
        }
        buf_free(&notes);
    }
}

static void test_nul(void **state)
{
    struct buf notes;
    size_t line = 0;

    (void)state;
    buf_init(&notes, NULL);
    assert_non_null(csv_read("a\nb\0c\n", 6, 0, note, &notes, &line));
    assert_int_equal(line, 2);
    buf_free(&notes);
}

static bool stop_at_second(void *context, const struct csv_row *row)
{
    int *seen = context;
    (*seen)++;
    return row->line < 2;
}

static void test_stop(void **state)
{
    static const char text[] = "a\nb\nc\nd\"e\n";
    int seen = 0;
    size_t line;

    (void)state;
    assert_null(csv_read(text, strlen(text), 0, stop_at_second, &seen, &line));
    assert_int_equal(seen, 2);
}

/* 4096 fields are the most; the end of the text counts as the end of a line. */
static void test_too_wide(void **state)
{
    static const struct {
        size_t commas;
        bool line_break, fits;
    } widths[] = {
        {4095, true, true},   {4095, false, true},  {4096, true, false},
        {4096, false, false}, {9000, false, false},
    };
    static char text[9002];

    (void)state;
    for (size_t i = 0; i < COUNT(widths); i++) {
        struct buf notes;
        size_t line = 0;
        size_t commas = widths[i].commas;
        memset(text, ',', sizeof text);
        text[0] = '\n';
        text[commas + 1] = '\n';
        buf_init(&notes, NULL);
        const char *fault = csv_read(text, commas + 1 + widths[i].line_break,
                                     ',', note, &notes, &line);
        assert_int_equal(fault == NULL, widths[i].fits);
        assert_int_equal(notes.bytes, widths[i].fits ? 2 + 2 * 4096 + 1 : 0);
        if (fault) {
            assert_string_equal(fault, "too many fields");
            assert_int_equal(line, 2);
        }
        buf_free(&notes);
    }
}

static void test_write(void **state)
{
    static const struct {
        const char *text, *want;
    } fields[] = {
        {"Müller", "\"Müller\""},
        {"", "\"\""},
        {NULL, "\"\""},
        {"a;b", "\"a;b\""},
        {"say \"ja\"", "\"say \"\"ja\"\"\""},
        {"\"", "\"\"\"\""},
        {"a\r\nb", "\"a\r\nb\""},
        {"=1+1", "\"'=1+1\""},
        {"+49 30", "\"'+49 30\""},
        {"-7", "\"'-7\""},
        {"@SUM", "\"'@SUM\""},
        {"9/1", "\"'9/1\""},
        {"9/", "\"9/\""},
        {"/1", "\"/1\""},
        {"9/1 m", "\"9/1 m\""},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"a=b", "\"a=b\""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(fields); i++) {
        struct buf out;
        buf_init(&out, NULL);
        csv_text(&out, fields[i].text);
        assert_string_equal(out.data, fields[i].want);
        buf_free(&out);
    }
}

static void test_write_rows(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, NULL);
    csv_start(&out);
    csv_text(&out, "Größe");
    csv_text(&out, "");
    csv_number(&out, "-7,25");
    csv_end_row(&out);
    csv_text(&out, "");
    csv_text(&out, "\r\n");
    csv_end_row(&out);
    assert_string_equal(out.data,
                        "\xef\xbb\xbf\"Größe\";\"\";\"-7,25\"\r\n"
                        "\"\";\"'\r\n\"\r\n");
    struct buf notes;
    size_t line;
    buf_init(&notes, NULL);
    assert_null(csv_read(out.data, out.bytes, 0, note, &notes, &line));
    assert_string_equal(notes.data, "1:<Größe><><-7,25>\n2:<><'\r\n>\n");
    buf_free(&notes);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),  cmocka_unit_test(test_nul),
        cmocka_unit_test(test_stop),  cmocka_unit_test(test_too_wide),
        cmocka_unit_test(test_write), cmocka_unit_test(test_write_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
