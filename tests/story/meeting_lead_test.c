/* Who leads a meeting, what whoever leads is refused, and what the refusal
 * says. */
#include "support/meeting_story.h"

#include "model/jury.h"

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

static void only_some_lead(void **state)
{
    const char *next =
        arena_printf(home->mem, "do=call&item=%" PRId64, room.item[0]);
    (void)state;
    post_fields(sees(5), to(screen, "/lead"), next);
    see_status(juror[5], 404);
    post_fields(sees(ROOM_DEPUTY), to(screen, "/lead"), next);
    see_status(juror[ROOM_DEPUTY], 404);
    press(sees(ROOM_CHAIR), "Ich gehe");
    lead(sees(ROOM_DEPUTY), screen, next);
    see(juror[ROOM_DEPUTY], "Sie sind gerade nicht im Raum");
    see_not(juror[ROOM_DEPUTY], "Weiter zum nächsten Punkt");
    post_fields(juror[ROOM_DEPUTY], to(screen, "/lead"), "do=next");
    see_status(juror[ROOM_DEPUTY], 404);
    visit(office, screen);
    see_status(office, 404);
    lead(office, desk, "do=close");
    see(sees(5), "Die Sitzung ist geschlossen");
}

/* The deputy leads, and the chair can let the meeting go on; that a vote is why
 * it cannot is not said. */
static void a_chair_who_is_out(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    conflict_declare(w, room.member[ROOM_CHAIR], room.entry[2], "client", "");
    home_commit(home);
    call(room.item[2]);
    struct browser *c = sees(ROOM_CHAIR);
    see(c, "Sie sind gerade nicht im Raum");
    see_not(c, meeting_room_company[2]);
    post_fields(c, to(screen, "/lead"),
                arena_printf(home->mem, "do=move&item=%" PRId64 "&%s",
                             room.item[2],
                             named("commend", room.entry[2], "")));
    see_status(c, 404);
    lead(sees(ROOM_DEPUTY), screen,
         arena_printf(home->mem, "do=move&then=vote&item=%" PRId64 "&%s",
                      room.item[2], named("commend", room.entry[2], "")));
    see(sees(5), "wird lobend erwähnt");
    press(sees(ROOM_CHAIR), "Weiter zum nächsten Punkt");
    see(c, "Von hier aus kann die Sitzung gerade nicht weitergehen.");
    see_not(c, "abgestimmt");
    lead(sees(ROOM_DEPUTY), screen,
         arena_printf(home->mem, "do=withdraw&motion=%s", key(1)));
    press(sees(ROOM_CHAIR), "Weiter zum nächsten Punkt");
    see(c, meeting_room_company[3]);
    see_not(c, "wird lobend erwähnt");
}

/* Whoever leads may be in conflict with one that only competes: neither the
 * ranking nor who won nor a vote on it is answered to him by a refusal. */
static void a_chair_with_a_rival(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    conflict_declare(w, room.member[ROOM_CHAIR], room.entry[0], "client", "");
    home_commit(home);
    call(room.item[5]);
    const char *in =
        arena_printf(home->mem, "do=move&item=%" PRId64 "&", room.item[5]);
    struct browser *c = sees(ROOM_CHAIR);
    post_fields(c, to(screen, "/lead"),
                to(in, named("award", room.entry[5], "")));
    see_status(c, 422);
    see(c, "muss jemand anderes zur Abstimmung stellen");
    see_not(c, "weicht von der Rangfolge ab");
    lead(office, desk,
         to(in, named("award", room.entry[5], "&departure=Anders.")));
    post_fields(sees(ROOM_CHAIR), to(screen, "/lead"),
                arena_printf(home->mem, "do=vote&motion=%s", key(1)));
    see_status(c, 409);
    see(c, "muss jemand anderes zur Abstimmung stellen");
    is_outcome(1, "moved ");
    lead(office, desk, to(in, named("commend", room.entry[0], "&then=vote")));
    is_outcome(2, "open ");
    see_not(sees(ROOM_CHAIR), "Es wird gerade");
    post_fields(c, to(screen, "/lead"), "do=close");
    see(c, "Von hier aus kann die Sitzung gerade nicht weitergehen.");
    see_not(c, "Es wird gerade");
    post_fields(sees(ROOM_CHAIR), to(screen, "/lead"),
                to(in, named("commend", room.entry[5], "&then=vote")));
    see(c, "Von hier aus kann die Sitzung gerade nicht weitergehen.");
    see_not(c, "Es wird gerade");
}

