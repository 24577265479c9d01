/* The scene for meetings. */
#include "support/meeting.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/log.h"
#include "model/jury.h"
#include "model/round.h"
#include "support/sealing.h"

static void add_items(struct test_home *h, struct meeting_scene *s)
{
    struct world *w = home_begin(h);
    for (int i = 0; i < JUDGING_ENTRIES; i++) {
        struct meeting_item item = {
            .meeting_id = s->id, .kind = "entry", .entry_id = s->j.entry[i]};
        s->item[i] = meeting_item_add(w, &item);
    }
    struct meeting_item contest = {
        .meeting_id = s->id, .kind = "contest", .category_id = s->category};
    s->item[MEETING_CONTEST] = meeting_item_add(w, &contest);
    home_commit(h);
}

struct meeting_scene meeting_scene(struct test_home *h)
{
    struct meeting_scene s = {.j = judging_scene(h)};
    static const int marks[JUDGING_ENTRIES] = {9, 3, 6};
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        for (int entry = 0; entry < JUDGING_ENTRIES; entry++)
            judging_submit(h, &s.j, juror, entry, marks[entry], marks[entry]);
    home_sql(h, arena_printf(h->mem,
                             "UPDATE jury_member SET chair = 1 "
                             "WHERE id = %" PRId64,
                             s.j.member[0]));
    sealing_close(h, s.j.round);
    s.category = home_number(h, "SELECT id FROM category WHERE code = 'kmu'");
    const struct meeting_plan plan = {
        .title_de = "Jurysitzung",
        .title_en = "Jury meeting",
        .place = "Volkshaus Jena, Großer Saal",
        .starts_at = TEST_NOW + 3600,
        .round = &s.j.round,
        .round_count = 1,
    };
    struct world *w = home_begin(h);
    s.id = meeting_add(w, s.j.edition, &plan);
    home_commit(h);
    add_items(h, &s);
    return s;
}

struct meeting_scene meeting_scene_open(struct test_home *h)
{
    struct meeting_scene s = meeting_scene(h);
    struct world *w = home_begin(h);
    if (meeting_open(w, s.id) != MEETING_OK)
        die("the meeting does not open");
    for (int i = 0; i < JUDGING_JURORS; i++)
        meeting_come(w, s.id, s.j.member[i]);
    home_commit(h);
    return s;
}

void meeting_rules_are(struct test_home *h, const struct meeting_scene *s,
                       const struct vote_rule *rule)
{
    home_sql(h,
             arena_printf(h->mem,
                          "UPDATE meeting SET rules = '%s' WHERE id = %" PRId64,
                          vote_rule_write(h->mem, rule), s->id));
}

int64_t meeting_juror(struct test_home *h, const struct meeting_scene *s,
                      const char *email)
{
    int64_t user = home_user(h, email, "juror");
    struct world *w = home_begin(h);
    int64_t id = jury_add(w, s->j.edition, user, "", "", "", false);
    struct jury_member m;
    if (id == 0 || !jury_of_user(w, s->j.edition, user, &m))
        die("the juror is not in the jury");
    home_commit(h);
    return m.id;
}

void meeting_free(struct test_home *h, const struct meeting_scene *s,
                  int64_t jury_member_id)
{
    struct world *w = home_begin(h);
    for (int i = 0; i < JUDGING_ENTRIES; i++)
        conflict_declare(w, jury_member_id, s->j.entry[i], "none", "");
    home_commit(h);
}
