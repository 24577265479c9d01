#include "support/crowd.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "db/db.h"
#include "model/ballot.h"
#include "model/file.h"
#include "model/jury.h"
#include "model/organisation.h"
#include "model/round.h"
#include "support/sealing.h"

const char *const crowd_name[CROWD] = {
    [NOBODY] = "nobody",
    [PLAIN] = "an account without role",
    [CONTACT] = "the company's contact",
    [RIVAL] = "another company's contact",
    [READER] = "a juror",
    [SILENT] = "a juror who declared nothing",
    [CONFLICTED] = "a juror in conflict",
    [ELSEWHERE] = "a juror of other nominations",
    [FOREIGN] = "a juror of another edition",
    [BOTH] = "a juror who is an organiser",
    [LATE] = "a juror who came after the opening",
    [DISABLED] = "a disabled account",
    [ORGANISER] = "an organiser",
};
const char *const crowd_entry_name[ENTRIES] = {
    "own", "other's", "withdrawn", "draft", "rejected", "2025's", "2024's"};
const char *const crowd_round_name[ROUNDS] = {"open",     "planned", "closed",
                                              "replaced", "fine",    "2025's"};

/* --- facts ------------------------------------------------------------------
 */

bool crowd_is_organiser(enum crowd_who who)
{
    return who == ORGANISER || who == BOTH;
}

bool crowd_is_juror(enum crowd_who who)
{
    return who == READER || who == SILENT || who == CONFLICTED ||
           who == ELSEWHERE || who == FOREIGN || who == BOTH || who == LATE;
}

bool crowd_is_company(enum crowd_who who)
{
    return who == CONTACT || who == RIVAL;
}

bool crowd_is_logged_in(enum crowd_who who)
{
    return who != NOBODY && who != DISABLED;
}

bool crowd_owns(enum crowd_who who, enum crowd_entry e)
{
    if (who == RIVAL)
        return e == OTHER;
    return who == CONTACT &&
           (e == OWN || e == WITHDRAWN || e == DRAFT || e == REJECTED);
}

/* Nominations of 2026 have everybody of that jury in each of its rounds, but
 * ELSEWHERE. */
static bool is_assigned(enum crowd_who who, enum crowd_entry e,
                        enum crowd_round r)
{
    bool juror = crowd_is_juror(who) || who == DISABLED;
    if (who == FOREIGN)
        return e == FAR && r == FAR_OPEN;
    if (!juror || e == FAR || e == HONOUR || r == FAR_OPEN)
        return false;
    return who != ELSEWHERE || e == OTHER || (e == OWN && r == PLANNED);
}

bool crowd_assigned(enum crowd_who who, enum crowd_entry e, enum crowd_round r)
{
    return crowd_is_juror(who) && is_assigned(who, e, r);
}

enum crowd_declared crowd_declared(enum crowd_who who, enum crowd_entry e)
{
    if (who == SILENT || (who == FOREIGN) != (e == FAR))
        return UNDECLARED;
    return who == CONFLICTED && e == OWN ? BARRED : FREE;
}

bool crowd_handed_in(enum crowd_who who, enum crowd_entry e, enum crowd_round r)
{
    if (who == SILENT || who == FOREIGN || !crowd_is_juror(who))
        return false;
    if (who == CONFLICTED && e == OWN && r == OPEN)
        return true;
    return e == OTHER && (r == OPEN || r == CLOSED);
}

/* --- the scene --------------------------------------------------------------
 */

