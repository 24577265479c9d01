/* Drawing of lots. */
#include "model/lot.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_lot.h"
#include "gen/sql_lot_write.h"
#include "model/audit.h"
#include "model/result.h"
#include "model/seal.h"

#define LOT_FROM_ROW(row)                                                      \
    (struct lot)                                                               \
    {                                                                          \
        .id = (row).id, .round_id = (row).round_id, .rank = (row).rank,        \
        .edition = (row).edition, .round = (row).round,                        \
        .marks_digest = (row).marks_digest, .commitment = (row).commitment,    \
        .secret = (row).secret, .phrase = (row).phrase,                        \
        .committed_at = (row).committed_at, .drawn_at = (row).drawn_at         \
    }

char *lot_commitment(struct arena *mem, const unsigned char *secret)
{
    return secret_digest(mem, secret, LOT_SECRET_BYTES);
}

char *lot_key(struct arena *mem, const unsigned char *secret,
              const char *phrase, const char *marks_digest, const char *entry)
{
    unsigned char digest[SECRET_DIGEST_BYTES], length[8];
    struct secret_digest *d = secret_digest_start(mem);
    size_t bytes = strlen(phrase);
    if (!secret_bytes(marks_digest, digest, sizeof digest))
        return NULL;
    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)(bytes >> (8 * i));
    secret_digest_add(d, secret, LOT_SECRET_BYTES);
    secret_digest_add(d, length, sizeof length);
    secret_digest_add(d, phrase, bytes);
    secret_digest_add(d, digest, sizeof digest);
    secret_digest_add(d, entry, strlen(entry));
    return secret_digest_end(mem, d);
}

/* --- fixing the secret --- */

static size_t tied(const struct result *r, int64_t rank, int64_t *entry_id)
{
    const struct tally_official *o = r->report.official;
    size_t count = 0;
    for (size_t i = 0; o && i < o->count; i++)
        if (o->rank_final[o->order[i]] == rank)
            entry_id[count++] = r->entry_ids[o->order[i]];
    return count;
}

static bool exists(const struct world *w, int64_t round_id, int64_t rank,
                   const char *marks)
{
    struct sql_lot_list_row *row;
    size_t count = sql_lot_list(w->db, round_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].rank == rank && str_equal(row[i].marks_digest, marks))
            return true;
    return false;
}

/* A secret that can no longer be drawn makes room; the log keeps its digest. */
static void drop(const struct world *w, const struct sql_lot_list_row *lot)
{
    sql_lot_drop_entries(w->db, lot->id);
    sql_lot_drop(w->db, lot->id);
    audit_add(w, "lot.drop", "round", lot->round_id,
              arena_printf(w->mem,
                           "{\"rank\":%" PRId64 ",\"commitment\":\"%s\"}",
                           lot->rank, lot->commitment));
}

/* Those fixed for other marks and never drawn. */
static void drop_void(const struct world *w, int64_t round_id, int64_t rank)
{
    struct sql_lot_list_row *row;
    size_t count = sql_lot_list(w->db, round_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].rank == rank && row[i].phrase == NULL)
            drop(w, &row[i]);
}

static void commit(const struct world *w, int64_t round_id, int64_t rank,
                   const char *marks, const int64_t *entry_id, size_t count)
{
    unsigned char secret[LOT_SECRET_BYTES];
    char hex[2 * LOT_SECRET_BYTES + 1];
    secret_random(secret, sizeof secret);
    str_hex(hex, secret, sizeof secret);
    char *commitment = lot_commitment(w->mem, secret);
    secret_wipe(secret, sizeof secret);
    int64_t id = sql_lot_add(w->db, round_id, rank, marks, hex, commitment,
                             world_actor(w), w->now);
    secret_wipe(hex, sizeof hex);
    for (size_t i = 0; i < count; i++)
        sql_lot_entry_add(w->db, id, entry_id[i]);
    audit_add(w, "lot.commit", "round", round_id,
              arena_printf(w->mem,
                           "{\"rank\":%" PRId64 ",\"commitment\":\"%s\","
                           "\"marks\":\"%s\"}",
                           rank, commitment, marks));
}

