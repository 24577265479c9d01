/* The sample award's meeting that has been held. */
#include "model/demo_meeting.h"

#include "base/arena.h"
#include "gen/sql_demo.h"
#include "gen/sql_edition.h"
#include "gen/sql_honour.h"
#include "gen/sql_office.h"
#include "model/meeting.h"
#include "model/meeting_note.h"
#include "model/minutes.h"
#include "model/motion.h"
#include "model/prize.h"

enum { MINUTE_S = 60, LONG_MINUTES = 7, SHORT_MINUTES = 2 };

struct sitting {
    struct world w; /* the clock goes on with each step */
    int64_t edition_id, meeting_id;
    int64_t chair; /* user */
    struct sql_demo_jurors_row *juror;
    size_t juror_count;
    struct sql_honour_list_row *honour;
    size_t honour_count;
    size_t motions;
    bool noted; /* what was said is in the minutes once */
};

static void later(struct sitting *s, int minutes)
{
    s->w.now += (int64_t)minutes * MINUTE_S;
}

/* Nearly everybody agrees with everything. */
static const char *choice(const struct sitting *s, size_t juror)
{
    if (juror == s->juror_count - 1 && s->motions == 2)
        return "no";
    return juror == 1 && s->motions % 3 == 0 ? "abstain" : "yes";
}

static void vote(struct sitting *s, int64_t motion)
{
    later(s, SHORT_MINUTES);
    motion_open(&s->w, motion);
    s->motions++;
    for (size_t i = 0; i < s->juror_count; i++) {
        struct world as_juror = s->w;
        as_juror.user_id = s->juror[i].user_id;
        motion_vote(&as_juror, motion, s->juror[i].id, choice(s, i), 0);
    }
    later(s, SHORT_MINUTES);
    motion_close(&s->w, motion);
}

static void decide(struct sitting *s, struct motion_plan *plan)
{
    int64_t id = 0;
    if (plan->entry_count == 0)
        return;
    if (motion_departs(&s->w, plan))
        plan->departure =
            "Der Besuch vor Ort hat die Jury mehr überzeugt, als es die "
            "schriftliche Bewerbung konnte.";
    if (motion_move(&s->w, plan, &id) == MOTION_OK)
        vote(s, id);
}

/* --- the agenda -------------------------------------------------------------
 */

static int64_t call(struct sitting *s, struct meeting_item item)
{
    item.meeting_id = s->meeting_id;
    int64_t id = meeting_item_add(&s->w, &item);
    if (id != 0)
        meeting_call(&s->w, s->meeting_id, id);
    later(s, LONG_MINUTES);
    return id;
}

static void write_note(struct sitting *s, int64_t item_id, int64_t entry_id)
{
    struct meeting_item item;
    if (meeting_item_by_id(&s->w, item_id, &item))
        meeting_note_put(&s->w, &item, entry_id, 0,
                         "Beeindruckt hat vor allem, dass die Belegschaft "
                         "selbst erzählt, was sich „durch uns alle“ geändert "
                         "hat.",
                         true);
}

/* First who is nominated, then who wins. */
static void decide_category(struct sitting *s, int64_t category_id)
{
    int64_t *entry =
        arena_alloc(s->w.mem, (s->honour_count + 1) * sizeof *entry);
    struct motion_plan plan = {
        .kind = "nominate", .category_id = category_id, .entry = entry};
    const struct sql_honour_list_row *winner = NULL;
    for (size_t i = 0; i < s->honour_count; i++) {
        const struct sql_honour_list_row *h = &s->honour[i];
        if (h->category_id == NULL || *h->category_id != category_id)
            continue;
        if (h->nominee != 0)
            entry[plan.entry_count++] = h->id;
        if (h->winner != 0)
            winner = h;
    }
    if (winner == NULL)
        return;
    plan.item_id = call(s, (struct meeting_item){.kind = "contest",
                                                 .category_id = category_id});
    decide(s, &plan);
    if (!s->noted)
        write_note(s, plan.item_id, winner->id);
    s->noted = true;
    struct motion_plan award = {.kind = "award",
                                .item_id = plan.item_id,
                                .category_id = category_id,
                                .reason_de = winner->reason_de,
                                .reason_en = winner->reason_en,
                                .entry = &winner->id,
                                .entry_count = 1};
    decide(s, &award);
}

