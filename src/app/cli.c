/* The command table, and what all commands share. */
#include "app/cli.h"

#include <stdio.h>
#include <string.h>

#include "app/cli_serve.h"
#include "app/cli_tally.h"

const struct command commands[] = {
    {"serve", "HOME [--listen ADDR:PORT|unix:PATH] [--workers N]",
     "run the web server and the job process until SIGTERM", cli_serve},
    {"tally", "--scores F --weights F --config F [--output F]",
     "the scoring engine alone: JSON on stdout, no home needed", cli_tally},
    {NULL, NULL, NULL, NULL},
};

static const struct command *find(const char *name)
{
    const struct command *command = commands;
    while (command->name != NULL && strcmp(command->name, name) != 0)
        command++;
    return command->name != NULL ? command : NULL;
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
    const struct command *command = find(name);
    printf("usage: lorbeer %s %s\n\n%s\n", name, command->usage, command->help);
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_ENVIRONMENT;
}

int cli_usage(const char *name)
{
    const struct command *command = find(name);
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
