/* lorbeer.conf: what a host must know. The only file that knows inih.
 * Everything an organiser may change is a row in the database instead. */
#pragma once

#include <stdbool.h>

struct arena;

struct config {
    const char *url;    /* origin of every link, no slash at the end */
    const char *listen; /* ADDR:PORT or unix:PATH */
    const char *timezone;
    struct config_smtp {
        const char *server; /* NULL: mail stays in the outbox */
        int port;
        const char *user, *password_file, *from;
        const char *ca_file; /* NULL: whom this machine trusts */
    } smtp;
};

/* Reads the file. NULL on success, else what is wrong: "lorbeer.conf:7: …".
 * Unknown keys are an error. Defaults: design of conf/lorbeer.conf.example. */
const char *config_read(struct arena *mem, const char *path,
                        struct config *config);
