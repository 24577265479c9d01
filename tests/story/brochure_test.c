/* What the brochure prints: data.json of an edition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "support/brochure_story.h"

static void head(void **state)
{
    (void)state;
    build();
    expect("award.de", "Testpreis");
    expect("award.en", "Test Award");
    expect("year", "2026");
    expect("motto.en", "Diversity works");
    expect("accent", "#2f6b4f");
    expect("greetings.0.name", "Dr. Sommer");
    expect("greetings.0.function.de", "Ministerin");
    expect("greetings.0.text.de", "Liebe Leute");
    assert_null(at("greetings.0.text.en"));
    expect("jury.members.0.name", "Prof. Ida Falk");
    expect("jury.members.0.function.en", "Hochschule, President");
    expect("imprint.text.en", "Published by us");
    expect("about.figures.0.value", "3");
    expect("about.figures.3.value", "1");
    expect("about.figures.3.label.en", "winner");
    expect("partners.0.tier.de", "Veranstalter");
    expect("partners.0.members.0.name", "Stadt");
    expect("partners.3.members.0.web", "https://s.example/");
}

static void a_winner(void **state)
{
    (void)state;
    build();
    expect("entries.0.name", "Lichtwerk <script>alert(1)</script>");
    assert_int_equal(at("entries.0.winner")->kind, JSON_TRUE);
    expect("entries.0.city", "Jena");
    expect("entries.0.category.en", "Small and medium-sized companies");
    expect("entries.0.reason.de", "Sie <b>leuchten</b>.");
    expect("entries.0.facts.0.label.de", "Branche");
    expect("entries.0.facts.0.label.en", "Sector");
    expect("entries.0.facts.0.value.de", "Optik");
    expect("entries.0.facts.0.value.en", "Optics");
    expect("entries.0.facts.1.value", "1998");
    expect("entries.0.facts.2.value.de", "12.000");
    expect("entries.0.facts.2.value.en", "12,000");
    expect("entries.0.facts.3.label.en", "Online");
    assert_null(at("entries.0.facts.4"));
    expect("entries.0.text.de", "Wir schleifen Linsen.\n\nUnd <b>lernen</b>.");
    expect("entries.0.text.en", "We grind lenses.");
    expect("entries.0.quote.text.de", "Willkommen!");
    expect("entries.0.quote.name", "Priya R.");
    expect("entries.0.photo.file", "images/1-photo.jpg");
    expect("entries.0.photo.alt.en", "Rays of light");
    expect("entries.0.photo.credit", "Mara <i>Lenz</i>");
    assert_null(at("entries.0.logo"));
    assert_int_equal(brochure.image_count, 1);
    assert_string_equal(brochure.images[0].name, "images/1-photo.jpg");
    assert_true(str_ends(brochure.images[0].path, "/files/ab"));
}

static void who_is_printed(void **state)
{
    (void)state;
    build();
    expect("entries.1.name", "Grünzeit Gärtnerei");
    assert_int_equal(at("entries.1.winner")->kind, JSON_FALSE);
    assert_null(at("entries.1.reason"));
    expect("entries.2.name", "Papierhof");
    assert_null(at("entries.3"));
    assert_null(at("participants.3"));
    assert_null(strstr(brochure.data, "03641"));
    assert_null(strstr(brochure.data, "Zögern"));
    assert_null(strstr(brochure.data, "Müller"));
}

/* Both in the first one's category: one wins with it, or is commended. */
static void who_shares_or_is_commended(void **state)
{
    (void)state;
    static const char insert[] =
        "INSERT INTO honour (entry_id, kind, category_id, decided_at) "
        "SELECT e.id, '%s', h.category_id, 1 FROM entry e "
        "JOIN organisation o ON o.id = e.organisation_id "
        "JOIN honour h ON h.kind = 'winner' "
        "WHERE o.name = 'Grünzeit Gärtnerei'";
    home_sql(home, arena_printf(home->mem, insert, "commended"));
    build();
    assert_null(at("entries.0.prize"));
    expect("entries.1.prize.en", "Nominee, commended by the jury");
    home_sql(home, "DELETE FROM honour WHERE kind = 'commended'");
    home_sql(home, arena_printf(home->mem, insert, "winner"));
    build();
    expect("entries.0.prize.de", "Preisträger (geteilter Preis)");
    expect("entries.1.prize.en", "Winner (shared prize)");
}

