/* Folding of names. utf8proc's casefolding keeps ä, and str_slug() tells no
 * places, so the letters that names in Europe have are listed here. */
#include "model/name_word.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F };

/* U+00C0 to U+017F. */
static const char *const latin[LATIN_LAST - LATIN_FIRST + 1] = {
    "a", "a", "a",  "a",  "ae", "a",  "ae", "c", "e",  "e",  "e",  "e",  "i",
    "i", "i", "i",  "d",  "n",  "o",  "o",  "o", "o",  "oe", NULL, "oe", "u",
    "u", "u", "ue", "y",  "th", "ss", "a",  "a", "a",  "a",  "ae", "a",  "ae",
    "c", "e", "e",  "e",  "e",  "i",  "i",  "i", "i",  "d",  "n",  "o",  "o",
    "o", "o", "oe", NULL, "oe", "u",  "u",  "u", "ue", "y",  "th", "y",  "a",
    "a", "a", "a",  "a",  "a",  "c",  "c",  "c", "c",  "c",  "c",  "c",  "c",
    "d", "d", "d",  "d",  "e",  "e",  "e",  "e", "e",  "e",  "e",  "e",  "e",
    "e", "g", "g",  "g",  "g",  "g",  "g",  "g", "g",  "h",  "h",  "h",  "h",
    "i", "i", "i",  "i",  "i",  "i",  "i",  "i", "i",  "i",  "ij", "ij", "j",
    "j", "k", "k",  "k",  "l",  "l",  "l",  "l", "l",  "l",  "l",  "l",  "l",
    "l", "n", "n",  "n",  "n",  "n",  "n",  "n", "n",  "n",  "o",  "o",  "o",
    "o", "o", "o",  "oe", "oe", "r",  "r",  "r", "r",  "r",  "r",  "s",  "s",
    "s", "s", "s",  "s",  "s",  "s",  "t",  "t", "t",  "t",  "t",  "t",  "u",
    "u", "u", "u",  "u",  "u",  "u",  "u",  "u", "u",  "u",  "u",  "w",  "w",
    "y", "y", "y",  "z",  "z",  "z",  "z",  "z", "z",  "s"};

struct letter {
    size_t bytes;     /* in the original */
    const char *text; /* folded; NULL: it separates */
    char room[5];
};

static size_t sequence(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Latin-1 signs, general punctuation and symbols stand between words. */
static bool separates(const unsigned char *s, size_t bytes)
{
    return (bytes == 2 && s[0] == 0xC2) || (bytes == 3 && s[0] == 0xE2);
}

static void read_letter(const char *text, struct letter *letter)
{
    const unsigned char *s = (const unsigned char *)text;
    letter->bytes = sequence(s[0]);
    letter->text = letter->room;
    memset(letter->room, 0, sizeof letter->room);
    if (letter->bytes == 1) {
        bool upper = s[0] >= 'A' && s[0] <= 'Z';
        letter->room[0] = (char)(upper ? s[0] - 'A' + 'a' : s[0]);
        if (!upper && !(s[0] >= 'a' && s[0] <= 'z') &&
            !(s[0] >= '0' && s[0] <= '9'))
            letter->text = NULL;
        return;
    }
    for (size_t i = 1; i < letter->bytes; i++)
        if ((s[i] & 0xC0) != 0x80) /* no UTF-8: never further than the end */
            letter->bytes = i;
    int code = letter->bytes == 2 ? (s[0] & 0x1F) << 6 | (s[1] & 0x3F) : 0;
    if (code >= LATIN_FIRST && code <= LATIN_LAST)
        letter->text = latin[code - LATIN_FIRST];
    else if (separates(s, letter->bytes))
        letter->text = NULL;
    else
        memcpy(letter->room, s, letter->bytes);
}

size_t name_words(struct arena *mem, const char *text, struct name_word **word)
{
    struct name_word *list = NULL;
    struct letter letter;
    struct buf folded;
    size_t count = 0, at = 0, bytes = text != NULL ? strlen(text) : 0;
    while (at < bytes) {
        size_t from = at;
        buf_init(&folded, mem);
        for (; at < bytes; at += letter.bytes) {
            read_letter(text + at, &letter);
            if (letter.text == NULL)
                break;
            buf_add(&folded, letter.text);
        }
        if (folded.bytes > 0) {
            list = arena_grow(mem, list, count, sizeof *list);
            list[count++] = (struct name_word){folded.data, from, at};
        }
        if (at < bytes)
            at += letter.bytes;
    }
    *word = list;
    return count;
}

/* --- companies --- */

static bool is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(text, list[i]))
            return true;
    return false;
}

