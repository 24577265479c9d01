/* The scene for minutes. */
#include "support/minutes_scene.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "model/jury.h"
#include "model/lot.h"
#include "model/minutes.h"
#include "model/vote_rule.h"
#include "support/sealing.h"

enum { HOUR = 3600, OPENED = TEST_NOW - 4 * HOUR };

static void name_people(struct test_home *h)
{
    home_sql(h,
             "UPDATE user SET name = 'Dr. Anna Weiß' WHERE email = "
             "'j1@example.org';"
             "UPDATE user SET name = 'Jörg Böhme' WHERE email = "
             "'j2@example.org';"
             "UPDATE user SET name = 'Prof. Ulrike Sauer' WHERE email = "
             "'j3@example.org';"
             "UPDATE user SET name = 'Käthe Möller' WHERE email = "
             "'j4@example.org';"
             "UPDATE user SET name = 'Grit Krüger' WHERE email = "
             "'office@example.org';"
             "UPDATE organisation SET name = 'Lichtwerk Jena GmbH' WHERE name "
             "= 'Alpha GmbH';"
             "UPDATE organisation SET name = 'Möbel & Söhne AG' WHERE name = "
             "'Beta AG';"
             "UPDATE organisation SET name = 'Saale-Präzision KG' WHERE name = "
             "'Gamma KG';"
             "UPDATE jury_member SET chair = 1, institution = 'Universität "
             "Jena', function_de = 'Vizepräsidentin', function_en = "
             "'Vice-President' WHERE code = 'J01';"
             "UPDATE jury_member SET deputy_chair = 1, institution = "
             "'Handwerkskammer', function_de = 'Hauptgeschäftsführer', "
             "function_en = 'Chief Executive' WHERE code = 'J02';"
             "UPDATE jury_member SET stands_in_for = (SELECT id FROM "
             "jury_member WHERE code = 'J03') WHERE code = 'J04';");
}

static void draw(struct test_home *h, const struct judging *j)
{
    struct lot *lot;
    struct world *w = home_begin(h);
    if (lot_commit(w, j->round, 1) != LOT_OK ||
        lot_list(w, j->round, &lot) != 1 ||
        lot_draw(w, lot[0].id, "Apfelblüte") != LOT_OK)
        die("the lot is not drawn");
    home_commit(h);
}

static void open_meeting(struct test_home *h, const struct judging *j)
{
    home_sql(
        h,
        arena_printf(
            h->mem,
            "INSERT INTO meeting (id, edition_id, number, title_de, title_en, "
            "starts_at, place, state, rules, opened_at, closed_at, created_at) "
            "VALUES (1, %" PRId64 ", 1, 'Sitzung über die Preisträger', "
            "'Meeting on the winners', %d, 'Rathaus, Saal 2', 'closed', '%s', "
            "%d, %d, 1);"
            "INSERT INTO meeting_round VALUES (1, %" PRId64 ");"
            "INSERT INTO prize (id, edition_id, code, position, name_de, "
            "name_en, amount_cents) VALUES (1, %" PRId64 ", 'praxis', 1, "
            "'Praxis-Preis', 'Practice Prize', 250000);"
            "INSERT INTO prize (id, edition_id, code, position, name_de, "
            "name_en, head_cents, cap_cents) VALUES (2, %" PRId64 ", 'team', "
            "2, 'Preis für das beste Team', 'Team Prize', 10000, 100000);",
            j->edition, OPENED, vote_rule_write(h->mem, &vote_rule_default),
            OPENED, OPENED + 3 * HOUR, j->round, j->edition, j->edition));
    home_sql(
        h,
        arena_printf(
            h->mem,
            "INSERT INTO meeting_presence (meeting_id, jury_member_id, "
            "came_at, left_at) "
            "SELECT 1, id, %d, %d FROM jury_member WHERE code IN ('J01', "
            "'J02');"
            "INSERT INTO meeting_presence (meeting_id, jury_member_id, "
            "came_at, left_at) "
            "SELECT 1, id, %d, %d FROM jury_member WHERE code = 'J03';"
            "INSERT INTO meeting_presence (meeting_id, jury_member_id, "
            "came_at, left_at) "
            "SELECT 1, id, %d, %d FROM jury_member WHERE code = 'J04';"
            "INSERT INTO meeting_event (meeting_id, kind, jury_member_id, at) "
            "SELECT 1, 'chaired', id, %d FROM jury_member WHERE code = 'J01';"
            "INSERT INTO meeting_item (id, meeting_id, position, kind, "
            "title_de, title_en, begun_at, ended_at) VALUES (1, 1, 1, 'topic', "
            "'Begrüßung', 'Welcome', %d, %d);"
            "INSERT INTO meeting_item (id, meeting_id, position, kind, "
            "entry_id, begun_at, ended_at) SELECT 2, 1, 2, 'entry', id, %d, %d "
            "FROM entry WHERE code = 'E02';"
            "INSERT INTO meeting_item (id, meeting_id, position, kind, "
            "category_id, begun_at) SELECT 3, 1, 3, 'contest', id, %d "
            "FROM category WHERE code = 'kmu';"
            "INSERT INTO meeting_item (id, meeting_id, position, kind, "
            "title_de, title_en) VALUES (4, 1, 4, 'topic', 'Nie aufgerufen', "
            "'Never called');"
            "INSERT INTO meeting_event (meeting_id, kind, item_id, at) "
            "SELECT 1, 'called', id, begun_at FROM meeting_item WHERE begun_at "
            "IS NOT NULL;"
            "INSERT INTO meeting_out SELECT 2, id, 'employed', %d FROM "
            "jury_member WHERE code = 'J02';",
            OPENED, OPENED + 3 * HOUR, OPENED, OPENED + 2 * HOUR,
            OPENED + 2 * HOUR, OPENED + 3 * HOUR, OPENED, OPENED + 300,
            OPENED + 600, OPENED + 600, OPENED + HOUR, OPENED + HOUR,
            OPENED + 600));
}

