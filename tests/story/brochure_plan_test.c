/* What an edition's design, parts and order make of data.json, and pages of one
 * company. */
#include "support/brochure_story.h"

static void the_design(void **state)
{
    (void)state;
    build();
    expect("format", "a4");
    expect("fonts.text", "Vollkorn");
    assert_non_null(at("accent_cmyk.3"));
    assert_null(at("logo"));
    assert_null(at("cover"));
    home_sql(home,
             "INSERT INTO brochure_design (edition_id, format, languages, "
             "font_text, font_head, cyan, magenta, yellow, black, "
             "nominee_pages, link_codes, logo_file_id, cover_file_id, "
             "cover_credit, cover_alt_de, changed_at) VALUES (1, 'square', "
             "'two', 'Inter', 'Vollkorn', 88, 40, 45, 35, 2, 0, 1, 1, "
             "'Wer <i>auch</i> immer', 'Eine Stadt', 2000000000)");
    build();
    expect("format", "square");
    expect("fonts.text", "Inter");
    expect("fonts.head", "Vollkorn");
    assert_int_equal(at("accent_cmyk.1")->integer, 40);
    assert_int_equal(at("nominee_pages")->integer, 2);
    assert_int_equal(at("link_codes")->kind, JSON_FALSE);
    assert_int_equal(at("created_at")->integer, 2000000000);
    assert_int_equal(brochure.created_at, 2000000000);
    assert_null(at("entries.0.link"));
    expect("logo", "images/logo.jpg");
    expect("cover.photo", "images/cover.jpg");
    expect("cover.credit", "Wer <i>auch</i> immer");
    expect("cover.alt.de", "Eine Stadt");
    assert_int_equal(brochure.image_count, 3);
}

static void one_language(void **state)
{
    struct brochure english;
    struct json_fault fault;
    (void)state;
    build();
    expect("languages.0", "de");
    expect("languages.1", "en");
    struct world *w = home_begin(home);
    assert_true(brochure_build(w, 1, "en", &english));
    home_commit(home);
    data = json_parse(home->mem, english.data, english.data_bytes, &fault);
    expect("languages.0", "en");
    assert_null(at("languages.1"));
    assert_string_not_equal(english.digest, brochure.digest);
}

static void the_parts(void **state)
{
    (void)state;
    build();
    expect("parts.0.kind", "contents");
    expect("parts.10.kind", "imprint");
    assert_null(at("parts.11"));
    home_sql(home,
             "INSERT INTO brochure_part (edition_id, position, kind, shown, "
             "title_de, body_de, file_id, credit, alt_en) VALUES "
             "(1, 2, 'own', 1, 'Der Abend', '**Viele** kamen.', 1, 'Jana', "
             "'People'), (1, 1, 'imprint', 1, '', '', NULL, '', ''),"
             "(1, 3, 'jury', 0, '', '', NULL, '', '');"
             "UPDATE greeting SET portrait_file_id = 1, credit = 'Presseamt'");
    build();
    expect("parts.0.kind", "imprint");
    assert_null(at("parts.0.title"));
    expect("parts.1.title.de", "Der Abend");
    expect("parts.1.body.de", "**Viele** kamen.");
    expect("parts.1.picture.file", "images/part-1.jpg");
    expect("parts.1.picture.credit", "Jana");
    expect("parts.1.picture.alt.en", "People");
    assert_null(at("parts.2"));
    expect("greetings.0.portrait.file", "images/greeting-1.jpg");
    expect("greetings.0.portrait.credit", "Presseamt");
}

static void the_order_of_companies(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO brochure_entry (entry_id, position, shown, pages) "
             "VALUES (2, 1, 1, 2), (3, NULL, 0, 0)");
    build();
    expect("entries.0.name", "Grünzeit Gärtnerei");
    assert_int_equal(at("entries.0.pages")->integer, 2);
    expect("entries.1.name", "Lichtwerk <script>alert(1)</script>");
    assert_null(at("entries.1.pages"));
    assert_null(at("entries.2"));
    expect("participants.2.name", "Papierhof");
    home_sql(home, "UPDATE brochure_entry SET position = NULL");
    build();
    expect("entries.0.name", "Lichtwerk <script>alert(1)</script>");
}

static void the_address_as_code(void **state)
{
    (void)state;
    build();
    const struct json *row = at("entries.0.link.code");
    assert_non_null(row);
    size_t rows = row->count;
    assert_true(rows >= 21);
    assert_true(str_starts(at("entries.0.link.url")->text, "https://"));
    for (const struct json *r = row->child; r != NULL; r = r->next) {
        assert_int_equal(strlen(r->text), rows);
        assert_int_equal(strspn(r->text, "01"), rows);
    }
    /* the eye of a code, top left */
    assert_true(str_starts(row->child->text, "11111110"));
}

