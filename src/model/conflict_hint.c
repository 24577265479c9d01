/* What speaks for a conflict. Names are compared without legal form, case and
 * spelling of umlauts (name_word.h); domains by the part that is registered,
 * and never those where everybody gets an address. */
#include "model/conflict_hint.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/name_word.h"

static const struct {
    unsigned hint;
    const char *code;
} codes[HINT_COUNT] = {
    {HINT_CONTACT, "contact"},
    {HINT_MAIL, "mail"},
    {HINT_WEB, "web"},
    {HINT_INSTITUTION, "institution"},
    {HINT_ORGANISATION, "organisation"},
    {HINT_GROUP, "group"},
    {HINT_EARLIER, "earlier"},
};

const char *conflict_hint_codes(struct arena *mem, unsigned hints)
{
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < HINT_COUNT; i++)
        if (hints & codes[i].hint)
            buf_addf(&text, text.bytes > 0 ? " %s" : "%s", codes[i].code);
    return text.bytes > 0 ? text.data : "";
}

unsigned conflict_hint_read(const char *text)
{
    unsigned hints = 0;
    while (*text != '\0') {
        size_t bytes = strcspn(text, " ");
        for (size_t i = 0; i < HINT_COUNT; i++)
            if (strlen(codes[i].code) == bytes &&
                strncmp(codes[i].code, text, bytes) == 0)
                hints |= codes[i].hint;
        text += bytes + (text[bytes] == ' ');
    }
    return hints;
}

static bool same_company(struct arena *mem, const char *a, const char *b)
{
    const char *one = name_key(mem, a);
    return one[0] != '\0' && str_equal(one, name_key(mem, b));
}

static const struct hint_words *words(struct arena *mem,
                                      struct hint_words *kept, const char *name)
{
    if (!kept->made)
        kept->count = name_of_company(mem, name, &kept->word);
    kept->made = true;
    return kept;
}

/* "Beispiel Optik GmbH, Vorstand" is an institution that begins with the
 * company. One of two words may also stand further on; a single one, which may
 * be a town, must come first. */
static bool names_company(const struct hint_words *text,
                          const struct hint_words *name)
{
    const struct name_word *in = text->word, *of = name->word;
    size_t in_count = text->count, count = name->count;
    for (size_t from = 0; count > 0 && from + count <= in_count; from++) {
        size_t same = 0;
        while (same < count && str_equal(in[from + same].text, of[same].text))
            same++;
        if (same == count && (count > 1 || from == 0))
            return true;
    }
    return false;
}

/* Parent and daughter, or two daughters of one parent. */
static bool same_group(struct arena *mem, const struct hint_organisation *a,
                       const struct hint_organisation *b)
{
    return same_company(mem, a->parent, b->name) ||
           same_company(mem, a->name, b->parent) ||
           same_company(mem, a->parent, b->parent);
}

static unsigned domain_hints(struct arena *mem, const struct hint_juror *juror,
                             const struct hint_company *company)
{
    unsigned hints = 0;
    const char *domain = name_domain_of_email(mem, juror->email);
    if (domain == NULL || name_domain_is_free(domain))
        return 0;
    for (size_t i = 0; i < company->email_count; i++)
        if (str_equal(domain, name_domain_of_email(mem, company->email[i])))
            hints |= HINT_MAIL;
    for (size_t i = 0; i < company->url_count; i++)
        if (str_equal(domain, name_domain_of_url(mem, company->url[i])))
            hints |= HINT_WEB;
    return hints;
}

unsigned conflict_hints(struct arena *mem, struct hint_juror *juror,
                        struct hint_company *company)
{
    const struct hint_words *institution =
        words(mem, &juror->words, juror->institution);
    const struct hint_organisation *own = &company->organisation;
    unsigned hints = domain_hints(mem, juror, company);
    if (names_company(institution, words(mem, &company->words, own->name)))
        hints |= HINT_INSTITUTION;
    if (names_company(institution,
                      words(mem, &company->parent_words, own->parent)))
        hints |= HINT_GROUP;
    for (size_t i = 0; i < juror->member_count; i++) {
        const struct hint_organisation *m = &juror->member[i];
        if (m->id == own->id)
            hints |= HINT_CONTACT;
        else if (same_company(mem, m->name, own->name))
            hints |= HINT_ORGANISATION;
        else if (same_group(mem, m, own))
            hints |= HINT_GROUP;
    }
    for (size_t i = 0; i < juror->earlier_count; i++)
        if (juror->earlier[i].id == own->id ||
            same_company(mem, juror->earlier[i].name, own->name))
            hints |= HINT_EARLIER;
    return hints;
}
