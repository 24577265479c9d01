/* Fields of the rules. Numbers may be written with a comma or a point. */
#include "page/rules_form.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/tally_exact.h"
#include "model/total.h"

enum { SCALE_DECIMALS = TALLY_SCALE_DECIMALS_MAX };

const char *rules_field(struct arena *mem, size_t row, const char *what)
{
    return arena_printf(mem, "k%zu_%s", row, what);
}

size_t rules_form_rows(const struct ctx *c)
{
    size_t rows = 0;
    while (rows < RULES_ROWS_MAX &&
           form_value(c->form, rules_field(c->world.mem, rows, "code")))
        rows++;
    return rows;
}

/* --- from a draft --- */

static void set(struct ctx *c, size_t row, const char *what, const char *value)
{
    form_set(c->form, rules_field(c->world.mem, row, what), value);
}

static void set_int(struct ctx *c, const char *name, int64_t value)
{
    form_set(c->form, name, arena_printf(c->world.mem, "%" PRId64, value));
}

static const char *mark(const struct ctx *c, int64_t units, int decimals)
{
    return total_mark(c->world.mem, c->lang, units, decimals);
}

static void fill_scale(struct ctx *c, size_t row,
                       const struct tally_criterion *k, int decimals)
{
    set(c, row, "min", mark(c, k->lo, decimals));
    set(c, row, "max", mark(c, k->hi, decimals));
    set(c, row, "step", mark(c, k->step, decimals));
}

static const char *factor_of(const struct ctx *c,
                             const struct tally_rounding *rule,
                             const char *criterion)
{
    for (size_t i = 0; rule != NULL && i < rule->factor_count; i++)
        if (str_equal(rule->factor[i].criterion, criterion))
            return lang_number(c->world.mem, c->lang,
                               tally_exact_short(c->world.mem,
                                                 rule->factor[i].units,
                                                 TALLY_FACTOR_DECIMALS));
    return "";
}

static void fill_criterion(struct ctx *c, const struct rule_draft *draft,
                           size_t i)
{
    const struct tally_criterion *k = &draft->rules.criteria[i];
    const struct rule_words *words = &draft->words[i];
    set(c, i, "code", k->id);
    set(c, i, "name_de", words->name_de);
    set(c, i, "name_en", words->name_en);
    set(c, i, "question_de", words->question_de);
    set(c, i, "question_en", words->question_en);
    set_int(c, rules_field(c->world.mem, i, "weight"), k->weight);
    fill_scale(c, i, k, draft->rules.decimals);
    set(c, i, "factor", factor_of(c, draft->rules.config.declared, k->id));
}

static void fill_ladder(struct ctx *c, const struct tally_config *config)
{
    if (config->ladder_criteria)
        form_add(c->form, "ladder", "criteria");
    if (config->ladder_median)
        form_add(c->form, "ladder", "median");
    if (config->ladder_jury)
        form_add(c->form, "ladder", "jury");
    if (config->ladder_lot)
        form_add(c->form, "ladder", "lot");
}

static void fill_rounding(struct ctx *c, const struct tally_rounding *rule)
{
    static const struct tally_rounding usual = {1, 1, 2, 2, NULL, 0};
    if (rule == NULL)
        rule = &usual;
    set_int(c, "drop_high", rule->drop_high);
    set_int(c, "drop_low", rule->drop_low);
    set_int(c, "round_criterion", rule->round_criterion);
    set_int(c, "round_product", rule->round_product);
}

void rules_form_fill(struct ctx *c, const struct rule_draft *draft)
{
    static const struct tally_criterion usual = {"", 0, 0, 10, 1};
    const struct rules *rules = &draft->rules;
    const struct tally_config *config = &rules->config;
    size_t count = rules->criterion_count;
    form_set(c->form, "method", tally_method_name(config->method));
    form_set(c->form, "disclosure", rules->disclosure);
    set_int(c, "quorum", config->quorum);
    set_int(c, "decimals", config->decimals);
    set_int(c, "lambda", config->lambda);
    fill_ladder(c, config);
    fill_rounding(c, config->declared);
    for (size_t i = 0; i < config->combine_count; i++)
        set_int(c, arena_printf(c->world.mem, "share%zu", i),
                config->combine[i].share);
    for (size_t k = 0; k < count; k++)
        fill_criterion(c, draft, k);
    if (config->combine_count > 0 || count >= TALLY_CRITERIA_MAX)
        return;
    set(c, count, "code", "");
    if (count > 0)
        fill_scale(c, count, &rules->criteria[0], rules->decimals);
    else
        fill_scale(c, count, &usual, 0);
}

