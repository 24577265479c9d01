/* Notes of the discussion: who writes, who reads, every version kept, and
 * nothing of them for whoever is out of the room. */
#include <string.h>

#include "support/meeting.h"
#include "support/story.h"

#include <inttypes.h>

enum { ALPHA, BETA, GAMMA };

static struct meeting_scene s;
static struct browser *chair, *juror, *other;

/* The meeting is at Alpha; J1 has the chair, J3 a conflict with Alpha. */
static int setup(void **state)
{
    (void)state;
    story_open();
    s = meeting_scene_open(home);
    judging_declare(home, &s.j, 2, ALPHA, "client");
    struct world *w = home_begin(home);
    assert_int_equal(meeting_call(w, s.id, s.item[ALPHA]), MEETING_OK);
    home_commit(home);
    chair = browser_new(home);
    juror = browser_new(home);
    other = browser_new(home);
    log_in(b, "office@example.org");
    log_in(chair, "j1@example.org");
    log_in(juror, "j2@example.org");
    log_in(other, "j3@example.org");
    return 0;
}

static int leave(void **state)
{
    browser_free(chair);
    browser_free(juror);
    browser_free(other);
    return teardown(state);
}

static const char *jury_notes(void)
{
    return arena_printf(home->mem, "/jury/meeting/%" PRId64 "/notes", s.id);
}

static const char *office_notes(void)
{
    return arena_printf(home->mem, "/office/meeting/%" PRId64 "/live/notes",
                        s.id);
}

static void call(int item)
{
    struct world *w = home_begin(home);
    assert_int_equal(meeting_call(w, s.id, s.item[item]), MEETING_OK);
    home_commit(home);
}

static void write_note(struct browser *who, const char *path, const char *words)
{
    visit(who, path);
    fill(who, "text", words);
    press(who, "Notiz speichern – Alpha GmbH");
}

static void written_and_read(void **state)
{
    (void)state;
    visit(juror, jury_notes());
    see_no_markup(juror, "<textarea");
    visit(chair, jury_notes());
    fill(chair, "in_minutes", "1");
    fill(chair, "text",
         "Die Jury lobt die „Lernwerkstatt“ & fragt nach Zahlen");
    press(chair, "Notiz speichern – Alpha GmbH");
    see(chair, "Die Notiz ist gespeichert.");
    visit(juror, jury_notes());
    see(juror, "Die Jury lobt die „Lernwerkstatt“ & fragt nach Zahlen");
    see(juror, "kommt ins Protokoll");
    write_note(b, office_notes(), "Zahlen werden nachgereicht");
    visit(juror, jury_notes());
    see(juror, "Zahlen werden nachgereicht");
    see(juror, "Eine frühere Fassung");
    see(juror, "Lernwerkstatt");
    see(juror, "office@example.org");
    assert_int_equal(number("SELECT count(*) FROM meeting_note_version"), 2);
    assert_int_equal(number("SELECT revision FROM meeting_note"), 2);
    assert_int_equal(number("SELECT in_minutes FROM meeting_note"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'meeting.note'"), 2);
    /* the same again is no version */
    visit(b, office_notes());
    press(b, "Notiz speichern – Alpha GmbH");
    assert_int_equal(number("SELECT count(*) FROM meeting_note_version"), 2);
}

static void two_writers(void **state)
{
    (void)state;
    visit(b, office_notes());
    write_note(chair, jury_notes(), "Vom Vorsitz");
    fill(b, "text", "Von der Geschäftsstelle");
    press(b, "Notiz speichern – Alpha GmbH");
    see_status(b, 409);
    see(b, "Vom Vorsitz");
    assert_string_equal(field_value(b, "text"), "Von der Geschäftsstelle");
    assert_string_equal(text("SELECT text FROM meeting_note"), "Vom Vorsitz");
    press(b, "Notiz speichern – Alpha GmbH");
    assert_string_equal(text("SELECT text FROM meeting_note"),
                        "Von der Geschäftsstelle");
    assert_int_equal(number("SELECT count(*) FROM meeting_note_version"), 2);
}

/* While the meeting is at it, and afterwards: byte for byte nothing. */
static void nothing_for_a_conflicted_juror(void **state)
{
    (void)state;
    visit(other, jury_notes());
    const char *empty = arena_text(home->mem, page(other));
    write_note(chair, jury_notes(), "NOTE-sentinel");
    visit(other, jury_notes());
    assert_string_equal(page(other), empty);
    call(BETA);
    call(MEETING_CONTEST);
    visit(other, jury_notes());
    see_status(other, 200);
    see_not(other, "NOTE-sentinel");
    see_not(other, "Alpha");
    see(other, "Beta AG");
    visit(juror, jury_notes());
    see(juror, "NOTE-sentinel");
    /* nor as an organiser */
    home_sql(home,
             "INSERT INTO user_role (user_id, role, granted_at) SELECT id, "
             "'organiser', 1 FROM user WHERE email = 'j3@example.org'");
    visit(other, office_notes());
    see_status(other, 200);
    see_not(other, "NOTE-sentinel");
    see_not(other, "Alpha");
    post_fields(other, office_notes(),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=1&text=x",
                             s.item[ALPHA], s.j.entry[ALPHA]));
    see_status(other, 404);
}

static void who_was_never_there(void **state)
{
    (void)state;
    int64_t id = meeting_juror(home, &s, "j4@example.org");
    meeting_free(home, &s, id);
    judging_accept(home);
    write_note(chair, jury_notes(), "NOTE-sentinel");
    log_in(other = (browser_free(other), browser_new(home)), "j4@example.org");
    visit(other, jury_notes());
    see_status(other, 200);
    see_not(other, "NOTE-sentinel");
    post_fields(other, jury_notes(),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=1&text=x",
                             s.item[ALPHA], s.j.entry[ALPHA]));
    see_status(other, 404);
}

/* What a juror who does not lead sends is not taken. */
static void jurors_only_read(void **state)
{
    (void)state;
    post_fields(juror, jury_notes(),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=0&text=x",
                             s.item[ALPHA], s.j.entry[ALPHA]));
    see_status(juror, 404);
    /* nor to an item that has not come, or for another's nomination */
    post_fields(chair, jury_notes(),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=0&text=x",
                             s.item[BETA], s.j.entry[BETA]));
    see_status(chair, 404);
    post_fields(chair, jury_notes(),
                arena_printf(home->mem,
                             "item=%" PRId64 "&entry=%" PRId64
                             "&revision=0&text=x",
                             s.item[ALPHA], s.j.entry[BETA]));
    see_status(chair, 404);
    assert_int_equal(number("SELECT count(*) FROM meeting_note"), 0);
}

static void after_the_meeting_the_office_alone(void **state)
{
    (void)state;
    write_note(chair, jury_notes(), "Aus der Sitzung");
    struct world *w = home_begin(home);
    assert_int_equal(meeting_close(w, s.id), MEETING_OK);
    home_commit(home);
    visit(chair, jury_notes());
    see(chair, "Aus der Sitzung");
    see_no_markup(chair, "<textarea");
    write_note(b, office_notes(), "Berichtigt");
    assert_string_equal(text("SELECT text FROM meeting_note"), "Berichtigt");
}

#define NOTE(name) cmocka_unit_test_setup_teardown(name, setup, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        NOTE(written_and_read),
        NOTE(two_writers),
        NOTE(nothing_for_a_conflicted_juror),
        NOTE(who_was_never_there),
        NOTE(jurors_only_read),
        NOTE(after_the_meeting_the_office_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
