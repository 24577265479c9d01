/* Versions of what was submitted: see submission.h. */
#include "model/submission.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
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
#include "model/upload.h"
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

/* Two versions beside each other. */
struct pair {
    const struct world *w;
    enum lang lang;
    int64_t old_id, new_id; /* old_id 0: there is none before */
    struct question *question;
    size_t question_count;
};

/* A file is named, not numbered: a line for each, with its words. */
static const char *files_said(const struct pair *p, int64_t submission_id,
                              int64_t question_id)
{
    struct sql_submission_files_row *file;
    struct buf out;
    size_t count =
        sql_submission_files(p->w->db, submission_id, question_id, &file);
    buf_init(&out, p->w->mem);
    for (size_t i = 0; i < count; i++) {
        const char *const words[] = {file[i].name, file[i].credit,
                                     file[i].alt_de, file[i].alt_en};
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (!str_empty(words[k]))
                buf_addf(&out, "%s%s",
                         k > 0   ? " · "
                         : i > 0 ? "\n"
                                 : "",
                         words[k]);
    }
    return out.data;
}

static const char *said(const struct pair *p,
                        const struct sql_submission_diff_row *row,
                        int64_t submission_id, const char *value)
{
    const struct question *q =
        answer_question(p->question, p->question_count, row->question_id);
    if (answer_is_file(row->kind))
        return files_said(p, submission_id, row->question_id);
    return q == NULL || value == NULL
               ? ""
               : answer_lines(p->w->mem, p->lang, q, value);
}

static bool load_pair(const struct world *w, int64_t entry_id, int64_t version,
                      struct pair *p)
{
    struct entry e;
    struct sql_submission_of_row of;
    if (!entry_by_id(w, entry_id, &e) ||
        !sql_submission_of(w->db, entry_id, version, &of))
        return false;
    p->new_id = of.id;
    p->old_id =
        sql_submission_of(w->db, entry_id, version - 1, &of) ? of.id : 0;
    p->question_count = answer_questions(w, e.edition_id, &p->question);
    return true;
}

size_t submission_changes(const struct world *w, int64_t entry_id,
                          int64_t version, enum lang lang,
                          struct submission_change **list)
{
    struct sql_submission_diff_row *row;
    struct pair p = {.w = w, .lang = lang};
    if (!load_pair(w, entry_id, version, &p))
        return 0;
    size_t count =
        sql_submission_diff(w->db, entry_id, p.new_id, p.old_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct submission_change){
            .label_de = row[i].label_de,
            .label_en = row[i].label_en,
            .kind = row[i].kind,
            .before = said(&p, &row[i], p.old_id, row[i].before),
            .after = said(&p, &row[i], p.new_id, row[i].after),
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

static void put_files_back(const struct world *w, int64_t entry_id,
                           int64_t submission_id)
{
    struct sql_submission_file_questions_row *q;
    struct sql_submission_files_row *file;
    size_t questions = sql_submission_file_questions(w->db, entry_id, &q);
    for (size_t i = 0; i < questions; i++) {
        const struct upload_place place = {entry_id, q[i].id};
        size_t count =
            sql_submission_files(w->db, submission_id, q[i].id, &file);
        struct upload_file *list =
            arena_alloc(w->mem, (count + 1) * sizeof *list);
        for (size_t k = 0; k < count; k++)
            list[k] = (struct upload_file){
                .id = file[k].file_id,
                .words = {file[k].credit, file[k].alt_de, file[k].alt_en}};
        upload_set(w, &place, list, count);
    }
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
    put_files_back(w, entry_id, last.id);
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
