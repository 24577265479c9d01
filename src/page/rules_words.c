/* Rules in words. */
#include "page/rules_words.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/tally_exact.h"
#include "model/tally_setup.h"
#include "model/total.h"
#include "page/round_place.h"

/* --- the method --- */

static const struct {
    const char *name, *choice;
} methods[TALLY_METHODS] = {
    [TALLY_MEAN] = {N_("weighted mean"),
                    N_("The most accurate of the simple rules, and anyone can "
                       "check it. Right if every juror scores every "
                       "nomination; single conflicts of interest do not "
                       "matter.")},
    [TALLY_TRIMMED] =
        {N_("trimmed mean"),
         N_("The weighted mean without the highest and the lowest "
            "ballot. Protects from a juror who pushes one "
            "nomination or presses down its rivals. Needs at "
            "least 5 ballots for every nomination, better 7, and "
            "costs a little accuracy in an honest jury.")},
    [TALLY_CALIBRATED] = {N_("balanced mean"),
                          N_("The weighted mean, balanced between strict and "
                             "lenient jurors. Right if the nominations are "
                             "split among the jurors, so that not everybody is "
                             "judged by the same people.")},
    [TALLY_DECLARED] =
        {N_("own rule with rounding"),
         N_("Only if your published rules say that marks are dropped or "
            "rounded on the way. Weights play no part then; factors do.")},
};

const char *rules_method_name(const struct ctx *c, enum tally_method method)
{
    return T(methods[method].name);
}

const char *rules_method_choice(const struct ctx *c, enum tally_method method)
{
    return T(methods[method].choice);
}

static const char *declared_text(const struct ctx *c,
                                 const struct tally_rounding *rule)
{
    if (rule == NULL)
        return "";
    return arena_printf(
        c->world.mem,
        T("For each criterion the marks are put in order, the highest (%d) and "
          "the lowest (%d) are dropped, and the mean of the others is rounded "
          "to %d decimals. It is multiplied with the criterion's factor and "
          "rounded to %d decimals; the products are added."),
        (int)rule->drop_high, (int)rule->drop_low, (int)rule->round_criterion,
        (int)rule->round_product);
}

const char *rules_method_text(const struct ctx *c,
                              const struct tally_config *config)
{
    if (config->combine_count > 0)
        return T(
            "The score is the weighted mean of the scores of the combined "
            "rounds. Rounding is for display only.");
    switch (config->method) {
    case TALLY_TRIMMED:
        return T(
            "The score is the weighted mean of all complete ballots after "
            "dropping the highest and the lowest one. Rounding is for "
            "display only.");
    case TALLY_CALIBRATED:
        return T(
            "Because not all jurors score all nominations, it is balanced "
            "whether the jurors of a nomination otherwise judge more "
            "strictly or more leniently than the jury. If everybody has "
            "scored everything, it is the weighted mean.");
    case TALLY_DECLARED:
        return declared_text(c, config->declared);
    case TALLY_MEAN:
    case TALLY_METHODS:
        break;
    }
    return T(
        "The score is the weighted mean of all complete ballots. Rounding "
        "is for display only.");
}

/* --- the ladder --- */

const char *rules_criterion_name(const struct ctx *c,
                                 const struct rule_draft *draft, size_t k)
{
    return PICK(draft->words[k].name_de, draft->words[k].name_en);
}

/* The criteria as the ladder takes them: by weight, equal ones as declared. */
static const char *by_weight(const struct ctx *c,
                             const struct rule_draft *draft)
{
    const struct rules *rules = &draft->rules;
    const char *text = "";
    bool *taken =
        arena_alloc(c->world.mem, rules->criterion_count * sizeof *taken);
    for (size_t n = 0; n < rules->criterion_count; n++) {
        size_t best = rules->criterion_count;
        for (size_t k = 0; k < rules->criterion_count; k++)
            if (!taken[k] &&
                (best == rules->criterion_count ||
                 rules->criteria[k].weight > rules->criteria[best].weight))
                best = k;
        taken[best] = true;
        text = arena_printf(c->world.mem, "%s%s%s", text, *text ? ", " : "",
                            rules_criterion_name(c, draft, best));
    }
    return text;
}

