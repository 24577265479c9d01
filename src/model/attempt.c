/* Rate limits. Only keyed digests are kept, so the table tells nobody which
 * addresses were tried. IPv6 counts by /64, the least that one customer gets:
 * else a single machine would have 2^64 networks. */
#include "model/attempt.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_attempt.h"
#include "gen/sql_attempt_write.h"

enum { MINUTE_S = 60, HOUR_S = 60 * 60, DAY_S = 24 * HOUR_S };

static const struct limit {
    const char *name;
    int64_t account, network;     /* attempts that are allowed */
    int64_t account_s, network_s; /* in how long: see attempt_sweep */
} limits[] = {
    [ATTEMPT_LOGIN] = {"login", 10, 30, 15 * MINUTE_S, 15 * MINUTE_S},
    [ATTEMPT_REGISTER] = {"register", 5, 20, HOUR_S, HOUR_S},
    [ATTEMPT_RESET] = {"reset", 5, 20, HOUR_S, HOUR_S},
    [ATTEMPT_SECOND] = {"second", 5, 30, 15 * MINUTE_S, 15 * MINUTE_S},
    /* each is a mail to an address that somebody typed */
    [ATTEMPT_PROPOSE] = {"propose", 5, 20, DAY_S, HOUR_S},
};

static const char *network_of(struct arena *mem, const char *address)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    unsigned char bytes[16];
    char hex[2 * sizeof bytes + 1];
    if (inet_pton(AF_INET6, address, bytes) != 1)
        return address;
    if (memcmp(bytes, mapped, sizeof mapped) == 0)
        return arena_printf(mem, "%d.%d.%d.%d", bytes[12], bytes[13], bytes[14],
                            bytes[15]);
    str_hex(hex, bytes, 8);
    return arena_text(mem, hex);
}

static const char *digest(const struct world *w, const char *what,
                          const char *value)
{
    char *text = arena_printf(w->mem, "attempt %s %s", what, value);
    return secret_keyed(w->mem, w->key, text, strlen(text));
}

static const char *account_digest(const struct world *w, const char *account)
{
    return digest(w, "account", str_key(w->mem, account));
}

static const char *network_digest(const struct world *w, const char *network)
{
    return digest(w, "network", network_of(w->mem, network));
}

/* When one more attempt is allowed again; `now` if it is already. */
static int64_t allowed_at(const struct world *w, const struct limit *limit,
                          const char *account, const char *network)
{
    struct sql_attempt_of_subject_row by_account;
    struct sql_attempt_of_network_row by_network;
    int64_t at = w->now;
    if (sql_attempt_of_subject(w->db, account, limit->name,
                               w->now - limit->account_s, limit->account - 1,
                               &by_account))
        at = by_account.attempted_at + limit->account_s;
    if (sql_attempt_of_network(w->db, network, limit->name,
                               w->now - limit->network_s, limit->network - 1,
                               &by_network) &&
        by_network.attempted_at + limit->network_s > at)
        at = by_network.attempted_at + limit->network_s;
    return at;
}

int attempt_begin(const struct world *w, enum attempt_kind kind,
                  const char *account, const char *network)
{
    const struct limit *limit = &limits[kind];
    const char *subject = account_digest(w, account);
    const char *net = network_digest(w, network);
    int64_t wait_s = allowed_at(w, limit, subject, net) - w->now;
    if (wait_s > 0)
        return (int)((wait_s + MINUTE_S - 1) / MINUTE_S);
    sql_attempt_sweep(w->db, w->now - HOUR_S, w->now - DAY_S);
    sql_attempt_add(w->db, subject, net, limit->name, w->now);
    return 0;
}

void attempt_forgive(const struct world *w, enum attempt_kind kind,
                     const char *account, const char *network)
{
    sql_attempt_forgive(w->db, account_digest(w, account),
                        network_digest(w, network), limits[kind].name);
}
