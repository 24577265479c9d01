/* Pictures without their metadata: what goes, and that the pixels stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/photo.h"
#include "support/gps.h"

static char folder[] = "/tmp/lorbeer-photo-XXXXXX";
static struct arena *mem;

static const char *place(const char *name)
{
    return arena_printf(mem, "%s/%s", folder, name);
}

static char *load(const char *name, size_t *bytes)
{
    char *data = file_read(place(name), 1 << 24, bytes);
    if (data == NULL)
        fail_msg("cannot read %s", name);
    char *copy = arena_alloc(mem, *bytes + 1);
    memcpy(copy, data, *bytes);
    free(data);
    return copy;
}

static void save(const char *name, const char *data, size_t bytes)
{
    assert_true(file_write(place(name), data, bytes, 0600));
}

/* Runs a line of shell in the folder. */
static void shell(const char *line)
{
    const char *all = arena_printf(mem, "cd %s && { %s; }", folder, line);
    if (system(all) != 0) /* NOLINT(cert-env33-c): words of this test */
        fail_msg("%s", line);
}

static int setup(void **state)
{
    (void)state;
    mem = arena_new();
    assert_non_null(mkdtemp(folder));
    shell(
        "vips gaussnoise n.v 60 40 && vips cast n.v u.v uchar && "
        "vips bandjoin 'u.v u.v u.v' rgb.v && "
        "vips jpegsave rgb.v plain.jpg --profile srgb && "
        "vips pngsave rgb.v plain.png --strip && "
        "vips webpsave rgb.v plain.webp --lossless --strip");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    shell("rm -rf \"$PWD\"");
    arena_free(mem);
    return 0;
}

static bool holds(const char *data, size_t bytes, const char *mark)
{
    return memmem(data, bytes, mark, strlen(mark)) != NULL;
}

static void want_silence(const char *data, size_t bytes)
{
    static const char *const tells[] = {GPS_TELLS};
    for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
        if (holds(data, bytes, tells[i]))
            fail_msg("the copy still says %s", tells[i]);
}

/* Both hold the same pixels, as stored. */
static void same_pixels(const char *one, const char *two)
{
    shell(arena_printf(mem,
                       "vips copy %s one.v && vips copy %s two.v && "
                       "vips subtract one.v two.v less.v && vips abs less.v "
                       "far.v && test \"$(vips max far.v | cut -c1)\" = 0",
                       one, two));
}

static void a_jpeg_tells_nothing(void **state)
{
    (void)state;
    size_t bytes, told, kept;
    char *plain = load("plain.jpg", &bytes);
    char *talks = gps_jpeg(mem, plain, bytes, 6, &told);
    static const char *const tells[] = {GPS_TELLS};
    for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
        assert_true(holds(talks, told, tells[i]));
    char *silent = photo_strip(mem, talks, told, &kept);
    assert_non_null(silent);
    want_silence(silent, kept);
    assert_true(holds(silent, kept, "ICC_PROFILE"));
    assert_true(kept < told);
    save("talks.jpg", talks, told);
    save("silent.jpg", silent, kept);
    same_pixels("talks.jpg", "silent.jpg");
    shell("test \"$(vipsheader -f orientation silent.jpg)\" = 6");
    /* what is stripped already stays as it is */
    size_t again;
    char *twice = photo_strip(mem, silent, kept, &again);
    assert_int_equal(again, kept);
    assert_memory_equal(twice, silent, kept);
}

static void a_png_tells_nothing(void **state)
{
    (void)state;
    size_t bytes, told, kept;
    char *plain = load("plain.png", &bytes);
    char *talks = gps_png(mem, plain, bytes, &told);
    char *silent = photo_strip(mem, talks, told, &kept);
    assert_non_null(silent);
    want_silence(silent, kept);
    save("talks.png", talks, told);
    save("silent.png", silent, kept);
    same_pixels("talks.png", "silent.png");
}

static void a_webp_tells_nothing(void **state)
{
    (void)state;
    size_t bytes, told, kept;
    char *plain = load("plain.webp", &bytes);
    char *talks = gps_webp(mem, plain, bytes, 8, &told);
    char *silent = photo_strip(mem, talks, told, &kept);
    assert_non_null(silent);
    want_silence(silent, kept);
    save("talks.webp", talks, told);
    save("silent.webp", silent, kept);
    same_pixels("talks.webp", "silent.webp");
    shell("test \"$(vipsheader -f orientation silent.webp)\" = 8");
}

static void want_size(const char *data, size_t bytes, int width, int height)
{
    struct photo_size size;
    assert_true(photo_size(data, bytes, &size));
    assert_int_equal(size.width, width);
    assert_int_equal(size.height, height);
}

static void sizes_are_upright(void **state)
{
    (void)state;
    static const char *const names[] = {"plain.jpg", "plain.png", "plain.webp"};
    size_t bytes, told;
    char *talks;
    for (size_t i = 0; i < 3; i++) {
        char *data = load(names[i], &bytes);
        want_size(data, bytes, 60, 40);
    }
    char *jpeg = load("plain.jpg", &bytes);
    talks = gps_jpeg(mem, jpeg, bytes, 6, &told);
    want_size(talks, told, 40, 60);
    talks = gps_jpeg(mem, jpeg, bytes, 3, &told);
    want_size(talks, told, 60, 40);
    char *webp = load("plain.webp", &bytes);
    talks = gps_webp(mem, webp, bytes, 8, &told);
    want_size(talks, told, 40, 60);
    static const char bomb[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0"
        "\xc3\x50\x08\6\0\0\0";
    want_size(bomb, sizeof bomb - 1, 50000, 50000);
}

/* Cut anywhere, or with any one byte changed: an answer, and no reading
 * beyond the end (the sanitizer looks). */
static void nothing_breaks_it(void **state)
{
    (void)state;
    static const char *const names[] = {"plain.jpg", "plain.png", "plain.webp"};
    struct arena *small = arena_new();
    for (size_t i = 0; i < 3; i++) {
        size_t bytes, kept;
        struct photo_size size;
        char *data = load(names[i], &bytes);
        for (size_t cut = 0; cut < bytes; cut++) {
            char *part = malloc(cut + 1);
            memcpy(part, data, cut);
            photo_size(part, cut, &size);
            if (photo_strip(small, part, cut, &kept) != NULL)
                fail_msg("%s cut at %zu counts as whole", names[i], cut);
            free(part);
            arena_reset(small);
        }
        for (size_t at = 0; at < bytes && at < 700; at++) {
            char *part = malloc(bytes);
            memcpy(part, data, bytes);
            part[at] = (char)(part[at] ^ 0xff);
            photo_size(part, bytes, &size);
            photo_strip(small, part, bytes, &kept);
            free(part);
            arena_reset(small);
        }
    }
    arena_free(small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jpeg_tells_nothing),
        cmocka_unit_test(a_png_tells_nothing),
        cmocka_unit_test(a_webp_tells_nothing),
        cmocka_unit_test(sizes_are_upright),
        cmocka_unit_test(nothing_breaks_it),
    };
    return cmocka_run_group_tests_name("photo", tests, setup, teardown);
}