__attribute__((format(printf, 2, 3))) static void run(struct test_home *h,
                                                      const char *format, ...)
{
    char sql[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    home_sql(h, sql);
}

static void make_editions(struct test_home *h)
{
    run(h,
        "INSERT INTO edition (slug, number, year, title_de, title_en, phase,"
        " opens_at, deadline_at, created_at) VALUES "
        "('2025', 9, 2025, 'Testpreis 2025', 'Test Award 2025', 5, 1, 2, 1),"
        "('2024', 8, 2024, 'Testpreis 2024', 'Test Award 2024', 11, 1, 2, 1);"
        "INSERT INTO category (edition_id, code, position, name_de, name_en)"
        " SELECT id, 'kmu', 1, 'KMU', 'SME' FROM edition "
        "WHERE slug <> '2026';"
        "INSERT INTO section (edition_id, code, position, title_de, "
        "title_en) SELECT id, 'firm', 1, 'Firma', 'Company' FROM edition "
        "WHERE slug <> '2026';"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience, slot) SELECT s.edition_id, s.id, "
        "'text_de', 1, 'long', 'Was?', 'What?', 'jury', 'strategy_de' "
        "FROM section s JOIN edition e ON e.id = s.edition_id "
        "WHERE e.slug <> '2026';"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience) SELECT s.edition_id, s.id, "
        "'phone', 3, 'short', 'Telefon', 'Phone', 'organiser' "
        "FROM section s JOIN edition e ON e.id = s.edition_id "
        "WHERE e.slug <> '2026';");
    run(h,
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience, slot) SELECT edition_id, id, "
        "'photo', 8, 'image', 'Foto', 'Photo', 'jury', 'photo' "
        "FROM section;"
        "INSERT INTO question (edition_id, section_id, code, position, kind,"
        " label_de, label_en, audience) SELECT edition_id, id, 'paper', 9, "
        "'image', 'Beleg', 'Paper', 'organiser' FROM section;");
}

static const struct {
    const char *edition, *code, *state;
} entries[ENTRIES] = {
    [WITHDRAWN] = {"2026", "E11", "withdrawn"},
    [DRAFT] = {"2026", "E12", "draft"},
    [REJECTED] = {"2026", "E13", "rejected"},
    [FAR] = {"2025", "E01", "admitted"},
    [HONOUR] = {"2024", "E01", "admitted"},
};

static int64_t make_file(struct test_home *h, const char *kind, int64_t entry)
{
    char text[60];
    snprintf(text, sizeof text, "%s of %" PRId64, kind, entry);
    struct world *w = home_begin(h);
    const char *digest = file_keep(w, text, strlen(text));
    home_commit(h);
    run(h,
        "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
        "render_state) VALUES ('%s', '%s.png', 'image/png', %zu, 1, 'done');"
        "INSERT INTO rendition (file_id, size, digest, type, bytes, width, "
        "height) SELECT max(id), 'thumb', '%s', 'image/png', %zu, 9, 9 "
        "FROM file",
        digest, kind, strlen(text), digest, strlen(text));
    return home_number(h, "SELECT max(id) FROM file");
}

static void fill_entry(struct test_home *h, struct crowd *c, enum crowd_entry e)
{
    int64_t id = c->entry[e];
    c->picture[e] = make_file(h, "picture", id);
    c->paper[e] = make_file(h, "paper", id);
    run(h,
        "DELETE FROM answer WHERE entry_id = %" PRId64
        ";"
        "INSERT INTO answer (entry_id, question_id, value, updated_at) "
        "SELECT %" PRId64
        ", q.id, CASE q.code WHEN 'text_de' THEN '%s' "
        "ELSE '%s' END, 1 FROM question q JOIN entry e "
        "ON e.edition_id = q.edition_id WHERE e.id = %" PRId64
        " AND q.code IN ('text_de', 'phone');"
        "INSERT INTO picture (entry_id, question_id, file_id) "
        "SELECT e.id, q.id, CASE q.code WHEN 'photo' THEN %" PRId64
        " ELSE %" PRId64
        " END FROM question q JOIN entry e "
        "ON e.edition_id = q.edition_id WHERE e.id = %" PRId64
        " AND q.code IN ('photo', 'paper')",
        id, id, crowd_text(c, e), crowd_office_text(c, e), id, c->picture[e],
        c->paper[e], id);
}

