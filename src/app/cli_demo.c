/* `lorbeer demo`: a home with the sample award, and the accounts to try it
 * with. One password per role, made anew for each home. */
#include "app/cli_demo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli_home.h"
#include "app/cli_open.h"
#include "app/share.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/demo.h"
#include "page/ctx.h"
#include "page/welcome.h"

enum { DEMO_FILE_BYTES_MAX = 1024 * 1024, PASSWORD_CHARS = 14 };

struct role_password {
    const char *role;
    char *password;
    char hash[SECRET_PASSWORD_HASH];
};

static const char *read_text(struct arena *mem, const char *folder,
                             const char *name, const char **why)
{
    size_t bytes = 0;
    char *path = arena_printf(mem, "%s/%s", folder, name);
    char *text = file_read(path, DEMO_FILE_BYTES_MAX, &bytes);
    if (text == NULL) {
        *why = arena_printf(mem, "%s: %s", path, strerror(errno));
        return "";
    }
    const char *copy = arena_textn(mem, text, bytes);
    free(text);
    return copy;
}

static struct demo_files read_files(struct arena *mem, const char **why)
{
    const char *folder = share_path(mem, "assets/demo");
    return (struct demo_files){
        .folder = folder,
        .edition = read_text(mem, folder, "edition.json", why),
        .published = read_text(mem, folder, "published.json", why),
        .judging = read_text(mem, folder, "judging.json", why),
        .scores = read_text(mem, folder, "scores.csv", why),
        .visit = read_text(mem, folder, "visit.json", why),
        .brochure = read_text(mem, folder, "brochure.json", why),
    };
}

static bool make_password(struct arena *mem, struct role_password *r,
                          const char *role)
{
    r->role = role;
    r->password = secret_token(mem);
    r->password[PASSWORD_CHARS] = '\0';
    return secret_password_hash(r->hash, r->password);
}

static int write_logins(struct cli_home *h, const struct role_password *r)
{
    struct demo_login *login;
    struct buf out;
    size_t count = demo_logins(&h->world, &login);
    buf_init(&out, h->mem);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 3; k++)
            if (str_equal(r[k].role, login[i].role))
                buf_addf(&out, "%s\t%s\t%s\n", login[i].role, login[i].email,
                         r[k].password);
    char *path = arena_printf(h->mem, "%s/demo-logins.tsv", h->app->home);
    if (file_write(path, out.data, out.bytes, 0600))
        return EXIT_DONE;
    return cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
}

static void accept(const struct world *w, int64_t jury_member_id)
{
    struct ctx c = {.world = *w, .lang = LANG_DE};
    welcome_accept_all(&c, jury_member_id);
}

static int fill(struct cli_home *h)
{
    struct role_password r[3];
    const char *why = NULL;
    if (!make_password(h->mem, &r[0], "organiser") ||
        !make_password(h->mem, &r[1], "juror") ||
        !make_password(h->mem, &r[2], "company"))
        return cli_fail(EXIT_ENVIRONMENT, "password", "not enough memory");
    struct demo_passwords passwords = {r[0].hash, r[1].hash, r[2].hash};
    struct demo_files files = read_files(h->mem, &why);
    if (why == NULL)
        why = demo_fill(&h->world, &files, &passwords, accept);
    if (why != NULL)
        return cli_fail(EXIT_ENVIRONMENT, "sample award", why);
    return write_logins(h, r);
}

int cli_demo(int argc, char **argv)
{
    struct cli_home h;
    const char *url = cli_option(&argc, argv, "--url", true);
    if (!cli_arguments(argc, argv, 2))
        return cli_usage("demo");
    int status = cli_home_make(argv[1], url);
    if (status != EXIT_DONE)
        return status;
    if (!cli_open(&h, argv[1], DB_WRITE))
        return EXIT_ENVIRONMENT;
    status = cli_close(&h, fill(&h));
    if (status == EXIT_DONE)
        printf(
            "The sample award is in %s, its logins are in "
            "%s/demo-logins.tsv\n",
            argv[1], argv[1]);
    return status;
}
