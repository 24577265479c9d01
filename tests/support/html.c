#include "support/html_page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { OPTIONS_MAX = 400 };

/* One tag: name in `name`, its attributes as markup from `from` to `to`. */
struct tag {
    char name[16];
    bool closing;
    const char *from, *to;
};

static void add_character(struct buf *out, unsigned long code)
{
    if (code < 0x80) {
        buf_addc(out, (char)code);
    } else if (code < 0x800) {
        buf_addc(out, (char)(0xc0 | code >> 6));
        buf_addc(out, (char)(0x80 | (code & 0x3f)));
    } else {
        buf_addc(out, (char)(0xe0 | code >> 12));
        buf_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
        buf_addc(out, (char)(0x80 | (code & 0x3f)));
    }
}

static const char *decode(struct arena *mem, const char *from, const char *to)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"},
                    {"&lt;", "<"},
                    {"&gt;", ">"},
                    {"&quot;", "\""},
                    {"&nbsp;", "\xc2\xa0"}};
    struct buf out;
    buf_init(&out, mem);
    while (from < to) {
        if (strncmp(from, "&#", 2) == 0) {
            bool hex = from[2] == 'x';
            char *end;
            add_character(&out,
                          strtoul(from + (hex ? 3 : 2), &end, hex ? 16 : 10));
            from = end + 1;
            continue;
        }
        size_t i = 0;
        while (i < 5 &&
               strncmp(from, entities[i].name, strlen(entities[i].name)) != 0)
            i++;
        if (i < 5) {
            buf_add(&out, entities[i].text);
            from += strlen(entities[i].name);
        } else {
            buf_addc(&out, *from++);
        }
    }
    return out.data;
}

/* The value of an attribute, "" if it has none, NULL if it is not there. */
static const char *attribute(struct arena *mem, const struct tag *t,
                             const char *name)
{
    const char *at = t->from;
    while (at < t->to) {
        while (at < t->to && strchr(" \n\t", *at))
            at++;
        const char *key = at;
        while (at < t->to && !strchr(" \n\t=", *at))
            at++;
        size_t key_bytes = (size_t)(at - key);
        const char *value = "", *end = value;
        if (at < t->to && *at == '=') {
            value = at + 2; /* a double quote, always */
            end = strchr(value, '"');
            at = end + 1;
        }
        if (key_bytes == strlen(name) && strncmp(key, name, key_bytes) == 0)
            return decode(mem, value, end);
        if (key_bytes == 0)
            break;
    }
    return NULL;
}

static const char *read_tag(const char *at, struct tag *t)
{
    *t = (struct tag){.closing = at[1] == '/'};
    at += t->closing ? 2 : 1;
    size_t n = 0;
    while (*at && !strchr(" \n\t>/", *at)) {
        if (n < sizeof t->name - 1)
            t->name[n++] = *at;
        at++;
    }
    t->from = at;
    bool quoted = false;
    while (*at && (quoted || *at != '>')) {
        quoted ^= *at == '"';
        at++;
    }
    t->to = at;
    return *at ? at + 1 : at;
}

static void add_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        bool space = strchr(" \n\t\r", *text) != NULL;
        if (space && (out->bytes == 0 || out->data[out->bytes - 1] == ' '))
            continue;
        buf_addc(out, space ? ' ' : *text);
    }
}

/* The text between two places, tags removed. */
static const char *inner_text(struct arena *mem, const char *from,
                              const char *to)
{
    struct buf out;
    buf_init(&out, mem);
    while (from < to) {
        if (*from == '<') {
            struct tag t;
            from = read_tag(from, &t);
            continue;
        }
        const char *end = memchr(from, '<', (size_t)(to - from));
        if (end == NULL)
            end = to;
        add_text(&out, decode(mem, from, end));
        from = end;
    }
    return str_line(mem, out.data);
}

static const char *closing(const char *at, const char *name)
{
    char tag[24] = "</";
    size_t n = strlen(name);
    memcpy(tag + 2, name, n);
    memcpy(tag + 2 + n, ">", 2);
    const char *end = strstr(at, tag);
    return end ? end : at + strlen(at);
}

/* The form around it, or the one that it names. */
static const struct html_form *owner(const struct html_page *p,
                                     const struct tag *t)
{
    const char *id = attribute(p->mem, t, "form");
    for (size_t i = 0; id != NULL && i < p->form_count; i++)
        if (str_equal(p->form[i]->id, id))
            return p->form[i];
    return p->form_count > 0 ? p->form[p->form_count - 1] : NULL;
}

