#include "page/round_sheet.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "page/round_place.h"
#include "page/round_sheet_view.h"

static void show(struct ctx *c, const struct round *r, int status)
{
    struct round_sheet_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .round_id = r->id,
        .name = PICK(r->name_de, r->name_en),
        .changeable = str_equal(r->state, "planned"),
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("What the score sheet asks for"));
    html_round_sheet(c->out, &v);
    page_end(c);
}

static bool place(struct ctx *c, struct round *r)
{
    struct edition edition;
    if (!round_place(c, r, &edition))
        return false;
    if (!round_combines(&c->world, r->id))
        return true;
    ctx_not_found(c); /* it has no sheet */
    return false;
}

void get_round_sheet(struct ctx *c)
{
    struct round r;
    if (!place(c, &r))
        return;
    struct arena *mem = c->world.mem;
    form_set(c->form, "comment_min",
             arena_printf(mem, "%" PRId64, r.comment_min));
    form_set(c->form, "criterion_comment_min",
             arena_printf(mem, "%" PRId64, r.criterion_comment_min));
    form_set(c->form, "visit", r.visit ? "1" : "");
    show(c, &r, 200);
}

static int64_t length(struct ctx *c, const char *field)
{
    int64_t value = 0;
    if (!str_int(form_line(c->form, field), 0, ROUND_COMMENT_CHARACTERS_MAX,
                 &value))
        form_fail(c->form, field,
                  T("Please enter a whole number from 0 to 4,000."));
    return value;
}

void post_round_sheet(struct ctx *c)
{
    struct round r;
    if (!place(c, &r))
        return;
    int64_t whole = length(c, "comment_min");
    int64_t each = length(c, "criterion_comment_min");
    bool visit = str_equal(form_value(c->form, "visit"), "1");
    if (!str_equal(r.state, "planned"))
        ctx_refuse(c, 409,
                   T("The round was opened, so its score sheet is fixed. "
                     "Nothing was changed."));
    else if (!form_ok(c->form))
        show(c, &r, 422);
    else if (round_set_sheet(&c->world, r.id, whole, each, visit))
        ctx_redirect(c, round_path(c, r.id), T("The score sheet is set."));
}
