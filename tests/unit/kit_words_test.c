/* The words of the winners' kit: places, brackets, passages, the originals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "model/kit.h"
#include "model/kit_words.h"
#include "support/mem.h"

static const struct kit_value values[] = {
    {"company", "Müller & Söhne {year} [x] == winner =="},
    {"year", "2026"},
    {"donor", ""},
    {"money", NULL},
    {"reason", "eins\n\n\n\nzwei"},
};

static void filling(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"Preis {year}", "Preis 2026"},
        {"{year}{year}", "20262026"},
        /* what is filled in is text */
        {"an {company}!", "an Müller & Söhne {year} [x] == winner ==!"},
        {"[an {company}]", "an Müller & Söhne {year} [x] == winner =="},
        /* optional parts */
        {"Preis[, gestiftet von {donor},] geht", "Preis geht"},
        {"Preis[ {year}][ ({money})].", "Preis 2026."},
        {"[{year} von {donor}]", ""},
        {"Preis [sic] {year}", "Preis [sic] 2026"},
        {"a ] b [ c", "a ] b [ c"},
        {"[{year}", "[2026"},
        {"A\n[B {donor}]\nC", "A\n\nC"},
        {"A\n\n[B\n{donor}]\n\n\nC", "A\n\nC"},
        {"{reason}", "eins\n\nzwei"},
        /* no places */
        {"{} { year } {ye\nar} {", "{}  {ye\nar} {"},
        {"{{year}}", "{2026}"},
        {"{nobody}", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(kit_fill(mem, cases[i].text, values,
                                     sizeof values / sizeof *values),
                            cases[i].want);
}

static void unknown_places(void **state)
{
    (void)state;
    assert_null(kit_unknown_place(mem, KIT_ENTRY, "{company} {year} {} {"));
    assert_string_equal(
        kit_unknown_place(mem, KIT_ENTRY, "{company} {Firma} {x}"), "Firma");
    assert_string_equal(kit_unknown_place(mem, KIT_EDITION, "{company}"),
                        "company");
    assert_string_equal(kit_unknown_place(mem, KIT_ENTRY, "{special}"),
                        "special");
    assert_null(kit_unknown_place(mem, KIT_AWARD, "{special}"));
    assert_null(kit_unknown_place(mem, KIT_LISTS, "{winners}"));
    assert_string_equal(kit_unknown_place(mem, KIT_SPECIAL, "{winners}"),
                        "winners");
}

/* Both languages have every passage of the program and no other, and name only
 * what can be filled in. */
static void originals(void **state)
{
    size_t seen = 0;
    (void)state;
    for (const struct kit_original *o = kit_originals; o->piece; o++) {
        const struct kit_passage *p;
        const char *at = o->body;
        size_t count = kit_passages(o->piece, &p), begun = 0;
        assert_true(count > 0);
        while ((at = strstr(at, "== ")) != NULL) {
            begun += strncmp(at + 3, "\n", 1) != 0 &&
                     (at == o->body || at[-1] == '\n');
            at += 3;
        }
        assert_int_equal(begun, count);
        for (size_t i = 0; i < count; i++) {
            const char *text =
                kit_original(mem, o->piece, o->language, p[i].name);
            if (text == NULL || str_empty(text))
                fail_msg("%s.%s: no passage %s", o->piece, o->language,
                         p[i].name);
            const char *unknown = kit_unknown_place(mem, p[i].scope, text);
            if (unknown != NULL)
                fail_msg("%s.%s: %s: {%s}", o->piece, o->language, p[i].name,
                         unknown);
        }
        seen++;
    }
    assert_int_equal(seen, 14);
}

/* What is kept reads back, whatever somebody writes. */
static void bodies(void **state)
{
    static const char *const texts[] = {"Preisträger\n== nominee ==\nund mehr",
                                        "== winner ==", ""};
    (void)state;
    const char *body = kit_body(mem, "signets", texts);
    assert_string_equal(kit_passage_of(mem, body, "winner"),
                        "Preisträger\n == nominee ==\nund mehr");
    assert_string_equal(kit_passage_of(mem, body, "nominee"), "== winner ==");
    assert_string_equal(kit_passage_of(mem, body, "special"), "");
    assert_null(kit_passage_of(mem, body, "another"));
}

static void pieces(void **state)
{
    (void)state;
    assert_null(kit_piece("brochure"));
    assert_null(kit_piece(NULL));
    for (const struct kit_piece *p = kit_pieces; p->name; p++) {
        const struct kit_passage *passage;
        assert_true(kit_piece(p->name) == p);
        assert_true(kit_passages(p->words, &passage) > 0);
        assert_false(kit_piece_speaks(p, "fr"));
    }
    assert_true(kit_piece_speaks(kit_piece("certificates"), ""));
    assert_true(kit_piece_speaks(kit_piece("script"), "en"));
    assert_false(kit_piece_speaks(kit_piece("script"), ""));
    assert_false(kit_piece_speaks(kit_piece("press"), "de"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filling),   cmocka_unit_test(unknown_places),
        cmocka_unit_test(originals), cmocka_unit_test(bodies),
        cmocka_unit_test(pieces),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
