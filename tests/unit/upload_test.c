/* Uploaded files: what is taken, and where it lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/file.h"
#include "support/nomination.h"

static struct test_home *home;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

#define BYTES(text) (text), sizeof(text) - 1

static const struct sample {
    const char *name, *data;
    size_t bytes;
    const char *type; /* NULL: not taken */
} samples[] = {
    {"PNG", nomination_png, NOMINATION_PNG_BYTES, "image/png"},
    {"JPEG", BYTES("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"),
     "image/jpeg"},
    {"WebP", BYTES("RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\0\0\0\0\0\0\0\0"),
     "image/webp"},
    {"SVG", BYTES("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
     "image/svg+xml"},
    {"SVG with declaration",
     BYTES("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
           "/>"),
     "image/svg+xml"},
    {"SVG with a comment before it",
     BYTES("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator: a "
           "drawing program -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG "
           "1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n"
           "<svg version=\"1.1\" xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
     "image/svg+xml"},
    {"GIF", BYTES("GIF89a\1\0\1\0\0\0\0;"), NULL},
    {"PDF", BYTES("%PDF-1.7\n"), NULL},
    {"HTML", BYTES("<!doctype html><html><body>svg</body></html>"), NULL},
    {"program",
     BYTES("\x7f"
           "ELF\2\1\1\0"),
     NULL},
    {"text", BYTES("A logo\n"), NULL},
    {"one byte", BYTES("x"), NULL},
    {"nothing", "", 0, NULL},
};

static void taken_by_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *s = &samples[i];
        int64_t id = 0;
        struct file file = {.type = NULL};
        struct world *w = home_begin(home);
        enum file_outcome got =
            file_store_image(w, "claims-to-be.png", s->data, s->bytes, &id);
        if (id != 0)
            file_by_id(w, id, &file);
        home_commit(home);
        if (got != (s->type ? FILE_STORED : FILE_TYPE) ||
            (s->type && strcmp(file.type, s->type) != 0))
            fail_msg("%s: outcome %d, type %s", s->name, got,
                     file.type ? file.type : "none");
    }
}

static void lies_under_its_digest(void **state)
{
    (void)state;
    int64_t one = 0, two = 0;
    struct file a, b;
    size_t bytes = 0;
    struct stat about;
    struct world *w = home_begin(home);
    file_store_image(w, "a.png", nomination_png, NOMINATION_PNG_BYTES, &one);
    file_store_image(w, "b.png", nomination_png, NOMINATION_PNG_BYTES, &two);
    assert_true(file_by_id(w, one, &a));
    assert_true(file_by_id(w, two, &b));
    home_commit(home);
    assert_int_not_equal(one, two);
    assert_string_equal(a.digest, b.digest);
    assert_string_equal(a.name, "a.png");
    assert_string_equal(a.render_state, "waiting");
    assert_int_equal(a.bytes, NOMINATION_PNG_BYTES);
    const char *path = file_path(&home->world, a.digest);
    char *data = file_read(path, 1000, &bytes);
    assert_non_null(data);
    assert_int_equal(bytes, NOMINATION_PNG_BYTES);
    assert_memory_equal(data, nomination_png, bytes);
    free(data);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM job WHERE kind = 'image'"), 2);
}

static void limit_is_exact(void **state)
{
    (void)state;
    char *large = calloc(1, FILE_IMAGE_BYTES_MAX + 1);
    int64_t id = 0;
    assert_non_null(large);
    memcpy(large, nomination_png, NOMINATION_PNG_BYTES);
    struct world *w = home_begin(home);
    assert_int_equal(
        file_store_image(w, "a.png", large, FILE_IMAGE_BYTES_MAX + 1, &id),
        FILE_LARGE);
    assert_int_equal(
        file_store_image(w, "a.png", large, FILE_IMAGE_BYTES_MAX, &id),
        FILE_STORED);
    home_commit(home);
    free(large);
}

