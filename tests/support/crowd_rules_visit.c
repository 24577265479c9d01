#include "support/crowd_rules_visit.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/secret.h"
#include "support/crowd_scene.h"

void crowd_make_visit(struct test_home *h, struct crowd *c)
{
    crowd_run(h,
              "INSERT INTO visit (round_id, entry_id, starts_at, ends_at, "
              "address, remark, announced_at, changed_at) VALUES (%" PRId64
              ", %" PRId64 ", %d, %d, '" CROWD_VISIT "', '" CROWD_VISIT_REMARK
              "', 1, 1);"
              "INSERT INTO visit_juror (visit_id, jury_member_id) SELECT "
              "max(id), %" PRId64 " FROM visit",
              c->round[FINE], c->entry[OWN], TEST_NOW + 86400, TEST_NOW + 90000,
              c->member[READER]);
    c->visit = home_number(h, "SELECT max(id) FROM visit");
    c->calendar = "visit-calendar";
    crowd_run(h,
              "INSERT INTO visit_calendar (jury_member_id, token_digest, "
              "created_at) VALUES (%" PRId64 ", '%s', 1)",
              c->member[READER], secret_token_digest(h->mem, c->calendar));
}

/* Only rounds with visits have the page. */
enum verdict visit_board(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_is_organiser(who) && t->r == FINE,
                      who == TORN ? TOLD : PAGE);
}

enum verdict visit_board_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = visit_board(who, t);
    return v == PAGE ? EITHER : v;
}

enum verdict visit_one_sends(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_organiser(who),
                      who == TORN ? TOLD : EITHER);
}

/* Whoever has the address. */
enum verdict visit_calendar(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? NOTHING : PAGE;
}

/* Of his own seat; edition 2025 has no visits. */
enum verdict visit_calendar_sends(enum crowd_who who, const struct thing *t)
{
    if (who == NEWCOMER)
        return WELCOME;
    return crowd_with(
        who, crowd_is_juror(who) && who == t->whose && who != FOREIGN, EITHER);
}

enum verdict visit_company(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, t->e == OWN && crowd_owns(who, t->e), PAGE);
}

enum verdict visit_company_sends(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, t->e == OWN && crowd_owns(who, t->e),
                      who == ONLOOKER ? STAYS : EITHER);
}
