/* Who is in the house, the rounds, and what lies in the office. */
#include "support/crowd_rules_export.h"
#include "support/crowd_rules_page.h"
#include "support/crowd_rules_visit.h"
#include "support/crowd_scene.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "db/db.h"
#include "model/ballot.h"
#include "model/jury.h"
#include "model/minutes.h"
#include "model/organisation.h"
#include "model/round.h"
#include "model/team.h"
#include "support/sealing.h"

static const struct {
    const char *email, *roles;
} people[CROWD] = {
    [PLAIN] = {"plain@example.org", ""},
    [CONTACT] = {"contact@example.org", "company"},
    [RIVAL] = {"rival@example.org", "company"},
    [EDITOR] = {"editor@example.org", "company"},
    [ONLOOKER] = {"onlooker@example.org", "company"},
    [READER] = {"j1@example.org", NULL}, /* NULL: of the judging scene */
    [SILENT] = {"j2@example.org", NULL},
    [CONFLICTED] = {"j3@example.org", NULL},
    [ELSEWHERE] = {"elsewhere@example.org", "juror"},
    [FOREIGN] = {"foreign@example.org", "juror"},
    [BOTH] = {"both@example.org", "organiser juror"},
    [TORN] = {"torn@example.org", "organiser juror"},
    [HALF] = {"half@example.org", "juror"},
    [NEWCOMER] = {"newcomer@example.org", "juror"},
    [HELD] = {"held@example.org", "organiser juror company"},
    [LATE] = {"late@example.org", "juror"},
    [DISABLED] = {"disabled@example.org", "organiser juror"},
    [ORGANISER] = {"office@example.org", NULL},
};

static void make_people(struct test_home *h, struct crowd *c)
{
    for (enum crowd_who who = PLAIN; who < CROWD; who++)
        if (people[who].roles != NULL)
            c->user[who] = home_user(h, people[who].email, people[who].roles);
    for (int i = 0; i < JUDGING_JURORS; i++) {
        c->user[READER + i] = c->judging.user[i];
        c->member[READER + i] = c->judging.member[i];
    }
    c->user[ORGANISER] = home_number(
        h, "SELECT id FROM user WHERE email = 'office@example.org'");
    struct world *w = home_begin(h);
    organisation_join(w, c->company[OWN], c->user[CONTACT]);
    organisation_join(w, c->company[OTHER], c->user[RIVAL]);
    organisation_join(w, c->company[OWN], c->user[HELD]);
    organisation_join(w, c->company[OWN], c->user[EDITOR]);
    organisation_join(w, c->company[OWN], c->user[ONLOOKER]);
    team_change(w, c->company[OWN], c->user[EDITOR], TEAM_EDITOR);
    team_change(w, c->company[OWN], c->user[ONLOOKER], TEAM_READER);
    for (enum crowd_who who = ELSEWHERE; who <= DISABLED; who++) {
        struct jury_member m;
        int64_t edition =
            who == FOREIGN ? c->judging.edition + 1 : c->judging.edition;
        jury_add(w, edition, c->user[who], "", "", "", false);
        if (jury_of_user(w, edition, c->user[who], &m))
            c->member[who] = m.id;
    }
    home_commit(h);
    crowd_run(h, "UPDATE jury_member SET joined_at = %d WHERE id = %" PRId64,
              TEST_NOW + 1, c->member[LATE]);
}

static void assign(struct test_home *h, const struct crowd *c,
                   enum crowd_round r)
{
    crowd_run(h, "DELETE FROM assignment WHERE round_id = %" PRId64,
              c->round[r]);
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        for (enum crowd_entry e = OWN; e < ENTRIES; e++)
            if (c->member[who] != 0 && crowd_seated(who, e, r))
                crowd_run(h,
                          "INSERT INTO assignment (round_id, jury_member_id, "
                          "entry_id) VALUES (%" PRId64 ", %" PRId64 ", %" PRId64
                          ")",
                          c->round[r], c->member[who], c->entry[e]);
}

