/* Previews as people meet them: who may see which, what is old and says so,
 * what cannot be laid out, and what is swept. tests/unit/preview_test.c has the
 * typesetter. */
#include "support/my_story.h"

#include "base/file.h"
#include "model/preview.h"
#include "model/preview_entry.h"

enum { DAY = 24 * 60 * 60 };

static struct preview_work work;

/* Rows live as long as the request before. */
static bool next(void)
{
    if (!preview_next(&home->world, &work))
        return false;
    work.key = arena_text(home->mem, work.key);
    work.digest = arena_text(home->mem, work.digest);
    work.data = arena_text(home->mem, work.data);
    return true;
}

/* What the job process does, but for the drawing. */
static void made(int64_t pages)
{
    home->world.now = TEST_NOW;
    assert_true(next());
    file_folder(arena_printf(home->mem, "%s/run/preview", home->folder), 0700);
    for (int64_t i = 0; i < pages && i < PREVIEW_PAGES_MAX; i++)
        assert_true(
            file_write(preview_path(&home->world, work.digest, (size_t)i),
                       "<svg/>", 6, 0600));
    preview_done(&home->world, &work, pages);
}

static void wish(struct browser *who)
{
    visit(who, "/my/entry/1"); /* whose token it sends */
    post_fields(who, "/my/entry/1/preview", "");
    see_status(who, 200);
}

static const char *address(const char *digest, int page)
{
    return arena_printf(home->mem, "/my/entry/1/preview/page/%s-%d", digest,
                        page);
}

static int files(void)
{
    int count = 0;
    for (size_t i = 0; i < PREVIEW_PAGES_MAX; i++)
        count += file_exists(preview_path(&home->world, work.digest, i));
    return count;
}

static void it_is_made_when_somebody_looks(void **state)
{
    (void)state;
    begin();
    see(b, "Ihre Seite in der Broschüre");
    see(b, "Noch nicht gesetzt.");
    assert_false(next());
    wish(b);
    see_markup(b, "\"state\":\"wanted\"");
    made(2);
    assert_string_equal(work.key, "form 1");
    assert_non_null(strstr(work.data, "Firma GmbH"));
    assert_null(strchr(work.data, '\n'));
    visit(b, "/my/entry/1/preview/state");
    see_markup(b, "\"state\":\"done\"");
    see_markup(b, "Broschüre, Seite 2 von 2: Firma GmbH");
    visit(b, "/my/entry/1");
    see(b, "2 Seiten");
    see_markup(b, address(work.digest, 2));
    visit(b, address(work.digest, 1));
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "image/svg+xml");
    assert_string_equal(header(b, "x-content-type-options"), "nosniff");
    assert_non_null(strstr(header(b, "content-security-policy"),
                           "default-src 'none'; img-src data:; sandbox"));
    assert_string_equal(file_served(b),
                        preview_path(&home->world, work.digest, 0));
    /* the same again is not made again */
    wish(b);
    see_markup(b, "\"state\":\"done\"");
    assert_false(next());
}

static void what_is_typed_makes_it_old(void **state)
{
    (void)state;
    begin();
    wish(b);
    made(1);
    const char *before = arena_text(home->mem, work.digest);
    visit(b, "/my/entry/1");
    fill_required();
    press(b, "Entwurf speichern");
    wish(b);
    /* the page before stays until the new one is there */
    see_markup(b, "\"state\":\"wanted\"");
    see_markup(b, address(before, 1));
    visit(b, address(before, 1));
    see_status(b, 200);
    assert_true(next());
    assert_non_null(strstr(work.data, "Wir lernen."));
    /* typed on while it is made: what comes of it is old at once */
    struct preview_work first = work;
    visit(b, "/my/entry/1");
    fill(b, "q_story_de", "Wir lernen viel.");
    press(b, "Entwurf speichern");
    wish(b);
    preview_done(&home->world, &first, 1);
    visit(b, "/my/entry/1/preview/state");
    see_markup(b, "\"state\":\"wanted\"");
    made(1);
    assert_string_not_equal(work.digest, first.digest);
    visit(b, "/my/entry/1/preview/state");
    see_markup(b, "\"state\":\"done\"");
    /* the first is gone; who had its address gets the page in its place */
    visit(b, address(before, 1));
    see_status(b, 200);
    assert_string_equal(file_served(b),
                        preview_path(&home->world, work.digest, 0));
    visit(b, address(before, 2));
    see_status(b, 404);
    assert_false(file_exists(preview_path(&home->world, before, 0)));
    assert_int_equal(files(), 1);
}

