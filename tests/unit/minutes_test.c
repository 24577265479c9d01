/* Minutes: everything that happened and nothing that did not, in both
 * languages; signatures; addenda. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/minutes.h"
#include "model/minutes_document.h"
#include "model/minutes_plain.h"
#include "model/minutes_print.h"
#include "support/minutes_scene.h"

static struct test_home *home;
static struct minutes_scene s;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    s = minutes_scene(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static enum minutes_outcome write_minutes(void)
{
    struct world *w = home_begin(home);
    enum minutes_outcome outcome = minutes_write(w, s.meeting);
    home_commit(home);
    return outcome;
}

static struct minutes get(int64_t number)
{
    struct minutes m;
    if (!minutes_by_number(&home->world, s.meeting, number, &m))
        fail_msg("there are no minutes %d", (int)number);
    return m;
}

static char *text_in(enum lang lang, int64_t number)
{
    struct minutes m = get(number);
    struct minutes_words words;
    struct world *w = home_begin(home);
    assert_true(minutes_in_words(w, &m, lang, &words));
    home_commit(home);
    return minutes_plain(home->mem, &words);
}

/* White space is where lines happen to break. */
static char *squeezed(const char *text)
{
    return str_line(home->mem, text);
}

static void has(const char *text, const char *what)
{
    if (strstr(squeezed(text), what) == NULL)
        fail_msg("not in the minutes: %s\n%s", what, text);
}

static void lacks(const char *text, const char *what)
{
    if (strstr(squeezed(text), what) != NULL)
        fail_msg("in the minutes: %s\n%s", what, text);
}

