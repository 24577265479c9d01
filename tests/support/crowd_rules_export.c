#include "support/crowd_rules_export.h"

#include <inttypes.h>

#include "support/crowd_scene.h"

void crowd_make_package(struct test_home *h, struct crowd *c)
{
    crowd_run(h,
              "INSERT INTO job (kind, edition_id, product, language, state, "
              "created_at) VALUES ('package', %" PRId64
              ", 'designer', 'de', 'waiting', 1)",
              c->judging.edition);
    c->package = home_number(h, "SELECT id FROM job WHERE kind = 'package'");
}

enum verdict export_results(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->e == OWN;
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : EITHER);
}

/* It is of one edition only. */
enum verdict export_package(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->e == OWN;
    return crowd_with(who, crowd_is_organiser(who) && t->e == OWN,
                      barred ? TOLD : EITHER);
}

enum verdict export_schema(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? NOTHING : PAGE;
}
