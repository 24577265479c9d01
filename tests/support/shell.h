/* What a test looks at with the programs of the system. */
#pragma once

#include <stdbool.h>

/* Runs a bash script with `folder` as $0; did it end with 0? */
bool shell_says(const char *folder, const char *script);
/* The same; the test fails if not. */
void shell_in(const char *folder, const char *script);
