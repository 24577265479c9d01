/* Invitations of colleagues. The same mail goes to every address, whether it
 * has an account or not: neither who invites nor how long it takes tells. What
 * the owner typed goes into it as names only, since an owner is whoever
 * registered, and the recipient may be a stranger to him. */
#include "model/team.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_team.h"
#include "gen/sql_team_write.h"
#include "model/audit.h"
#include "model/mail.h"
#include "model/user.h"

enum { DAY_S = 24 * 60 * 60, NAME_CHARACTERS_MAX = 80 };

/* The longest part of it that has so many characters. */
static char *shortened(struct arena *mem, const char *text)
{
    char *copy = arena_text(mem, text);
    while (str_characters(copy) > NAME_CHARACTERS_MAX) {
        size_t bytes = strlen(copy) - 1;
        while (bytes > 0 && ((unsigned char)copy[bytes] & 0xC0) == 0x80)
            bytes--;
        copy[bytes] = '\0';
    }
    return copy;
}

char *team_plain_name(const struct world *w, const char *name)
{
    struct buf out;
    buf_init(&out, w->mem);
    for (const char *at = shortened(w->mem, name); *at != '\0'; at++) {
        bool dot = *at == '.' && at[1] != '\0' && at[1] != ' ';
        buf_addc(&out, strchr("/:@<>\\", *at) ? ' ' : *at);
        if (dot)
            buf_addc(&out, ' ');
    }
    return str_line(w->mem, out.data);
}

static bool is_member(const struct world *w, int64_t organisation_id,
                      const char *email)
{
    struct user u;
    return user_by_email(w, email, &u) &&
           team_role(w, organisation_id, u.id) != TEAM_NONE;
}

static bool too_many(const struct world *w, int64_t organisation_id,
                     const char *key)
{
    struct sql_team_invited_since_row sent = {0};
    sql_team_invited_since(w->db, organisation_id, key, world_actor(w),
                           w->now - DAY_S, &sent);
    return sent.here >= TEAM_INVITATIONS_DAY ||
           sent.there >= TEAM_INVITATIONS_ADDRESS;
}

/* In the language of the recipient's account, else of who invites. */
static void send(const struct world *w, const char *email,
                 const struct team_invitation *i, const char *token)
{
    struct user to, from;
    enum lang lang = LANG_DE;
    const char *language = "de";
    if (user_by_email(w, email, &to))
        language = to.language;
    else if (user_by_id(w, w->user_id, &from))
        language = from.language;
    lang_from_code(language, &lang);
    const char *role = i->role == TEAM_READER
                           ? lang_text(lang, N_("to read the nomination"))
                           : lang_text(lang, N_("to work on the nomination"));
    struct mail_value values[] = {
        {"organisation", team_plain_name(w, i->organisation)},
        {"inviter", team_plain_name(w, i->inviter)},
        {"role", role},
        {"until",
         lang_datetime(w->mem, lang, w->now + TEAM_INVITATION_DAYS * DAY_S)},
    };
    const struct mail_stranger stranger = {.email = email,
                                           .language = lang_code(lang)};
    mail_add_stranger(w, &stranger, "team", values,
                      sizeof values / sizeof *values,
                      arena_printf(w->mem, "%s/join/%s", w->url, token));
}

enum team_outcome team_invite(const struct world *w, int64_t organisation_id,
                              const char *email, enum team_role role)
{
    struct user me;
    struct sql_team_company_row company;
    const char *key = str_key(w->mem, email);
    if (is_member(w, organisation_id, email))
        return TEAM_MEMBER;
    if (too_many(w, organisation_id, key))
        return TEAM_MANY;
    if (!user_by_id(w, w->user_id, &me) ||
        !sql_team_company(w->db, organisation_id, &company))
        return TEAM_NOBODY;
    sql_team_invitation_replace(w->db, organisation_id, key, w->now);
    char *token = secret_token(w->mem);
    int64_t id = sql_team_invitation_add(
        w->db, organisation_id, email, key, team_role_code(role),
        secret_token_digest(w->mem, token), world_actor(w), w->now,
        w->now + TEAM_INVITATION_DAYS * DAY_S);
    const struct team_invitation i = {.id = id,
                                      .organisation = company.name,
                                      .inviter = me.name,
                                      .role = role};
    send(w, email, &i, token);
    const struct audit_field fields[] = {{"email", NULL, email},
                                         {"role", NULL, team_role_code(role)}};
    audit_change(w, "team.invite", "organisation", organisation_id, fields, 2);
    return TEAM_OK;
}

enum team_outcome team_withdraw_invitation(const struct world *w,
                                           int64_t organisation_id, int64_t id)
{
    if (sql_team_invitation_withdraw(w->db, organisation_id, id, w->now) == 0)
        return TEAM_NOBODY;
    audit_add(w, "team.uninvite", "organisation", organisation_id,
              arena_printf(w->mem, "{\"invitation\":%" PRId64 "}", id));
    return TEAM_OK;
}

bool team_invitation(const struct world *w, const char *token,
                     struct team_invitation *i)
{
    struct sql_team_invitation_by_token_row row;
    enum team_role role = TEAM_READER;
    if (!sql_team_invitation_by_token(w->db, secret_token_digest(w->mem, token),
                                      w->now, &row))
        return false;
    team_role_from_code(row.role, &role);
    *i = (struct team_invitation){
        .id = row.id,
        .organisation_id = row.organisation_id,
        .email = row.email,
        .organisation = row.organisation,
        .inviter = row.inviter,
        .role = role,
    };
    return true;
}

void team_join(const struct world *w, const struct team_invitation *i,
               int64_t user_id)
{
    user_grant(w, user_id, "company");
    if (sql_team_add(w->db, i->organisation_id, user_id,
                     team_role_code(i->role), w->now) > 0)
        audit_add(w, "organisation.join", "organisation", i->organisation_id,
                  arena_printf(w->mem, "{\"user\":%" PRId64 ",\"role\":\"%s\"}",
                               user_id, team_role_code(i->role)));
    sql_team_invitation_joined(w->db, i->id, user_id, w->now);
}
