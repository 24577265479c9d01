/* The book in all its formats and languages: what a print shop and a reader may
 * expect of it, and that no company's data can spoil it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/render.h"
#include "base/file.h"
#include "support/shell.h"

enum { CREATED_AT = 1795600800, PICTURES_MAX = 32, DATA_MAX = 4 << 20 };

static char home[] = "/tmp/lorbeer-book-XXXXXX";
static struct render_tools tools;
static char names[PICTURES_MAX][64], sources[PICTURES_MAX][96];
static struct print_image images[PICTURES_MAX];
static size_t image_count;

static void shell(const char *script)
{
    shell_in(home, script);
}

/* Makes data with tests/support/book_data.mjs: "torture a5 de,en". */
static char *data_of(const char *what, size_t *bytes)
{
    char script[200], path[64];
    snprintf(script, sizeof script,
             "node tests/support/book_data.mjs %s >$0/data", what);
    shell(script);
    snprintf(path, sizeof path, "%s/data", home);
    char *data = file_read(path, DATA_MAX, bytes);
    assert_non_null(data);
    return data;
}

static int book(const char *what, bool print, const char *name)
{
    char output[64];
    size_t bytes;
    char *data = data_of(what, &bytes);
    snprintf(output, sizeof output, "%s/%s", home, name);
    const struct render_order order = {.home = home,
                                       .data = data,
                                       .data_bytes = bytes,
                                       .images = images,
                                       .image_count = image_count,
                                       .print = print,
                                       .created_at = CREATED_AT,
                                       .output = output};
    struct render_outcome outcome;
    render_brochure(&tools, &order, NULL, &outcome);
    if (outcome.end != RENDER_DONE)
        fail_msg("%s: end %d: %s", what, outcome.end, outcome.why);
    print_message("%s%s: %d pages, %.1f s, %ld MB\n", what,
                  print ? " print" : "", outcome.pages, outcome.seconds,
                  outcome.memory_kb / 1024);
    free(data);
    return outcome.pages;
}

/* The typesetter alone: $0/lines has what it says; in `script` what is wanted
 * of them and of $0/job/out.pdf. */
static void said(const char *what, const char *mode, const char *script)
{
    char command[600];
    size_t bytes;
    free(data_of(what, &bytes));
    snprintf(command, sizeof command,
             "rm -rf $0/job; mkdir -p $0/job/images;"
             "cp assets/brochure/*.typ $0/job/;"
             "cp $0/data $0/job/data.json;"
             "cp $0/*.jpg $0/*.png $0/*.svg $0/job/images/;"
             "if test -e $0/bad; then cp $0/bad $0/job/images/photo-team.jpg; "
             "fi; node assets/brochure/render.mjs $PWD/build/node $0/job %s "
             ">$0/lines || { cat $0/lines; exit 1; }",
             mode);
    shell(command);
    shell(script);
}

/* --- formats -------------------------------------------------------------- */

static void boxes(const char *format, int wide, int tall)
{
    char what[40], script[400];
    const double mm = 72 / 25.4;
    snprintf(what, sizeof what, "sample %s de,en", format);
    assert_int_equal(book(what, true, "print.pdf") % 4, 0);
    /* 13 mm from the sheet's edge to the page; then 3 mm of it are bleed */
    snprintf(script, sizeof script,
             "pdfinfo -box $0/print.pdf 2>/dev/null | awk '"
             "function near(a, b) { return a - b < 0.06 && b - a < 0.06 }"
             "/^TrimBox/ { n += near($2, 36.85) && near($4 - $2, %.2f) && "
             "near($5 - $3, %.2f) }"
             "/^BleedBox/ { n += near($2, 28.35) && near($4 - $2, %.2f) }"
             "/^MediaBox/ { n += near($4, %.2f) && near($5, %.2f) }"
             "/^PDF subtype: *PDF.X-4/ { n++ } END { exit n != 4 }'",
             wide * mm, tall * mm, (wide + 6) * mm, (wide + 26) * mm,
             (tall + 26) * mm);
    shell(script);
    shell(
        "pdffonts $0/print.pdf | awk 'NR > 2 { n++;"
        "  if (/Type 3/ || $(NF-4) != \"yes\") bad = 1 }"
        "  END { exit bad || n < 5 }'");
    shell(
        "qpdf --qdf --object-streams=disable $0/print.pdf $0/open.pdf;"
        "grep -aqE '^0 0 0 1 k$' $0/open.pdf;"
        "! grep -aqE '^[0-9. ]+ (rg|RG|g|G)$' $0/open.pdf");
}

