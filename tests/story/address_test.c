/* Where companies are found: given once, from the name, and it tells nothing of
 * what was decided. */
#include <string.h>

#include "base/str.h"
#include "model/edition.h"
#include "model/honour.h"
#include "support/award.h"
#include "support/story.h"

#define GREEN "/winners/2026/gruenzeit-gaertnerei"

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 11");
    return 0;
}

static const char *address(int entry)
{
    return home_text(home, arena_printf(home->mem,
                                        "SELECT slug FROM address WHERE "
                                        "entry_id = %d",
                                        entry));
}

static void honour(int entry)
{
    struct world *w = home_begin(home);
    honour_set(w, entry, "nominee", 1, "", "");
    home_commit(home);
}

static void rename_to(int organisation, const char *name)
{
    home_sql(home, arena_printf(home->mem,
                                "UPDATE organisation SET name = '%s' WHERE "
                                "id = %d",
                                name, organisation));
}

static void what_names_become(void **state)
{
    static const struct {
        const char *name, *want;
    } cases[] = {
        {"Müller & Söhne", "mueller-soehne"},
        {"Straßenbau Größe", "strassenbau-groesse"},
        {"  --Ähre-- ", "aehre"},
        {"Café L''Été", "cafe-l-ete"},
        {"1A", "1a"},
    };
    static const char *const digits[] = {"شركة النور", "光明公司", "***",
                                         "Embed", ""};
    (void)state;
    home_sql(home, "DELETE FROM honour");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, "DELETE FROM address");
        rename_to(2, cases[i].name);
        honour(2);
        assert_string_equal(address(2), cases[i].want);
    }
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        home_sql(home, "DELETE FROM address");
        rename_to(2, digits[i]);
        honour(2);
        const char *slug = address(2);
        const char *hyphen = strrchr(slug, '-');
        assert_non_null(hyphen);
        assert_int_equal(strlen(hyphen), 5);
        assert_true(slug[0] != '-');
        visit(b, arena_printf(home->mem, "/winners/2026/%s", slug));
        see_status(b, 200);
    }
}

static void given_once(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM honour");
    honour(2);
    assert_string_equal(address(2), "gruenzeit-gaertnerei");
    rename_to(2, "Neuzeit");
    honour(2);
    assert_string_equal(address(2), "gruenzeit-gaertnerei");
    visit(b, GREEN);
    see(b, "Neuzeit");
    /* the old name is not given again */
    rename_to(3, "Grünzeit Gärtnerei");
    honour(3);
    assert_true(str_starts(address(3), "gruenzeit-gaertnerei-"));
    visit(b, "/winners/2026/neuzeit");
    see_status(b, 404);
}

/* Whoever is honoured, two of one name have the same two addresses. */
static void names_of_two(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM honour");
    rename_to(2, "Papierhof");
    honour(2);
    const char *alone = arena_text(home->mem, address(2));
    assert_true(str_starts(alone, "papierhof-"));
    honour(3);
    const char *second = arena_text(home->mem, address(3));
    assert_true(str_starts(second, "papierhof-"));
    assert_string_not_equal(alone, second);
    home_sql(home, "DELETE FROM address");
    honour(3);
    honour(2);
    assert_string_equal(address(2), alone);
    assert_string_equal(address(3), second);
}

/* What was honoured before there were addresses gets one with the next change
 * of the edition, the one that it was found under until then. */
static void older_honours(void **state)
{
    (void)state;
    visit(b, GREEN);
    see_status(b, 200);
    assert_int_equal(home_number(home, "SELECT count(*) FROM address"), 0);
    struct world *w = home_begin(home);
    edition_set_phase(w, 1, PHASE_ARCHIVED);
    home_commit(home);
    assert_int_equal(home_number(home, "SELECT count(*) FROM address"), 3);
    assert_string_equal(address(2), "gruenzeit-gaertnerei");
}

static void other_years(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO edition (id, slug, number, year, title_de, title_en, "
             "phase, embargo_at, created_at) VALUES (7, '2025', 7, 2025, "
             "'Testpreis 2025', 'Test Award 2025', 9, 1790000100, 1);"
             "INSERT INTO entry (id, edition_id, organisation_id, code, state, "
             "created_at, updated_at) VALUES (70, 7, 2, 'X', 'admitted', 1, 1);"
             "INSERT INTO honour (entry_id, kind, decided_at) VALUES "
             "(70, 'winner', 1), (70, 'nominee', 1)");
    visit(b, GREEN);
    see_not(b, "2025");
    home_time(home, TEST_NOW + 100);
    visit(b, GREEN);
    press(b, "Testpreis 2025: Preisträger");
    assert_string_equal(location(b), "/winners/2025/gruenzeit-gaertnerei");
    press(b, "Testpreis 2026: nominiert");
    assert_string_equal(location(b), GREEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(what_names_become), STORY(given_once),  STORY(names_of_two),
        STORY(older_honours),     STORY(other_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