/* All are free of conflicts at first: so ballots can be handed in that a
 * conflict takes out afterwards. */
static void declare(struct test_home *h, const struct crowd *c, bool barred)
{
    struct world *w = home_begin(h);
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        for (enum crowd_entry e = OWN; e < ENTRIES; e++)
            if (c->member[who] != 0 && crowd_declared(who, e) != UNDECLARED &&
                (crowd_declared(who, e) == BARRED) == barred)
                conflict_declare(w, c->member[who], c->entry[e],
                                 barred ? "client" : "none", "");
    for (enum crowd_who who = NOBODY; who < CROWD && !barred; who++)
        if (c->member[who] != 0 && crowd_declared(who, OWN) == BARRED)
            conflict_declare(w, c->member[who], c->entry[OWN], "none", "");
    home_commit(h);
}

static void hand_in(struct test_home *h, const struct crowd *c,
                    enum crowd_round r)
{
    struct world *w = home_begin(h);
    struct criterion *k;
    size_t count = round_criteria(w, c->round[r], &k);
    struct mark *mark = arena_alloc(h->mem, count * sizeof *mark);
    int64_t value = 7;
    for (size_t i = 0; i < count; i++)
        mark[i] = (struct mark){k[i].id, &value, ""};
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        for (enum crowd_entry e = OWN; e < ENTRIES; e++)
            if (crowd_handed_in(who, e, r) &&
                (ballot_save(w, c->round[r], c->member[who], c->entry[e], 0,
                             mark, count, "") != BALLOT_OK ||
                 ballot_submit(w, c->round[r], c->member[who], c->entry[e]) !=
                     BALLOT_OK))
                die("%s hands in nothing", crowd_name[who]);
    home_commit(h);
}

static void make_fine_round(struct test_home *h, struct crowd *c)
{
    crowd_run(h,
              "INSERT INTO round (edition_id, slug, name_de, name_en, quorum, "
              "decimals, scale_decimals, visit) VALUES (%" PRId64
              ", 'fine', 'Fein', 'Fine', 1, 4, 3, 1)",
              c->judging.edition);
    c->round[FINE] = home_number(h, "SELECT max(id) FROM round");
    crowd_run(
        h,
        "INSERT INTO criterion (round_id, code, position, name_de, name_en, "
        "weight, lo, hi, step) SELECT r.id, w.c, w.c, 'Kriterium ' || w.c, "
        "'Criterion ' || w.c, w.weight, 0, 10000, 1 FROM round r JOIN "
        "(SELECT 1 AS c, 20 AS weight UNION ALL SELECT 2, 30 UNION ALL "
        "SELECT 3, 50) w WHERE r.slug = 'fine'");
}

static void make_rounds(struct test_home *h, struct crowd *c)
{
    int64_t edition = c->judging.edition;
    c->round[OPEN] = c->judging.round;
    c->round[CLOSED] = sealing_round(h, &c->judging, "first", 1);
    c->round[REPLACED] = sealing_round(h, &c->judging, "old", 1);
    crowd_run(h,
              "INSERT INTO round (edition_id, slug, name_de, name_en, stage) "
              "VALUES (%" PRId64 ", 'later', 'Später', 'Later', 2)",
              edition);
    c->round[PLANNED] = home_number(h, "SELECT max(id) FROM round");
    crowd_run(h,
              "INSERT INTO round (edition_id, slug, name_de, name_en) VALUES "
              "(%" PRId64 ", 'far', 'Fern', 'Far')",
              edition + 1);
    c->round[FAR_OPEN] = home_number(h, "SELECT max(id) FROM round");
    crowd_run(
        h,
        "INSERT INTO criterion (round_id, code, position, name_de, name_en, "
        "weight, lo, hi, step) SELECT id, 'X', 1, 'X', 'X', 1, 0, 10, 1 FROM "
        "round WHERE slug IN ('later', 'far')");
    make_fine_round(h, c);
    for (enum crowd_round r = OPEN; r < ROUNDS; r++)
        assign(h, c, r);
    struct world *w = home_begin(h);
    if (round_open(w, c->round[FAR_OPEN]) != ROUND_OK ||
        round_open(w, c->round[FINE]) != ROUND_OK)
        die("a round does not open");
    home_commit(h);
    declare(h, c, false);
    hand_in(h, c, OPEN);
    hand_in(h, c, CLOSED);
    declare(h, c, true);
    sealing_close(h, c->round[CLOSED]);
    crowd_run(h, "UPDATE round SET state = 'replaced' WHERE id = %" PRId64,
              c->round[REPLACED]);
    crowd_accept(c);
}

