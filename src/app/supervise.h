/* `lorbeer serve`: Kore and the job process, watched until SIGTERM. */
#pragma once

struct supervise_settings {
    const char *listen; /* ADDR:PORT or unix:PATH */
    int workers;        /* 1 is right; more compete for the database */
};

/* Serves an award home. Prints "Lorbeer is ready at URL" on stdout when pages
 * are answered, logs on stderr, and returns the program's exit code: 0 after
 * SIGTERM, SIGINT or SIGHUP; 2 for settings that make no sense; 4, after one
 * line on stderr, when the home or the address cannot be used or Kore does not
 * stay up. Takes over the process: its signals, and one call only. */
int supervise(const char *home, const struct supervise_settings *settings);