static void special_and_withheld(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO prize (edition_id, code, position, name_de, name_en, "
             "description_de, donor, head_cents, cap_cents) VALUES "
             "(1, 'praxis', 1, 'Praxis-Preis', 'Practice Prize', 'Fürs Team', "
             "'Sparverein', 10000, 100000),"
             "(1, 'mut', 2, 'Mutpreis', 'Prize for courage', '', '', 0, 0);"
             "INSERT INTO prize_award (prize_id, entry_id, heads, amount_cents,"
             " reason_de, decided_at) VALUES (1, 2, 8, 80000, 'Acht Leute.', "
             "40);"
             "INSERT INTO withheld (edition_id, category_id, prize_id, "
             "reason_de, decided_at) VALUES (1, 2, NULL, 'Zu wenige.', 40), "
             "(1, NULL, 2, 'Niemand.', 40)");
    build();
    expect("specials.0.name.en", "Practice Prize");
    expect("specials.0.description.de", "Fürs Team");
    expect("specials.0.donor", "Sparverein");
    expect("specials.0.awards.0.name", "Grünzeit Gärtnerei");
    assert_non_null(strstr(at("specials.0.awards.0.money.de")->text, "800"));
    assert_string_not_equal(at("specials.0.awards.0.money.de")->text,
                            at("specials.0.awards.0.money.en")->text);
    expect("specials.0.awards.0.reason.de", "Acht Leute.");
    assert_null(at("specials.0.reason"));
    expect("specials.1.name.de", "Mutpreis");
    expect("specials.1.reason.de", "Niemand.");
    assert_null(at("specials.1.awards.0"));
    expect("withheld.0.reason.de", "Zu wenige.");
    assert_non_null(at("withheld.0.category.de"));
}

/* Nothing that is printed may change while the file stays the old one. */
static void every_change_counts(void **state)
{
    static const char *const changes[] = {
        "UPDATE greeting SET body_en = 'Dear all'",
        "UPDATE greeting SET portrait_file_id = 1",
        "UPDATE partner SET name = 'Bank' WHERE tier = 'sponsor'",
        "UPDATE partner SET logo_file_id = 1",
        "INSERT INTO brochure_entry (entry_id, pages) VALUES (1, 2)",
        "INSERT INTO brochure_design (edition_id, changed_at) VALUES (1, 1);"
        "UPDATE brochure_design SET format = 'a5'",
        "UPDATE brochure_design SET cover_file_id = 1",
        "UPDATE brochure_design SET cover_credit = 'Jana'",
        "INSERT INTO brochure_part (edition_id, position, kind) VALUES "
        "(1, 1, 'jury')",
        "UPDATE edition SET accent = '#123456'",
    };
    char before[80];
    (void)state;
    build();
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        snprintf(before, sizeof before, "%s", brochure.digest);
        home_sql(home, changes[i]);
        build();
        if (str_equal(before, brochure.digest))
            fail_msg("%s changed nothing", changes[i]);
    }
}

/* --- one page ---------------------------------------------------------------
 */

static struct brochure page_as(const struct brochure_page_wish *wish)
{
    struct brochure page;
    struct json_fault fault;
    struct world *w = home_begin(home);
    assert_true(brochure_page_as(w, 1, wish, &page));
    home_commit(home);
    data = json_parse(home->mem, page.data, page.data_bytes, &fault);
    assert_non_null(data);
    assert_null(strchr(page.data, '\n'));
    return page;
}

static void a_page_alone(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO brochure_design (edition_id, format, changed_at) "
             "VALUES (1, 'a5', 7); INSERT INTO brochure_entry (entry_id, pages)"
             " VALUES (1, 2)");
    struct brochure plain = page_as(&(struct brochure_page_wish){0});
    expect("format", "a5");
    assert_int_equal(at("entries.0.pages")->integer, 2);
    assert_null(at("entries.0.winner"));
    assert_null(strstr(plain.data, "leuchten"));
    expect("entries.0.photo.file", "images/stub.svg");
    assert_int_equal(plain.image_count, 0);

    struct brochure whole = page_as(&(struct brochure_page_wish){
        .language = "de", .decided = true, .pictures = true});
    assert_int_equal(at("entries.0.winner")->kind, JSON_TRUE);
    expect("entries.0.reason.de", "Sie <b>leuchten</b>.");
    expect("entries.0.photo.file", "images/1-photo.jpg");
    expect("entries.0.photo.credit", "Mara <i>Lenz</i>");
    assert_null(at("languages.1"));
    assert_int_equal(whole.image_count, 1);
    assert_string_not_equal(whole.digest, plain.digest);
}

static void a_page_does_not_tell(void **state)
{
    char before[80];
    (void)state;
    const struct brochure_page_wish wish = {.agreed = true, .pictures = true};
    snprintf(before, sizeof before, "%s", page_as(&wish).digest);
    home_sql(home,
             "UPDATE honour SET reason_de = 'Anders.', kind = "
             "'commended' WHERE kind = 'winner'");
    assert_string_equal(page_as(&wish).digest, before);
    home_sql(home, "DELETE FROM consent WHERE consent_kind_id = 2");
    page_as(&wish);
    assert_null(at("entries.0.photo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        STORY(the_design),
        STORY(one_language),
        STORY(the_parts),
        STORY(the_order_of_companies),
        STORY(the_address_as_code),
        STORY(special_and_withheld),
        STORY(every_change_counts),
        STORY(a_page_alone),
        STORY(a_page_does_not_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
