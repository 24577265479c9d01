/* What a whole meeting leaves: twelve jurors decide in the browser, and the
 * minutes, signed by two, say all of it and nothing else; the sealed bundle
 * follows from it, and who changes one count in it is found. */
#include "support/meeting_story.h"

#include <stdio.h>

#include "base/str.h"
#include "model/decided.h"
#include "model/verify.h"
#include "support/resign.h"

static int setup(void **state)
{
    (void)state;
    struct vote_rule rule = vote_rule_default;
    rule.second_mark = true;
    story_open();
    room_is(meeting_room(home));
    home_sql(home,
             arena_printf(
                 home->mem,
                 "INSERT INTO visit (id, round_id, entry_id, starts_at, "
                 "ends_at, address, state, announced_at, report, changed_at) "
                 "SELECT 1, %" PRId64 ", %" PRId64 ", %d, %d, 'Jena', 'done', "
                 "1, 'Der Ofen läuft „rund um die Uhr“.', 1;"
                 "INSERT INTO visit_juror (visit_id, jury_member_id, goes, "
                 "was_there) SELECT 1, id, 1, code <> 'J07' FROM jury_member "
                 "WHERE code IN ('J05', 'J06', 'J07')",
                 room.round, room.entry[1], TEST_NOW - 7200, TEST_NOW - 3600));
    struct world *w = home_begin(home);
    vote_rule_set(w, room.edition, &rule);
    if (meeting_open(w, room.meeting) != MEETING_OK)
        fail_msg("the meeting does not open");
    for (int i = 0; i < ROOM_JURORS; i++)
        meeting_come(w, room.meeting, room.member[i]);
    home_commit(home);
    log_in(b, "office@example.org");
    room_pause = 60;
    return 0;
}

/* --- the meeting ------------------------------------------------------------
 */

static void decide(int64_t motion, const char *votes, const char *want)
{
    vote(motion, votes);
    count(motion);
    is_outcome(motion, want);
}

static const char *of(const char *kind, int first, int second, const char *more)
{
    const char *other = second < 0 ? ""
                                   : arena_printf(home->mem, "&entry=%" PRId64,
                                                  room.entry[second]);
    return arena_printf(home->mem,
                        "kind=%s&entry=%" PRId64 "%s&category=%" PRId64 "%s",
                        kind, room.entry[first], other, room.category, more);
}

static void note(int entry, const char *words, bool in_minutes)
{
    post_fields(sees(ROOM_CHAIR), to(screen, "/notes"),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=0&text=%s%s",
                             room.item[entry], room.entry[entry], words,
                             in_minutes ? "&in_minutes=1" : ""));
    see_status(juror[ROOM_CHAIR], 303);
}

static void second_mark(int who, int entry, const char *points)
{
    visit(sees(who), arena_printf(home->mem, "%s/mark/%" PRId64, screen,
                                  room.entry[entry]));
    for (int k = 1; k <= 2; k++)
        fill(juror[who],
             arena_printf(home->mem, "c_%" PRId64,
                          number(arena_printf(home->mem,
                                              "SELECT id FROM criterion "
                                              "WHERE position = %d",
                                              k))),
             points);
    press(juror[who], "Zweitbewertung vermerken");
    see(juror[who], "Ihre Zweitbewertung ist vermerkt.");
}

/* One is talked about, marked again, and commended by the casting vote after
 * most abstained. */
static void talk(void)
{
    call(room.item[1]);
    note(1, "Sie+backt+%E2%80%9Ef%C3%BCr+alle%E2%80%9C.", true);
    call(room.item[2]);
    note(2, "Nur+unter+uns.", false);
    second_mark(5, 2, "10");
    second_mark(6, 2, "10");
    int64_t id = move(of("commend", 2, -1, ""));
    decide(id, "aaaaaaaynnyy", "closed repeat");
    chair(arena_printf(home->mem, "do=repeat&motion=%s", key(id)));
    id = number("SELECT max(id) FROM motion");
    chair(arena_printf(home->mem, "do=vote&motion=%s", key(id)));
    decide(id, "yyyyyynnnnnn", "tied ");
    chair(arena_printf(home->mem,
                       "do=cast&motion=%s&choice=yes&casting_reason="
                       "Die+Wirkung+%%C3%%BCberwiegt.",
                       key(id)));
}

