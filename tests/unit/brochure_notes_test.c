/* Places in a list and names of files become companies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/brochure_notes.h"
#include "base/arena.h"
#include "base/str.h"
#include "model/job_notes.h"
#include "support/award.h"

static struct test_home *home;
static struct brochure brochure;
static struct render_notes said;
static struct job_notes notes;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    struct world *w = home_begin(home);
    assert_true(brochure_build(w, 1, "", &brochure));
    home_commit(home);
    render_notes_start(&said);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    render_notes_free(&said);
    home_free(home);
    return 0;
}

static void say(const char *line)
{
    assert_true(render_notes_hear(&said, line));
}

static void keep(void)
{
    job_notes_read(home->mem, brochure_notes(&home->world, 1, &brochure, &said),
                   &notes);
}

static void pages(void **state)
{
    (void)state;
    say("FIT {\"index\": 1, \"from\": 10, \"to\": 11, \"page\": 800}");
    say("FIT {\"index\": 0, \"from\": 8, \"to\": 9, \"page\": 900}");
    say("FIT {\"index\": 7, \"from\": 1, \"to\": 1, \"page\": 1}");
    say("FIT {\"index\": -1, \"from\": 1, \"to\": 1, \"page\": 1}");
    keep();
    assert_int_equal(notes.fit_count, 2);
    assert_int_equal(notes.fit[0].entry_id, AWARD_GREEN);
    assert_int_equal(notes.fit[1].entry_id, AWARD_LIGHT);
    assert_int_equal(notes.fit[1].page, 900);
}

static void characters(void **state)
{
    (void)state;
    say("NOTE glyphs 1 2 ☃");
    say("NOTE glyphs -1 1 x");
    keep();
    assert_int_equal(notes.glyphs_count, 2);
    assert_string_equal(notes.glyphs[0].company, "Grünzeit Gärtnerei");
    assert_int_equal(notes.glyphs[0].entry_id, AWARD_GREEN);
    assert_string_equal(notes.glyphs[1].company, "");
    assert_int_equal(notes.glyphs[1].entry_id, 0);
}

static void pictures(void **state)
{
    static const struct picture_case {
        const char *name;
        int64_t entry_id;
        const char *company, *what;
    } cases[] = {
        {"images/2-photo.jpg", AWARD_GREEN, "Grünzeit Gärtnerei", "photo"},
        {"images/2-logo.png", AWARD_GREEN, "Grünzeit Gärtnerei", "logo"},
        {"images/99-photo.jpg", 0, "", "photo"},
        {"images/partner-1.png", 0, "Sparkasse", "logo"},
        {"images/partner-77.png", 0, "", "logo"},
        {"images/cover.jpg", 0, "", "cover"},
        {"images/greeting-3.jpg", 0, "", "portrait"},
        {"images/part-4.jpg", 0, "", "part-4.jpg"},
        {"x", 0, "", "x"},
    };
    (void)state;
    size_t count = sizeof cases / sizeof *cases;
    for (size_t i = 0; i < count; i++)
        say(arena_printf(home->mem, "NOTE image %s: bad", cases[i].name));
    assert_true(render_notes_error(&said, "image images/1-photo.jpg: worse"));
    keep();
    assert_int_equal(notes.image_count, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct job_image *have = &notes.image[i];
        if (have->entry_id != cases[i].entry_id || have->failed ||
            !str_equal(have->company, cases[i].company) ||
            !str_equal(have->what, cases[i].what))
            fail_msg("%s: '%s', '%s'", cases[i].name, have->company,
                     have->what);
    }
    assert_true(notes.image[count].failed);
    assert_int_equal(notes.image[count].entry_id, AWARD_LIGHT);
    assert_string_equal(notes.image[count].reason, "worse");
}

static void nothing_said(void **state)
{
    (void)state;
    /* then there is only what the file was made from */
    struct job_notes empty;
    job_notes_read(home->mem, brochure_notes(&home->world, 1, &brochure, &said),
                   &empty);
    assert_int_equal(empty.image_count, 0);
    assert_int_equal(empty.fit_count + empty.glyphs_count + empty.font_count,
                     0);
    assert_string_equal(empty.content, brochure.digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        CASE(pages),
        CASE(characters),
        CASE(pictures),
        CASE(nothing_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
