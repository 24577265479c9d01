/* What does not count, and why. */
#include "page/result_absent.h"

#include "base/arena.h"

struct listing {
    struct ctx *c;
    const struct result *r;
    const enum result_presence *presence;
    struct result_view *v;
    struct result_absent *list;
};

static void fill_unranked(struct ctx *c, const struct result_place *p,
                          struct result_view *v)
{
    const struct result *r = &p->result;
    size_t all = r->input.entry_count;
    struct result_unranked *list =
        arena_alloc(c->world.mem, all * sizeof *list);
    for (size_t e = 0; e < all; e++) {
        if (p->official && p->official->rank[e] > 0)
            continue;
        if (v->unranked_count == RESULT_ROWS_MAX) {
            v->more = true;
            break;
        }
        list[v->unranked_count++] = (struct result_unranked){
            r->entry_ids[e], r->report.entry_names[e],
            r->report.result ? r->tally.entries[e].ballots : 0};
    }
    v->unranked = list;
}

static const char *absence_text(const struct ctx *c, enum result_absence why)
{
    switch (why) {
    case RESULT_NOT_GIVEN:
        return T("nothing handed in");
    case RESULT_DRAFT:
        return T("draft, not handed in");
    case RESULT_ABSTAINED:
        return T("abstained");
    case RESULT_CONFLICTED:
        return T("conflict of interest");
    }
    return "";
}

static void add(struct listing *l, struct result_absent absent)
{
    if (l->v->absent_count < RESULT_ROWS_MAX)
        l->list[l->v->absent_count++] = absent;
    else
        l->v->more = true;
}

/* Handed in, but with marks missing, or for a nomination with too few. */
static void add_ballots(struct listing *l)
{
    const struct ctx *c = l->c;
    const struct result *r = l->r;
    for (size_t e = 0; e < r->input.entry_count; e++)
        for (size_t j = 0; j < r->input.juror_count; j++) {
            enum result_presence own =
                l->presence[e * r->input.juror_count + j];
            if (own == PRESENCE_PARTIAL || own == PRESENCE_QUORUM)
                add(l, (struct result_absent){
                           r->report.entry_names[e], r->report.juror_names[j],
                           own == PRESENCE_PARTIAL
                               ? T("handed in, but marks are missing")
                               : T("handed in; the nomination has too few"),
                           ""});
        }
}

void result_absent_fill(struct ctx *c, const struct result_place *p,
                        const enum result_presence *presence,
                        struct result_view *v)
{
    const struct result *r = &p->result;
    struct listing l = {
        c, r, presence, v,
        arena_alloc(c->world.mem, RESULT_ROWS_MAX * sizeof *l.list)};
    fill_unranked(c, p, v);
    add_ballots(&l);
    for (size_t i = 0; i < r->left_out_count; i++)
        add(&l, (struct result_absent){r->left_out[i].organisation,
                                       r->left_out[i].name,
                                       absence_text(c, r->left_out[i].why),
                                       r->left_out[i].reason});
    v->absent = l.list;
}
