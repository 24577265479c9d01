/* The print-fit check as a company meets it: what was measured stands beside
 * the fields, and who asks is told what is known and gets a place in the
 * queue. tests/unit/measure_test.c has the layout itself. */
#include "support/my_story.h"

#include "model/fit.h"

static void print_slots(void)
{
    home_sql(home,
             "UPDATE question SET slot = 'strategy_de', audience = 'public' "
             "WHERE code = 'story_de'");
    home_sql(home,
             "UPDATE question SET slot = 'strategy_en', audience = 'public' "
             "WHERE code = 'story_en'");
}

/* As if the job process had measured what it is given. */
static int64_t measure(struct fit fit)
{
    struct fit_work work;
    /* who types on is left alone for two seconds */
    home->world.now += 3;
    if (!fit_next(&home->world, &work))
        return 0;
    fit_measured(&home->world, &work, &fit);
    return work.entry_id;
}

static void ask(void)
{
    visit(b, "/my/entry/1");
    post_fields(b, "/my/entry/1/fit", "");
}

static void shows_what_was_measured(void **state)
{
    (void)state;
    begin();
    print_slots();
    visit(b, "/my/entry/1");
    see_markup(b, "data-fit=\"de\"");
    see_not(b, "Broschüre:");
    fill_required();
    press(b, "Entwurf speichern");
    assert_int_equal(measure((struct fit){1, 900, 846, 1000}), 1);
    visit(b, "/my/entry/1");
    see(b, "Broschüre: 84\xc2\xa0% voll");
    see(b, "Broschüre: 100\xc2\xa0% voll");
    see_not(b, "weitere Seite");
    visit(b, "/my/entry/1?lang=en");
    see(b, "Brochure: 84% full");
}

static void says_what_goes_on(void **state)
{
    (void)state;
    begin();
    print_slots();
    fill_required();
    press(b, "Entwurf speichern");
    measure((struct fit){2, 1001, 1001, 900});
    visit(b, "/my/entry/1");
    see(b, "brauchen 101\xc2\xa0% ihres Platzes");
    see(b, "auf eine weitere Seite. Sie sind der längere der beiden Texte.");
    see_markup(b, "fit-over");
}

static void asking_is_a_place_in_the_queue(void **state)
{
    (void)state;
    struct fit_work work;
    begin();
    print_slots();
    fill_required();
    press(b, "Entwurf speichern");
    /* just saved: nobody measures it yet, unless somebody asks */
    home->world.now = TEST_NOW;
    assert_false(fit_next(&home->world, &work));
    ask();
    see_markup(b, "\"fresh\":false");
    see_status(b, 200);
    assert_true(fit_next(&home->world, &work));
    assert_int_equal(work.entry_id, 1);
    assert_non_null(strstr(work.data, "Wir lernen.\\nJeden Tag."));
    assert_null(strchr(work.data, '\n'));
    fit_measured(&home->world, &work, &(struct fit){1, 700, 600, 0});
    ask();
    see_markup(b, "\"fresh\":true");
    see_markup(b, "\"share\":600");
    see_markup(b, "Broschüre: 60");
    see_no_markup(b, "\"en\"");
    assert_false(fit_next(&home->world, &work));
    /* a change makes it old, and it is measured without being asked for */
    visit(b, "/my/entry/1");
    fill(b, "q_story_de", "Wir lernen viel.");
    press(b, "Entwurf speichern");
    see_markup(b, "fit-old");
    assert_int_equal(measure((struct fit){1, 710, 610, 0}), 1);
    ask();
    see_markup(b, "\"share\":610");
}

static void a_failure_is_not_repeated(void **state)
{
    (void)state;
    struct fit_work work;
    begin();
    print_slots();
    ask();
    assert_true(fit_next(&home->world, &work));
    fit_failed(&home->world, &work);
    home->world.now += 100;
    assert_false(fit_next(&home->world, &work));
    visit(b, "/my/entry/1");
    see_not(b, "Broschüre:");
}

/* What is measured while the page is changed is of the page before. */
static void changed_while_it_is_measured(void **state)
{
    (void)state;
    struct fit fit;
    struct fit_work work;
    begin();
    print_slots();
    for (int round = 0; round < 3; round++) {
        ask();
        assert_true(fit_next(&home->world, &work));
        struct world *w = home_begin(home);
        fit_stale(w, 1);
        home_commit(home);
        if (round == 1)
            fit_failed(&home->world, &work);
        else
            fit_measured(&home->world, &work, &(struct fit){1, 700, 600, 0});
        assert_int_not_equal(fit_of(&home->world, 1, &fit), FIT_FRESH);
    }
    assert_int_equal(measure((struct fit){1, 710, 610, 0}), 1);
    assert_int_equal(fit_of(&home->world, 1, &fit), FIT_FRESH);
    assert_int_equal(fit.page, 710);
}

static void not_for_others_and_not_afterwards(void **state)
{
    (void)state;
    struct fit_work work;
    begin();
    home_user(home, "carl@fremd.example", "company");
    struct browser *other = browser_new(home);
    log_in(other, "carl@fremd.example");
    post_fields(other, "/my/entry/1/fit", "");
    see_status(other, 404);
    browser_free(other);
    home_sql(home, "UPDATE entry SET state = 'submitted'");
    ask();
    see_status(b, 409);
    home->world.now += 100;
    assert_false(fit_next(&home->world, &work));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(shows_what_was_measured),
        STORY(says_what_goes_on),
        STORY(asking_is_a_place_in_the_queue),
        STORY(a_failure_is_not_repeated),
        STORY(changed_while_it_is_measured),
        STORY(not_for_others_and_not_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
