/* Visits: see visit.h. Each change is told to those who know of the visit, and
 * only to them. */
#include "model/visit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_visit.h"
#include "gen/sql_visit_write.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/notice.h"

/* --- reading ---------------------------------------------------------------
 */

const struct visit_rule visit_rule_default = {2, 90, 60};

struct visit_rule visit_rule_get(const struct world *w, int64_t round_id)
{
    struct sql_visit_rule_get_row row;
    if (!sql_visit_rule_get(w->db, round_id, &row))
        return visit_rule_default;
    return (struct visit_rule){row.jurors_min, row.minutes, row.travel_minutes};
}

bool visit_by_id(const struct world *w, int64_t id, struct visit *v)
{
    struct sql_visit_by_id_row row;
    if (!sql_visit_by_id(w->db, id, &row))
        return false;
    *v = (struct visit){
        .id = row.id,
        .round_id = row.round_id,
        .edition_id = row.edition_id,
        .entry_id = row.entry_id,
        .code = row.code,
        .organisation = row.organisation,
        .starts_at = row.starts_at,
        .ends_at = row.ends_at,
        .address = row.address,
        .contact = row.contact,
        .phone = row.phone,
        .remark = row.remark,
        .names_shown = row.names_shown,
        .state = row.state,
        .announced_at = row.announced_at,
        .answered_at = row.answered_at,
        .wish = row.wish,
        .sequence = row.sequence,
        .changed_at = row.changed_at,
        .report = row.report,
    };
    return true;
}

size_t visit_list(const struct world *w, int64_t round_id, struct visit **list)
{
    struct sql_visit_of_round_row *row;
    size_t count = sql_visit_of_round(w->db, round_id, &row), filled = 0;
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        filled += visit_by_id(w, row[i].id, &(*list)[filled]);
    return filled;
}

size_t visit_of_entry(const struct world *w, int64_t entry_id,
                      struct visit **list)
{
    struct sql_visit_of_entry_row *row;
    size_t count = sql_visit_of_entry(w->db, entry_id, &row), filled = 0;
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        filled += visit_by_id(w, row[i].id, &(*list)[filled]);
    return filled;
}

size_t visit_people(const struct world *w, int64_t visit_id,
                    struct visit_person **list)
{
    struct sql_visit_people_row *row;
    size_t count = sql_visit_people(w->db, visit_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct visit_person){
            .jury_member_id = row[i].id,
            .user_id = row[i].user_id,
            .name = row[i].name,
            .institution = row[i].institution,
            .function_de = row[i].function_de,
            .function_en = row[i].function_en,
            .goes = row[i].goes,
            .was_there = row[i].was_there,
        };
    return count;
}

/* --- telling ----------------------------------------------------------------
 */

/* "- Dr. Ada Beispiel, Technische Universität (Vizepräsidentin)", a line each;
 * how many come where their names are not shown. */
static const char *visitors(const struct world *w, const struct visit *v,
                            enum lang lang)
{
    struct visit_person *p;
    struct buf out;
    size_t count = visit_people(w, v->id, &p), going = 0;
    buf_init(&out, w->mem);
    for (size_t i = 0; i < count; i++) {
        const char *what = lang_pick(lang, p[i].function_de, p[i].function_en);
        if (!p[i].goes)
            continue;
        buf_addf(&out, "%s- %s", going++ > 0 ? "\n" : "", p[i].name);
        if (!str_empty(p[i].institution))
            buf_addf(&out, ", %s", p[i].institution);
        if (!str_empty(what))
            buf_addf(&out, " (%s)", what);
    }
    if (v->names_shown)
        return out.data;
    return arena_printf(w->mem,
                        lang_plural(lang, "One member of the jury",
                                    "%d members of the jury", (int64_t)going),
                        (int)going);
}

enum { VALUES = 7 };

/* "30. November 2026, 9:00 Uhr" to "10:30": the end by the clock alone, unless
 * it is on another day. */
static void values_of(const struct world *w, const struct visit *v,
                      struct notice_value value[VALUES])
{
    struct edition e = {.title_de = "", .title_en = ""};
    edition_by_id(w, v->edition_id, &e);
    value[0] = (struct notice_value){"organisation", v->organisation, NULL};
    value[1] = (struct notice_value){"edition", e.title_de, e.title_en};
    value[2] = notice_instant(w, "begin", v->starts_at);
    value[3] = notice_instant(w, "end", v->ends_at);
    value[4] = (struct notice_value){"address", v->address, NULL};
    value[5] = (struct notice_value){"visitors", visitors(w, v, LANG_DE),
                                     visitors(w, v, LANG_EN)};
    value[6] = (struct notice_value){"wish", v->wish, NULL};
}

static void tell_company(const struct world *w, int64_t id, const char *kind)
{
    struct visit v;
    struct notice_value value[VALUES];
    if (!visit_by_id(w, id, &v))
        return; /* the disk failed: the caller's commit will say so */
    values_of(w, &v, value);
    notice_contacts(
        w, v.entry_id,
        &(struct notice){
            kind, value, VALUES,
            arena_printf(w->mem, "/my/entry/%" PRId64 "/visit", v.entry_id)});
}

