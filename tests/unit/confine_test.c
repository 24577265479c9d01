/* Confined processes: what they cannot reach, and that they always end. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/confine.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"

static char folder[] = "/tmp/lorbeer-confine-XXXXXX";
static char job[64], secret[64], given[64];

struct witness {
    struct buf text;
    int lines, ticks, stop_after_ticks;
};

static void hear(void *context, const char *line)
{
    struct witness *w = context;
    w->lines++;
    buf_add(&w->text, line);
    buf_addc(&w->text, '\n');
}

static bool tick(void *context)
{
    struct witness *w = context;
    w->ticks++;
    return w->stop_after_ticks == 0 || w->ticks < w->stop_after_ticks;
}

/* Runs a script in the job folder with these limits. */
static struct confine_result run(const char *script, struct witness *w,
                                 struct confine_plan limits)
{
    const char *const arguments[] = {"/usr/bin/bash", "-c",  script, job,
                                     secret,          given, NULL};
    const char *const readable[] = {given, "/no/such/path", NULL};
    limits.arguments = arguments;
    limits.folder = job;
    limits.readable = readable;
    struct confine_watch watch = {.context = w, .line = hear, .tick = tick};
    struct confine_result result;
    confine_run(&limits, &watch, &result);
    return result;
}

static const struct confine_plan usual = {
    .seconds = 10, .memory_mb = 200, .file_mb = 1};

static void test_kernel(void **state)
{
    (void)state;
    const char *missing = confine_missing();
    if (missing)
        print_message("%s\n", missing);
    assert_null(missing);
}

static void test_refused(void **state)
{
    /* $0 is the job folder, $1 a file elsewhere, $2 a file to be read */
    static const struct {
        const char *name, *script, *want;
    } cases[] = {
        {"read the accounts", "cat /etc/passwd", "Permission denied"},
        {"read the home", "cat \"$1\"", "Permission denied"},
        {"list the home", "ls \"${1%/*}\"", "Permission denied"},
        {"through a link", "ln -s \"$1\" l || cat l", "Permission denied"},
        {"write elsewhere", "echo x >>\"$1\"", "Permission denied"},
        {"write in /tmp", "echo x >/tmp/x.$$", "Permission denied"},
        {"write what it reads", "echo x >>\"$2\"", "Permission denied"},
        {"remove elsewhere", "rm -f \"$1\"", "Permission denied"},
        {"move out", "echo x >x; mv x \"${1%/*}/y\"", "Permission denied"},
        {"shorten elsewhere", "truncate -s 0 \"$1\"", "Permission denied"},
        {"rights elsewhere", "chmod 0777 \"$1\"", "not permitted"},
        {"time elsewhere", "touch -d @0 \"$1\"", "Permission denied"},
        {"network", "exec 3<>/dev/tcp/127.0.0.1/9", "not permitted"},
        {"signals", "kill -0 $PPID", "not permitted"},
        {"new session", "setsid -w true", "not permitted"},
        {"name spaces", "unshare -U true", "not permitted"},
        {"another's memory", "cat /proc/$PPID/environ", "Permission denied"},
        {"large files", "head -c 2000000 /dev/zero >big; echo $?", "153"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct witness w = {0};
        buf_init(&w.text, NULL);
        struct confine_result result = run(cases[i].script, &w, usual);
        if (result.end != CONFINE_EXITED || !strstr(w.text.data, cases[i].want))
            fail_msg("%s: end %d, status %d, %s%s", cases[i].name, result.end,
                     result.status, result.why, w.text.data);
        buf_free(&w.text);
    }
    size_t bytes;
    char *left = file_read(secret, 100, &bytes);
    assert_non_null(left);
    assert_string_equal(left, "secret");
    free(left);
}

/* With the way out: a call gets as far as "refused", by whoever listens not;
 * but services of this machine, and being called, stay closed. */
static void test_network(void **state)
{
    static const struct {
        const char *name, *script, *want;
    } cases[] = {
        {"calling out", "exec 3<>/dev/tcp/127.0.0.1/9", "Connection refused"},
        {"names of hosts", "cat /etc/hosts", "localhost"},
        {"the accounts", "cat /etc/passwd", "Permission denied"},
        {"unix sockets",
         "perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0) or print $!'",
         "not permitted"},
        {"raw packets",
         "perl -MSocket -e 'socket(S, 17, SOCK_RAW, 0) or print $!'",
         "not permitted"},
        {"being called",
         "perl -MSocket -e 'socket(S, AF_INET, SOCK_STREAM, 0) or die $!;"
         "bind(S, sockaddr_in(0, INADDR_LOOPBACK)) or print $!'",
         "not permitted"},
    };
    struct confine_plan plan = usual;
    (void)state;
    plan.network = true;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct witness w = {0};
        buf_init(&w.text, NULL);
        struct confine_result result = run(cases[i].script, &w, plan);
        if (result.end != CONFINE_EXITED || !strstr(w.text.data, cases[i].want))
            fail_msg("%s: end %d, status %d, %s%s", cases[i].name, result.end,
                     result.status, result.why, w.text.data);
        buf_free(&w.text);
    }
}

