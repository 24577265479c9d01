/* Drawing pages with the real typesetter: what comes back is a drawing and
 * nothing else, each page with its own pictures; what goes wrong with one page
 * does not touch the next. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/preview.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/secret.h"

enum {
    FILE_MAX = PREVIEW_FILE_MAX + 1,
    LINES = 200,
    BUSY_MS = 120000,
    ENDLESS_BYTES = 3600
};

static char home[] = "/tmp/lorbeer-preview-XXXXXX";
static struct render_tools tools;
static struct measure *m;
static struct world w;

static void picture(struct json_out *j, const char *key, const char *file)
{
    if (file == NULL)
        return;
    json_object(j, key);
    json_text(j, "file", file);
    json_object_end(j);
}

/* A page with that name, text and pictures, as work to be done. */
static struct preview_work page(const char *name, const char *text,
                                const struct preview_image *photo)
{
    struct buf data;
    struct json_out j;
    buf_init(&data, w.mem);
    json_out_start(&j, &data, 0);
    json_object(&j, NULL);
    json_text(&j, "award", "Probepreis");
    json_text(&j, "year", "2026");
    json_text(&j, "accent", "#a06010");
    json_array(&j, "entries");
    json_object(&j, NULL);
    json_text(&j, "name", name);
    json_text(&j, "city", "Ahrenfels");
    picture(&j, "photo", photo ? photo->name : NULL);
    picture(&j, "logo", "images/stub.svg");
    json_text(&j, "text", text);
    json_object_end(&j);
    json_array_end(&j);
    json_object_end(&j);
    return (struct preview_work){
        .key = "form 1",
        .digest = secret_digest(w.mem, data.data, data.bytes),
        .data = data.data,
        .image = photo,
        .image_count = photo ? 1 : 0,
    };
}

static const char *drawn_page(const struct preview_work *work, size_t number)
{
    size_t bytes;
    char *svg =
        file_read(preview_path(&w, work->digest, number), FILE_MAX, &bytes);
    if (svg == NULL)
        fail_msg("no page %zu", number + 1);
    const char *copy = arena_textn(w.mem, svg, bytes);
    free(svg);
    assert_null(preview_refuse(copy, bytes));
    return copy;
}

static int64_t draw(const struct preview_work *work)
{
    const char *why;
    int64_t pages = 0;
    if (!preview_draw(m, &w, work, &pages, &why))
        fail_msg("%s", why);
    return pages;
}

static int count(const char *text, const char *what)
{
    int found = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        found++;
    return found;
}

/* Puts bytes where an upload's would lie. */
static struct preview_image kept(const char *name, const char *source)
{
    size_t bytes;
    char *data = file_read(source, FILE_MAX, &bytes);
    assert_non_null(data);
    const char *digest = secret_digest(w.mem, data, bytes);
    file_folder(arena_printf(w.mem, "%s/files", home), 0700);
    assert_true(file_write(arena_printf(w.mem, "%s/files/%s", home, digest),
                           data, bytes, 0600));
    free(data);
    return (struct preview_image){name, digest};
}

static const char *sentences(int number)
{
    struct buf text;
    buf_init(&text, w.mem);
    for (int i = 0; i < number; i++)
        buf_addf(&text, "Wir begrüßen neue Kolleginnen und Kollegen.%s",
                 i % 5 == 4 ? "\n\n" : " ");
    return text.data;
}

static void test_draws(void **state)
{
    (void)state;
    struct preview_work work = page("Firma GmbH", sentences(10), NULL);
    double begin = clock_monotonic();
    assert_int_equal(draw(&work), 1);
    double first = clock_monotonic() - begin;
    const char *svg = drawn_page(&work, 0);
    assert_true(count(svg, "<use ") > 400); /* letters */
    assert_true(count(svg, "#a06010") > 0); /* the rule over a fact */
    begin = clock_monotonic();
    for (int i = 11; i < 16; i++) {
        work = page("Firma GmbH", sentences(i), NULL);
        draw(&work);
    }
    print_message("first in %.2f s, then five in %.2f s, %zu bytes each\n",
                  first, clock_monotonic() - begin, strlen(svg));
}

