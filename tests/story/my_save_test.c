/* The nomination form's script: what it saves while somebody types, and what it
 * is told. */
#include "support/my_story.h"

static const char save_path[] = "/my/entry/1/save";

/* As the script does: "q_seat=a&base_q_seat=". */
static void type(struct browser *who, const char *fields)
{
    visit(who, "/account"); /* for the token */
    post_fields(who, save_path, fields);
}

static void expect_reply(struct browser *who, int want, const char *json)
{
    see_status(who, want);
    see_markup(who, json);
}

static int64_t versions(const char *code)
{
    return number(
        arena_printf(home->mem,
                     "SELECT count(*) FROM answer_version v JOIN question q ON "
                     "q.id = v.question_id WHERE q.code = '%s'",
                     code));
}

/* Minutes later; sessions end after half a day. */
static void wait_s(int64_t seconds)
{
    home_time(home, home->world.now + seconds);
}

/* Anna's page, in a nomination that nobody else can read. */
static void begin_alone(void)
{
    begin();
    home_time(home, TEST_NOW + 10);
}

/* --- what is stored --------------------------------------------------------
 */

static void a_field_is_saved(void **state)
{
    (void)state;
    begin_alone();
    type(b, "q_story_de=Eins%0d%0azwei&base_q_story_de=");
    expect_reply(b, 200, "{\"saved\":true,");
    see_markup(b, "\"at\":1790000010,");
    see_markup(b, "\"q_story_de\":\"Eins\\nzwei\"");
    see_markup(b, "\"q_seat\":\"\"");
    assert_string_equal(header(b, "content-type"), "application/json");
    expect_stored("story_de", "Eins\nzwei");
    type(b,
         "q_seat=+Bonn&base_q_seat=&q_site=firma.example&base_q_site="
         "&category=kmu&base_category=");
    expect_reply(b, 200, "\"q_seat\":\"Bonn\"");
    see_markup(b, "\"q_site\":\"https://firma.example\"");
    see_markup(b, "\"category\":\"kmu\"");
    /* taken away again */
    type(b, "q_seat=&base_q_seat=Bonn");
    expect_reply(b, 200, "\"q_seat\":\"\"");
    expect_stored("seat", NULL);
    /* the same once more, and nothing at all */
    type(b, "q_seat=&base_q_seat=Bonn");
    see_status(b, 200);
    type(b, "");
    expect_reply(b, 200, "\"q_story_de\":\"Eins\\nzwei\"");
}

static void consents_are_given_by_a_button(void **state)
{
    (void)state;
    begin_alone();
    type(b, "consent_data=1&before_consent_data=0&submit=1");
    see_status(b, 200);
    assert_int_equal(number("SELECT count(*) FROM consent"), 0);
    assert_string_equal(text("SELECT state FROM entry"), "draft");
}

static void what_is_no_answer_is_kept(void **state)
{
    (void)state;
    begin_alone();
    type(b, "q_employees=42&base_q_employees=");
    type(b, "q_employees=rund+60&base_q_employees=42&q_seat=Bonn&base_q_seat=");
    expect_reply(b, 422, "\"reason\":\"invalid\"");
    see_markup(b, "\"errors\":{\"q_employees\":\"Bitte geben Sie eine ganze");
    see_markup(b, "\"q_employees\":\"rund 60\"");
    expect_stored("employees", "42"); /* the last answer */
    expect_stored("seat", "Bonn");
    /* another device shows it, and what is wrong */
    struct browser *phone = browser_new(home);
    log_in(phone, "anna@firma.example");
    visit(phone, "/my/entry/1");
    see_status(phone, 200);
    assert_string_equal(field_value(phone, "q_employees"), "rund 60");
    see(phone, "ganze Zahl in Ziffern");
    see_markup(phone, "aria-invalid=\"true\"");
    visit(phone, save_path);
    expect_reply(phone, 200, "\"errors\":{\"q_employees\":");
    browser_free(phone);
}

static void what_is_no_answer_is_not_submitted(void **state)
{
    (void)state;
    begin_alone();
    fill_required();
    press(b, "Entwurf speichern");
    type(b, "q_seat=Ahrenfels+an+der+langen+Br%c3%bccke&base_q_seat=Ahrenfels");
    see_status(b, 422);
    /* also where the form that is sent leaves the field out */
    visit(b, "/my/entry/1");
    post_fields(b, "/my/entry/1", "submit=1");
    see_status(b, 422);
    see_markup(b, "href=\"#q_seat\"");
    visit(b, "/my/entry/1");
    see(b, "höchstens 20 Zeichen");
    press(b, "Einreichen");
    see_status(b, 422);
    see(b, "höchstens 20 Zeichen");
    assert_string_equal(text("SELECT state FROM entry"), "draft");
    fill(b, "q_seat", "Bonn");
    press(b, "Einreichen");
    see_status(b, 200);
    assert_string_equal(text("SELECT state FROM entry"), "submitted");
    expect_stored("seat", "Bonn");
}

