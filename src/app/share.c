/* The program's own files. */
#include "app/share.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"

enum { FOLDERS_UP = 3 }; /* lorbeer, KIND, build */

char *share_path(struct arena *mem, const char *name)
{
    char root[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", root, sizeof root - 1);
    if (bytes <= 0)
        die("cannot read /proc/self/exe");
    root[bytes] = '\0';
    for (int i = 0; i < FOLDERS_UP; i++) {
        char *slash = strrchr(root, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return arena_printf(mem, "%s/%s", root, name);
}
