/* Giving consents and taking them back: see consent.h. */
#include "model/consent.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_consent.h"
#include "gen/sql_consent_write.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/notice.h"
#include "model/user.h"

const struct consent_name *consent_name(const char *code)
{
    static const struct consent_name names[] = {
        {"data", "Verarbeitung der Daten", "Processing of data"},
        {"publication", "Veröffentlichung der Texte", "Publication of texts"},
        {"images", "Rechte an den Bildern", "Rights to the pictures"},
        {"persons", "Genannte Personen", "Persons who are named"},
        {"contact", "Kontakt im nächsten Jahr", "Contact next year"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].code, code))
            return &names[i];
    return NULL;
}

static void log_consent(const struct world *w, const char *action,
                        int64_t entry_id, int64_t kind_id)
{
    audit_add(w, action, "consent_kind", kind_id,
              arena_printf(w->mem, "{\"entry\":%" PRId64 "}", entry_id));
}

void consent_give(const struct world *w, int64_t entry_id,
                  int64_t consent_kind_id)
{
    if (sql_consent_give(w->db, entry_id, consent_kind_id, world_actor(w),
                         w->now) == 0)
        return;
    sql_consent_touch(w->db, entry_id, w->now);
    log_consent(w, "consent.give", entry_id, consent_kind_id);
}

/* What it means for the office, said in the mail. */
static struct notice_value what_follows(const char *code)
{
    static const struct {
        const char *code, *de, *en;
    } effects[] = {
        {"data",
         "Ohne diese Einwilligung kann die Bewerbung nicht weiterlaufen. "
         "Texte, "
         "Bilder und Namen stehen in keiner neuen Broschüre und nicht mehr auf "
         "den öffentlichen Seiten. Bitte entscheiden Sie, wie es weitergeht.",
         "Without this consent the nomination cannot go on. Texts, pictures "
         "and names are in no new brochure and no longer on the public pages. "
         "Please decide how to proceed."},
        {"publication",
         "Die Texte stehen in keiner neuen Broschüre und nicht mehr auf den "
         "öffentlichen Seiten.",
         "The texts are in no new brochure and no longer on the public pages."},
        {"images",
         "Logo und Foto stehen in keiner neuen Broschüre und nicht mehr auf "
         "den öffentlichen Seiten.",
         "Logo and photo are in no new brochure and no longer on the public "
         "pages."},
        {"persons",
         "Name und Funktion beim Zitat stehen in keiner neuen Broschüre und "
         "nicht mehr auf den öffentlichen Seiten.",
         "Name and function beside the quote are in no new brochure and no "
         "longer on the public pages."},
        {"contact",
         "Die Ansprechpersonen stehen nicht mehr auf der Liste für das "
         "nächste Jahr.",
         "The contacts are no longer on the list for next year."},
    };
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
        if (str_equal(effects[i].code, code))
            return (struct notice_value){"effect", effects[i].de,
                                         effects[i].en};
    return (struct notice_value){"effect", "", NULL};
}

static void tell_office(const struct world *w, const struct entry *e,
                        const char *code)
{
    struct edition edition;
    struct user who;
    const struct consent_name *name = consent_name(code);
    if (name == NULL || !edition_by_id(w, e->edition_id, &edition))
        return;
    bool known = w->user_id != 0 && user_by_id(w, w->user_id, &who);
    const struct notice_value values[] = {
        {"organisation", e->organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
        {"consent", name->de, name->en},
        {"person", known ? who.name : "–", NULL},
        notice_instant(w, "time", w->now),
        what_follows(code),
    };
    notice_organisers(
        w, e->id,
        &(struct notice){
            "consent_withdrawn", values, sizeof values / sizeof *values,
            arena_printf(w->mem, "/office/edition/%s/consents", edition.slug)});
}

bool consent_take_back(const struct world *w, int64_t entry_id,
                       const char *code)
{
    struct entry e;
    struct sql_consent_current_row current;
    struct sql_consent_waits_row waits;
    if (!entry_by_id(w, entry_id, &e) || consent_name(code) == NULL ||
        !sql_consent_current(w->db, e.edition_id, code, &current))
        return false;
    bool news = !str_equal(e.state, "draft") || e.reopened_from != NULL;
    /* given and taken back all day long is one mail */
    bool told = sql_consent_waits(w->db, entry_id, code, &waits);
    if (sql_consent_take_back(w->db, entry_id, code, world_actor(w),
                              news ? NULL : &w->now, w->now) == 0)
        return false;
    /* whatever is made of the nomination next is made anew */
    sql_consent_touch(w->db, entry_id, w->now);
    log_consent(w, "consent.withdraw", entry_id, current.id);
    if (news && !told)
        tell_office(w, &e, code);
    return true;
}

void consent_note(const struct world *w, int64_t edition_id, int64_t consent_id)
{
    if (sql_consent_note(w->db, consent_id, edition_id, world_actor(w),
                         w->now) > 0)
        audit_add(w, "consent.note", "consent", consent_id, NULL);
}

/* --- other words -----------------------------------------------------------
 */

static void ask_again(const struct world *w, int64_t edition_id,
                      const char *code)
{
    struct edition edition;
    struct sql_consent_asked_again_row *row;
    const struct consent_name *name = consent_name(code);
    if (name == NULL || !edition_by_id(w, edition_id, &edition))
        return;
    size_t count = sql_consent_asked_again(w->db, edition_id, code, &row);
    for (size_t i = 0; i < count; i++) {
        const struct notice_value values[] = {
            {"organisation", row[i].organisation, NULL},
            {"edition", edition.title_de, edition.title_en},
            {"consent", name->de, name->en},
        };
        notice_person(w, row[i].user_id,
                      &(struct notice){
                          "consent_again", values,
                          sizeof values / sizeof *values,
                          arena_printf(w->mem, "/my/entry/%" PRId64 "/consents",
                                       row[i].entry_id)});
    }
}

bool consent_reword(const struct world *w, int64_t edition_id, const char *code,
                    const char *text_de, const char *text_en)
{
    struct sql_consent_current_row now;
    if (consent_name(code) == NULL ||
        !sql_consent_current(w->db, edition_id, code, &now) ||
        (str_equal(now.text_de, text_de) && str_equal(now.text_en, text_en)))
        return false;
    int64_t id =
        sql_consent_new_wording(w->db, edition_id, code, now.version + 1,
                                now.position, text_de, text_en, now.required);
    const struct audit_field fields[] = {
        {"text_de", now.text_de, text_de},
        {"text_en", now.text_en, text_en},
    };
    audit_change(w, "consent.reword", "consent_kind", id, fields,
                 sizeof fields / sizeof *fields);
    ask_again(w, edition_id, code);
    return true;
}
