/* A company's page in the brochure, as the office sees it. */
#include "page/office_page.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "model/edition.h"
#include "model/page_link.h"
#include "page/bar.h"
#include "page/brochure_place.h"
#include "page/office.h"
#include "page/office_page_picture.h"
#include "page/office_page_view.h"
#include "page/release.h"

enum { NAME_MAX = 200 };

struct desk {
    struct edition edition;
    struct release_place place;
    struct release_view page;
    struct office_page_view view;
};

static bool find(struct ctx *c, struct desk *d)
{
    struct sql_page_of_row of;
    int64_t id = ctx_id(c, "entry");
    *d = (struct desk){0};
    if (!brochure_place(c, &d->edition))
        return false;
    if (id == 0 || !sql_page_of(c->world.db, id, c->world.now, &of) ||
        of.edition_id != d->edition.id || !str_equal(of.state, "admitted")) {
        ctx_not_found(c);
        return false;
    }
    if (bar_entry(c, id))
        return false;
    d->place = (struct release_place){
        .edition_id = of.edition_id,
        .entry_id = id,
        .person = {"office", c->visitor.name, 0, c->visitor.id},
        .draft = arena_printf(c->world.mem, "office %" PRId64, c->visitor.id),
        .path = office_page_path(c, &d->edition, id),
        .may_write = true,
        .decided = true,
    };
    if (release_load(c, &d->place, &d->page))
        return true;
    ctx_not_found(c);
    return false;
}

static void load_links(struct ctx *c, struct desk *d)
{
    struct page_link *link;
    size_t count = page_link_list(&c->world, d->place.entry_id, &link);
    struct office_page_link *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct office_page_link){
            .id = link[i].id,
            .name = link[i].name,
            .email = link[i].email,
            .mailed_at = link[i].mailed_at,
            .opened_at = link[i].opened_at,
            .expires_at = link[i].expires_at,
            .withdrawn_at = link[i].withdrawn_at,
            .good = page_link_good(&c->world, &link[i]),
        };
        d->view.good_links |= list[i].good;
    }
    d->view.link = list;
    d->view.link_count = count;
    d->view.keep_days = PAGE_LINK_KEEP_DAYS;
}

static bool is_asked(const struct desk *d, const char *email)
{
    for (size_t i = 0; i < d->view.link_count; i++)
        if (d->view.link[i].good && str_equal(d->view.link[i].email, email))
            return true;
    return false;
}

/* The first of the company's people who was not asked yet. */
static void prefill(struct ctx *c, const struct desk *d)
{
    struct sql_page_contacts_row *row;
    size_t count = sql_page_contacts(c->world.db, d->place.entry_id, &row);
    if (form_value(c->form, "person") != NULL)
        return;
    for (size_t i = 0; i < count; i++)
        if (!is_asked(d, row[i].email)) {
            form_set(c->form, "person", row[i].name);
            form_set(c->form, "email", row[i].email);
            form_set(c->form, "language", row[i].language);
            return;
        }
    form_set(c->form, "language", "de");
}

static void show(struct ctx *c, struct desk *d, int status)
{
    struct page_standing s;
    d->page.office = true;
    d->page.preview.title = T("The page as it will be printed");
    d->view.slug = d->edition.slug;
    d->view.page = &d->page;
    d->view.early_at = office_page_early(c, &d->edition);
    d->view.photo =
        office_page_picture(c, &d->page, d->place.entry_id, "photo");
    d->view.logo = office_page_picture(c, &d->page, d->place.entry_id, "logo");
    load_links(c, d);
    prefill(c, d);
    d->view.ask_open = form_error(c->form, "person") != NULL ||
                       form_error(c->form, "email") != NULL;
    if (page_standing(&c->world, d->edition.id, d->place.entry_id, &s))
        d->view.stands = s.released_number != 0;
    d->page.asks = d->view.good_links && d->view.stands;
    release_versions(c, &d->place, d->page.digest, &d->page);
    c->reply->status = status;
    c->script[0] = "characters.js";
    c->script[1] = "count.js";
    c->script[2] = "preview.js";
    c->script[3] = "picture.js";
    c->script[4] = "form.js";
    page_start(c, d->page.company);
    html_office_page(c->out, &d->view);
    page_end(c);
}

void get_office_page(struct ctx *c)
{
    struct desk d;
    if (find(c, &d))
        show(c, &d, 200);
}

/* --- what can be done there -------------------------------------------------
 */

static void done(struct ctx *c, const struct desk *d, const char *notice)
{
    ctx_redirect(c, office_page_path(c, &d->edition, d->place.entry_id),
                 notice);
}

/* One mail for all that is changed while it waits in the outbox. */
static void stored(struct ctx *c, const struct desk *d)
{
    struct page_standing s;
    bool wanted = form_value(c->form, "again") != NULL;
    bool changed =
        page_standing(&c->world, d->edition.id, d->place.entry_id, &s) &&
        s.state == PAGE_CHANGED;
    if (wanted && changed) {
        page_link_mail_all(&c->world, d->place.entry_id, PAGE_MAIL_AGAIN);
        done(c, d,
             T("The texts are stored. A mail that asks to release the page "
               "again is in the outbox."));
    } else {
        done(c, d, T("The texts are stored."));
    }
}

