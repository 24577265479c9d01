/* Reading, writing and checking wished rules. */
#include "model/rule_draft.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/setup_reader.h"
#include "model/tally_check.h"

const char *rule_draft_of_round(const struct world *w,
                                const struct round *round,
                                struct rule_draft *draft)
{
    struct criterion *row;
    size_t count = round_criteria(w, round->id, &row);
    struct rule_words *words = arena_alloc(w->mem, count * sizeof *words);
    for (size_t k = 0; k < count; k++)
        words[k] = (struct rule_words){row[k].name_de, row[k].name_en,
                                       row[k].question_de, row[k].question_en};
    draft->words = words;
    return rules_of_round(w, round, &draft->rules);
}

/* --- the two lines --- */

char *rule_draft_words(struct arena *mem, const struct rule_draft *draft)
{
    struct json_out json;
    struct buf out;
    buf_init(&out, mem);
    json_out_start(&json, &out, 0);
    json_array(&json, NULL);
    for (size_t k = 0; k < draft->rules.criterion_count; k++) {
        const struct rule_words *words = &draft->words[k];
        json_object(&json, NULL);
        json_text(&json, "code", draft->rules.criteria[k].id);
        json_text(&json, "name_de", words->name_de);
        json_text(&json, "name_en", words->name_en);
        json_text(&json, "question_de", words->question_de);
        json_text(&json, "question_en", words->question_en);
        json_object_end(&json);
    }
    json_array_end(&json);
    return out.data;
}

char *rule_draft_write(struct arena *mem, const struct rule_draft *draft)
{
    return arena_printf(mem, "%s\n%s", rules_write(mem, &draft->rules),
                        rule_draft_words(mem, draft));
}

static const char *read_words(struct arena *mem, const char *text,
                              struct rule_draft *draft)
{
    struct json_fault fault;
    const struct json *array = json_parse(mem, text, strlen(text), &fault);
    if (array == NULL)
        return fault.text;
    if (array->kind != JSON_ARRAY ||
        array->count != draft->rules.criterion_count)
        return "each criterion needs its words";
    struct rule_words *words = arena_alloc(mem, array->count * sizeof *words);
    size_t k = 0;
    for (const struct json *m = array->child; m != NULL; m = m->next)
        words[k++] = (struct rule_words){json_get_text(m, "name_de", ""),
                                         json_get_text(m, "name_en", ""),
                                         json_get_text(m, "question_de", ""),
                                         json_get_text(m, "question_en", "")};
    draft->words = words;
    return NULL;
}

const char *rule_draft_read(struct arena *mem, const char *text,
                            struct rule_draft *draft)
{
    struct tally_faults faults = {0};
    const char *stop = strchr(text, '\n');
    if (stop == NULL)
        return "the words of the criteria are missing";
    const char *why =
        rules_read(mem, text, (size_t)(stop - text), &draft->rules);
    if (why == NULL)
        why = read_words(mem, stop + 1, draft);
    if (why != NULL)
        return why;
    if (!str_equal(rule_draft_write(mem, draft), text))
        return "the rules are not written as they must be";
    return rule_draft_check(mem, draft, &faults) ? NULL : faults.fault[0].text;
}

/* --- are they good? --- */

static void config_fault(struct arena *mem, struct tally_faults *faults,
                         const char *key, const char *text)
{
    tally_check_add(
        mem, faults,
        (struct tally_fault){TALLY_E_CONFIG, TALLY_ON_CONFIG, 0, key, text});
}

static void words_fault(struct arena *mem, struct tally_faults *faults,
                        size_t k, const char *key, const char *text)
{
    tally_check_add(
        mem, faults,
        (struct tally_fault){TALLY_E_INPUT, TALLY_ON_CRITERION, k, key, text});
}

static bool too_long(const char *text, size_t characters)
{
    return str_characters(text) > characters;
}

static bool stands_before(const struct rules *rules, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (str_equal(rules->criteria[i].id, rules->criteria[k].id))
            return true;
    return false;
}

static void check_words(struct arena *mem, const struct rule_draft *draft,
                        struct tally_faults *faults)
{
    const struct rules *rules = &draft->rules;
    for (size_t k = 0; k < rules->criterion_count; k++) {
        const struct rule_words *words = &draft->words[k];
        if (!reader_is_code(rules->criteria[k].id, true) ||
            stands_before(rules, k))
            words_fault(mem, faults, k, "code",
                        "each criterion needs a code of its own");
        if (str_empty(words->name_de) && str_empty(words->name_en))
            words_fault(mem, faults, k, "name", "the criterion has no name");
        if (too_long(words->name_de, RULE_NAME_CHARACTERS_MAX) ||
            too_long(words->name_en, RULE_NAME_CHARACTERS_MAX))
            words_fault(mem, faults, k, "name", "the name is too long");
        if (too_long(words->question_de, RULE_QUESTION_CHARACTERS_MAX) ||
            too_long(words->question_en, RULE_QUESTION_CHARACTERS_MAX))
            words_fault(mem, faults, k, "question", "the question is too long");
    }
}

/* What the tables ask for beyond the engine's bounds. */
static void check_settings(struct arena *mem, const struct rules *rules,
                           struct tally_faults *faults)
{
    const struct tally_config *config = &rules->config;
    if (config->quorum > TALLY_JURORS_MAX)
        config_fault(mem, faults, "quorum", "the quorum is beyond any jury");
    if (config->method == TALLY_TRIMMED && config->combine_count == 0 &&
        config->quorum < RULE_TRIMMED_QUORUM)
        config_fault(mem, faults, "quorum_trimmed",
                     "the trimmed mean needs 5 ballots for each entry");
    if (config->method != TALLY_DECLARED && config->declared != NULL)
        config_fault(mem, faults, "declared",
                     "only the declared method has a rounding");
    if (config->combine_count > 0 && rules->criterion_count > 0)
        config_fault(mem, faults, "combine",
                     "a round that combines others has no criteria");
    if (!str_equal(rules->disclosure, "own") &&
        !str_equal(rules->disclosure, "close") &&
        !str_equal(rules->disclosure, "never"))
        config_fault(mem, faults, "disclosure",
                     "the disclosure must be own, close or never");
}

bool rule_draft_check(struct arena *mem, const struct rule_draft *draft,
                      struct tally_faults *faults)
{
    const struct rules *rules = &draft->rules;
    struct tally_input input = {
        .config = rules->config,
        .decimals = rules->decimals,
        .criteria = rules->criteria,
        .criterion_count = rules->criterion_count,
    };
    struct tally_faults engine = {0};
    struct tally_shape shape;
    size_t before = faults->count;
    tally_check(mem, &input, &shape, &engine);
    for (size_t i = 0; i < engine.count; i++)
        /* a round that combines others has no criteria: that is no fault */
        if (rules->config.combine_count == 0 ||
            engine.fault[i].subject != TALLY_ON_ROUND)
            tally_check_add(mem, faults, engine.fault[i]);
    check_settings(mem, rules, faults);
    check_words(mem, draft, faults);
    return faults->count == before;
}
