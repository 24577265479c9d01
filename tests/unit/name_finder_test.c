/* Names in texts: a table of German companies and how people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/name_finder.h"
#include "support/mem.h"

/* "company:…|word:…" */
static const char *search(const struct name_finder *f, const char *text)
{
    static const char *const names[] = {"company", "word", "domain", "person",
                                        "email"};
    struct found *found;
    struct buf out;
    size_t count = name_finder_search(f, text, &found);
    buf_init(&out, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&out, "%s%s:%s", i > 0 ? "|" : "", names[found[i].what],
                 arena_textn(mem, text + found[i].from,
                             found[i].to - found[i].from));
    return out.data;
}

static void companies(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"Jenoptik AG", "Wir sind JENOPTIK.", "company:JENOPTIK"},
        {"Jenoptik AG", "Jenoptiks Werk", "company:Jenoptiks"},
        {"Jenoptik AG", "die Jenoptik-Gruppe", "company:Jenoptik"},
        {"Jenoptik AG", "die Jenoptikgruppe", "company:Jenoptikgruppe"},
        {"Jenoptik AG", "Optik aus Jena", ""},
        {"Müller & Söhne GmbH", "Bei Mueller und Soehne", "word:Mueller"},
        {"Müller & Söhne GmbH", "MÜLLER-SÖHNE", "company:MÜLLER-SÖHNE"},
        {"Müller & Söhne GmbH", "Müllers Mühle", "word:Müllers"},
        {"Weißglas GmbH", "das WEISSGLAS", "company:WEISSGLAS"},
        {"Weissglas GmbH", "aus Weißglas.", "company:Weißglas"},
        {"Beispiel Optik GmbH", "Beispiel-Optik", "company:Beispiel-Optik"},
        {"Beispiel Optik GmbH", "BeispielOptik", "company:BeispielOptik"},
        {"Beispiel Optik GmbH", "unsere Optik", ""},
        {"Stadtwerke Kahla GmbH", "die Stadtwerke", ""},
        {"Stadtwerke Kahla GmbH", "in Kahla", "word:Kahla"},
        {"Stadtwerke Kahla GmbH", "der Stadtwerke Kahla",
         "company:Stadtwerke Kahla"},
        {"Kahlaer Porzellan", "Kahlaer Teller", "word:Kahlaer"},
        {"Hans Köhler e.K.", "des Köhlers", "word:Köhlers"},
        {"Hans Köhler e.K.", "Hans Köhler’s Brot", "company:Hans Köhler"},
        {"Hotel Drei Linden", "die Drei Linden", "company:Drei Linden"},
        {"Hotel Drei Linden", "unter Linden", "word:Linden"},
        {"ABB AG", "bei ABB", "company:ABB"},
        {"ABB AG", "Abbau", ""},
        {"3B GmbH", "3B baut", "company:3B"},
        {"GmbH", "eine GmbH", "company:GmbH"}, /* nothing else to look for */
        {"", "Text", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct name_finder *f = name_finder_new(mem);
        name_finder_company(f, cases[i][0]);
        const char *got = search(f, cases[i][1]);
        if (strcmp(got, cases[i][2]) != 0)
            fail_msg("%s in '%s': '%s', wanted '%s'", cases[i][0], cases[i][1],
                     got, cases[i][2]);
    }
}

static void people_and_addresses(void **state)
{
    (void)state;
    struct name_finder *f = name_finder_new(mem);
    name_finder_company(f, "Ofenbau Saale GmbH");
    name_finder_person(f, "Prof. Dr. Änne von Thürk");
    name_finder_email(f, "a.thuerk@ofen-saale.de");
    name_finder_email(f, "saaleofen@gmx.de");
    name_finder_url(f, "https://www.ofen-saale.de/ueber-uns");
    name_finder_url(f, "https://web.de/ofen");
    assert_string_equal(search(f, "Frau Thuerks Idee"), "person:Thuerks");
    assert_string_equal(search(f, "Aenne Thürk"), "person:Aenne Thürk");
    assert_string_equal(search(f, "Schreiben Sie an A.Thuerk@ofen-saale.de!"),
                        "email:A.Thuerk@ofen-saale.de");
    assert_string_equal(search(f, "www.ofen-saale.de/neu"),
                        "domain:ofen-saale.de");
    assert_string_equal(search(f, "OfenSaale"), "domain:OfenSaale");
    assert_string_equal(search(f, "saaleofen@gmx.de"),
                        "email:saaleofen@gmx.de");
    assert_string_equal(search(f, "jemand@gmx.de, web.de"), "");
    assert_string_equal(search(f, "von Prof. Dr. niemand"), "");
    assert_string_equal(search(f, "Ofenbau Saale und Thürk"),
                        "company:Ofenbau Saale|person:Thürk");
    assert_string_equal(search(f, NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(companies, setup, teardown),
        cmocka_unit_test_setup_teardown(people_and_addresses, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
