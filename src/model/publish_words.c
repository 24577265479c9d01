/* Words in place of answers. Those to a photo count only where there is the
 * photo that they were written for. */
#include "model/publish_words.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "gen/sql_page_picture.h"

const char *const publish_slot[PUBLISH_SLOTS] = {
    "name",         "seat",         "website",        "strategy_de",
    "strategy_en",  "example_de",   "example_en",     "quote_de",
    "quote_en",     "quote_author", "quote_function", "photo_credit",
    "photo_alt_de", "photo_alt_en",
};

const char **publish_place(struct publish_entry *e, const char *slot)
{
    const char **places[PUBLISH_SLOTS] = {
        &e->name,         &e->seat,           &e->website,
        &e->strategy.de,  &e->strategy.en,    &e->example.de,
        &e->example.en,   &e->quote.de,       &e->quote.en,
        &e->quote_author, &e->quote_function, &e->photo.credit,
        &e->photo.alt.de, &e->photo.alt.en,
    };
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (str_equal(publish_slot[i], slot))
            return places[i];
    return NULL;
}

static struct publish_entry *find(struct publish_entry *entry, size_t count,
                                  int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (entry[i].id == id)
            return &entry[i];
    return NULL;
}

/* Those of the office in place of the nomination's, whose words are about what
 * it shows: they go with another one. */
static void other_pictures(const struct world *w, int64_t edition_id,
                           struct publish_entry *entry, size_t count)
{
    struct sql_page_picture_list_row *row;
    size_t rows = sql_page_picture_list(w->db, edition_id, &row);
    for (size_t i = 0; i < rows; i++) {
        struct publish_entry *e = find(entry, count, row[i].entry_id);
        if (e == NULL)
            continue;
        struct publish_picture *p =
            str_equal(row[i].slot, "logo") ? &e->logo : &e->photo;
        if (p->file_id == 0 || !str_equal(p->digest, row[i].digest))
            *p = (struct publish_picture){0, "", {"", ""}, row[i].digest};
        p->file_id = row[i].file_id;
    }
}

static void edited(const struct world *w, int64_t edition_id,
                   struct publish_entry *entry, size_t count)
{
    struct sql_page_texts_row *row;
    other_pictures(w, edition_id, entry, count);
    size_t rows = sql_page_texts(w->db, edition_id, &row);
    for (size_t i = 0; i < rows; i++) {
        struct publish_entry *e = find(entry, count, row[i].entry_id);
        const char **place = e ? publish_place(e, row[i].slot) : NULL;
        bool photo = str_starts(row[i].slot, "photo_");
        if (place != NULL && (!photo || e->photo.file_id != 0))
            *place = row[i].value;
    }
}

static void released(const struct world *w, int64_t edition_id,
                     struct publish_entry *entry, size_t count)
{
    struct sql_page_released_row *row;
    struct json_fault fault;
    size_t rows = sql_page_released(w->db, edition_id, &row);
    for (size_t i = 0; i < rows; i++) {
        struct publish_entry *e = find(entry, count, row[i].entry_id);
        const struct json *content =
            e ? json_parse(w->mem, row[i].content, strlen(row[i].content),
                           &fault)
              : NULL;
        if (content == NULL)
            continue;
        bool same =
            e->photo.file_id != 0 &&
            str_equal(json_get_text(content, "photo", ""), e->photo.digest);
        for (size_t s = 0; s < PUBLISH_SLOTS; s++)
            if (same || !str_starts(publish_slot[s], "photo_")) {
                const char **place = publish_place(e, publish_slot[s]);
                if (place != NULL)
                    *place = json_get_text(content, publish_slot[s], *place);
            }
    }
}

void publish_reword(const struct world *w, int64_t edition_id,
                    enum publish_words words, struct publish_entry *entry,
                    size_t count)
{
    if (words == PUBLISH_EDITED)
        edited(w, edition_id, entry, count);
    else if (words == PUBLISH_RELEASED)
        released(w, edition_id, entry, count);
}
