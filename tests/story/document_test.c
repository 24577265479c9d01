/* A PDF as an answer: handing in, replacing, removing; what is said about one
 * that cannot be shown; who reads its pages, and where. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/jobs.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "model/document.h"
#include "model/file.h"
#include "support/nomination.h"
#include "support/office.h"
#include "support/story.h"

static const char card[] = "/my/entry/1/document/plan";
static const char head[] = "%PDF-1.7\n";

static int setup(void **state)
{
    (void)state;
    story_open();
    home_edition(home);
    nomination_form(home);
    home_sql(home,
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en) SELECT edition_id, id, 'plan', 0, "
             "'file', 'Ihr Plan', 'Your plan' FROM section "
             "WHERE code = 'pictures'");
    nomination_company(home, "anna@firma.example", "Firma GmbH");
    log_in(b, "anna@firma.example");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    return 0;
}

static void hand_in(const char *name, const char *data, size_t bytes)
{
    visit(b, "/my/entry/1");
    attach(b, "file", name, data, bytes);
    press_in(b, card, NULL);
}

/* The demo's document of three pages, through the job process's work. */
static void hand_in_sample(void)
{
    size_t bytes;
    char *data = file_read("assets/demo/document-cedra.pdf", 1 << 20, &bytes);
    assert_non_null(data);
    hand_in("Plan <1>.pdf", data, bytes);
    free(data);
    see(b, "Das Dokument ist gespeichert.");
}

/* As the job process would, without poppler. */
static void make_pages(int64_t file_id, int64_t count)
{
    struct world *w = home_begin(home);
    struct document_page page[3];
    for (int64_t i = 0; i < count; i++)
        page[i] = (struct document_page){
            .number = i + 1,
            .digest = file_keep(w, "page", 4),
            .type = "image/jpeg",
            .bytes = 4,
            .width = 1132,
            .height = 1600,
            .text = i == 0 ? "Erster <Absatz>\nläuft weiter\n\n• Punkt" : ""};
    document_rendered(w, file_id, page, (size_t)count);
    home_commit(home);
}

static void fail_with(int64_t file_id, enum document_fault fault)
{
    struct world *w = home_begin(home);
    document_blame(w, file_id, fault);
    file_render_failed(w, file_id, "for the log");
    home_commit(home);
}

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

/* --- who reads ---------------------------------------------------------------
 */

/* Each rule, and what is missing by a little. */
static const struct viewer {
    const char *name;
    const char *email; /* NULL: nobody logged in */
    const char *scene;
    bool pages, original;
} viewers[] = {
    {"its own contact", "anna@firma.example", "SELECT 1", true, true},
    {"another company", "otto@andere.example", "SELECT 1", false, false},
    {"an organiser", "olga@buero.example", "SELECT 1", true, true},
    {"anybody", NULL, "SELECT 1", false, false},
    {"a juror without declaration", "jule@jury.example",
     "UPDATE entry SET state = 'admitted'; UPDATE round SET state = 'open'",
     false, false},
    {"a juror in conflict", "jule@jury.example",
     "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
     "VALUES (1, 1, 'client', 1)",
     false, false},
    {"a juror free of conflicts", "jule@jury.example",
     "UPDATE conflict SET kind = 'none'", true, false},
    {"a juror, round planned", "jule@jury.example",
     "UPDATE round SET state = 'planned'", false, false},
    {"a juror, round closed", "jule@jury.example",
     "UPDATE round SET state = 'closed'", true, false},
    {"a juror, for the office alone", "jule@jury.example",
     "UPDATE question SET audience = 'organiser' WHERE code = 'plan'", false,
     false},
    {"its contact, for the office alone", "anna@firma.example", "SELECT 1",
     true, true},
    {"a juror, nomination withdrawn", "jule@jury.example",
     "UPDATE question SET audience = 'jury' WHERE code = 'plan';"
     "UPDATE entry SET state = 'withdrawn'",
     false, false},
    {"a juror not assigned", "jens@jury.example",
     "UPDATE entry SET state = 'admitted';"
     "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
     "VALUES (2, 1, 'none', 1)",
     false, false},
    {"a juror of another edition", "jill@jury.example",
     "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
     "VALUES (3, 1, 'none', 1)",
     false, false},
    {"a winner in public", NULL,
     "INSERT INTO honour (entry_id, kind, decided_at) VALUES (1, 'winner', 1);"
     "UPDATE edition SET phase = 11, embargo_at = 1",
     false, false},
    {"a winner, another company", "otto@andere.example", "SELECT 1", false,
     false},
};

static void add_people(void)
{
    nomination_company(home, "otto@andere.example", "Andere");
    home_user(home, "olga@buero.example", "organiser");
    home_user(home, "jule@jury.example", "juror");
    home_user(home, "jens@jury.example", "juror");
    home_user(home, "jill@jury.example", "juror");
    home_sql(home,
             "INSERT INTO edition (id, slug, number, year, title_de, title_en, "
             "phase, created_at) VALUES (9, 'other', 9, 2027, 'A', 'O', 5, 1);"
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 1, 1, id, 'J01', 1 FROM user WHERE email LIKE "
             "'jule%';"
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 2, 1, id, 'J02', 2 FROM user WHERE email LIKE "
             "'jens%';"
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 3, 9, id, 'J01', 1 FROM user WHERE email LIKE "
             "'jill%';"
             "INSERT INTO round (id, edition_id, slug, name_de, name_en) "
             "VALUES (1, 1, 'r', 'R', 'R'), (2, 9, 'r', 'R', 'R');"
             "INSERT INTO assignment VALUES (1, 1, 1)");
}

static int status_of(struct browser *who, const char *path)
{
    request_raw(who, "GET", path, NULL, NULL, 0);
    return status(who);
}

