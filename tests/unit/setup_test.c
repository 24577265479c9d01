/* An edition file: what goes in comes out, and every fault is named where it
 * is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "db/db.h"
#include "model/setup.h"
#include "support/home.h"

static const char small[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},"
    "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],"
    "\"rounds\":[{\"slug\":\"r\",\"name\":{\"de\":\"R\"},\"criteria\":["
    "{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":40,\"min\":1,"
    "\"max\":\"5.5\",\"step\":\"0.25\"}]}]}";

static char *replaced(struct arena *mem, const char *what, const char *by)
{
    const char *at = strstr(small, what);
    assert_non_null(at);
    return arena_printf(mem, "%.*s%s%s", (int)(at - small), small, by,
                        at + strlen(what));
}

static enum setup_outcome import(struct test_home *h, const char *text,
                                 struct setup_faults *faults, int64_t *id)
{
    struct json_fault wrong;
    struct world *w = home_begin(h);
    const struct json *doc = json_parse(h->mem, text, strlen(text), &wrong);
    assert_non_null(doc);
    enum setup_outcome outcome = setup_import(w, doc, faults, id);
    /* a value that a table does not take */
    if (db_failed(w->db) || db_conflict(w->db))
        fail_msg("%s in %s", db_why(w->db), text);
    if (outcome == SETUP_OK)
        home_commit(h);
    else
        db_rollback(w->db);
    return outcome;
}

static void test_round_trip(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct buf first, second;
    int64_t id = 0;
    buf_init(&first, h->mem);
    buf_init(&second, h->mem);
    assert_int_equal(import(h, small, &faults, &id), SETUP_OK);
    setup_export(&h->world, id, &first);
    assert_non_null(strstr(first.data, "\"step\": \"0.25\""));
    /* a draft without nominations may be replaced by itself */
    assert_int_equal(import(h, first.data, &faults, &id), SETUP_OK);
    setup_export(&h->world, id, &second);
    assert_string_equal(first.data, second.data);
    assert_int_equal(home_number(h, "SELECT count(*) FROM edition"), 1);
    assert_int_equal(home_number(h, "SELECT scale_decimals FROM round"), 2);
    assert_int_equal(home_number(h, "SELECT hi FROM criterion"), 550);
    home_free(h);
}

static void test_in_use(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    assert_int_equal(import(h, small, &faults, &id), SETUP_OK);
    home_sql(h, "UPDATE edition SET phase = 1");
    assert_int_equal(import(h, small, &faults, &id), SETUP_IN_USE);
    home_sql(h,
             "UPDATE edition SET phase = 0;"
             "INSERT INTO organisation (name, created_at) VALUES ('A', 1);"
             "INSERT INTO entry (edition_id, organisation_id, code, "
             "created_at, updated_at) VALUES (1, 1, 'E01', 1, 1)");
    assert_int_equal(import(h, small, &faults, &id), SETUP_IN_USE);
    home_free(h);
}

