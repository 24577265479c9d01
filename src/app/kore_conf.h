/* Kore's configuration: conf/kore.conf, filled in. */
#pragma once

#include <stdbool.h>

/* Writes it to `path`, with the place to listen ("bind IP PORT" or "unix
 * PATH") and the number of workers. false with errno. */
bool kore_conf_write(const char *path, const char *place, int workers);
