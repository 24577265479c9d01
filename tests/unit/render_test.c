/* The sample brochure, both products: that they come out, the same each time,
 * and are what screen readers and print shops expect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/render.h"
#include "base/file.h"
#include "support/shell.h"

enum { CREATED_AT = 1795600800, PICTURES_MAX = 32 };

static char home[] = "/tmp/lorbeer-render-XXXXXX";
static struct render_tools tools;
static char *sample;
static size_t sample_bytes;
static char names[PICTURES_MAX][64], sources[PICTURES_MAX][96];
static struct print_image images[PICTURES_MAX];
static size_t image_count;

static void shell(const char *script)
{
    shell_in(home, script);
}

static struct render_outcome render(const char *data, size_t bytes, bool print,
                                    const char *name)
{
    char output[64];
    snprintf(output, sizeof output, "%s/%s", home, name);
    struct render_order order = {.home = home,
                                 .data = data,
                                 .data_bytes = bytes,
                                 .images = images,
                                 .image_count = image_count,
                                 .print = print,
                                 .created_at = CREATED_AT,
                                 .output = output};
    struct render_outcome outcome;
    render_brochure(&tools, &order, NULL, &outcome);
    return outcome;
}

static void render_well(const char *data, bool print, const char *name)
{
    struct render_outcome got = render(data, strlen(data), print, name);
    if (got.end != RENDER_DONE)
        fail_msg("%s: end %d: %s", name, got.end, got.why);
    assert_true(got.pages > 0);
    print_message("%s: %d pages, %.1f s, %ld MB\n", name, got.pages,
                  got.seconds, got.memory_kb / 1024);
}

static void test_screen(void **state)
{
    (void)state;
    render_well(sample, false, "screen.pdf");
    render_well(sample, false, "again.pdf");
    shell("cmp $0/screen.pdf $0/again.pdf");
    shell("qpdf --check $0/screen.pdf >/dev/null");
    shell(
        "pdfinfo $0/screen.pdf >$0/info 2>/dev/null;"
        "grep -q 'Title: *Brückenpreis 2026' $0/info;"
        "grep -q 'Tagged: *yes' $0/info; grep -q 'A4' $0/info;"
        "TZ=UTC pdfinfo $0/screen.pdf >$0/info 2>/dev/null;"
        "grep -q '25 10:00:00 2026' $0/info");
    shell(
        "qpdf --qdf --object-streams=disable $0/screen.pdf $0/open.pdf;"
        "grep -aq '<pdfuaid:part>1</pdfuaid:part>' $0/open.pdf");
    /* every picture that is no decoration has a text */
    shell(
        "pdfinfo -struct $0/screen.pdf 2>/dev/null >$0/struct;"
        "test $(grep -c Figure $0/struct) -ge 20;"
        "grep -q 'H1' $0/struct; grep -q 'H2' $0/struct;"
        "grep -q 'TOCI' $0/struct");
    /* fonts: all embedded, none drawn as Type 3 */
    shell(
        "pdffonts $0/screen.pdf | awk 'NR > 2 { n++;"
        "  if (/Type 3/ || $(NF-4) != \"yes\") bad = 1 }"
        "  END { exit bad || n < 5 }'");
    shell("pdftotext -layout $0/screen.pdf $0/text");
    shell(
        "test $(grep -c 'Preisträger' $0/text) -ge 7;"
        "grep -q 'Nominiert · Nominee' $0/text;"
        "grep -q 'Die Jury' $0/text; grep -q 'Begründung der Jury' $0/text;"
        "grep -q 'Foto: Jana Weißflog' $0/text");
}

