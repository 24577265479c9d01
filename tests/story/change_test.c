/* The office asks for a change to named questions after the deadline. */
#include "model/submission.h"
#include "support/my_story.h"

static struct browser *office;

/* Submitted, and the deadline is over. */
static int setup_change(void **state)
{
    setup(state);
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    begin();
    fill_required();
    press(b, "Einreichen");
    home_sql(home, close_soon);
    home_time(home, DEADLINE + 1);
    log_in(office, "office@example.org");
    return 0;
}

static int teardown_change(void **state)
{
    browser_free(office);
    return teardown(state);
}

#define CHANGE(name)                                                           \
    cmocka_unit_test_setup_teardown(name, setup_change, teardown_change)

enum { TERM = DEADLINE + 600 };

static int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

static const char *question(const char *code)
{
    return text(arena_printf(
        home->mem, "SELECT CAST(id AS TEXT) FROM question WHERE code = '%s'",
        code));
}

static void ask(void)
{
    visit(office, "/office/entry/1");
    press(office, "Um eine Änderung bitten");
    fill(office, "message", "Bitte nennen Sie <b>den</b> Sitz.");
    fill(office, "due_at", "2026-09-22T12:00");
    fill(office, "question", question("seat"));
    press(office, "Das Unternehmen bitten");
    see_status(office, 200);
    see(office, "Das Unternehmen ist gebeten");
}

static void settle(void)
{
    struct world *w = home_begin(home);
    w->user_id = 0;
    submission_settle(w);
    home_commit(home);
}

/* A week, to the end of that day; what is missing is said in the order of the
 * page. */
static void the_form_of_the_office(void **state)
{
    (void)state;
    visit(office, "/office/entry/1/change");
    assert_string_equal(strchr(field_value(office, "due_at"), 'T'), "T23:59");
    press(office, "Das Unternehmen bitten");
    see_status(office, 422);
    const char *text = page(office);
    const char *message = strstr(text, "Bitte schreiben Sie, was Sie brauchen");
    const char *choose = strstr(text, "Bitte wählen Sie aus");
    assert_true(message != NULL && choose != NULL && message < choose);
}

static void only_named_questions_open(void **state)
{
    (void)state;
    ask();
    assert_int_equal(mails("change_asked"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'change_asked' "
               "AND body LIKE '%- Sitz%' AND body LIKE '%22. September 2026%'"),
        1);
    visit(b, "/my/entry/1");
    see(b, "Die Geschäftsstelle bittet um eine Änderung");
    see(b, "Bitte nennen Sie <b>den</b> Sitz.");
    assert_string_equal(field_value(b, "q_seat"), "Ahrenfels");
    assert_null(field_value(b, "q_employees"));
    assert_null(field_value(b, "category"));
    see(b, "Wir lernen."); /* the rest, to read */
    /* nor by hand */
    send_answers("/my/entry/1",
                 "save=1&q_seat=Neustadt&q_employees=7&base_q_employees=42&"
                 "category=gross&base_category=kmu&before_consent_data=1");
    expect_stored("seat", "Neustadt");
    expect_stored("employees", "42");
    assert_int_equal(number("SELECT category_id FROM entry"), 1);
    assert_int_equal(number("SELECT count(*) FROM consent "
                            "WHERE withdrawn_at IS NOT NULL"),
                     0);
    visit(b, "/my/entry/1");
    post_fields(b, "/my/entry/1/picture/logo", "remove=1");
    assert_int_equal(status(b), 404);
}

static void answered_with_differences(void **state)
{
    (void)state;
    ask();
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, "
             "title_en, phase, created_at) VALUES ('2099', 99, 2099, "
             "'Anderer Preis', 'Other Award', 1, 0)");
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Neustadt");
    press(b, "Änderung einreichen");
    see_status(b, 200);
    assert_string_equal(location(b), "/my/entry/1/receipt");
    see(b, "auf Bitte der Geschäftsstelle geändert");
    assert_int_equal(number("SELECT submitted_at FROM entry"), TEST_NOW);
    assert_int_equal(mails("change_answered"), 1);
    /* the second receipt: of this edition, and no word of a deadline to come */
    assert_int_equal(mails("receipt"), 2);
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'receipt' AND subject "
               "NOT LIKE 'Anderer Preis%' AND (body LIKE '%noch einmal "
               "einreichen%') = (body LIKE '%Fassung: 1%') AND (body LIKE "
               "'%was Sie geändert haben%') = (body LIKE '%Fassung: 2%')"),
        2);
    visit(office, "/office/entry/1/change");
    see(office, "beantwortet am");
    press(office, "Ansehen, was geändert wurde");
    assert_string_equal(location(office), "/office/entry/1/version/2");
    see(office, "Sitz Ahrenfels Neustadt");
    see_not(office, "Beschäftigte");
    visit(b, "/my/entry/1");
    assert_null(field_value(b, "q_seat"));
}

static void what_is_incomplete_is_not_taken(void **state)
{
    (void)state;
    ask();
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "");
    press(b, "Änderung einreichen");
    see_status(b, 422);
    see(b, "Sitz: Bitte füllen Sie dieses Feld aus.");
    assert_int_equal(number("SELECT count(*) FROM submission"), 1);
}

