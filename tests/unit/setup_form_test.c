/* An edition file's form, and who can take part: what goes in comes out, and
 * every wrong reference is named where it is. */
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

#define HEAD                                                                   \
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"                \
    "\"title\":{\"de\":\"Preis\",\"en\":\"Award\"},\"rounds\":[],"
#define CATEGORIES(a, b)                                                       \
    "\"categories\":[{\"code\":\"a\",\"name\":{\"de\":\"A\"}" a                \
    "},"                                                                       \
    "{\"code\":\"b\",\"name\":{\"de\":\"B\"}" b "}]"
#define FORM(questions)                                                        \
    HEAD CATEGORIES("", "") ",\"sections\":[{\"code\":\"s\",\"title\":"        \
                            "{\"de\":\"S\"},\"questions\":[" questions "]}]}"
#define Q(code, kind, more)                                                    \
    "{\"code\":\"" code "\",\"kind\":\"" kind                                  \
    "\",\"label\":{\"de\":\"L\",\"en\":\"M\"}" more "}"
#define CHOICES                                                                \
    ",\"choices\":[{\"code\":\"few\",\"label\":{\"de\":\"E\"}},"               \
    "{\"code\":\"many\",\"label\":{\"de\":\"V\"}}]"
#define IF(question, is)                                                       \
    ",\"shown_if\":{\"question\":\"" question "\",\"is\":" is "}"
#define ELIGIBILITY(a, b, questions)                                           \
    HEAD CATEGORIES(a, b) ",\"eligibility\":{\"intro\":{\"de\":\"I\"},"        \
                          "\"questions\":[" questions "]}}"
#define E(code, kind, more)                                                    \
    "{\"code\":\"" code "\",\"kind\":\"" kind                                  \
    "\",\"label\":{\"de\":\"L\",\"en\":\"M\"}" more "}"
#define WHY ",\"refusal\":{\"de\":\"Darum.\",\"en\":\"Because.\"}"

static enum setup_outcome import(struct test_home *h, const char *text,
                                 struct setup_faults *faults)
{
    int64_t id = 0;
    return edition_file_import(h, text, faults, &id);
}

static char *exported(struct test_home *h)
{
    struct buf out;
    buf_init(&out, h->mem);
    setup_export(&h->world, home_number(h, "SELECT id FROM edition"), &out);
    return out.data;
}

static void comes_out_again(const char *file, const char *const *wanted)
{
    struct test_home *h = home_new();
    struct setup_faults faults;
    if (import(h, file, &faults) != SETUP_OK)
        fail_msg("%s: %s", faults.list[0].where, faults.list[0].what);
    char *first = exported(h);
    for (; *wanted != NULL; wanted++)
        if (strstr(first, *wanted) == NULL)
            fail_msg("no %s in %s", *wanted, first);
    /* a draft without nominations may be replaced by itself */
    assert_int_equal(import(h, first, &faults), SETUP_OK);
    assert_string_equal(exported(h), first);
    home_free(h);
}

static void every_kind(void **state)
{
    static const char file[] = FORM(Q(
        "m", "money", ",\"number_min\":0,\"number_max\":900000000000") ","
        Q("d", "date", ",\"date_min\":\"2020-01-01\",\"date_max\":"
                       "\"2026-12-31\"") ","
        Q("x", "multi", CHOICES ",\"count_min\":1,\"count_max\":2") ","
        Q("t", "table", ",\"columns\":{\"label\":{\"de\":\"Land\"},"
                        "\"number\":{\"de\":\"Zahl\"}},\"count_max\":9") ","
        Q("l", "long", ",\"characters_min\":10,\"characters_max\":90"
                       ",\"slot\":\"example_de\",\"audience\":\"public\""
                       IF("x", "[\"many\",\"few\"]")) ","
        Q("y", "yesno", ",\"required\":true,\"categories\":[\"b\"]") ","
        Q("z", "short", IF("y", "\"yes\"")));
    static const char *const wanted[] = {"\"kind\": \"money\"",
                                         "\"number_max\": 900000000000",
                                         "\"date_min\": \"2020-01-01\"",
                                         "\"date_max\": \"2026-12-31\"",
                                         "\"count_min\": 1",
                                         "\"count_max\": 2",
                                         "\"columns\": {",
                                         "\"de\": \"Land\"",
                                         "\"characters_min\": 10",
                                         "\"shown_if\": {",
                                         "\"question\": \"x\"",
                                         "\"few\",",
                                         "\"question\": \"y\"",
                                         "\"categories\": [\n",
                                         "\"slot\": \"example_de\"",
                                         NULL};
    (void)state;
    comes_out_again(file, wanted);
}

static void by_what_visitors_choose(void **state)
{
    static const char file[] = FORM(
        Q("b", "choice",
          CHOICES ",\"audience\":\"public\",\"filter\":\"branch\"") ","
        Q("n", "number", ",\"audience\":\"public\",\"slot\":\"fact\","
                         "\"filter\":\"size\"") ","
        Q("c", "choice",
          CHOICES ",\"audience\":\"public\",\"filter\":\"size\"") ","
        Q("m", "multi",
          CHOICES ",\"audience\":\"public\",\"filter\":\"measure\""));
    static const char *const wanted[] = {"\"filter\": \"branch\"",
                                         "\"filter\": \"size\"",
                                         "\"filter\": \"measure\"", NULL};
    (void)state;
    comes_out_again(file, wanted);
}

