/* `lorbeer init` */
#pragma once

#include "app/cli.h"

command_function cli_init;

/* Makes an empty award home: folders, keys, settings, migrated database. The
 * folder may be there already if it is empty. url NULL: the default.
 * EXIT_DONE, or another status after saying why on stderr; then nothing of it
 * is left. */
int cli_home_make(const char *folder, const char *url);
