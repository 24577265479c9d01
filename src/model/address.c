#include "model/address.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_address.h"
#include "gen/sql_address_write.h"

enum { SLUG_BYTES_MAX = 60, DIGITS_MIN = 4 };

struct address_book {
    const struct world *w;
    struct sql_address_names_row *name;
    size_t name_count;
    const char **slug; /* of the names, without digits */
    struct sql_address_stored_row *stored;
    size_t stored_count;
};

/* Cut at a hyphen where there is one; "" if the name has no Latin letters. */
static const char *plain(struct arena *mem, const char *name)
{
    char *slug = str_slug(mem, name);
    if (str_equal(slug, "x"))
        return "";
    if (strlen(slug) <= SLUG_BYTES_MAX)
        return slug;
    slug[SLUG_BYTES_MAX] = '\0';
    char *hyphen = strrchr(slug, '-');
    if (hyphen != NULL)
        *hyphen = '\0';
    return slug;
}

struct address_book *address_load(const struct world *w, int64_t edition_id)
{
    struct address_book *book = arena_alloc(w->mem, sizeof *book);
    book->w = w;
    book->name_count = sql_address_names(w->db, edition_id, &book->name);
    book->stored_count = sql_address_stored(w->db, edition_id, &book->stored);
    book->slug =
        arena_alloc(w->mem, (book->name_count + 1) * sizeof *book->slug);
    for (size_t i = 0; i < book->name_count; i++)
        book->slug[i] = plain(w->mem, book->name[i].name);
    return book;
}

static const char *stored(const struct address_book *book, int64_t entry_id)
{
    for (size_t i = 0; i < book->stored_count; i++)
        if (book->stored[i].entry_id == entry_id)
            return book->stored[i].slug;
    return NULL;
}

/* Pages of ours below /winners/2026. */
static bool is_reserved(const char *slug)
{
    return str_equal(slug, "embed");
}

static bool is_stored(const struct address_book *book, const char *slug)
{
    for (size_t i = 0; i < book->stored_count; i++)
        if (str_equal(book->stored[i].slug, slug))
            return true;
    return false;
}

static bool is_alone(const struct address_book *book, size_t at)
{
    for (size_t i = 0; i < book->name_count; i++)
        if (i != at && str_equal(book->slug[i], book->slug[at]))
            return false;
    return !is_stored(book, book->slug[at]);
}

/* The digits say neither code nor number of the nomination: a juror of a blind
 * edition knows these. */
static const char *make(const struct address_book *book, size_t at)
{
    const struct world *w = book->w;
    const char *slug = book->slug[at];
    if (slug[0] != '\0' && !is_reserved(slug) && is_alone(book, at))
        return slug;
    if (slug[0] == '\0')
        slug = "company";
    const char *text =
        arena_printf(w->mem, "address %" PRId64, book->name[at].id);
    const char *digits = secret_keyed(w->mem, w->key, text, strlen(text));
    const char *with = slug;
    for (int count = DIGITS_MIN; count < SECRET_DIGEST_HEX; count++) {
        with = arena_printf(w->mem, "%s-%.*s", slug, count, digits);
        if (!is_stored(book, with))
            break;
    }
    return with;
}

const char *address_of(struct address_book *book, int64_t entry_id)
{
    const char *slug = stored(book, entry_id);
    if (slug != NULL)
        return slug;
    for (size_t i = 0; i < book->name_count; i++)
        if (book->name[i].id == entry_id)
            return make(book, i);
    return NULL;
}

static void give(const struct world *w, int64_t edition_id, int64_t entry_id)
{
    const char *slug = address_of(address_load(w, edition_id), entry_id);
    if (slug != NULL)
        sql_address_add(w->db, entry_id, edition_id, slug);
}

void address_give(const struct world *w, int64_t entry_id)
{
    struct sql_address_edition_row row;
    if (sql_address_edition(w->db, entry_id, &row) && row.slug == NULL)
        give(w, row.edition_id, entry_id);
}

void address_give_all(const struct world *w, int64_t edition_id)
{
    struct sql_address_missing_row *row;
    size_t count = sql_address_missing(w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        give(w, edition_id, row[i].id);
}
