/* The juror's own view of the queue: filter, order, time left, previous and
 * next. */
#include <string.h>

#include "base/str.h"
#include "page/time_left.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static void note(int juror, int entry, const char *words, int discuss)
{
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO note VALUES (%" PRId64 ", %" PRId64
                                ", '%s', %d, 1)",
                                scene.member[juror], scene.entry[entry], words,
                                discuss));
}

/* Juror 1: Alpha handed in and flagged, Beta begun, Gamma not declared. */
static void begin_work(void)
{
    judging_submit(home, &scene, 0, 0, 9, 8);
    judging_declare_only(home, &scene, 0, 1, "none");
    if (location(b) == NULL)
        log_in(b, "j1@example.org");
    visit(b, sheet(1));
    fill(b, field("c", 0), "5");
    press(b, "Entwurf speichern");
    note(0, 0, "", 1);
    note(0, 1, "Zahlen prüfen", 0);
    visit(b, "/jury");
}

static void the_filter_counts(void **state)
{
    (void)state;
    begin_work();
    see(b, "Alle 3");
    see(b, "Zu tun 2");
    see(b, "Entwürfe 1");
    see(b, "Erledigt 1");
    see(b, "Zu besprechen 1");
    see(b, "1 von 3 erledigt");
    see(b, "besprechen");
    see(b, "eigene Notizen");
    see_not(b, "Zahlen prüfen");
    home_sql(home,
             arena_printf(home->mem,
                          "DELETE FROM conflict WHERE entry_id = %" PRId64,
                          scene.entry[2]));
    press(b, "Zu tun 2");
    /* a device may keep what the filter hides, but not what is not declared */
    see_markup(b, arena_printf(home->mem,
                               "<a hidden data-sheet href=\"%s?round=%" PRId64
                               "\"></a>",
                               sheet(0), scene.round));
    see_markup(b, arena_printf(home->mem,
                               "href=\"%s?round=%" PRId64 "\"\ndata-sheet",
                               sheet(1), scene.round));
    see_no_markup(b, arena_printf(home->mem,
                                  "href=\"%s?round=%" PRId64 "\"\ndata-sheet",
                                  sheet(2), scene.round));
    see(b, "Beta AG");
    see(b, "Gamma KG");
    see_no_markup(b, ">Alpha GmbH</a>");
    press(b, "Entwürfe 1");
    see_no_markup(b, ">Gamma KG</a>");
    see_markup(b, ">Beta AG</a>");
    press(b, "Zu besprechen 1");
    see_markup(b, ">Alpha GmbH</a>");
    see_no_markup(b, ">Beta AG</a>");
}

static void the_choice_is_kept(void **state)
{
    (void)state;
    begin_work();
    press(b, "Erledigt 1");
    visit(b, sheet(1));
    visit(b, "/jury");
    see_no_markup(b, ">Beta AG</a>");
    visit(b, "/jury?show=nonsense&category=-3");
    see_status(b, 200);
    see_no_markup(b, ">Beta AG</a>");
    press(b, "Alle 3");
    visit(b, "/jury");
    see_markup(b, ">Beta AG</a>");
}

static void an_empty_choice_says_so(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    press(b, "Zu besprechen 0");
    see(b, "Sie haben nichts zum Besprechen vorgemerkt.");
    press(b, "Alle zeigen");
    see(b, "Alpha GmbH");
}

/* Of what the juror may not see, or has not declared yet, nothing is said; and
 * nothing of what others noted. */
static void a_flag_is_the_jurors_own(void **state)
{
    (void)state;
    note(0, 0, "x", 1);
    judging_declare_only(home, &scene, 0, 0, "family");
    note(1, 1, "fremd", 1);
    judging_declare_only(home, &scene, 0, 1, "none");
    log_in(b, "j1@example.org");
    see(b, "Zu besprechen 0");
    see_not(b, "eigene Notizen");
    home_sql(home, "UPDATE conflict SET kind = 'none'");
    visit(b, "/jury");
    see(b, "Zu besprechen 1");
}

static void after_the_close(void **state)
{
    (void)state;
    begin_work();
    press(b, "Zu tun 2");
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1790000100");
    visit(b, "/jury");
    see_markup(b, ">Alpha GmbH</a>"); /* nothing can be to do any more */
    see_not(b, "Zu tun");
    see_not(b, "Entwürfe 1");
    see(b, "Zu besprechen 1");
    see_not(b, "noch 6 Tage");
}

static void categories(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = (SELECT "
             "min(id) FROM category) WHERE id <> 2");
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = (SELECT "
             "max(id) FROM category) WHERE id = 2");
    const char *name = text("SELECT name_de FROM category ORDER BY id LIMIT 1");
    begin_work();
    see(b, "Alle Kategorien 3");
    press(b, arena_printf(home->mem, "%s 2", name));
    see_markup(b, ">Alpha GmbH</a>");
    see_markup(b, ">Gamma KG</a>");
    see_no_markup(b, ">Beta AG</a>");
    see(b, "Zu tun 1");
    see(b, "Alle 2");
    press(b, "Zu tun 1");
    see_no_markup(b, ">Alpha GmbH</a>");
    see(b, "Alle Kategorien 2");
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = NULL, "
             "category_id = NULL");
    visit(b, "/jury"); /* the category chosen is gone */
    see_markup(b, ">Beta AG</a>");
    see_not(b, "Alle Kategorien");
}

