/* Reading a page as far as the in-process browser needs it: visible text,
 * links, forms with their fields and buttons. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct html_page;

enum html_kind { HTML_TEXT, HTML_CHECK, HTML_RADIO, HTML_SELECT, HTML_FILE };

struct html_field {
    const struct html_form *form;
    enum html_kind kind;
    const char *name;
    const char *value;   /* of a choice: what it sends when chosen */
    bool chosen;         /* check boxes, radio buttons */
    const char **option; /* of a select */
    size_t option_count;
    bool disabled;
    const char *file_name; /* of a file field that was filled */
    const char *data;
    size_t bytes;
};

struct html_form {
    const char *id;              /* what stands elsewhere names it by: form= */
    const char *action, *method; /* method in lower case */
    bool multipart;
};

struct html_button {
    const struct html_form *form;
    const char *text, *name, *value, *action;
};

struct html_page *html_parse(struct arena *mem, const char *markup);
/* Text as a reader sees it; a field's value is not text. */
const char *html_text(const struct html_page *p);

bool html_fill(struct html_page *p, const char *name, const char *value);
bool html_uncheck(struct html_page *p, const char *name, const char *value);
bool html_attach(struct html_page *p, const char *name, const char *file_name,
                 const char *data, size_t bytes);
const char *html_value(const struct html_page *p, const char *name);
/* text NULL: the form's first button; action NULL: any form */
const struct html_button *html_button(const struct html_page *p,
                                      const char *action, const char *text,
                                      const struct html_form **form);
/* Address of the link with that text, or NULL. */
const char *html_link(const struct html_page *p, const char *text);
/* What the form sends when that button is pressed. */
char *html_body(const struct html_page *p, const struct html_form *form,
                const struct html_button *button, char **type, size_t *bytes);
/* All links, for crawling: count, with *links set. */
size_t html_links(const struct html_page *p, const char *const **links);
