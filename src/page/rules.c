/* The rules' page. Who may change them, and when, is the model's to say. */
#include "page/rules.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_rule_change.h"
#include "model/rule_change.h"
#include "page/round_rules.h"
#include "page/rules_form.h"
#include "page/rules_view.h"

/* A round and what its tables say. */
struct place {
    struct round round;
    struct edition edition;
    struct rule_draft now;
};

static bool find_place(struct ctx *c, struct place *p)
{
    if (!round_place(c, &p->round, &p->edition))
        return false;
    rule_draft_of_round(&c->world, &p->round, &p->now);
    return true;
}

static const char *rules_path(const struct ctx *c, int64_t round_id)
{
    return arena_printf(c->world.mem, "%s/rules", round_path(c, round_id));
}

/* --- what stands on the page --- */

static void fill_state(struct ctx *c, const struct place *p,
                       struct rules_view *v)
{
    struct sql_rule_change_frozen_by_row by = {0};
    struct rules_frozen frozen;
    int64_t version = p->now.rules.version;
    if (!rules_frozen(&c->world, p->round.id, &frozen)) {
        v->state =
            arena_printf(c->world.mem, T("Version %d, draft"), (int)version);
        v->lead = v->phase == ROUND_PLANNED
                      ? T("Until the round is opened, the rules can be "
                          "changed. Then they are fixed.")
                      : T("The round was opened before rules were fixed as a "
                          "document.");
        return;
    }
    int64_t *at = arena_alloc(c->world.mem, sizeof *at);
    *at = frozen.frozen_at;
    sql_rule_change_frozen_by(c->world.db, p->round.id, &by);
    v->state = arena_printf(c->world.mem, T("Version %d, fixed"), (int)version);
    v->lead = T("These rules are fixed: nobody can change them any more.");
    v->frozen_at = at;
    v->frozen_by = by.name;
    v->digest = frozen.digest;
    v->document = frozen.document;
}

static void fill_words(struct ctx *c, const struct place *p,
                       struct rules_view *v)
{
    v->method_text = rules_method_text(c, &p->now.rules.config);
    v->step_count = rules_steps(c, &p->now, &v->step);
    v->fact_count = rules_facts(c, &p->now, &v->fact);
    v->criterion_count = rules_criteria(c, &p->now, &v->criterion);
    v->part_count = round_parts(c, &p->round, &v->part);
}

static void fill_kin(struct ctx *c, const struct place *p, struct rules_view *v)
{
    struct sql_rule_change_successor_row after;
    struct round before;
    if (p->round.replaces_id != NULL &&
        round_by_id(&c->world, *p->round.replaces_id, &before))
        v->before = (struct rules_link){before.id,
                                        PICK(before.name_de, before.name_en)};
    if (sql_rule_change_successor(c->world.db, p->round.id, &after))
        v->after =
            (struct rules_link){after.id, PICK(after.name_de, after.name_en)};
}

static void fill_proposal(struct ctx *c, const struct place *p,
                          struct rules_view *v)
{
    struct sql_rule_change_pending_row row;
    struct rule_draft wish;
    if (!sql_rule_change_pending(c->world.db, p->round.id, &row))
        return;
    struct rules_proposal *proposal =
        arena_alloc(c->world.mem, sizeof *proposal);
    *proposal = (struct rules_proposal){
        .id = row.id,
        .at = row.proposed_at,
        .reason = row.reason,
        .proposer = row.proposer,
        .own = row.proposed_by == c->visitor.id,
    };
    if (rule_draft_read(c->world.mem, row.document, &wish) == NULL)
        proposal->difference_count =
            rules_differences(c, &p->now, &wish, &proposal->difference);
    v->proposal = proposal;
}

static const char *past_answer(const struct ctx *c,
                               const struct sql_rule_change_list_row *row)
{
    const char *when = lang_datetime(c->world.mem, c->lang,
                                     row->decided_at ? *row->decided_at : 0);
    if (str_equal(row->state, "agreed"))
        return arena_printf(c->world.mem, T("%s agreed on %s."), row->decider,
                            when);
    if (str_equal(row->decider, row->proposer))
        return arena_printf(c->world.mem, T("Withdrawn on %s."), when);
    return arena_printf(c->world.mem, T("%s declined on %s."), row->decider,
                        when);
}

static void fill_past(struct ctx *c, const struct place *p,
                      struct rules_view *v)
{
    struct sql_rule_change_list_row *row;
    size_t rows = sql_rule_change_list(c->world.db, p->round.edition_id, &row);
    struct rules_past *list = arena_alloc(c->world.mem, rows * sizeof *list);
    for (size_t i = 0; i < rows; i++)
        if (row[i].round_id == p->round.id &&
            !str_equal(row[i].state, "proposed"))
            list[v->past_count++] = (struct rules_past){
                .title = arena_printf(
                    c->world.mem, T("%s proposed other rules on %s."),
                    row[i].proposer,
                    lang_datetime(c->world.mem, c->lang, row[i].proposed_at)),
                .answer = past_answer(c, &row[i]),
                .reason = row[i].reason,
                .new_round = row[i].new_round_id ? *row[i].new_round_id : 0,
            };
    v->past = list;
}

