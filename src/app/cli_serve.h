/* `lorbeer serve`. */
#pragma once

int cli_serve(int argc, char **argv);
