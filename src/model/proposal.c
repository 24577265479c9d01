/* Who may propose, and the proposer's side. */
#include "model/proposal.h"

#include "base/arena.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_proposal.h"
#include "gen/sql_proposal_write.h"
#include "model/audit.h"
#include "model/mail.h"
#include "model/proposal_state.h"

enum { DAY_S = 24 * 60 * 60 };

/* --- who may --- */

enum proposers proposal_proposers(const struct world *w, int64_t edition_id)
{
    struct sql_proposal_setting_row row;
    if (!sql_proposal_setting(w->db, edition_id, &row))
        return PROPOSERS_NOBODY;
    if (str_equal(row.proposers, "employees"))
        return PROPOSERS_EMPLOYEES;
    return str_equal(row.proposers, "anyone") ? PROPOSERS_ANYONE
                                              : PROPOSERS_NOBODY;
}

bool proposal_offered(const struct world *w, int64_t edition_id)
{
    struct sql_proposal_setting_row row;
    return sql_proposal_setting(w->db, edition_id, &row) &&
           !str_equal(row.proposers, "nobody") && row.categories > 0;
}

bool proposal_open(const struct world *w, const struct edition *e)
{
    return edition_accepts(w, e) && proposal_offered(w, e->id);
}

bool proposal_allows(const struct world *w, int64_t edition_id,
                     int64_t organisation_id, int64_t category_id)
{
    struct sql_proposal_mode_row mode;
    struct sql_proposal_accepted_row accepted;
    return !sql_proposal_mode(w->db, category_id, &mode) ||
           !str_equal(mode.entry_mode, "propose") ||
           sql_proposal_accepted(w->db, edition_id, organisation_id,
                                 category_id, &accepted);
}

void proposal_set_proposers(const struct world *w, int64_t edition_id,
                            const char *proposers)
{
    struct sql_proposal_setting_row row;
    if (!sql_proposal_setting(w->db, edition_id, &row))
        return;
    const struct audit_field field = {"proposers", row.proposers, proposers};
    sql_proposal_set_proposers(w->db, edition_id, proposers);
    audit_change(w, "proposal.settings", "edition", edition_id, &field, 1);
}

void proposal_set_mode(const struct world *w, int64_t category_id,
                       const char *entry_mode)
{
    struct sql_proposal_mode_row row;
    if (!sql_proposal_mode(w->db, category_id, &row))
        return;
    const struct audit_field field = {"entry_mode", row.entry_mode, entry_mode};
    sql_proposal_set_mode(w->db, category_id, entry_mode);
    audit_change(w, "proposal.mode", "category", category_id, &field, 1);
}

/* --- the proposer --- */

struct world proposal_nobody(const struct world *w)
{
    struct world nobody = *w;
    nobody.user_id = 0;
    return nobody;
}

static enum lang language_of(const char *code)
{
    enum lang lang = LANG_DE;
    lang_from_code(code, &lang);
    return lang;
}

/* The link, and not one word that was typed. */
static void mail_link(const struct world *w, const struct proposal_form *form,
                      int64_t id, const char *token)
{
    enum lang lang = language_of(form->language);
    int64_t until = w->now + PROPOSAL_CONFIRM_DAYS * DAY_S;
    struct edition e;
    if (!edition_by_id(w, form->edition_id, &e))
        return;
    const struct mail_value values[] = {
        {"until", lang_datetime(w->mem, lang, until)},
        {"edition", lang_pick(lang, e.title_de, e.title_en)},
    };
    const struct mail_stranger to = {form->email, form->language, id, 0};
    mail_add_stranger(
        w, &to, "proposal_confirm", values, sizeof values / sizeof *values,
        arena_printf(w->mem, "%s/proposal/own/%s", w->url, token));
}

bool proposal_send(const struct world *w, const struct proposal_form *form)
{
    struct sql_proposal_sent_row sent;
    char *token = secret_token(w->mem);
    if (sql_proposal_sent(w->db, form->key, &sent))
        return false;
    int64_t candidate = sql_proposal_candidate_add(
        w->db, form->edition_id, form->category_id, form->company, form->place,
        form->contact, w->now);
    int64_t id = sql_proposal_add(
        w->db, candidate, form->key, secret_token_digest(w->mem, token),
        form->name, form->email, form->relation, form->language, form->unnamed,
        form->reason, form->share, w->now);
    mail_link(w, form, id, token);
    return true;
}

