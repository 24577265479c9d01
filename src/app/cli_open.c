/* Opening a home for a command. */
#include "app/cli_open.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

static bool is_folder(const char *path, const char **why)
{
    struct stat st;
    if (stat(path, &st) != 0)
        *why = strerror(errno);
    else if (!S_ISDIR(st.st_mode))
        *why = "is not a folder";
    else
        return true;
    return false;
}

const char *cli_output_problem(struct arena *mem, const char *path)
{
    struct stat st;
    if (str_ends(path, "/") || (stat(path, &st) == 0 && !S_ISREG(st.st_mode)))
        return "is not a regular file";
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "."
                         : slash == path
                             ? "/"
                             : arena_textn(mem, path, (size_t)(slash - path));
    return access(folder, W_OK | X_OK) == 0 ? NULL : strerror(errno);
}

int cli_set(const char *command, enum render_end end, const char *why)
{
    switch (end) {
    case RENDER_DONE:
        return EXIT_DONE;
    case RENDER_FAILED:
    case RENDER_CANCELLED:
        return cli_fail(EXIT_REFUSED, command, why);
    case RENDER_TIMEOUT:
    case RENDER_REFUSED:
        break;
    }
    return cli_fail(EXIT_ENVIRONMENT, command, why);
}

/* What failed, without the statement: that is for the log. */
static const char *plain_why(struct cli_home *h)
{
    const char *why = db_why(h->world.db);
    const char *statement = strstr(why, " (");
    return arena_textn(h->mem, why,
                       statement ? (size_t)(statement - why) : strlen(why));
}

bool cli_open(struct cli_home *h, const char *folder, enum db_access access)
{
    const char *why = NULL;
    *h = (struct cli_home){.app = NULL};
    if (!is_folder(folder, &why)) {
        cli_fail(EXIT_ENVIRONMENT, folder, why);
        return false;
    }
    h->mem = arena_new();
    if (!file_exists(arena_printf(h->mem, "%s/lorbeer.db", folder)))
        why =
            "is not an award home (no lorbeer.db in it); "
            "lorbeer init makes one";
    else
        h->app = app_open(folder, &why);
    if (h->app != NULL) {
        h->world = app_world(h->app, h->mem);
        if (db_begin(h->world.db, access))
            return true;
        why = plain_why(h);
    }
    cli_fail(EXIT_ENVIRONMENT, folder, why);
    app_close(h->app);
    arena_free(h->mem);
    return false;
}

int cli_close(struct cli_home *h, int status)
{
    struct db *db = h->world.db;
    const char *why = NULL;
    if (db_failed(db))
        why = plain_why(h);
    else if (status == EXIT_DONE && db_in_transaction(db) && !db_commit(db))
        why = "the changes could not be written (is the disk full?)";
    db_rollback(db);
    if (why != NULL)
        status = cli_fail(EXIT_ENVIRONMENT, h->app->home, why);
    app_close(h->app);
    arena_free(h->mem);
    return status;
}

static void remove_at(int *argc, char **argv, int at)
{
    for (int i = at; i < *argc; i++)
        argv[i] = argv[i + 1]; /* argv[argc] is NULL */
    (*argc)--;
}

const char *cli_option(int *argc, char **argv, const char *name,
                       bool with_value)
{
    size_t bytes = strlen(name);
    for (int i = 1; i < *argc; i++) {
        const char *value = argv[i] + bytes;
        if (!str_starts(argv[i], name) || (*value != '\0' && *value != '='))
            continue;
        if (!with_value && *value == '\0') {
            remove_at(argc, argv, i);
            return "";
        }
        if (with_value && *value == '=') {
            remove_at(argc, argv, i);
            return value + 1;
        }
        if (with_value && i + 1 < *argc) {
            value = argv[i + 1];
            remove_at(argc, argv, i);
            remove_at(argc, argv, i);
            return value;
        }
    }
    return NULL;
}

bool cli_arguments(int argc, char **argv, int count)
{
    for (int i = 1; i < argc; i++)
        if (str_starts(argv[i], "--"))
            return false;
    return argc == count;
}

static int write_stream(FILE *stream, const char *name, const char *data,
                        size_t bytes)
{
    errno = 0;
    if (fwrite(data, 1, bytes, stream) == bytes && fflush(stream) == 0)
        return EXIT_DONE;
    return cli_fail(EXIT_ENVIRONMENT, name,
                    errno != 0 ? strerror(errno) : "cannot be written");
}

/* A device or a pipe is written to; renaming a file over it would put the file
 * in its place. */
static int write_special(const char *path, const char *data, size_t bytes)
{
    FILE *stream = fopen(path, "w");
    if (stream == NULL)
        return cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
    int status = write_stream(stream, path, data, bytes);
    if (fclose(stream) != 0 && status == EXIT_DONE)
        status = cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
    return status;
}

int cli_write(const char *path, const char *data, size_t bytes)
{
    struct stat st;
    if (path == NULL)
        return write_stream(stdout, "standard output", data, bytes);
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        return write_special(path, data, bytes);
    if (!file_write(path, data, bytes, 0644))
        return cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
    return EXIT_DONE;
}
