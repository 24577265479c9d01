/* Accounts. What is written about a person in the audit log stands in the
 * payload, which can be erased; the chain itself knows the id only. */
#include "model/user.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_user.h"
#include "gen/sql_user_write.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/mail.h"
#include "model/second.h"
#include "model/session.h"

enum { HOUR_S = 60 * 60, DAY_S = 24 * HOUR_S };

static const struct link_kind {
    const char *name;
    int64_t lifetime_s;
} link_kinds[] = {
    {"invite", 14 * DAY_S}, {"reset", 2 * HOUR_S}, {"confirm", 14 * DAY_S}};

/* {"before":…,"after":…}; a NULL is left out. */
static const char *change(const struct world *w, const char *before,
                          const char *after)
{
    struct buf text;
    struct json_out j;
    buf_init(&text, w->mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    if (before != NULL)
        json_text(&j, "before", before);
    if (after != NULL)
        json_text(&j, "after", after);
    json_object_end(&j);
    return text.data;
}

int64_t user_create(const struct world *w, const char *email, const char *name,
                    const char *language)
{
    int64_t id = sql_user_add(w->db, email, str_key(w->mem, email), name,
                              language, w->now);
    if (db_conflict(w->db) || id == 0)
        return 0;
    audit_add(w, "user.create", "user", id,
              change(w, NULL, arena_printf(w->mem, "%s <%s>", name, email)));
    return id;
}

/* Both statements have the same columns and so rows of the same shape. */
#define USER_FROM_ROW(row)                                                     \
    (struct user)                                                              \
    {                                                                          \
        .id = (row).id, .name = (row).name, .email = (row).email,              \
        .language = (row).language, .password_hash = (row).password_hash,      \
        .confirmed = (row).email_confirmed_at != NULL,                         \
        .disabled = (row).disabled_at != NULL                                  \
    }

bool user_by_email(const struct world *w, const char *email, struct user *u)
{
    struct sql_user_by_key_row row;
    if (!sql_user_by_key(w->db, str_key(w->mem, email), &row))
        return false;
    *u = USER_FROM_ROW(row);
    return true;
}

bool user_by_id(const struct world *w, int64_t id, struct user *u)
{
    struct sql_user_by_id_row row;
    if (!sql_user_by_id(w->db, id, &row))
        return false;
    *u = USER_FROM_ROW(row);
    return true;
}

struct user_roles user_roles(const struct world *w, int64_t id)
{
    struct sql_user_roles_row row = {0};
    sql_user_roles(w->db, id, &row);
    return (struct user_roles){.organiser = row.organiser != 0,
                               .juror = row.juror != 0,
                               .company = row.company != 0};
}

void user_grant(const struct world *w, int64_t id, const char *role)
{
    if (sql_user_grant(w->db, id, role, w->now) > 0)
        audit_add(w, "user.grant", "user", id, change(w, NULL, role));
}

void user_revoke(const struct world *w, int64_t id, const char *role)
{
    if (sql_user_revoke(w->db, id, role) > 0)
        audit_add(w, "user.revoke", "user", id, change(w, role, NULL));
}

void user_set_password_hash(const struct world *w, int64_t id, const char *hash)
{
    sql_user_set_password(w->db, id, hash);
    sql_user_password_links_used(w->db, id, w->now);
    session_end_all(w, id);
    second_wait_end_all(w, id);
    audit_add(w, "user.password", "user", id, NULL);
}

void user_rehash(const struct world *w, int64_t id, const char *hash)
{
    sql_user_set_password(w->db, id, hash);
}

void user_disable(const struct world *w, int64_t id, bool disabled)
{
    if (disabled) {
        if (sql_user_disable(w->db, id, w->now) > 0)
            audit_add(w, "user.disable", "user", id, NULL);
        session_end_all(w, id);
        second_wait_end_all(w, id);
    } else if (sql_user_enable(w->db, id) > 0) {
        audit_add(w, "user.enable", "user", id, NULL);
    }
}

void user_change(const struct world *w, int64_t id, const char *name,
                 const char *language)
{
    struct user u;
    if (!user_by_id(w, id, &u))
        return;
    if (str_equal(u.name, name) && str_equal(u.language, language))
        return;
    sql_user_change(w->db, id, name, language);
    audit_add(w, "user.change", "user", id,
              change(w, arena_printf(w->mem, "%s (%s)", u.name, u.language),
                     arena_printf(w->mem, "%s (%s)", name, language)));
}

bool user_claim(const struct world *w, int64_t id, const char *name,
                const char *email)
{
    sql_user_claim(w->db, id, name, email, str_key(w->mem, email));
    if (db_conflict(w->db))
        return false;
    audit_add(w, "user.claim", "user", id,
              change(w, NULL, arena_printf(w->mem, "%s <%s>", name, email)));
    return true;
}

void user_confirm(const struct world *w, int64_t id)
{
    if (sql_user_confirm(w->db, id, w->now) > 0)
        audit_add(w, "user.confirm", "user", id, NULL);
}

/* Did somebody merely register with that address? Anybody can do so with one
 * that is not theirs, and wait. */
static bool is_doubtful(const struct world *w, const struct user *u)
{
    struct user_roles roles = user_roles(w, u->id);
    return !u->confirmed && !roles.organiser && !roles.juror;
}

void user_take(const struct world *w, const struct user *u)
{
    if (is_doubtful(w, u))
        second_off(w, u->id);
    user_confirm(w, u->id);
}

static int64_t link_lifetime(const char *kind)
{
    for (size_t i = 0; i < sizeof link_kinds / sizeof *link_kinds; i++)
        if (str_equal(link_kinds[i].name, kind))
            return link_kinds[i].lifetime_s;
    die("no such kind of link: %s", kind);
}

char *user_link(const struct world *w, int64_t id, const char *kind)
{
    char *token = secret_token(w->mem);
    int64_t lifetime_s = link_lifetime(kind);
    if (w->user_id != 0 && w->user_id != id)
        audit_add(w, "user.link", "user", id,
                  arena_printf(w->mem, "{\"kind\":\"%s\"}", kind));
    sql_user_links_of_kind_used(w->db, id, kind, w->now);
    sql_user_link_add(w->db, secret_token_digest(w->mem, token), id, kind,
                      w->now, w->now + lifetime_s);
    return arena_printf(w->mem, "%s/%s/%s", w->url, kind, token);
}

int64_t user_by_link(const struct world *w, const char *token,
                     const char **kind)
{
    struct sql_user_by_link_row row;
    if (!sql_user_by_link(w->db, secret_token_digest(w->mem, token), w->now,
                          &row))
        return 0;
    *kind = row.kind;
    return row.user_id;
}

void user_link_used(const struct world *w, const char *token)
{
    sql_user_link_used(w->db, secret_token_digest(w->mem, token), w->now);
}

/* --- mails --------------------------------------------------------------- */

/* What the person is invited to, after "you are invited". */
static const struct {
    const char *role, *text;
} invited_to[] = {
    {"organiser", N_("to work in the award office")},
    {"juror", N_("to join the jury")},
    {"company", N_("to act for your company")},
};

static enum lang language_of(const struct user *u)
{
    enum lang lang = LANG_DE;
    lang_from_code(u->language, &lang);
    return lang;
}

/* Makes the link and the mail with it. */
static void send_link(const struct world *w, const struct user *u,
                      const char *kind, const char *role, const char *award)
{
    const char *until =
        lang_datetime(w->mem, language_of(u), w->now + link_lifetime(kind));
    struct mail_value values[] = {
        {"until", until}, {"role", role}, {"award", award}};
    mail_add(w, u->id, kind, values, award ? 3 : 2, user_link(w, u->id, kind));
}

/* `to` NULL: not to a certain edition. */
static void send_invitation(const struct world *w, const struct user *u,
                            const char *role, const struct edition *to)
{
    const char *award =
        to ? lang_pick(language_of(u), to->title_de, to->title_en) : NULL;
    const char *text = "";
    for (size_t i = 0; i < sizeof invited_to / sizeof *invited_to; i++)
        if (str_equal(invited_to[i].role, role))
            text = lang_text(language_of(u), invited_to[i].text);
    if (u->password_hash == NULL) {
        send_link(w, u, "invite", text, award);
        return;
    }
    struct mail_value values[] = {{"role", text}, {"award", award}};
    mail_add(w, u->id, "access", values, award ? 2 : 1,
             arena_printf(w->mem, "%s/login", w->url));
}

/* A password from before the address was confirmed does not get a role of the
 * office's: it goes, with the name, and the invitation sets a new one. So does
 * a second factor, whose code the invited person could not know. */
static void distrust(const struct world *w, struct user *u, const char *name,
                     const char *language)
{
    if (u->password_hash == NULL || !is_doubtful(w, u))
        return;
    sql_user_drop_password(w->db, u->id);
    second_off(w, u->id);
    session_end_all(w, u->id);
    second_wait_end_all(w, u->id);
    audit_add(w, "user.distrust", "user", u->id, NULL);
    user_change(w, u->id, name, language);
    user_by_id(w, u->id, u);
}

static int64_t invite(const struct world *w, const char *email,
                      const char *name, const char *language, const char *role,
                      const struct edition *to)
{
    struct user u;
    int64_t id = user_by_email(w, email, &u)
                     ? u.id
                     : user_create(w, email, name, language);
    if (id == 0 || !user_by_id(w, id, &u))
        return 0; /* the disk failed: the caller's commit will say so */
    distrust(w, &u, name, language);
    user_grant(w, id, role);
    send_invitation(w, &u, role, to);
    audit_add(w, "user.invite", "user", id, change(w, NULL, role));
    return id;
}

int64_t user_invite(const struct world *w, const char *email, const char *name,
                    const char *language, const char *role)
{
    return invite(w, email, name, language, role, NULL);
}

int64_t user_invite_juror(const struct world *w, const char *email,
                          const char *name, const char *language,
                          const struct edition *to)
{
    return invite(w, email, name, language, "juror", to);
}

void user_send_confirm(const struct world *w, int64_t id)
{
    struct user u;
    if (user_by_id(w, id, &u))
        send_link(w, &u, "confirm", NULL, NULL);
}

void user_send_reset(const struct world *w, int64_t id)
{
    struct user u;
    if (user_by_id(w, id, &u))
        send_link(w, &u, "reset", NULL, NULL);
}
