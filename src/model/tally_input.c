/* Three files to a result.
 *
 * Each rule is checked in one place: what concerns the text (columns, numbers,
 * names) here, what concerns the numbers in the engine. A mark whose number is
 * no good is counted as the lowest mark once its fault is noted, so that a
 * second mark in its place is found as well; with any fault there is no
 * result. */
#include "model/tally_input.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "model/tally_build.h"

enum { JUROR, ENTRY, CRITERION, SCORE };

static const char *const score_columns[] = {"juror", "entry", "criterion",
                                            "score", NULL};

/* Beyond this a mark is off every scale and need not fit its 32 bits. */
static const int64_t units_most = 1000000000;

struct scores {
    struct arena *mem;
    const struct tally_file *file;
    struct tally_setup *setup;
    struct tally_lines *lines;
    struct tally_columns columns;
    struct tally_build *build;
    uint32_t *mark_line; /* of each mark */
    size_t mark_count;
    size_t juror_line; /* where there was one too many */
};

static void mark_fault(struct scores *s, const struct csv_row *row,
                       enum tally_code code, const char *what)
{
    const size_t *place = s->columns.place;
    tally_lines_add(
        s->lines, s->file, row->line, code,
        arena_printf(s->mem, "%s (juror %s, entry %s, criterion %s)", what,
                     row->field[place[JUROR]], row->field[place[ENTRY]],
                     row->field[place[CRITERION]]));
}

/* The index of the row's criterion; -1 if there is none to count it with. */
static int32_t criterion_of(struct scores *s, const struct csv_row *row)
{
    size_t number;
    const char *id = row->field[s->columns.place[CRITERION]];
    if (tally_ids_find(&s->setup->known, id, &number))
        return s->setup->known_criterion[number];
    if (s->setup->readable)
        mark_fault(s, row, TALLY_E_CRITERION, "unknown criterion");
    return -1;
}

/* A mark in units; where it is none or off the scale by its digits alone the
 * fault is added and the lowest mark stands for it. */
static int32_t read_mark(struct scores *s, const struct csv_row *row,
                         const struct tally_criterion *criterion)
{
    const char *text = row->field[s->columns.place[SCORE]];
    int64_t units;
    bool rest;
    if (!tally_number(text, s->setup->decimals, &units, &rest)) {
        mark_fault(
            s, row, TALLY_E_INPUT,
            arena_printf(s->mem, "the score is not a number: \"%s\"", text));
    } else if (rest || units > units_most || units < -units_most) {
        bool inside = units >= criterion->lo && units < criterion->hi;
        mark_fault(s, row, inside ? TALLY_E_STEP : TALLY_E_RANGE,
                   arena_printf(s->mem,
                                inside ? "%s is not on the grid of the scale"
                                       : "%s is not within the scale",
                                text));
    } else {
        return (int32_t)units;
    }
    return criterion->lo < -units_most || criterion->lo > units_most
               ? 0
               : (int32_t)criterion->lo;
}

static bool has_names(struct scores *s, const struct csv_row *row)
{
    for (size_t i = JUROR; i <= CRITERION; i++) {
        if (*row->field[s->columns.place[i]] != '\0')
            continue;
        tally_lines_add(
            s->lines, s->file, row->line, TALLY_E_INPUT,
            arena_printf(s->mem, "there is no %s", score_columns[i]));
        return false;
    }
    return true;
}

static bool take_score(void *context, const struct csv_row *row)
{
    struct scores *s = context;
    const size_t *place = s->columns.place;
    if (s->columns.count == 0)
        return tally_columns_read(&s->columns, row, s->lines, s->file);
    if (s->lines->count >= TALLY_FAULTS_MAX)
        return false;
    if (!tally_columns_fit(&s->columns, row, s->lines, s->file) ||
        !has_names(s, row))
        return true;
    int32_t k = criterion_of(s, row);
    int32_t juror = tally_build_juror(s->build, row->field[place[JUROR]], NULL);
    int32_t entry = tally_build_entry(s->build, row->field[place[ENTRY]], NULL);
    if (s->juror_line == 0 && juror == TALLY_JURORS_MAX)
        s->juror_line = row->line;
    if (k < 0)
        return true;
    int32_t value = read_mark(s, row, &s->setup->criteria[k]);
    tally_build_mark(s->build, entry, juror, k, value);
    s->mark_line[s->mark_count++] = (uint32_t)row->line;
    return true;
}