/* How many words from here on are a legal form, or join others? */
static size_t legal(const struct name_word *word, size_t count)
{
    static const char *const forms[] = {
        "gmbh", "ggmbh",   "mbh",      "ag",  "kg",  "kgaa",
        "ohg",  "gbr",     "eg",       "ug",  "se",  "haftungsbeschraenkt",
        "co",   "partg",   "partgmbb", "ek",  "ev",  "ewiv",
        "ltd",  "limited", "inc",      "llc", "llp", "plc",
        "corp", "sa",      "sarl",     "srl", "spa", "bv",
        "nv",   "oy",      "ab",       "und", "and", "cie"};
    static const char *const letters[][2] = {
        {"e", "v"}, {"e", "k"}, {"e", "g"}, {"g", "mbh"},
        {"s", "a"}, {"b", "v"}, {"n", "v"}};
    if (is_one_of(word[0].text, forms, sizeof forms / sizeof *forms))
        return 1;
    for (size_t i = 0; count > 1 && i < sizeof letters / sizeof *letters; i++)
        if (str_equal(word[0].text, letters[i][0]) &&
            str_equal(word[1].text, letters[i][1]))
            return 2;
    return 0;
}

size_t name_of_company(struct arena *mem, const char *name,
                       struct name_word **word)
{
    struct name_word *all;
    size_t count = name_words(mem, name, &all), kept = 0;
    struct name_word *list = arena_alloc(mem, count * sizeof *list);
    for (size_t i = 0; i < count;) {
        size_t run = legal(&all[i], count - i);
        if (run == 0)
            list[kept++] = all[i];
        i += run > 0 ? run : 1;
    }
    *word = kept > 0 ? list : all;
    return kept > 0 ? kept : count;
}

const char *name_key(struct arena *mem, const char *name)
{
    struct name_word *word;
    struct buf key;
    size_t count = name_of_company(mem, name, &word);
    buf_init(&key, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&key, i > 0 ? " %s" : "%s", word[i].text);
    return count > 0 ? key.data : "";
}

/* --- domains --- */

static const char *small(struct arena *mem, const char *text, size_t bytes)
{
    char *copy = arena_textn(mem, text, bytes);
    for (char *s = copy; *s != '\0'; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
    return copy;
}

/* "co" of co.uk, "or" of or.at: one label more belongs to it. */
static bool is_second_level(const char *label, size_t bytes)
{
    static const char *const words[] = {"co",  "com", "org", "net", "ac",
                                        "edu", "gov", "or",  "gv",  "ne"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == bytes && strncmp(words[i], label, bytes) == 0)
            return true;
    return false;
}

static const char *label_before(const char *text, const char *end)
{
    const char *s = end;
    while (s > text && s[-1] != '.')
        s--;
    return s;
}

const char *name_domain(struct arena *mem, const char *host)
{
    if (str_empty(host))
        return NULL;
    const char *text = small(mem, host, strcspn(host, "/?#: "));
    const char *end = text + strlen(text);
    while (end > text && end[-1] == '.')
        end--;
    text = arena_textn(mem, text, (size_t)(end - text));
    end = text + strlen(text);
    const char *top = label_before(text, end);
    if (top == text || top == end || (*top >= '0' && *top <= '9'))
        return NULL;
    const char *second = label_before(text, top - 1);
    if (second == top - 1)
        return NULL;
    if (end - top == 2 && second > text &&
        is_second_level(second, (size_t)(top - 1 - second)))
        second = label_before(text, second - 1);
    return second;
}

const char *name_domain_of_email(struct arena *mem, const char *email)
{
    const char *at = email != NULL ? strrchr(email, '@') : NULL;
    return at != NULL ? name_domain(mem, at + 1) : NULL;
}

const char *name_domain_of_url(struct arena *mem, const char *url)
{
    const char *host = url != NULL ? strstr(url, "//") : NULL;
    if (host == NULL)
        return NULL;
    host += 2;
    size_t bytes = strcspn(host, "/?#");
    const char *text = arena_textn(mem, host, bytes);
    const char *user = strrchr(text, '@');
    return name_domain(mem, user != NULL ? user + 1 : text);
}

bool name_domain_is_free(const char *domain)
{
    static const char *const free_mail[] = {
        "gmx.de",       "gmx.net",        "gmx.at",          "gmx.ch",
        "gmx.com",      "gmx.eu",         "gmx.org",         "web.de",
        "gmail.com",    "googlemail.com", "t-online.de",     "outlook.com",
        "outlook.de",   "hotmail.com",    "hotmail.de",      "live.com",
        "live.de",      "msn.com",        "yahoo.com",       "yahoo.de",
        "ymail.com",    "icloud.com",     "me.com",          "mac.com",
        "aol.com",      "aol.de",         "freenet.de",      "arcor.de",
        "mail.de",      "email.de",       "posteo.de",       "posteo.net",
        "mailbox.org",  "proton.me",      "protonmail.com",  "pm.me",
        "tutanota.com", "tutanota.de",    "tuta.io",         "1und1.de",
        "online.de",    "vodafone.de",    "vodafonemail.de", "o2online.de",
        "kabelmail.de", "unitymedia.de",  "magenta.de",      "bluewin.ch",
        "a1.net",       "aon.at",         "zoho.com",        "gmx.info",
        "fastmail.com", "hey.com",        "yandex.com",      "mail.com"};
    return is_one_of(domain, free_mail, sizeof free_mail / sizeof *free_mail);
}
