/* A company that was proposed: its own answer, and what the office does. */
#include "model/proposal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_proposal.h"
#include "gen/sql_proposal_write.h"
#include "model/audit.h"
#include "model/entry.h"
#include "model/mail.h"
#include "model/proposal_state.h"

enum { DAY_S = 24 * 60 * 60 };

bool candidate_by_id(const struct world *w, int64_t id, struct candidate *k)
{
    struct sql_proposal_candidate_row row;
    if (!sql_proposal_candidate(w->db, id, &row))
        return false;
    *k = (struct candidate){
        .id = row.id,
        .edition_id = row.edition_id,
        .category_id = row.category_id,
        .company = row.company,
        .place = row.place,
        .email = row.email,
        .state = row.state,
        .dismissal = row.dismissal,
        .told = row.told != 0,
        .created_at = row.created_at,
        .forwarded_at = row.forwarded_at,
        .expires_at = row.expires_at,
        .answered_at = row.answered_at,
        .organisation_id = row.organisation_id,
        .entry_id = row.entry_id,
    };
    return true;
}

bool candidate_by_token(const struct world *w, const char *token,
                        struct candidate *k)
{
    struct sql_proposal_candidate_by_token_row row;
    return token != NULL &&
           sql_proposal_candidate_by_token(
               w->db, secret_token_digest(w->mem, token), &row) &&
           candidate_by_id(w, row.id, k) && str_equal(k->state, "forwarded") &&
           k->expires_at != NULL && *k->expires_at > w->now;
}

static void log_it(const struct world *w, const char *action, int64_t id)
{
    audit_add(w, action, "candidate", id, NULL);
}

/* --- mails to the proposers --- */

static enum lang language_of(const char *code)
{
    enum lang lang = LANG_DE;
    lang_from_code(code, &lang);
    return lang;
}

/* To each who has not withdrawn. What an earlier mail said of the company is
 * repeated: they know it, they wrote it. */
static void tell_proposers(const struct world *w, const struct candidate *k,
                           const char *kind, const char *reason)
{
    struct proposal *p;
    struct edition e;
    size_t count = candidate_proposals(w, k->id, &p);
    if (!edition_by_id(w, k->edition_id, &e))
        return;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(p[i].state, "confirmed") || str_empty(p[i].email))
            continue;
        enum lang lang = language_of(p[i].language);
        const struct mail_value values[] = {
            {"company", k->company},
            {"edition", lang_pick(lang, e.title_de, e.title_en)},
            {"reason", reason},
        };
        const struct mail_stranger to = {p[i].email, p[i].language, p[i].id, 0};
        mail_add_stranger(w, &to, kind, values, sizeof values / sizeof *values,
                          "");
    }
}

/* Erasing begins to run. */
static void end_proposals(const struct world *w, int64_t id)
{
    struct proposal *p;
    size_t count = candidate_proposals(w, id, &p);
    for (size_t i = 0; i < count; i++)
        sql_proposal_ended(w->db, p[i].id, w->now);
}

/* --- the company's answer --- */

enum proposal_outcome candidate_accept(const struct world *w, int64_t id,
                                       int64_t organisation_id,
                                       int64_t entry_id, bool told)
{
    struct candidate k;
    struct edition e;
    struct entry entry;
    if (!candidate_by_id(w, id, &k) || !str_equal(k.state, "forwarded") ||
        !edition_by_id(w, k.edition_id, &e) ||
        !entry_by_id(w, entry_id, &entry) || entry.edition_id != k.edition_id ||
        entry.organisation_id != organisation_id)
        return PROPOSAL_WRONG_STATE;
    if (!edition_accepts(w, &e))
        return PROPOSAL_LATE;
    if (sql_proposal_candidate_accept(w->db, id, organisation_id, entry_id,
                                      told, w->now) == 0)
        return PROPOSAL_WRONG_STATE;
    proposal_drop_mails(w, 0, id);
    if (entry.category_id == NULL && str_equal(entry.state, "draft"))
        entry_choose_category(w, entry_id, k.category_id);
    log_it(w, "proposal.accept", id);
    tell_proposers(w, &k, told ? "proposal_accepted" : "proposal_answered", "");
    return PROPOSAL_OK;
}

