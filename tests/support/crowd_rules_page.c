#include "support/crowd_rules_page.h"

#include <inttypes.h>

#include "base/secret.h"
#include "support/crowd_rules_office.h"
#include "support/crowd_scene.h"

void crowd_make_page(struct test_home *h, struct crowd *c)
{
    c->page_link = "page-link";
    crowd_run(h,
              "INSERT INTO page_link (entry_id, name, email, token_hash, "
              "created_at, expires_at) VALUES (%" PRId64
              ", 'Jo', 'jo@own.example', '%s', 1, %d)",
              c->entry[OWN], secret_token_digest(h->mem, c->page_link),
              TEST_NOW + 86400);
}

/* Whoever has the address. */
enum verdict page_link(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : PAGE;
}

enum verdict page_link_sends(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : EITHER;
}

/* Nothing is laid out yet. */
enum verdict page_no_picture(enum crowd_who who, const struct thing *t)
{
    (void)who;
    (void)t;
    return TOLD;
}

/* Of OWN alone somebody was asked; that others are nominated nobody may know.
 */
enum verdict page_mine(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, t->e == OWN && crowd_owns(who, t->e), PAGE);
}

enum verdict page_mine_sends(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, t->e == OWN && crowd_owns(who, t->e),
                      who == ONLOOKER ? STAYS : EITHER);
}

/* Readers look too. */
enum verdict page_mine_looks(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, t->e == OWN && crowd_owns(who, t->e), EITHER);
}

enum verdict page_office_no_picture(enum crowd_who who, const struct thing *t)
{
    enum verdict v = office_decides(who, t);
    return v == PAGE ? TOLD : v;
}
