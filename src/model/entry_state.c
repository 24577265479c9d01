/* What happens to a nomination: submission with a receipt, withdrawal, formal
 * check. Each is refused by the state the row has now, read in the same
 * transaction, and by the server's clock. */
#include "model/entry.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_entry_write.h"
#include "model/audit.h"
#include "model/change.h"
#include "model/document.h"
#include "model/edition.h"
#include "model/eligibility.h"
#include "model/mail.h"
#include "model/notice.h"
#include "model/proposal.h"
#include "model/receipt_mail.h"
#include "model/seal.h"
#include "model/submission.h"
#include "model/user.h"

/* What has to be there, and what of it is not. */
struct demands {
    const struct world *w;
    int64_t entry_id;
    const char **missing;
    size_t missing_count, answers_missing;
    int64_t required;
};

static void demand(struct demands *d, bool missing, const char *prefix,
                   const char *code)
{
    d->required++;
    if (!missing)
        return;
    d->missing =
        arena_grow(d->w->mem, d->missing, d->missing_count, sizeof *d->missing);
    d->missing[d->missing_count++] =
        arena_printf(d->w->mem, "%s%s", prefix, code);
}

/* Boxes or rows. */
static int64_t parts(const char *kind, const char *value)
{
    char mark = str_equal(kind, "table") ? '\n' : ' ';
    int64_t count = 1;
    for (; *value != '\0'; value++)
        count += *value == mark;
    return count;
}

static bool is_missing(const struct world *w, int64_t entry_id,
                       const struct sql_entry_answers_row *a)
{
    if (str_empty(a->value))
        return a->required != 0;
    return (a->characters_min != NULL &&
            (int64_t)str_characters(a->value) < *a->characters_min) ||
           (a->count_min != NULL && parts(a->kind, a->value) < *a->count_min) ||
           document_unreadable(w, entry_id, a->id);
}

/* Who can take part, and in which category. */
static void demand_before(struct demands *d, const struct entry *e)
{
    struct eligibility eligibility;
    eligibility_load(d->w, e, &eligibility);
    if (eligibility.count > 0)
        demand(d, !eligibility.complete || eligibility.refused, "eligibility",
               "");
    demand(d,
           e->category_id == NULL ||
               !proposal_allows(d->w, e->edition_id, e->organisation_id,
                                *e->category_id),
           "category", "");
}

/* An answer that is not required can be missing, too: in part. `change`: only
 * what it names; NULL: all. */
static void demand_answers(struct demands *d, const struct change *change)
{
    struct sql_entry_answers_row *a;
    size_t count = sql_entry_answers(d->w->db, d->entry_id, &a);
    for (size_t i = 0; i < count; i++) {
        if (a[i].asked == 0 ||
            (change != NULL && !change_names(change, a[i].id)))
            continue;
        bool missing = is_missing(d->w, d->entry_id, &a[i]) ||
                       entry_is_unfit(d->w, d->entry_id, a[i].id);
        if (a[i].required != 0 || missing)
            demand(d, missing, "q_", a[i].code);
        d->answers_missing += missing;
    }
}

static void demand_consents(struct demands *d)
{
    struct sql_entry_consents_row *c;
    size_t count = sql_entry_consents(d->w->db, d->entry_id, &c);
    for (size_t i = 0; i < count; i++)
        if (c[i].required)
            demand(d, c[i].given_at == NULL, "consent_", c[i].code);
}

static struct demands demands_of(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct change change;
    struct demands d = {.w = w, .entry_id = entry_id};
    if (!entry_by_id(w, entry_id, &e))
        return d;
    /* what the office asked for, and nothing else, can be given then */
    if (!str_equal(e.state, "draft") && change_open(w, entry_id, &change)) {
        demand_answers(&d, &change);
        return d;
    }
    demand_before(&d, &e);
    demand_answers(&d, NULL);
    demand_consents(&d);
    return d;
}

size_t entry_missing(const struct world *w, int64_t entry_id,
                     const char ***fields)
{
    struct demands d = demands_of(w, entry_id);
    *fields = d.missing;
    return d.missing_count;
}

struct entry_progress entry_progress(const struct world *w, int64_t entry_id)
{
    struct demands d = demands_of(w, entry_id);
    return (struct entry_progress){d.required - (int64_t)d.missing_count,
                                   d.required};
}

int64_t entry_answers_missing(const struct world *w, int64_t entry_id)
{
    struct demands d = {.w = w, .entry_id = entry_id};
    demand_answers(&d, NULL);
    return (int64_t)d.answers_missing;
}

/* What the audit log keeps of a submission: that every answer stood as it
 * stood at this revision. */
static void audit_revision(const struct world *w, const char *action,
                           const struct entry *e)
{
    audit_add(w, action, "entry", e->id,
              arena_printf(w->mem, "{\"revision\":%" PRId64 "}", e->revision));
}

