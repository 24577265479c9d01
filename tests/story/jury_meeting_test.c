/* A whole jury meets: twelve jurors, fifteen nominations, what a screen shows
 * to whom, and what is voted on it. Beside it somebody who is out of the room:
 * his page and his signals stay as they are, to the byte, whatever is moved and
 * voted meanwhile. */
#include "support/meeting_scene.h"
#include "support/story.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/live.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/jury.h"

static struct meeting_room room;
static struct browser *juror[ROOM_JURORS]; /* logged in as needed */
static struct browser *office;
static const char *screen, *desk;

static int setup(void **state)
{
    (void)state;
    story_open();
    room = meeting_room_open(home);
    screen = arena_printf(home->mem, "/jury/meeting/%" PRId64, room.meeting);
    desk = arena_printf(home->mem, "/office/meeting/%" PRId64 "/live",
                        room.meeting);
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int close_room(void **state)
{
    for (int i = 0; i < ROOM_JURORS; i++) {
        if (juror[i] != NULL)
            browser_free(juror[i]);
        juror[i] = NULL;
    }
    browser_free(office);
    return teardown(state);
}

#define MEETS(name) cmocka_unit_test_setup_teardown(name, setup, close_room)

/* The juror's screen as it is now. */
static struct browser *sees(int who)
{
    if (juror[who] == NULL) {
        juror[who] = browser_new(home);
        log_in(juror[who], arena_printf(home->mem, "j%d@example.org", who + 1));
    }
    visit(juror[who], screen);
    return juror[who];
}

static const char *to(const char *path, const char *what)
{
    return arena_printf(home->mem, "%s%s", path, what);
}

/* Whoever leads does something; the page comes back. */
static void lead(struct browser *who, const char *path, const char *fields)
{
    visit(who, path);
    post_fields(who, to(path, "/lead"), fields);
    see_status(who, 303);
    visit(who, path);
}

static void chair(const char *fields)
{
    lead(sees(ROOM_CHAIR), screen, fields);
}

static void call(int64_t item)
{
    chair(arena_printf(home->mem, "do=call&item=%" PRId64, item));
}

/* Moves in the called item, opens the vote; the motion's id. */
static int64_t move(const char *fields)
{
    chair(arena_printf(
        home->mem, "do=move&then=vote&item=%" PRId64 "&%s",
        number("SELECT item_id FROM meeting WHERE state = 'open'"), fields));
    return number("SELECT max(id) FROM motion");
}

/* What stands for a motion in forms. */
static const char *key(int64_t motion)
{
    char *of = arena_printf(home->mem, "motion %" PRId64, motion);
    return arena_textn(
        home->mem, secret_keyed(home->mem, home->app->key, of, strlen(of)), 12);
}

/* "yna.": yes, no, abstention, nothing, by juror from the first. */
static void vote(int64_t motion, const char *votes)
{
    for (int i = 0; votes[i] != '\0'; i++) {
        const char *choice = votes[i] == 'y'   ? "yes"
                             : votes[i] == 'n' ? "no"
                                               : "abstain";
        if (votes[i] == '.')
            continue;
        post_fields(sees(i), to(screen, "/vote"),
                    arena_printf(home->mem, "motion=%s&choice=%s", key(motion),
                                 choice));
        see_status(juror[i], 303);
    }
}

static void count(int64_t motion)
{
    chair(arena_printf(home->mem, "do=count&motion=%s", key(motion)));
}

static void is_outcome(int64_t motion, const char *want)
{
    assert_string_equal(
        text(arena_printf(home->mem,
                          "SELECT state || ' ' || outcome FROM motion "
                          "WHERE id = %" PRId64,
                          motion)),
        want);
}

static const char *named(const char *kind, int64_t entry, const char *more)
{
    return arena_printf(home->mem,
                        "kind=%s&entry=%" PRId64 "&category=%" PRId64 "%s",
                        kind, entry, room.category, more);
}

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

/* --- who is out of the room -------------------------------------------------
 */

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
        MEETS(screens_follow),
        MEETS(a_vote_by_forms_alone),
        MEETS(departing_needs_a_reason),
        MEETS(a_tie_at_the_cut),
        MEETS(shared_and_withheld),
        MEETS(most_abstain_then_the_chair_decides),
        MEETS(a_secret_vote),
        MEETS(who_left_comes_back),
        MEETS(only_some_lead),
        MEETS(a_chair_who_is_out),
        MEETS(nothing_leaks_out_of_the_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
