/* One juror's seat in the office: what is printed, what he is in charge of, how
 * much he takes; and taking him out. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_juror.h"
#include "model/edition.h"
#include "model/juror.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/office_view.h"

enum { LINE_CHARACTERS_MAX = 200 };

static const char *number(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, "%" PRId64, n);
}

static bool place(struct ctx *c, struct juror *juror, struct edition *edition)
{
    if (!juror_by_id(&c->world, ctx_id(c, "id"), juror) ||
        !edition_by_id(&c->world, juror->edition_id, edition)) {
        ctx_not_found(c);
        return false;
    }
    c->office = edition->slug;
    ctx_edition(c, edition->slug, PICK(edition->title_de, edition->title_en));
    return true;
}

static const char *jury_path(const struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/jury", e->slug);
}

static const char *seat_path(const struct ctx *c, const struct juror *juror)
{
    return arena_printf(c->world.mem, "/office/juror/%" PRId64, juror->id);
}

/* "nobody" and those whose stand-in he can be. */
static const struct office_option *
stand_in_choices(struct ctx *c, const struct juror *juror, size_t *count)
{
    struct sql_juror_stand_in_choices_row *row;
    *count = sql_juror_stand_in_choices(c->world.db, juror->id, &row);
    struct office_option *list =
        arena_alloc(c->world.mem, *count * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct office_option){number(c, row[i].id), row[i].name};
    return list;
}

static void show(struct ctx *c, const struct juror *juror,
                 const struct edition *edition, int status)
{
    struct sql_edition_categories_row *row;
    size_t count = sql_edition_categories(c->world.db, edition->id, &row);
    struct office_option *category =
        arena_alloc(c->world.mem, count * sizeof *category);
    struct juror_work work = juror_work(&c->world, juror->id);
    for (size_t i = 0; i < count; i++)
        category[i] = (struct office_option){
            number(c, row[i].id), PICK(row[i].name_de, row[i].name_en)};
    struct office_seat_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = edition->slug,
        .id = juror->id,
        .name = juror->name,
        .email = juror->email,
        .code = juror->code,
        .category = category,
        .category_count = count,
        .ballots = work.ballots,
        .open = work.open,
        .removable =
            work.ballots == 0 && work.closed == 0 && work.meetings == 0,
        .met = work.meetings > 0,
    };
    v.stand_in = stand_in_choices(c, juror, &v.stand_in_count);
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, juror->name);
    html_office_seat(c->out, &v);
    page_end(c);
}

void get_office_juror(struct ctx *c)
{
    struct juror juror;
    struct edition edition;
    if (!place(c, &juror, &edition))
        return;
    form_set(c->form, "institution", juror.institution);
    form_set(c->form, "function_de", juror.function_de);
    form_set(c->form, "function_en", juror.function_en);
    form_set(c->form, "panel", juror.panel);
    form_set(c->form, "load_max",
             juror.load_max > 0 ? number(c, juror.load_max) : "");
    if (juror.chair)
        form_set(c->form, "chair", "yes");
    if (juror.deputy_chair)
        form_set(c->form, "deputy_chair", "yes");
    if (juror.votes)
        form_set(c->form, "votes", "yes");
    if (juror.stands_in_for != 0)
        form_set(c->form, "stands_in_for", number(c, juror.stands_in_for));
    for (size_t i = 0; i < juror.category_count; i++)
        form_add(c->form, "category", number(c, juror.category[i]));
    show(c, &juror, &edition, 200);
}

static void check_length(struct ctx *c, const char *field)
{
    if (str_characters(form_line(c->form, field)) > LINE_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
}

static void read_categories(struct ctx *c, int64_t edition_id,
                            struct juror *now)
{
    struct sql_edition_categories_row *row;
    size_t count = sql_edition_categories(c->world.db, edition_id, &row);
    int64_t *list = arena_alloc(c->world.mem, count * sizeof *list);
    now->category_count = 0;
    for (size_t i = 0; i < count; i++)
        if (form_has(c->form, "category", number(c, row[i].id)))
            list[now->category_count++] = row[i].id;
    now->category = list;
}

/* The seat in meetings. */
static void read_seat(struct ctx *c, struct juror *now)
{
    now->votes = form_has(c->form, "votes", "yes");
    now->chair = form_has(c->form, "chair", "yes");
    now->deputy_chair = form_has(c->form, "deputy_chair", "yes");
    now->stands_in_for = 0;
    if (str_empty(form_line(c->form, "stands_in_for")))
        return;
    if (!form_int(c->form, "stands_in_for", 1, INT64_MAX,
                  &now->stands_in_for) ||
        !juror_can_stand_in(&c->world, now->id, now->stands_in_for))
        form_fail(c->form, "stands_in_for",
                  T("Please choose somebody who has a seat of his own."));
    else if (now->chair)
        form_fail(c->form, "stands_in_for",
                  T("Whoever has the chair has a seat of his own."));
}

void post_office_juror(struct ctx *c)
{
    struct juror juror;
    struct edition edition;
    if (!place(c, &juror, &edition))
        return;
    check_length(c, "institution");
    check_length(c, "function_de");
    check_length(c, "function_en");
    if (str_characters(form_line(c->form, "panel")) >
        JUROR_PANEL_CHARACTERS_MAX)
        form_fail(c->form, "panel", T("Please use at most 20 characters."));
    juror.load_max = 0;
    if (!str_empty(form_line(c->form, "load_max")) &&
        !form_int(c->form, "load_max", 1, JUROR_LOAD_MAX, &juror.load_max))
        form_fail(c->form, "load_max",
                  T("Please enter a whole number from 1, or nothing."));
    read_seat(c, &juror);
    if (!form_ok(c->form)) {
        show(c, &juror, &edition, 422);
        return;
    }
    juror.institution = form_line(c->form, "institution");
    juror.function_de = form_line(c->form, "function_de");
    juror.function_en = form_line(c->form, "function_en");
    juror.panel = form_line(c->form, "panel");
    read_categories(c, edition.id, &juror);
    juror_change(&c->world, juror.id, &juror);
    ctx_redirect(c, jury_path(c, &edition), T("Your changes are saved."));
}

void post_office_juror_release(struct ctx *c)
{
    struct juror juror;
    struct edition edition;
    if (!place(c, &juror, &edition))
        return;
    int64_t count = juror_release(&c->world, juror.id);
    ctx_redirect(c, seat_path(c, &juror),
                 arena_printf(c->world.mem,
                              TN("%d open assignment is taken away.",
                                 "%d open assignments are taken away.", count),
                              (int)count));
}

void post_office_juror_remove(struct ctx *c)
{
    struct juror juror;
    struct edition edition;
    if (!place(c, &juror, &edition))
        return;
    if (juror.user_id == c->visitor.id) /* declared conflicts would go, too */
        ctx_refuse(c, 409,
                   T("This is your own seat. Please let another organiser "
                     "take you out of the jury."));
    else if (juror_remove(&c->world, juror.id))
        ctx_redirect(c, jury_path(c, &edition),
                     arena_printf(c->world.mem,
                                  T("%s is no longer in the jury."),
                                  juror.name));
    else
        ctx_refuse(c, 409,
                   T("This juror has ballots, was assigned in a round that is "
                     "closed, or was in a meeting, so the seat stays. Open "
                     "assignments can be taken away."));
}
