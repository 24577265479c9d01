/* Where minutes stand: see minutes_state.h. */
#include "page/minutes_state.h"

#include "model/minutes.h"

struct minutes_state minutes_state(const struct ctx *c, int64_t meeting_id)
{
    struct minutes *list;
    size_t count = minutes_list(&c->world, meeting_id, &list);
    struct minutes_state s = {.written = count > 0, .done = count > 0};
    bool draft = false;
    for (size_t i = 0; i < count; i++) {
        s.done = s.done && list[i].signatures == 2;
        draft = draft || list[i].signatures == 0;
    }
    s.word = !s.written ? T("no minutes yet")
             : s.done   ? T("minutes signed")
             : draft    ? T("minutes not signed")
                        : T("minutes: one signature is missing");
    return s;
}
