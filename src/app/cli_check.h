/* `lorbeer check`. */
#pragma once

int cli_check(int argc, char **argv);
