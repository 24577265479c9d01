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
#include "support/edition_file.h"

static const char small[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},"
    "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}}],"
    "\"rounds\":[{\"slug\":\"r\",\"name\":{\"de\":\"R\"},\"criteria\":["
    "{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":40,\"min\":1,"
    "\"max\":\"5.5\",\"step\":\"0.25\"}]}]}";

/* A juror with one more setting, before the rounds. */
#define JUROR(setting)                                                         \
    "\"jury\":[{\"code\":\"J01\",\"name\":\"N\",\"email\":\"n@x."              \
    "example\"," setting "}],\"rounds\""

static char *replaced(struct arena *mem, const char *what, const char *by)
{
    const char *at = strstr(small, what);
    assert_non_null(at);
    return arena_printf(mem, "%.*s%s%s", (int)(at - small), small, by,
                        at + strlen(what));
}

static int64_t taken(struct test_home *h, const char *file)
{
    struct setup_faults faults;
    int64_t id = 0;
    assert_int_equal(edition_file_import(h, file, &faults, &id), SETUP_OK);
    return id;
}

static const char *written(struct test_home *h, int64_t id)
{
    struct buf text;
    buf_init(&text, h->mem);
    setup_export(&h->world, id, &text);
    return text.data;
}

/* A draft without nominations may be replaced by itself: then it is the same.
 * Its file. */
static const char *comes_back(struct test_home *h, int64_t id)
{
    const char *file = written(h, id);
    assert_string_equal(written(h, taken(h, file)), file);
    return file;
}

static void test_round_trip(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    assert_non_null(
        strstr(comes_back(h, taken(h, small)), "\"step\": \"0.25\""));
    assert_int_equal(home_number(h, "SELECT count(*) FROM edition"), 1);
    assert_int_equal(home_number(h, "SELECT scale_decimals FROM round"), 2);
    assert_int_equal(home_number(h, "SELECT hi FROM criterion"), 550);
    home_free(h);
}

/* Who is in charge of what, how much he takes, rounds of nominees. */
static void test_assignment(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    char *file = replaced(h->mem, "\"rounds\"",
                          JUROR("\"categories\":[\"a\"],\"panel\":\"P\","
                                "\"load_max\":5"));
    file = arena_printf(h->mem, "%.*s\"nominees_max\":4,\"remind_days\":3,%s",
                        13, file, file + 13);
    char *slug = strstr(file, "\"slug\":\"r\"");
    assert_non_null(slug);
    file = arena_printf(h->mem, "%.*s\"entries\":\"nominees\",%s",
                        (int)(slug - file), file, slug);
    comes_back(h, taken(h, file));
    assert_int_equal(home_number(h, "SELECT nominees_max FROM edition"), 4);
    assert_int_equal(home_number(h, "SELECT remind_days FROM edition"), 3);
    assert_string_equal(home_text(h, "SELECT entries FROM round"), "nominees");
    assert_string_equal(home_text(h, "SELECT panel FROM jury_member"), "P");
    assert_int_equal(home_number(h, "SELECT load_max FROM jury_member"), 5);
    assert_int_equal(home_number(h, "SELECT count(*) FROM jury_category"), 1);
    home_free(h);
}

static void test_visits(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    int64_t id = taken(h, small);
    home_sql(h, "INSERT INTO visit_rule SELECT id, 3, 120, 0 FROM round");
    comes_back(h, id);
    assert_string_equal(
        home_text(h,
                  "SELECT jurors_min || ' ' || minutes || ' ' || "
                  "travel_minutes FROM visit_rule"),
        "3 120 0");
    /* without the rule it is the usual one again */
    taken(h, small);
    assert_int_equal(home_number(h, "SELECT count(*) FROM visit_rule"), 0);
    home_free(h);
}

/* What companies learn. */
static void test_feedback(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    char *file =
        replaced(h->mem, "\"rounds\"",
                 "\"feedback\":{\"offer\":\"comments\",\"place\":\"rank\","
                 "\"rounds\":[\"r\"],\"available\":\"2026-12-01T09:00\"},"
                 "\"rounds\"");
    comes_back(h, taken(h, file));
    assert_string_equal(
        home_text(h,
                  "SELECT offer || place || (told_at > 0) || "
                  "(available_at > 1790000000) FROM feedback_rule"),
        "commentsrank11");
    assert_int_equal(home_number(h, "SELECT count(*) FROM feedback_round"), 1);
    home_free(h);
}

