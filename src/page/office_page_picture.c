/* See office_page_picture.h. */
#include "page/office_page_picture.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/page_picture.h"
#include "page/brochure_picture.h"

static struct brochure_picture_view form_of(struct ctx *c, const char *path,
                                            const struct page_picture *p)
{
    bool photo = str_equal(p->slot, "photo");
    return (struct brochure_picture_view){
        .action = path,
        .key = p->slot,
        .title =
            photo ? T("Another photo for print") : T("Another logo for print"),
        .hint = photo ? T("Printed in place of the nomination’s photo: JPEG or "
                          "PNG, best with 2,600 pixels or more in width.")
                      : T("Printed in place of the nomination’s logo: SVG, or "
                          "PNG without a background."),
        .credit = photo,
        .alt = photo,
        .file_id = p->file_id,
    };
}

struct brochure_picture_view office_page_picture(struct ctx *c,
                                                 const char *path,
                                                 int64_t entry_id,
                                                 const char *slot)
{
    struct page_picture p;
    page_picture_get(&c->world, entry_id, slot, &p);
    struct brochure_picture_view v = form_of(c, path, &p);
    const struct brochure_caption words = {p.credit, p.alt_de, p.alt_en};
    brochure_picture_load(c, v.credit ? &words : NULL, &v);
    return v;
}

bool office_page_picture_asked(const struct ctx *c)
{
    return brochure_picture_asked(c, "photo") ||
           brochure_picture_asked(c, "logo");
}

bool office_page_picture_take(struct ctx *c, const char *path, int64_t entry_id)
{
    struct page_picture p;
    struct brochure_picture_sent sent;
    page_picture_get(&c->world, entry_id,
                     brochure_picture_asked(c, "logo") ? "logo" : "photo", &p);
    struct brochure_picture_view v = form_of(c, path, &p);
    if (!brochure_picture_take(c, &v, &sent))
        return false;
    if (sent.file)
        p.file_id = sent.file_id;
    p.credit = sent.words.credit;
    p.alt_de = sent.words.alt_de;
    p.alt_en = sent.words.alt_en;
    page_picture_put(&c->world, entry_id, &p);
    ctx_redirect(c, arena_printf(c->world.mem, "%s#%s", path, p.slot),
                 p.file_id != 0
                     ? T("The picture is saved.")
                     : T("The nomination’s picture is printed again."));
    return true;
}
