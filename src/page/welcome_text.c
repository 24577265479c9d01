/* The words of a juror's first page; what is recorded is made of the same. */
#include "page/welcome_text.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_acceptance.h"
#include "http/markdown.h"
#include "model/round.h"

/* --- rules ------------------------------------------------------------------
 */

struct round_rules {
    const char *name; /* of the round */
    struct welcome_rules rules;
};

static const struct rules_fact *with_dates(struct ctx *c,
                                           const struct round *round,
                                           const struct rules_fact *fact,
                                           size_t *count)
{
    struct arena *mem = c->world.mem;
    struct rules_fact *all = arena_alloc(mem, (*count + 2) * sizeof *all);
    for (size_t i = 0; i < *count; i++)
        all[i] = fact[i];
    if (round->opened_at != NULL)
        all[(*count)++] =
            (struct rules_fact){"opened", T("Opened"),
                                lang_datetime(mem, c->lang, *round->opened_at)};
    if (round->closes_at != NULL)
        all[(*count)++] =
            (struct rules_fact){"closes", T("Announced end"),
                                lang_datetime(mem, c->lang, *round->closes_at)};
    return all;
}

static void read_rules(struct ctx *c, int64_t round_id, struct round_rules *r)
{
    struct round round;
    struct rule_draft draft;
    struct welcome_rules *rules = &r->rules;
    memset(r, 0, sizeof *r);
    r->name = rules->method = "";
    if (!round_by_id(&c->world, round_id, &round) ||
        rule_draft_of_round(&c->world, &round, &draft) != NULL)
        return;
    r->name = PICK(round.name_de, round.name_en);
    rules->method = rules_method_text(c, &draft.rules.config);
    rules->criterion_count = rules_criteria(c, &draft, &rules->criterion);
    rules->step_count = rules_steps(c, &draft, &rules->step);
    rules->fact_count = rules_facts(c, &draft, &rules->fact);
    rules->fact = with_dates(c, &round, rules->fact, &rules->fact_count);
}

static const char *rules_wording(struct ctx *c, int64_t round_id)
{
    struct round_rules r;
    const struct welcome_rules *rules = &r.rules;
    struct buf out;
    read_rules(c, round_id, &r);
    buf_init(&out, c->world.mem);
    buf_addf(&out, "%s\n\n%s\n\n", r.name, rules->method);
    for (size_t i = 0; i < rules->criterion_count; i++) {
        const struct rules_criterion *k = &rules->criterion[i];
        buf_addf(&out, "- %s: %s, %s", k->name, k->weight, k->scale);
        if (!str_empty(k->question))
            buf_addf(&out, ". %s", k->question);
        buf_add(&out, "\n");
    }
    buf_addf(&out, "\n%s\n", T("If scores are equal"));
    for (size_t i = 0; i < rules->step_count; i++)
        buf_addf(&out, "%zu. %s\n", i + 1, rules->step[i]);
    buf_add(&out, "\n");
    for (size_t i = 0; i < rules->fact_count; i++)
        buf_addf(&out, "%s: %s\n", rules->fact[i].label, rules->fact[i].value);
    return out.data;
}

/* --- items ------------------------------------------------------------------
 */

const char *welcome_field(const struct ctx *c,
                          const struct acceptance_item *item)
{
    return item->what == ACCEPT_RULES
               ? arena_printf(c->world.mem, "rules_%" PRId64, item->round_id)
               : "confidentiality";
}

static const char *title_of(struct ctx *c, const struct acceptance_item *item)
{
    const char *title = PICK(item->title_de, item->title_en);
    return str_empty(title) ? T("Declaration of confidentiality") : title;
}

static struct welcome_item one(struct ctx *c,
                               const struct acceptance_item *item)
{
    struct arena *mem = c->world.mem;
    struct welcome_item view = {
        .field = welcome_field(c, item),
        .digest = item->digest,
        .accepted_at = item->accepted_at,
        .earlier = item->earlier,
        .is_rules = item->what == ACCEPT_RULES,
    };
    if (view.is_rules) {
        struct round_rules r;
        read_rules(c, item->round_id, &r);
        view.title = arena_printf(mem, T("Rules: %s"), r.name);
        view.label = T("I have read the rules and judge by them.");
        view.rules = r.rules;
    } else {
        view.title = title_of(c, item);
        view.label = T("I have read the declaration and abide by it.");
        view.body = markdown(mem, PICK(item->body_de, item->body_en));
    }
    return view;
}

