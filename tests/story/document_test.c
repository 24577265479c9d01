/* A PDF as an answer: handing in, replacing, removing, and what is said about
 * one that cannot be shown. */
#include "app/jobs.h"
#include "support/document_story.h"

/* --- handing in --------------------------------------------------------------
 */

static void made_by_the_job(void **state)
{
    (void)state;
    hand_in_sample();
    assert_string_equal(location(b), "/my/entry/1");
    see(b, "Die Seiten werden vorbereitet.");
    see(b, "Plan <1>.pdf");
    see_markup(b, "data-preview=\"/document/1/1\"");
    assert_string_equal(text("SELECT type FROM file"), "application/pdf");
    visit(b, "/document/1/1");
    see_status(b, 404);

    assert_int_equal(jobs_work(home->app), 1);
    assert_string_equal(text("SELECT state FROM job"), "done");
    assert_string_equal(text("SELECT render_state FROM file"), "done");
    visit(b, "/my/entry/1");
    see_markup(b, "src=\"/document/1/1\" alt=\"Erste Seite: Ihr Plan\"");
    see(b, "3 Seiten lesen");
    see(b, "Seite 3 von 3");
    see(b, "• Montag: Ankommen.");
    see_markup(b, "loading=\"lazy\"");
    visit(b, "/document/1/3");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "image/jpeg");
    assert_string_equal(header(b, "cache-control"), "private, no-cache");
    assert_string_equal(header(b, "x-content-type-options"), "nosniff");
    assert_non_null(header(b, "etag"));
    visit(b, "/file/1");
    assert_true(str_starts(header(b, "content-disposition"), "attachment;"));

    /* the same bytes again: nothing is drawn a second time */
    visit(b, "/my/entry/1");
    press(b, "Entfernen: Ihr Plan");
    hand_in_sample();
    assert_int_equal(jobs_work(home->app), 1);
    assert_int_equal(number("SELECT count(*) FROM document_page "
                            "WHERE file_id = 2"),
                     3);
    assert_string_equal(text("SELECT render_state FROM file WHERE id = 2"),
                        "done");
}

static void replaced_and_removed(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    make_pages(1, 2);
    hand_in("b.pdf", head, sizeof head); /* one byte more */
    make_pages(2, 3);
    assert_int_equal(number("SELECT file_id FROM document"), 2);
    assert_string_equal(text("SELECT value FROM answer"), "2");
    assert_int_equal(number("SELECT count(*) FROM answer_version"), 2);
    visit(b, "/my/entry/1");
    see(b, "b.pdf");
    see(b, "a.pdf, entfernt 21.09.2026 16:13");
    /* what is no answer any more is nobody's but the office's */
    visit(b, "/document/1/1");
    see_status(b, 404);
    visit(b, "/file/1");
    see_status(b, 404);
    visit(b, "/my/entry/1");
    press(b, "Entfernen: Ihr Plan");
    see(b, "Das Dokument ist entfernt.");
    see(b, "2 entfernte Dateien");
    assert_int_equal(number("SELECT count(*) FROM document"), 0);
    assert_int_equal(number("SELECT count(*) FROM answer"), 0);
    visit(b, "/document/2/1");
    see_status(b, 404);
}

