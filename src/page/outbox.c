/* The outbox, as the office reads it. */
#include "page/outbox.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_mail.h"
#include "gen/sql_reminder.h"
#include "model/outbox.h"
#include "page/ctx.h"
#include "page/outbox_view.h"

enum { PAGE_ROWS = 100 }; /* LIMIT of mail_list and mail_log */

static const char *mail_path(const struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "/office/mail/%" PRId64, id);
}

/* --- the list --- */

static const struct {
    const char *code, *name;
} boxes[] = {
    {"all", N_("All")},
    {"held", N_("Held back")},
    {"ready", N_("Waiting")},
    {"sent", N_("Sent")},
    {"failed", N_("Failed or uncertain")},
    {"cancelled", N_("Not to be sent")},
};
enum { BOXES = sizeof boxes / sizeof *boxes };

static void fill_boxes(struct ctx *c, struct outbox_view *v)
{
    struct box_view *list = arena_alloc(c->world.mem, BOXES * sizeof *list);
    struct sql_mail_counts_row *row;
    size_t count =
        sql_mail_counts(c->world.db, v->reminder_id, c->visitor.id, &row);
    for (size_t b = 0; b < BOXES; b++) {
        const char *name = lang_text(c->lang, boxes[b].name);
        if (str_equal(boxes[b].code, "held") && !c->world.posts)
            name = T("In the outbox");
        list[b] = (struct box_view){
            .code = boxes[b].code,
            .name = name,
            .chosen = str_equal(boxes[b].code, v->chosen),
        };
        for (size_t i = 0; i < count; i++)
            if (b == 0 || str_equal(row[i].box, boxes[b].code))
                list[b].count += row[i].count;
        if (str_equal(boxes[b].code, "held"))
            v->held = list[b].count;
    }
    v->box = list;
    v->box_count = BOXES;
}

/* What is asked for; false: nothing like it, 404 is said. */
static bool read_query(struct ctx *c, struct outbox_view *v, int64_t *before)
{
    const char *chosen = form_value(c->query, "show");
    bool known = chosen == NULL;
    v->chosen = boxes[0].code;
    for (size_t b = 0; chosen != NULL && b < BOXES; b++)
        if (str_equal(chosen, boxes[b].code)) {
            v->chosen = boxes[b].code;
            known = true;
        }
    if (form_value(c->query, "before") != NULL)
        known &= form_int(c->query, "before", 1, INT64_MAX, before);
    if (form_value(c->query, "reminder") != NULL)
        known &= form_int(c->query, "reminder", 1, INT64_MAX, &v->reminder_id);
    if (!known)
        ctx_not_found(c);
    return known;
}

void get_outbox(struct ctx *c)
{
    int64_t before = INT64_MAX;
    struct sql_mail_list_row *rows;
    struct outbox_view v = {.csrf = ctx_csrf(c), .posts = c->world.posts};
    if (!read_query(c, &v, &before))
        return;
    size_t count = sql_mail_list(c->world.db, before, v.chosen, v.reminder_id,
                                 c->visitor.id, &rows);
    struct mail_view *mail = arena_alloc(c->world.mem, count * sizeof *mail);
    for (size_t i = 0; i < count; i++)
        mail[i] = (struct mail_view){
            .id = rows[i].id,
            .name = rows[i].name,
            .recipient = rows[i].recipient,
            .subject = rows[i].subject,
            .language = rows[i].language,
            .state = rows[i].state,
            .reason = rows[i].reason,
            .kind = rows[i].kind,
            .attempts = rows[i].attempts,
            .created_at = rows[i].created_at,
            .sent_at = rows[i].sent_at,
            .due_at = rows[i].due_at,
            .posts = v.posts,
        };
    v.mail = mail;
    v.count = count;
    v.older = count == PAGE_ROWS ? mail[count - 1].id : 0;
    fill_boxes(c, &v);
    page_start(c, T("Outbox"));
    html_outbox(c->out, &v);
    page_end(c);
}

/* --- one mail --- */

/* false: 404 is said. */
static bool mail_place(struct ctx *c, struct mail *m)
{
    struct sql_mail_closed_row closed;
    int64_t id = ctx_id(c, "id");
    if (outbox_mail(&c->world, id, m) &&
        !sql_mail_closed(c->world.db, id, c->visitor.id, &closed))
        return true;
    ctx_not_found(c);
    return false;
}

static struct mail_view view_of(const struct ctx *c, const struct mail *m)
{
    return (struct mail_view){
        .id = m->id,
        .name = m->name,
        .recipient = m->recipient,
        .subject = m->subject,
        .language = m->language,
        .state = m->state,
        .reason = m->reason,
        .kind = m->kind,
        .attempts = m->attempts,
        .created_at = m->created_at,
        .sent_at = m->sent_at,
        .due_at = m->due_at,
        .posts = c->world.posts,
    };
}

