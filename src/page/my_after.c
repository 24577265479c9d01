/* What comes with and after submitting: receipt and its PDF, opening again,
 * withdrawing. The rules are in model/submission.h and model/change.h. */
#include "page/my_after.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_consent.h"
#include "model/answer.h"
#include "model/feedback.h"
#include "model/feedback_letter.h"
#include "model/file.h"
#include "model/page_release.h"
#include "model/visit.h"
#include "page/my.h"
#include "page/my_after_view.h"
#include "page/my_form.h"

enum { RELOAD_S = 3 };

/* --- what is missing -------------------------------------------------------
 */

struct listing {
    struct ctx *c;
    struct my_after *a;
    const char **field;
    size_t count;
    struct my_missing *list;
};

static void add_missing(struct listing *l, const char *field, const char *label)
{
    for (size_t i = 0; i < l->count; i++)
        if (str_equal(l->field[i], field)) {
            l->list[l->a->missing_count++] = (struct my_missing){field, label};
            return;
        }
}

static void add_section(struct listing *l, const struct my_section *s,
                        bool files)
{
    for (size_t i = 0; i < s->question_count; i++)
        if (answer_is_file(s->question[i].kind) == files)
            add_missing(l, s->question[i].field, s->question[i].label);
}

/* In the order of the page: who can take part first, the category after the
 * first section, then the files, then the consents. */
static void load_missing(struct ctx *c, struct my_entry_view *v,
                         struct my_after *a)
{
    struct listing l = {.c = c, .a = a};
    l.count = entry_missing(&c->world, v->entry.id, &l.field);
    l.list = arena_alloc(c->world.mem, (l.count + 1) * sizeof *l.list);
    add_missing(&l, "eligibility", T("Who can take part"));
    if (v->section_count > 0)
        add_section(&l, &v->section[0], false);
    add_missing(&l, "category", T("Category"));
    for (size_t i = 1; i < v->section_count; i++)
        add_section(&l, &v->section[i], false);
    for (size_t i = 0; i < v->section_count; i++)
        add_section(&l, &v->section[i], true);
    for (size_t i = 0; i < v->consent_count; i++)
        add_missing(
            &l, v->consent[i].field,
            arena_printf(c->world.mem, T("Consent: %s"), v->consent[i].name));
    a->missing = l.list;
    struct entry_progress progress = entry_progress(&c->world, v->entry.id);
    a->given = progress.given;
    a->required = progress.required;
}

/* --- loading ---------------------------------------------------------------
 */

static void load_versions(struct ctx *c, const struct my_entry_view *v,
                          struct my_after *a)
{
    struct submission *list;
    a->version_count = submission_list(&c->world, v->entry.id, &list);
    a->version = list;
    for (size_t i = 0; i < a->version_count; i++)
        a->printing |= str_equal(list[i].pdf_state, "waiting") ||
                       str_equal(list[i].pdf_state, "running");
}

static void load_consents(struct ctx *c, const struct my_entry_view *v,
                          struct my_after *a)
{
    struct sql_consent_kinds_row *kind;
    size_t count = sql_consent_kinds(c->world.db, v->edition.id, &kind);
    for (size_t i = 0; i < count; i++) {
        struct sql_consent_stands_row stands = {0};
        sql_consent_stands(c->world.db, v->entry.id, kind[i].code, &stands);
        a->asked_again +=
            stands.version != NULL && *stands.version < kind[i].version;
        a->data_withdrawn |= str_equal(kind[i].code, "data") &&
                             stands.version == NULL && a->version_count > 0;
    }
}

static void lock(struct my_entry_view *v, const struct change *change)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            struct my_question *q = &v->section[i].question[k];
            q->locked = !change_names(change, q->id);
        }
}

