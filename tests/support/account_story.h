/* Accounts and the links that lead to them: what the stories share. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/user.h"
#include "support/story.h"

enum { DAY_S = 24 * 60 * 60 };

static inline int setup(void **state)
{
    (void)state;
    story_open();
    return 0;
}

static inline int64_t count_of(const char *table_and_where)
{
    return home_number(home, arena_printf(home->mem, "SELECT count(*) FROM %s",
                                          table_and_where));
}

static inline void try_login(struct browser *who, const char *email,
                             const char *password)
{
    visit(who, "/login?to=/account");
    fill(who, "email", email);
    fill(who, "password", password);
    press_in(who, "/login", NULL);
}

static inline void try_register(const char *name, const char *company,
                                const char *email, const char *password)
{
    visit(b, "/register?to=/account");
    fill(b, "name", name);
    fill(b, "company", company);
    fill(b, "email", email);
    fill(b, "password", password);
    press_in(b, "/register", NULL);
}

/* The path of the newest link in the outbox. */
static inline const char *newest_link(void)
{
    const char *link =
        home_text(home, "SELECT link FROM mail ORDER BY id DESC LIMIT 1");
    assert_non_null(link);
    assert_true(str_starts(link, "http://127.0.0.1:8080/"));
    return link + strlen("http://127.0.0.1:8080");
}

static inline void set_password(const char *path, const char *password)
{
    visit(b, path);
    fill(b, "password", password);
    press_in(b, path, NULL);
}

static inline void ask_for_reset(const char *email)
{
    visit(b, "/forgot");
    fill(b, "email", email);
    press_in(b, "/forgot", NULL);
}
