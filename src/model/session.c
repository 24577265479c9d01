/* Sessions. The token never reaches the database: who reads a backup cannot
 * log in with it. Old sessions are swept whenever a new one starts. */
#include "model/session.h"

#include "base/secret.h"
#include "gen/sql_session.h"
#include "gen/sql_session_write.h"

char *session_start(const struct world *w, int64_t user_id)
{
    char *token = secret_token(w->mem);
    sql_session_end_old(w->db, w->now, SESSION_IDLE_S);
    sql_session_add(w->db, secret_token_digest(w->mem, token), user_id, w->now,
                    w->now + SESSION_ABSOLUTE_S);
    return token;
}

bool session_find(const struct world *w, const char *token, struct visitor *v)
{
    struct sql_session_by_token_row row;
    *v = (struct visitor){0};
    if (token == NULL ||
        !sql_session_by_token(w->db, secret_token_digest(w->mem, token), w->now,
                              SESSION_IDLE_S, &row))
        return false;
    bool second = row.second != 0;
    bool organiser = second || row.organiser_second == 0;
    bool juror = second || row.juror_second == 0;
    bool company = second || row.company_second == 0;
    *v = (struct visitor){
        .id = row.user_id,
        .session_id = row.id,
        .seen_at = row.seen_at,
        .name = row.name,
        .email = row.email,
        .language = row.language,
        .organiser = row.organiser && organiser,
        .juror = row.juror && juror,
        .company = row.company && company,
        .organiser_held = row.organiser && !organiser,
        .juror_held = row.juror && !juror,
        .company_held = row.company && !company,
        .second = second,
    };
    return true;
}

void session_touch(const struct world *w, int64_t session_id)
{
    sql_session_touch(w->db, session_id, w->now);
}

void session_end(const struct world *w, int64_t session_id)
{
    sql_session_end(w->db, session_id);
}

void session_end_all(const struct world *w, int64_t user_id)
{
    sql_session_end_of_user(w->db, user_id);
}