/* --- to a draft --- */

static int64_t read_int(struct ctx *c, const char *name, int64_t max,
                        const char *complaint)
{
    int64_t value;
    if (!form_int(c->form, name, 0, max, &value))
        form_fail(c->form, name, complaint);
    return value;
}

static int64_t read_mark(struct ctx *c, size_t row, const char *what)
{
    const char *field = rules_field(c->world.mem, row, what);
    int64_t units = 0;
    if (!str_decimal(form_line(c->form, field), SCALE_DECIMALS, true, &units))
        form_fail(c->form, field,
                  T("Please enter a number with at most 3 decimals."));
    return units;
}

static const char *line(struct ctx *c, size_t row, const char *what)
{
    return form_line(c->form, rules_field(c->world.mem, row, what));
}

static bool is_empty(struct ctx *c, size_t row)
{
    static const char *const fields[] = {
        "code", "name_de", "name_en", "question_de", "question_en", "weight"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!str_empty(line(c, row, fields[i])))
            return false;
    return true;
}

static bool has_code(const struct rules *rules, const char *code)
{
    for (size_t k = 0; k < rules->criterion_count; k++)
        if (str_equal(rules->criteria[k].id, code))
            return true;
    return false;
}

/* The code that the row brought if it is one of the round's; else a new one
 * from the name, which neither the round nor the form has yet. */
static const char *code_of(struct ctx *c, const struct rule_draft *now,
                           const struct rules *so_far, size_t row)
{
    enum { CODE_BYTES_MAX = 40 };
    const char *code = line(c, row, "code");
    if (has_code(&now->rules, code))
        return code;
    const char *name = line(c, row, "name_de");
    const char *base = arena_printf(
        c->world.mem, "%.*s", CODE_BYTES_MAX,
        str_slug(c->world.mem,
                 str_empty(name) ? line(c, row, "name_en") : name));
    code = base;
    for (int n = 2; has_code(&now->rules, code) || has_code(so_far, code); n++)
        code = arena_printf(c->world.mem, "%s-%d", base, n);
    return code;
}

/* Thousandths become units of as many decimals as the scales need. */
static int fewest_decimals(struct tally_criterion *list, size_t count)
{
    int64_t unit = 1000;
    int decimals = 0;
    for (size_t k = 0; k < count; k++)
        while (list[k].lo % unit != 0 || list[k].hi % unit != 0 ||
               list[k].step % unit != 0) {
            unit /= 10;
            decimals++;
        }
    for (size_t k = 0; k < count; k++) {
        list[k].lo /= unit;
        list[k].hi /= unit;
        list[k].step /= unit;
    }
    return decimals;
}

static void read_criteria(struct ctx *c, const struct rule_draft *now,
                          struct rules_form *form)
{
    struct arena *mem = c->world.mem;
    struct rules *rules = &form->draft.rules;
    size_t rows = rules_form_rows(c);
    struct tally_criterion *list = arena_alloc(mem, rows * sizeof *list);
    struct rule_words *words = arena_alloc(mem, rows * sizeof *words);
    rules->criteria = list;
    form->draft.words = words;
    for (size_t row = 0; row < rows; row++) {
        if (is_empty(c, row) ||
            form_has(c->form, rules_field(mem, row, "remove"), "1"))
            continue;
        size_t k = rules->criterion_count;
        form->row[k] = row;
        words[k] = (struct rule_words){
            line(c, row, "name_de"), line(c, row, "name_en"),
            line(c, row, "question_de"), line(c, row, "question_en")};
        list[k].id = code_of(c, now, rules, row);
        list[k].weight =
            read_int(c, rules_field(mem, row, "weight"), TALLY_WEIGHT_MAX,
                     T("Please enter a whole number from 1 to 1,000,000."));
        list[k].lo = read_mark(c, row, "min");
        list[k].hi = read_mark(c, row, "max");
        list[k].step = read_mark(c, row, "step");
        rules->criterion_count++;
    }
    rules->decimals = fewest_decimals(list, rules->criterion_count);
}

