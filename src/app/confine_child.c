/* A confined child: see confine.h and confine_child.h.
 *
 * What is taken away, and by what:
 *   files       Landlock: reading by a list of paths, writing in one folder
 *   changes that Landlock does not see (truncate, chmod, owner): seccomp
 *   network, other processes, name spaces, kernel interfaces: seccomp, EPERM,
 *               so that a library that merely asks goes on; a plan may leave it
 *               the way out over IP
 *   time, memory, file size, open files: resource limits, and our own clock
 * The child stays in its process group (seccomp refuses setpgid and setsid), so
 * killing the group leaves nobody behind. */
#include "app/confine_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <seccomp.h>

enum { OPEN_FILES_MAX = 256, READABLE_MAX = 32, SET_UP_FAILED = 126 };

/* Rights that the headers of Debian 12 do not name yet. */
#define ACCESS_TRUNCATE (1ULL << 14)
#define ACCESS_IOCTL (1ULL << 15)

#define ACCESS_READ                                                            \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |               \
     LANDLOCK_ACCESS_FS_READ_DIR)
#define ACCESS_WRITE                                                           \
    (ACCESS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE |                             \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |               \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |          \
     LANDLOCK_ACCESS_FS_REFER | ACCESS_TRUNCATE)
/* What makes sense for a file that is no folder. */
#define ACCESS_FILE                                                            \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |               \
     LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE)

/* Programs, libraries, and the little that node and libvips ask the system. */
static const char *const system_paths[] = {
    "/usr",           "/lib",
    "/lib64",         "/etc/ld.so.cache",
    "/proc/self",     "/proc/meminfo",
    "/proc/cpuinfo",  "/proc/stat",
    "/dev/urandom",   "/dev/random",
    "/etc/localtime", "/etc/ssl/openssl.cnf",
    "/etc/fonts",     "/var/cache/fontconfig"};

/* What a client asks besides: names of hosts, and whose certificates count. */
static const char *const network_paths[] = {
    "/etc/resolv.conf", "/etc/hosts",     "/etc/nsswitch.conf",
    "/etc/host.conf",   "/etc/gai.conf",  "/etc/services",
    "/etc/protocols",   "/etc/ssl/certs", "/etc/ca-certificates"};

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0,
                   LANDLOCK_CREATE_RULESET_VERSION);
}

/* Every right this kernel can take away. */
static uint64_t handled_rights(long version)
{
    uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    if (version >= 2)
        rights |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        rights |= ACCESS_TRUNCATE;
    if (version >= 5)
        rights |= ACCESS_IOCTL;
    return rights;
}

static bool may_be_unconfined(void)
{
    const char *value = getenv("LORBEER_UNCONFINED");
    return value && strcmp(value, "1") == 0;
}

const char *confine_missing(void)
{
    if (landlock_version() < 1)
        return "this kernel has no Landlock, so uploaded files cannot be kept "
               "apart from the rest of the machine";
    if (prctl(PR_GET_SECCOMP) < 0)
        return "this kernel has no seccomp";
    return NULL;
}

/* --- in the child, between fork and exec ---------------------------------- */

/* Tells the parent why and ends. */
static _Noreturn void give_up(int report, const char *what)
{
    dprintf(report, "%s: %s", what, strerror(errno));
    _exit(SET_UP_FAILED);
}

static void limit(int report, __rlimit_resource_t which, rlim_t most)
{
    struct rlimit value = {.rlim_cur = most, .rlim_max = most};
    if (setrlimit(which, &value) != 0)
        give_up(report, "setrlimit");
}

/* A missing path is passed over. */
static bool allow(int rules, const char *path, uint64_t rights)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == EACCES;
    struct stat about;
    bool done = fstat(fd, &about) == 0;
    if (done && !S_ISDIR(about.st_mode))
        rights &= ACCESS_FILE;
    struct landlock_path_beneath_attr beneath = {.allowed_access = rights,
                                                 .parent_fd = fd};
    done = done && syscall(SYS_landlock_add_rule, rules,
                           LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(fd);
    return done;
}

static void close_files(int report, const struct confine_plan *plan)
{
    long version = landlock_version();
    if (version < 1) {
        if (may_be_unconfined())
            return;
        give_up(report, "no Landlock in this kernel");
    }
    uint64_t rights = handled_rights(version);
    struct landlock_ruleset_attr attributes = {.handled_access_fs = rights};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes,
                             sizeof attributes, 0);
    if (rules < 0)
        give_up(report, "Landlock");
    bool done = allow(rules, plan->folder, ACCESS_WRITE & rights) &&
                allow(rules, "/dev/null", ACCESS_WRITE & rights) &&
                allow(rules, "/dev/zero", ACCESS_READ);
    size_t count = sizeof system_paths / sizeof *system_paths;
    for (size_t i = 0; i < count && done; i++)
        done = allow(rules, system_paths[i], ACCESS_READ);
    count = sizeof network_paths / sizeof *network_paths;
    for (size_t i = 0; plan->network && i < count && done; i++)
        done = allow(rules, network_paths[i], ACCESS_READ);
    for (size_t i = 0; i < READABLE_MAX && done && plan->readable; i++) {
        if (!plan->readable[i])
            break;
        done = allow(rules, plan->readable[i], ACCESS_READ);
    }
    if (!done || syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        give_up(report, "Landlock");
    close(rules);
}

