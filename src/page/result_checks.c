/* The other methods beside the official one, and who gave what. */
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_show.h"
#include "page/result_firm.h"

enum { HEATS = 8, TEXTS_MAX = 4 };

/* --- other methods --- */

static const char *method_word(const struct ctx *c, enum tally_named named)
{
    switch (named) {
    case TALLY_NAMED_MEAN:
        return T("Mean");
    case TALLY_NAMED_TRIMMED:
        return T("Trimmed");
    case TALLY_NAMED_MEDIAN:
        return T("Median");
    case TALLY_NAMED_CALIBRATED:
        return T("Calibrated");
    case TALLY_NAMED_BORDA:
        return T("Rank points (Borda)");
    case TALLY_NAMED_SCHULZE:
        return T("Head-to-head (Schulze)");
    case TALLY_NAMED_COUNT:
        break;
    }
    return "";
}

static const int32_t *ranks_of(struct arena *mem, const struct tally_all *all,
                               enum tally_named named)
{
    int32_t *median;
    switch (named) {
    case TALLY_NAMED_MEAN:
        return all->rank[TALLY_MEAN];
    case TALLY_NAMED_TRIMMED:
        return all->rank[TALLY_TRIMMED];
    case TALLY_NAMED_CALIBRATED:
        return all->rank[TALLY_CALIBRATED];
    case TALLY_NAMED_BORDA:
        return all->borda.rank;
    case TALLY_NAMED_SCHULZE:
        return all->schulze.rank;
    case TALLY_NAMED_MEDIAN:
        median = arena_alloc(mem, all->panel->entries * sizeof *median);
        for (size_t i = 0; i < all->panel->entries; i++)
            median[i] = all->result->entries[all->panel->entry[i]].median_rank;
        return median;
    case TALLY_NAMED_COUNT:
        break;
    }
    return NULL;
}

static bool is_official(enum tally_method method, enum tally_named named)
{
    return (method == TALLY_MEAN && named == TALLY_NAMED_MEAN) ||
           (method == TALLY_TRIMMED && named == TALLY_NAMED_TRIMMED) ||
           (method == TALLY_CALIBRATED && named == TALLY_NAMED_CALIBRATED);
}

/* Who is first by these ranks? */
static const char *first_names(struct ctx *c, const struct result_place *p,
                               const int32_t *rank)
{
    const struct tally_panel *panel = p->all->panel;
    int32_t *first = arena_alloc(c->world.mem, panel->entries * sizeof *first);
    size_t count = 0;
    for (size_t i = 0; rank && i < panel->entries; i++)
        if (rank[i] == 1)
            first[count++] = panel->entry[i];
    return result_entry_names(c, &p->result, first, count);
}

/* Jurors with a ballot for both entries of the panel; they ascend. */
static int rated_both(const struct tally_panel *panel, size_t a, size_t b)
{
    int count = 0;
    size_t at = panel->first[a], other = panel->first[b];
    while (at < panel->first[a + 1] && other < panel->first[b + 1]) {
        int32_t x = panel->owner[at], y = panel->owner[other];
        count += x == y;
        at += x <= y;
        other += y <= x;
    }
    return count;
}

/* "5 of 7 jurors rated A above B." of winner and runner-up */
static const char *duel_text(struct ctx *c, const struct result_place *p)
{
    const struct tally_official *o = p->official;
    const struct tally_schulze *s = &p->all->schulze;
    size_t n = p->all->panel->entries;
    if (!s->pairwise || o->count < 2)
        return NULL;
    size_t a = (size_t)p->panel[o->order[0]], b = (size_t)p->panel[o->order[1]];
    int above = (int)s->pairwise[a * n + b],
        below = (int)s->pairwise[b * n + a];
    int both = rated_both(p->all->panel, a, b);
    return arena_printf(
        c->world.mem,
        T("Of %d jurors who rated both, %d put %s above %s, %d the other way "
          "round, and %d gave both the same."),
        both, above, p->result.report.entry_names[o->order[0]],
        p->result.report.entry_names[o->order[1]], below, both - above - below);
}

static const char *flip_text(struct ctx *c, const struct result_place *p)
{
    const struct tally_all *all = p->all;
    struct buf text;
    buf_init(&text, c->world.mem);
    for (size_t i = 0; i < all->warning_count; i++)
        for (int n = 0;
             all->warnings[i].code == TALLY_W_FLIP && n < TALLY_NAMED_COUNT;
             n++) {
            enum tally_named named = (enum tally_named)n;
            if (!(all->warnings[i].methods >> n & 1))
                continue;
            buf_addf(&text, T("%s: %s. "), method_word(c, named),
                     first_names(c, p, ranks_of(c->world.mem, all, named)));
        }
    if (text.bytes == 0)
        return T("All methods name the same first place.");
    return arena_printf(c->world.mem,
                        T("Not all methods name the same first place. %s"),
                        text.data);
}