size_t rules_steps(const struct ctx *c, const struct rule_draft *draft,
                   const char *const **steps)
{
    enum { STEPS_MAX = 5 };
    const struct tally_config *config = &draft->rules.config;
    const char **list = arena_alloc(c->world.mem, STEPS_MAX * sizeof *list);
    size_t count = 0;
    /* these steps compare exact means, which the award's own rule has not */
    bool rounded =
        config->method == TALLY_DECLARED && config->combine_count == 0;
    if (config->ladder_criteria && config->combine_count > 0)
        list[count++] =
            T("The better score in the round with the largest share decides, "
              "then in the next one.");
    else if (config->ladder_criteria && !rounded)
        list[count++] = arena_printf(
            c->world.mem,
            T("The better score in the weightiest criterion decides, then in "
              "the next one: %s."),
            by_weight(c, draft));
    if (config->ladder_median && !rounded && config->combine_count == 0)
        list[count++] = T("The higher median of the ballots decides.");
    if (config->ladder_jury)
        list[count++] =
            T("The jury decides. Names, date and reason are "
              "recorded.");
    if (config->ladder_lot)
        list[count++] = T("A lot is drawn, in a way that everybody can check.");
    if (!config->ladder_lot)
        list[count++] = T("What is still equal shares its rank.");
    *steps = list;
    return count;
}

/* --- criteria --- */

static int64_t weight_sum(const struct rules *rules)
{
    int64_t sum = 0;
    for (size_t k = 0; k < rules->criterion_count; k++)
        sum += rules->criteria[k].weight;
    return sum;
}

size_t rules_criteria(const struct ctx *c, const struct rule_draft *draft,
                      const struct rules_criterion **list)
{
    const struct rules *rules = &draft->rules;
    struct rules_criterion *criterion =
        arena_alloc(c->world.mem, rules->criterion_count * sizeof *criterion);
    for (size_t k = 0; k < rules->criterion_count; k++)
        criterion[k] = (struct rules_criterion){
            .name = rules_criterion_name(c, draft, k),
            .question =
                PICK(draft->words[k].question_de, draft->words[k].question_en),
            .weight =
                round_weight(c, rules->criteria[k].weight, weight_sum(rules)),
            .scale = rules_scale(c, &rules->criteria[k], rules->decimals),
        };
    *list = criterion;
    return rules->criterion_count;
}

/* --- facts --- */

const char *rules_disclosure(const struct ctx *c, const char *code)
{
    if (str_equal(code, "own"))
        return T("after handing in their own");
    return str_equal(code, "close") ? T("after the close") : T("never");
}

const char *rules_scale(const struct ctx *c, const struct tally_criterion *k,
                        int decimals)
{
    struct arena *mem = c->world.mem;
    return arena_printf(mem, T("%s to %s, in steps of %s"),
                        total_mark(mem, c->lang, k->lo, decimals),
                        total_mark(mem, c->lang, k->hi, decimals),
                        total_mark(mem, c->lang, k->step, decimals));
}

static const char *number(const struct ctx *c, int64_t value)
{
    return lang_int(c->world.mem, c->lang, value);
}

struct facts {
    struct arena *mem;
    struct rules_fact *list;
    size_t count;
};

static void add(struct facts *f, const char *key, const char *label,
                const char *value)
{
    f->list = arena_grow(f->mem, f->list, f->count, sizeof *f->list);
    f->list[f->count++] = (struct rules_fact){key, label, value};
}

static void add_factors(const struct ctx *c, const struct rule_draft *draft,
                        struct facts *f)
{
    struct arena *mem = c->world.mem;
    const struct tally_rounding *rule = draft->rules.config.declared;
    for (size_t i = 0; rule != NULL && i < rule->factor_count; i++) {
        const char *name = rule->factor[i].criterion;
        for (size_t k = 0; k < draft->rules.criterion_count; k++)
            if (str_equal(draft->rules.criteria[k].id, name))
                name = rules_criterion_name(c, draft, k);
        add(f, arena_printf(mem, "factor %s", rule->factor[i].criterion),
            arena_printf(mem, T("Factor: %s"), name),
            lang_number(mem, c->lang,
                        tally_exact_short(mem, rule->factor[i].units,
                                          TALLY_FACTOR_DECIMALS)));
    }
}