/* Addresses and logos tell who it is, unless the file says otherwise. */
static void test_blind(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    const char *text = replaced(
        h->mem, "\"categories\"",
        "\"blind\":true,\"sections\":[{\"code\":\"s\",\"title\":"
        "{\"de\":\"S\"},\"questions\":["
        "{\"code\":\"web\",\"kind\":\"url\",\"label\":{\"de\":\"W\"}},"
        "{\"code\":\"film\",\"kind\":\"url\",\"label\":{\"de\":\"F\"},"
        "\"identifying\":false},"
        "{\"code\":\"logo\",\"kind\":\"image\",\"slot\":\"logo\","
        "\"label\":{\"de\":\"L\"}},"
        "{\"code\":\"name\",\"kind\":\"short\",\"identifying\":true,"
        "\"label\":{\"de\":\"N\"}},"
        "{\"code\":\"text\",\"kind\":\"long\",\"label\":{\"de\":\"T\"}}]}],"
        "\"categories\"");
    int64_t id = taken(h, text);
    assert_string_equal(
        home_text(h,
                  "SELECT group_concat(code, ' ') FROM (SELECT code FROM "
                  "question WHERE identifying = 1 ORDER BY position)"),
        "web logo name");
    assert_non_null(strstr(comes_back(h, id), "\"blind\": true"));
    assert_int_equal(home_number(h, "SELECT blind FROM edition"), 1);
    assert_int_equal(home_number(h, "SELECT sum(identifying) FROM question"),
                     3);
    home_free(h);
}

static void test_reminders(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    const char *with =
        replaced(h->mem, "\"criteria\"",
                 "\"reminders\":[{\"at\":\"2026-10-12T09:00\",\"hold\":true},"
                 "{\"at\":\"2026-10-14T09:00\"}],\"criteria\"");
    comes_back(h, taken(h, with));
    assert_int_equal(home_number(h, "SELECT count(*) FROM reminder"), 2);
    assert_int_equal(home_number(h, "SELECT due_at FROM reminder WHERE hold"),
                     1791788400);
    assert_int_equal(home_number(h,
                                 "SELECT count(*) FROM reminder WHERE "
                                 "state = 'planned' AND manual = 0"),
                     2);
    home_free(h);
}

static void test_in_use(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    assert_int_equal(edition_file_import(h, small, &faults, &id), SETUP_OK);
    home_sql(h, "UPDATE edition SET phase = 1");
    assert_int_equal(edition_file_import(h, small, &faults, &id), SETUP_IN_USE);
    home_sql(h,
             "UPDATE edition SET phase = 0;"
             "INSERT INTO organisation (name, created_at) VALUES ('A', 1);"
             "INSERT INTO entry (edition_id, organisation_id, code, "
             "created_at, updated_at) VALUES (1, 1, 'E01', 1, 1)");
    assert_int_equal(edition_file_import(h, small, &faults, &id), SETUP_IN_USE);
    home_free(h);
}

/* What in the edition file is replaced by what, and where a fault is named. */
static const struct {
    const char *what, *by, *where;
} faulty[] = {
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
    {"\"title\":{\"de\":\"Preis\"", "\"title\":{\"fr\":\"Prix\"", "title.fr"},
    {"\"title\":{\"de\":\"Preis\",\"en\":\"Award\"}", "\"title\":7", "title"},
    {"\"criteria\"", "\"reminders\":[{}],\"criteria\"",
     "rounds[0].reminders[0].at"},
    {"\"criteria\"",
     "\"reminders\":[{\"at\":\"2026-10-12T09:00\"},"
     "{\"at\":\"2026-10-12T09:00\"}],\"criteria\"",
     "rounds[0].reminders[1].at"},
    {"\"criteria\"", "\"visits\":{\"minutes\":5},\"criteria\"",
     "rounds[0].visits.minutes"},
    {"\"criteria\"", "\"visits\":2,\"criteria\"", "rounds[0].visits"},
    {"\"title\"", "\"accent\":\"red\",\"title\"", "accent"},
    {"\"title\"", "\"deadline\":\"31.8.2026\",\"title\"", "deadline"},
    {"\"title\"", "\"email\":\"nobody\",\"title\"", "email"},
    {"\"title\"", "\"colour\":1,\"title\"", "colour"},
    {"\"name\":{\"de\":\"A\"}}",
     "\"name\":{\"de\":\"A\"}},{\"code\":\"a\","
     "\"name\":{\"de\":\"B\"}}",
     "categories[1].code"},
    {"\"categories\":[", "\"categories\":[7,", "categories[0]"},
    {"\"name\":{\"de\":\"R\"}", "\"name\":{\"de\":\"R\"},\"category\":\"b\"",
     "rounds[0].category"},
    {"\"name\":{\"de\":\"R\"}", "\"name\":{\"de\":\"R\"},\"quorum\":0",
     "rounds[0].quorum"},
    {"\"name\":{\"de\":\"R\"}", "\"name\":{\"de\":\"R\"},\"ladder\":\"lots\"",
     "rounds[0].ladder"},
    {"\"name\":{\"de\":\"R\"}",
     "\"name\":{\"de\":\"R\"},\"disclosure\":\"always\"",
     "rounds[0].disclosure"},
    {"\"weight\":40", "\"weight\":0", "rounds[0].criteria[0].weight"},
    {"\"weight\":40", "\"weight\":1000001", "rounds[0].criteria[0].weight"},
    {"\"min\":1", "\"min\":9", "rounds[0].criteria[0]"},
    {"\"step\":\"0.25\"", "\"step\":\"0.4\"", "rounds[0].criteria[0]"},
    {"\"step\":\"0.25\"", "\"step\":\"0.0001\"", "rounds[0].criteria[0].step"},
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
     "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},"
     "\"questions\":[{\"code\":\"q\",\"kind\":\"file\","
     "\"slot\":\"logo\",\"label\":{\"de\":\"Q\"}}]}],\"rounds\"",
     "sections[0].questions[0].kind"},
    {"\"rounds\"",
     "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},"
     "\"questions\":[{\"code\":\"q\",\"kind\":\"file\","
     "\"audience\":\"public\",\"label\":{\"de\":\"Q\"}}]}],"
     "\"rounds\"",
     "sections[0].questions[0].kind"},
    {"\"rounds\"",
     "\"jury\":[{\"code\":\"J01\",\"name\":\"N\",\"email\":\"x\"}],"
     "\"rounds\"",
     "jury[0].email"},
    {"\"rounds\"",
     "\"feedback\":{\"offer\":\"all\",\"rounds\":[\"r\"]},"
     "\"rounds\"",
     "feedback.offer"},
    {"\"rounds\"",
     "\"feedback\":{\"offer\":\"scores\",\"rounds\":[\"x\"]},"
     "\"rounds\"",
     "feedback.rounds"},
    {"\"rounds\"", "\"feedback\":[],\"rounds\"", "feedback"},
    {"\"title\"", "\"nominees_max\":-1,\"title\"", "nominees_max"},
    {"\"title\"", "\"remind_days\":61,\"title\"", "remind_days"},
    {"\"name\":{\"de\":\"R\"}", "\"name\":{\"de\":\"R\"},\"entries\":\"best\"",
     "rounds[0].entries"},
    {"\"name\":{\"de\":\"R\"}",
     "\"name\":{\"de\":\"R\"},\"entries\":\"nominees\","
     "\"combine\":{\"r\":1}",
     "rounds[0].entries"},
    {"\"rounds\"", JUROR("\"categories\":[\"b\"]"), "jury[0].categories"},
    {"\"rounds\"", JUROR("\"categories\":\"a\""), "jury[0].categories"},
    {"\"rounds\"", JUROR("\"panel\":\"ein viel zu langer Name\""),
     "jury[0].panel"},
    {"\"rounds\"", JUROR("\"load_max\":-1"), "jury[0].load_max"},
};

