/* Pictures. What is shown is always a rendition of ours; an upload itself goes
 * out only as an attachment: to the company as it came, to the office without
 * metadata, an office file also to jurors. Who may is asked of file_rights.h.
 */
#include "page/image.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/photo.h"
#include "base/str.h"
#include "model/content.h"
#include "model/file.h"
#include "page/file_rights.h"

/* A file never changes under its number, so the tag is its digest. */
void get_image(struct ctx *c)
{
    int64_t id = ctx_id(c, "file");
    struct file_rendition r;
    const char *size = ctx_part(c, "size");
    bool small = str_equal(size, "thumb") || str_equal(size, "screen");
    bool may = id != 0 && (small ? file_may_see(c, id) : file_may_print(c, id));
    if (!may || !file_rendition(&c->world, id, size, &r)) {
        ctx_not_found(c);
        return;
    }
    if (file_is_kept(c, r.digest))
        return;
    reply_header(c->reply, "content-type", r.type);
    c->reply->file = file_path(&c->world, r.digest);
}

/* --- the upload itself -----------------------------------------------------
 */

/* The company's own file goes back as it came. */
static void whole(struct ctx *c, const struct file *f)
{
    reply_download(c->world.mem, c->reply, file_path(&c->world, f->digest),
                   f->name, "application/octet-stream");
}

/* A picture for others: the same pixels, without where and by whom they were
 * taken. What cannot be cleaned, a drawing above all, they get as we drew it.
 */
static void without_metadata(struct ctx *c, const struct file *f)
{
    struct file_rendition r;
    size_t bytes = 0, stripped = 0;
    char *data =
        file_read(file_path(&c->world, f->digest), (size_t)f->bytes, &bytes);
    const char *clean =
        data ? photo_strip(c->world.mem, data, bytes, &stripped) : NULL;
    free(data);
    if (clean != NULL)
        reply_download_bytes(c->world.mem, c->reply, clean, stripped, f->name,
                             "application/octet-stream");
    else if (file_rendition(&c->world, f->id, "print", &r))
        reply_download(
            c->world.mem, c->reply, file_path(&c->world, r.digest),
            content_name(c->world.mem, f->name,
                         str_equal(r.type, "image/png") ? "png" : "jpg"),
            "application/octet-stream");
    else
        ctx_not_found(c);
}

void get_file(struct ctx *c)
{
    int64_t id = ctx_id(c, "id");
    struct file f;
    if (id == 0 || !file_by_id(&c->world, id, &f) || f.gone) {
        ctx_not_found(c);
        return;
    }
    enum file_right right = file_may_have(c, id, content_is_office(f.type));
    if (right == FILE_NOTHING)
        ctx_not_found(c);
    else if (right == FILE_CLEANED && content_is_picture(f.type))
        without_metadata(c, &f);
    else
        whole(c, &f);
}
