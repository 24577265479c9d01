/* The brochure and the words of the winners' kit in an edition file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/setup.h"
#include "support/edition_file.h"

static struct test_home *home;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static const char *with(const char *brochure)
{
    return arena_printf(
        home->mem,
        "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
        "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},"
        "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],"
        "\"greetings\":[{\"name\":\"Ida\",\"body\":{\"de\":\"Hallo\"}}],"
        "%s%s\"rounds\":[{\"slug\":\"r\",\"name\":{\"de\":\"R\"},\"criteria\":["
        "{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":40,\"min\":1,"
        "\"max\":\"5\",\"step\":\"1\"}]}]}",
        brochure, *brochure ? "," : "");
}

static const char whole[] =
    "\"brochure\":{\"format\":\"square\",\"languages\":\"two\","
    "\"font_text\":\"Inter\",\"font_head\":\"Vollkorn\",\"cyan\":88,"
    "\"magenta\":40,\"yellow\":45,\"black\":35,\"nominee_pages\":2,"
    "\"link_codes\":false,\"parts\":[{\"kind\":\"imprint\"},{\"kind\":\"own\","
    "\"title\":{\"de\":\"Abend\",\"en\":\"Evening\"},\"body\":{\"de\":"
    "\"**Viele**\"}},{\"kind\":\"call\",\"left_out\":true,\"title\":{\"de\":"
    "\"Los\"}}]}";

static void goes_in_and_out(void **state)
{
    struct setup_faults faults;
    struct buf first, second;
    int64_t id = 0;
    (void)state;
    buf_init(&first, home->mem);
    buf_init(&second, home->mem);
    assert_int_equal(edition_file_import(home, with(whole), &faults, &id),
                     SETUP_OK);
    assert_string_equal(
        home_text(home,
                  "SELECT format || languages || font_text || font_head "
                  "|| cyan || ' ' || black || nominee_pages || "
                  "link_codes FROM brochure_design"),
        "squaretwoInterVollkorn88 3520");
    assert_string_equal(
        home_text(home,
                  "SELECT group_concat(kind || shown || title_de || "
                  "body_de, ' ') FROM (SELECT * FROM brochure_part "
                  "ORDER BY position)"),
        "imprint1 own1Abend**Viele** call0Los");
    setup_export(&home->world, id, &first);
    assert_non_null(strstr(first.data, "\"left_out\": true"));
    assert_int_equal(edition_file_import(home, first.data, &faults, &id),
                     SETUP_OK);
    setup_export(&home->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_int_equal(home_number(home, "SELECT count(*) FROM greeting"), 1);
}

static void nothing_of_it(void **state)
{
    struct setup_faults faults;
    struct buf out;
    int64_t id = 0;
    (void)state;
    buf_init(&out, home->mem);
    assert_int_equal(edition_file_import(home, with(""), &faults, &id),
                     SETUP_OK);
    setup_export(&home->world, id, &out);
    assert_null(strstr(out.data, "\"brochure\""));
}

static void faults_are_named(void **state)
{
    static const struct {
        const char *brochure, *where;
    } cases[] = {
        {"\"format\":\"a3\"", "brochure.format"},
        {"\"languages\":\"fr\"", "brochure.languages"},
        {"\"font_text\":\"Comic Sans\"", "brochure.font_text"},
        {"\"cyan\":101,\"magenta\":1,\"yellow\":1,\"black\":1",
         "brochure.cyan"},
        {"\"cyan\":10", "brochure.cyan"},
        {"\"nominee_pages\":3", "brochure.nominee_pages"},
        {"\"link_codes\":1", "brochure.link_codes"},
        {"\"colour\":1", "brochure.colour"},
        {"\"parts\":[{\"kind\":\"index\"}]", "brochure.parts[0].kind"},
        {"\"parts\":[{\"kind\":\"own\"}]", "brochure.parts[0].title"},
        {"\"parts\":[{\"kind\":\"jury\",\"body\":{\"de\":\"x\"}}]",
         "brochure.parts[0].body"},
        {"\"parts\":[{\"kind\":\"jury\"},{\"kind\":\"jury\"}]",
         "brochure.parts[1].kind"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct setup_faults faults;
        int64_t id = 0;
        const char *text = with(
            arena_printf(home->mem, "\"brochure\":{%s}", cases[i].brochure));
        assert_int_equal(edition_file_import(home, text, &faults, &id),
                         SETUP_FAULTY);
        if (!str_equal(faults.list[0].where, cases[i].where))
            fail_msg("%s: %s", cases[i].where, faults.list[0].where);
    }
}

static const char kit[] =
    "\"kit\":[{\"piece\":\"press\",\"words\":{\"de\":\"== headline ==\\n"
    "Hurra {year}!\"}}]";

static void words_of_the_kit(void **state)
{
    struct setup_faults faults;
    struct buf first, second;
    int64_t id = 0;
    (void)state;
    buf_init(&first, home->mem);
    buf_init(&second, home->mem);
    assert_int_equal(edition_file_import(home, with(kit), &faults, &id),
                     SETUP_OK);
    assert_non_null(strstr(home_text(home,
                                     "SELECT body "
                                     "FROM kit_text"),
                           "\n== headline ==\nHurra {year}!\n"));
    setup_export(&home->world, id, &first);
    assert_int_equal(edition_file_import(home, first.data, &faults, &id),
                     SETUP_OK);
    setup_export(&home->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_int_equal(home_number(home, "SELECT count(*) FROM kit_text"), 1);
}

static void faults_of_the_kit(void **state)
{
    static const struct {
        const char *piece, *words, *where;
    } cases[] = {
        {"ring", "x", "kit[0].piece"},
        {"certificates_print", "x", "kit[0].piece"},
        {"press", "== headline ==\\n{firma}", "kit[0].words"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct setup_faults faults;
        int64_t id = 0;
        const char *text =
            with(arena_printf(home->mem,
                              "\"kit\":[{\"piece\":\"%s\",\"words\":"
                              "{\"de\":\"%s\"}}]",
                              cases[i].piece, cases[i].words));
        assert_int_equal(edition_file_import(home, text, &faults, &id),
                         SETUP_FAULTY);
        if (!str_equal(faults.list[0].where, cases[i].where))
            fail_msg("%s: %s", cases[i].where, faults.list[0].where);
    }
}

/* What was made from the old set-up goes with it. */
static void over_a_draft_that_was_tried(void **state)
{
    struct setup_faults faults;
    int64_t id = 0;
    (void)state;
    assert_int_equal(edition_file_import(home, with(kit), &faults, &id),
                     SETUP_OK);
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, result, "
             "created_at) SELECT 'brochure', id, 'screen', 'done', 'x.pdf', 1 "
             "FROM edition;"
             "INSERT INTO job_turn SELECT id, '', 1 FROM job;"
             "INSERT INTO preview (key, edition_id, data, images, "
             "input_digest, state, wanted_at) SELECT 'part 1', id, '{}', '[]', "
             "'x', 'done', 1 FROM edition");
    assert_int_equal(edition_file_import(home, with(whole), &faults, &id),
                     SETUP_OK);
    assert_int_equal(home_number(home,
                                 "SELECT (SELECT count(*) FROM job) + "
                                 "(SELECT count(*) FROM preview) + "
                                 "(SELECT count(*) FROM kit_text)"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(goes_in_and_out, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_of_it, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_are_named, setup, teardown),
        cmocka_unit_test_setup_teardown(words_of_the_kit, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_the_kit, setup, teardown),
        cmocka_unit_test_setup_teardown(over_a_draft_that_was_tried, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