/* Four are visited; the fourth place is tied. Juror 9 is away for it. */
static void nominate(void)
{
    call(room.contest);
    decide(move(arena_printf(home->mem, "%s&entry=%" PRId64,
                             of("nominate", 0, 1, ""), room.entry[2])),
           "y.yyyyyyyyyy", "closed carried");
    press(sees(8), "Ich gehe");
    decide(move(of("runoff", ROOM_TIE, ROOM_TIE + 1, "")), "11..2222.222",
           "closed chosen");
    press(sees(8), "Ich bin da");
    decide(move(of("nominate", 5, -1,
                   "&reason_de=Die+Optik+%C3%BCberzeugt."
                   "&departure=Der+Besuch+war+besser.")),
           "yyyyyyyyyyny", "closed carried");
}

static void award(void)
{
    decide(move(of("share", 0, 1, "")), "y.yyyyyyyyyy", "closed carried");
    call(room.special);
    decide(move(arena_printf(home->mem,
                             "kind=withhold&prize=%" PRId64
                             "&reason_de=Keine+war+reif.",
                             room.prize)),
           "yyyyyyyyyyyy", "closed carried");
    chair("do=close");
}

/* --- the minutes ------------------------------------------------------------
 */

static const char *minutes(const char *language)
{
    visit(b, arena_printf(home->mem,
                          "/office/meeting/%" PRId64
                          "/minutes/text?number=0&language=%s",
                          room.meeting, language));
    see_status(b, 200);
    return str_line(home->mem, page(b));
}

static int times(const char *all, const char *what)
{
    int count = 0;
    for (const char *at = all; (at = strstr(at, what)) != NULL; at++)
        count++;
    return count;
}

struct told {
    const char *what;
    int times; /* 0: it did not happen */
};

static void tells(const char *all, const struct told *told, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        int found = times(all, told[i].what);
        wrong += found != told[i].times;
        if (found != told[i].times)
            print_error("%d times, not %d: %s\n", found, told[i].times,
                        told[i].what);
    }
    if (wrong > 0)
        fail_msg("%.2500s …", strstr(all, "Jury"));
}

static const struct told german[] = {
    {"j9@example.org 16:13–16:24, 16:26–16:34", 1}, /* left, came back */
    {"Besuch bei Bäckerei Öhlmann (E02)", 1},
    {"Dabei: j5@example.org und j6@example.org.", 1},
    {"Der Ofen läuft „rund um die Uhr“.", 1},
    {"Pflegedienst Jahreszeiten (E04) und Straßenbau Weiß GmbH & Co. KG (E05) "
     "haben dieselbe Punktzahl und teilen sich den Rang.",
     1},
    {"Zweitbewertungen nach der Diskussion: Glashütte „Zwölf Eichen“ KG (E03) "
     "von 2 Jurymitgliedern.",
     1},
    {"Zur Information: die Rangfolge", 1},
    {"TOP ", 4},
    {"Antrag 1: ", 1},
    {"Antrag 7: ", 1},
    {"Antrag 8: ", 0},
    {"Aus der Diskussion zu Bäckerei Öhlmann (E02)", 1},
    {"Sie backt „für alle“.", 1},
    {"Nur unter uns.", 0},
    {"2 Ja, 3 Nein, 7 Enthaltungen", 0},
    {"3 Ja, 2 Nein, 7 Enthaltungen", 1},
    {"die Abstimmung über Antrag 1", 1},
    {"6 Ja, 6 Nein, 0 Enthaltungen", 1},
    {"Stichentscheid", 2},
    {"Die Wirkung überwiegt.", 1},
    {"2 für Pflegedienst Jahreszeiten (E04) und 7 für Straßenbau", 1},
    {"Der Besuch war besser.", 1},
    {"Die Optik überzeugt.", 1},
    {"11 Ja, 1 Nein, 0 Enthaltungen", 1},
    {"teilt sich den Preis", 2},
    {"Keine war reif.", 1},
    {"erhält eine Anerkennung in der Kategorie", 1},
    {"Offene Abstimmung", 7},
    {"Geheime Abstimmung", 0},
    {"zurückgezogen", 0},
    {"Vertretung für", 0},
    {"Abwesend", 0},
    {"Losentscheid", 0},
    {"Regeln geändert", 0},
    {"Wegen Befangenheit nicht im Raum", 0},
    {"nicht beschlussfähig", 0},
    {"zurückgenommen", 0},
};