/* One motion: its columns beside the usual ones, and its jurors as
 * "J01 votes yes, J02 conflict". */
struct moved {
    int item;
    const char *kind, *columns, *values, *outcome, *counts, *entries, *seats;
};

static void add_seat(struct test_home *h, int number, const char *seat,
                     bool secret)
{
    const char *code = arena_textn(h->mem, seat, 3);
    bool votes = seat[3] == '+' || seat[3] == '-' || seat[3] == '0' ||
                 seat[3] == '.' || seat[3] == 'E';
    const char *place = votes ? "votes" : seat[3] == '!' ? "conflict" : "away";
    const char *choice = secret           ? "secret"
                         : seat[3] == '+' ? "yes"
                         : seat[3] == '-' ? "no"
                         : seat[3] == '0' ? "abstain"
                                          : "entry";
    home_sql(h, arena_printf(
                    h->mem,
                    "INSERT INTO motion_seat SELECT %d, id, '%s', %s FROM "
                    "jury_member WHERE code = '%s'",
                    number, place,
                    votes && str_equal(code, "J04") ? "stands_in_for" : "NULL",
                    code));
    if (!votes || seat[3] == '.')
        return;
    home_sql(h, arena_printf(
                    h->mem,
                    "INSERT INTO vote (motion_id, jury_member_id, choice, "
                    "entry_id, cast_at) SELECT %d, j.id, '%s', %s, %s FROM "
                    "jury_member j WHERE j.code = '%s'",
                    number, choice,
                    seat[3] == 'E' ? arena_printf(h->mem,
                                                  "(SELECT id FROM entry WHERE "
                                                  "code = '%.3s')",
                                                  seat + 3)
                                   : "NULL",
                    secret ? "NULL" : "5", code));
}

static void add_motion(struct test_home *h, int number, const struct moved *m)
{
    bool voted = m->counts != NULL;
    home_sql(
        h,
        arena_printf(
            h->mem,
            "INSERT INTO motion (id, meeting_id, item_id, number, kind, state, "
            "outcome, moved_by, moved_at, opened_at, closed_at, quorum, "
            "present, yes, no, abstained%s) SELECT %d, 1, %d, %d, '%s', '%s', "
            "'%s', id, %d, %s, %d, %s%s FROM user WHERE email = "
            "'j1@example.org'",
            m->columns, number, m->item, number, m->kind,
            voted ? "closed" : "withdrawn", m->outcome,
            OPENED + HOUR + number * 300,
            voted
                ? arena_printf(h->mem, "%d", OPENED + HOUR + number * 300 + 60)
                : "NULL",
            OPENED + HOUR + number * 300 + 120, voted ? m->counts : "0,0,0,0,0",
            m->values));
    for (const char *e = m->entries; *e; e += e[3] ? 4 : 3)
        home_sql(h, arena_printf(h->mem,
                                 "INSERT INTO motion_entry (motion_id, "
                                 "entry_id) SELECT %d, id FROM entry WHERE "
                                 "code = '%.3s'",
                                 number, e));
    for (const char *e = m->seats; *e;) {
        add_seat(h, number, e, strstr(m->columns, "secret") != NULL);
        while (*e && *e != ' ')
            e++;
        e += *e == ' ';
    }
}

