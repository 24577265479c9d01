/* The scene of a decided edition. */
#include "support/verdict.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "model/edition.h"
#include "model/feedback.h"
#include "model/feedback_build.h"
#include "model/jury.h"
#include "model/meeting_note.h"
#include "model/minutes.h"
#include "model/motion.h"
#include "model/telling.h"
#include "support/crowd_scene.h"

const char *const verdict_secret[VERDICT_SECRETS] = {
    [SECRET_NOMINATED] = "Quittenmond",
    [SECRET_MOTION] = "Antragswolke",
    [SECRET_WINNER_DE] = "Nebelgarten",
    [SECRET_WINNER_EN] = "mistorchard",
    [SECRET_PRIZE_DE] = "Funkelbrücke",
    [SECRET_PRIZE_EN] = "sparkbridge",
    [SECRET_DONOR] = "Stiftung Goldregen",
    [SECRET_PRAISE_DE] = "Birkenlob",
    [SECRET_PRAISE_EN] = "birchpraise",
    [SECRET_SHARE_DE] = "Zwillingsfluss",
    [SECRET_SHARE_EN] = "twinriver",
    [SECRET_WITHHELD_DE] = "Leerstuhl",
    [SECRET_WITHHELD_EN] = "vacantchair",
    [SECRET_NOTE] = "Randbemerkung-Eigen",
    [SECRET_NOTE_OTHER] = "Randbemerkung-Fremd",
    [SECRET_LETTER] = "Briefkopfweide",
    [SECRET_BROCHURE] = "Druckbogenlinde",
};

const char *const verdict_company[VERDICT_COMPANIES] = {
    [LEFT_OUT] = "Straßenbau Weiß GmbH",
    [PRAISED] = "Bäckerei Öhlmann",
    [SHARE_A] = "Töpferei Ölmühle",
    [SHARE_B] = "Gärtnerei Grünspan",
};

static const enum crowd_who sitting[] = {READER, CONFLICTED, ELSEWHERE, BOTH,
                                         TORN,   LATE,       SILENT};

/* While a vote is prepared: who, where, and what it is about. */
struct room {
    struct verdict_scene *v;
    const struct world *w;
    int64_t meeting, category[2], prize[2];
};

static void add_company(struct verdict_scene *v, enum verdict_company i)
{
    struct test_home *h = v->crowd.home;
    const char *email = arena_printf(h->mem, "firm%d@example.org", (int)i);
    int64_t user = home_user(h, email, "company");
    crowd_run(h,
              "INSERT INTO organisation (name, created_at) VALUES ('%s', 1);"
              "INSERT INTO membership (user_id, organisation_id, role, "
              "created_at) SELECT %" PRId64
              ", max(id), 'owner', 1 FROM "
              "organisation;"
              "INSERT INTO entry (edition_id, organisation_id, code, "
              "category_id, confirmed_category_id, state, number, created_at, "
              "updated_at, submitted_at) SELECT c.edition_id, (SELECT max(id) "
              "FROM organisation), 'E%d', c.id, c.id, 'admitted', %d, 1, 1, 1 "
              "FROM category c WHERE c.edition_id = %" PRId64
              " AND c.code = '%s'",
              verdict_company[i], user, 20 + i, 20 + i,
              v->crowd.judging.edition, i >= SHARE_A ? "gross" : "kmu");
    v->entry[i] = home_number(h, "SELECT max(id) FROM entry");
    log_in(v->browser[i] = browser_new(h), email);
    crowd_run(h,
              "INSERT INTO second_factor (user_id, secret, last_step, "
              "set_up_at) VALUES (%" PRId64 ", '00', 1, 1)",
              user);
}

static void add_companies(struct verdict_scene *v)
{
    struct test_home *h = v->crowd.home;
    home_sql(h,
             "CREATE TEMP TABLE kept AS SELECT * FROM role_rule;"
             "DELETE FROM role_rule");
    for (enum verdict_company i = LEFT_OUT; i < VERDICT_COMPANIES; i++)
        add_company(v, i);
    home_sql(h, "INSERT INTO role_rule SELECT * FROM kept; DROP TABLE kept");
    struct world *w = home_begin(h);
    for (size_t s = 0; s < sizeof sitting / sizeof *sitting; s++)
        for (enum verdict_company i = LEFT_OUT; i < VERDICT_COMPANIES; i++)
            conflict_declare(w, v->crowd.member[sitting[s]], v->entry[i],
                             "none", "");
    home_commit(h);
}