static void read_scores(struct scores *s)
{
    const char *text = s->file->text, *end = text + s->file->bytes;
    size_t rows = 1, line = 1;
    for (const char *at = text; at < end; at++)
        rows += *at == '\n' || *at == '\r';
    s->mark_line = arena_alloc(s->mem, rows * sizeof *s->mark_line);
    tally_build_reserve(s->build, rows);
    const char *fault = csv_read(text, s->file->bytes, 0, take_score, s, &line);
    if (fault)
        tally_lines_add(s->lines, s->file, line, TALLY_E_INPUT, fault);
    else if (s->columns.count == 0)
        tally_lines_add(s->lines, s->file, 1, TALLY_E_INPUT,
                        "the file is empty");
}

/* A fault of the engine, on the line of the file that it comes from. */
static void place_fault(const struct scores *s, const struct tally_files *files,
                        const struct tally_fault *fault)
{
    const struct tally_file *file = &files->scores;
    size_t line = 1;
    switch (fault->subject) {
    case TALLY_ON_ROUND:
        if (fault->code == TALLY_E_WEIGHT || fault->code == TALLY_E_SCALE)
            file = &files->weights;
        break;
    case TALLY_ON_CONFIG:
        file = &files->config;
        line = tally_setup_key_line(file, fault->key);
        break;
    case TALLY_ON_CRITERION:
        file = &files->weights;
        line = s->setup->criterion_line[fault->index];
        break;
    case TALLY_ON_JUROR:
        line = s->juror_line;
        break;
    case TALLY_ON_MARK:
        line = s->mark_line[fault->index];
        break;
    }
    tally_lines_add(s->lines, file, line, fault->code, fault->text);
}

static int file_order(const struct tally_files *files, const char *name)
{
    return name == files->scores.name ? 0 : name == files->weights.name ? 1 : 2;
}

/* By file and line; a line's faults in the order they were found. */
static void sort_lines(struct arena *mem, const struct tally_files *files,
                       struct tally_lines *lines)
{
    struct tally_line *sorted = arena_alloc(mem, lines->count * sizeof *sorted);
    size_t count = 0;
    for (int file = 0; file < 3; file++)
        for (size_t i = 0; i < lines->count; i++) {
            if (file_order(files, lines->line[i].file) != file)
                continue;
            size_t at = count++;
            for (; at > 0 && file_order(files, sorted[at - 1].file) == file &&
                   sorted[at - 1].line > lines->line[i].line;
                 at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = lines->line[i];
        }
    lines->line = sorted;
}

bool tally_input_run(struct arena *mem, const struct tally_files *files,
                     struct tally_result *result, struct tally_lines *lines)
{
    struct tally_setup setup = {0};
    struct scores s = {.mem = mem,
                       .file = &files->scores,
                       .setup = &setup,
                       .lines = lines,
                       .columns = {.names = score_columns},
                       .build = tally_build_new(mem)};
    struct tally_input *input = arena_alloc(mem, sizeof *input);
    struct tally_faults faults = {0};
    tally_setup_config(mem, &files->config, &setup, lines);
    tally_setup_weights(mem, &files->weights, &setup, lines);
    read_scores(&s);
    input->config = setup.config;
    input->decimals = setup.decimals;
    input->criteria = setup.criteria;
    input->criterion_count = setup.criterion_count;
    tally_build_finish(s.build, input, NULL);
    bool unread = lines->count > 0;
    tally_run(mem, input, result, &faults);
    for (size_t i = 0; i < faults.count; i++)
        /* what is missing may be what could not be read */
        if (!unread || faults.fault[i].subject != TALLY_ON_ROUND)
            place_fault(&s, files, &faults.fault[i]);
    if (lines->count == 0)
        return true;
    sort_lines(mem, files, lines);
    memset(result, 0, sizeof *result);
    return false;
}
