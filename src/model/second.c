/* The second factor. Its secret is encrypted with a key derived from the home's
 * own, so a copy of the database alone gives no codes; of recovery codes only
 * keyed digests are kept. What says that a code is used up is the statement
 * that uses it: of two requests at once only one changes a row. */
#include "model/second.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/secret.h"
#include "gen/sql_second.h"
#include "gen/sql_second_write.h"
#include "model/audit.h"

static const char stored[] = "lorbeer second factor";
static const char offered[] = "lorbeer second factor, offered";

/* Recovery codes: two groups of five letters and digits that nobody mixes up,
 * 49 bits. */
enum { CODE_CHARS = 10, CODE_GROUP = 5, CODE_TEXT_MAX = 64 };
static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";

/* --- offers --------------------------------------------------------------- */

static void put_int(unsigned char bytes[8], int64_t value)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * i));
}

static int64_t get_int(const unsigned char bytes[8])
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

/* Not by chance: a telephone that goes to the app and comes back often loads
 * the page again, and what the app has learned must then still fit. */
static void make_secret(const struct world *w, int64_t user_id,
                        const char *session,
                        unsigned char secret[TOTP_SECRET_BYTES])
{
    const char *text =
        arena_printf(w->mem, "%s %" PRId64 " %s", offered, user_id, session);
    const char *digest = secret_keyed(w->mem, w->key, text, strlen(text));
    digest = arena_textn(w->mem, digest, (size_t)2 * TOTP_SECRET_BYTES);
    if (!secret_bytes(digest, secret, TOTP_SECRET_BYTES))
        die("a digest that is no hex text");
}

void second_offer_new(const struct world *w, int64_t user_id,
                      const char *session, struct second_offer *offer)
{
    unsigned char plain[SECOND_OFFER_BYTES];
    make_secret(w, user_id, session, offer->secret);
    put_int(plain, user_id);
    put_int(plain + 8, w->now);
    memcpy(plain + 16, offer->secret, sizeof offer->secret);
    offer->sealed = secret_box(w->mem, w->key, offered, plain, sizeof plain);
    secret_wipe(plain, sizeof plain);
}

bool second_offer_open(const struct world *w, int64_t user_id,
                       const char *sealed, struct second_offer *offer)
{
    unsigned char plain[SECOND_OFFER_BYTES];
    if (!secret_unbox(w->key, offered, sealed, plain, sizeof plain))
        return false;
    bool good = get_int(plain) == user_id && get_int(plain + 8) <= w->now &&
                get_int(plain + 8) + SECOND_OFFER_S > w->now;
    memcpy(offer->secret, plain + 16, sizeof offer->secret);
    offer->sealed = sealed;
    secret_wipe(plain, sizeof plain);
    return good;
}

/* --- recovery codes ------------------------------------------------------- */

/* Lower case without blanks and hyphens; "" if it is longer than any code. */
static const char *plain_code(struct arena *mem, const char *code)
{
    struct buf out;
    buf_init(&out, mem);
    for (; *code != '\0'; code++)
        if (*code != ' ' && *code != '-')
            buf_addc(&out, (char)tolower((unsigned char)*code));
    return out.bytes <= CODE_TEXT_MAX ? out.data : "";
}

static const char *code_digest(const struct world *w, int64_t user_id,
                               const char *plain)
{
    char *text =
        arena_printf(w->mem, "recovery %" PRId64 " %s", user_id, plain);
    return secret_keyed(w->mem, w->key, text, strlen(text));
}

/* Bytes that would favour the first letters are thrown away. */
static char random_letter(void)
{
    enum { LETTERS = sizeof alphabet - 1, FAIR = 256 / LETTERS * LETTERS };
    unsigned char byte;
    do
        secret_random(&byte, 1);
    while (byte >= FAIR);
    return alphabet[byte % LETTERS];
}

static const char *const *make_codes(const struct world *w, int64_t user_id)
{
    const char **list = arena_alloc(w->mem, SECOND_CODES * sizeof *list);
    sql_second_codes_drop(w->db, user_id);
    for (int i = 0; i < SECOND_CODES; i++) {
        struct buf code;
        buf_init(&code, w->mem);
        for (int k = 0; k < CODE_CHARS; k++) {
            if (k == CODE_GROUP)
                buf_addc(&code, '-');
            buf_addc(&code, random_letter());
        }
        list[i] = code.data;
        sql_second_code_add(
            w->db, user_id,
            code_digest(w, user_id, plain_code(w->mem, code.data)));
    }
    return list;
}

/* --- on and off ----------------------------------------------------------- */

bool second_on(const struct world *w, int64_t user_id)
{
    struct sql_second_get_row row;
    return sql_second_get(w->db, user_id, &row);
}

