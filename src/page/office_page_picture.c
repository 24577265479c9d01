/* See office_page_picture.h. */
#include "page/office_page_picture.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/page_picture.h"
#include "page/brochure_picture.h"

static bool has_field(const struct release_view *page, const char *name)
{
    for (size_t i = 0; i < page->field_count; i++)
        if (str_equal(page->field[i].name, name))
            return true;
    return false;
}

static struct brochure_picture_view form_of(struct ctx *c,
                                            const struct release_view *page,
                                            const char *slot, int64_t file_id)
{
    struct brochure_picture_view v = {
        .action = page->path,
        .key = slot,
        .title = T("Another logo for print"),
        .hint = T("Printed in place of the nomination’s logo: SVG, or "
                  "PNG without a background."),
        .file_id = file_id,
    };
    if (!str_equal(slot, "photo"))
        return v;
    v.title = T("Another photo for print");
    v.hint =
        T("Printed in place of the nomination’s photo: JPEG or "
          "PNG, best with 2,600 pixels or more in width.");
    v.words_hint =
        T("Credit and description start empty: write them with the "
          "printed texts once the photo is saved.");
    if (file_id != 0 && has_field(page, "photo_credit")) {
        v.words_hint =
            T("Credit and description are written with the printed "
              "texts:");
        v.words_id = "photo_credit";
        v.words_link = T("Credit of the photo");
    }
    return v;
}

struct brochure_picture_view
office_page_picture(struct ctx *c, const struct release_view *page,
                    int64_t entry_id, const char *slot)
{
    struct brochure_picture_view v =
        form_of(c, page, slot, page_picture_file(&c->world, entry_id, slot));
    brochure_picture_load(c, NULL, &v);
    return v;
}

bool office_page_picture_asked(const struct ctx *c)
{
    return brochure_picture_asked(c, "photo") ||
           brochure_picture_asked(c, "logo");
}

static const char *notice(struct ctx *c, const char *slot, int64_t file_id)
{
    if (file_id == 0)
        return T("The nomination’s picture is printed again.");
    return str_equal(slot, "photo")
               ? T("The photo is saved. Please write its credit and its "
                   "description with the printed texts.")
               : T("The picture is saved.");
}

bool office_page_picture_take(struct ctx *c, const struct release_view *page,
                              int64_t entry_id)
{
    struct brochure_picture_sent sent;
    const char *slot = brochure_picture_asked(c, "logo") ? "logo" : "photo";
    int64_t file_id = page_picture_file(&c->world, entry_id, slot);
    struct brochure_picture_view v = form_of(c, page, slot, file_id);
    if (!brochure_picture_take(c, &v, &sent))
        return false;
    if (sent.file)
        file_id = sent.file_id;
    page_picture_put(&c->world, entry_id, slot, file_id);
    ctx_redirect(c, arena_printf(c->world.mem, "%s#%s", page->path, slot),
                 notice(c, slot, file_id));
    return true;
}
