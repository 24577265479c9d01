/* For the office: before the round is opened as well as later. What a juror was
 * shown when he declared stays, even if the address has changed since. */
#include "page/round_hints.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_hint.h"
#include "model/blind.h"
#include "model/conflict_hint.h"
#include "page/hint_words.h"

void round_hints_fill(struct ctx *c, const struct round *r,
                      const struct edition *edition, struct round_hints_view *v)
{
    struct sql_hint_pairs_row *row;
    struct blind_place *place;
    size_t count = sql_hint_pairs(c->world.db, r->id, &row);
    struct hint_set *set = conflict_hint_load(&c->world, r->edition_id);
    struct hint_row *list = arena_alloc(c->world.mem, count * sizeof *list);
    *v = (struct round_hints_view){.round_id = r->id,
                                   .slug = edition->slug,
                                   .shown = count > 0,
                                   .blind = edition->blind};
    for (size_t i = 0; i < count; i++) {
        unsigned hints =
            conflict_hint_pair(set, row[i].jury_member_id, row[i].entry_id) |
            conflict_hint_read(row[i].hints != NULL ? row[i].hints : "");
        bool late = row[i].late != NULL && *row[i].late != 0;
        v->undeclared += row[i].kind == NULL;
        if (hints == 0 && !late)
            continue;
        struct hint_row *to = &list[v->count++];
        *to = (struct hint_row){.juror = row[i].juror,
                                .company = row[i].organisation,
                                .kind = row[i].kind,
                                .remark = row[i].remark,
                                .late = late};
        to->hint_count = hint_words(c, hints, true, &to->hint);
    }
    v->row = list;
    if (!edition->blind)
        return;
    count = blind_check(&c->world, r->edition_id, &place);
    v->named = blind_named(place, count);
}
