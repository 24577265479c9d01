/* From the tables to a seal, and the comparison of both. */
#include "model/seal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_audit.h"
#include "gen/sql_seal.h"
#include "gen/sql_seal_write.h"
#include "model/audit.h"
#include "model/seal_build.h"

char *seal_sign(struct arena *mem, const unsigned char *seed,
                const char *digest)
{
    char *text = arena_printf(mem, "lorbeer seal 1\n%s", digest);
    return secret_sign(mem, seed, text, strlen(text));
}

bool seal_signed(struct arena *mem, const char *public_key,
                 const char *signature, const char *digest)
{
    char *text = arena_printf(mem, "lorbeer seal 1\n%s", digest);
    return secret_signed(public_key, signature, text, strlen(text));
}

bool seal_newest(const struct world *w, int64_t round_id, struct seal *seal)
{
    struct sql_seal_newest_row row;
    if (!sql_seal_newest(w->db, round_id, &row))
        return false;
    *seal = (struct seal){row.number, row.sealed_at, row.body, row.digest,
                          row.signature};
    return true;
}

/* What follows the header: all that is about the round itself. */
static const char *content(const char *body)
{
    const char *stop = strchr(body, '\n');
    return stop ? stop + 1 : body;
}

const char *seal_marks_digest(struct arena *mem, const char *body)
{
    static const char begin[] = "\n{\"marks\":\"";
    const char *at = strstr(body, begin);
    if (at == NULL || strlen(at) < sizeof begin - 1 + SECRET_DIGEST_HEX)
        return "";
    return arena_textn(mem, at + sizeof begin - 1, SECRET_DIGEST_HEX - 1);
}

/* The body of the round's next seal. */
static char *write_body(const struct world *w, const struct seal_round *r,
                        const struct seal *before, int64_t at)
{
    struct sql_audit_last_row head = {.digest = ""};
    struct buf out;
    struct sealed s = r->sealed;
    sql_audit_last(w->db, &head);
    s.number = before ? before->number + 1 : 1;
    s.previous = before ? before->digest : NULL;
    s.sealed_at = at;
    s.log_entries = head.id;
    s.log_head = head.digest;
    buf_init(&out, w->mem);
    sealed_write(&out, w->mem, &s, &r->count);
    return out.data;
}

static void store(const struct world *w, int64_t round_id, int64_t number,
                  const char *body, int64_t at)
{
    char *digest = secret_digest(w->mem, body, strlen(body));
    sql_seal_add(w->db, round_id, number, body, digest,
                 seal_sign(w->mem, w->seal_key, digest), at);
    audit_add(w, "seal.write", "round", round_id,
              arena_printf(w->mem, "{\"number\":%" PRId64 ",\"digest\":\"%s\"}",
                           number, digest));
}

void seal_write(const struct world *w, int64_t round_id)
{
    struct sql_seal_combining_row *combining;
    struct seal before;
    struct seal_round r;
    bool had = seal_newest(w, round_id, &before);
    if (!seal_build(w, round_id, true, &r))
        return;
    /* a clock that was set back makes no seal that is older than the last */
    int64_t at = had && before.sealed_at > w->now ? before.sealed_at : w->now;
    char *body = write_body(w, &r, had ? &before : NULL, at);
    if (had && str_equal(content(body), content(before.body)))
        return;
    store(w, round_id, had ? before.number + 1 : 1, body, at);
    size_t count = sql_seal_combining(w->db, round_id, &combining);
    for (size_t i = 0; i < count; i++)
        seal_write(w, combining[i].id);
}

void seal_entry_changed(const struct world *w, int64_t entry_id)
{
    struct sql_seal_rounds_of_entry_row *row;
    size_t count = sql_seal_rounds_of_entry(w->db, entry_id, &row);
    for (size_t i = 0; i < count; i++)
        seal_write(w, row[i].id);
}

bool seal_is_missing(const struct world *w)
{
    struct sql_seal_missing_row *row;
    return sql_seal_missing(w->db, &row) > 0;
}

void seal_missing(const struct world *w)
{
    struct sql_seal_missing_row *row;
    size_t count = sql_seal_missing(w->db, &row);
    for (size_t i = 0; i < count; i++)
        seal_write(w, row[i].id);
}

/* --- is it still so? --- */

/* The first line in which they differ, shortened for a message. */
static const char *first_difference(struct arena *mem, const char *sealed,
                                    const char *now)
{
    enum { SHOWN_BYTES = 120 };
    const char *line = sealed;
    size_t at = 0;
    for (; sealed[at] != '\0' && sealed[at] == now[at]; at++)
        if (sealed[at] == '\n')
            line = sealed + at + 1;
    size_t bytes = strcspn(line, "\n");
    if (bytes == 0)
        return "something was added at the end";
    return str_line(
        mem, arena_textn(mem, line, bytes < SHOWN_BYTES ? bytes : SHOWN_BYTES));
}

static const struct json *header_of(struct arena *mem, const char *body)
{
    struct json_fault fault;
    return json_parse(mem, body, strcspn(body, "\n"), &fault);
}

int64_t seal_log_entry(struct arena *mem, const char *body)
{
    return json_get_int(header_of(mem, body), "log_entries", 0);
}

/* The head that the header names must be in the chain, at its place. */
static const char *check_head(const struct world *w, const char *body)
{
    struct sql_seal_log_at_row row;
    const struct json *header = header_of(w->mem, body);
    int64_t id = json_get_int(header, "log_entries", 0);
    if (!sql_seal_log_at(w->db, id, &row) ||
        !str_equal(row.digest, json_get_text(header, "log_head", "")))
        return arena_printf(
            w->mem, "the log's entry %" PRId64 " is not the one in the seal",
            id);
    return NULL;
}

const char *seal_genuine(const struct world *w, const char *body,
                         const char *digest, const char *signature)
{
    if (!str_equal(secret_digest(w->mem, body, strlen(body)), digest))
        return "the seal was changed";
    if (!seal_signed(w->mem, secret_public(w->mem, w->seal_key), signature,
                     digest))
        return "the seal is not signed with the award's key";
    return NULL;
}

const char *seal_check(const struct world *w, int64_t round_id)
{
    struct seal seal;
    struct seal_round r;
    struct buf now;
    if (!seal_newest(w, round_id, &seal))
        return "the round is closed and has no seal";
    const char *why = seal_genuine(w, seal.body, seal.digest, seal.signature);
    if (why == NULL)
        why = check_head(w, seal.body);
    if (why != NULL || !seal_build(w, round_id, false, &r))
        return why ? why : "the round cannot be counted";
    buf_init(&now, w->mem);
    sealed_write(&now, w->mem, &r.sealed, &r.count);
    if (str_equal(content(now.data), content(seal.body)))
        return NULL;
    return arena_printf(
        w->mem, "differs from its seal, first at: %s",
        first_difference(w->mem, content(seal.body), content(now.data)));
}
