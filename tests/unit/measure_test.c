/* Measuring pages with the brochure's layout: that it is that layout, and that
 * neither texts nor a typesetter that dies do any harm. */
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

#include "app/measure.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"

enum { SENTENCES_MAX = 200, FULL = 1000 };

static char home[] = "/tmp/lorbeer-measure-XXXXXX";
static struct render_tools tools;
static struct measure *m;
static struct arena *mem;

static void text_pair(struct json_out *j, const char *key, const char *de,
                      const char *en)
{
    json_object(j, key);
    if (de != NULL)
        json_text(j, "de", de);
    if (en != NULL)
        json_text(j, "en", en);
    json_object_end(j);
}

/* The colour of the pages: CMYK in per cent, and whether it is a winner's. */
static const int *inks;
static bool winner;

static void colours(struct json_out *j)
{
    if (inks == NULL)
        return;
    json_text(j, "accent", "#11545c");
    json_array(j, "accent_cmyk");
    for (int i = 0; i < 4; i++)
        json_int(j, NULL, inks[i]);
    json_array_end(j);
}

/* A page with photo, logo, facts and a quote around the texts. */
static struct buf page(const char *name, const char *de, const char *en)
{
    struct buf data;
    struct json_out j;
    buf_init(&data, mem);
    json_out_start(&j, &data, 0);
    json_object(&j, NULL);
    json_int(&j, "created_at", 1795600800);
    text_pair(&j, "award", "Probepreis", "Test Award");
    json_text(&j, "year", "2026");
    colours(&j);
    json_array(&j, "entries");
    json_object(&j, NULL);
    json_bool(&j, "winner", winner);
    json_text(&j, "name", name);
    json_text(&j, "city", "Ahrenfels");
    json_object(&j, "photo");
    json_text(&j, "file", "images/stub.svg");
    json_object_end(&j);
    json_object(&j, "logo");
    json_text(&j, "file", "images/stub.svg");
    json_object_end(&j);
    json_array(&j, "facts");
    for (int i = 0; i < 3; i++) {
        json_object(&j, NULL);
        text_pair(&j, "label", "Beschäftigte", "Employees");
        json_text(&j, "value", "120");
        json_object_end(&j);
    }
    json_array_end(&j);
    text_pair(&j, "text", de, en);
    json_object(&j, "quote");
    text_pair(&j, "text", "Am ersten Tag kannte ich drei Wörter.",
              "On my first day I knew three words.");
    json_text(&j, "name", "Priya R.");
    json_object_end(&j);
    json_object_end(&j);
    json_array_end(&j);
    json_object_end(&j);
    return data;
}

static const char *sentences(int count, const char *one)
{
    struct buf text;
    buf_init(&text, mem);
    for (int i = 0; i < count; i++) {
        buf_add(&text, one);
        buf_add(&text, i % 5 == 4 ? "\n\n" : " ");
    }
    return text.data;
}

static const char german[] =
    "Wir begrüßen neue Kolleginnen und Kollegen mit Paten.";
static const char english[] = "Buddies welcome our new colleagues here.";

static struct buf page_of(int count)
{
    return page("Firma GmbH", sentences(count, german),
                sentences(count, english));
}

static struct fit measured(struct buf data)
{
    struct fit fit;
    const char *why = "";
    if (!measure_page(m, mem, data.data, &fit, &why))
        fail_msg("%s: %.200s", why, data.data);
    return fit;
}

/* Pages of the real brochure. */
static int printed(struct buf data)
{
    char output[80];
    snprintf(output, sizeof output, "%s/out.pdf", home);
    const struct print_image image = {.name = "images/stub.svg",
                                      .path = "assets/demo/logo-optics.svg"};
    const struct render_order order = {.home = home,
                                       .data = data.data,
                                       .data_bytes = data.bytes,
                                       .images = &image,
                                       .image_count = 1,
                                       .created_at = 1795600800,
                                       .output = output};
    struct render_outcome outcome;
    render_brochure(&tools, &order, NULL, &outcome);
    if (outcome.end != RENDER_DONE)
        fail_msg("%s", outcome.why);
    return outcome.pages;
}

static void test_grows(void **state)
{
    (void)state;
    struct fit before = {0};
    double begin = clock_monotonic();
    for (int count = 5; count <= 60; count += 11) {
        struct fit fit = measured(page_of(count));
        assert_true(fit.page > before.page && fit.de > before.de &&
                    fit.en > before.en);
        assert_true(fit.de > fit.en); /* the longer language */
        before = fit;
    }
    print_message("six pages in %.2f s\n", clock_monotonic() - begin);
}

