/* The kinds of paper: see paper.h. */
#include "app/paper.h"

#include "base/arena.h"
#include "model/minutes_print.h"
#include "model/pack_print.h"
#include "model/submission_print.h"

/* --- the receipt of what was submitted: made once, it stays -----------------
 */

static void *take_receipt(const struct world *w, int64_t id,
                          struct render_order *order)
{
    struct submission_print *print = arena_alloc(w->mem, sizeof *print);
    if (!submission_claim(w, id) || !submission_input(w, id, print))
        return NULL;
    order->data = print->data;
    order->data_bytes = print->data_bytes;
    order->images = print->images.image;
    order->image_count = print->images.count;
    order->created_at = print->created_at;
    return print;
}

static void keep_receipt(const struct world *w, const void *taken,
                         const char *digest, int64_t bytes)
{
    const struct submission_print *print = taken;
    submission_printed(w, print->id, digest, bytes);
}

static void fail_receipt(const struct world *w, const void *taken,
                         const char *why, bool broken_off)
{
    submission_unprinted(w, taken, why, broken_off);
}

const struct paper_kind paper_receipt = {
    .what = "receipt",
    .work = RENDER_NOMINATION,
    .next = submission_next,
    .take = take_receipt,
    .kept = keep_receipt,
    .failed = fail_receipt,
    .requeue = submission_requeue,
};

/* --- minutes: made anew with each signature ---------------------------------
 */

static void *take_minutes(const struct world *w, int64_t id,
                          struct render_order *order)
{
    struct minutes_print *print = arena_alloc(w->mem, sizeof *print);
    if (!minutes_print_claim(w, id) || !minutes_print_input(w, id, print))
        return NULL;
    order->data = print->data;
    order->data_bytes = print->data_bytes;
    order->created_at = print->created_at;
    return print;
}

static void keep_minutes(const struct world *w, const void *taken,
                         const char *digest, int64_t bytes)
{
    minutes_print_done(w, taken, digest, bytes);
}

static void fail_minutes(const struct world *w, const void *taken,
                         const char *why, bool broken_off)
{
    minutes_print_failed(w, taken, why, broken_off);
}

const struct paper_kind paper_minutes = {
    .what = "minutes",
    .work = RENDER_MINUTES,
    .next = minutes_print_next,
    .take = take_minutes,
    .kept = keep_minutes,
    .failed = fail_minutes,
    .requeue = minutes_print_requeue,
};

/* --- a juror's reading pack: for one person, and not for ever ---------------
 *
 * Whose it is and what is in it stays out of the log. */

struct pack_taken {
    struct pack pack;
    struct pack_print print;
};

static void *take_pack(const struct world *w, int64_t id,
                       struct render_order *order)
{
    struct pack_taken *t = arena_alloc(w->mem, sizeof *t);
    if (!pack_claim(w, id, &t->pack) || !pack_input(w, &t->pack, &t->print))
        return NULL;
    order->data = t->print.data;
    order->data_bytes = t->print.data_bytes;
    order->images = t->print.images.image;
    order->image_count = t->print.images.count;
    order->created_at = t->print.created_at;
    return t;
}

static void keep_pack(const struct world *w, const void *taken,
                      const char *digest, int64_t bytes)
{
    const struct pack_taken *t = taken;
    pack_made(w, &t->pack, t->print.input, digest, bytes);
}

static void fail_pack(const struct world *w, const void *taken, const char *why,
                      bool broken_off)
{
    const struct pack_taken *t = taken;
    pack_unmade(w, &t->pack, why, broken_off);
}

const struct paper_kind paper_pack = {
    .what = "pack",
    .work = RENDER_PACK,
    .next = pack_next,
    .take = take_pack,
    .kept = keep_pack,
    .failed = fail_pack,
    .requeue = pack_requeue,
};