static void show(const char *text, const char *name)
{
    const char *folder = getenv("SHOW");
    if (folder == NULL)
        return;
    FILE *file = fopen(arena_printf(home->mem, "%s/%s", folder, name), "we");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void test_german(void **state)
{
    (void)state;
    assert_int_equal(write_minutes(), MINUTES_OK);
    char *text = text_in(LANG_DE, 0);
    show(text, "minutes-de.txt");
    static const char *const parts[] = {
        "Protokoll der Jurysitzung",
        "Sitzung über die Preisträger",
        "Rathaus, Saal 2",
        "(Juryvorsitz)",
        "Vizepräsidentin",
        "(Vertretung für",
        "waren 3 von 3 stimmberechtigten Sitzen besetzt; nötig sind 2",
        "Fassung 1",
        "„Apfelblüte“",
        "Lichtwerk Jena GmbH (E01)",
        "Befangenheit nicht im Raum: Jörg Böhme (Beschäftigung)",
        "Antrag 1: Nominierung in",
        "2 Ja, 0 Nein, 0 Enthaltungen",
        "Die Möbelbauer bilden „vorbildlich“ aus.",
        "Der Besuch hat überzeugt.",
        "Reife des Vorhabens",
        "Geheime Abstimmung: 2 Ja, 1 Nein, 0 Enthaltungen",
        "die Abstimmung über Antrag 4",
        "2 für Lichtwerk Jena GmbH (E01) und 1 für Saale-Präzision KG (E03)",
        "Käthe Möller für Prof. Ulrike Sauer",
        "zurückgezogen",
        "1.000,00 €",
        "„Praxis-Preis“ wird nicht vergeben",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        has(text, parts[i]);
}

static void test_english(void **state)
{
    (void)state;
    write_minutes();
    char *text = text_in(LANG_EN, 0);
    show(text, "minutes-en.txt");
    has(text, "Minutes of the jury meeting");
    has(text, "Meeting on the winners");
    has(text, "€1,000.00");
    lacks(text, "Antrag");
}

/* Who said what in a secret vote is nowhere; what was not called neither. */
static void test_not_there(void **state)
{
    (void)state;
    write_minutes();
    char *text = text_in(LANG_DE, 0);
    lacks(text, "Nie aufgerufen");
    lacks(text, "Abwesend:");
    const char *secret = strstr(text, "Geheime Abstimmung");
    assert_non_null(secret);
    const char *end = strstr(secret, "Antrag 4");
    assert_non_null(end);
    char *part = arena_textn(home->mem, secret, (size_t)(end - secret));
    lacks(part, "Nein: ");
    lacks(part, "Ja: ");
    lacks(text, "gelost"); /* no word of ours for nothing */
    home_sql(home,
             "DELETE FROM lot_entry; DELETE FROM lot; DELETE FROM meeting_out");
    write_minutes();
    text = text_in(LANG_DE, 0);
    lacks(text, "Apfelblüte");
    lacks(text, "nicht im Raum");
}

/* Rows fit a page of a typewriter. */
static void test_width(void **state)
{
    (void)state;
    write_minutes();
    for (enum lang lang = LANG_DE; lang < LANG_COUNT; lang++) {
        char *text = text_in(lang, 0);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            if (str_characters(line) > 76)
                fail_msg("too long: %s", line);
    }
}

static void test_blind(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET blind = 1");
    write_minutes();
    char *text = text_in(LANG_DE, 0);
    lacks(text, "Lichtwerk");
    has(text, "Bewerbung E01");
}

static void test_same_document(void **state)
{
    (void)state;
    write_minutes();
    const char *first = get(0).digest;
    write_minutes();
    assert_string_equal(get(0).digest, first);
    assert_string_equal(
        secret_digest(home->mem, get(0).document, strlen(get(0).document)),
        first);
}

/* --- signatures -------------------------------------------------------------
 */

static enum minutes_outcome sign_as(int64_t user, const char *role,
                                    const char *digest)
{
    struct minutes m = get(0);
    struct world *w = home_begin(home);
    struct world own = *w;
    own.user_id = user;
    enum minutes_outcome outcome =
        minutes_sign(&own, &m, role, digest ? digest : m.digest);
    home_commit(home);
    return outcome;
}

static void test_signing(void **state)
{
    (void)state;
    write_minutes();
    /* neither who did not chair, nor who was out, nor a stranger */
    assert_int_equal(sign_as(s.j.user[2], "chair", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.j.user[1], "second", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.office, "chair", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.j.user[0], "chair", "00"), MINUTES_CHANGED);
    assert_int_equal(sign_as(s.j.user[0], "chair", NULL), MINUTES_OK);
    assert_int_equal(write_minutes(), MINUTES_FIXED);
    assert_int_equal(sign_as(s.j.user[0], "second", NULL), MINUTES_SAME);
    assert_int_equal(sign_as(s.office, "second", NULL), MINUTES_OK);
    assert_int_equal(sign_as(s.j.user[2], "second", NULL), MINUTES_ALREADY);
    struct minutes m = get(0);
    assert_int_equal(m.signatures, 2);
    const char *key = secret_public(home->mem, home->world.seal_key);
    for (size_t i = 0; i < m.signatures; i++)
        assert_true(minutes_genuine(home->mem, key, m.digest, &m.signature[i]));
    struct minutes_signed other = m.signature[0];
    other.name = "Jemand Anderes";
    assert_false(minutes_genuine(home->mem, key, m.digest, &other));
    has(text_in(LANG_DE, 0), "elektronisch unterzeichnet am");
    struct world *w = home_begin(home);
    assert_true(minutes_signed(w, s.j.edition));
    home_commit(home);
}

/* All who chaired have a conflict: somebody else signs in their place. */
static void test_in_place(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE conflict SET kind = 'family' WHERE jury_member_id = "
             "(SELECT id FROM jury_member WHERE code = 'J01')");
    write_minutes();
    assert_int_equal(sign_as(s.j.user[0], "chair", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.office, "chair", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.j.user[2], "chair", NULL), MINUTES_OK);
    has(text_in(LANG_DE, 0),
        "Prof. Ulrike Sauer Anstelle der Sitzungsleitung, elektronisch");
    assert_int_equal(sign_as(s.office, "second", NULL), MINUTES_OK);
}

/* And if all jurors have, two of the office. */
static void test_nobody_free(void **state)
{
    (void)state;
    int64_t other = home_user(home, "zwei@example.org", "organiser");
    home_sql(home, "UPDATE conflict SET kind = 'family'");
    write_minutes();
    assert_int_equal(sign_as(s.j.user[2], "chair", NULL), MINUTES_NO_RIGHT);
    assert_int_equal(sign_as(s.office, "chair", NULL), MINUTES_OK);
    assert_int_equal(sign_as(s.office, "second", NULL), MINUTES_SAME);
    assert_int_equal(sign_as(other, "second", NULL), MINUTES_OK);
}

/* What happened after they were made has to be in them before anybody signs. */
static void test_overtaken(void **state)
{
    (void)state;
    write_minutes();
    home_sql(home, "DELETE FROM withheld");
    assert_int_equal(sign_as(s.j.user[0], "chair", NULL), MINUTES_CHANGED);
    write_minutes();
    assert_int_equal(sign_as(s.j.user[0], "chair", NULL), MINUTES_OK);
}

static void test_addendum(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    assert_int_equal(minutes_addendum_add(w, s.meeting, "a", "b"),
                     MINUTES_NONE);
    minutes_write(w, s.meeting);
    assert_int_equal(minutes_addendum_add(w, s.meeting, "a", "b"),
                     MINUTES_UNSIGNED);
    home_commit(home);
    minutes_scene_sign(home, &s);
    w = home_begin(home);
    assert_int_equal(minutes_addendum_add(w, s.meeting, "a", " "),
                     MINUTES_NO_TEXT);
    assert_int_equal(minutes_addendum_add(
                         w, s.meeting, "Zwölf Köpfe, nicht elf.", "Zählfehler"),
                     MINUTES_OK);
    home_commit(home);
    char *text = text_in(LANG_DE, 1);
    has(text, "Nachtrag 1 zum Protokoll");
    has(text, "Zwölf Köpfe, nicht elf.");
    has(text, "Zählfehler");
    lacks(text, "Anwesenheit");
}

/* --- paper ------------------------------------------------------------------
 */

/* Both languages; a PDF that is overtaken by a signature is made anew. */
static void test_print(void **state)
{
    (void)state;
    struct minutes_print print;
    write_minutes();
    struct world *w = home_begin(home);
    for (int i = 0; i < 2; i++) {
        int64_t id = minutes_print_next(w);
        assert_true(id > 0);
        assert_true(minutes_print_claim(w, id));
        assert_false(minutes_print_claim(w, id));
        assert_true(minutes_print_input(w, id, &print));
        has(print.data, "Möbel & Söhne AG (E02)");
        show(print.data, i == 0 ? "de.json" : "en.json");
        if (i == 0)
            minutes_print_done(w, &print, "aa", 7);
    }
    assert_int_equal(minutes_print_next(w), 0);
    assert_non_null(minutes_pdf(w, get(0).id, LANG_DE));
    home_commit(home);
    minutes_scene_sign(home, &s);
    w = home_begin(home);
    minutes_print_done(w, &print, "bb", 7); /* too late */
    assert_null(minutes_pdf(w, get(0).id, LANG_EN));
    for (int64_t id; (id = minutes_print_next(w)) != 0;) {
        assert_true(minutes_print_claim(w, id));
        assert_true(minutes_print_input(w, id, &print));
        show(print.data, "signed.json");
        minutes_print_done(w, &print, "cc", 7);
    }
    assert_non_null(minutes_pdf(w, get(0).id, LANG_EN));
    home_commit(home);
}

/* As they were signed before rules could change twice and visits were named. */
static void test_version_1(void **state)
{
    (void)state;
    static const char old[] =
        "{\"lorbeer\":\"minutes\",\"version\":1,\"number\":0,\"rounds\":[{"
        "\"name_de\":\"Jury\",\"name_en\":\"Jury\",\"rules_changed\":{"
        "\"reason\":\"Zu grob.\",\"proposed_by\":\"A\",\"agreed_by\":\"B\","
        "\"at\":1790000000}}]}";
    const struct minutes_frame frame = {.digest = "d", .key = "k"};
    struct minutes_words words;
    assert_true(minutes_words(home->mem, LANG_EN, old, &frame, &words));
    char *text = minutes_plain(home->mem, &words);
    has(text, "proposed by A, agreed to by B. Reason");
    has(text, "Zu grob.");
    lacks(text, "Second marks");
    lacks(text, "Visit to");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_version_1, setup, teardown),
        cmocka_unit_test_setup_teardown(test_german, setup, teardown),
        cmocka_unit_test_setup_teardown(test_english, setup, teardown),
        cmocka_unit_test_setup_teardown(test_not_there, setup, teardown),
        cmocka_unit_test_setup_teardown(test_width, setup, teardown),
        cmocka_unit_test_setup_teardown(test_blind, setup, teardown),
        cmocka_unit_test_setup_teardown(test_same_document, setup, teardown),
        cmocka_unit_test_setup_teardown(test_signing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_in_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nobody_free, setup, teardown),
        cmocka_unit_test_setup_teardown(test_overtaken, setup, teardown),
        cmocka_unit_test_setup_teardown(test_addendum, setup, teardown),
        cmocka_unit_test_setup_teardown(test_print, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
