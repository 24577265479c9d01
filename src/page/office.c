/* The editions and the course of one: where it stands, what comes next. */
#include "page/office.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_office.h"
#include "model/deadline.h"
#include "model/edition.h"
#include "page/ctx.h"
#include "page/office_tasks.h"
#include "page/office_view.h"

enum { MOTTO_CHARACTERS_MAX = 200, REASON_CHARACTERS_MAX = 500 };

/* What each phase is called, said as a headline, and what the button of the
 * phase before says. */
static const struct phase_words {
    const char *name, *headline, *button;
} words[PHASE_COUNT] = {
    {N_("Preparation"), N_("The edition is being prepared"),
     N_("Back to preparation")},
    {N_("Call for nominations"), N_("Companies can apply"),
     N_("Open the call")},
    {N_("Deadline passed"), N_("The call is closed"), N_("Close the call")},
    {N_("Formal check"), N_("The formal check is on"),
     N_("Start the formal check")},
    {N_("Conflicts of interest"), N_("The jury declares conflicts"),
     N_("Ask the jury about conflicts")},
    {N_("Stage 1: scoring"), N_("The jury is scoring"),
     N_("Start the scoring")},
    {N_("Jury meeting: nominees"), N_("The jury chooses the nominees"),
     N_("Go on to the jury meeting")},
    {N_("Visits"), N_("The jury visits the nominees"),
     N_("Go on to the visits")},
    {N_("Stage 2: decision"), N_("The jury decides on the winners"),
     N_("Go on to stage 2")},
    {N_("Embargo"), N_("The winners are decided and secret"),
     N_("The decision is made")},
    {N_("Award ceremony"), N_("The winners are announced"),
     N_("Go on to the ceremony")},
    {N_("Brochure published"), N_("The edition is published"),
     N_("Publish the edition")},
    {N_("Closing and deletion"), N_("The edition is archived"),
     N_("Archive the edition")},
};

const char *office_phase(int64_t phase)
{
    return phase >= 0 && phase < PHASE_COUNT ? words[phase].name : NULL;
}

bool office_edition(struct ctx *c, struct edition *e)
{
    if (!edition_by_slug(&c->world, ctx_part(c, "slug"), e)) {
        ctx_not_found(c);
        return false;
    }
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    c->office = e->slug;
    c->width = "page-wide";
    return true;
}

/* --- all editions -----------------------------------------------------------
 */

static struct office_pill state_pill(const struct ctx *c,
                                     const struct edition *e)
{
    const char *state = edition_state(&c->world, e);
    const struct {
        const char *state, *class, *text;
    } pills[] = {
        {"draft", "pill pill-draft", T("in preparation")},
        {"open", "pill pill-done", T("open")},
        {"closed", "pill pill-wait", T("closed")},
        {"judging", "pill pill-wait", T("judging")},
        {"decided", "pill pill-wait", T("decided")},
        {"published", "pill pill-winner", T("published")},
        {"archived", "pill pill-off", T("archived")},
    };
    size_t i = 0;
    while (!str_equal(pills[i].state, state))
        i++;
    return (struct office_pill){pills[i].class, pills[i].text};
}

void get_office(struct ctx *c)
{
    struct sql_edition_list_row *row;
    size_t count = sql_edition_list(c->world.db, &row);
    struct office_item *item = arena_alloc(c->world.mem, count * sizeof *item);
    for (size_t i = 0; i < count; i++) {
        struct edition e;
        struct sql_office_numbers_row n = {0};
        edition_by_id(&c->world, row[i].id, &e);
        sql_office_numbers(c->world.db, e.id, &n);
        item[i] = (struct office_item){
            .slug = e.slug,
            .title = PICK(e.title_de, e.title_en),
            .state = state_pill(c, &e),
            .phase = T(words[e.phase].name),
            .drafts = n.drafts,
            .submitted = n.submitted,
            .admitted = n.admitted,
            .jurors = n.jurors,
            .deadline_at = e.deadline_at,
        };
    }
    struct office_view v = {item, count};
    c->width = "page-wide";
    page_start(c, T("Editions"));
    html_office(c->out, &v);
    page_end(c);
}

