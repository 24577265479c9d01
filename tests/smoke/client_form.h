/* The forms of a page, as a browser without scripts fills them in. */
#pragma once

#include "smoke/client.h"

enum { FORM_FIELDS_MAX = 500 };

struct field {
    char name[CLIENT_TEXT_MAX], value[CLIENT_TEXT_MAX];
};

struct form {
    char action[CLIENT_TEXT_MAX];
    struct field field[FORM_FIELDS_MAX];
    size_t count;
    bool has_textarea, has_password;
};

enum wanted { WITH_PASSWORD, WITH_TEXTAREA };

/* The first form of the client's page with such a field, with the values that
 * the page gives it; false: there is none. `page`: its action if it names none.
 */
bool form_find(const struct client *c, const char *page, enum wanted wanted,
               struct form *f);
/* NULL: the form has no such field. */
struct field *form_field(struct form *f, const char *name);
void form_set(struct form *f, const char *name, const char *value);
/* As client_ask(). */
bool form_post(struct client *c, const struct form *f);

/* Text of a page without entities; `to` has CLIENT_TEXT_MAX bytes. */
void form_decode(char *to, const char *from, size_t bytes);
/* The value of an attribute of the tag that begins here; false: none. An
 * attribute without a value is there, and empty. */
bool form_attribute(const char *tag, const char *name, char *value);
