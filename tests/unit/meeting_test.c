/* Meetings: states, agenda, who is there, who is out, who leads. */
#include "support/motion_test.h"

#include "model/jury.h"
#include "model/rule_change.h"

static int planned(void **state)
{
    (void)state;
    home = home_new();
    s = meeting_scene(home);
    return 0;
}

#define PLANNED(test)                                                          \
    cmocka_unit_test_setup_teardown(test, planned, meeting_teardown)

static enum meeting_outcome
run(enum meeting_outcome (*step)(const struct world *w, int64_t id), int64_t id)
{
    struct world *w = home_begin(home);
    enum meeting_outcome outcome = step(w, id);
    home_commit(home);
    return outcome;
}

static enum meeting_outcome call(int64_t item)
{
    struct world *w = home_begin(home);
    enum meeting_outcome outcome = meeting_call(w, s.id, item);
    home_commit(home);
    return outcome;
}

static void declare(int juror, int entry, const char *kind)
{
    judging_declare_only(home, &s.j, juror, entry, kind);
}

static struct meeting read_meeting(void)
{
    struct meeting m;
    struct world *w = home_begin(home);
    assert_true(meeting_by_id(w, s.id, &m));
    home_commit(home);
    return m;
}

static const char *events(void)
{
    return home_text(home,
                     "SELECT group_concat(kind, ' ') FROM (SELECT kind "
                     "FROM meeting_event ORDER BY id)");
}

static void test_life(void **state)
{
    (void)state;
    struct meeting m = read_meeting();
    assert_string_equal(m.state, "planned");
    assert_int_equal(m.number, 1);
    assert_int_equal(call(s.item[0]), MEETING_STATE);
    assert_int_equal(run(meeting_close, s.id), MEETING_STATE);
    home_sql(home, "UPDATE round SET state = 'open'");
    assert_int_equal(run(meeting_open, s.id), MEETING_ROUND);
    home_sql(home, "UPDATE round SET state = 'closed'");
    assert_int_equal(run(meeting_open, s.id), MEETING_OK);
    assert_int_equal(run(meeting_open, s.id), MEETING_STATE);
    assert_int_equal(run(meeting_open, 99), MEETING_UNKNOWN);
    assert_int_equal(call(s.item[0]), MEETING_OK);
    assert_int_equal(call(s.item[0]), MEETING_OK); /* changes nothing */
    assert_int_equal(call(s.item[2]), MEETING_OK);
    assert_int_equal(call(99), MEETING_UNKNOWN);
    assert_int_equal(call(0), MEETING_OK);
    int64_t before = read_meeting().revision;
    assert_int_equal(run(meeting_close, s.id), MEETING_OK);
    m = read_meeting();
    assert_true(m.revision > before);
    assert_string_equal(m.state, "closed");
    assert_string_equal(events(), "opened called called called closed");
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM meeting_item "
                                 "WHERE ended_at IS NOT NULL"),
                     2);
}

/* The rules are those of the opening, whatever is set afterwards. */
static void test_rules_are_fixed(void **state)
{
    struct vote_rule rule = vote_rule_default;
    (void)state;
    rule.quorum_percent = 80;
    struct world *w = home_begin(home);
    vote_rule_set(w, s.j.edition, &rule);
    home_commit(home);
    assert_int_equal(read_meeting().rule.quorum_percent, 80);
    assert_int_equal(run(meeting_open, s.id), MEETING_OK);
    rule.quorum_percent = 10;
    w = home_begin(home);
    vote_rule_set(w, s.j.edition, &rule);
    home_commit(home);
    assert_int_equal(read_meeting().rule.quorum_percent, 80);
}

static void test_one_at_a_time(void **state)
{
    const struct meeting_plan plan = {
        .title_de = "Zweite", .title_en = "Second", .starts_at = TEST_NOW};
    struct meeting m;
    (void)state;
    assert_int_equal(run(meeting_open, s.id), MEETING_OK);
    struct world *w = home_begin(home);
    int64_t second = meeting_add(w, s.j.edition, &plan);
    assert_false(meeting_change(w, s.id, &plan));
    assert_false(meeting_cancel(w, s.id));
    assert_int_equal(meeting_open(w, second), MEETING_OTHER);
    assert_true(meeting_open_one(w, s.j.edition, &m));
    assert_int_equal(m.id, s.id);
    home_commit(home);
    assert_int_equal(run(meeting_close, s.id), MEETING_OK);
    assert_int_equal(run(meeting_open, second), MEETING_EMPTY);
    w = home_begin(home);
    assert_true(meeting_cancel(w, second));
    assert_int_equal(meeting_open(w, second), MEETING_STATE);
    home_commit(home);
}