static void who_can_take_part(void **state)
{
    static const char file[] = ELIGIBILITY(
        ",\"size\":{\"below\":10}", ",\"size\":{\"from\":10,\"below\":250}",
        E("region", "yesno", ",\"refused\":\"no\",\"help\":{\"de\":\"H\"}" WHY)
        "," E("craft", "yesno", ",\"category\":\"b\"")
        "," E("size", "size", ",\"unit\":\"fte\"" WHY)
        "," E("won", "winner", ",\"years\":3" WHY));
    static const char *const wanted[] = {
        "\"size\": {",         "\"below\": 10",      "\"from\": 10",
        "\"below\": 250",      "\"eligibility\": {", "\"de\": \"I\"",
        "\"refused\": \"no\"", "\"de\": \"Darum.\"", "\"category\": \"b\"",
        "\"unit\": \"fte\"",   "\"years\": 3",       NULL};
    (void)state;
    comes_out_again(file, wanted);
}

static const struct bad_file {
    const char *file, *where, *what;
} bad_files[] = {
    /* filters */
    {FORM(Q("a", "short", ",\"audience\":\"public\",\"filter\":\"branch\"")),
     "sections[0].questions[0].filter", "belongs to kinds \"choice\""},
    {FORM(Q("a", "multi",
            CHOICES ",\"audience\":\"public\",\"filter\":\"size\"")),
     "sections[0].questions[0].filter", "\"size\" belongs to"},
    {FORM(Q("a", "number", ",\"audience\":\"public\",\"filter\":\"measure\"")),
     "sections[0].questions[0].filter", "belongs to kinds"},
    {FORM(Q("a", "multi", CHOICES ",\"filter\":\"measure\"")),
     "sections[0].questions[0].filter", "needs the audience \"public\""},
    {FORM(Q("a", "multi",
            CHOICES ",\"audience\":\"public\",\"filter\":\"town\"")),
     "sections[0].questions[0].filter", ""},
    /* conditions */
    {FORM(Q("a", "yesno", "") "," Q("b", "short", IF("c", "\"yes\""))),
     "sections[0].questions[1].shown_if.question", "no question \"c\""},
    {FORM(Q("a", "yesno", "") "," Q("b", "short", IF("a", "\"maybe\""))),
     "sections[0].questions[1].shown_if.is", "\"maybe\" is no answer"},
    {FORM(Q("a", "multi", CHOICES) "," Q("b", "short", IF("a", "\"yes\""))),
     "sections[0].questions[1].shown_if.is", "\"yes\" is no answer"},
    {FORM(Q("a", "multi", CHOICES) "," Q("b", "short", IF("a", "[]"))),
     "sections[0].questions[1].shown_if.is", "missing"},
    {FORM(Q("a", "multi", CHOICES) "," Q("b", "short", IF("a", "[7]"))),
     "sections[0].questions[1].shown_if.is", "must be an answer"},
    {FORM(Q("a", "short", "") "," Q("b", "short", IF("a", "\"x\""))),
     "sections[0].questions[1].shown_if.question", "must be of kind"},
    {FORM(Q("a", "yesno", IF("a", "\"yes\""))),
     "sections[0].questions[0].shown_if.question", "circle: a, a"},
    {FORM(Q("a", "yesno", IF("c", "\"yes\"")) "," Q(
         "b", "yesno", IF("a", "\"yes\"")) "," Q("c", "yesno",
                                                 IF("b", "\"yes\""))),
     "sections[0].questions[2].shown_if.question", "circle: c, b, a, c"},
    {FORM(Q("a", "yesno", ",\"shown_if\":\"b\"")),
     "sections[0].questions[0].shown_if", "must be an object"},
    {FORM(Q("a", "yesno", "") "," Q("b", "short",
                                    ",\"shown_if\":"
                                    "{\"question\":\"a\",\"not\":\"no\"}")),
     "sections[0].questions[1].shown_if.not", "unknown key"},
    /* categories */
    {FORM(Q("a", "short", ",\"categories\":[\"c\"]")),
     "sections[0].questions[0].categories", "no category \"c\""},
    {FORM(Q("a", "short", ",\"categories\":[]")),
     "sections[0].questions[0].categories", "not empty"},
    /* limits that do not fit the kind, or each other */
    {FORM(Q("a", "short", ",\"count_max\":3")),
     "sections[0].questions[0].count_max", "belongs to kinds multi table"},
    {FORM(Q("a", "number", ",\"characters_min\":3")),
     "sections[0].questions[0].characters_min", "belongs to kinds"},
    {FORM(Q("a", "short", ",\"date_min\":\"2026-01-01\"")),
     "sections[0].questions[0].date_min", "belongs to kinds date"},
    {FORM(Q("a", "date", ",\"date_min\":\"2026-02-30\"")),
     "sections[0].questions[0].date_min", "must be a day"},
    {FORM(Q("a", "date",
            ",\"date_min\":\"2026-02-03\","
            "\"date_max\":\"2026-02-02\"")),
     "sections[0].questions[0].date_min", "later"},
    {FORM(Q("a", "number", ",\"number_min\":3,\"number_max\":2")),
     "sections[0].questions[0].number_min", "larger"},
    {FORM(Q("a", "long", ",\"characters_min\":3,\"characters_max\":2")),
     "sections[0].questions[0].characters_min", "larger"},
    {FORM(Q("a", "multi", CHOICES ",\"count_min\":3,\"count_max\":2")),
     "sections[0].questions[0].count_min", "larger"},
    {FORM(Q("a", "multi", "")), "sections[0].questions[0].choices", "kinds"},
    {FORM(Q("a", "table", CHOICES)), "sections[0].questions[0].choices",
     "kinds"},
    {FORM(Q("a", "short",
            ",\"columns\":{\"label\":{\"de\":\"L\"},"
            "\"number\":{\"de\":\"N\"}}")),
     "sections[0].questions[0].columns", "belongs to kind \"table\""},
    {FORM(Q("a", "table", ",\"columns\":{\"label\":{\"de\":\"L\"}}")),
     "sections[0].questions[0].columns.number", "missing"},
    /* who can take part */
    {ELIGIBILITY(",\"size\":{\"below\":11}", ",\"size\":{\"from\":10}",
                 E("s", "size", ",\"unit\":\"heads\"")),
     "categories[1].size", "overlaps with the size of \"a\""},
    {ELIGIBILITY(",\"size\":{\"from\":5}", ",\"size\":{\"below\":6}",
                 E("s", "size", ",\"unit\":\"heads\"")),
     "categories[1].size", "overlaps"},
    {ELIGIBILITY(",\"size\":{\"from\":5,\"below\":5}", "",
                 E("s", "size", ",\"unit\":\"heads\"")),
     "categories[0].size.below", "larger"},
    {ELIGIBILITY(",\"size\":{}", "", E("s", "size", ",\"unit\":\"heads\"")),
     "categories[0].size", "needs"},
    {ELIGIBILITY("", "", E("s", "size", "")), "eligibility.questions[0].unit",
     "belongs to kind \"size\""},
    {ELIGIBILITY("", "", E("s", "size", ",\"unit\":\"kilo\"")),
     "eligibility.questions[0].unit", "must be one of"},
    {ELIGIBILITY("", "",
                 E("s", "size", ",\"unit\":\"fte\"") "," E(
                     "t", "size", ",\"unit\":\"fte\"")),
     "eligibility.questions", "more than one"},
    {ELIGIBILITY("", "", E("y", "yesno", ",\"refused\":\"no\"")),
     "eligibility.questions[0].refusal", "missing"},
    {ELIGIBILITY("", "", E("y", "yesno", ",\"category\":\"c\"")),
     "eligibility.questions[0].category", "no category \"c\""},
    {ELIGIBILITY("", "", E("y", "yesno", ",\"years\":3")),
     "eligibility.questions[0].years", "winner"},
    {ELIGIBILITY("", "", E("y", "winner", WHY)),
     "eligibility.questions[0].years", "winner"},
    {ELIGIBILITY("", "", E("y", "yesno", "") "," E("y", "yesno", "")),
     "eligibility.questions[1].code", "twice"},
    {HEAD CATEGORIES("", "") ",\"eligibility\":[]}", "eligibility",
     "must be an object"},
};

