/* The receipt as a mail: see receipt_mail.h. */
#include "model/receipt_mail.h"

#include <inttypes.h>

#include "base/arena.h"
#include "model/edition.h"
#include "model/notice.h"

const char *receipt_number(const struct world *w, int64_t year, int64_t number)
{
    return arena_printf(w->mem, "%" PRId64 "-%03" PRId64, year, number);
}

static struct notice_value what_is_next(const struct world *w,
                                        const struct edition *e)
{
    if (edition_accepts(w, e))
        return (struct notice_value){
            "next",
            "Wir prüfen jetzt, ob alles vollständig ist, und schreiben Ihnen "
            "wieder. Bis zum\nBewerbungsschluss können Sie die Bewerbung "
            "ändern und noch einmal einreichen;\nbis dahin zählt diese "
            "Fassung.",
            "We now check whether everything is complete and will write to you "
            "again. Until\nthe deadline you can change the nomination and "
            "submit it again; until then this\nversion counts."};
    return (struct notice_value){
        "next",
        "Wir prüfen jetzt, was Sie geändert haben. Von nun an zählt diese "
        "Fassung.",
        "We now check what you have changed. From now on this version counts."};
}

void receipt_mail(const struct world *w, const struct entry *e, int64_t version)
{
    struct edition edition;
    if (w->user_id == 0 || e->number == NULL ||
        !edition_by_id(w, e->edition_id, &edition))
        return;
    const struct notice_value values[] = {
        {"organisation", e->organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
        {"number", receipt_number(w, edition.year, *e->number), NULL},
        {"version", arena_printf(w->mem, "%" PRId64, version), NULL},
        notice_instant(w, "time", w->now),
        what_is_next(w, &edition),
        {"dates",
         arena_printf(w->mem, "%s/edition/%s.ics", w->url, edition.slug), NULL},
    };
    notice_person(
        w, w->user_id,
        &(struct notice){
            "receipt", values, sizeof values / sizeof *values,
            arena_printf(w->mem, "/my/entry/%" PRId64 "/receipt", e->id)});
}
