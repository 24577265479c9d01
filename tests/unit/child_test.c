/* Processes: what they inherit, what they say, how they end. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/child.h"

static int wait_ended(struct child *child)
{
    int status = 0;

    for (int i = 0; i < 2000 && !child_ended(child, &status); i++)
        poll(NULL, 0, 10);
    assert_int_equal(child->pid, 0);
    return status;
}

static struct child start_shell(const char *script)
{
    const char *const words[] = {"sh", "-c", script, NULL};
    struct child_plan plan = {.arguments = words,
                              .program = "/bin/sh",
                              .folder = "/",
                              .home = "/some/home",
                              .read_output = true};
    struct child child;

    assert_true(child_start(&child, &plan));
    return child;
}

static void a_child_has_home_folder_and_no_cores(void **state)
{
    struct child child = start_shell("echo $LORBEER_HOME $PWD $(ulimit -c)");
    char said[100] = "";

    (void)state;
    assert_int_equal(wait_ended(&child), 0);
    assert_true(read(child.output, said, sizeof said - 1) > 0);
    assert_string_equal(said, "/some/home / 0\n");
    close(child.output);
}

static void a_child_has_no_blocked_signals(void **state)
{
    sigset_t block, before;
    struct child child;
    int status;

    (void)state;
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigprocmask(SIG_BLOCK, &block, &before);
    child = start_shell("while :; do sleep 1; done");
    sigprocmask(SIG_SETMASK, &before, NULL);
    child_signal(&child, SIGTERM);
    status = wait_ended(&child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    close(child.output);
}

static void what_is_left_of_its_group_is_killed(void **state)
{
    struct child child = start_shell("sleep 1000 & echo $!");
    struct pollfd closed = {.fd = child.output, .events = POLLIN};
    char said[100] = "";

    (void)state;
    assert_int_equal(wait_ended(&child), 0);
    assert_true(read(child.output, said, sizeof said - 1) > 0);
    /* The sleeper held the pipe open; it ends with the last holder. */
    assert_int_equal(poll(&closed, 1, 20000), 1);
    assert_int_equal(read(child.output, said, sizeof said), 0);
    close(child.output);
}

static void a_missing_program_ends_with_127(void **state)
{
    static const char *const words[] = {"x", NULL};
    struct child_plan plan = {
        .arguments = words, .program = "/no/such/program", .home = "/"};
    struct child child;
    int status;

    (void)state;
    assert_true(child_start(&child, &plan));
    assert_int_equal(child.output, -1);
    status = wait_ended(&child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 127);
}

static void shared_memory_left_behind_is_removed(void **state)
{
    struct shmid_ds about;
    int pipes[2], id = -1, status;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    pid = fork();
    if (pid == 0) {
        id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
        _exit(write(pipes[1], &id, sizeof id) == (ssize_t)sizeof id ? 0 : 1);
    }
    assert_true(pid > 0);
    assert_int_equal(read(pipes[0], &id, sizeof id), sizeof id);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(shmctl(id, IPC_STAT, &about), 0);
    child_remove_memory(pid, true);
    assert_int_equal(shmctl(id, IPC_STAT, &about), -1);
    close(pipes[0]);
    close(pipes[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_has_home_folder_and_no_cores),
        cmocka_unit_test(a_child_has_no_blocked_signals),
        cmocka_unit_test(what_is_left_of_its_group_is_killed),
        cmocka_unit_test(a_missing_program_ends_with_127),
        cmocka_unit_test(shared_memory_left_behind_is_removed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