/* --- the form --- */

static const char *refusal(const struct ctx *c, enum rules_outcome outcome)
{
    switch (outcome) {
    case RULES_MARKED:
        return T(
            "Marks were imported already, so the rules can no longer be "
            "edited. After the opening, others can be proposed.");
    case RULES_PENDING:
        return T(
            "Another proposal waits for its answer. Please answer or "
            "withdraw it first.");
    case RULES_ONE_PERSON:
        return T("A change needs two people: another organiser has to agree.");
    case RULES_NEW_PERSON:
        return T(
            "Only who was an organiser before the proposal, and has not set a "
            "password by a link since, can agree to it.");
    case RULES_DECIDED:
        return T(
            "Nominees or winners were decided on this result, so its "
            "rules cannot be changed any more. Take the decisions back "
            "first.");
    case RULES_MET:
        return T(
            "A meeting of the jury has had this result before it, so its rules "
            "cannot be changed any more.");
    case RULES_COMBINED:
        return T(
            "Another round combines the scores of this one and is fixed "
            "itself. That one would have to be replaced first.");
    case RULES_GONE:
        return T("This proposal was answered meanwhile.");
    case RULES_INVALID:
        return T("These rules cannot be counted.");
    case RULES_SAME:
        return T("These are the rules already: nothing would change.");
    case RULES_NO_REASON:
        return T("Please give a reason of at most 2,000 characters.");
    case RULES_OK:
    case RULES_WRONG_STATE:
        break;
    }
    return T(
        "The round is in another state by now. Please look at its page "
        "again.");
}

static void fill_kind(struct ctx *c, const struct place *p,
                      struct rules_view *v)
{
    struct sql_rule_change_ballots_row ballots = {0};
    enum rules_outcome may = RULES_OK;
    v->kind = RULES_FORM_NONE;
    if (v->phase == ROUND_REPLACED)
        return;
    if (v->phase == ROUND_PLANNED) {
        sql_rule_change_ballots(c->world.db, p->round.id, &ballots);
        may = ballots.count > 0 ? RULES_MARKED : RULES_OK;
    } else if (v->proposal != NULL) {
        return;
    } else {
        may = rule_change_allowed(&c->world, &p->round);
    }
    if (may != RULES_OK)
        v->why_not = refusal(c, may);
    else
        v->kind =
            v->phase == ROUND_PLANNED ? RULES_FORM_EDIT : RULES_FORM_PROPOSE;
}

static void fill_ladder(struct ctx *c, struct rules_view *v)
{
    enum { STEPS = 4 };
    struct rules_choice *ladder =
        arena_alloc(c->world.mem, STEPS * sizeof *ladder);
    size_t count = 0;
    ladder[count++] =
        v->combines
            ? (struct rules_choice){"criteria", T("The rounds, by share"), NULL}
            : (struct rules_choice){"criteria",
                                    T("The criteria, the weightiest first"),
                                    T("Recommended.")};
    if (!v->combines)
        ladder[count++] = (struct rules_choice){
            "median", T("The median of the ballots"), NULL};
    ladder[count++] = (struct rules_choice){
        "jury", T("A decision of the jury"),
        T("Recorded with names, date and reason; no mark is changed.")};
    ladder[count++] = (struct rules_choice){
        "lot", T("A lot"),
        T("Drawn so that everybody can check it. Without it, what is still "
          "equal shares its rank.")};
    v->ladder = ladder;
    v->ladder_count = count;
}

static void fill_choices(struct ctx *c, struct rules_view *v)
{
    static const char *const codes[] = {"own", "close", "never"};
    struct rules_choice *method =
        arena_alloc(c->world.mem, TALLY_METHODS * sizeof *method);
    struct rules_choice *disclosure =
        arena_alloc(c->world.mem, 3 * sizeof *disclosure);
    for (enum tally_method m = 0; m < TALLY_METHODS; m++)
        method[m] =
            (struct rules_choice){tally_method_name(m), rules_method_name(c, m),
                                  rules_method_choice(c, m)};
    for (size_t i = 0; i < 3; i++)
        disclosure[i] = (struct rules_choice){
            codes[i], rules_disclosure(c, codes[i]), NULL};
    fill_ladder(c, v);
    v->method = method;
    v->method_count = TALLY_METHODS;
    v->disclosure = disclosure;
    v->disclosure_count = 3;
    v->rows = rules_form_rows(c);
}

