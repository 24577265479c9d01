/* Some nominations side by side, with what the juror gave and wrote. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_view.h"
#include "page/marks.h"
#include "page/marks_view.h"
#include "page/own_marks.h"

struct chosen {
    const struct own_entry *entry[COMPARE_MAX];
    size_t count;
};

static const char *note_of(const struct sql_view_notes_row *row, size_t rows,
                           int64_t entry_id)
{
    for (size_t i = 0; i < rows; i++)
        if (row[i].entry_id == entry_id)
            return row[i].text;
    return "";
}

static void fill_entries(struct ctx *c, const struct own_marks *m,
                         const struct chosen *chosen, struct compare_view *v)
{
    struct sql_view_notes_row *note;
    size_t notes = sql_view_notes(c->world.db, m->place.member.id, &note);
    struct compare_entry *list =
        arena_alloc(c->world.mem, chosen->count * sizeof *list);
    for (size_t i = 0; i < chosen->count; i++) {
        const struct own_entry *e = chosen->entry[i];
        list[i] = (struct compare_entry){
            .id = e->item->id,
            .company = e->item->company,
            .category = e->item->category,
            .state = e->item->state,
            .total =
                e->total.complete ? own_points(c, m, e->total.points) : NULL,
            .comment = e->comment,
            .note = note_of(note, notes, e->item->id),
            .discuss = e->item->discuss,
        };
        v->commented = v->commented || !str_empty(list[i].comment);
        v->noted = v->noted || list[i].discuss || !str_empty(list[i].note);
    }
    v->entry = list;
    v->count = chosen->count;
}

static const struct compare_cell *
make_cells(struct ctx *c, const struct own_marks *m,
           const struct chosen *chosen, size_t k,
           const struct sql_round_anchors_row *anchor, size_t anchors)
{
    struct compare_cell *cell =
        arena_alloc(c->world.mem, chosen->count * sizeof *cell);
    for (size_t i = 0; i < chosen->count; i++) {
        const struct own_mark *mark = &chosen->entry[i]->mark[k];
        cell[i].comment = mark->comment;
        if (mark->value == NULL)
            continue;
        cell[i].mark = total_mark(c->world.mem, c->lang, *mark->value,
                                  (int)m->place.round.scale_decimals);
        for (size_t a = 0; a < anchors; a++)
            if (anchor[a].criterion_id == m->criterion[k].id &&
                anchor[a].value == *mark->value)
                cell[i].anchor = PICK(anchor[a].text_de, anchor[a].text_en);
    }
    return cell;
}

static void fill_criteria(struct ctx *c, const struct own_marks *m,
                          const struct chosen *chosen, struct compare_view *v)
{
    struct arena *mem = c->world.mem;
    struct sql_round_anchors_row *anchor;
    size_t anchors = sql_round_anchors(c->world.db, m->place.round.id, &anchor);
    struct compare_row *row =
        arena_alloc(mem, m->criterion_count * sizeof *row);
    int64_t sum = 0;
    for (size_t k = 0; k < m->criterion_count; k++)
        sum += m->criterion[k].weight;
    for (size_t k = 0; k < m->criterion_count; k++) {
        const struct criterion *from = &m->criterion[k];
        const char **text = arena_alloc(mem, anchors * sizeof *text);
        row[k] = (struct compare_row){
            .name = PICK(from->name_de, from->name_en),
            .weight = sum == 100 ? arena_printf(mem, T("Weight %d %%"),
                                                (int)from->weight)
                                 : arena_printf(mem, T("Weight %d of %d"),
                                                (int)from->weight, (int)sum),
            .cell = make_cells(c, m, chosen, k, anchor, anchors),
            .anchor = text};
        for (size_t a = 0; a < anchors; a++)
            if (anchor[a].criterion_id == from->id)
                text[row[k].anchor_count++] =
                    arena_printf(mem, "%s = %s",
                                 total_mark(mem, c->lang, anchor[a].value,
                                            (int)m->place.round.scale_decimals),
                                 PICK(anchor[a].text_de, anchor[a].text_en));
    }
    v->row = row;
    v->row_count = m->criterion_count;
}

/* How many different nominations are asked for; false: one of them is not
 * among the juror's own. */
static bool read_chosen(const struct ctx *c, const struct own_marks *m,
                        struct chosen *chosen, size_t *asked)
{
    size_t known = 0;
    *asked = 0;
    for (size_t i = 0; i < c->query->field_count; i++) {
        int64_t id = 0;
        bool found = false;
        if (!str_equal(c->query->field[i].name, "e"))
            continue;
        str_int(c->query->field[i].value, 1, INT64_MAX, &id);
        for (size_t k = 0; k < m->count; k++)
            found = found || m->entry[k].item->id == id;
        if (!found)
            return false;
        (*asked)++;
    }
    for (size_t k = 0; k < m->count; k++) {
        if (!marks_ticked(c, m->entry[k].item->id))
            continue;
        if (known++ < COMPARE_MAX)
            chosen->entry[chosen->count++] = &m->entry[k];
    }
    *asked = known;
    return true;
}

void get_jury_compare(struct ctx *c)
{
    struct jury_round r;
    struct own_marks m;
    struct chosen chosen = {.count = 0};
    size_t asked;
    if (!jury_round(c, &r))
        return;
    own_marks_load(c, &r, &m);
    if (!read_chosen(c, &m, &chosen, &asked)) {
        ctx_not_found(c);
        return;
    }
    if (asked < COMPARE_MIN || asked > COMPARE_MAX) {
        marks_page(c, &m, T("Please tick two, three or four nominations."),
                   422);
        return;
    }
    struct compare_view v = {
        .edition = r.edition,
        .round = PICK(r.round.name_de, r.round.name_en),
        .round_id = r.round.id,
    };
    fill_entries(c, &m, &chosen, &v);
    fill_criteria(c, &m, &chosen, &v);
    page_start(c, T("Side by side"));
    html_compare(c->out, &v);
    page_end(c);
}
