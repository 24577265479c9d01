/* Visits as jurors and as the company read them, and as calendar files. Whoever
 * may not know of one finds nothing, and no sign of it. */
#include "page/visit.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_visit.h"
#include "model/ics.h"
#include "model/visit.h"
#include "page/jury_place.h"
#include "page/my_form.h"
#include "page/visit_view.h"

static const char *what_of(const struct ctx *c, const struct visit_person *p)
{
    const char *what = PICK(p->function_de, p->function_en);
    if (str_empty(what))
        return p->institution;
    if (str_empty(p->institution))
        return what;
    return arena_printf(c->world.mem, "%s, %s", what, p->institution);
}

/* Who goes; of a visit that took place, who was there. */
static const struct visit_guest *guests(struct ctx *c, const struct visit *v,
                                        size_t *count)
{
    struct visit_person *p;
    size_t all = visit_people(&c->world, v->id, &p);
    bool done = str_equal(v->state, "done");
    struct visit_guest *list =
        arena_alloc(c->world.mem, (all + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (done ? p[i].was_there != NULL && *p[i].was_there == 1 : p[i].goes)
            list[(*count)++] =
                (struct visit_guest){p[i].name, what_of(c, &p[i])};
    return list;
}

/* --- jurors -----------------------------------------------------------------
 */

static struct jury_visit jury_visit(struct ctx *c, const struct visit *v,
                                    const struct sql_visit_of_juror_row *row)
{
    struct jury_visit item = {
        .entry_id = v->entry_id,
        .company = jury_title(c, row->blind, v->code, v->organisation),
        .edition = PICK(row->title_de, row->title_en),
        .state = v->state,
        .starts_at = v->starts_at,
        .ends_at = v->ends_at,
        .address = v->address,
        .contact = v->contact,
        .phone = v->phone,
        .remark = v->remark,
        .mine = row->goes,
    };
    item.guest = guests(c, v, &item.guest_count);
    return item;
}

static void fill_seats(struct ctx *c, struct jury_visits_view *v,
                       int64_t fresh_id, const char *fresh)
{
    struct sql_visit_seats_row *row;
    size_t count = sql_visit_seats(c->world.db, c->visitor.id, &row);
    struct jury_seat *seat =
        arena_alloc(c->world.mem, (count + 1) * sizeof *seat);
    for (size_t i = 0; i < count; i++) {
        struct sql_visit_calendar_since_row *since =
            arena_alloc(c->world.mem, sizeof *since);
        bool there = sql_visit_calendar_since(c->world.db, row[i].id, since);
        seat[i] = (struct jury_seat){
            .id = row[i].id,
            .edition = PICK(row[i].title_de, row[i].title_en),
            .since = there ? &since->created_at : NULL,
            .url = row[i].id == fresh_id ? fresh : NULL,
        };
    }
    v->seat = seat;
    v->seat_count = count;
    if (count > 0)
        ctx_edition(c, row[0].slug, seat[0].edition);
}

static void show_jury(struct ctx *c, int64_t fresh_id, const char *fresh)
{
    struct sql_visit_of_juror_row *row;
    struct visit visit;
    size_t count = sql_visit_of_juror(c->world.db, c->visitor.id, &row);
    struct jury_visit *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    struct jury_visits_view v = {.csrf = ctx_csrf(c), .visit = list};
    for (size_t i = 0; i < count; i++)
        if (visit_by_id(&c->world, row[i].id, &visit))
            list[v.count++] = jury_visit(c, &visit, &row[i]);
    fill_seats(c, &v, fresh_id, fresh);
    page_start(c, T("Visits"));
    html_jury_visits(c->out, &v);
    page_end(c);
}

void get_jury_visits(struct ctx *c)
{
    show_jury(c, 0, NULL);
}

/* The address is shown in the answer and never again, so the page that makes it
 * is no redirect. */
void post_jury_calendar(struct ctx *c)
{
    struct sql_visit_seats_row *row;
    size_t count = sql_visit_seats(c->world.db, c->visitor.id, &row);
    int64_t seat = 0;
    bool mine = false;
    form_int(c->form, "seat", 1, INT64_MAX, &seat);
    for (size_t i = 0; i < count; i++)
        mine = mine || row[i].id == seat;
    if (!mine) {
        ctx_not_found(c);
        return;
    }
    if (str_equal(form_value(c->form, "action"), "end")) {
        visit_calendar_end(&c->world, seat);
        ctx_redirect(c, "/jury/visits",
                     T("The address does not work any more."));
        return;
    }
    const char *token = visit_calendar_new(&c->world, seat);
    show_jury(c, seat,
              arena_printf(c->world.mem, "%s/calendar/visits/%s.ics",
                           c->world.url, token));
}

/* --- calendar files ---------------------------------------------------------
 */

struct entry_words {
    const char *uid, *summary, *description, *path;
};

static void add_event(struct ctx *c, struct ics *ics, const struct visit *v,
                      const struct entry_words *words)
{
    ics_property(ics, "BEGIN", "VEVENT");
    ics_uid(ics, words->uid);
    ics_instant(ics, "DTSTAMP", v->changed_at);
    ics_instant(ics, "LAST-MODIFIED", v->changed_at);
    ics_property(ics, "SEQUENCE",
                 arena_printf(c->world.mem, "%" PRId64, v->sequence));
    ics_instant(ics, "DTSTART", v->starts_at);
    ics_instant(ics, "DTEND", v->ends_at);
    ics_words(ics, "SUMMARY", words->summary);
    ics_words(ics, "LOCATION", v->address);
    ics_words(ics, "DESCRIPTION", words->description);
    ics_property(ics, "URL",
                 arena_printf(c->world.mem, "%s%s", c->world.url, words->path));
    ics_property(ics, "STATUS",
                 str_equal(v->state, "cancelled") ? "CANCELLED" : "CONFIRMED");
    ics_property(ics, "END", "VEVENT");
}

static void send_calendar(struct ctx *c, struct ics *ics, const char *name)
{
    const char *text = ics_end(ics);
    reply_download_bytes(c->world.mem, c->reply, text, strlen(text), name,
                         "text/calendar; charset=utf-8");
    reply_header(c->reply, "cache-control", "no-store");
}

/* Calendars lie on other people's servers and on locked screens: the title
 * names nobody. Where the visit leads, its place says; the rest is behind the
 * login. */
void get_visit_calendar(struct ctx *c)
{
    struct sql_visit_calendar_find_row who;
    struct sql_visit_of_juror_row *row;
    struct ics ics;
    if (!sql_visit_calendar_find(
            c->world.db,
            secret_token_digest(c->world.mem, ctx_part(c, "token")), &who)) {
        ctx_not_found(c);
        return;
    }
    lang_from_code(who.language, &c->lang);
    ics_start(&ics, &c->world);
    size_t count = sql_visit_of_juror(c->world.db, who.user_id, &row);
    for (size_t i = 0; i < count; i++) {
        struct visit v;
        if (row[i].jury_member_id != who.jury_member_id || !row[i].goes ||
            !visit_by_id(&c->world, row[i].id, &v))
            continue;
        add_event(
            c, &ics, &v,
            &(struct entry_words){
                arena_printf(c->world.mem, "visit-%" PRId64 "-juror", v.id),
                T("Visit of the jury"), v.phone, "/jury/visits"});
    }
    send_calendar(c, &ics, "jury-visits.ics");
}

/* --- the company ------------------------------------------------------------
 */

static struct my_visit my_visit(struct ctx *c, const struct my_entry_view *e,
                                const struct visit *v)
{
    bool coming =
        str_equal(v->state, "planned") || str_equal(v->state, "confirmed");
    struct my_visit item = {
        .id = v->id,
        .starts_at = v->starts_at,
        .ends_at = v->ends_at,
        .state = v->state,
        .address = v->address,
        .contact = v->contact,
        .phone = v->phone,
        .wish = v->wish,
        .names_shown = v->names_shown,
        .answerable = coming && e->may_write && v->starts_at > c->world.now,
    };
    item.guest = guests(c, v, &item.guest_count);
    return item;
}

/* The company's visits; false: 404 is said, as if there were no such page. */
static bool my_place(struct ctx *c, struct my_entry_view *e,
                     struct visit **visit, size_t *count)
{
    if (!my_load(c, e))
        return false;
    *count = visit_of_entry(&c->world, e->entry.id, visit);
    if (*count > 0)
        return true;
    ctx_not_found(c);
    return false;
}

static void show_my(struct ctx *c, const struct my_entry_view *e,
                    const struct visit *visit, size_t count, int status)
{
    struct my_visit *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = my_visit(c, e, &visit[i]);
    struct my_visit_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .entry_id = e->entry.id,
        .title = e->title,
        .company = e->entry.organisation,
        .visit = list,
        .count = count,
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Visit of the jury"));
    html_my_visit(c->out, &v);
    page_end(c);
}

void get_my_visit(struct ctx *c)
{
    struct my_entry_view e;
    struct visit *visit;
    size_t count;
    if (my_place(c, &e, &visit, &count))
        show_my(c, &e, visit, count, 200);
}

void post_my_visit(struct ctx *c)
{
    struct my_entry_view e;
    struct visit *visit;
    size_t count;
    int64_t id = 0;
    bool known = false;
    if (!my_place(c, &e, &visit, &count) || my_refuse_reader(c, &e))
        return;
    form_int(c->form, "visit", 1, INT64_MAX, &id);
    for (size_t i = 0; i < count; i++)
        known = known || visit[i].id == id;
    bool asks = str_equal(form_value(c->form, "action"), "ask");
    const char *wish = asks ? form_lines(c->form, "wish") : "";
    if (asks && str_empty(wish))
        form_fail(c->form, "wish", T("Please say which date would suit you."));
    if (str_characters(wish) > VISIT_WISH_CHARACTERS_MAX)
        form_fail(c->form, "wish",
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."),
                               VISIT_WISH_CHARACTERS_MAX));
    if (known && !form_ok(c->form))
        show_my(c, &e, visit, count, 422);
    else if (known && visit_answer(&c->world, id, wish))
        ctx_redirect(c, my_path(c, &e, "/visit"),
                     asks ? T("The award office has your wish.")
                          : T("Thank you: the date is confirmed."));
    else
        ctx_refuse(c, 409,
                   T("This visit is in another state by now. Please look at "
                     "the page again."));
}

void get_my_visit_ics(struct ctx *c)
{
    struct my_entry_view e;
    struct visit *visit;
    struct ics ics;
    size_t count;
    if (!my_place(c, &e, &visit, &count))
        return;
    ics_start(&ics, &c->world);
    for (size_t i = 0; i < count; i++)
        add_event(c, &ics, &visit[i],
                  &(struct entry_words){
                      arena_printf(c->world.mem, "visit-%" PRId64, visit[i].id),
                      arena_printf(c->world.mem, T("Visit of the jury: %s"),
                                   e.entry.organisation),
                      e.title, my_path(c, &e, "/visit")});
    send_calendar(c, &ics, "jury-visit.ics");
}