static void test_several_pages(void **state)
{
    (void)state;
    struct preview_work work = page("Firma GmbH", sentences(LINES), NULL);
    int64_t pages = draw(&work);
    assert_in_range(pages, 2, 9);
    for (size_t i = 0; i < (size_t)pages && i < PREVIEW_PAGES_MAX; i++)
        assert_true(count(drawn_page(&work, i), "<use ") > 10);
}

/* A word that never ends has a break after every letter: nobody else waits
 * until the best of them are found. */
static void test_endless_words(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, w.mem);
    while (text.bytes < ENDLESS_BYTES)
        buf_add(&text, "http://a.b/");
    struct preview_work work = page("Firma GmbH", text.data, NULL);
    assert_true(draw(&work) > 0);
}

/* An own page, or greetings, as somebody in the office writes them. The cover,
 * whose photo is not there, is not drawn. */
static void test_own_parts(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "{\"kind\": \"own\", \"title\": {\"de\": \"Unser Team\"}, "
        "\"body\": {\"de\": \"Wir **alle**.\\n\\n- eins\\n- zwei\"}}",
        "{\"kind\": \"greetings\"}",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *data =
            arena_printf(w.mem,
                         "{\"award\": \"Probepreis\", \"year\": \"2026\", "
                         "\"cover\": {\"photo\": \"images/none.jpg\"}, "
                         "\"greetings\": [{\"name\": \"Ada Beispiel\", "
                         "\"text\": \"Willkommen.\"}], \"parts\": [%s]}",
                         parts[i]);
        const struct preview_work work = {
            .key = "part 1",
            .digest = secret_digest(w.mem, data, strlen(data)),
            .data = data,
        };
        assert_int_equal(draw(&work), 1);
        assert_true(count(drawn_page(&work, 0), "<use ") > 15);
    }
}

/* The second company's photo comes under the same name. */
static void test_own_pictures(void **state)
{
    (void)state;
    const struct preview_image one =
        kept("images/7-photo.jpg", "assets/demo/p1.jpg");
    const struct preview_image two =
        kept("images/7-photo.jpg", "assets/demo/p2.jpg");
    struct preview_work work = page("Eins GmbH", "Eins.", &one);
    draw(&work);
    const char *first = strstr(drawn_page(&work, 0), "data:image/jpeg;base64,");
    assert_non_null(first);
    first = arena_textn(w.mem, first, 5000);
    work = page("Zwei GmbH", "Zwei.", &two);
    draw(&work);
    const char *second =
        strstr(drawn_page(&work, 0), "data:image/jpeg;base64,");
    assert_non_null(second);
    assert_memory_not_equal(first, second, 5000);
    /* and neither is left for the next one */
    struct preview_work thief = page("Drei GmbH", "Drei.", &two);
    thief.image_count = 0;
    const char *why;
    int64_t pages;
    assert_false(preview_draw(m, &w, &thief, &pages, &why));
    assert_non_null(strstr(why, "images/7-photo.jpg"));
}

static void test_missing_and_foreign_pictures(void **state)
{
    (void)state;
    const char *why;
    int64_t pages;
    struct preview_image image = {"images/1-photo.jpg", "abc"};
    struct preview_work work = page("Firma GmbH", "Text.", &image);
    assert_false(preview_draw(m, &w, &work, &pages, &why));
    /* a link is not followed, a name does not lead out */
    assert_int_equal(
        symlink("/etc/passwd", arena_printf(w.mem, "%s/files/link", home)), 0);
    image.digest = "link";
    assert_false(preview_draw(m, &w, &work, &pages, &why));
    image = kept("../../entkommen.jpg", "assets/demo/p1.jpg");
    assert_false(preview_draw(m, &w, &work, &pages, &why));
    assert_false(
        file_exists(arena_printf(w.mem, "%s/run/entkommen.jpg", home)));
    image = kept("images/1-photo.jpg", "assets/demo/photo-inn.svg");
    assert_false(preview_draw(m, &w, &work, &pages, &why));
    work = page("Firma GmbH", "Text.", NULL);
    assert_int_equal(draw(&work), 1);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "#read(\"/etc/passwd\") #image(\"/etc/hostname\") #panic(\"nein\")",
        "</svg><script>alert(1)</script><svg onload=\"alert(1)\">",
        "http://127.0.0.1:9/x.svg <image href=\"http://127.0.0.1:9/\"/>",
        "\"}]}\\\", {\"id\": 1} \\u0000 \r\n\r\n\t ]]> <!ENTITY x SYSTEM 'y'>",
        "url(http://127.0.0.1:9/) javascript:alert(1)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct preview_work work = page(texts[i], texts[i], NULL);
        draw(&work);
        const char *svg = drawn_page(&work, 0);
        assert_null(strstr(svg, "script"));
        assert_null(strstr(svg, "127.0.0.1"));
        assert_null(strstr(svg, "alert"));
        assert_int_equal(count(svg, "http"), 2); /* the two name spaces */
    }
}

