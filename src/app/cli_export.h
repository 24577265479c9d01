/* `lorbeer export` */
#pragma once

int cli_export(int argc, char **argv);
