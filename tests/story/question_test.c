/* Questions of every kind, and those that are asked only in some cases, all
 * without a script: what is shown, demanded, kept, read and printed. */
#include "support/my_story.h"

#include "model/publish.h"
#include "support/questions.h"

static int open_form(void **state)
{
    setup(state);
    questions_form(home);
    begin();
    return 0;
}

#define ASKS(name) cmocka_unit_test_setup_teardown(name, open_form, teardown)

static void send(const char *fields)
{
    send_answers("/my/entry/1", fields);
}

static void add_answer(const char *code, const char *value)
{
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO answer (entry_id, question_id, value, "
                          "updated_at) SELECT 1, id, '%s', 1 FROM question "
                          "WHERE code = '%s'",
                          value, code));
}

static char *flat(const char *markup)
{
    char *out = arena_alloc(home->mem, strlen(markup) + 1);
    size_t n = 0;
    for (const char *c = markup; *c != '\0'; c++)
        if ((*c != '\n' && *c != ' ') || (n > 0 && out[n - 1] != ' '))
            out[n++] = *c == '\n' ? ' ' : *c;
    out[n] = '\0';
    return out;
}

/* On the page, whatever lines its tags are broken into. */
static void see_tag(const char *markup)
{
    if (strstr(flat(page(b)), markup) == NULL)
        fail_msg("no %s in %s", markup, page(b));
}

/* --- kinds -----------------------------------------------------------------
 */

static void new_kinds_are_kept(void **state)
{
    (void)state;
    send(
        "q_cost=1.200,50+%E2%82%AC&q_born=3.5.2026"
        "&q_tongue=&q_tongue=fr&q_tongue=de"
        "&q_land=&q_land.label=Polen&q_land.number=12"
        "&q_land.label=&q_land.number="
        "&q_land.label=+Sri+Lanka&q_land.number=7");
    see_status(b, 303);
    expect_stored("cost", "120050");
    expect_stored("born", "2026-05-03");
    expect_stored("tongue", "de fr");
    expect_stored("land", "Polen\t12\nSri Lanka\t7");
    visit(b, "/my/entry/1");
    assert_string_equal(field_value(b, "q_cost"), "1200,50");
    assert_string_equal(field_value(b, "q_born"), "2026-05-03");
    see_tag("name=\"q_land.label\" type=\"text\" value=\"Sri Lanka\"");
    see_tag("name=\"q_land.number\" type=\"text\" value=\"7\"");
    see_tag("data-question=\"q_land\" data-kind=\"table\"");
    /* the page as it stands changes nothing */
    int64_t versions = home_number(home, "SELECT count(*) FROM answer_version");
    press(b, "Entwurf speichern");
    see_status(b, 200);
    assert_int_equal(home_number(home, "SELECT count(*) FROM answer_version"),
                     versions);
    /* taking all away */
    send("q_cost=&q_born=&q_tongue=&q_land=&q_land.label=&q_land.number=");
    assert_int_equal(home_number(home, "SELECT count(*) FROM answer"), 0);
}

static const struct {
    const char *fields, *error, *kept; /* markup that is still there */
} bad_ones[] = {
    {"q_cost=viel", "einen Betrag in Euro", "value=\"viel\""},
    {"q_born=31.2.2026", "einen Tag ein, etwa 31.12.2026",
     "value=\"31.2.2026\""},
    {"q_born=1999-12-31", "einen Tag ab dem 1. Januar 2000",
     "value=\"1999-12-31\""},
    {"q_tongue=de&q_tongue=es", "eine der Antworten",
     "value=\"de\" id=\"q_tongue\" checked"},
    {"q_land=&q_land.label=Polen&q_land.number=viele",
     "„Polen“ braucht eine ganze Zahl", "value=\"viele\""},
    {"q_land=&q_land.label=&q_land.number=7", "davor steht nichts",
     "value=\"7\""},
    {"q_land=&q_land.label=Polen&q_land.number=", "„Polen“ braucht",
     "value=\"Polen\""},
    {"q_land=&q_land.label=Typ+5&q_land.number=", "„Typ 5“ braucht",
     "value=\"Typ 5\""},
    {"q_land=&q_land.label=a&q_land.number=1&q_land.label=A&q_land.number=2",
     "„A“ steht zweimal da", "value=\"A\""},
};