static void a_very_long_text_is_kept(void **state)
{
    (void)state;
    begin_alone();
    char *words = arena_alloc(home->mem, 300001);
    memset(words, 'x', 300000);
    words[300000] = '\0';
    type(b, arena_printf(home->mem, "q_story_de=%s&base_q_story_de=", words));
    expect_reply(b, 422, "höchstens 4.000 Zeichen; jetzt sind es 300.000");
    visit(b, "/my/entry/1");
    assert_string_equal(field_value(b, "q_story_de"), words);
    expect_stored("story_de", NULL);
    /* and the plain button keeps it as well */
    fill(b, "q_mail", "anna@");
    press(b, "Entwurf speichern");
    see_status(b, 422);
    visit(b, "/my/entry/1");
    assert_string_equal(field_value(b, "q_mail"), "anna@");
    assert_string_equal(field_value(b, "q_story_de"), words);
}

/* --- two people ------------------------------------------------------------
 */

static void two_people_meet(void **state)
{
    (void)state;
    begin_alone();
    struct browser *other = second_contact();
    type(b, "q_seat=Bonn&base_q_seat=&q_story_de=Von+Anna&base_q_story_de=");
    /* he learns what she did, and what only he did is saved */
    type(other,
         "q_story_de=Von+Bert&base_q_story_de=&q_mail=b%40x.example"
         "&base_q_mail=");
    expect_reply(other, 409, "\"reason\":\"changed\"");
    see_markup(other, "\"clash\":[\"q_story_de\"]");
    see_markup(other, "\"by\":{\"q_story_de\":\"anna@firma.example\"}");
    see_markup(other, "\"errors\":{}");
    see_markup(other, "\"q_seat\":\"Bonn\"");
    see_markup(other, "\"q_story_de\":\"Von Anna\"");
    expect_stored("story_de", "Von Anna");
    expect_stored("mail", "b@x.example");
    /* his choice */
    type(other, "q_story_de=Von+Bert&base_q_story_de=Von+Anna");
    see_status(other, 200);
    expect_stored("story_de", "Von Bert");
    browser_free(other);
}

static void two_choose_a_category(void **state)
{
    (void)state;
    begin_alone();
    struct browser *other = second_contact();
    type(b, "category=kmu&base_category=");
    see_status(b, 200);
    fill(other, "category", "gross");
    press(other, "Entwurf speichern");
    see_status(other, 409);
    see(other, "gewählt und gespeichert");
    press(other, "Entwurf speichern");
    see_status(other, 200);
    assert_string_equal(field_value(other, "category"), "gross");
    type(b, "category=kmu&base_category=kmu"); /* not touched: not changed */
    expect_reply(b, 200, "\"category\":\"gross\"");
    type(b, "category=kmu&base_category=");
    expect_reply(b, 409, "\"clash\":[\"category\"]");
    browser_free(other);
}

/* --- refused ---------------------------------------------------------------
 */

static void too_late(void **state)
{
    (void)state;
    begin_alone();
    type(b, "q_seat=Bonn&base_q_seat=");
    home_sql(home, "UPDATE edition SET deadline_at = 1790000009");
    type(b, "q_seat=Wien&base_q_seat=Bonn");
    expect_reply(b, 409, "\"reason\":\"closed\"");
    see_markup(b, "\"q_seat\":\"Bonn\"");
    visit(b, save_path);
    expect_reply(b, 200, "\"reason\":\"closed\"");
    expect_stored("seat", "Bonn");
    home_sql(home, "UPDATE edition SET deadline_at = 1790003600");
    visit(b, "/my/entry/1");
    fill(b, "q_seat", "Wien");
    home_sql(home, "UPDATE entry SET state = 'withdrawn'");
    press(b, "Entwurf speichern");
    see_status(b, 409);
    see(b, "inzwischen zurückgezogen");
    assert_string_equal(field_value(b, "q_seat"), "Wien");
}