static void test_faults(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
        struct setup_faults faults;
        int64_t id = 0;
        char *text = replaced(h->mem, faulty[i].what, faulty[i].by);
        assert_int_equal(edition_file_import(h, text, &faults, &id),
                         SETUP_FAULTY);
        bool named = false;
        for (size_t k = 0; k < faults.count; k++)
            named |= strcmp(faults.list[k].where, faulty[i].where) == 0;
        if (!named)
            print_error("case %zu: no fault at %s but at %s: %s\n", i,
                        faulty[i].where, faults.list[0].where,
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
    assert_int_equal(edition_file_import(h, text.data, &faults, &id), SETUP_OK);
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
    assert_int_equal(edition_file_import(h, text.data, &faults, &id), SETUP_OK);
    assert_int_equal(home_number(h, "SELECT count(*) FROM acceptance"), 0);
    assert_int_equal(home_number(h, "SELECT count(*) FROM question"), 31);
    home_free(h);
}

/* Other words never bear a number that was used for some before. */
static void other_words_are_another_version(void **state)
{
    static const struct {
        const char *consents;
        int64_t want;
    } steps[] = {
        {"{\"code\":\"data\",\"text\":{\"de\":\"A\",\"en\":\"a\"}}", 1},
        {"{\"code\":\"data\",\"text\":{\"de\":\"A\",\"en\":\"a\"}}", 1},
        {"{\"code\":\"data\",\"text\":{\"de\":\"B\",\"en\":\"a\"}}", 2},
        {"{\"code\":\"data\",\"version\":7,\"text\":{\"de\":\"C\",\"en\":"
         "\"c\"}}",
         7},
        {"{\"code\":\"data\",\"version\":7,\"text\":{\"de\":\"C\",\"en\":"
         "\"d\"}}",
         8},
    };
    (void)state;
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char *file =
            replaced(h->mem, "\"rounds\"",
                     arena_printf(h->mem, "\"consents\":[%s],\"rounds\"",
                                  steps[i].consents));
        assert_int_equal(edition_file_import(h, file, &faults, &id), SETUP_OK);
        assert_int_equal(home_number(h, "SELECT version FROM consent_kind"),
                         steps[i].want);
    }
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_words_are_another_version),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_visits),
        cmocka_unit_test(test_reminders),
        cmocka_unit_test(test_blind),
        cmocka_unit_test(test_assignment),
        cmocka_unit_test(test_feedback),
        cmocka_unit_test(test_in_use),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