/* A design of another colour alone is not measured again (model/
 * brochure_design.c): no page is fuller by it. */
static void test_no_colour_counts(void **state)
{
    static const int colour[][4] = {
        {0, 0, 0, 100}, {0, 0, 100, 0}, {0, 0, 0, 0}, {100, 100, 0, 40}};
    static const int count[] = {12, 45};
    (void)state;
    for (int i = 0; i < 4; i++) {
        winner = i % 2 != 0;
        inks = NULL;
        struct fit usual = measured(page_of(count[i / 2]));
        for (size_t k = 0; k < sizeof colour / sizeof *colour; k++) {
            inks = colour[k];
            struct fit fit = measured(page_of(count[i / 2]));
            assert_memory_equal(&fit, &usual, sizeof fit);
        }
    }
    inks = NULL;
    winner = false;
}

/* The largest text that fits by the measure is the largest that fits in print;
 * and what the language says and what the page says is the same. */
static void test_is_the_brochure(void **state)
{
    (void)state;
    int fits = 0, two = 0;
    for (int count = 1; count < SENTENCES_MAX; count++) {
        struct fit fit = measured(page_of(count));
        assert_int_equal(fit.page > FULL, fit.de > FULL);
        assert_int_equal(fit.page > FULL, fit.pages > 2);
        if (fit.page > FULL)
            break;
        fits = count;
        two += fit.pages == 2;
    }
    print_message("%d sentences fit, %d only on two pages\n", fits, two);
    assert_in_range(fits, 5, SENTENCES_MAX - 2);
    assert_in_range(two, 3, fits - 3);
    int all = printed(page_of(fits));
    assert_int_equal(printed(page_of(fits - two + 1)), all);
    assert_int_equal(printed(page_of(fits + 1)), all + 1);
}

/* The same page with more said of the book, or of the company. */
static struct buf with(struct buf data, const char *of_book,
                       const char *of_entry)
{
    struct buf changed;
    const char *name = strstr(data.data, "\"name\"");
    assert_non_null(name);
    buf_init(&changed, mem);
    buf_addf(&changed, "{%s%.*s%s%s", of_book, (int)(name - data.data - 1),
             data.data + 1, of_entry, name);
    return changed;
}

/* In each format, and for each kind of page, the measure says where the book
 * goes on over a further page. */
static void test_formats_and_pages(void **state)
{
    static const struct {
        const char *of_book, *of_entry;
        int pages; /* that a text that fits takes */
    } cases[] = {
        {"", "", 2},
        {"\"format\": \"a5\", ", "", 2},
        {"\"format\": \"square\", ", "", 2},
        {"\"format\": \"a5\", \"languages\": [\"de\"], ", "", 2},
        {"\"format\": \"a5\", ", "\"pages\": 1, ", 1},
        {"", "\"pages\": 2, ", 2},
        {"\"nominee_pages\": 2, ", "", 2},
        {"\"nominee_pages\": 2, ", "\"pages\": 1, ", 1},
        {"", "\"winner\": true, ", 2},
        {"\"format\": \"square\", ", "\"winner\": true, ", 2},
        {"", "\"winner\": true, \"pages\": 1, ", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int low = 0, high = SENTENCES_MAX; /* low fits, high does not */
        while (high - low > 1) {
            int count = (low + high) / 2;
            struct fit fit = measured(
                with(page_of(count), cases[i].of_book, cases[i].of_entry));
            assert_int_equal(fit.page > FULL, fit.pages > cases[i].pages);
            if (fit.page > FULL)
                high = count;
            else
                low = count;
        }
        print_message("%s%s%d sentences fit\n", cases[i].of_book,
                      cases[i].of_entry, low);
        assert_in_range(low, 1, SENTENCES_MAX - 2);
    }
}

static void test_one_language(void **state)
{
    (void)state;
    struct fit fit = measured(page("Firma GmbH", sentences(10, german), NULL));
    assert_true(fit.de > 0 && fit.de < FULL);
    assert_int_equal(fit.en, 0);
    fit = measured(page("Firma GmbH", NULL, NULL));
    assert_true(fit.page > 0 && fit.de == 0 && fit.en == 0);
}

/* Only the beginning of a long text is set, which takes its time; how much room
 * the whole needs is still said, and is not less than before. */
static void test_long(void **state)
{
    (void)state;
    static const char sentence[] =
        "Wir lernen voneinander und miteinander, jeden Tag aufs Neue.";
    struct fit some = measured(
        page("Firma GmbH", sentences(40, sentence), sentences(40, sentence)));
    struct fit long_one = measured(
        page("Firma GmbH", sentences(120, sentence), sentences(120, sentence)));
    assert_true(some.de > FULL && some.pages > 2);
    assert_in_range(long_one.de, some.de * 14 / 5, some.de * 16 / 5);
    assert_in_range(long_one.en, some.en * 14 / 5, some.en * 16 / 5);
    assert_true(long_one.page > some.page * 3 / 2 &&
                long_one.page < some.page * 3);
    assert_true(long_one.pages > some.pages);
    /* in one language, far beyond the other */
    struct fit one = measured(
        page("Firma GmbH", sentences(120, sentence), sentences(3, sentence)));
    assert_in_range(one.de, long_one.de * 4 / 5, long_one.de * 6 / 5);
    assert_true(one.en < FULL);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "#read(\"/etc/passwd\") #panic(\"nein\") $x^2$ */ ]]] }}}",
        "\"}]}\\\", {\"id\": 1} \\u0000 \r\n\r\n\t",
        "👩🏽‍💻 \xe2\x80\xae \xef\xbf\xbf \xf4\x8f\xbf\xbf 漢字 ﷽",
        "<img src=x onerror=alert(1)> #image(\"/etc/hostname\")",
        "a\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fit fit = measured(page(texts[i], texts[i], texts[i]));
        assert_true(fit.page > 0 && fit.page < FULL);
    }
    /* as much as any form takes, without a space to break at */
    char *wall = arena_alloc(mem, 40001);
    memset(wall, 'W', 40000);
    wall[40000] = '\0';
    struct fit fit = measured(page("Firma GmbH", wall, wall));
    assert_true(fit.page > FULL && fit.pages > 1);
    /* no JSON, no entry: refused, and the next one is measured */
    const char *why;
    assert_false(measure_page(m, mem, "{", &fit, &why));
    assert_false(measure_page(m, mem, "{\"entries\": []}", &fit, &why));
    assert_true(why[0] != '\0');
    measured(page_of(3));
}

