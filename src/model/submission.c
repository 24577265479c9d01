/* Versions of what was submitted: see submission.h. */
#include "model/submission.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_change.h"
#include "gen/sql_submission.h"
#include "gen/sql_submission_write.h"
#include "model/answer.h"
#include "model/audit.h"
#include "model/change.h"
#include "model/edition.h"
#include "model/notice.h"
#include "model/receipt_mail.h"
#include "model/seal.h"
#include "model/submission_text.h"
#include "model/user.h"

enum { DAY_S = 24 * 60 * 60 };

size_t submission_list(const struct world *w, int64_t entry_id,
                       struct submission **list)
{
    struct sql_submission_list_row *row;
    size_t count = sql_submission_list(w->db, entry_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct submission){
            .id = row[i].id,
            .version = row[i].version,
            .kind = row[i].kind,
            .digest = row[i].digest,
            .person = row[i].person,
            .at = row[i].submitted_at,
            .pdf_state = row[i].pdf_state,
            .pdf_bytes = row[i].pdf_bytes,
        };
    return count;
}

const char *submission_pdf(const struct world *w, int64_t entry_id,
                           int64_t version)
{
    struct sql_submission_file_of_row row;
    return sql_submission_file_of(w->db, entry_id, version, &row)
               ? row.pdf_digest
               : NULL;
}

/* A file is named, not numbered. */
static const char *said(const struct world *w,
                        const struct sql_submission_diff_row *row,
                        const char *value, enum lang lang)
{
    if (answer_is_file(row->kind))
        return str_empty(value) ? "" : lang_pick(lang, "Datei", "file");
    return submission_spoken(w, row->question_id, row->kind, value, lang);
}

size_t submission_changes(const struct world *w, int64_t entry_id,
                          int64_t version, enum lang lang,
                          struct submission_change **list)
{
    struct sql_submission_diff_row *row;
    size_t count = sql_submission_diff(w->db, entry_id, version, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct submission_change){
            .label_de = row[i].label_de,
            .label_en = row[i].label_en,
            .kind = row[i].kind,
            .before = said(w, &row[i], row[i].before, lang),
            .after = said(w, &row[i], row[i].after, lang),
        };
    return count;
}

/* --- keeping ---------------------------------------------------------------
 */

static enum lang language_of(const struct world *w)
{
    struct user u;
    enum lang lang = LANG_DE;
    if (w->user_id != 0 && user_by_id(w, w->user_id, &u))
        lang_from_code(u.language, &lang);
    return lang;
}

static int64_t record(const struct world *w, const struct entry *e,
                      const char *kind, int64_t at)
{
    struct sql_submission_last_row last = {.version = 0};
    bool later = str_equal(kind, "record");
    enum lang lang = later ? LANG_DE : language_of(w);
    const char *content = submission_content(w, e, lang);
    sql_submission_last(w->db, e->id, &last);
    int64_t id = sql_submission_add(
        w->db, e->id, last.version + 1, kind, e->category_id,
        later ? NULL : world_actor(w), at, lang_code(lang), content,
        secret_digest(w->mem, content, strlen(content)));
    sql_submission_add_answers(w->db, id, e->id);
    sql_submission_add_pictures(w->db, id, e->id);
    sql_submission_add_documents(w->db, id, e->id);
    return id;
}

int64_t submission_record(const struct world *w, const struct entry *e,
                          const char *kind)
{
    return record(w, e, kind, w->now);
}

void submission_ensure(const struct world *w, const struct entry *e)
{
    struct sql_submission_last_row last;
    if (!sql_submission_last(w->db, e->id, &last))
        record(w, e, "record", e->submitted_at ? *e->submitted_at : w->now);
}

bool submission_often(const struct world *w, int64_t entry_id)
{
    struct sql_submission_since_row sent = {0};
    sql_submission_since(w->db, entry_id, w->now - DAY_S, &sent);
    return sent.count >= SUBMISSION_DAY_MAX;
}

/* --- changing before the deadline ------------------------------------------
 */

enum entry_outcome submission_reopen(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct edition edition;
    struct sql_change_seen_by_jury_row seen;
    if (!entry_by_id(w, entry_id, &e) ||
        !edition_by_id(w, e.edition_id, &edition) ||
        !sql_change_seen_by_jury(w->db, entry_id, &seen) || seen.count > 0)
        return ENTRY_WRONG_STATE;
    if (!edition_accepts(w, &edition))
        return ENTRY_LATE;
    if (submission_often(w, entry_id))
        return ENTRY_OFTEN;
    submission_ensure(w, &e);
    if (sql_submission_reopen(w->db, entry_id, w->now) == 0)
        return ENTRY_WRONG_STATE;
    audit_add(w, "entry.reopen", "entry", entry_id, NULL);
    seal_entry_changed(w, entry_id);
    return ENTRY_OK;
}

void submission_put_back(const struct world *w, int64_t entry_id)
{
    struct sql_submission_last_row last;
    struct sql_submission_moved_row *moved;
    if (!sql_submission_last(w->db, entry_id, &last))
        return;
    size_t count = sql_submission_moved(w->db, last.id, entry_id, &moved);
    for (size_t i = 0; i < count; i++)
        entry_answer(w, entry_id, moved[i].question_id,
                     moved[i].before ? moved[i].before : "");
    sql_submission_drop_pictures(w->db, entry_id);
    sql_submission_drop_documents(w->db, entry_id);
    sql_submission_put_pictures(w->db, last.id, entry_id);
    sql_submission_put_documents(w->db, last.id, entry_id);
    sql_submission_category(w->db, entry_id, last.category_id);
}

enum entry_outcome submission_keep(const struct world *w, int64_t entry_id)
{
    struct entry e;
    if (!entry_by_id(w, entry_id, &e) || !str_equal(e.state, "draft") ||
        e.reopened_from == NULL)
        return ENTRY_WRONG_STATE;
    submission_put_back(w, entry_id);
    if (sql_submission_restore(w->db, entry_id, w->now) == 0)
        return ENTRY_WRONG_STATE;
    audit_add(w, "entry.keep", "entry", entry_id, NULL);
    seal_entry_changed(w, entry_id);
    return ENTRY_OK;
}

/* --- when time is over -----------------------------------------------------
 */

static void tell_kept(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct edition edition;
    struct sql_submission_last_row last;
    if (!entry_by_id(w, entry_id, &e) || e.number == NULL ||
        !edition_by_id(w, e.edition_id, &edition) ||
        !sql_submission_last(w->db, entry_id, &last))
        return;
    const struct notice_value values[] = {
        {"organisation", e.organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
        {"number", receipt_number(w, edition.year, *e.number), NULL},
        notice_instant(w, "time", last.submitted_at),
    };
    notice_contacts(
        w, entry_id,
        &(struct notice){
            "kept", values, sizeof values / sizeof *values,
            arena_printf(w->mem, "/my/entry/%" PRId64 "/receipt", entry_id)});
}

void submission_settle(const struct world *w)
{
    struct sql_submission_overdue_row *row;
    size_t count = sql_submission_overdue(w->db, w->now, &row);
    for (size_t i = 0; i < count; i++)
        if (submission_keep(w, row[i].id) == ENTRY_OK)
            tell_kept(w, row[i].id);
    change_settle(w);
}

bool submission_unsettled(const struct world *w)
{
    struct sql_submission_overdue_row *row;
    return sql_submission_overdue(w->db, w->now, &row) > 0 ||
           change_unsettled(w);
}