static void set_edition(const struct verdict_scene *v)
{
    int64_t edition = v->crowd.judging.edition;
    crowd_run(v->crowd.home,
              "UPDATE edition SET phase = 9, nominees_at = %d, embargo_at = "
              "%d, tell_winners_at = %d WHERE id = %" PRId64
              ";INSERT INTO prize (edition_id, code, position, name_de, "
              "name_en, donor, amount_cents, withholdable) VALUES (%" PRId64
              ", 'praxis', 1, 'Praxis-Preis', 'Practice Prize', '%s', 123456, "
              "1), (%" PRId64
              ", 'team', 2, 'Team-Preis', 'Team Prize', '%s', "
              "0, 1);"
              "UPDATE visit SET announced_at = NULL;"
              "UPDATE jury_member SET stands_in_for = %" PRId64
              " WHERE id = %" PRId64,
              VERDICT_NOMINEES, VERDICT_END, VERDICT_TOLD, edition, edition,
              verdict_secret[SECRET_DONOR], edition,
              verdict_secret[SECRET_DONOR], v->crowd.member[SILENT],
              v->crowd.member[LATE]);
}

static int64_t item(const struct room *r, struct meeting_item wanted)
{
    struct meeting_item *list;
    size_t count = meeting_items(r->w, r->meeting, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].entry_id == wanted.entry_id &&
            list[i].category_id == wanted.category_id &&
            list[i].prize_id == wanted.prize_id)
            return list[i].id;
    wanted.meeting_id = r->meeting;
    return meeting_item_add(r->w, &wanted);
}

static void call(const struct room *r, int64_t item_id)
{
    if (meeting_call(r->w, r->meeting, item_id) != MEETING_OK)
        die("the item is not called");
}

/* Moved, voted on by everybody who may, carried. */
static void carry(const struct room *r, const struct motion_plan *plan)
{
    int64_t id;
    struct motion m;
    call(r, plan->item_id);
    if (motion_move(r->w, plan, &id) != MOTION_OK ||
        motion_open(r->w, id) != MOTION_OK)
        die("the motion \"%s\" is refused", plan->kind);
    for (size_t i = 0; i < sizeof sitting / sizeof *sitting; i++)
        motion_vote(r->w, id, r->v->crowd.member[sitting[i]], "yes", 0);
    if (motion_close(r->w, id) != MOTION_OK || !motion_by_id(r->w, id, &m) ||
        strcmp(m.outcome, "carried") != 0)
        die("the motion \"%s\" is not carried", plan->kind);
}

static void nominate(const struct room *r, int64_t entry, bool is_own)
{
    carry(r, &(struct motion_plan){
                 .item_id = item(r, (struct meeting_item){.kind = "entry",
                                                          .entry_id = entry}),
                 .kind = "nominate",
                 .text = is_own ? verdict_secret[SECRET_MOTION] : "",
                 .reason_de = is_own ? verdict_secret[SECRET_NOMINATED] : "",
                 .reason_en = is_own ? verdict_secret[SECRET_NOMINATED] : "",
                 .departure = "",
                 .entry = &entry,
                 .entry_count = 1});
}

static void commend(const struct room *r, int64_t entry,
                    enum verdict_secret reason)
{
    carry(r, &(struct motion_plan){
                 .item_id = item(r, (struct meeting_item){.kind = "entry",
                                                          .entry_id = entry}),
                 .kind = "commend",
                 .text = "",
                 .reason_de = verdict_secret[reason],
                 .reason_en = verdict_secret[reason + 1],
                 .departure = "",
                 .entry = &entry,
                 .entry_count = 1});
}

/* In a category or for a prize, the other 0; nobody: withheld. */
static void award(const struct room *r, int64_t category, int64_t prize,
                  const int64_t *entry, size_t count)
{
    enum verdict_secret reason = count == 0   ? SECRET_WITHHELD_DE
                                 : count > 1  ? SECRET_SHARE_DE
                                 : prize == 0 ? SECRET_WINNER_DE
                                              : SECRET_PRIZE_DE;
    carry(r,
          &(struct motion_plan){
              .item_id = item(r, (struct meeting_item){.kind = "contest",
                                                       .category_id = category,
                                                       .prize_id = prize}),
              .kind = count == 0  ? "withhold"
                      : count > 1 ? "share"
                                  : "award",
              .category_id = category,
              .prize_id = prize,
              .text = "",
              .reason_de = verdict_secret[reason],
              .reason_en = verdict_secret[reason + 1],
              .departure = "",
              .entry = entry,
              .entry_count = count});
}