static void a_motion_has_bounds(void **state)
{
    char *longest = arena_alloc(home->mem, 4002);
    (void)state;
    memset(longest, 'x', 4001);
    longest[4001] = '\0';
    call(room.item[5]);
    const char *in = arena_printf(
        home->mem, "do=move&kind=other&item=%" PRId64 "&text=", room.item[5]);
    post_fields(sees(ROOM_CHAIR), to(screen, "/lead"), to(in, longest));
    see_status(juror[ROOM_CHAIR], 422);
    see(juror[ROOM_CHAIR], "Bitte verwenden Sie höchstens 4.000 Zeichen.");
    assert_int_equal(number("SELECT count(*) FROM motion"), 0);
    lead(juror[ROOM_CHAIR], screen, to(in, longest + 1));
    assert_int_equal(number("SELECT count(*) FROM motion"), 1);
}

/* The only nominee is one that this juror may not know of: what he sees of the
 * contest is what he would see if there were none. */
static void an_empty_contest_tells_nothing(void **state)
{
    (void)state;
    call(room.contest);
    struct browser *fifth = browser_new(home);
    log_in(fifth, "j5@example.org");
    visit(fifth, to(screen, "?part=1"));
    see(fifth, meeting_room_company[1]);
    see_not(fifth, meeting_room_company[7]);
    const char *before = header(fifth, "etag");
    assert_non_null(before);
    before = arena_text(home->mem, before);
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO honour (entry_id, kind, "
                                "category_id, decided_at) VALUES (%" PRId64
                                ", 'nominee', %" PRId64 ", 1)",
                                room.entry[7], room.category));
    visit(fifth, to(screen, "?part=1"));
    assert_string_equal(header(fifth, "etag"), before);
    see(sees(ROOM_CHAIR), "Rangfolge 8 von 15");
    see_not(juror[ROOM_CHAIR], "Rangfolge 2 von 15");
    browser_free(fifth);
}

static void as_many_as_there_may_be(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET nominees_max = 1");
    call(room.contest);
    chair(arena_printf(home->mem, "do=move&item=%" PRId64 "&%s", room.contest,
                       named("nominate", room.entry[0], "")));
    post_fields(sees(ROOM_CHAIR), to(screen, "/lead"),
                arena_printf(home->mem,
                             "do=move&item=%" PRId64 "&%s&entry=%" PRId64,
                             room.contest, named("nominate", room.entry[0], ""),
                             room.entry[1]));
    see_status(juror[ROOM_CHAIR], 422);
    see(juror[ROOM_CHAIR], "Es darf höchstens 1 Nominierte geben.");
}

static void not_before_the_round_is_closed(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE meeting SET state = 'planned', item_id = NULL;"
             "UPDATE round SET state = 'open', closed_at = NULL");
    visit(office, desk);
    see(office, "liegt aber vor der Sitzung: Jurybewertung.");
    post_fields(office, to(desk, "/lead"), "do=open");
    see(office, "liegt aber vor der Sitzung: Jurybewertung.");
    assert_string_equal(text("SELECT state FROM meeting"), "planned");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETS_OFFICE(only_some_lead),
        MEETS_OFFICE(a_chair_who_is_out),
        MEETS_OFFICE(a_chair_with_a_rival),
        MEETS_OFFICE(as_many_as_there_may_be),
        MEETS_OFFICE(not_before_the_round_is_closed),
        MEETS_OFFICE(a_motion_has_bounds),
        MEETS_OFFICE(an_empty_contest_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
