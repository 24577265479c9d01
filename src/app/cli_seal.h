#pragma once

int cli_seal(int argc, char **argv);
int cli_verify(int argc, char **argv);