/* --- one edition ------------------------------------------------------------
 */

static const char *date_or_none(const struct ctx *c, const int64_t *at)
{
    return at != NULL ? lang_datetime(c->world.mem, c->lang, *at) : "";
}

static const char *until(const struct ctx *c, const int64_t *at)
{
    return at != NULL
               ? arena_printf(c->world.mem, T("until %s"), date_or_none(c, at))
               : "";
}

static const struct office_step *make_steps(const struct ctx *c,
                                            const struct edition *e)
{
    struct office_step *step =
        arena_alloc(c->world.mem, PHASE_COUNT * sizeof *step);
    for (size_t i = 0; i < PHASE_COUNT; i++)
        step[i] = (struct office_step){T(words[i].name), ""};
    step[PHASE_DRAFT].note = T("form, criteria, jury");
    step[PHASE_OPEN].note = until(c, e->deadline_at);
    step[PHASE_CLOSED].note = T("nominations can be read, not changed");
    step[PHASE_CHECK].note = T("admit or reject");
    step[PHASE_EMBARGO].note = until(c, e->embargo_at);
    step[PHASE_CEREMONY].note = date_or_none(c, e->ceremony_at);
    return step;
}

enum { FIGURES = 7 };

static const struct office_figure *
make_figures(const struct ctx *c, const struct sql_office_numbers_row *n)
{
    struct office_figure *f = arena_alloc(c->world.mem, FIGURES * sizeof *f);
    f[0] = (struct office_figure){TN("Draft", "Drafts", n->drafts), n->drafts};
    f[1] = (struct office_figure){T("Submitted"), n->submitted};
    f[2] = (struct office_figure){T("Admitted"), n->admitted};
    f[3] = (struct office_figure){T("Rejected"), n->rejected};
    f[4] = (struct office_figure){TN("Juror", "Jurors", n->jurors), n->jurors};
    f[5] = (struct office_figure){
        TN("Scoring round", "Scoring rounds", n->rounds), n->rounds};
    f[6] = (struct office_figure){TN("Job at work", "Jobs at work", n->jobs),
                                  n->jobs};
    return f;
}

static const char *make_lead(const struct ctx *c, const struct edition *e)
{
    struct arena *mem = c->world.mem;
    if (e->phase == PHASE_OPEN && e->deadline_at != NULL)
        return edition_accepts(&c->world, e)
                   ? arena_printf(mem, T("Nominations are accepted until %s."),
                                  date_or_none(c, e->deadline_at))
                   : arena_printf(mem, T("The deadline passed on %s."),
                                  date_or_none(c, e->deadline_at));
    if (edition_winners_public(&c->world, e))
        return T("Everybody can see the winners.");
    if (e->phase >= PHASE_EMBARGO && e->embargo_at != NULL)
        return arena_printf(
            mem, T("Only the award office sees the winners until %s."),
            date_or_none(c, e->embargo_at));
    return T("Here you see where the edition stands and what comes next.");
}

static void show_edition(struct ctx *c, const struct edition *e, int status)
{
    struct sql_office_numbers_row n = {0};
    sql_office_numbers(c->world.db, e->id, &n);
    struct office_task *tasks =
        arena_alloc(c->world.mem, OFFICE_TASKS_MAX * sizeof *tasks);
    struct office_edition_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .kicker = PICK(e->title_de, e->title_en),
        .title = T(words[e->phase].headline),
        .lead = make_lead(c, e),
        .phase = (int)e->phase,
        .step = make_steps(c, e),
        .next =
            e->phase < PHASE_ARCHIVED ? T(words[e->phase + 1].button) : NULL,
        .task = tasks,
        .task_count = office_tasks(c, e, &n, tasks),
        .figure = make_figures(c, &n),
        .figure_count = FIGURES,
        .judged = edition_judged(&c->world, e->id),
        .opened = e->phase >= PHASE_OPEN && e->deadline_at != NULL,
        .winners_public = edition_winners_public(&c->world, e),
    };
    c->reply->status = status;
    page_start(c, T("Overview"));
    html_office_edition(c->out, &v);
    page_end(c);
}