/* Whatever it has become, it answers only what it was asked. */
static void test_killed(void **state)
{
    (void)state;
    measured(page_of(3));
    int pid = measure_pid(m);
    assert_true(pid > 0);
    kill(pid, SIGKILL);
    struct fit fit = measured(page_of(3));
    assert_true(fit.page > 0);
    assert_true(measure_pid(m) > 0 && measure_pid(m) != pid);
    /* stopped, it does not answer in time: that page is given up, the next one
     * is measured by another */
    pid = measure_pid(m);
    kill(pid, SIGSTOP);
    const char *why;
    double begin = clock_monotonic();
    measure_patience(m, 1000);
    assert_false(measure_page(m, mem, page_of(3).data, &fit, &why));
    assert_true(clock_monotonic() - begin < 30);
    assert_int_equal(measure_pid(m), 0);
    measure_patience(m, 60000);
    measured(page_of(3));
    assert_int_not_equal(measure_pid(m), pid);
    assert_int_equal(kill(pid, 0), -1);
}

/* It stays for long: what it can reach then is what it can reach at once. */
static void test_confined(void **state)
{
    (void)state;
    char path[64], line[256];
    int seccomp = -1, privileges = -1;
    measured(page_of(1));
    snprintf(path, sizeof path, "/proc/%d/status", measure_pid(m));
    FILE *status = fopen(path, "re");
    assert_non_null(status);
    while (fgets(line, sizeof line, status)) {
        sscanf(line, "Seccomp: %d", &seccomp);
        sscanf(line, "NoNewPrivs: %d", &privileges);
    }
    fclose(status);
    assert_int_equal(seccomp, 2);
    assert_int_equal(privileges, 1);
}

static int setup(void **state)
{
    (void)state;
    const char *why = NULL;
    if (!mkdtemp(home))
        return -1;
    mem = arena_new();
    if (!render_find(&tools, "assets/brochure", "build/node", &why)) {
        print_message("%s\n", why);
        return -1;
    }
    m = measure_new(home, &tools);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[96];
    measure_free(m);
    arena_free(mem);
    snprintf(command, sizeof command, "%s/out.pdf", home);
    unlink(command);
    snprintf(command, sizeof command, "%s/run/jobs", home);
    /* its folder went with it */
    assert_int_equal(rmdir(command), 0);
    snprintf(command, sizeof command, "%s/run", home);
    rmdir(command);
    return rmdir(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grows),
        cmocka_unit_test(test_no_colour_counts),
        cmocka_unit_test(test_is_the_brochure),
        cmocka_unit_test(test_formats_and_pages),
        cmocka_unit_test(test_one_language),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_confined),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
