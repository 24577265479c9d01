/* Comments on their way to the company, as the juror sees them. */
#include "page/sheet_feedback.h"

#include "base/arena.h"
#include "gen/sql_feedback.h"
#include "model/feedback.h"

static const char *criterion_name(const struct sheet_view *v, const int64_t *id)
{
    for (size_t k = 0; id != NULL && k < v->criterion_count; k++)
        if (v->criterion[k].id == *id)
            return v->criterion[k].name;
    return NULL;
}

void sheet_feedback_fill(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s, struct sheet_view *v)
{
    struct sql_feedback_comments_of_row *row;
    v->comments_go =
        feedback_tells_jurors(&c->world, p->edition.id, p->round.id);
    if (v->open || !s->begun)
        return;
    size_t count = sql_feedback_comments_of(c->world.db, s->ballot.id, &row);
    struct sheet_passed *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct sheet_passed){criterion_name(v, row[i].criterion_id),
                                        row[i].text};
    v->passed = list;
    v->passed_count = count;
}
