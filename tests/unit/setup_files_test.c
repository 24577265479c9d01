/* An edition file says which files a question takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "db/db.h"
#include "model/setup.h"
#include "support/edition_file.h"

static const char *with(struct arena *mem, const char *question)
{
    return arena_printf(
        mem,
        "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
        "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},"
        "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],"
        "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},"
        "\"questions\":[{\"code\":\"q\",\"label\":{\"de\":\"L\"},%s}]}],"
        "\"rounds\":[{\"slug\":\"r\",\"name\":{\"de\":\"R\"},\"criteria\":["
        "{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":40,\"min\":1,"
        "\"max\":\"5\",\"step\":\"1\"}]}]}",
        question);
}

static void goes_in_and_out(void **state)
{
    static const struct {
        const char *question, *stored;
    } cases[] = {
        {"\"kind\":\"image\"", "1 "},
        {"\"kind\":\"file\"", "1 "},
        {"\"kind\":\"image\",\"files_max\":12", "12 "},
        {"\"kind\":\"image\",\"accepts\":\"jpeg png\"", "1 jpeg png"},
        {"\"kind\":\"file\",\"files_max\":3,\"accepts\":\"pdf office png\"",
         "3 pdf office png"},
    };
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf first, second;
        buf_init(&first, h->mem);
        buf_init(&second, h->mem);
        assert_int_equal(edition_file_import(h, with(h->mem, cases[i].question),
                                             &faults, &id),
                         SETUP_OK);
        assert_string_equal(
            home_text(h, "SELECT files_max || ' ' || accepts FROM question"),
            cases[i].stored);
        setup_export(&h->world, id, &first);
        assert_int_equal(edition_file_import(h, first.data, &faults, &id),
                         SETUP_OK);
        assert_string_equal(
            home_text(h, "SELECT files_max || ' ' || accepts FROM question"),
            cases[i].stored);
        setup_export(&h->world, id, &second);
        assert_string_equal(first.data, second.data);
    }
    home_free(h);
}

static void faults_are_named(void **state)
{
    static const struct {
        const char *question, *where;
    } cases[] = {
        {"\"kind\":\"image\",\"accepts\":\"pdf\"", "accepts"},
        {"\"kind\":\"image\",\"accepts\":\"\"", "accepts"},
        {"\"kind\":\"image\",\"accepts\":\"png gif\"", "accepts"},
        {"\"kind\":\"image\",\"accepts\":\"png png\"", "accepts"},
        {"\"kind\":\"image\",\"accepts\":\"png \"", "accepts"},
        {"\"kind\":\"image\",\"accepts\":7", "accepts"},
        {"\"kind\":\"file\",\"accepts\":\"pdf,office\"", "accepts"},
        {"\"kind\":\"image\",\"files_max\":0", "files_max"},
        {"\"kind\":\"image\",\"files_max\":31", "files_max"},
        {"\"kind\":\"short\",\"files_max\":2", "files_max"},
        {"\"kind\":\"short\",\"accepts\":\"pdf\"", "accepts"},
    };
    (void)state;
    struct test_home *h = home_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct setup_faults faults;
        int64_t id = 0;
        const char *where =
            arena_printf(h->mem, "sections[0].questions[0].%s", cases[i].where);
        assert_int_equal(edition_file_import(h, with(h->mem, cases[i].question),
                                             &faults, &id),
                         SETUP_FAULTY);
        if (faults.count != 1 || strcmp(faults.list[0].where, where) != 0)
            fail_msg("%s: %zu faults, the first at %s", cases[i].question,
                     faults.count, faults.list[0].where);
    }
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_in_and_out),
        cmocka_unit_test(faults_are_named),
    };
    return cmocka_run_group_tests_name("setup_files", tests, NULL, NULL);
}
