/* Tables as a workbook, written row by row: the library keeps no sheet in
 * memory, so rows come in order and cells are never revisited. */
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "base/xml.h"
#include "model/export_write.h"
#include "model/sheet_name.h"

enum {
    DECIMALS_MAX = 6,
    ROWS_MAX = 1048576,
    UNITS_MAX = 32767, /* UTF-16 units of a cell */
    FILTER_WIDTH = 3,  /* characters beside a heading */
    PRINT_WIDTH = 240, /* characters across a page that can be read */
    WHOLE_MAX = 15     /* digits that a spreadsheet's number holds */
};

struct book {
    struct arena *mem;     /* of the book */
    struct arena *row_mem; /* of a row */
    enum lang lang;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_format *heading, *text, *guarded, *money, *day, *time;
    lxw_format *decimal[DECIMALS_MAX + 1];
    struct tally_ids titles;
    lxw_error error; /* the first */
    bool full;       /* more rows than a sheet has */
};

static void keep_error(struct book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* --- cells --- */

/* "_x0041_" in a cell stands for A: the underscore itself is written so. */
static const char *plain(struct arena *mem, const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    for (text = xml_clean(mem, text); *text != '\0'; text++) {
        if (text[0] == '_' && text[1] == 'x' &&
            strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_')
            buf_add(&out, "_x005F");
        buf_addc(&out, *text);
    }
    return out.data;
}

/* Cut where a cell's room ends. */
static const char *fitted(struct arena *mem, const char *text)
{
    size_t units = 0;
    if (strlen(text) < UNITS_MAX)
        return text;
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if ((byte & 0xc0) == 0x80)
            continue;
        units += byte >= 0xf0 ? 2 : 1;
        if (units >= UNITS_MAX - 1)
            return arena_printf(mem, "%.*s…", (int)(at - text), text);
    }
    return text;
}

/* What would be a formula when somebody edits the cell is marked as text. */
static bool formula_like(const char *text)
{
    return strchr("=+-@", *text) != NULL;
}

static void put_text(struct book *book, lxw_col_t column, const char *text)
{
    text = fitted(book->row_mem, plain(book->row_mem, text));
    if (*text == '\0')
        return;
    keep_error(book, worksheet_write_string(
                         book->sheet, book->row, column, text,
                         formula_like(text) ? book->guarded : book->text));
}

static void put_decimal(struct book *book, lxw_col_t column, int64_t units,
                        int decimals, lxw_format *format)
{
    double power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    keep_error(book, worksheet_write_number(book->sheet, book->row, column,
                                            (double)units / power, format));
}

static void put_time(struct book *book, lxw_col_t column, int64_t at)
{
    struct clock_local t = clock_local(at);
    lxw_datetime when = {.year = t.year,
                         .month = t.month,
                         .day = t.day,
                         .hour = t.hour,
                         .min = t.minute,
                         .sec = t.second};
    keep_error(book, worksheet_write_datetime(book->sheet, book->row, column,
                                              &when, book->time));
}

/* A day before a spreadsheet's first stays text. */
static void put_day(struct book *book, lxw_col_t column, const char *text)
{
    int64_t at, until;
    if (!clock_day(text, &at, &until) || strcmp(text, "1900-03-01") < 0) {
        put_text(book, column, text);
        return;
    }
    struct clock_local t = clock_local(at);
    lxw_datetime when = {.year = t.year, .month = t.month, .day = t.day};
    keep_error(book, worksheet_write_datetime(book->sheet, book->row, column,
                                              &when, book->day));
}

/* A spreadsheet would round what has more digits. */
static bool exact(int64_t number)
{
    return number > -1000000000000000 && number < 1000000000000000;
}

static void put_number(struct book *book, lxw_col_t column,
                       const struct export_cell *cell)
{
    if (exact(cell->number))
        put_decimal(book, column, cell->number, cell->decimals,
                    book->decimal[cell->decimals]);
    else
        put_text(book, column,
                 lang_decimal(book->row_mem, book->lang, cell->number,
                              cell->decimals));
}

static void put(struct book *book, lxw_col_t column, enum export_kind kind,
                const struct export_cell *cell)
{
    switch (cell->text != NULL && kind != EXPORT_DAY ? EXPORT_TEXT : kind) {
    case EXPORT_TEXT:
    case EXPORT_CODES:
    case EXPORT_ROWS:
        put_text(book, column, cell->text);
        return;
    case EXPORT_INTEGER:
    case EXPORT_DECIMAL:
        put_number(book, column, cell);
        return;
    case EXPORT_MONEY:
        put_decimal(book, column, cell->number, 2, book->money);
        return;
    case EXPORT_DAY:
        put_day(book, column, cell->text);
        return;
    case EXPORT_TIME:
        put_time(book, column, cell->number);
        return;
    case EXPORT_YESNO:
        put_text(
            book, column,
            lang_text(book->lang, cell->number != 0 ? N_("yes") : N_("no")));
        return;
    }
}

/* --- tables --- */

/* A heading breaks between words only, and leaves room for its filter. */
static int width_of(const struct export_column *column)
{
    int longest = 0, word = 0;
    for (const char *at = column->heading; *at != '\0'; at++) {
        word = *at == ' ' ? 0 : word + (((unsigned char)*at & 0xc0) != 0x80);
        longest = word > longest ? word : longest;
    }
    return column->width > longest + FILTER_WIDTH ? column->width
                                                  : longest + FILTER_WIDTH;
}

/* The last column of those that say of whom a row is. */
static lxw_col_t naming(const struct export_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (str_equal(table->column[i].key, "company"))
            return (lxw_col_t)i;
    return 0;
}

/* As wide as one page; what would be too small to read there takes several,
 * each with the number and the company. */
static void set_print(struct book *book, const struct export_table *table)
{
    int width = 0;
    for (size_t i = 0; i < table->count; i++)
        width += width_of(&table->column[i]);
    uint16_t across = (uint16_t)((width + PRINT_WIDTH - 1) / PRINT_WIDTH);
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, 9); /* A4 */
    worksheet_fit_to_pages(book->sheet, across, 0);
    keep_error(book, worksheet_repeat_rows(book->sheet, 0, 0));
    if (across > 1)
        keep_error(book,
                   worksheet_repeat_columns(book->sheet, 0, naming(table)));
    keep_error(book, worksheet_set_footer(book->sheet, "&L&A&R&P/&N"));
}

