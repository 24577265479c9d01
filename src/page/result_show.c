/* What the ranking and the page of one nomination show alike. */
#include "page/result_place.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/tally_show.h"
#include "page/bar.h"
#include "page/sealing_view.h"

enum { BAR_UNITS = 1000, BAR_GAP = 3, COLORS = 8 };

void result_refuse_open(struct ctx *c, const struct round *round)
{
    struct buf payload;
    struct json_out json;
    buf_init(&payload, c->world.mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "path", c->request->path);
    json_object_end(&json);
    c->trace = (struct trace){.action = "result.refused",
                              .subject = "round",
                              .id = round->id,
                              .payload = payload.data};
    struct marks_sealed_view v = {round->id,
                                  PICK(round->name_de, round->name_en)};
    c->reply->status = 404;
    c->width = "page-text";
    page_start(c, T("The marks are sealed"));
    html_marks_sealed(c->out, &v);
    page_end(c);
}

bool result_place(struct ctx *c, struct result_place *p)
{
    struct round round;
    *p = (struct result_place){.score = NULL};
    if (!round_place(c, &round, &p->edition) || bar_round(c, round.id))
        return false;
    if (!result_of_round(&c->world, round.id, &p->result)) {
        if (str_equal(round.state, "open"))
            result_refuse_open(c, &round);
        else if (str_equal(round.state, "replaced"))
            ctx_refuse(c, 404,
                       T("This round was replaced by one with other rules. "
                         "Its marks count nowhere."));
        else
            ctx_refuse(c, 404, T("This round has no result yet."));
        return false;
    }
    p->score = tally_report_scores(c->world.mem, &p->result.report);
    p->official = p->result.report.official;
    return true;
}

void result_place_set(struct ctx *c, struct result_place *p,
                      const struct result *result)
{
    p->result = *result;
    p->result.report.input = p->result.tally.input = &p->result.input;
    if (result->report.result != NULL)
        p->result.report.result = &p->result.tally;
    p->score = tally_report_scores(c->world.mem, &p->result.report);
    p->official = p->result.report.official;
}

/* What the round's method alone has, where everything is too much. */
static void place_own(struct ctx *c, struct result_place *p)
{
    struct arena *mem = c->world.mem;
    enum tally_method method = p->result.input.config.method;
    p->own = tally_panel(mem, p->result.report.result, true);
    if (method == TALLY_TRIMMED)
        p->trimmed = tally_trimmed(mem, p->own, TALLY_TRIMMED_LEAST);
    if (method == TALLY_CALIBRATED)
        p->calibrated = tally_calibrated(mem, p->own);
}

void result_place_all(struct ctx *c, struct result_place *p)
{
    struct result *r = &p->result;
    p->all = result_all(&c->world, r, false);
    if (p->all != NULL) {
        p->own = p->all->panel;
        p->trimmed = p->all->trimmed;
        p->calibrated = p->all->calibrated;
    } else if (r->report.result != NULL)
        place_own(c, p);
    else
        return;
    int32_t *panel =
        arena_alloc(c->world.mem, r->input.entry_count * sizeof *panel);
    for (size_t i = 0; i < r->input.entry_count; i++)
        panel[i] = -1;
    for (size_t i = 0; i < p->own->entries; i++)
        panel[p->own->entry[i]] = (int32_t)i;
    p->panel = panel;
}

const char *result_points(const struct ctx *c, struct tally_fraction f,
                          int decimals)
{
    return lang_number(c->world.mem, c->lang,
                       tally_exact_display(c->world.mem, f, decimals));
}

const char *result_real(const struct ctx *c, double value, int decimals)
{
    const char *sign = value < 0 ? "−" : "";
    char *plain = tally_exact_display(
        c->world.mem, tally_exact_of_double(fabs(value)), decimals);
    return arena_printf(c->world.mem, "%s%s", sign,
                        lang_number(c->world.mem, c->lang, plain));
}

const char *result_part_name(const struct ctx *c, const struct result *r,
                             size_t part)
{
    if (r->stage_count > 0)
        return PICK(r->stage[part].round.name_de, r->stage[part].round.name_en);
    return PICK(r->criteria[part].name_de, r->criteria[part].name_en);
}

