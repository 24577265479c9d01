/* What is done in a meeting: coming and leaving, voting, leading it. */
#include "page/meeting.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/honour.h"
#include "page/meeting_words.h"

enum { MEETING_TEXT_CHARACTERS_MAX = 4000 };

/* --- jurors -----------------------------------------------------------------
 */

static void back(struct ctx *c, const struct meeting_place *p)
{
    ctx_redirect(c, p->path, NULL);
}

static void refuse(struct ctx *c, const struct meeting_place *p,
                   const char *why)
{
    c->rollback = true;
    meeting_page(c, p, why, 409);
}

void post_meeting_presence(struct ctx *c)
{
    struct meeting_place p;
    if (!meeting_place(c, &p))
        return;
    int64_t id = p.own->jury_member_id;
    enum meeting_outcome outcome =
        str_equal(form_value(c->form, "do"), "leave")
            ? meeting_leave(&c->world, p.meeting.id, id)
            : meeting_come(&c->world, p.meeting.id, id);
    if (outcome == MEETING_OK)
        back(c, &p);
    else
        refuse(c, &p, T("The meeting is not open."));
}

/* "entry-12" as choice and nomination */
static const char *read_choice(const struct ctx *c, int64_t *entry_id)
{
    const char *choice = form_value(c->form, "choice");
    *entry_id = 0;
    if (choice == NULL || !str_starts(choice, "entry-"))
        return choice != NULL ? choice : "";
    str_int(choice + strlen("entry-"), 1, INT64_MAX, entry_id);
    return "entry";
}

static const char *too_many(const struct ctx *c, const struct meeting_place *p)
{
    return arena_printf(
        c->world.mem,
        T("There may be at most %d nominees. The award office can allow more "
          "on its page of nominees and winners."),
        (int)honour_limit(&c->world, p->edition.id).most);
}

static const char *motion_trouble(struct ctx *c, const struct meeting_place *p,
                                  enum motion_outcome outcome)
{
    switch (outcome) {
    case MOTION_STATE:
        return T("That came too late: the motion has moved on meanwhile.");
    case MOTION_BUSY:
        return T("Another vote is under way.");
    case MOTION_KIND:
        return T("Please choose what is to be decided.");
    case MOTION_ENTRIES:
        return T("These are too few or too many nominations for this motion.");
    case MOTION_CONTEST:
        return T(
            "Please choose a category or a special prize that fits: not "
            "both, and one that can be shared or withheld like that.");
    case MOTION_REASON:
        return T("This motion needs a reason.");
    case MOTION_TEXT:
        return T("Please say what is moved.");
    case MOTION_FULL:
        return too_many(c, p);
    case MOTION_NO_VOTE:
        return T("You have no vote in this motion.");
    case MOTION_VOTED:
        return T("Your secret vote is counted already and cannot be changed.");
    case MOTION_CHOICE:
        return T("Please choose one of the answers.");
    case MOTION_UNDER_ROUND:
        return T(
            "This nomination has marks in a later round, so it stays a "
            "nominee.");
    case MOTION_OK:
        break;
    }
    return NULL;
}

/* The motion that the form's key stands for, if the visitor may know of it. */
static bool find_motion(struct ctx *c, const struct meeting_place *p,
                        struct motion *m)
{
    struct motion *list;
    size_t count = motion_list(&c->world, p->meeting.id, &list);
    const char *key = form_value(c->form, "motion");
    for (size_t i = 0; i < count && !p->out; i++) {
        if (!str_equal(meeting_key(c, list[i].id), key) ||
            !meeting_shows(c, p, &list[i]))
            continue;
        *m = list[i];
        return true;
    }
    return false;
}

/* Said in place of a reason that would tell of a vote he may not know of. */
static const char *no_reason(const struct ctx *c)
{
    return T("The meeting cannot go on from here just now.");
}

static const char *motion_words(struct ctx *c, const struct meeting_place *p,
                                enum motion_outcome outcome)
{
    return outcome == MOTION_BUSY && meeting_hides_vote(c, p)
               ? no_reason(c)
               : motion_trouble(c, p, outcome);
}

static void answer(struct ctx *c, const struct meeting_place *p,
                   enum motion_outcome outcome)
{
    if (outcome == MOTION_OK)
        back(c, p);
    else
        refuse(c, p, motion_words(c, p, outcome));
}

void post_meeting_vote(struct ctx *c)
{
    struct meeting_place p;
    struct motion m;
    int64_t entry_id;
    const char *choice = read_choice(c, &entry_id);
    if (!meeting_place(c, &p))
        return;
    if (!find_motion(c, &p, &m)) {
        ctx_not_found(c);
        return;
    }
    answer(
        c, &p,
        motion_vote(&c->world, m.id, p.own->jury_member_id, choice, entry_id));
}

/* --- leading ----------------------------------------------------------------
 */