/* The mail names no company: it says that there is something to be read. */
static void tell_juror(const struct world *w, const struct visit *v,
                       int64_t user_id)
{
    struct notice_value value[VALUES];
    values_of(w, v, value);
    notice_person(
        w, user_id,
        &(struct notice){"visit_juror", value, VALUES, "/jury/visits"});
}

static void tell_jurors(const struct world *w, int64_t id)
{
    struct visit v;
    struct visit_person *p;
    if (!visit_by_id(w, id, &v))
        return;
    size_t count = visit_people(w, id, &p);
    for (size_t i = 0; i < count; i++)
        if (p[i].goes)
            tell_juror(w, &v, p[i].user_id);
}

/* --- planning ---------------------------------------------------------------
 */

static const char *number_text(const struct world *w, int64_t n)
{
    return arena_printf(w->mem, "%" PRId64, n);
}

void visit_rule_set(const struct world *w, int64_t round_id,
                    const struct visit_rule *rule)
{
    struct visit_rule before = visit_rule_get(w, round_id);
    const struct audit_field field[] = {
        {"jurors_min", number_text(w, before.jurors_min),
         number_text(w, rule->jurors_min)},
        {"minutes", number_text(w, before.minutes),
         number_text(w, rule->minutes)},
        {"travel_minutes", number_text(w, before.travel_minutes),
         number_text(w, rule->travel_minutes)},
    };
    sql_visit_rule_put(w->db, round_id, rule->jurors_min, rule->minutes,
                       rule->travel_minutes);
    audit_change(w, "visit.rule", "round", round_id, field,
                 sizeof field / sizeof *field);
}

/* Ids of those who go, for the log. */
static const char *going(const struct world *w, int64_t id)
{
    struct visit_person *p;
    struct buf out;
    size_t count = visit_people(w, id, &p);
    buf_init(&out, w->mem);
    for (size_t i = 0; i < count; i++)
        if (p[i].goes)
            buf_addf(&out, "%s%" PRId64, out.bytes > 0 ? " " : "",
                     p[i].jury_member_id);
    return out.data;
}

static void log_plan(const struct world *w, const struct visit *was,
                     const char *went, int64_t id)
{
    struct visit now;
    if (!visit_by_id(w, id, &now))
        return;
    const struct audit_field field[] = {
        {"begin", was ? clock_iso(w->mem, was->starts_at) : NULL,
         clock_iso(w->mem, now.starts_at)},
        {"end", was ? clock_iso(w->mem, was->ends_at) : NULL,
         clock_iso(w->mem, now.ends_at)},
        {"address", was ? was->address : NULL, now.address},
        {"contact", was ? was->contact : NULL, now.contact},
        {"phone", was ? was->phone : NULL, now.phone},
        {"remark", was ? was->remark : NULL, now.remark},
        {"names_shown", was ? number_text(w, was->names_shown) : NULL,
         number_text(w, now.names_shown)},
        {"jurors", went, going(w, id)},
    };
    audit_change(w, "visit.plan", "visit", id, field,
                 sizeof field / sizeof *field);
}

static bool find(const struct world *w, int64_t round_id, int64_t entry_id,
                 struct visit *v)
{
    struct visit *list;
    size_t count = visit_list(w, round_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].entry_id == entry_id) {
            *v = list[i];
            return true;
        }
    return false;
}

static bool is_moved(const struct visit *was, const struct visit_plan *plan)
{
    return was->starts_at != plan->starts_at || was->ends_at != plan->ends_at ||
           !str_equal(was->address, plan->address);
}

/* What was announced changed: who knows of it hears of it, who joins as well.
 */
static void tell_change(const struct world *w, const struct visit *was,
                        const struct visit_plan *plan, const char *went)
{
    bool moved = is_moved(was, plan);
    bool others = !str_equal(went, going(w, was->id));
    bool contact = !str_equal(was->contact, plan->contact) ||
                   !str_equal(was->phone, plan->phone);
    bool shown = others && (plan->names_shown || was->names_shown);
    if (moved)
        sql_visit_anew(w->db, was->id);
    if (moved || others || contact || !str_equal(was->remark, plan->remark))
        sql_visit_next(w->db, was->id, w->now);
    if (moved || shown || was->names_shown != plan->names_shown)
        tell_company(w, was->id, "visit_changed");
    if (moved || others)
        tell_jurors(w, was->id);
}

