/* `lorbeer brochure`: makes a brochure without a running server. */
#include "app/cli_brochure.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/brochure.h"
#include "app/brochure_job.h"
#include "app/cli.h"
#include "app/cli_open.h"
#include "app/jobs.h"
#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "model/edition.h"
#include "model/job_notes.h"

struct options {
    const char *home, *edition, *output;
    const char *product, *language;
};

static int usage_fault(const char *what, const char *why)
{
    cli_fail(EXIT_USAGE, what, why);
    return cli_usage("brochure");
}

/* NULL: two that exclude each other. */
static void set_product(struct options *options, const char *product)
{
    bool other =
        options->product == NULL || (!str_equal(options->product, "screen") &&
                                     !str_equal(options->product, product));
    options->product = other ? NULL : product;
}

static int read_options(int argc, char **argv, struct options *options)
{
    static const struct option known[] = {
        {"edition", required_argument, NULL, 'e'},
        {"output", required_argument, NULL, 'o'},
        {"print", no_argument, NULL, 'p'},
        {"proof", no_argument, NULL, 'f'},
        {"language", required_argument, NULL, 'l'},
        {NULL, 0, NULL, 0},
    };
    int letter;
    optind = 0; /* begins anew, also when called twice in a process */
    opterr = 0;
    while ((letter = getopt_long(argc, argv, ":", known, NULL)) != -1) {
        if (letter == 'e')
            options->edition = optarg;
        else if (letter == 'o')
            options->output = optarg;
        else if (letter == 'p' || letter == 'f')
            set_product(options, letter == 'p' ? "print" : "proof");
        else if (letter == 'l')
            options->language = optarg;
        else
            return usage_fault(argv[optind - 1], letter == ':'
                                                     ? "a value is missing"
                                                     : "no such option");
    }
    if (optind < argc)
        options->home = argv[optind++];
    if (optind < argc)
        return usage_fault(argv[optind], "not expected here");
    if (options->product == NULL)
        return usage_fault("brochure", "--print or --proof, not both");
    if (*options->language && !str_equal(options->language, "de") &&
        !str_equal(options->language, "en"))
        return usage_fault("--language", "this is de or en");
    if (!options->home || !options->edition || !options->output)
        return usage_fault("brochure",
                           "HOME, --edition and --output are "
                           "needed");
    return EXIT_DONE;
}

static bool show_progress(void *context, int percent, const char *text)
{
    (void)context;
    fprintf(stderr, "\r%3d %% %-40.40s%s", percent, text,
            percent == 100 ? "\n" : "");
    return true;
}

/* Whose picture is missing from the file, or kept it from being made: the
 * office's page says the same of a job. */
static void name_pictures(struct arena *mem, const char *json)
{
    struct job_notes notes;
    job_notes_read(mem, json, &notes);
    for (size_t i = 0; i < notes.image_count; i++) {
        const struct job_image *image = &notes.image[i];
        const char *text = arena_printf(
            mem, "%s %s: %s", image->what,
            image->failed ? "cannot be set" : "left out", image->reason);
        cli_fail(EXIT_DONE, *image->company ? image->company : "brochure",
                 text);
    }
}

static int make(struct app *app, struct arena *mem,
                const struct options *options)
{
    struct world w = app_world(app, mem);
    struct edition edition;
    struct brochure_report report;
    const struct render_watch watch = {.progress = show_progress};
    const char *why = cli_output_problem(mem, options->output);
    if (!edition_by_slug(&w, options->edition, &edition))
        return cli_fail(EXIT_REFUSED, options->edition,
                        "there is no such edition");
    if (why != NULL)
        return cli_fail(EXIT_ENVIRONMENT, options->output, why);
    const struct brochure_wish wish = {.edition_id = edition.id,
                                       .product = options->product,
                                       .language = options->language,
                                       .output = options->output};
    jobs_work(app); /* pictures that still wait */
    w = app_world(app, mem);
    if (str_equal(options->product, "proof"))
        brochure_measure(&w, edition.id);
    brochure_run(&w, &wish, isatty(STDERR_FILENO) ? &watch : NULL, &report);
    name_pictures(mem, report.notes);
    int status = cli_set("brochure", report.end, report.why);
    if (status == EXIT_DONE) {
        printf("%s: %d pages, %lld bytes", options->output, report.pages,
               (long long)report.bytes);
        if (report.open > 0)
            printf(", %zu open %s on the first page", report.open,
                   report.open == 1 ? "point" : "points");
        puts("");
    }
    return fflush(stdout) == 0 ? status : EXIT_ENVIRONMENT;
}

int cli_brochure(int argc, char **argv)
{
    struct options options = {.product = "screen", .language = ""};
    const char *why = NULL;
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
