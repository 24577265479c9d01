/* From a closed meeting's rows to its minutes. */
#include "model/minutes_document.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_minutes.h"
#include "model/minutes_ranking.h"
#include "model/vote_rule.h"

struct telling {
    const struct world *w;
    struct json_out j;
    const struct sql_minutes_meeting_row *m;
    const struct sql_minutes_jurors_row *juror;
    size_t juror_count;
    const struct sql_minutes_times_row *time;
    size_t time_count;
};

void minutes_text_member(struct json_out *j, const char *key, const char *text)
{
    if (!str_empty(text))
        json_text(j, key, text);
}

static void flag(struct json_out *j, const char *key, bool value)
{
    if (value)
        json_bool(j, key, true);
}

/* Both languages of a name, as "category_de" and "category_en". */
static void pair(struct telling *t, const char *key, const char *de,
                 const char *en)
{
    minutes_text_member(&t->j, arena_printf(t->w->mem, "%s_de", key), de);
    minutes_text_member(&t->j, arena_printf(t->w->mem, "%s_en", key), en);
}

static void tell_head(struct telling *t, int64_t number)
{
    struct json_out *j = &t->j;
    const struct sql_minutes_meeting_row *m = t->m;
    json_text(j, "lorbeer", "minutes");
    json_int(j, "version", 2);
    json_int(j, "number", number);
    json_object(j, "edition");
    json_text(j, "slug", m->slug);
    pair(t, "title", m->edition_de, m->edition_en);
    minutes_text_member(j, "organiser", m->organiser);
    flag(j, "blind", m->blind != 0);
    json_object_end(j);
    json_object(j, "meeting");
    json_int(j, "number", m->number);
    pair(t, "title", m->title_de, m->title_en);
    minutes_text_member(j, "place", m->place);
    json_int(j, "opened_at", *m->opened_at);
    json_int(j, "closed_at", *m->closed_at);
    json_object_end(j);
}

/* The rules as they were fixed, as a value of its own. */
static void tell_rule(struct telling *t)
{
    struct vote_rule rule;
    struct json_out *j = &t->j;
    if (vote_rule_read(t->w->mem, t->m->rules, strlen(t->m->rules), &rule))
        return;
    json_text(j, "rule", t->m->rules);
}

/* --- who was there ----------------------------------------------------------
 */

static bool came(const struct telling *t, int64_t juror_id)
{
    for (size_t i = 0; i < t->time_count; i++)
        if (t->time[i].jury_member_id == juror_id)
            return true;
    return false;
}

