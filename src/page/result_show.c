/* What the ranking and the page of one nomination show alike. */
#include "page/result_place.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/tally_show.h"

enum { BAR_UNITS = 1000, BAR_GAP = 3, COLORS = 8 };

bool result_place(struct ctx *c, struct result_place *p)
{
    struct round round;
    if (!round_place(c, &round, &p->edition))
        return false;
    if (!result_of_round(&c->world, round.id, &p->result)) {
        ctx_refuse(c, 404,
                   T("The round is still running. Its result appears when it "
                     "is closed."));
        return false;
    }
    p->score = tally_report_scores(c->world.mem, &p->result.report);
    return true;
}

const char *result_points(const struct ctx *c, struct tally_fraction f,
                          int decimals)
{
    return lang_number(c->world.mem, c->lang,
                       tally_exact_display(c->world.mem, f, decimals));
}

void result_criteria(struct ctx *c, const struct result *r,
                     struct result_criterion **list)
{
    size_t count = r->input.criterion_count;
    int64_t sum = 0;
    *list = arena_alloc(c->world.mem, count * sizeof **list);
    for (size_t k = 0; k < count; k++)
        sum += r->criteria[k].weight;
    for (size_t k = 0; k < count; k++)
        (*list)[k] = (struct result_criterion){
            PICK(r->criteria[k].name_de, r->criteria[k].name_en),
            round_weight(c, r->criteria[k].weight, sum), (int)(k % COLORS) + 1};
}

const struct result_bar *result_bars(struct ctx *c,
                                     const struct result_place *p, size_t entry,
                                     const char **text)
{
    const struct result *r = &p->result;
    const struct tally_report_score *score = &p->score[entry];
    size_t count = r->input.criterion_count;
    struct result_bar *bar = arena_alloc(c->world.mem, count * sizeof *bar);
    int64_t most =
        (int64_t)tally_exact_round(tally_show_high(&r->tally), score->decimals);
    int64_t before = 0;
    struct buf words;
    buf_init(&words, c->world.mem);
    for (size_t k = 0; k < count; k++) {
        int64_t part = score->part[k] > 0 ? score->part[k] : 0;
        int64_t from = most > 0 ? before * BAR_UNITS / most : 0;
        int64_t to = most > 0 ? (before + part) * BAR_UNITS / most : 0;
        int64_t width = to - from > BAR_GAP ? to - from - BAR_GAP : to - from;
        bar[k] = (struct result_bar){from, width, (int)(k % COLORS) + 1};
        before += part;
        buf_addf(&words, "%s%s %s", k > 0 ? "; " : "",
                 PICK(r->criteria[k].name_de, r->criteria[k].name_en),
                 lang_decimal(c->world.mem, c->lang, score->part[k],
                              score->decimals));
    }
    *text = words.data;
    return bar;
}

const char *result_gap(struct ctx *c, const struct result *r, size_t above,
                       size_t entry)
{
    struct tally_fraction gap = tally_exact_minus(
        tally_show_score(&r->tally, above), tally_show_score(&r->tally, entry));
    int decimals = (int)r->round.decimals;
    while (gap.numerator > 0 && decimals < TALLY_EXACT_DECIMALS_MAX &&
           tally_exact_round(gap, decimals) == 0)
        decimals++;
    return result_points(c, gap, decimals);
}
