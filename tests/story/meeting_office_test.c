/* The office plans a meeting: place and rounds, agenda, rules of voting, seats;
 * what stays once it is open. */
#include <inttypes.h>
#include <string.h>

#include "model/meeting.h"
#include "support/meeting.h"
#include "support/story.h"

static struct meeting_scene s;
static const char list[] = "/office/edition/2026/meetings";

static int setup(void **state)
{
    (void)state;
    story_open();
    s = meeting_scene(home);
    log_in(b, "office@example.org");
    return 0;
}

static const char *meeting_path(void)
{
    return arena_printf(home->mem, "/office/meeting/%" PRId64, s.id);
}

static const char *agenda_path(void)
{
    return arena_printf(home->mem, "%s/agenda", meeting_path());
}

/* "E01 E03 category": the agenda as it stands. */
static const char *agenda(void)
{
    struct meeting_item *item;
    const char *all = "";
    struct world *w = home_begin(home);
    size_t count = meeting_items(w, s.id, &item);
    for (size_t i = 0; i < count; i++)
        all = arena_printf(home->mem, "%s%s%s", all, i > 0 ? " " : "",
                           *item[i].code              ? item[i].code
                           : item[i].category_id != 0 ? "category"
                                                      : item[i].title_de);
    home_commit(home);
    return all;
}

static void open_it(void)
{
    struct world *w = home_begin(home);
    assert_int_equal(meeting_open(w, s.id), MEETING_OK);
    home_commit(home);
}

static void plans_one(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026");
    press(b, "Sitzungen");
    see(b, "1. Jurysitzung");
    see(b, "Volkshaus Jena, Großer Saal");
    see(b, "4 Punkte");
    press(b, "Sitzung planen");
    fill(b, "title_de", "Zweite Sitzung");
    fill(b, "title_en", "");
    fill(b, "starts_at", "morgen");
    fill(b, "place", "„Alte Mensa“ & Nebenraum");
    press(b, "Sitzung planen");
    see_status(b, 422);
    see(b, "Bitte geben Sie einen Titel ein.");
    assert_string_equal(field_value(b, "starts_at"), "morgen");
    assert_string_equal(field_value(b, "place"), "„Alte Mensa“ & Nebenraum");
    fill(b, "title_en", "Second meeting");
    fill(b, "starts_at", "2026-10-12 09:00");
    fill(b, "ends_at", "2026-10-12 08:00");
    press(b, "Sitzung planen");
    see(b, "Das Ende liegt nicht nach dem Beginn.");
    fill(b, "ends_at", "2026-10-12T12:30");
    press(b, "Sitzung planen");
    see(b, "Die Sitzung ist geplant.");
    see(b, "Zweite Sitzung");
    see(b, "„Alte Mensa“ & Nebenraum");
    see(b, "Noch steht nichts auf der Tagesordnung.");
    /* the closed round lies before it */
    assert_int_equal(
        number("SELECT count(*) FROM meeting_round WHERE meeting_id = 2"), 1);
    assert_int_equal(number("SELECT ends_at - starts_at FROM meeting "
                            "WHERE id = 2"),
                     3 * 3600 + 1800);
}

static void changes_and_cancels(void **state)
{
    (void)state;
    visit(b, meeting_path());
    fill(b, "place", "Videokonferenz");
    uncheck(b, "round", arena_printf(home->mem, "%" PRId64, s.j.round));
    press(b, "Planung speichern");
    see(b, "Ihre Änderungen sind gespeichert.");
    see(b, "Videokonferenz");
    assert_int_equal(number("SELECT count(*) FROM meeting_round"), 0);
    press(b, "Sitzung absagen");
    see(b, "Die Sitzung ist abgesagt.");
    see(b, "abgesagt");
    visit(b, meeting_path());
    see_not(b, "Planung speichern");
    see_not(b, "Auf die Tagesordnung setzen");
    post_fields(b, meeting_path(),
                "title_de=X&title_en=X&starts_at=2026-10-12+09%3A00");
    see_status(b, 409);
    post_fields(b, agenda_path(), "action=add&what=e1");
    see_status(b, 409);
}

static void makes_the_agenda(void **state)
{
    (void)state;
    visit(b, meeting_path());
    assert_string_equal(agenda(), "E01 E02 E03 category");
    const char *item = arena_printf(home->mem, "item=%" PRId64, s.item[2]);
    post_fields(b, agenda_path(),
                arena_printf(home->mem, "action=up&%s", item));
    assert_string_equal(agenda(), "E01 E03 E02 category");
    for (int i = 0; i < 3; i++)
        post_fields(b, agenda_path(),
                    arena_printf(home->mem, "action=up&%s", item));
    assert_string_equal(agenda(), "E03 E01 E02 category");
    post_fields(b, agenda_path(),
                arena_printf(home->mem, "action=remove&%s", item));
    assert_string_equal(agenda(), "E01 E02 category");
    visit(b, meeting_path());
    fill(b, "what", arena_printf(home->mem, "e%" PRId64, s.j.entry[2]));
    fill(b, "minutes", "viele");
    press(b, "Auf die Tagesordnung setzen");
    see_status(b, 422);
    see(b, "Bitte geben Sie ganze Minuten ein oder nichts.");
    fill(b, "minutes", "20");
    press(b, "Auf die Tagesordnung setzen");
    see(b, "Der Punkt steht auf der Tagesordnung.");
    see(b, "20 Min.");
    fill(b, "topic_de", "Verschiedenes");
    press(b, "Thema aufnehmen");
    see(b, "Bitte geben Sie ein, worum es geht.");
    fill(b, "topic_en", "Any other business");
    press(b, "Thema aufnehmen");
    assert_string_equal(agenda(), "E01 E02 category E03 Verschiedenes");
    /* what is there cannot be put there again, or is of nowhere */
    post_fields(
        b, agenda_path(),
        arena_printf(home->mem, "action=add&what=e%" PRId64, s.j.entry[2]));
    see_status(b, 422);
    post_fields(b, agenda_path(), "action=add&what=e999");
    see_status(b, 422);
    post_fields(b, agenda_path(), "action=down&item=999");
    see_status(b, 404);
    post_fields(b, agenda_path(), "action=crown");
    see_status(b, 400);
}