static void begin(void *context, const struct export_table *table)
{
    struct book *book = context;
    book->row = 0;
    book->sheet = workbook_add_worksheet(
        book->workbook, sheet_name(book->mem, &book->titles, table->title));
    if (book->sheet == NULL) {
        keep_error(book, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    for (size_t i = 0; i < table->count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        keep_error(book,
                   worksheet_set_column(book->sheet, column, column,
                                        width_of(&table->column[i]), NULL));
        keep_error(book, worksheet_write_string(
                             book->sheet, 0, column,
                             fitted(book->mem,
                                    plain(book->mem, table->column[i].heading)),
                             book->heading));
    }
    book->row = 1;
}

static void add_row(void *context, const struct export_table *table,
                    const struct export_cell *cell)
{
    struct book *book = context;
    book->full |= book->row >= ROWS_MAX;
    if (book->sheet == NULL || book->full)
        return;
    for (size_t i = 0; i < table->count; i++)
        if (cell[i].given)
            put(book, (lxw_col_t)i, table->column[i].kind, &cell[i]);
    book->row++;
    arena_reset(book->row_mem);
}

/* The header stays in sight, filters its columns and is printed on every
 * page. */
static void end(void *context, const struct export_table *table)
{
    struct book *book = context;
    if (book->sheet == NULL)
        return;
    worksheet_freeze_panes(book->sheet, 1, 0);
    keep_error(book, worksheet_autofilter(book->sheet, 0, 0,
                                          book->row > 1 ? book->row - 1 : 0,
                                          (lxw_col_t)(table->count - 1)));
    set_print(book, table);
}

/* --- the book --- */

static lxw_format *number_format(struct book *book, const char *code)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_num_format(format, code);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* Points and commas are those of whoever opens it: "0.00" shows 6,78 in
 * German. */
static void add_formats(struct book *book)
{
    static const char *const decimal[DECIMALS_MAX + 1] = {
        "0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    bool german = book->lang == LANG_DE;
    book->heading = workbook_add_format(book->workbook);
    format_set_bold(book->heading);
    format_set_text_wrap(book->heading);
    format_set_align(book->heading, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(book->heading, LXW_BORDER_THIN);
    book->text = number_format(book, "General");
    book->guarded = number_format(book, "@");
    book->money = number_format(book, "#,##0.00\\ \"€\"");
    book->day = number_format(book, german ? "dd\\.mm\\.yyyy" : "d mmm yyyy");
    book->time = number_format(book, german ? "dd\\.mm\\.yyyy\\ hh:mm"
                                            : "d mmm yyyy hh:mm");
    for (size_t i = 0; i <= DECIMALS_MAX; i++)
        book->decimal[i] = number_format(book, decimal[i]);
}

static void describe(struct book *book, const struct export_about *about)
{
    lxw_doc_properties properties = {
        .title = arena_text(book->mem, plain(book->mem, about->title)),
        .created = (time_t)about->changed_at,
    };
    workbook_set_properties(book->workbook, &properties);
}

static const char *fault_of(const struct book *book)
{
    if (book->full)
        return N_("there are more rows than a spreadsheet has");
    return book->error != LXW_NO_ERROR ? N_("the spreadsheet cannot be written")
                                       : NULL;
}

const char *export_xlsx(const struct world *w, int64_t edition_id,
                        enum lang lang, const char *path)
{
    struct book book = {
        .mem = arena_new(), .row_mem = arena_new(), .lang = lang};
    const struct export_sink sink = {&book, begin, add_row, end};
    struct export_about about;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .tmpdir = sheet_folder(book.mem, path)};
    book.workbook = workbook_new_opt(path, &options);
    if (book.workbook == NULL || !export_about(w, edition_id, lang, &about)) {
        keep_error(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    } else {
        tally_ids_init(&book.titles, book.mem);
        add_formats(&book);
        describe(&book, &about);
        export_tables(w, edition_id, lang, NULL, &sink);
        keep_error(&book, workbook_close(book.workbook));
    }
    arena_free(book.row_mem);
    arena_free(book.mem);
    return fault_of(&book);
}
