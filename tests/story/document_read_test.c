/* Who reads a PDF that answers a question, and where. */
#include <stdio.h>

#include "support/document_story.h"
#include "support/office.h"

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
        STORY(rights_row_by_row),
        STORY(read_in_the_sheet),
        STORY(office_file_for_the_jury),
        STORY(read_by_the_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