static void adds_all_nominees(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM meeting_item");
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, decided_at) SELECT id, "
             "'nominee', 1 FROM entry WHERE code <> 'E02'");
    visit(b, meeting_path());
    press(b, "Alle 2 Nominierungen aufnehmen");
    see(b, "2 Bewerbungen stehen jetzt auf der Tagesordnung.");
    assert_string_equal(agenda(), "E01 E03");
}

static void sees_who_leaves_the_room(void **state)
{
    (void)state;
    judging_declare_only(home, &s.j, 1, 0, "client");
    meeting_juror(home, &s, "neu@example.org");
    visit(b, meeting_path());
    see(b, "1 verlässt den Raum · 1 hat sich noch nicht erklärt");
    see_not(b, "2 verlassen den Raum");
}

static void codes_in_a_blind_edition(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET blind = 1");
    home_sql(home, "DELETE FROM meeting_item WHERE entry_id = 3");
    visit(b, meeting_path());
    see(b, "E01");
    see_not(b, "Alpha GmbH");
    see_not(b, "Gamma KG");
}

static void sets_the_rules(void **state)
{
    (void)state;
    visit(b, list);
    assert_string_equal(field_value(b, "quorum_percent"), "50");
    fill(b, "quorum_percent", "120");
    fill(b, "majority", "two_thirds");
    press(b, "Regeln speichern");
    see_status(b, 422);
    see(b, "Bitte geben Sie eine ganze Zahl von 0 bis 100 ein.");
    fill(b, "quorum_percent", "60");
    fill(b, "abstention", "against");
    fill(b, "scope", "contest");
    uncheck(b, "casting", "yes");
    press(b, "Regeln speichern");
    see(b, "Die Abstimmungsregeln sind gespeichert.");
    visit(b, meeting_path());
    see(b, "Wie jetzt eingestellt; festgeschrieben wird bei der Eröffnung.");
    see(b, "Mindestens 60 Prozent");
    see(b, "zwei Drittel");
    see(b, "Bei Stimmengleichheit ist der Antrag abgelehnt.");
    open_it();
    visit(b, list);
    see(b, "Gerade läuft eine Sitzung.");
    fill(b, "quorum_percent", "10");
    press(b, "Regeln speichern");
    visit(b, meeting_path());
    see(b, "Wie bei der Eröffnung festgeschrieben.");
    see(b, "Mindestens 60 Prozent");
    see_not(b, "Planung speichern");
    see(b, "Auf die Tagesordnung setzen");
}

static void says_what_is_in_the_way(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'open'");
    home_sql(home, "DELETE FROM meeting_item");
    visit(b, meeting_path());
    see(b, "Die Runde „Jurybewertung“ ist noch nicht geschlossen.");
    see(b, "Noch steht nichts auf der Tagesordnung.");
}

static void seats(void **state)
{
    const char *second =
        arena_printf(home->mem, "/office/juror/%" PRId64, s.j.member[1]);
    const char *first = arena_printf(home->mem, "%" PRId64, s.j.member[0]);
    (void)state;
    visit(b, second);
    fill(b, "deputy_chair", "yes");
    fill(b, "stands_in_for", first);
    press(b, "Speichern");
    see(b, "Ihre Änderungen sind gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM jury_member WHERE "
                            "deputy_chair = 1 AND votes = 1 AND stands_in_for "
                            "= 1"),
                     1);
    /* whom somebody stands in for has a seat of his own */
    visit(b, arena_printf(home->mem, "/office/juror/%s", first));
    see_not(b, "niemanden: hat einen eigenen Sitz");
    post_fields(b, arena_printf(home->mem, "/office/juror/%s", first),
                arena_printf(home->mem, "votes=yes&stands_in_for=%" PRId64,
                             s.j.member[2]));
    see_status(b, 422);
    visit(b, second);
    uncheck(b, "votes", "yes");
    fill(b, "stands_in_for", "");
    press(b, "Speichern");
    assert_int_equal(number("SELECT count(*) FROM jury_member WHERE votes = 0 "
                            "AND stands_in_for IS NULL"),
                     1);
}

/* Whoever was at a meeting stays in the jury. */
static void stays_after_a_meeting(void **state)
{
    int64_t late = meeting_juror(home, &s, "neu@example.org");
    (void)state;
    const char *seat = arena_printf(home->mem, "/office/juror/%" PRId64, late);
    visit(b, seat);
    see(b, "Aus der Jury nehmen");
    open_it();
    struct world *w = home_begin(home);
    assert_int_equal(meeting_come(w, s.id, late), MEETING_OK);
    home_commit(home);
    visit(b, seat);
    see_not(b, "Aus der Jury nehmen");
    see(b, "Dieses Jurymitglied war in einer Sitzung");
    post_fields(b, arena_printf(home->mem, "%s/remove", seat), "");
    see_status(b, 409);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(plans_one),
        STORY(changes_and_cancels),
        STORY(makes_the_agenda),
        STORY(adds_all_nominees),
        STORY(sees_who_leaves_the_room),
        STORY(codes_in_a_blind_edition),
        STORY(sets_the_rules),
        STORY(says_what_is_in_the_way),
        STORY(seats),
        STORY(stays_after_a_meeting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
