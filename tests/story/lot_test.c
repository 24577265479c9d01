/* Drawing of lots: the secret is fixed, the phrase is said, the secret is
 * opened; and nobody sees it earlier. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/lot.h"
#include "model/result.h"
#include "model/round.h"
#include "model/verify.h"
#include "support/judging_story.h"
#include "support/sealing.h"

static const char phrase[] = "Grün ist die Saale";
static const char urlencoded[] = "application/x-www-form-urlencoded";

/* Beta first; Alpha and Gamma share rank 2, and only the lot is left. */
static void hand_in(void)
{
    for (int j = 0; j < JUDGING_JURORS; j++) {
        judging_submit(home, &scene, j, 0, 6, 6);
        judging_submit(home, &scene, j, 1, 9, 9);
        judging_submit(home, &scene, j, 2, 6, 6);
    }
}

static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(home,
             "DELETE FROM rules; UPDATE round SET state = 'planned', "
             "ladder = 'criteria,lot'");
    struct world *w = home_begin(home);
    assert_int_equal(round_open(w, scene.round), ROUND_OK);
    home_commit(home);
    hand_in();
    log_in(b, "office@example.org");
    return 0;
}

static void fix(void)
{
    sealing_close(home, scene.round);
    visit(b, round_page("/lots"));
    press(b, "Geheimnis festlegen");
    see_status(b, 200);
    assert_string_equal(location(b), round_page("/lots"));
}

static void draw(void)
{
    fill(b, "phrase", phrase);
    press(b, "Lose ziehen");
}

static void fixed_first(void **state)
{
    (void)state;
    sealing_close(home, scene.round);
    visit(b, round_page(""));
    press(b, "Losentscheid");
    see(b, "2 Bewerbungen teilen sich Rang 2");
    see(b, "Alpha GmbH (E01) Gamma KG (E03)");
    see_not(b, "Beta AG");
    see_not(b, "Lose ziehen");
    press(b, "Geheimnis festlegen");
    see(b, "Das Geheimnis ist festgelegt, und seine Prüfsumme steht im");
    see(b, text("SELECT commitment FROM lot"));
    see_markup(b, "digest-large");
    see(b, "Der Satz des Vorsitzes");
    see_not(b, "Das geöffnete Geheimnis");
    visit(b, "/office/log");
    see(b, "Losentscheid: Geheimnis festgelegt");
    see(b, text("SELECT commitment FROM lot"));
}

static void the_secret_stays_one(void **state)
{
    (void)state;
    fix();
    const char *secret = text("SELECT secret FROM lot");
    assert_int_equal(strlen(secret), 64);
    static const char *const pages[] = {
        "/lots",        "",         "/result", "/result.json", "/result.csv",
        "/result.xlsx", "/sealing", "/seal",   "/entry/1"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        visit(b, round_page(pages[i]));
        see_status(b, 200);
        assert_null(memmem(page(b), page_bytes(b), secret, 64));
        for (size_t at = 0; at + 8 <= 64; at += 4) /* nor a part of it */
            assert_null(memmem(page(b), page_bytes(b), secret + at, 8));
    }
    visit(b, "/office/log");
    see_no_markup(b, secret);
    visit(b, round_page("/lots"));
    fill(b, "phrase", " ");
    press(b, "Lose ziehen");
    see_status(b, 422);
    see_no_markup(b, secret);
    draw();
    see_markup(b, arena_printf(home->mem, "<span>%.4s</span>", secret));
    see(b, secret);
}

static void the_drawing(void **state)
{
    (void)state;
    unsigned char secret[LOT_SECRET_BYTES];
    fix();
    draw();
    see_status(b, 200);
    assert_string_equal(location(b), round_page("/lots"));
    see(b, "Die Lose sind gezogen.");
    see(b, phrase);
    assert_true(
        secret_bytes(text("SELECT secret FROM lot"), secret, sizeof secret));
    assert_string_equal(secret_digest(home->mem, secret, sizeof secret),
                        text("SELECT commitment FROM lot"));
    const char *alpha = lot_key(home->mem, secret, phrase,
                                text("SELECT marks_digest FROM lot"), "E01");
    const char *gamma = lot_key(home->mem, secret, phrase,
                                text("SELECT marks_digest FROM lot"), "E03");
    bool alpha_first = strcmp(alpha, gamma) < 0;
    see(b, arena_printf(home->mem, "%s %s %s %s",
                        alpha_first ? "Alpha GmbH (E01)" : "Gamma KG (E03)",
                        alpha_first ? alpha : gamma,
                        alpha_first ? "Gamma KG (E03)" : "Alpha GmbH (E01)",
                        alpha_first ? gamma : alpha));
    see(b, text("SELECT marks_digest FROM lot"));
    see(b, alpha_first ? "zum Beispiel E01" : "zum Beispiel E03");
    struct result r;
    assert_true(result_of_round(home_begin(home), scene.round, &r));
    home_commit(home);
    assert_int_equal(r.report.official->rank_final[0], alpha_first ? 2 : 3);
    assert_int_equal(r.report.official->rank_final[2], alpha_first ? 3 : 2);
    visit(b, "/office/log");
    see(b, phrase);
    struct verify v;
    visit(b, round_page("/seal"));
    assert_true(verify_bundle(home->mem, page(b), page_bytes(b), NULL, &v));
    assert_int_equal(v.lot_count, 1);
    assert_string_equal(v.lot[0].phrase, phrase);
}