/* Every company's name as it was given; text is never code. */
static void test_names(void **state)
{
    static const char *const wanted[] = {
        "Lichtwerk Ahrenfels GmbH",
        "Kranich Software GmbH",
        "Grünzeit Gärtnerei eG",
        "Nordhang Biotech AG",
        "Fährmann Logistik SE",
        "Sonnfeld Energie eG",
        "Tischlerei Brunnhuber & Töchter",
        "Gasthaus Zum Blauen Esel",
        "<b>Hack</b> & $100% #_{\\input{/etc/passwd}} ~^ GmbH",
        "#read(\"/etc/passwd\")",
        "*kein* _Typst_ `code` $x^2$ #panic(\"nein\")",
        "Wolkenkuckuck IT-Dienste"};
    char path[64];
    size_t bytes;

    (void)state;
    snprintf(path, sizeof path, "%s/text", home);
    shell("pdftotext -raw $0/screen.pdf - | tr -s '\\n' ' ' >$0/text");
    char *text = file_read(path, 1 << 20, &bytes);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!strstr(text, wanted[i]))
            fail_msg("not in the PDF: %s", wanted[i]);
    assert_null(strstr(text, "root:x:"));
    free(text);
}

static void test_print(void **state)
{
    (void)state;
    render_well(sample, true, "print.pdf");
    render_well(sample, true, "again.pdf");
    shell("cmp $0/print.pdf $0/again.pdf");
    shell("qpdf --check $0/print.pdf >/dev/null");
    shell(
        "pdfinfo -box $0/print.pdf >$0/info 2>/dev/null;"
        "grep -q 'PDF subtype: *PDF/X-4' $0/info;"
        /* 236 x 323, 216 x 303, 210 x 297 mm */
        "grep -Eq 'MediaBox: +0.00 +0.00 +668.9[0-9] +915.5[0-9]' $0/info;"
        "grep -Eq 'BleedBox: +28.35 +28.35 +640.6[0-9] +887.2[0-9]' $0/info;"
        "grep -Eq 'TrimBox: +36.85 +36.85 +632.1[0-9] +878.7[0-9]' $0/info");
    /* sheets have four pages */
    shell("test $(($(qpdf --show-npages $0/print.pdf) % 4)) = 0");
    shell(
        "pdffonts $0/print.pdf | awk 'NR > 2 { n++;"
        "  if (/Type 3/ || $(NF-4) != \"yes\") bad = 1 }"
        "  END { exit bad || n < 5 }'");
    /* no picture without a profile: plain RGB is not PDF/X-4 */
    shell(
        "pdfimages -list $0/print.pdf | awk 'NR > 2 && $3 == \"image\" {"
        "  n++; if ($6 != \"icc\") bad = 1 } END { exit bad || n < 10 }'");
    shell(
        "qpdf --qdf --object-streams=disable $0/print.pdf $0/open.pdf;"
        "grep -aq 'GTS_PDFXVersion>PDF/X-4<' $0/open.pdf;"
        "grep -aq '/S /GTS_PDFX' $0/open.pdf;"
        "! grep -aqE '/(DeviceRGB|Annots)' $0/open.pdf");
}

/* Black ink only for text: no colour operator but CMYK, and what is set in the
 * page's black has the other inks at zero. */
static void test_black(void **state)
{
    (void)state;
    shell(
        "qpdf --qdf --object-streams=disable $0/print.pdf $0/open.pdf;"
        "grep -aqE '^0 0 0 1 k$' $0/open.pdf;"
        "! grep -aqE '^[0-9. ]+ (rg|RG|g|G)$' $0/open.pdf");
    /* texts and small print, against headings, labels and white on colour */
    shell(
        "LC_ALL=C awk '/^[0-9. ]+ k$/ { ink = $0 }"
        "  /^q$/ { kept[++deep] = ink } /^Q$/ { ink = kept[deep--] }"
        "  / T[jJ]$/ { if (ink ~ /^0 0 0 [01.]/ && ink != \"0 0 0 0 k\")"
        "    black++; else colour++ }"
        "  END { exit black < 200 || black < 2 * colour }' $0/open.pdf");
    if (access("/usr/bin/gs", X_OK) == 0)
        shell(
            "gs -q -o - -sDEVICE=inkcov $0/print.pdf | "
            "awk '$4 > 3 * $1 { n++ } END { exit n < 2 }'");
    else
        print_message("no gs here: ink coverage not measured\n");
}

