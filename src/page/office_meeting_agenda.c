/* The agenda's buttons: add, remove, up and down. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_honour.h"
#include "model/edition.h"
#include "model/meeting.h"
#include "page/ctx.h"
#include "page/office_meeting.h"
#include "page/office_meeting_plan.h"

enum { LINE_CHARACTERS_MAX = 200, MINUTES_MAX = 24 * 60 };

struct agenda {
    struct ctx *c;
    struct meeting m;
    struct edition e;
};

static void back(struct agenda *a, const char *notice)
{
    ctx_redirect(a->c, office_meeting_path(a->c, a->m.id), notice);
}

static void refuse(struct agenda *a)
{
    office_plan_fill(a->c, &a->m);
    office_meeting_show(a->c, &a->m, &a->e, 422);
}

static int64_t read_minutes(struct ctx *c)
{
    int64_t minutes = 0;
    if (!str_empty(form_line(c->form, "minutes")) &&
        !form_int(c->form, "minutes", 1, MINUTES_MAX, &minutes))
        form_fail(c->form, "minutes",
                  T("Please enter whole minutes, or nothing."));
    return minutes;
}

/* "e12", "c3", "p1": a nomination, a category, a special prize. */
static bool read_what(struct ctx *c, struct meeting_item *item)
{
    const char *what = form_line(c->form, "what");
    int64_t id = 0;
    if (str_empty(what) || !str_int(what + 1, 1, INT64_MAX, &id))
        return false;
    item->kind = what[0] == 'e' ? "entry" : "contest";
    if (what[0] == 'e')
        item->entry_id = id;
    else if (what[0] == 'c')
        item->category_id = id;
    else if (what[0] == 'p')
        item->prize_id = id;
    return true;
}

static void add(struct agenda *a)
{
    struct ctx *c = a->c;
    struct meeting_item item = {.meeting_id = a->m.id,
                                .minutes = read_minutes(c)};
    if (!read_what(c, &item))
        form_fail(c->form, "what", T("Please choose something."));
    if (form_ok(c->form) && meeting_item_add(&c->world, &item) == 0)
        form_fail(c->form, "what",
                  T("This is on the agenda already, or cannot be."));
    if (form_ok(c->form))
        back(a, T("It is on the agenda."));
    else
        refuse(a);
}

static void check_title(struct ctx *c, const char *field)
{
    const char *text = form_line(c->form, field);
    if (str_empty(text))
        form_fail(c->form, field, T("Please enter what it is about."));
    else if (str_characters(text) > LINE_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
}

static void add_topic(struct agenda *a)
{
    struct ctx *c = a->c;
    int64_t minutes = 0;
    if (!str_empty(form_line(c->form, "topic_minutes")) &&
        !form_int(c->form, "topic_minutes", 1, MINUTES_MAX, &minutes))
        form_fail(c->form, "topic_minutes",
                  T("Please enter whole minutes, or nothing."));
    check_title(c, "topic_de");
    check_title(c, "topic_en");
    if (!form_ok(c->form)) {
        refuse(a);
        return;
    }
    const struct meeting_item item = {
        .meeting_id = a->m.id,
        .kind = "topic",
        .title_de = form_line(c->form, "topic_de"),
        .title_en = form_line(c->form, "topic_en"),
        .minutes = minutes,
    };
    meeting_item_add(&c->world, &item);
    back(a, T("It is on the agenda."));
}

/* All nominees, or all nominations, that are not there. */
static void add_all(struct agenda *a, bool nominees)
{
    struct ctx *c = a->c;
    struct sql_honour_list_row *row;
    size_t count = sql_honour_list(c->world.db, a->e.id, &row);
    int added = 0;
    for (size_t i = 0; i < count; i++) {
        const struct meeting_item item = {
            .meeting_id = a->m.id, .kind = "entry", .entry_id = row[i].id};
        if (row[i].nominee || !nominees)
            added += meeting_item_add(&c->world, &item) != 0;
    }
    back(a, arena_printf(c->world.mem,
                         TN("%d nomination is put on the agenda.",
                            "%d nominations are put on the agenda.", added),
                         added));
}

/* Where the item stands now; -1: it is not of this meeting. */
static int find(struct agenda *a, int64_t id, int64_t **order, size_t *count)
{
    struct meeting_item *item;
    int found = -1;
    *count = meeting_items(&a->c->world, a->m.id, &item);
    *order = arena_alloc(a->c->world.mem, *count * sizeof **order);
    for (size_t i = 0; i < *count; i++) {
        (*order)[i] = item[i].id;
        if (item[i].id == id)
            found = (int)i;
    }
    return found;
}

static void change(struct agenda *a, const char *action)
{
    struct ctx *c = a->c;
    int64_t id = 0, *order;
    size_t count;
    form_int(c->form, "item", 1, INT64_MAX, &id);
    int at = find(a, id, &order, &count);
    int to = at + (str_equal(action, "up") ? -1 : 1);
    if (at < 0) {
        ctx_not_found(c);
        return;
    }
    if (str_equal(action, "remove")) {
        back(a, meeting_item_remove(&c->world, id)
                    ? T("It is off the agenda.")
                    : T("This item was called already, so it stays."));
        return;
    }
    if (to >= 0 && to < (int)count) {
        order[at] = order[to];
        order[to] = id;
        meeting_item_order(&c->world, a->m.id, order, count);
    }
    back(a, NULL);
}

void post_office_meeting_agenda(struct ctx *c)
{
    struct agenda a = {.c = c};
    const char *action = form_value(c->form, "action");
    if (!office_meeting_find(c, &a.m, &a.e))
        return;
    if (!str_equal(a.m.state, "planned") && !str_equal(a.m.state, "open"))
        ctx_refuse(c, 409,
                   T("The meeting is over, and its agenda stays as it is."));
    else if (str_equal(action, "add"))
        add(&a);
    else if (str_equal(action, "topic"))
        add_topic(&a);
    else if (str_equal(action, "nominees") || str_equal(action, "all"))
        add_all(&a, str_equal(action, "nominees"));
    else if (str_equal(action, "up") || str_equal(action, "down") ||
             str_equal(action, "remove"))
        change(&a, action);
    else
        ctx_refuse(c, 400, NULL);
}