static void test_formats(void **state)
{
    (void)state;
    boxes("a4", 210, 297);
    boxes("a5", 148, 210);
    book("sample a5 de,en", true, "again.pdf");
    shell("cmp $0/print.pdf $0/again.pdf");
    boxes("square", 210, 210);
}

/* A book in one language has no fixed word of the other. */
static void test_two_books(void **state)
{
    (void)state;
    book("sample a4 de", false, "de.pdf");
    book("sample a4 en", false, "en.pdf");
    shell(
        "pdftotext $0/de.pdf $0/text;"
        "grep -q 'Begründung der Jury' $0/text; grep -q Inhalt $0/text;"
        "grep -q Bildnachweis $0/text; grep -q 'Foto: ' $0/text;"
        "! grep -qE 'Contents|Winner|Nominee|Photo:|Measures|The jury|Imprint|"
        "Not awarded|Donated' $0/text");
    shell(
        "pdftotext $0/en.pdf $0/text;"
        "grep -q 'The jury’s reason' $0/text; grep -q 'Photo: ' $0/text;"
        "! grep -qE 'Inhalt|Preisträger|Nominiert|Foto:|Maßnahmen|Impressum|"
        "Grußwort|Nicht vergeben|Gestiftet' $0/text");
    shell(
        "for l in de en; do qpdf --qdf --object-streams=disable $0/$l.pdf "
        "$0/open.pdf; grep -aq \"/Lang ($l\" $0/open.pdf; done");
}

/* --- parts ---------------------------------------------------------------- */

static void test_parts(void **state)
{
    (void)state;
    said("sample a4 de,en", "",
         /* an own page's Markdown, and what only looks like code */
         "pdftotext -layout $0/job/out.pdf $0/text;"
         "for t in 'So fing es an' 'Was wir gelernt haben' "
         "'1. *Jedes Jahr eine' 'brueckenpreis.example' '<b>#x</b>' "
         "'Publikumspreis' 'Nicht vergeben · Not awarded' "
         "'Handwerkskammer Ahrenfels' 'Öffentliche' 'Sprachpaten im'; do "
         "grep -q \"$t\" $0/text || { echo \"missing: $t\" >&2; exit 1; }; "
         "done; ! grep -qE '[*][*]|^ *##' $0/text");
    shell(
        "pdfinfo -struct $0/job/out.pdf >$0/struct 2>/dev/null;"
        "grep -q H3 $0/struct || grep -q H2 $0/struct; grep -q LBody "
        "$0/struct; test $(grep -c Figure $0/struct) -ge 20");
    /* contents were moved behind the imprint */
    shell(
        "pdftotext -f 20 $0/job/out.pdf $0/text; "
        "awk '/Impressum$/ { i = NR } /Inhalt$/ { c = NR } "
        "END { exit !(i && c > i) }' $0/text");
}

/* Two greetings are told apart in contents and bookmarks. */
static void test_greetings(void **state)
{
    (void)state;
    book("sample a5 de", false, "de.pdf");
    shell(
        "pdftotext $0/de.pdf $0/text;"
        "grep -q 'Grußwort: Dr. Helene Sommerfeldt' $0/text;"
        "grep -q 'Grußwort: Tarek Lindqvist' $0/text;"
        "qpdf --json --json-key=outlines $0/de.pdf | grep '\"title\"' | "
        "sort | uniq -d | { ! grep .; }");
}

