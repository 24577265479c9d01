#include "model/check_motion.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "gen/sql_motion.h"
#include "model/motion_state.h"
#include "model/prize_digest.h"

static void check_logged(const struct world *w, struct check *check)
{
    struct sql_motion_every_row *row;
    struct sql_motion_missing_row *missing;
    struct json_fault fault;
    size_t count = sql_motion_every(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        const char *digest = NULL;
        if (row[i].payload != NULL)
            digest = json_get_text(json_parse(w->mem, row[i].payload,
                                              strlen(row[i].payload), &fault),
                                   "digest", "");
        if (row[i].audit_id == NULL)
            check_add(w, check,
                      "motion %" PRId64 " of meeting %" PRId64
                      " of %s: not in the log",
                      row[i].number, row[i].meeting, row[i].edition);
        else if (digest != NULL &&
                 !str_equal(digest, motion_digest(w, row[i].id)))
            check_add(w, check,
                      "motion %" PRId64 " of meeting %" PRId64
                      " of %s: it is not as the log has it",
                      row[i].number, row[i].meeting, row[i].edition);
    }
    count = sql_motion_missing(w->db, &missing);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "motion with the id %" PRId64
                  ": is in the log and is missing",
                  missing[i].id);
}

/* An open vote as it was counted. */
static void check_count(const struct world *w, struct check *check)
{
    struct sql_motion_every_row *row;
    size_t count = sql_motion_every(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        struct motion m;
        struct motion_seat *seat;
        int64_t yes = 0, no = 0, abstained = 0;
        if (!motion_by_id(w, row[i].id, &m) || m.secret ||
            !str_equal(m.state, "closed"))
            continue;
        size_t seats = motion_seats(w, m.id, &seat);
        for (size_t s = 0; s < seats; s++) {
            yes += str_equal(seat[s].choice, "yes");
            no += str_equal(seat[s].choice, "no");
            abstained += str_equal(seat[s].choice, "abstain");
        }
        if (yes != m.yes || no != m.no || abstained != m.abstained)
            check_add(w, check,
                      "motion %" PRId64 " of meeting %" PRId64
                      " of %s: its count does not follow from its votes",
                      row[i].number, row[i].meeting, row[i].edition);
    }
}

static void check_founded(const struct world *w, struct check *check)
{
    struct sql_motion_unfounded_row *row;
    size_t count = sql_motion_unfounded(w->db, &row);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "motion %" PRId64
                  " of %s: something was recorded of it, and it was not "
                  "carried",
                  row[i].number, row[i].edition);
}

/* --- special prizes, and what is withheld ----------------------------------
 */

/* A digest in the last entry of the log; NULL: erased, or of before there were
 * any. */
static const char *logged(const struct world *w, const char *payload,
                          const char *name)
{
    struct json_fault fault;
    if (payload == NULL)
        return NULL;
    return json_get_text(
        json_get(json_parse(w->mem, payload, strlen(payload), &fault), "after"),
        name, NULL);
}

static void check_awards(const struct world *w, struct check *check)
{
    struct sql_motion_awarded_row *row;
    size_t count = sql_motion_awarded(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        const char *digest = logged(w, row[i].payload, "awards");
        if (row[i].audit_id == NULL)
            check_add(w, check,
                      "nomination %s: has a special prize, not by the log",
                      row[i].entry);
        else if (digest != NULL &&
                 !str_equal(digest, prize_digest(w, row[i].id)))
            check_add(w, check,
                      "nomination %s: its special prizes are not those in the "
                      "log",
                      row[i].entry);
    }
}

static void check_withheld(const struct world *w, struct check *check)
{
    struct sql_motion_withheld_row *row;
    size_t count = sql_motion_withheld(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        bool category = str_equal(row[i].subject, "category");
        const char *digest = logged(w, row[i].payload, "digest");
        const char *now = withheld_digest(w, category ? row[i].id : 0,
                                          category ? 0 : row[i].id);
        if (row[i].audit_id == NULL)
            check_add(w, check, "%s %s of %s: is withheld, not by the log",
                      row[i].subject, row[i].code, row[i].edition);
        else if (digest != NULL && !str_equal(digest, now))
            check_add(w, check,
                      "%s %s of %s: whether it is withheld is not as in the "
                      "log",
                      row[i].subject, row[i].code, row[i].edition);
    }
}

void check_motion(const struct world *w, struct check *check)
{
    check_logged(w, check);
    check_count(w, check);
    check_founded(w, check);
    check_awards(w, check);
    check_withheld(w, check);
}
