/* Pages of documents. What is shown is always a picture of ours; the PDF itself
 * goes out only as an attachment, and only to the company and the office
 * (page/image.c). Who may is asked of file_rights.h. */
#include "page/document.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_document.h"
#include "model/file.h"
#include "page/file_rights.h"

static const char *problem_text(const struct ctx *c, enum document_fault fault)
{
    switch (fault) {
    case DOCUMENT_LOCKED:
        return T(
            "This PDF is protected by a password. Please save it without "
            "one and choose it again.");
    case DOCUMENT_LONG:
        return arena_printf(c->world.mem,
                            T("This PDF has more than %d pages. Please shorten "
                              "it and choose it again."),
                            DOCUMENT_PAGES_MAX);
    case DOCUMENT_HEAVY:
        return T(
            "The pages of this PDF are too elaborate to be shown. Please "
            "export it again with simpler or smaller pictures.");
    case DOCUMENT_BROKEN:
        return T(
            "This PDF is damaged or incomplete. Please export it again "
            "and choose the new file.");
    case DOCUMENT_SOUND: /* not by its own fault */
        break;
    }
    return T(
        "This PDF could not be read here. Please choose it again; if that "
        "does not help, please tell the award office.");
}

size_t document_load(struct ctx *c, int64_t entry_id, bool jury,
                     struct document_view **list)
{
    struct document *document;
    size_t count = document_list(&c->world, entry_id, &document), n = 0;
    *list = arena_alloc(c->world.mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        const struct document *d = &document[i];
        struct document_page *page;
        /* an office file names its author */
        if (jury && (str_equal(d->audience, "organiser") || d->veiled ||
                     !d->asked || (d->office && d->blind)))
            continue;
        struct document_view *v = &(*list)[n++];
        *v = (struct document_view){
            .question_id = d->question_id,
            .file_id = d->file_id,
            .bytes = d->bytes,
            .label = PICK(d->label_de, d->label_en),
            .name = d->name,
            .waiting = str_equal(d->state, "waiting"),
            .office = d->office,
            .picture = d->picture,
            .width = d->width,
            .height = d->height,
        };
        v->page_count = document_pages(&c->world, d->file_id, &page);
        v->page = page;
        if (str_equal(d->state, "failed"))
            v->problem = jury ? T("This document cannot be shown.")
                         : d->picture
                             ? T("This file could not be read as a picture. "
                                 "Please choose another one.")
                             : problem_text(c, d->fault);
    }
    return n;
}

/* A page never changes under its number: see get_image(). */
void get_document(struct ctx *c)
{
    int64_t id = ctx_id(c, "file"), number = ctx_id(c, "page");
    struct sql_document_page_row page;
    if (id == 0 || number == 0 || !file_may_see(c, id) ||
        !sql_document_page(c->world.db, id, number, &page)) {
        ctx_not_found(c);
        return;
    }
    if (file_is_kept(c, page.digest))
        return;
    reply_header(c->reply, "content-type", page.type);
    c->reply->file = file_path(&c->world, page.digest);
}