static struct html_field *add_field(struct html_page *p, const struct tag *t,
                                    const char *name)
{
    p->field = arena_grow(p->mem, p->field, p->field_count, sizeof *p->field);
    struct html_field *f = &p->field[p->field_count++];
    f->form = owner(p, t);
    f->name = name;
    return f;
}

static void add_button(struct html_page *p, const struct tag *t,
                       const char *text)
{
    p->button =
        arena_grow(p->mem, p->button, p->button_count, sizeof *p->button);
    struct html_button *button = &p->button[p->button_count++];
    const char *name = attribute(p->mem, t, "name");
    const char *value = attribute(p->mem, t, "value");
    const char *action = attribute(p->mem, t, "formaction");
    *button = (struct html_button){
        .form = owner(p, t),
        .text = text,
        .name = name ? name : "",
        .value = value ? value : "",
        .action = action ? action : "",
    };
}

static void read_input(struct html_page *p, const struct tag *t)
{
    const char *name = attribute(p->mem, t, "name");
    const char *type = attribute(p->mem, t, "type");
    const char *value = attribute(p->mem, t, "value");
    if (name == NULL)
        return;
    struct html_field *f = add_field(p, t, name);
    f->value = value ? value : "";
    f->disabled = attribute(p->mem, t, "disabled") != NULL;
    f->chosen = attribute(p->mem, t, "checked") != NULL;
    if (str_equal(type, "checkbox"))
        f->kind = HTML_CHECK;
    else if (str_equal(type, "radio"))
        f->kind = HTML_RADIO;
    else if (str_equal(type, "file"))
        f->kind = HTML_FILE;
    if (f->kind == HTML_CHECK && value == NULL)
        f->value = "on";
}

static void read_select(struct html_page *p, const struct tag *t,
                        const char *from, const char *to)
{
    const char *name = attribute(p->mem, t, "name");
    struct html_field *f = add_field(p, t, name ? name : "");
    f->kind = HTML_SELECT;
    f->option = arena_alloc(p->mem, OPTIONS_MAX * sizeof *f->option);
    while (from < to && (from = strstr(from, "<option")) != NULL && from < to) {
        struct tag option;
        from = read_tag(from, &option);
        const char *value = attribute(p->mem, &option, "value");
        if (value == NULL)
            value = inner_text(p->mem, from, closing(from, "option"));
        if (f->option_count < OPTIONS_MAX)
            f->option[f->option_count++] = value;
        if (attribute(p->mem, &option, "selected") || f->value == NULL)
            f->value = value;
    }
    if (f->value == NULL)
        f->value = "";
}

static void read_form(struct html_page *p, const struct tag *t)
{
    struct html_form *form = arena_alloc(p->mem, sizeof *form);
    const char *action = attribute(p->mem, t, "action");
    const char *method = attribute(p->mem, t, "method");
    form->id = attribute(p->mem, t, "id");
    form->action = action ? action : "";
    form->method = method ? method : "get";
    form->multipart =
        str_equal(attribute(p->mem, t, "enctype"), "multipart/form-data");
    p->form = arena_grow(p->mem, p->form, p->form_count, sizeof *p->form);
    p->form[p->form_count++] = form;
}

static void read_link(struct html_page *p, const struct tag *t, const char *at)
{
    const char *href = attribute(p->mem, t, "href");
    p->link = arena_grow(p->mem, p->link, p->link_count, sizeof *p->link);
    p->link[p->link_count++] = (struct html_link){
        href ? href : "", inner_text(p->mem, at, closing(at, "a"))};
}

/* Handles an opening tag; returns where reading goes on. */
static const char *open_tag(struct html_page *p, const struct tag *t,
                            const char *at)
{
    const char *end = at;
    if (strcmp(t->name, "form") == 0) {
        read_form(p, t);
    } else if (strcmp(t->name, "input") == 0) {
        read_input(p, t);
    } else if (strcmp(t->name, "textarea") == 0) {
        const char *name = attribute(p->mem, t, "name");
        end = closing(at, "textarea");
        if (*at == '\n')
            at++;
        if (name != NULL)
            add_field(p, t, name)->value = decode(p->mem, at, end);
    } else if (strcmp(t->name, "select") == 0) {
        end = closing(at, "select");
        read_select(p, t, at, end);
    } else if (strcmp(t->name, "button") == 0) {
        add_button(p, t, inner_text(p->mem, at, closing(at, "button")));
    } else if (strcmp(t->name, "a") == 0) {
        read_link(p, t, at);
    } else if (strcmp(t->name, "script") == 0 ||
               strcmp(t->name, "style") == 0) {
        end = closing(at, t->name);
    }
    return end;
}

