#include "model/second_mark.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_second_mark.h"
#include "gen/sql_second_mark_write.h"
#include "model/audit.h"

/* --- when -------------------------------------------------------------------
 */

/* What became of the nomination in this meeting. */
struct called {
    bool begun, now;
};

static struct called called(const struct world *w, const struct meeting *m,
                            int64_t entry_id)
{
    struct meeting_item *item;
    size_t count = meeting_items(w, m->id, &item);
    struct called c = {false, false};
    for (size_t i = 0; i < count; i++) {
        const int64_t *entry;
        if (item[i].begun_at == NULL)
            continue;
        size_t entries = meeting_item_entries(w, &item[i], &entry);
        for (size_t k = 0; k < entries; k++)
            if (entry[k] == entry_id) {
                c.begun = true;
                c.now = c.now || item[i].id == m->item_id;
            }
    }
    return c;
}

bool second_mark_is_open(const struct world *w, const struct meeting *m,
                         int64_t entry_id)
{
    struct called c = called(w, m, entry_id);
    return c.begun && !c.now;
}

enum second_mark_outcome second_mark_place(const struct world *w,
                                           const struct meeting *m,
                                           int64_t jury_member_id,
                                           int64_t entry_id,
                                           struct second_place *place)
{
    struct sql_second_mark_round_row row;
    struct sql_second_mark_present_row present = {0};
    if (!m->rule.second_mark)
        return SECOND_MARK_RULE;
    if (!sql_second_mark_round(w->db, m->id, jury_member_id, entry_id, &row))
        return SECOND_MARK_BALLOT;
    *place = (struct second_place){m->id, row.round_id, jury_member_id,
                                   entry_id, row.ballot_id};
    if (!str_equal(m->state, "open") || !called(w, m, entry_id).begun)
        return SECOND_MARK_STATE;
    sql_second_mark_present(w->db, m->id, jury_member_id, &present);
    return present.count > 0 ? SECOND_MARK_OK : SECOND_MARK_AWAY;
}

/* --- reading ----------------------------------------------------------------
 */

struct second_ballot second_mark_get(const struct world *w,
                                     const struct second_place *place)
{
    struct sql_second_mark_get_row row;
    struct sql_second_mark_values_row *value;
    if (!sql_second_mark_get(w->db, place->meeting_id, place->round_id,
                             place->jury_member_id, place->entry_id, &row))
        return (struct second_ballot){.remark = ""};
    size_t count = sql_second_mark_values(w->db, row.id, &value);
    struct second_value *list = arena_alloc(w->mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct second_value){value[i].criterion_id, value[i].value};
    return (struct second_ballot){
        .id = row.id,
        .noted = str_equal(row.state, "noted"),
        .remark = row.remark,
        .revision = row.revision,
        .changed_at = row.changed_at,
        .value = list,
        .count = count,
    };
}

size_t second_mark_first(const struct world *w,
                         const struct second_place *place,
                         struct second_value **value)
{
    struct sql_ballot_scores_row *row;
    size_t count = sql_ballot_scores(w->db, place->ballot_id, &row), given = 0;
    *value = arena_alloc(w->mem, (count + 1) * sizeof **value);
    for (size_t i = 0; i < count; i++)
        if (row[i].value != NULL)
            (*value)[given++] =
                (struct second_value){row[i].criterion_id, *row[i].value};
    return given;
}

size_t second_mark_lines(const struct world *w, const struct meeting *m,
                         int64_t round_id, struct second_line **list)
{
    struct sql_second_mark_of_round_row *row;
    size_t count = sql_second_mark_of_round(w->db, m->id, round_id, &row);
    size_t kept = 0;
    bool shown = false;
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || row[i].entry_id != row[i - 1].entry_id)
            shown = second_mark_is_open(w, m, row[i].entry_id);
        if (shown)
            (*list)[kept++] = (struct second_line){
                row[i].entry,          row[i].juror,        row[i].entry_id,
                row[i].jury_member_id, row[i].criterion_id, row[i].value};
    }
    return kept;
}

/* --- writing ----------------------------------------------------------------
 */

static const struct second_value *find(const struct second_value *value,
                                       size_t count, int64_t criterion_id)
{
    for (size_t i = 0; i < count; i++)
        if (value[i].criterion_id == criterion_id)
            return &value[i];
    return NULL;
}

/* Every criterion once, on its scale, and nothing else. */
static bool is_whole(const struct world *w, int64_t round_id,
                     const struct second_value *value, size_t count)
{
    struct criterion *k;
    size_t criteria = round_criteria(w, round_id, &k);
    for (size_t i = 0; i < criteria; i++) {
        const struct second_value *v = find(value, count, k[i].id);
        if (v == NULL || v->value < k[i].lo || v->value > k[i].hi ||
            (v->value - k[i].lo) % k[i].step != 0)
            return false;
    }
    return count == criteria;
}

/* The log says that, the tables say what, as with ballots. */
static void log_version(const struct world *w, const struct second_place *place,
                        const char *action, int64_t id, int64_t revision)
{
    audit_add(w, action, "entry", place->entry_id,
              arena_printf(w->mem,
                           "{\"meeting\":%" PRId64 ",\"second\":%" PRId64
                           ",\"revision\":%" PRId64 "}",
                           place->meeting_id, id, revision));
}