static void test_poor_data(void **state)
{
    static const char *const cases[] = {
        "{}",
        "{\"entries\":[{}]}",
        "{\"award\":null,\"year\":null,\"entries\":[{\"name\":\"\",\"winner\":"
        "true}],\"languages\":[\"fr\"],\"created_at\":1}",
        "{\"award\":{\"en\":\"Only English\"},\"languages\":[\"en\"],"
        "\"accent\":\"#ffe600\",\"created_at\":1,\"greetings\":[{}],"
        "\"jury\":{\"members\":[{}]},\"participants\":[{}],"
        "\"partners\":[{\"members\":[{}]},{}],\"about\":{\"figures\":[{}]},"
        "\"entries\":[{\"name\":\"A\",\"winner\":true,\"reason\":{\"en\":\"x\"}"
        ",\"facts\":[{}],\"quote\":{},\"photo\":{},\"logo\":{}}]}",
        /* no font has these; and marks that nobody sees */
        "{\"award\":\"\xf0\x9f\x8f\x86 \xe7\x8e\x8b \xd8\xb9\xd8\xb1\xd8\xa8 "
        "e\xcc\x81 a\xe2\x80\x8d\\u0007 \xf3\xb0\x80\x80\",\"created_at\":1}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        render_well(cases[i], false, "poor.pdf");
        render_well(cases[i], true, "poor.pdf");
    }
}

/* Texts far beyond the limits of the form still come out whole. */
static void test_long_texts(void **state)
{
    static char data[80000];
    size_t at = 0;

    (void)state;
    at += (size_t)snprintf(data, sizeof data,
                           "{\"created_at\":1,\"award\":\"Lang\",\"entries\":["
                           "{\"name\":\"");
    for (int i = 0; i < 40; i++)
        at += (size_t)snprintf(data + at, sizeof data - at, "Donaudampf");
    for (int part = 0; part < 2; part++) {
        at += (size_t)snprintf(data + at, sizeof data - at, "\",\"winner\":%s,",
                               part ? "true" : "false");
        for (int field = 0; field < 2; field++) {
            at += (size_t)snprintf(data + at, sizeof data - at,
                                   "\"%s\":{\"de\":\"",
                                   field ? "reason" : "text");
            for (int i = 0; i < 500; i++)
                at += (size_t)snprintf(data + at, sizeof data - at,
                                       "Wort%d und weiter.%s", i,
                                       i % 30 == 29 ? "\\n\\n" : " ");
            at +=
                (size_t)snprintf(data + at, sizeof data - at, "Ende%d%d.\"}%s",
                                 part, field, field ? "" : ",");
        }
        at += (size_t)snprintf(data + at, sizeof data - at, "}%s",
                               part ? "]}" : ",{\"name\":\"B");
    }
    render_well(data, false, "long.pdf");
    shell(
        "pdftotext $0/long.pdf $0/text; for i in 00 01 10 11; do "
        "grep -q Ende$i $0/text; done; grep -q Wort499 $0/text");
}

struct follower {
    int steps, last;
    int between; /* calls in the middle of setting the pages */
    bool stop;
};

static bool follow(void *context, int percent, const char *text)
{
    struct follower *f = context;
    assert_true(percent >= f->last && percent <= 100);
    assert_true(text[0] != '\0');
    f->between += percent > 20 && percent < 70;
    f->last = percent;
    f->steps++;
    return !f->stop;
}

