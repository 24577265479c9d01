/* The list of faults, numbers and columns, and weights.csv.
 *
 * A row that cannot be read is left out of the criteria but stays known, so
 * that its marks are not called unknown as well. */
#include "model/tally_setup.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"

enum { COLUMNS_MAX = 5 };

static const int64_t units_most = 1000000000000000; /* 10^15 */

bool tally_lines_add(struct tally_lines *lines, const struct tally_file *file,
                     size_t line, enum tally_code code, const char *text)
{
    if (lines->count == TALLY_FAULTS_MAX)
        return false;
    lines->line =
        arena_grow(lines->mem, lines->line, lines->count, sizeof *lines->line);
    lines->line[lines->count++] =
        (struct tally_line){file->name, line, code, text};
    return lines->count < TALLY_FAULTS_MAX;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_digit(int64_t *units, char digit)
{
    *units = *units < units_most ? *units * 10 + (digit - '0') : units_most;
}

bool tally_number(const char *text, int decimals, int64_t *units, bool *rest)
{
    bool negative = *text == '-';
    const char *at = text + negative;
    *units = 0;
    *rest = false;
    if (!is_digit(*at))
        return false;
    for (; is_digit(*at); at++)
        add_digit(units, *at);
    bool point = *at == '.';
    at += point;
    if (point && !is_digit(*at))
        return false;
    for (int i = 0; i < decimals; i++) {
        bool digit = point && is_digit(*at);
        add_digit(units, digit ? *at : '0');
        at += digit;
    }
    for (; point && is_digit(*at); at++)
        *rest = *rest || *at != '0';
    if (*units > units_most)
        *units = units_most;
    if (negative)
        *units = -*units - *rest;
    return *at == '\0';
}

bool tally_columns_read(struct tally_columns *columns,
                        const struct csv_row *row, struct tally_lines *lines,
                        const struct tally_file *file)
{
    bool whole = true;
    columns->count = row->count;
    for (size_t i = 0; i < COLUMNS_MAX && columns->names[i]; i++) {
        size_t found = 0;
        for (size_t at = 0; at < row->count; at++)
            if (strcmp(row->field[at], columns->names[i]) == 0) {
                columns->place[i] = at;
                found++;
            }
        if (found == 1)
            continue;
        whole = false;
        tally_lines_add(
            lines, file, row->line, TALLY_E_INPUT,
            arena_printf(lines->mem, "%s column \"%s\"",
                         found == 0 ? "there is no" : "there is more than one",
                         columns->names[i]));
    }
    return whole;
}

bool tally_columns_fit(const struct tally_columns *columns,
                       const struct csv_row *row, struct tally_lines *lines,
                       const struct tally_file *file)
{
    if (row->count == columns->count)
        return true;
    tally_lines_add(lines, file, row->line, TALLY_E_INPUT,
                    arena_printf(lines->mem,
                                 "the row has %zu fields, the header %zu",
                                 row->count, columns->count));
    return false;
}

enum { CRITERION, WEIGHT, MIN, MAX, STEP };

static const char *const weight_columns[] = {"criterion", "weight", "min",
                                             "max",       "step",   NULL};

struct weights {
    struct arena *mem;
    const struct tally_file *file;
    struct tally_setup *setup;
    struct tally_lines *lines;
    struct tally_columns columns;
    size_t line; /* of the row being read */
};

static bool row_fault(struct weights *w, enum tally_code code,
                      const char *criterion, const char *what)
{
    tally_lines_add(w->lines, w->file, w->line, code,
                    arena_printf(w->mem, "criterion %s: %s", criterion, what));
    return false;
}

/* One number of a scale, in thousandths. */
static bool read_bound(struct weights *w, const char *criterion,
                       const char *column, const char *text, int64_t *units)
{
    bool rest;
    if (!tally_number(text, TALLY_SCALE_DECIMALS_MAX, units, &rest))
        return row_fault(
            w, TALLY_E_INPUT, criterion,
            arena_printf(w->mem, "%s is not a number: \"%s\"", column, text));
    if (rest)
        return row_fault(
            w, TALLY_E_SCALE, criterion,
            arena_printf(w->mem, "%s has more than 3 digits after the point",
                         column));
    return true;
}

static bool read_weight(struct weights *w, const char *criterion,
                        const char *text, int64_t *weight)
{
    bool rest;
    if (!tally_number(text, 0, weight, &rest))
        return row_fault(
            w, TALLY_E_INPUT, criterion,
            arena_printf(w->mem, "weight is not a number: \"%s\"", text));
    if (rest)
        return row_fault(w, TALLY_E_WEIGHT, criterion,
                         "the weight must be an integer from 1 to 1000000");
    return true;
}

static bool read_criterion(struct weights *w, const struct csv_row *row,
                           struct tally_criterion *criterion)
{
    const size_t *place = w->columns.place;
    const char *id = criterion->id;
    /* all of them are read, so that all faults of a row are listed */
    bool weight =
        read_weight(w, id, row->field[place[WEIGHT]], &criterion->weight);
    bool lo = read_bound(w, id, "min", row->field[place[MIN]], &criterion->lo);
    bool hi = read_bound(w, id, "max", row->field[place[MAX]], &criterion->hi);
    bool step =
        read_bound(w, id, "step", row->field[place[STEP]], &criterion->step);
    return weight && lo && hi && step;
}

/* Makes an id known; false if it already is or there is none. */
static bool add_known(struct weights *w, const char *id)
{
    struct tally_setup *setup = w->setup;
    size_t count = setup->known.count;
    if (*id == '\0') {
        tally_lines_add(w->lines, w->file, w->line, TALLY_E_INPUT,
                        "the criterion has no name");
        return false;
    }
    if (tally_ids_add(&setup->known, id) < count)
        return row_fault(w, TALLY_E_DUPLICATE, id, "it stands here twice");
    setup->known_criterion = arena_grow(w->mem, setup->known_criterion, count,
                                        sizeof *setup->known_criterion);
    setup->known_criterion[count] = -1;
    return true;
}

static bool take_weight(void *context, const struct csv_row *row)
{
    struct weights *w = context;
    struct tally_setup *setup = w->setup;
    w->line = row->line;
    if (w->columns.count == 0) {
        setup->readable =
            tally_columns_read(&w->columns, row, w->lines, w->file);
        return setup->readable;
    }
    if (w->lines->count >= TALLY_FAULTS_MAX)
        return false;
    if (!tally_columns_fit(&w->columns, row, w->lines, w->file) ||
        !add_known(w, row->field[w->columns.place[CRITERION]]))
        return true;
    size_t count = setup->criterion_count;
    struct tally_criterion criterion = {
        .id = setup->known.id[setup->known.count - 1]};
    if (!read_criterion(w, row, &criterion))
        return true;
    setup->known_criterion[setup->known.count - 1] = (int32_t)count;
    setup->criteria =
        arena_grow(w->mem, setup->criteria, count, sizeof *setup->criteria);
    setup->criteria[count] = criterion;
    setup->criterion_line = arena_grow(w->mem, setup->criterion_line, count,
                                       sizeof *setup->criterion_line);
    setup->criterion_line[count] = row->line;
    setup->criterion_count++;
    return true;
}

/* Thousandths become units of as many decimals as the scales need. */
static void choose_decimals(struct tally_setup *setup)
{
    int64_t unit = 1000;
    setup->decimals = 0;
    for (size_t k = 0; k < setup->criterion_count; k++) {
        const struct tally_criterion *c = &setup->criteria[k];
        while (c->lo % unit != 0 || c->hi % unit != 0 || c->step % unit != 0) {
            unit /= 10;
            setup->decimals++;
        }
    }
    for (size_t k = 0; k < setup->criterion_count; k++) {
        setup->criteria[k].lo /= unit;
        setup->criteria[k].hi /= unit;
        setup->criteria[k].step /= unit;
    }
}

void tally_setup_weights(struct arena *mem, const struct tally_file *file,
                         struct tally_setup *setup, struct tally_lines *lines)
{
    struct weights w = {.mem = mem,
                        .file = file,
                        .setup = setup,
                        .lines = lines,
                        .columns = {.names = weight_columns}};
    size_t line = 1;
    tally_ids_init(&setup->known, mem);
    const char *fault =
        csv_read(file->text, file->bytes, 0, take_weight, &w, &line);
    if (fault) {
        setup->readable = false;
        tally_lines_add(lines, file, line, TALLY_E_INPUT, fault);
    } else if (w.columns.count == 0) {
        tally_lines_add(lines, file, 1, TALLY_E_INPUT, "the file is empty");
    }
    choose_decimals(setup);
}