static enum rules_outcome propose(void)
{
    struct rule_draft draft;
    struct tally_faults faults = {0};
    struct round round;
    struct world *w = home_begin(home);
    w->user_id =
        home_number(home, "SELECT id FROM user WHERE email LIKE 'office%'");
    assert_true(round_by_id(w, s.j.round, &round));
    assert_null(rule_draft_of_round(w, &round, &draft));
    draft.rules.config.quorum = 3;
    enum rules_outcome outcome =
        rule_change_propose(w, s.j.round, &draft, "Versehen", &faults);
    home_commit(home);
    return outcome;
}

/* A meeting that is planned looks at the round with the new rules; a result
 * that lay before a meeting stays. */
static void test_rules_of_its_round(void **state)
{
    (void)state;
    int64_t second = home_user(home, "second@example.org", "organiser");
    const int64_t *round;
    int64_t next = 0;
    assert_int_equal(propose(), RULES_OK);
    assert_int_equal(run(meeting_open, s.id), MEETING_OK);
    struct world *w = home_begin(home);
    w->user_id = second;
    assert_int_equal(rule_change_agree(w, 1, &next), RULES_MET);
    home_commit(home);
    assert_int_equal(run(meeting_close, s.id), MEETING_OK);
    home_sql(home, "DELETE FROM rule_change");
    assert_int_equal(propose(), RULES_MET);
    home_sql(home, "UPDATE meeting SET state = 'planned', closed_at = NULL");
    assert_int_equal(propose(), RULES_OK);
    w = home_begin(home);
    w->user_id = second;
    assert_int_equal(rule_change_agree(w, 1, &next), RULES_OK);
    assert_int_equal(meeting_rounds(w, s.id, &round), 1);
    assert_int_equal(round[0], next);
    home_commit(home);
}

static void test_agenda(void **state)
{
    struct world *w = home_begin(home);
    struct meeting_item item = {
        .meeting_id = s.id, .kind = "entry", .entry_id = s.j.entry[0]};
    struct meeting_item *list;
    (void)state;
    assert_int_equal(meeting_item_add(w, &item), 0); /* there already */
    item.category_id = s.category;
    assert_int_equal(meeting_item_add(w, &item), 0);
    item = (struct meeting_item){.meeting_id = s.id, .kind = "topic"};
    assert_int_equal(meeting_item_add(w, &item), 0);
    item.title_de = "Begrüßung";
    int64_t topic = meeting_item_add(w, &item);
    assert_true(topic > 0);
    const int64_t order[] = {topic, s.item[2], s.item[0], s.item[1], s.item[3]};
    const int64_t twice[] = {topic, topic, s.item[0], s.item[1], s.item[3]};
    assert_false(meeting_item_order(w, s.id, order, 4));
    assert_false(meeting_item_order(w, s.id, twice, 5));
    assert_true(meeting_item_order(w, s.id, order, 5));
    assert_true(meeting_item_remove(w, s.item[0]));
    assert_int_equal(meeting_items(w, s.id, &list), 4);
    assert_string_equal(list[0].title_de, "Begrüßung");
    assert_string_equal(list[1].title_de, "Gamma KG");
    assert_string_equal(list[1].code, "E03");
    assert_string_equal(list[3].kind, "contest");
    home_commit(home);
    home_sql(home, "UPDATE edition SET blind = 1");
    w = home_begin(home);
    meeting_items(w, s.id, &list);
    assert_string_equal(list[1].title_de, "E03");
    home_commit(home);
    assert_int_equal(run(meeting_open, s.id), MEETING_OK);
    assert_int_equal(call(topic), MEETING_OK);
    w = home_begin(home);
    assert_false(meeting_item_remove(w, topic));
    assert_true(meeting_item_remove(w, s.item[1]));
    home_commit(home);
}

static void test_contest(void **state)
{
    const int64_t *entry;
    struct meeting_item item;
    struct world *w = home_begin(home);
    (void)state;
    assert_true(meeting_item_by_id(w, s.item[MEETING_CONTEST], &item));
    assert_int_equal(meeting_item_entries(w, &item, &entry), 3);
    honour_set(w, s.j.entry[2], "nominee", s.category, "", "");
    assert_int_equal(meeting_item_entries(w, &item, &entry), 1);
    assert_int_equal(entry[0], s.j.entry[2]);
    home_commit(home);
}