static void test_progress(void **state)
{
    struct follower follower = {0};
    struct render_watch watch = {.context = &follower, .progress = follow};
    struct render_outcome outcome;
    char output[64];

    (void)state;
    snprintf(output, sizeof output, "%s/watched.pdf", home);
    struct render_order order = {.home = home,
                                 .data = sample,
                                 .data_bytes = strlen(sample),
                                 .images = images,
                                 .image_count = image_count,
                                 .output = output};
    render_brochure(&tools, &order, &watch, &outcome);
    assert_int_equal(outcome.end, RENDER_DONE);
    /* setting all pages is one step; the bar moves all the same */
    assert_true(follower.between >= 2);
    assert_int_equal(follower.last, 100);
    assert_true(follower.steps >= 6);

    unlink(output);
    follower = (struct follower){.stop = true};
    render_brochure(&tools, &order, &watch, &outcome);
    assert_int_equal(outcome.end, RENDER_CANCELLED);
    assert_false(file_exists(output));
}

static void test_failures(void **state)
{
    static const struct {
        const char *name, *data, *why;
    } cases[] = {
        {"no JSON", "{", "JSON"},
        {"a picture that is missing",
         "{\"created_at\":1,\"cover\":{\"photo\":\"images/none.jpg\"}}",
         "not found"},
        {"a picture outside",
         "{\"created_at\":1,\"cover\":{\"photo\":\"../../etc/passwd\"}}",
         "outside"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct render_outcome got =
            render(cases[i].data, strlen(cases[i].data), false, "none.pdf");
        if (got.end != RENDER_FAILED || !strstr(got.why, cases[i].why))
            fail_msg("%s: end %d: %s", cases[i].name, got.end, got.why);
    }
    /* a link among the pictures, a name that leaves the folder */
    struct print_image bad[] = {
        {.name = "images/a.jpg", .path = "/proc/self/exe"},
        {.name = "../a.jpg", .path = sources[0]}};
    char output[64];
    snprintf(output, sizeof output, "%s/none.pdf", home);
    for (size_t i = 0; i < 2; i++) {
        struct render_order order = {.home = home,
                                     .data = "{}",
                                     .data_bytes = 2,
                                     .images = &bad[i],
                                     .image_count = 1,
                                     .output = output};
        struct render_outcome got;
        render_brochure(&tools, &order, NULL, &got);
        assert_int_equal(got.end, RENDER_REFUSED);
    }
    assert_false(file_exists(output));
    shell("test -z \"$(ls -A $0/run/jobs)\"");
}

/* The pictures that sample.json names, from the drawings in assets/demo. */
static void make_pictures(void)
{
    static const char *const wanted[] = {
        "cover",           "photo-optics",    "photo-workshop",
        "photo-team",      "photo-energy",    "photo-greenhouse",
        "photo-inn",       "photo-logistics", "photo-laboratory",
        "portrait-mayor",  "portrait-patron", "logo-optics",
        "logo-workshop",   "logo-team",       "logo-energy",
        "logo-greenhouse", "logo-inn",        "logo-logistics",
        "logo-laboratory"};
    shell(
        "cd assets/demo; for f in *.svg; do e=jpg; "
        "case $f in logo-*) e=png ;; esac; "
        "vipsthumbnail $f --size 1200 -o \"$0/${f%.svg}.$e[strip]\"; done");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const char *ending = strncmp(wanted[i], "logo", 4) == 0 ? "png" : "jpg";
        snprintf(names[i], sizeof names[i], "images/%s.%s", wanted[i], ending);
        snprintf(sources[i], sizeof sources[i], "%s/%s.%s", home, wanted[i],
                 ending);
        images[i] = (struct print_image){.name = names[i], .path = sources[i]};
        image_count = i + 1;
    }
}

static int set_up(void **state)
{
    const char *why = NULL;

    (void)state;
    if (!render_find(&tools, "assets/brochure", "build/node", &why)) {
        print_error("%s\n", why);
        return -1;
    }
    sample = file_read("assets/brochure/sample.json", 1 << 20, &sample_bytes);
    if (!sample || !mkdtemp(home))
        return -1;
    make_pictures();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(sample);
    shell("rm -rf $0");
    return 0;
}