/* What was not asked for does not stand in the way: it cannot be given now. */
static void nothing_else_is_demanded(void **state)
{
    (void)state;
    ask();
    home_sql(home,
             "UPDATE consent SET withdrawn_at = 1;"
             "UPDATE question SET required = 1 WHERE code = 'site'");
    visit(b, "/my/entry/1");
    see(b, "1 von 1 Pflichtangaben");
    fill(b, "q_seat", "Neustadt");
    press(b, "Änderung einreichen");
    assert_string_equal(location(b), "/my/entry/1/receipt");
}

static void the_term_ends_it(void **state)
{
    (void)state;
    ask();
    home_sql(home, "UPDATE change_request SET due_at = 1790004200");
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    expect_stored("seat", "Neustadt");
    fill(b, "q_seat", "Zu spät");
    home_time(home, TERM + 1);
    press(b, "Änderung einreichen");
    see_status(b, 409);
    see(b, "Die Zeit für Änderungen ist vorbei");
    assert_string_equal(field_value(b, "q_seat"), "Zu spät");
    settle();
    expect_stored("seat", "Ahrenfels");
    assert_string_equal(text("SELECT state FROM change_request"), "expired");
    assert_int_equal(mails("change_expired"), 2); /* company and office */
    settle();
    assert_int_equal(mails("change_expired"), 2);
}

static void the_office_takes_it_back(void **state)
{
    (void)state;
    ask();
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    visit(office, "/office/entry/1/change");
    see(office, "Eine Bitte wartet auf Antwort");
    press(office, "Bitte zurücknehmen");
    see(office, "Die Bitte ist zurückgenommen.");
    expect_stored("seat", "Ahrenfels");
    post_fields(office, "/office/entry/1/change/end", "");
    assert_int_equal(status(office), 303);
}

static void jurors_are_protected(void **state)
{
    static const char in_the_jury[] =
        "UPDATE entry SET state = 'admitted', checked_at = 1, "
        "confirmed_category_id = category_id;"
        "INSERT INTO round (edition_id, slug, name_de, name_en, state) "
        "VALUES (1, 'jury', 'Jury', 'Jury', 'planned');"
        "INSERT INTO jury_member (edition_id, user_id, code, position) "
        "SELECT 1, id, 'J1', 1 FROM user WHERE email LIKE 'j@%';"
        "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
        "VALUES (1, 1, 1)";
    (void)state;
    home_user(home, "j@example.org", "juror");
    home_sql(home, in_the_jury);
    ask();
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    home_sql(home, "UPDATE round SET state = 'open'");
    fill(b, "q_seat", "Anderswo");
    press(b, "Änderung einreichen");
    see_status(b, 409);
    settle();
    expect_stored("seat", "Ahrenfels");
    assert_string_equal(text("SELECT state FROM entry"), "admitted");
    visit(office, "/office/entry/1/change");
    see(office, "Die Jury hat begonnen");
    assert_null(field_value(office, "message"));
    post_fields(office, "/office/entry/1/change",
                "message=x&due_at=2026-09-22T12:00&question=1");
    assert_int_equal(status(office), 409);
}

static const struct bad_wish {
    const char *fields, *want;
} bad_wishes[] = {
    {"message=x&due_at=2026-09-22T12:00", "was geändert werden darf"},
    {"due_at=2026-09-22T12:00&question=1", "was Sie brauchen"},
    {"message=x&due_at=2026-09-20T12:00&question=1", "in der Zukunft"},
    {"message=x&due_at=bald&question=1", "Tag und Uhrzeit"},
    {"message=x&due_at=2026-09-22T12:00&question=999", "geändert werden darf"},
};

/* Whoever takes no part any more has missed no term. */
static void withdrawing_ends_it(void **state)
{
    (void)state;
    ask();
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    post_fields(b, "/my/entry/1/withdraw", "");
    assert_int_equal(status(b), 303);
    settle();
    assert_int_equal(mails("change_expired"), 0);
    assert_string_equal(text("SELECT state FROM change_request"), "taken_back");
    expect_stored("seat", "Ahrenfels");
}

static void rejecting_ends_it(void **state)
{
    (void)state;
    ask();
    struct world *w = home_begin(home);
    assert_int_equal(entry_reject(w, 1, "Nein"), ENTRY_OK);
    home_commit(home);
    settle();
    assert_int_equal(mails("change_expired"), 0);
    assert_string_equal(text("SELECT state FROM change_request"), "taken_back");
}

static void bad_wishes_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_wishes / sizeof *bad_wishes; i++) {
        visit(office, "/office/entry/1/change");
        post_fields(office, "/office/entry/1/change", bad_wishes[i].fields);
        assert_int_equal(status(office), 422);
        see(office, bad_wishes[i].want);
    }
    assert_int_equal(number("SELECT count(*) FROM change_request"), 0);
    /* before the deadline the company can do it by itself */
    home_sql(home, "UPDATE edition SET deadline_at = 1800000000");
    visit(office, "/office/entry/1/change");
    see(office, "kann seine Bewerbung selbst ändern");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHANGE(the_form_of_the_office),
        CHANGE(only_named_questions_open),
        CHANGE(answered_with_differences),
        CHANGE(what_is_incomplete_is_not_taken),
        CHANGE(nothing_else_is_demanded),
        CHANGE(the_term_ends_it),
        CHANGE(the_office_takes_it_back),
        CHANGE(jurors_are_protected),
        CHANGE(bad_wishes_are_told),
        CHANGE(withdrawing_ends_it),
        CHANGE(rejecting_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
