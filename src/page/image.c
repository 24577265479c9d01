/* Pictures. What is shown is always a rendition of ours; an upload itself goes
 * out only as an attachment, and only to the company and the office. Who may
 * is asked of file_rights.h. */
#include "page/image.h"

#include <string.h>

#include "base/arena.h"
#include "model/file.h"
#include "page/file_rights.h"

/* A file never changes under its number, so the tag is its digest. */
void get_image(struct ctx *c)
{
    int64_t id = ctx_id(c, "file");
    struct file_rendition r;
    if (id == 0 || !file_may_see(c, id) ||
        !file_rendition(&c->world, id, ctx_part(c, "size"), &r)) {
        ctx_not_found(c);
        return;
    }
    const char *tag = arena_printf(c->world.mem, "\"%s\"", r.digest);
    reply_header(c->reply, "etag", tag);
    reply_header(c->reply, "cache-control", file_keeping(c));
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
    struct file f;
    if (id == 0 || !file_may_have(c, id) || !file_by_id(&c->world, id, &f)) {
        ctx_not_found(c);
        return;
    }
    reply_download(c->world.mem, c->reply, file_path(&c->world, f.digest),
                   f.name, "application/octet-stream");
}