int64_t visit_put(const struct world *w, int64_t round_id,
                  const struct visit_plan *plan)
{
    struct visit was;
    bool there = find(w, round_id, plan->entry_id, &was);
    if (there && str_equal(was.state, "done"))
        return was.id;
    const char *went = there ? going(w, was.id) : NULL;
    int64_t id = there ? was.id
                       : sql_visit_add(w->db, round_id, plan->entry_id,
                                       plan->starts_at, plan->ends_at,
                                       plan->address, world_actor(w), w->now);
    sql_visit_change(w->db, id, plan->starts_at, plan->ends_at, plan->address,
                     plan->contact, plan->phone, plan->remark,
                     plan->names_shown, world_actor(w), w->now);
    sql_visit_remove_people(w->db, id);
    for (size_t i = 0; i < plan->juror_count; i++)
        sql_visit_add_person(w->db, id, plan->juror[i]);
    log_plan(w, there ? &was : NULL, went, id);
    if (there && str_equal(was.state, "cancelled")) {
        sql_visit_anew(w->db, id);
        sql_visit_hide(w->db, id);
    } else if (there && was.announced_at != NULL) {
        tell_change(w, &was, plan, went);
    }
    return id;
}

/* --- states -----------------------------------------------------------------
 */

bool visit_announce(const struct world *w, int64_t id)
{
    struct visit v;
    if (!visit_by_id(w, id, &v) || sql_visit_announce(w->db, id, w->now) == 0)
        return false;
    audit_add(w, "visit.announce", "visit", id, NULL);
    tell_company(w, id, "visit_planned");
    tell_jurors(w, id);
    return true;
}

bool visit_cancel(const struct world *w, int64_t id)
{
    struct visit v;
    if (!visit_by_id(w, id, &v) || str_equal(v.state, "cancelled") ||
        str_equal(v.state, "done"))
        return false;
    audit_add(w, "visit.cancel", "visit", id, NULL);
    if (v.announced_at == NULL) {
        sql_visit_remove_people(w->db, id);
        sql_visit_remove(w->db, id);
        return true;
    }
    sql_visit_set_state(w->db, id, "cancelled", w->now);
    tell_company(w, id, "visit_cancelled");
    tell_jurors(w, id);
    return true;
}

static bool is_among(const int64_t *id, size_t count, int64_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (id[i] == wanted)
            return true;
    return false;
}

bool visit_done(const struct world *w, int64_t id, const char *report,
                const int64_t *juror, size_t juror_count)
{
    struct visit v;
    struct visit_person *p;
    struct buf there;
    if (!visit_by_id(w, id, &v) || v.announced_at == NULL ||
        str_equal(v.state, "cancelled") || v.starts_at > w->now)
        return false;
    size_t count = visit_people(w, id, &p);
    for (size_t i = 0; i < count; i++)
        if (!is_among(juror, juror_count, p[i].jury_member_id))
            sql_visit_there(w->db, id, p[i].jury_member_id, 0);
    buf_init(&there, w->mem);
    for (size_t i = 0; i < juror_count; i++) {
        sql_visit_there(w->db, id, juror[i], 1);
        buf_addf(&there, "%s%" PRId64, i > 0 ? " " : "", juror[i]);
    }
    const struct audit_field field[] = {{"state", v.state, "done"},
                                        {"report", v.report, report},
                                        {"there", NULL, there.data}};
    sql_visit_report(w->db, id, report);
    sql_visit_set_state(w->db, id, "done", w->now);
    audit_change(w, "visit.done", "visit", id, field,
                 sizeof field / sizeof *field);
    return true;
}

static void tell_office(const struct world *w, int64_t id)
{
    struct visit v;
    struct notice_value value[VALUES];
    if (!visit_by_id(w, id, &v))
        return;
    values_of(w, &v, value);
    notice_organisers(
        w, v.entry_id,
        &(struct notice){
            str_empty(v.wish) ? "visit_confirmed" : "visit_wish", value, VALUES,
            arena_printf(w->mem, "/office/round/%" PRId64 "/visits",
                         v.round_id)});
}

bool visit_answer(const struct world *w, int64_t id, const char *wish)
{
    struct visit v;
    if (!visit_by_id(w, id, &v) || v.announced_at == NULL ||
        v.starts_at <= w->now ||
        !(str_equal(v.state, "planned") || str_equal(v.state, "confirmed")))
        return false;
    const char *state = str_empty(wish) ? "confirmed" : "planned";
    const struct audit_field field[] = {{"state", v.state, state},
                                        {"wish", v.wish, wish}};
    if (str_equal(state, v.state) && str_equal(wish, v.wish))
        return true;
    sql_visit_answer(w->db, id, state, wish, w->user_id, w->now);
    audit_change(w, "visit.answer", "visit", id, field,
                 sizeof field / sizeof *field);
    tell_office(w, id);
    return true;
}

/* --- calendars --------------------------------------------------------------
 */

const char *visit_calendar_new(const struct world *w, int64_t jury_member_id)
{
    const char *token = secret_token(w->mem);
    sql_visit_calendar_put(w->db, jury_member_id,
                           secret_token_digest(w->mem, token), w->now);
    audit_add(w, "visit.calendar", "jury_member", jury_member_id, NULL);
    return token;
}

void visit_calendar_end(const struct world *w, int64_t jury_member_id)
{
    if (sql_visit_calendar_remove(w->db, jury_member_id) > 0)
        audit_add(w, "visit.calendar_end", "jury_member", jury_member_id, NULL);
}
