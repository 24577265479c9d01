#include "model/demo_team.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_demo.h"
#include "gen/sql_import.h"
#include "model/entry.h"
#include "model/organisation.h"
#include "model/team.h"
#include "model/user.h"

enum { HOUR_S = 60 * 60 };

static const struct colleague {
    const char *email, *name, *company;
    enum team_role role;
} colleagues[] = {
    {"marketing@lichtwerk.example", "Mara Lindt", "Lichtwerk Ahrenfels GmbH",
     TEAM_EDITOR},
    {"betriebsrat@lichtwerk.example", "Jonas Weber", "Lichtwerk Ahrenfels GmbH",
     TEAM_READER},
    {"post@nordhang.example", "Dr. Leila Haddad", "Nordhang Biotech AG",
     TEAM_OWNER},
};

static int64_t add(const struct world *w, const struct colleague *k,
                   const char *hash)
{
    struct sql_import_organisation_by_name_row row;
    if (!sql_import_organisation_by_name(w->db, k->company, &row))
        return 0;
    int64_t id = user_create(w, k->email, k->name, "de");
    user_grant(w, id, "company");
    user_set_password_hash(w, id, hash);
    user_confirm(w, id);
    organisation_join(w, row.id, id);
    team_change(w, row.id, id, k->role);
    return id;
}

/* The editor wrote something two hours ago. */
static void write_more(const struct world *w, int64_t edition_id,
                       int64_t editor)
{
    struct sql_demo_draft_answer_row row;
    struct world then = *w;
    then.now = w->now - 2 * HOUR_S;
    then.user_id = editor;
    if (!sql_demo_draft_answer(w->db, edition_id, "strategy_de", &row))
        return;
    entry_answer(&then, row.entry_id, row.question_id,
                 arena_printf(w->mem,
                              "%s\n\nSeit diesem Jahr lernen alle, die es "
                              "möchten, in der Arbeitszeit Deutsch.",
                              row.value));
}

void demo_team_add(const struct world *w, int64_t edition_id, const char *hash)
{
    size_t count = sizeof colleagues / sizeof *colleagues;
    for (size_t i = 0; i < count; i++) {
        int64_t id = add(w, &colleagues[i], hash);
        if (id != 0 && colleagues[i].role == TEAM_EDITOR)
            write_more(w, edition_id, id);
    }
}
