/* `lorbeer check`. */
#pragma once

/* Prints what is wrong with a home, or that nothing is; the exit status. */
int cli_check_home(const char *home);
int cli_check(int argc, char **argv);