static void decide_prizes(struct sitting *s)
{
    struct prize_award *given;
    size_t count = prize_awards(&s->w, s->edition_id, &given);
    for (size_t i = 0; i < count; i++) {
        struct motion_plan plan = {.kind = "award",
                                   .prize_id = given[i].prize_id,
                                   .reason_de = given[i].reason_de,
                                   .reason_en = given[i].reason_en,
                                   .entry = &given[i].entry_id,
                                   .entry_count = 1};
        plan.item_id =
            call(s, (struct meeting_item){.kind = "contest",
                                          .prize_id = given[i].prize_id});
        decide(s, &plan);
    }
}

/* --- the meeting ------------------------------------------------------------
 */

static void plan(struct sitting *s)
{
    struct sql_office_rounds_row *round;
    size_t rounds = sql_office_rounds(s->w.db, s->edition_id, &round);
    int64_t ends_at = s->w.now + (int64_t)3 * 60 * MINUTE_S;
    const struct meeting_plan planned = {
        .title_de = "Jurysitzung",
        .title_en = "Jury meeting",
        .place = "Altes Rathaus Ahrenfels, Kleiner Saal",
        .starts_at = s->w.now,
        .ends_at = &ends_at,
        .round = rounds > 0 ? &round[0].id : NULL,
        .round_count = rounds > 0,
    };
    s->meeting_id = meeting_add(&s->w, s->edition_id, &planned);
}

/* Who is in the jury, and who has the chair. */
static bool gather(struct sitting *s)
{
    s->juror_count = sql_demo_jurors(s->w.db, s->edition_id, &s->juror);
    s->honour_count = sql_honour_list(s->w.db, s->edition_id, &s->honour);
    for (size_t i = 0; i < s->juror_count; i++)
        if (s->juror[i].chair != 0)
            s->chair = s->juror[i].user_id;
    return s->chair != 0;
}

static bool begin(struct sitting *s)
{
    const struct meeting_item welcome = {
        .meeting_id = s->meeting_id,
        .kind = "topic",
        .title_de = "Begrüßung, Befangenheiten, Rangliste",
        .title_en = "Welcome, conflicts of interest, ranking"};
    int64_t id = meeting_item_add(&s->w, &welcome);
    if (meeting_open(&s->w, s->meeting_id) != MEETING_OK)
        return false;
    for (size_t i = 0; i < s->juror_count; i++)
        meeting_come(&s->w, s->meeting_id, s->juror[i].id);
    later(s, SHORT_MINUTES);
    meeting_call(&s->w, s->meeting_id, id);
    later(s, LONG_MINUTES);
    return true;
}

static void sign(struct sitting *s, const char *role, int64_t user_id)
{
    struct minutes m;
    struct world as = s->w;
    as.user_id = user_id;
    if (minutes_by_number(&as, s->meeting_id, 0, &m))
        minutes_sign(&as, &m, role, m.digest);
}

void demo_meeting_decide(const struct world *w, int64_t edition_id)
{
    struct sql_demo_office_row office;
    struct sql_edition_categories_row *category;
    struct sitting s = {.w = *w, .edition_id = edition_id};
    if (!gather(&s) || !sql_demo_office(w->db, &office))
        return;
    plan(&s);
    s.w.user_id = s.chair;
    size_t count = sql_edition_categories(w->db, edition_id, &category);
    if (!begin(&s))
        return;
    for (size_t i = 0; i < count; i++)
        decide_category(&s, category[i].id);
    decide_prizes(&s);
    meeting_close(&s.w, s.meeting_id);
    later(&s, 24 * 60);
    sign(&s, "chair", s.chair);
    sign(&s, "second", office.id);
}