/* What a company gets of its nomination; nothing in it is code. */
static const char receipt[] =
    "{\"languages\":[\"en\"],\"created_at\":1795600800,\"accent\":\"#2f6b4f\","
    "\"receipt\":{\"number\":\"2026-007\",\"version\":2,\"kind\":\"again\","
    "\"time\":\"25 November 2026, 11:00\",\"by\":\"Ada #panic(1)\","
    "\"digest\":\"0123456789abcdef\"},\"images\":{},"
    "\"content\":{\"organisation\":\"Firma *GmbH*\",\"edition\":\"Award\","
    "\"category\":\"Small\",\"sections\":[{\"title\":\"Company\","
    "\"answers\":[{\"label\":\"Seat\",\"kind\":\"short\",\"language\":\"\","
    "\"value\":\"Jena $x$\"},{\"label\":\"Story\",\"kind\":\"long\","
    "\"language\":\"de\",\"value\":\"Wir lernen.\\n\\n- Jeden Tag.\"},"
    "{\"label\":\"Nothing\",\"kind\":\"short\",\"language\":\"\","
    "\"value\":\"\"},{\"label\":\"Logo\",\"kind\":\"image\",\"pictures\":"
    "[{\"file\":\"17\",\"name\":\"logo.svg\",\"digest\":\"aa\","
    "\"size\":\"1 kB\",\"credit\":\"Me\",\"alt\":\"Us\"}]},"
    "{\"label\":\"Plan\",\"kind\":\"file\",\"documents\":[{\"name\":"
    "\"plan.pdf\",\"digest\":\"bb\",\"size\":\"2 kB\"}]}]}],"
    "\"consents\":[{\"name\":\"Data\",\"text\":\"May be used.\","
    "\"version\":1,\"given\":\"today\",\"by\":\"Ada\"},"
    "{\"name\":\"Contact\",\"text\":\"May be written to.\","
    "\"version\":3}]}}";

static void test_receipt(void **state)
{
    (void)state;
    char output[64];
    snprintf(output, sizeof output, "%s/receipt.pdf", home);
    const struct render_order order = {.home = home,
                                       .data = receipt,
                                       .data_bytes = sizeof receipt - 1,
                                       .work = RENDER_NOMINATION,
                                       .created_at = CREATED_AT,
                                       .output = output};
    struct render_outcome outcome;
    render_brochure(&tools, &order, NULL, &outcome);
    if (outcome.end != RENDER_DONE)
        fail_msg("end %d: %s", outcome.end, outcome.why);
    shell(
        "pdfinfo $0/receipt.pdf >$0/info 2>/dev/null;"
        "grep -q 'Title: *Nomination Firma [*]GmbH[*], Award' $0/info;"
        "grep -q 'Tagged: *yes' $0/info; grep -q 'A4' $0/info;"
        "qpdf --qdf --object-streams=disable $0/receipt.pdf $0/open.pdf;"
        "grep -aq '<pdfuaid:part>1</pdfuaid:part>' $0/open.pdf");
    shell(
        "pdftotext -layout $0/receipt.pdf $0/text;"
        "for t in 2026-007 'submitted again' 'Ada #panic(1)' 'Jena [$]x[$]' "
        "'Jeden Tag' 'no answer' 'logo.svg' 'plan.pdf' '01234567 89abcdef' "
        "'May be used' 'given on today by Ada' 'wording 3' 'not given'; do "
        "grep -q \"$t\" $0/text || { echo \"missing: $t\" >&2; exit 1; }; "
        "done");
}

