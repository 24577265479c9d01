/* Looks for each company's name, domain and people in its own nomination. */
#include "model/blind.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_blind.h"
#include "gen/sql_hint.h"

enum { CONTEXT_BYTES = 60 };

struct names {
    struct sql_blind_people_row *person;
    size_t person_count;
    struct sql_hint_addresses_row *address;
    size_t address_count;
};

static struct name_finder *make_finder(const struct world *w,
                                       const struct names *names,
                                       const struct sql_blind_texts_row *row)
{
    struct name_finder *f = name_finder_new(w->mem);
    name_finder_company(f, row->organisation);
    name_finder_company(f, row->parent);
    for (size_t i = 0; i < names->person_count; i++) {
        if (names->person[i].entry_id != row->entry_id)
            continue;
        name_finder_email(f, names->person[i].email);
        name_finder_person(f, names->person[i].name);
    }
    for (size_t i = 0; i < names->address_count; i++) {
        if (names->address[i].entry_id != row->entry_id)
            continue;
        if (str_equal(names->address[i].kind, "url"))
            name_finder_url(f, names->address[i].value);
        else
            name_finder_email(f, names->address[i].value);
    }
    return f;
}

static bool is_middle(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The words before and behind, never half a letter; … where more is. */
static void cut(struct arena *mem, const char *text, const struct found *found,
                struct blind_place *place)
{
    size_t bytes = strlen(text);
    size_t from = found->from > CONTEXT_BYTES ? found->from - CONTEXT_BYTES : 0;
    size_t to =
        bytes - found->to > CONTEXT_BYTES ? found->to + CONTEXT_BYTES : bytes;
    while (from > 0 && from < found->from && is_middle(text[from]))
        from++;
    while (to < bytes && to > found->to && is_middle(text[to]))
        to--;
    place->before =
        arena_printf(mem, "%s%s", from > 0 ? "…" : "",
                     arena_textn(mem, text + from, found->from - from));
    place->match =
        arena_textn(mem, text + found->from, found->to - found->from);
    place->after = arena_printf(
        mem, "%s%s", arena_textn(mem, text + found->to, to - found->to),
        to < bytes ? "…" : "");
}

size_t blind_check(const struct world *w, int64_t edition_id,
                   struct blind_place **place)
{
    struct sql_blind_texts_row *row;
    struct names names;
    struct blind_place *list = NULL;
    struct name_finder *finder = NULL;
    size_t count = 0, rows = sql_blind_texts(w->db, edition_id, &row);
    names.person_count = sql_blind_people(w->db, edition_id, &names.person);
    names.address_count = sql_hint_addresses(w->db, edition_id, &names.address);
    for (size_t i = 0; i < rows; i++) {
        struct found *found;
        if (i == 0 || row[i].entry_id != row[i - 1].entry_id)
            finder = make_finder(w, &names, &row[i]);
        size_t places = name_finder_search(finder, row[i].text, &found);
        for (size_t k = 0; k < places; k++) {
            list = arena_grow(w->mem, list, count, sizeof *list);
            list[count] = (struct blind_place){
                .entry_id = row[i].entry_id,
                .code = row[i].code,
                .organisation = row[i].organisation,
                .label_de = row[i].label_de,
                .label_en = row[i].label_en,
                .what = found[k].what,
            };
            cut(w->mem, row[i].text, &found[k], &list[count++]);
        }
    }
    *place = list;
    return count;
}

size_t blind_named(const struct blind_place *place, size_t count)
{
    size_t named = 0;
    for (size_t i = 0; i < count; i++)
        named += i == 0 || place[i].entry_id != place[i - 1].entry_id;
    return named;
}