static void what_was_taken_back_is_left_out(void **state)
{
    static const struct consent_case {
        const char *name, *set, *gone, *stays;
    } cases[] = {
        {"publication",
         "UPDATE consent SET withdrawn_at = 9 WHERE entry_id = 1"
         " AND consent_kind_id = 1",
         "Linsen", "leuchten"},
        {"given again",
         "INSERT INTO consent (entry_id, consent_kind_id, "
         "given_at) VALUES (1, 1, 60)",
         "(no such text)", "Linsen"},
        {"images",
         "UPDATE consent SET withdrawn_at = 9 WHERE entry_id = 1 AND "
         "consent_kind_id = 2",
         "images/1-photo.jpg", "Linsen"},
        {"persons",
         "UPDATE consent SET withdrawn_at = 9 WHERE entry_id = 1 "
         "AND consent_kind_id = 3",
         "Priya", "Willkommen!"},
        {"never given", "DELETE FROM consent WHERE consent_kind_id = 2",
         "images/1-photo.jpg", "Linsen"},
        {"not asked for", "DELETE FROM consent; DELETE FROM consent_kind",
         "(no such text)", "images/1-photo.jpg"},
    };
    (void)state;
    build();
    assert_null(strstr(brochure.data, "Geheimes Papier"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, cases[i].set);
        build();
        if (strstr(brochure.data, cases[i].gone))
            fail_msg("%s: %s is there", cases[i].name, cases[i].gone);
        if (!strstr(brochure.data, cases[i].stays))
            fail_msg("%s: %s is missing", cases[i].name, cases[i].stays);
    }
}

static void participants_who_took_it_back(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM honour WHERE entry_id = 3");
    build();
    assert_null(strstr(brochure.data, "Papierhof"));
    expect("participants.1.name", "Grünzeit Gärtnerei");
}

static void a_picture_without_rendition(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM rendition");
    build();
    assert_null(at("entries.0.photo"));
    assert_int_equal(brochure.image_count, 0);
}

static void the_digest_follows_the_content(void **state)
{
    char before[80];
    (void)state;
    build();
    snprintf(before, sizeof before, "%s", brochure.digest);
    home_time(home, TEST_NOW + 5000);
    build();
    assert_string_equal(brochure.digest, before);
    home_sql(home,
             "UPDATE honour SET reason_de = 'Anders.' WHERE reason_de "
             "<> ''");
    build();
    assert_string_not_equal(brochure.digest, before);
    snprintf(before, sizeof before, "%s", brochure.digest);
    /* the same name, other bytes */
    home_sql(home, "UPDATE rendition SET digest = 'zz' WHERE size = 'print'");
    build();
    assert_string_not_equal(brochure.digest, before);
}

static void an_empty_edition(void **state)
{
    struct brochure none;
    (void)state;
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, "
             "title_en, created_at) VALUES ('x', 1, 2000, 'Leer', "
             "'Empty', 5)");
    struct world *w = home_begin(home);
    assert_true(brochure_build(w, 2, "", &none));
    assert_int_equal(none.created_at, 5);
    assert_false(brochure_build(w, 77, "", &none));
    home_commit(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        STORY(head),
        STORY(a_winner),
        STORY(who_is_printed),
        STORY(who_shares_or_is_commended),
        STORY(what_was_taken_back_is_left_out),
        STORY(participants_who_took_it_back),
        STORY(a_picture_without_rendition),
        STORY(the_digest_follows_the_content),
        STORY(an_empty_edition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
