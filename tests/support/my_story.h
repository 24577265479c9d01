/* A company in front of its nomination: what the stories about it share. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/organisation.h"
#include "support/nomination.h"
#include "support/story.h"

/* Within one session, which ends after half a day. */
enum { DEADLINE = TEST_NOW + 3600 };

static const char close_soon[] = "UPDATE edition SET deadline_at = 1790003600";

static int64_t company;

static inline int setup(void **state)
{
    (void)state;
    story_open();
    home_edition(home);
    nomination_form(home);
    company = nomination_company(home, "anna@firma.example", "Firma GmbH");
    log_in(b, "anna@firma.example");
    return 0;
}

static inline void begin(void)
{
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    see_status(b, 200);
    see(b, "Bewerbung: Testpreis 2026");
}

static inline void fill_required(void)
{
    fill(b, "q_seat", "Ahrenfels");
    fill(b, "q_employees", "42");
    fill(b, "q_story_de", "Wir lernen.\r\nJeden Tag.");
    fill(b, "category", "kmu");
    fill(b, "consent_data", "1");
}

static inline const char *stored(const char *code)
{
    return home_text(
        home, arena_printf(home->mem,
                           "SELECT value FROM answer a JOIN question q ON "
                           "q.id = a.question_id WHERE q.code = '%s'",
                           code));
}

static inline void expect_stored(const char *code, const char *want)
{
    const char *got = stored(code);
    if (want == NULL)
        assert_null(got);
    else
        assert_string_equal(got, want);
}

/* A colleague of the contact, logged in. */
static inline struct browser *second_contact(void)
{
    int64_t user = home_user(home, "bert@firma.example", "company");
    struct world *w = home_begin(home);
    organisation_join(w, company, user);
    home_commit(home);
    struct browser *other = browser_new(home);
    log_in(other, "bert@firma.example");
    visit(other, "/my/entry/1");
    return other;
}

/* "q_seat=a&q_site=b" as from the page as it is now, with what it shows as
 * stored beside each ("base_" fields). */
static inline void send_answers(const char *path, const char *fields)
{
    struct buf all;
    visit(b, path);
    buf_init(&all, home->mem);
    buf_addf(&all, "%s", fields);
    for (const char *at = fields; at != NULL && *at != '\0';
         at = strchr(at, '&') ? strchr(at, '&') + 1 : NULL) {
        char *name =
            arena_printf(home->mem, "base_%.*s", (int)strcspn(at, "=&"), at);
        const char *base = field_value(b, name);
        if (base == NULL || strstr(all.data, name) != NULL)
            continue;
        buf_addf(&all, "&%s=", name);
        for (const char *c = base; *c != '\0'; c++)
            buf_addf(&all, "%%%02x", (unsigned char)*c);
    }
    post_fields(b, path, all.data);
}