static void bad_answers_are_shown_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_ones / sizeof *bad_ones; i++) {
        send(arena_printf(home->mem, "q_seat=Ort+%zu&%s", i,
                          bad_ones[i].fields));
        see_status(b, 422);
        see(b, bad_ones[i].error);
        see_tag(bad_ones[i].kept);
        expect_stored("seat", arena_printf(home->mem, "Ort %zu", i));
    }
    assert_int_equal(home_number(home, "SELECT count(*) FROM answer"), 1);
}

static void a_table_gets_more_rows(void **state)
{
    (void)state;
    send("q_land=&q_land.label=Polen&q_land.number=12&rows=q_land");
    see_status(b, 303);
    assert_true(str_ends(header(b, "location"), "/my/entry/1#q_land"));
    send("q_land=&rows=q_land%0d%0aX:y");
    assert_true(str_ends(header(b, "location"), "/my/entry/1"));
    visit(b, "/my/entry/1");
    see(b, "Speichern und Zeilen anfügen");
}

/* --- conditions ------------------------------------------------------------
 */

static const struct {
    const char *course, *level, *member, *category;
    const char *asked; /* of the questions below, in form order */
} cases[] = {
    {"", "", "", "", "course"},
    {"no", "", "", "", "course"},
    {"yes", "", "", "", "course level"},
    {"yes", "few", "", "kmu", "course level"},
    {"yes", "many", "", "kmu", "course level detail"},
    /* what a hidden question was answered with shows nothing */
    {"no", "many", "", "kmu", "course"},
    {"", "many", "yes", "kmu", "course"},
    {"", "", "", "gross", "course guild member"},
    {"", "", "no", "gross", "course guild member"},
    {"", "", "yes", "gross", "course guild member seal"},
    {"yes", "many", "yes", "gross", "course level detail guild member seal"},
};

static const char *asked_now(void)
{
    const char *all = text(
        "SELECT coalesce(group_concat(code, ' '), '') FROM (SELECT q.code "
        "FROM question q JOIN asked x ON x.question_id = q.id "
        "WHERE x.entry_id = 1 AND q.position >= 24 ORDER BY q.position)");
    return all;
}

static bool is_demanded(const char *field)
{
    const char **missing;
    struct world *w = home_begin(home);
    size_t count = entry_missing(w, 1, &missing);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found = found || str_equal(missing[i], field);
    home_commit(home);
    return found;
}

static void what_is_asked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home,
                 "DELETE FROM answer; UPDATE entry SET category_id = "
                 "NULL");
        if (cases[i].course[0])
            add_answer("course", cases[i].course);
        if (cases[i].level[0])
            add_answer("level", cases[i].level);
        if (cases[i].member[0])
            add_answer("member", cases[i].member);
        home_sql(home, arena_printf(home->mem,
                                    "UPDATE entry SET category_id = (SELECT id "
                                    "FROM category WHERE code = '%s')",
                                    cases[i].category));
        if (!str_equal(asked_now(), cases[i].asked))
            fail_msg("case %zu: %s instead of %s", i, asked_now(),
                     cases[i].asked);
        assert_int_equal(is_demanded("q_detail"),
                         strstr(cases[i].asked, "detail") != NULL);
        assert_int_equal(is_demanded("q_guild"),
                         strstr(cases[i].asked, "guild") != NULL);
        assert_int_equal(is_demanded("q_seal"),
                         strstr(cases[i].asked, "seal") != NULL);
    }
}

/* A confirmed category counts, but not while the company works on it. */
static void which_category_counts(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE entry SET category_id = (SELECT id FROM category "
             "WHERE code = 'kmu'), confirmed_category_id = (SELECT id "
             "FROM category WHERE code = 'gross'), state = 'admitted'");
    assert_string_equal(asked_now(), "course guild member");
    home_sql(home, "UPDATE entry SET state = 'draft'");
    assert_string_equal(asked_now(), "course");
}

static void a_hidden_question_is_not_demanded(void **state)
{
    (void)state;
    see(b, "Nur falls „Kurse?“ beantwortet ist mit: ja");
    see(b, "Nur falls „Wie viele?“ beantwortet ist mit: Viele");
    see_tag("data-if=\"q_level\" data-if-is=\"many\"");
    fill_required();
    fill(b, "q_course", "yes");
    fill(b, "q_level", "many");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "Welche genau? Bitte füllen Sie dieses Feld aus.");
    fill(b, "q_detail", "kurz");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b,
        "mindestens 10 Zeichen, damit die Jury urteilen kann; jetzt sind es "
        "4.");
    expect_stored("detail", "kurz"); /* too short to submit, not to be kept */
    fill(b, "q_course", "no");
    press(b, "Einreichen");
    see(b, "Ihre Bewerbung ist angekommen.");
    expect_stored("detail", "kurz");
    expect_stored("level", "many");
    see_not(b, "kurz");
    see_not(b, "Wie viele?");
}

