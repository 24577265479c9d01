/* `lorbeer backup` and `lorbeer restore`: see backup.h. */
#include "app/cli_backup.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/backup.h"
#include "app/cli.h"
#include "app/cli_check.h"
#include "app/cli_open.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/secret.h"
#include "db/db.h"
#include "model/world.h"

static int status_of(enum backup_end end, const struct backup_report *report)
{
    static const int status[] = {[BACKUP_DONE] = EXIT_DONE,
                                 [BACKUP_REFUSED] = EXIT_REFUSED,
                                 [BACKUP_INPUT] = EXIT_INPUT,
                                 [BACKUP_FAILED] = EXIT_ENVIRONMENT};
    return end == BACKUP_DONE
               ? EXIT_DONE
               : cli_fail(status[end], report->what, report->why);
}

static volatile sig_atomic_t stopped;

static void note_signal(int signal)
{
    (void)signal;
    stopped = 1;
}

static bool is_stopped(void)
{
    return stopped != 0;
}

/* Whoever stops it finds nothing half done: what is secret lies nowhere. */
static void take_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_signal,
                               .sa_flags = SA_RESTART};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        /* what nohup ignores stays ignored */
        if (sigaction(signals[i], NULL, &before) == 0 &&
            before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

/* The home is taken as it is: nothing is migrated, nobody is in its way. */
static int make(struct arena *mem, const char *home, const char *path)
{
    const char *why = cli_output_problem(mem, path);
    if (why != NULL)
        return cli_fail(EXIT_ENVIRONMENT, path, why);
    struct backup_report report;
    struct world w = {.mem = mem, .home = home, .now = clock_now()};
    w.db = db_open(arena_printf(mem, "%s/lorbeer.db", home), false, &why);
    if (w.db == NULL)
        return cli_fail(EXIT_ENVIRONMENT, home, why);
    db_set_arena(w.db, mem);
    int status = status_of(backup_make(&w, path, is_stopped, &report), &report);
    db_close(w.db);
    for (size_t i = 0; status != EXIT_ENVIRONMENT && i < report.missing_count;
         i++)
        status = cli_fail(EXIT_REFUSED, report.missing[i],
                          "is missing in the home and in the backup");
    if (status == EXIT_DONE)
        printf("%s: %zu files, %" PRId64 " bytes\n", path, report.files,
               report.bytes);
    return fflush(stdout) == 0 ? status : EXIT_ENVIRONMENT;
}

int cli_backup(int argc, char **argv)
{
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("backup");
    if (!cli_arguments(argc, argv, 3))
        return cli_usage("backup");
    char *home = realpath(argv[1], NULL);
    if (home == NULL)
        return cli_fail(EXIT_ENVIRONMENT, argv[1], strerrordesc_np(errno));
    take_signals();
    struct arena *mem = arena_new();
    int status = make(mem, home, argv[2]);
    arena_free(mem);
    free(home);
    return status;
}

int cli_restore(int argc, char **argv)
{
    struct backup_report report;
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("restore");
    if (!cli_arguments(argc, argv, 3))
        return cli_usage("restore");
    secret_start();
    take_signals();
    struct arena *mem = arena_new();
    int status = status_of(
        backup_restore(mem, argv[1], argv[2], is_stopped, &report), &report);
    if (status == EXIT_DONE) {
        printf("%s: as it was at %s, %zu files\n", report.home, report.made_at,
               report.files);
        status = cli_check_home(report.home);
    }
    arena_free(mem);
    return status;
}
