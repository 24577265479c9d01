/* Results as CSV for German Excel. */
#include "model/tally_csv.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/lang.h"
#include "model/tally_ids.h"

struct table {
    struct buf *out;
    struct arena *mem;
    struct tally_ids criteria; /* of all rounds */
};

static void write_int(struct table *table, int64_t value)
{
    csv_number(table->out, arena_printf(table->mem, "%lld", (long long)value));
}

static void write_decimal(struct table *table, int64_t units, int decimals)
{
    csv_number(table->out, lang_decimal(table->mem, LANG_DE, units, decimals));
}

/* A cell for each criterion of the table, empty for those of other rounds. */
static void write_parts(struct table *table, const struct tally_report *report,
                        const struct tally_report_score *score)
{
    const char *const *names;
    size_t parts = tally_report_parts(table->mem, report, &names);
    const int64_t **part =
        arena_alloc(table->mem, table->criteria.count * sizeof *part);
    for (size_t k = 0; score->text && k < parts; k++) {
        size_t column = tally_ids_add(&table->criteria, names[k]);
        part[column] = &score->part[k];
    }
    for (size_t i = 0; i < table->criteria.count; i++)
        if (part[i])
            write_decimal(table, *part[i], score->decimals);
        else
            csv_number(table->out, NULL);
}

static void write_entry(struct table *table, const struct tally_report *report,
                        size_t i, const struct tally_report_score *score)
{
    const struct tally_entry *entry =
        report->result ? &report->result->entries[i] : NULL;
    csv_text(table->out, report->round);
    if (score->text) {
        write_int(table, report->official->rank[i]);
        write_int(table, report->official->rank_final[i]);
    } else {
        csv_number(table->out, NULL);
        csv_number(table->out, NULL);
    }
    csv_text(table->out, report->input->entries[i]);
    csv_text(table->out, report->entry_names[i]);
    csv_number(table->out, score->text
                               ? lang_number(table->mem, LANG_DE, score->text)
                               : NULL);
    csv_number(table->out, score->numerator);
    csv_number(table->out, score->denominator);
    if (entry)
        write_int(table, entry->ballots);
    else
        csv_number(table->out, NULL);
    write_parts(table, report, score);
    csv_end_row(table->out);
}

static void write_header(struct table *table)
{
    static const char *const columns[] = {
        "round",  "rank",  "rank_final",      "entry",
        "name",   "score", "score_numerator", "score_denominator",
        "ballots"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        csv_text(table->out, columns[i]);
    for (size_t i = 0; i < table->criteria.count; i++)
        csv_text(table->out, table->criteria.id[i]);
    csv_end_row(table->out);
}

void tally_csv(struct buf *out, const struct tally_report *reports,
               size_t count)
{
    struct table table = {.out = out, .mem = arena_new()};
    tally_ids_init(&table.criteria, table.mem);
    for (size_t r = 0; r < count; r++) {
        const char *const *names;
        size_t parts = tally_report_parts(table.mem, &reports[r], &names);
        for (size_t k = 0; k < parts; k++)
            tally_ids_add(&table.criteria, names[k]);
    }
    csv_start(out);
    write_header(&table);
    for (size_t r = 0; r < count; r++) {
        const struct tally_report *report = &reports[r];
        const int32_t *order = tally_report_order(table.mem, report);
        const struct tally_report_score *scores =
            tally_report_scores(table.mem, report);
        for (size_t i = 0; i < report->input->entry_count; i++)
            write_entry(&table, report, (size_t)order[i], &scores[order[i]]);
    }
    arena_free(table.mem);
}
