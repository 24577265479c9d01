/* Row rights of the juror's pages, and the queue.
 *
 * Each juror has an order of his own, so that not everybody is fresh for the
 * same nominations and tired for the same others. It is drawn by a keyed
 * digest: nothing is stored, and nobody without the home's key can tell it. */
#include "page/jury_place.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_declare.h"
#include "gen/sql_sheet.h"
#include "gen/sql_view.h"
#include "model/total.h"

bool jury_is_open(const struct jury_place *p)
{
    return str_equal(p->round.state, "open");
}

bool jury_conflicted(const struct jury_place *p)
{
    return p->conflict != NULL && !str_equal(p->conflict, "none");
}

const char *jury_title(const struct ctx *c, bool blind, const char *code,
                       const char *organisation)
{
    return blind ? arena_printf(c->world.mem, T("Nomination %s"), code)
                 : organisation;
}

int64_t jury_undeclared(struct ctx *c, int64_t round_id, int64_t jury_member_id)
{
    struct sql_declare_missing_row row = {0};
    sql_declare_missing(c->world.db, round_id, jury_member_id, &row);
    return row.count;
}

const char *jury_path(const struct ctx *c, const struct jury_place *p)
{
    return arena_printf(c->world.mem, "/jury/entry/%" PRId64 "?round=%" PRId64,
                        p->entry.id, p->round.id);
}

static bool find_round(struct ctx *c, struct jury_place *p)
{
    struct sql_sheet_places_row *row;
    size_t count =
        sql_sheet_places(c->world.db, p->member.id, p->entry.id, &row);
    const char *wanted = form_value(c->form, "round");
    int64_t id = 0;
    if (wanted == NULL)
        wanted = form_value(c->query, "round");
    if (wanted != NULL && !str_int(wanted, 1, INT64_MAX, &id))
        return false;
    for (size_t i = 0; i < count; i++)
        if (wanted == NULL || row[i].id == id)
            return round_by_id(&c->world, row[i].id, &p->round);
    return false;
}

/* false: it is not there for this juror. */
static bool find_conflict(struct ctx *c, struct jury_place *p)
{
    p->conflict = conflict_kind(&c->world, p->member.id, p->entry.id);
    p->undeclared = jury_undeclared(c, p->round.id, p->member.id);
    if (!p->edition.blind)
        return true;
    if (p->undeclared > 0)
        p->conflict = NULL;
    return !jury_conflicted(p);
}

bool jury_place(struct ctx *c, struct jury_place *p)
{
    struct world *w = &c->world;
    if (!entry_by_id(w, ctx_id(c, "id"), &p->entry) ||
        !str_equal(p->entry.state, "admitted") ||
        !edition_by_id(w, p->entry.edition_id, &p->edition) ||
        !jury_of_user(w, p->edition.id, c->visitor.id, &p->member) ||
        !find_round(c, p) || !find_conflict(c, p)) {
        ctx_not_found(c);
        return false;
    }
    p->entry.organisation =
        jury_title(c, p->edition.blind, p->entry.code, p->entry.organisation);
    ctx_edition(c, p->edition.slug,
                PICK(p->edition.title_de, p->edition.title_en));
    return true;
}

bool jury_round(struct ctx *c, struct jury_round *r)
{
    struct sql_sheet_rounds_row *row;
    size_t count = sql_sheet_rounds(c->world.db, c->visitor.id, &row);
    const char *wanted = form_value(c->form, "round");
    int64_t id = 0;
    if (wanted == NULL)
        wanted = form_value(c->query, "round");
    if (wanted == NULL) {
        ctx_redirect(c, "/jury", NULL);
        return false;
    }
    str_int(wanted, 1, INT64_MAX, &id);
    for (size_t i = 0; i < count; i++) {
        if (row[i].id != id || !round_by_id(&c->world, id, &r->round) ||
            !jury_of_user(&c->world, row[i].edition_id, c->visitor.id,
                          &r->member))
            continue;
        r->edition = PICK(row[i].title_de, row[i].title_en);
        r->slug = row[i].slug;
        ctx_edition(c, r->slug, r->edition);
        return true;
    }
    ctx_not_found(c);
    return false;
}

bool jury_may_act(struct ctx *c, struct jury_place *p)
{
    if (!jury_place(c, p))
        return false;
    if (p->conflict != NULL && !jury_conflicted(p) &&
        !str_equal(p->round.state, "planned"))
        return true;
    ctx_not_found(c);
    return false;
}

static enum jury_state state_of(const struct sql_ballot_queue_row *row)
{
    if (row->conflict == NULL)
        return JURY_UNDECLARED;
    if (!str_equal(row->conflict, "none"))
        return JURY_CONFLICTED;
    if (row->ballot == NULL)
        return JURY_OPEN;
    if (str_equal(row->ballot, "submitted"))
        return JURY_SUBMITTED;
    return str_equal(row->ballot, "abstained") ? JURY_ABSTAINED : JURY_DRAFT;
}

static void set_order(const struct world *w, int64_t jury_member_id,
                      struct queue_item *item)
{
    char *text = arena_printf(w->mem, "order %" PRId64 " %" PRId64,
                              jury_member_id, item->id);
    const char *digest = secret_keyed(w->mem, w->key, text, strlen(text));
    memcpy(item->order, digest, sizeof item->order);
}