/* Of a visit to OWN; the second one from before the conflict. */
static void take_photos(struct test_home *h, struct crowd *c)
{
    for (enum crowd_photo i = PHOTO_READER; i < PHOTOS; i++) {
        enum crowd_who who = crowd_photographer(i);
        int64_t file = crowd_make_file(h, "photo", c->user[who]);
        crowd_run(h,
                  "INSERT INTO note_photo (jury_member_id, entry_id, key, "
                  "file_id, caption, added_at) VALUES (%" PRId64 ", %" PRId64
                  ", 'k', %" PRId64 ", '', 1)",
                  c->member[who], c->entry[OWN], file);
        c->photo[i] = home_number(h, "SELECT max(id) FROM note_photo");
        c->photo_file[i] = file;
    }
    c->photo_gone = crowd_make_file(h, "gone", c->user[READER]);
}

static void make_office(struct test_home *h, struct crowd *c)
{
    static const char *const kinds[LINKS] = {"invite", "reset", "confirm"};
    crowd_run(
        h,
        "INSERT INTO mail (user_id, recipient, kind, language, subject, "
        "body, created_at) VALUES (%" PRId64
        ", 'x@example.org', 'receipt', "
        "'de', 'S', 'B', 1);"
        "INSERT INTO job (kind, edition_id, product, state, created_at) VALUES "
        "('brochure', %" PRId64
        ", 'screen', 'waiting', 1);"
        "INSERT INTO job (kind, file_id, state, created_at) VALUES "
        "('image', %" PRId64
        ", 'waiting', 1);"
        "INSERT INTO lot (round_id, rank, marks_digest, secret, commitment, "
        "committed_at) VALUES (%" PRId64
        ", 1, 'x', 'x', 'x', 1);"
        "INSERT INTO rule_change (round_id, document, reason, proposed_by, "
        "proposed_at) VALUES (%" PRId64 ", '{}', 'x', %" PRId64 ", 1);",
        c->user[READER], c->judging.edition, c->logo, c->round[CLOSED],
        c->round[OPEN], c->user[ORGANISER]);
    crowd_run(h,
              "INSERT INTO reminder (round_id, due_at, created_at) "
              "VALUES (%" PRId64 ", %d, 1)",
              c->round[OPEN], TEST_NOW + 3600);
    c->reminder = home_number(h, "SELECT max(id) FROM reminder");
    c->mail = home_number(h, "SELECT max(id) FROM mail");
    c->brochure = home_number(h, "SELECT id FROM job WHERE kind = 'brochure'");
    c->image_job = home_number(h, "SELECT id FROM job WHERE kind = 'image'");
    c->lot = home_number(h, "SELECT max(id) FROM lot");
    c->change = home_number(h, "SELECT max(id) FROM rule_change");
    for (enum crowd_link i = INVITE; i < JOIN; i++) {
        c->link[i] = arena_printf(h->mem, "link-%s", kinds[i]);
        crowd_run(h,
                  "INSERT INTO link_token (token_digest, user_id, kind, "
                  "created_at, expires_at) VALUES ('%s', %" PRId64
                  ", '%s', 1, "
                  "%d)",
                  secret_token_digest(h->mem, c->link[i]),
                  c->user[i == CONFIRM ? CONTACT : PLAIN], kinds[i],
                  TEST_NOW + 3600);
    }
}

