/* People and their accounts, as the office sees and invites them. */
#include "page/people.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_user.h"
#include "model/second.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/people_view.h"

enum { NAME_CHARACTERS_MAX = 200 };

static struct person_view person_view(const struct ctx *c,
                                      const struct sql_user_list_row *row)
{
    return (struct person_view){
        .id = row->id,
        .name = row->name,
        .email = str_equal(row->email, USER_NO_ADDRESS) ? "–" : row->email,
        .organiser = row->organiser != 0,
        .juror = row->juror != 0,
        .company = row->company != 0,
        .active = row->active != 0,
        .confirmed = row->email_confirmed_at != NULL,
        .disabled = row->disabled_at != NULL,
        .second = row->second != 0,
        .self = row->id == c->visitor.id,
    };
}

static void show_people(struct ctx *c, int status)
{
    struct sql_user_list_row *rows;
    size_t count = sql_user_list(c->world.db, &rows);
    struct person_view *person =
        arena_alloc(c->world.mem, count * sizeof *person);
    for (size_t i = 0; i < count; i++)
        person[i] = person_view(c, &rows[i]);
    struct people_view v = {c->form, ctx_csrf(c), person, count,
                            second_rules(&c->world)};
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("People"));
    html_people(c->out, &v);
    page_end(c);
}

void get_people(struct ctx *c)
{
    form_set(c->form, "language", lang_code(c->lang));
    show_people(c, 200);
}

static void check_invitation(struct ctx *c)
{
    const char *name = form_line(c->form, "name");
    const char *role = form_value(c->form, "role");
    enum lang lang;
    if (str_empty(name))
        form_fail(c->form, "name", T("Please enter the person's name."));
    else if (str_characters(name) > NAME_CHARACTERS_MAX)
        form_fail(c->form, "name", T("Please use at most 200 characters."));
    if (!str_email(form_line(c->form, "email")))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    if (!str_equal(role, "organiser") && !str_equal(role, "juror"))
        form_fail(c->form, "role", T("Please choose a role."));
    if (!lang_from_code(form_value(c->form, "language"), &lang))
        form_fail(c->form, "language", T("Please choose a language."));
}

void post_people(struct ctx *c)
{
    check_invitation(c);
    if (!form_ok(c->form)) {
        show_people(c, 422);
        return;
    }
    user_invite(&c->world, form_line(c->form, "email"),
                form_line(c->form, "name"), form_value(c->form, "language"),
                form_value(c->form, "role"));
    ctx_redirect(c, "/office/mail", T("The invitation is in the outbox."));
}

/* Nobody locks the door behind themselves. */
static void set_disabled(struct ctx *c, bool disabled, const char *notice)
{
    struct user u;
    if (!user_by_id(&c->world, ctx_id(c, "id"), &u)) {
        ctx_not_found(c);
    } else if (u.id == c->visitor.id) {
        ctx_refuse(c, 409, T("You cannot disable your own account."));
    } else {
        user_disable(&c->world, u.id, disabled);
        ctx_redirect(c, "/office/users", notice);
    }
}

void post_person_disable(struct ctx *c)
{
    set_disabled(c, true, T("The account is disabled and logged out."));
}

void post_person_enable(struct ctx *c)
{
    set_disabled(c, false, T("The account works again."));
}

/* For who lost the device. One's own takes the code (page/second.c): else a
 * session left open would be enough. */
void post_person_second_off(struct ctx *c)
{
    struct user u;
    if (!user_by_id(&c->world, ctx_id(c, "id"), &u))
        ctx_not_found(c);
    else if (u.id == c->visitor.id)
        ctx_refuse(c, 409,
                   T("Your own second factor is switched off on the page of "
                     "your account, with a code."));
    else if (second_off(&c->world, u.id))
        ctx_redirect(c, "/office/users",
                     T("The second factor is off; the log says so."));
    else
        ctx_redirect(c, "/office/users", T("There was no second factor."));
}

void post_people_second(struct ctx *c)
{
    static const char *const roles[] = {"organiser", "juror", "company"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        second_require(&c->world, roles[i],
                       form_has(c->form, "required", roles[i]));
    ctx_redirect(c, "/office/users", T("Your changes are saved."));
}

void post_person_link(struct ctx *c)
{
    struct world *w = &c->world;
    struct user u;
    if (!user_by_id(w, ctx_id(c, "id"), &u)) {
        ctx_not_found(c);
        return;
    }
    struct user_roles roles = user_roles(w, u.id);
    if (u.password_hash != NULL)
        user_send_reset(w, u.id);
    else
        user_invite(w, u.email, u.name, u.language,
                    roles.organiser ? "organiser"
                    : roles.juror   ? "juror"
                                    : "company");
    ctx_redirect(c, "/office/mail", T("The mail is in the outbox."));
}
