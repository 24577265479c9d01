/* The verifier against the holder of the key who writes a later seal of a round
 * anew, with everything counted again. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "support/resign.h"
#include "support/sealing_test.h"

/* --- changes of a seal --- */

enum aspect {
    NOTHING,
    RULES,
    OLDER,
    LOG_SHORTER,
    LOG_OTHER,
    JUROR_NEW,
    JURORS_RENAMED,
    ENTRY_NEW,
    ENTRY_MARKED,
    MARKS, /* of the ballot, with their receipt */
    RECEIPT,
    STATE,
    BALLOT_GONE,
    RECEIPT_TWICE
};

struct step {
    int64_t number; /* of the seal of round "jury"; 0: ends the list */
    enum aspect aspect;
    size_t ballot;
    enum sealed_state state;
};

static int64_t nine = 9;
static const int64_t *const nines[] = {&nine, &nine};

static void remove_ballot(struct sealed *s, size_t at)
{
    struct sealed_ballot *list = (struct sealed_ballot *)s->ballot;
    s->ballot_count--;
    memmove(&list[at], &list[at + 1], (s->ballot_count - at) * sizeof *list);
}

static const char **with(struct test_home *h, const char *const *list,
                         size_t *count, const char *id)
{
    const char **more = arena_alloc(h->mem, (*count + 1) * sizeof *more);
    for (size_t i = 0; i < *count; i++)
        more[i] = list[i];
    more[(*count)++] = id;
    return more;
}

/* "ABCDEF" is "ZABCDEF": the order stays. */
static void rename_jurors(struct test_home *h, struct sealed *s)
{
    const char **juror = arena_alloc(h->mem, s->juror_count * sizeof *juror);
    struct sealed_ballot *list = (struct sealed_ballot *)s->ballot;
    for (size_t i = 0; i < s->juror_count; i++)
        juror[i] = arena_printf(h->mem, "Z%s", s->juror[i]);
    for (size_t i = 0; i < s->ballot_count; i++)
        list[i].juror = arena_printf(h->mem, "Z%s", list[i].juror);
    s->juror = juror;
}

static void mark_new_entry(struct test_home *h, struct sealed *s)
{
    struct sealed_ballot *list =
        arena_alloc(h->mem, (s->ballot_count + 1) * sizeof *list);
    memcpy(list, s->ballot, s->ballot_count * sizeof *list);
    struct sealed_ballot *b = &list[s->ballot_count++];
    *b = list[0];
    b->entry = "E04";
    b->value = nines;
    resign_receipt(h, s, b);
    s->ballot = list;
}

static void change_ballot(struct test_home *h, struct sealed *s,
                          const struct step *step)
{
    struct sealed_ballot *b = (struct sealed_ballot *)&s->ballot[step->ballot];
    if (step->aspect == BALLOT_GONE) {
        remove_ballot(s, step->ballot);
        return;
    }
    if (step->aspect == RECEIPT_TWICE) {
        struct sealed_ballot *other = b + 1;
        other->value = b->value;
        other->salt = b->salt;
        other->receipt = b->receipt;
        return;
    }
    b->state = step->aspect == STATE ? step->state : SEALED_COMPLETE;
    if (step->aspect == MARKS)
        b->value = nines;
    if (step->aspect == RECEIPT) /* with another salt */
        b->salt = "";
    if (step->aspect == MARKS || step->aspect == RECEIPT)
        resign_receipt(h, s, b);
}

static void change_header(struct test_home *h, struct sealed *s,
                          enum aspect aspect)
{
    switch ((int)aspect) {
    case RULES:
        s->rules_document = resign_replaced(h, s->rules_document,
                                            "\"quorum\":2", "\"quorum\":1");
        rules_read(h->mem, s->rules_document, strlen(s->rules_document),
                   &s->rules);
        break;
    case OLDER:
        s->sealed_at = 1;
        break;
    case LOG_SHORTER:
        s->log_entries = 1;
        break;
    case LOG_OTHER: /* in both seals the same number */
        s->log_entries = 1000;
        break;
    case JUROR_NEW:
        s->juror = with(h, s->juror, &s->juror_count, "ZZZZZZZ");
        break;
    case JURORS_RENAMED:
        rename_jurors(h, s);
        break;
    default:
        break;
    }
}