/* Those with a conflict stand after all that can be read. */
static int by_order(const void *a, const void *b)
{
    const struct queue_item *x = a, *y = b;
    bool no = x->state == JURY_CONFLICTED, nor = y->state == JURY_CONFLICTED;
    if (no != nor)
        return no ? 1 : -1;
    int order = memcmp(x->order, y->order, sizeof x->order);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* The own totals of all complete ballots of a round, in one query. */
static void set_totals(struct ctx *c, const struct round *round,
                       int64_t jury_member_id, struct queue_item *item,
                       size_t count)
{
    struct arena *mem = c->world.mem;
    struct criterion *criteria;
    size_t criterion_count = round_criteria(&c->world, round->id, &criteria);
    struct sql_ballot_queue_scores_row *row;
    size_t rows =
        sql_ballot_queue_scores(c->world.db, round->id, jury_member_id, &row);
    const int64_t **values = arena_alloc(mem, criterion_count * sizeof *values);
    for (size_t i = 0; i < count; i++) {
        if (item[i].state != JURY_DRAFT && item[i].state != JURY_SUBMITTED)
            continue;
        for (size_t k = 0; k < criterion_count; k++) {
            values[k] = NULL;
            for (size_t r = 0; r < rows; r++)
                if (row[r].entry_id == item[i].id &&
                    row[r].criterion_id == criteria[k].id)
                    values[k] = &row[r].value;
        }
        struct total total = total_of(criteria, criterion_count,
                                      (int)round->scale_decimals, values);
        if (total.complete)
            item[i].total = lang_number(
                mem, c->lang,
                tally_exact_display(mem, total.points, (int)round->decimals));
    }
}

/* The own flag and whether there are notes; of a nomination that the juror may
 * not see nothing is said. */
static void set_notes(struct ctx *c, int64_t jury_member_id,
                      struct queue_item *item, size_t count)
{
    struct sql_view_notes_row *row;
    size_t rows = sql_view_notes(c->world.db, jury_member_id, &row);
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < rows; r++) {
            if (row[r].entry_id != item[i].id ||
                item[i].state == JURY_UNDECLARED ||
                item[i].state == JURY_CONFLICTED)
                continue;
            item[i].discuss = row[r].discuss;
            item[i].noted = !str_empty(row[r].text);
        }
}

bool jury_to_do(const struct queue_item *item)
{
    return item->state == JURY_UNDECLARED || item->state == JURY_OPEN ||
           item->state == JURY_DRAFT;
}

/* The first one to do after that entry, then from the start. */
static int64_t find_next(const struct queue_item *item, size_t count,
                         int64_t after)
{
    size_t from = 0;
    for (size_t i = 0; i < count; i++)
        if (item[i].id == after)
            from = i + 1;
    for (size_t i = 0; i < count; i++) {
        const struct queue_item *next = &item[(from + i) % count];
        if (jury_to_do(next) && next->id != after)
            return next->id;
    }
    return 0;
}

static bool is_blind(const struct world *w, const struct round *round)
{
    struct edition edition;
    return edition_by_id(w, round->edition_id, &edition) && edition.blind;
}

void jury_fill_queue(struct ctx *c, const struct round *round,
                     int64_t jury_member_id, int64_t after,
                     struct queue_view *queue)
{
    struct world *w = &c->world;
    struct sql_ballot_queue_row *row;
    size_t rows = sql_ballot_queue(w->db, round->id, jury_member_id, &row);
    struct queue_item *item = arena_alloc(w->mem, rows * sizeof *item);
    size_t count = 0;
    bool blind = is_blind(w, round);
    queue->undeclared = jury_undeclared(c, round->id, jury_member_id);
    for (size_t i = 0; i < rows; i++) {
        if (!str_equal(row[i].state, "admitted") ||
            (blind &&
             (queue->undeclared > 0 || state_of(&row[i]) == JURY_CONFLICTED)))
            continue;
        struct queue_item *q = &item[count++];
        *q = (struct queue_item){
            .id = row[i].id,
            .company = jury_title(c, blind, row[i].code, row[i].organisation),
            .category_id = row[i].category_id ? *row[i].category_id : 0,
            .category = row[i].category_de
                            ? PICK(row[i].category_de, row[i].category_en)
                            : NULL,
            .state = state_of(&row[i]),
        };
        set_order(w, jury_member_id, q);
        queue->in_state[q->state]++;
    }
    if (count > 1)
        qsort(item, count, sizeof *item, by_order);
    set_totals(c, round, jury_member_id, item, count);
    set_notes(c, jury_member_id, item, count);
    for (size_t i = 0; i < count; i++)
        queue->complete += item[i].state == JURY_DRAFT && item[i].total != NULL;
    queue->words_asked =
        round->comment_min > 0 || round->criterion_comment_min > 0;
    queue->item = item;
    queue->count = count;
    queue->readable = count - queue->in_state[JURY_CONFLICTED];
    queue->next = queue->open ? find_next(item, count, after) : 0;
}