static void only_so_many_pages_are_shown(void **state)
{
    (void)state;
    begin();
    wish(b);
    made(9);
    visit(b, "/my/entry/1/preview");
    see(b, "9 Seiten, davon die ersten 6");
    visit(b, address(work.digest, 6));
    see_status(b, 200);
    visit(b, address(work.digest, 7));
    see_status(b, 404);
    visit(b, "/my/entry/1/preview?lang=en");
    see(b, "9 pages, the first 6 of them");
}

static void a_failure_is_said_and_not_repeated(void **state)
{
    (void)state;
    begin();
    wish(b);
    assert_true(next());
    preview_failed(&home->world, &work, "entry.typ: no");
    wish(b);
    see_markup(b, "\"state\":\"failed\"");
    see_markup(b, "Diese Seite lässt sich zurzeit nicht setzen.");
    see_no_markup(b, "entry.typ");
    assert_false(next());
    visit(b, "/my/entry/1");
    fill_required();
    press(b, "Entwurf speichern");
    wish(b);
    see_markup(b, "\"state\":\"wanted\"");
    made(1);
}

static void without_a_script(void **state)
{
    (void)state;
    begin();
    press_in(b, "/my/entry/1/preview", "Seite ansehen");
    assert_string_equal(location(b), "/my/entry/1/preview");
    see(b, "Die Seite wird gesetzt");
    assert_string_equal(header(b, "refresh"), "1");
    made(1);
    visit(b, "/my/entry/1/preview");
    see(b, "1 Seite");
    assert_null(header(b, "refresh"));
    press(b, "Neu setzen");
    see(b, "1 Seite");
}

