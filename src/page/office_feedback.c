/* Feedback in the award office: what is offered, who gets what, one letter. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_feedback.h"
#include "model/entry.h"
#include "model/feedback.h"
#include "model/feedback_build.h"
#include "model/round.h"
#include "page/bar.h"
#include "page/feedback.h"
#include "page/feedback_view.h"
#include "page/office.h"

/* --- words --- */

static struct feedback_pill pill_of(const struct ctx *c,
                                    enum feedback_state state)
{
    switch (state) {
    case FEEDBACK_DRAFT:
        return (struct feedback_pill){"pill pill-draft", T("draft")};
    case FEEDBACK_READ:
        return (struct feedback_pill){"pill pill-wait", T("read")};
    case FEEDBACK_RELEASED:
        return (struct feedback_pill){"pill pill-done", T("released")};
    case FEEDBACK_SENT:
        return (struct feedback_pill){"pill pill-done", T("sent")};
    case FEEDBACK_NOTHING:
        break;
    }
    return (struct feedback_pill){"pill pill-off", T("nothing to give")};
}

static const char *note_of(const struct ctx *c, const struct feedback_item *i)
{
    if (i->out_of_date)
        return T("Out of date: the letter would be another one now.");
    if (i->state != FEEDBACK_NOTHING && !i->says)
        return T("Too few ballots: the letter says only that.");
    if (i->number > 0 && i->mails == 0)
        return T("Nobody of the company has an account: no mail.");
    if (i->held > 0)
        return T("The mail is held in the outbox.");
    return NULL;
}

/* From when on companies can read. */
static const char *opens(const struct ctx *c, const struct edition *e,
                         const struct feedback_rule *rule)
{
    struct arena *mem = c->world.mem;
    if (feedback_is_open(&c->world, e))
        return T("Companies can read what is released.");
    const int64_t *at = e->embargo_at;
    if (at == NULL && !edition_winners_public(&c->world, e))
        return T(
            "Companies can read once the results are public; there is no "
            "instant for that yet.");
    if (at == NULL || (rule->available_at && *rule->available_at > *at))
        at = rule->available_at;
    return at ? arena_printf(mem,
                             T("Companies can read from %s on, and not before "
                               "the results are public."),
                             lang_datetime(mem, c->lang, *at))
              : T("Companies can read once the results are public.");
}

static const char *offered(const struct ctx *c, const struct edition *e,
                           const struct feedback_rule *rule)
{
    if (str_equal(rule->offer, "none"))
        return T("This edition offers no feedback.");
    return arena_printf(c->world.mem, "%s %s",
                        str_equal(rule->offer, "comments")
                            ? T("Offered: scores and chosen comments.")
                            : T("Offered: scores."),
                        opens(c, e, rule));
}

/* --- the list --- */

static bool find_edition(struct ctx *c, struct edition *e)
{
    return office_edition(c, e) && !bar_edition(c, e->id);
}

static const char *list_path(struct ctx *c, const struct edition *e)
{
    return arena_printf(c->world.mem, "/office/edition/%s/feedback", e->slug);
}

static void fill_list(struct ctx *c, const struct edition *e,
                      struct feedback_list_view *v)
{
    struct feedback_item *item;
    size_t count = feedback_list(&c->world, e, &item);
    struct feedback_row *row = arena_alloc(c->world.mem, count * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        row[i] = (struct feedback_row){
            .entry_id = item[i].entry_id,
            .company = item[i].company,
            .category = item[i].category_de
                            ? PICK(item[i].category_de, item[i].category_en)
                            : NULL,
            .pill = pill_of(c, item[i].state),
            .note = note_of(c, &item[i]),
            .released_at = item[i].released_at,
        };
        v->read += item[i].state == FEEDBACK_READ;
        v->held += item[i].held;
    }
    v->row = row;
    v->count = count;
}

static void show_list(struct ctx *c, const struct edition *e, int status)
{
    struct feedback_rule rule;
    feedback_rule(&c->world, e->id, &rule);
    struct feedback_list_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .offered = offered(c, e, &rule),
        .round = rule.round,
        .round_count = rule.round_count,
        .offers = !str_equal(rule.offer, "none"),
        .comments = rule.told_at != NULL,
        .opened = edition_judged(&c->world, e->id),
        .posts = c->world.posts,
    };
    fill_list(c, e, &v);
    c->reply->status = status;
    page_start(c, T("Feedback"));
    html_feedback_list(c->out, &v);
    page_end(c);
}

