/* The assignment matrix. A large one comes in pages, because a form has a
 * bounded number of fields; each page names the nominations it shows, so that
 * a box that is not checked is told from one that was not there. */
#include "page/matrix.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_assign.h"
#include "gen/sql_jury.h"
#include "gen/sql_matrix.h"
#include "model/jury.h"
#include "page/bar.h"
#include "page/round_place.h"

enum { BOXES_MAX = FORM_FIELDS_MAX / 2 };

struct matrix {
    struct sql_jury_members_row *juror;
    size_t juror_count;
    struct sql_assign_entries_row *entry;
    size_t entry_count;
    enum matrix_cell *cell; /* entry by entry */
};

static enum matrix_cell *find_cell(const struct matrix *m, int64_t entry_id,
                                   int64_t juror_id)
{
    for (size_t e = 0; e < m->entry_count; e++) {
        if (m->entry[e].id != entry_id)
            continue;
        for (size_t j = 0; j < m->juror_count; j++)
            if (m->juror[j].id == juror_id)
                return &m->cell[e * m->juror_count + j];
    }
    return NULL;
}

/* Who has a conflict with it does not see which of its ballots are begun. */
static void hide_begun(struct ctx *c, struct matrix *m)
{
    const int64_t *entry;
    size_t count = bar_entries(c, &entry);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < m->juror_count; j++) {
            enum matrix_cell *cell = find_cell(m, entry[i], m->juror[j].id);
            if (cell != NULL && *cell == MATRIX_BEGUN)
                *cell = MATRIX_ASSIGNED;
        }
}

static void load(struct ctx *c, const struct round *r, struct matrix *m)
{
    struct db *db = c->world.db;
    struct sql_matrix_assigned_row *assigned;
    struct sql_matrix_conflicts_row *conflict;
    m->juror_count = sql_jury_members(db, r->edition_id, &m->juror);
    m->entry_count = sql_assign_entries(db, r->id, &m->entry);
    m->cell = arena_alloc(c->world.mem,
                          m->juror_count * m->entry_count * sizeof *m->cell);
    size_t count = sql_matrix_assigned(db, r->id, &assigned);
    for (size_t i = 0; i < count; i++) {
        enum matrix_cell *cell =
            find_cell(m, assigned[i].entry_id, assigned[i].jury_member_id);
        if (cell != NULL)
            *cell = assigned[i].begun ? MATRIX_BEGUN : MATRIX_ASSIGNED;
    }
    hide_begun(c, m);
    count = sql_matrix_conflicts(db, r->edition_id, &conflict);
    for (size_t i = 0; i < count; i++) {
        enum matrix_cell *cell =
            find_cell(m, conflict[i].entry_id, conflict[i].jury_member_id);
        if (cell != NULL)
            *cell = MATRIX_CONFLICT;
    }
}

/* "Dr. Ada Beispiel" heads its column as "Beispiel". */
static const char *last_word(const char *name)
{
    const char *space = strrchr(name, ' ');
    return space != NULL && space[1] != '\0' ? space + 1 : name;
}

static void show_jurors(struct ctx *c, const struct matrix *m,
                        struct matrix_view *v)
{
    struct matrix_juror *juror =
        arena_alloc(c->world.mem, m->juror_count * sizeof *juror);
    for (size_t j = 0; j < m->juror_count; j++)
        juror[j] = (struct matrix_juror){m->juror[j].id, m->juror[j].name,
                                         last_word(m->juror[j].name)};
    v->juror = juror;
    v->juror_count = m->juror_count;
}

static int64_t asked_page(const struct ctx *c)
{
    const char *text = form_value(c->form, "page");
    int64_t page = 1;
    str_int(text ? text : form_value(c->query, "page"), 1, 100000, &page);
    return page;
}

static bool has_any(const struct matrix *m)
{
    for (size_t i = 0; i < m->juror_count * m->entry_count; i++)
        if (m->cell[i] == MATRIX_ASSIGNED || m->cell[i] == MATRIX_BEGUN)
            return true;
    return false;
}

void matrix_fill(struct ctx *c, const struct round *r, struct matrix_view *v)
{
    struct matrix m;
    load(c, r, &m);
    show_jurors(c, &m, v);
    size_t rows = BOXES_MAX / (m.juror_count + 1);
    rows = rows > 0 ? rows : 1;
    v->pages = (int64_t)((m.entry_count + rows - 1) / rows);
    v->page = asked_page(c);
    if (v->page > v->pages)
        v->page = v->pages > 0 ? v->pages : 1;
    size_t from = (size_t)(v->page - 1) * rows;
    size_t count = m.entry_count - from < rows ? m.entry_count - from : rows;
    struct matrix_entry *entry =
        arena_alloc(c->world.mem, count * sizeof *entry);
    bool any = has_any(&m);
    for (size_t i = 0; i < count; i++) {
        entry[i] = (struct matrix_entry){
            .id = m.entry[from + i].id,
            .company = m.entry[from + i].organisation,
            .cell = &m.cell[(from + i) * m.juror_count],
        };
        for (size_t j = 0; j < m.juror_count; j++)
            entry[i].count += entry[i].cell[j] == MATRIX_ASSIGNED ||
                              entry[i].cell[j] == MATRIX_BEGUN;
        entry[i].below = any && entry[i].count < r->quorum;
    }
    v->entry = entry;
    v->entry_count = count;
    v->editable = str_equal(r->state, "planned") || str_equal(r->state, "open");
    v->add_only = str_equal(r->state, "open");
}

static bool wants(const struct ctx *c, int64_t juror_id, int64_t entry_id)
{
    return form_has(
        c->form, "a",
        arena_printf(c->world.mem, "%" PRId64 "-%" PRId64, juror_id, entry_id));
}

static bool was_shown(const struct ctx *c, int64_t entry_id)
{
    return form_has(c->form, "shown",
                    arena_printf(c->world.mem, "%" PRId64, entry_id));
}

void matrix_apply(struct ctx *c, const struct round *r)
{
    struct matrix m;
    size_t count = 0;
    load(c, r, &m);
    struct assignment_change *change = arena_alloc(
        c->world.mem, m.juror_count * m.entry_count * sizeof *change);
    bool add_only = str_equal(r->state, "open");
    for (size_t e = 0; e < m.entry_count; e++) {
        if (!was_shown(c, m.entry[e].id))
            continue;
        for (size_t j = 0; j < m.juror_count; j++) {
            enum matrix_cell cell = m.cell[e * m.juror_count + j];
            bool want = wants(c, m.juror[j].id, m.entry[e].id);
            if ((cell == MATRIX_FREE && want) ||
                (cell == MATRIX_ASSIGNED && !want && !add_only))
                change[count++] = (struct assignment_change){
                    m.juror[j].id, m.entry[e].id, want};
        }
    }
    assignment_apply(&c->world, r->id, change, count);
}

const char *matrix_path(const struct ctx *c, const struct round *r)
{
    int64_t page = asked_page(c);
    if (page == 1)
        return round_path(c, r->id);
    return arena_printf(c->world.mem, "%s?page=%" PRId64, round_path(c, r->id),
                        page);
}