const struct welcome_item *
welcome_items(struct ctx *c, const struct acceptance_item *item, size_t count)
{
    struct welcome_item *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = one(c, &item[i]);
    return list;
}

const char *welcome_wording(struct ctx *c, const struct acceptance_item *item)
{
    if (item->what == ACCEPT_RULES)
        return rules_wording(c, item->round_id);
    return arena_printf(c->world.mem, "### %s\n\n%s", title_of(c, item),
                        PICK(item->body_de, item->body_en));
}

/* --- steps ------------------------------------------------------------------
 */

/* The juror's rounds that are not over, added up. */
struct load {
    int64_t count, declared, conflicts, done;
    const int64_t *closes_at; /* of the first that is open */
    bool open;
};

static struct load read_work(struct ctx *c, int64_t jury_member_id)
{
    struct sql_acceptance_work_row *row;
    struct load work = {0};
    size_t count = sql_acceptance_work(c->world.db, jury_member_id, &row);
    for (size_t i = 0; i < count; i++) {
        work.count += row[i].count;
        work.declared += row[i].declared;
        work.conflicts += row[i].conflicts;
        work.done += row[i].done;
        work.open = work.open || str_equal(row[i].state, "open");
        if (work.closes_at == NULL)
            work.closes_at = row[i].closes_at;
    }
    return work;
}

static struct welcome_step accept_step(struct ctx *c, const char *name,
                                       const char *later,
                                       enum acceptance_what what,
                                       const struct acceptance_item *item,
                                       size_t count)
{
    struct welcome_step step = {.name = name, .note = later};
    size_t all = 0, done = 0;
    for (size_t i = 0; i < count; i++) {
        all += item[i].what == what;
        done += item[i].what == what && item[i].accepted_at != NULL;
    }
    step.done = all > 0 && done == all;
    if (step.done)
        step.note = T("accepted");
    else if (all > 0)
        step.note = T("on this page");
    return step;
}

static struct welcome_step conflict_step(struct ctx *c, const struct load *work)
{
    struct welcome_step step = {.name = T("Conflicts of interest")};
    step.done = work->count > 0 && work->declared == work->count;
    step.note =
        work->count == 0
            ? T("as soon as nominations are assigned to you")
            : arena_printf(c->world.mem,
                           T("%d of %d nominations declared; before you do, "
                             "only the company's name is shown"),
                           (int)work->declared, (int)work->count);
    return step;
}

static struct welcome_step score_step(struct ctx *c, const struct load *work)
{
    struct arena *mem = c->world.mem;
    struct welcome_step step = {.name = T("Reading and scoring")};
    int64_t own = work->count - work->conflicts;
    step.done = work->open && own > 0 && work->done == own;
    if (!work->open)
        step.note = T("as soon as the round is open");
    else
        step.note = arena_printf(mem, T("%d of %d nominations handed in"),
                                 (int)work->done, (int)own);
    if (work->closes_at != NULL)
        step.note = arena_printf(mem, T("%s; please by %s"), step.note,
                                 lang_datetime(mem, c->lang, *work->closes_at));
    return step;
}

size_t welcome_steps(struct ctx *c, int64_t jury_member_id,
                     const struct acceptance_item *item, size_t count,
                     const struct welcome_step **steps)
{
    enum { STEPS_MAX = 4 };
    struct welcome_step *list =
        arena_alloc(c->world.mem, STEPS_MAX * sizeof *list);
    struct load work = read_work(c, jury_member_id);
    size_t n = 0;
    if (count > 0 && item[0].what == ACCEPT_CONFIDENTIALITY)
        list[n++] = accept_step(c, T("Confidentiality"), "",
                                ACCEPT_CONFIDENTIALITY, item, count);
    list[n++] = accept_step(c, T("The rules of the round"),
                            T("as soon as the round is open"), ACCEPT_RULES,
                            item, count);
    list[n++] = conflict_step(c, &work);
    list[n++] = score_step(c, &work);
    for (size_t i = 0; i < n; i++)
        if (!list[i].done) {
            list[i].current = true;
            break;
        }
    *steps = list;
    return n;
}