static const char *number(struct ctx *c, int64_t value)
{
    return arena_printf(c->world.mem, "%" PRId64, value);
}

void get_feedback_list(struct ctx *c)
{
    struct edition e;
    struct feedback_rule rule;
    if (!find_edition(c, &e))
        return;
    feedback_rule(&c->world, e.id, &rule);
    form_set(c->form, "offer", rule.offer);
    form_set(c->form, "place", rule.place);
    form_set(c->form, "available_at",
             rule.available_at ? clock_field(c->world.mem, *rule.available_at)
                               : "");
    for (size_t i = 0; i < rule.round_count; i++)
        if (rule.round[i].chosen)
            form_add(c->form, "round", number(c, rule.round[i].id));
    show_list(c, &e, 200);
}

static const char *one_of(const char *value, const char *a, const char *b,
                          const char *d)
{
    return str_equal(value, a)   ? a
           : str_equal(value, b) ? b
           : str_equal(value, d) ? d
                                 : NULL;
}

/* The field shows minutes: what nobody touched keeps its seconds. */
static const int64_t *read_available(struct ctx *c, const int64_t *before)
{
    const char *text = form_line(c->form, "available_at");
    int64_t *at = arena_alloc(c->world.mem, sizeof *at);
    if (str_empty(text))
        return NULL;
    if (!clock_parse(text, at)) {
        form_fail(c->form, "available_at",
                  T("Please enter day and time, like 2026-09-30T23:59."));
        return NULL;
    }
    return before && *before / 60 == *at / 60 ? before : at;
}

/* What was typed; the form has an error if it is nothing to store. */
static void read_rule(struct ctx *c, struct feedback_rule *rule)
{
    size_t chosen = 0;
    struct feedback_round *list =
        arena_alloc(c->world.mem, rule->round_count * sizeof *list);
    for (size_t i = 0; i < rule->round_count; i++) {
        list[i] = rule->round[i];
        list[i].chosen = form_has(c->form, "round", number(c, list[i].id));
        chosen += list[i].chosen;
    }
    rule->round = list;
    rule->offer =
        one_of(form_value(c->form, "offer"), "none", "scores", "comments");
    rule->place = one_of(form_value(c->form, "place"), "rank", "third", "none");
    rule->available_at = read_available(c, rule->available_at);
    if (rule->offer == NULL)
        form_fail(c->form, "offer", T("Please choose what is offered."));
    else if (!str_equal(rule->offer, "none") && chosen == 0)
        form_fail(c->form, "round", T("Please choose at least one round."));
    if (rule->place == NULL)
        form_fail(c->form, "place", T("Please choose how the place is said."));
}

void post_feedback_rule(struct ctx *c)
{
    struct edition e;
    struct feedback_rule rule;
    if (!find_edition(c, &e))
        return;
    feedback_rule(&c->world, e.id, &rule);
    read_rule(c, &rule);
    if (!form_ok(c->form)) {
        show_list(c, &e, 422);
        return;
    }
    feedback_rule_set(&c->world, e.id, &rule);
    ctx_redirect(c, list_path(c, &e), T("Your changes are saved."));
}

void post_feedback_release(struct ctx *c)
{
    struct edition e;
    if (!find_edition(c, &e))
        return;
    const char *action = form_value(c->form, "action");
    if (str_equal(action, "letters")) {
        int64_t done = (int64_t)feedback_release_all(&c->world, &e);
        ctx_redirect(c, list_path(c, &e),
                     arena_printf(c->world.mem,
                                  TN("One letter is released.",
                                     "%d letters are released.", done),
                                  (int)done));
    } else if (str_equal(action, "mails")) {
        int64_t done = (int64_t)feedback_send(&c->world, e.id);
        ctx_redirect(c, list_path(c, &e),
                     arena_printf(c->world.mem,
                                  TN("One mail goes.", "%d mails go.", done),
                                  (int)done));
    } else {
        ctx_refuse(c, 400, NULL);
    }
}

