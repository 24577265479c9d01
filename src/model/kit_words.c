#include "model/kit_words.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"

enum { PLACE_BYTES_MAX = 40 };

static const struct kit_passage passages[] = {
    {"certificates", "title", KIT_EDITION, N_("Heading")},
    {"certificates", "winner_above", KIT_ENTRY, N_("Winner: above the name")},
    {"certificates", "winner_below", KIT_ENTRY, N_("Winner: below the name")},
    {"certificates", "shared", KIT_ENTRY, N_("Winner: where it is shared")},
    {"certificates", "nominee_above", KIT_ENTRY, N_("Nominee: above the name")},
    {"certificates", "nominee_below", KIT_ENTRY, N_("Nominee: below the name")},
    {"certificates", "commended_below", KIT_ENTRY,
     N_("Commended nominee: below the name")},
    {"certificates", "special_above", KIT_AWARD,
     N_("Special prize: above the name")},
    {"certificates", "special_below", KIT_AWARD,
     N_("Special prize: below the name")},
    {"certificates", "date", KIT_EDITION, N_("Place and date")},
    {"certificates", "signatures", KIT_EDITION,
     N_("Who signs: a line for each")},
    {"signets", "winner", KIT_EDITION, N_("Winner")},
    {"signets", "nominee", KIT_EDITION, N_("Nominee")},
    {"signets", "special", KIT_EDITION, N_("Special prize")},
    {"cards", "line", KIT_EDITION, N_("Below the name")},
    {"cards", "jury", KIT_EDITION, N_("Juror")},
    {"cards", "chair", KIT_EDITION, N_("Chair of the jury")},
    {"cards", "laudator", KIT_EDITION, N_("Who holds a laudatory speech")},
    {"script", "opening", KIT_EDITION, N_("Greeting")},
    {"script", "category", KIT_CATEGORY, N_("A category begins")},
    {"script", "nominees", KIT_CATEGORY, N_("Before the nominees")},
    {"script", "winner", KIT_ENTRY, N_("Before the winner’s name")},
    {"script", "shared", KIT_CATEGORY, N_("Where the prize is shared")},
    {"script", "reason", KIT_ENTRY, N_("Before the jury’s reason")},
    {"script", "laudatio", KIT_ENTRY, N_("Before the laudatory speech")},
    {"script", "money", KIT_ENTRY, N_("Prize money")},
    {"script", "withheld", KIT_CATEGORY, N_("Where no prize is given")},
    {"script", "special", KIT_SPECIAL, N_("Special prize: before the name")},
    {"script", "special_money", KIT_AWARD, N_("Special prize: prize money")},
    {"script", "special_withheld", KIT_SPECIAL,
     N_("Special prize that is not given")},
    {"script", "closing", KIT_EDITION, N_("Closing words")},
    {"slides", "welcome", KIT_EDITION, N_("Title slide")},
    {"slides", "nominees", KIT_CATEGORY, N_("Over the nominees")},
    {"slides", "winner", KIT_ENTRY, N_("Over the winner")},
    {"slides", "special", KIT_AWARD, N_("Over a special prize")},
    {"slides", "withheld", KIT_CATEGORY, N_("Where no prize is given")},
    {"slides", "partners", KIT_EDITION, N_("Over the partners")},
    {"slides", "thanks", KIT_EDITION, N_("Last slide")},
    {"slides", "thanks_line", KIT_EDITION, N_("Last slide, second line")},
    {"press", "embargo", KIT_EDITION, N_("Embargo")},
    {"press", "headline", KIT_EDITION, N_("Headline")},
    {"press", "text", KIT_LISTS, N_("Text")},
    {"press", "winner", KIT_ENTRY, N_("Line of a winner")},
    {"press", "special", KIT_AWARD, N_("Line of a special prize")},
    {"press", "nominee", KIT_ENTRY, N_("Line of a nominee")},
    {"press", "withheld", KIT_CATEGORY,
     N_("Line of a category without a prize")},
    {"press", "special_withheld", KIT_SPECIAL,
     N_("Line of a special prize that is not given")},
    {"social", "winner", KIT_ENTRY, N_("Winner")},
    {"social", "nominee", KIT_ENTRY, N_("Nominee")},
    {"social", "special", KIT_AWARD, N_("Special prize")},
    {"social", "line", KIT_EDITION, N_("Name of the award")},
    {"social", "alt_winner", KIT_ENTRY, N_("Alternative text: winner")},
    {"social", "alt_nominee", KIT_ENTRY, N_("Alternative text: nominee")},
    {"social", "alt_special", KIT_AWARD, N_("Alternative text: special prize")},
};

