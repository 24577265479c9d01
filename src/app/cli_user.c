/* Accounts from the shell: for the host of an award, and for whoever has lost
 * the way in. The shell acts as the program itself, without a user. */
#include "app/cli_user.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/cli_open.h"
#include "base/arena.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_user.h"
#include "model/second.h"
#include "model/user.h"

enum { LINE_BYTES = SECRET_PASSWORD_MAX + 3 };

static bool is_role(const char *role)
{
    return str_equal(role, "organiser") || str_equal(role, "juror") ||
           str_equal(role, "company");
}

static int add(int argc, char **argv)
{
    const char *name = cli_option(&argc, argv, "--name", true);
    const char *role = cli_option(&argc, argv, "--role", true);
    const char *language = cli_option(&argc, argv, "--language", true);
    enum lang lang;
    struct cli_home h;
    if (!cli_arguments(argc, argv, 3) || str_empty(name) || !is_role(role))
        return cli_usage("user");
    const char *email = argv[2];
    if (language == NULL)
        language = "de";
    if (!lang_from_code(language, &lang))
        return cli_fail(EXIT_USAGE, language, "is not a language (de, en)");
    if (!str_email(email))
        return cli_fail(EXIT_USAGE, email, "is not an e-mail address");
    if (!cli_open(&h, argv[1], DB_WRITE))
        return EXIT_ENVIRONMENT;
    int64_t id = user_create(&h.world, email, str_line(h.mem, name), language);
    if (id == 0 && !db_failed(h.world.db))
        return cli_close(
            &h, cli_fail(EXIT_REFUSED, email, "there is an account already"));
    user_grant(&h.world, id, role);
    struct arena *mem = arena_new();
    char *link = arena_text(mem, user_link(&h.world, id, "invite"));
    int status = cli_close(&h, EXIT_DONE);
    if (status == EXIT_DONE)
        printf("%s\n", link);
    arena_free(mem);
    return status;
}

static void print_user(const struct sql_user_list_row *u)
{
    const char *state = u->disabled_at ? "disabled"
                        : u->active    ? "active"
                                       : "invited";
    printf("%" PRId64 "\t%s\t%s\t", u->id, u->email, u->name);
    if (u->organiser)
        printf("organiser%s", u->juror || u->company ? "," : "");
    if (u->juror)
        printf("juror%s", u->company ? "," : "");
    if (u->company)
        printf("company");
    printf("\t%s\n", state);
}

static int list(int argc, char **argv)
{
    struct cli_home h;
    struct sql_user_list_row *rows;
    if (!cli_arguments(argc, argv, 2))
        return cli_usage("user");
    if (!cli_open(&h, argv[1], DB_READ))
        return EXIT_ENVIRONMENT;
    size_t count = sql_user_list(h.world.db, &rows);
    for (size_t i = 0; i < count; i++)
        print_user(&rows[i]);
    return cli_close(&h, fflush(stdout) == 0 ? EXIT_DONE : EXIT_ENVIRONMENT);
}

/* Opens the home and finds the account; false: said why, *status is set and
 * the home is closed. */
static bool open_account(struct cli_home *h, char **argv, struct user *u,
                         int *status)
{
    if (!cli_open(h, argv[1], DB_WRITE)) {
        *status = EXIT_ENVIRONMENT;
        return false;
    }
    if (user_by_email(&h->world, argv[2], u))
        return true;
    *status = cli_close(
        h, cli_fail(EXIT_REFUSED, argv[2], "there is no such account"));
    return false;
}

static int disable(int argc, char **argv)
{
    bool enable = cli_option(&argc, argv, "--enable", false) != NULL;
    struct cli_home h;
    struct user u;
    int status;
    if (!cli_arguments(argc, argv, 3))
        return cli_usage("user");
    if (!open_account(&h, argv, &u, &status))
        return status;
    user_disable(&h.world, u.id, !enable);
    return cli_close(&h, EXIT_DONE);
}

/* One line from the keyboard, unseen, or from a pipe. */
static bool read_password(char line[LINE_BYTES])
{
    struct termios before, quiet;
    bool keyboard = tcgetattr(STDIN_FILENO, &before) == 0;
    if (keyboard) {
        quiet = before;
        quiet.c_lflag &= (tcflag_t)~ECHO;
        fputs("New password: ", stderr);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    bool read = fgets(line, LINE_BYTES, stdin) != NULL;
    if (keyboard) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    if (read)
        line[strcspn(line, "\r\n")] = '\0';
    return read;
}

/* What is wrong with it, or NULL. */
static const char *password_fault(const char *password)
{
    if (!str_utf8(password, strlen(password)))
        return "is not UTF-8 text";
    if (str_characters(password) < SECRET_PASSWORD_MIN)
        return "is too short: it needs at least 10 characters";
    if (strlen(password) > SECRET_PASSWORD_MAX)
        return "is too long";
    return NULL;
}

/* Is there a home and an account? Before anybody types a password for it. */
static int find_account(char **argv)
{
    struct cli_home h;
    struct user u;
    int status;
    if (open_account(&h, argv, &u, &status))
        status = cli_close(&h, EXIT_DONE);
    return status;
}

static int store_password(char **argv, const char *hash)
{
    struct cli_home h;
    struct user u;
    int status;
    if (!open_account(&h, argv, &u, &status))
        return status;
    user_set_password_hash(&h.world, u.id, hash);
    return cli_close(&h, EXIT_DONE);
}

static int password(int argc, char **argv)
{
    char line[LINE_BYTES] = "", hash[SECRET_PASSWORD_HASH];
    if (!cli_arguments(argc, argv, 3))
        return cli_usage("user");
    int status = find_account(argv);
    if (status != EXIT_DONE)
        return status;
    if (!read_password(line))
        return cli_fail(EXIT_USAGE, "password", "nothing to read on stdin");
    const char *fault = password_fault(line);
    bool hashed = fault == NULL && secret_password_hash(hash, line);
    secret_wipe(line, sizeof line);
    if (fault != NULL)
        return cli_fail(EXIT_REFUSED, "the password", fault);
    if (!hashed)
        return cli_fail(EXIT_ENVIRONMENT, "password", "not enough memory");
    return store_password(argv, hash);
}

/* For an organiser who has lost the device, and is the only one. */
static int take_second_off(int argc, char **argv)
{
    struct cli_home h;
    struct user u;
    int status;
    if (!cli_arguments(argc, argv, 3))
        return cli_usage("user");
    if (!open_account(&h, argv, &u, &status))
        return status;
    if (!second_off(&h.world, u.id))
        return cli_close(
            &h, cli_fail(EXIT_REFUSED, argv[2], "has no second factor"));
    return cli_close(&h, EXIT_DONE);
}

int cli_user(int argc, char **argv)
{
    static const struct {
        const char *name;
        command_function *run;
    } actions[] = {{"add", add},
                   {"list", list},
                   {"disable", disable},
                   {"password", password},
                   {"second-off", take_second_off}};
    for (size_t i = 0; argc > 1 && i < sizeof actions / sizeof *actions; i++)
        if (strcmp(argv[1], actions[i].name) == 0)
            return actions[i].run(argc - 1, argv + 1);
    return cli_usage("user");
}