static const char *block_digest(const struct world *w, const char *email)
{
    const char *text =
        arena_printf(w->mem, "proposal block %s", str_key(w->mem, email));
    return secret_keyed(w->mem, w->key, text, strlen(text));
}

enum proposal_outcome candidate_decline(const struct world *w, int64_t id,
                                        bool told)
{
    struct candidate k;
    struct world nobody = proposal_nobody(w);
    if (!candidate_by_id(w, id, &k) ||
        sql_proposal_candidate_decline(w->db, id, told, w->now) == 0)
        return PROPOSAL_WRONG_STATE;
    if (!str_empty(k.email))
        sql_proposal_block_add(w->db, k.edition_id, block_digest(w, k.email),
                               w->now);
    proposal_drop_mails(w, 0, id);
    log_it(&nobody, "proposal.decline", id);
    tell_proposers(w, &k, told ? "proposal_declined" : "proposal_answered", "");
    sql_proposal_erase_reasons(w->db, id);
    end_proposals(w, id);
    return PROPOSAL_OK;
}

/* --- the office --- */

static bool is_alive(const struct candidate *k)
{
    return str_equal(k->state, "open") || str_equal(k->state, "forwarded") ||
           str_equal(k->state, "expired");
}

enum proposal_outcome candidate_change(const struct world *w, int64_t id,
                                       const struct candidate_facts *facts)
{
    struct candidate k;
    if (!candidate_by_id(w, id, &k) || !is_alive(&k))
        return PROPOSAL_WRONG_STATE;
    if (str_equal(k.company, facts->company) &&
        str_equal(k.place, facts->place) && str_equal(k.email, facts->email) &&
        k.category_id == facts->category_id)
        return PROPOSAL_OK;
    sql_proposal_candidate_set(w->db, id, facts->company, facts->place,
                               facts->email, facts->category_id);
    log_it(w, "proposal.change", id); /* addresses stay out of the log */
    return PROPOSAL_OK;
}

void proposal_show(const struct world *w, int64_t proposal_id, bool shown)
{
    sql_proposal_show(w->db, proposal_id, shown);
}

enum proposal_outcome candidate_forwardable(const struct world *w,
                                            const struct candidate *k)
{
    struct edition e;
    struct sql_proposal_blocked_row blocked;
    if (!is_alive(k) || !edition_by_id(w, k->edition_id, &e))
        return PROPOSAL_WRONG_STATE;
    if (!edition_accepts(w, &e))
        return PROPOSAL_LATE;
    if (str_empty(k->email))
        return PROPOSAL_NO_ADDRESS;
    return sql_proposal_blocked(w->db, k->edition_id, block_digest(w, k->email),
                                &blocked)
               ? PROPOSAL_BLOCKED
               : PROPOSAL_OK;
}

/* From whom the data came, Art. 14 (2) f GDPR. Who stays unnamed is not
 * counted: two mails about one company would say that there is one more. */
static const char *sources(const struct world *w, int64_t id, enum lang lang)
{
    struct sql_proposal_sources_row *row;
    struct buf out;
    size_t count = sql_proposal_sources(w->db, id, &row);
    buf_init(&out, w->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&out, "%s%s", i > 0 ? ", " : "",
                 row[i].unnamed ? lang_text(lang, N_("a person who wishes to "
                                                     "stay unnamed"))
                                : row[i].name);
    return out.data;
}

static int64_t answer_until(const struct world *w, const struct edition *e)
{
    int64_t term = w->now + (int64_t)PROPOSAL_ANSWER_DAYS * DAY_S;
    return e->deadline_at != NULL && *e->deadline_at < term ? *e->deadline_at
                                                            : term;
}

