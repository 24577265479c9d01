/* The worker's sandbox: every system call it may use, by name.
 *
 * The list is complete: what is not in it ends the process. Kore's own list,
 * which would come after it, ends only the thread, and a worker without its
 * main thread hangs for ever. Threads may be made; processes, outgoing
 * connections and executable memory may not.
 *
 * No setting and no variable switches it off. Only a build for the sanitizers
 * is without it, since their runtime needs more than a list would name. */
#include "app/sandbox.h"

#include <assert.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#if defined(LORBEER_SANDBOX_OFF) && !defined(__SANITIZE_ADDRESS__)
#error "the sandbox may be left out of sanitizer builds only"
#endif

static const uint32_t allowed[] = {
    /* Files: SQLite, uploads, the time zone. */
    SYS_read, SYS_write, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_lseek,
    SYS_openat, SYS_close, SYS_fstat, SYS_newfstatat, SYS_faccessat,
    SYS_faccessat2, SYS_readlinkat, SYS_fcntl, SYS_flock, SYS_dup, SYS_getcwd,
    SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_fallocate, SYS_fadvise64,
    SYS_fchown, SYS_fchmod, SYS_umask, SYS_mkdirat, SYS_linkat, SYS_unlinkat,
    SYS_renameat2, SYS_getdents64,
#ifdef SYS_open /* the older half, where the architecture has it */
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_mkdir,
    SYS_link, SYS_unlink, SYS_rename, SYS_renameat, SYS_poll, SYS_epoll_wait,
#endif
    /* The process itself; qsort() asks sysinfo how much memory there is. */
    SYS_exit, SYS_exit_group, SYS_restart_syscall, SYS_tgkill, SYS_gettid,
    SYS_getpid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_uname, SYS_sysinfo, SYS_nanosleep, SYS_clock_nanosleep,
    SYS_clock_gettime, SYS_gettimeofday, SYS_getrandom, SYS_sigaltstack,
    SYS_rt_sigreturn, SYS_rt_sigaction, SYS_rt_sigprocmask,
    /* Memory, as far as it is not executable. */
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_mlock, SYS_munlock, SYS_brk,
    /* Threads. */
    SYS_futex, SYS_rseq, SYS_set_robust_list, SYS_sched_yield,
    SYS_sched_getaffinity, SYS_setpriority, SYS_eventfd2,
    /* Clients: accepted, never sought. */
    SYS_accept, SYS_setsockopt, SYS_sendto, SYS_recvfrom, SYS_sendfile,
    SYS_ppoll, SYS_epoll_ctl, SYS_epoll_pwait};

/* Answered with an error, because libraries try them and can do without.
 * clone3 hides its flags from a filter; glibc then takes clone. */
static const struct refusal {
    uint32_t call, error;
} refused[] = {{SYS_ioctl, EACCES},
               {SYS_statx, ENOSYS},
               {SYS_clone3, ENOSYS},
               {SYS_socket, EACCES},
               {SYS_connect, EACCES}};

/* Decided by the low half of one argument. */
static const struct flag_rule {
    uint32_t call, argument, flag, if_set, if_clear;
} flag_rules[] = {
    {SYS_mmap, 2, PROT_EXEC, SECCOMP_RET_ERRNO | EINVAL, SECCOMP_RET_ALLOW},
    {SYS_mprotect, 2, PROT_EXEC, SECCOMP_RET_ERRNO | EINVAL, SECCOMP_RET_ALLOW},
    {SYS_clone, 0, CLONE_THREAD, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS}};

enum {
    ALLOWED = sizeof allowed / sizeof allowed[0],
    REFUSED = sizeof refused / sizeof refused[0],
    FLAG_RULES = sizeof flag_rules / sizeof flag_rules[0],
    LENGTH_MAX = 5 * FLAG_RULES + 2 * REFUSED + 2 * ALLOWED + 2
};

struct filter {
    struct sock_filter code[LENGTH_MAX];
    size_t length;
};

static void add(struct filter *f, struct sock_filter instruction)
{
    assert(f->length < LENGTH_MAX);
    f->code[f->length++] = instruction;
}

static void add_return(struct filter *f, uint32_t what)
{
    add(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

/* Skips the next `skip` instructions unless it is this call. */
static void add_case(struct filter *f, uint32_t call, uint8_t skip)
{
    add(f,
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, skip));
}

static void add_flag_rule(struct filter *f, const struct flag_rule *rule)
{
    uint32_t at = (uint32_t)offsetof(struct seccomp_data, args);

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    at += 4;
#endif
    add_case(f, rule->call, 4);
    add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                        at + 8 * rule->argument));
    add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, rule->flag,
                                        0, 1));
    add_return(f, rule->if_set);
    add_return(f, rule->if_clear);
}

static void build(struct filter *f)
{
#ifdef LORBEER_SANDBOX_OFF
    add_return(f, SECCOMP_RET_ALLOW);
#endif
    for (size_t i = 0; i < FLAG_RULES; i++)
        add_flag_rule(f, &flag_rules[i]);
    for (size_t i = 0; i < REFUSED; i++) {
        add_case(f, refused[i].call, 1);
        add_return(f, SECCOMP_RET_ERRNO | refused[i].error);
    }
    for (size_t i = 0; i < ALLOWED; i++) {
        add_case(f, allowed[i], 1);
        add_return(f, SECCOMP_RET_ALLOW);
    }
}

struct sock_filter *sandbox_filter(size_t *instructions)
{
    static struct filter filter;

    if (filter.length == 0) {
        build(&filter);
        add_return(&filter, SECCOMP_RET_KILL_PROCESS);
    }
    *instructions = filter.length;
    return filter.code;
}
