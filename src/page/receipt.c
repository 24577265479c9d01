/* Receipts of the own ballots, as a page and as a text. Which ballots those are
 * is said by one query: the visitor's, handed in, without a conflict. */
#include "page/receipt.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "model/ballot.h"
#include "model/bundle.h"
#include "model/edition.h"
#include "model/jury.h"
#include "model/receipt.h"
#include "model/round.h"
#include "model/seal.h"
#include "model/tally.h"
#include "model/total.h"
#include "page/ctx.h"
#include "page/jury_place.h"
#include "page/receipt_view.h"
#include "page/sealing.h"

static void fill_marks(struct ctx *c, const struct sql_ballot_receipts_row *row,
                       struct receipt_item *item)
{
    struct receipt_ballot ballot;
    struct criterion *k;
    struct arena *mem = c->world.mem;
    item->lines = "";
    if (!ballot_sealed_form(&c->world, row->id, row->round_id, &ballot))
        return;
    size_t count = round_criteria(&c->world, row->round_id, &k);
    struct receipt_mark *mark = arena_alloc(mem, count * sizeof *mark);
    for (size_t i = 0; i < count; i++)
        mark[i] = (struct receipt_mark){
            .name = PICK(k[i].name_de, k[i].name_en),
            .mark = ballot.value[i] ? total_mark(mem, c->lang, *ballot.value[i],
                                                 ballot.decimals)
                                    : T("n/a")};
    item->mark = mark;
    item->mark_count = count;
    item->lines = receipt_text(mem, &ballot, row->receipt_salt);
}

static enum receipt_state state_of(const struct ctx *c,
                                   const struct sql_ballot_receipts_row *row,
                                   const struct seal *seal)
{
    if (seal->body == NULL)
        return str_equal(row->state, "replaced") ? RECEIPT_REPLACED
                                                 : RECEIPT_OPEN;
    if (strstr(seal->body,
               arena_printf(c->world.mem, "\"receipt\":\"%s\"", row->receipt)))
        return RECEIPT_FOUND;
    return str_equal(row->entry_state, "admitted") ? RECEIPT_MISSING
                                                   : RECEIPT_WITHDRAWN;
}

/* May the visitor have the sealed file of this edition? */
static bool may_download(struct ctx *c, const struct edition *edition)
{
    struct jury_member member;
    return jury_of_user(&c->world, edition->id, c->visitor.id, &member) &&
           bundle_for_juror(&c->world, &member);
}

static struct receipt_group
read_group(struct ctx *c, struct sql_ballot_receipts_row *row, size_t count)
{
    struct seal seal = {0};
    struct edition edition;
    struct receipt_group group = {.round_id = row->round_id,
                                  .name = PICK(row->name_de, row->name_en),
                                  .edition = "",
                                  .slug = row->edition,
                                  .count = count};
    bool sealed = seal_newest(&c->world, row->round_id, &seal);
    group.replaced = !sealed && str_equal(row->state, "replaced");
    if (sealed) {
        group.seal = seal.number;
        group.sealed_at = seal.sealed_at;
        group.seal_digest = seal.digest;
    }
    if (edition_by_slug(&c->world, row->edition, &edition)) {
        group.edition = PICK(edition.title_de, edition.title_en);
        group.download = sealed && may_download(c, &edition);
    }
    struct receipt_item *item = arena_alloc(c->world.mem, count * sizeof *item);
    for (size_t i = 0; i < count; i++) {
        item[i] = (struct receipt_item){
            .anchor = arena_textn(c->world.mem, row[i].receipt, RECEIPT_SHOWN),
            .company = jury_title(c, row[i].blind != 0, row[i].entry,
                                  row[i].organisation),
            .entry = row[i].entry,
            .submitted_at = row[i].submitted_at,
            .salt = row[i].receipt_salt,
            .code = row[i].receipt,
            .state = state_of(c, &row[i], &seal),
        };
        fill_marks(c, &row[i], &item[i]);
    }
    group.item = item;
    return group;
}

