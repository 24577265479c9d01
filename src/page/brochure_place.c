#include "page/brochure_place.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "page/office.h"
#include "page/product_bar.h"

bool brochure_place(struct ctx *c, struct edition *e)
{
    return office_edition(c, e) && !decision_barred(c, e);
}

const char *brochure_page_path(const struct ctx *c, const struct edition *e,
                               const char *page)
{
    return arena_printf(c->world.mem, "/office/edition/%s/brochure/%s", e->slug,
                        page);
}

const char *brochure_item_path(const struct ctx *c, const struct edition *e,
                               const char *noun, int64_t id)
{
    struct arena *mem = c->world.mem;
    const char *key = id == 0 ? "new" : arena_printf(mem, "%" PRId64, id);
    return brochure_page_path(c, e, arena_printf(mem, "%s/%s", noun, key));
}

bool brochure_place_id(const struct ctx *c, const char *name, int64_t *id)
{
    *id = 0;
    return str_equal(ctx_part(c, name), "new") ||
           str_int(ctx_part(c, name), 1, INT64_MAX, id);
}

static const char *within(struct ctx *c, const char *field, const char *text,
                          int characters_max)
{
    if (str_characters(text) > (size_t)characters_max)
        form_fail(c->form, field,
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."),
                               characters_max));
    return text;
}

const char *brochure_line(struct ctx *c, const char *field, int characters_max)
{
    return within(c, field, form_line(c->form, field), characters_max);
}

const char *brochure_lines(struct ctx *c, const char *field, int characters_max)
{
    return within(c, field, form_lines(c->form, field), characters_max);
}

void brochure_fill(struct ctx *c, const char *field, const char *stored)
{
    if (form_value(c->form, field) == NULL)
        form_set(c->form, field, stored);
}
