/* Names as they are compared: words in small ASCII letters, "Müller-Straße" as
 * "mueller", "strasse". Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct name_word {
    const char *text; /* folded: letters and digits */
    size_t from, to;  /* bytes of the original text */
};

/* The words of a UTF-8 text; an umlaut is a, o, u with an e, ß is ss, other
 * accents fall away. What is neither letter nor digit separates. NULL has
 * none. */
size_t name_words(struct arena *mem, const char *text, struct name_word **word);

/* The words of a company's name without its legal form and without "und":
 * "Müller & Söhne GmbH & Co. KG" is mueller, soehne. A name that is nothing
 * else keeps its words. */
size_t name_of_company(struct arena *mem, const char *name,
                       struct name_word **word);
/* The same in one text, "mueller soehne": equal for names that mean the same
 * company. "" for an empty name. */
const char *name_key(struct arena *mem, const char *name);

/* The part of a host name that somebody registers: "jenoptik.de" of
 * "www.shop.jenoptik.de", "acme.co.uk" of "mail.acme.co.uk", by a simple rule.
 * In small letters; NULL if it has no dot or is a number. */
const char *name_domain(struct arena *mem, const char *host);
/* The same of a mail or a web address; NULL if there is none. */
const char *name_domain_of_email(struct arena *mem, const char *email);
const char *name_domain_of_url(struct arena *mem, const char *url);
/* Does everybody get addresses there, so that it tells nothing? */
bool name_domain_is_free(const char *domain);
