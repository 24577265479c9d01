/* `lorbeer export`: everything for the designer and the organiser, in one ZIP,
 * without a running server. */
#include "app/cli_export.h"

#include <stdio.h>

#include "app/app.h"
#include "app/cli.h"
#include "app/cli_open.h"
#include "app/jobs.h"
#include "app/package.h"
#include "base/arena.h"
#include "db/db.h"
#include "model/audit.h"
#include "model/edition.h"

struct options {
    const char *home, *edition, *output;
    bool designer;
};

static int read_options(int argc, char **argv, struct options *o)
{
    o->edition = cli_option(&argc, argv, "--edition", true);
    o->output = cli_option(&argc, argv, "--output", true);
    o->designer = cli_option(&argc, argv, "--designer", false) != NULL;
    if (!cli_arguments(argc, argv, 2) || o->edition == NULL ||
        o->output == NULL)
        return cli_usage("export");
    o->home = argv[1];
    return EXIT_DONE;
}

/* Who takes marks and contacts out of the house is in the log. */
static bool note(const struct world *w, const struct options *o,
                 int64_t edition_id)
{
    if (db_begin(w->db, DB_WRITE))
        audit_add(w, "package.make", "edition", edition_id,
                  o->designer ? "{\"product\":\"designer\"}"
                              : "{\"product\":\"organiser\"}");
    return db_commit(w->db);
}

static int make(struct app *app, struct arena *mem, const struct options *o)
{
    struct world w = app_world(app, mem);
    struct edition edition;
    struct package_report report;
    if (!edition_by_slug(&w, o->edition, &edition))
        return cli_fail(EXIT_REFUSED, o->edition, "there is no such edition");
    const char *why = cli_output_problem(mem, o->output);
    if (why != NULL)
        return cli_fail(EXIT_ENVIRONMENT, o->output, why);
    const struct package_wish wish = {.edition_id = edition.id,
                                      .product = o->designer ? "designer"
                                                             : "organiser",
                                      .lang = LANG_DE,
                                      .output = o->output};
    jobs_work(app); /* pictures that still wait */
    w = app_world(app, mem);
    if (!note(&w, o, wish.edition_id))
        return cli_fail(EXIT_ENVIRONMENT, o->home, "the log cannot be written");
    package_run(&w, &wish, NULL, &report);
    int status = cli_set("export", report.end, report.why);
    if (status == EXIT_DONE)
        printf("%s: %zu files, %lld bytes\n", o->output, report.members,
               (long long)report.bytes);
    return fflush(stdout) == 0 ? status : EXIT_ENVIRONMENT;
}

int cli_export(int argc, char **argv)
{
    struct options options = {0};
    const char *why = NULL;
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("export");
    int status = read_options(argc, argv, &options);
    if (status != EXIT_DONE)
        return status;
    struct app *app = app_open(options.home, &why);
    if (app == NULL)
        return cli_fail(EXIT_ENVIRONMENT, options.home, why);
    struct arena *mem = arena_new();
    status = make(app, mem, &options);
    arena_free(mem);
    app_close(app);
    return status;
}