static void rights_row_by_row(void **state)
{
    (void)state;
    hand_in("a.pdf", head, sizeof head - 1);
    make_pages(1, 2);
    add_people();
    for (size_t i = 0; i < sizeof viewers / sizeof *viewers; i++) {
        const struct viewer *v = &viewers[i];
        home_sql(home, v->scene);
        struct browser *who = browser_new(home);
        if (v->email)
            log_in(who, v->email);
        int pages = status_of(who, "/document/1/2");
        int original = status_of(who, "/file/1");
        int closed = v->email ? 404 : 303; /* to the login */
        if (pages != (v->pages ? 200 : closed) ||
            original != (v->original ? 200 : closed))
            fail_msg("%s: pages %d, original %d", v->name, pages, original);
        browser_free(who);
    }
    static const char *const missing[] = {"/document/1/3", "/document/1/0",
                                          "/document/1/x", "/document/2/1",
                                          "/document/x/1", "/image/1/screen"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_int_equal(status_of(b, missing[i]), 404);
}

static void read_in_the_sheet(void **state)
{
    (void)state;
    hand_in("Firma.pdf", head, sizeof head - 1);
    make_pages(1, 2);
    add_people();
    home_sql(home,
             "UPDATE entry SET state = 'admitted'; UPDATE round SET state = "
             "'open'; UPDATE edition SET phase = 5 WHERE id = 1;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) VALUES (1, 'a', 1, 'A', 'A', 1, "
             "0, 10, 1)");
    struct browser *juror = browser_new(home);
    log_in(juror, "jule@jury.example");
    visit(juror, "/jury/entry/1");
    see_no_markup(juror, "/document/1");
    see_not(juror, "Erster <Absatz>");
    home_sql(home,
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 1, 'none', 1)");
    visit(juror, "/jury/entry/1");
    see(juror, "Ihr Plan");
    see_markup(juror,
               "<img src=\"/document/1/1\" alt=\"Ihr Plan: Seite 1 von "
               "2\" width=\"1132\" height=\"1600\" loading=\"lazy\">");
    see_markup(juror, "src=\"/document/1/2\"");
    see(juror, "Text von Seite 1 Erster <Absatz> läuft weiter • Punkt");
    see(juror, "Von dieser Seite lässt sich kein Text ablesen");
    see_no_markup(juror, "/file/1");
    see_not(juror, "Firma.pdf");
    fail_with(1, DOCUMENT_LOCKED);
    visit(juror, "/jury/entry/1");
    see(juror, "Dieses Dokument kann nicht gezeigt werden.");
    see_not(juror, "Passwort");
    home_sql(home,
             "UPDATE question SET audience = 'organiser' WHERE code = 'plan'");
    visit(juror, "/jury/entry/1");
    see_not(juror, "Ihr Plan");
    browser_free(juror);
}

/* An office file is given to jurors who may read the answer, but not in a blind
 * edition: it names its author. */
static void office_file_for_the_jury(void **state)
{
    (void)state;
    size_t bytes;
    char *docx = office_docx(home->mem, &bytes);
    home_sql(home, "UPDATE question SET accepts = 'pdf office'");
    hand_in("Firma.docx", docx, bytes);
    see(b, "Das Dokument ist gespeichert.");
    add_people();
    home_sql(home,
             "UPDATE entry SET state = 'admitted'; UPDATE round SET state = "
             "'open'; UPDATE edition SET phase = 5 WHERE id = 1;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) VALUES (1, 'a', 1, 'A', 'A', 1, "
             "0, 10, 1)");
    struct browser *juror = browser_new(home);
    log_in(juror, "jule@jury.example");
    assert_int_equal(status_of(juror, "/file/1"), 404);
    home_sql(home,
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 1, 'none', 1)");
    visit(juror, "/jury/entry/1");
    see(juror, "Office-Datei herunterladen: Ihr Plan");
    visit(juror, "/file/1");
    see_status(juror, 200);
    assert_true(
        str_starts(header(juror, "content-disposition"), "attachment;"));
    assert_string_equal(header(juror, "content-type"),
                        "application/octet-stream");
    home_sql(home, "UPDATE edition SET blind = 1");
    assert_int_equal(status_of(juror, "/file/1"), 404);
    visit(juror, "/jury/entry/1");
    see_not(juror, "Office-Datei");
    home_sql(home,
             "UPDATE edition SET blind = 0;"
             "UPDATE question SET audience = 'organiser' WHERE code = "
             "'plan'");
    assert_int_equal(status_of(juror, "/file/1"), 404);
    browser_free(juror);
}

static void read_by_the_office(void **state)
{
    (void)state;
    hand_in("Firma.pdf", head, sizeof head - 1);
    add_people();
    home_sql(home, "UPDATE entry SET state = 'submitted', submitted_at = 1");
    struct browser *office = browser_new(home);
    log_in(office, "olga@buero.example");
    visit(office, "/office/entry/1");
    see(office, "Ein Dokument wird noch vorbereitet");
    make_pages(1, 2);
    visit(office, "/office/entry/1");
    see(office, "Alle Dokumente sind lesbar");
    see(office, "Firma.pdf");
    see_markup(office, "src=\"/document/1/2\"");
    assert_non_null(
        strstr(strstr(page(office), "id=\"history\""), "Firma.pdf"));
    fail_with(1, DOCUMENT_HEAVY);
    visit(office, "/office/entry/1");
    see(office, "Ein Dokument ist nicht lesbar");
    browser_free(office);
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
        STORY(rights_row_by_row),
        STORY(read_in_the_sheet),
        STORY(read_by_the_office),
        STORY(office_file_for_the_jury),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