static void test_faults(void **state)
{
    static const struct {
        const char *what, *by, *where;
    } cases[] = {
        {"\"lorbeer\":1", "\"lorbeer\":2", "lorbeer"},
        {"\"slug\":\"x\"", "\"slug\":\"A B\"", "slug"},
        {"\"slug\":\"x\",", "", "slug"},
        {"\"number\":1", "\"number\":\"1\"", "number"},
        {"\"number\":1,", "", "number"},
        {"\"weight\":40,", "", "rounds[0].criteria[0].weight"},
        {"\"rounds\"", "\"texts\":[{}],\"rounds\"", "texts"},
        {"\"rounds\"", "\"texts\":{\"call\":7},\"rounds\"", "texts.call"},
        {"\"rounds\"", "\"sections\":[7,7],\"rounds\"", "sections[1].code"},
        {"\"rounds\"",
         "\"consents\":[{\"code\":\"x\",\"version\":0,\"text\":7}],\"rounds\"",
         "consents[0].version"},
        {"\"year\":2026", "\"year\":99999", "year"},
        {"\"title\":{\"de\":\"Preis\"", "\"title\":{\"fr\":\"Prix\"",
         "title.fr"},
        {"\"title\":{\"de\":\"Preis\",\"en\":\"Award\"}", "\"title\":7",
         "title"},
        {"\"title\"", "\"accent\":\"red\",\"title\"", "accent"},
        {"\"title\"", "\"deadline\":\"31.8.2026\",\"title\"", "deadline"},
        {"\"title\"", "\"email\":\"nobody\",\"title\"", "email"},
        {"\"title\"", "\"colour\":1,\"title\"", "colour"},
        {"\"name\":{\"de\":\"A\"}}",
         "\"name\":{\"de\":\"A\"}},{\"code\":\"a\","
         "\"name\":{\"de\":\"B\"}}",
         "categories[1].code"},
        {"\"categories\":[", "\"categories\":[7,", "categories[0]"},
        {"\"name\":{\"de\":\"R\"}",
         "\"name\":{\"de\":\"R\"},\"category\":\"b\"", "rounds[0].category"},
        {"\"name\":{\"de\":\"R\"}", "\"name\":{\"de\":\"R\"},\"quorum\":0",
         "rounds[0].quorum"},
        {"\"name\":{\"de\":\"R\"}",
         "\"name\":{\"de\":\"R\"},\"ladder\":\"lots\"", "rounds[0].ladder"},
        {"\"name\":{\"de\":\"R\"}",
         "\"name\":{\"de\":\"R\"},\"disclosure\":\"always\"",
         "rounds[0].disclosure"},
        {"\"weight\":40", "\"weight\":0", "rounds[0].criteria[0].weight"},
        {"\"weight\":40", "\"weight\":1000001", "rounds[0].criteria[0].weight"},
        {"\"min\":1", "\"min\":9", "rounds[0].criteria[0]"},
        {"\"step\":\"0.25\"", "\"step\":\"0.4\"", "rounds[0].criteria[0]"},
        {"\"step\":\"0.25\"", "\"step\":\"0.0001\"",
         "rounds[0].criteria[0].step"},
        {"\"rounds\"",
         "\"texts\":{\"laudation\":{\"title\":{\"de\":\"x\"}}},\"rounds\"",
         "texts.laudation"},
        {"\"rounds\"",
         "\"partners\":[{\"tier\":\"friend\",\"name\":\"x\"}],\"rounds\"",
         "partners[0].tier"},
        {"\"rounds\"",
         "\"partners\":[{\"tier\":\"partner\",\"name\":\"x\","
         "\"url\":\"javascript:1\"}],\"rounds\"",
         "partners[0].url"},
        {"\"rounds\"",
         "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},"
         "\"questions\":[{\"code\":\"q\",\"kind\":\"essay\","
         "\"label\":{\"de\":\"Q\"}}]}],\"rounds\"",
         "sections[0].questions[0].kind"},
        {"\"rounds\"",
         "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},"
         "\"questions\":[{\"code\":\"q\",\"kind\":\"choice\","
         "\"label\":{\"de\":\"Q\"}}]}],\"rounds\"",
         "sections[0].questions[0].choices"},
        {"\"rounds\"",
         "\"jury\":[{\"code\":\"J01\",\"name\":\"N\",\"email\":\"x\"}],"
         "\"rounds\"",
         "jury[0].email"},
    };
    (void)state;
    struct test_home *h = home_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct setup_faults faults;
        int64_t id = 0;
        char *text = replaced(h->mem, cases[i].what, cases[i].by);
        assert_int_equal(import(h, text, &faults, &id), SETUP_FAULTY);
        bool named = false;
        for (size_t k = 0; k < faults.count; k++)
            named |= strcmp(faults.list[k].where, cases[i].where) == 0;
        if (!named)
            print_error("case %zu: no fault at %s but at %s: %s\n", i,
                        cases[i].where, faults.list[0].where,
                        faults.list[0].what);
        assert_true(named);
        assert_int_equal(home_number(h, "SELECT count(*) FROM edition"), 0);
    }
    home_free(h);
}

/* The sample edition is a good one, and comes out as it went in. */
static void test_sample(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    struct buf text, out;
    size_t bytes = 0;
    int64_t id = 0;
    char *sample = file_read("assets/demo/edition.json", 1 << 20, &bytes);
    assert_non_null(sample);
    buf_init(&text, h->mem);
    buf_init(&out, h->mem);
    for (const char *c = sample; *c; c++) {
        static const char *const marks[][2] = {
            {"@YEAR@", "2026"}, {"@NUMBER@", "9"}, {"@ACCENT@", "#112233"}};
        size_t i = 0;
        while (i < 3 && strncmp(c, marks[i][0], strlen(marks[i][0])) != 0)
            i++;
        if (i < 3) {
            buf_add(&text, marks[i][1]);
            c += strlen(marks[i][0]) - 1;
        } else {
            buf_addc(&text, *c);
        }
    }
    free(sample);
    assert_int_equal(import(h, text.data, &faults, &id), SETUP_OK);
    setup_export(&h->world, id, &out);
    assert_non_null(strstr(out.data, "\"Brückenpreis 2026\""));
    assert_non_null(strstr(out.data, "\"code\": \"J07\""));
    assert_non_null(strstr(out.data, "\"confidentiality\": {"));
    assert_non_null(strstr(out.data, "\"Vertraulichkeitserklärung\""));
    /* what jurors accepted of a draft goes with its jury */
    home_sql(h,
             "INSERT INTO acceptance (jury_member_id, what, digest, "
             "language, wording, accepted_at) "
             "SELECT id, 'confidentiality', 'd', 'de', 'w', 1 "
             "FROM jury_member");
    assert_int_equal(import(h, text.data, &faults, &id), SETUP_OK);
    assert_int_equal(home_number(h, "SELECT count(*) FROM acceptance"), 0);
    assert_int_equal(home_number(h, "SELECT count(*) FROM question"), 21);
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_in_use),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