static void test_allowed(void **state)
{
    struct witness w = {0};

    (void)state;
    buf_init(&w.text, NULL);
    struct confine_result result =
        run("mkdir a; echo made >a/b; mv a/b c; cat c; cat \"$2\"; echo;"
            "echo $HOME $TMPDIR; pwd; ls /usr >/dev/null && env | wc -l;"
            "head -c 4 /dev/urandom | wc -c; echo last >&2; exit 7",
            &w, usual);
    assert_int_equal(result.end, CONFINE_EXITED);
    assert_int_equal(result.status, 7);
    assert_string_equal(result.why, "");
    assert_true(result.memory_kb > 500);
    char want[400];
    snprintf(want, sizeof want, "made\ngiven\n%s %s\n%s\n", job, job, job);
    assert_memory_equal(w.text.data, want, strlen(want));
    assert_non_null(strstr(w.text.data, "\n4\nlast\n"));
    assert_null(strstr(w.text.data, "denied"));
    buf_free(&w.text);
}

static void test_output(void **state)
{
    struct witness w = {0};

    (void)state;
    buf_init(&w.text, NULL);
    run("printf 'one\\n\\ntwo'", &w, usual);
    assert_int_equal(w.lines, 2);
    assert_string_equal(w.text.data, "one\ntwo\n");

    /* long lines are cut, too many are dropped, the child does not block */
    buf_clear(&w.text);
    w.lines = 0;
    struct confine_result result =
        run("head -c 5000 /dev/zero | tr '\\0' x; echo; yes | head -n 30000",
            &w, usual);
    assert_int_equal(result.end, CONFINE_EXITED);
    assert_int_equal(w.lines, 10000);
    assert_int_equal(strcspn(w.text.data, "\n"), 1000);
    buf_free(&w.text);
}

static void test_ends(void **state)
{
    struct witness w = {0};
    struct confine_plan limits = usual;

    (void)state;
    buf_init(&w.text, NULL);
    limits.seconds = 1;
    struct confine_result result = run("while :; do :; done", &w, limits);
    assert_int_equal(result.end, CONFINE_TIMEOUT);
    assert_true(result.seconds < 3);

    /* asked five times a second */
    w.ticks = 0;
    w.stop_after_ticks = 3;
    result = run("sleep 9", &w, usual);
    assert_int_equal(result.end, CONFINE_CANCELLED);
    assert_true(result.seconds < 3 && result.seconds > 0.5);

    /* behind who started it */
    limits = usual;
    limits.behind = CONFINE_BULK;
    buf_clear(&w.text);
    w.stop_after_ticks = 0;
    run("nice", &w, limits);
    int wanted = getpriority(PRIO_PROCESS, 0) + CONFINE_BULK;
    assert_int_equal(atoi(w.text.data), wanted < 19 ? wanted : 19);
    w.stop_after_ticks = 0;

    result = run("kill -KILL $$; exec 2>&-; ulimit -f 0; echo x >f", &w, usual);
    assert_int_equal(result.end, CONFINE_KILLED);
    assert_int_equal(result.status, SIGXFSZ);

    /* memory */
    limits = usual;
    limits.memory_mb = 50;
    buf_clear(&w.text);
    result = run("x=$(head -c 90000000 /dev/zero | tr '\\0' x); echo ${#x}", &w,
                 limits);
    assert_null(strstr(w.text.data, "90000000"));

    const char *const none[] = {"/no/such/program", NULL};
    limits = usual;
    limits.arguments = none;
    limits.folder = job;
    confine_run(&limits, NULL, &result);
    assert_int_equal(result.end, CONFINE_REFUSED);
    assert_string_equal(result.why,
                        "/no/such/program: No such file or directory");
    buf_free(&w.text);
}

/* Grandchildren die with the group, whether the child ends or is killed. */
static void test_group(void **state)
{
    static const char *const scripts[] = {
        "(trap '' HUP TERM; while sleep 0.1; do date +%N >beat; done) & exit",
        "(trap '' HUP TERM; while sleep 0.1; do date +%N >beat; done) & wait"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct witness w = {0};
        struct confine_plan limits = usual;
        char beat[80];
        buf_init(&w.text, NULL);
        limits.seconds = 1;
        run(scripts[i], &w, limits);
        snprintf(beat, sizeof beat, "%s/beat", job);
        usleep(300000);
        unlink(beat);
        usleep(300000);
        assert_false(file_exists(beat));
        buf_free(&w.text);
    }
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(job, sizeof job, "%s/job", folder);
    snprintf(secret, sizeof secret, "%s/home/secret", folder);
    snprintf(given, sizeof given, "%s/given", folder);
    char home[64];
    snprintf(home, sizeof home, "%s/home", folder);
    return file_folder(job, 0700) && file_folder(home, 0700) &&
                   file_write(secret, "secret", 6, 0600) &&
                   file_write(given, "given", 5, 0644)
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    const char *const arguments[] = {"sh", "-c", command, NULL};
    if (fork() == 0)
        execv("/bin/sh", (char *const *)arguments);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernel),  cmocka_unit_test(test_refused),
        cmocka_unit_test(test_network), cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_output),  cmocka_unit_test(test_ends),
        cmocka_unit_test(test_group),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