static void note(const struct room *r, int64_t entry, enum verdict_secret text)
{
    struct meeting_item about;
    if (!meeting_item_by_id(
            r->w,
            item(r, (struct meeting_item){.kind = "entry", .entry_id = entry}),
            &about) ||
        meeting_note_put(r->w, &about, entry, 0, verdict_secret[text], false) !=
            MEETING_NOTE_OK)
        die("the note is not written");
}

/* The same agenda whatever is decided. */
static void plan(const struct room *r)
{
    item(r, (struct meeting_item){.kind = "entry",
                                  .entry_id = r->v->entry[SHARE_A]});
    item(r, (struct meeting_item){.kind = "entry",
                                  .entry_id = r->v->entry[SHARE_B]});
    item(r, (struct meeting_item){.kind = "entry",
                                  .entry_id = r->v->entry[PRAISED]});
    for (int i = 0; i < 2; i++) {
        item(r, (struct meeting_item){.kind = "contest",
                                      .category_id = r->category[i]});
        item(r,
             (struct meeting_item){.kind = "contest", .prize_id = r->prize[i]});
    }
}

/* A category is called also when nothing is moved in it. */
static void decide_first(const struct room *r, enum verdict_kind kind)
{
    const int64_t *entry = r->v->crowd.entry;
    call(r, item(r, (struct meeting_item){.kind = "contest",
                                          .category_id = r->category[0]}));
    if (kind == OWN_WINS || kind == OTHER_WINS)
        award(r, r->category[0], 0, &entry[kind == OWN_WINS ? OWN : OTHER], 1);
    else if (kind == OWN_PRAISED)
        commend(r, entry[OWN], SECRET_WINNER_DE);
    else
        award(r, r->category[0], 0, NULL, 0);
    award(r, 0, r->prize[0], &entry[kind == OTHER_WINS ? OWN : OTHER], 1);
}

static void meet(const struct room *r, enum verdict_kind kind)
{
    const int64_t *entry = r->v->crowd.entry;
    for (size_t i = 0; i < sizeof sitting / sizeof *sitting; i++)
        if (sitting[i] != SILENT)
            meeting_come(r->w, r->meeting, r->v->crowd.member[sitting[i]]);
    meeting_leave(r->w, r->meeting, r->v->crowd.member[SILENT]);
    plan(r);
    call(r, item(r, (struct meeting_item){.kind = "entry",
                                          .entry_id = entry[OWN]}));
    if (kind != NOT_NAMED)
        nominate(r, entry[OWN], true);
    nominate(r, entry[OTHER], false);
    nominate(r, r->v->entry[SHARE_A], false);
    nominate(r, r->v->entry[SHARE_B], false);
    note(r, entry[OWN], SECRET_NOTE);
    note(r, entry[OTHER], SECRET_NOTE_OTHER);
    decide_first(r, kind);
    award(r, r->category[1], 0, &r->v->entry[SHARE_A], 2);
    award(r, 0, r->prize[1], NULL, 0);
    commend(r, r->v->entry[PRAISED], SECRET_PRAISE_DE);
    if (meeting_close(r->w, r->meeting) != MEETING_OK)
        die("the meeting is not closed");
}

static void sign(const struct room *r, enum crowd_who who, const char *role)
{
    struct minutes m;
    struct world own = *r->w;
    own.user_id = r->v->crowd.user[who];
    if (!minutes_by_number(&own, r->meeting, 0, &m) ||
        minutes_sign(&own, &m, role, m.digest) != MINUTES_OK)
        die("the minutes are not signed");
}

