/* Seals in the office. The page shows what two people have to compare: digest
 * and key; the file is checked by anybody, without us. */
#include "page/sealing.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_seal.h"
#include "model/bundle.h"
#include "model/seal.h"
#include "page/bar.h"
#include "page/embargo_name.h"
#include "page/result_place.h"
#include "page/round_place.h"
#include "page/sealing_view.h"

void sealing_download(struct ctx *c, const struct edition *edition)
{
    struct buf text;
    buf_init(&text, c->world.mem);
    if (bundle_write(&c->world, edition->id, &text) == 0) {
        ctx_not_found(c);
        return;
    }
    const char *name = arena_printf(c->world.mem, "%s.seal", edition->slug);
    reply_download_bytes(c->world.mem, c->reply, text.data, text.bytes,
                         embargo_name(c, edition, name),
                         "application/x-ndjson");
}

/* false: 404 is said; a round without a seal has nothing to show. */
static bool sealing_place(struct ctx *c, struct round *round,
                          struct edition *edition, struct seal *seal)
{
    if (!round_place(c, round, edition))
        return false;
    if (seal_newest(&c->world, round->id, seal))
        return true;
    if (str_equal(round->state, "open")) {
        result_refuse_open(c, round);
        return false;
    }
    ctx_refuse(c, 404,
               T("This round has no seal yet: it gets one when it is closed."));
    return false;
}

void get_seal(struct ctx *c)
{
    struct round round;
    struct edition edition;
    struct seal seal;
    if (sealing_place(c, &round, &edition, &seal) &&
        !bar_edition(c, edition.id))
        sealing_download(c, &edition);
}

static void fill_earlier(struct ctx *c, const struct seal *newest,
                         struct sealing_view *v)
{
    struct sql_seal_of_round_row *row;
    size_t count = sql_seal_of_round(c->world.db, v->round_id, &row);
    struct sealing_earlier *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (row[i].number != newest->number)
            list[v->earlier_count++] = (struct sealing_earlier){
                row[i].number, row[i].sealed_at, row[i].digest};
    v->earlier = list;
}

void get_sealing(struct ctx *c)
{
    struct round round;
    struct edition edition;
    struct seal seal;
    struct arena *mem = c->world.mem;
    if (!sealing_place(c, &round, &edition, &seal))
        return;
    struct sealing_view v = {
        .round_id = round.id,
        .slug = edition.slug,
        .name = PICK(round.name_de, round.name_en),
        .number = seal.number,
        .sealed_at = seal.sealed_at,
        .log_entry = seal_log_entry(mem, seal.body),
        .digest = seal.digest,
        .key = secret_public(mem, c->world.seal_key),
        .marks = seal_marks_digest(mem, seal.body),
        .fault = seal_check(&c->world, round.id),
    };
    fill_earlier(c, &seal, &v);
    c->width = "page-text";
    page_start(c, T("Seal"));
    html_sealing(c->out, &v);
    page_end(c);
}
