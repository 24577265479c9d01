#include "model/page_link.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "gen/sql_page_write.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/mail.h"
#include "model/page_release.h"

enum { DAY_S = 24 * 60 * 60 };

static int64_t some(const int64_t *at)
{
    return at != NULL ? *at : 0;
}

size_t page_link_list(const struct world *w, int64_t entry_id,
                      struct page_link **list)
{
    struct sql_page_link_list_row *row;
    size_t count = sql_page_link_list(w->db, entry_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct page_link){
            .id = row[i].id,
            .entry_id = entry_id,
            .name = row[i].name,
            .email = row[i].email,
            .language = row[i].language,
            .created_at = row[i].created_at,
            .expires_at = row[i].expires_at,
            .opened_at = some(row[i].opened_at),
            .withdrawn_at = some(row[i].withdrawn_at),
            .mailed_at = some(row[i].mailed_at),
        };
    return count;
}

bool page_link_good(const struct world *w, const struct page_link *l)
{
    return l->withdrawn_at == 0 && l->expires_at > w->now;
}

bool page_link_by_token(const struct world *w, const char *token,
                        struct page_link *l)
{
    struct sql_page_link_by_token_row row;
    if (!sql_page_link_by_token(w->db, secret_token_digest(w->mem, token),
                                w->now, &row))
        return false;
    *l = (struct page_link){
        .id = row.id,
        .entry_id = row.entry_id,
        .name = row.name,
        .email = row.email,
        .language = row.language,
        .opened_at = some(row.opened_at),
    };
    return true;
}

void page_link_opened(const struct world *w, const struct page_link *l)
{
    sql_page_link_opened(w->db, l->id, w->now);
}

static char *token_of(const struct world *w, int64_t id)
{
    char *text = arena_printf(w->mem, "page link %" PRId64, id);
    return secret_keyed(w->mem, w->key, text, strlen(text));
}

/* --- mails ------------------------------------------------------------------
 */

struct about {
    struct edition edition;
    const char *organisation;
};

static bool load_about(const struct world *w, int64_t entry_id,
                       struct about *about)
{
    struct sql_page_of_row of;
    if (!sql_page_of(w->db, entry_id, w->now, &of) ||
        !edition_by_id(w, of.edition_id, &about->edition))
        return false;
    about->organisation = of.organisation;
    return true;
}

static const char *kind_of(enum page_link_mail which)
{
    switch (which) {
    case PAGE_MAIL_LINK:
        return "page_link";
    case PAGE_MAIL_REMIND:
        return "page_remind";
    case PAGE_MAIL_AGAIN:
        return "page_again";
    }
    return "page_link";
}

static void write_mail(const struct world *w, const struct page_link *l,
                       const char *kind, const struct about *about)
{
    enum lang lang = LANG_DE;
    lang_from_code(l->language, &lang);
    const struct mail_value values[] = {
        {"name", l->name},
        {"edition",
         lang_pick(lang, about->edition.title_de, about->edition.title_en)},
        {"organisation", about->organisation},
        {"until", lang_date(w->mem, lang, l->expires_at)},
    };
    const struct mail_stranger to = {.email = l->email,
                                     .language = l->language};
    int64_t mail = mail_add_stranger(
        w, &to, kind, values, sizeof values / sizeof *values,
        arena_printf(w->mem, "%s/page/%s", w->url, token_of(w, l->id)));
    if (mail != 0)
        sql_page_mail_add(w->db, mail, l->entry_id, &l->id);
}

bool page_link_mail(const struct world *w, const struct page_link *l,
                    enum page_link_mail which)
{
    struct sql_page_mail_waits_row waits;
    struct about about;
    struct page_link fresh = *l;
    const char *kind = kind_of(which);
    if (l->withdrawn_at != 0 || str_empty(l->email) ||
        !load_about(w, l->entry_id, &about))
        return false;
    fresh.expires_at = w->now + (int64_t)PAGE_LINK_DAYS * DAY_S;
    sql_page_link_renew(w->db, l->id,
                        secret_token_digest(w->mem, token_of(w, l->id)),
                        fresh.expires_at);
    if (sql_page_mail_waits(w->db, l->id, kind, &waits))
        return false;
    write_mail(w, &fresh, kind, &about);
    audit_add(w, "page.mail", "page_link", l->id,
              arena_printf(w->mem, "{\"kind\":\"%s\"}", kind));
    return true;
}

