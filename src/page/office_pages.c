/* The list of the companies' pages in the brochure: who was asked, who released
 * what; asking and reminding all of them. */
#include "page/office_page.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "model/edition.h"
#include "model/page_link.h"
#include "model/telling.h"
#include "page/brochure_place.h"
#include "page/office.h"
#include "page/office_page_view.h"
#include "page/release.h"

enum { LOST_NAMED_MAX = 3 };

int64_t office_page_early(struct ctx *c, const struct edition *e)
{
    struct telling_times t;
    return !edition_nominees_public(&c->world, e) &&
                   telling_times(&c->world, e, &t) && t.nomination &&
                   t.nominees_at > c->world.now
               ? t.nominees_at
               : 0;
}

const char *office_page_path(const struct ctx *c, const struct edition *e,
                             int64_t entry_id)
{
    const char *path = arena_printf(
        c->world.mem, "/office/edition/%s/brochure/pages", e->slug);
    return entry_id == 0
               ? path
               : arena_printf(c->world.mem, "%s/%" PRId64, path, entry_id);
}

bool office_page_too_early(struct ctx *c, const struct edition *e)
{
    int64_t at = office_page_early(c, e);
    if (at != 0)
        ctx_refuse(c, 409,
                   arena_printf(c->world.mem,
                                T("The nominees are told on %s. Before that a "
                                  "link would tell them that they are "
                                  "nominated."),
                                lang_datetime(c->world.mem, c->lang, at)));
    return at != 0;
}

static const char *detail(struct ctx *c, const struct page_standing *s)
{
    struct arena *mem = c->world.mem;
    if (s->released_number != 0)
        return arena_printf(mem, T("Version %lld by %s, %s"),
                            (long long)s->released_number, s->released_by,
                            lang_datetime_short(mem, c->lang, s->released_at));
    if (s->state == PAGE_CORRECTED)
        return arena_printf(mem, T("by %s, %s"),
                            s->corrected_by[0] ? s->corrected_by : "–",
                            lang_datetime_short(mem, c->lang, s->corrected_at));
    if (s->state == PAGE_OPENED && s->opened_at != 0)
        return arena_printf(mem, T("first on %s"),
                            lang_datetime_short(mem, c->lang, s->opened_at));
    if (s->asked_at != 0)
        return arena_printf(mem, T("on %s"),
                            lang_datetime_short(mem, c->lang, s->asked_at));
    return NULL;
}

void get_office_pages(struct ctx *c)
{
    struct edition e;
    struct page_standing *s;
    if (!brochure_place(c, &e))
        return;
    size_t count = page_standings(&c->world, e.id, &s);
    struct office_page_row *row =
        arena_alloc(c->world.mem, (count + 1) * sizeof *row);
    struct office_pages_view v = {.csrf = ctx_csrf(c),
                                  .slug = e.slug,
                                  .row = row,
                                  .early_at = office_page_early(c, &e)};
    for (size_t i = 0; i < count; i++) {
        struct office_page_row *r = &row[v.count];
        if (!s[i].nominee)
            continue;
        *r = (struct office_page_row){.entry_id = s[i].entry_id,
                                      .name = s[i].name,
                                      .detail = detail(c, &s[i])};
        r->state = release_state(c, &s[i], &r->pill);
        v.count++;
        v.released += s[i].state == PAGE_RELEASED;
        v.unasked += s[i].asked_at == 0 && s[i].state != PAGE_RELEASED;
        v.waiting += s[i].asked_at != 0 && s[i].state != PAGE_RELEASED;
    }
    page_start(c, T("Company pages"));
    html_office_pages(c->out, &v);
    page_end(c);
}

/* The first of the company's people. */
static bool ask_contact(struct ctx *c, int64_t entry_id)
{
    struct sql_page_contacts_row *row;
    if (sql_page_contacts(c->world.db, entry_id, &row) == 0)
        return page_link_ask_again(&c->world, entry_id) != 0;
    return page_link_ask(&c->world, entry_id,
                         &(struct page_link_person){row[0].name, row[0].email,
                                                    row[0].language}) != 0;
}

static void ask_all(struct ctx *c, const struct edition *e)
{
    struct page_standing *s;
    struct arena *mem = c->world.mem;
    int64_t asked = 0, lost = 0;
    const char *names = "";
    size_t count = page_standings(&c->world, e->id, &s);
    for (size_t i = 0; i < count; i++) {
        if (!s[i].nominee || s[i].asked_at != 0 || s[i].state == PAGE_RELEASED)
            continue;
        if (ask_contact(c, s[i].entry_id))
            asked++;
        else if (++lost <= LOST_NAMED_MAX)
            names = arena_printf(mem, "%s%s%s", names, lost > 1 ? ", " : "",
                                 s[i].name);
        else if (lost == LOST_NAMED_MAX + 1)
            names = arena_printf(mem, "%s …", names);
    }
    const char *notice = arena_printf(
        mem,
        TN("%lld company is asked: the mail is in the outbox.",
           "%lld companies are asked: the mails are in the outbox.", asked),
        (long long)asked);
    if (lost > 0)
        notice = arena_printf(
            mem,
            T("%s Nobody has an account there: %s. Please give a name and an "
              "address on the company’s page."),
            notice, names);
    ctx_redirect(c, office_page_path(c, e, 0), notice);
}

static void remind_all(struct ctx *c, const struct edition *e)
{
    struct page_standing *s;
    int64_t written = 0;
    size_t count = page_standings(&c->world, e->id, &s);
    for (size_t i = 0; i < count; i++)
        if (s[i].nominee && s[i].asked_at != 0 && s[i].state != PAGE_RELEASED)
            written += (int64_t)page_link_mail_all(&c->world, s[i].entry_id,
                                                   s[i].state == PAGE_CHANGED
                                                       ? PAGE_MAIL_AGAIN
                                                       : PAGE_MAIL_REMIND);
    ctx_redirect(c, office_page_path(c, e, 0),
                 arena_printf(c->world.mem,
                              TN("%lld mail is in the outbox.",
                                 "%lld mails are in the outbox.", written),
                              (long long)written));
}

void post_office_pages(struct ctx *c)
{
    struct edition e;
    if (!brochure_place(c, &e) || office_page_too_early(c, &e))
        return;
    if (str_equal(form_value(c->form, "action"), "remind"))
        remind_all(c, &e);
    else
        ask_all(c, &e);
}
