/* Do rules, ballots, conflicts, seals and lots follow from the log? */
#include "model/check_trace.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_check.h"
#include "model/lot.h"
#include "model/rules.h"
#include "model/seal.h"

static const struct json *read_payload(const struct world *w,
                                       const char *payload)
{
    struct json_fault fault;
    return payload ? json_parse(w->mem, payload, strlen(payload), &fault)
                   : NULL;
}

/* --- ballots --- */

static void check_ballots(const struct world *w, struct check *check)
{
    struct sql_ballot_unlike_log_row *unlike;
    struct sql_ballot_unlogged_row *unlogged;
    size_t count = sql_ballot_unlike_log(w->db, &unlike);
    for (size_t i = 0; i < count; i++)
        check_add(w, check, "ballot %" PRId64 ": %s, not as the log says (%s)",
                  unlike[i].ballot_id,
                  unlike[i].state ? unlike[i].state : "is missing",
                  unlike[i].action);
    count = sql_ballot_unlogged(w->db, &unlogged);
    for (size_t i = 0; i < count; i++)
        check_add(w, check, "ballot %" PRId64 ": is %s, not by the log",
                  unlogged[i].ballot_id, unlogged[i].state);
}

/* --- conflicts --- */

struct declared {
    int64_t jury_member_id, entry_id;
    const char *kind;
};

struct declarations {
    struct declared *list; /* by juror, later ones behind earlier ones */
    size_t count;
    const int64_t *erased; /* jurors of whom the log does not know all */
    size_t erased_count;
};

static void add_declared(const struct world *w, struct declarations *d,
                         int64_t jury_member_id, const struct json *after)
{
    int64_t entry_id = strtoll(json_get_text(after, "entry", "0"), NULL, 10);
    const char *kind = json_get_text(after, "kind", NULL);
    if (kind == NULL)
        return; /* another remark */
    for (size_t i = d->count; i > 0; i--) {
        struct declared *old = &d->list[i - 1];
        if (old->jury_member_id != jury_member_id)
            break;
        if (old->entry_id == entry_id) {
            old->kind = kind;
            return;
        }
    }
    d->list = arena_grow(w->mem, d->list, d->count, sizeof *d->list);
    d->list[d->count++] = (struct declared){jury_member_id, entry_id, kind};
}

static struct declarations read_declarations(const struct world *w)
{
    struct declarations d = {.list = NULL};
    struct sql_check_conflict_log_row *row;
    size_t count = sql_check_conflict_log(w->db, &row);
    int64_t *erased = arena_alloc(w->mem, count * sizeof *erased);
    for (size_t i = 0; i < count; i++) {
        const struct json *payload = read_payload(w, row[i].payload);
        if (payload != NULL)
            add_declared(w, &d, row[i].jury_member_id,
                         json_get(payload, "after"));
        else
            erased[d.erased_count++] = row[i].jury_member_id;
    }
    d.erased = erased;
    return d;
}

static bool is_erased(const struct declarations *d, int64_t jury_member_id)
{
    for (size_t i = 0; i < d->erased_count; i++)
        if (d->erased[i] == jury_member_id)
            return true;
    return false;
}

static const char *logged_kind(const struct declarations *d,
                               int64_t jury_member_id, int64_t entry_id)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->list[i].jury_member_id == jury_member_id &&
            d->list[i].entry_id == entry_id)
            return d->list[i].kind;
    return NULL;
}

/* Both the declarations that are there and those that were there. */
static void check_conflicts(const struct world *w, struct check *check)
{
    struct declarations d = read_declarations(w);
    struct sql_check_conflicts_row *row;
    size_t count = sql_check_conflicts(w->db, &row);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        const char *kind =
            logged_kind(&d, row[i].jury_member_id, row[i].entry_id);
        known += kind != NULL;
        if (str_equal(kind, row[i].kind) ||
            is_erased(&d, row[i].jury_member_id))
            continue;
        check_add(
            w, check, "juror %s, nomination %s: declared is %s, in the log %s",
            row[i].juror, row[i].entry, row[i].kind, kind ? kind : "nothing");
    }
    if (known < d.count)
        check_add(w, check,
                  "declarations of conflicts: %zu that the log has are missing",
                  d.count - known);
}

/* --- lots --- */

/* The log's entry of that drawing: the one with the same text under `key`. */
static const struct json *logged_lot(const struct world *w,
                                     const struct lot *lot, const char *action,
                                     const char *key, const char *text,
                                     bool *erased)
{
    struct sql_check_round_log_row *row;
    size_t count = sql_check_round_log(w->db, lot->round_id, action, &row);
    *erased = false;
    for (size_t i = 0; i < count; i++) {
        const struct json *payload = read_payload(w, row[i].payload);
        *erased = *erased || payload == NULL;
        if (json_get_int(payload, "rank", -1) == lot->rank &&
            str_equal(json_get_text(payload, key, NULL), text))
            return payload;
    }
    return NULL;
}

