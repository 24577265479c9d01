/* `lorbeer …`: the commands. Exit status: 0 done, 1 refused or a finding,
 * 2 usage, 3 bad input data, 4 environment. Errors on stderr, one line each:
 * `lorbeer: what: why`. */
#pragma once

enum exit_status {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1,
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_ENVIRONMENT = 4
};

/* argv[0] is the command's name. */
typedef int command_function(int argc, char **argv);

struct command {
    const char *name;
    const char *usage; /* after "lorbeer NAME " */
    const char *help;  /* one line */
    command_function *run;
};

/* All of them; the last has the name NULL. --help comes from here; that the
 * README's table says the same is looked at by tests/unit/cli_data_test.sh. */
extern const struct command commands[];

/* Finds and runs a command. */
int cli_main(int argc, char **argv);

/* Prints a command's usage and help to stdout; EXIT_DONE. */
int cli_help(const char *name);
/* "lorbeer: what: why" on stderr; returns the status given. */
int cli_fail(int status, const char *what, const char *why);
/* Usage on stderr; EXIT_USAGE. */
int cli_usage(const char *name);