static enum file_outcome store_as(int64_t user_id, int64_t now)
{
    int64_t id = 0;
    home_time(home, now);
    struct world w = *home_begin(home);
    w.user_id = user_id;
    enum file_outcome outcome = file_store_image(&w, "a.png", nomination_png,
                                                 NOMINATION_PNG_BYTES, &id);
    home_commit(home);
    return outcome;
}

static void a_person_fills_no_disk(void **state)
{
    (void)state;
    int64_t one = home_user(home, "one@example.org", "company");
    int64_t other = home_user(home, "other@example.org", "company");
    for (int i = 0; i < FILE_UPLOADS_MAX; i++)
        assert_int_equal(store_as(one, TEST_NOW), FILE_STORED);
    assert_int_equal(store_as(one, TEST_NOW + 3599), FILE_MANY);
    assert_int_equal(store_as(other, TEST_NOW + 3599), FILE_STORED);
    assert_int_equal(store_as(0, TEST_NOW + 3599), FILE_STORED);
    assert_int_equal(store_as(one, TEST_NOW + 3600), FILE_STORED);
}

static void disk_can_fail(void **state)
{
    (void)state;
    int64_t id = 0;
    struct world w = home->world;
    w.home = "/no/such/place";
    home_begin(home);
    assert_int_equal(file_store_image(&w, "a.png", nomination_png,
                                      NOMINATION_PNG_BYTES, &id),
                     FILE_PROBLEM);
    home_commit(home);
    assert_int_equal(id, 0);
    assert_int_equal(home_number(home, "SELECT count(*) FROM file"), 0);
}

static void renditions_are_found_by_size(void **state)
{
    (void)state;
    int64_t id = 0;
    struct file_rendition r;
    struct file_rendition list[] = {
        {"thumb", "d1", "image/png", 10, 320, 85},
        {"print", "d2", "image/png", 99, 1600, 427},
    };
    struct world *w = home_begin(home);
    file_store_image(w, "a.png", nomination_png, NOMINATION_PNG_BYTES, &id);
    assert_false(file_rendition(w, id, "thumb", &r));
    file_rendered(w, id, list, 2);
    list[0].digest = "d3"; /* rendered once more */
    file_rendered(w, id, list, 1);
    assert_true(file_rendition(w, id, "thumb", &r));
    assert_string_equal(r.digest, "d3");
    assert_int_equal(r.width, 320);
    assert_true(file_rendition(w, id, "print", &r));
    assert_false(file_rendition(w, id, "screen", &r));
    home_commit(home);
    assert_string_equal(home_text(home, "SELECT render_state FROM file"),
                        "done");
}

/* The same bytes once more: their renditions are taken over, but not those of a
 * photo of before there was a size for a page. */
static void renditions_of_a_twin(void **state)
{
    (void)state;
    int64_t first = 0, second = 0;
    struct file_rendition r;
    struct file_rendition list[] = {
        {"print", "d1", "image/jpeg", 99, 1600, 427},
        {"large", "d2", "image/jpeg", 50, 1300, 347},
    };
    struct world *w = home_begin(home);
    file_store_image(w, "a.png", nomination_png, NOMINATION_PNG_BYTES, &first);
    file_store_image(w, "b.png", nomination_png, NOMINATION_PNG_BYTES, &second);
    assert_false(file_render_like_twin(w, second, "image/jpeg"));
    file_rendered(w, first, list, 1);
    assert_false(file_render_like_twin(w, second, "image/jpeg"));
    file_rendered(w, first, list, 2);
    assert_false(file_render_like_twin(w, second, "image/png"));
    assert_true(file_render_like_twin(w, second, "image/jpeg"));
    assert_true(file_rendition(w, second, "print", &r));
    assert_string_equal(r.digest, "d1");
    assert_true(file_rendition(w, second, "large", &r));
    assert_string_equal(r.digest, "d2");
    home_commit(home);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(taken_by_content),     TEST(lies_under_its_digest),
        TEST(limit_is_exact),       TEST(a_person_fills_no_disk),
        TEST(disk_can_fail),        TEST(renditions_are_found_by_size),
        TEST(renditions_of_a_twin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
