/* tests/data/characters.tsv: the browser counts the same table, see
 * tests/browser/character_test.mjs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/character.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"

#include <utf8proc.h>

enum { TABLE_BYTES_MAX = 1 << 20, COLUMNS = 5, ROWS_MIN = 2900 };

/* As a browser sends it: half a pair of surrogates is U+FFFD. */
static void add_code(struct buf *text, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    if (code >= 0xd800 && code <= 0xdfff)
        code = 0xfffd;
    utf8proc_ssize_t count = utf8proc_encode_char(code, bytes);
    buf_addn(text, (const char *)bytes, (size_t)count);
}

/* "0061 0300*31" */
static char *text_of(struct arena *mem, const char *codes)
{
    struct buf text;
    buf_init(&text, mem);
    while (*codes != '\0') {
        char *end;
        int32_t code = (int32_t)strtol(codes, &end, 16);
        long times = *end == '*' ? strtol(end + 1, &end, 10) : 1;
        for (long i = 0; i < times; i++)
            add_code(&text, code);
        codes = end + (*end == ' ');
    }
    return text.data;
}

static void check_row(struct arena *mem, char *row)
{
    char *column[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        column[i] = strsep(&row, "\t");
    assert_non_null(column[COLUMNS - 1]);
    char *text = text_of(mem, column[1]);
    size_t got[] = {str_characters(text), str_characters(str_line(mem, text)),
                    str_characters(str_lines(mem, text))};
    for (int i = 0; i < 3; i++)
        if (got[i] != strtoul(column[2 + i], NULL, 10))
            fail_msg("%s: %.80s: column %d is %zu, not %s", column[0],
                     column[1], 3 + i, got[i], column[2 + i]);
}

static void test_table(void **state)
{
    (void)state;
    size_t bytes, rows = 0;
    double since = clock_monotonic();
    char *table =
        file_read("tests/data/characters.tsv", TABLE_BYTES_MAX, &bytes);
    assert_non_null(table);
    char *rest = table;
    struct arena *mem = arena_new();
    for (char *row; (row = strsep(&rest, "\n"));) {
        if (*row == '\0' || *row == '#')
            continue;
        check_row(mem, row);
        arena_reset(mem);
        rows++;
    }
    print_message("%zu rows\n", rows);
    assert_true(rows > ROWS_MIN);
    /* the longest rows have 200,000 code points */
    assert_true(clock_monotonic() - since < 20);
    arena_free(mem);
    free(table);
}

static size_t count(struct arena *mem, const int32_t *code, size_t codes)
{
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < codes; i++)
        add_code(&text, code[i]);
    return str_characters(text.data);
}

/* The server normalises before it counts, the browser does not: no letter may
 * count differently composed and taken apart, whatever stands around it. */
static void test_composed(void **state)
{
    (void)state;
    static const int32_t around[] = {'a',    0x200d,  0x1f600, 0x300,
                                     0x1100, 0x1f1e6, 0x600,   0xa03};
    enum { AROUND = sizeof around / sizeof *around, PARTS_MAX = 8 };
    struct arena *mem = arena_new();
    for (int32_t code = 1; code <= 0x10ffff; code++) {
        utf8proc_int32_t parts[PARTS_MAX];
        int boundary = 0;
        utf8proc_ssize_t count_parts = utf8proc_decompose_char(
            code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE, &boundary);
        if (count_parts < 1 || (count_parts == 1 && parts[0] == code) ||
            (code >= 0xac00 && code <= 0xd7a3 && code % 97 != 0))
            continue;
        for (int i = 0; i < AROUND * AROUND; i++) {
            int32_t whole[] = {0x1f600, around[i / AROUND], code,
                               around[i % AROUND], 0x1f600};
            int32_t apart[PARTS_MAX + 4] = {whole[0], whole[1]};
            size_t n = 2;
            for (int k = 0; k < count_parts; k++)
                apart[n++] = parts[k];
            apart[n++] = whole[3];
            apart[n++] = whole[4];
            if (count(mem, whole, 5) != count(mem, apart, n))
                fail_msg("U+%X between U+%X and U+%X", (unsigned)code,
                         (unsigned)whole[1], (unsigned)whole[3]);
        }
        arena_reset(mem);
    }
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_composed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