static void store(struct ctx *c, struct desk *d, const struct page_words *words)
{
    const char *seen = form_value(c->form, "digest");
    switch (page_write(&c->world, d->place.entry_id, seen ? seen : "", words,
                       &d->place.person)) {
    case PAGE_OK:
        page_draft_drop(&c->world, d->place.entry_id, d->place.draft);
        stored(c, d);
        break;
    case PAGE_SAME:
        page_draft_drop(&c->world, d->place.entry_id, d->place.draft);
        done(c, d, T("Nothing was changed."));
        break;
    case PAGE_STALE:
    case PAGE_OFTEN:
        release_show_stale(c, &d->place, &d->page);
        show(c, d, 409);
        break;
    }
}

static void save(struct ctx *c, struct desk *d)
{
    struct page_words words = release_typed(c, &d->page);
    d->page.typed = true;
    if (form_ok(c->form))
        store(c, d, &words);
    else
        show(c, d, 422);
}

static void undo(struct ctx *c, struct desk *d)
{
    struct publish_entry printed;
    struct page_version *row;
    int64_t number;
    size_t count =
        page_versions(&c->world, d->edition.id, d->place.entry_id, &row);
    form_int(c->form, "version", 1, INT64_MAX, &number);
    for (size_t i = 0; i < count; i++)
        if (row[i].number == number &&
            publish_page(&c->world, d->edition.id, d->place.entry_id,
                         &printed)) {
            struct page_words words =
                page_words_back(&c->world, row[i].content, &printed);
            store(c, d, &words);
            return;
        }
    ctx_refuse(c, 409, T("There is no such version."));
}

static void ask(struct ctx *c, struct desk *d)
{
    const char *name = form_line(c->form, "person");
    const char *email = form_line(c->form, "email");
    const char *language = form_value(c->form, "language");
    if (office_page_too_early(c, &d->edition))
        return;
    if (str_empty(name))
        form_fail(c->form, "person", T("Please enter a name."));
    else if (str_characters(name) > NAME_MAX)
        form_fail(c->form, "person", T("Please use at most 200 characters."));
    if (!str_email(email))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    if (!form_ok(c->form)) {
        show(c, d, 422);
        return;
    }
    const struct page_link_person to = {
        name, email, str_equal(language, "en") ? "en" : "de"};
    if (page_link_ask(&c->world, d->place.entry_id, &to) != 0)
        done(c, d, T("The mail with the link is in the outbox."));
    else
        ctx_refuse(c, 409,
                   T("So many people were asked about this page that "
                     "no further link can be made."));
}

static bool find_link(struct ctx *c, const struct desk *d,
                      struct page_link *found)
{
    struct page_link *link;
    int64_t id;
    size_t count = page_link_list(&c->world, d->place.entry_id, &link);
    form_int(c->form, "link", 1, INT64_MAX, &id);
    for (size_t i = 0; i < count; i++)
        if (link[i].id == id && link[i].withdrawn_at == 0 &&
            !str_empty(link[i].email)) {
            *found = link[i];
            return true;
        }
    ctx_refuse(c, 409, T("This link opens nothing any more; send a new one."));
    return false;
}

static void mail(struct ctx *c, const struct desk *d)
{
    struct page_link link;
    struct page_standing s = {0};
    if (office_page_too_early(c, &d->edition) || !find_link(c, d, &link))
        return;
    page_standing(&c->world, d->edition.id, d->place.entry_id, &s);
    bool written = page_link_mail(&c->world, &link,
                                  s.state == PAGE_CHANGED ? PAGE_MAIL_AGAIN
                                                          : PAGE_MAIL_REMIND);
    done(c, d,
         written ? T("The mail is in the outbox.")
                 : T("Such a mail waits in the outbox already."));
}

void post_office_page(struct ctx *c)
{
    struct desk d;
    struct page_link link;
    if (!find(c, &d))
        return;
    const char *action = form_value(c->form, "action");
    if (office_page_picture_asked(c)) {
        if (!office_page_picture_take(c, &d.page, d.place.entry_id))
            show(c, &d, 422);
    } else if (str_equal(action, "ask")) {
        ask(c, &d);
    } else if (str_equal(action, "mail")) {
        mail(c, &d);
    } else if (str_equal(action, "withdraw")) {
        if (find_link(c, &d, &link)) {
            page_link_withdraw(&c->world, &link);
            done(c, &d, T("The link opens nothing any more."));
        }
    } else if (str_equal(action, "undo")) {
        undo(c, &d);
    } else if (str_equal(action, "unrelease")) {
        page_release_withdraw(&c->world, d.place.entry_id);
        done(c, &d, T("The release no longer stands."));
    } else if (str_equal(action, "drop")) {
        page_draft_drop(&c->world, d.place.entry_id, d.place.draft);
        done(c, &d, T("The draft is thrown away."));
    } else {
        save(c, &d);
    }
}

/* --- the preview ------------------------------------------------------------
 */

void get_office_page_look(struct ctx *c)
{
    struct desk d;
    if (find(c, &d))
        release_preview_page(c, &d.place);
}

void post_office_page_look(struct ctx *c)
{
    struct desk d;
    if (find(c, &d))
        release_preview_want(c, &d.place);
}

void get_office_page_look_state(struct ctx *c)
{
    struct desk d;
    if (find(c, &d))
        release_preview_state(c, &d.place);
}

void get_office_page_look_page(struct ctx *c)
{
    struct desk d;
    if (find(c, &d))
        release_preview_picture(c, &d.place);
}