static void test_refuse(void **state)
{
    (void)state;
#define SVG(inside)                                                            \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\">" inside "</svg>"
    static const char *const good[] = {
        SVG(""),
        SVG("<g><path d=\"M0 0\"/></g>"),
        SVG("<use xlink:href=\"#g1\" x=\"1\"/>"),
        SVG("<image href=\"data:image/png;base64,AAAA\"/>"),
        SVG("<g clip-path=\"url(#g1)\"/>"),
    };
    static const char *const bad[] = {
        "",
        "<html></html>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" ",
        SVG("<script>x</script>"),
        SVG("<foreignObject></foreignObject>"),
        SVG("<style></style>"),
        SVG("<a href=\"#x\"></a>"),
        SVG("<g onload=\"x\"/>"),
        SVG("<g style=\"x\"/>"),
        SVG("<g><set attributeName=\"x\"/></g>"),
        SVG("<use href=\"http://x/\"/>"),
        SVG("<use xlink:href=\"other.svg#g1\"/>"),
        SVG("<image href=\"data:text/html;base64,AAAA\"/>"),
        SVG("<image href=\"/etc/passwd\"/>"),
        SVG("<g fill=\"url(http://x/)\"/>"),
        SVG("<g fill='x'/>"),
        SVG("<g fill=\"x\"y=\"z"),
        SVG("<!-- x -->"),
        SVG("<!DOCTYPE x>"),
        SVG("<?x?>"),
        SVG("words"),
        SVG("") "<script>",
        SVG("") "\n",
    };
#undef SVG
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (preview_refuse(good[i], strlen(good[i])) != NULL)
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (preview_refuse(bad[i], strlen(bad[i])) == NULL)
            fail_msg("taken: %s", bad[i]);
    /* what stands behind a NUL is not looked at, so it is not taken */
    assert_non_null(preview_refuse(good[0], strlen(good[0]) + 1));
}

/* A typesetter that dies is replaced; one that hangs takes its page with it,
 * and no other. */
static void test_dies_and_hangs(void **state)
{
    (void)state;
    const struct preview_image photo =
        kept("images/9-photo.jpg", "assets/demo/p1.jpg");
    struct preview_work work = page("Firma GmbH", "Text.", &photo);
    draw(&work);
    kill(measure_pid(m), SIGKILL);
    draw(&work);
    int pid = measure_pid(m);
    kill(pid, SIGSTOP);
    const char *why;
    int64_t pages;
    preview_patience(500);
    double begin = clock_monotonic();
    assert_false(preview_draw(m, &w, &work, &pages, &why));
    assert_string_equal(why, "the page takes too long to lay out");
    assert_true(clock_monotonic() - begin < 20);
    preview_patience(BUSY_MS);
    work = page("Nächste GmbH", "Text.", NULL);
    draw(&work);
    assert_int_not_equal(measure_pid(m), pid);
}

static int setup(void **state)
{
    (void)state;
    const char *why = NULL;
    if (!mkdtemp(home))
        return -1;
    secret_start();
    w = (struct world){.mem = arena_new(), .home = home};
    if (!render_find(&tools, "assets/brochure", "build/node", &why)) {
        print_message("%s\n", why);
        return -1;
    }
    m = measure_new(home, &tools);
    preview_patience(BUSY_MS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    measure_free(m);
    /* its folder went with it */
    assert_int_equal(rmdir(arena_printf(w.mem, "%s/run/jobs", home)), 0);
    int status = system(arena_printf(w.mem, "rm -r '%s'", home));
    arena_free(w.mem);
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws),
        cmocka_unit_test(test_several_pages),
        cmocka_unit_test(test_endless_words),
        cmocka_unit_test(test_own_parts),
        cmocka_unit_test(test_own_pictures),
        cmocka_unit_test(test_missing_and_foreign_pictures),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_refuse),
        cmocka_unit_test(test_dies_and_hangs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
