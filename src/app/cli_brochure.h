/* `lorbeer brochure`. */
#pragma once

int cli_brochure(int argc, char **argv);
