/* The consents of a nomination: every wording that was ever agreed to, and one
 * button each, at any time. */
#include "page/my.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_consent.h"
#include "model/consent.h"
#include "page/ctx.h"
#include "page/my_after.h"
#include "page/my_after_view.h"
#include "page/my_form.h"

static const char *effect_of(const struct ctx *c, const char *code)
{
    static const struct {
        const char *code, *text;
    } effects[] = {
        {"data",
         N_("Without it the nomination cannot go on: texts, pictures and names "
            "are in no new brochure and no longer on the public pages, and the "
            "award office decides how to proceed. It writes to you.")},
        {"publication",
         N_("Without it your texts are in no new brochure and no longer on the "
            "public pages.")},
        {"images",
         N_("Without it logo and photo are in no new brochure and no longer on "
            "the public pages.")},
        {"persons",
         N_("Without it your quote is printed without name and function.")},
        {"contact",
         N_("Without it nobody writes to you about next year's call.")},
    };
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
        if (str_equal(effects[i].code, code))
            return T(effects[i].text);
    return "";
}

static struct my_wording wording_of(const struct ctx *c,
                                    const struct sql_consent_all_row *row)
{
    const struct consent_name *name = consent_name(row->code);
    return (struct my_wording){
        .code = row->code,
        .name = PICK(name->de, name->en),
        .text = PICK(row->text_de, row->text_en),
        .effect = effect_of(c, row->code),
        .version = row->version,
        .required = row->required != 0,
        .current = row->current != 0,
        .given = row->given_at != NULL && row->withdrawn_at == NULL,
        .given_at = row->given_at,
        .withdrawn_at = row->withdrawn_at,
        .given_by = row->given_by,
        .withdrawn_by = row->withdrawn_by,
    };
}

/* An old wording that nobody agreed to is no news; of a wording that was given
 * and taken back several times the newest is enough here, the log has all. */
static bool worth_showing(const struct sql_consent_all_row *row, size_t i)
{
    if (i > 0 && row[i].id == row[i - 1].id)
        return false;
    return row[i].current != 0 || row[i].given_at != NULL;
}

static void show(struct ctx *c, const struct my_entry_view *v)
{
    struct sql_consent_all_row *row;
    size_t count = sql_consent_all(c->world.db, v->entry.id, &row);
    struct my_wording *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    struct my_consents_view view = {
        .csrf = v->csrf,
        .title = v->title,
        .organisation = v->entry.organisation,
        .id = v->entry.id,
        .may_write = v->may_write,
        .wording = list,
    };
    for (size_t i = 0; i < count; i++)
        if (worth_showing(row, i))
            list[view.count++] = wording_of(c, &row[i]);
    c->width = "page-text";
    page_start(c, T("Consents"));
    html_my_consents(c->out, &view);
    page_end(c);
}

void get_my_consents(struct ctx *c)
{
    struct my_entry_view v;
    if (my_load(c, &v))
        show(c, &v);
}

void post_my_consents(struct ctx *c)
{
    struct my_entry_view v;
    struct sql_consent_current_row now;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    const char *back = my_path(c, &v, "/consents");
    const char *give = form_value(c->form, "give");
    const char *take = form_value(c->form, "withdraw");
    if (give != NULL &&
        sql_consent_current(c->world.db, v.edition.id, give, &now)) {
        consent_give(&c->world, v.entry.id, now.id);
        ctx_redirect(c, back, T("Thank you. The consent is recorded."));
    } else if (take != NULL && consent_name(take) != NULL) {
        bool stood = consent_take_back(&c->world, v.entry.id, take);
        ctx_redirect(c, back,
                     stood ? T("The consent is withdrawn.")
                           : T("The consent was withdrawn already."));
    } else {
        ctx_refuse(c, 422, T("There is no such consent."));
    }
}
