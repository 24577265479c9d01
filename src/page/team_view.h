/* The people who act for a company, and joining them. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/team.h"

#include <stdbool.h>
#include <stddef.h>

struct team_member {
    int64_t id;
    const char *name, *email;
    enum team_role role;
    int64_t since;
    bool self, disabled;
};

struct team_open_invitation {
    int64_t id, invited_at, expires_at;
    const char *email, *invited_by; /* invited_by: or NULL */
    enum team_role role;
    bool expired;
};

struct team_view {
    const struct form *form;
    const char *csrf;
    int64_t id; /* of the company */
    const char *company;
    bool owner;     /* the visitor manages the people */
    bool confirmed; /* his address: only then may he write to others */
    bool alone;     /* he is the last owner */
    const struct team_member *member;
    size_t member_count;
    const struct team_open_invitation *invitation;
    size_t invitation_count;
};
void html_team(struct out *o, const struct team_view *v);

struct join_view {
    const struct form *form;
    const char *csrf;
    const char *path; /* of the page itself */
    const struct team_invitation *invitation;
    const char *name, *email; /* of who is logged in, or NULL */
    bool member;              /* he has joined already */
    bool known;               /* the address has an account: log in */
};
void html_join(struct out *o, const struct join_view *v);
/* An invitation that was used, withdrawn or has ended, or never was. */
void html_join_over(struct out *o);
