/* Every needle is a run of words without the spaces: "beispieloptik". In the
 * text, words from some place on are joined until they are as long, so that
 * spaces and hyphens do not matter. */
#include "model/name_finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/name_word.h"

enum {
    SHORTEST_NAME = 2,
    SHORTEST_WORD = 4, /* a single word of a longer name */
    SHORTEST_STEM = 7  /* found at the beginning of a longer word, too */
};

struct needle {
    const char *text;
    enum found_what what;
};

struct name_finder {
    struct arena *mem;
    struct needle *needle;
    size_t count;
};

struct name_finder *name_finder_new(struct arena *mem)
{
    struct name_finder *f = arena_alloc(mem, sizeof *f);
    *f = (struct name_finder){.mem = mem};
    return f;
}

static void add(struct name_finder *f, enum found_what what, const char *text,
                size_t shortest)
{
    if (text == NULL || strlen(text) < shortest)
        return;
    for (size_t i = 0; i < f->count; i++)
        if (str_equal(f->needle[i].text, text))
            return; /* the first says more */
    f->needle = arena_grow(f->mem, f->needle, f->count, sizeof *f->needle);
    f->needle[f->count++] = (struct needle){text, what};
}

static const char *join(struct arena *mem, const struct name_word *word,
                        size_t count)
{
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < count; i++)
        buf_add(&text, word[i].text);
    return text.data;
}

/* Words that many names have, and texts too. */
static const char *const common[] = {
    "akademie",       "anlagen",        "anlagenbau",
    "apotheke",       "automation",     "autohaus",
    "backerei",       "baeckerei",      "bank",
    "bauunternehmen", "beratung",       "betrieb",
    "betriebe",       "bildung",        "chemie",
    "center",         "consulting",     "data",
    "design",         "deutsche",       "deutscher",
    "deutschland",    "dienste",        "dienstleistungen",
    "digital",        "druck",          "druckerei",
    "elektro",        "elektronik",     "energie",
    "energy",         "engineering",    "entwicklung",
    "europa",         "europe",         "fabrik",
    "fahrzeugbau",    "familie",        "fertigung",
    "film",           "firma",          "food",
    "forschung",      "freunde",        "garten",
    "gasthof",        "gebaeude",       "geraete",
    "germany",        "gesellschaft",   "gesundheit",
    "getraenke",      "glas",           "green",
    "group",          "gruppe",         "haus",
    "handel",         "handwerk",       "health",
    "holding",        "holz",           "hotel",
    "idee",           "immobilien",     "industrie",
    "information",    "innovation",     "institut",
    "international",  "kaffee",         "klinik",
    "klinikum",       "konzept",        "kultur",
    "kunst",          "kunststoff",     "kunststofftechnik",
    "labor",          "laser",          "leben",
    "licht",          "logistik",       "logistics",
    "management",     "manufaktur",     "maschinen",
    "maschinenbau",   "medien",         "media",
    "medical",        "medizin",        "mensch",
    "messtechnik",    "metall",         "metallbau",
    "mobil",          "mobility",       "moebel",
    "museum",         "natur",          "netz",
    "optik",          "optics",         "papier",
    "partner",        "personal",       "pflege",
    "photonik",       "photonics",      "physik",
    "planung",        "praxis",         "produktion",
    "projekt",        "reisen",         "schule",
    "service",        "services",       "sicherheit",
    "software",       "soehne",         "solar",
    "solution",       "solutions",      "sozial",
    "stadt",          "stadtwerke",     "stahl",
    "stiftung",       "studio",         "sued",
    "system",         "systeme",        "systems",
    "team",           "technik",        "technologie",
    "technologies",   "technology",     "tochter",
    "umwelt",         "unternehmen",    "verein",
    "verlag",         "vertrieb",       "verwaltung",
    "wasser",         "welt",           "werk",
    "werke",          "werkstatt",      "werkzeugbau",
    "wirtschaft",     "wissen",         "wohnen",
    "zentrum",        "thueringen",     "sachsen",
    "bayern",         "jena",           "weimar",
    "erfurt",         "gera",           "berlin",
    "leipzig",        "dresden",        "muenchen",
    "hamburg",        "nord",           "ost",
    "west",           "zwei",           "vier",
    "fuenf",          "sechs",          "sieben",
    "acht",           "grosse",         "kleine",
    "goldener",       "medizintechnik", "druckhaus",
    "mitte",          "region",         "regional",
    "neue",           "neuer",          "alte"};

static bool is_common(const char *word)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (str_equal(word, common[i]))
            return true;
    return false;
}