static void tell_times(struct telling *t, int64_t juror_id)
{
    json_array(&t->j, "times");
    for (size_t i = 0; i < t->time_count; i++) {
        const struct sql_minutes_times_row *time = &t->time[i];
        if (time->jury_member_id != juror_id)
            continue;
        json_object(&t->j, NULL);
        json_int(&t->j, "from", time->came_at);
        json_int(&t->j, "to",
                 time->left_at ? *time->left_at : *t->m->closed_at);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_person(struct telling *t,
                        const struct sql_minutes_jurors_row *p, bool present)
{
    struct json_out *j = &t->j;
    json_object(j, NULL);
    json_text(j, "code", p->code);
    json_text(j, "name", p->name);
    minutes_text_member(j, "institution", p->institution);
    pair(t, "function", p->function_de, p->function_en);
    flag(j, "chair", p->chair != 0);
    flag(j, "deputy_chair", p->deputy_chair != 0);
    flag(j, "advises", p->votes == 0);
    minutes_text_member(j, "stands_in_for", p->absent);
    if (present)
        tell_times(t, p->id);
    json_object_end(j);
}

/* Stand-ins who did not come were not expected to. */
static void tell_people(struct telling *t, const char *key, bool present)
{
    bool begun = false;
    for (size_t i = 0; i < t->juror_count; i++) {
        const struct sql_minutes_jurors_row *p = &t->juror[i];
        if (came(t, p->id) != present || (!present && p->absent != NULL))
            continue;
        if (!begun)
            json_array(&t->j, key);
        begun = true;
        tell_person(t, p, present);
    }
    if (begun)
        json_array_end(&t->j);
}

static bool there(const struct telling *t, int64_t juror_id, int64_t at)
{
    for (size_t i = 0; i < t->time_count; i++)
        if (t->time[i].jury_member_id == juror_id && t->time[i].came_at <= at &&
            (t->time[i].left_at == NULL || *t->time[i].left_at > at))
            return true;
    return false;
}

/* Is the seat taken, by himself or by a stand-in? */
static bool taken(const struct telling *t,
                  const struct sql_minutes_jurors_row *seat, int64_t at)
{
    if (there(t, seat->id, at))
        return true;
    for (size_t i = 0; i < t->juror_count; i++)
        if (str_equal(t->juror[i].absent, seat->code) &&
            t->juror[i].votes != 0 && there(t, t->juror[i].id, at))
            return true;
    return false;
}

static void tell_start(struct telling *t)
{
    struct sql_minutes_called_row called = {0};
    struct vote_rule rule = vote_rule_default;
    int64_t seats = 0, present = 0;
    bool chair = false;
    struct json_out *j = &t->j;
    if (!sql_minutes_called(t->w->db, t->m->id, &called) || called.at == NULL)
        return;
    for (size_t i = 0; i < t->juror_count; i++) {
        const struct sql_minutes_jurors_row *p = &t->juror[i];
        chair = chair ||
                ((p->chair || p->deputy_chair) && there(t, p->id, *called.at));
        if (p->votes == 0 || p->absent != NULL)
            continue;
        seats++;
        present += taken(t, p, *called.at);
    }
    vote_rule_read(t->w->mem, t->m->rules, strlen(t->m->rules), &rule);
    json_object(j, "start");
    json_int(j, "at", *called.at);
    json_int(j, "seats", seats);
    json_int(j, "needed", vote_quorum(&rule, seats));
    json_int(j, "present", present);
    flag(j, "chair", chair);
    json_object_end(j);
}

static void tell_chairs(struct telling *t)
{
    struct sql_minutes_chairs_row *row;
    size_t count = sql_minutes_chairs(t->w->db, t->m->id, &row);
    if (count == 0)
        return;
    json_array(&t->j, "chairs");
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_int(&t->j, "at", row[i].at);
        json_text(&t->j, "juror", row[i].juror);
        json_text(&t->j, "name", row[i].name);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_entries(struct telling *t)
{
    struct sql_minutes_entries_row *row;
    size_t count = sql_minutes_entries(t->w->db, t->m->id, &row);
    if (count == 0)
        return;
    json_array(&t->j, "entries");
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "code", row[i].code);
        if (t->m->blind == 0)
            json_text(&t->j, "name", row[i].name);
        pair(t, "category", row[i].category_de, row[i].category_en);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

/* --- items and motions ------------------------------------------------------
 */

static void tell_out(struct telling *t, int64_t item_id)
{
    struct sql_minutes_out_row *row;
    size_t count = sql_minutes_out(t->w->db, item_id, &row);
    if (count == 0)
        return;
    json_array(&t->j, "out");
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "juror", row[i].juror);
        minutes_text_member(&t->j, "kind", row[i].kind);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_named(struct telling *t,
                       const struct sql_minutes_motions_row *m)
{
    struct sql_minutes_motion_entries_row *row;
    size_t count = sql_minutes_motion_entries(t->w->db, m->id, &row);
    bool counted = str_equal(m->kind, "runoff") && m->closed_at != NULL;
    if (count == 0)
        return;
    json_array(&t->j, "entries");
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "code", row[i].entry);
        if (counted)
            json_int(&t->j, "votes", row[i].votes);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

/* Of an open vote everybody's; of a secret one only who could vote. */
static void tell_seats(struct telling *t,
                       const struct sql_minutes_motions_row *m)
{
    struct sql_minutes_seats_row *row;
    size_t count = sql_minutes_seats(t->w->db, m->id, &row);
    if (count == 0)
        return;
    json_array(&t->j, "seats");
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "juror", row[i].juror);
        json_text(&t->j, "place", row[i].place);
        minutes_text_member(&t->j, "for", row[i].absent);
        if (m->secret == 0) {
            minutes_text_member(&t->j, "choice", row[i].choice);
            minutes_text_member(&t->j, "entry", row[i].entry);
        }
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_vote(struct telling *t,
                      const struct sql_minutes_motions_row *m)
{
    struct json_out *j = &t->j;
    flag(j, "secret", m->secret != 0);
    flag(j, "no_abstention", m->no_abstention != 0);
    json_int(j, "opened_at", *m->opened_at);
    json_int(j, "closed_at", m->closed_at ? *m->closed_at : *m->opened_at);
    json_text(j, "outcome", m->outcome);
    json_int(j, "quorum", m->quorum);
    json_int(j, "present", m->present);
    json_int(j, "yes", m->yes);
    json_int(j, "no", m->no);
    json_int(j, "abstained", m->abstained);
    tell_seats(t, m);
    if (str_empty(m->casting))
        return;
    json_object(j, "casting");
    json_text(j, "choice", m->casting);
    minutes_text_member(j, "juror", m->casting_by);
    minutes_text_member(j, "reason", m->casting_reason);
    json_object_end(j);
}

static void tell_motion(struct telling *t,
                        const struct sql_minutes_motions_row *m)
{
    struct json_out *j = &t->j;
    bool voted = str_equal(m->state, "closed") && m->opened_at != NULL;
    json_object(j, NULL);
    json_int(j, "number", m->number);
    json_text(j, "kind", m->kind);
    json_text(j, "state", m->state);
    minutes_text_member(j, "moved_by", m->moved_by);
    json_int(j, "moved_at", m->moved_at);
    if (m->repeats != NULL)
        json_int(j, "repeats", *m->repeats);
    pair(t, "category", m->category_de, m->category_en);
    pair(t, "prize", m->prize_de, m->prize_en);
    tell_named(t, m);
    minutes_text_member(j, "text", m->text);
    pair(t, "reason", m->reason_de, m->reason_en);
    flag(j, "departs", m->departs != 0);
    minutes_text_member(j, "departure", m->departure);
    if (voted)
        tell_vote(t, m);
    minutes_text_member(j, "chosen", m->chosen);
    json_object_end(j);
}

static void tell_item(struct telling *t, const struct sql_minutes_items_row *i)
{
    struct json_out *j = &t->j;
    struct sql_minutes_motions_row *motion;
    size_t count = sql_minutes_motions(t->w->db, i->id, &motion);
    json_object(j, NULL);
    json_text(j, "kind", i->kind);
    minutes_text_member(j, "entry", i->entry);
    pair(t, "category", i->category_de, i->category_en);
    pair(t, "prize", i->prize_de, i->prize_en);
    pair(t, "title", i->title_de, i->title_en);
    json_int(j, "from", *i->begun_at);
    json_int(j, "to", i->ended_at ? *i->ended_at : *t->m->closed_at);
    tell_out(t, i->id);
    minutes_notes(t->w, i->id, j);
    if (count > 0)
        json_array(j, "motions");
    for (size_t k = 0; k < count; k++)
        tell_motion(t, &motion[k]);
    if (count > 0)
        json_array_end(j);
    json_object_end(j);
}

static void tell_items(struct telling *t)
{
    struct sql_minutes_items_row *row;
    size_t count = sql_minutes_items(t->w->db, t->m->id, &row);
    if (count == 0)
        return;
    json_array(&t->j, "items");
    for (size_t i = 0; i < count; i++)
        tell_item(t, &row[i]);
    json_array_end(&t->j);
}

/* --- what came of it --------------------------------------------------------
 */

static void tell_honours(struct telling *t)
{
    struct sql_minutes_honours_row *row;
    size_t count = sql_minutes_honours(t->w->db, t->m->id, &row);
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "kind", row[i].kind);
        json_int(&t->j, "motion", row[i].motion);
        json_text(&t->j, "entry", row[i].entry);
        pair(t, "category", row[i].category_de, row[i].category_en);
        pair(t, "reason", row[i].reason_de, row[i].reason_en);
        json_object_end(&t->j);
    }
}

static void tell_prizes(struct telling *t)
{
    struct sql_minutes_prizes_row *row;
    size_t count = sql_minutes_prizes(t->w->db, t->m->id, &row);
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "kind", "prize");
        json_int(&t->j, "motion", row[i].motion);
        json_text(&t->j, "entry", row[i].entry);
        pair(t, "prize", row[i].name_de, row[i].name_en);
        json_int(&t->j, "cents", row[i].amount_cents);
        if (row[i].heads != NULL)
            json_int(&t->j, "heads", *row[i].heads);
        pair(t, "reason", row[i].reason_de, row[i].reason_en);
        json_object_end(&t->j);
    }
}

