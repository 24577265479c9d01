/* Reminders in the office. */
#include "page/reminder.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_reminder.h"
#include "model/reminder.h"
#include "page/reminder_view.h"
#include "page/round_place.h"

static const char *reminders_path(const struct ctx *c, int64_t round_id)
{
    return arena_printf(c->world.mem, "%s/reminders", round_path(c, round_id));
}

static void fill_rows(struct ctx *c, struct reminders_view *v)
{
    struct sql_reminder_list_row *row;
    size_t count = sql_reminder_list(c->world.db, v->round_id, &row);
    struct reminder_row *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct reminder_row){
            .id = row[i].id,
            .due_at = row[i].due_at,
            .hold = row[i].hold,
            .manual = row[i].manual,
            .state = row[i].state,
            .reason = row[i].reason,
            .mails = row[i].mails,
            .held = row[i].held,
            .sent = row[i].sent,
            .cancelled = row[i].cancelled,
        };
        if (row[i].id > v->newest)
            v->newest = row[i].id;
    }
    v->row = list;
    v->count = count;
}

/* Those suggested that are not set yet. */
static void fill_suggestions(struct ctx *c, const struct round *round,
                             struct reminders_view *v)
{
    int64_t *list =
        arena_alloc(c->world.mem, REMINDER_SUGGESTIONS * sizeof *list);
    size_t count = reminder_suggest(&c->world, round, list);
    for (size_t i = 0; i < count; i++) {
        bool set = false;
        for (size_t r = 0; r < v->count; r++)
            set = set || v->row[r].due_at == list[i];
        if (!set)
            list[v->suggestion_count++] = list[i];
    }
    v->suggestion = list;
}

static bool is_editable(const struct ctx *c, const struct round *round)
{
    return (str_equal(round->state, "planned") ||
            str_equal(round->state, "open")) &&
           !round_combines(&c->world, round->id);
}

static void show(struct ctx *c, const struct round *round,
                 const struct edition *edition, int status)
{
    struct reminders_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = edition->slug,
        .name = PICK(round->name_de, round->name_en),
        .round_id = round->id,
        .closes_at = round->closes_at,
        .editable = is_editable(c, round),
        .open = str_equal(round->state, "open"),
        .posts = c->world.posts,
        .audience = reminder_audience(&c->world, round->id),
    };
    fill_rows(c, &v);
    fill_suggestions(c, round, &v);
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Reminders"));
    html_reminders(c->out, &v);
    page_end(c);
}

void get_reminders(struct ctx *c)
{
    struct round round;
    struct edition edition;
    if (round_place(c, &round, &edition))
        show(c, &round, &edition, 200);
}

/* Why nothing was set; NULL: it was. */
static const char *trouble(const struct ctx *c, enum reminder_outcome outcome)
{
    switch (outcome) {
    case REMINDER_PAST:
        return T("This instant is over. Please choose one to come.");
    case REMINDER_AFTER_CLOSE:
        return T(
            "The round ends before that. Please choose an earlier instant.");
    case REMINDER_TWICE:
        return T("There is a reminder at this instant already.");
    case REMINDER_OVER:
    case REMINDER_NOT_OPEN:
    case REMINDER_NOBODY:
    case REMINDER_OK:
        break;
    }
    return NULL;
}

static void round_is_over(struct ctx *c)
{
    ctx_refuse(c, 409,
               T("The round is in another state by now. Please look at its "
                 "page again."));
}

/* As the browser's field sends it, or typed: "2026-10-12 09:00". */
static bool read_instant(struct ctx *c, int64_t *at)
{
    char *text = arena_text(c->world.mem, form_line(c->form, "due_at"));
    char *blank = strchr(text, ' ');
    if (blank != NULL)
        *blank = 'T';
    return strchr(text, 'T') != NULL && clock_parse(text, at);
}

static void take_suggested(struct ctx *c, const struct round *round)
{
    int64_t instant[REMINDER_SUGGESTIONS];
    size_t count = reminder_suggest(&c->world, round, instant);
    for (size_t i = 0; i < count; i++)
        reminder_add(&c->world, round->id, instant[i], false);
    ctx_redirect(c, reminders_path(c, round->id), T("The reminders are set."));
}

void post_reminders(struct ctx *c)
{
    struct round round;
    struct edition edition;
    int64_t at = 0;
    if (!round_place(c, &round, &edition))
        return;
    if (!is_editable(c, &round)) {
        round_is_over(c);
        return;
    }
    if (str_equal(form_value(c->form, "action"), "suggested")) {
        take_suggested(c, &round);
        return;
    }
    bool hold = form_has(c->form, "hold", "yes");
    if (!read_instant(c, &at)) {
        form_fail(c->form, "due_at",
                  T("Please enter a date and a time like 2026-10-12 09:00."));
        show(c, &round, &edition, 422);
        return;
    }
    const char *why = trouble(c, reminder_add(&c->world, round.id, at, hold));
    if (why != NULL) {
        form_fail(c->form, "due_at", why);
        show(c, &round, &edition, 422);
        return;
    }
    ctx_redirect(c, reminders_path(c, round.id), T("The reminder is set."));
}

void post_remind(struct ctx *c)
{
    struct round round;
    struct edition edition;
    int64_t seen = 0;
    size_t mails = 0;
    if (!round_place(c, &round, &edition))
        return;
    form_int(c->form, "seen", 0, INT64_MAX, &seen);
    bool hold = form_has(c->form, "hold", "yes");
    switch (reminder_now(&c->world, round.id, seen, hold, &mails)) {
    case REMINDER_OK:
        ctx_redirect(c, reminders_path(c, round.id),
                     arena_printf(c->world.mem,
                                  TN("One mail is written.",
                                     "%d mails are written.", (int64_t)mails),
                                  (int)mails));
        break;
    case REMINDER_TWICE:
        ctx_refuse(c, 409,
                   T("Another reminder has been set or written meanwhile. "
                     "Please look at the page again before you send one "
                     "more."));
        break;
    case REMINDER_NOBODY:
        ctx_redirect(c, reminders_path(c, round.id),
                     T("Nothing is open for anybody: no mail was written."));
        break;
    case REMINDER_PAST:
    case REMINDER_AFTER_CLOSE:
    case REMINDER_OVER:
    case REMINDER_NOT_OPEN:
        round_is_over(c);
        break;
    }
}

void post_reminder(struct ctx *c)
{
    struct sql_reminder_by_id_row row;
    struct round round;
    struct edition edition;
    const char *action = form_value(c->form, "action");
    const char *notice = NULL;
    if (!sql_reminder_by_id(c->world.db, ctx_id(c, "id"), &row)) {
        ctx_not_found(c);
        return;
    }
    if (!round_place_by_id(c, row.round_id, &round, &edition))
        return;
    if (str_equal(action, "remove") && reminder_remove(&c->world, row.id))
        notice = T("The reminder is taken back.");
    else if (str_equal(action, "hold") &&
             reminder_set_hold(&c->world, row.id, true))
        notice = T("You read its mails first.");
    else if (str_equal(action, "unhold") &&
             reminder_set_hold(&c->world, row.id, false))
        notice = T("Its mails go by themselves.");
    if (notice != NULL)
        ctx_redirect(c, reminders_path(c, round.id), notice);
    else
        ctx_refuse(c, 409,
                   T("This reminder has been written or taken back meanwhile. "
                     "Please look at the page again."));
}