static void make_entries(struct test_home *h, struct crowd *c)
{
    static const int number[] = {
        [FAR] = 1, [HONOUR] = 1, [REJECTED] = 13, [WITHDRAWN] = 11};
    struct world *w = home_begin(h);
    int64_t far = organisation_create(w, "Ferne GmbH");
    int64_t honour = organisation_create(w, "Ehre GmbH");
    home_commit(h);
    c->entry[OWN] = c->judging.entry[0];
    c->entry[OTHER] = c->judging.entry[1];
    for (enum crowd_entry e = OWN; e <= OTHER; e++)
        c->company[e] = home_number(
            h, arena_printf(h->mem,
                            "SELECT organisation_id FROM entry WHERE id = "
                            "%" PRId64,
                            c->entry[e]));
    for (enum crowd_entry e = WITHDRAWN; e < ENTRIES; e++) {
        c->company[e] = e == FAR ? far : e == HONOUR ? honour : c->company[OWN];
        run(h,
            "INSERT INTO entry (edition_id, organisation_id, code, "
            "category_id, confirmed_category_id, state, created_at, "
            "updated_at) SELECT e.id, %" PRId64
            ", '%s', k.id, k.id, '%s', "
            "1, 1 FROM edition e JOIN category k ON k.edition_id = e.id "
            "AND k.code = 'kmu' WHERE e.slug = '%s'",
            c->company[e], entries[e].code, entries[e].state,
            entries[e].edition);
        c->entry[e] = home_number(h, "SELECT max(id) FROM entry");
        if (e != DRAFT)
            run(h,
                "UPDATE entry SET number = %d, submitted_at = 1 "
                "WHERE id = %" PRId64,
                number[e], c->entry[e]);
    }
    for (enum crowd_entry e = OWN; e < ENTRIES; e++)
        fill_entry(h, c, e);
    run(h,
        "INSERT INTO honour (entry_id, kind, decided_at) VALUES "
        "(%" PRId64 ", 'winner', 1)",
        c->entry[HONOUR]);
    c->logo = make_file(h, "logo", 0);
    run(h,
        "INSERT INTO partner (edition_id, position, tier, name, "
        "logo_file_id) VALUES (1, 1, 'sponsor', 'Bank', %" PRId64 ")",
        c->logo);
}

static const struct {
    const char *email, *roles;
} people[CROWD] = {
    [PLAIN] = {"plain@example.org", ""},
    [CONTACT] = {"contact@example.org", "company"},
    [RIVAL] = {"rival@example.org", "company"},
    [READER] = {"j1@example.org", NULL}, /* NULL: of the judging scene */
    [SILENT] = {"j2@example.org", NULL},
    [CONFLICTED] = {"j3@example.org", NULL},
    [ELSEWHERE] = {"elsewhere@example.org", "juror"},
    [FOREIGN] = {"foreign@example.org", "juror"},
    [BOTH] = {"both@example.org", "organiser juror"},
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
    for (enum crowd_who who = ELSEWHERE; who <= DISABLED; who++) {
        struct jury_member m;
        int64_t edition =
            who == FOREIGN ? c->judging.edition + 1 : c->judging.edition;
        jury_add(w, edition, c->user[who], "", "", "", false);
        if (jury_of_user(w, edition, c->user[who], &m))
            c->member[who] = m.id;
    }
    home_commit(h);
    run(h, "UPDATE jury_member SET joined_at = %d WHERE id = %" PRId64,
        TEST_NOW + 1, c->member[LATE]);
}