static void fill_table(struct ctx *c, const struct result_place *p,
                       const struct selection *s, struct firm_view *v)
{
    struct arena *mem = c->world.mem;
    const char **method = arena_alloc(mem, TALLY_NAMED_COUNT * sizeof *method);
    const int32_t *rank[TALLY_NAMED_COUNT];
    struct firm_check *list = arena_alloc(mem, s->count * sizeof *list);
    v->official = SIZE_MAX;
    for (int n = 0; n < TALLY_NAMED_COUNT; n++) {
        enum tally_named named = (enum tally_named)n;
        const int32_t *own = ranks_of(mem, p->all, named);
        if (own == NULL)
            continue;
        if (is_official(p->official->method, named))
            v->official = v->method_count;
        rank[v->method_count] = own;
        method[v->method_count++] = method_word(c, named);
    }
    for (size_t i = 0; i < s->count; i++) {
        const char **shown = arena_alloc(mem, v->method_count * sizeof *shown);
        for (size_t m = 0; m < v->method_count; m++) {
            int32_t own = rank[m][p->panel[s->entry[i]]];
            shown[m] = own > 0 ? arena_printf(mem, "%d", (int)own) : "–";
        }
        list[i] = (struct firm_check){p->result.report.entry_names[s->entry[i]],
                                      shown};
    }
    v->method = method;
    v->check = list;
    v->check_count = s->count;
}

void firm_fill_checks(struct ctx *c, const struct result_place *p,
                      const struct selection *s, struct firm_view *v)
{
    if (p->all == NULL || s->count < 2)
        return;
    const char **text = arena_alloc(c->world.mem, TEXTS_MAX * sizeof *text);
    text[v->check_text_count++] = flip_text(c, p);
    const char *duel = duel_text(c, p);
    if (duel != NULL)
        text[v->check_text_count++] = duel;
    v->check_text = text;
    fill_table(c, p, s, v);
}

/* --- who gave what --- */

/* "Dr. Ada Beispiel" is "Beispiel" where there is little room. */
static const char *last_name(struct ctx *c, const char *name)
{
    const char *last = name;
    for (const char *at = name; *at; at++)
        if (*at == ' ' && at[1] != '\0')
            last = at + 1;
    return arena_text(c->world.mem, last);
}

static const char *absence(const struct ctx *c, enum result_presence presence)
{
    switch (presence) {
    case PRESENCE_CONFLICTED:
        return T("conflicted");
    case PRESENCE_ABSTAINED:
        return T("abstained");
    case PRESENCE_PARTIAL:
        return T("incomplete");
    case PRESENCE_DRAFT:
    case PRESENCE_NOT_GIVEN:
        return T("missing");
    case PRESENCE_COUNTED:
    case PRESENCE_QUORUM:
    case PRESENCE_UNASSIGNED:
        break;
    }
    return NULL;
}

static struct firm_cell make_cell(struct ctx *c, const struct result_place *p,
                                  size_t entry, size_t juror,
                                  enum result_presence presence)
{
    const struct tally_result *t = &p->result.tally;
    const struct tally_entry *e = &t->entries[entry];
    double most = (double)t->weight_sum * (double)t->range;
    for (size_t b = e->ballot_first; b < e->ballot_end; b++) {
        const struct tally_ballot *ballot = &t->ballots[b];
        if ((size_t)ballot->juror != juror || ballot->state != TALLY_COUNTED)
            continue;
        return (struct firm_cell){
            .text = result_points(c, tally_show_ballot(t, ballot),
                                  p->result.report.decimals),
            .heat = (int)lround((double)ballot->total / most * HEATS)};
    }
    return (struct firm_cell){.title = absence(c, presence)};
}

void firm_fill_heat(struct ctx *c, const struct result_place *p,
                    const struct selection *s,
                    const enum result_presence *presence, struct firm_view *v)
{
    const struct result *r = &p->result;
    size_t jurors = r->input.juror_count;
    struct arena *mem = c->world.mem;
    const char **column = arena_alloc(mem, jurors * sizeof *column);
    struct firm_heat_row *list = arena_alloc(mem, s->count * sizeof *list);
    for (size_t j = 0; j < jurors; j++)
        column[j] = last_name(c, r->report.juror_names[j]);
    for (size_t i = 0; i < s->count; i++) {
        size_t e = s->entry[i];
        struct firm_cell *cell = arena_alloc(mem, jurors * sizeof *cell);
        for (size_t j = 0; j < jurors; j++)
            cell[j] = make_cell(c, p, e, j, presence[e * jurors + j]);
        list[i] = (struct firm_heat_row){r->entry_ids[e],
                                         r->report.entry_names[e], cell};
    }
    v->column = column;
    v->column_count = jurors;
    v->heat = list;
    v->heat_count = s->count;
}
