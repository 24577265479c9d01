/* Drafts: what is kept, what is refused, and two people at the same form. */
#include "support/my_story.h"

/* --- drafts ----------------------------------------------------------------
 */

static void draft_is_kept(void **state)
{
    (void)state;
    begin();
    fill_required();
    fill(b, "q_way", "all");
    fill(b, "q_mentors", "no");
    fill(b, "q_site", "www.firma.example");
    press(b, "Entwurf speichern");
    see_status(b, 200);
    see(b, "Der Entwurf ist gespeichert.");
    expect_stored("seat", "Ahrenfels");
    expect_stored("employees", "42");
    expect_stored("story_de", "Wir lernen.\nJeden Tag.");
    expect_stored("way", "all");
    expect_stored("mentors", "no");
    expect_stored("site", "https://www.firma.example");
    expect_stored("mail", NULL);
    assert_string_equal(field_value(b, "q_way"), "all");
    assert_string_equal(field_value(b, "category"), "kmu");
    see(b, "22 von 4.000 Zeichen");
    /* taking an answer and a consent away again */
    fill(b, "q_way", "");
    uncheck(b, "consent_data", "1");
    press(b, "Entwurf speichern");
    expect_stored("way", NULL);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM consent WHERE "
                                 "withdrawn_at IS NULL"),
                     0);
}

static const struct bad_answer {
    const char *name, *field, *typed, *error;
} bad_answers[] = {
    {"not a number", "q_employees", "rund 60", "ganze Zahl in Ziffern"},
    {"a fraction", "q_employees", "1.5", "ganze Zahl in Ziffern"},
    {"too small", "q_employees", "0", "eine Zahl ab 1 ein"},
    {"too large", "q_employees", "1000001", "höchstens 1.000.000 ein"},
    {"beyond 64 bits", "q_employees", "99999999999999999999", "ganze Zahl"},
    {"too long", "q_seat", "Ahrenfels an der Brücke",
     "höchstens 20 Zeichen; jetzt sind es 23"},
    {"a script's address", "q_site", "javascript:alert(1)", "Internetadresse"},
    {"an address with blanks", "q_site", "https://a b.example", "Internet"},
    {"no host", "q_site", "firma", "Internetadresse"},
    {"not an e-mail address", "q_mail", "anna@", "E-Mail-Adresse"},
};

static void bad_answers_keep_the_good_ones(void **state)
{
    (void)state;
    size_t count = sizeof bad_answers / sizeof *bad_answers;
    for (size_t i = 0; i < count; i++) {
        const struct bad_answer *a = &bad_answers[i];
        if (i == 0)
            begin();
        visit(b, "/my/entry/1");
        char *story = arena_printf(home->mem, "Fassung %zu", i);
        fill(b, "q_story_de", story);
        fill(b, a->field, a->typed);
        press(b, "Entwurf speichern");
        see_status(b, 422);
        see(b, a->error);
        see(b, "1 Angabe braucht noch einen Blick");
        see_markup(b, arena_printf(home->mem, "<a href=\"#%s\">", a->field));
        see_markup(b, "aria-invalid=\"true\"");
        assert_string_equal(field_value(b, a->field), a->typed);
        expect_stored("story_de", story);
        expect_stored(a->field + 2, NULL);
        /* it is kept, until something else is typed */
        visit(b, "/my/entry/1");
        assert_string_equal(field_value(b, a->field), a->typed);
        see(b, a->error);
        fill(b, a->field, "");
        press(b, "Entwurf speichern");
        see_status(b, 200);
    }
}

static void choices_of_others_are_refused(void **state)
{
    (void)state;
    begin();
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    static const char *const bodies[] = {"q_way=none", "q_mentors=maybe",
                                         "category=fremd"};
    for (size_t i = 0; i < 3; i++) {
        char *body = arena_printf(home->mem, "csrf=%s&%s", csrf, bodies[i]);
        request_raw(b, "POST", "/my/entry/1",
                    "application/x-www-form-urlencoded", body, strlen(body));
        see_status(b, 422);
        see(b, "eine der Antworten");
    }
    assert_int_equal(home_number(home, "SELECT count(*) FROM answer"), 0);
}

static char *repeated(const char *text, size_t count)
{
    size_t bytes = strlen(text);
    char *all = arena_alloc(home->mem, count * bytes + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(all + i * bytes, text, bytes);
    return all;
}

static void characters_are_what_readers_see(void **state)
{
    (void)state;
    begin();
    /* a family of four is one character of 25 bytes */
    char *families = repeated(
        "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 4000);
    fill(b, "q_story_de", families);
    press(b, "Entwurf speichern");
    see_status(b, 200);
    see(b, "4.000 von 4.000 Zeichen");
    char *longer = repeated("x", 9000);
    fill(b, "q_story_de", longer);
    press(b, "Entwurf speichern");
    see_status(b, 422);
    see(b, "höchstens 4.000 Zeichen; jetzt sind es 9.000");
    assert_string_equal(field_value(b, "q_story_de"), longer);
    expect_stored("story_de", families);
}

static void scripts_are_text(void **state)
{
    (void)state;
    begin();
    fill_required();
    fill(b, "q_seat", "<script>1</script>");
    fill(b, "q_story_de", "</textarea><script>alert(1)</script>");
    press(b, "Entwurf speichern");
    see_status(b, 200);
    see_no_markup(b, "<script>");
    assert_string_equal(field_value(b, "q_seat"), "<script>1</script>");
    press(b, "Einreichen");
    see_no_markup(b, "<script>");
    see(b, "<script>alert(1)</script>");
}

/* --- two people ------------------------------------------------------------
 */

static void changes_of_both_are_merged(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    struct browser *other = second_contact();
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    /* his page still shows the old seat, which he did not touch */
    fill(other, "q_story_de", "Von Bert.");
    press(other, "Entwurf speichern");
    see_status(other, 200);
    expect_stored("seat", "Neustadt");
    expect_stored("story_de", "Von Bert.");
    browser_free(other);
}

static void conflict_shows_both(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Entwurf speichern");
    struct browser *other = second_contact();
    fill(b, "q_story_de", "Von Anna.");
    press(b, "Entwurf speichern");
    fill(other, "q_story_de", "Von Bert.");
    fill(other, "q_employees", "43");
    press(other, "Einreichen");
    see_status(other, 409);
    see(other, "Diese Angabe wurde inzwischen geändert.");
    see(other, "Inzwischen gespeichert von anna@firma.example:");
    see(other, "Von Anna.");
    assert_string_equal(field_value(other, "q_story_de"), "Von Bert.");
    expect_stored("story_de", "Von Anna.");
    expect_stored("employees", "43");
    /* saving again is the decision */
    press(other, "Entwurf speichern");
    see_status(other, 200);
    expect_stored("story_de", "Von Bert.");
    browser_free(other);
}

static void same_text_is_no_conflict(void **state)
{
    (void)state;
    begin();
    struct browser *other = second_contact();
    fill(b, "q_seat", "Neustadt");
    press(b, "Entwurf speichern");
    fill(other, "q_seat", "Neustadt");
    press(other, "Entwurf speichern");
    see_status(other, 200);
    browser_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(draft_is_kept),
        STORY(bad_answers_keep_the_good_ones),
        STORY(choices_of_others_are_refused),
        STORY(characters_are_what_readers_see),
        STORY(scripts_are_text),
        STORY(changes_of_both_are_merged),
        STORY(conflict_shows_both),
        STORY(same_text_is_no_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
