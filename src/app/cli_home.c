/* A new award home. Everything in it can be read by its owner only. What a
 * failed attempt has written is removed again, so that the next one finds the
 * folder as this one did. */
#include "app/cli_home.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cli_open.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/migrate.h"
#include "model/user.h"

enum {
    OWNER_FOLDER = 0700,
    OWNER_FILE = 0600,
    SEED_BYTES = 32,
    URL_BYTES_MAX = 150 /* a line of lorbeer.conf holds 190 */
};

static const char default_url[] = "http://127.0.0.1:8080";

/* The same text as conf/lorbeer.conf.example; a test compares them. */
static const char settings[] =
    "# Settings of this award home that its host must know. All else is\n"
    "# changed in the pages of the award office. Read when Lorbeer starts.\n"
    "\n"
    "# The address that people type: beginning of every link in pages and\n"
    "# mails. With https, cookies are sent over TLS only.\n"
    "url = %s\n"
    "\n"
    "# Where the server listens: ADDRESS:PORT, or unix:/PATH for a web\n"
    "# server in front of it (conf/nginx.conf), whose X-Forwarded-For is\n"
    "# then believed.\n"
    "listen = 127.0.0.1:8080\n"
    "\n"
    "# Deadlines are meant in this zone.\n"
    "timezone = Europe/Berlin\n"
    "\n"
    "# How mail leaves the house: by SMTP, with TLS (STARTTLS, or from the\n"
    "# start on port 465) unless the server is on this machine. The user that\n"
    "# Lorbeer runs as must be able to read the file with the password.\n"
    "# Without a server mail stays in the outbox, where the award office\n"
    "# reads it and copies its links.\n"
    "[smtp]\n"
    "# server = smtp.example.org\n"
    "# port = 587\n"
    "# user = award\n"
    "# password_file = /etc/lorbeer/smtp-password\n"
    "# from = The Award <award@example.org>\n"
    "# The server's certificate must come from an authority that this machine\n"
    "# trusts (update-ca-certificates), or from one in this PEM file:\n"
    "# ca_file = /etc/lorbeer/mail-ca.pem\n";

static const char *const folders[] = {"files", "exports", "keys", "run"};

/* What `lorbeer init` writes, in the order in which it is removed. */
static const char *const made[] = {
    "lorbeer.conf",       "lorbeer.db",  "lorbeer.db-wal", "lorbeer.db-shm",
    "lorbeer.db-journal", "keys/cookie", "keys/seal"};

struct maker {
    struct arena *mem;
    const char *folder;
    bool folder_made; /* it was not there before */
    int status;
};

static char *path_of(struct maker *m, const char *name)
{
    return arena_printf(m->mem, "%s/%s", m->folder, name);
}

static bool say(struct maker *m, int status, const char *what, const char *why)
{
    m->status = cli_fail(status, what, why);
    return false;
}

static bool is_empty(struct maker *m)
{
    DIR *folder = opendir(m->folder);
    const struct dirent *item;
    bool empty = true;
    if (folder == NULL)
        return say(m, EXIT_ENVIRONMENT, m->folder, strerror(errno));
    while ((item = readdir(folder)) != NULL)
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            empty = false;
    closedir(folder);
    if (!empty)
        return say(m, EXIT_REFUSED, m->folder,
                   file_exists(path_of(m, "lorbeer.db"))
                       ? "is an award home already"
                       : "is not empty");
    return true;
}

static bool make_folder(struct maker *m)
{
    struct stat st;
    if (stat(m->folder, &st) == 0) {
        if (!S_ISDIR(st.st_mode))
            return say(m, EXIT_REFUSED, m->folder, "is not a folder");
        return is_empty(m);
    }
    m->folder_made = file_folder(m->folder, OWNER_FOLDER);
    return m->folder_made ||
           say(m, EXIT_ENVIRONMENT, m->folder, strerror(errno));
}

static bool write_file(struct maker *m, const char *name, const void *data,
                       size_t bytes)
{
    char *path = path_of(m, name);
    return file_write(path, data, bytes, OWNER_FILE) ||
           say(m, EXIT_ENVIRONMENT, path, strerror(errno));
}

static bool write_key(struct maker *m, const char *name)
{
    unsigned char key[SEED_BYTES];
    secret_random(key, sizeof key);
    bool written = write_file(m, name, key, sizeof key);
    secret_wipe(key, sizeof key);
    return written;
}

