/* `lorbeer user`: accounts from the shell. */
#pragma once

#include "app/cli.h"

command_function cli_user;
