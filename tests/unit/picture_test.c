/* Uploaded pictures: renditions, what is taken off them, and bombs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/picture.h"
#include "base/clock.h"
#include "base/file.h"

static char home[] = "/tmp/lorbeer-picture-XXXXXX";
static char upload[64], made[PICTURE_SIZES][64];

static int shell(const char *script)
{
    const char *const arguments[] = {"sh", "-c", script, home, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execv("/bin/sh", (char *const *)arguments);
        _exit(127);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    return status;
}

static struct picture_outcome render(const char *source, enum picture_kind kind)
{
    struct picture_order order = {.home = home, .source = source, .kind = kind};
    struct picture_outcome outcome;
    for (int i = 0; i < PICTURE_SIZES; i++) {
        snprintf(made[i], sizeof made[i], "%s/made-%d.%s", home, i,
                 picture_ending(kind));
        unlink(made[i]);
        order.output[i] = made[i];
    }
    picture_render(&order, &outcome);
    return outcome;
}

static void want_sizes(const struct picture_outcome *got, const int want[8])
{
    if (got->end != PICTURE_DONE)
        fail_msg("end %d: %s", got->end, got->why);
    for (int i = 0; i < PICTURE_SIZES; i++) {
        assert_int_equal(got->size[i].width, want[2 * i]);
        assert_int_equal(got->size[i].height, want[2 * i + 1]);
        assert_int_equal(file_exists(made[i]), want[2 * i] > 0);
    }
}

static void write_upload(const char *text)
{
    assert_true(file_write(upload, text, strlen(text), 0600));
}

static void test_kinds(void **state)
{
    (void)state;
    struct picture_outcome got =
        render("assets/demo/photo-team.svg", PICTURE_PHOTO);
    /* as high as its largest place, so wider than that */
    want_sizes(&got,
               (const int[]){3200, 1800, 1920, 1080, 1280, 720, 320, 180});
    assert_int_equal(got.original_width, 2400);
    got = render("assets/demo/logo-inn.svg", PICTURE_LOGO);
    want_sizes(&got, (const int[]){1600, 1600, 0, 0, 640, 640, 320, 320});

    /* small ones are not blown up */
    assert_int_equal(shell("cd \"$0\" && vips black up.png 200 100 --bands 3"),
                     0);
    snprintf(upload, sizeof upload, "%s/up.png", home);
    got = render(upload, PICTURE_LOGO);
    want_sizes(&got, (const int[]){200, 100, 0, 0, 200, 100, 200, 100});
}

/* A photo whose EXIF data say "turn me": turned, and the data are gone. */
static void test_metadata(void **state)
{
    static const char exif[] =
        "\xff\xe1\x00\x2e"
        "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0"
        "\0secret place";
    size_t bytes;

    (void)state;
    assert_int_equal(shell("cd \"$0\" && vips black b.jpg 300 100 --bands 3"),
                     0);
    snprintf(upload, sizeof upload, "%s/b.jpg", home);
    char *plain = file_read(upload, 1 << 20, &bytes);
    assert_non_null(plain);
    size_t exif_bytes = 2 + 0x2e;
    char *with = malloc(bytes + exif_bytes);
    assert_non_null(with);
    memcpy(with, plain, 2);
    memcpy(with + 2, exif, exif_bytes);
    memcpy(with + 2 + exif_bytes, plain + 2, bytes - 2);
    assert_true(file_write(upload, with, bytes + exif_bytes, 0600));
    free(with);
    free(plain);

    struct picture_outcome got = render(upload, PICTURE_PHOTO);
    want_sizes(&got, (const int[]){100, 300, 100, 300, 100, 300, 100, 300});
    for (int i = 0; i < PICTURE_SIZES; i++) {
        char *data = file_read(made[i], 1 << 20, &bytes);
        assert_non_null(data);
        assert_null(memmem(data, bytes, "secret place", 12));
        assert_null(memmem(data, bytes, "Exif", 4));
        free(data);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *name, *text;
        enum picture_end want;
    } cases[] = {
        {"empty", "", PICTURE_UNKNOWN},
        {"text", "hello", PICTURE_UNKNOWN},
        {"PDF", "%PDF-1.7\n", PICTURE_UNKNOWN},
        {"PostScript", "%!PS-Adobe-3.0 EPSF-3.0\n", PICTURE_UNKNOWN},
        {"half a drawing", "<svg xmlns='http://www.w3.org/2000/svg'><rect",
         PICTURE_BROKEN},
        {"head of a photo only", "\xff\xd8\xff\xe0", PICTURE_BROKEN},
        {"an entity bomb",
         "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>"
         "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
         "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
         "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
         "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
         "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
         "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>"
         "<!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
         "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
         "<text>&h;&h;&h;&h;</text></svg>",
         PICTURE_BROKEN},
    };

    (void)state;
    snprintf(upload, sizeof upload, "%s/upload", home);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_upload(cases[i].text);
        struct picture_outcome got = render(upload, PICTURE_LOGO);
        if (got.end != cases[i].want || got.why[0] == '\0')
            fail_msg("%s: end %d, %s", cases[i].name, got.end, got.why);
        assert_false(file_exists(made[0]));
    }
    struct picture_outcome got = render("/no/such/file", PICTURE_LOGO);
    assert_int_equal(got.end, PICTURE_UNKNOWN);
}

