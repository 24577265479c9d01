/* Results as a spreadsheet.
 *
 * Cells hold the rounded score, not the double nearest to the exact one: a
 * spreadsheet would round that a second time, from the binary value. The exact
 * fraction stands beside it as text. */
#include "model/tally_xlsx.h"

#include <stdbool.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "model/sheet_name.h"
#include "model/tally_exact.h"

enum {
    NAME_WIDTH = 34, /* characters */
    ID_WIDTH = 12
};

struct book {
    struct arena *mem;
    enum lang lang;
    lxw_workbook *workbook;
    lxw_format *heading;
    lxw_format *decimal[TALLY_EXACT_DECIMALS_MAX + 1];
    struct tally_ids titles; /* in use, without regard to case */
    lxw_error error;         /* the first */
};

/* A sheet and the row being written. */
struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    lxw_row_t row;
    lxw_col_t column;
};

static void keep_error(struct book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

static void put_text(struct sheet *sheet, const char *text)
{
    if (text && *text)
        keep_error(sheet->book,
                   worksheet_write_string(sheet->worksheet, sheet->row,
                                          sheet->column, text, NULL));
    sheet->column++;
}

static void put_number(struct sheet *sheet, double number, lxw_format *format)
{
    keep_error(sheet->book,
               worksheet_write_number(sheet->worksheet, sheet->row,
                                      sheet->column, number, format));
    sheet->column++;
}

static void put_decimal(struct sheet *sheet, int64_t units, int decimals)
{
    double power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    put_number(sheet, (double)units / power, sheet->book->decimal[decimals]);
}

static void put_heading(struct sheet *sheet, const char *text, int width)
{
    keep_error(sheet->book,
               worksheet_set_column(sheet->worksheet, sheet->column,
                                    sheet->column, width, NULL));
    keep_error(sheet->book,
               worksheet_write_string(sheet->worksheet, 0, sheet->column, text,
                                      sheet->book->heading));
    sheet->column++;
}

static void put_headings(struct sheet *sheet, const char *const *english,
                         const int *widths)
{
    for (size_t i = 0; english[i]; i++)
        put_heading(sheet, lang_text(sheet->book->lang, english[i]), widths[i]);
}

static void next_row(struct sheet *sheet)
{
    sheet->row++;
    sheet->column = 0;
}

static bool add_sheet(struct book *book, const char *title, struct sheet *sheet)
{
    lxw_worksheet *worksheet = workbook_add_worksheet(
        book->workbook, sheet_name(book->mem, &book->titles, title));
    *sheet = (struct sheet){.book = book, .worksheet = worksheet};
    if (!worksheet)
        keep_error(book, LXW_ERROR_PARAMETER_VALIDATION);
    return worksheet != NULL;
}

/* A header that stays in sight and filters its columns. */
static void finish_sheet(struct sheet *sheet, lxw_col_t columns)
{
    worksheet_freeze_panes(sheet->worksheet, 1, 0);
    keep_error(sheet->book,
               worksheet_autofilter(sheet->worksheet, 0, 0,
                                    sheet->row > 1 ? sheet->row - 1 : 0,
                                    (lxw_col_t)(columns - 1)));
}

static void put_entry(struct sheet *sheet, const struct tally_report *report,
                      size_t i, const struct tally_report_score *score)
{
    const struct tally_result *result = report->result;
    const char *const *names;
    size_t parts = tally_report_parts(sheet->book->mem, report, &names);
    bool ranked = score->text != NULL;
    if (ranked)
        put_number(sheet, report->official->rank_final[i], NULL);
    else
        sheet->column++;
    put_text(sheet, report->input->entries[i]);
    put_text(sheet, report->entry_names[i]);
    if (ranked)
        put_decimal(sheet, score->rounded, score->decimals);
    else
        sheet->column++;
    for (size_t k = 0; k < parts; k++)
        if (ranked)
            put_decimal(sheet, score->part[k], score->decimals);
        else
            sheet->column++;
    if (result)
        put_number(sheet, result->entries[i].ballots, NULL);
    else
        sheet->column++;
    if (ranked) {
        put_number(sheet, report->official->rank[i], NULL);
        if (score->numerator)
            put_text(sheet, arena_printf(sheet->book->mem, "%s/%s",
                                         score->numerator, score->denominator));
    }
    next_row(sheet);
}

static void put_ranking(struct book *book, const struct tally_report *report)
{
    static const char *const front[] = {N_("Rank"), N_("Number"), N_("Title"),
                                        N_("Score"), NULL};
    static const int front_widths[] = {8, ID_WIDTH, NAME_WIDTH, 10};
    static const char *const back[] = {
        N_("Ballots"), N_("Rank before tie rules"), N_("Exact score"), NULL};
    static const int back_widths[] = {12, 16, 18};
    struct sheet sheet;
    if (!add_sheet(book, report->round, &sheet))
        return;
    const char *const *names;
    size_t parts = tally_report_parts(book->mem, report, &names);
    put_headings(&sheet, front, front_widths);
    for (size_t k = 0; k < parts; k++)
        put_heading(&sheet, names[k], 16);
    put_headings(&sheet, back, back_widths);
    lxw_col_t columns = sheet.column;
    next_row(&sheet);
    const int32_t *order = tally_report_order(book->mem, report);
    const struct tally_report_score *scores =
        tally_report_scores(book->mem, report);
    for (size_t i = 0; i < report->input->entry_count; i++)
        put_entry(&sheet, report, (size_t)order[i], &scores[order[i]]);
    finish_sheet(&sheet, columns);
}

/* Why the marks of this juror for this entry count, or do not. */
static const char *ballot_state(const struct tally_report *report,
                                const struct tally_mark *mark)
{
    const struct tally_ballot *ballot = tally_report_ballot(report, mark);
    if (!ballot)
        return "";
    switch (ballot->state) {
    case TALLY_COUNTED:
        return N_("counts");
    case TALLY_PARTIAL:
        return N_("incomplete");
    case TALLY_BELOW_QUORUM:
        return N_("below the quorum");
    }
    return "";
}

static void put_mark(struct sheet *sheet, const struct tally_report *report,
                     const struct tally_mark *mark)
{
    const struct tally_input *input = report->input;
    put_text(sheet, report->round);
    put_text(sheet, input->entries[mark->entry]);
    put_text(sheet, report->entry_names[mark->entry]);
    put_text(sheet, input->jurors[mark->juror]);
    put_text(sheet, report->juror_names[mark->juror]);
    put_text(sheet, input->criteria[mark->criterion].id);
    put_decimal(sheet, mark->value, input->decimals);
    put_text(sheet, lang_text(sheet->book->lang, ballot_state(report, mark)));
    next_row(sheet);
}

static void put_marks(struct book *book, const struct tally_report *reports,
                      size_t count)
{
    static const char *const headings[] = {
        N_("Round"),        N_("Number"),   N_("Title"),
        N_("Juror number"), N_("Juror"),    N_("Criterion"),
        N_("Mark"),         N_("Counting"), NULL};
    static const int widths[] = {24, ID_WIDTH, NAME_WIDTH, ID_WIDTH,
                                 24, 20,       8,          18};
    struct sheet sheet;
    if (!add_sheet(book, lang_text(book->lang, N_("Marks")), &sheet))
        return;
    put_headings(&sheet, headings, widths);
    lxw_col_t columns = sheet.column;
    next_row(&sheet);
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < reports[r].input->mark_count; i++)
            put_mark(&sheet, &reports[r], &reports[r].input->marks[i]);
    finish_sheet(&sheet, columns);
}