static const struct told english[] = {
    {"Visit to Bäckerei Öhlmann (E02) on", 1},
    {"There: j5@example.org and j6@example.org.", 1},
    {"have the same score and share the rank.", 1},
    {"were noted for Glashütte „Zwölf Eichen“ KG (E03) by 2 jurors.", 1},
    {"From the discussion of Bäckerei Öhlmann (E02)", 1},
    {"Item ", 4},
    {"Motion 7: ", 1},
    {"Motion 8: ", 0},
    {"the vote on motion 1", 1},
    {"Casting vote of the chair", 1},
    {"Departs from the ranking", 1},
    {"shares the award in the category", 2},
    {"is withheld.", 1},
    {"is commended in the category", 1},
    {"Secret ballot", 0},
    {"withdrawn", 0},
    {"Rules changed", 0},
    {"Out of the room", 0},
};

static void meet(void)
{
    talk();
    nominate();
    award();
}

static void all_that_happened(void **state)
{
    (void)state;
    meet();
    tells(minutes("de"), german, sizeof german / sizeof *german);
    tells(minutes("en"), english, sizeof english / sizeof *english);
}

/* --- files ------------------------------------------------------------------
 */

/* Until the winners are public the names of files say that they are not; what
 * is in them stays as it is. */
static void files_under_embargo(void **state)
{
    (void)state;
    static const char *const files[] = {
        "/office/round/1/result.json", "/office/round/1/result.csv",
        "/office/round/1/result.xlsx", "/office/round/1/seal",
        "/office/meeting/1/minutes/text?number=0&language=de"};
    enum { FILES = sizeof files / sizeof *files };
    const char *before[FILES];
    meet();
    for (int later = 0; later < 2; later++) {
        for (size_t i = 0; i < FILES; i++) {
            visit(b, files[i]);
            see_status(b, 200);
            assert_int_equal(strstr(header(b, "content-disposition"),
                                    "filename=\"EMBARGO-") != NULL,
                             !later);
            if (later && strstr(files[i], "xlsx") == NULL)
                assert_string_equal(page(b), before[i]);
            before[i] = arena_text(home->mem, page(b));
        }
        home_sql(home, "UPDATE edition SET phase = 11, embargo_at = NULL");
    }
}

/* --- signed and sealed ------------------------------------------------------
 */

static void sign(struct browser *who, const char *as, const char *path)
{
    visit(who, path);
    fill(who, "read", "yes");
    press(who, as);
    see(who, "Unterzeichnet.");
}

static void sign_as_office(void)
{
    sign(b, "Als zweite Person unterzeichnen",
         arena_printf(home->mem, "/office/meeting/%" PRId64 "/minutes",
                      room.meeting));
}

