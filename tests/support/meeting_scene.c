#include "support/meeting_scene.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/log.h"
#include "model/ballot.h"
#include "model/jury.h"
#include "model/round.h"
#include "support/judging.h"
#include "support/sealing.h"

const char *const meeting_room_company[ROOM_ENTRIES] = {
    "Möbel »Müller« & Söhne GmbH",
    "Bäckerei Öhlmann",
    "Glashütte „Zwölf Eichen“ KG",
    "Pflegedienst Jahreszeiten",
    "Straßenbau Weiß GmbH & Co. KG",
    "Optik Šimek",
    "Hofladen Nußbaum eG",
    "Café L’Été",
    "Druckerei Gutenberg’s Erben",
    "Zahnärzte am Fürstengraben",
    "Übersetzungen Ağaoğlu",
    "Spedition Kühn & Tochter",
    "Töpferei Ölmühle",
    "Fahrrad Ærø",
    "Gärtnerei Grünspan"};

/* Innovation and benefit; 3 and 4 are equal in everything. */
static const int marks[ROOM_ENTRIES][JUDGING_CRITERIA] = {
    {10, 10}, {9, 10}, {9, 9}, {8, 9}, {8, 9}, {8, 8}, {7, 8}, {7, 7},
    {6, 7},   {6, 6},  {5, 6}, {5, 5}, {4, 5}, {4, 4}, {3, 4}};

static const struct {
    int juror, entry;
} conflicts[] = {{ROOM_DEPUTY, 0},
                 {ROOM_OUT, ROOM_TIE},
                 {ROOM_THIRD, ROOM_TIE + 1},
                 {ROOM_FOURTH, 7}};

static bool in_conflict(int juror, int entry)
{
    for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
        if (conflicts[i].juror == juror && conflicts[i].entry == entry)
            return true;
    return false;
}

static const char *quoted(struct test_home *h, const char *text)
{
    const char *out = "";
    for (; *text; text++)
        out = arena_printf(h->mem, *text == '\'' ? "%s''" : "%s%c", out, *text);
    return out;
}

static int64_t make_entry(struct test_home *h, int i)
{
    const char *name = quoted(h, meeting_room_company[i]);
    home_sql(h, arena_printf(
                    h->mem,
                    "INSERT INTO organisation (name, created_at) "
                    "VALUES ('%s', 1);"
                    "INSERT INTO entry (edition_id, organisation_id, code, "
                    "category_id, confirmed_category_id, state, number, "
                    "created_at, updated_at, submitted_at) SELECT e.id, o.id, "
                    "'E%02d', c.id, c.id, 'admitted', %d, 1, 1, 1 "
                    "FROM edition e JOIN organisation o ON o.name = '%s' "
                    "JOIN category c ON c.edition_id = e.id AND c.code = 'kmu'",
                    name, i + 1, i + 1, name));
    return home_number(h, "SELECT max(id) FROM entry");
}

static void make_jury(struct test_home *h, struct meeting_room *r)
{
    struct jury_member m;
    home_user(h, "office@example.org", "organiser");
    for (int i = 0; i < ROOM_JURORS; i++)
        r->user[i] = home_user(
            h, arena_printf(h->mem, "j%d@example.org", i + 1), "juror");
    struct world *w = home_begin(h);
    for (int i = 0; i < ROOM_JURORS; i++) {
        jury_add(w, r->edition, r->user[i], "", "", "", i == ROOM_CHAIR);
        if (!jury_of_user(w, r->edition, r->user[i], &m))
            die("the juror is not in the jury");
        r->member[i] = m.id;
    }
    home_commit(h);
    home_sql(h, arena_printf(h->mem,
                             "UPDATE jury_member SET deputy_chair = 1 "
                             "WHERE id = %" PRId64,
                             r->member[ROOM_DEPUTY]));
}

