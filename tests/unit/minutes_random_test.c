/* Whatever a jury does in a meeting, its minutes can be made and signed, and
 * the verifier accepts what is sealed of it: meetings at random, through the
 * models. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/minutes.h"
#include "model/minutes_plain.h"
#include "model/prize.h"
#include "support/meeting.h"
#include "support/sealing.h"

enum { MEETINGS = 40, MOTIONS = 7, JURORS = JUDGING_JURORS + 2 };

static struct test_home *home;
static struct meeting_scene s;
static uint64_t seed;
static int64_t juror[JURORS];

/* From 0 to below `n`. */
static int any(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

static void set_scene(void)
{
    s = meeting_scene_open(home);
    for (int i = 0; i < JUDGING_JURORS; i++)
        juror[i] = s.j.member[i];
    juror[3] = meeting_juror(home, &s, "j4@example.org");
    juror[4] = meeting_juror(home, &s, "j5@example.org");
    meeting_free(home, &s, juror[3]);
    meeting_free(home, &s, juror[4]);
    home_sql(home,
             arena_printf(home->mem,
                          "UPDATE jury_member SET deputy_chair = 1 "
                          "WHERE id = %d;"
                          "UPDATE jury_member SET stands_in_for = %d "
                          "WHERE id = %d;"
                          "INSERT INTO prize (edition_id, code, position, "
                          "name_de, name_en, head_cents, cap_cents, "
                          "winners_max) SELECT id, 'team', 1, "
                          "'Bestes Team', 'Best Team', 10000, 100000, 2 "
                          "FROM edition;",
                          (int)juror[1], (int)juror[2], (int)juror[4]));
    const struct vote_rule rule = {
        .quorum_percent = any(3) * 40,
        .quorum_chair = any(2),
        .majority = (enum vote_majority)any(3),
        .abstention_against = any(2),
        .repeat = any(2),
        .casting = any(2),
        .contest = any(2),
    };
    meeting_rules_are(home, &s, &rule);
    home_sql(home,
             "UPDATE conflict SET kind = 'family' WHERE jury_member_id = "
             "(SELECT id FROM jury_member WHERE code = 'J02') AND "
             "entry_id = (SELECT id FROM entry WHERE code = 'E03')");
}

/* People come and go, and something is called. */
static void stir(struct world *w)
{
    for (int i = 0; i < JURORS; i++) {
        if (any(10) == 0)
            meeting_leave(w, s.id, juror[i]);
        else if (any(2) == 0)
            meeting_come(w, s.id, juror[i]);
    }
    meeting_call(w, s.id, s.item[any(MEETING_ITEMS)]);
}

static struct motion_plan any_plan(int64_t *entry)
{
    static const char *const kinds[] = {
        "nominate", "award", "share", "withhold", "commend", "runoff", "other"};
    bool prize = any(4) == 0;
    struct motion_plan plan = {
        .item_id = s.item[any(MEETING_ITEMS)],
        .kind = kinds[any(7)],
        .category_id = prize ? 0 : s.category,
        .prize_id = prize ? 1 : 0,
        .text = "Die Jury möge beschließen.",
        .reason_de = "Überzeugend.",
        .reason_en = "Convincing.",
        .departure = "Der Besuch hat überzeugt.",
        .secret = any(3) == 0,
        .entry = entry,
    };
    int from = any(JUDGING_ENTRIES);
    for (int i = 0; i < 1 + any(2); i++)
        entry[plan.entry_count++] = s.j.entry[(from + i) % JUDGING_ENTRIES];
    if (strcmp(plan.kind, "withhold") == 0 || strcmp(plan.kind, "other") == 0)
        plan.entry_count = 0;
    if (strcmp(plan.kind, "other") == 0)
        plan.category_id = plan.prize_id = 0;
    return plan;
}

static void vote(struct world *w, int64_t id, const int64_t *entry,
                 size_t count)
{
    static const char *const choices[] = {"yes", "yes", "no", "abstain"};
    for (int i = 0; i < JURORS; i++) {
        if (any(6) == 0)
            continue;
        motion_vote(w, id, juror[i], choices[any(4)], 0);
        if (count > 0)
            motion_vote(w, id, juror[i], "entry", entry[any((int)count)]);
        if (any(12) == 0)
            meeting_leave(w, s.id, juror[i]);
    }
}

static void move(struct world *w)
{
    int64_t entry[JUDGING_ENTRIES], id;
    struct motion_plan plan = any_plan(entry);
    struct motion m;
    if (motion_move(w, &plan, &id) != MOTION_OK)
        return;
    if (any(8) == 0) {
        motion_withdraw(w, id);
        return;
    }
    if (motion_open(w, id) != MOTION_OK)
        return;
    vote(w, id, entry, plan.entry_count);
    if (motion_close(w, id) != MOTION_OK) {
        motion_withdraw(w, id);
        return;
    }
    if (motion_by_id(w, id, &m) && strcmp(m.state, "tied") == 0) {
        bool runoff = strcmp(m.kind, "runoff") == 0;
        for (int i = 0; i < 2; i++)
            motion_cast(w, id, juror[i],
                        runoff   ? "entry"
                        : any(2) ? "yes"
                                 : "no",
                        runoff ? entry[any((int)plan.entry_count)] : 0,
                        "Reife");
        motion_close(w, id);
    }
    if (motion_by_id(w, id, &m) && strcmp(m.outcome, "repeat") == 0 &&
        motion_repeat(w, id, &id) == MOTION_OK &&
        motion_open(w, id) == MOTION_OK) {
        vote(w, id, entry, plan.entry_count);
        if (motion_close(w, id) != MOTION_OK)
            motion_withdraw(w, id);
        motion_close(w, id);
    }
}

/* As whoever the model takes. */
static void sign(const char *role)
{
    struct world *w = home_begin(home);
    bool done = false;
    for (int64_t user = 1; user < 12 && !done; user++) {
        struct minutes m;
        struct world own = *w;
        own.user_id = user;
        assert_true(minutes_by_number(&own, s.id, 0, &m));
        done = minutes_sign(&own, &m, role, m.digest) == MINUTES_OK;
    }
    if (!done) /* nobody who chaired is free of conflicts */
        home_sql(home, "UPDATE edition SET phase = 11, embargo_at = NULL");
    home_commit(home);
}

static void hold_meeting(void)
{
    struct minutes m;
    struct minutes_words words;
    set_scene();
    for (int i = 0; i < MOTIONS; i++) {
        struct world *w = home_begin(home);
        stir(w);
        move(w);
        home_commit(home);
        home_time(home, home->world.now + 60);
    }
    struct world *w = home_begin(home);
    assert_int_equal(meeting_close(w, s.id), MEETING_OK);
    assert_true(minutes_by_number(w, s.id, 0, &m));
    for (enum lang lang = LANG_DE; lang < LANG_COUNT; lang++) {
        assert_true(minutes_in_words(w, &m, lang, &words));
        assert_true(str_utf8(minutes_plain(home->mem, &words),
                             strlen(minutes_plain(home->mem, &words))));
    }
    home_commit(home);
    sign("chair");
    sign("second");
}

static void test_any_meeting(void **state)
{
    (void)state;
    int sealed = 0;
    for (int i = 0; i < MEETINGS; i++) {
        home = home_new();
        seed = (uint64_t)i + 1;
        hold_meeting();
        sealed += home_number(home, "SELECT count(*) FROM decision_seal") > 0;
        const char *why =
            sealing_refused(home, sealing_bundle(home, s.j.edition), NULL);
        if (why != NULL)
            fail_msg("meeting %d: %s\n%s", i, why,
                     strstr(sealing_bundle(home, s.j.edition),
                            "{\"lorbeer\":\"dec"));
        home_free(home);
    }
    assert_true(sealed > MEETINGS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_meeting)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