static void tell_withheld(struct telling *t)
{
    struct sql_minutes_withheld_row *row;
    size_t count = sql_minutes_withheld(t->w->db, t->m->id, &row);
    for (size_t i = 0; i < count; i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "kind", "withheld");
        json_int(&t->j, "motion", row[i].motion);
        pair(t, "category", row[i].category_de, row[i].category_en);
        pair(t, "prize", row[i].prize_de, row[i].prize_en);
        pair(t, "reason", row[i].reason_de, row[i].reason_en);
        json_object_end(&t->j);
    }
}

static void tell_decisions(struct telling *t)
{
    json_array(&t->j, "decisions");
    tell_honours(t);
    tell_prizes(t);
    tell_withheld(t);
    json_array_end(&t->j);
}

static bool closed(const struct world *w, int64_t meeting_id,
                   struct sql_minutes_meeting_row *m)
{
    return sql_minutes_meeting(w->db, meeting_id, m) &&
           str_equal(m->state, "closed") && m->opened_at != NULL &&
           m->closed_at != NULL;
}

const char *minutes_document(const struct world *w, int64_t meeting_id)
{
    struct sql_minutes_meeting_row m;
    struct sql_minutes_jurors_row *juror;
    struct sql_minutes_times_row *time;
    struct telling t = {.w = w, .m = &m};
    struct buf out;
    if (!closed(w, meeting_id, &m))
        return NULL;
    t.juror_count = sql_minutes_jurors(w->db, meeting_id, &juror);
    t.time_count = sql_minutes_times(w->db, meeting_id, &time);
    t.juror = juror;
    t.time = time;
    buf_init(&out, w->mem);
    json_out_start(&t.j, &out, 0);
    json_object(&t.j, NULL);
    tell_head(&t, 0);
    tell_rule(&t);
    tell_people(&t, "people", true);
    tell_people(&t, "absent", false);
    tell_start(&t);
    tell_chairs(&t);
    tell_entries(&t);
    minutes_rounds(w, meeting_id, &t.j);
    tell_items(&t);
    tell_decisions(&t);
    json_object_end(&t.j);
    return out.data;
}

const char *minutes_addendum_document(const struct world *w, int64_t meeting_id,
                                      const struct minutes_addition *addition)
{
    struct sql_minutes_meeting_row m;
    struct sql_minutes_list_row *row;
    struct telling t = {.w = w, .m = &m};
    struct buf out;
    size_t count = sql_minutes_list(w->db, meeting_id, &row);
    if (count == 0 || !closed(w, meeting_id, &m))
        return NULL;
    buf_init(&out, w->mem);
    json_out_start(&t.j, &out, 0);
    json_object(&t.j, NULL);
    tell_head(&t, addition->number);
    tell_chairs(&t);
    json_text(&t.j, "minutes", row[0].digest);
    json_text(&t.j, "reason", addition->reason);
    json_text(&t.j, "text", addition->text);
    json_object_end(&t.j);
    return out.data;
}