static void change(struct test_home *h, struct sealed *s, const void *what)
{
    for (const struct step *step = what; step->number != 0; step++) {
        if (!str_equal(s->round, "jury") || s->number != step->number)
            continue;
        if (step->aspect == ENTRY_NEW || step->aspect == ENTRY_MARKED)
            s->entry = with(h, s->entry, &s->entry_count, "E04");
        if (step->aspect == ENTRY_MARKED)
            mark_new_entry(h, s);
        if (step->aspect >= MARKS)
            change_ballot(h, s, step);
        else
            change_header(h, s, step->aspect);
    }
}

static const char *changed(const char *text, const struct step *steps)
{
    return resign_edit(home, text, home->app->seal_key, change, steps);
}

/* Only the seals of a bundle: a drawing would not fit what was changed. */
static const char *seals_of(const char *text)
{
    const char *lot = strstr(text, "{\"lorbeer\":\"lot\"");
    const char *end = strstr(text, "{\"bundle\":");
    return arena_printf(home->mem, "%.*s%s", (int)((lot ? lot : end) - text),
                        text, end);
}

/* --- seals of a round --- */

/* Ballots are E01 by three jurors, then E02, E03; the conflict is in E02. */
static size_t conflicted(void)
{
    struct seal seal = sealing_newest(home, j.round);
    struct sealed s;
    struct sealed_fault fault;
    size_t at = 0;
    assert_true(
        sealed_read(home->mem, seal.body, strlen(seal.body), &s, &fault));
    while (s.ballot[at].state != SEALED_CONFLICTED)
        at++;
    return at;
}

struct attempt {
    const char *why; /* NULL: nobody can tell */
    struct step step[5];
};

static void try_all(const char *text, const struct attempt *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_printf(home->mem, "attempt %zu", i);
        const char *other = changed(text, list[i].step);
        if (list[i].why != NULL)
            resign_refuses(home, name, other, NULL, list[i].why);
        else if (sealing_refused(home, other, NULL) != NULL)
            fail_msg("%s: %s", name, sealing_refused(home, other, NULL));
    }
}

static void test_second(void **state)
{
    const size_t c = conflicted();
    const struct attempt list[] = {
        {NULL, {{1, NOTHING, 0, 0}}},
        {"rules are not those", {{2, RULES, 0, 0}}},
        {NULL, {{1, RULES, 0, 0}, {2, RULES, 0, 0}}},
        {"older", {{2, OLDER, 0, 0}}},
        {NULL, {{1, OLDER, 0, 0}}},
        {"the log does not follow", {{2, LOG_SHORTER, 0, 0}}},
        {"the log does not follow",
         {{1, LOG_OTHER, 0, 0}, {2, LOG_OTHER, 0, 0}}},
        {"a juror is not", {{2, JUROR_NEW, 0, 0}}},
        {"a juror is not", {{2, JURORS_RENAMED, 0, 0}}},
        {NULL, {{2, ENTRY_NEW, 0, 0}}},
        {"marks appeared", {{2, ENTRY_MARKED, 0, 0}}},
        {NULL, {{1, ENTRY_MARKED, 0, 0}, {2, ENTRY_MARKED, 0, 0}}},
        {"not those sealed before", {{2, MARKS, 0, 0}}},
        {"not those sealed before", {{2, RECEIPT, 0, 0}}},
        {"not those sealed before", {{1, MARKS, 0, 0}}},
        {NULL, {{1, MARKS, 0, 0}, {2, MARKS, 0, 0}}},
        {"not those sealed before", {{2, MARKS, c, 0}}},
        {"marks appeared", {{1, STATE, 0, SEALED_NONE}}},
        {"marks appeared", {{1, STATE, 0, SEALED_DRAFT}}},
        {"marks appeared", {{1, STATE, 0, SEALED_ABSTAINED}}},
        {NULL, {{1, STATE, 0, SEALED_CONFLICTED}}},
        {NULL, {{2, STATE, 0, SEALED_CONFLICTED}}},
        {"without a conflict", {{2, STATE, 0, SEALED_NONE}}},
        {"without a conflict", {{2, STATE, c, SEALED_DRAFT}}},
        {"state changed",
         {{1, STATE, 0, SEALED_NONE}, {2, STATE, 0, SEALED_DRAFT}}},
        {NULL, {{1, STATE, 0, SEALED_NONE}, {2, STATE, 0, SEALED_NONE}}},
        {"ballot is missing", {{2, BALLOT_GONE, 0, 0}}},
        {"assigned after", {{1, BALLOT_GONE, 0, 0}}},
        {NULL, {{1, BALLOT_GONE, 0, 0}, {2, BALLOT_GONE, 0, 0}}},
        {"twice", {{1, RECEIPT_TWICE, 0, 0}}},
    };
    (void)state;
    try_all(seals_of(bundle), list, sizeof list / sizeof *list);
}