static void read_rounding(struct ctx *c, struct rules_form *form)
{
    struct arena *mem = c->world.mem;
    struct rules *rules = &form->draft.rules;
    const char *whole = T("Please enter a whole number.");
    struct tally_rounding *rule = arena_alloc(mem, sizeof *rule);
    struct tally_factor *factor =
        arena_alloc(mem, rules->criterion_count * sizeof *factor);
    rule->drop_high = read_int(c, "drop_high", TALLY_JURORS_MAX, whole);
    rule->drop_low = read_int(c, "drop_low", TALLY_JURORS_MAX, whole);
    rule->round_criterion = read_int(c, "round_criterion", INT32_MAX, whole);
    rule->round_product = read_int(c, "round_product", INT32_MAX, whole);
    rule->factor = factor;
    for (size_t k = 0; k < rules->criterion_count; k++) {
        const char *field = rules_field(mem, form->row[k], "factor");
        struct tally_factor f = {rules->criteria[k].id, 0};
        const char *text = form_line(c->form, field);
        if (str_empty(text))
            continue;
        if (!str_decimal(text, TALLY_FACTOR_DECIMALS, true, &f.units))
            form_fail(c->form, field,
                      T("Please enter a number with at most 6 decimals."));
        factor[rule->factor_count++] = f;
    }
    rules->config.declared = rule;
}

static void read_ladder(struct ctx *c, struct tally_config *config)
{
    config->ladder_criteria = form_has(c->form, "ladder", "criteria");
    config->ladder_median = form_has(c->form, "ladder", "median");
    config->ladder_jury = form_has(c->form, "ladder", "jury");
    config->ladder_lot = form_has(c->form, "ladder", "lot");
}

static void read_shares(struct ctx *c, const struct tally_config *now,
                        struct tally_config *config)
{
    struct tally_share *list =
        arena_alloc(c->world.mem, now->combine_count * sizeof *list);
    for (size_t i = 0; i < now->combine_count; i++)
        list[i] = (struct tally_share){
            now->combine[i].round,
            read_int(c, arena_printf(c->world.mem, "share%zu", i),
                     TALLY_SHARE_MAX,
                     T("Please enter a whole number from 1 to 1,000,000."))};
    config->combine = list;
}

static void read_own(struct ctx *c, const struct rule_draft *now,
                     struct rules_form *form)
{
    struct rules *rules = &form->draft.rules;
    struct tally_config *config = &rules->config;
    const char *method = form_value(c->form, "method");
    const char *disclosure = form_value(c->form, "disclosure");
    if (method == NULL || !tally_method_from_name(method, &config->method))
        form_fail(c->form, "method", T("Please choose a method."));
    if (disclosure != NULL)
        rules->disclosure = disclosure;
    config->quorum =
        read_int(c, "quorum", TALLY_JURORS_MAX,
                 T("Please enter a whole number from 1 to 10,000."));
    config->declared = NULL;
    /* a field of another method must not stand in the way */
    if (config->method == TALLY_CALIBRATED)
        config->lambda = read_int(c, "lambda", TALLY_LAMBDA_MAX,
                                  T("Please enter a whole number from 1 to "
                                    "100."));
    rules->criterion_count = 0;
    read_criteria(c, now, form);
    if (config->method == TALLY_DECLARED)
        read_rounding(c, form);
}

void rules_form_read(struct ctx *c, const struct rule_draft *now,
                     struct rules_form *form)
{
    struct tally_config *config = &form->draft.rules.config;
    form->draft = *now;
    config->decimals = read_int(c, "decimals", TALLY_DECIMALS_MAX,
                                T("Please enter a whole number from 0 to 4."));
    read_ladder(c, config);
    if (config->combine_count > 0)
        read_shares(c, &now->rules.config, config);
    else
        read_own(c, now, form);
}

/* --- what the model says --- */