/* The names in the order of the page, as far as they are in it. */
static const char *names_shown(void)
{
    static const char *const names[] = {">Alpha GmbH</a>", ">Beta AG</a>",
                                        ">Gamma KG</a>"};
    char *list = arena_alloc(home->mem, 4);
    const char *last = page(b);
    for (size_t n = 0; n < 3; n++) {
        const char *first = NULL;
        for (size_t i = 0; i < 3; i++) {
            const char *at = strstr(last, names[i]);
            if (at != NULL && (first == NULL || at < first)) {
                first = at;
                list[n] = names[i][1];
            }
        }
        if (first == NULL)
            break;
        last = first + 1;
    }
    return list;
}

static void the_order_does_not_move(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    const char *before = names_shown();
    assert_int_equal(strlen(before), 3);
    begin_work();
    assert_string_equal(names_shown(), before);
    visit(b, "/jury?show=todo");
    const char *some = names_shown();
    assert_int_equal(strlen(some), 2);
    assert_true(strchr(before, some[0]) < strchr(before, some[1]));
    /* and another juror has it otherwise: not all three the same */
    const char *order[JUDGING_JURORS] = {before};
    for (int i = 1; i < JUDGING_JURORS; i++) {
        browser_free(b);
        b = browser_new(home);
        log_in(b, arena_printf(home->mem, "j%d@example.org", i + 1));
        order[i] = names_shown();
    }
    assert_false(str_equal(order[0], order[1]) &&
                 str_equal(order[1], order[2]));
}

static void previous_and_next(void **state)
{
    (void)state;
    begin_work();
    judging_declare_only(home, &scene, 0, 2, "none");
    const char *order = names_shown();
    int at[3];
    for (int i = 0; i < 3; i++)
        at[i] = order[i] == 'A' ? 0 : order[i] == 'B' ? 1 : 2;
    visit(b, sheet(at[0]));
    see_no_markup(b, "rel=\"prev\"");
    press(b, "Nächste →");
    assert_string_equal(location(b),
                        arena_printf(home->mem, "%s?round=%" PRId64,
                                     sheet(at[1]), scene.round));
    press(b, "Nächste →");
    see_no_markup(b, "rel=\"next\"");
    press(b, "← Vorige");
    assert_true(str_starts(location(b), sheet(at[1])));
    /* among those that are shown only */
    visit(b, "/jury?show=discuss");
    visit(b, sheet(0));
    see_no_markup(b, "rel=\"prev\"");
    see_no_markup(b, "rel=\"next\"");
    visit(b, sheet(1));
    press(b,
          strchr(order, 'A') < strchr(order, 'B') ? "← Vorige" : "Nächste →");
    assert_true(str_starts(location(b), sheet(0)));
}

static void how_much_time_is_left(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    see(b, "noch 6 Tage und 22 Stunden");
    home_time(home, 1790600000 - (2 * 24 + 4) * 3600);
    log_in(b, "j1@example.org");
    see(b, "noch 2 Tage und 4 Stunden");
    browser_language(b, "en");
    visit(b, "/jury?lang=en");
    see(b, "2 days and 4 hours left");
    home_time(home, 1790600000 + 60);
    log_in(b, "j1@example.org");
    see(b, "Everything was to be handed in by");
    see_not(b, "minute");
    see_not(b, "left.");
}

static void in_words(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *de, *en;
    } cases[] = {
        {0, "weniger als eine Minute", "less than a minute"},
        {59, "weniger als eine Minute", "less than a minute"},
        {60, "1 Minute", "1 minute"},
        {3599, "59 Minuten", "59 minutes"},
        {3600, "1 Stunde", "1 hour"},
        {3660, "1 Stunde und 1 Minute", "1 hour and 1 minute"},
        {86399, "23 Stunden und 59 Minuten", "23 hours and 59 minutes"},
        {86400, "1 Tag", "1 day"},
        {90000, "1 Tag und 1 Stunde", "1 day and 1 hour"},
        {187200, "2 Tage und 4 Stunden", "2 days and 4 hours"},
        {604799, "6 Tage und 23 Stunden", "6 days and 23 hours"},
        {619200, "7 Tage", "7 days"},
    };
    struct ctx c = {.world = {.mem = home->mem}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        c.lang = LANG_DE;
        assert_string_equal(time_left(&c, cases[i].seconds), cases[i].de);
        c.lang = LANG_EN;
        assert_string_equal(time_left(&c, cases[i].seconds), cases[i].en);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_filter_counts),       STORY(the_choice_is_kept),
        STORY(an_empty_choice_says_so), STORY(a_flag_is_the_jurors_own),
        STORY(after_the_close),         STORY(categories),
        STORY(the_order_does_not_move), STORY(previous_and_next),
        STORY(how_much_time_is_left),   STORY(in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