static void faults_are_named(void **state)
{
    struct test_home *h = home_new();
    (void)state;
    for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
        const struct bad_file *bad = &bad_files[i];
        struct setup_faults faults;
        bool named = false;
        assert_int_equal(import(h, bad->file, &faults), SETUP_FAULTY);
        for (size_t k = 0; k < faults.count; k++)
            named = named || (strcmp(faults.list[k].where, bad->where) == 0 &&
                              strstr(faults.list[k].what, bad->what) != NULL);
        if (!named)
            fail_msg("case %zu: %s: %s instead of %s: %s", i,
                     faults.list[0].where, faults.list[0].what, bad->where,
                     bad->what);
    }
    assert_int_equal(home_number(h, "SELECT count(*) FROM edition"), 0);
    home_free(h);
}

/* Bounds that touch do not overlap, in whichever order they stand. */
static void touching_sizes(void **state)
{
    struct test_home *h = home_new();
    struct setup_faults faults;
    (void)state;
    assert_int_equal(import(h,
                            ELIGIBILITY(",\"size\":{\"from\":250}",
                                        ",\"size\":{\"below\":250}",
                                        E("s", "size", ",\"unit\":\"fte\"")),
                            &faults),
                     SETUP_OK);
    assert_int_equal(
        home_number(h, "SELECT size_below FROM category WHERE code = 'b'"),
        25000);
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind),
        cmocka_unit_test(by_what_visitors_choose),
        cmocka_unit_test(who_can_take_part),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(touching_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