enum entry_outcome entry_submit(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct edition edition;
    const char **missing;
    struct submission *kept;
    struct sql_entry_next_number_row next;
    if (!entry_by_id(w, entry_id, &e) || !str_equal(e.state, "draft") ||
        !edition_by_id(w, e.edition_id, &edition))
        return ENTRY_WRONG_STATE;
    if (!edition_accepts(w, &edition))
        return ENTRY_LATE;
    if (entry_missing(w, entry_id, &missing) > 0)
        return ENTRY_INCOMPLETE;
    bool again = e.number != NULL;
    if (!again && submission_often(w, entry_id))
        return ENTRY_OFTEN;
    if (!again && sql_entry_next_number(w->db, e.edition_id, &next))
        e.number = &next.last_number;
    if (e.number == NULL ||
        sql_entry_submit(w->db, entry_id, *e.number, w->now) == 0)
        return ENTRY_WRONG_STATE;
    audit_revision(w, "entry.submit", &e);
    submission_record(w, &e, again ? "again" : "first");
    receipt_mail(w, &e,
                 submission_list(w, entry_id, &kept) ? kept->version : 1);
    return ENTRY_OK;
}

static void tell_withdrawn(const struct world *w, const struct entry *e,
                           const struct edition *edition)
{
    const struct notice_value values[] = {
        {"organisation", e->organisation, NULL},
        {"edition", edition->title_de, edition->title_en},
        notice_instant(w, "time", w->now),
    };
    const size_t count = sizeof values / sizeof *values;
    notice_contacts(
        w, e->id,
        &(struct notice){"withdrawn", values, count,
                         arena_printf(w->mem, "/my/entry/%" PRId64, e->id)});
    if (e->number != NULL)
        notice_organisers(
            w, e->id,
            &(struct notice){
                "withdrawn_office", values, count,
                arena_printf(w->mem, "/office/entry/%" PRId64, e->id)});
}

enum entry_outcome entry_withdraw(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct edition edition;
    if (!entry_by_id(w, entry_id, &e) ||
        !edition_by_id(w, e.edition_id, &edition) ||
        edition.phase >= PHASE_STAGE_2 ||
        sql_entry_withdraw(w->db, entry_id, w->now) == 0)
        return ENTRY_WRONG_STATE;
    change_take_back(w, entry_id);
    sql_entry_forget_drafts(w->db, entry_id);
    sql_entry_forget_notes(w->db, entry_id);
    audit_revision(w, "entry.withdraw", &e);
    seal_entry_changed(w, e.id);
    tell_withdrawn(w, &e, &edition);
    return ENTRY_OK;
}

static void mail_checked(const struct world *w, const struct entry *e,
                         const char *kind, const char *reason)
{
    struct edition edition;
    struct sql_entry_contacts_row *contact;
    if (!edition_by_id(w, e->edition_id, &edition))
        return;
    size_t count = sql_entry_contacts(w->db, e->id, &contact);
    for (size_t i = 0; i < count; i++) {
        struct user u;
        enum lang lang = LANG_DE;
        if (!user_by_id(w, contact[i].user_id, &u))
            continue;
        lang_from_code(u.language, &lang);
        struct mail_value values[] = {
            {"organisation", e->organisation},
            {"edition", lang_pick(lang, edition.title_de, edition.title_en)},
            {"reason", reason},
        };
        mail_add(w, u.id, kind, values, sizeof values / sizeof *values,
                 arena_printf(w->mem, "%s/my/entry/%" PRId64, w->url, e->id));
    }
}

/* The check ends when the first ballot was cast: whoever was marked stays. */
static bool checkable(const struct world *w, int64_t entry_id, struct entry *e)
{
    struct sql_entry_ballot_count_row ballots;
    return entry_by_id(w, entry_id, e) &&
           sql_entry_ballot_count(w->db, entry_id, &ballots) &&
           ballots.count == 0;
}

enum entry_outcome entry_admit(const struct world *w, int64_t entry_id,
                               int64_t category_id)
{
    struct entry e;
    struct sql_entry_category_fits_row fits;
    if (!checkable(w, entry_id, &e) ||
        !sql_entry_category_fits(w->db, e.edition_id, category_id, &fits) ||
        sql_entry_check(w->db, entry_id, "admitted", "", &category_id,
                        w->now) == 0)
        return ENTRY_WRONG_STATE;
    audit_add(w, "entry.admit", "entry", entry_id,
              arena_printf(w->mem, "{\"category\":%" PRId64 "}", category_id));
    seal_entry_changed(w, entry_id);
    mail_checked(w, &e, "admitted", "");
    return ENTRY_OK;
}

enum entry_outcome entry_reject(const struct world *w, int64_t entry_id,
                                const char *reason)
{
    struct entry e;
    struct buf payload;
    struct json_out j;
    if (!checkable(w, entry_id, &e) ||
        sql_entry_check(w->db, entry_id, "rejected", reason, NULL, w->now) == 0)
        return ENTRY_WRONG_STATE;
    change_take_back(w, entry_id);
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    json_text(&j, "reason", reason);
    json_object_end(&j);
    audit_add(w, "entry.reject", "entry", entry_id, payload.data);
    seal_entry_changed(w, entry_id);
    mail_checked(w, &e, "rejected", reason);
    return ENTRY_OK;
}
