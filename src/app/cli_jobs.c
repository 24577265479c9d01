/* The command of the job process. One of them works in a home:
 * HOME/run/jobs.lock is held as long as it lives. */
#include "app/cli_jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/app.h"
#include "app/cli.h"
#include "app/confine.h"
#include "app/jobs.h"
#include "base/file.h"
#include "base/log.h"

enum { PATH_BYTES = 4096 };

/* Not inherited by the children, so it ends with us. */
static const char *take_lock(const char *home)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/run/jobs", home);
    if (!file_folder(path, 0700))
        return strerror(errno);
    snprintf(path, sizeof path, "%s/run/jobs.lock", home);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return strerror(errno);
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        return NULL;
    close(lock);
    return "another job process works on this home";
}

int cli_jobs(int argc, char **argv)
{
    const char *why = NULL;
    if (argc != 2)
        return cli_usage("jobs");
    struct app *app = app_open(argv[1], &why);
    if (app == NULL)
        return cli_fail(EXIT_ENVIRONMENT, argv[1], why);
    why = take_lock(app->home);
    if (why != NULL) {
        cli_fail(EXIT_ENVIRONMENT, argv[1], why);
        app_close(app);
        return EXIT_ENVIRONMENT;
    }
    if (confine_missing() != NULL)
        log_event("jobs", "warning", confine_missing(), NULL);
    jobs_run(app);
    app_close(app);
    return EXIT_DONE;
}