static void mail_company(const struct world *w, const struct candidate *k,
                         const char *language, const char *token)
{
    struct edition e;
    struct sql_proposal_categories_row *category;
    enum lang lang = language_of(language);
    const char *name = "";
    if (!edition_by_id(w, k->edition_id, &e))
        return;
    size_t count = sql_proposal_categories(w->db, e.id, &category);
    for (size_t i = 0; i < count; i++)
        if (category[i].id == k->category_id)
            name = lang_pick(lang, category[i].name_de, category[i].name_en);
    const struct mail_value values[] = {
        {"edition", lang_pick(lang, e.title_de, e.title_en)},
        {"organiser", e.organiser},
        {"contact", e.email},
        {"company", k->company},
        {"place", k->place},
        {"email", k->email},
        {"category", name},
        {"source", sources(w, k->id, lang)},
        {"until", lang_datetime(w->mem, lang, answer_until(w, &e))},
    };
    const struct mail_stranger to = {k->email, language, 0, k->id};
    mail_add_stranger(w, &to, "proposal_company", values,
                      sizeof values / sizeof *values,
                      arena_printf(w->mem, "%s/proposal/%s", w->url, token));
}

enum proposal_outcome candidate_forward(const struct world *w, int64_t id,
                                        const char *language)
{
    struct candidate k;
    struct edition e;
    char *token = secret_token(w->mem);
    if (!candidate_by_id(w, id, &k) || !edition_by_id(w, k.edition_id, &e))
        return PROPOSAL_WRONG_STATE;
    enum proposal_outcome outcome = candidate_forwardable(w, &k);
    if (outcome != PROPOSAL_OK)
        return outcome;
    if (sql_proposal_candidate_forward(
            w->db, id, secret_token_digest(w->mem, token), answer_until(w, &e),
            world_actor(w), w->now) == 0)
        return PROPOSAL_WRONG_STATE;
    proposal_drop_mails(w, 0, id); /* its link no longer works */
    mail_company(w, &k, language, token);
    log_it(w, "proposal.forward", id);
    return PROPOSAL_OK;
}

enum proposal_outcome candidate_dismiss(const struct world *w, int64_t id,
                                        const char *reason)
{
    struct candidate k;
    if (!candidate_by_id(w, id, &k) ||
        sql_proposal_candidate_dismiss(w->db, id, reason) == 0)
        return PROPOSAL_WRONG_STATE;
    proposal_drop_mails(w, 0, id);
    log_it(w, "proposal.dismiss", id);
    tell_proposers(w, &k, "proposal_dismissed", reason);
    end_proposals(w, id);
    return PROPOSAL_OK;
}

enum proposal_outcome candidate_spam(const struct world *w, int64_t id)
{
    struct candidate k;
    struct proposal *p;
    if (!candidate_by_id(w, id, &k) || !is_alive(&k))
        return PROPOSAL_WRONG_STATE;
    size_t count = candidate_proposals(w, id, &p);
    for (size_t i = 0; i < count; i++) {
        proposal_drop_mails(w, p[i].id, 0);
        sql_proposal_end(w->db, p[i].id, "spam", w->now);
    }
    proposal_drop_mails(w, 0, id);
    sql_proposal_candidate_end(w->db, id, "spam");
    sql_proposal_candidate_blank(w->db, id);
    log_it(w, "proposal.spam", id);
    return PROPOSAL_OK;
}

enum proposal_outcome candidate_merge(const struct world *w, int64_t from,
                                      int64_t into)
{
    struct candidate a, b;
    if (from == into || !candidate_by_id(w, from, &a) ||
        !candidate_by_id(w, into, &b) || a.edition_id != b.edition_id ||
        !is_alive(&a) || str_equal(a.state, "forwarded") ||
        !(is_alive(&b) || str_equal(b.state, "accepted")))
        return PROPOSAL_WRONG_STATE;
    sql_proposal_move(w->db, from, into);
    if (str_empty(b.email) && is_alive(&b))
        sql_proposal_candidate_set(w->db, into, b.company, b.place, a.email,
                                   b.category_id);
    proposal_drop_mails(w, 0, from);
    sql_proposal_candidate_delete(w->db, from);
    audit_add(w, "proposal.merge", "candidate", into,
              arena_printf(w->mem, "{\"from\":%" PRId64 "}", from));
    return PROPOSAL_OK;
}