/* --- one company --- */

struct place {
    struct edition e;
    struct entry entry;
    struct feedback_set *set;
    struct feedback_present present;
};

static bool find(struct ctx *c, struct place *p)
{
    if (!office_entry_find(c, &p->e, &p->entry) || bar_edition(c, p->e.id))
        return false;
    if (!str_equal(p->entry.state, "admitted")) {
        ctx_refuse(c, 404, T("Only admitted nominations get feedback."));
        return false;
    }
    p->set = feedback_set(&c->world, &p->e);
    feedback_present(p->set, p->entry.id, p->entry.organisation, &p->present);
    return true;
}

static const char *place_path(struct ctx *c, const struct place *p,
                              const char *anchor)
{
    return arena_printf(c->world.mem, "/office/entry/%" PRId64 "/feedback%s",
                        p->entry.id, anchor);
}

static void fill_past(struct ctx *c, const struct place *p,
                      struct feedback_office_view *v)
{
    struct sql_feedback_releases_row *row;
    size_t count = sql_feedback_releases(c->world.db, p->entry.id, &row);
    struct feedback_past *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct feedback_past){row[i].number, row[i].released_at,
                                         row[i].name};
    v->past = list;
    v->past_count = count;
    v->same = count > 0 && str_equal(row[0].digest, p->present.digest);
}

/* The criterion's name; NULL: the comment is on the whole nomination. */
static const char *where_of(struct ctx *c, const struct feedback_choice *choice)
{
    struct criterion *list;
    size_t count = round_criteria(&c->world, choice->round_id, &list);
    for (size_t i = 0; choice->criterion_id != NULL && i < count; i++)
        if (list[i].id == *choice->criterion_id)
            return PICK(list[i].name_de, list[i].name_en);
    return NULL;
}

static const char *round_name(const struct ctx *c,
                              const struct feedback_rule *rule, int64_t id)
{
    for (size_t i = 0; i < rule->round_count; i++)
        if (rule->round[i].id == id)
            return PICK(rule->round[i].name_de, rule->round[i].name_en);
    return "";
}

static void fill_comments(struct ctx *c, const struct place *p,
                          struct feedback_office_view *v)
{
    struct feedback_rule rule;
    struct feedback_choice *choice;
    int64_t ballot = 0, criterion = 0;
    feedback_rule(&c->world, p->e.id, &rule);
    v->comments = rule.told_at != NULL;
    v->opens = opens(c, &p->e, &rule);
    size_t count = feedback_choices(&c->world, p->e.id, p->entry.id, &choice);
    struct feedback_comment_row *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    bool refused = form_error(c->form, "text") != NULL;
    if (refused) {
        form_int(c->form, "ballot", 1, INT64_MAX, &ballot);
        form_int(c->form, "criterion", 0, INT64_MAX, &criterion);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct feedback_comment_row){
            .ballot_id = choice[i].ballot_id,
            .criterion_id =
                choice[i].criterion_id ? *choice[i].criterion_id : 0,
            .round = round_name(c, &rule, choice[i].round_id),
            .where = where_of(c, &choice[i]),
            .comment = choice[i].comment,
            .chosen = choice[i].chosen,
            .told = choice[i].told,
        };
        if (refused && list[i].ballot_id == ballot &&
            list[i].criterion_id == criterion) {
            list[i].typed = form_value(c->form, "text");
            list[i].error = form_error(c->form, "text");
        }
    }
    v->comment = list;
    v->comment_count = count;
}

static enum feedback_state state_of(const struct feedback_office_view *v)
{
    if (v->past_count > 0)
        return FEEDBACK_RELEASED;
    if (v->letter == NULL)
        return FEEDBACK_NOTHING;
    return v->is_read ? FEEDBACK_READ : FEEDBACK_DRAFT;
}

