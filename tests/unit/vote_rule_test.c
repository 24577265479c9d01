/* Quorum, majorities, abstentions, tied votes, run-offs: counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/vote_rule.h"
#include "support/mem.h"

/* The default, with one thing different. */
enum rules {
    USUAL,
    NO_CASTING,
    AGAINST,
    NO_REPEAT,
    ABSOLUTE,
    TWO_THIRDS,
    THREE_QUARTERS,
    NO_QUORUM
};

static struct vote_rule rules(enum rules which)
{
    struct vote_rule r = vote_rule_default;
    switch (which) {
    case USUAL:
        break;
    case NO_CASTING:
        r.casting = false;
        break;
    case AGAINST:
        r.abstention_against = true;
        break;
    case NO_REPEAT:
        r.repeat = false;
        break;
    case ABSOLUTE:
        r.majority = VOTE_ABSOLUTE;
        break;
    case TWO_THIRDS:
        r.majority = VOTE_TWO_THIRDS;
        break;
    case THREE_QUARTERS:
        r.quorum_percent = 75;
        break;
    case NO_QUORUM:
        r.quorum_percent = 0;
        r.quorum_chair = false;
        break;
    }
    return r;
}

static const struct case_ {
    const char *name;
    enum rules rules;
    struct vote_count count;
    enum vote_outcome want;
} cases[] = {
    {"more yes", USUAL, {12, 12, true, 7, 5, 0, false}, VOTE_CARRIED},
    {"more no", USUAL, {12, 12, true, 5, 7, 0, false}, VOTE_LOST},
    {"tied", USUAL, {12, 12, true, 6, 6, 0, false}, VOTE_TIED},
    {"tied beside abstentions",
     USUAL,
     {12, 12, true, 4, 4, 4, false},
     VOTE_TIED},
    {"one yes among many who are silent",
     USUAL,
     {12, 12, true, 1, 0, 0, false},
     VOTE_CARRIED},
    {"nobody says anything", USUAL, {12, 12, true, 0, 0, 0, false}, VOTE_LOST},
    {"half of the seats are there",
     USUAL,
     {12, 6, true, 6, 0, 0, false},
     VOTE_CARRIED},
    {"one seat less", USUAL, {12, 5, true, 5, 0, 0, false}, VOTE_NO_QUORUM},
    {"half of eleven is six",
     USUAL,
     {11, 5, true, 5, 0, 0, false},
     VOTE_NO_QUORUM},
    {"nobody who chairs",
     USUAL,
     {12, 12, false, 12, 0, 0, false},
     VOTE_NO_QUORUM},
    {"three quarters of twelve",
     THREE_QUARTERS,
     {12, 9, true, 9, 0, 0, false},
     VOTE_CARRIED},
    {"three quarters, one less",
     THREE_QUARTERS,
     {12, 8, true, 8, 0, 0, false},
     VOTE_NO_QUORUM},
    {"no quorum asked for",
     NO_QUORUM,
     {12, 1, false, 1, 0, 0, false},
     VOTE_CARRIED},
    {"most abstain", USUAL, {12, 12, true, 3, 2, 7, false}, VOTE_REPEAT},
    {"half abstain", USUAL, {12, 12, true, 4, 2, 6, false}, VOTE_CARRIED},
    {"most of those who spoke abstain",
     USUAL,
     {12, 12, true, 2, 0, 3, false},
     VOTE_REPEAT},
    {"most abstain, and that is allowed",
     NO_REPEAT,
     {12, 12, true, 3, 2, 7, false},
     VOTE_CARRIED},
    {"all abstain, and that is allowed",
     NO_REPEAT,
     {12, 12, true, 0, 0, 12, false},
     VOTE_LOST},
    {"a repeated vote is not repeated again",
     USUAL,
     {12, 12, true, 3, 2, 7, true},
     VOTE_CARRIED},
    {"abstentions against", AGAINST, {12, 12, true, 6, 2, 4, false}, VOTE_TIED},
    {"abstentions against, one more",
     AGAINST,
     {12, 12, true, 7, 2, 3, false},
     VOTE_CARRIED},
    {"more than half of those there",
     ABSOLUTE,
     {12, 11, true, 6, 0, 0, false},
     VOTE_CARRIED},
    {"just half of those there",
     ABSOLUTE,
     {12, 12, true, 6, 2, 0, false},
     VOTE_LOST},
    {"tied at half of those there",
     ABSOLUTE,
     {12, 12, true, 6, 6, 0, false},
     VOTE_TIED},
    {"two thirds exactly",
     TWO_THIRDS,
     {12, 12, true, 8, 4, 0, false},
     VOTE_CARRIED},
    {"just under two thirds",
     TWO_THIRDS,
     {12, 12, true, 7, 4, 0, false},
     VOTE_LOST},
    {"tied among those who say yes or no, not half of those there",
     ABSOLUTE,
     {12, 12, true, 5, 5, 2, false},
     VOTE_LOST},
    {"tied, and one more is half of those there and more",
     ABSOLUTE,
     {12, 11, true, 5, 5, 1, false},
     VOTE_TIED},
    {"tied, and two thirds needed",
     TWO_THIRDS,
     {12, 12, true, 6, 6, 0, false},
     VOTE_LOST},
    {"tied at one to one: the chair's makes two thirds",
     TWO_THIRDS,
     {12, 12, true, 1, 1, 0, false},
     VOTE_TIED},
    {"tied without a casting vote is told as tied",
     NO_CASTING,
     {12, 12, true, 6, 6, 0, false},
     VOTE_TIED},
};