static bool fits(const struct tally_report *reports, size_t count)
{
    size_t marks = 1;
    for (size_t r = 0; r < count; r++) {
        marks += reports[r].input->mark_count;
        if (reports[r].input->entry_count >= TALLY_XLSX_ROWS_MAX)
            return false;
    }
    return marks <= TALLY_XLSX_ROWS_MAX;
}

static void add_formats(struct book *book)
{
    static const char *const decimal[TALLY_EXACT_DECIMALS_MAX + 1] = {
        "0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    book->heading = workbook_add_format(book->workbook);
    format_set_bold(book->heading);
    format_set_text_wrap(book->heading);
    format_set_align(book->heading, LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i <= TALLY_EXACT_DECIMALS_MAX; i++) {
        book->decimal[i] = workbook_add_format(book->workbook);
        format_set_num_format(book->decimal[i], decimal[i]);
    }
}

const char *tally_xlsx_write(const char *path, enum lang lang,
                             const struct tally_report *reports, size_t count)
{
    if (!fits(reports, count))
        return N_("there are more marks than a spreadsheet has rows");
    struct book book = {.mem = arena_new(), .lang = lang};
    const char *fault = N_("the spreadsheet cannot be written");
    lxw_workbook_options options = {.tmpdir = sheet_folder(book.mem, path)};
    book.workbook = workbook_new_opt(path, &options);
    if (book.workbook) {
        tally_ids_init(&book.titles, book.mem);
        add_formats(&book);
        for (size_t r = 0; r < count; r++)
            put_ranking(&book, &reports[r]);
        put_marks(&book, reports, count);
        lxw_error closed = workbook_close(book.workbook);
        if (closed == LXW_NO_ERROR && book.error == LXW_NO_ERROR)
            fault = NULL;
    }
    arena_free(book.mem);
    return fault;
}