void my_after(struct ctx *c, struct my_entry_view *v)
{
    struct my_after *a = arena_alloc(c->world.mem, sizeof *a);
    const struct entry *e = &v->entry;
    *a = (struct my_after){0};
    a->reopened = e->reopened_from != NULL;
    a->accepts = edition_accepts(&c->world, &v->edition);
    a->changing = v->mood == MY_EDIT && !str_equal(e->state, "draft") &&
                  change_open(&c->world, e->id, &a->change);
    if (a->changing)
        lock(v, &a->change);
    load_versions(c, v, a);
    load_consents(c, v, a);
    struct feedback_letter letter;
    struct page_standing page;
    int64_t released_at;
    a->feedback = feedback_readable(&c->world, e->id, &letter, &released_at);
    a->may_reopen =
        v->may_write && a->accepts &&
        (str_equal(e->state, "submitted") || str_equal(e->state, "admitted") ||
         str_equal(e->state, "rejected"));
    struct visit *visit;
    a->has_page = page_known(&c->world, e->id, &page);
    a->page_released = a->has_page && page.state == PAGE_RELEASED;
    a->visited = visit_of_entry(&c->world, e->id, &visit) > 0;
    a->extended = deadline_extension(&c->world, &v->edition, &a->extension);
    if (v->mood == MY_EDIT)
        load_missing(c, v, a);
    v->after = a;
}

/* --- pages -----------------------------------------------------------------
 */

/* The list alone, for the page's script. */
void get_my_check(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    c->out = out_new(c->world.mem, c->lang);
    if (v.mood == MY_EDIT)
        html_my_check(c->out, &v);
    reply_header(c->reply, "content-type", "text/html; charset=utf-8");
    reply_header(c->reply, "cache-control", "no-store");
    c->reply->body = c->out->text.data;
    c->reply->body_bytes = c->out->text.bytes;
}

void get_my_receipt(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (v.number == NULL || v.entry.submitted_at == NULL) {
        ctx_not_found(c);
        return;
    }
    if (v.after->printing)
        reply_header(c->reply, "refresh",
                     arena_printf(c->world.mem, "%d", RELOAD_S));
    c->width = "page-text";
    page_start(c, T("Receipt"));
    html_my_receipt(c->out, &v);
    page_end(c);
}

/* "Bewerbung-2026-007-2.pdf" */
static void send_version(struct ctx *c, const struct entry *e, int64_t year)
{
    int64_t version = ctx_id(c, "version");
    const char *digest = submission_pdf(&c->world, e->id, version);
    if (digest == NULL) {
        ctx_not_found(c);
        return;
    }
    const char *name = arena_printf(
        c->world.mem, "%s-%" PRId64 "-%03" PRId64 "-%" PRId64 ".pdf",
        T("nomination"), year, e->number ? *e->number : 0, version);
    reply_download(c->world.mem, c->reply, file_path(&c->world, digest), name,
                   "application/pdf");
}

void get_my_version(struct ctx *c)
{
    struct my_entry_view v;
    if (my_load(c, &v))
        send_version(c, &v.entry, v.edition.year);
}

const char *my_often(struct ctx *c)
{
    return arena_printf(c->world.mem,
                        T("Your organisation has submitted %d times within a "
                          "day. What is submitted counts, and what is typed "
                          "is saved; please go on tomorrow."),
                        SUBMISSION_DAY_MAX);
}

void post_my_reopen(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    enum entry_outcome outcome = submission_reopen(&c->world, v.entry.id);
    if (outcome == ENTRY_OFTEN) {
        ctx_refuse(c, 429, my_often(c));
        return;
    }
    if (outcome != ENTRY_OK) {
        ctx_refuse(c, 409,
                   T("This nomination can no longer be changed by itself: the "
                     "deadline has passed, or the jury has begun."));
        return;
    }
    ctx_redirect(c, my_path(c, &v, ""), NULL);
}

void post_my_keep(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    if (submission_keep(&c->world, v.entry.id) != ENTRY_OK) {
        ctx_refuse(c, 409, T("There is no change that could be discarded."));
        return;
    }
    ctx_redirect(c, my_path(c, &v, "/receipt"),
                 T("The change is discarded. The version that you submitted "
                   "counts."));
}

void get_my_withdraw(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (!v.may_withdraw) {
        ctx_not_found(c);
        return;
    }
    c->width = "page-text";
    page_start(c, T("Withdraw the nomination"));
    html_my_withdraw(c->out, &v);
    page_end(c);
}

void post_my_withdraw(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    if (!v.is_owner) {
        ctx_refuse(c, 409,
                   T("Only an owner of the team can withdraw a nomination."));
        return;
    }
    if (entry_withdraw(&c->world, v.entry.id) != ENTRY_OK) {
        ctx_refuse(c, 409, T("This nomination can no longer be withdrawn."));
        return;
    }
    ctx_redirect(c, my_path(c, &v, ""), T("The nomination is withdrawn."));
}