size_t page_link_mail_all(const struct world *w, int64_t entry_id,
                          enum page_link_mail which)
{
    struct page_link *list;
    size_t written = 0, count = page_link_list(w, entry_id, &list);
    for (size_t i = 0; i < count; i++)
        if (page_link_good(w, &list[i]))
            written += page_link_mail(w, &list[i], which);
    return written;
}

/* --- asking -----------------------------------------------------------------
 */

static const struct page_link *good_one(const struct world *w,
                                        const struct page_link *list,
                                        size_t count, const char *email)
{
    const char *key = str_key(w->mem, email);
    for (size_t i = 0; i < count; i++)
        if (page_link_good(w, &list[i]) &&
            str_equal(str_key(w->mem, list[i].email), key))
            return &list[i];
    return NULL;
}

int64_t page_link_ask(const struct world *w, int64_t entry_id,
                      const struct page_link_person *to)
{
    struct page_link *list;
    size_t count = page_link_list(w, entry_id, &list);
    const struct page_link *old = good_one(w, list, count, to->email);
    if (old != NULL) {
        page_link_mail(w, old, PAGE_MAIL_LINK);
        return old->id;
    }
    if (count >= PAGE_LINKS_MAX)
        return 0;
    page_version_note(w, entry_id);
    struct page_link l = {.entry_id = entry_id,
                          .name = to->name,
                          .email = to->email,
                          .language = to->language};
    /* the address needs the number of the row: until it is renewed below the
     * row has the digest of a token that nobody knows */
    l.id = sql_page_link_add(w->db, entry_id, to->name, to->email, to->language,
                             secret_token_digest(w->mem, secret_token(w->mem)),
                             w->now, world_actor(w),
                             w->now + (int64_t)PAGE_LINK_DAYS * DAY_S);
    const struct audit_field fields[] = {{"name", NULL, to->name},
                                         {"email", NULL, to->email}};
    audit_change(w, "page.ask", "page_link", l.id, fields, 2);
    page_link_mail(w, &l, PAGE_MAIL_LINK);
    return l.id;
}

int64_t page_link_ask_again(const struct world *w, int64_t entry_id)
{
    struct page_link *list;
    size_t count = page_link_list(w, entry_id, &list);
    while (count > 0 && (list[count - 1].withdrawn_at != 0 ||
                         str_empty(list[count - 1].email)))
        count--;
    if (count == 0)
        return 0;
    const struct page_link *last = &list[count - 1];
    const struct page_link_person to = {last->name, last->email,
                                        last->language};
    return page_link_ask(w, entry_id, &to);
}

void page_link_withdraw(const struct world *w, const struct page_link *l)
{
    if (sql_page_link_withdraw(w->db, l->id, w->now) == 0)
        return;
    sql_page_link_cancel_mails(w->db, l->id);
    sql_page_draft_drop(w->db, l->entry_id,
                        arena_printf(w->mem, "link %" PRId64, l->id));
    audit_add(w, "page.withdraw", "page_link", l->id, NULL);
}

void page_link_tell_office(const struct world *w, int64_t entry_id,
                           const char *person)
{
    struct sql_page_organisers_row *row;
    struct sql_page_mail_office_waits_row waits;
    struct about about;
    if (sql_page_mail_office_waits(w->db, entry_id, &waits) ||
        !load_about(w, entry_id, &about))
        return;
    size_t count = sql_page_organisers(w->db, about.edition.id, &row);
    for (size_t i = 0; i < count; i++) {
        enum lang lang = LANG_DE;
        lang_from_code(row[i].language, &lang);
        const struct mail_value values[] = {
            {"edition",
             lang_pick(lang, about.edition.title_de, about.edition.title_en)},
            {"organisation", about.organisation},
            {"person", person},
        };
        int64_t mail = mail_add(
            w, row[i].id, "page_corrected", values,
            sizeof values / sizeof *values,
            arena_printf(w->mem, "%s/office/edition/%s/brochure/pages/%" PRId64,
                         w->url, about.edition.slug, entry_id));
        if (mail != 0)
            sql_page_mail_add(w->db, mail, entry_id, NULL);
    }
}