size_t rules_facts(const struct ctx *c, const struct rule_draft *draft,
                   const struct rules_fact **facts)
{
    const struct tally_config *config = &draft->rules.config;
    bool combines = config->combine_count > 0;
    struct facts f = {.mem = c->world.mem};
    add(&f, "method", T("Method"),
        combines ? T("weighted mean of the rounds")
                 : rules_method_name(c, config->method));
    if (config->method == TALLY_CALIBRATED && !combines)
        add(&f, "lambda", T("Caution (lambda)"), number(c, config->lambda));
    if (!combines)
        add(&f, "quorum", T("Ballots needed"), number(c, config->quorum));
    add(&f, "decimals", T("Decimals shown"), number(c, config->decimals));
    add_factors(c, draft, &f);
    if (!combines)
        add(&f, "disclosure", T("Jurors see others' marks"),
            rules_disclosure(c, draft->rules.disclosure));
    *facts = f.list;
    return f.count;
}

/* --- differences --- */

static void add_criterion(const struct ctx *c, const struct rule_draft *draft,
                          size_t i, struct facts *f)
{
    struct arena *mem = c->world.mem;
    const struct tally_criterion *k = &draft->rules.criteria[i];
    const struct rule_words *words = &draft->words[i];
    const char *name = rules_criterion_name(c, draft, i);
    add(f, arena_printf(mem, "criterion %s", k->id),
        arena_printf(mem, T("Criterion: %s"), name),
        arena_printf(mem, T("weight %s, %s"),
                     round_weight(c, k->weight, weight_sum(&draft->rules)),
                     rules_scale(c, k, draft->rules.decimals)));
    add(f, arena_printf(mem, "name %s", k->id),
        arena_printf(mem, T("Name: %s"), name),
        arena_printf(mem, "%s / %s", words->name_de, words->name_en));
    if (!str_empty(words->question_de) || !str_empty(words->question_en))
        add(f, arena_printf(mem, "question %s", k->id),
            arena_printf(mem, T("Question: %s"), name),
            arena_printf(mem, "%s / %s", words->question_de,
                         words->question_en));
}

/* Everything that a version says, line by line. */
static struct facts all_facts(const struct ctx *c,
                              const struct rule_draft *draft)
{
    struct arena *mem = c->world.mem;
    const struct tally_config *config = &draft->rules.config;
    const struct rules_fact *facts;
    const char *const *step;
    struct facts f = {.mem = mem};
    size_t count = rules_facts(c, draft, &facts);
    for (size_t i = 0; i < count; i++)
        add(&f, facts[i].key, facts[i].label, facts[i].value);
    if (config->declared != NULL)
        add(&f, "declared", T("Rounding"), rules_method_text(c, config));
    for (size_t i = 0; i < config->combine_count; i++)
        add(&f, arena_printf(mem, "share %s", config->combine[i].round),
            arena_printf(mem, T("Share of %s"), config->combine[i].round),
            number(c, config->combine[i].share));
    size_t steps = rules_steps(c, draft, &step);
    const char *ladder = "";
    for (size_t i = 0; i < steps; i++)
        ladder =
            arena_printf(mem, "%s%s%s", ladder, *ladder ? " " : "", step[i]);
    add(&f, "ladder", T("Equal scores"), ladder);
    for (size_t k = 0; k < draft->rules.criterion_count; k++)
        add_criterion(c, draft, k, &f);
    return f;
}

static const char *value_of(const struct facts *f, const char *key)
{
    for (size_t i = 0; i < f->count; i++)
        if (str_equal(f->list[i].key, key))
            return f->list[i].value;
    return NULL;
}

size_t rules_differences(const struct ctx *c, const struct rule_draft *before,
                         const struct rule_draft *after,
                         const struct rules_difference **list)
{
    struct facts was = all_facts(c, before), is = all_facts(c, after);
    struct rules_difference *out =
        arena_alloc(c->world.mem, (was.count + is.count) * sizeof *out);
    size_t count = 0;
    for (size_t i = 0; i < was.count; i++) {
        const char *value = value_of(&is, was.list[i].key);
        if (!str_equal(value, was.list[i].value))
            out[count++] = (struct rules_difference){was.list[i].label,
                                                     was.list[i].value, value};
    }
    for (size_t i = 0; i < is.count; i++)
        if (value_of(&was, is.list[i].key) == NULL)
            out[count++] = (struct rules_difference){is.list[i].label, NULL,
                                                     is.list[i].value};
    *list = out;
    return count;
}