static void the_form_follows_the_category(void **state)
{
    (void)state;
    see_tag("data-question=\"q_guild\" data-kind=\"short\"");
    fill_required();
    press(b, "Entwurf speichern");
    char *all = flat(page(b));
    assert_non_null(strstr(all, "data-categories=\"gross\""));
    assert_non_null(strstr(strstr(all, "data-question=\"q_guild\""), "hidden"));
    fill(b, "category", "gross");
    press(b, "Entwurf speichern");
    all = flat(page(b));
    char *guild = strstr(all, "data-question=\"q_guild\"");
    assert_null(memmem(guild, 200, "hidden", 6));
    fill(b, "q_guild", "Bäcker");
    press(b, "Einreichen");
    see(b, "Ihre Bewerbung ist angekommen.");
    see(b, "Bäcker");
}

/* Back in another category the answer is kept, and nobody reads it. */
static void another_category_keeps_the_answer(void **state)
{
    (void)state;
    fill_required();
    fill(b, "category", "gross");
    press(b, "Entwurf speichern");
    fill(b, "q_guild", "Bäcker");
    press(b, "Entwurf speichern");
    fill(b, "category", "kmu");
    press(b, "Einreichen");
    see(b, "Ihre Bewerbung ist angekommen.");
    see_not(b, "Bäcker");
    expect_stored("guild", "Bäcker");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/entry/1");
    see(office, "Innung (hier nicht gefragt)");
    browser_free(office);
}

/* The list counts what is asked: category, three questions and a consent. */
static void the_list_counts_what_is_asked(void **state)
{
    (void)state;
    visit(b, "/my");
    see(b, "0 von 5 Pflichtangaben");
    send("q_course=yes&q_level=many");
    visit(b, "/my");
    see(b, "0 von 6 Pflichtangaben");
    send("q_detail=Das+sind+alle+Kurse.&category=gross&base_category=");
    visit(b, "/my");
    see(b, "2 von 7 Pflichtangaben");
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "office@example.org");
    visit(office, "/office/edition/2026/entries?state=draft");
    see(office, "4 Angaben fehlen");
    browser_free(office);
}

/* --- who reads it ----------------------------------------------------------
 */

static const struct publish_fact *fact(const struct publish_entry *e,
                                       const char *label)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (str_equal(e->facts[i].label.de, label))
            return &e->facts[i];
    return NULL;
}

static void what_is_printed(void **state)
{
    struct publish_entry *e;
    (void)state;
    add_answer("cost", "120050");
    add_answer("tongue", "de fr");
    add_answer("land", "Polen\t1200\nIndien\t7");
    add_answer("course", "yes");
    add_answer("level", "many");
    add_answer("detail", "Ein Kurs am Freitag.");
    home_sql(home,
             "UPDATE entry SET state = 'admitted', category_id = 1, "
             "confirmed_category_id = 1");
    struct world *w = home_begin(home);
    assert_int_equal(publish_entries(w, 1, &e), 1);
    assert_string_equal(fact(e, "Kosten")->value.de, "1.200,50\u00a0€");
    assert_string_equal(fact(e, "Kosten")->value.en, "€1,200.50");
    assert_string_equal(fact(e, "Sprachen")->value.en, "German, French");
    assert_string_equal(fact(e, "Herkunft")->value.de, "Polen 1.200, Indien 7");
    assert_string_equal(e->example.de, "Ein Kurs am Freitag.");
    home_commit(home);
    home_sql(home, "UPDATE answer SET value = 'few' WHERE value = 'many'");
    w = home_begin(home);
    publish_entries(w, 1, &e);
    assert_string_equal(e->example.de, "");
    assert_non_null(fact(e, "Kosten"));
    home_commit(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASKS(new_kinds_are_kept),
        ASKS(bad_answers_are_shown_again),
        ASKS(a_table_gets_more_rows),
        ASKS(what_is_asked),
        ASKS(which_category_counts),
        ASKS(a_hidden_question_is_not_demanded),
        ASKS(the_form_follows_the_category),
        ASKS(another_category_keeps_the_answer),
        ASKS(the_list_counts_what_is_asked),
        ASKS(what_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
