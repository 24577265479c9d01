/* Reading packs: made by the job process, read by pdftotext. What is the
 * juror's own is in it; others' marks and notes, and nominations in conflict,
 * are not; and it is given to him alone, as long as he may read all of it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/paper.h"
#include "base/file.h"
#include "db/db.h"
#include "model/invite.h"
#include "model/note.h"
#include "model/pack.h"
#include "support/meeting.h"
#include "support/story.h"

static struct meeting_scene s;
static bool somebody; /* is logged in */

static int setup(void **state)
{
    (void)state;
    somebody = false;
    story_open();
    s = meeting_scene(home);
    struct world *w = home_begin(home);
    invite_send(w, s.id);
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        for (int entry = 0; entry < JUDGING_ENTRIES; entry++) {
            const struct note note = {
                .text = arena_printf(w->mem, "Notiz-%d-%d", juror, entry),
                .discuss = true};
            note_put(w, s.j.member[juror], s.j.entry[entry], &note);
        }
    home_commit(home);
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        home_sql(home,
                 arena_printf(home->mem,
                              "UPDATE ballot SET comment = 'Kommentar-%d-' || "
                              "entry_id WHERE jury_member_id = %" PRId64,
                              juror, s.j.member[juror]));
    return 0;
}

static const char *jury(const char *page)
{
    return arena_printf(home->mem, "/jury/meeting/%" PRId64 "/%s", s.id, page);
}

static void as(const char *email, const char *path)
{
    if (somebody) {
        visit(b, "/account");
        press_in(b, "/logout", "Abmelden");
    }
    somebody = true;
    log_in(b, email);
    visit(b, path);
}

/* The job process makes all that wait. */
static void work(void)
{
    struct arena *mem = arena_new();
    const char *why;
    struct render_tools tools;
    if (!render_find(&tools, "assets/brochure", "build/node", &why))
        fail_msg("%s", why);
    while (paper_work(home->app, mem, &paper_pack, &tools, NULL))
        continue;
    db_set_arena(home->app->db, home->mem);
    arena_free(mem);
}

/* The text of what was just downloaded. */
static const char *words(void)
{
    char command[600];
    see_status(b, 200);
    const char *path = file_served(b);
    assert_non_null(path);
    snprintf(command, sizeof command, "pdftotext -layout '%s' '%s/words.txt'",
             path, home->folder);
    assert_int_equal(system(command), 0);
    size_t bytes = 0;
    char *raw = file_read(arena_printf(home->mem, "%s/words.txt", home->folder),
                          1000000, &bytes);
    assert_non_null(raw);
    const char *text = arena_textn(home->mem, raw, bytes);
    free(raw);
    return text;
}

static void holds(const char *text, const char *what)
{
    if (strstr(text, what) == NULL) {
        print_error("not in the pack: %s\n%s\n", what, text);
        fail();
    }
}

static void lacks(const char *text, const char *what)
{
    if (strstr(text, what) != NULL) {
        print_error("in the pack: %s\n%s\n", what, text);
        fail();
    }
}

static void his_own_and_nothing_else(void **state)
{
    (void)state;
    judging_declare(home, &s.j, 1, 1, "client");
    as("j2@example.org", jury("pack"));
    see(b, "Zurzeit enthält sie 2 Bewerbungen.");
    press(b, "Mappe erstellen");
    see(b, "Ihre Mappe wird erstellt.");
    visit(b, jury("pack.pdf"));
    see_status(b, 404);
    work();
    visit(b, jury("pack"));
    see(b, "ist fertig.");
    visit(b, jury("pack.pdf"));
    const char *text = words();
    holds(text, "Lesemappe");
    holds(text, "Alpha GmbH");
    holds(text, "Gamma KG");
    holds(text, "Notiz-1-0");
    holds(text, arena_printf(home->mem, "Kommentar-1-%" PRId64, s.j.entry[0]));
    holds(text, "9 von 10");
    lacks(text, "Beta");
    lacks(text, "E02");
    lacks(text, "Notiz-1-1");
    lacks(text, "Kommentar-0");
    lacks(text, "Kommentar-2");
    lacks(text, "Notiz-0");
    lacks(text, "Notiz-2");
    /* nobody else's address has it */
    as("j1@example.org", jury("pack.pdf"));
    see_status(b, 404);
    as("office@example.org", jury("pack.pdf"));
    see_status(b, 404);
}

static void without_notes_and_in_english(void **state)
{
    (void)state;
    as("j1@example.org", jury("pack"));
    fill(b, "language", "en");
    uncheck(b, "notes", "yes");
    press(b, "Mappe erstellen");
    work();
    visit(b, jury("pack.pdf"));
    const char *text = words();
    holds(text, "Reading pack");
    holds(text, "Your marks");
    lacks(text, "Notiz");
    lacks(text, "Lesemappe");
}

static void blind(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET blind = 1");
    as("j1@example.org", jury("pack"));
    press(b, "Mappe erstellen");
    work();
    visit(b, jury("pack.pdf"));
    const char *text = words();
    holds(text, "Bewerbung E01");
    lacks(text, "Alpha");
    lacks(text, "Beta");
    lacks(text, "Gamma");
}

/* Not given any more as soon as he may read less; then erased. */
static void a_later_conflict_closes_it(void **state)
{
    (void)state;
    as("j1@example.org", jury("pack"));
    press(b, "Mappe erstellen");
    work();
    visit(b, jury("pack.pdf"));
    see_status(b, 200);
    const char *path = arena_text(home->mem, file_served(b));
    judging_declare(home, &s.j, 0, 1, "family");
    visit(b, jury("pack.pdf"));
    see_status(b, 404);
    visit(b, jury("pack"));
    see(b, "Seit Ihre Mappe erstellt wurde");
    assert_int_equal(pack_sweep(&home->world), 1);
    assert_int_not_equal(access(path, F_OK), 0);
    press(b, "Mappe erstellen");
    work();
    visit(b, jury("pack.pdf"));
    lacks(words(), "Beta");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE entry SET state = 'withdrawn' "
                                "WHERE id = %" PRId64,
                                s.j.entry[0]));
    visit(b, jury("pack.pdf"));
    see_status(b, 404);
}

static void the_office_orders_for_all(void **state)
{
    (void)state;
    as("office@example.org",
       arena_printf(home->mem, "/office/meeting/%" PRId64 "/invitations",
                    s.id));
    press(b, "Für alle erstellen");
    see(b, "3 Lesemappen werden erstellt.");
    see(b, "in Arbeit");
    work();
    press(b, "Für alle erstellen");
    see(b, "0 Lesemappen werden erstellt.");
    /* with nobody's notes, and not through the office's own addresses */
    assert_int_equal(number("SELECT count(*) FROM meeting_pack WHERE state = "
                            "'done' AND notes = 0"),
                     3);
    as("j3@example.org", jury("pack.pdf"));
    lacks(words(), "Notiz");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(his_own_and_nothing_else),
        STORY(without_notes_and_in_english),
        STORY(blind),
        STORY(a_later_conflict_closes_it),
        STORY(the_office_orders_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
