/* Starting and ending processes: see child.h. */
#include "app/child.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_STARTED = 127, SEGMENTS_MAX = 100000 };

static void redirect(int from, int to)
{
    if (from >= 0 && from != to)
        dup2(from, to);
}

static _Noreturn void become(const struct child_plan *plan, int output,
                             pid_t parent)
{
    static const struct rlimit no_core = {0, 0};
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    setrlimit(RLIMIT_CORE, &no_core);
    redirect(open("/dev/null", O_RDONLY), STDIN_FILENO);
    redirect(output, STDOUT_FILENO);
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != parent ||
        setenv("LORBEER_HOME", plan->home, 1) != 0 ||
        (plan->folder && chdir(plan->folder) != 0))
        _exit(NOT_STARTED);
    /* execv() does not change the words; its type is older than const. */
    execv(plan->program, (char *const *)(uintptr_t)plan->arguments);
    _exit(NOT_STARTED);
}

bool child_start(struct child *child, const struct child_plan *plan)
{
    int ends[2] = {-1, -1};
    pid_t parent = getpid();

    *child = (struct child){.output = -1};
    if (plan->read_output && pipe2(ends, O_CLOEXEC) != 0)
        return false;
    child->pid = fork();
    if (child->pid == 0)
        become(plan, ends[1], parent);
    if (ends[1] >= 0)
        close(ends[1]);
    if (child->pid < 0) {
        if (ends[0] >= 0)
            close(ends[0]);
        child->pid = 0;
        return false;
    }
    /* Both sides do it, so that it is done whoever comes first. */
    setpgid(child->pid, child->pid);
    if (ends[0] >= 0)
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
    child->output = ends[0];
    return true;
}

void child_signal(const struct child *child, int signal)
{
    if (child->pid > 0)
        kill(child->pid, signal);
}

bool child_ended(struct child *child, int *status)
{
    pid_t pid = child->pid;

    if (pid <= 0 || waitpid(pid, status, WNOHANG) != pid)
        return false;
    child->pid = 0;
    kill(-pid, SIGKILL);
    child_remove_memory(pid, false);
    return true;
}

void child_remove_memory(pid_t pid, bool unused_only)
{
    FILE *list = fopen("/proc/sysvipc/shm", "re");
    char line[512];
    int id;
    unsigned long users;
    pid_t creator;
    uid_t owner;

    if (!list)
        return;
    for (int i = 0; i < SEGMENTS_MAX && fgets(line, sizeof line, list); i++)
        /* key shmid perms size cpid lpid nattch uid … */
        if (sscanf(line, "%*d %d %*o %*u %d %*d %lu %u", &id, &creator, &users,
                   &owner) == 4 &&
            creator == pid && owner == geteuid() &&
            (users == 0 || !unused_only))
            shmctl(id, IPC_RMID, NULL);
    fclose(list);
}
