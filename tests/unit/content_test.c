/* What an upload is, told by its bytes; and the names it gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/content.h"
#include "model/print_size.h"
#include "support/mem.h"
#include "support/nomination.h"
#include "support/office.h"

#define TYPES(main)                                                            \
    {                                                                          \
        "[Content_Types].xml",                                                 \
            "<Types><Override ContentType=\"" main "\"/></Types>", 0           \
    }
#define OPEN "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."
enum { MB = 1000 * 1000 };

/* Parts of an archive, and what is said of it. */
static const struct {
    const char *name;
    struct office_part part[5];
    enum content_fault fault;
    const char *ending;
} archives[] = {
    {"docx",
     {TYPES(OPEN "wordprocessingml.document.main+xml"),
      {"word/document.xml", "<w/>", 0}},
     CONTENT_FINE,
     "docx"},
    {"xlsx",
     {TYPES(OPEN "spreadsheetml.sheet.main+xml")},
     CONTENT_FINE,
     "xlsx"},
    {"pptx",
     {TYPES(OPEN "presentationml.presentation.main+xml")},
     CONTENT_FINE,
     "pptx"},
    {"odt", {{"mimetype", ODF "text", 0}}, CONTENT_FINE, "odt"},
    {"ods", {{"mimetype", ODF "spreadsheet", 0}}, CONTENT_FINE, "ods"},
    {"odp", {{"mimetype", ODF "presentation", 0}}, CONTENT_FINE, "odp"},
    {"docm, by its list",
     {TYPES("application/vnd.ms-word.document.macroEnabled.main+xml")},
     CONTENT_MACROS,
     NULL},
    {"docm, by its part, called docx",
     {TYPES(OPEN "wordprocessingml.document.main+xml"),
      {"word/vbaProject.bin", "x", 0}},
     CONTENT_MACROS,
     NULL},
    {"odt with programs",
     {{"mimetype", ODF "text", 0}, {"Basic/Standard/a.xml", "x", 0}},
     CONTENT_MACROS,
     NULL},
    {"odt with a password",
     {{"mimetype", ODF "text", 0},
      {"META-INF/manifest.xml", "<manifest:encryption-data/>", 0}},
     CONTENT_LOCKED,
     NULL},
    {"a bomb in one part",
     {TYPES(OPEN "wordprocessingml.document.main+xml"),
      {"word/document.xml", "", 301u * MB}},
     CONTENT_BOMB,
     NULL},
    {"a bomb by its ratio",
     {TYPES(OPEN "wordprocessingml.document.main+xml"),
      {"word/a.xml", "", 15u * MB},
      {"word/b.xml", "", 15u * MB}},
     CONTENT_BOMB,
     NULL},
    {"any archive", {{"a.txt", "x", 0}}, CONTENT_UNKNOWN, NULL},
    {"a template",
     {{"mimetype", ODF "text-template", 0}},
     CONTENT_UNKNOWN,
     NULL},
};

static void office_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof archives / sizeof *archives; i++) {
        size_t bytes;
        char *data = office_archive(mem, archives[i].part, &bytes);
        struct content c = content_look(data, bytes);
        if (c.fault != archives[i].fault ||
            (c.fault == CONTENT_FINE &&
             (!str_equal(c.word, "office") ||
              !str_equal(c.ending, archives[i].ending))))
            fail_msg("%s: fault %d, ending %s", archives[i].name, c.fault,
                     c.ending ? c.ending : "none");
        if (c.fault == CONTENT_FINE)
            assert_true(content_is_office(c.type));
        /* cut short */
        struct content half = content_look(data, bytes / 2);
        assert_int_equal(half.fault, CONTENT_BROKEN);
    }
}

static void office_files_of_old(void **state)
{
    (void)state;
    static const char old[] =
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        "W\0o\0r\0d\0";
    static const char locked[] =
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0";
    assert_int_equal(content_look(old, sizeof old).fault, CONTENT_OLD);
    assert_int_equal(content_look(locked, sizeof locked).fault, CONTENT_LOCKED);
    assert_int_equal(content_look("PK\3\4", 4).fault, CONTENT_BROKEN);
}

/* Any byte of an archive changed: an answer, whichever. */
static void broken_archives(void **state)
{
    (void)state;
    size_t bytes;
    char *data = office_docx(mem, &bytes);
    for (size_t i = 0; i < bytes; i++) {
        char was = data[i];
        data[i] = (char)(was ^ 0xff);
        content_look(data, bytes);
        data[i] = was;
    }
    assert_int_equal(content_look(data, bytes).fault, CONTENT_FINE);
}

/* An archive's parts all fall into one place of libzip's table: "Ez" and "FY"
 * are one number to it. That it is refused is not enough, it has to be quick.
 */
