/* A configuration as JSON: the mirror of tally_config.c. */
#include "base/arena.h"
#include "base/json.h"
#include "model/tally_exact.h"
#include "model/tally_setup.h"

const char *tally_ladder_text(struct arena *mem,
                              const struct tally_config *config)
{
    const struct {
        bool step;
        const char *name;
    } steps[] = {{config->ladder_criteria, "criteria"},
                 {config->ladder_median, "median"},
                 {config->ladder_jury, "jury"},
                 {config->ladder_lot, "lot"}};
    const char *text = "";
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].step)
            text = arena_printf(mem, "%s%s%s", text, *text ? "," : "",
                                steps[i].name);
    return text;
}

void tally_rounding_write(struct json_out *json, const char *key,
                          struct arena *mem, const struct tally_rounding *rule)
{
    json_object(json, key);
    json_int(json, "drop_high", rule->drop_high);
    json_int(json, "drop_low", rule->drop_low);
    json_int(json, "round_criterion", rule->round_criterion);
    json_int(json, "round_product", rule->round_product);
    json_object(json, "factor");
    for (size_t i = 0; i < rule->factor_count; i++)
        json_text(json, rule->factor[i].criterion,
                  tally_exact_short(mem, rule->factor[i].units,
                                    TALLY_FACTOR_DECIMALS));
    json_object_end(json);
    json_object_end(json);
}

static void write_combine(struct json_out *json,
                          const struct tally_config *config)
{
    json_object(json, "combine");
    for (size_t i = 0; i < config->combine_count; i++)
        json_int(json, config->combine[i].round, config->combine[i].share);
    json_object_end(json);
}

void tally_config_write(struct json_out *json, const char *key,
                        struct arena *mem, const struct tally_config *config)
{
    json_object(json, key);
    json_text(json, "method", tally_method_name(config->method));
    json_int(json, "quorum", config->quorum);
    json_int(json, "decimals", config->decimals);
    json_int(json, "lambda", config->lambda);
    json_int(json, "seed", config->seed);
    json_int(json, "replicates", config->replicates);
    json_text(json, "ladder", tally_ladder_text(mem, config));
    if (config->declared)
        tally_rounding_write(json, "declared", mem, config->declared);
    if (config->combine_count > 0)
        write_combine(json, config);
    json_object_end(json);
}