static bool make_database(struct maker *m)
{
    const char *why = NULL;
    char *path = path_of(m, "lorbeer.db");
    struct db *db = db_open(path, true, &why);
    if (db == NULL)
        return say(m, EXIT_ENVIRONMENT, "init", why); /* names the file */
    db_set_arena(db, m->mem);
    why = migrate(db);
    db_close(db);
    if (why == NULL && chmod(path, OWNER_FILE) != 0)
        why = strerror(errno);
    return why == NULL || say(m, EXIT_ENVIRONMENT, path, why);
}

static bool make_contents(struct maker *m, const char *url)
{
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!file_folder(path_of(m, folders[i]), OWNER_FOLDER))
            return say(m, EXIT_ENVIRONMENT, path_of(m, folders[i]),
                       strerror(errno));
    char *text = arena_printf(m->mem, settings, url);
    return write_key(m, "keys/cookie") && write_key(m, "keys/seal") &&
           write_file(m, "lorbeer.conf", text, strlen(text)) &&
           make_database(m) &&
           (chmod(m->folder, OWNER_FOLDER) == 0 ||
            say(m, EXIT_ENVIRONMENT, m->folder, strerror(errno)));
}

static void take_back(struct maker *m)
{
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlink(path_of(m, made[i]));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(path_of(m, folders[i]));
    if (m->folder_made)
        rmdir(m->folder);
}

static void make_home(struct maker *m, const char *url)
{
    secret_start();
    mode_t before = umask(077);
    if (make_folder(m) && !make_contents(m, url ? url : default_url))
        take_back(m);
    umask(before);
}

int cli_home_make(const char *folder, const char *url)
{
    struct maker m = {.mem = arena_new(), .folder = folder};
    make_home(&m, url);
    arena_free(m.mem);
    return m.status;
}

/* --- the command ------------------------------------------------------------
 */

/* The URL without a slash at the end, if it is one that lorbeer.conf takes. */
static const char *origin(struct arena *mem, const char *url)
{
    const char *host = strstr(url, "//");
    size_t bytes = strlen(url);
    if (!str_weblink(url) || host == NULL || bytes > URL_BYTES_MAX)
        return NULL;
    size_t end = (size_t)(host - url) + 2 + strcspn(host + 2, "/?#@");
    if (end + (url[end] == '/') != bytes)
        return NULL;
    return arena_textn(mem, url, end);
}

/* Prints the account's link. Without an address of its own the account asks
 * for one when the link is followed. */
static int first_organiser(struct maker *m, const char *email, const char *name)
{
    struct cli_home h;
    if (!cli_open(&h, m->folder, DB_WRITE))
        return EXIT_ENVIRONMENT;
    struct world *w = &h.world;
    if (name == NULL)
        name = lang_text(LANG_DE, N_("Award office"));
    int64_t id = user_create(w, email ? email : USER_NO_ADDRESS, name, "de");
    user_grant(w, id, "organiser");
    char *link = arena_text(m->mem, user_link(w, id, "invite"));
    int status = cli_close(&h, EXIT_DONE);
    if (status == EXIT_DONE)
        printf(
            "%s is ready. With this link, good for 14 days, the first "
            "organiser sets a password:\n%s\n",
            m->folder, link);
    return status;
}

int cli_init(int argc, char **argv)
{
    const char *url = cli_option(&argc, argv, "--url", true);
    const char *email = cli_option(&argc, argv, "--email", true);
    const char *name = cli_option(&argc, argv, "--name", true);
    if (!cli_arguments(argc, argv, 2))
        return cli_usage("init");
    if (email != NULL && !str_email(email))
        return cli_fail(EXIT_USAGE, email, "is not an e-mail address");
    struct maker m = {.mem = arena_new(), .folder = argv[1]};
    const char *given = url;
    if (url != NULL && (url = origin(m.mem, given)) == NULL)
        m.status = cli_fail(EXIT_USAGE, given,
                            "must be like https://award.example.org");
    if (m.status == EXIT_DONE)
        make_home(&m, url);
    if (m.status == EXIT_DONE) {
        m.status = first_organiser(&m, email, name);
        if (m.status != EXIT_DONE)
            take_back(&m);
    }
    arena_free(m.mem);
    return m.status;
}
