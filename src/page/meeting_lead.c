/* What whoever leads a meeting sees besides: the agenda with who has to leave,
 * who is there, what opening looks at, and the form that moves. */
#include "page/meeting.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_live.h"
#include "gen/sql_result.h"
#include "model/prize.h"
#include "page/meeting_view.h"
#include "page/meeting_words.h"

/* --- agenda and people ------------------------------------------------------
 */

/* Jurors who are out for an item; NULL: nobody. `undeclared` counts those who
 * have not declared at all. */
static const char *who_leaves(struct ctx *c, const struct meeting_place *p,
                              const struct meeting_item *item,
                              int64_t *undeclared)
{
    const char **name = arena_alloc(c->world.mem, p->seat_count * sizeof *name);
    size_t count = 0;
    for (size_t i = 0; i < p->seat_count; i++) {
        const char *why = meeting_out(&c->world, &p->meeting, item,
                                      p->seat[i].jury_member_id);
        if (why == NULL)
            continue;
        *undeclared += why[0] == '\0';
        name[count++] = p->seat[i].name;
    }
    return count > 0 ? meeting_join(c, name, count) : NULL;
}

static const char *item_note(struct ctx *c, const struct meeting_item *item)
{
    const char *note =
        str_equal(item->kind, "contest")
            ? item->prize_id != 0 ? T("special prize") : T("category")
            : "";
    if (item->minutes == 0)
        return note;
    return arena_printf(c->world.mem, T("%s%s%d min"), note,
                        note[0] != '\0' ? " · " : "", (int)item->minutes);
}

static int64_t fill_agenda(struct ctx *c, const struct meeting_place *p,
                           struct meeting_view *v)
{
    struct meeting_item *item;
    int64_t undeclared = 0;
    size_t count = meeting_items(&c->world, p->meeting.id, &item);
    struct meeting_agenda *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    bool after = !p->called;
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct meeting_agenda){
            .id = item[i].id,
            .title = PICK(item[i].title_de, item[i].title_en),
            .note = item_note(c, &item[i]),
            .now = p->called && item[i].id == p->item.id,
            .done = item[i].ended_at != NULL,
            .out = who_leaves(c, p, &item[i], &undeclared),
        };
        if (p->juror &&
            meeting_out(&c->world, &p->meeting, &item[i],
                        p->own->jury_member_id) &&
            p->edition.blind)
            list[i].title = T("An item for which you are out of the room");
        if (after && v->next == 0 && item[i].begun_at == NULL)
            v->next = item[i].id;
        after = after || list[i].now;
    }
    v->agenda = list;
    v->agenda_count = count;
    return undeclared;
}

static const char *seat_note(struct ctx *c, const struct meeting_place *p,
                             const struct meeting_seat *s)
{
    if (s->chair)
        return T("chair");
    if (s->deputy_chair)
        return T("deputy chair");
    for (size_t i = 0; s->stands_in_for != 0 && i < p->seat_count; i++)
        if (p->seat[i].jury_member_id == s->stands_in_for)
            return arena_printf(c->world.mem, T("stands in for %s"),
                                p->seat[i].name);
    return s->votes ? "" : T("advises");
}

static void fill_people(struct ctx *c, const struct meeting_place *p,
                        struct meeting_view *v)
{
    struct meeting_person *list =
        arena_alloc(c->world.mem, p->seat_count * sizeof *list);
    for (size_t i = 0; i < p->seat_count; i++)
        list[i] = (struct meeting_person){
            .id = p->seat[i].jury_member_id,
            .name = p->seat[i].name,
            .note = seat_note(c, p, &p->seat[i]),
            .present = p->seat[i].present,
            .out = p->called && p->seat[i].out != NULL,
        };
    v->person = list;
    v->person_count = p->seat_count;
}

/* --- before it begins -------------------------------------------------------
 */

static const char *quorum_words(struct ctx *c, const struct meeting_place *p)
{
    int64_t seats = 0;
    for (size_t i = 0; i < p->seat_count; i++)
        seats += p->seat[i].votes && p->seat[i].stands_in_for == 0;
    int64_t quorum = vote_quorum(&p->meeting.rule, seats);
    if (quorum == 0)
        return T("No quorum is asked for.");
    return arena_printf(
        c->world.mem,
        T("Quorum: %d of %d seats have to be present for a vote; jurors say "
          "that they are there once the meeting is open."),
        (int)quorum, (int)seats);
}

