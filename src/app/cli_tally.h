/* `lorbeer tally`: the scoring engine alone, from files to JSON. */
#pragma once

/* argv[0] is "tally"; returns the exit status of cli.h. */
int cli_tally(int argc, char **argv);
