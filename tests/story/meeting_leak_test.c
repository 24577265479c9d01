/* Somebody who is out of the room: his page and his signals stay as they are,
 * to the byte, whatever is moved and voted meanwhile. */
#include "support/meeting_story.h"

#include "app/live.h"

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

struct heard {
    char text[60000];
    int ended;
};

static bool hear(void *connection, const char *words, size_t bytes, bool end)
{
    struct heard *h = connection;
    size_t at = strlen(h->text);
    assert_true(at + bytes < sizeof h->text);
    memcpy(h->text + at, words, bytes);
    h->text[at + bytes] = '\0';
    h->ended += end;
    return true;
}

/* Everything that can happen in an item but leaving it. */
static void much_happens(int step)
{
    static int64_t id;
    switch (step) {
    case 0:
        id = move(named("commend", room.entry[ROOM_TIE], "&text=x"));
        break;
    case 1:
        vote(id, "yn.an");
        break;
    case 2:
        count(id);
        break;
    case 3:
        id = move(named("commend", room.entry[ROOM_TIE], "&secret=1"));
        vote(id, "yy");
        chair(arena_printf(home->mem, "do=withdraw&motion=%s", key(id)));
        break;
    case 4:
        press(sees(7), "Ich gehe");
        break;
    default:
        lead(office, desk,
             arena_printf(home->mem, "do=came&juror=%" PRId64, room.member[7]));
        break;
    }
    assert_true(step < 6);
}

static void nothing_leaks_out_of_the_room(void **state)
{
    (void)state;
    struct heard heard = {{0}, 0};
    struct live *live = live_new(home->app, hear);
    call(room.item[ROOM_TIE]);
    struct browser *out = sees(ROOM_OUT);
    const char *before = arena_text(home->mem, page(out));
    const char *heads = arena_text(home->mem, headers(out));
    see(out, "Sie sind gerade nicht im Raum");
    see_not(out, "Punkt 4");
    const struct request request = {
        .method = HTTP_GET,
        .path = to(screen, "/events"),
        .query = "",
        .cookie = arena_printf(home->mem, "lorbeer=%s",
                               browser_cookie(out, "lorbeer")),
        .accept_language = "de",
    };
    const struct reply_live what = {room.meeting, screen, "part=1"};
    assert_true(live_has_room(live, &request));
    live_add(live, &request, &what, &heard, 0);
    const char *first = arena_text(home->mem, heard.text);
    assert_non_null(strstr(first, "data: "));
    for (int step = 0; step < 6; step++) {
        much_happens(step);
        live_look(live, step);
        assert_string_equal(heard.text, first);
        assert_string_equal(page(sees(ROOM_OUT)), before);
        assert_string_equal(headers(out), heads);
    }
    call(room.item[8]);
    live_look(live, 7);
    assert_string_not_equal(heard.text, first);
    see_not(sees(ROOM_OUT), meeting_room_company[ROOM_TIE]);
    /* nor does a number afterwards tell how much was moved meanwhile */
    move(named("commend", room.entry[8], ""));
    see(sees(5), "Antrag 3");
    see(sees(ROOM_OUT), "wird lobend erwähnt");
    see(out, "Antrag");
    see_not(out, "Antrag 3");
    live_free(live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETS_OFFICE(nothing_leaks_out_of_the_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
