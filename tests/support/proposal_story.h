/* Proposing a company: what the stories about it share. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/check.h"
#include "model/organisation.h"
#include "model/proposal.h"
#include "support/nomination.h"
#include "support/story.h"

enum { DAY = 24 * 60 * 60 };

/* An edition with a prize for which companies are only proposed, and an office.
 */
static inline void proposal_scene(void)
{
    story_open();
    home_edition(home);
    nomination_form(home);
    home_user(home, "office@example.org", "organiser");
    home_sql(home,
             "INSERT INTO category (edition_id, code, position, name_de, "
             "name_en, entry_mode) SELECT id, 'praxis', 3, 'Praxis-Preis', "
             "'Practice Prize', 'propose' FROM edition;"
             "UPDATE edition SET proposers = 'anyone', organiser = "
             "'Testverein', email = 'preis@example.org'");
}

static inline void fill_proposal(const char *company, const char *email)
{
    visit(b, "/propose/2026");
    fill(b, "company", company);
    fill(b, "place", "Ahrenfels");
    fill(b, "reason", "Sie haben in der Küche ein Bilderbuch gemacht.");
    fill(b, "name", "Petra Vorschlag");
    fill(b, "email", email);
    fill(b, "relation", "customer");
}

/* The path of the newest link to that address. */
static inline const char *mailed(const char *recipient)
{
    const char *link = home_text(
        home, arena_printf(home->mem,
                           "SELECT link FROM mail WHERE recipient = '%s' AND "
                           "link <> '' ORDER BY id DESC LIMIT 1",
                           recipient));
    assert_non_null(link);
    assert_true(str_starts(link, home->world.url));
    return arena_text(home->mem, link + strlen(home->world.url));
}

static inline int64_t mails(const char *kind)
{
    return home_number(
        home,
        arena_printf(home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'",
                     kind));
}

/* Sent and confirmed; the proposer's link. */
static inline const char *propose(const char *company, const char *email)
{
    fill_proposal(company, email);
    press(b, "Vorschlag absenden");
    see_status(b, 200);
    const char *link = mailed(email);
    visit(b, link);
    press(b, "Vorschlag bestätigen");
    see(b, "Ihr Vorschlag ist bestätigt");
    return link;
}

/* What `lorbeer check` finds about proposals; NULL: nothing. */
static inline const char *checked(void)
{
    struct check check = {0};
    struct world *w = home_begin(home);
    check_home(w, &check);
    home_commit(home);
    for (size_t i = 0; i < check.count; i++)
        if (str_starts(check.finding[i], "proposal "))
            return check.finding[i];
    return NULL;
}

/* In the office, in a browser of its own. */
static inline struct browser *office(const char *path)
{
    struct browser *o = browser_new(home);
    log_in(o, "office@example.org");
    visit(o, path);
    return o;
}

/* The newest company is written to at that address; its link. */
static inline const char *forward(const char *address)
{
    struct browser *o = office(
        arena_printf(home->mem, "/office/proposal/%d",
                     (int)home_number(home, "SELECT max(id) FROM candidate")));
    fill(o, "email", address);
    press(o, "An das Unternehmen weitergeben");
    see(o, "Die Mail an das Unternehmen liegt im Postausgang.");
    browser_free(o);
    return mailed(address);
}