static void not_for_others(void **state)
{
    (void)state;
    begin();
    wish(b);
    made(1);
    home_user(home, "carl@fremd.example", "company");
    home_user(home, "jury@example.org", "juror");
    static const char *const others[] = {"carl@fremd.example",
                                         "jury@example.org"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct browser *other = browser_new(home);
        log_in(other, others[i]);
        visit(other, address(work.digest, 1));
        see_status(other, 404);
        visit(other, "/my/entry/1/preview/state");
        see_status(other, 404);
        visit(other, "/office/entry/1/preview");
        see_status(other, 404);
        visit(other, "/account");
        post_fields(other, "/my/entry/1/preview", "");
        see_status(other, 404);
        browser_free(other);
    }
    struct browser *nobody = browser_new(home);
    visit(nobody, address(work.digest, 1));
    assert_true(str_starts(location(nobody), "/login"));
    browser_free(nobody);
    /* another's key gives nothing of it, nor does another way of writing */
    home_user(home, "amt@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "amt@example.org");
    visit(office, arena_printf(home->mem, "/office/entry/1/preview/page/%s-1",
                               work.digest));
    see_status(office, 404);
    browser_free(office);
    visit(b, "/my/entry/1/preview/page/..%2f..%2florbeer.db");
    see_status(b, 404);
    visit(b, "/my/entry/1/preview/page/");
    see_status(b, 404);
}

/* Even if it is asked for after the decision. */
static void the_company_sees_a_nominee(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    home_sql(home,
             "UPDATE entry SET state = 'admitted', code = 'E01', "
             "confirmed_category_id = 1, submitted_at = 1790000000");
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, category_id, "
             "reason_de, reason_en, decided_at) VALUES (1, 'winner', 1, "
             "'SENTINEL', 'SENTINEL', 1790000000)");
    wish(b);
    assert_true(next());
    assert_null(strstr(work.data, "SENTINEL"));
    assert_null(strstr(work.data, "\"winner\":true"));
    preview_failed(&home->world, &work, "");
    home_user(home, "amt@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "amt@example.org");
    visit(office, "/office/entry/1");
    press(office, "Seite in der Broschüre");
    press(office, "Seite setzen");
    assert_true(next());
    assert_string_equal(work.key, "office 1");
    assert_non_null(strstr(work.data, "SENTINEL"));
    browser_free(office);
}

static void others_wait_for_their_turn_only(void **state)
{
    (void)state;
    begin();
    nomination_company(home, "otto@andere.example", "Andere");
    struct world *w = home_begin(home);
    entry_create(w, 1, 2);
    home_commit(home);
    wish(b);
    made(1);
    /* the first wishes again, at once; the second comes later and goes first */
    home_sql(home, "UPDATE preview SET state = 'wanted'");
    w = home_begin(home);
    w->now += 5;
    assert_true(preview_want_entry(w, "form 2", 2, PREVIEW_PLANNED));
    home_commit(home);
    assert_true(next());
    assert_string_equal(work.key, "form 2");
    preview_failed(&home->world, &work, "");
    assert_true(next());
    assert_string_equal(work.key, "form 1");
}

/* Who writes what takes long, and writes it anew before it is done, comes after
 * all others whose pages are quick. */
static void slow_pages_come_last(void **state)
{
    (void)state;
    begin();
    nomination_company(home, "otto@andere.example", "Andere");
    struct world *w = home_begin(home);
    entry_create(w, 1, 2);
    assert_true(preview_want_entry(w, "form 2", 2, PREVIEW_PLANNED));
    home_commit(home);
    assert_true(next());
    work.seconds = 20;
    home_sql(home, "UPDATE preview SET input_digest = 'other'");
    home->world.now = TEST_NOW;
    preview_failed(&home->world, &work, "");
    home_sql(home, "UPDATE preview SET input_digest = 'third'");
    for (int i = 0; i < 3; i++) {
        wish(b);
        home_sql(home, "UPDATE preview SET state = 'wanted'");
        assert_true(next());
        assert_string_equal(work.key, "form 1");
        work.seconds = 0.3;
        home->world.now = TEST_NOW + 5 * i;
        preview_done(&home->world, &work, 1);
    }
    assert_true(next());
    assert_string_equal(work.key, "form 2");
}

static void what_nobody_looks_at_is_swept(void **state)
{
    (void)state;
    begin();
    wish(b);
    made(2);
    assert_int_equal(files(), 2);
    home_time(home, TEST_NOW + DAY);
    preview_sweep(&home->world);
    assert_int_equal(files(), 2);
    home_time(home, TEST_NOW + DAY + 1);
    preview_sweep(&home->world);
    assert_int_equal(files(), 0);
    assert_int_equal(number("SELECT count(*) FROM preview"), 0);
    home_time(home, TEST_NOW);
    visit(b, "/my/entry/1");
    wish(b);
    made(1);
    preview_forget_all(&home->world);
    assert_int_equal(files(), 0);
    visit(b, "/my/entry/1/preview/state");
    see_markup(b, "\"state\":\"none\"");
}

/* A wish that is too large is refused, not cut. */
static void limits(void **state)
{
    (void)state;
    struct preview_image image[PREVIEW_IMAGES_MAX + 1] = {{"a.png", "x"}};
    char *data = arena_alloc(home->mem, PREVIEW_DATA_MAX + 2);
    memset(data, ' ', PREVIEW_DATA_MAX + 1);
    for (size_t i = 0; i <= PREVIEW_IMAGES_MAX; i++)
        image[i] = (struct preview_image){"a.png", "x"};
    struct preview_order order = {.key = "form 1",
                                  .edition_id = 1,
                                  .data = data,
                                  .bytes = PREVIEW_DATA_MAX,
                                  .images = image,
                                  .image_count = PREVIEW_IMAGES_MAX};
    struct world *w = home_begin(home);
    assert_true(preview_want(w, &order));
    order.bytes++;
    assert_false(preview_want(w, &order));
    order.bytes--;
    order.image_count++;
    assert_false(preview_want(w, &order));
    home_commit(home);
    assert_true(next());
    assert_int_equal(work.image_count, PREVIEW_IMAGES_MAX);
    assert_string_equal(work.image[3].name, "a.png");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(it_is_made_when_somebody_looks),
        STORY(what_is_typed_makes_it_old),
        STORY(only_so_many_pages_are_shown),
        STORY(a_failure_is_said_and_not_repeated),
        STORY(without_a_script),
        STORY(not_for_others),
        STORY(the_company_sees_a_nominee),
        STORY(others_wait_for_their_turn_only),
        STORY(slow_pages_come_last),
        STORY(what_nobody_looks_at_is_swept),
        STORY(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
