/* Ways in which one person could steer a result, or know more than is right
 * while marks are given; and that they are closed. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "model/audit.h"
#include "model/jury.h"
#include "model/result.h"
#include "model/round.h"
#include "support/judging_story.h"
#include "support/sealing.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static int64_t noted(const char *action)
{
    return home_number(home, arena_printf(home->mem,
                                          "SELECT count(*) FROM audit WHERE "
                                          "action = '%s'",
                                          action));
}

/* --- a conflict after the close --- */

static const char *ranks(void)
{
    struct result r;
    const char *text = "";
    struct world *w = home_begin(home);
    assert_true(result_of_round(w, scene.round, &r));
    home_commit(home);
    for (size_t e = 0; e < r.input.entry_count; e++)
        text = arena_printf(home->mem, "%s%d ", text,
                            (int)r.report.official->rank_final[e]);
    return text;
}

static void a_conflict_is_not_taken_back(void **state)
{
    (void)state;
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, j == 0 && e == 2 ? 10 : 5,
                           8 - e);
    sealing_close(home, scene.round);
    const char *before = ranks();
    judging_declare(home, &scene, 0, 2, "family");
    const char *after = ranks();
    assert_string_not_equal(before, after);
    log_in(b, "j1@example.org");
    visit(b, arena_printf(home->mem, "%s?declare=1", sheet(2)));
    see_no_markup(b, "name=\"kind\"");
    /* nor through a round that is open */
    sealing_round(home, &scene, "besuch", 2);
    visit(b, arena_printf(home->mem, "%s?declare=1", sheet(2)));
    fill(b, "kind", "none");
    press_in(b, arena_printf(home->mem, "%s/conflict", sheet(2)), NULL);
    see_status(b, 409);
    see(b, "in einer geschlossenen Runde");
    assert_string_equal(ranks(), after);
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM conflict WHERE kind = 'family'"),
        1);
}

/* --- the sealed file --- */

static void not_while_marks_are_given_anew(void **state)
{
    (void)state;
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5, 5);
    sealing_close(home, scene.round);
    const char *path =
        arena_printf(home->mem, "/jury/seal/%" PRId64, scene.round);
    log_in(b, "j1@example.org");
    visit(b, path);
    see_status(b, 200);
    home_sql(home,
             "INSERT INTO round (edition_id, slug, name_de, name_en, stage, "
             "replaces_id) SELECT edition_id, 'jury-2', 'Neu', 'New', 1, id "
             "FROM round");
    visit(b, path);
    see_status(b, 404);
}

/* --- other people's accounts --- */

static void a_link_leaves_a_trace(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    int64_t before = noted("user.link");
    visit(b, "/office/users");
    fill(b, "name", "Mia Lang");
    fill(b, "email", "mia@example.org");
    fill(b, "role", "organiser");
    press(b, "Einladen");
    see_status(b, 200);
    assert_int_equal(noted("user.link"), before + 1);
    assert_int_equal(noted("mail.link"), 0);
    visit(b, "/office/mail/1");
    see_status(b, 200);
    assert_int_equal(noted("mail.link"), 1);
    visit(b, "/office/log");
    see(b, "mia@example.org");
    assert_null(audit_check(home_begin(home)));
    home_commit(home);
}

/* One's own link is nobody else's: a reset asked for at the login page. */
static void ones_own_link_does_not(void **state)
{
    (void)state;
    visit(b, "/forgot");
    fill(b, "email", "office@example.org");
    press_in(b, "/forgot", NULL);
    assert_int_equal(home_number(home, "SELECT count(*) FROM mail"), 1);
    log_in(b, "office@example.org");
    visit(b, "/office/mail/1");
    see_status(b, 200);
    assert_int_equal(noted("user.link"), 0);
    assert_int_equal(noted("mail.link"), 0);
}

/* --- places within a category --- */

/* Gamma alone in its category is first there, whoever is before it. */
static void a_category_has_its_own_first(void **state)
{
    (void)state;
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 9 - e, 9 - e);
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = "
             "(SELECT id FROM category WHERE code = 'gross') WHERE id > 1");
    sealing_close(home, scene.round);
    log_in(b, "office@example.org");
    visit(b, round_page("/result"));
    see(b, "Rang 1 Alpha GmbH");
    see(b, "Rang 2 Beta AG");
    visit(b, round_page("/result?category=gross"));
    see(b, "2 Bewerbungen in der Wertung");
    see(b, "Rang 1 Beta AG");
    see(b, "Rang 2 Gamma KG");
    see(b, "Platz 1 ist solide");
    see_not(b, "Alpha GmbH");
    visit(b, round_page("/entry/3"));
    see(b, "Rang 3 von 3 · Großunternehmen: dort Rang 2 von 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_conflict_is_not_taken_back),
        STORY(not_while_marks_are_given_anew),
        STORY(a_link_leaves_a_trace),
        STORY(ones_own_link_does_not),
        STORY(a_category_has_its_own_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