void name_finder_company(struct name_finder *f, const char *name)
{
    struct name_word *word;
    size_t count = name_of_company(f->mem, name, &word);
    add(f, FOUND_COMPANY, join(f->mem, word, count), SHORTEST_NAME);
    struct name_word *own = arena_alloc(f->mem, count * sizeof *own);
    size_t own_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_common(word[i].text))
            own[own_count++] = word[i];
    if (own_count > 1) /* "Hotel Drei Linden" is called Drei Linden */
        add(f, FOUND_COMPANY, join(f->mem, own, own_count), SHORTEST_WORD);
    for (size_t i = 0; count > 1 && i < own_count; i++)
        add(f, FOUND_WORD, own[i].text, SHORTEST_WORD);
}

static bool is_title(const char *word)
{
    static const char *const titles[] = {
        "dr",  "prof", "dipl", "ing", "med",  "rer",  "nat", "phil",
        "jur", "oec",  "pol",  "mag", "herr", "frau", "mr",  "mrs",
        "ms",  "von",  "van",  "de",  "der",  "den",  "zu",  "zur",
        "zum", "vom",  "kfm",  "msc", "bsc",  "mba",  "phd"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (str_equal(word, titles[i]))
            return true;
    return false;
}

void name_finder_person(struct name_finder *f, const char *name)
{
    struct name_word *all;
    size_t count = name_words(f->mem, name, &all), kept = 0;
    struct name_word *word = arena_alloc(f->mem, count * sizeof *word);
    for (size_t i = 0; i < count; i++)
        if (!is_title(all[i].text))
            word[kept++] = all[i];
    if (kept == 0)
        return;
    add(f, FOUND_PERSON, join(f->mem, word, kept), SHORTEST_WORD);
    if (!is_common(word[kept - 1].text))
        add(f, FOUND_PERSON, word[kept - 1].text, SHORTEST_WORD);
}

static void add_domain(struct name_finder *f, const char *domain)
{
    struct name_word *word;
    if (domain == NULL || name_domain_is_free(domain))
        return;
    size_t count = name_words(f->mem, domain, &word);
    add(f, FOUND_DOMAIN, join(f->mem, word, count), SHORTEST_WORD);
    /* without what stands behind the last point: "beispiel-optik" */
    if (count > 1 && !(count == 2 && is_common(word[0].text)))
        add(f, FOUND_DOMAIN, join(f->mem, word, count - 1), SHORTEST_WORD);
}

void name_finder_email(struct name_finder *f, const char *email)
{
    struct name_word *word;
    size_t count = name_words(f->mem, email, &word);
    add(f, FOUND_EMAIL, join(f->mem, word, count), SHORTEST_WORD);
    add_domain(f, name_domain_of_email(f->mem, email));
}

void name_finder_url(struct name_finder *f, const char *url)
{
    add_domain(f, name_domain_of_url(f->mem, url));
}

/* --- in a text --- */

/* Is what is left of a word after the name an ending? */
static bool is_ending(const char *rest)
{
    static const char *const endings[] = {
        "",   "s",     "es",   "n",     "en",    "er",   "ers",
        "ns", "scher", "sche", "schen", "sches", "schem"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_equal(rest, endings[i]))
            return true;
    return false;
}

/* How many words from here on are the needle; 0: they are not. */
static size_t run_of(const struct needle *needle, const struct name_word *word,
                     size_t count)
{
    const char *rest = needle->text;
    size_t whole = strlen(needle->text);
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(word[i].text), left = strlen(rest);
        if (bytes >= left) {
            if (strncmp(word[i].text, rest, left) != 0)
                return 0;
            bool stem = whole >= SHORTEST_STEM && i == 0;
            bool ends = whole > 3 ? is_ending(word[i].text + left)
                                  : word[i].text[left] == '\0';
            return stem || ends ? i + 1 : 0;
        }
        if (strncmp(word[i].text, rest, bytes) != 0)
            return 0;
        rest += bytes;
    }
    return 0;
}

size_t name_finder_search(const struct name_finder *f, const char *text,
                          struct found **found)
{
    struct name_word *word;
    struct found *list = NULL;
    size_t count = 0, words = name_words(f->mem, text, &word);
    for (size_t at = 0; at < words;) {
        size_t longest = 0, which = 0;
        for (size_t i = 0; i < f->count; i++) {
            size_t run = run_of(&f->needle[i], &word[at], words - at);
            if (run > longest) {
                longest = run;
                which = i;
            }
        }
        if (longest > 0) {
            list = arena_grow(f->mem, list, count, sizeof *list);
            list[count++] = (struct found){f->needle[which].what, word[at].from,
                                           word[at + longest - 1].to};
        }
        at += longest > 0 ? longest : 1;
    }
    *found = list;
    return count;
}