/* Nothing of this machine gets into a drawing. */
static void test_references(void **state)
{
    (void)state;
    snprintf(upload, sizeof upload, "%s/upload", home);
    write_upload(
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' "
        "height='30'><text x='0' y='20'>&x;</text></svg>");
    struct picture_outcome entity = render(upload, PICTURE_LOGO);
    size_t with_bytes = 0, without_bytes = 0;
    if (entity.end == PICTURE_DONE) {
        char *with = file_read(made[0], 1 << 20, &with_bytes);
        write_upload(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' "
            "height='30'><text x='0' y='20'></text></svg>");
        struct picture_outcome got = render(upload, PICTURE_LOGO);
        assert_int_equal(got.end, PICTURE_DONE);
        char *without = file_read(made[0], 1 << 20, &without_bytes);
        assert_int_equal(with_bytes, without_bytes);
        assert_memory_equal(with, without, with_bytes);
        free(with);
        free(without);
    }
}

static void test_bombs(void **state)
{
    (void)state;
    assert_int_equal(shell("cd \"$0\" && vips black big.png 30000 30000"), 0);
    snprintf(upload, sizeof upload, "%s/big.png", home);
    double begin = clock_monotonic();
    struct picture_outcome got = render(upload, PICTURE_PHOTO);
    assert_int_equal(got.end, PICTURE_TOO_LARGE);
    assert_string_equal(got.why, "30000 x 30000 pixels");
    assert_true(clock_monotonic() - begin < 10);

    /* within the pixels that are allowed */
    assert_int_equal(
        shell("cd \"$0\" && vips black ok.png 9000 9000 --bands 3"), 0);
    snprintf(upload, sizeof upload, "%s/ok.png", home);
    got = render(upload, PICTURE_PHOTO);
    want_sizes(&got,
               (const int[]){2600, 2600, 1300, 1300, 1280, 1280, 320, 320});

    /* cut short */
    assert_int_equal(shell("cd \"$0\" && vips gaussnoise n.v 900 900 && "
                           "vips cast n.v n.jpg uchar && "
                           "head -c 40000 n.jpg >cut.jpg"),
                     0);
    snprintf(upload, sizeof upload, "%s/cut.jpg", home);
    got = render(upload, PICTURE_PHOTO);
    assert_int_equal(got.end, PICTURE_BROKEN);
    assert_string_equal(got.why, "the file is cut short");
}

static void test_left_behind(void **state)
{
    (void)state;
    assert_int_equal(shell("test -z \"$(ls -A \"$0/run/jobs\")\""), 0);
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return shell("rm -rf \"$0\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),   cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_references),
        cmocka_unit_test(test_bombs),   cmocka_unit_test(test_left_behind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