static void fill_attempts(struct ctx *c, struct mail_page_view *v)
{
    struct sql_mail_attempts_row *row;
    size_t count = sql_mail_attempts(c->world.db, v->mail.id, &row);
    struct mail_attempt_view *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct mail_attempt_view){
            .id = row[i].id,
            .mail_id = v->mail.id,
            .started_at = row[i].started_at,
            .ended_at = row[i].ended_at,
            .outcome = row[i].outcome,
            .answer = row[i].answer,
        };
    v->attempt = list;
    v->attempt_count = count;
}

static void fill_versions(struct ctx *c, struct mail_page_view *v)
{
    struct sql_mail_versions_row *row;
    size_t count = sql_mail_versions(c->world.db, v->mail.id, &row);
    struct mail_version_view *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct mail_version_view){
            .subject = row[i].subject,
            .body = row[i].body,
            .name = row[i].name,
            .replaced_at = row[i].replaced_at,
        };
    v->version = list;
    v->version_count = count;
}

static bool waits(const struct mail *m)
{
    return str_equal(m->state, "held") || str_equal(m->state, "ready");
}

/* Where the program sends mails, nobody but the recipient needs the link. Else
 * it is there to be passed on; one that lets whoever reads it in as somebody
 * else leaves a trace. */
static void fill_link(struct ctx *c, const struct mail *m,
                      struct mail_page_view *v)
{
    if (str_empty(m->link) || c->world.posts)
        return;
    v->link = m->link;
    if (outbox_lets_in(m) && m->user_id != NULL && *m->user_id != c->visitor.id)
        c->trace = (struct trace){
            .action = "mail.link", .subject = "user", .id = *m->user_id};
}

void get_mail(struct ctx *c)
{
    struct mail m;
    struct sql_reminder_by_id_row reminder;
    if (!mail_place(c, &m))
        return;
    struct mail_page_view v = {
        .csrf = ctx_csrf(c),
        .mail = view_of(c, &m),
        .body = outbox_preview(&c->world, &m),
        .open_today = m.reminder_id != NULL && waits(&m),
    };
    if (m.reminder_id != NULL &&
        sql_reminder_by_id(c->world.db, *m.reminder_id, &reminder)) {
        v.reminder_id = reminder.id;
        v.round_id = reminder.round_id;
    }
    fill_link(c, &m, &v);
    fill_attempts(c, &v);
    fill_versions(c, &v);
    c->width = "page-text";
    page_start(c, m.subject);
    html_mail(c->out, &v);
    page_end(c);
}

/* --- what the office does with it --- */

static void wrong_state(struct ctx *c)
{
    ctx_refuse(c, 409,
               T("The mail is in another state by now. Please look at its page "
                 "again."));
}

static const struct {
    const char *action;
    enum outbox_outcome (*step)(const struct world *w, int64_t id);
    const char *notice;
} steps[] = {
    {"send", outbox_release, N_("The mail is on its way.")},
    {"hold", outbox_hold, N_("The mail is held back.")},
    {"cancel", outbox_cancel, N_("The mail will not be sent.")},
    {"arrived", outbox_arrived, N_("The mail counts as sent.")},
};

void post_mail_state(struct ctx *c)
{
    struct mail m;
    const char *action = form_value(c->form, "action");
    if (!mail_place(c, &m))
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (!str_equal(action, steps[i].action))
            continue;
        if (steps[i].step(&c->world, m.id) == OUTBOX_OK)
            ctx_redirect(c, mail_path(c, m.id),
                         lang_text(c->lang, steps[i].notice));
        else
            wrong_state(c);
        return;
    }
    ctx_refuse(c, 400, NULL);
}

void post_mail_release(struct ctx *c)
{
    struct sql_reminder_by_id_row reminder;
    int64_t id = 0;
    form_int(c->form, "reminder", 1, INT64_MAX, &id);
    if (!sql_reminder_by_id(c->world.db, id, &reminder)) {
        ctx_not_found(c);
        return;
    }
    size_t count = outbox_release_all(&c->world, id);
    if (count == 0) {
        wrong_state(c);
        return;
    }
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/mail?reminder=%" PRId64, id),
        arena_printf(c->world.mem,
                     TN("One mail is on its way.", "%d mails are on their way.",
                        (int64_t)count),
                     (int)count));
}

/* --- editing --- */

