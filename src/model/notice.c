/* Mails to several people: see notice.h. */
#include "model/notice.h"

#include <assert.h>

#include "base/arena.h"
#include "base/lang.h"
#include "gen/sql_consent.h"
#include "gen/sql_entry.h"
#include "model/mail.h"
#include "model/user.h"

void notice_person(const struct world *w, int64_t user_id,
                   const struct notice *n)
{
    struct user u;
    struct mail_value values[NOTICE_VALUES_MAX];
    enum lang lang = LANG_DE;
    assert(n->count <= NOTICE_VALUES_MAX);
    if (!user_by_id(w, user_id, &u))
        return; /* the disk failed: the caller's commit will say so */
    lang_from_code(u.language, &lang);
    for (size_t i = 0; i < n->count; i++) {
        const struct notice_value *v = &n->value[i];
        values[i] = (struct mail_value){
            v->name, v->en == NULL ? v->de : lang_pick(lang, v->de, v->en)};
    }
    mail_add(w, user_id, n->kind, values, n->count,
             arena_printf(w->mem, "%s%s", w->url, n->path));
}

void notice_contacts(const struct world *w, int64_t entry_id,
                     const struct notice *n)
{
    struct sql_entry_contacts_row *contact;
    size_t count = sql_entry_contacts(w->db, entry_id, &contact);
    for (size_t i = 0; i < count; i++)
        notice_person(w, contact[i].user_id, n);
}

void notice_organisers(const struct world *w, int64_t entry_id,
                       const struct notice *n)
{
    struct sql_consent_organisers_row *person;
    struct sql_consent_barred_row barred;
    size_t count = sql_consent_organisers(w->db, &person);
    for (size_t i = 0; i < count; i++)
        if (!sql_consent_barred(w->db, person[i].id, entry_id, &barred))
            notice_person(w, person[i].id, n);
}

struct notice_value notice_instant(const struct world *w, const char *name,
                                   int64_t at)
{
    return (struct notice_value){name, lang_datetime(w->mem, LANG_DE, at),
                                 lang_datetime(w->mem, LANG_EN, at)};
}
