/* Results: the sample award's ranking through ballots and pages, ties, what
 * does not count, and the files. */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "model/ballot.h"
#include "support/judging.h"
#include "support/sampled.h"
#include "support/story.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    return 0;
}

/* --- comparing with what is expected --- */

static void same(const char *path, const struct json *want,
                 const struct json *got)
{
    if (got == NULL)
        fail_msg("%s is missing", path);
    if (want->kind == JSON_INTEGER || want->kind == JSON_REAL) {
        double apart = want->real - got->real;
        if (apart > 1e-9 || apart < -1e-9)
            fail_msg("%s is %g, not %g", path, got->real, want->real);
        return;
    }
    if (want->kind != got->kind ||
        (want->kind == JSON_ARRAY && want->count != got->count))
        fail_msg("%s has another form", path);
    if (want->kind == JSON_TEXT && !str_equal(want->text, got->text))
        fail_msg("%s is %s, not %s", path, got->text, want->text);
    const struct json *other = got->child;
    for (const struct json *w = want->child; w != NULL; w = w->next) {
        const char *deeper =
            arena_printf(home->mem, "%s.%s", path, w->key ? w->key : "[]");
        same(deeper, w, w->key ? json_get(got, w->key) : other);
        other = other->next;
    }
}

static const struct json *parse(const char *text, size_t bytes)
{
    struct json_fault fault;
    const struct json *doc = json_parse(home->mem, text, bytes, &fault);
    if (doc == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
    return doc;
}

static void the_sample_award(void **state)
{
    (void)state;
    sampled_award(home, b);
    visit(b, "/office/round/1/result.json");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "application/json");
    assert_non_null(
        strstr(header(b, "content-disposition"), "2026-stufe-1.json"));
    const struct json *got = parse(page(b), page_bytes(b));
    const char *text = sampled_file(home, "expected.json");
    const struct json *want = parse(text, strlen(text));
    assert_string_equal(json_get_text(got, "edition", ""), "2026");
    const struct json *round = json_get(got, "rounds")->child;
    assert_string_equal(
        json_get_text(json_get(json_get(round, "names"), "entries"), "E10", ""),
        "Firma 10");
    const struct json *tally = json_get(round, "tally");
    static const char *const fields[] = {"counts",
                                         "scale",
                                         "partial_ballots",
                                         "below_quorum",
                                         "complete",
                                         "methods",
                                         "contributions_mean",
                                         "components",
                                         "agreement",
                                         "residual",
                                         "jurors",
                                         "outliers",
                                         "leave_one_out",
                                         "weight_intervals",
                                         "bootstrap"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        same(fields[i], json_get(want, fields[i]), json_get(tally, fields[i]));
}

static void the_ranking_page(void **state)
{
    (void)state;
    sampled_award(home, b);
    visit(b, "/office/round/1/result");
    see_status(b, 200);
    see(b, "14 Bewerbungen in der Wertung, Skala 0 bis 10");
    see(b, "Rang 1 Firma 10 Kleine und mittlere Unternehmen 7,00 – 6 von 7");
    see(b, "Rang 2 Firma 5 Kleine und mittlere Unternehmen 6,91 0,09");
    see(b, "Punktgleichheit auf Rang 4");
    see(b, "271/40 = 6,775");
    see(b, "Firma 15 – 2 von mindestens 3 Bewertungen");
    see(b, "Firma 3 Person 7 abgegeben, aber unvollständig");
    see(b, "nichts abgegeben");
    see(b, "Ergebnis ist das gewichtete Mittel aller vollständigen Wertungen.");
    see_markup(b, "<rect class=\"part-1\" x=\"0\"");
    see_markup(b, "aria-label=\"Innovation 2,51; Kundennutzen 2,10");
    visit(b, "/office/round/1/result?lang=en");
    see(b, "Rank 1 Firma 10");
    see(b, "7.00");
    see(b, "14 nominations ranked, scale 0 to 10");
}

static void one_nomination(void **state)
{
    (void)state;
    sampled_award(home, b);
    home_sql(home,
             "UPDATE ballot SET state = 'abstained', "
             "abstain_reason = 'Zu wenig <Zeit>' "
             "WHERE entry_id = 5 AND jury_member_id = 2;"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 5, 'family', 1);"
             "DELETE FROM score WHERE ballot_id IN (SELECT id FROM "
             "ballot WHERE entry_id = 5 AND jury_member_id = 3);"
             "DELETE FROM ballot WHERE entry_id = 5 "
             "AND jury_member_id = 3;"
             "UPDATE ballot SET comment = 'Ein Satz dazu' "
             "WHERE entry_id = 5;"
             "UPDATE score SET comment = 'Befangener Kommentar' "
             "WHERE ballot_id = (SELECT id FROM ballot WHERE "
             "entry_id = 5 AND jury_member_id = 1)");
    visit(b, "/office/round/1/entry/5");
    see_status(b, 200);
    see(b, "Person 1 befangen");
    see(b, "Person 2 Enthaltung Zu wenig <Zeit>");
    see(b, "Person 3 nichts abgegeben");
    see(b, "Ein Satz dazu");
    see_not(b, "Befangener Kommentar");
    see(b, "Woraus die Punkte bestehen");
    see(b, "× 35 : (4 × 100)");
    visit(b, "/office/round/1/entry/99");
    see_status(b, 404);
    visit(b, "/office/round/1/entry/15");
    see(b, "Ohne Rang: 2 von mindestens 3 vollständigen Bewertungen.");
}

