/* What a test looks at with the programs of the system. */
#pragma once

/* Runs a bash script with `folder` as $0. The test fails unless it ends with
 * 0. */
void shell_in(const char *folder, const char *script);
