/* A company has submitted: what the stories about it share. */
#pragma once

#include "model/submission.h"
#include "model/submission_print.h"
#include "support/my_story.h"

static inline int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

static inline void submit(void)
{
    begin();
    fill_required();
    press(b, "Einreichen");
    see_status(b, 200);
    see(b, "2026-001");
}

static inline void settle(void)
{
    struct world *w = home_begin(home);
    w->user_id = 0;
    submission_settle(w);
    home_commit(home);
}

static inline void print_all(void)
{
    int64_t id;
    struct world *w = home_begin(home);
    while ((id = submission_next(w)) != 0) {
        struct submission_print print;
        assert_true(submission_claim(w, id));
        assert_false(submission_claim(w, id));
        assert_true(submission_input(w, id, &print));
        assert_non_null(strstr(print.data, "\"number\":\"2026-001\""));
        submission_printed(w, id, file_keep(w, print.data, print.data_bytes),
                           (int64_t)print.data_bytes);
    }
    home_commit(home);
}