static const char *meeting_trouble(struct ctx *c, const struct meeting_place *p,
                                   enum meeting_outcome outcome)
{
    switch (outcome) {
    case MEETING_STATE:
        return T("The meeting is not in the state for that.");
    case MEETING_OTHER:
        return T("Another meeting of this edition is open.");
    case MEETING_ROUND:
        return meeting_open_rounds(c, p);
    case MEETING_EMPTY:
        return T("Nothing is on the agenda yet.");
    case MEETING_VOTING:
        return T("A vote is under way. Please close or withdraw it first.");
    case MEETING_UNKNOWN:
        return T("That is not in this meeting.");
    case MEETING_OK:
        break;
    }
    return NULL;
}

static void conclude(struct ctx *c, const struct meeting_place *p,
                     enum meeting_outcome outcome)
{
    if (outcome == MEETING_OK)
        back(c, p);
    else if (outcome == MEETING_VOTING && meeting_hides_vote(c, p))
        refuse(c, p, no_reason(c));
    else
        refuse(c, p, meeting_trouble(c, p, outcome));
}

/* The first item after the called one that was not called yet; 0: none. */
static int64_t next_item(struct ctx *c, const struct meeting_place *p)
{
    struct meeting_item *item;
    size_t count = meeting_items(&c->world, p->meeting.id, &item);
    bool after = !p->called;
    for (size_t i = 0; i < count; i++) {
        if (after && item[i].begun_at == NULL)
            return item[i].id;
        after = after || item[i].id == p->item.id;
    }
    return 0;
}

static void note_juror(struct ctx *c, const struct meeting_place *p, bool came)
{
    int64_t id = 0;
    form_int(c->form, "juror", 1, INT64_MAX, &id);
    conclude(c, p,
             came ? meeting_come(&c->world, p->meeting.id, id)
                  : meeting_leave(&c->world, p->meeting.id, id));
}

static void call(struct ctx *c, const struct meeting_place *p)
{
    int64_t id = 0;
    form_int(c->form, "item", 0, INT64_MAX, &id);
    conclude(c, p, meeting_call(&c->world, p->meeting.id, id));
}

/* --- moving -----------------------------------------------------------------
 */

static const char *field_of(enum motion_outcome outcome)
{
    switch (outcome) {
    case MOTION_ENTRIES:
    case MOTION_FULL:
    case MOTION_UNDER_ROUND:
        return "entry";
    case MOTION_CONTEST:
        return "category";
    case MOTION_REASON:
        return "reason_de";
    case MOTION_TEXT:
        return "text";
    case MOTION_OK:
    case MOTION_STATE:
    case MOTION_BUSY:
    case MOTION_KIND:
    case MOTION_NO_VOTE:
    case MOTION_VOTED:
    case MOTION_CHOICE:
        break;
    }
    return "kind";
}

/* Nominations that the visitor may not know of count as not ticked. */
static void read_entries(struct ctx *c, const struct meeting_place *p,
                         struct motion_plan *plan)
{
    int64_t *list =
        arena_alloc(c->world.mem, c->form->field_count * sizeof *list);
    for (size_t i = 0; i < c->form->field_count; i++) {
        int64_t id = 0;
        if (!str_equal(c->form->field[i].name, "entry") ||
            !str_int(c->form->field[i].value, 1, INT64_MAX, &id) ||
            meeting_hides(c, p, id))
            continue;
        list[plan->entry_count++] = id;
    }
    plan->entry = list;
}

/* What a kind does not need is not asked of whoever left it ticked. */
static void fit(struct motion_plan *plan)
{
    bool contest =
        str_equal(plan->kind, "award") || str_equal(plan->kind, "share") ||
        str_equal(plan->kind, "withhold") || str_equal(plan->kind, "runoff");
    if (plan->prize_id != 0)
        plan->category_id = 0;
    if (!contest)
        plan->prize_id = 0;
    if (str_equal(plan->kind, "withhold"))
        plan->entry_count = 0;
}

static int64_t read_id(struct ctx *c, const char *name)
{
    int64_t id = 0;
    const char *text = form_value(c->form, name);
    return text != NULL && str_int(text, 1, INT64_MAX, &id) ? id : 0;
}

static void refuse_move(struct ctx *c, const struct meeting_place *p,
                        const struct motion_plan *plan,
                        enum motion_outcome outcome)
{
    if (outcome == MOTION_REASON && str_empty(plan->departure) &&
        motion_departs(&c->world, plan))
        form_fail(c->form, "departure",
                  T("This motion departs from the ranking. Please say why."));
    else
        form_fail(c->form, field_of(outcome), motion_words(c, p, outcome));
    c->rollback = true;
    meeting_page(c, p, NULL, 422);
}

static const char *not_yours(const struct ctx *c)
{
    return T(
        "You have a conflict of interest, or have not declared, with a "
        "nomination that competes here. Somebody else has to put this "
        "motion to the vote: the award office, or whoever chairs without "
        "a conflict.");
}