static void test_votes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vote_rule r = rules(cases[i].rules);
        enum vote_outcome got = vote_decide(&r, &cases[i].count);
        if (got != cases[i].want)
            fail_msg("%s: %d, not %d", cases[i].name, (int)got,
                     (int)cases[i].want);
    }
}

static void test_runoff(void **state)
{
    static const struct {
        const char *name;
        int64_t votes[4];
        size_t count;
        int32_t want;
    } runoffs[] = {
        {"the most", {3, 5, 4}, 3, 1},
        {"the last", {3, 5, 6, 5}, 4, 2},
        {"two have the most", {5, 3, 5}, 3, -1},
        {"a tie below the first", {6, 3, 3}, 3, 0},
        {"a tie, then more", {3, 3, 4}, 3, 2},
        {"nobody has any", {0, 0}, 2, -1},
        {"one, without votes", {0}, 1, -1},
        {"none", {0}, 0, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof runoffs / sizeof *runoffs; i++) {
        int32_t got = vote_runoff(runoffs[i].votes, runoffs[i].count);
        if (got != runoffs[i].want)
            fail_msg("%s: %d", runoffs[i].name, (int)got);
    }
}

static void test_reads_back(void **state)
{
    (void)state;
    for (enum rules which = USUAL; which <= NO_QUORUM; which++) {
        struct vote_rule r = rules(which), back;
        r.contest = which % 2 == 0;
        r.second_mark = which % 3 == 0;
        const char *text = vote_rule_write(mem, &r);
        assert_null(vote_rule_read(mem, text, strlen(text), &back));
        assert_string_equal(vote_rule_write(mem, &back), text);
    }
}

static void test_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "[]",
        "{\"quorum_percent\":50}",
        "{\"quorum_percent\":101,\"quorum_chair\":true,\"majority\":\"simple\","
        "\"abstention\":\"ignored\",\"repeat\":true,\"casting\":\"chair\","
        "\"scope\":\"named\",\"second_mark\":false}",
        "{\"quorum_percent\":50,\"quorum_chair\":true,\"majority\":\"most\","
        "\"abstention\":\"ignored\",\"repeat\":true,\"casting\":\"chair\","
        "\"scope\":\"named\",\"second_mark\":false}",
        "{\"quorum_percent\":50,\"quorum_chair\":true,\"majority\":\"simple\","
        "\"abstention\":\"ignored\",\"repeat\":true,\"casting\":\"chair\","
        "\"scope\":\"named\",\"second_mark\":false,\"more\":1}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct vote_rule r;
        assert_non_null(vote_rule_read(mem, bad[i], strlen(bad[i]), &r));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_votes),
        cmocka_unit_test(test_runoff),
        cmocka_unit_test_setup_teardown(test_reads_back, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
