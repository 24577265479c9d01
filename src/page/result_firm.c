/* The word for the first place, and how far each rank could have moved. */
#include "page/result_firm.h"

#include "base/arena.h"
#include "base/str.h"

enum { CHART_UNITS = 1000, TICK_UNITS = 8, REASONS_MAX = 6, SLOTS_MAX = 40 };

const char *firm_range(const struct ctx *c, int32_t best, int32_t worst)
{
    if (best == worst)
        return arena_printf(c->world.mem, "%d", (int)best);
    return arena_printf(c->world.mem, "%d–%d", (int)best, (int)worst);
}

static const struct tally_leave_one_out *left_out(const struct result_place *p)
{
    return p->all && p->result.tally.counted_jurors > FIRM_JURORS_FEW
               ? p->all->leave_one_out[p->official->method]
               : NULL;
}

static const struct tally_replicates *replicates(const struct result_place *p)
{
    return p->all ? p->all->replicates[p->official->method] : NULL;
}

/* "63 %", never 100 unless it is all of them */
static const char *percent(const struct ctx *c, int64_t part, int64_t all)
{
    int64_t tenths = all > 0 ? (2 * part * 100 + all) / (2 * all) : 0;
    if (tenths == 100 && part < all)
        return T("over 99 %");
    if (tenths == 0 && part > 0)
        return T("under 1 %");
    return arena_printf(c->world.mem, "%d %%", (int)tenths);
}

/* --- the word --- */

static bool same_winners(const struct result_place *p,
                         const struct tally_without *without)
{
    const int32_t *rank = p->official->rank;
    size_t at = 0;
    for (size_t e = 0; e < p->official->entries; e++) {
        if (rank[e] != 1)
            continue;
        if (at == without->winner_count || (size_t)without->winners[at++] != e)
            return false;
    }
    return at == without->winner_count;
}

/* Is the one winner of the official ranking first without this juror, too?
 * Where lots or a criterion broke a tie, that is no change to speak of. */
static bool stays_alone(const struct result_place *p,
                        const struct tally_without *without)
{
    if (without->winner_count != 1)
        return false;
    const struct tally_official *official = p->official;
    int32_t rank = official->rank_final[without->winners[0]];
    size_t first = 0;
    for (size_t i = 0; i < official->entries; i++)
        first += official->rank_final[i] == 1;
    return rank == 1 && first == 1;
}

/* One sentence for each juror whose absence changes the first place. */
static void add_reasons(struct ctx *c, const struct result_place *p,
                        struct firm_view *v)
{
    const struct tally_leave_one_out *out = left_out(p);
    const struct tally_panel *panel = p->all->panel;
    const char **list = arena_alloc(c->world.mem, REASONS_MAX * sizeof *list);
    for (size_t j = 0; j < panel->jurors; j++) {
        const struct tally_without *w = &out->without[j];
        const char *juror = p->result.report.juror_names[panel->juror[j]];
        if ((w->status == TALLY_OK &&
             (same_winners(p, w) || stays_alone(p, w))) ||
            v->reason_count == REASONS_MAX)
            continue;
        list[v->reason_count++] =
            w->status != TALLY_OK
                ? arena_printf(c->world.mem,
                               T("Without %s there would be no ranking."),
                               juror)
                : arena_printf(c->world.mem,
                               TN("Without %s, %s would be first.",
                                  "Without %s, %s would share the first place.",
                                  (int64_t)w->winner_count),
                               juror,
                               result_entry_names(c, &p->result, w->winners,
                                                  w->winner_count));
    }
    v->reason = list;
}

static const char *word_text(struct ctx *c, const struct result_place *p,
                             enum tally_word word)
{
    bool drawn = replicates(p) != NULL;
    if (word == TALLY_CLEAR)
        return T(
            "Whichever juror one leaves out, the winner stays; and in at least "
            "90 of 100 draws of the jury, too.");
    if (word == TALLY_SOLID && drawn)
        return T(
            "Whichever juror one leaves out, the winner stays. In some draws "
            "of the jury another nomination is first.");
    if (word == TALLY_SOLID)
        return T("Whichever juror one leaves out, the winner stays.");
    return T(
        "The first places lie close together; single jurors tip the balance. "
        "That is a reason to talk, not to doubt: the ranking is exact, and the "
        "jury decides.");
}