static void not_ones_own(void **state)
{
    (void)state;
    begin_alone();
    nomination_company(home, "eve@other.example", "Andere GmbH");
    struct browser *other = browser_new(home);
    log_in(other, "eve@other.example");
    visit(other, "/account");
    type(other, "q_seat=Bonn&base_q_seat=");
    see_status(other, 404);
    visit(other, save_path);
    see_status(other, 404);
    expect_stored("seat", NULL);
    browser_free(other);
}

static void ended_session_and_wrong_token(void **state)
{
    (void)state;
    static const char form[] = "application/x-www-form-urlencoded";
    static const char fields[] = "csrf=x&q_seat=Bonn";
    begin_alone();
    request_raw(b, "POST", save_path, form, fields, sizeof fields - 1);
    see_status(b, 403);
    home_sql(home, "DELETE FROM session");
    request_raw(b, "POST", save_path, form, fields, sizeof fields - 1);
    see_status(b, 303);
    see_markup(b, "");
    expect_stored("seat", NULL);
}

/* --- versions --------------------------------------------------------------
 */

static void type_seat(const char *before, const char *now)
{
    type(b, arena_printf(home->mem, "q_seat=%s&base_q_seat=%s", now, before));
    see_status(b, 200);
}

static void typing_does_not_flood(void **state)
{
    (void)state;
    begin_alone();
    type_seat("", "B");
    wait_s(60);
    type_seat("B", "Bo");
    wait_s(60);
    type_seat("Bo", "Bonn");
    assert_int_equal(versions("seat"), 1);
    assert_string_equal(text("SELECT value FROM answer_version"), "Bonn");
    /* a run of typing ends */
    wait_s(ENTRY_TYPING_S);
    type_seat("Bonn", "Bonn am Rhein");
    assert_int_equal(versions("seat"), 2);
    /* what was there when a button was pressed stays */
    visit(b, "/my/entry/1");
    press(b, "Entwurf speichern");
    type_seat("Bonn am Rhein", "Wien");
    assert_int_equal(versions("seat"), 3);
    /* a draft is replaced alike */
    type(b, "q_mail=a%40&base_q_mail=");
    type(b, "q_mail=a%40x.example&base_q_mail=a%40");
    assert_int_equal(versions("mail"), 1);
    expect_stored("mail", "a@x.example");
}

static void what_others_saved_between_stays(void **state)
{
    (void)state;
    begin_alone();
    struct browser *other = second_contact();
    wait_s(3600);
    type_seat("", "B");
    type_seat("B", "Bo");
    assert_int_equal(versions("seat"), 1); /* he was here an hour ago */
    type(other, "q_mail=b%40x.example&base_q_mail=");
    see_status(other, 200);
    /* as if he had not been in the house, only his save */
    home_sql(home, "UPDATE session SET seen_at = 1790000010 WHERE user_id = 2");
    type_seat("Bo", "Bonn");
    assert_int_equal(versions("seat"), 2);
    browser_free(other);
}

static void what_others_could_see_stays(void **state)
{
    (void)state;
    begin_alone();
    struct browser *other = second_contact();
    wait_s(3600);
    type_seat("", "B");
    visit(other, "/my/entry/1"); /* he reads it, and writes nothing */
    type_seat("B", "Bo");
    assert_int_equal(versions("seat"), 2);
    /* and goes: that he was there is still known */
    press(other, "Abmelden");
    assert_int_equal(number("SELECT count(*) FROM session"), 1);
    type_seat("Bo", "Bon");
    assert_int_equal(versions("seat"), 3);
    wait_s(120);
    type_seat("Bon", "Bonn");
    type_seat("Bonn", "Bonn am Rhein");
    assert_int_equal(versions("seat"), 4); /* the fourth was only hers */
    browser_free(other);
}

static void an_organiser_could_see_it_too(void **state)
{
    (void)state;
    begin_alone();
    home_user(home, "office@example.org", "organiser");
    struct browser *office = browser_new(home);
    type_seat("", "B");
    log_in(office, "office@example.org");
    type_seat("B", "Bonn");
    assert_int_equal(versions("seat"), 2);
    browser_free(office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_field_is_saved),
        STORY(consents_are_given_by_a_button),
        STORY(what_is_no_answer_is_kept),
        STORY(what_is_no_answer_is_not_submitted),
        STORY(a_very_long_text_is_kept),
        STORY(two_people_meet),
        STORY(two_choose_a_category),
        STORY(too_late),
        STORY(not_ones_own),
        STORY(ended_session_and_wrong_token),
        STORY(typing_does_not_flood),
        STORY(what_others_saved_between_stays),
        STORY(what_others_could_see_stays),
        STORY(an_organiser_could_see_it_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