static void make_round(struct test_home *h, struct meeting_room *r)
{
    home_sql(h,
             "INSERT INTO round (edition_id, slug, name_de, name_en, "
             "quorum, disclosure) SELECT id, 'jury', 'Jurybewertung', "
             "'Jury scoring', 2, 'close' FROM edition;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) SELECT id, 'Innovation', 1, "
             "'Innovation', 'Innovation', 60, 0, 10, 1 FROM round;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) SELECT id, 'Nutzen', 2, "
             "'Nutzen', 'Benefit', 40, 0, 10, 1 FROM round;");
    r->round = home_number(h, "SELECT max(id) FROM round");
    struct world *w = home_begin(h);
    assignment_all(w, r->round);
    for (int j = 0; j < ROOM_JURORS; j++)
        for (int e = 0; e < ROOM_ENTRIES; e++)
            conflict_declare(w, r->member[j], r->entry[e],
                             in_conflict(j, e) ? "client" : "none", "");
    if (round_open(w, r->round) != ROUND_OK)
        die("the round does not open");
    home_commit(h);
    judging_accept(h);
}

static void mark(struct test_home *h, const struct meeting_room *r)
{
    struct criterion *criterion;
    struct world *w = home_begin(h);
    round_criteria(w, r->round, &criterion);
    for (int j = 0; j < ROOM_JURORS; j++)
        for (int e = 0; e < ROOM_ENTRIES; e++) {
            int64_t value[JUDGING_CRITERIA] = {marks[e][0], marks[e][1]};
            struct mark mark[JUDGING_CRITERIA];
            if (in_conflict(j, e))
                continue;
            for (int k = 0; k < JUDGING_CRITERIA; k++)
                mark[k] = (struct mark){criterion[k].id, &value[k], ""};
            if (ballot_save(w, r->round, r->member[j], r->entry[e], 0, mark,
                            JUDGING_CRITERIA, "") != BALLOT_OK ||
                ballot_submit(w, r->round, r->member[j], r->entry[e]) !=
                    BALLOT_OK)
                die("the ballot is not handed in");
        }
    home_commit(h);
    sealing_close(h, r->round);
}

static void plan(struct test_home *h, struct meeting_room *r)
{
    const struct meeting_plan plan = {
        .title_de = "Jurysitzung „Finale“",
        .title_en = "Jury meeting “Finals”",
        .place = "Volkshaus Jena, Großer Saal",
        .starts_at = TEST_NOW + 3600,
        .round = &r->round,
        .round_count = 1,
    };
    struct world *w = home_begin(h);
    r->meeting = meeting_add(w, r->edition, &plan);
    struct meeting_item item = {.meeting_id = r->meeting, .kind = "entry"};
    for (int e = 0; e < ROOM_ENTRIES; e++) {
        item.entry_id = r->entry[e];
        r->item[e] = meeting_item_add(w, &item);
    }
    item = (struct meeting_item){.meeting_id = r->meeting,
                                 .kind = "contest",
                                 .category_id = r->category};
    r->contest = meeting_item_add(w, &item);
    item.category_id = 0;
    item.prize_id = r->prize;
    r->special = meeting_item_add(w, &item);
    home_commit(h);
    if (r->contest == 0 || r->special == 0)
        die("the agenda is refused");
}

struct meeting_room meeting_room(struct test_home *h)
{
    struct meeting_room r = {.edition = home_edition(h)};
    r.category = home_number(h, "SELECT id FROM category WHERE code = 'kmu'");
    for (int i = 0; i < ROOM_ENTRIES; i++)
        r.entry[i] = make_entry(h, i);
    make_jury(h, &r);
    make_round(h, &r);
    mark(h, &r);
    home_sql(h,
             "INSERT INTO prize (id, edition_id, code, position, name_de, "
             "name_en, amount_cents, withholdable) SELECT 1, id, 'praxis', "
             "1, 'Praxis-Preis', 'Practice Prize', 100000, 1 FROM edition");
    r.prize = 1;
    plan(h, &r);
    return r;
}

struct meeting_room meeting_room_open(struct test_home *h)
{
    struct meeting_room r = meeting_room(h);
    struct world *w = home_begin(h);
    if (meeting_open(w, r.meeting) != MEETING_OK)
        die("the meeting does not open");
    for (int i = 0; i < ROOM_JURORS; i++)
        meeting_come(w, r.meeting, r.member[i]);
    home_commit(h);
    return r;
}
