/* The meetings of the crowd. */
#include "support/crowd_scene.h"

#include <inttypes.h>

#include "base/log.h"
#include "model/meeting.h"

static int64_t plan(const struct world *w, const struct crowd *c,
                    const char *title)
{
    const struct meeting_plan plan = {
        .title_de = title, .title_en = title, .starts_at = TEST_NOW + 3600};
    int64_t id = meeting_add(w, c->judging.edition, &plan);
    for (enum crowd_entry e = OWN; e <= OTHER; e++) {
        const struct meeting_item item = {
            .meeting_id = id, .kind = "entry", .entry_id = c->entry[e]};
        if (meeting_item_add(w, &item) == 0)
            die("no item of the agenda");
    }
    return id;
}

/* Open, and at OWN. */
static void begin(const struct world *w, const struct crowd *c, int64_t id)
{
    struct meeting_item *item;
    if (meeting_open(w, id) != MEETING_OK)
        die("the meeting does not open");
    for (enum crowd_who who = READER; who <= CONFLICTED; who++)
        meeting_come(w, id, c->member[who]);
    meeting_items(w, id, &item);
    meeting_call(w, id, item[0].id);
}

void crowd_make_meetings(struct test_home *h, struct crowd *c)
{
    crowd_run(h, "UPDATE jury_member SET chair = 1 WHERE id = %" PRId64,
              c->member[READER]);
    struct world *w = home_begin(h);
    c->meeting[0] = plan(w, c, "Sitzung");
    c->meeting[1] = plan(w, c, "Offene Sitzung");
    c->meeting[2] = plan(w, c, "Geschlossene Sitzung");
    begin(w, c, c->meeting[2]);
    if (meeting_close(w, c->meeting[2]) != MEETING_OK)
        die("the meeting does not close");
    begin(w, c, c->meeting[1]);
    home_commit(h);
    /* everybody was told the dates, and nobody has answered */
    crowd_run(h,
              "INSERT INTO meeting_invite (meeting_id, jury_member_id, "
              "invited_at, starts_at, place) SELECT m.id, j.id, 1, "
              "m.starts_at, m.place FROM meeting m JOIN jury_member j ON "
              "j.edition_id = m.edition_id WHERE m.state <> 'closed'");
}