static void fill_instant(struct ctx *c, const char *field, const int64_t *at)
{
    form_set(c->form, field, at ? clock_field(c->world.mem, *at) : "");
}

static void fill_settings(struct ctx *c, const struct edition *e)
{
    fill_instant(c, "opens_at", e->opens_at);
    fill_instant(c, "deadline_at", e->deadline_at);
    fill_instant(c, "ceremony_at", e->ceremony_at);
    fill_instant(c, "embargo_at", e->embargo_at);
    fill_instant(c, "nominees_at", e->nominees_at);
    form_set(c->form, "motto_de", e->motto_de);
    form_set(c->form, "motto_en", e->motto_en);
    form_set(c->form, "accent", e->accent);
    form_set(c->form, "email", e->email);
    form_set(c->form, "remind_days",
             arena_printf(c->world.mem, "%" PRId64,
                          deadline_remind_days(&c->world, e->id)));
    if (e->blind)
        form_set(c->form, "blind", "yes");
}

void get_office_edition(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    fill_settings(c, &e);
    show_edition(c, &e, 200);
}

void post_office_phase(struct ctx *c)
{
    struct edition e;
    int64_t phase = 0;
    if (!office_edition(c, &e))
        return;
    bool known = form_int(c->form, "phase", 0, PHASE_ARCHIVED, &phase);
    fill_settings(c, &e);
    if (!known) {
        form_fail(c->form, "phase", T("Please choose a phase."));
        show_edition(c, &e, 422);
        return;
    }
    switch (edition_set_phase(&c->world, e.id, (enum phase)phase)) {
    case EDITION_CHANGED:
        ctx_redirect(
            c, arena_printf(c->world.mem, "/office/edition/%s", e.slug),
            arena_printf(c->world.mem, T("The edition is now in the phase: %s"),
                         T(words[phase].name)));
        return;
    case EDITION_NO_DEADLINE:
        form_fail(c->form, "deadline_at",
                  T("The call can be opened when its deadline lies ahead. "
                    "Please set it first."));
        break;
    case EDITION_ROUND_OPEN:
        form_fail(c->form, "phase",
                  T("A scoring round is still open. Please close it first."));
        break;
    }
    show_edition(c, &e, 422);
}

/* --- settings ---------------------------------------------------------------
 */

static const int64_t *read_instant(struct ctx *c, const char *field)
{
    const char *text = form_line(c->form, field);
    int64_t *at = arena_alloc(c->world.mem, sizeof *at);
    if (str_empty(text))
        return NULL;
    if (clock_parse(text, at))
        return at;
    form_fail(c->form, field,
              T("Please enter day and time, like 2026-09-30T23:59."));
    return NULL;
}

/* The field shows minutes: what nobody touched keeps its seconds. */
static const int64_t *read_date(struct ctx *c, const char *field,
                                const int64_t *before)
{
    const int64_t *at = read_instant(c, field);
    return at != NULL && before != NULL && *at / 60 == *before / 60 ? before
                                                                    : at;
}