static const char *check_commitment(const struct world *w,
                                    const struct lot *lot,
                                    const unsigned char *secret)
{
    bool erased;
    if (!str_equal(lot_commitment(w->mem, secret), lot->commitment))
        return "the secret is not the one that was fixed";
    const struct json *log = logged_lot(w, lot, "lot.commit", "commitment",
                                        lot->commitment, &erased);
    if (log == NULL)
        return erased ? NULL : "the secret was not fixed by the log";
    return str_equal(json_get_text(log, "marks", ""), lot->marks_digest)
               ? NULL
               : "the marks are not those in the log";
}

static const char *check_places(const struct world *w, const struct lot *lot,
                                const unsigned char *secret,
                                const struct json *log)
{
    const char *last = "";
    for (size_t i = 0; i < lot->entry_count; i++) {
        const struct lot_entry *e = &lot->entry[i];
        if (!str_equal(lot_key(w->mem, secret, lot->phrase, lot->marks_digest,
                               e->entry),
                       e->key))
            return "a key does not follow from secret, phrase and marks";
        if (e->place != (int64_t)i + 1 || strcmp(last, e->key) >= 0)
            return "the smallest key does not come first";
        if (log && json_get_int(log, e->entry, 0) != e->place)
            return "a place is not the one in the log";
        last = e->key;
    }
    return NULL;
}

static const char *check_drawing(const struct world *w, const struct lot *lot,
                                 const unsigned char *secret)
{
    bool erased;
    const struct json *log =
        logged_lot(w, lot, "lot.open", "secret", lot->secret, &erased);
    if (lot->phrase == NULL && log != NULL)
        return "was drawn, by the log";
    for (size_t i = 0; lot->phrase == NULL && i < lot->entry_count; i++)
        if (*lot->entry[i].key || lot->entry[i].place != 0)
            return "has places and was not drawn";
    if (lot->phrase == NULL)
        return NULL;
    if (log == NULL && !erased)
        return "was not drawn, by the log";
    if (log && !str_equal(json_get_text(log, "phrase", ""), lot->phrase))
        return "the phrase is not the one in the log";
    return check_places(w, lot, secret, log);
}

static void check_lots(const struct world *w, struct check *check)
{
    struct sql_check_rounds_row *row;
    size_t rounds = sql_check_rounds(w->db, &row);
    for (size_t r = 0; r < rounds; r++) {
        struct lot *lot;
        size_t count = lot_list(w, row[r].round_id, &lot);
        if ((int64_t)count < row[r].commitments)
            check_add(
                w, check, "lots of round %s of %s: %d in the log, %zu here",
                row[r].slug, row[r].edition, (int)row[r].commitments, count);
        for (size_t i = 0; i < count; i++) {
            unsigned char secret[LOT_SECRET_BYTES];
            const char *why = "the secret is not 32 bytes";
            if (secret_bytes(lot[i].secret, secret, sizeof secret))
                why = check_commitment(w, &lot[i], secret);
            if (why == NULL)
                why = check_drawing(w, &lot[i], secret);
            if (why != NULL)
                check_add(w, check,
                          "lots of round %s of %s for rank %" PRId64 ": %s",
                          row[r].slug, row[r].edition, lot[i].rank, why);
        }
    }
}

/* --- rules and seals --- */

/* The digest in the last such entry of the log; "" if there is none, NULL if it
 * was erased. */
static const char *logged_digest(const struct world *w, int64_t round_id,
                                 const char *action)
{
    struct sql_check_round_log_row *row;
    size_t count = sql_check_round_log(w->db, round_id, action, &row);
    if (count == 0)
        return "";
    return json_get_text(read_payload(w, row[count - 1].payload), "digest",
                         NULL);
}

static void check_fixed(const struct world *w, struct check *check)
{
    struct sql_check_rounds_row *row;
    size_t rounds = sql_check_rounds(w->db, &row);
    for (size_t r = 0; r < rounds; r++) {
        int64_t id = row[r].round_id;
        struct rules_frozen frozen = {.digest = ""};
        struct seal seal = {.digest = ""};
        rules_frozen(w, id, &frozen);
        seal_newest(w, id, &seal);
        const char *rules = logged_digest(w, id, "rules.freeze");
        const char *last = logged_digest(w, id, "seal.write");
        if (rules && !str_equal(rules, frozen.digest))
            check_add(w, check,
                      "round %s of %s: its rules are not those in the log",
                      row[r].slug, row[r].edition);
        if (last && !str_equal(last, seal.digest))
            check_add(w, check,
                      "round %s of %s: its newest seal is not that in the log",
                      row[r].slug, row[r].edition);
    }
}

void check_trace(const struct world *w, struct check *check)
{
    check_fixed(w, check);
    check_ballots(w, check);
    check_conflicts(w, check);
    check_lots(w, check);
}
