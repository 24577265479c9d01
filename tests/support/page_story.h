/* A company is asked to release its page: what the stories about it share. */
#pragma once

#include <inttypes.h>
#include <string.h>

#include "model/page_link.h"
#include "model/page_release.h"
#include "model/publish.h"
#include "support/award.h"
#include "support/story.h"

#define PAGES "/office/edition/2026/brochure/pages"

enum { END = TEST_NOW + 100000 };

static inline int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    home_user(home, "office@example.org", "organiser");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE edition SET phase = 9, embargo_at = %d",
                                (int)END));
    return 0;
}

/* Path of the newest link in the outbox. */
static inline const char *newest_link(void)
{
    const char *link = text(
        "SELECT link FROM mail WHERE kind LIKE 'page_%' AND link LIKE "
        "'%/page/%' ORDER BY id DESC LIMIT 1");
    const char *path = strstr(link, "/page/");
    assert_non_null(path);
    return path;
}

static inline void send_link(int64_t entry_id)
{
    visit(b, arena_printf(home->mem, PAGES "/%" PRId64, entry_id));
    fill(b, "person", "Jo Lenz");
    fill(b, "email", "jo@licht.example");
    press(b, "Link schicken");
    see(b, "Die Mail mit dem Link liegt im Postausgang.");
}

static inline void ask(int64_t entry_id)
{
    log_in(b, "office@example.org");
    send_link(entry_id);
}

static inline enum page_state state_of(int64_t entry_id)
{
    struct page_standing s;
    assert_true(page_standing(&home->world, 1, entry_id, &s));
    return s.state;
}

static inline const char *printed(int64_t entry_id, const char *slot)
{
    struct publish_entry *list;
    size_t count = publish_entries(&home->world, 1, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == entry_id)
            return arena_text(home->mem, *publish_place(&list[i], slot));
    return NULL;
}
