/* `lorbeer edition list|import|export` and `lorbeer import`. */
#pragma once

int cli_edition(int argc, char **argv);
int cli_import(int argc, char **argv);