/* The next call: one page, photos above and words down to its foot. */
static void call_fills_its_page(const char *what)
{
    book(what, false, "call.pdf");
    shell(
        "n=0; for p in $(seq 12 40); do "
        "pdftotext -f $p -l $p $0/call.pdf - 2>/dev/null | "
        "grep -E '^(Und Sie|And you)' >/dev/null || continue; n=$((n + 1));"
        "test $(pdfimages -list -f $p -l $p $0/call.pdf | wc -l) -ge 7;"
        "pdftotext -bbox -f $p -l $p $0/call.pdf - | tr '\"' ' ' | awk '"
        "/<page/ { high = $5 } /<word/ && !/>[0-9]+</ && $9 > last "
        "{ last = $9 } END { exit !(last > 0.82 * high && "
        "last < 0.95 * high) }'; done; test $n = 1");
}

static void test_call(void **state)
{
    static const char *const kinds[] = {
        "sample a4 de,en", "sample a4 de",        "sample a5 de,en",
        "sample a5 en",    "sample square de,en", "sample square de"};
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        call_fills_its_page(kinds[i]);
}

/* A special prize that has a page for itself has its winner's photo on it;
 * partners have theirs filled. Nothing goes on to a page of its own. */
static void test_short_parts(void **state)
{
    (void)state;
    book("prize square de,en", false, "short.pdf");
    shell(
        "n=0; for p in $(seq 12 40); do "
        "pdftotext -f $p -l $p $0/short.pdf - >$0/text 2>/dev/null || break;"
        "head -n 1 $0/text >$0/first;"
        "pdftotext -bbox -f $p -l $p $0/short.pdf - | tr '\"' ' ' | awk '"
        "/<page/ { high = $5 } /<word/ && !/>[0-9]+</ && $9 > last "
        "{ last = $9 } END { print int(100 * last / high) }' >$0/down;"
        "if grep -q '^Sonderpreise' $0/first; then n=$((n + 1));"
        "  test $(pdfimages -list -f $p -l $p $0/short.pdf | wc -l) = 3;"
        "  test $(cat $0/down) -ge 80; fi;"
        "if grep -q '^Partner und' $0/first; then n=$((n + 1));"
        "  test $(cat $0/down) -ge 80; fi; done; test $n = 2");
}

/* Where it says that companies stand, they do; a double page is a left and a
 * right one. */
static void test_placement(void **state)
{
    (void)state;
    said("sample a4 de,en", "",
         "test $(grep -c '^FIT ' $0/lines) = 9;"
         "sed -n 's/^FIT //p' $0/lines | node -e '"
         "const lines = require(\"fs\").readFileSync(0, \"utf8\")"
         "  .trim().split(\"\\n\").map(JSON.parse);"
         "let next = lines[0].from;"
         "for (const [i, l] of lines.entries()) {"
         "  if (l.index !== i || l.from < next || l.from > next + 1 ||"
         "      l.to < l.from || l.page < 1 || l.page > 1000) throw l;"
         "  if (l.to > l.from && l.from % 2) throw l;"
         "  if (i < 7 && (l.photo.w_mm !== 210 || l.photo.h_mm < 90)) throw l;"
         "  next = l.to + 1;"
         "}'");
    shell(
        "sed -n 's/^FIT //p' $0/lines | node -e '"
        "for (const l of require(\"fs\").readFileSync(0, \"utf8\").trim()"
        ".split(\"\\n\").map(JSON.parse)) console.log(l.index, l.from)' |"
        "while read i page; do "
        "name=$(node -p \"JSON.parse(require('fs').readFileSync("
        "'assets/brochure/sample.json')).entries[$i].name.slice(0, 9)\");"
        "pdftotext -f $page -l $page $0/job/out.pdf $0/text; grep -qF "
        "\"$name\" $0/text || "
        "{ echo \"$name is not on $page\" >&2; exit 1; }; done");
}

static void test_proof(void **state)
{
    (void)state;
    said("sample a4 de,en", "--proof",
         "pdftotext $0/job/out.pdf $0/text; test $(grep -c Korrekturabzug "
         "$0/text) -ge 20; grep -q Anmerkungen $0/text");
}

/* --- hostile -------------------------------------------------------------- */

