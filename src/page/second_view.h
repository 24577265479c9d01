/* The second factor. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* After the password: which code? */
struct second_login_view {
    const struct form *form;
    const char *csrf;
    const char *to;      /* where to go afterwards, or "" */
    const char *problem; /* why it cannot be tried now, or NULL */
};
void html_second_login(struct out *o, const struct second_login_view *v);

/* Setting it up. */
struct second_setup_view {
    const struct form *form;
    const char *csrf, *offer;
    const char *secret;  /* in groups of four */
    const char *uri;     /* opens the app on the same device */
    const char *qr;      /* path of the code's dark modules */
    int side;            /* of the QR code with its margin, in modules */
    const char *problem; /* or NULL */
    bool required;       /* a role of the person asks for it */
};
void html_second_setup(struct out *o, const struct second_setup_view *v);

/* It is set up. */
struct second_on_view {
    const struct form *form;
    const char *csrf;
    int64_t codes_left;
    bool required;
};
void html_second_on(struct out *o, const struct second_on_view *v);

/* The recovery codes, shown once. */
struct second_codes_view {
    const char *name, *host;
    const char *const *code;
    size_t count;
    const char *next; /* path to go on to */
};
void html_second_codes(struct out *o, const struct second_codes_view *v);
