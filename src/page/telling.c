/* Telling companies: see telling.h. Each mail has its own page in the outbox,
 * where it is read, changed and held. */
#include "page/telling.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_telling.h"
#include "model/telling.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/telling_view.h"

/* --- the page ---------------------------------------------------------------
 */

static const struct {
    const char *what, *title;
} titles[] = {
    {"nominated", N_("Nominees, before the decision is public")},
    {"winner", N_("Winners")},
    {"special", N_("A special prize")},
    {"commended", N_("Commended")},
    {"nominee", N_("Nominated, without a prize")},
    {"other", N_("All others")},
};

static const char *title_of(const struct ctx *c, const char *what)
{
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (str_equal(titles[i].what, what))
            return T(titles[i].title);
    return "";
}

static void count_mail(struct telling_view *v, const char *state)
{
    v->held += str_equal(state, "held");
    v->ready += str_equal(state, "ready") || str_equal(state, "sending");
    v->sent += str_equal(state, "sent");
}

static struct telling_company make_company(struct ctx *c,
                                           const struct telling *t,
                                           struct sql_telling_mails_row *row,
                                           size_t rows, struct telling_view *v)
{
    struct telling_mail *mail = arena_alloc(c->world.mem, rows * sizeof *mail);
    struct telling_company company = {
        .name = t->organisation, .mail = mail, .contacts = t->contacts};
    for (size_t i = 0; i < rows; i++) {
        if (row[i].entry_id != t->entry_id || !str_equal(row[i].part, t->part))
            continue;
        mail[company.count++] = (struct telling_mail){
            row[i].mail_id, row[i].name, row[i].recipient, row[i].state};
        count_mail(v, row[i].state);
    }
    if (company.count < t->contacts)
        v->missing += t->contacts - company.count;
    return company;
}

/* What is told, by what it is: the list comes in that order. */
static void load_groups(struct ctx *c, const struct edition *e,
                        struct telling_view *v)
{
    struct telling *t;
    struct sql_telling_mails_row *row;
    size_t count = telling_list(&c->world, e, &t);
    size_t rows = sql_telling_mails(c->world.db, e->id, &row);
    struct telling_group *group =
        arena_alloc(c->world.mem, count * sizeof *group);
    struct telling_company *company =
        arena_alloc(c->world.mem, count * sizeof *company);
    for (size_t i = 0; i < count; i++) {
        company[i] = make_company(c, &t[i], row, rows, v);
        if (i == 0 || !str_equal(t[i].what, t[i - 1].what))
            group[v->count++] = (struct telling_group){
                title_of(c, t[i].what), t[i].due_at, &company[i], 0};
        group[v->count - 1].count++;
    }
    v->group = group;
}

static const char *obstacle(const struct ctx *c, const struct edition *e)
{
    struct telling_times times;
    if (!telling_times(&c->world, e, &times))
        return T(
            "There is no instant at which the embargo ends: without it "
            "nobody can be told in time.");
    if (e->phase < PHASE_MEETING_1 ||
        (e->phase < PHASE_EMBARGO && !times.nomination))
        return T(
            "The jury has not decided yet: mails can be written from the "
            "phase “Embargo” on.");
    return NULL;
}

static void fill_instant(struct ctx *c, const char *field, const int64_t *at)
{
    form_set(c->form, field, at ? clock_field(c->world.mem, *at) : "");
}

static void fill_times(struct ctx *c, const struct edition *e)
{
    struct sql_edition_reveal_row row;
    if (!sql_edition_reveal(c->world.db, e->id, &row))
        return;
    fill_instant(c, "nominees_at", row.tell_nominees_at);
    fill_instant(c, "winners_at", row.tell_winners_at);
    fill_instant(c, "others_at", row.tell_others_at);
}

static void show(struct ctx *c, const struct edition *e, int status)
{
    struct telling_view v = {
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .form = c->form,
        .obstacle = obstacle(c, e),
        .posts = c->world.posts,
    };
    load_groups(c, e, &v);
    c->reply->status = status;
    page_start(c, T("Telling the companies"));
    html_telling(c->out, &v);
    page_end(c);
}

/* false: the reply says why not. */
static bool place(struct ctx *c, struct edition *e)
{
    return office_edition(c, e) && !bar_edition(c, e->id);
}

void get_telling(struct ctx *c)
{
    struct edition e;
    if (!place(c, &e))
        return;
    fill_times(c, &e);
    show(c, &e, 200);
}

/* --- what the office does ---------------------------------------------------
 */

static void done(struct ctx *c, const struct edition *e, const char *notice)
{
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/telling", e->slug),
        notice);
}

static const int64_t *read_instant(struct ctx *c, const char *field)
{
    int64_t *at = arena_alloc(c->world.mem, sizeof *at);
    const char *text = form_line(c->form, field);
    if (str_empty(text))
        return NULL;
    if (!clock_parse(text, at))
        form_fail(c->form, field,
                  T("Please enter day and time, like 2026-09-30T23:59."));
    return at;
}

static void set_times(struct ctx *c, const struct edition *e)
{
    const int64_t *nominees = read_instant(c, "nominees_at");
    const int64_t *winners = read_instant(c, "winners_at");
    const int64_t *others = read_instant(c, "others_at");
    if (form_ok(c->form) && others != NULL && e->embargo_at != NULL &&
        *others < *e->embargo_at)
        form_fail(c->form, "others_at",
                  T("Nobody can be told before the embargo ends that others "
                    "were chosen."));
    if (form_ok(c->form) && nominees != NULL && winners != NULL &&
        *nominees > *winners)
        form_fail(c->form, "nominees_at",
                  T("Nominees cannot be told after the winners."));
    if (!form_ok(c->form)) {
        show(c, e, 422);
        return;
    }
    telling_set_times(&c->world, e, nominees, winners, others);
    done(c, e, T("Your changes are saved."));
}

static void prepare(struct ctx *c, const struct edition *e)
{
    struct telling_count count;
    if (telling_prepare(&c->world, e, &count) != TELLING_OK) {
        ctx_refuse(c, 409, obstacle(c, e));
        return;
    }
    const char *notice = T("All mails say what is decided.");
    if (count.written > 0)
        notice = arena_printf(
            c->world.mem,
            TN("One mail is written and held back for you to read.",
               "%d mails are written and held back for you to read.",
               (int64_t)count.written),
            (int)count.written);
    done(c, e, notice);
}

static void release(struct ctx *c, const struct edition *e)
{
    size_t count = telling_release(&c->world, e->id);
    if (count == 0) {
        ctx_refuse(c, 409, T("No mail is held back that could be released."));
        return;
    }
    done(c, e,
         arena_printf(c->world.mem,
                      TN("One mail is released; it goes at its instant.",
                         "%d mails are released; each goes at its instant.",
                         (int64_t)count),
                      (int)count));
}

void post_telling(struct ctx *c)
{
    struct edition e;
    const char *action = form_value(c->form, "action");
    if (!place(c, &e))
        return;
    if (str_equal(action, "times")) {
        set_times(c, &e);
        return;
    }
    fill_times(c, &e);
    if (str_equal(action, "prepare"))
        prepare(c, &e);
    else if (str_equal(action, "release"))
        release(c, &e);
    else
        ctx_refuse(c, 400, NULL);
}