static bool is_colour(const char *text)
{
    return strlen(text) == 7 && text[0] == '#' &&
           strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

static void check_dates(struct ctx *c, const struct edition *e,
                        const struct edition_settings *s)
{
    bool open = e->phase == PHASE_OPEN;
    bool moved = s->deadline_at != NULL &&
                 (e->deadline_at == NULL || *e->deadline_at != *s->deadline_at);
    if (open && s->deadline_at == NULL)
        form_fail(c->form, "deadline_at",
                  T("While the call is open, it needs a deadline."));
    else if (open && moved && *s->deadline_at < c->world.now)
        form_fail(c->form, "deadline_at",
                  T("This lies in the past. To end the call now, close it "
                    "above."));
    else if (deadline_shortens(&c->world, e, s->deadline_at))
        form_fail(c->form, "deadline_at",
                  T("Companies rely on the announced deadline: it can be "
                    "extended, but not moved to an earlier time."));
    else if (deadline_extends(e, s->deadline_at) && str_empty(s->reason))
        form_fail(c->form, "reason",
                  T("Please say why: the reason stands in the mail to all "
                    "companies and on the front page."));
    if (str_characters(s->reason) > REASON_CHARACTERS_MAX)
        form_fail(c->form, "reason", T("Please use at most 500 characters."));
    if (s->opens_at != NULL && s->deadline_at != NULL &&
        *s->deadline_at <= *s->opens_at)
        form_fail(c->form, "deadline_at",
                  T("The deadline must come after the opening."));
    if (s->ceremony_at != NULL && s->deadline_at != NULL &&
        *s->ceremony_at <= *s->deadline_at)
        form_fail(c->form, "ceremony_at",
                  T("The ceremony must come after the deadline."));
    if (s->embargo_at != NULL && s->deadline_at != NULL &&
        *s->embargo_at <= *s->deadline_at)
        form_fail(c->form, "embargo_at",
                  T("The embargo must end after the deadline."));
    if (s->nominees_at != NULL && s->embargo_at != NULL &&
        *s->nominees_at > *s->embargo_at)
        form_fail(c->form, "nominees_at",
                  T("Nominees cannot become public after the winners."));
    if (s->nominees_at != NULL && s->deadline_at != NULL &&
        *s->nominees_at <= *s->deadline_at)
        form_fail(c->form, "nominees_at",
                  T("This must come after the deadline."));
}

static void check_words(struct ctx *c, const struct edition_settings *s)
{
    if (str_characters(s->motto_de) > MOTTO_CHARACTERS_MAX)
        form_fail(c->form, "motto_de", T("Please use at most 200 characters."));
    if (str_characters(s->motto_en) > MOTTO_CHARACTERS_MAX)
        form_fail(c->form, "motto_en", T("Please use at most 200 characters."));
    if (!is_colour(s->accent))
        form_fail(c->form, "accent",
                  T("Please enter a colour like #2f6b4f: # and six digits, 0 "
                    "to 9 and a to f."));
    if (!str_empty(s->email) && !str_email(s->email))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
}

static int64_t read_days(struct ctx *c)
{
    int64_t days = 0;
    const char *text = form_line(c->form, "remind_days");
    if (!str_empty(text) && !str_int(text, 0, REMIND_DAYS_MAX, &days))
        form_fail(c->form, "remind_days",
                  T("Please enter a number of days from 0 to 60."));
    return days;
}

void post_office_settings(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    const struct edition_settings s = {
        .opens_at = read_date(c, "opens_at", e.opens_at),
        .deadline_at = read_date(c, "deadline_at", e.deadline_at),
        .ceremony_at = read_date(c, "ceremony_at", e.ceremony_at),
        .embargo_at = read_date(c, "embargo_at", e.embargo_at),
        .nominees_at = read_date(c, "nominees_at", e.nominees_at),
        .motto_de = form_line(c->form, "motto_de"),
        .motto_en = form_line(c->form, "motto_en"),
        .accent = form_line(c->form, "accent"),
        .email = form_line(c->form, "email"),
        .blind = form_has(c->form, "blind", "yes"),
        .remind_days = read_days(c),
        .reason = form_line(c->form, "reason"),
    };
    if (s.blind != e.blind && edition_judged(&c->world, e.id))
        form_fail(c->form, "blind",
                  T("A round was opened already: this cannot be changed any "
                    "more."));
    check_dates(c, &e, &s);
    check_words(c, &s);
    if (!form_ok(c->form)) {
        show_edition(c, &e, 422);
        return;
    }
    edition_change(&c->world, e.id, &s);
    ctx_redirect(c, arena_printf(c->world.mem, "/office/edition/%s", e.slug),
                 T("Your changes are saved."));
}
