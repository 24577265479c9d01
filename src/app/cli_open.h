/* What every command does that works in an award home: open it, act in one
 * transaction, say in one line what went wrong. */
#pragma once

#include "app/app.h"
#include "app/cli.h"
#include "app/render.h"
#include "db/db.h"

#include <stdbool.h>

struct cli_home {
    struct app *app;
    struct arena *mem; /* until cli_close() */
    struct world world;
};

/* Opens the home and begins a transaction. false: it said why on stderr, the
 * command ends with EXIT_ENVIRONMENT. */
bool cli_open(struct cli_home *h, const char *folder, enum db_access access);

/* Commits if the status is EXIT_DONE, else rolls back; closes the home.
 * Returns the status the command ends with: the one given, or
 * EXIT_ENVIRONMENT, and said why, if the disk or the database failed. */
int cli_close(struct cli_home *h, int status);

/* An option such as --edition SLUG that may stand anywhere; with_value false:
 * a switch. Removes it from argv. NULL if it is not there; "" for a switch. */
const char *cli_option(int *argc, char **argv, const char *name,
                       bool with_value);
/* After all options were taken: are exactly `count` arguments left (argv[0]
 * counted) and none that begins with "--"? */
bool cli_arguments(int argc, char **argv, int count);

/* Why nothing can be put there, for commands that work long before they write;
 * NULL: a file can. */
const char *cli_output_problem(struct arena *mem, const char *path);

/* The status a command ends with after something was set; `why` on stderr
 * unless it is there. */
int cli_set(const char *command, enum render_end end, const char *why);

/* Writes a file, or stdout if path is NULL; EXIT_DONE or EXIT_ENVIRONMENT. */
int cli_write(const char *path, const char *data, size_t bytes);