static void show_edit(struct ctx *c, const struct mail *m, int status,
                      bool lost)
{
    const char *draft = outbox_draft(&c->world, m);
    struct mail_edit_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .mail = view_of(c, m),
        .link = outbox_loses(&c->world, m, "", "{{link}}"),
        .open = outbox_loses(&c->world, m, "", "{{open}}"),
        .lost = lost,
    };
    if (c->request->method != HTTP_POST) {
        form_set(c->form, "subject", m->subject);
        form_set(c->form, "body", draft);
        form_set(c->form, "revision",
                 arena_printf(c->world.mem, "%" PRId64, m->revision));
    }
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Edit the mail"));
    html_mail_edit(c->out, &v);
    page_end(c);
}

void get_mail_edit(struct ctx *c)
{
    struct mail m;
    if (!mail_place(c, &m))
        return;
    if (waits(&m))
        show_edit(c, &m, 200, false);
    else
        wrong_state(c);
}

static bool has_break(const char *text)
{
    return text != NULL && text[strcspn(text, "\r\n")] != '\0';
}

static void check_text(struct ctx *c, const char *subject, const char *body)
{
    if (has_break(form_value(c->form, "subject")))
        form_fail(c->form, "subject",
                  T("A subject has one line: please remove the line break."));
    if (str_empty(subject))
        form_fail(c->form, "subject", T("Please enter a subject."));
    if (str_characters(subject) > OUTBOX_SUBJECT_MAX)
        form_fail(c->form, "subject", T("Please use at most 200 characters."));
    if (str_empty(body))
        form_fail(c->form, "body", T("Please enter a text."));
    if (str_characters(body) > OUTBOX_BODY_MAX)
        form_fail(c->form, "body", T("Please use at most 20,000 characters."));
}

/* Is a token of the mail gone? Then it must be meant. */
static bool check_tokens(struct ctx *c, const struct mail *m, const char *body)
{
    bool link = outbox_loses(&c->world, m, body, "{{link}}");
    bool open = outbox_loses(&c->world, m, body, "{{open}}");
    if (!form_has(c->form, "without", "yes")) {
        if (link)
            form_fail(c->form, "body",
                      T("{{link}} is gone: the mail would have no link any "
                        "more."));
        else if (open)
            form_fail(c->form, "body",
                      T("{{open}} is gone: the mail would not say any more "
                        "what is open."));
    }
    return link || open;
}

void post_mail_edit(struct ctx *c)
{
    struct mail m;
    int64_t revision = 0;
    if (!mail_place(c, &m))
        return;
    const char *subject = form_line(c->form, "subject");
    const char *body = form_lines(c->form, "body");
    form_int(c->form, "revision", 1, INT64_MAX, &revision);
    check_text(c, subject, body);
    bool lost = check_tokens(c, &m, body);
    if (!form_ok(c->form) && waits(&m)) {
        show_edit(c, &m, 422, lost);
        return;
    }
    switch (outbox_edit(&c->world, m.id, revision, subject, body)) {
    case OUTBOX_OK:
        ctx_redirect(c, mail_path(c, m.id), T("The mail is changed."));
        break;
    case OUTBOX_CHANGED:
        form_fail(c->form, "body",
                  T("Somebody else has changed this mail meanwhile. Please "
                    "look at it in another window, then save again."));
        form_set(c->form, "revision",
                 arena_printf(c->world.mem, "%" PRId64, m.revision));
        show_edit(c, &m, 409, lost);
        break;
    case OUTBOX_WRONG_STATE:
        wrong_state(c);
        break;
    }
}

/* --- the delivery log --- */

void get_mail_log(struct ctx *c)
{
    int64_t before = INT64_MAX;
    struct sql_mail_log_row *row;
    if (form_value(c->query, "before") != NULL &&
        !form_int(c->query, "before", 1, INT64_MAX, &before)) {
        ctx_not_found(c);
        return;
    }
    size_t count = sql_mail_log(c->world.db, before, c->visitor.id, &row);
    struct mail_attempt_view *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct mail_attempt_view){
            .id = row[i].id,
            .mail_id = row[i].mail_id,
            .recipient = row[i].recipient,
            .subject = row[i].subject,
            .language = row[i].language,
            .started_at = row[i].started_at,
            .ended_at = row[i].ended_at,
            .outcome = row[i].outcome,
            .answer = row[i].answer,
        };
    struct mail_log_view v = {
        .attempt = list,
        .count = count,
        .older = count == PAGE_ROWS ? list[count - 1].id : 0,
    };
    c->width = "page-wide";
    page_start(c, T("Delivery log"));
    html_mail_log(c->out, &v);
    page_end(c);
}
