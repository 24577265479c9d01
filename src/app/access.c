/* The access log is ours because Kore's names its clients, and hangs the
 * server when a worker dies while it writes. */
#include "app/access.h"

#include <stdio.h>

#include "base/log.h"

enum { SEGMENT_SHOWN = 24 };

void access_path(char shown[ACCESS_PATH], const char *path)
{
    size_t out = 0, segment = 0;

    for (; *path && out < ACCESS_PATH - 1; path++) {
        segment = *path == '/' ? 0 : segment + 1;
        if (segment <= SEGMENT_SHOWN)
            shown[out++] = *path;
        else if (segment == SEGMENT_SHOWN + 1)
            shown[out++] = '*';
    }
    shown[out] = '\0';
}

void access_log(const struct access_line *line)
{
    char path[ACCESS_PATH], status[16], bytes[24], ms[32];

    access_path(path, line->path);
    snprintf(status, sizeof status, "%d", line->status);
    snprintf(bytes, sizeof bytes, "%zu", line->bytes);
    snprintf(ms, sizeof ms, "%.1f", line->seconds * 1000);
    log_event("request", "method", line->method, "path", path, "status", status,
              "bytes", bytes, "ms", ms, NULL);
}