static int64_t write_version(const struct world *w,
                             const struct second_place *p,
                             const struct second_ballot *was, const char *state,
                             const char *remark)
{
    int64_t id = was->id;
    if (id == 0)
        id = sql_second_mark_add(w->db, p->meeting_id, p->round_id,
                                 p->jury_member_id, p->entry_id, state, remark,
                                 w->now);
    else
        sql_second_mark_change(w->db, id, was->revision, state, remark, w->now);
    sql_second_mark_keep(w->db, id);
    return id;
}

static enum second_mark_outcome may_write(const struct world *w,
                                          const struct second_place *place,
                                          const struct second_ballot *was,
                                          int64_t revision)
{
    struct meeting m;
    struct second_place now;
    if (!meeting_by_id(w, place->meeting_id, &m))
        return SECOND_MARK_STATE;
    enum second_mark_outcome outcome =
        second_mark_place(w, &m, place->jury_member_id, place->entry_id, &now);
    if (outcome == SECOND_MARK_OK && now.round_id != place->round_id)
        return SECOND_MARK_BALLOT;
    if (outcome == SECOND_MARK_OK && was->revision != revision)
        return SECOND_MARK_CHANGED;
    return outcome;
}

static bool is_same(const struct second_ballot *was,
                    const struct second_value *value, size_t count,
                    const char *remark)
{
    bool same =
        was->noted && was->count == count && str_equal(was->remark, remark);
    for (size_t i = 0; i < count && same; i++) {
        const struct second_value *v =
            find(was->value, was->count, value[i].criterion_id);
        same = v != NULL && v->value == value[i].value;
    }
    return same;
}

enum second_mark_outcome second_mark_put(const struct world *w,
                                         const struct second_place *place,
                                         int64_t revision,
                                         const struct second_value *value,
                                         size_t count, const char *remark)
{
    struct second_ballot was = second_mark_get(w, place);
    enum second_mark_outcome outcome = may_write(w, place, &was, revision);
    bool same = is_same(&was, value, count, remark);
    if (same && (outcome == SECOND_MARK_OK || outcome == SECOND_MARK_CHANGED))
        return SECOND_MARK_OK; /* sent twice */
    if (outcome != SECOND_MARK_OK)
        return outcome;
    if (!is_whole(w, place->round_id, value, count))
        return SECOND_MARK_MARKS;
    int64_t id = write_version(w, place, &was, "noted", remark);
    for (size_t i = 0; i < count; i++)
        sql_second_mark_value(w->db, id, value[i].criterion_id, value[i].value);
    log_version(w, place, "second_mark.note", id, revision + 1);
    return SECOND_MARK_OK;
}

enum second_mark_outcome second_mark_take_back(const struct world *w,
                                               const struct second_place *place,
                                               int64_t revision)
{
    struct second_ballot was = second_mark_get(w, place);
    enum second_mark_outcome outcome = may_write(w, place, &was, revision);
    if (outcome != SECOND_MARK_OK || !was.noted)
        return outcome;
    int64_t id = write_version(w, place, &was, "taken_back", "");
    log_version(w, place, "second_mark.take_back", id, revision + 1);
    return SECOND_MARK_OK;
}

/* --- the ranking after it ---------------------------------------------------
 */

static int32_t index_of(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return (int32_t)i;
    return -1;
}

static int32_t criterion_of(const struct result *r, int64_t id)
{
    for (size_t k = 0; k < r->input.criterion_count; k++)
        if (r->criteria[k].id == id)
            return (int32_t)k;
    return -1;
}

/* Only marks that count already get another value: none is added. */
static void replace(struct tally_mark *mark, size_t count,
                    const struct result *r, const struct second_line *line)
{
    int32_t entry =
        index_of(r->input.entries, r->input.entry_count, line->entry);
    int32_t juror =
        index_of(r->input.jurors, r->input.juror_count, line->juror);
    int32_t criterion = criterion_of(r, line->criterion_id);
    for (size_t i = 0; i < count; i++)
        if (mark[i].entry == entry && mark[i].juror == juror &&
            mark[i].criterion == criterion)
            mark[i].value = (int32_t)line->value;
}

bool second_mark_result(const struct world *w, const struct result *first,
                        const struct second_line *line, size_t count,
                        struct result *second)
{
    size_t marks = first->input.mark_count;
    struct tally_mark *mark = arena_alloc(w->mem, (marks + 1) * sizeof *mark);
    *second = *first;
    if (first->report.official == NULL || first->stage_count > 0)
        return false;
    memcpy(mark, first->input.marks, marks * sizeof *mark);
    for (size_t i = 0; i < count; i++)
        replace(mark, marks, first, &line[i]);
    second->input.marks = mark;
    second->report.input = &second->input;
    second->report.result = NULL;
    second->report.official = NULL;
    second->report.all = NULL;
    second->faults = (struct tally_faults){NULL, 0};
    if (!tally_run(w->mem, &second->input, &second->tally, &second->faults))
        return false;
    second->report.result = &second->tally;
    const struct tally_official *official =
        tally_official(w->mem, &second->tally, NULL);
    second->method = official;
    if (official == NULL || official->status != TALLY_OK)
        return false;
    second->report.official = official;
    return true;
}
