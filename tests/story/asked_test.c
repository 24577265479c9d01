/* Questions that are asked only in some cases, wherever a nomination goes: its
 * receipt, what the office asks for, and how much of it is there. */
#include "model/upload.h"
#include "support/my_story.h"
#include "support/questions.h"

static struct browser *office;

static int setup_asked(void **state)
{
    setup(state);
    questions_form(home);
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    begin();
    return 0;
}

static int teardown_asked(void **state)
{
    browser_free(office);
    return teardown(state);
}

#define ASKS(name)                                                             \
    cmocka_unit_test_setup_teardown(name, setup_asked, teardown_asked)

static int64_t question(const char *code)
{
    return number(arena_printf(
        home->mem, "SELECT id FROM question WHERE code = '%s'", code));
}

static void type(const char *code, const char *value, bool fits)
{
    const struct entry_typed typed = {.value = value, .fits = fits};
    struct world *w = home_begin(home);
    entry_type(w, 1, question(code), &typed);
    home_commit(home);
}

static void submit(void)
{
    visit(b, "/my/entry/1");
    fill_required();
    press(b, "Einreichen");
    see_status(b, 200);
}

/* The call is over. */
static void close_call(void)
{
    home_sql(home, close_soon);
    home_time(home, DEADLINE + 1);
    log_in(office, "office@example.org");
}

static void see_in_content(const char *part, bool there)
{
    const char *content = text("SELECT content FROM submission");
    if ((strstr(content, part) != NULL) != there)
        fail_msg("%s is %sin %s", part, there ? "not " : "", content);
}

static void the_receipt_leaves_out_what_is_not_asked(void **state)
{
    (void)state;
    type("level", "many", true); /* before he said that there are no courses */
    type("course", "no", true);
    type("cost", "120050", true);
    type("born", "2001-05-03", true);
    type("tongue", "de fr", true);
    type("land", "Polen\t12\nIndien\t7", true);
    submit();
    see_in_content("Kurse?", true);
    see_in_content("Wie viele?", false);
    see_in_content("Welche genau?", false);
    see_in_content("Innung", false); /* of another category */
    /* in the words of the pages */
    see_in_content("\"1.200,50\u00a0€\"", true);
    see_in_content("\"3. Mai 2001\"", true);
    see_in_content("\"Deutsch\\nFranzösisch\"", true);
    see_in_content("\"Polen: 12\\nIndien: 7\"", true);
}

/* --- what the office asks for ----------------------------------------------
 */

static void only_what_is_asked_can_be_asked_for(void **state)
{
    (void)state;
    submit();
    close_call();
    visit(office, "/office/entry/1/change");
    see(office, "Kurse?");
    see_not(office, "Wie viele?");
    see_not(office, "Innung");
    post_fields(
        office, "/office/entry/1/change",
        arena_printf(home->mem,
                     "message=Bitte&due_at=2026-09-22T12:00&question=%lld",
                     (long long)question("guild")));
    assert_int_equal(status(office), 422);
    see(office, "Bitte wählen Sie aus, was geändert werden darf.");
}

/* The company may answer otherwise: then it needs the next question, too. */
static void what_follows_comes_along(void **state)
{
    (void)state;
    submit();
    close_call();
    visit(office, "/office/entry/1/change");
    fill(office, "message", "Gibt es Kurse?");
    fill(office, "due_at", "2026-09-22T12:00");
    fill(office, "question",
         arena_printf(home->mem, "%lld", (long long)question("course")));
    press(office, "Das Unternehmen bitten");
    see_status(office, 200);
    assert_int_equal(number("SELECT count(*) FROM change_request_question"), 3);
    const char *mail = text(
        "SELECT body FROM mail WHERE kind = "
        "'change_asked'");
    assert_non_null(strstr(mail, "- Kurse?"));
    assert_null(strstr(mail, "Wie viele?"));
    send_answers("/my/entry/1",
                 "q_course=yes&q_level=many&q_detail=Das+sind+die+Kurse.&"
                 "submit=1");
    see_status(b, 303);
    expect_stored("detail", "Das sind die Kurse.");
    assert_string_equal(text("SELECT state FROM change_request"), "answered");
}

