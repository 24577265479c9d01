/* The queries ask for one juror's rows only, so nothing of another's can get
 * here by a mistake on a page. */
#include "page/own_marks.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_ballot.h"

static bool is_readable(enum jury_state state)
{
    return state != JURY_UNDECLARED && state != JURY_CONFLICTED;
}

static struct own_entry *find(struct own_marks *m, int64_t entry_id)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->entry[i].item->id == entry_id)
            return &m->entry[i];
    return NULL;
}

static void load_marks(struct ctx *c, struct own_marks *m)
{
    struct sql_ballot_own_marks_row *row;
    size_t rows = sql_ballot_own_marks(c->world.db, m->place.round.id,
                                       m->place.member.id, &row);
    for (size_t i = 0; i < rows; i++) {
        struct own_entry *e = find(m, row[i].entry_id);
        for (size_t k = 0; e != NULL && k < m->criterion_count; k++)
            if (m->criterion[k].id == row[i].criterion_id)
                e->mark[k] = (struct own_mark){row[i].value, row[i].comment};
    }
}

static void load_comments(struct ctx *c, struct own_marks *m)
{
    struct sql_ballot_own_comments_row *row;
    size_t rows = sql_ballot_own_comments(c->world.db, m->place.round.id,
                                          m->place.member.id, &row);
    for (size_t i = 0; i < rows; i++) {
        struct own_entry *e = find(m, row[i].entry_id);
        if (e != NULL)
            e->comment = row[i].comment;
    }
}

static void add_totals(struct ctx *c, struct own_marks *m)
{
    size_t count = m->criterion_count;
    const int64_t **value = arena_alloc(c->world.mem, count * sizeof *value);
    for (size_t i = 0; i < m->count; i++) {
        for (size_t k = 0; k < count; k++)
            value[k] = m->entry[i].mark[k].value;
        m->entry[i].total = total_of(m->criterion, count,
                                     (int)m->place.round.scale_decimals, value);
    }
}

void own_marks_load(struct ctx *c, const struct jury_round *r,
                    struct own_marks *m)
{
    struct arena *mem = c->world.mem;
    struct queue_view queue = {.open = str_equal(r->round.state, "open")};
    *m = (struct own_marks){.place = *r};
    m->criterion_count = round_criteria(&c->world, r->round.id, &m->criterion);
    jury_fill_queue(c, &r->round, r->member.id, 0, &queue);
    m->entry = arena_alloc(mem, queue.count * sizeof *m->entry);
    for (size_t i = 0; i < queue.count; i++) {
        if (!is_readable(queue.item[i].state))
            continue;
        struct own_mark *mark =
            arena_alloc(mem, m->criterion_count * sizeof *mark);
        for (size_t k = 0; k < m->criterion_count; k++)
            mark[k].comment = "";
        m->entry[m->count++] = (struct own_entry){
            .item = &queue.item[i], .place = i, .mark = mark, .comment = ""};
    }
    load_marks(c, m);
    load_comments(c, m);
    add_totals(c, m);
}

const char *own_points(const struct ctx *c, const struct own_marks *m,
                       struct tally_fraction points)
{
    return lang_number(c->world.mem, c->lang,
                       tally_exact_display(c->world.mem, points,
                                           (int)m->place.round.decimals));
}
