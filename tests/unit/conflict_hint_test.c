/* What the program takes for a possible conflict: tables of cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/conflict_hint.h"
#include "model/name_word.h"
#include "support/mem.h"

static void keys_of_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Beispiel Optik GmbH", "beispiel optik"},
        {"BEISPIEL-OPTIK gGmbH", "beispiel optik"},
        {"Müller & Söhne GmbH & Co. KG", "mueller soehne"},
        {"Mueller und Soehne OHG", "mueller soehne"},
        {"Weißenfels AG", "weissenfels"},
        {"ŽIŽKA s.r.o.", "zizka s r o"},
        {"Förderverein Saale e. V.", "foerderverein saale"},
        {"Förderverein Saale e.V.", "foerderverein saale"},
        {"Bäckerei Köhler e.K.", "baeckerei koehler"},
        {"Nanolux UG (haftungsbeschränkt)", "nanolux"},
        {"Café Á Propos", "cafe a propos"},
        {"KG", "kg"},
        {"„Rosé“ – Wein…", "rose wein"},
        {"Ærø Øst", "aeroe oest"},
        {"ſtraße ž", "strasse z"},
        {"", ""},
        {"&", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(name_key(mem, cases[i][0]), cases[i][1]);
    assert_string_equal(name_key(mem, NULL), "");
    assert_string_equal(name_key(mem, "a\xc3"), "a\xc3"); /* no UTF-8 */
}

static void domains(void **state)
{
    (void)state;
    static const char *const hosts[][2] = {
        {"jenoptik.de", "jenoptik.de"},
        {"www.Shop.Jenoptik.DE", "jenoptik.de"},
        {"mail.acme.co.uk", "acme.co.uk"},
        {"acme.co.uk", "acme.co.uk"},
        {"co.de", "co.de"},
        {"firma.or.at.", "firma.or.at"},
        {"firma.de:8080", "firma.de"},
        {"192.168.0.1", NULL},
        {"localhost", NULL},
        {".de", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        const char *got = name_domain(mem, hosts[i][0]);
        if (hosts[i][1] == NULL)
            assert_null(got);
        else
            assert_string_equal(got, hosts[i][1]);
    }
    assert_string_equal(name_domain_of_email(mem, "a@b@x.firma.de"),
                        "firma.de");
    assert_null(name_domain_of_email(mem, "niemand"));
    assert_string_equal(
        name_domain_of_url(mem, "https://u:p@www.firma.de:8/weg?a=b.c"),
        "firma.de");
    assert_null(name_domain_of_url(mem, "firma.de"));
    assert_true(name_domain_is_free("gmx.de"));
    assert_false(name_domain_is_free("jenoptik.de"));
}

struct hint_case {
    const char *email, *institution, *member, *member_parent, *earlier;
    const char *name, *parent, *contact, *url;
    const char *codes;
};

static const struct hint_case hint_cases[] = {
    {.email = "ada@beispiel-optik.de",
     .name = "Beispiel Optik GmbH",
     .contact = "info@beispiel-optik.de",
     .codes = "mail"},
    {.email = "ada@labor.Beispiel-Optik.de",
     .name = "Beispiel Optik GmbH",
     .contact = "info@vertrieb.beispiel-optik.de",
     .url = "https://www.beispiel-optik.de/",
     .codes = "mail web"},
    {.email = "ada@gmx.de",
     .name = "Ofen AG",
     .contact = "ofen@gmx.de",
     .url = "https://gmx.de",
     .codes = ""},
    {.email = "ada@uni.de",
     .institution = "BEISPIEL-OPTIK, Vorstand",
     .name = "Beispiel Optik GmbH & Co. KG",
     .codes = "institution"},
    {.email = "ada@uni.de",
     .institution = "Universität Jena",
     .name = "Jena GmbH",
     .codes = ""}, /* the town, not the company */
    {.email = "ada@uni.de",
     .institution = "Betriebsrat der Mueller & Soehne",
     .name = "Müller und Söhne OHG",
     .codes = "institution"},
    {.email = "ada@uni.de",
     .institution = "Zeiss Gruppe",
     .name = "Tochter AG",
     .parent = "ZEISS",
     .codes = "group"},
    {.email = "ada@uni.de",
     .member = "Tochter Zwei GmbH",
     .member_parent = "Müller Holding SE",
     .name = "Tochter Eins GmbH",
     .parent = "Mueller Holding",
     .codes = "group"}, /* sisters */
    {.email = "ada@uni.de",
     .member = "Mueller Holding SE",
     .name = "Tochter Eins GmbH",
     .parent = "Müller Holding",
     .codes = "group"},
    {.email = "ada@uni.de",
     .member = "Tochter Eins GmbH",
     .member_parent = "Müller Holding",
     .name = "Müller Holding SE",
     .codes = "group"},
    {.email = "ada@uni.de",
     .member = "Weiss Glas",
     .name = "Weiß Glas GmbH",
     .codes = "organisation"},
    {.email = "ada@uni.de",
     .earlier = "Weiss-Glas AG",
     .name = "Weiß Glas GmbH",
     .codes = "earlier"},
    {.email = "ada@uni.de",
     .member = "Andere GmbH",
     .earlier = "Dritte AG",
     .institution = "Universität",
     .name = "Weiß Glas GmbH",
     .contact = "x@weiss.de",
     .url = "https://weiss.de",
     .codes = ""},
};

static void hints_of_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hint_cases / sizeof *hint_cases; i++) {
        const struct hint_case *t = &hint_cases[i];
        const struct hint_organisation member = {
            2, t->member, t->member_parent ? t->member_parent : ""};
        const struct hint_organisation earlier = {3, t->earlier, ""};
        struct hint_juror juror = {.email = t->email,
                                   .institution =
                                       t->institution ? t->institution : "",
                                   .member = &member,
                                   .member_count = t->member != NULL,
                                   .earlier = &earlier,
                                   .earlier_count = t->earlier != NULL};
        struct hint_company company = {
            .organisation = {1, t->name, t->parent ? t->parent : ""},
            .email = &t->contact,
            .email_count = t->contact != NULL,
            .url = &t->url,
            .url_count = t->url != NULL};
        const char *codes =
            conflict_hint_codes(mem, conflict_hints(mem, &juror, &company));
        if (strcmp(codes, t->codes) != 0)
            fail_msg("case %zu: %s, wanted %s", i, codes, t->codes);
        assert_int_equal(conflict_hint_read(codes),
                         conflict_hints(mem, &juror, &company));
    }
}

static void by_number(void **state)
{
    (void)state;
    const struct hint_organisation own = {1, "Eins", ""};
    struct hint_juror juror = {.email = "a@b.de",
                               .institution = "",
                               .member = &own,
                               .member_count = 1,
                               .earlier = &own,
                               .earlier_count = 1};
    struct hint_company company = {.organisation = {1, "Umbenannt", ""}};
    assert_int_equal(conflict_hints(mem, &juror, &company),
                     HINT_CONTACT | HINT_EARLIER);
    assert_int_equal(conflict_hint_read("mail unsinn  group"),
                     HINT_MAIL | HINT_GROUP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_of_names, setup, teardown),
        cmocka_unit_test_setup_teardown(domains, setup, teardown),
        cmocka_unit_test_setup_teardown(hints_of_pairs, setup, teardown),
        cmocka_unit_test_setup_teardown(by_number, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