static struct receipts_view read_receipts(struct ctx *c)
{
    struct sql_ballot_receipts_row *row;
    size_t rows = sql_ballot_receipts(c->world.db, c->visitor.id, &row);
    struct receipt_group *group =
        arena_alloc(c->world.mem, rows * sizeof *group);
    struct receipts_view v = {.juror = c->visitor.name, .group = group};
    for (size_t i = 0, end; i < rows; i = end) {
        for (end = i + 1; end < rows && row[end].round_id == row[i].round_id;)
            end++;
        group[v.count++] = read_group(c, &row[i], end - i);
    }
    return v;
}

void get_jury_receipts(struct ctx *c)
{
    struct receipts_view v = read_receipts(c);
    if (v.count > 0)
        ctx_edition(c, v.group[0].slug, v.group[0].edition);
    c->width = "page-text";
    page_start(c, T("Your receipts"));
    html_receipts(c->out, &v);
    page_end(c);
}

/* --- the same as a text --- */

static const char *state_text(struct ctx *c, const struct receipt_group *group,
                              enum receipt_state state)
{
    switch (state) {
    case RECEIPT_OPEN:
        return T("The round is not closed yet; then it is sealed.");
    case RECEIPT_REPLACED:
        return T(
            "The round was replaced by one with other rules. These marks "
            "count nowhere.");
    case RECEIPT_FOUND:
        return arena_printf(
            c->world.mem, T("Found in seal %d of %s"), (int)group->seal,
            lang_datetime(c->world.mem, c->lang, group->sealed_at));
    case RECEIPT_WITHDRAWN:
        return T("The nomination was withdrawn and is in no newer seal.");
    case RECEIPT_MISSING:
        return T("Not found in the seal! Please tell the chair of the jury.");
    }
    return "";
}

static void write_item(struct ctx *c, struct buf *out,
                       const struct receipt_group *group,
                       const struct receipt_item *item)
{
    buf_addf(out, "\n%s (%s)\n", item->company, item->entry);
    if (item->submitted_at != NULL)
        buf_addf(out, "%s %s\n", T("Handed in:"),
                 lang_datetime(c->world.mem, c->lang, *item->submitted_at));
    for (size_t i = 0; i < item->mark_count; i++)
        buf_addf(out, "%s: %s\n", item->mark[i].name, item->mark[i].mark);
    buf_addf(out, "%s %s\n%s %s\n%s\n", T("Receipt:"), item->code, T("Salt:"),
             item->salt, state_text(c, group, item->state));
    buf_addf(out, "%s\n\n%s", T("The lines that the code is made of:"),
             item->lines);
}

void get_jury_receipts_text(struct ctx *c)
{
    struct receipts_view v = read_receipts(c);
    struct buf out;
    buf_init(&out, c->world.mem);
    buf_addf(&out, "%s: %s\n\n%s\n\n%s\n", T("Receipts of the marks"), v.juror,
             T("Nobody can change your marks unnoticed. Keep this text: after "
               "the close the sealed file of the award lists your marks under "
               "a drawn name, with the very same code."),
             T("Each code is BLAKE2b-256 over the lines below it, each with a "
               "line break at its end. Saved as a file they give it again: "
               "b2sum -l 256 FILE. The sealed file is checked by: lorbeer "
               "verify FILE."));
    for (size_t i = 0; i < v.count; i++) {
        const struct receipt_group *group = &v.group[i];
        buf_addf(&out, "\n\n%s · %s\n", group->edition, group->name);
        if (group->seal_digest != NULL)
            buf_addf(&out, "%s %s\n", T("Digest of the seal:"),
                     group->seal_digest);
        for (size_t k = 0; k < group->count; k++)
            write_item(c, &out, group, &group->item[k]);
    }
    reply_download_bytes(c->world.mem, c->reply, out.data, out.bytes,
                         T("receipts.txt"), "text/plain; charset=utf-8");
}

/* --- the sealed file --- */

void get_jury_seal(struct ctx *c)
{
    struct round round;
    struct edition edition;
    struct seal seal;
    if (!round_by_id(&c->world, ctx_id(c, "round"), &round) ||
        !edition_by_id(&c->world, round.edition_id, &edition) ||
        !seal_newest(&c->world, round.id, &seal) || !may_download(c, &edition))
        ctx_not_found(c);
    else
        sealing_download(c, &edition);
}