enum {
    E = 1 << KIT_EDITION,
    C = 1 << KIT_CATEGORY,
    N = 1 << KIT_ENTRY,
    S = 1 << KIT_SPECIAL,
    A = 1 << KIT_AWARD,
    L = 1 << KIT_LISTS
};
static const struct {
    struct kit_place place;
    unsigned scopes;
} places[] = {
    {{"award", N_("name of the award, without the year")},
     E | C | N | S | A | L},
    {{"year", N_("year of the edition")}, E | C | N | S | A | L},
    {{"motto", N_("motto of the edition")}, E | C | N | S | A | L},
    {{"organiser", N_("organiser of the award")}, E | C | N | S | A | L},
    {{"date", N_("day of the ceremony")}, E | C | N | S | A | L},
    {{"embargo", N_("end of the embargo, day and time")},
     E | C | N | S | A | L},
    {{"email", N_("address of the award office")}, E | L},
    {{"category", N_("category")}, C | N},
    {{"company", N_("name of the company")}, N | A},
    {{"city", N_("its seat")}, N | A},
    {{"special", N_("name of the special prize")}, S | A},
    {{"donor", N_("who donates it")}, S | A},
    {{"description", N_("what it is given for")}, S | A},
    {{"money", N_("prize money")}, N | A},
    {{"reason", N_("the jury’s reason")}, C | N | S | A},
    {{"laudator", N_("who holds the laudatory speech")}, N},
    {{"winners", N_("list of the winners")}, L},
    {{"specials", N_("list of the special prizes")}, L},
    {{"nominees", N_("list of the other nominees")}, L},
    {{"withheld", N_("list of the prizes that are not given")}, L},
    {{"jury", N_("names of the jurors")}, L},
};

size_t kit_passages(const char *piece, const struct kit_passage **list)
{
    size_t count = 0;
    *list = NULL;
    for (size_t i = 0; i < sizeof passages / sizeof *passages; i++)
        if (str_equal(passages[i].piece, piece)) {
            if (count++ == 0)
                *list = &passages[i];
        }
    return count;
}

size_t kit_places(struct arena *mem, enum kit_scope scope,
                  const struct kit_place **list)
{
    struct kit_place *known = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].scopes & 1u << scope) {
            known = arena_grow(mem, known, count, sizeof *known);
            known[count++] = places[i].place;
        }
    *list = known;
    return count;
}

/* --- filling ----------------------------------------------------------------
 */

/* The name of a place that begins here: "{company}"; its bytes, 0 if none
 * does. */
static size_t place_bytes(const char *text)
{
    size_t bytes = *text == '{' ? strcspn(text + 1, "{}\n") : 0;
    return bytes > 0 && bytes <= PLACE_BYTES_MAX && text[1 + bytes] == '}'
               ? bytes
               : 0;
}

const char *kit_unknown_place(struct arena *mem, enum kit_scope scope,
                              const char *text)
{
    const struct kit_place *known;
    size_t count = kit_places(mem, scope, &known);
    for (; *text; text++) {
        size_t bytes = place_bytes(text);
        if (bytes == 0)
            continue;
        const char *name = arena_textn(mem, text + 1, bytes);
        size_t i = 0;
        while (i < count && !str_equal(known[i].name, name))
            i++;
        if (i == count)
            return name;
    }
    return NULL;
}

struct filling {
    struct buf out;
    const struct kit_value *values;
    size_t count;
    size_t begin;      /* of the open bracket in `out`; SIZE_MAX: none */
    bool place, empty; /* in the open bracket */
};

static const char *value_of(const struct filling *f, const char *name,
                            size_t bytes)
{
    for (size_t i = 0; i < f->count; i++)
        if (strlen(f->values[i].name) == bytes &&
            memcmp(f->values[i].name, name, bytes) == 0 && f->values[i].text)
            return f->values[i].text;
    return "";
}

