/* Following an invitation to a company's team. Opening the link changes
 * nothing, because mail programs open links too; only a button does. Whoever
 * has an account logs in and joins with it; the others get one here, and since
 * the mail went there, its address is confirmed. */
#include "page/team.h"

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/password.h"
#include "page/team_view.h"

enum { NAME_CHARACTERS_MAX = 200 };

static bool find(struct ctx *c, struct team_invitation *i)
{
    if (team_invitation(&c->world, ctx_part(c, "token"), i))
        return true;
    c->rollback = true;
    c->width = "page-text";
    c->reply->status = 404;
    page_start(c, T("This invitation no longer works"));
    html_join_over(c->out);
    page_end(c);
    return false;
}

static void show(struct ctx *c, int status, const struct team_invitation *i)
{
    struct user u;
    struct join_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = arena_printf(c->world.mem, "/join/%s", ctx_part(c, "token")),
        .invitation = i,
        .known = user_by_email(&c->world, i->email, &u),
    };
    if (c->visitor.id != 0) {
        v.name = c->visitor.name;
        v.email = c->visitor.email;
        v.member = team_role(&c->world, i->organisation_id, c->visitor.id) !=
                   TEAM_NONE;
    }
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Invitation"));
    html_join(c->out, &v);
    page_end(c);
}

void get_join(struct ctx *c)
{
    struct team_invitation i;
    if (find(c, &i))
        show(c, 200, &i);
}

void post_join_accept(struct ctx *c)
{
    struct team_invitation i;
    if (!find(c, &i))
        return;
    team_join(&c->world, &i, c->visitor.id);
    ctx_redirect(c, "/my", T("Welcome to the team."));
}

/* --- a new account ---------------------------------------------------------
 */

static void begin_join(struct ctx *c)
{
    struct team_invitation i;
    struct user u;
    const char *name = form_line(c->form, "name");
    if (!find(c, &i))
        return;
    if (str_empty(name))
        form_fail(c->form, "name", T("Please tell us your name."));
    else if (str_characters(name) > NAME_CHARACTERS_MAX)
        form_fail(c->form, "name", T("Please use at most 200 characters."));
    password_acceptable(c, "password");
    if (user_by_email(&c->world, i.email, &u) || !form_ok(c->form))
        show(c, 422, &i);
    else
        password_hash(c, form_value(c->form, "password"));
}

/* 0: the address has got an account in the meantime. */
static int64_t make_account(struct ctx *c, const struct team_invitation *i)
{
    struct world *w = &c->world;
    int64_t id = user_create(w, i->email, form_line(c->form, "name"),
                             lang_code(c->lang));
    if (id == 0)
        return 0;
    w->user_id = id;
    user_set_password_hash(w, id, c->work->new_hash);
    user_confirm(w, id);
    team_join(w, i, id);
    ctx_session(c, id);
    return id;
}

static void end_join(struct ctx *c)
{
    struct team_invitation i;
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    bool good = team_invitation(&c->world, ctx_part(c, "token"), &i);
    bool made = good && make_account(c, &i) != 0;
    if (!password_commit(c))
        return;
    if (made)
        ctx_redirect(c, "/my", T("Welcome to the team."));
    else if (find(c, &i))
        show(c, 422, &i);
}

void post_join(struct ctx *c)
{
    if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (c->work->done)
        end_join(c);
    else
        begin_join(c);
}