/* Admitted, opened again, and now another category is the right one. */
static void another_category_is_checked_again(void **state)
{
    (void)state;
    submit();
    struct world *w = home_begin(home);
    assert_int_equal(entry_admit(w, 1, 1), ENTRY_OK);
    home_commit(home);
    visit(b, "/my/entry/1");
    press(b, "Bewerbung ändern");
    press(b, "Noch einmal einreichen");
    assert_int_equal(number("SELECT confirmed_category_id FROM entry"), 1);
    press(b, "Bewerbung ändern");
    send_answers("/my/entry/1",
                 "category=gross&q_guild=Bäcker&save=1&base_category=kmu");
    visit(b, "/my/entry/1");
    press(b, "Noch einmal einreichen");
    see_status(b, 200);
    assert_int_equal(number("SELECT count(*) FROM entry "
                            "WHERE confirmed_category_id IS NULL"),
                     1);
    assert_non_null(strstr(text("SELECT content FROM submission "
                                "WHERE version = 3"),
                           "Bäcker"));
}

/* --- how much is there -----------------------------------------------------
 */

/* The list of nominations and the one beside the form say the same. */
static void see_both(const char *words)
{
    visit(b, "/my");
    see(b, words);
    visit(b, "/my/entry/1/check");
    see(b, words);
}

static void one_rule_of_counting(void **state)
{
    (void)state;
    see_both("0 von 5 Pflichtangaben");
    type("seat", "Ahrenfels", true);
    see_both("1 von 5 Pflichtangaben");
    type("seat", "Ahrenfels an der Ahr, wo der Wein wächst", false);
    see_both("0 von 5 Pflichtangaben");
    type("course", "yes", true);
    type("level", "many", true);
    see_both("0 von 6 Pflichtangaben");
    type("detail", "zu kurz", true);
    see_both("0 von 6 Pflichtangaben");
    type("detail", "lang genug", true);
    see_both("1 von 6 Pflichtangaben");
    log_in(office, "office@example.org");
    visit(office, "/office/edition/2026/entries?state=draft");
    see(office, "3 Angaben fehlen");
}

/* --- versions beside each other --------------------------------------------
 */

static void versions_name_files_and_their_words(void **state)
{
    (void)state;
    const struct upload_place place = {1, question("logo")};
    home_sql(home,
             "UPDATE question SET files_max = 3 WHERE code = 'logo';"
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('a', 'a.png', 'image/png', 1, 1, 'done'), "
             "('b', 'b.png', 'image/png', 1, 1, 'done')");
    struct world *w = home_begin(home);
    upload_add(w, &place, 1, 0);
    home_commit(home);
    submit();
    press(b, "Bewerbung ändern");
    w = home_begin(home);
    upload_describe(w, &place, 1, &(struct entry_caption){"Ada", "", ""});
    home_commit(home);
    visit(b, "/my/entry/1");
    press(b, "Noch einmal einreichen");
    log_in(office, "office@example.org");
    visit(office, "/office/entry/1/version/2");
    see(office, "a.png · Ada");
    press(b, "Bewerbung ändern");
    w = home_begin(home);
    upload_add(w, &place, 2, 0);
    upload_move(w, &place, 2, -1);
    home_commit(home);
    visit(b, "/my/entry/1");
    press(b, "Noch einmal einreichen");
    visit(office, "/office/entry/1/version/3");
    see_markup(office, "b.png\na.png · Ada");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASKS(the_receipt_leaves_out_what_is_not_asked),
        ASKS(only_what_is_asked_can_be_asked_for),
        ASKS(what_follows_comes_along),
        ASKS(another_category_is_checked_again),
        ASKS(one_rule_of_counting),
        ASKS(versions_name_files_and_their_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
