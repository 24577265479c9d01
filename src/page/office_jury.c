/* The jury of an edition: who is in it, and inviting somebody. The invitation
 * goes through the outbox, where its link can be copied. */
#include "page/office.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_acceptance.h"
#include "gen/sql_juror.h"
#include "gen/sql_jury.h"
#include "model/edition.h"
#include "model/jury.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/office_view.h"

enum { LINE_CHARACTERS_MAX = 200 };

/* "Panel A · Small companies, Large companies · at most 5" */
static const char *duty(struct ctx *c, int64_t juror_id,
                        const struct sql_juror_duties_row *row, size_t count)
{
    struct arena *mem = c->world.mem;
    const char *text = "", *categories = "";
    for (size_t i = 0; i < count; i++) {
        if (row[i].id != juror_id)
            continue;
        if (*text == '\0' && !str_empty(row[i].panel))
            text = arena_printf(mem, T("Panel %s"), row[i].panel);
        if (row[i].category_de != NULL)
            categories =
                arena_printf(mem, "%s%s%s", categories, *categories ? ", " : "",
                             PICK(row[i].category_de, row[i].category_en));
        bool last = i + 1 == count || row[i + 1].id != juror_id;
        if (last && *categories != '\0')
            text = arena_printf(mem, "%s%s%s", text, *text ? " · " : "",
                                categories);
        if (last && row[i].load_max > 0)
            text = arena_printf(
                mem, "%s%s%s", text, *text ? " · " : "",
                arena_printf(mem, T("at most %d"), (int)row[i].load_max));
    }
    return text;
}

/* What this juror has accepted, a line each. */
static void fill_accepted(struct ctx *c,
                          const struct sql_acceptance_of_edition_row *row,
                          size_t rows, int64_t id, struct office_juror *juror)
{
    struct arena *mem = c->world.mem;
    const char **line = NULL;
    for (size_t i = 0; i < rows; i++) {
        if (row[i].jury_member_id != id)
            continue;
        const char *what =
            str_equal(row[i].what, "rules")
                ? arena_printf(mem, T("Rules: %s"),
                               PICK(row[i].round_de, row[i].round_en))
                : T("Confidentiality");
        line = arena_grow(mem, line, juror->accepted_count, sizeof *line);
        line[juror->accepted_count++] =
            arena_printf(mem, "%s, %s", what,
                         lang_datetime_short(mem, c->lang, row[i].accepted_at));
    }
    juror->accepted = line;
}

static void show_jury(struct ctx *c, const struct edition *e, int status)
{
    struct sql_jury_members_row *row;
    struct sql_juror_duties_row *duties;
    size_t count = sql_jury_members(c->world.db, e->id, &row);
    size_t duty_count = sql_juror_duties(c->world.db, e->id, &duties);
    struct office_juror *juror =
        arena_alloc(c->world.mem, count * sizeof *juror);
    struct sql_acceptance_of_edition_row *accepted;
    size_t rows = sql_acceptance_of_edition(c->world.db, e->id, &accepted);
    for (size_t i = 0; i < count; i++) {
        juror[i] = (struct office_juror){
            .id = row[i].id,
            .duty = duty(c, row[i].id, duties, duty_count),
            .code = row[i].code,
            .name = row[i].name,
            .email = row[i].email,
            .institution = row[i].institution,
            .function = PICK(row[i].function_de, row[i].function_en),
            .chair = row[i].chair != 0,
            .deputy_chair = row[i].deputy_chair != 0,
            .advises = row[i].votes == 0,
            .stands_in_for = row[i].stands_in_for,
            .ready = row[i].ready != 0,
        };
        fill_accepted(c, accepted, rows, row[i].id, &juror[i]);
    }
    struct office_jury_view v = {c->form, ctx_csrf(c), e->slug, juror, count};
    c->reply->status = status;
    page_start(c, T("Jury"));
    html_office_jury(c->out, &v);
    page_end(c);
}

void get_office_jury(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    form_set(c->form, "language", lang_code(c->lang));
    show_jury(c, &e, 200);
}

static void check_length(struct ctx *c, const char *field)
{
    if (str_characters(form_line(c->form, field)) > LINE_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
}

static void check_juror(struct ctx *c)
{
    enum lang lang;
    if (str_empty(form_line(c->form, "name")))
        form_fail(c->form, "name", T("Please enter the person's name."));
    if (!str_email(form_line(c->form, "email")))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    if (!lang_from_code(form_value(c->form, "language"), &lang))
        form_fail(c->form, "language", T("Please choose a language."));
    check_length(c, "name");
    check_length(c, "institution");
    check_length(c, "function_de");
    check_length(c, "function_en");
}

/* Asked before anything is written: a second seat would only send a second
 * mail. */
static bool seated(struct ctx *c, const struct edition *e)
{
    struct user u;
    struct jury_member m;
    return user_by_email(&c->world, form_line(c->form, "email"), &u) &&
           jury_of_user(&c->world, e->id, u.id, &m);
}

void post_office_jury(struct ctx *c)
{
    struct edition e;
    struct world *w = &c->world;
    if (!office_edition(c, &e))
        return;
    check_juror(c);
    if (form_ok(c->form) && seated(c, &e))
        form_fail(c->form, "email",
                  T("This person is in the jury of this edition already."));
    if (!form_ok(c->form)) {
        show_jury(c, &e, 422);
        return;
    }
    int64_t user = user_invite_juror(w, form_line(c->form, "email"),
                                     form_line(c->form, "name"),
                                     form_value(c->form, "language"), &e);
    jury_add(w, e.id, user, form_line(c->form, "institution"),
             form_line(c->form, "function_de"),
             form_line(c->form, "function_en"),
             form_has(c->form, "chair", "yes"));
    ctx_redirect(c, arena_printf(w->mem, "/office/edition/%s/jury", e.slug),
                 T("The person is in the jury; the invitation with its link "
                   "is in the outbox."));
}