static void give_feedback(const struct room *r, const struct edition *e)
{
    struct feedback_rule rule;
    int64_t other = r->v->crowd.entry[OTHER];
    feedback_rule(r->w, e->id, &rule);
    rule.offer = "comments";
    struct feedback_round *round =
        arena_alloc(r->w->mem, rule.round_count * sizeof *round);
    for (size_t i = 0; i < rule.round_count; i++) {
        round[i] = rule.round[i];
        round[i].chosen = round[i].id == r->v->crowd.round[CLOSED];
    }
    rule.round = round;
    feedback_rule_set(r->w, e->id, &rule);
    feedback_set_intro(r->w, other, verdict_secret[SECRET_LETTER]);
    struct feedback_set *set = feedback_set(r->w, e);
    struct feedback_present letter;
    feedback_present(set, other, "Beta AG", &letter);
    if (letter.letter == NULL ||
        feedback_read(set, other, letter.digest) != FEEDBACK_OK ||
        feedback_release(set, other) != FEEDBACK_OK)
        die("the feedback is not released");
    feedback_send(r->w, e->id);
}

static void tell(const struct room *r, const struct edition *e)
{
    struct telling_count count;
    if (telling_prepare(r->w, e, &count) != TELLING_OK || count.written == 0)
        die("no mail is written");
    telling_release(r->w, e->id);
}

/* Whoever is visited is a nominee. */
static void print_and_visit(const struct verdict_scene *v,
                            enum verdict_kind kind)
{
    struct test_home *h = v->crowd.home;
    const char *text = verdict_secret[SECRET_BROCHURE];
    const char *folder = arena_printf(h->mem, "%s/exports", h->folder);
    if (!file_folder(folder, 0700) ||
        !file_write(arena_printf(h->mem, "%s/b.pdf", folder), text,
                    strlen(text), 0600))
        die("no brochure");
    crowd_run(h,
              "UPDATE job SET state = 'done', result = 'b.pdf', result_bytes = "
              "%zu, finished_at = 1 WHERE kind = 'brochure';"
              "UPDATE visit SET announced_at = 1 WHERE %d",
              strlen(text), kind != NOT_NAMED);
    if (kind == NOT_NAMED)
        home_sql(h, "DELETE FROM visit_juror; DELETE FROM visit");
}

static void decide(struct verdict_scene *v, enum verdict_kind kind)
{
    struct test_home *h = v->crowd.home;
    struct edition e;
    struct room r = {.v = v, .meeting = v->crowd.meeting[1]};
    for (int i = 0; i < 2; i++) {
        r.category[i] = home_number(
            h, i == 0 ? "SELECT id FROM category WHERE code = 'kmu' AND "
                        "edition_id = 1"
                      : "SELECT id FROM category WHERE code = 'gross'");
        r.prize[i] =
            home_number(h, i == 0 ? "SELECT id FROM prize WHERE code = 'praxis'"
                                  : "SELECT id FROM prize WHERE code = 'team'");
    }
    r.w = home_begin(h);
    meet(&r, kind);
    sign(&r, READER, "chair");
    sign(&r, ORGANISER, "second");
    if (!edition_by_id(r.w, v->crowd.judging.edition, &e))
        die("no edition");
    give_feedback(&r, &e);
    tell(&r, &e);
    home_commit(h);
    print_and_visit(v, kind);
}

void verdict_open(struct test_home *h, struct verdict_scene *v)
{
    struct crowd_copy start = {NULL, 0};
    *v = (struct verdict_scene){.crowd = {.home = h}};
    crowd_open(h, &v->crowd);
    crowd_accept(&v->crowd);
    add_companies(v);
    set_edition(v);
    crowd_keep(&v->crowd, &start);
    for (enum verdict_kind i = OWN_WINS; i < VERDICTS; i++) {
        crowd_restore(&v->crowd, &start);
        h->app->config.smtp.server = "127.0.0.1";
        decide(v, i);
        crowd_keep(&v->crowd, &v->copy[i]);
    }
    crowd_forget(&start);
}

void verdict_close(struct verdict_scene *v)
{
    for (enum verdict_kind i = OWN_WINS; i < VERDICTS; i++)
        crowd_forget(&v->copy[i]);
    for (enum verdict_company i = LEFT_OUT; i < VERDICT_COMPANIES; i++)
        browser_free(v->browser[i]);
    crowd_close(&v->crowd);
}

void verdict_at(const struct verdict_scene *v, enum verdict_kind kind,
                int64_t now)
{
    crowd_restore(&v->crowd, &v->copy[kind]);
    v->crowd.home->app->config.smtp.server = "127.0.0.1";
    home_time(v->crowd.home, now);
}