static void drop(struct buf *b, size_t from, size_t bytes)
{
    memmove(b->data + from, b->data + from + bytes,
            b->bytes - from - bytes + 1);
    b->bytes -= bytes;
}

static void fill_place(struct filling *f, const char *name, size_t bytes)
{
    const char *value = value_of(f, name, bytes);
    f->place = true;
    f->empty = f->empty || str_empty(value);
    buf_add(&f->out, value);
}

static void close_bracket(struct filling *f)
{
    if (f->begin == SIZE_MAX || !f->place) {
        buf_addc(&f->out, ']');
    } else if (f->empty) {
        drop(&f->out, f->begin, f->out.bytes - f->begin);
    } else {
        drop(&f->out, f->begin, 1); /* the bracket itself */
    }
    f->begin = SIZE_MAX;
}

/* A line that became empty leaves no hole. */
static char *tidy(struct arena *mem, const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    for (size_t breaks = 0; *text; text++) {
        breaks = *text == '\n' ? breaks + 1 : 0;
        if (breaks <= 2)
            buf_addc(&out, *text);
    }
    return str_lines(mem, out.data);
}

char *kit_fill(struct arena *mem, const char *text,
               const struct kit_value *values, size_t count)
{
    struct filling f = {.values = values, .count = count, .begin = SIZE_MAX};
    buf_init(&f.out, mem);
    while (*text) {
        size_t bytes = place_bytes(text);
        if (bytes > 0) {
            fill_place(&f, text + 1, bytes);
            text += bytes + 2;
            continue;
        }
        if (*text == ']') {
            close_bracket(&f);
        } else {
            if (*text == '[') {
                f.begin = f.out.bytes;
                f.place = f.empty = false;
            }
            buf_addc(&f.out, *text);
        }
        text++;
    }
    return tidy(mem, f.out.data);
}

/* --- bodies -----------------------------------------------------------------
 */

/* Is this line "== name =="? Then its name; else NULL. */
static const char *name_of_line(struct arena *mem, const char *line,
                                size_t bytes)
{
    const char *name = arena_textn(mem, line, bytes);
    if (!str_starts(name, "== ") || !str_ends(name, " ==") || bytes < 7)
        return NULL;
    name = arena_textn(mem, line + 3, bytes - 6);
    return strspn(name, "abcdefghijklmnopqrstuvwxyz_") == bytes - 6 ? name
                                                                    : NULL;
}

char *kit_passage_of(struct arena *mem, const char *body, const char *name)
{
    struct buf text;
    bool found = false, here = false;
    buf_init(&text, mem);
    while (*body) {
        size_t bytes = strcspn(body, "\n");
        const char *begins = name_of_line(mem, body, bytes);
        if (begins != NULL) {
            here = str_equal(begins, name);
            found = found || here;
        } else if (here) {
            buf_addn(&text, body, bytes);
            buf_addc(&text, '\n');
        }
        body += bytes + (body[bytes] == '\n');
    }
    return found ? str_lines(mem, text.data) : NULL;
}

char *kit_original(struct arena *mem, const char *piece, const char *language,
                   const char *name)
{
    for (const struct kit_original *o = kit_originals; o->piece != NULL; o++)
        if (str_equal(o->piece, piece) && str_equal(o->language, language))
            return kit_passage_of(mem, o->body, name);
    return NULL;
}

/* A line that looks like the beginning of a passage is moved a little. */
static void add_lines(struct arena *mem, struct buf *body, const char *text)
{
    while (*text) {
        size_t bytes = strcspn(text, "\n");
        if (name_of_line(mem, text, bytes) != NULL)
            buf_addc(body, ' ');
        buf_addn(body, text, bytes);
        buf_addc(body, '\n');
        text += bytes + (text[bytes] == '\n');
    }
}

char *kit_body(struct arena *mem, const char *piece, const char *const *text)
{
    struct buf body;
    const struct kit_passage *passage;
    size_t count = kit_passages(piece, &passage);
    buf_init(&body, mem);
    for (size_t i = 0; i < count; i++) {
        buf_addf(&body, "== %s ==\n", passage[i].name);
        add_lines(mem, &body, text[i]);
    }
    return body.data;
}