static struct proposal of_row(const struct sql_proposal_of_candidate_row *row)
{
    return (struct proposal){
        .id = row->id,
        .candidate_id = row->candidate_id,
        .name = row->name,
        .email = row->email,
        .relation = row->relation,
        .language = row->language,
        .reason = row->reason,
        .state = row->state,
        .unnamed = row->unnamed != 0,
        .share = row->share != 0,
        .shown = row->shown != 0,
        .created_at = row->created_at,
        .confirmed_at = row->confirmed_at,
    };
}

bool proposal_by_token(const struct world *w, const char *token,
                       struct proposal *p)
{
    struct sql_proposal_by_token_row row;
    if (token == NULL ||
        !sql_proposal_by_token(w->db, secret_token_digest(w->mem, token), &row))
        return false;
    *p = (struct proposal){
        .id = row.id,
        .candidate_id = row.candidate_id,
        .name = row.name,
        .email = row.email,
        .relation = row.relation,
        .language = row.language,
        .reason = row.reason,
        .state = row.state,
        .unnamed = row.unnamed != 0,
        .share = row.share != 0,
        .shown = row.shown != 0,
        .created_at = row.created_at,
        .confirmed_at = row.confirmed_at,
    };
    /* the job process may not have come by yet */
    return !str_equal(row.state, "unconfirmed") ||
           row.created_at + PROPOSAL_CONFIRM_DAYS * DAY_S > w->now;
}

size_t candidate_proposals(const struct world *w, int64_t id,
                           struct proposal **list)
{
    struct sql_proposal_of_candidate_row *row;
    size_t count = sql_proposal_of_candidate(w->db, id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = of_row(&row[i]);
    return count;
}

enum proposal_outcome proposal_confirm(const struct world *w,
                                       const struct proposal *p)
{
    struct candidate k;
    struct edition e;
    struct world nobody = proposal_nobody(w);
    if (!candidate_by_id(w, p->candidate_id, &k) ||
        !edition_by_id(w, k.edition_id, &e))
        return PROPOSAL_WRONG_STATE;
    if (!proposal_open(w, &e))
        return PROPOSAL_LATE;
    if (sql_proposal_confirm(w->db, p->id, w->now) == 0)
        return PROPOSAL_WRONG_STATE;
    sql_proposal_candidate_state(w->db, k.id, "new", "open");
    audit_add(&nobody, "proposal.confirm", "candidate", k.id, NULL);
    return PROPOSAL_OK;
}

void proposal_drop_mails(const struct world *w, int64_t proposal_id,
                         int64_t candidate_id)
{
    const int64_t *proposal = proposal_id ? &proposal_id : NULL;
    const int64_t *candidate = candidate_id ? &candidate_id : NULL;
    sql_proposal_mail_attempts_drop(w->db, proposal, candidate);
    sql_proposal_mail_versions_drop(w->db, proposal, candidate);
    sql_proposal_mails_drop(w->db, proposal, candidate);
}

/* Nobody proposes this company any more: it is not to be written to. Where it
 * has answered, its answer stays. */
static void end_empty(const struct world *w, int64_t candidate_id)
{
    struct candidate k;
    struct sql_proposal_confirmed_count_row left = {0};
    sql_proposal_confirmed_count(w->db, candidate_id, &left);
    if (left.count > 0 || !candidate_by_id(w, candidate_id, &k) ||
        str_equal(k.state, "accepted") || str_equal(k.state, "declined"))
        return;
    sql_proposal_candidate_end(w->db, k.id, "withdrawn");
    proposal_drop_mails(w, 0, k.id);
}

enum proposal_outcome proposal_withdraw(const struct world *w,
                                        const struct proposal *p)
{
    struct world nobody = proposal_nobody(w);
    bool known = str_equal(p->state, "confirmed");
    if (!known && !str_equal(p->state, "unconfirmed"))
        return PROPOSAL_WRONG_STATE;
    proposal_drop_mails(w, p->id, 0);
    if (!known) {
        sql_proposal_delete(w->db, p->id);
        sql_proposal_candidate_delete(w->db, p->candidate_id);
        return PROPOSAL_OK;
    }
    sql_proposal_end(w->db, p->id, "withdrawn", w->now);
    end_empty(w, p->candidate_id);
    audit_add(&nobody, "proposal.withdraw", "candidate", p->candidate_id, NULL);
    return PROPOSAL_OK;
}
