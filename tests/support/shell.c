#include "support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

bool shell_says(const char *folder, const char *script)
{
    const char *const arguments[] = {"bash", "-euo", "pipefail", "-c",
                                     script, folder, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execv("/bin/bash", (char *const *)arguments);
        _exit(127);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    return status == 0;
}

void shell_in(const char *folder, const char *script)
{
    if (!shell_says(folder, script))
        fail_msg("failed: %s", script);
}
