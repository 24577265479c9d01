/* `lorbeer results`. */
#pragma once

int cli_results(int argc, char **argv);
