/* What is inside of a page that was read: between html.c and html_send.c. */
#pragma once

#include "base/buf.h"
#include "support/html.h"

struct html_link {
    const char *href, *text;
};

struct html_page {
    struct arena *mem;
    struct buf text;
    struct html_form **form;
    size_t form_count;
    struct html_field *field;
    size_t field_count;
    struct html_button *button;
    size_t button_count;
    struct html_link *link;
    size_t link_count;
};
