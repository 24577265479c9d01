/* One line in the log per request, without personal data. */
#pragma once

#include <stddef.h>

struct access_line {
    const char *method, *path;
    int status;
    size_t bytes;
    double seconds;
};

/* Writes method, path, status, size and duration through base/log. Neither
 * address nor cookie nor query; and of a long segment of the path, which may
 * be a token that opens a door, only the beginning. */
void access_log(const struct access_line *line);

enum { ACCESS_PATH = 200 };

/* The path as it is logged. */
void access_path(char shown[ACCESS_PATH], const char *path);