static void test_torture(void **state)
{
    static const char *const formats[] = {"a4 de,en", "a5 de", "square en"};
    char what[40];

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        snprintf(what, sizeof what, "torture %s", formats[i]);
        book(what, false, "torture.pdf");
        shell(
            "pdftotext -raw $0/torture.pdf - | tr -s '\\n' ' ' >$0/text;"
            "for t in Zick 'Ohne alles' 'Hochformat AG' 'Breit & Schmal' "
            "'Eine Seite eG' 'Viel zu lang' Аврора Trading; do "
            "grep -q \"$t\" $0/text; done; qpdf --check $0/torture.pdf "
            ">/dev/null");
    }
    said("torture a4 de,en", "",
         "grep -q '^FIT .*\"index\":7.*' $0/lines;"
         "! grep 'NOTE glyphs' $0/lines >&2;"
         "pdftotext $0/job/out.pdf $0/text; grep -q '王小明' $0/text");
}

/* Persons' names in Chinese, Japanese and Korean are there, in letters of their
 * own, in each product; what no font has is told. */
static void test_scripts(void **state)
{
    static const char *const modes[] = {"", "--print", "--proof"};
    (void)state;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        said("names a4 de,en", modes[i],
             "pdftotext $0/job/out.pdf $0/text;"
             "for t in 王小明 李麗華 山田さくら 김철수 النور; do "
             "grep -q \"$t\" $0/text || { echo $t >&2; exit 1; }; done;"
             "grep -q '^NOTE glyphs - 1 .*\U0001f389' $0/lines;"
             "test $(grep -c 'NOTE glyphs' $0/lines) = 1");
        shell(
            "pdffonts $0/job/out.pdf | awk '/Droid/ "
            "{ n += $(NF-4) == \"yes\" } END { exit !n }'");
    }
}

static void test_bad_picture(void **state)
{
    (void)state;
    shell("printf 'no picture' >$0/bad");
    said("sample a4 de,en", "",
         "test $(grep -c '^NOTE image images/photo-team.jpg: .' $0/lines) = 1;"
         "! grep -q ERROR $0/lines; qpdf --check $0/job/out.pdf >/dev/null;"
         "pdftotext $0/job/out.pdf $0/text; grep -q 'Kranich Software GmbH' "
         "$0/text");
    shell("rm $0/bad");
}

static void test_hundred(void **state)
{
    (void)state;
    assert_in_range(book("100 a5 de", false, "hundred.pdf"), 120, 240);
    shell(
        "pdftotext $0/hundred.pdf $0/text; for i in 1 37 100; do "
        "grep -q \"Firma $i\" $0/text; done");
}

/* The drawings of the demo, as pictures; and a logo of twenty to one. */
static void make_pictures(void)
{
    static const char *const wanted[] = {"cover",
                                         "photo-optics",
                                         "photo-workshop",
                                         "photo-team",
                                         "photo-energy",
                                         "photo-greenhouse",
                                         "photo-inn",
                                         "photo-logistics",
                                         "photo-laboratory",
                                         "portrait-mayor",
                                         "portrait-patron",
                                         "logo-optics",
                                         "logo-workshop",
                                         "logo-team",
                                         "logo-energy",
                                         "logo-greenhouse",
                                         "logo-inn",
                                         "logo-logistics",
                                         "logo-laboratory",
                                         "wide"};
    shell(
        "cd assets/demo; for f in *.svg; do e=jpg; "
        "case $f in logo-*) e=png ;; esac; "
        "vipsthumbnail $f --size 800 -o \"$0/${f%.svg}.$e[strip]\"; done;"
        "echo '<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" "
        "height=\"40\"><rect width=\"800\" height=\"40\"/></svg>' "
        ">$0/wide.svg");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const char *ending = strncmp(wanted[i], "logo", 4) == 0 ? "png"
                             : strcmp(wanted[i], "wide") == 0   ? "svg"
                                                                : "jpg";
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
    if (!mkdtemp(home))
        return -1;
    make_pictures();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    shell("rm -rf $0");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),     cmocka_unit_test(test_two_books),
        cmocka_unit_test(test_parts),       cmocka_unit_test(test_greetings),
        cmocka_unit_test(test_call),        cmocka_unit_test(test_short_parts),
        cmocka_unit_test(test_placement),   cmocka_unit_test(test_proof),
        cmocka_unit_test(test_torture),     cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_bad_picture), cmocka_unit_test(test_hundred),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