static void show_letter(struct ctx *c, const struct place *p, int status)
{
    struct feedback_view letter = {.entry_id = p->entry.id};
    struct feedback_office_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = p->e.slug,
        .company = p->entry.organisation,
        .entry_id = p->entry.id,
        .digest = p->present.digest,
        .reader = p->present.reader,
        .read_at = p->present.read_at,
        .is_read = p->present.letter != NULL &&
                   str_equal(p->present.read_digest, p->present.digest),
    };
    if (p->present.letter != NULL) {
        feedback_show(c, p->present.letter, &letter);
        v.letter = &letter;
    }
    fill_past(c, p, &v);
    fill_comments(c, p, &v);
    v.pill = pill_of(c, state_of(&v));
    c->reply->status = status;
    page_start(c, arena_printf(c->world.mem, T("Feedback for %s"), v.company));
    html_feedback_office(c->out, &v);
    page_end(c);
}

void get_office_feedback(struct ctx *c)
{
    struct place p;
    if (!find(c, &p))
        return;
    form_set(c->form, "intro", p.present.intro);
    show_letter(c, &p, 200);
}

static void save_intro(struct ctx *c, const struct place *p)
{
    const char *intro = form_lines(c->form, "intro");
    if (str_characters(intro) > FEEDBACK_INTRO_MAX) {
        form_fail(c->form, "intro", T("Please use at most 3,000 characters."));
        show_letter(c, p, 422);
        return;
    }
    feedback_set_intro(&c->world, p->entry.id, intro);
    ctx_redirect(c, place_path(c, p, ""), T("Your words are saved."));
}

static void answer(struct ctx *c, const struct place *p,
                   enum feedback_outcome outcome, const char *done)
{
    switch (outcome) {
    case FEEDBACK_OK:
    case FEEDBACK_SAME:
        ctx_redirect(c, place_path(c, p, ""), done);
        return;
    case FEEDBACK_CHANGED:
    case FEEDBACK_UNREAD:
        ctx_redirect(c, place_path(c, p, ""),
                     T("The letter has changed since you opened it. Please "
                       "read it again."));
        return;
    case FEEDBACK_EMPTY:
        ctx_refuse(c, 409, T("There is no letter for this nomination."));
        return;
    }
}

void post_office_feedback(struct ctx *c)
{
    struct place p;
    if (!find(c, &p))
        return;
    const char *action = form_value(c->form, "action");
    bool release = str_equal(action, "release");
    if (str_equal(action, "intro")) {
        save_intro(c, &p);
        return;
    }
    if (!release && !str_equal(action, "read")) {
        ctx_refuse(c, 400, NULL);
        return;
    }
    enum feedback_outcome outcome =
        feedback_read(p.set, p.entry.id, form_value(c->form, "digest"));
    if (outcome == FEEDBACK_OK && release)
        outcome = feedback_release(p.set, p.entry.id);
    answer(c, &p, outcome,
           release ? T("The letter is released. Its mail waits in the outbox.")
                   : T("Noted: you have read this letter."));
}

void post_feedback_comment(struct ctx *c)
{
    struct place p;
    int64_t criterion = 0;
    struct feedback_choice which = {0};
    if (!find(c, &p))
        return;
    bool drop = str_equal(form_value(c->form, "action"), "drop");
    const char *text = form_lines(c->form, "text");
    form_int(c->form, "ballot", 1, INT64_MAX, &which.ballot_id);
    if (form_int(c->form, "criterion", 1, INT64_MAX, &criterion))
        which.criterion_id = &criterion;
    if (!drop && str_empty(text))
        form_fail(c->form, "text",
                  T("Please leave some words, or take the "
                    "comment back."));
    else if (!drop && str_characters(text) > FEEDBACK_COMMENT_MAX)
        form_fail(c->form, "text", T("Please use at most 4,000 characters."));
    if (!form_ok(c->form)) {
        form_set(c->form, "intro", p.present.intro);
        show_letter(c, &p, 422);
        return;
    }
    if (!feedback_choose(&c->world, p.e.id, p.entry.id, &which,
                         drop ? NULL : text)) {
        ctx_refuse(c, 409,
                   T("There is no such comment on this nomination any more, or "
                     "it has to stay with the jury."));
        return;
    }
    ctx_redirect(c, place_path(c, &p, "#comments"),
                 drop ? T("The comment stays with the jury.")
                      : T("The comment goes to the company with the next "
                          "release."));
}