/* Refused whatever the arguments. Names, because a number that this libseccomp
 * does not know is no reason to stop. */
static const char *const refused_calls[] = {
    /* network: being called */
    "bind", "listen", "accept", "accept4",
    /* other processes */
    "kill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "pidfd_send_signal", "pidfd_getfd", "pidfd_open", "ptrace",
    "process_vm_readv", "process_vm_writev", "process_madvise", "setpgid",
    "setsid", "setpriority", "ioprio_set", "sched_setscheduler", "kcmp",
    /* files, where Landlock does not look */
    "truncate", "truncate64", "chmod", "fchmodat", "fchmodat2", "chown",
    "lchown", "fchownat", "setxattr", "lsetxattr", "removexattr",
    "lremovexattr", "fchmod", "fchown", "fsetxattr", "fremovexattr",
    "utimensat", "utime", "utimes", "futimesat", "mknod", "mknodat",
    "name_to_handle_at", "open_by_handle_at", "chroot", "pivot_root", "mount",
    "umount2", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount",
    "fspick", "mount_setattr", "quotactl", "swapon", "swapoff", "acct",
    "fanotify_init",
    /* shared memory and queues of others */
    "shmget", "shmat", "shmctl", "semget", "semctl", "msgget", "msgctl",
    "mq_open", "mq_unlink",
    /* the kernel */
    "unshare", "setns", "bpf", "perf_event_open", "userfaultfd", "keyctl",
    "add_key", "request_key", "io_uring_setup", "io_uring_enter",
    "io_uring_register", "init_module", "finit_module", "delete_module",
    "kexec_load", "kexec_file_load", "reboot", "sethostname", "setdomainname",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "syslog",
    "iopl", "ioperm", "vhangup", "personality", "lookup_dcookie"};

/* A client of the internet: no sockets of this machine's services. A pair is
 * connected to itself only; the resolver wakes its thread with one. */
static const char *const network_calls[] = {"socket", "socketpair", "connect"};

static bool refuse_network(scmp_filter_ctx filter, bool client)
{
    const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
    size_t count = sizeof network_calls / sizeof *network_calls;
    int wrong = 0;
    for (size_t i = 0; !client && i < count; i++)
        wrong |= seccomp_rule_add(
            filter, refuse, seccomp_syscall_resolve_name(network_calls[i]), 0);
    if (client) {
        wrong |= seccomp_rule_add(filter, refuse, SCMP_SYS(socket), 1,
                                  SCMP_A0(SCMP_CMP_LT, AF_INET));
        for (scmp_datum_t family = AF_INET + 1; family < AF_INET6; family++)
            wrong |= seccomp_rule_add(filter, refuse, SCMP_SYS(socket), 1,
                                      SCMP_A0(SCMP_CMP_EQ, family));
        wrong |= seccomp_rule_add(filter, refuse, SCMP_SYS(socket), 1,
                                  SCMP_A0(SCMP_CMP_GT, AF_INET6));
    }
    return wrong == 0;
}

static bool refuse_with_arguments(scmp_filter_ctx filter)
{
    static const uint64_t spaces[] = {
        CLONE_NEWNS,  CLONE_NEWUSER, CLONE_NEWPID,   CLONE_NEWNET,
        CLONE_NEWIPC, CLONE_NEWUTS,  CLONE_NEWCGROUP};
    const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
    int wrong = 0;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        wrong |=
            seccomp_rule_add(filter, refuse, SCMP_SYS(clone), 1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, spaces[i], spaces[i]));
    /* its flags are behind a pointer; libc then falls back to clone */
    wrong |=
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    /* signals to itself (abort), limits of itself */
    wrong |= seccomp_rule_add(filter, refuse, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid()));
    wrong |= seccomp_rule_add(filter, refuse, SCMP_SYS(prlimit64), 1,
                              SCMP_A0(SCMP_CMP_NE, 0));
    return wrong == 0;
}

