/* `lorbeer backup`, `lorbeer restore`. */
#pragma once

int cli_backup(int argc, char **argv);
int cli_restore(int argc, char **argv);
