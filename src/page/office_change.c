/* Submitted versions as the office sees them, and asking a company for a change
 * after the deadline. */
#include "page/office_after.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_consent.h"
#include "gen/sql_entry.h"
#include "model/change.h"
#include "model/edition.h"
#include "model/file.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/office_after_view.h"

enum { MESSAGE_CHARACTERS_MAX = 2000, TERM_DAYS = 7, DAY_S = 86400 };

static void load_questions(struct ctx *c, struct office_change_view *v)
{
    struct sql_entry_asked_row *row;
    size_t count = sql_entry_asked(c->world.db, v->id, &row);
    struct office_change_question *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_change_question){
            .id = row[i].id,
            .label = PICK(row[i].label_de, row[i].label_en),
            .section = PICK(row[i].title_de, row[i].title_en),
            .value = arena_printf(c->world.mem, "%" PRId64, row[i].id),
        };
    v->question = list;
    v->question_count = count;
}

static void show(struct ctx *c, const struct entry *e, int status)
{
    struct change_record *record;
    struct office_change_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .name = e->organisation,
        .id = e->id,
        .possible = change_possible(&c->world, e),
    };
    load_questions(c, &v);
    v.record_count = change_list(&c->world, e->id, &record);
    v.record = record;
    v.open = v.record_count > 0 && str_equal(record[0].state, "open");
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Ask for a change"));
    html_office_change(c->out, &v);
    page_end(c);
}

void get_office_change(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    struct clock_local day =
        clock_local(c->world.now + (int64_t)TERM_DAYS * DAY_S);
    form_set(c->form, "due_at",
             arena_printf(c->world.mem, "%04d-%02d-%02dT23:59", day.year,
                          day.month, day.day));
    show(c, &entry, 200);
}

/* The boxes that are ticked. */
static size_t ticked(struct ctx *c, int64_t entry_id, int64_t **list)
{
    struct sql_entry_asked_row *row;
    size_t n = 0, count = sql_entry_asked(c->world.db, entry_id, &row);
    *list = arena_alloc(c->world.mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        if (form_has(c->form, "question",
                     arena_printf(c->world.mem, "%" PRId64, row[i].id)))
            (*list)[n++] = row[i].id;
    return n;
}

static void read_wish(struct ctx *c, const struct entry *entry,
                      struct change_wish *wish)
{
    int64_t *list, due = 0;
    wish->count = ticked(c, entry->id, &list);
    wish->question = list;
    wish->message = form_lines(c->form, "message");
    const char *term = form_line(c->form, "due_at");
    if (str_empty(wish->message))
        form_fail(c->form, "message",
                  T("Please say what you need: the company reads it."));
    else if (str_characters(wish->message) > MESSAGE_CHARACTERS_MAX)
        form_fail(c->form, "message",
                  T("Please use at most 2,000 characters."));
    if (str_empty(term) || !clock_parse(term, &due))
        form_fail(c->form, "due_at",
                  T("Please enter day and time, like 2026-09-30T23:59."));
    else if (due <= c->world.now)
        form_fail(c->form, "due_at", T("The term must lie ahead."));
    if (wish->count == 0)
        form_fail(c->form, "question", T("Please choose what may be changed."));
    wish->due_at = due;
}

static const char *refusal(const struct ctx *c, enum change_outcome outcome)
{
    switch (outcome) {
    case CHANGE_CALL_OPEN:
        return T(
            "The call is open: the company can change its nomination by "
            "itself.");
    case CHANGE_JURY:
        return T("The jury has begun: what jurors read stays as it is.");
    case CHANGE_PENDING:
        return T("A request is open already.");
    case CHANGE_STATE:
    case CHANGE_ASKED:
        break;
    }
    return T("Only a nomination that takes part can be changed.");
}

static const char *page_path(const struct ctx *c, const struct entry *e)
{
    return arena_printf(c->world.mem, "/office/entry/%" PRId64 "/change",
                        e->id);
}

void post_office_change(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    struct change_wish wish;
    if (!office_entry_find(c, &e, &entry))
        return;
    enum change_outcome outcome = change_possible(&c->world, &entry);
    if (outcome != CHANGE_ASKED) {
        ctx_refuse(c, 409, refusal(c, outcome));
        return;
    }
    read_wish(c, &entry, &wish);
    if (!form_ok(c->form)) {
        show(c, &entry, 422);
        return;
    }
    change_ask(&c->world, &entry, &wish);
    ctx_redirect(c, page_path(c, &entry),
                 T("The company is asked; the mail is in the outbox."));
}

void post_office_change_end(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    bool was_open = change_take_back(&c->world, entry.id);
    ctx_redirect(c, page_path(c, &entry),
                 was_open ? T("The request is taken back. The version that was "
                              "submitted counts.")
                          : T("There is no open request."));
}

/* --- versions --------------------------------------------------------------
 */

void get_office_version(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    struct submission *list;
    struct submission_change *change;
    if (!office_entry_find(c, &e, &entry))
        return;
    int64_t version = ctx_id(c, "version");
    size_t count = submission_list(&c->world, entry.id, &list), at = 0;
    while (at < count && list[at].version != version)
        at++;
    if (at == count) {
        ctx_not_found(c);
        return;
    }
    struct office_version_view v = {
        .name = entry.organisation, .id = entry.id, .version = &list[at]};
    v.change_count =
        submission_changes(&c->world, entry.id, version, c->lang, &change);
    v.change = change;
    page_start(c, T("Submitted version"));
    html_office_version(c->out, &v);
    page_end(c);
}

void get_office_version_pdf(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    int64_t version = ctx_id(c, "version");
    const char *digest = submission_pdf(&c->world, entry.id, version);
    if (digest == NULL) {
        ctx_not_found(c);
        return;
    }
    reply_download(c->world.mem, c->reply, file_path(&c->world, digest),
                   arena_printf(c->world.mem, "%s-%s-%" PRId64 ".pdf", e.slug,
                                entry.code, version),
                   "application/pdf");
}

const struct office_after_view *office_after_load(struct ctx *c,
                                                  const struct entry *e)
{
    struct office_after_view *v = arena_alloc(c->world.mem, sizeof *v);
    struct submission *list;
    struct change_record *record;
    struct sql_consent_stands_row stands = {0};
    struct sql_consent_current_row asked;
    size_t records = change_list(&c->world, e->id, &record);
    *v = (struct office_after_view){.id = e->id};
    v->version_count = submission_list(&c->world, e->id, &list);
    v->version = list;
    v->open = records > 0 && str_equal(record[0].state, "open");
    v->due_at = v->open ? record[0].due_at : 0;
    v->reopened = e->reopened_from != NULL;
    sql_consent_stands(c->world.db, e->id, "data", &stands);
    v->data_withdrawn =
        v->version_count > 0 && stands.version == NULL &&
        sql_consent_current(c->world.db, e->edition_id, "data", &asked);
    return v;
}