enum lot_outcome lot_commit(const struct world *w, int64_t round_id,
                            int64_t rank)
{
    struct result r;
    struct seal seal;
    if (!result_of_round(w, round_id, &r) || !r.report.official ||
        !r.input.config.ladder_lot)
        return LOT_NO_TIE;
    int64_t *entry_id =
        arena_alloc(w->mem, r.input.entry_count * sizeof *entry_id);
    size_t count = tied(&r, rank, entry_id);
    if (!seal_newest(w, round_id, &seal))
        return LOT_NOT_SEALED;
    const char *marks = seal_marks_digest(w->mem, seal.body);
    if (exists(w, round_id, rank, marks))
        return LOT_ALREADY;
    if (count < 2)
        return LOT_NO_TIE;
    drop_void(w, round_id, rank);
    commit(w, round_id, rank, marks, entry_id, count);
    return LOT_OK;
}

/* --- drawing --- */

struct key {
    int64_t entry_id;
    const char *entry, *key;
};

static int by_key(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    return strcmp(x->key, y->key);
}

static void note_draw(const struct world *w, const struct sql_lot_get_row *lot,
                      const char *phrase, const struct key *key, size_t count)
{
    struct buf payload;
    struct json_out j;
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    json_int(&j, "rank", lot->rank);
    json_text(&j, "phrase", phrase);
    json_text(&j, "secret", lot->secret);
    json_text(&j, "marks", lot->marks_digest);
    for (size_t i = 0; i < count; i++)
        json_int(&j, key[i].entry, (int64_t)i + 1);
    json_object_end(&j);
    audit_add(w, "lot.open", "round", lot->round_id, payload.data);
}

enum lot_outcome lot_draw(const struct world *w, int64_t lot_id,
                          const char *phrase)
{
    unsigned char secret[LOT_SECRET_BYTES];
    struct sql_lot_get_row lot;
    struct sql_lot_entries_row *row;
    struct seal seal;
    if (!sql_lot_get(w->db, lot_id, &lot) || lot.phrase != NULL ||
        !secret_bytes(lot.secret, secret, sizeof secret))
        return LOT_ALREADY;
    if (!seal_newest(w, lot.round_id, &seal) ||
        !str_equal(seal_marks_digest(w->mem, seal.body), lot.marks_digest))
        return LOT_MARKS_CHANGED;
    size_t count = sql_lot_entries(w->db, lot_id, &row);
    struct key *key = arena_alloc(w->mem, count * sizeof *key);
    for (size_t i = 0; i < count; i++)
        key[i] = (struct key){
            row[i].entry_id, row[i].entry,
            lot_key(w->mem, secret, phrase, lot.marks_digest, row[i].entry)};
    qsort(key, count, sizeof *key, by_key);
    /* also with a clock that was set back */
    sql_lot_draw(w->db, lot_id, phrase, world_actor(w),
                 w->now > lot.committed_at ? w->now : lot.committed_at);
    for (size_t i = 0; i < count; i++)
        sql_lot_place(w->db, lot_id, key[i].entry_id, key[i].key,
                      (int64_t)i + 1);
    note_draw(w, &lot, phrase, key, count);
    return LOT_OK;
}

/* --- reading --- */

static void take_entries(const struct world *w, struct lot *lot)
{
    struct sql_lot_entries_row *row;
    lot->entry_count = sql_lot_entries(w->db, lot->id, &row);
    struct lot_entry *list =
        arena_alloc(w->mem, lot->entry_count * sizeof *list);
    for (size_t i = 0; i < lot->entry_count; i++)
        list[i] =
            (struct lot_entry){row[i].entry_id, row[i].entry,
                               row[i].organisation, row[i].key, row[i].place};
    lot->entry = list;
}

size_t lot_list(const struct world *w, int64_t round_id, struct lot **list)
{
    struct sql_lot_list_row *row;
    size_t count = sql_lot_list(w->db, round_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = LOT_FROM_ROW(row[i]);
        take_entries(w, &(*list)[i]);
    }
    return count;
}

size_t lot_of_edition(const struct world *w, int64_t edition_id,
                      struct lot **list)
{
    struct sql_lot_of_edition_row *row;
    size_t count = sql_lot_of_edition(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = LOT_FROM_ROW(row[i]);
        take_entries(w, &(*list)[i]);
    }
    return count;
}