static void show(struct ctx *c, const struct place *p, int status)
{
    struct rules_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .id = p->round.id,
        .slug = p->edition.slug,
        .name = PICK(p->round.name_de, p->round.name_en),
        .phase = round_phase(p->round.state),
        .combines = p->now.rules.config.combine_count > 0,
    };
    fill_state(c, p, &v);
    fill_words(c, p, &v);
    fill_kin(c, p, &v);
    fill_proposal(c, p, &v);
    fill_past(c, p, &v);
    fill_kind(c, p, &v);
    fill_choices(c, &v);
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Rules"));
    html_rules(c->out, &v);
    page_end(c);
}

void get_rules(struct ctx *c)
{
    struct place p;
    if (!find_place(c, &p))
        return;
    rules_form_fill(c, &p.now);
    show(c, &p, 200);
}

/* --- what is sent --- */

static void show_again(struct ctx *c, const struct place *p)
{
    c->rollback = true;
    show(c, p, 422);
}

static void saved(struct ctx *c, const struct place *p,
                  const struct rules_form *form, enum rules_outcome outcome,
                  const struct tally_faults *faults, bool proposal)
{
    switch (outcome) {
    case RULES_OK:
        ctx_redirect(c, rules_path(c, p->round.id),
                     proposal ? T("Your proposal is recorded. Another "
                                  "organiser has to agree.")
                              : T("The rules are saved."));
        break;
    case RULES_SAME:
        if (!proposal) {
            ctx_redirect(c, rules_path(c, p->round.id),
                         T("The rules are saved."));
            break;
        }
        form_fail(c->form, rules_form_first(form), refusal(c, outcome));
        show_again(c, p);
        break;
    case RULES_NO_REASON:
        form_fail(c->form, "reason", refusal(c, outcome));
        show_again(c, p);
        break;
    case RULES_INVALID:
        rules_form_faults(c, form, faults);
        show_again(c, p);
        break;
    case RULES_WRONG_STATE:
    case RULES_MARKED:
    case RULES_PENDING:
    case RULES_ONE_PERSON:
    case RULES_NEW_PERSON:
    case RULES_GONE:
    case RULES_DECIDED:
    case RULES_MET:
    case RULES_COMBINED:
        ctx_refuse(c, 409, refusal(c, outcome));
        break;
    }
}

void post_rules(struct ctx *c)
{
    struct place p;
    struct tally_faults faults = {0};
    struct rules_form *form = arena_alloc(c->world.mem, sizeof *form);
    if (!find_place(c, &p))
        return;
    bool proposal = str_equal(form_value(c->form, "action"), "propose");
    enum round_phase phase = round_phase(p.round.state);
    if (phase == ROUND_REPLACED || proposal != (phase != ROUND_PLANNED)) {
        ctx_refuse(c, 409, refusal(c, RULES_WRONG_STATE));
        return;
    }
    const char *reason = form_lines(c->form, "reason");
    if (proposal && (str_empty(reason) ||
                     str_characters(reason) > RULE_REASON_CHARACTERS_MAX))
        form_fail(c->form, "reason", refusal(c, RULES_NO_REASON));
    rules_form_read(c, &p.now, form);
    if (!form_ok(c->form)) {
        show_again(c, &p);
        return;
    }
    enum rules_outcome outcome =
        proposal ? rule_change_propose(&c->world, p.round.id, &form->draft,
                                       reason, &faults)
                 : rules_edit(&c->world, p.round.id, &form->draft, &faults);
    saved(c, &p, form, outcome, &faults, proposal);
}

/* --- the answer --- */

/* The round of the proposal in the path; false: 404 is said. */
static bool find_change(struct ctx *c, struct round *round)
{
    struct sql_rule_change_get_row change;
    if (sql_rule_change_get(c->world.db, ctx_id(c, "id"), &change) &&
        round_by_id(&c->world, change.round_id, round))
        return true;
    ctx_not_found(c);
    return false;
}

void post_rules_agree(struct ctx *c)
{
    struct round round;
    int64_t next;
    if (!find_change(c, &round))
        return;
    enum rules_outcome outcome =
        rule_change_agree(&c->world, ctx_id(c, "id"), &next);
    if (outcome == RULES_OK)
        ctx_redirect(c, round_path(c, next),
                     T("The new rules are agreed. This is the new round; it "
                       "can be opened now."));
    else
        ctx_refuse(c, 409, refusal(c, outcome));
}

void post_rules_decline(struct ctx *c)
{
    struct round round;
    if (!find_change(c, &round))
        return;
    enum rules_outcome outcome =
        rule_change_decline(&c->world, ctx_id(c, "id"));
    if (outcome == RULES_OK)
        ctx_redirect(c, rules_path(c, round.id),
                     T("The proposal is off the table. The rules stay as they "
                       "are."));
    else
        ctx_refuse(c, 409, refusal(c, outcome));
}