/* The conflict was taken back: only what was sealed once can come back. */
static void test_third(void **state)
{
    const size_t c = conflicted();
    judging_declare(home, &j, 2, 1, "none");
    const struct attempt list[] = {
        {NULL, {{1, NOTHING, 0, 0}}},
        {"not those sealed before", {{3, MARKS, c, 0}}},
        {"marks appeared", {{1, STATE, c, SEALED_NONE}}},
        {"marks appeared", {{1, STATE, c, SEALED_DRAFT}}},
        {"without a conflict", {{3, STATE, c, SEALED_NONE}}},
        {NULL, {{1, STATE, c, SEALED_CONFLICTED}}},
        {NULL, {{3, STATE, c, SEALED_CONFLICTED}}},
        {"marks appeared",
         {{2, ENTRY_MARKED, 0, 0},
          {2, STATE, 9, SEALED_CONFLICTED},
          {3, ENTRY_MARKED, 0, 0}}},
    };
    (void)state;
    try_all(seals_of(sealing_bundle(home, j.edition)), list,
            sizeof list / sizeof *list);
}

/* Where ballots are dropped all names may be drawn anew, and receipts tell. */
static void test_renamed(void **state)
{
    (void)state;
    sealing_rules(home, j.round, "method = 'trimmed'");
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    judging_declare(home, &j, 2, 1, "family");
    judging_declare(home, &j, 2, 1, "none");
    const struct attempt list[] = {
        {NULL, {{2, JURORS_RENAMED, 0, 0}, {3, JURORS_RENAMED, 0, 0}}},
        {NULL, {{3, JURORS_RENAMED, 0, 0}}},
        {"marks appeared", {{3, JURORS_RENAMED, 0, 0}, {3, MARKS, 0, 0}}},
        {"marks appeared",
         {{2, JURORS_RENAMED, 0, 0},
          {2, MARKS, 0, 0},
          {3, JURORS_RENAMED, 0, 0}}},
        {"without a conflict",
         {{3, JURORS_RENAMED, 0, 0}, {3, STATE, 0, SEALED_NONE}}},
        {"to others", {{3, JURORS_RENAMED, 0, 0}, {3, BALLOT_GONE, 0, 0}}},
        {"a juror is not", {{3, JURORS_RENAMED, 0, 0}, {3, JUROR_NEW, 0, 0}}},
        {"marks appeared",
         {{3, JURORS_RENAMED, 0, 0}, {3, ENTRY_MARKED, 0, 0}}},
    };
    try_all(sealing_bundle(home, j.edition), list, sizeof list / sizeof *list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING_AWARD(test_second),
        SEALING_AWARD(test_third),
        SEALING(test_renamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