static void fill_checks(struct ctx *c, const struct meeting_place *p,
                        int64_t undeclared, struct meeting_view *v)
{
    struct arena *mem = c->world.mem;
    struct meeting_check *list = arena_alloc(mem, 4 * sizeof *list);
    const char *open = meeting_open_rounds(c, p);
    list[v->check_count++] = (struct meeting_check){
        open == NULL,
        open != NULL ? open : T("All rounds before the meeting are closed.")};
    list[v->check_count++] = (struct meeting_check){
        v->agenda_count > 0,
        v->agenda_count > 0 ? arena_printf(mem,
                                           TN("One item is on the agenda.",
                                              "%d items are on the agenda.",
                                              (int64_t)v->agenda_count),
                                           (int)v->agenda_count)
                            : T("Nothing is on the agenda yet.")};
    list[v->check_count++] = (struct meeting_check){
        undeclared == 0,
        undeclared == 0
            ? T("All jurors have declared their conflicts of interest.")
            : arena_printf(
                  mem,
                  TN("One declaration is missing: without it the juror is out "
                     "of the room.",
                     "%d declarations are missing: without them the jurors "
                     "are out of the room.",
                     undeclared),
                  (int)undeclared)};
    list[v->check_count++] = (struct meeting_check){true, quorum_words(c, p)};
    v->check = list;
}

/* --- the form ---------------------------------------------------------------
 */

static const char *number(const struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "%" PRId64, id);
}

static void fill_kinds(struct ctx *c, struct meeting_view *v)
{
    const struct meeting_option list[] = {
        {"nominate", T("Nominate")},
        {"award", T("Award a prize to one")},
        {"share", T("Share a prize among several")},
        {"withhold", T("Do not give a prize")},
        {"commend", T("Commend")},
        {"recategorise", T("Change of category")},
        {"runoff", T("Run-off vote")},
        {"other", T("Another motion")}};
    struct meeting_option *copy = arena_alloc(c->world.mem, sizeof list);
    v->kind_count = sizeof list / sizeof *list;
    for (size_t i = 0; i < v->kind_count; i++)
        copy[i] = list[i];
    v->kind = copy;
}

/* Those that the item is about; with a topic all of the edition. */
static size_t item_entries(struct ctx *c, const struct meeting_place *p,
                           const int64_t **id)
{
    struct sql_live_nominations_row *row;
    if (!str_equal(p->item.kind, "topic"))
        return meeting_visible(c, p, &p->item, id);
    size_t count = sql_live_nominations(c->world.db, p->edition.id, &row);
    int64_t *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].id;
    *id = list;
    return count;
}

static void fill_nominations(struct ctx *c, const struct meeting_place *p,
                             struct meeting_view *v)
{
    const int64_t *id;
    size_t count = item_entries(c, p, &id);
    struct meeting_option *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!meeting_hides(c, p, id[i]))
            list[v->nomination_count++] = (struct meeting_option){
                number(c, id[i]), meeting_name(c, p, id[i])};
    v->nomination = list;
}

static void fill_contests(struct ctx *c, const struct meeting_place *p,
                          struct meeting_view *v)
{
    struct sql_result_tabs_row *row;
    struct prize *prize;
    size_t count = sql_result_tabs(c->world.db, p->edition.id, &row);
    struct meeting_option *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[v->category_count++] = (struct meeting_option){
            number(c, row[i].id), PICK(row[i].name_de, row[i].name_en)};
    v->category = list;
    count = prize_list(&c->world, p->edition.id, &prize);
    list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (prize[i].category_id == 0)
            list[v->prize_count++] = (struct meeting_option){
                number(c, prize[i].id),
                PICK(prize[i].name_de, prize[i].name_en)};
    v->prize = list;
}

void meeting_fresh_form(struct ctx *c, const struct meeting_place *p)
{
    struct sql_live_category_row row;
    if (!p->called || p->out)
        return;
    if (str_equal(p->item.kind, "entry")) {
        form_set(c->form, "entry", number(c, p->item.entry_id));
        if (sql_live_category(c->world.db, p->item.entry_id, &row) &&
            row.category_id != NULL)
            form_set(c->form, "category", number(c, *row.category_id));
    } else if (p->item.category_id != 0) {
        form_set(c->form, "kind", "award");
        form_set(c->form, "category", number(c, p->item.category_id));
    } else if (p->item.prize_id != 0) {
        form_set(c->form, "kind", "award");
        form_set(c->form, "prize", number(c, p->item.prize_id));
    }
}

void meeting_fill_lead(struct ctx *c, const struct meeting_place *p,
                       struct meeting_view *v)
{
    int64_t undeclared = fill_agenda(c, p, v);
    fill_people(c, p, v);
    v->ranking_count = meeting_rankings(c, p, &v->ranking);
    if (v->planned)
        fill_checks(c, p, undeclared, v);
    if (!p->called)
        return;
    fill_kinds(c, v);
    fill_nominations(c, p, v);
    fill_contests(c, p, v);
}
