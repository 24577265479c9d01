/* `lorbeer results`: the result of an edition's rounds as a file. A round that
 * is open has no result: its marks are nobody's yet, not even the owner's of
 * the machine through this door. */
#include "app/cli_results.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cli_open.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "gen/sql_round.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/result.h"
#include "model/tally_csv.h"
#include "model/tally_json.h"
#include "model/tally_xlsx.h"

enum { OUTPUT_MODE = 0644 };

enum format { FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX };

struct options {
    const char *home, *edition;
    const char *round;  /* slug; NULL: all */
    const char *output; /* NULL: stdout */
    enum format format;
};

static bool read_format(const char *text, enum format *format)
{
    static const char *const names[] = {"json", "csv", "xlsx"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(text, names[i])) {
            *format = (enum format)i;
            return true;
        }
    return false;
}

static int read_options(int argc, char **argv, struct options *o)
{
    o->edition = cli_option(&argc, argv, "--edition", true);
    o->round = cli_option(&argc, argv, "--round", true);
    o->output = cli_option(&argc, argv, "--output", true);
    const char *format = cli_option(&argc, argv, "--format", true);
    if (!cli_arguments(argc, argv, 2) || o->edition == NULL || format == NULL)
        return cli_usage("results");
    o->home = argv[1];
    if (!read_format(format, &o->format)) {
        cli_fail(EXIT_USAGE, format, "the formats are json, csv and xlsx");
        return cli_usage("results");
    }
    if (o->format == FORMAT_XLSX && o->output == NULL) {
        cli_fail(EXIT_USAGE, "xlsx", "a spreadsheet needs --output FILE.xlsx");
        return cli_usage("results");
    }
    return EXIT_DONE;
}

/* The results of the rounds wanted; the structs must not move, so they are
 * apart from the array of reports. */
struct reports {
    struct tally_report *list;
    size_t count;
    int64_t refused; /* the round that may not be read; 0: none */
};

static const char *why_refused(const char *state)
{
    return str_equal(state, "open")
               ? "the round is still open: nobody reads its marks before it is "
                 "closed; the attempt is in the log"
               : "the round has no result yet; the attempt is in the log";
}

/* What is only computed from other rounds, or waits for their nominees, has no
 * result yet, and that is no reason to refuse theirs. */
static bool comes_later(const struct world *w, int64_t id)
{
    struct sql_round_assignment_count_row assigned = {0};
    struct round round;
    sql_round_assignment_count(w->db, id, &assigned);
    return round_combines(w, id) ||
           (round_by_id(w, id, &round) && assigned.count == 0 &&
            str_equal(round.entries, "nominees"));
}

static int add_round(struct world *w, const struct options *o, int64_t id,
                     const char *slug, const char *state,
                     struct reports *reports)
{
    if (o->round != NULL && !str_equal(o->round, slug))
        return EXIT_DONE;
    if (o->round == NULL && str_equal(state, "planned") && comes_later(w, id))
        return EXIT_DONE;
    struct result *result = arena_alloc(w->mem, sizeof *result);
    if (!result_of_round(w, id, result)) {
        reports->refused = id;
        return cli_fail(EXIT_REFUSED, slug, why_refused(state));
    }
    result_all(w, result, true);
    reports->list = arena_grow(w->mem, reports->list, reports->count,
                               sizeof *reports->list);
    reports->list[reports->count++] = result->report;
    return EXIT_DONE;
}

static int collect(struct world *w, const struct options *o,
                   struct reports *reports)
{
    struct edition edition;
    struct sql_result_rounds_row *row;
    int status = EXIT_DONE;
    if (!edition_by_slug(w, o->edition, &edition))
        return cli_fail(EXIT_REFUSED, o->edition, "there is no such edition");
    size_t rows = sql_result_rounds(w->db, edition.id, &row);
    for (size_t i = 0; i < rows && status == EXIT_DONE; i++)
        status = add_round(w, o, row[i].id, row[i].slug, row[i].state, reports);
    if (status == EXIT_DONE && reports->count == 0)
        return cli_fail(EXIT_REFUSED, o->round ? o->round : o->edition,
                        o->round ? "there is no such round"
                                 : "the edition has no round");
    return status;
}

/* The library says little about a folder it may not write to. */
static const char *reserve(const char *part, const char *output)
{
    struct stat st;
    if (stat(output, &st) == 0 && !S_ISREG(st.st_mode))
        return "is not a regular file";
    int file =
        open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, OUTPUT_MODE);
    if (file < 0)
        return strerror(errno);
    close(file);
    return NULL;
}

/* Beside its place first: after a full disk there is the old file or none. */
static int write_workbook(struct world *w, const struct options *o,
                          const struct reports *reports)
{
    char *part = arena_printf(w->mem, "%s.part", o->output);
    const char *why = reserve(part, o->output);
    if (why != NULL)
        return cli_fail(EXIT_ENVIRONMENT, o->output, why);
    why = tally_xlsx_write(part, LANG_DE, reports->list, reports->count);
    if (why == NULL && rename(part, o->output) != 0)
        why = strerror(errno);
    if (why == NULL)
        return EXIT_DONE;
    unlink(part);
    return cli_fail(EXIT_ENVIRONMENT, o->output, why);
}

static int write_all(struct world *w, const struct options *o,
                     const struct reports *reports)
{
    struct buf text;
    if (o->format == FORMAT_XLSX)
        return write_workbook(w, o, reports);
    buf_init(&text, w->mem);
    if (o->format == FORMAT_JSON)
        tally_json_reports(&text, o->edition, reports->list, reports->count);
    else
        tally_csv(&text, reports->list, reports->count);
    return cli_write(o->output, text.data, text.bytes);
}

/* The attempt goes into the log in a transaction of its own. */
static int log_refusal(struct cli_home *home, int64_t round_id, int status)
{
    struct db *db = home->world.db;
    db_rollback(db);
    if (db_begin(db, DB_WRITE))
        audit_add(&home->world, "result.refused", "round", round_id,
                  "{\"command\":\"results\"}");
    int closed = cli_close(home, EXIT_DONE);
    return closed == EXIT_DONE ? status : closed;
}

int cli_results(int argc, char **argv)
{
    struct options options = {0};
    struct reports reports = {0};
    struct cli_home home;
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("results");
    int status = read_options(argc, argv, &options);
    if (status != EXIT_DONE)
        return status;
    if (!cli_open(&home, options.home, DB_READ))
        return EXIT_ENVIRONMENT;
    status = collect(&home.world, &options, &reports);
    if (status == EXIT_DONE)
        status = write_all(&home.world, &options, &reports);
    if (reports.refused != 0)
        return log_refusal(&home, reports.refused, status);
    return cli_close(&home, status);
}
