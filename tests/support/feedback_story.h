/* Stories of feedback: a company, an office, and a jury that wrote comments. */
#pragma once

#include "support/judging_story.h"
#include "support/sealing.h"

#include <string.h>

#include "model/ballot.h"
#include "model/edition.h"

/* Nobody but the juror and the office ever reads these. */
static const char secret_words[] = "Sentinel Geheimwort";
static const char harsh[] = "Das ist doch „Unfug“, liebe Leute.";
static const char mild[] = "Das hat uns noch nicht überzeugt.";
static const char kind[] = "Gefällt mir sehr: großartig geplant.";

enum { EMBARGO = TEST_NOW + 1000 };

static struct browser *company, *office;

static inline int setup(void **state)
{
    (void)state;
    judging_open();
    company = browser_new(home);
    office = browser_new(home);
    return 0;
}

static inline int close_all(void **state)
{
    browser_free(company);
    browser_free(office);
    return teardown(state);
}

/* Somebody of the company of that nomination. */
static inline void member(const char *email, int entry, const char *role)
{
    int64_t user = home_user(home, email, "company");
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO membership (user_id, organisation_id, "
                          "created_at, role) SELECT %" PRId64
                          ", organisation_id, 1, '%s' FROM entry WHERE id = "
                          "%" PRId64,
                          user, role, scene.entry[entry]));
}

static inline const char *letter_page(int entry)
{
    return arena_printf(home->mem, "/my/entry/%" PRId64 "/feedback",
                        scene.entry[entry]);
}

static inline const char *office_page(int entry, const char *rest)
{
    return arena_printf(home->mem, "/office/entry/%" PRId64 "/feedback%s",
                        scene.entry[entry], rest);
}

static const char list_page[] = "/office/edition/2026/feedback";

static inline void offer(const char *what)
{
    visit(office, list_page);
    fill(office, "offer", what);
    fill(office, "round", arena_printf(home->mem, "%" PRId64, scene.round));
    press_in(office, list_page, "Speichern");
    see(office, "gespeichert");
}

/* A juror with a comment on the first criterion and one on the whole. */
static inline void comment(int juror, int entry, const char *first,
                           const char *whole)
{
    int64_t value[JUDGING_CRITERIA] = {8 - juror, 6};
    struct mark mark[JUDGING_CRITERIA];
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        mark[k] =
            (struct mark){scene.criterion[k], &value[k], k == 0 ? first : ""};
    judging_declare(home, &scene, juror, entry, "none");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, scene.round, scene.member[juror],
                                 scene.entry[entry], 0, mark, JUDGING_CRITERIA,
                                 whole),
                     BALLOT_OK);
    assert_int_equal(
        ballot_submit(w, scene.round, scene.member[juror], scene.entry[entry]),
        BALLOT_OK);
    home_commit(home);
}

/* Alpha: three ballots with comments; Beta: two; Gamma: three. Offered with
 * comments, closed, to be public at EMBARGO. */
static inline void judged(void)
{
    log_in(office, "office@example.org");
    member("firma@example.org", 0, "owner");
    offer("comments");
    comment(0, 0, harsh, "");
    comment(1, 0, secret_words, "");
    comment(2, 0, "", kind);
    for (int juror = 0; juror < 2; juror++)
        judging_submit(home, &scene, juror, 1, 3, 9);
    for (int juror = 0; juror < 3; juror++)
        judging_submit(home, &scene, juror, 2, 1, 2);
    sealing_close(home, scene.round);
    home_sql(home, arena_printf(home->mem,
                                "UPDATE edition SET phase = 9, embargo_at = %d",
                                EMBARGO));
}

static inline void choose(int entry, const char *original, const char *text)
{
    visit(office, office_page(entry, ""));
    int64_t ballot = number(arena_printf(
        home->mem,
        "SELECT b.id FROM ballot b LEFT JOIN score s ON s.ballot_id = b.id "
        "WHERE b.comment = '%s' OR s.comment = '%s' LIMIT 1",
        original, original));
    int64_t criterion = number(arena_printf(
        home->mem,
        "SELECT COALESCE(max(criterion_id), 0) FROM score WHERE comment = '%s'",
        original));
    post_fields(office, office_page(entry, "/comment"),
                arena_printf(home->mem,
                             "ballot=%" PRId64 "&criterion=%" PRId64
                             "&action=choose&text=%s",
                             ballot, criterion, text));
}

static inline void release(int entry)
{
    visit(office, office_page(entry, ""));
    press(office, "Gelesen, freigeben");
    see(office, "Die Rückmeldung ist freigegeben");
}

#define FEEDBACK(name) cmocka_unit_test_setup_teardown(name, setup, close_all)