static void close_kernel(int report, const struct confine_plan *plan)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool done = filter && refuse_network(filter, plan->network) &&
                refuse_with_arguments(filter);
    size_t count = sizeof refused_calls / sizeof *refused_calls;
    for (size_t i = 0; i < count && done; i++) {
        int call = seccomp_syscall_resolve_name(refused_calls[i]);
        if (call != __NR_SCMP_ERROR)
            done =
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
    }
    int fault = done ? seccomp_load(filter) : -EINVAL;
    if (filter)
        seccomp_release(filter);
    errno = -fault;
    if (fault != 0 && !may_be_unconfined())
        give_up(report, "seccomp");
}

static void set_streams(int report, int input, int output)
{
    if (input < 0)
        input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0 || dup2(input, STDIN_FILENO) < 0 ||
        dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0)
        give_up(report, "streams");
    if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
        give_up(report, "close_range");
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
}

static _Noreturn void become(const struct confine_plan *plan, pid_t parent,
                             int input, int output, int report)
{
    setpgid(0, 0);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        give_up(report, "prctl");
    if (getppid() != parent)
        _exit(SET_UP_FAILED);
    set_streams(report, input, output);
    if (chdir(plan->folder) != 0)
        give_up(report, plan->folder);
    umask(077);
    const rlim_t megabyte = 1 << 20;
    if (plan->behind > 0)
        (void)setpriority(PRIO_PROCESS, 0,
                          getpriority(PRIO_PROCESS, 0) + plan->behind);
    limit(report, RLIMIT_CPU, (rlim_t)plan->seconds * 2);
    limit(report, RLIMIT_FSIZE, (rlim_t)plan->file_mb * megabyte);
    limit(report, RLIMIT_NOFILE, OPEN_FILES_MAX);
    limit(report, RLIMIT_CORE, 0);
    close_files(report, plan);
    close_kernel(report, plan);
    limit(report, RLIMIT_DATA, (rlim_t)plan->memory_mb * megabyte);

    char home[4200], temporary[4200];
    snprintf(home, sizeof home, "HOME=%s", plan->folder);
    snprintf(temporary, sizeof temporary, "TMPDIR=%s", plan->folder);
    const char *const environment[] = {"PATH=/usr/bin:/bin",
                                       "LANG=C.UTF-8",
                                       "TZ=UTC",
                                       "VIPS_CONCURRENCY=1",
                                       home,
                                       temporary,
                                       NULL};
    execve(plan->arguments[0], (char *const *)plan->arguments,
           (char *const *)environment);
    give_up(report, plan->arguments[0]);
}

/* --- in the parent -----------------------------------------------------------
 */

static void reap(struct confine_child *child, struct confine_result *result)
{
    int status = 0;
    struct rusage usage = {0};
    while (wait4(child->pid, &status, 0, &usage) < 0 && errno == EINTR)
        continue;
    result->memory_kb = usage.ru_maxrss;
    if (WIFSIGNALED(status)) {
        result->status = WTERMSIG(status);
        if (result->end == CONFINE_EXITED)
            result->end = CONFINE_KILLED;
    } else {
        result->status = WEXITSTATUS(status);
    }
}

/* Did the child get as far as the program? Its report closes at exec. */
static bool started(int report, struct confine_result *result)
{
    ssize_t got;
    do {
        got = read(report, result->why, sizeof result->why - 1);
    } while (got < 0 && errno == EINTR);
    result->why[got > 0 ? got : 0] = '\0';
    return got == 0;
}

static void refuse(struct confine_result *result, const char *what)
{
    result->end = CONFINE_REFUSED;
    if (result->why[0] == '\0')
        snprintf(result->why, sizeof result->why, "%s: %s", what,
                 strerror(errno));
}

bool confine_child_start(struct confine_child *child,
                         const struct confine_plan *plan, int input,
                         struct confine_result *result)
{
    int output[2], report[2];
    if (pipe2(output, O_CLOEXEC) != 0) {
        refuse(result, "pipe");
        return false;
    }
    if (pipe2(report, O_CLOEXEC) != 0) {
        refuse(result, "pipe");
        close(output[0]);
        close(output[1]);
        return false;
    }
    pid_t parent = getpid();
    child->pid = fork();
    if (child->pid == 0)
        become(plan, parent, input, output[1], report[1]);
    close(output[1]);
    close(report[1]);
    bool ready = child->pid > 0 && started(report[0], result);
    close(report[0]);
    child->output = output[0];
    child->pidfd = ready ? pidfd_open(child->pid, 0) : -1;
    if (child->pidfd >= 0)
        return true;
    refuse(result, child->pid < 0 ? "fork" : "pidfd_open");
    close(child->output);
    if (child->pid > 0) {
        kill(child->pid, SIGKILL);
        reap(child, result);
    }
    return false;
}

void confine_child_end(struct confine_child *child,
                       struct confine_result *result)
{
    /* It is not reaped yet, so its group cannot be another's. */
    kill(-child->pid, SIGKILL);
    reap(child, result);
    close(child->pidfd);
}
