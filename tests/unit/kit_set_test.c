/* Every piece of the winners' kit, really made: who is in it, the same bytes
 * each time, and nothing that does not belong in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/kit_set.h"
#include "base/arena.h"
#include "base/file.h"
#include "support/award.h"
#include "support/shell.h"

static struct test_home *home;
static struct render_tools tools;

/* Runs a script with the home as $0; its exit status is the verdict. `no` is
 * for what must fail: after a plain "!" the script would go on. */
static void shell(const char *commands)
{
    shell_in(home->folder,
             arena_printf(home->mem, "no() { ! \"$@\"; }; %s", commands));
}

static int set_up(void **state)
{
    const char *why = NULL;
    (void)state;
    if (!render_find(&tools, "assets/brochure", "build/node", &why)) {
        print_error("%s\n", why);
        return -1;
    }
    home = home_new();
    award_scene(home);
    award_decide(home);
    shell("mkdir -p $0/files; cp assets/demo/p1.jpg $0/files/ab");
    home_sql(home,
             "UPDATE edition SET embargo_at = 1790000100, ceremony_at = "
             "1790000000;"
             "UPDATE organisation SET name = "
             "'Grünzeit #read(\"/etc/passwd\") $x$ Gartenbaugesellschaft und "
             "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau mbH' "
             "WHERE name LIKE 'Grünzeit%';"
             "INSERT INTO ceremony_note (entry_id, pronunciation, guests, "
             "laudator) VALUES (1, 'LICHT-werk', 'Ada Licht; Chefin', "
             "'Tom Lob')");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static struct render_outcome make(const char *piece, const char *language,
                                  const char *file)
{
    struct render_outcome outcome;
    struct kit kit;
    struct world *w = home_begin(home);
    assert_true(kit_build(w, 1, kit_piece(piece), language, &kit));
    home_commit(home);
    const struct kit_order order = {
        home->folder, &kit,
        arena_printf(home->mem, "%s/%s", home->folder, file), NULL};
    kit_set(&tools, &order, NULL, &outcome);
    return outcome;
}

/* Twice, and the same. */
static void make_well(const char *piece, const char *language, const char *file)
{
    const char *const names[] = {file, "again"};
    for (size_t i = 0; i < 2; i++) {
        struct render_outcome got = make(piece, language, names[i]);
        if (got.end != RENDER_DONE)
            fail_msg("%s: end %d: %s", piece, got.end, got.why);
        assert_true(got.pages > 0);
    }
    shell(arena_printf(home->mem, "cmp \"$0/%s\" \"$0/again\"", file));
}

static void certificates(void **state)
{
    (void)state;
    make_well("certificates", "", "c.pdf");
    shell(
        "qpdf --check $0/c.pdf >/dev/null;"
        "pdfinfo $0/c.pdf >$0/info 2>/dev/null; grep -q 'Tagged: *yes' $0/info;"
        "pdftotext -raw $0/c.pdf - | tr -s '\\n' ' ' >$0/text;"
        "grep -q 'Lichtwerk <script>alert(1)</script>' $0/text;"
        "grep -qF '#read(\"/etc/passwd\") $x$' $0/text;"
        "no grep -q 'root:x' $0/text;"
        "grep -q 'Papierhof' $0/text;"
        "no grep -q 'leuchten' $0/text;"
        "grep -q '^Pages: *3$' $0/info");
    make_well("certificates_print", "de", "p.pdf");
    shell(
        "pdfinfo -box $0/p.pdf >$0/info 2>/dev/null;"
        "grep -q 'PDF subtype: *PDF/X-4' $0/info;"
        "grep -Eq 'TrimBox: +36.85 +36.85 +632.1[0-9] +878.7[0-9]' $0/info;"
        "qpdf --qdf --object-streams=disable $0/p.pdf $0/open.pdf;"
        "no grep -aqE '^[0-9. ]+ (rg|RG|g|G)$' $0/open.pdf");
}

static void sheets(void **state)
{
    (void)state;
    make_well("cards", "de", "c.pdf");
    shell(
        "pdftotext -raw $0/c.pdf $0/text; grep -q 'Ada Licht' $0/text;"
        "grep -q 'Tom Lob' $0/text; grep -q 'Ida Falk' $0/text");
    make_well("script", "de", "s.pdf");
    shell(
        "pdftotext -layout $0/s.pdf $0/text; grep -q 'LICHT-werk' $0/text;"
        "grep -q EMBARGO $0/text; grep -q 'Tom Lob' $0/text;"
        "grep -q 'Seite 1 von' $0/text; grep -q 'leuchten' $0/text");
    make_well("script", "en", "s.pdf");
    shell("pdftotext -layout $0/s.pdf $0/text; grep -q 'Page 1 of' $0/text");
    make_well("slides", "", "f.pdf");
    shell(
        "pdfinfo $0/f.pdf >$0/info 2>/dev/null; grep -q 'Page size: *960.* x "
        "540' $0/info;"
        "pdftotext -raw $0/f.pdf $0/text; grep -q 'Lichtwerk' $0/text");
}

static void signets(void **state)
{
    (void)state;
    make_well("signets", "", "s.zip");
    shell(
        "rm -rf $0/z; unzip -q $0/s.zip -d $0/z; cd $0/z;"
        "unzip -Z1 $0/s.zip >$0/names; no env LC_ALL=C grep -q "
        "'[^a-zA-Z0-9._/-]' $0/names;"
        "test $(ls de/*.svg | wc -l) = $(ls en/*.svg | wc -l);"
        "for f in */*.svg; do"
        "  no grep -qiE '<(text|use|image|style|script|foreign)|href' $f;"
        "  grep -q '<path' $f; vipsheader $f >/dev/null;"
        "done;"
        "vipsheader -a de/preistraeger-*-farbe-1200.png >$0/info;"
        "grep -q 'width: 1200' $0/info; grep -q 'bands: 4' $0/info");
}

/* One bad picture costs a slide its photo, not everybody the slides. */
static void bad_picture(void **state)
{
    static const char *const pieces[] = {"slides", "social"};
    (void)state;
    shell("mv $0/files/ab $0/good; echo rubbish >$0/files/ab");
    for (size_t i = 0; i < 2; i++) {
        struct kit kit;
        struct render_notes said;
        struct render_outcome outcome;
        struct world *w = home_begin(home);
        assert_true(kit_build(w, 1, kit_piece(pieces[i]), "", &kit));
        home_commit(home);
        const struct kit_order order = {
            home->folder, &kit, arena_printf(home->mem, "%s/bad", home->folder),
            &said};
        render_notes_start(&said);
        kit_set(&tools, &order, NULL, &outcome);
        if (outcome.end != RENDER_DONE || said.left_out_count == 0)
            fail_msg("%s: %s", pieces[i], outcome.why);
        render_notes_free(&said);
    }
    shell("mv $0/good $0/files/ab");
}

static void images(void **state)
{
    (void)state;
    make_well("social", "", "s.zip");
    shell(
        "rm -rf $0/z; unzip -q $0/s.zip -d $0/z; cd $0/z;"
        "unzip -Z1 $0/s.zip >$0/names; no env LC_ALL=C grep -q "
        "'[^a-zA-Z0-9._/-]' $0/names;"
        "test $(vipsheader de/*1200x630.png | grep -c '1200x630 ') = 3;"
        "test $(vipsheader en/*1080x1080.png | grep -c '1080x1080 ') = 3;"
        "grep -q 'ist Preisträger beim Testpreis 2026' "
        "  de/alternativtexte.txt");
}

static void press(void **state)
{
    (void)state;
    make_well("press", "", "p.zip");
    shell(
        "rm -rf $0/z; unzip -q $0/p.zip -d $0/z; cd $0/z;"
        "head -1 pressemitteilung-2026-de.txt | grep -q "
        "  '^SPERRFRIST: 21. September 2026';"
        "head -1 press-release-2026-en.txt | grep -q '^EMBARGO: 21 Sept';"
        "grep -q 'Die Jury: „Sie <b>leuchten</b>.“' "
        "  pressemitteilung-2026-de.txt;"
        "no grep -q '[{}]' *.txt");
}

/* A template of the house takes the place of ours; a fault in it names its
 * line. */
static void own_template(void **state)
{
    (void)state;
    shell(
        "mkdir $0/templates; printf '%s\\n' '#import \"kit.typ\": *' "
        "'#set document(title: \"x\")' 'Eigenes #year' '#nix' "
        ">$0/templates/script.typ");
    struct render_outcome got = make("script", "de", "s.pdf");
    assert_int_equal(got.end, RENDER_FAILED);
    assert_string_equal(got.why, "script.typ:4: unknown variable: nix");
    shell("sed -i '$d' $0/templates/script.typ");
    got = make("script", "de", "s.pdf");
    assert_int_equal(got.end, RENDER_DONE);
    shell("pdftotext $0/s.pdf $0/text; grep -q 'Eigenes 2026' $0/text");
    shell("rm -r $0/templates");
}

/* The families of the brochure are those of the kit, too; one that is not
 * installed is none. */
static void fonts_of_the_brochure(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO brochure_design (edition_id, font_text, "
             "font_head, changed_at) VALUES (1, 'Vollkorn', 'Vollkorn', "
             "1)");
    make_well("slides", "", "own.pdf");
    shell(
        "pdffonts $0/own.pdf >$0/fonts; grep -q Vollkorn $0/fonts;"
        "no grep -q Inter $0/fonts");
    home_sql(home, "UPDATE brochure_design SET font_head = 'Nirgends Sans'");
    make_well("slides", "", "usual.pdf");
    shell("pdffonts $0/usual.pdf | grep -q InterDisplay");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certificates),
        cmocka_unit_test(sheets),
        cmocka_unit_test(signets),
        cmocka_unit_test(images),
        cmocka_unit_test(bad_picture),
        cmocka_unit_test(press),
        cmocka_unit_test(fonts_of_the_brochure),
        cmocka_unit_test(own_template),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
