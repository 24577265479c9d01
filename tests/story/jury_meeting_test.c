/* A whole jury meets: twelve jurors, fifteen nominations, what a screen shows
 * to whom, and what is voted on it. */
#include "support/meeting_story.h"

static struct browser *office;
static const char *desk;

static int setup(void **state)
{
    (void)state;
    story_open();
    room_is(meeting_room_open(home));
    desk = arena_printf(home->mem, "/office/meeting/%" PRId64 "/live",
                        room.meeting);
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int leave(void **state)
{
    browser_free(office);
    return close_room(state);
}

#define MEETS_OFFICE(name) cmocka_unit_test_setup_teardown(name, setup, leave)

/* --- what is shown ----------------------------------------------------------
 */

static void screens_follow(void **state)
{
    (void)state;
    call(room.item[0]);
    see(sees(5), "Punkt 1 von 17");
    see(juror[5], meeting_room_company[0]);
    see(juror[5], "Rangfolge 1 von 15");
    see(juror[5], "Ihre Punkte 10");
    see(juror[5], "Bei diesem Punkt nicht im Raum: j2@example.org");
    see_not(juror[5], "Antrag stellen");
    see(sees(ROOM_CHAIR), "Antrag stellen");
    /* A ranking of the others would say where the missing one stands. */
    call(room.item[1]);
    see(sees(ROOM_DEPUTY), meeting_room_company[1]);
    see_not(juror[ROOM_DEPUTY], "von 15");
    see_not(juror[ROOM_DEPUTY], "Rangfolge:");
    visit(office, desk);
    see(office, "Rangfolge: Jurybewertung");
    see_not(office, "Sie sind da");
    visit(sees(5), "/jury");
    see(juror[5], "Die Jury tagt gerade: Jurysitzung „Finale“");
    press(juror[5], "Zur Sitzung");
    see(juror[5], meeting_room_company[1]);
}

static void a_vote_by_forms_alone(void **state)
{
    (void)state;
    call(room.item[1]);
    int64_t id = move(named("nominate", room.entry[1],
                            "&reason_de=Sie%20backt%20f%C3%BCr%20alle."
                            "&departure=Weil%20es%20so%20ist."));
    struct browser *one = sees(6);
    see(one, "Bäckerei Öhlmann wird nominiert.");
    see(one, "Sie backt für alle.");
    see(one, "0 von 12 Stimmen abgegeben");
    press(one, "Nein");
    see(one, "Ihre Stimme ist festgehalten");
    see(one, "1 von 12 Stimmen abgegeben");
    press(one, "Ja");
    see(sees(7), "1 von 12 Stimmen abgegeben");
    vote(id, "yyyyyyynnnnn");
    count(id);
    is_outcome(id, "closed carried");
    see(sees(6), "angenommen");
    see(juror[6], "Ja 7 · Nein 5 · Enthaltungen 0");
    see_not(juror[6], "Wer wie gestimmt hat");
    see(sees(ROOM_CHAIR), "Wer wie gestimmt hat");
    assert_int_equal(number("SELECT count(*) FROM honour"), 1);
}

static void departing_needs_a_reason(void **state)
{
    (void)state;
    call(room.contest);
    struct browser *c = sees(ROOM_CHAIR);
    const char *fields = arena_printf(
        home->mem, "do=move&then=vote&item=%" PRId64 "&%s", room.contest,
        named("award", room.entry[2], "&reason_de=Gl%C3%A4nzend."));
    post_fields(c, to(screen, "/lead"), fields);
    see_status(c, 422);
    see(c, "weicht von der Rangfolge ab");
    assert_string_equal(field_value(c, "reason_de"), "Glänzend.");
    assert_int_equal(number("SELECT count(*) FROM motion"), 0);
    post_fields(c, to(screen, "/lead"),
                to(fields, "&departure=Der%20Besuch%20war%20besser."));
    see_status(c, 303);
    see(sees(5), "Weicht von der Rangfolge ab");
    int64_t id = number("SELECT max(id) FROM motion");
    vote(id, "yyyyyyyyyyyy");
    count(id);
    is_outcome(id, "closed carried");
    assert_int_equal(
        number("SELECT entry_id FROM honour WHERE kind = 'winner'"),
        room.entry[2]);
}

/* --- what is decided --------------------------------------------------------
 */

/* A tie at the cut: run-off between the two. Who is in conflict with one of
 * them knows nothing of it. */
static void a_tie_at_the_cut(void **state)
{
    (void)state;
    call(room.contest);
    int64_t id = move(arena_printf(home->mem, "%s&entry=%" PRId64,
                                   named("runoff", room.entry[ROOM_TIE], ""),
                                   room.entry[ROOM_TIE + 1]));
    see(sees(5), "Stichwahl um den Preis der Kategorie");
    see_not(sees(ROOM_OUT), "Stichwahl");
    see_not(juror[ROOM_OUT], meeting_room_company[ROOM_TIE]);
    post_fields(juror[ROOM_OUT], to(screen, "/vote"),
                arena_printf(home->mem, "motion=%s&choice=entry-%" PRId64,
                             key(id), room.entry[ROOM_TIE + 1]));
    see_status(juror[ROOM_OUT], 404);
    press(sees(5), meeting_room_company[ROOM_TIE + 1]);
    count(id);
    is_outcome(id, "closed chosen");
    see(sees(6), "gewählt: Straßenbau Weiß GmbH & Co. KG");
}

static void shared_and_withheld(void **state)
{
    (void)state;
    call(room.contest);
    int64_t id =
        move(arena_printf(home->mem, "%s&entry=%" PRId64,
                          named("share", room.entry[0], ""), room.entry[1]));
    see(sees(5), "teilen sich den Preis der Kategorie");
    vote(id, "y.yyyyyyyyyy"); /* the deputy is out of it */
    count(id);
    is_outcome(id, "closed carried");
    call(room.special);
    id = move(arena_printf(
        home->mem, "kind=withhold&prize=%" PRId64 "&reason_de=Keine+war+reif.",
        room.prize));
    see(sees(5), "Der Preis „Praxis-Preis“ wird nicht vergeben.");
    vote(id, "yyyyyyyyyyyy");
    count(id);
    is_outcome(id, "closed carried");
    assert_int_equal(number("SELECT count(*) FROM withheld"), 1);
}

static void most_abstain_then_the_chair_decides(void **state)
{
    (void)state;
    call(room.item[2]);
    int64_t id = move(named("commend", room.entry[2], ""));
    vote(id, "aaaaaaaynnyy");
    count(id);
    is_outcome(id, "closed repeat");
    chair(arena_printf(home->mem, "do=repeat&motion=%s", key(id)));
    int64_t again = number("SELECT max(id) FROM motion");
    assert_true(again > id);
    chair(arena_printf(home->mem, "do=vote&motion=%s", key(again)));
    see(sees(5), "Niemand darf sich enthalten");
    see_not(juror[5], "Enthaltung ");
    vote(again, "yyyyyynnnnnn");
    count(again);
    is_outcome(again, "tied ");
    see(sees(5), "Stimmengleichheit: Der Vorsitz entscheidet");
    struct browser *c = sees(ROOM_CHAIR);
    post_fields(c, to(screen, "/lead"),
                arena_printf(home->mem,
                             "do=cast&motion=%s&choice=yes&casting_reason=",
                             key(again)));
    see_status(c, 422);
    visit(c, screen);
    fill(c, "casting_reason", "Die Wirkung überwiegt.");
    press(c, "Ja");
    is_outcome(again, "closed carried");
    see(sees(5), "Stichentscheid des Vorsitzes: Ja. Die Wirkung überwiegt.");
}

static void a_secret_vote(void **state)
{
    (void)state;
    call(room.item[5]);
    int64_t id = move(named("commend", room.entry[5], "&secret=1"));
    see(sees(5), "lässt sich danach nicht mehr ändern");
    press(juror[5], "Nein");
    see(juror[5], "Ihre Stimme ist gezählt");
    see_no_markup(juror[5], "aria-pressed=\"true\"");
    post_fields(juror[5], to(screen, "/vote"),
                arena_printf(home->mem, "motion=%s&choice=yes", key(id)));
    see_status(juror[5], 409);
    count(id);
    see(sees(ROOM_CHAIR), "geheim");
    see_not(juror[ROOM_CHAIR], "Wer wie gestimmt hat");
}

/* --- coming, leaving, leading -----------------------------------------------
 */

static void who_left_comes_back(void **state)
{
    (void)state;
    call(room.item[1]);
    struct browser *one = sees(8);
    press(one, "Ich gehe");
    see(one, "Sie sind nicht als anwesend vermerkt");
    int64_t id = move(named("commend", room.entry[1], ""));
    see(sees(8), "Bei diesem Antrag stimmen Sie nicht mit ab.");
    see(sees(5), "0 von 11 Stimmen abgegeben");
    count(id);
    press(sees(8), "Ich bin da");
    see(juror[8], "Sie sind da");
    id = move(named("commend", room.entry[1], ""));
    press(sees(8), "Ja");
    see(juror[8], "1 von 12 Stimmen abgegeben");
    /* noted by whoever leads */
    chair(arena_printf(home->mem, "do=count&motion=%s", key(id)));
    chair(arena_printf(home->mem, "do=left&juror=%" PRId64, room.member[9]));
    see(sees(9), "Sie sind nicht als anwesend vermerkt");
    lead(office, desk,
         arena_printf(home->mem, "do=came&juror=%" PRId64, room.member[9]));
    see(sees(9), "Sie sind da");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETS_OFFICE(screens_follow),
        MEETS_OFFICE(a_vote_by_forms_alone),
        MEETS_OFFICE(departing_needs_a_reason),
        MEETS_OFFICE(a_tie_at_the_cut),
        MEETS_OFFICE(shared_and_withheld),
        MEETS_OFFICE(most_abstain_then_the_chair_decides),
        MEETS_OFFICE(a_secret_vote),
        MEETS_OFFICE(who_left_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