static void move(struct test_home *h)
{
#define KMU "(SELECT id FROM category WHERE code = 'kmu')"
    static const struct moved list[] = {
        {2, "nominate", ", category_id, reason_de, reason_en",
         ", " KMU ", 'Die Möbelbauer bilden „vorbildlich“ aus.', 'They train "
         "well.'",
         "carried", "1, 2, 2, 0, 0", "E02", "J01+ J02! J03+ J04?"},
        {3, "award",
         ", category_id, departs, departure, casting, "
         "casting_reason, casting_by",
         ", " KMU ", 1, 'Der Besuch hat überzeugt.', 'yes', 'Reife des "
         "Vorhabens', (SELECT id FROM jury_member WHERE code = 'J01')",
         "carried", "2, 3, 1, 1, 1", "E02", "J01+ J02- J03? J04."},
        {3, "other", ", secret, text",
         ", 1, 'Die Jury dankt der Geschäftsstelle.'", "carried",
         "2, 3, 2, 1, 0", "", "J01+ J02+ J03? J04+"},
        {3, "withhold", ", prize_id, reason_de, reason_en",
         ", 1, 'Keine Bewerbung erfüllt die Bedingungen.', 'Nobody "
         "qualifies.'",
         "repeat", "2, 3, 1, 0, 2", "", "J01+ J020 J03? J040"},
        {3, "withhold",
         ", prize_id, reason_de, reason_en, no_abstention, "
         "repeats_id",
         ", 1, 'Keine Bewerbung erfüllt die Bedingungen.', 'Nobody "
         "qualifies.', 1, 4",
         "carried", "2, 3, 2, 1, 0", "", "J01+ J02- J03? J04+"},
        {3, "runoff", ", prize_id, chosen_entry_id",
         ", 2, (SELECT id FROM entry WHERE code = 'E01')", "chosen",
         "2, 3, 0, 0, 0", "E01 E03", "J01E01 J02E01 J03? J04E03"},
        {3, "award", ", prize_id", ", 2", "carried", "2, 3, 3, 0, 0", "E01",
         "J01+ J02+ J03? J04+"},
        {3, "commend", ", category_id", ", " KMU, "", NULL, "E03", ""},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        add_motion(h, (int)i + 1, &list[i]);
    home_sql(h,
             "UPDATE motion_entry SET votes = 2 WHERE motion_id = 6 AND "
             "entry_id = (SELECT id FROM entry WHERE code = 'E01');"
             "UPDATE motion_entry SET votes = 1 WHERE motion_id = 6 AND "
             "entry_id = (SELECT id FROM entry WHERE code = 'E03');");
#undef KMU
}

static void decide(struct test_home *h, const struct judging *j)
{
    home_sql(
        h,
        arena_printf(
            h->mem,
            "INSERT INTO honour (entry_id, kind, category_id, reason_de, "
            "reason_en, motion_id, decided_at) SELECT e.id, k.column1, "
            "e.category_id, 'Die Möbelbauer bilden „vorbildlich“ aus.', "
            "'They train well.', k.column2, %d FROM entry e, (VALUES "
            "('nominee', 1), ('winner', 2)) k WHERE e.code = 'E02';"
            "INSERT INTO prize_award (prize_id, entry_id, heads, amount_cents, "
            "motion_id, decided_at) SELECT 2, id, 12, 100000, 7, %d FROM entry "
            "WHERE code = 'E01';"
            "INSERT INTO withheld (edition_id, prize_id, reason_de, reason_en, "
            "motion_id, decided_at) VALUES (%" PRId64 ", 1, 'Keine Bewerbung "
            "erfüllt die Bedingungen.', 'Nobody qualifies.', 5, %d);",
            OPENED + HOUR, OPENED + HOUR, j->edition, OPENED + HOUR));
}

struct minutes_scene minutes_scene(struct test_home *h)
{
    struct minutes_scene s = {.j = judging_scene(h), .meeting = 1};
    sealing_rules(h, s.j.round, "ladder = 'criteria,lot'");
    sealing_ballots(h, &s.j);
    s.stand_in = home_user(h, "j4@example.org", "juror");
    s.office = home_number(h,
                           "SELECT id FROM user WHERE email = "
                           "'office@example.org'");
    struct world *w = home_begin(h);
    jury_add(w, s.j.edition, s.stand_in, "", "", "", false);
    home_commit(h);
    sealing_close(h, s.j.round);
    name_people(h);
    draw(h, &s.j);
    open_meeting(h, &s.j);
    move(h);
    decide(h, &s.j);
    judging_accept(h);
    return s;
}

static void sign(struct test_home *h, int64_t user, const char *role,
                 int64_t meeting)
{
    struct minutes m;
    struct world *w = home_begin(h);
    struct world own = *w;
    own.user_id = user;
    if (!minutes_by_number(&own, meeting, 0, &m) ||
        minutes_sign(&own, &m, role, m.digest) != MINUTES_OK)
        die("the minutes are not signed");
    home_commit(h);
}

void minutes_scene_sign(struct test_home *h, const struct minutes_scene *s)
{
    struct world *w = home_begin(h);
    if (minutes_write(w, s->meeting) != MINUTES_OK)
        die("the minutes are not made");
    home_commit(h);
    sign(h, s->j.user[0], "chair", s->meeting);
    sign(h, s->office, "second", s->meeting);
}
