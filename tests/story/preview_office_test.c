/* Previews in the office: a winner is shown as one to who may know it. */
#include "support/award.h"
#include "support/story.h"

#include <string.h>

#include "model/audit.h"
#include "model/jury.h"
#include "model/preview.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    return 0;
}

/* What is wished from that page of the office, as data.json. */
static const char *wished(const char *path)
{
    struct preview_work work;
    visit(b, path);
    see_status(b, 200);
    press(b, "Seite setzen");
    assert_true(preview_next(&home->world, &work));
    const char *data = arena_text(home->mem, work.data);
    preview_failed(&home->world, &work, "");
    return data;
}

static const char *office_page(int64_t entry)
{
    return arena_printf(home->mem, "/office/entry/%lld/preview",
                        (long long)entry);
}

static int64_t winner(void)
{
    return number(
        "SELECT entry_id FROM honour WHERE kind = 'winner' AND "
        "reason_de <> '' ORDER BY entry_id LIMIT 1");
}

static bool tells(const char *data)
{
    return strstr(data, "\"winner\": true") ||
           strstr(data, "\"winner\":true") || strstr(data, "\"reason\"");
}

static void an_organiser_sees_the_winner(void **state)
{
    (void)state;
    home_user(home, "amt@example.org", "organiser");
    log_in(b, "amt@example.org");
    assert_true(tells(wished(office_page(winner()))));
}

/* With a conflict elsewhere in the edition he may see the page, but not who
 * won, until everybody may. */
static void who_has_a_conflict_sees_a_nominee(void **state)
{
    (void)state;
    int64_t user = home_user(home, "both@example.org", "organiser juror");
    int64_t entry = winner();
    int64_t other = number(
        arena_printf(home->mem, "SELECT min(id) FROM entry WHERE id <> %lld",
                     (long long)entry));
    struct world *w = home_begin(home);
    int64_t member =
        jury_add(w, number("SELECT id FROM edition"), user, "", "", "", false);
    conflict_declare(w, member, other, "client", "");
    home_commit(home);
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = NULL");
    log_in(b, "both@example.org");
    visit(b, office_page(other));
    see_status(b, 404);
    assert_false(tells(wished(office_page(entry))));
    see(b, "So wird die Seite gedruckt, wenn das Unternehmen nominiert wird.");
    /* what others had made is not his either */
    struct browser *office = browser_new(home);
    home_user(home, "amt@example.org", "organiser");
    log_in(office, "amt@example.org");
    visit(office, office_page(entry));
    press(office, "Seite setzen");
    struct preview_work work;
    assert_true(preview_next(&home->world, &work));
    assert_true(tells(work.data));
    preview_done(&home->world, &work, 1);
    visit(office, office_page(entry));
    see(office, "1 Seite");
    browser_free(office);
    visit(b, arena_printf(home->mem, "%s/state", office_page(entry)));
    see_markup(b, "\"state\":\"failed\"");
    see_markup(b, "\"page\":[]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(an_organiser_sees_the_winner),
        STORY(who_has_a_conflict_sees_a_nominee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
