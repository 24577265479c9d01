#include "page/my_together.h"

#include "base/arena.h"
#include "gen/sql_take_over.h"
#include "model/take_over.h"
#include "page/history.h"
#include "page/my.h"
#include "page/my_form.h"

static void mark(struct ctx *c, struct my_entry_view *v,
                 const struct sql_take_over_open_row *row)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            struct my_question *q = &v->section[i].question[k];
            if (q->id != row->question_id)
                continue;
            q->taken_from = PICK(row->title_de, row->title_en);
            v->taken_count++;
        }
}

static void load_left(struct ctx *c, struct my_entry_view *v)
{
    struct sql_take_over_left_row *row;
    size_t count = sql_take_over_left(c->world.db, v->entry.id, &row);
    const char **list = arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = PICK(row[i].label_de, row[i].label_en);
    v->left = list;
    v->left_count = count;
}

void my_together(struct ctx *c, struct my_entry_view *v)
{
    struct sql_take_over_open_row *row;
    size_t count = sql_take_over_open(c->world.db, v->entry.id, &row);
    for (size_t i = 0; i < count; i++)
        mark(c, v, &row[i]);
    load_left(c, v);
    v->active = history_active(c, v);
}

void post_my_taken(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    take_over_seen(&c->world, v.entry.id);
    ctx_redirect(c, my_path(c, &v, ""), T("Thank you, the list is done."));
}