static void a_phrase_is_needed(void **state)
{
    (void)state;
    fix();
    const char *id = text("SELECT 'phrase-' || id FROM lot");
    press(b, "Lose ziehen");
    see_status(b, 422);
    see(b, "Bitte geben Sie den Satz ein, der gesagt wurde.");
    see_markup(b, arena_printf(home->mem, "href=\"#%s\"", id));
    see_markup(b, arena_printf(home->mem, "id=\"%s-error\"", id));
    char *long_phrase = arena_alloc(home->mem, 202);
    memset(long_phrase, 'x', 201);
    fill(b, "phrase", long_phrase);
    press(b, "Lose ziehen");
    see_status(b, 422);
    see(b, "Bitte verwenden Sie höchstens 200 Zeichen.");
    assert_string_equal(field_value(b, "phrase"), long_phrase);
    assert_int_equal(number("SELECT count(*) FROM lot WHERE phrase IS NULL"),
                     1);
    long_phrase[200] = '\0';
    fill(b, "phrase", arena_printf(home->mem, "  %s ", long_phrase));
    press(b, "Lose ziehen");
    see(b, "Die Lose sind gezogen.");
    assert_string_equal(text("SELECT phrase FROM lot"), long_phrase);
}

static void only_once(void **state)
{
    (void)state;
    fix();
    const char *commitment = text("SELECT commitment FROM lot");
    post_fields(b, round_page("/lots"), "rank=2");
    see_status(b, 409);
    see(b, "Das ist schon geschehen.");
    assert_string_equal(text("SELECT commitment FROM lot"), commitment);
    visit(b, round_page("/lots"));
    draw();
    const char *drawn = text("SELECT group_concat(key) FROM lot_entry");
    static const char *const again[] = {"phrase=anders", "phrase="};
    for (size_t i = 0; i < 2; i++) {
        post_fields(b, "/office/lot/1/draw", again[i]);
        see_status(b, 409);
        see(b, phrase);
    }
    post_fields(b, round_page("/lots"), "rank=2");
    see_status(b, 409);
    assert_string_equal(text("SELECT group_concat(key) FROM lot_entry"), drawn);
}

static void no_tie_no_lot(void **state)
{
    (void)state;
    static const char *const ranks[] = {"rank=1", "rank=3", "rank=x", ""};
    sealing_close(home, scene.round);
    visit(b, round_page("/lots"));
    for (size_t i = 0; i < 4; i++) {
        post_fields(b, round_page("/lots"), ranks[i]);
        see_status(b, 409);
        see(b, "Inzwischen teilen sich keine Bewerbungen diesen Rang.");
    }
    home_sql(home, "DELETE FROM seal");
    post_fields(b, round_page("/lots"), "rank=2");
    see_status(b, 409);
    see(b, "Die Runde hat noch kein Siegel");
    assert_int_equal(number("SELECT count(*) FROM lot"), 0);
}

static void other_marks_void_the_secret(void **state)
{
    (void)state;
    fix();
    const char *first = text("SELECT commitment FROM lot");
    judging_declare(home, &scene, 0, 1, "family"); /* Beta's: the tie stays */
    fill(b, "phrase", phrase);
    press(b, "Lose ziehen");
    see_status(b, 409);
    see(b, "hat sich geändert, was zählt. Es wurde nichts gezogen.");
    see(b, "ist hinfällig");
    assert_int_equal(number("SELECT count(*) FROM lot WHERE phrase IS NULL"),
                     1);
    press(b, "Geheimnis festlegen");
    see(b, "Das Geheimnis ist festgelegt");
    see_not(b, "hinfällig");
    assert_string_not_equal(text("SELECT commitment FROM lot"), first);
    draw();
    see(b, "Die Lose sind gezogen.");
    visit(b, "/office/log");
    see(b, "Geheimnis hinfällig");
    see(b, first);
}

static void where_the_rules_have_none(void **state)
{
    (void)state;
    visit(b, round_page("/lots")); /* the round is open */
    see_status(b, 404);
    fix();
    const char *csrf = arena_printf(home->mem, "csrf=%s&rank=2&phrase=x",
                                    field_value(b, "csrf"));
    home_sql(home, "UPDATE round SET ladder = 'criteria'");
    visit(b, round_page("/lots"));
    see_status(b, 404);
    request_raw(b, "POST", round_page("/lots"), urlencoded, csrf, strlen(csrf));
    see_status(b, 404);
    request_raw(b, "POST", "/office/lot/1/draw", urlencoded, csrf,
                strlen(csrf));
    see_status(b, 404);
    visit(b, round_page(""));
    see_not(b, "Losentscheid");
    assert_int_equal(number("SELECT count(*) FROM lot WHERE phrase IS NULL"),
                     1);
}

static void nothing_is_tied(void **state)
{
    (void)state;
    judging_declare(home, &scene, 0, 0, "family");
    home_sql(home,
             "UPDATE score SET value = 7 WHERE ballot_id IN (SELECT id "
             "FROM ballot WHERE entry_id = 3)");
    sealing_close(home, scene.round);
    visit(b, round_page(""));
    see_not(b, "Losentscheid");
    visit(b, round_page("/lots"));
    see(b, "Nichts zu losen");
}

static void in_english(void **state)
{
    (void)state;
    fix();
    draw();
    visit(b, arena_printf(home->mem, "%s?lang=en", round_page("/lots")));
    see(b, "Drawing of lots");
    see(b, "The opened secret");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(fixed_first),
        STORY(the_secret_stays_one),
        STORY(the_drawing),
        STORY(a_phrase_is_needed),
        STORY(only_once),
        STORY(no_tie_no_lot),
        STORY(other_marks_void_the_secret),
        STORY(where_the_rules_have_none),
        STORY(nothing_is_tied),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
