#include "model/demo_page.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_demo.h"
#include "gen/sql_demo_write.h"
#include "model/page_link.h"
#include "model/page_release.h"

enum { HOUR_S = 60 * 60, DAY_S = 24 * HOUR_S };

static const struct asked {
    const char *entry, *name, *email;
    int64_t after_s; /* until it was released; 0: it was not */
} asked[] = {
    {"E01", "Henrik Falk", "post@lichtwerk.example", 26 * HOUR_S},
    {"E02", "Jonas Abendroth", "abendroth@kranich.example", 3 * HOUR_S},
    {"E03", "Wiebke Sommer", "sommer@gruenzeit.example", 2 * DAY_S},
    {"E04", "Dr. Leila Haddad", "post@nordhang.example", 30 * HOUR_S},
    {"E05", "Piet Harms", "harms@faehrmann.example", 3 * DAY_S},
    {"E06", "Anneke Voss", "voss@sonnfeld.example", 20 * HOUR_S},
    {"E07", "Theresa Brunnhuber", "t.brunnhuber@brunnhuber.example",
     2 * DAY_S + HOUR_S},
    {"E08", "Emre Yıldız", "yildiz@blauer-esel.example", 0},
};

static struct world later(const struct world *w, int64_t seconds)
{
    struct world then = *w;
    then.now = w->now + seconds;
    return then;
}

static int64_t entry_of(const struct world *w, int64_t edition_id,
                        const char *code)
{
    struct sql_demo_entry_row row;
    return sql_demo_entry(w->db, edition_id, code, &row) ? row.id : 0;
}

static const char *digest_of(const struct world *w, int64_t edition_id,
                             int64_t entry_id)
{
    struct page_standing s;
    return page_standing(w, edition_id, entry_id, &s) ? s.digest : "";
}

/* One word in one place in place of another. */
static void edit(const struct world *w, int64_t edition_id, const char *code,
                 const char *slot, const char *text,
                 const struct page_person *who)
{
    int64_t id = entry_of(w, edition_id, code);
    struct page_words words = {{NULL}};
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (str_equal(publish_slot[i], slot))
            words.value[i] = text;
    page_write(w, id, digest_of(w, edition_id, id), &words, who);
}

static void ask(const struct world *w, int64_t edition_id,
                const struct asked *a)
{
    int64_t id = entry_of(w, edition_id, a->entry);
    if (id == 0)
        return;
    int64_t link = page_link_ask(
        w, id, &(struct page_link_person){a->name, a->email, "de"});
    struct world then = later(w, a->after_s > 0 ? a->after_s : DAY_S);
    struct page_person who = {"company", a->name, link, 0};
    then.user_id = 0;
    page_link_opened(&then, &(struct page_link){.id = link});
    if (a->after_s > 0)
        page_release(&then, id, digest_of(&then, edition_id, id), &who);
    else
        edit(&then, edition_id, a->entry, "quote_function",
             "Küchenchef und Mitinhaber", &who);
}

void demo_pages_add(const struct world *w, int64_t edition_id)
{
    struct sql_demo_office_row office = {0};
    struct world then = later(w, 4 * (int64_t)DAY_S);
    struct world asking = *w;
    sql_demo_office(w->db, &office);
    asking.user_id = then.user_id = office.id;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        ask(&asking, edition_id, &asked[i]);
    edit(
        &then, edition_id, "E02", "example_en",
        "Once a month somebody presents a country, a town or a dish. On one of "
        "these evenings the idea of rosters in plain language was born.",
        &(struct page_person){"office", "Jule Marten", 0, office.id});
    sql_demo_page_mails_sent(w->db, w->now + HOUR_S);
}
