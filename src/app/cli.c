/* The command table, and what all commands share. */
#include "app/cli.h"

#include <stdio.h>
#include <string.h>

#include "app/cli_backup.h"
#include "app/cli_brochure.h"
#include "app/cli_check.h"
#include "app/cli_demo.h"
#include "app/cli_edition.h"
#include "app/cli_export.h"
#include "app/cli_home.h"
#include "app/cli_jobs.h"
#include "app/cli_results.h"
#include "app/cli_seal.h"
#include "app/cli_serve.h"
#include "app/cli_tally.h"
#include "app/cli_user.h"
#include "base/log.h"

const struct command commands[] = {
    {"init", "HOME [--url URL] [--email ADDRESS] [--name NAME]",
     "a new award home; prints the first organiser's invitation link",
     cli_init},
    {"backup", "HOME F.zip",
     "the whole home, while it is served or not, as one file as secret as "
     "the home itself",
     cli_backup},
    {"brochure",
     "HOME --edition SLUG --output F.pdf [--print|--proof] [--language de|en]",
     "the brochure as a PDF for the screen, for the print shop with bleed and "
     "marks, or as a proof with what is open",
     cli_brochure},
    {"check", "HOME",
     "is a home whole? database, log, files, keys, settings; changes nothing",
     cli_check},
    {"demo", "HOME [--url URL]",
     "a home with three sample editions; logins in HOME/demo-logins.tsv",
     cli_demo},
    {"edition",
     "list HOME\n"
     "       lorbeer edition import HOME FILE.json\n"
     "       lorbeer edition export HOME SLUG [--output FILE.json]",
     "an edition's whole set-up as one JSON file; list prints slug, state, "
     "title",
     cli_edition},
    {"export", "HOME --edition SLUG --output F.zip [--designer]",
     "everything for the designer and the organiser as one ZIP; --designer: "
     "without marks, answers and contacts",
     cli_export},
    {"import", "HOME --edition SLUG --entries F.csv | --scores F.csv",
     "nominations or marks in bulk: all or nothing, every bad line and cell "
     "named",
     cli_import},
    {"jobs", "HOME", "the job process alone; lorbeer serve starts it",
     cli_jobs},
    {"restore", "F.zip HOME",
     "a new home from a backup, checked; mails that waited then wait for a "
     "decision",
     cli_restore},
    {"results",
     "HOME --edition SLUG [--round SLUG] --format json|csv|xlsx [--output F]",
     "the result of closed rounds, for machines and spreadsheets", cli_results},
    {"seal", "HOME --edition SLUG --output F",
     "the sealed bundle of an edition's closed rounds: rules, marks, results, "
     "lots and decisions, signed",
     cli_seal},
    {"serve", "HOME [--listen ADDR:PORT|unix:PATH] [--workers N]",
     "run the web server and the job process until SIGTERM", cli_serve},
    {"tally", "--scores F --weights F --config F [--output F]",
     "the scoring engine alone: JSON on stdout, no home needed", cli_tally},
    {"user",
     "add HOME EMAIL --name NAME --role organiser|juror|company "
     "[--language de|en]\n"
     "       lorbeer user list HOME\n"
     "       lorbeer user disable HOME EMAIL [--enable]\n"
     "       lorbeer user password HOME EMAIL\n"
     "       lorbeer user second-off HOME EMAIL",
     "accounts from the shell; add prints the invitation link, password "
     "reads stdin",
     cli_user},
    {"verify", "F [--key HEX]",
     "checks a sealed bundle from the file alone: counts everything again",
     cli_verify},
    {NULL, NULL, NULL, NULL},
};

static const struct command *find(const char *name)
{
    const struct command *command = commands;
    while (command->name != NULL && strcmp(command->name, name) != 0)
        command++;
    return command->name != NULL ? command : NULL;
}

/* Commands ask for their own entry, so it is there. */
static const struct command *need(const char *name)
{
    const struct command *command = find(name);
    if (command == NULL)
        die("no command %s", name);
    return command;
}

static void list(FILE *out)
{
    fputs(
        "Lorbeer: nominations, jury scoring and the brochure of an award\n\n"
        "usage: lorbeer COMMAND …    (lorbeer COMMAND --help says more)\n\n",
        out);
    for (const struct command *c = commands; c->name != NULL; c++)
        fprintf(out, "  %-10s %s\n", c->name, c->help);
    fputs(
        "\nexit status: 0 done, 1 refused or a finding, 2 usage, "
        "3 bad input data, 4 environment\n",
        out);
}

int cli_fail(int status, const char *what, const char *why)
{
    fprintf(stderr, "lorbeer: %s: %s\n", what, why);
    return status;
}

int cli_help(const char *name)
{
    const struct command *command = need(name);
    printf("usage: lorbeer %s %s\n\n%s\n", name, command->usage, command->help);
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_ENVIRONMENT;
}

int cli_usage(const char *name)
{
    const struct command *command = need(name);
    fprintf(stderr, "usage: lorbeer %s %s\n", name, command->usage);
    return EXIT_USAGE;
}

int cli_main(int argc, char **argv)
{
    if (argc < 2) {
        list(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        list(stdout);
        return EXIT_DONE;
    }
    const struct command *command = find(argv[1]);
    if (command == NULL) {
        cli_fail(EXIT_USAGE, argv[1], "no such command; try lorbeer --help");
        return EXIT_USAGE;
    }
    if (argc > 2 && strcmp(argv[2], "--help") == 0)
        return cli_help(argv[1]);
    return command->run(argc - 1, argv + 1);
}
