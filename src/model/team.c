#include "model/team.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/str.h"
#include "gen/sql_team.h"
#include "gen/sql_team_write.h"
#include "model/audit.h"
#include "model/user.h"

static const char *const codes[] = {
    [TEAM_NONE] = "",
    [TEAM_READER] = "reader",
    [TEAM_EDITOR] = "editor",
    [TEAM_OWNER] = "owner",
};

const char *team_role_code(enum team_role role)
{
    if (role == TEAM_NONE)
        die("a role without a name");
    return codes[role];
}

bool team_role_from_code(const char *code, enum team_role *role)
{
    for (enum team_role r = TEAM_READER; r <= TEAM_OWNER; r++)
        if (str_equal(code, codes[r])) {
            *role = r;
            return true;
        }
    return false;
}

enum team_role team_role(const struct world *w, int64_t organisation_id,
                         int64_t user_id)
{
    struct sql_team_role_row row;
    enum team_role role = TEAM_NONE;
    if (sql_team_role(w->db, organisation_id, user_id, &row))
        team_role_from_code(row.role, &role);
    return role;
}

/* Would nobody be left who can manage the people? */
static bool is_last_owner(const struct world *w, int64_t organisation_id,
                          int64_t user_id)
{
    struct sql_team_owners_besides_row others = {0};
    sql_team_owners_besides(w->db, organisation_id, user_id, &others);
    return others.count == 0;
}

static void log_role(const struct world *w, int64_t organisation_id,
                     int64_t user_id, enum team_role before,
                     enum team_role after)
{
    const char *person = arena_printf(w->mem, "%" PRId64, user_id);
    const struct audit_field fields[] = {
        {"role", arena_printf(w->mem, "%s: %s", person, codes[before]),
         arena_printf(w->mem, "%s: %s", person,
                      after == TEAM_NONE ? "-" : codes[after])}};
    audit_change(w, after == TEAM_NONE ? "team.remove" : "team.role",
                 "organisation", organisation_id, fields, 1);
}

enum team_outcome team_change(const struct world *w, int64_t organisation_id,
                              int64_t user_id, enum team_role role)
{
    enum team_role before = team_role(w, organisation_id, user_id);
    if (before == TEAM_NONE)
        return TEAM_NOBODY;
    if (before == TEAM_OWNER && role != TEAM_OWNER &&
        is_last_owner(w, organisation_id, user_id))
        return TEAM_LAST_OWNER;
    if (sql_team_set_role(w->db, organisation_id, user_id,
                          team_role_code(role)) > 0)
        log_role(w, organisation_id, user_id, before, role);
    /* a link to another address of his would give back what was taken */
    if (before == TEAM_OWNER && role != TEAM_OWNER && user_id != w->user_id)
        sql_team_invitations_of_gone(w->db, organisation_id, user_id, w->now);
    return TEAM_OK;
}

enum team_outcome team_hand_over(const struct world *w, int64_t organisation_id,
                                 int64_t user_id)
{
    enum team_outcome outcome =
        team_change(w, organisation_id, user_id, TEAM_OWNER);
    if (outcome != TEAM_OK || user_id == w->user_id)
        return outcome;
    return team_change(w, organisation_id, w->user_id, TEAM_EDITOR);
}

enum team_outcome team_remove(const struct world *w, int64_t organisation_id,
                              int64_t user_id)
{
    struct sql_team_companies_of_row left = {0};
    enum team_role before = team_role(w, organisation_id, user_id);
    if (before == TEAM_NONE)
        return TEAM_NOBODY;
    if (before == TEAM_OWNER && is_last_owner(w, organisation_id, user_id))
        return TEAM_LAST_OWNER;
    sql_team_remove(w->db, organisation_id, user_id);
    sql_team_invitations_of_gone(w->db, organisation_id, user_id, w->now);
    log_role(w, organisation_id, user_id, before, TEAM_NONE);
    if (sql_team_companies_of(w->db, user_id, &left) && left.count == 0)
        user_revoke(w, user_id, "company");
    return TEAM_OK;
}

/* --- one company that is there twice ---------------------------------------
 */

char *team_name_key(const struct world *w, const char *name)
{
    /* as they stand in a folded slug, the longer ones first */
    static const char *const forms[] = {"-gmbh-co-kg", "-gmbh-und-co-kg",
                                        "-gmbh",       "-ggmbh",
                                        "-mbh",        "-ag",
                                        "-kg",         "-ohg",
                                        "-ug",         "-eg",
                                        "-e-k",        "-ek",
                                        "-e-v",        "-ev",
                                        "-se",         "-inc",
                                        "-ltd",        "-gbr"};
    char *key = str_slug(w->mem, name);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_ends(key, forms[i])) {
            key[strlen(key) - strlen(forms[i])] = '\0';
            break;
        }
    return key;
}

const char *team_merge(const struct world *w, int64_t from, int64_t into,
                       enum lang lang)
{
    struct sql_team_merge_clash_row clash;
    if (sql_team_merge_clash(w->db, from, into, &clash))
        return lang_pick(lang, clash.title_de, clash.title_en);
    if (from == into || sql_team_merge(w->db, from, into) == 0)
        return NULL;
    sql_team_merge_people(w->db, from, into);
    sql_team_merge_leave(w->db, from);
    sql_team_merge_entries(w->db, from, into);
    sql_team_merge_invitations(w->db, from, w->now);
    audit_add(w, "organisation.merge", "organisation", from,
              arena_printf(w->mem, "{\"into\":%" PRId64 "}", into));
    return NULL;
}
