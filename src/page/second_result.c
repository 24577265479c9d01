/* The ranking after the discussion beside the official one, for whoever leads
 * the meeting. Who has a conflict of interest in a round learns nothing of it:
 * a ranking of the others says where the missing one stands. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/second_mark.h"
#include "model/tally_exact.h"
#include "model/total.h"
#include "page/bar.h"
#include "page/jury_place.h"
#include "page/second_mark.h"
#include "page/second_mark_view.h"

static bool may_see(struct ctx *c, const struct meeting_place *p,
                    int64_t round_id)
{
    struct round round;
    if (!round_by_id(&c->world, round_id, &round) ||
        !str_equal(round.state, "closed") || bar_round_quietly(c, round_id))
        return false;
    if (p->juror && jury_undeclared(c, round_id, p->own->jury_member_id) > 0)
        return false;
    return p->office || !str_equal(round.disclosure, "never");
}

static bool may_open(const struct meeting_place *p)
{
    return p->meeting.rule.second_mark && p->leads &&
           p->meeting.opened_at != NULL;
}

const char *second_result_path(struct ctx *c, const struct meeting_place *p)
{
    const int64_t *round;
    size_t count =
        may_open(p) ? meeting_rounds(&c->world, p->meeting.id, &round) : 0;
    for (size_t i = 0; i < count; i++)
        if (may_see(c, p, round[i]))
            return arena_printf(c->world.mem, "%s/second", p->path);
    return NULL;
}

/* --- one round --------------------------------------------------------------
 */

struct both {
    struct ctx *c;
    const struct meeting_place *p;
    struct result first, second;
    struct second_line *line;
    size_t line_count;
};

static const char *points_text(const struct both *b, const int64_t **mark)
{
    struct total total =
        total_of(b->first.criteria, b->first.input.criterion_count,
                 b->first.input.decimals, mark);
    return lang_number(b->c->world.mem, b->c->lang,
                       tally_exact_display(b->c->world.mem, total.points,
                                           b->first.report.decimals));
}

/* A juror's marks of one of the results. */
static const char *points_of(const struct both *b, const struct result *r,
                             int32_t entry, int32_t juror)
{
    size_t criteria = r->input.criterion_count;
    const int64_t **mark =
        arena_alloc(b->c->world.mem, (criteria + 1) * sizeof *mark);
    for (size_t k = 0; k < criteria; k++)
        mark[k] = NULL;
    for (size_t i = 0; i < r->input.mark_count; i++) {
        const struct tally_mark *m = &r->input.marks[i];
        if (m->entry != entry || m->juror != juror)
            continue;
        int64_t *value = arena_alloc(b->c->world.mem, sizeof *value);
        *value = m->value;
        mark[m->criterion] = value;
    }
    return points_text(b, mark);
}

static bool has_second(const struct both *b, int64_t entry_id,
                       int64_t jury_member_id)
{
    for (size_t i = 0; i < b->line_count; i++)
        if (b->line[i].entry_id == entry_id &&
            b->line[i].jury_member_id == jury_member_id)
            return true;
    return false;
}

static size_t pairs_of(const struct both *b, int32_t entry,
                       const struct second_pair **pair)
{
    const struct result *r = &b->first;
    struct second_pair *list =
        arena_alloc(b->c->world.mem, (r->input.juror_count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t j = 0; j < r->input.juror_count; j++)
        if (has_second(b, r->entry_ids[entry], r->juror_ids[j]))
            list[count++] = (struct second_pair){
                r->report.juror_names[j], points_of(b, r, entry, (int32_t)j),
                points_of(b, &b->second, entry, (int32_t)j)};
    *pair = list;
    return count;
}

static struct second_row row_of(const struct both *b, int32_t e)
{
    struct arena *mem = b->c->world.mem;
    const struct tally_official *a = b->first.report.official;
    const struct tally_official *z = b->second.report.official;
    const struct tally_report_score *before =
        tally_report_scores(mem, &b->first.report);
    const struct tally_report_score *after =
        tally_report_scores(mem, &b->second.report);
    struct second_row row = {
        .title = meeting_name(b->c, b->p, b->first.entry_ids[e]),
        .first_rank = arena_printf(mem, "%d", (int)a->rank_final[e]),
        .first_points = lang_number(mem, b->c->lang, before[e].text),
        .rank = arena_printf(mem, "%d", (int)z->rank_final[e]),
        .points = lang_number(mem, b->c->lang, after[e].text),
        .up = a->rank_final[e] - z->rank_final[e],
    };
    row.pair_count = pairs_of(b, e, &row.pair);
    return row;
}

/* In the order after the discussion. */
static struct second_round round_of(const struct both *b)
{
    const struct tally_official *z = b->second.report.official;
    struct second_row *row =
        arena_alloc(b->c->world.mem, (z->count + 1) * sizeof *row);
    struct second_round view = {
        .name = lang_pick(b->c->lang, b->first.round.name_de,
                          b->first.round.name_en),
        .row = row,
        .count = z->count,
        .names = !str_equal(b->first.round.disclosure, "never"),
    };
    for (size_t i = 0; i < z->count; i++) {
        row[i] = row_of(b, z->order[i]);
        view.noted += row[i].pair_count;
    }
    return view;
}

static bool load(struct ctx *c, const struct meeting_place *p, int64_t round_id,
                 struct both *b)
{
    *b = (struct both){.c = c, .p = p};
    if (!may_see(c, p, round_id) ||
        !result_of_round(&c->world, round_id, &b->first))
        return false;
    b->line_count =
        second_mark_lines(&c->world, &p->meeting, round_id, &b->line);
    return second_mark_result(&c->world, &b->first, b->line, b->line_count,
                              &b->second);
}

void get_second_result(struct ctx *c)
{
    struct meeting_place p;
    const int64_t *id;
    if (!meeting_place(c, &p))
        return;
    if (second_result_path(c, &p) == NULL) {
        ctx_not_found(c);
        return;
    }
    size_t count = meeting_rounds(&c->world, p.meeting.id, &id);
    struct second_round *round =
        arena_alloc(c->world.mem, (count + 1) * sizeof *round);
    struct second_result_view v = {
        .path = p.path,
        .meeting = PICK(p.meeting.title_de, p.meeting.title_en),
        .round = round,
    };
    for (size_t i = 0; i < count; i++) {
        struct both *b = arena_alloc(c->world.mem, sizeof *b);
        if (load(c, &p, id[i], b))
            round[v.count++] = round_of(b);
    }
    page_start(c, T("After the discussion"));
    html_second_result(c->out, &v);
    page_end(c);
}