bool second_set_up(const struct world *w, int64_t user_id,
                   const struct second_offer *offer, const char *code,
                   const char *const **codes)
{
    int64_t step = 0;
    if (!totp_fits(offer->secret, plain_code(w->mem, code), w->now, 0, &step))
        return false;
    sql_second_put(
        w->db, user_id,
        secret_box(w->mem, w->key, stored, offer->secret, sizeof offer->secret),
        step, w->now);
    *codes = make_codes(w, user_id);
    audit_add(w, "second.on", "user", user_id, NULL);
    return true;
}

const char *const *second_new_codes(const struct world *w, int64_t user_id)
{
    const char *const *codes = make_codes(w, user_id);
    audit_add(w, "second.codes", "user", user_id, NULL);
    return codes;
}

int64_t second_codes_left(const struct world *w, int64_t user_id)
{
    struct sql_second_codes_left_row row = {0};
    sql_second_codes_left(w->db, user_id, &row);
    return row.count;
}

bool second_off(const struct world *w, int64_t user_id)
{
    if (!second_on(w, user_id))
        return false;
    sql_second_drop(w->db, user_id);
    sql_second_codes_drop(w->db, user_id);
    audit_add(w, "second.off", "user", user_id, NULL);
    return true;
}

/* --- checking ------------------------------------------------------------- */

static bool take_code(const struct world *w, int64_t user_id, const char *plain)
{
    struct sql_second_get_row row;
    unsigned char secret[TOTP_SECRET_BYTES];
    int64_t step = 0;
    if (!sql_second_get(w->db, user_id, &row) ||
        !secret_unbox(w->key, stored, row.secret, secret, sizeof secret))
        return false;
    bool fits = totp_fits(secret, plain, w->now, row.last_step, &step);
    secret_wipe(secret, sizeof secret);
    return fits && sql_second_step(w->db, user_id, step) > 0;
}

static bool take_recovery(const struct world *w, int64_t user_id,
                          const char *plain)
{
    if (sql_second_code_use(w->db, user_id, code_digest(w, user_id, plain),
                            w->now) == 0)
        return false;
    audit_add(w, "second.recovery", "user", user_id,
              arena_printf(w->mem, "{\"left\":%" PRId64 "}",
                           second_codes_left(w, user_id)));
    return true;
}

enum second_outcome second_check(const struct world *w, int64_t user_id,
                                 const char *code)
{
    const char *plain = plain_code(w->mem, code);
    if (take_code(w, user_id, plain))
        return SECOND_CODE;
    return take_recovery(w, user_id, plain) ? SECOND_RECOVERY : SECOND_WRONG;
}

/* --- between password and code -------------------------------------------- */

char *second_wait(const struct world *w, int64_t user_id)
{
    char *token = secret_token(w->mem);
    sql_second_wait_end_old(w->db, w->now);
    sql_second_wait_add(w->db, secret_token_digest(w->mem, token), user_id,
                        w->now, w->now + SECOND_WAIT_S);
    return token;
}

bool second_waiting(const struct world *w, const char *token,
                    struct second_waiting *who)
{
    struct sql_second_wait_get_row row;
    if (token == NULL ||
        !sql_second_wait_get(w->db, secret_token_digest(w->mem, token), w->now,
                             &row))
        return false;
    *who =
        (struct second_waiting){row.user_id, row.email, row.name, row.language};
    return true;
}

void second_wait_end(const struct world *w, const char *token)
{
    sql_second_wait_end(w->db, secret_token_digest(w->mem, token));
}

void second_wait_end_all(const struct world *w, int64_t user_id)
{
    sql_second_wait_end_of_user(w->db, user_id);
}

/* --- roles ---------------------------------------------------------------- */

struct second_rules second_rules(const struct world *w)
{
    struct second_rules rules = {0};
    struct sql_second_rules_row *row;
    size_t count = sql_second_rules(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        bool required = row[i].second_required != 0;
        if (strcmp(row[i].role, "organiser") == 0)
            rules.organiser = required;
        else if (strcmp(row[i].role, "juror") == 0)
            rules.juror = required;
        else
            rules.company = required;
    }
    return rules;
}

static bool required_of(const struct second_rules *rules, const char *role)
{
    return strcmp(role, "organiser") == 0 ? rules->organiser
           : strcmp(role, "juror") == 0   ? rules->juror
                                          : rules->company;
}

/* The entry stands at the account of who changed it: a role has no row. */
void second_require(const struct world *w, const char *role, bool required)
{
    struct second_rules before = second_rules(w);
    if (required_of(&before, role) == required)
        return;
    sql_second_rule_put(w->db, role, required, world_actor(w), w->now);
    audit_add(w, required ? "second.require" : "second.release", "user",
              w->user_id, arena_printf(w->mem, "{\"role\":\"%s\"}", role));
}

bool second_required(const struct world *w, int64_t user_id)
{
    struct sql_second_required_row row = {0};
    sql_second_required(w->db, user_id, &row);
    return row.yes != 0;
}