/* Minutes: lines of every kind; an open signature line and a given one. */
static const char minutes[] =
    "{\"languages\":[\"de\"],\"created_at\":1795600800,\"accent\":\"#2f6b4f\","
    "\"organiser\":\"Amt\",\"title\":\"Protokoll der Jurysitzung\","
    "\"subject\":\"Sitzung *eins*\",\"award\":\"Preis 2026\","
    "\"digest\":\"0123456789abcdef0123\",\"signed\":false,\"lines\":["
    "{\"kind\":\"fact\",\"cells\":[\"Ort\",\"Saal #panic(1)\"]},"
    "{\"kind\":\"heading\",\"cells\":[\"Anwesenheit\"]},"
    "{\"kind\":\"head\",\"cells\":[\"Name\",\"Funktion\",\"Anwesend\"]},"
    "{\"kind\":\"row\",\"cells\":[\"Jörg\",\"Amt\",\"10:00–12:00\"]},"
    "{\"kind\":\"part\",\"cells\":[\"Runde\"]},"
    "{\"kind\":\"hex\",\"cells\":[\"Prüfsumme\",\"0123456789abcdef\"]},"
    "{\"kind\":\"head\",\"cells\":[\"Rang\",\"Bewerbung\",\"P\",\"B\"]},"
    "{\"kind\":\"row\",\"cells\":[\"1\",\"Möbel & Söhne\",\"7,07\",\"3\"]},"
    "{\"kind\":\"point\",\"cells\":[\"Das Los entschied.\"]},"
    "{\"kind\":\"heading\",\"cells\":[\"Verlauf\"]},"
    "{\"kind\":\"item\",\"cells\":[\"10:05 Uhr\",\"TOP 1\"]},"
    "{\"kind\":\"text\",\"cells\":[\"Nicht im Raum: Anna.\"]},"
    "{\"kind\":\"part\",\"cells\":[\"Antrag 1\"]},"
    "{\"kind\":\"quote\",\"cells\":[\"Begründung\",\"Vorbildlich.\"]},"
    "{\"kind\":\"result\",\"cells\":[\"Ergebnis\",\"angenommen\"]},"
    "{\"kind\":\"sign\",\"cells\":[\"Sitzungsleitung\",\"\",\"\"]},"
    "{\"kind\":\"sign\",\"cells\":[\"Zweite Person\",\"Grit\",\"am\","
    "\"aabb\"]}]}";

static void test_minutes(void **state)
{
    (void)state;
    char output[64];
    snprintf(output, sizeof output, "%s/minutes.pdf", home);
    const struct render_order order = {.home = home,
                                       .data = minutes,
                                       .data_bytes = sizeof minutes - 1,
                                       .work = RENDER_MINUTES,
                                       .created_at = CREATED_AT,
                                       .output = output};
    struct render_outcome outcome;
    render_brochure(&tools, &order, NULL, &outcome);
    if (outcome.end != RENDER_DONE)
        fail_msg("end %d: %s", outcome.end, outcome.why);
    shell(
        "pdfinfo $0/minutes.pdf >$0/info 2>/dev/null;"
        "grep -q 'Title: *Protokoll der Jurysitzung: Sitzung [*]eins[*]' "
        "$0/info; grep -q 'Tagged: *yes' $0/info; grep -q 'A4' $0/info;"
        "qpdf --qdf --object-streams=disable $0/minutes.pdf $0/open.pdf;"
        "grep -aq '<pdfuaid:part>1</pdfuaid:part>' $0/open.pdf");
    shell(
        "pdftotext -layout $0/minutes.pdf $0/text;"
        "for t in 'Entwurf, nicht unterzeichnet' 'Saal #panic(1)' 'Jörg' "
        "'Möbel & Söhne' '01234567 89abcdef' 'TOP 1' 'angenommen' "
        "'Sitzungsleitung' 'Grit' 'Seite 1 von 1'; do "
        "grep -q \"$t\" $0/text || { echo \"missing: $t\" >&2; exit 1; }; "
        "done");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screen),    cmocka_unit_test(test_names),
        cmocka_unit_test(test_print),     cmocka_unit_test(test_black),
        cmocka_unit_test(test_poor_data), cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_progress),  cmocka_unit_test(test_failures),
        cmocka_unit_test(test_receipt),   cmocka_unit_test(test_minutes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
