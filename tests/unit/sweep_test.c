/* Files that nothing needs are erased after a time, and only they; companies
 * take turns in the queue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "model/check.h"
#include "model/entry.h"
#include "model/file.h"
#include "model/job.h"
#include "model/sweep.h"
#include "model/upload.h"
#include "support/nomination.h"

enum { DAY = 24 * 60 * 60 };

static struct test_home *home;
static int64_t question;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    home_edition(home);
    nomination_form(home);
    nomination_company(home, "anna@firma.example", "Firma");
    nomination_company(home, "otto@andere.example", "Andere");
    struct world *w = home_begin(home);
    entry_create(w, 1, 1);
    entry_create(w, 1, 2);
    home_commit(home);
    question = home_number(home, "SELECT id FROM question WHERE code = 'logo'");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

/* A picture of its own (a byte behind its end), in answer to the question. */
static int64_t send(int64_t entry, int64_t user, char mark)
{
    char data[NOMINATION_PNG_BYTES + 1];
    int64_t id = 0;
    memcpy(data, nomination_png, NOMINATION_PNG_BYTES);
    data[NOMINATION_PNG_BYTES] = mark;
    const struct upload_place place = {entry, question};
    struct world *w = home_begin(home);
    w->user_id = user;
    const struct file_upload u = {"a.png", data, sizeof data, "png", entry};
    assert_int_equal(file_store(w, &u, &id), FILE_STORED);
    assert_int_equal(upload_add(w, &place, id, 0), UPLOAD_OK);
    home_commit(home);
    w->user_id = 0;
    return id;
}

static bool has_bytes(int64_t id)
{
    return file_exists(file_path(
        &home->world,
        home_text(home, arena_printf(home->mem,
                                     "SELECT digest FROM file WHERE id = %d",
                                     (int)id))));
}

static size_t sweep_at(int64_t now)
{
    home_time(home, now);
    return sweep_files(&home->world);
}

static void want_whole_home(void)
{
    struct check check = {0};
    check_home(&home->world, &check);
    assert_int_equal(check.orphans, 0);
    for (size_t i = 0; i < check.count; i++)
        if (str_starts(check.finding[i], "file "))
            fail_msg("%s", check.finding[i]);
}

static void erased_after_its_time(void **state)
{
    (void)state;
    int64_t kept = send(1, 1, 'a'), removed = send(2, 2, 'b');
    const struct upload_place place = {2, question};
    struct world *w = home_begin(home);
    struct file_rendition thumb = {.size = "thumb", .type = "image/png"};
    thumb.digest = file_keep(w, "thumb", 5);
    thumb.bytes = 5;
    file_rendered(w, removed, &thumb, 1);
    upload_remove(w, &place, removed);
    home_commit(home);
    assert_int_equal(sweep_at(TEST_NOW), 0);
    assert_int_equal(sweep_at(TEST_NOW + 30 * DAY - 1), 0);
    assert_true(has_bytes(removed));
    assert_int_equal(sweep_at(TEST_NOW + 30 * DAY), 1);
    assert_false(has_bytes(removed));
    assert_false(file_exists(file_path(&home->world, thumb.digest)));
    assert_true(has_bytes(kept));
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM file WHERE gone_at > 0"), 1);
    const char *said =
        home_text(home,
                  "SELECT p.payload FROM audit a JOIN audit_payload p ON "
                  "p.audit_id = a.id WHERE a.action = 'file.erase'");
    assert_non_null(strstr(said, "a.png"));
    assert_non_null(strstr(said, "digest"));
    assert_int_equal(sweep_at(TEST_NOW + 90 * DAY), 0);
    /* what is gone cannot come back */
    w = home_begin(home);
    assert_int_equal(upload_restore(w, &place, removed), UPLOAD_NONE);
    home_commit(home);
    want_whole_home();
}

static void brought_back_in_time(void **state)
{
    (void)state;
    int64_t id = send(1, 1, 'a');
    const struct upload_place place = {1, question};
    struct world *w = home_begin(home);
    upload_remove(w, &place, id);
    home_commit(home);
    assert_int_equal(sweep_at(TEST_NOW), 0);
    home_time(home, TEST_NOW + 29 * DAY);
    w = home_begin(home);
    assert_int_equal(upload_restore(w, &place, id), UPLOAD_OK);
    home_commit(home);
    assert_int_equal(sweep_at(TEST_NOW + 31 * DAY), 0);
    assert_true(has_bytes(id));
    /* taken out once more: its time begins anew */
    w = home_begin(home);
    upload_remove(w, &place, id);
    home_commit(home);
    assert_int_equal(sweep_at(TEST_NOW + 32 * DAY), 0);
    assert_int_equal(sweep_at(TEST_NOW + 61 * DAY), 0);
    assert_int_equal(sweep_at(TEST_NOW + 62 * DAY), 1);
}

/* Equal bytes are one file: the other company still has them. */
static void bytes_of_another_stay(void **state)
{
    (void)state;
    int64_t mine = send(1, 1, 'a'), other = send(2, 2, 'a');
    const struct upload_place place = {1, question};
    struct world *w = home_begin(home);
    upload_remove(w, &place, mine);
    home_commit(home);
    sweep_at(TEST_NOW);
    assert_int_equal(sweep_at(TEST_NOW + 31 * DAY), 1);
    assert_true(has_bytes(other));
    want_whole_home();
}

/* --- turns -----------------------------------------------------------------
 */

static const char *lane_of(const struct job *job)
{
    return home_text(home, arena_printf(home->mem,
                                        "SELECT lane FROM job_turn WHERE "
                                        "job_id = %d",
                                        (int)job->id));
}

static void want_next(const char *lane)
{
    struct job job;
    assert_true(job_claim(&home->world, &job));
    assert_string_equal(lane_of(&job), lane);
    job_done(&home->world, job.id, "", 0);
}

static void companies_take_turns(void **state)
{
    (void)state;
    home_sql(home, "UPDATE question SET files_max = 30");
    for (char c = 0; c < 10; c++)
        send(1, 1, c);
    want_next("organisation 1");
    want_next("organisation 1");
    for (char c = 0; c < 3; c++)
        send(2, 2, c);
    /* the newcomer waits for one job, not for eight */
    want_next("organisation 1");
    want_next("organisation 2");
    want_next("organisation 1");
    want_next("organisation 2");
    want_next("organisation 1");
    /* a person's brochure waits for the pictures that are there, not for those
     * that come after it */
    struct world *w = home_begin(home);
    w->user_id = 1;
    job_add(w, &(struct job_order){"brochure", 1, "print", ""});
    home_commit(home);
    w->user_id = 0;
    for (char c = 10; c < 14; c++)
        send(1, 1, c);
    want_next("organisation 2");
    for (int i = 0; i < 5; i++)
        want_next("organisation 1");
    want_next("user 1");
    for (int i = 0; i < 4; i++)
        want_next("organisation 1");
    struct job job;
    assert_false(job_claim(&home->world, &job));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(erased_after_its_time, setup, teardown),
        cmocka_unit_test_setup_teardown(brought_back_in_time, setup, teardown),
        cmocka_unit_test_setup_teardown(bytes_of_another_stay, setup, teardown),
        cmocka_unit_test_setup_teardown(companies_take_turns, setup, teardown),
    };
    return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