static int64_t part_weight(const struct result *r, size_t part)
{
    return r->stage_count > 0 ? r->input.config.combine[part].share
                              : r->criteria[part].weight;
}

size_t result_criteria(struct ctx *c, const struct result *r,
                       struct result_criterion **list)
{
    size_t count =
        r->stage_count > 0 ? r->stage_count : r->input.criterion_count;
    bool weighted = r->input.config.method != TALLY_DECLARED;
    int64_t sum = 0;
    *list = arena_alloc(c->world.mem, count * sizeof **list);
    for (size_t k = 0; k < count; k++)
        sum += part_weight(r, k);
    for (size_t k = 0; k < count; k++)
        (*list)[k] = (struct result_criterion){
            result_part_name(c, r, k),
            weighted ? round_weight(c, part_weight(r, k), sum)
                     : arena_printf(
                           c->world.mem, T("times %s"),
                           lang_number(c->world.mem, c->lang,
                                       tally_exact_short(
                                           c->world.mem,
                                           tally_declared_factor(&r->input, k),
                                           TALLY_FACTOR_DECIMALS))),
            (int)(k % COLORS) + 1};
    return count;
}

const struct result_bar *result_bars(struct ctx *c,
                                     const struct result_place *p, size_t entry,
                                     const char **text)
{
    const struct result *r = &p->result;
    const struct tally_report_score *score = &p->score[entry];
    size_t count = p->official->parts;
    struct result_bar *bar = arena_alloc(c->world.mem, count * sizeof *bar);
    int64_t most =
        (int64_t)tally_exact_round(p->official->high, score->decimals);
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
                 result_part_name(c, r, k),
                 lang_decimal(c->world.mem, c->lang, score->part[k],
                              score->decimals));
    }
    *text = words.data;
    return bar;
}

const char *result_gap(struct ctx *c, const struct result_place *p,
                       size_t above, size_t entry)
{
    struct tally_fraction gap =
        tally_exact_minus(p->official->score[above], p->official->score[entry]);
    int decimals = p->result.report.decimals;
    while (gap.numerator > 0 && decimals < TALLY_EXACT_DECIMALS_MAX &&
           tally_exact_round(gap, decimals) == 0)
        decimals++;
    return result_points(c, gap, decimals);
}

const char *result_method_name(const struct ctx *c, const struct result *r)
{
    if (r->stage_count > 0)
        return T("combined stages, exact arithmetic");
    switch (r->input.config.method) {
    case TALLY_TRIMMED:
        return T("trimmed weighted mean, exact arithmetic");
    case TALLY_CALIBRATED:
        return T("calibrated weighted mean");
    case TALLY_DECLARED:
        return T("the award's own rule, which rounds on the way");
    case TALLY_MEAN:
    case TALLY_METHODS:
        break;
    }
    return T("weighted mean, exact arithmetic");
}

/* "A, B and C" */
/* No more names than a sentence can carry: the ranking has them all. */
enum { NAMES_MAX = 20 };

static const char *list_names(struct ctx *c, const char *const *names,
                              const int32_t *number, size_t count)
{
    struct buf text;
    size_t shown = count > NAMES_MAX + 1 ? NAMES_MAX : count;
    buf_init(&text, c->world.mem);
    for (size_t i = 0; i < shown; i++) {
        if (i > 0 && i + 1 == count)
            buf_addf(&text, " %s ", T("and"));
        else if (i > 0)
            buf_add(&text, ", ");
        buf_add(&text, names[number[i]]);
    }
    if (shown < count)
        buf_addf(&text, T(" and %d others"), (int)(count - shown));
    return text.data;
}

const char *result_entry_names(struct ctx *c, const struct result *r,
                               const int32_t *entry, size_t count)
{
    return list_names(c, r->report.entry_names, entry, count);
}

const char *result_juror_names(struct ctx *c, const struct result *r,
                               const int32_t *juror, size_t count)
{
    return list_names(c, r->report.juror_names, juror, count);
}
