#include "model/export_walk.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_export.h"

bool export_begin(struct export_walk *x, const struct export_table *table)
{
    if (x->only != NULL && !str_equal(x->only, table->file))
        return false;
    x->list = arena_grow(x->w->mem, x->list, x->count, sizeof *x->list);
    struct export_column *column =
        arena_alloc(x->w->mem, table->count * sizeof *column);
    memcpy(column, table->column, table->count * sizeof *column);
    x->list[x->count] = *table;
    x->list[x->count++].column = column;
    if (x->sink == NULL)
        return false;
    x->cell = arena_alloc(x->w->mem, table->count * sizeof *x->cell);
    x->at = 0;
    x->sink->begin(x->sink->context, &x->list[x->count - 1]);
    return true;
}

void export_end(struct export_walk *x)
{
    x->sink->end(x->sink->context, &x->list[x->count - 1]);
}

void export_code(struct export_walk *x, const char *code, const char *text)
{
    bool given = text != NULL && *text != '\0';
    x->cell[x->at++] =
        (struct export_cell){.given = given, .text = text, .code = code};
}

void export_text(struct export_walk *x, const char *text)
{
    export_code(x, NULL, text);
}

void export_none(struct export_walk *x)
{
    x->cell[x->at++] = (struct export_cell){.given = false};
}

void export_decimal(struct export_walk *x, int64_t units, int decimals)
{
    x->cell[x->at++] = (struct export_cell){
        .given = true, .number = units, .decimals = decimals};
}

void export_number(struct export_walk *x, int64_t number)
{
    export_decimal(x, number, 0);
}

void export_number_at(struct export_walk *x, const int64_t *number)
{
    if (number != NULL)
        export_number(x, *number);
    else
        export_none(x);
}

void export_row(struct export_walk *x)
{
    x->sink->row(x->sink->context, &x->list[x->count - 1], x->cell);
    x->at = 0;
    arena_reset(x->row_mem);
}

const char *export_pick(const struct export_walk *x, const char *de,
                        const char *en)
{
    return de != NULL ? lang_pick(x->lang, de, en) : NULL;
}

const char *export_word(const struct export_walk *x, const char *english)
{
    return lang_text(x->lang, english);
}

static void find_rounds(struct export_walk *x)
{
    struct sql_export_rounds_row *row;
    size_t count = sql_export_rounds(x->w->db, x->edition_id, &row);
    x->round = arena_alloc(x->w->mem, count * sizeof *x->round);
    for (size_t i = 0; i < count; i++) {
        struct result *result = arena_alloc(x->w->mem, sizeof *result);
        if (!result_of_round(x->w, row[i].id, result))
            continue;
        x->round[x->round_count++] = (struct export_round){
            row[i].id, row[i].slug,
            export_pick(x, row[i].name_de, row[i].name_en), result};
    }
}

/* Those that are read off the marks. */
static bool needs_rounds(const char *only)
{
    return only == NULL || str_starts(only, "ranking-") ||
           str_equal(only, "marks") || str_equal(only, "not-counted") ||
           str_equal(only, "comments");
}

static void walk(struct export_walk *x)
{
    x->row_mem = arena_new();
    if (needs_rounds(x->only))
        find_rounds(x);
    export_rankings(x);
    export_marks(x);
    export_left_out(x);
    export_comments(x);
    export_conflicts(x);
    export_entries(x);
    export_honours(x);
    export_contacts(x);
    arena_free(x->row_mem);
}

void export_tables(const struct world *w, int64_t edition_id, enum lang lang,
                   const char *only, const struct export_sink *sink)
{
    struct export_walk x = {.w = w,
                            .edition_id = edition_id,
                            .lang = lang,
                            .only = only,
                            .sink = sink};
    walk(&x);
}

size_t export_list(const struct world *w, int64_t edition_id, enum lang lang,
                   struct export_table **list)
{
    struct export_walk x = {.w = w, .edition_id = edition_id, .lang = lang};
    walk(&x);
    *list = x.list;
    return x.count;
}

/* Two rounds may have one title. */
const char *export_download(const struct world *w,
                            const struct export_table *list, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_equal(list[k].title, list[i].title))
            return list[i].file;
    return str_slug(w->mem, list[i].title);
}

struct export_size export_size(const struct world *w, int64_t edition_id)
{
    struct sql_export_size_row row = {0};
    sql_export_size(w->db, edition_id, &row);
    return (struct export_size){row.entries, row.ballots};
}
