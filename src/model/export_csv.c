/* One table as CSV for German Excel, whose decimal sign is the comma whatever
 * the language of the headings. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/str.h"
#include "model/export_write.h"

struct csv {
    struct buf *out;
    struct arena *mem; /* of a row */
    enum lang lang;
    bool found;
};

static void begin(void *context, const struct export_table *table)
{
    struct csv *csv = context;
    csv->found = true;
    csv_start(csv->out);
    for (size_t i = 0; i < table->count; i++)
        csv_text(csv->out, table->column[i].heading);
    csv_end_row(csv->out);
}

/* "03.05.2026 14:30": German Excel reads it as a date. */
static const char *moment(struct arena *mem, int64_t at)
{
    struct clock_local t = clock_local(at);
    return arena_printf(mem, "%02d.%02d.%04d %02d:%02d", t.day, t.month, t.year,
                        t.hour, t.minute);
}

static const char *day(struct arena *mem, const char *text)
{
    int64_t at, until;
    if (!clock_day(text, &at, &until))
        return NULL;
    struct clock_local t = clock_local(at);
    return arena_printf(mem, "%02d.%02d.%04d", t.day, t.month, t.year);
}

static void cell(struct csv *csv, enum export_kind kind,
                 const struct export_cell *c)
{
    const char *date =
        kind == EXPORT_DAY && c->given ? day(csv->mem, c->text) : NULL;
    if (!c->given)
        csv_number(csv->out, NULL);
    else if (date != NULL)
        csv_number(csv->out, date);
    else if (c->text != NULL)
        csv_text(csv->out, c->text);
    else if (kind == EXPORT_TIME)
        csv_number(csv->out, moment(csv->mem, c->number));
    else if (kind == EXPORT_YESNO)
        csv_text(csv->out,
                 lang_text(csv->lang, c->number != 0 ? N_("yes") : N_("no")));
    else
        csv_number(csv->out,
                   lang_decimal(csv->mem, LANG_DE, c->number,
                                kind == EXPORT_MONEY ? 2 : c->decimals));
}

static void add_row(void *context, const struct export_table *table,
                    const struct export_cell *cells)
{
    struct csv *csv = context;
    for (size_t i = 0; i < table->count; i++)
        cell(csv, table->column[i].kind, &cells[i]);
    csv_end_row(csv->out);
    arena_reset(csv->mem);
}

static void end(void *context, const struct export_table *table)
{
    (void)context, (void)table;
}

bool export_csv(const struct world *w, int64_t edition_id, enum lang lang,
                const char *file, struct buf *out)
{
    struct csv csv = {.out = out, .mem = arena_new(), .lang = lang};
    const struct export_sink sink = {&csv, begin, add_row, end};
    export_tables(w, edition_id, lang, file, &sink);
    arena_free(csv.mem);
    return csv.found;
}
