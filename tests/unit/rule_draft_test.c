/* Wished rules: what is written is read back, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/rule_draft.h"

static struct arena *mem;
static struct tally_criterion criteria[2];
static struct rule_words words[2];
static struct rule_draft draft;

static int setup(void **state)
{
    (void)state;
    mem = arena_new();
    criteria[0] = (struct tally_criterion){"Innovation", 60, 0, 100, 5};
    criteria[1] = (struct tally_criterion){"Nutzen", 40, 10, 60, 10};
    words[0] = (struct rule_words){"Innovation", "Innovation", "Wie neu?", ""};
    words[1] = (struct rule_words){"Nutzen", "", "", ""};
    draft = (struct rule_draft){
        .rules = {.round = "jury",
                  .disclosure = "own",
                  .stage = 1,
                  .version = 2,
                  .decimals = 1,
                  .config = tally_config_default(),
                  .criteria = criteria,
                  .criterion_count = 2},
        .words = words,
    };
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void there_and_back(void **state)
{
    (void)state;
    struct rule_draft again;
    char *text = rule_draft_write(mem, &draft);
    assert_null(rule_draft_read(mem, text, &again));
    assert_string_equal(rule_draft_write(mem, &again), text);
    assert_int_equal(again.rules.criteria[1].hi, 60);
    assert_string_equal(again.words[0].question_de, "Wie neu?");
}

static char *with(const char *what, const char *by)
{
    char *text = rule_draft_write(mem, &draft);
    const char *at = strstr(text, what);
    assert_non_null(at);
    return arena_printf(mem, "%.*s%s%s", (int)(at - text), text, by,
                        at + strlen(what));
}

/* A stored text may have been changed by whoever reached the file. */
static void other_texts_are_refused(void **state)
{
    static const struct {
        const char *what, *by;
    } cases[] = {
        {"\n", ""},
        {"\n[", "\n[null,"},
        {"\"weight\":60", "\"weight\":0"},
        {"\"weight\":60", "\"weight\":  60"},
        {"\"quorum\":3", "\"quorum\":0"},
        {"\"quorum\":3", "\"quorum\":10001"},
        {"\"max\":\"10\"", "\"max\":\"-1\""},
        {"\"step\":\"0.5\"", "\"step\":\"0.3\""},
        {"\"disclosure\":\"own\"", "\"disclosure\":\"all\""},
        {"\"code\":\"Nutzen\"", "\"code\":\"Innovation\""},
        {"\"method\":\"mean\"", "\"method\":\"declared\""},
        {"\"name_de\":\"Nutzen\"", "\"name_de\":\"\""},
        {"]}", "],\"extra\":1}"},
    };
    (void)state;
    struct rule_draft again;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = with(cases[i].what, cases[i].by);
        if (rule_draft_read(mem, text, &again) == NULL)
            fail_msg("taken: %s for %s", cases[i].by, cases[i].what);
    }
}

static const char *first_fault(void)
{
    struct tally_faults faults = {0};
    rule_draft_check(mem, &draft, &faults);
    if (faults.count == 0)
        return "none";
    return faults.fault[0].key ? faults.fault[0].key : faults.fault[0].text;
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    char name[RULE_NAME_CHARACTERS_MAX + 2];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_string_equal(first_fault(), "none");
    words[0].name_de = name;
    assert_string_equal(first_fault(), "name");
    words[0].name_de = name + 1;
    assert_string_equal(first_fault(), "none");
    criteria[0].id = "with space";
    assert_string_equal(first_fault(), "code");
    criteria[0].id = "Innovation";
    draft.rules.config.decimals = 5;
    assert_string_equal(first_fault(), "decimals");
    draft.rules.config.decimals = 2;
    draft.rules.criterion_count = 0;
    assert_string_equal(first_fault(), "there is no criterion");
}

static void a_combined_round_has_no_criteria(void **state)
{
    (void)state;
    static const struct tally_share share[] = {{"a", 50}, {"b", 50}};
    draft.rules.config.combine = share;
    draft.rules.config.combine_count = 2;
    assert_string_equal(first_fault(), "combine");
    draft.rules.criterion_count = 0;
    assert_string_equal(first_fault(), "none");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(there_and_back),
        TEST(other_texts_are_refused),
        TEST(what_is_wrong_is_named),
        TEST(a_combined_round_has_no_criteria),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