/* Is one of the two too long? Then that is said beside it. */
static bool long_words(struct ctx *c, size_t row, const char *field_de,
                       const char *de, const char *field_en, const char *en,
                       size_t most, const char *text)
{
    struct arena *mem = c->world.mem;
    bool long_de = de && str_characters(de) > most;
    bool long_en = en && str_characters(en) > most;
    if (long_de)
        form_fail(c->form, rules_field(mem, row, field_de), text);
    if (long_en)
        form_fail(c->form, rules_field(mem, row, field_en), text);
    return long_de || long_en;
}

static void criterion_fault(struct ctx *c, const struct rules_form *form,
                            const struct tally_fault *fault)
{
    struct arena *mem = c->world.mem;
    size_t row = fault->index < form->draft.rules.criterion_count
                     ? form->row[fault->index]
                     : 0;
    const struct rule_words *words =
        &form->draft.words[fault->index < form->draft.rules.criterion_count
                               ? fault->index
                               : 0];
    if (fault->index >= TALLY_CRITERIA_MAX)
        form_fail(c->form, "criteria",
                  T("A round can have at most 64 criteria."));
    else if (fault->code == TALLY_E_WEIGHT)
        form_fail(c->form, rules_field(mem, row, "weight"),
                  T("Please enter a whole number from 1 to 1,000,000."));
    else if (fault->code == TALLY_E_BOUND)
        form_fail(c->form, rules_field(mem, row, "max"),
                  T("This scale goes further than can be counted."));
    else if (fault->code == TALLY_E_SCALE)
        form_fail(c->form, rules_field(mem, row, "min"),
                  T("The lowest mark must lie below the highest, and the steps "
                    "must lead from one exactly to the other."));
    else if (str_equal(fault->key, "question"))
        long_words(c, row, "question_de", words->question_de, "question_en",
                   words->question_en, RULE_QUESTION_CHARACTERS_MAX,
                   T("Please use at most 1,000 characters."));
    else if (!long_words(c, row, "name_de", words->name_de, "name_en",
                         words->name_en, RULE_NAME_CHARACTERS_MAX,
                         T("Please use at most 200 characters.")))
        form_fail(c->form, rules_field(mem, row, "name_de"),
                  T("Please give the criterion a name of its own."));
}

static void config_fault(struct ctx *c, const struct tally_config *config,
                         const struct tally_fault *fault)
{
    static const struct {
        const char *key, *field, *text;
    } known[] = {
        {"quorum", "quorum",
         N_("Please enter a whole number from 1 to 10,000.")},
        {"quorum_trimmed", "quorum",
         N_("The trimmed mean needs at least 5 ballots for each nomination. "
            "Please enter 5 or more, or choose another method.")},
        {"decimals", "decimals",
         N_("Please enter a whole number from 0 to 4.")},
        {"lambda", "lambda", N_("Please enter a whole number from 1 to 100.")},
        {"method", "method", N_("Please choose a method.")},
        {"disclosure", "disclosure", N_("Please choose one of the answers.")},
        {"declared", "drop_high",
         N_("Please check the rounding: it can have from 0 to 6 decimals, and "
            "factors must be above 0 and at most 1000.")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(known[i].key, fault->key)) {
            form_fail(c->form, known[i].field, T(known[i].text));
            return;
        }
    for (size_t i = 0; i < config->combine_count; i++)
        if (config->combine[i].share < 1)
            form_fail(c->form, arena_printf(c->world.mem, "share%zu", i),
                      T("Please enter a whole number from 1 to 1,000,000."));
}

const char *rules_form_first(const struct rules_form *form)
{
    return form->draft.rules.config.combine_count > 0 ? "share0" : "criteria";
}

void rules_form_faults(struct ctx *c, const struct rules_form *form,
                       const struct tally_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct tally_fault *fault = &faults->fault[i];
        if (fault->subject == TALLY_ON_CRITERION)
            criterion_fault(c, form, fault);
        else if (fault->subject == TALLY_ON_CONFIG)
            config_fault(c, &form->draft.rules.config, fault);
        else
            form_fail(c->form, "criteria",
                      T("The round needs at least one criterion."));
    }
    if (faults->count > 0 && form_ok(c->form))
        form_fail(c->form, rules_form_first(form),
                  T("These rules cannot be counted."));
}
