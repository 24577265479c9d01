/* Writing the bundle. */
#include "model/bundle.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "gen/sql_seal.h"
#include "model/decided.h"
#include "model/edition.h"
#include "model/jury.h"
#include "model/lot.h"
#include "model/seal.h"

struct bundling {
    const struct world *w;
    struct buf *out;
    const char **digest; /* of the blocks so far */
    size_t count;
};

static void line(struct json_out *json, struct buf *out)
{
    json_out_start(json, out, 0);
    json_object(json, NULL);
}

static void end(struct json_out *json, struct buf *out)
{
    json_object_end(json);
    buf_addc(out, '\n');
}

static void end_block(struct bundling *b, const char *digest,
                      const char *signature)
{
    struct arena *mem = b->w->mem;
    struct json_out json;
    line(&json, b->out);
    json_object(&json, "sealed");
    json_text(&json, "digest", digest);
    json_text(&json, "key", secret_public(mem, b->w->seal_key));
    json_text(&json, "signature", signature);
    json_object_end(&json);
    end(&json, b->out);
    b->digest = arena_grow(mem, b->digest, b->count, sizeof *b->digest);
    b->digest[b->count++] = digest;
}

/* A block that is written and signed now. */
static void add_block(struct bundling *b, const struct buf *text)
{
    char *digest = secret_digest(b->w->mem, text->data, text->bytes);
    buf_addn(b->out, text->data, text->bytes);
    end_block(b, digest, seal_sign(b->w->mem, b->w->seal_key, digest));
}

static size_t add_seals(struct bundling *b, int64_t edition_id)
{
    struct sql_seal_all_row *row;
    size_t count = sql_seal_all(b->w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++) {
        buf_add(b->out, row[i].body);
        end_block(b, row[i].digest, row[i].signature);
    }
    return count;
}

void bundle_write_lot(struct buf *text, const struct lot *lot)
{
    struct json_out json;
    line(&json, text);
    json_text(&json, "lorbeer", "lot");
    json_int(&json, "version", 1);
    json_text(&json, "edition", lot->edition);
    json_text(&json, "round", lot->round);
    json_int(&json, "rank", lot->rank);
    json_text(&json, "marks", lot->marks_digest);
    json_text(&json, "commitment", lot->commitment);
    json_int(&json, "committed_at", lot->committed_at);
    json_text(&json, "phrase", lot->phrase);
    json_text(&json, "secret", lot->secret);
    json_int(&json, "drawn_at", *lot->drawn_at);
    end(&json, text);
    for (size_t i = 0; i < lot->entry_count; i++) {
        line(&json, text);
        json_object(&json, "drawn");
        json_text(&json, "entry", lot->entry[i].entry);
        json_text(&json, "key", lot->entry[i].key);
        json_int(&json, "place", lot->entry[i].place);
        json_object_end(&json);
        end(&json, text);
    }
}

static void add_lot(struct bundling *b, const struct lot *lot)
{
    struct buf text;
    buf_init(&text, b->w->mem);
    bundle_write_lot(&text, lot);
    add_block(b, &text);
}

void bundle_write_decisions(struct buf *text, const char *edition,
                            const struct bundle_decision *decision,
                            size_t count)
{
    struct json_out json;
    line(&json, text);
    json_text(&json, "lorbeer", "decisions");
    json_int(&json, "version", 1);
    json_text(&json, "edition", edition);
    end(&json, text);
    for (size_t i = 0; i < count; i++) {
        line(&json, text);
        json_object(&json, "decision");
        json_text(&json, "entry", decision[i].entry);
        json_text(&json, "kind", decision[i].kind);
        json_text(&json, "category", decision[i].category);
        json_text(&json, "reason_de", decision[i].reason_de);
        json_text(&json, "reason_en", decision[i].reason_en);
        json_int(&json, "decided_at", decision[i].decided_at);
        json_object_end(&json);
        end(&json, text);
    }
}

static void add_decisions(struct bundling *b, const struct edition *edition)
{
    struct sql_seal_honours_row *row;
    size_t count = sql_seal_honours(b->w->db, edition->id, &row);
    struct bundle_decision *list = arena_alloc(b->w->mem, count * sizeof *list);
    struct buf text;
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        list[i] = (struct bundle_decision){row[i].entry,     row[i].kind,
                                           row[i].category,  row[i].reason_de,
                                           row[i].reason_en, row[i].decided_at};
    buf_init(&text, b->w->mem);
    bundle_write_decisions(&text, edition->slug, list, count);
    add_block(b, &text);
}

static void add_decided(struct bundling *b, int64_t edition_id)
{
    struct decided_sealed seal;
    if (!decided_newest(b->w, edition_id, &seal))
        return;
    buf_add(b->out, seal.body);
    end_block(b, seal.digest, seal.signature);
}

char *bundle_signed_text(struct arena *mem, const char *const *digest,
                         size_t count)
{
    struct buf text;
    buf_init(&text, mem);
    buf_add(&text, "lorbeer bundle 1");
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "\n%s", digest[i]);
    return text.data;
}

static void end_bundle(struct bundling *b)
{
    struct arena *mem = b->w->mem;
    struct json_out json;
    char *text = bundle_signed_text(mem, b->digest, b->count);
    line(&json, b->out);
    json_object(&json, "bundle");
    json_array(&json, "blocks");
    for (size_t i = 0; i < b->count; i++)
        json_text(&json, NULL, b->digest[i]);
    json_array_end(&json);
    json_text(&json, "key", secret_public(mem, b->w->seal_key));
    json_text(&json, "signature",
              secret_sign(mem, b->w->seal_key, text, strlen(text)));
    json_object_end(&json);
    end(&json, b->out);
}

bool bundle_for_juror(const struct world *w, const struct jury_member *member)
{
    struct sql_seal_barred_row barred;
    struct edition e;
    /* reasons of the jury name companies beside their codes */
    if (!edition_by_id(w, member->edition_id, &e) ||
        (e.blind && !edition_winners_public(w, &e)))
        return false;
    return sql_seal_barred(w->db, member->edition_id, member->id, &barred) &&
           barred.count == 0;
}

size_t bundle_write(const struct world *w, int64_t edition_id, struct buf *out)
{
    struct bundling b = {.w = w, .out = out};
    struct edition edition;
    struct lot *lot;
    if (!edition_by_id(w, edition_id, &edition))
        return 0;
    size_t seals = add_seals(&b, edition_id);
    if (seals == 0)
        return 0;
    size_t lots = lot_of_edition(w, edition_id, &lot);
    for (size_t i = 0; i < lots; i++)
        add_lot(&b, &lot[i]);
    add_decisions(&b, &edition);
    add_decided(&b, edition_id);
    end_bundle(&b);
    return seals;
}
