/* Times one after the other; jurors by assignment (assign.h). */
#include "model/visit_plan.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "model/assign.h"

enum { MINUTE_S = 60, DAYS_MAX = 366 };

bool visit_clash(struct visit_span a, struct visit_span b,
                 int64_t travel_minutes)
{
    int64_t way = travel_minutes * MINUTE_S;
    return a.starts_at < b.ends_at + way && b.starts_at < a.ends_at + way;
}

/* --- times ------------------------------------------------------------------
 */

struct making_times {
    const struct visit_frame *frame;
    const struct visit_span *taken;
    size_t taken_count;
    struct visit_span *out;
    size_t made;
};

static const struct visit_span *clash(const struct making_times *m,
                                      struct visit_span span)
{
    for (size_t i = 0; i < m->taken_count; i++)
        if (visit_clash(span, m->taken[i], m->frame->travel_minutes))
            return &m->taken[i];
    for (size_t i = 0; i < m->made; i++)
        if (visit_clash(span, m->out[i], m->frame->travel_minutes))
            return &m->out[i];
    return NULL;
}

static int64_t on_day(const struct making_times *m, int64_t from, int64_t until)
{
    int64_t count = 0;
    for (size_t i = 0; i < m->taken_count; i++)
        count += m->taken[i].starts_at >= from && m->taken[i].starts_at < until;
    for (size_t i = 0; i < m->made; i++)
        count += m->out[i].starts_at >= from && m->out[i].starts_at < until;
    return count;
}

/* Minutes after midnight are those of the clock on the wall, also on the day
 * on which summer time ends. */
static bool at_minute(int64_t day, int64_t minute, int64_t *at)
{
    struct clock_local d = clock_local(day);
    char text[64];
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", d.year, d.month,
             d.day, (int)(minute / 60), (int)(minute % 60));
    return clock_parse(text, at);
}

static void fill_day(struct making_times *m, int64_t from, int64_t until,
                     size_t count)
{
    const struct visit_frame *f = m->frame;
    int64_t at, end;
    if (!at_minute(from, f->from, &at) || !at_minute(from, f->until, &end))
        return;
    while (m->made < count && at + f->minutes * MINUTE_S <= end &&
           on_day(m, from, until) < f->per_day) {
        struct visit_span span = {at, at + f->minutes * MINUTE_S};
        const struct visit_span *other = clash(m, span);
        if (other == NULL) {
            m->out[m->made] = span;
            other = &m->out[m->made++];
        }
        at = other->ends_at + f->travel_minutes * MINUTE_S;
    }
}

bool visit_times(const struct visit_frame *frame,
                 const struct visit_span *taken, size_t taken_count,
                 struct visit_span *out, size_t count)
{
    struct making_times m = {frame, taken, taken_count, out, 0};
    int64_t from, until;
    if (!clock_day(frame->first_day, &from, &until))
        return false;
    for (int day = 0; day < DAYS_MAX && m.made < count; day++) {
        struct clock_local d = clock_local(from);
        char next[32];
        if (d.weekday != 0 && d.weekday != 6)
            fill_day(&m, from, until, count);
        d = clock_local(until);
        snprintf(next, sizeof next, "%04d-%02d-%02d", d.year, d.month, d.day);
        if (!clock_day(next, &from, &until))
            return false;
    }
    return m.made == count;
}

/* --- jurors -----------------------------------------------------------------
 */

/* How many a visit is to get: none besides fixed ones. */
static int64_t need_of(const struct visit_offer *offer, const uint8_t *cell)
{
    int64_t fixed = 0, free = 0;
    for (size_t j = 0; j < offer->jurors; j++) {
        fixed += cell[j] == ASSIGN_FIXED;
        free += cell[j] == ASSIGN_FREE;
    }
    if (fixed > 0)
        return fixed;
    return free < (int64_t)offer->wanted ? free : (int64_t)offer->wanted;
}

void visit_jurors(struct arena *mem, const struct visit_offer *offer,
                  bool *goes)
{
    size_t cells = offer->visits * offer->jurors;
    int64_t *need = arena_alloc(mem, (offer->visits + 1) * sizeof *need);
    int64_t *most = arena_alloc(mem, (offer->jurors + 1) * sizeof *most);
    struct assign_result found;
    memset(goes, 0, cells * sizeof *goes);
    if (cells == 0)
        return;
    memset(most, 0, offer->jurors * sizeof *most);
    for (size_t v = 0; v < offer->visits; v++)
        need[v] = need_of(offer, &offer->cell[v * offer->jurors]);
    const struct assign_input in = {.jurors = offer->jurors,
                                    .entries = offer->visits,
                                    .cell = offer->cell,
                                    .need = need,
                                    .most = most,
                                    .seed = 1};
    assign_balanced(mem, &in, &found);
    for (size_t i = 0; i < found.count; i++)
        goes[found.pair[i].entry * offer->jurors + found.pair[i].juror] = true;
}
