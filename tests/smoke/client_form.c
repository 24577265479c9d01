/* Reading just enough HTML to find forms: see client_form.h. */
#include "smoke/client_form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct entity {
    const char *name, *text;
} entities[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                {"&quot;", "\""}, {"&#39;", "'"},  {"&#34;", "\""},
                {"&apos;", "'"},  {"&#10;", "\n"}, {NULL, NULL}};

void form_decode(char *to, const char *from, size_t bytes)
{
    const char *end = from + bytes;
    const struct entity *e;
    size_t out = 0;

    while (from < end && out < CLIENT_TEXT_MAX - 1) {
        for (e = entities; e->name; e++)
            if (strncmp(from, e->name, strlen(e->name)) == 0)
                break;
        to[out++] = e->name ? e->text[0] : *from;
        from += e->name ? strlen(e->name) : 1;
    }
    to[out] = '\0';
}

bool form_attribute(const char *tag, const char *name, char *value)
{
    const char *end = strchr(tag, '>'), *at = tag;
    size_t bytes = strlen(name);

    while (end && (at = strpbrk(at, " \n\"")) != NULL && at < end) {
        if (*at == '"') {
            at = strchr(at + 1, '"');
            if (!at)
                return false;
            if (at > end)
                end = strchr(at, '>');
            at++;
            continue;
        }
        at++;
        if (strncmp(at, name, bytes) != 0 || !strchr("= >\n", at[bytes]))
            continue;
        value[0] = '\0';
        if (at[bytes] == '=' && at[bytes + 1] == '"')
            form_decode(value, at + bytes + 2, strcspn(at + bytes + 2, "\""));
        return true;
    }
    return false;
}

struct field *form_field(struct form *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->field[i].name, name) == 0)
            return &f->field[i];
    return NULL;
}

void form_set(struct form *f, const char *name, const char *value)
{
    struct field *field = form_field(f, name);

    if (!field) {
        if (f->count == FORM_FIELDS_MAX)
            client_give_up("too many fields", 0);
        field = &f->field[f->count++];
        snprintf(field->name, CLIENT_TEXT_MAX, "%s", name);
    }
    snprintf(field->value, CLIENT_TEXT_MAX, "%s", value);
}

/* A field as the page has it; where nothing is chosen, the first choice. */
static void take_input(struct form *f, const char *tag)
{
    char name[CLIENT_TEXT_MAX], type[CLIENT_TEXT_MAX] = "text",
                                value[CLIENT_TEXT_MAX] = "";
    char least[CLIENT_TEXT_MAX];
    bool checked, choice;

    if (!form_attribute(tag, "name", name))
        return;
    form_attribute(tag, "type", type);
    form_attribute(tag, "value", value);
    checked = form_attribute(tag, "checked", least);
    choice = strcmp(type, "radio") == 0;
    if (strcmp(type, "password") == 0)
        f->has_password = true;
    if (strcmp(type, "checkbox") == 0 && !checked)
        return;
    if (choice && !checked && (form_field(f, name) || value[0] == '\0'))
        return;
    if (strcmp(type, "number") == 0 && value[0] == '\0')
        snprintf(value, sizeof value, "%s",
                 form_attribute(tag, "min", least) ? least : "1");
    form_set(f, name, value);
}

static void take_select(struct form *f, const char *tag)
{
    const char *end = strstr(tag, "</select>");
    char name[CLIENT_TEXT_MAX], value[CLIENT_TEXT_MAX],
        first[CLIENT_TEXT_MAX] = "", none[CLIENT_TEXT_MAX];

    if (!end || !form_attribute(tag, "name", name))
        return;
    for (tag = strstr(tag, "<option"); tag && tag < end;
         tag = strstr(tag + 1, "<option")) {
        if (!form_attribute(tag, "value", value) || value[0] == '\0')
            continue;
        if (first[0] == '\0' || form_attribute(tag, "selected", none))
            memcpy(first, value, sizeof first);
    }
    form_set(f, name, first);
}

static void take_textarea(struct form *f, const char *tag)
{
    const char *start = strchr(tag, '>'), *end = strstr(tag, "</textarea>");
    char name[CLIENT_TEXT_MAX], value[CLIENT_TEXT_MAX];

    if (!start || !end || !form_attribute(tag, "name", name))
        return;
    start++;
    if (*start == '\n')
        start++;
    form_decode(value, start, (size_t)(end - start));
    form_set(f, name, value);
    f->has_textarea = true;
}

static bool is_tag(const char *at, const char *name)
{
    size_t bytes = strlen(name);

    return strncmp(at + 1, name, bytes) == 0 &&
           !isalnum((unsigned char)at[1 + bytes]);
}

static void take_form(struct form *f, const char *at, const char *page)
{
    const char *end = strstr(at, "</form>");

    memset(f, 0, sizeof *f);
    if (!form_attribute(at, "action", f->action) || f->action[0] == '\0')
        snprintf(f->action, CLIENT_TEXT_MAX, "%s", page);
    while ((at = strchr(at + 1, '<')) != NULL && (!end || at < end)) {
        if (is_tag(at, "input"))
            take_input(f, at);
        else if (is_tag(at, "select"))
            take_select(f, at);
        else if (is_tag(at, "textarea"))
            take_textarea(f, at);
    }
}

bool form_find(const struct client *c, const char *page, enum wanted wanted,
               struct form *f)
{
    const char *at = c->content;

    while ((at = strstr(at, "<form")) != NULL) {
        take_form(f, at, page);
        if (wanted == WITH_PASSWORD ? f->has_password : f->has_textarea)
            return true;
        at++;
    }
    return false;
}

static size_t encode(char *to, size_t room, const char *text)
{
    size_t out = 0;

    for (; *text && out + 4 < room; text++) {
        if (isalnum((unsigned char)*text))
            to[out++] = *text;
        else
            out += (size_t)snprintf(to + out, 4, "%%%02X",
                                    (unsigned)(unsigned char)*text);
    }
    to[out] = '\0';
    return out;
}

bool form_post(struct client *c, const struct form *f)
{
    static char body[CLIENT_BODY_MAX];
    size_t out = 0;

    for (size_t i = 0; i < f->count; i++) {
        if (i > 0)
            body[out++] = '&';
        out += encode(body + out, CLIENT_BODY_MAX - out, f->field[i].name);
        if (out + 8 > CLIENT_BODY_MAX)
            client_give_up("the form is too long", 0);
        body[out++] = '=';
        out += encode(body + out, CLIENT_BODY_MAX - out, f->field[i].value);
    }
    body[out] = '\0';
    return client_ask(c, f->action, body);
}