static void names_that_collide(void **state)
{
    enum { PARTS = 30000, PAIRS = 15, NAME = 2 * PAIRS };
    enum { LOCAL = 30 + NAME, LINE = 46 + NAME, END = 22 };
    (void)state;
    size_t bytes = 0;
    char *data = arena_alloc(mem, (size_t)PARTS * (LOCAL + LINE) + END);
    memset(data, 0, (size_t)PARTS * (LOCAL + LINE) + END);
    for (int line = 0; line < 2; line++)
        for (unsigned i = 0; i < PARTS; i++) {
            unsigned at = i * LOCAL;
            char *p = data + bytes;
            char *name = p + (line ? 46 : 30);
            memcpy(p, line ? "PK\1\2" : "PK\3\4", 4);
            p[line ? 28 : 26] = NAME;
            for (int b = 0; line && b < 4; b++)
                p[42 + b] = (char)(at >> (8 * b));
            for (int k = 0; k < PAIRS; k++)
                memcpy(name + 2 * k, i >> k & 1 ? "FY" : "Ez", 2);
            bytes += line ? LINE : LOCAL;
        }
    unsigned list = PARTS * LINE, from = PARTS * LOCAL;
    memcpy(data + bytes, "PK\5\6", 4);
    for (int b = 0; b < 4; b++) {
        data[bytes + 8 + (size_t)b] = (char)(PARTS >> (8 * (b & 1)));
        data[bytes + 12 + (size_t)b] = (char)(list >> (8 * b));
        data[bytes + 16 + (size_t)b] = (char)(from >> (8 * b));
    }
    bytes += END;
    clock_t begin = clock();
    assert_int_equal(content_look(data, bytes).fault, CONTENT_BOMB);
    assert_true(clock() - begin < CLOCKS_PER_SEC / 5);
}

static void pictures_have_a_size(void **state)
{
    (void)state;
    struct content c = content_look(nomination_png, NOMINATION_PNG_BYTES);
    assert_string_equal(c.word, "png");
    assert_int_equal(c.width, 1);
    assert_int_equal(c.height, 1);
    static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    c = content_look(svg, sizeof svg - 1);
    assert_string_equal(c.word, "svg");
    assert_int_equal(c.width, 0);
}

static void names_are_clean(void **state)
{
    static const struct {
        const char *name, *ending, *want;
    } cases[] = {
        {"photo.jpg", "jpg", "photo.jpg"},
        {"Foto.JPEG", "jpg", "Foto.JPEG"},
        {"../../etc/passwd", "png", "passwd.png"},
        {"C:\\Users\\anna\\logo.svg", "svg", "logo.svg"},
        {"a\nb\tc\x01.pdf", "pdf", "a b c .pdf"},
        {"invoice\u202efdp.exe", "pdf", "invoicefdp.exe.pdf"},
        {"\u2066r\u200be\u2069d.png", "png", "red.png"},
        {"Team 🎉 2026.webp", "webp", "Team 🎉 2026.webp"},
        {"photo.png", "jpg", "photo.png.jpg"},
        {"virus.exe", "pdf", "virus.exe.pdf"},
        {".htaccess", "png", "htaccess.png"},
        {"...", "png", "file.png"},
        {"", "png", "file.png"},
        {"name.", "png", "name.png"},
        {"plan.docm", "docx", "plan.docm.docx"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(content_name(mem, cases[i].name, cases[i].ending),
                            cases[i].want);
    char longest[4 * 300 + 5] = "";
    for (int i = 0; i < 300; i++)
        memcpy(longest + strlen(longest), "🎉", sizeof "🎉");
    const char *name =
        content_name(mem, arena_printf(mem, "%s.png", longest), "png");
    assert_true(str_utf8(name, strlen(name)));
    assert_true(str_characters(name) <= 120);
    assert_true(str_ends(name, "🎉.png"));
}

static void words_fit_their_kind(void **state)
{
    (void)state;
    assert_true(content_words_fit("image", "png"));
    assert_true(content_words_fit("file", "office pdf svg"));
    assert_false(content_words_fit("image", "png pdf"));
    assert_false(content_words_fit("file", "pdf  office"));
    assert_true(content_among("png jpeg", "jpeg"));
    assert_false(content_among("png jpeg", "peg"));
    assert_false(content_among("png jpeg", "jp"));
}

static void print_sizes(void **state)
{
    (void)state;
    struct print_size size;
    int width, height;
    assert_false(print_size_of("", &size));
    assert_true(print_size_of("photo", &size));
    print_pixels(&size, &width, &height);
    assert_int_equal(width, 2552);
    assert_int_equal(height, 1796);
    assert_int_equal(print_ppi(&size, 2552, 1796), 300);
    /* it fills the place: the narrower side counts */
    assert_int_equal(print_ppi(&size, 2552, 898), 150);
    assert_int_equal(print_ppi(&size, 1276, 1796), 150);
    /* a logo fits into its place: so does the wider side */
    assert_true(print_size_of("logo", &size));
    assert_int_equal(print_ppi(&size, 662, 100), 300);
    assert_int_equal(print_ppi(&size, 260, 260), 300);
    /* the same picture in smaller formats */
    assert_true(print_size_in("a5", "photo", &size));
    assert_int_equal(print_ppi(&size, 2552, 1796), 420);
    assert_true(print_size_in("square", "photo", &size));
    assert_int_equal(print_ppi(&size, 2552, 1796), 300);
    assert_int_equal(print_ppi(&size, 2552, 567), 150);
    assert_true(print_size_in("a5", "logo", &size));
    assert_int_equal(size.width_mm, 39);
    assert_false(print_size_in("a5", "cover", &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(office_files),
        cmocka_unit_test(office_files_of_old),
        cmocka_unit_test(broken_archives),
        cmocka_unit_test(names_that_collide),
        cmocka_unit_test(pictures_have_a_size),
        cmocka_unit_test(names_are_clean),
        cmocka_unit_test(words_fit_their_kind),
        cmocka_unit_test(print_sizes),
    };
    return cmocka_run_group_tests_name("content", tests, setup, teardown);
}
