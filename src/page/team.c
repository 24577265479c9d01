/* The people who act for a company. Members see each other; owners manage
 * them. Whoever does not belong to the company learns nothing of it. */
#include "page/team.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_team.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/team_view.h"

enum { EMAIL_BYTES_MAX = 254 };

static void load_members(struct ctx *c, struct team_view *v)
{
    struct sql_team_members_row *row;
    size_t owners = 0, count = sql_team_members(c->world.db, v->id, &row);
    struct team_member *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct team_member){
            .id = row[i].id,
            .name = row[i].name,
            .email = row[i].email,
            .since = row[i].created_at,
            .self = row[i].id == c->visitor.id,
            .disabled = row[i].disabled != 0,
        };
        team_role_from_code(row[i].role, &list[i].role);
        owners += list[i].role == TEAM_OWNER && !list[i].disabled;
    }
    v->member = list;
    v->member_count = count;
    v->alone = v->owner && owners == 1;
}

static void load_invitations(struct ctx *c, struct team_view *v)
{
    struct sql_team_invitations_row *row;
    size_t count = sql_team_invitations(c->world.db, v->id, &row);
    struct team_open_invitation *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct team_open_invitation){
            .id = row[i].id,
            .email = row[i].email,
            .invited_by = row[i].invited_by,
            .invited_at = row[i].invited_at,
            .expires_at = row[i].expires_at,
            .expired = row[i].expires_at <= c->world.now,
        };
        team_role_from_code(row[i].role, &list[i].role);
    }
    v->invitation = list;
    v->invitation_count = count;
}

/* The company of the path, if the visitor belongs to it; else the reply is a
 * 404 and the answer TEAM_NONE. */
static enum team_role find_team(struct ctx *c, struct team_view *v)
{
    struct sql_team_company_row company;
    int64_t id = ctx_id(c, "organisation");
    enum team_role role = team_role(&c->world, id, c->visitor.id);
    if (role == TEAM_NONE || !sql_team_company(c->world.db, id, &company)) {
        ctx_not_found(c);
        return TEAM_NONE;
    }
    *v = (struct team_view){.form = c->form,
                            .csrf = ctx_csrf(c),
                            .id = id,
                            .company = company.name,
                            .owner = role == TEAM_OWNER};
    return role;
}

static void show_team(struct ctx *c, int status, struct team_view *v)
{
    struct user me;
    v->confirmed = user_by_id(&c->world, c->visitor.id, &me) && me.confirmed;
    load_members(c, v);
    if (v->owner)
        load_invitations(c, v);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Team"));
    html_team(c->out, v);
    page_end(c);
}

void get_team(struct ctx *c)
{
    struct team_view v;
    if (find_team(c, &v) != TEAM_NONE)
        show_team(c, 200, &v);
}

/* --- what owners do --------------------------------------------------------
 */

/* As find_team(), and refuses who does not manage the people. */
static bool find_own_team(struct ctx *c, struct team_view *v)
{
    enum team_role role = find_team(c, v);
    if (role == TEAM_OWNER)
        return true;
    if (role != TEAM_NONE)
        ctx_refuse(c, 409, T("Only an owner manages the people of a team."));
    return false;
}

static void back(struct ctx *c, const struct team_view *v, const char *notice)
{
    ctx_redirect(c, arena_printf(c->world.mem, "/my/team/%" PRId64, v->id),
                 notice);
}

static void answer(struct ctx *c, const struct team_view *v,
                   enum team_outcome outcome, const char *notice)
{
    switch (outcome) {
    case TEAM_OK:
        back(c, v, notice);
        break;
    case TEAM_LAST_OWNER:
        ctx_refuse(c, 409,
                   T("A team needs an owner. Please hand over to a colleague "
                     "first."));
        break;
    case TEAM_NOBODY:
    case TEAM_MANY:
    case TEAM_MEMBER:
        ctx_refuse(c, 409,
                   T("This has changed in the meantime. Please look at the "
                     "list again."));
        break;
    }
}

static void check_invitation(struct ctx *c, enum team_role *role)
{
    struct user me;
    const char *email = form_line(c->form, "email");
    if (!str_email(email) || strlen(email) > EMAIL_BYTES_MAX)
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    else if (!user_by_id(&c->world, c->visitor.id, &me) || !me.confirmed)
        form_fail(c->form, "email",
                  T("Before you can invite others, please confirm your own "
                    "e-mail address with the link that we sent you."));
    if (!team_role_from_code(form_value(c->form, "role"), role) ||
        *role == TEAM_OWNER)
        form_fail(c->form, "role", T("Please choose one of the answers."));
}

void post_team_invite(struct ctx *c)
{
    struct team_view v;
    enum team_role role = TEAM_READER;
    if (!find_own_team(c, &v))
        return;
    const char *email = form_line(c->form, "email");
    check_invitation(c, &role);
    enum team_outcome outcome =
        form_ok(c->form) ? team_invite(&c->world, v.id, email, role) : TEAM_OK;
    if (outcome == TEAM_MEMBER)
        form_fail(c->form, "email", T("This person belongs to the team."));
    else if (outcome != TEAM_OK)
        form_fail(
            c->form, "email",
            T("Your team has sent as many invitations as it can in a day. "
              "Please go on tomorrow."));
    if (form_ok(c->form))
        back(c, &v,
             arena_printf(c->world.mem,
                          T("The invitation to %s is on its way."), email));
    else
        show_team(c, outcome == TEAM_MANY ? 429 : 422, &v);
}

void post_team_withdraw(struct ctx *c)
{
    struct team_view v;
    int64_t id;
    if (!find_own_team(c, &v))
        return;
    form_int(c->form, "invitation", 1, INT64_MAX, &id);
    answer(c, &v, team_withdraw_invitation(&c->world, v.id, id),
           T("The invitation is withdrawn; its link no longer works."));
}

void post_team_role(struct ctx *c)
{
    struct team_view v;
    int64_t user_id;
    enum team_role role = TEAM_NONE;
    if (!find_own_team(c, &v))
        return;
    form_int(c->form, "user", 1, INT64_MAX, &user_id);
    if (!team_role_from_code(form_value(c->form, "role"), &role))
        answer(c, &v, TEAM_NOBODY, NULL);
    else
        answer(c, &v, team_change(&c->world, v.id, user_id, role),
               T("The role is changed."));
}

void post_team_hand_over(struct ctx *c)
{
    struct team_view v;
    int64_t user_id;
    if (!find_own_team(c, &v))
        return;
    form_int(c->form, "user", 1, INT64_MAX, &user_id);
    answer(c, &v, team_hand_over(&c->world, v.id, user_id),
           T("The team is handed over; you are an editor now."));
}

void post_team_remove(struct ctx *c)
{
    struct team_view v;
    int64_t user_id;
    enum team_role role = find_team(c, &v);
    if (role == TEAM_NONE)
        return;
    form_int(c->form, "user", 1, INT64_MAX, &user_id);
    bool self = user_id == c->visitor.id;
    if (!self && role != TEAM_OWNER) {
        ctx_refuse(c, 409, T("Only an owner manages the people of a team."));
        return;
    }
    enum team_outcome outcome = team_remove(&c->world, v.id, user_id);
    if (self && outcome == TEAM_OK)
        ctx_redirect(c, "/account",
                     arena_printf(c->world.mem, T("You no longer act for %s."),
                                  v.company));
    else
        answer(c, &v, outcome, T("The person is removed from the team."));
}
