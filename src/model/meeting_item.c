/* The agenda, and what is talked about. */
#include "model/meeting.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting.h"
#include "gen/sql_meeting_write.h"
#include "model/audit.h"
#include "model/meeting_state.h"
#include "model/motion.h"

static int64_t id_or_0(const int64_t *id)
{
    return id ? *id : 0;
}

size_t meeting_items(const struct world *w, int64_t meeting_id,
                     struct meeting_item **list)
{
    struct sql_meeting_items_row *row;
    size_t count = sql_meeting_items(w->db, meeting_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct meeting_item){
            .id = row[i].id,
            .meeting_id = row[i].meeting_id,
            .position = row[i].position,
            .kind = row[i].kind,
            .entry_id = id_or_0(row[i].entry_id),
            .category_id = id_or_0(row[i].category_id),
            .prize_id = id_or_0(row[i].prize_id),
            .title_de = row[i].title_de,
            .title_en = row[i].title_en,
            .code = row[i].code,
            .minutes = row[i].minutes,
            .begun_at = row[i].begun_at,
            .ended_at = row[i].ended_at,
        };
    return count;
}

bool meeting_item_by_id(const struct world *w, int64_t id,
                        struct meeting_item *item)
{
    struct sql_meeting_of_item_row row;
    struct meeting_item *list;
    if (!sql_meeting_of_item(w->db, id, &row))
        return false;
    size_t count = meeting_items(w, row.meeting_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id)
            *item = list[i];
    return true;
}

/* "7 9 8": the order is what an entry of the log has to tell. */
static const char *order_text(const struct world *w, int64_t meeting_id)
{
    struct meeting_item *list;
    size_t count = meeting_items(w, meeting_id, &list);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(w->mem, "%s%s%d", text, i > 0 ? " " : "",
                            (int)list[i].id);
    return text;
}

static void keep_order(const struct world *w, int64_t meeting_id,
                       const char *was)
{
    const struct audit_field field = {"items", was, order_text(w, meeting_id)};
    audit_change(w, "meeting.agenda", "meeting", meeting_id, &field, 1);
    meeting_touch(w, meeting_id);
}

static bool fits_kind(const struct meeting_item *item)
{
    bool entry = str_equal(item->kind, "entry");
    bool contest = str_equal(item->kind, "contest");
    if (!entry && !contest && !str_equal(item->kind, "topic"))
        return false;
    return entry == (item->entry_id != 0) &&
           contest == ((item->category_id != 0) != (item->prize_id != 0)) &&
           (contest || (item->category_id == 0 && item->prize_id == 0));
}

int64_t meeting_item_add(const struct world *w, const struct meeting_item *item)
{
    bool topic = str_equal(item->kind, "topic");
    if (!fits_kind(item) || (topic && str_empty(item->title_de)))
        return 0;
    const char *was = order_text(w, item->meeting_id);
    int64_t id = sql_meeting_item_add(
        w->db, item->meeting_id, item->kind, meeting_ref(&item->entry_id),
        meeting_ref(&item->category_id), meeting_ref(&item->prize_id),
        topic ? item->title_de : "",
        topic && item->title_en ? item->title_en : "", item->minutes);
    if (str_equal(order_text(w, item->meeting_id), was))
        return 0;
    keep_order(w, item->meeting_id, was);
    return id;
}

bool meeting_item_remove(const struct world *w, int64_t item_id)
{
    struct meeting_item item;
    if (!meeting_item_by_id(w, item_id, &item))
        return false;
    const char *was = order_text(w, item.meeting_id);
    if (sql_meeting_item_remove(w->db, item_id) == 0)
        return false;
    keep_order(w, item.meeting_id, was);
    return true;
}

bool meeting_item_order(const struct world *w, int64_t meeting_id,
                        const int64_t *item_id, size_t count)
{
    struct meeting m;
    struct meeting_item *list;
    if (!meeting_by_id(w, meeting_id, &m) ||
        (!str_equal(m.state, "planned") && !str_equal(m.state, "open")) ||
        meeting_items(w, meeting_id, &list) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t found = 0;
        for (size_t k = 0; k < count; k++)
            found += item_id[k] == list[i].id;
        if (found != 1)
            return false;
    }
    const char *was = order_text(w, meeting_id);
    for (size_t i = 0; i < count; i++)
        sql_meeting_item_place(w->db, meeting_id, item_id[i], (int64_t)i + 1);
    keep_order(w, meeting_id, was);
    return true;
}

size_t meeting_item_entries(const struct world *w,
                            const struct meeting_item *item,
                            const int64_t **entry_id)
{
    struct meeting m;
    struct sql_meeting_contest_row *row;
    int64_t *list = arena_alloc(w->mem, sizeof *list);
    size_t count = 0;
    *entry_id = list;
    if (item->entry_id != 0) {
        list[0] = item->entry_id;
        return 1;
    }
    if (!str_equal(item->kind, "contest") ||
        !meeting_by_id(w, item->meeting_id, &m))
        return 0;
    count = sql_meeting_contest(w->db, m.edition_id,
                                meeting_ref(&item->category_id), &row);
    list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].id;
    *entry_id = list;
    return count;
}

/* --- calling an item --------------------------------------------------------
 */

static void keep_out(const struct world *w, const struct meeting *m,
                     const struct meeting_item *item)
{
    struct meeting_seat *seat;
    size_t count = meeting_seats(w, m, &seat);
    for (size_t i = 0; i < count; i++) {
        const char *kind = meeting_out(w, m, item, seat[i].jury_member_id);
        if (kind != NULL)
            sql_meeting_out_add(w->db, item->id, seat[i].jury_member_id, kind,
                                w->now);
    }
}

enum meeting_outcome meeting_call(const struct world *w, int64_t meeting_id,
                                  int64_t item_id)
{
    struct meeting m;
    struct motion motion;
    struct meeting_item item = {.id = 0};
    if (!meeting_by_id(w, meeting_id, &m) ||
        (item_id != 0 && (!meeting_item_by_id(w, item_id, &item) ||
                          item.meeting_id != meeting_id)))
        return MEETING_UNKNOWN;
    if (!str_equal(m.state, "open"))
        return MEETING_STATE;
    if (m.item_id == item_id)
        return MEETING_OK;
    if (motion_current(w, meeting_id, &motion))
        return MEETING_VOTING;
    if (m.item_id != 0)
        sql_meeting_item_end(w->db, m.item_id, w->now);
    sql_meeting_at(w->db, meeting_id, meeting_ref(&item_id));
    meeting_by_id(w, meeting_id, &m);
    meeting_event(w, meeting_id, "called", item_id, 0);
    if (item_id != 0) {
        sql_meeting_item_begin(w->db, item_id, w->now);
        keep_out(w, &m, &item);
    }
    meeting_note_chair(w, &m);
    meeting_log(w, "meeting.call", meeting_id, "item", item_id);
    meeting_touch(w, meeting_id);
    return MEETING_OK;
}
