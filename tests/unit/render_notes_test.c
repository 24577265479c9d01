/* What a typesetter says is taken as it is meant, and nothing else of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/render_notes.h"
#include "base/arena.h"
#include "model/job_notes.h"

static struct render_notes notes;

static int setup(void **state)
{
    (void)state;
    render_notes_start(&notes);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    render_notes_free(&notes);
    return 0;
}

static void fits(void **state)
{
    (void)state;
    assert_true(render_notes_hear(
        &notes,
        "FIT {\"index\": 3, \"from\": 8, \"to\": 9, \"page\": 870.4, \"de\": "
        "800, \"en\": 0, \"photo\": {\"w_mm\": 216.2, \"h_mm\": 98}}"));
    assert_int_equal(notes.fit_count, 1);
    assert_int_equal(notes.fit[0].index, 3);
    assert_int_equal(notes.fit[0].to, 9);
    assert_int_equal(notes.fit[0].page, 870);
    assert_int_equal(notes.fit[0].photo_width, 216);
    /* not what it should be: nothing is taken, or zeros */
    static const char *const bad[] = {"FIT ", "FIT {", "FIT []", "FIT 7",
                                      "FIT {\"index\": 1, \"index\": 2}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_true(render_notes_hear(&notes, bad[i]));
    assert_int_equal(notes.fit_count, 1);
    render_notes_hear(&notes,
                      "FIT {\"index\": \"x\", \"page\": 1e300, "
                      "\"photo\": 5, \"from\": -7}");
    assert_int_equal(notes.fit_count, 2);
    assert_int_equal(notes.fit[1].page, 0);
    assert_int_equal(notes.fit[1].from, 0);
    assert_int_equal(notes.fit[1].photo_width, 0);
}

static void glyphs(void **state)
{
    (void)state;
    render_notes_hear(&notes, "NOTE glyphs 2 3 ☃☄\x07");
    render_notes_hear(&notes, "NOTE glyphs -1 1");
    render_notes_hear(&notes, "NOTE glyphs two 1 x");
    render_notes_hear(&notes, "NOTE glyphs 2 0 x");
    assert_int_equal(notes.glyphs_count, 2);
    assert_int_equal(notes.glyphs[0].index, 2);
    assert_int_equal(notes.glyphs[0].count, 3);
    assert_string_equal(notes.glyphs[0].chars, "☃☄ ");
    assert_int_equal(notes.glyphs[1].index, -1);
    assert_string_equal(notes.glyphs[1].chars, "");
}

static void images(void **state)
{
    static const char *const lines[] = {
        "NOTE image images/17-photo.jpg: failed to decode",
        "NOTE image images/17-photo.jpg failed to decode"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        render_notes_hear(&notes, lines[i]);
        assert_string_equal(notes.left_out[i].name, "images/17-photo.jpg");
        assert_string_equal(notes.left_out[i].reason, "failed to decode");
    }
    render_notes_hear(&notes, "NOTE image ");
    assert_int_equal(notes.left_out_count, 2);
    assert_true(render_notes_error(&notes, "image images/partner-3.png: bad"));
    assert_string_equal(notes.failed.name, "images/partner-3.png");
    assert_string_equal(notes.failed.reason, "bad");
    assert_false(render_notes_error(&notes, "image images/other.png: bad"));
    assert_false(render_notes_error(&notes, "kit.typ: bad"));
}

static void other_lines(void **state)
{
    (void)state;
    assert_true(render_notes_hear(&notes, "NOTE font Gill Sans"));
    assert_int_equal(notes.font_count, 1);
    assert_string_equal(notes.font[0], "Gill Sans");
    for (int i = 0; i < RENDER_FONTS_MAX + 2; i++)
        render_notes_hear(&notes, "NOTE font x");
    assert_int_equal(notes.font_count, RENDER_FONTS_MAX);
    assert_true(render_notes_hear(&notes, "NOTE something else"));
    assert_false(render_notes_hear(&notes, "something"));
    assert_false(render_notes_hear(&notes, "FITTING"));
}

/* However much it says, so much is kept, and whole characters. */
static void bounded(void **state)
{
    char line[1000];
    (void)state;
    for (int i = 0; i < RENDER_FITS_MAX + 5; i++)
        render_notes_hear(&notes, "FIT {\"index\": 1}");
    assert_int_equal(notes.fit_count, RENDER_FITS_MAX);
    for (int i = 0; i < RENDER_IMAGES_MAX + 5; i++)
        render_notes_hear(&notes, "NOTE image a: b");
    assert_int_equal(notes.left_out_count, RENDER_IMAGES_MAX);
    snprintf(line, sizeof line, "NOTE glyphs 0 1 ");
    for (int i = 0; i < 100; i++)
        strcat(line, "☃");
    render_notes_hear(&notes, line);
    size_t bytes = strlen(notes.glyphs[0].chars);
    assert_int_equal(bytes, 99);
    assert_memory_equal(&notes.glyphs[0].chars[bytes - 3], "☃", 3);
}

/* What is kept of it comes back as it was. */
static void kept_as_json(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct job_notes back;
    const struct job_fit fit = {17, 8, 9, 870, 800, 650, 216, 98};
    const struct job_glyphs lost = {0, "", 3, "☃\""};
    const struct job_image image = {17, "Ä & Co", "photo", "bad", true};
    const struct job_notes all = {.same = 4,
                                  .fit = &fit,
                                  .fit_count = 1,
                                  .glyphs = &lost,
                                  .glyphs_count = 1,
                                  .image = &image,
                                  .image_count = 1};
    const char *text = job_notes_write(mem, &all);
    job_notes_read(mem, text, &back);
    assert_int_equal(back.same, 4);
    assert_memory_equal(back.fit, &fit, sizeof fit);
    assert_string_equal(back.glyphs[0].chars, "☃\"");
    assert_int_equal(back.glyphs[0].count, 3);
    assert_string_equal(back.image[0].company, "Ä & Co");
    assert_true(back.image[0].failed);
    assert_string_equal(job_notes_write(mem, &back), text);
    static const char *const bad[] = {
        "", "{", "[]", "7", "{\"fit\": 3}", "{\"images\": [1, null]}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        job_notes_read(mem, bad[i], &back);
        assert_int_equal(back.fit_count, 0);
        assert_int_equal(back.same, 0);
    }
    const struct job_notes none = {0};
    assert_string_equal(job_notes_write(mem, &none), "");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        CASE(fits),        CASE(glyphs),  CASE(images),
        CASE(other_lines), CASE(bounded), CASE(kept_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
