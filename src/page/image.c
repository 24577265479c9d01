/* Pictures. What is shown is always a rendition of ours; an upload itself goes
 * out only as an attachment, and only to the company and the office. Who may
 * is one question to the database each (sql/query/image.sql). */
#include "page/image.h"

#include <string.h>

#include "base/arena.h"
#include "gen/sql_document.h"
#include "gen/sql_image.h"
#include "model/acceptance.h"
#include "model/file.h"
#include "page/ctx.h"

/* As whom may the visitor look? A role that is held back counts for nothing. */
static int64_t as(const struct ctx *c, bool role)
{
    return role ? c->visitor.id : 0;
}

/* A juror reads nothing before he has accepted what is to be accepted. */
static bool accepted(struct ctx *c, int64_t id)
{
    struct sql_image_jury_row *row;
    size_t count = sql_image_jury(c->world.db, id, c->visitor.id, &row);
    for (size_t i = 0; i < count; i++)
        if (acceptance_complete(&c->world, row[i].jury_member_id,
                                row[i].round_id))
            return true;
    return count == 0; /* not a picture of a nomination of his */
}

/* By right of the office, of everybody, or of the company; else as a juror. */
static bool visible(struct ctx *c, int64_t id)
{
    struct db *db = c->world.db;
    struct sql_image_visible_row row;
    struct sql_image_original_row own;
    const struct visitor *v = &c->visitor;
    if (!sql_image_visible(db, v->organiser, id, v->id, c->world.now, &row))
        return false;
    return v->organiser ||
           sql_image_visible(db, false, id, 0, c->world.now, &row) ||
           sql_image_original(db, false, id, as(c, v->company), &own) ||
           (v->juror && accepted(c, id));
}

/* A file never changes under its number, so the tag is its digest and a browser
 * may keep it for a while; the right is asked for again with every request. */
void get_image(struct ctx *c)
{
    int64_t id = ctx_id(c, "file");
    struct file_rendition r;
    if (id == 0 || !visible(c, id) ||
        !file_rendition(&c->world, id, ctx_part(c, "size"), &r)) {
        ctx_not_found(c);
        return;
    }
    const char *tag = arena_printf(c->world.mem, "\"%s\"", r.digest);
    reply_header(c->reply, "etag", tag);
    reply_header(c->reply, "cache-control", "private, max-age=600");
    if (strstr(c->request->if_none_match, tag) != NULL) {
        c->reply->status = 304;
        return;
    }
    reply_header(c->reply, "content-type", r.type);
    c->reply->file = file_path(&c->world, r.digest);
}

void get_file(struct ctx *c)
{
    int64_t id = ctx_id(c, "id");
    struct sql_image_original_row may;
    struct sql_document_original_row document;
    struct file f;
    if (id == 0 ||
        (!sql_image_original(c->world.db, c->visitor.organiser, id,
                             as(c, c->visitor.company), &may) &&
         !sql_document_original(c->world.db, id, as(c, c->visitor.company),
                                &document)) ||
        !file_by_id(&c->world, id, &f)) {
        ctx_not_found(c);
        return;
    }
    reply_download(c->world.mem, c->reply, file_path(&c->world, f.digest),
                   f.name, "application/octet-stream");
}