/* CONTACT, whose address is confirmed, has invited somebody. */
static void invite(struct test_home *h, struct crowd *c)
{
    c->link[JOIN] = "link-join";
    crowd_run(h,
              "UPDATE user SET email_confirmed_at = 1 WHERE id = %" PRId64
              ";"
              "INSERT INTO invitation (organisation_id, email, email_key, "
              "role, token_digest, invited_by, invited_at, expires_at) "
              "VALUES (%" PRId64
              ", 'guest@example.org', 'guest@example.org', 'reader', '%s', "
              "%" PRId64 ", 1, %d)",
              c->user[CONTACT], c->company[OWN],
              secret_token_digest(h->mem, c->link[JOIN]), c->user[CONTACT],
              TEST_NOW + 3600);
}

static void log_everybody_in(struct test_home *h, struct crowd *c)
{
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct browser *b = c->browser[who] = browser_new(h);
        if (who != NOBODY)
            log_in(b, people[who].email);
        visit(b, who == NOBODY ? "/login" : "/account");
        c->token[who] = arena_text(h->mem, field_value(b, "csrf"));
    }
    crowd_run(h, "UPDATE user SET disabled_at = 1 WHERE id = %" PRId64,
              c->user[DISABLED]);
    /* as nobody from now on, with the session's cookie still */
    visit(c->browser[DISABLED], "/login");
    c->token[DISABLED] =
        arena_text(h->mem, field_value(c->browser[DISABLED], "csrf"));
}

/* Every role needs a second factor, and all have one but HELD. */
static void ask_for_second(struct test_home *h, const struct crowd *c)
{
    home_sql(h,
             "INSERT INTO role_rule (role, second_required, changed_at) VALUES "
             "('organiser', 1, 1), ('juror', 1, 1), ('company', 1, 1)");
    for (enum crowd_who who = PLAIN; who < CROWD; who++)
        if (who != HELD)
            crowd_run(h,
                      "INSERT INTO second_factor (user_id, secret, last_step, "
                      "set_up_at) VALUES (%" PRId64 ", '00', 1, 1)",
                      c->user[who]);
}

void crowd_accept(const struct crowd *c)
{
    judging_accept(c->home);
    crowd_run(c->home, "DELETE FROM acceptance WHERE jury_member_id = %" PRId64,
              c->member[NEWCOMER]);
}

void crowd_make_blind(const struct crowd *c)
{
    home_sql(c->home,
             "UPDATE edition SET blind = 1 WHERE slug = '2026';"
             "UPDATE question SET identifying = 1 WHERE code = 'photo';"
             "DELETE FROM answer WHERE question_id IN "
             "(SELECT id FROM question WHERE code = 'text_en')");
    struct world *w = home_begin(c->home);
    if (minutes_write(w, c->meeting[2]) != MINUTES_OK)
        die("the minutes are not made anew");
    home_commit(c->home);
    crowd_set_blind(true);
}

void crowd_open(struct test_home *h, struct crowd *c)
{
    *c = (struct crowd){.home = h, .judging = judging_scene(h)};
    crowd_make_editions(h);
    crowd_make_entries(h, c);
    make_people(h, c);
    make_rounds(h, c);
    make_office(h, c);
    crowd_make_meetings(h, c);
    invite(h, c);
    take_photos(h, c);
    crowd_make_visit(h, c);
    crowd_make_page(h, c);
    crowd_make_proposals(h, c);
    log_everybody_in(h, c);
    ask_for_second(h, c);
}

void crowd_close(struct crowd *c)
{
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        browser_free(c->browser[who]);
}