static void check_length(struct ctx *c, const char *field, const char *text)
{
    if (str_characters(text) > MEETING_TEXT_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 4,000 characters."));
}

static void move(struct ctx *c, const struct meeting_place *p)
{
    const char *kind = form_value(c->form, "kind");
    struct motion_plan plan = {
        .item_id = read_id(c, "item"),
        .kind = kind != NULL ? kind : "",
        .category_id = read_id(c, "category"),
        .prize_id = read_id(c, "prize"),
        .text = form_lines(c->form, "text"),
        .reason_de = form_lines(c->form, "reason_de"),
        .reason_en = form_lines(c->form, "reason_en"),
        .departure = form_lines(c->form, "departure"),
        .secret = form_value(c->form, "secret") != NULL,
    };
    int64_t id = 0;
    read_entries(c, p, &plan);
    fit(&plan);
    check_length(c, "text", plan.text);
    check_length(c, "reason_de", plan.reason_de);
    check_length(c, "reason_en", plan.reason_en);
    check_length(c, "departure", plan.departure);
    if (!p->called || plan.item_id != p->item.id)
        form_fail(c->form, "kind",
                  T("The meeting has gone on to another item meanwhile."));
    else if (meeting_hides_rival(c, p, &plan))
        form_fail(c->form, "kind", not_yours(c));
    if (!form_ok(c->form)) {
        meeting_page(c, p, NULL, 422);
        return;
    }
    enum motion_outcome outcome = motion_move(&c->world, &plan, &id);
    if (outcome == MOTION_OK && str_equal(form_value(c->form, "then"), "vote"))
        outcome = motion_open(&c->world, id);
    if (outcome == MOTION_OK)
        back(c, p);
    else
        refuse_move(c, p, &plan, outcome);
}

static void cast(struct ctx *c, const struct meeting_place *p,
                 const struct motion *m)
{
    int64_t entry_id;
    const char *choice = read_choice(c, &entry_id);
    const char *reason = form_lines(c->form, "casting_reason");
    if (p->own == NULL || p->office) {
        ctx_not_found(c);
        return;
    }
    if (str_empty(reason))
        form_fail(c->form, "casting_reason",
                  T("Please say why: it stands in the minutes."));
    check_length(c, "casting_reason", reason);
    if (!form_ok(c->form)) {
        meeting_page(c, p, NULL, 422);
        return;
    }
    answer(c, p,
           motion_cast(&c->world, m->id, p->own->jury_member_id, choice,
                       entry_id, reason));
}

/* Opening and repeating look at the ranking again. */
static bool is_not_his(struct ctx *c, const struct meeting_place *p,
                       const struct motion *m, const char *what)
{
    const struct motion_plan plan = {
        .kind = m->kind,
        .category_id = m->category_id,
        .prize_id = m->prize_id,
        .entry = m->entry,
        .entry_count = m->entry_count,
    };
    return (str_equal(what, "vote") || str_equal(what, "repeat")) &&
           meeting_hides_rival(c, p, &plan);
}

static void lead_motion(struct ctx *c, const struct meeting_place *p,
                        const char *what)
{
    struct motion m;
    int64_t id;
    if (!find_motion(c, p, &m))
        ctx_not_found(c);
    else if (is_not_his(c, p, &m, what))
        refuse(c, p, not_yours(c));
    else if (str_equal(what, "vote"))
        answer(c, p, motion_open(&c->world, m.id));
    else if (str_equal(what, "count"))
        answer(c, p, motion_close(&c->world, m.id));
    else if (str_equal(what, "withdraw"))
        answer(c, p, motion_withdraw(&c->world, m.id));
    else if (str_equal(what, "repeat"))
        answer(c, p, motion_repeat(&c->world, m.id, &id));
    else if (str_equal(what, "cast"))
        cast(c, p, &m);
    else
        ctx_not_found(c);
}

/* The chair, out of the room: the meeting can go on without anything being said
 * of the item, also not that a vote is why it cannot. */
static void leave_item(struct ctx *c, const struct meeting_place *p)
{
    int64_t next = next_item(c, p);
    if (meeting_call(&c->world, p->meeting.id, next) == MEETING_OK)
        back(c, p);
    else
        refuse(c, p, no_reason(c));
}

void post_meeting_lead(struct ctx *c)
{
    struct meeting_place p;
    const char *what = form_value(c->form, "do");
    if (!meeting_place(c, &p))
        return;
    bool chairs = p.out && !p.office && p.own->chair;
    if (chairs && str_equal(what, "next"))
        leave_item(c, &p);
    else if (!p.leads)
        ctx_not_found(c);
    else if (str_equal(what, "open"))
        conclude(c, &p, meeting_open(&c->world, p.meeting.id));
    else if (str_equal(what, "close"))
        conclude(c, &p, meeting_close(&c->world, p.meeting.id));
    else if (str_equal(what, "call"))
        call(c, &p);
    else if (str_equal(what, "came") || str_equal(what, "left"))
        note_juror(c, &p, str_equal(what, "came"));
    else if (str_equal(what, "move"))
        move(c, &p);
    else
        lead_motion(c, &p, what);
}