static void assign(struct test_home *h, const struct crowd *c,
                   enum crowd_round r)
{
    run(h, "DELETE FROM assignment WHERE round_id = %" PRId64, c->round[r]);
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        for (enum crowd_entry e = OWN; e < ENTRIES; e++)
            if (c->member[who] != 0 && is_assigned(who, e, r))
                run(h,
                    "INSERT INTO assignment (round_id, jury_member_id, "
                    "entry_id) VALUES (%" PRId64 ", %" PRId64 ", %" PRId64 ")",
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
    if (!barred)
        conflict_declare(w, c->member[CONFLICTED], c->entry[OWN], "none", "");
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
    run(h,
        "INSERT INTO round (edition_id, slug, name_de, name_en, quorum, "
        "decimals, scale_decimals) VALUES (%" PRId64
        ", 'fine', 'Fein', 'Fine', 1, 4, 3)",
        c->judging.edition);
    c->round[FINE] = home_number(h, "SELECT max(id) FROM round");
    run(h,
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
    run(h,
        "INSERT INTO round (edition_id, slug, name_de, name_en, stage) "
        "VALUES (%" PRId64 ", 'later', 'Später', 'Later', 2)",
        edition);
    c->round[PLANNED] = home_number(h, "SELECT max(id) FROM round");
    run(h,
        "INSERT INTO round (edition_id, slug, name_de, name_en) VALUES "
        "(%" PRId64 ", 'far', 'Fern', 'Far')",
        edition + 1);
    c->round[FAR_OPEN] = home_number(h, "SELECT max(id) FROM round");
    run(h,
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
    run(h, "UPDATE round SET state = 'replaced' WHERE id = %" PRId64,
        c->round[REPLACED]);
}

static void make_office(struct test_home *h, struct crowd *c)
{
    static const char *const kinds[LINKS] = {"invite", "reset", "confirm"};
    run(h,
        "INSERT INTO mail (user_id, recipient, kind, language, subject, "
        "body, created_at) VALUES (%" PRId64
        ", 'x@example.org', 'receipt', "
        "'de', 'S', 'B', 1);"
        "INSERT INTO job (kind, edition_id, state, created_at) VALUES "
        "('brochure', %" PRId64
        ", 'waiting', 1);"
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
    c->mail = home_number(h, "SELECT max(id) FROM mail");
    c->brochure = home_number(h, "SELECT id FROM job WHERE kind = 'brochure'");
    c->image_job = home_number(h, "SELECT id FROM job WHERE kind = 'image'");
    c->lot = home_number(h, "SELECT max(id) FROM lot");
    c->change = home_number(h, "SELECT max(id) FROM rule_change");
    for (enum crowd_link i = INVITE; i < LINKS; i++) {
        c->link[i] = arena_printf(h->mem, "link-%s", kinds[i]);
        run(h,
            "INSERT INTO link_token (token_digest, user_id, kind, "
            "created_at, expires_at) VALUES ('%s', %" PRId64
            ", '%s', 1, "
            "%d)",
            secret_token_digest(h->mem, c->link[i]),
            c->user[i == CONFIRM ? CONTACT : PLAIN], kinds[i], TEST_NOW + 3600);
    }
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
    run(h, "UPDATE user SET disabled_at = 1 WHERE id = %" PRId64,
        c->user[DISABLED]);
    /* as nobody from now on, with the session's cookie still */
    visit(c->browser[DISABLED], "/login");
    c->token[DISABLED] =
        arena_text(h->mem, field_value(c->browser[DISABLED], "csrf"));
}

void crowd_open(struct test_home *h, struct crowd *c)
{
    *c = (struct crowd){.home = h, .judging = judging_scene(h)};
    make_editions(h);
    make_entries(h, c);
    make_people(h, c);
    make_rounds(h, c);
    make_office(h, c);
    log_everybody_in(h, c);
}

void crowd_close(struct crowd *c)
{
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        browser_free(c->browser[who]);
}

const char *crowd_text(const struct crowd *c, enum crowd_entry e)
{
    static char text[ENTRIES][40];
    snprintf(text[e], sizeof text[e], "jury-text-%" PRId64 "-end", c->entry[e]);
    return text[e];
}

const char *crowd_office_text(const struct crowd *c, enum crowd_entry e)
{
    static char text[ENTRIES][40];
    snprintf(text[e], sizeof text[e], "office-text-%" PRId64 "-end",
             c->entry[e]);
    return text[e];
}