static void the_arithmetic(void **state)
{
    (void)state;
    struct judging scene = judging_scene(home);
    judging_submit(home, &scene, 0, 0, 8, 0);
    judging_submit(home, &scene, 1, 0, 9, 6);
    judging_submit(home, &scene, 2, 0, 7, 7);
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    log_in(b, "office@example.org");
    visit(b, "/office/round/1/entry/1");
    see(b, "8 + 9 + 7 = 24");
    see(b, "24 : 3 = 8");
    see(b, "24 × 60 : (3 × 100) = 4,8");
    see(b, "0 + 6 + 7 = 13");
    see(b, "13 : 3 ≈ 4,3333");
    see(b, "13 × 40 : (3 × 100) ≈ 1,7333");
    see(b, "4,80 + 1,73 = 6,53");
    see(b, "(24 × 60 + 13 × 40) : (3 × 100) ≈ 6,5333");
    see(b, "98/15");
    see(b, "j1@example.org 8 0 4,80"); /* a zero is a mark */
    /* scales that differ: shares of 100 */
    home_sql(home, "UPDATE criterion SET hi = 20 WHERE code = 'Nutzen'");
    visit(b, "/office/round/1/entry/1");
    see(b, "100 × (24 − 3 × 0) : (3 × 10) = 80");
    see(b, "100 × 13 × 40 : (3 × 20 × 100) ≈ 8,6667");
    see(b, "48,00 + 8,67 = 56,67");
}

static void ties(void **state)
{
    (void)state;
    struct judging scene = judging_scene(home);
    for (int j = 0; j < 2; j++) {
        judging_submit(home, &scene, j, 0, 6, 6); /* 6.0 */
        judging_submit(home, &scene, j, 1, 8, 3); /* 6.0, more Innovation */
        judging_submit(home, &scene, j, 2, 6, 6);
    }
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    log_in(b, "office@example.org");
    visit(b, "/office/round/1/result");
    see(b, "Genau gleich viele Punkte: 6.");
    see(b, "Das Kriterium „Innovation“ entscheidet: Beta AG vor Alpha GmbH.");
    see(b, "Keine Regel trennt Alpha GmbH und Gamma KG: Sie teilen sich den");
    see(b, "Rang 1 Beta AG punktgleich");
    see(b, "Rang 2 Alpha GmbH geteilter Rang");
}

static void a_round_without_enough(void **state)
{
    (void)state;
    struct judging scene = judging_scene(home);
    judging_submit(home, &scene, 0, 0, 6, 6);
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    log_in(b, "office@example.org");
    visit(b, "/office/round/1/result");
    see_status(b, 200);
    see(b, "Diese Runde lässt sich nicht werten");
    see(b, "Keine Bewerbung hat so viele Bewertungen, wie nötig sind.");
    visit(b, "/office/round/1/entry/1");
    see_status(b, 200);
    see(b, "j1@example.org 6 6");
    visit(b, "/office/round/1/result.csv");
    see_status(b, 200);
    visit(b, "/office/round/1/result.xlsx");
    see_status(b, 200);
}

static size_t files_in_run(void)
{
    DIR *folder = opendir(arena_printf(home->mem, "%s/run", home->folder));
    size_t count = 0;
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

static void the_files(void **state)
{
    (void)state;
    sampled_award(home, b);
    home_sql(home,
             "UPDATE organisation SET name = '=1+2;\"böse\"' "
             "WHERE id = 10");
    visit(b, "/office/round/1/result.csv");
    see_status(b, 200);
    assert_non_null(strstr(header(b, "content-type"), "text/csv"));
    see_markup(b, "\"round\";\"rank\";\"rank_final\";\"entry\"");
    see_markup(b, "7,00");
    see_no_markup(b, ";\"=1+2");
    visit(b, "/office/round/1/result.xlsx");
    see_status(b, 200);
    assert_non_null(
        strstr(header(b, "content-disposition"), "2026-stufe-1.xlsx"));
    assert_memory_equal(page(b), "PK\003\004", 4);
    assert_true(page_bytes(b) > 5000);
    assert_int_equal(files_in_run(), 2); /* "." and ".." */
}

static void imported_before_opening(void **state)
{
    (void)state;
    sampled_award(home, b);
    home_sql(home, "UPDATE round SET state = 'planned', closed_at = NULL");
    visit(b, "/office/round/1/result");
    see(b, "Rang 1 Firma 10");
}

static void a_withdrawn_nomination(void **state)
{
    (void)state;
    sampled_award(home, b);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE code = 'E10'");
    visit(b, "/office/round/1/result");
    see_not(b, "Firma 10 ");
    see(b, "Rang 1 Firma 5");
    visit(b, "/office/round/1/entry/10");
    see_status(b, 404);
}

static void for_organisers_only(void **state)
{
    (void)state;
    struct judging scene = judging_scene(home);
    (void)scene;
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    log_in(b, "j1@example.org");
    static const char *const doors[] = {"result", "result.json", "result.csv",
                                        "result.xlsx", "entry/1"};
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        visit(b, arena_printf(home->mem, "/office/round/1/%s", doors[i]));
        see_status(b, 404);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_sample_award),
        STORY(the_ranking_page),
        STORY(one_nomination),
        STORY(the_arithmetic),
        STORY(ties),
        STORY(a_round_without_enough),
        STORY(the_files),
        STORY(imported_before_opening),
        STORY(a_withdrawn_nomination),
        STORY(for_organisers_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