static void test_presence(void **state)
{
    struct world *w = home_begin(home);
    (void)state;
    assert_int_equal(meeting_come(w, s.id, s.j.member[0]), MEETING_OK);
    assert_int_equal(meeting_leave(w, s.id, s.j.member[0]), MEETING_OK);
    assert_int_equal(meeting_leave(w, s.id, s.j.member[0]), MEETING_OK);
    assert_int_equal(meeting_come(w, s.id, 99), MEETING_UNKNOWN);
    assert_int_equal(meeting_come(w, s.id, s.j.member[0]), MEETING_OK);
    home_commit(home);
    assert_string_equal(events(), "opened came came came left came");
    assert_int_equal(run(meeting_close, s.id), MEETING_OK);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM meeting_presence "
                                 "WHERE left_at IS NULL"),
                     0);
    w = home_begin(home);
    assert_int_equal(meeting_come(w, s.id, s.j.member[0]), MEETING_STATE);
    home_commit(home);
}

static const char *out_of_the_room(void)
{
    struct meeting m = read_meeting();
    struct meeting_seat *seat;
    struct world *w = home_begin(home);
    size_t count = meeting_seats(w, &m, &seat);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(home->mem, "%s[%s]", text,
                            seat[i].out ? seat[i].out : "-");
    home_commit(home);
    return text;
}

static void test_out(void **state)
{
    int64_t late = meeting_juror(home, &s, "neu@example.org");
    struct vote_rule rule = vote_rule_default;
    (void)state;
    (void)late;
    declare(1, 0, "client");
    assert_int_equal(call(s.item[0]), MEETING_OK);
    assert_string_equal(out_of_the_room(), "[-][client][-][]");
    assert_int_equal(home_number(home, "SELECT count(*) FROM meeting_out"), 2);
    assert_int_equal(call(s.item[1]), MEETING_OK);
    assert_string_equal(out_of_the_room(), "[-][-][-][]");
    assert_int_equal(call(s.item[MEETING_CONTEST]), MEETING_OK);
    assert_string_equal(out_of_the_room(), "[-][-][-][-]");
    rule.contest = true;
    meeting_rules_are(home, &s, &rule);
    assert_string_equal(out_of_the_room(), "[-][client][-][]");
}

/* A conflict that comes to light while the nomination is talked about. */
static void test_out_late(void **state)
{
    (void)state;
    assert_int_equal(call(s.item[0]), MEETING_OK);
    int64_t revision = read_meeting().revision;
    declare(1, 1, "client"); /* of another nomination */
    assert_int_equal(home_number(home, "SELECT count(*) FROM meeting_out"), 0);
    declare(1, 0, "family");
    assert_string_equal(home_text(home,
                                  "SELECT j.code || ' ' || o.kind FROM "
                                  "meeting_out o JOIN jury_member j ON j.id = "
                                  "o.jury_member_id"),
                        "J02 family");
    assert_true(read_meeting().revision > revision);
    /* nothing is noted when the meeting is over */
    struct world *w = home_begin(home);
    assert_int_equal(meeting_close(w, s.id), MEETING_OK);
    home_commit(home);
    declare(2, 0, "family");
    assert_int_equal(home_number(home, "SELECT count(*) FROM meeting_out"), 1);
}

static void test_leads(void **state)
{
    struct meeting m;
    (void)state;
    home_sql(home,
             "UPDATE jury_member SET deputy_chair = 1 WHERE code = 'J02'");
    m = read_meeting();
    struct world *w = home_begin(home);
    assert_true(meeting_leads(w, &m, s.j.member[0]));
    assert_false(meeting_leads(w, &m, s.j.member[1]));
    assert_false(meeting_leads(w, &m, s.j.member[2]));
    meeting_leave(w, s.id, s.j.member[0]);
    assert_true(meeting_leads(w, &m, s.j.member[1]));
    meeting_come(w, s.id, s.j.member[0]);
    home_commit(home);
    declare(0, 0, "client");
    w = home_begin(home);
    w->user_id = s.j.user[1];
    assert_int_equal(meeting_call(w, s.id, s.item[0]), MEETING_OK);
    home_commit(home);
    m = read_meeting();
    w = home_begin(home);
    assert_false(meeting_leads(w, &m, s.j.member[0]));
    assert_true(meeting_leads(w, &m, s.j.member[1]));
    home_commit(home);
    assert_int_equal(home_number(home,
                                 "SELECT jury_member_id FROM "
                                 "meeting_event WHERE kind = 'chaired'"),
                     s.j.member[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLANNED(test_life),          PLANNED(test_rules_are_fixed),
        PLANNED(test_one_at_a_time), PLANNED(test_rules_of_its_round),
        PLANNED(test_agenda),        PLANNED(test_contest),
        SCENE(test_presence),        SCENE(test_out),
        SCENE(test_out_late),        SCENE(test_leads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