void firm_word(struct ctx *c, const struct result_place *p, struct firm_view *v)
{
    if (left_out(p) == NULL || p->all->word == TALLY_NO_WORD)
        return;
    enum tally_word word = p->all->word;
    v->word = word == TALLY_CLEAR   ? T("clear")
              : word == TALLY_SOLID ? T("solid")
                                    : T("a close call");
    v->firmness = word == TALLY_CLEAR ? 2 : word == TALLY_SOLID ? 1 : 0;
    v->word_text = word_text(c, p, word);
    add_reasons(c, p, v);
}

/* --- the chart --- */

static int64_t chart_x(int64_t rank, int64_t ranks)
{
    return (rank - 1) * CHART_UNITS / ranks;
}

static struct firm_range make_range(struct ctx *c, const struct result_place *p,
                                    const struct tally_leave_one_out *out,
                                    size_t entry, int64_t ranks)
{
    const struct tally_replicates *drawn = replicates(p);
    size_t i = (size_t)p->panel[entry];
    int64_t rank = p->official->rank[entry];
    int64_t slot = ranks < CHART_UNITS / 2 ? CHART_UNITS / ranks : 2;
    struct firm_range r = {
        .entry_id = p->result.entry_ids[entry],
        .company = p->result.report.entry_names[entry],
        .rank = rank,
        .out_x = chart_x(out->best[i], ranks),
        .out_width =
            chart_x(out->worst[i], ranks) + slot - chart_x(out->best[i], ranks),
        .tick_x = chart_x(rank, ranks) + (slot - TICK_UNITS) / 2,
        .out = firm_range(c, out->best[i], out->worst[i]),
    };
    if (drawn == NULL || drawn[i].rank_lo == 0)
        return r;
    r.draw_x = chart_x(drawn[i].rank_lo, ranks);
    r.draw_width = chart_x(drawn[i].rank_hi, ranks) + slot - r.draw_x;
    r.draws = firm_range(c, drawn[i].rank_lo, drawn[i].rank_hi);
    r.first = percent(c, drawn[i].first, p->result.input.config.replicates);
    return r;
}

static const char *draws_text(struct ctx *c, const struct result_place *p)
{
    if (replicates(p) == NULL)
        return T("Draws of the jury say something from five jurors on.");
    return arena_printf(
        c->world.mem,
        T("To find out, %s juries were drawn at random from the members, some "
          "of them twice and some not at all. In a small jury this makes the "
          "result look somewhat firmer than it is (by 5 to 10 percentage "
          "points). A shared first place counts for each who shares it."),
        lang_int(c->world.mem, c->lang, p->result.input.config.replicates));
}

static void fill_ranges(struct ctx *c, const struct result_place *p,
                        const struct selection *s, struct firm_view *v)
{
    const struct tally_leave_one_out *out = left_out(p);
    if (out == NULL)
        return;
    struct firm_range *list =
        arena_alloc(c->world.mem, s->count * sizeof *list);
    v->ranks = (int64_t)p->official->count;
    v->slots = v->ranks <= SLOTS_MAX ? v->ranks : 0;
    for (size_t i = 0; i < s->count; i++)
        list[i] = make_range(c, p, out, s->entry[i], v->ranks);
    v->range = list;
    v->range_count = s->count;
    v->draws = replicates(p) != NULL;
    v->draws_text = draws_text(c, p);
    for (size_t i = 0; v->draws && i < s->count; i++)
        v->draws = list[i].draws != NULL;
}

void firm_fill(struct ctx *c, const struct result_place *p,
               const struct selection *s, const enum result_presence *presence,
               struct firm_view *v)
{
    struct selection first = *s;
    if (first.count > FIRM_ROWS_MAX)
        first.count = FIRM_ROWS_MAX;
    if (p->result.stage_count == 0 && p->all == NULL)
        v->too_large = true;
    if (first.count < s->count)
        v->cut =
            arena_printf(c->world.mem, T("The first %d of %d nominations."),
                         FIRM_ROWS_MAX, (int)s->count);
    fill_ranges(c, p, &first, v);
    firm_fill_weights(c, p, s, v);
    if (p->result.stage_count == 0)
        firm_fill_heat(c, p, &first, presence, v);
    firm_fill_checks(c, p, &first, v);
}
