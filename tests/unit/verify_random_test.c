/* The verifier against changes at random, and files that are no bundle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "support/sealing.h"

static struct test_home *home;
static const char *bundle; /* the good one, see sealing.h */

static int setup(void **state)
{
    struct judging j;
    (void)state;
    home = home_new();
    bundle = sealing_award(home, &j);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

/* --- changed at random --- */

enum { EACH_KIND = 320 };

static uint64_t seed = 20261125;

static size_t below(size_t bound)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(seed >> 33) % bound;
}

struct lines {
    const char *at[2000];
    size_t count;
};

static struct lines lines_of(const char *text)
{
    struct lines l = {.count = 0};
    for (; *text != '\0'; text = strchr(text, '\n') + 1)
        l.at[l.count++] = text;
    l.at[l.count] = text;
    return l;
}

static void add_line(struct buf *out, const struct lines *l, size_t i)
{
    buf_addn(out, l->at[i], (size_t)(l->at[i + 1] - l->at[i]));
}

static void change_byte(struct buf *out)
{
    size_t at = below(strlen(bundle));
    char byte = bundle[at];
    while (byte == bundle[at])
        byte = (char)below(256);
    buf_addn(out, bundle, at);
    buf_addc(out, byte);
    buf_add(out, bundle + at + 1);
}

static void flip_bit(struct buf *out)
{
    size_t at = below(strlen(bundle));
    buf_addn(out, bundle, at);
    buf_addc(out, (char)(bundle[at] ^ (1 << below(8))));
    buf_add(out, bundle + at + 1);
}

static void remove_byte(struct buf *out)
{
    size_t at = below(strlen(bundle));
    buf_addn(out, bundle, at);
    buf_add(out, bundle + at + 1);
}

static void add_byte(struct buf *out)
{
    size_t at = below(strlen(bundle) + 1);
    buf_addn(out, bundle, at);
    buf_addc(out, (char)below(256));
    buf_add(out, bundle + at);
}

static void remove_line(struct buf *out)
{
    struct lines l = lines_of(bundle);
    size_t without = below(l.count);
    for (size_t i = 0; i < l.count; i++)
        if (i != without)
            add_line(out, &l, i);
}

static void repeat_line(struct buf *out)
{
    struct lines l = lines_of(bundle);
    size_t twice = below(l.count);
    for (size_t i = 0; i < l.count; i++) {
        add_line(out, &l, i);
        if (i == twice)
            add_line(out, &l, i);
    }
}

static void swap_lines(struct buf *out)
{
    struct lines l = lines_of(bundle);
    size_t a = below(l.count), b = below(l.count);
    for (size_t i = 0; i < l.count; i++)
        add_line(out, &l, i == a ? b : i == b ? a : i);
}

static void change_mark(struct buf *out)
{
    static const char begin[] = "\"marks\":[\"";
    size_t found = 0;
    for (const char *at = bundle; (at = strstr(at, begin)); at++)
        found++;
    const char *at = bundle;
    for (size_t which = below(found) + 1; which > 0; which--)
        at = strstr(at, begin) + sizeof begin - 1;
    if (below(2) == 0)
        at = strstr(at, ",\"") + 2;
    char digit = *at;
    while (digit == *at)
        digit = (char)('0' + below(10));
    buf_addn(out, bundle, (size_t)(at - bundle));
    buf_addc(out, digit);
    buf_add(out, at + 1);
}

static void test_random(void **state)
{
    static const struct {
        const char *name;
        void (*change)(struct buf *out);
    } kinds[] = {
        {"a byte is another", change_byte},
        {"a bit is flipped", flip_bit},
        {"a byte is missing", remove_byte},
        {"a byte is added", add_byte},
        {"a line is missing", remove_line},
        {"a line stands twice", repeat_line},
        {"lines are swapped", swap_lines},
        {"a mark is another", change_mark},
    };
    size_t changes = 0;
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int n = 0; n < EACH_KIND; n++) {
            struct arena *mem = arena_new();
            struct verify v;
            struct buf out;
            buf_init(&out, mem);
            kinds[k].change(&out);
            bool same = out.bytes == strlen(bundle) &&
                        memcmp(out.data, bundle, out.bytes) == 0;
            if (!same && verify_bundle(mem, out.data, out.bytes, NULL, &v))
                fail_msg("%s, and it is accepted (no. %d)", kinds[k].name, n);
            if (!same)
                assert_true(v.fault != NULL && v.line > 0);
            changes += !same;
            arena_free(mem);
        }
    assert_true(changes > 2200);
}

static void test_truncated(void **state)
{
    struct lines l = lines_of(bundle);
    (void)state;
    for (size_t i = 0; i < l.count; i++) {
        assert_non_null(sealing_refused(
            home, arena_textn(home->mem, bundle, (size_t)(l.at[i] - bundle)),
            NULL));
        size_t half =
            (size_t)(l.at[i] - bundle) + below((size_t)(l.at[i + 1] - l.at[i]));
        assert_non_null(
            sealing_refused(home, arena_textn(home->mem, bundle, half), NULL));
    }
}

/* --- what is no bundle --- */

static void not_a_bundle(const char *text, size_t bytes)
{
    struct arena *mem = arena_new();
    struct verify v;
    assert_false(verify_bundle(mem, text, bytes, NULL, &v));
    assert_non_null(v.fault);
    assert_true(v.line > 0);
    arena_free(mem);
}

static const char *many(const char *text, size_t count, const char *end)
{
    struct buf out;
    buf_init(&out, home->mem);
    for (size_t i = 0; i < count; i++)
        buf_add(&out, text);
    buf_add(&out, end);
    return out.data;
}

static void test_other_files(void **state)
{
    const char *const texts[] = {
        "",
        "\n",
        "\n\n\n",
        "x",
        "{}\n",
        "[]\n",
        "null\n",
        "{\"bundle\":{}}\n",
        "{\"bundle\":\n",
        "{\"bundle\":{\"blocks\":[],\"key\":\"\",\"signature\":\"\"}}\n",
        "{\"sealed\":{}}\n",
        "{\"sealed\":{\"digest\":\"\",\"key\":\"\",\"signature\":\"\"}}\n",
        "{\"lorbeer\":\"seal\",\n{\"sealed\":{}}\n",
        "{\"edition\": {\"rounds\": []}}\n",
        "juror,entry,criterion,score\nJ1,E1,A,1\n",
        "\xef\xbb\xbf{\"lorbeer\":\"seal\"}\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        not_a_bundle(texts[i], strlen(texts[i]));
    not_a_bundle("\0\0\0\n", 4);
    not_a_bundle(
        "\x7f"
        "ELF\x01\x02\xff\xfe\n",
        9);
    const char *text = many("[", 200000, "\n");
    not_a_bundle(text, strlen(text));
    text = arena_printf(home->mem, "{\"sealed\":%s", many("[", 200000, "\n"));
    not_a_bundle(text, strlen(text));
    text = arena_printf(home->mem, "{\"bundle\":%s",
                        many("{\"a\":", 200000, "\n"));
    not_a_bundle(text, strlen(text));
    text = many("{\"lorbeer\":\"seal\"}\n", 200000, "");
    not_a_bundle(text, strlen(text));
    text = many("x", 4000000, "");
    not_a_bundle(text, strlen(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_other_files),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
