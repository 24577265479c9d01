/* The audit log's chain. An entry's digest is BLAKE2b-256 over the digest of
 * the entry before it, time, person, action, subject, and the digest of salt
 * and payload; each part stands on a line of its own, and no part can contain
 * a line break, so two different entries cannot be written alike. */
#include "model/audit.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_audit.h"
#include "gen/sql_audit_write.h"

enum { SALT_BYTES = 16 };

static const char genesis[] =
    "0000000000000000000000000000000000000000000000"
    "000000000000000000";

static char *payload_digest(struct arena *mem, const char *salt,
                            const char *payload)
{
    char *text = arena_printf(mem, "%s\n%s", salt, payload);
    return secret_digest(mem, text, strlen(text));
}

static char *chain_digest(struct arena *mem,
                          const struct sql_audit_chain_row *e)
{
    char *text = arena_printf(
        mem, "%s\n%" PRId64 "\n%" PRId64 "\n%s\n%s\n%" PRId64 "\n%s",
        e->previous, e->at, e->user_id ? *e->user_id : 0, e->action, e->subject,
        e->subject_id, e->payload_digest);
    return secret_digest(mem, text, strlen(text));
}

void audit_add(const struct world *w, const char *action, const char *subject,
               int64_t subject_id, const char *payload)
{
    unsigned char random[SALT_BYTES];
    char salt[2 * SALT_BYTES + 1];
    secret_random(random, sizeof random);
    str_hex(salt, random, sizeof random);

    struct sql_audit_last_row last;
    struct sql_audit_chain_row e = {
        .at = w->now,
        .user_id = world_actor(w),
        .action = action,
        .subject = subject,
        .subject_id = subject_id,
        .previous = sql_audit_last(w->db, &last) ? last.digest : genesis,
    };
    if (payload == NULL)
        payload = "";
    e.payload_digest = payload_digest(w->mem, salt, payload);
    int64_t id =
        sql_audit_add(w->db, e.at, e.user_id, e.action, e.subject, e.subject_id,
                      e.payload_digest, e.previous, chain_digest(w->mem, &e));
    sql_audit_payload_add(w->db, id, salt, payload);
}

static void write_side(struct json_out *j, bool after,
                       const struct audit_field *fields, size_t count)
{
    json_object(j, after ? "after" : "before");
    for (size_t i = 0; i < count; i++) {
        const char *text = after ? fields[i].after : fields[i].before;
        if (text != NULL && !str_equal(fields[i].before, fields[i].after))
            json_text(j, fields[i].name, text);
    }
    json_object_end(j);
}

void audit_change(const struct world *w, const char *action,
                  const char *subject, int64_t subject_id,
                  const struct audit_field *fields, size_t count)
{
    struct buf payload;
    struct json_out j;
    size_t changed = 0;
    for (size_t i = 0; i < count; i++)
        changed += !str_equal(fields[i].before, fields[i].after);
    if (changed == 0)
        return;
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    write_side(&j, false, fields, count);
    write_side(&j, true, fields, count);
    json_object_end(&j);
    audit_add(w, action, subject, subject_id, payload.data);
}

static const char *check_entry(const struct world *w,
                               const struct sql_audit_chain_row *e,
                               const char *previous)
{
    const char *what = NULL;
    if (!str_equal(e->previous, previous))
        what = "does not follow the entry before it";
    else if (!str_equal(e->digest, chain_digest(w->mem, e)))
        what = "was changed";
    else if (e->salt != NULL &&
             !str_equal(e->payload_digest,
                        payload_digest(w->mem, e->salt, e->payload)))
        what = "has a changed payload";
    if (what == NULL)
        return NULL;
    return arena_printf(w->mem, "audit entry %" PRId64 " (%s) %s", e->id,
                        e->action, what);
}

const char *audit_check(const struct world *w)
{
    const char *previous = genesis;
    struct sql_audit_chain_row *rows;
    size_t count;
    int64_t after = 0;
    while ((count = sql_audit_chain(w->db, after, &rows)) > 0) {
        for (size_t i = 0; i < count; i++) {
            const char *what = check_entry(w, &rows[i], previous);
            if (what != NULL)
                return what;
            previous = rows[i].digest;
        }
        after = rows[count - 1].id;
    }
    return NULL;
}