static void wrong_files_are_refused(void **state)
{
    (void)state;
    static char large[FILE_DOCUMENT_BYTES_MAX + 1];
    memcpy(large, head, sizeof head - 1);
    static const struct {
        const char *name, *data;
        size_t bytes;
        const char *error;
    } cases[] = {
        {"plan.pdf", nomination_png, NOMINATION_PNG_BYTES, "Das ist kein PDF."},
        {"plan.pdf", "<html><script>", 14, "Das ist kein PDF."},
        {"plan.pdf", large, sizeof large, "höchstens 20 MB"},
        {NULL, NULL, 0, "Bitte wählen Sie ein Dokument."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visit(b, "/my/entry/1");
        if (cases[i].name)
            attach(b, "file", cases[i].name, cases[i].data, cases[i].bytes);
        press_in(b, card, NULL);
        see_status(b, 422);
        see(b, cases[i].error);
        see_markup(b, "<a href=\"#q_plan-file\">");
    }
    assert_int_equal(number("SELECT count(*) FROM file"), 0);
    visit(b, "/my/entry/1?lang=en");
    attach(b, "file", "a.pdf", "text", 4);
    press_in(b, card, NULL);
    see(b, "This is not a PDF.");
}

static void only_file_questions_have_documents(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "/my/entry/1/document/logo", "/my/entry/1/document/seat",
        "/my/entry/1/picture/plan", "/my/entry/2/document/plan"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        post_fields(b, paths[i], "remove=1");
        see_status(b, 404);
    }
    struct browser *other = browser_new(home);
    nomination_company(home, "otto@andere.example", "Andere");
    log_in(other, "otto@andere.example");
    post_fields(other, card, "remove=1");
    see_status(other, 404);
    browser_free(other);
}

static void not_after_the_deadline(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    attach(b, "file", "b.pdf", head, sizeof head - 1);
    home_sql(home, "UPDATE edition SET deadline_at = 1790000000");
    home_time(home, TEST_NOW + 1);
    press_in(b, card, NULL);
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM file"), 1);
    assert_int_equal(number("SELECT count(*) FROM document"), 1);
}

/* --- what cannot be shown ----------------------------------------------------
 */

static void failures_say_what_to_do(void **state)
{
    (void)state;
    static const struct {
        enum document_fault fault;
        const char *said;
    } cases[] = {
        {DOCUMENT_LOCKED, "mit einem Passwort geschützt"},
        {DOCUMENT_LONG, "hat mehr als 40 Seiten"},
        {DOCUMENT_BROKEN, "beschädigt oder unvollständig"},
        {DOCUMENT_HEAVY, "zu aufwendig"},
        {DOCUMENT_SOUND, "ließ sich hier nicht lesen"},
    };
    hand_in("a.pdf", head, sizeof head - 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fail_with(1, cases[i].fault);
        visit(b, "/my/entry/1");
        see(b, cases[i].said);
        see(b, "Kann nicht gezeigt werden");
        see_not(b, "for the log");
    }
}

static void the_job_blames_the_file(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    assert_int_equal(jobs_work(home->app), 1);
    assert_string_equal(text("SELECT state FROM job"), "failed");
    assert_string_equal(text("SELECT render_fault FROM file"), "broken");
    visit(b, "/my/entry/1");
    see(b, "beschädigt oder unvollständig");
}

static void not_submitted_unreadable(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    fail_with(1, DOCUMENT_LOCKED);
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Ahrenfels");
    fill(b, "q_employees", "60");
    fill(b, "q_story_de", "Viel.");
    fill(b, "category", "kmu");
    fill(b, "consent_data", "1");
    press(b, "Einreichen");
    see_status(b, 422);
    see_markup(b, "<a href=\"#q_plan\">");
    assert_string_equal(text("SELECT state FROM entry"), "draft");
    hand_in("b.pdf", head, sizeof head - 1);
    press(b, "Einreichen");
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    visit(b, "/my/entry/1");
    see(b, "b.pdf");
    see(b, "Die Seiten werden vorbereitet.");
}

static void required_documents_are_asked_for(void **state)
{
    (void)state;
    home_sql(home, "UPDATE question SET required = 1 WHERE code = 'plan'");
    visit(b, "/my/entry/1");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "Bitte fügen Sie ein Dokument hinzu.");
}

static void begun_again_with_its_document(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    home_sql(home, "UPDATE entry SET state = 'withdrawn'");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    see(b, "a.pdf");
    assert_int_equal(number("SELECT file_id FROM document WHERE entry_id = 2"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(made_by_the_job),
        STORY(replaced_and_removed),
        STORY(wrong_files_are_refused),
        STORY(only_file_questions_have_documents),
        STORY(not_after_the_deadline),
        STORY(failures_say_what_to_do),
        STORY(the_job_blames_the_file),
        STORY(not_submitted_unreadable),
        STORY(required_documents_are_asked_for),
        STORY(begun_again_with_its_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
