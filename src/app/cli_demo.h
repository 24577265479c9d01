/* `lorbeer demo` */
#pragma once

#include "app/cli.h"

command_function cli_demo;
