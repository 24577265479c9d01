/* Password work. The answer to an unknown address must cost what a known one
 * costs: the same statements, the same queue, the same hash. */
#include "page/password.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "model/user.h"

enum { HOUR_MINUTES = 60 };

static_assert(SECRET_PASSWORD_MIN == 10, "the hint in account.html says 10");

bool password_acceptable(struct ctx *c, const char *field)
{
    const char *password = form_value(c->form, field);
    if (password == NULL || str_characters(password) < SECRET_PASSWORD_MIN)
        form_fail(c->form, field,
                  T("The password needs at least 10 characters."));
    else if (strlen(password) > SECRET_PASSWORD_MAX)
        form_fail(c->form, field, T("The password is too long."));
    return form_error(c->form, field) == NULL;
}

static bool usable(const struct user *u)
{
    return u != NULL && !u->disabled && u->password_hash != NULL;
}

/* One that is too long for any account is compared too, cut. */
static void set_password(struct work *work, const char *password)
{
    size_t bytes = strlen(password);
    if (bytes > SECRET_PASSWORD_MAX)
        bytes = SECRET_PASSWORD_MAX;
    memcpy(work->password, password, bytes);
    work->password[bytes] = '\0';
}

void password_compare(struct ctx *c, const struct user *u, const char *password)
{
    struct work *work = c->work;
    bool real = usable(u) && strlen(password) <= SECRET_PASSWORD_MAX;
    *work = (struct work){.kind = WORK_VERIFY};
    set_password(work, password);
    snprintf(work->hash, sizeof work->hash, "%s",
             real ? u->password_hash : secret_password_dummy());
    ctx_wait(c);
}

void password_hash(struct ctx *c, const char *password)
{
    *c->work = (struct work){.kind = WORK_HASH};
    set_password(c->work, password);
    ctx_wait(c);
}

bool password_fits(const struct ctx *c, const struct user *u)
{
    return c->work->kind == WORK_VERIFY && c->work->fits && usable(u) &&
           str_equal(u->password_hash, c->work->hash);
}

bool password_attempt(struct ctx *c, enum attempt_kind kind,
                      const char *account, int *minutes)
{
    *minutes = 0;
    if (!db_begin(c->world.db, DB_WRITE))
        return false;
    *minutes = attempt_begin(&c->world, kind, account, c->request->address);
    return password_commit(c) && *minutes == 0;
}

bool password_commit(struct ctx *c)
{
    bool busy = db_busy(c->world.db);
    if (db_commit(c->world.db))
        return true;
    ctx_refuse(c, busy ? 503 : 500, NULL);
    return false;
}

const char *password_too_many(struct ctx *c, int minutes)
{
    struct arena *mem = c->world.mem;
    c->reply->status = 429;
    reply_header(c->reply, "retry-after",
                 arena_printf(mem, "%d", minutes * 60));
    log_event("limit", "path", c->request->path, NULL);
    int hours = (minutes + HOUR_MINUTES - 1) / HOUR_MINUTES;
    bool long_wait = minutes > 2 * HOUR_MINUTES;
    return arena_printf(mem, "%s %d %s.",
                        T("Too many attempts. Please try again in"),
                        long_wait ? hours : minutes,
                        long_wait ? TN("hour", "hours", hours)
                                  : TN("minute", "minutes", minutes));
}