static void notes_stay(void **state)
{
    (void)state;
    const char *notes = arena_printf(
        home->mem, "/office/meeting/%" PRId64 "/live/notes", room.meeting);
    const char *fields = arena_printf(
        home->mem, "item=%" PRId64 "&entry=%" PRId64 "&revision=", room.item[2],
        room.entry[2]);
    meet();
    visit(b, notes);
    post_fields(b, notes, to(fields, "1&text=Noch+offen."));
    see_status(b, 303);
    sign_as_office();
    visit(b, notes);
    see(b, "Das Protokoll ist unterzeichnet: Die Notizen bleiben");
    see_not(b, "Notiz speichern");
    post_fields(b, notes, to(fields, "2&text=Zu+sp%C3%A4t."));
    see_status(b, 409);
    assert_string_equal(field_value(b, "text"), "Zu spät.");
    assert_string_equal(text("SELECT text FROM meeting_note WHERE entry_id = "
                             "(SELECT id FROM entry WHERE code = 'E03')"),
                        "Noch offen.");
}

/* With the award's key an insider signs what he changed: only what does not
 * follow is found then. Without it, every change is. */
static const struct {
    const char *what, *by;
} cheats[] = {
    {"\"yes\":3,\"no\":2,\"abstained\":7",
     "\"yes\":5,\"no\":2,\"abstained\":5"},
    {"\"yes\":6,\"no\":6", "\"yes\":6,\"no\":7"},
    {"\"yes\":6,\"no\":6", "\"yes\":7,\"no\":5"},
    {"\"casting\":\"yes\"", "\"casting\":\"no\""},
    {"\"votes\":[2,7]", "\"votes\":[7,2]"},
    {"\"chosen\":\"E05\"", "\"chosen\":\"E04\""},
    {"\"yes\":11,\"no\":0", "\"yes\":0,\"no\":11"},
    {"\"yes\":11,\"no\":1", "\"yes\":1,\"no\":11"},
    {"\"yes\":12,\"no\":0", "\"yes\":0,\"no\":12"},
    {"{\"decision\":{\"kind\":\"winner\",\"entry\":\"E02\"",
     "{\"decision\":{\"kind\":\"winner\",\"entry\":\"E04\""},
    {"{\"decision\":{\"kind\":\"commended\",\"entry\":\"E03\"",
     "{\"decision\":{\"kind\":\"winner\",\"entry\":\"E03\""},
    {"{\"decision\":{\"kind\":\"withheld\"",
     "{\"decision\":{\"kind\":\"prize\""},
};

/* The votes of each motion, one at a time. */
static void every_count(const char *bundle)
{
    static const char *const counts[] = {
        "\"yes\":", "\"no\":", "\"abstained\":", "\"votes\":["};
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
        for (const char *at = bundle; (at = strstr(at, counts[k])) != NULL;) {
            at += strlen(counts[k]);
            char *text = arena_text(home->mem, bundle);
            char *digit = text + (at - bundle);
            *digit = *digit == '9' ? '8' : (char)(*digit + 1);
            resign_refuses(home, counts[k], text, NULL, "");
        }
}

static void all_of_it_follows(void **state)
{
    (void)state;
    struct verify v;
    const char *key = secret_public(home->mem, home->app->seal_key);
    meet();
    sign_as_office();
    sign(sees(ROOM_CHAIR), "Als Sitzungsleitung unterzeichnen",
         to(screen, "/minutes"));
    const char *bundle = sealing_bundle(home, room.edition);
    if (!verify_bundle(home->mem, bundle, strlen(bundle), key, &v))
        fail_msg("line %zu: %s", v.line, v.fault);
    assert_non_null(v.decided);
    assert_int_equal(v.decided->meeting[0].motion_count, 7);
    assert_int_equal(v.decided->decision_count, 8);
    every_count(bundle);
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++)
        resign_refuses(
            home, cheats[i].by,
            resign(home,
                   resign_replaced(home, bundle, cheats[i].what, cheats[i].by),
                   home->app->seal_key),
            key, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETS(all_that_happened),
        MEETS(files_under_embargo),
        MEETS(notes_stay),
        MEETS(all_of_it_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
