/* Logging in, registering, links from mails, and one's own account. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/user.h"

#include <stdbool.h>
#include <stddef.h>

struct login_view {
    const struct form *form;
    const char *csrf;
    const char *to;      /* where to go afterwards, or "" */
    const char *problem; /* why it did not work, or NULL */
};
void html_login(struct out *o, const struct login_view *v);

struct register_view {
    const struct form *form;
    const char *csrf, *to, *problem;
    bool taken; /* there is an account with that address */
};
void html_register(struct out *o, const struct register_view *v);

struct forgot_view {
    const struct form *form;
    const char *csrf, *problem;
};
void html_forgot(struct out *o, const struct forgot_view *v);
/* The answer to every address, known or not. */
void html_forgot_done(struct out *o, const char *email);

/* A link that sets a password. */
struct password_view {
    const struct form *form;
    const char *csrf;
    const char *path; /* of the page itself */
    const struct user *user;
    struct user_roles roles;
    bool invited;    /* by an invitation, else after forgetting */
    bool no_address; /* the account has no name and address yet */
};
void html_password(struct out *o, const struct password_view *v);

struct confirm_view {
    const char *csrf, *path, *email;
};
void html_confirm(struct out *o, const struct confirm_view *v);

/* An expired or used link, or one that never was. */
struct link_view {
    bool confirm; /* it was to confirm an address */
};
void html_link_over(struct out *o, const struct link_view *v);

struct account_view {
    const struct form *form;
    const char *csrf;
    const struct user *user;
    struct user_roles roles;
    bool second; /* a second factor is set up */
};
void html_account(struct out *o, const struct account_view *v);