/* Words of different blocks must not run together; inline tags add nothing. */
static bool is_inline(const char *name)
{
    static const char *const names[] = {"a", "b", "em", "i", "span", "strong"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

struct html_page *html_parse(struct arena *mem, const char *markup)
{
    struct html_page *p = arena_alloc(mem, sizeof *p);
    p->mem = mem;
    buf_init(&p->text, mem);
    const char *at = markup;
    while (*at) {
        if (*at == '<' && at[1] != '!') {
            struct tag t;
            at = read_tag(at, &t);
            if (!is_inline(t.name))
                add_text(&p->text, " ");
            if (!t.closing)
                at = open_tag(p, &t, at);
            continue;
        }
        const char *end = strchr(at + 1, '<');
        if (end == NULL)
            end = at + strlen(at);
        if (*at != '<')
            add_text(&p->text, decode(mem, at, end));
        at = end;
    }
    return p;
}

const char *html_text(const struct html_page *p)
{
    return p->text.data;
}

static bool fill_one(struct html_page *p, struct html_field *f,
                     const char *value)
{
    switch (f->kind) {
    case HTML_TEXT:
        f->value = arena_text(p->mem, value);
        return true;
    case HTML_SELECT:
        for (size_t i = 0; i < f->option_count; i++)
            if (str_equal(f->option[i], value)) {
                f->value = f->option[i];
                return true;
            }
        return false;
    case HTML_CHECK:
    case HTML_RADIO:
        if (!str_equal(f->value, value))
            return false;
        f->chosen = true;
        return true;
    case HTML_FILE:
        return false;
    }
    return false;
}

bool html_fill(struct html_page *p, const char *name, const char *value)
{
    bool filled = false;
    for (size_t i = 0; i < p->field_count && !filled; i++)
        if (!p->field[i].disabled && str_equal(p->field[i].name, name))
            filled = fill_one(p, &p->field[i], value);
    /* choosing one radio button lets go of the others */
    for (size_t i = 0; filled && i < p->field_count; i++) {
        struct html_field *f = &p->field[i];
        if (f->kind == HTML_RADIO && str_equal(f->name, name))
            f->chosen = str_equal(f->value, value);
    }
    return filled;
}

bool html_uncheck(struct html_page *p, const char *name, const char *value)
{
    for (size_t i = 0; i < p->field_count; i++) {
        struct html_field *f = &p->field[i];
        if (f->kind == HTML_CHECK && str_equal(f->name, name) &&
            str_equal(f->value, value)) {
            f->chosen = false;
            return true;
        }
    }
    return false;
}

bool html_attach(struct html_page *p, const char *name, const char *file_name,
                 const char *data, size_t bytes)
{
    for (size_t i = 0; i < p->field_count; i++) {
        struct html_field *f = &p->field[i];
        if (f->kind != HTML_FILE || !str_equal(f->name, name))
            continue;
        f->file_name = arena_text(p->mem, file_name);
        f->data = arena_textn(p->mem, data, bytes);
        f->bytes = bytes;
        return true;
    }
    return false;
}

const char *html_value(const struct html_page *p, const char *name)
{
    for (size_t i = 0; i < p->field_count; i++) {
        const struct html_field *f = &p->field[i];
        bool choice = f->kind == HTML_CHECK || f->kind == HTML_RADIO;
        if (str_equal(f->name, name) && (!choice || f->chosen))
            return f->value;
    }
    return NULL;
}

const struct html_button *html_button(const struct html_page *p,
                                      const char *action, const char *text,
                                      const struct html_form **form)
{
    for (size_t i = 0; i < p->button_count; i++) {
        const struct html_button *button = &p->button[i];
        if (button->form == NULL)
            continue;
        const char *to =
            button->action[0] ? button->action : button->form->action;
        if ((text == NULL || str_equal(button->text, text)) &&
            (action == NULL || str_equal(to, action))) {
            *form = button->form;
            return button;
        }
    }
    return NULL;
}

const char *html_link(const struct html_page *p, const char *text)
{
    for (size_t i = 0; i < p->link_count; i++)
        if (str_equal(p->link[i].text, text))
            return p->link[i].href;
    return NULL;
}

size_t html_links(const struct html_page *p, const char *const **links)
{
    const char **list = arena_alloc(p->mem, p->link_count * sizeof *list);
    for (size_t i = 0; i < p->link_count; i++)
        list[i] = p->link[i].href;
    *links = list;
    return p->link_count;
}
