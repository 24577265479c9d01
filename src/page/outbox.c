/* The outbox, as the office reads it. */
#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_mail.h"
#include "page/ctx.h"
#include "page/people.h"
#include "page/people_view.h"

enum { PAGE_ROWS = 100 }; /* mail_list's LIMIT */

void get_outbox(struct ctx *c)
{
    int64_t before = INT64_MAX;
    struct sql_mail_list_row *rows;
    if (form_value(c->query, "before") != NULL &&
        !form_int(c->query, "before", 1, INT64_MAX, &before)) {
        ctx_not_found(c);
        return;
    }
    size_t count = sql_mail_list(c->world.db, before, &rows);
    struct mail_view *mail = arena_alloc(c->world.mem, count * sizeof *mail);
    for (size_t i = 0; i < count; i++)
        mail[i] = (struct mail_view){
            .id = rows[i].id,
            .name = rows[i].name,
            .recipient = rows[i].recipient,
            .subject = rows[i].subject,
            .language = rows[i].language,
            .created_at = rows[i].created_at,
            .sent = rows[i].sent_at != NULL,
        };
    struct outbox_view v = {mail, count,
                            count == PAGE_ROWS ? mail[count - 1].id : 0};
    page_start(c, T("Outbox"));
    html_outbox(c->out, &v);
    page_end(c);
}

/* Its link lets whoever reads it in as somebody else: that leaves a trace. */
static bool lets_in(const char *kind)
{
    return str_equal(kind, "invite") || str_equal(kind, "reset") ||
           str_equal(kind, "confirm");
}

void get_mail(struct ctx *c)
{
    struct sql_mail_by_id_row row;
    if (!sql_mail_by_id(c->world.db, ctx_id(c, "id"), &row)) {
        ctx_not_found(c);
        return;
    }
    if (lets_in(row.kind) && row.user_id != NULL &&
        *row.user_id != c->visitor.id)
        c->trace = (struct trace){
            .action = "mail.link", .subject = "user", .id = *row.user_id};
    struct mail_view v = {
        .id = row.id,
        .name = row.name,
        .recipient = row.recipient,
        .subject = row.subject,
        .language = row.language,
        .body = row.body,
        .link = row.link,
        .created_at = row.created_at,
        .sent = row.sent_at != NULL,
    };
    c->width = "page-text";
    page_start(c, row.subject);
    html_mail(c->out, &v);
    page_end(c);
}
