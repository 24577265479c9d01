/* config.json: every key is optional, none may be unknown. */
#include "model/tally_setup.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"

enum { ROUNDING_DECIMALS = 2 }; /* where a declared rule does not say */

struct reading {
    struct arena *mem;
    const struct tally_file *file;
    struct tally_config *config;
    struct tally_lines *lines;
};

static void key_fault(struct reading *r, const char *key, const char *text)
{
    tally_lines_add(r->lines, r->file, tally_setup_key_line(r->file, key),
                    TALLY_E_CONFIG, text);
}

/* Behind the closing quotation mark of a text that begins at `at`. */
static const char *skip_text(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        at += *at == '\\' && at + 1 < end;
    return at < end ? at + 1 : end;
}

size_t tally_setup_key_line(const struct tally_file *file, const char *key)
{
    const char *end = file->text + file->bytes;
    size_t line = 1, bytes = strlen(key);
    int depth = 0;
    for (const char *at = file->text; at < end;) {
        if (*at == '"') {
            const char *text = at + 1;
            at = skip_text(at, end);
            const char *next = at;
            while (next < end && strchr(" \t\r\n", *next))
                next++;
            if (depth == 1 && next < end && *next == ':' &&
                (size_t)(at - text) == bytes + 1 &&
                memcmp(text, key, bytes) == 0)
                return line;
            continue;
        }
        depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        line += *at == '\n';
        at++;
    }
    return 1;
}

static void read_method(struct reading *r, const struct json *value)
{
    const char *name = value->kind == JSON_TEXT ? value->text : "";
    if (!tally_method_from_name(name, &r->config->method))
        key_fault(r, "method",
                  "the method must be mean, trimmed, calibrated or declared");
}

/* One step of the ladder; false, with a fault, if it may not stand there.
 * *taken counts how far up the ladder we are. */
static bool read_step(struct reading *r, const char *step, size_t bytes,
                      size_t *taken)
{
    static const char *const steps[] = {"criteria", "median", "jury", "lot"};
    bool *const step_flag[] = {&r->config->ladder_criteria,
                               &r->config->ladder_median,
                               &r->config->ladder_jury, &r->config->ladder_lot};
    const char *name = arena_textn(r->mem, step, bytes);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strcmp(name, steps[i]) != 0)
            continue;
        if (i < *taken) {
            key_fault(r, "ladder",
                      "the steps of the ladder are, each once and in this "
                      "order: criteria, median, jury, lot");
            return false;
        }
        *taken = i + 1;
        *step_flag[i] = true;
        return true;
    }
    key_fault(r, "ladder",
              arena_printf(r->mem, "the ladder has no step \"%s\"", name));
    return false;
}

static void read_ladder(struct reading *r, const struct json *value)
{
    if (value->kind != JSON_TEXT) {
        key_fault(r, "ladder", "the ladder must be a text");
        return;
    }
    r->config->ladder_criteria = false;
    r->config->ladder_median = false;
    r->config->ladder_jury = false;
    r->config->ladder_lot = false;
    size_t taken = 0;
    /* an empty text is a ladder without steps: equal scores share a rank */
    for (const char *at = value->text, *next; *value->text; at = next + 1) {
        next = at + strcspn(at, ",");
        if (!read_step(r, at, (size_t)(next - at), &taken) || *next == '\0')
            return;
    }
}

static bool read_number(struct reading *r, const struct json *value)
{
    const struct {
        const char *key;
        int64_t *number;
    } numbers[] = {
        {"quorum", &r->config->quorum},
        {"decimals", &r->config->decimals},
        {"lambda", &r->config->lambda},
        {"seed", &r->config->seed},
        {"replicates", &r->config->replicates},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(value->key, numbers[i].key) != 0)
            continue;
        if (value->kind == JSON_INTEGER)
            *numbers[i].number = value->integer;
        else
            key_fault(
                r, value->key,
                arena_printf(r->mem, "%s must be an integer", value->key));
        return true;
    }
    return false;
}

/* A number, or the text of one: "1.6" is exact where 1.6 is not. */
static bool read_factor(struct reading *r, const struct json *value,
                        struct tally_factor *factor)
{
    bool rest;
    const char *text = value->kind == JSON_INTEGER
                           ? arena_printf(r->mem, "%" PRId64, value->integer)
                       : value->kind == JSON_TEXT ? value->text
                                                  : "";
    factor->criterion = value->key;
    if (tally_number(text, TALLY_FACTOR_DECIMALS, &factor->units, &rest) &&
        !rest)
        return true;
    key_fault(r, "declared",
              arena_printf(r->mem,
                           "the factor of %s must be a number with at most 6 "
                           "decimals, as a text: \"1.6\"",
                           value->key));
    return false;
}

static void read_factors(struct reading *r, const struct json *value,
                         struct tally_rounding *rule)
{
    struct tally_factor *factor =
        arena_alloc(r->mem, value->count * sizeof *factor);
    if (value->kind != JSON_OBJECT) {
        key_fault(r, "declared",
                  "factor must be an object: criterion and number");
        return;
    }
    for (const struct json *f = value->child; f; f = f->next)
        if (read_factor(r, f, &factor[rule->factor_count]))
            rule->factor_count++;
    rule->factor = factor;
}

static void read_rounding(struct reading *r, const struct json *value,
                          struct tally_rounding *rule)
{
    const struct {
        const char *key;
        int64_t *number;
    } numbers[] = {
        {"drop_high", &rule->drop_high},
        {"drop_low", &rule->drop_low},
        {"round_criterion", &rule->round_criterion},
        {"round_product", &rule->round_product},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(value->key, numbers[i].key) != 0)
            continue;
        if (value->kind == JSON_INTEGER)
            *numbers[i].number = value->integer;
        else
            key_fault(
                r, "declared",
                arena_printf(r->mem, "%s must be an integer", value->key));
        return;
    }
    if (strcmp(value->key, "factor") == 0)
        read_factors(r, value, rule);
    else
        key_fault(
            r, "declared",
            arena_printf(r->mem, "unknown key \"%s\" in declared", value->key));
}

static void read_declared(struct reading *r, const struct json *value)
{
    struct tally_rounding *rule = arena_alloc(r->mem, sizeof *rule);
    rule->round_criterion = rule->round_product = ROUNDING_DECIMALS;
    if (value->kind == JSON_NULL)
        return;
    if (value->kind != JSON_OBJECT) {
        key_fault(r, "declared", "declared must be an object");
        return;
    }
    for (const struct json *m = value->child; m; m = m->next)
        read_rounding(r, m, rule);
    r->config->declared = rule;
}

/* {"paper": 50, "visit": 50}: rounds and their shares */
static void read_combine(struct reading *r, const struct json *value)
{
    struct tally_share *share =
        arena_alloc(r->mem, value->count * sizeof *share);
    if (value->kind == JSON_NULL)
        return;
    if (value->kind != JSON_OBJECT || value->count == 0) {
        key_fault(r, "combine",
                  "combine must be an object: rounds and their shares");
        return;
    }
    for (const struct json *m = value->child; m; m = m->next) {
        if (m->kind != JSON_INTEGER)
            key_fault(r, "combine",
                      arena_printf(r->mem, "the share of %s must be an integer",
                                   m->key));
        share[r->config->combine_count++] = (struct tally_share){
            m->key, m->kind == JSON_INTEGER ? m->integer : 1};
    }
    r->config->combine = share;
}

static void read_key(struct reading *r, const struct json *value)
{
    const char *key = value->key;
    if (strcmp(key, "method") == 0) {
        read_method(r, value);
    } else if (strcmp(key, "ladder") == 0) {
        read_ladder(r, value);
    } else if (strcmp(key, "declared") == 0) {
        read_declared(r, value);
    } else if (strcmp(key, "combine") == 0) {
        read_combine(r, value);
    } else if (!read_number(r, value)) {
        key_fault(r, key, arena_printf(r->mem, "unknown key \"%s\"", key));
    }
}

void tally_setup_config(struct arena *mem, const struct tally_file *file,
                        struct tally_setup *setup, struct tally_lines *lines)
{
    struct reading r = {mem, file, &setup->config, lines};
    struct json_fault fault;
    setup->config = tally_config_default();
    if (!str_utf8(file->text, file->bytes)) {
        tally_lines_add(lines, file, 1, TALLY_E_INPUT,
                        "the file is not UTF-8 text");
        return;
    }
    const struct json *root = json_parse(mem, file->text, file->bytes, &fault);
    if (!root) {
        tally_lines_add(lines, file, (size_t)fault.line, TALLY_E_INPUT,
                        fault.text);
        return;
    }
    if (root->kind != JSON_OBJECT) {
        tally_lines_add(lines, file, 1, TALLY_E_INPUT,
                        "the file must hold one object");
        return;
    }
    for (const struct json *value = root->child; value; value = value->next)
        read_key(&r, value);
}

/* A reading whose faults have no file to stand in. */
static struct reading read_apart(struct arena *mem, struct tally_config *config)
{
    static const struct tally_file nowhere = {.name = "", .text = ""};
    struct tally_lines *lines = arena_alloc(mem, sizeof *lines);
    lines->mem = mem;
    return (struct reading){mem, &nowhere, config, lines};
}

static const char *first_fault(const struct reading *r)
{
    return r->lines->count > 0 ? r->lines->line[0].text : NULL;
}

const char *tally_config_read(struct arena *mem, const struct json *object,
                              struct tally_config *config)
{
    struct reading r = read_apart(mem, config);
    *config = tally_config_default();
    if (object == NULL || object->kind != JSON_OBJECT)
        return "the configuration must be an object";
    for (const struct json *value = object->child; value; value = value->next)
        read_key(&r, value);
    return first_fault(&r);
}

const char *tally_rounding_read(struct arena *mem, const struct json *object,
                                const struct tally_rounding **rule)
{
    struct tally_config config = {.declared = NULL};
    struct reading r = read_apart(mem, &config);
    read_declared(&r, object);
    *rule = config.declared;
    return first_fault(&r);
}

const char *tally_ladder_read(struct arena *mem, const char *text,
                              struct tally_config *config)
{
    struct reading r = read_apart(mem, config);
    const struct json value = {.kind = JSON_TEXT, .text = text};
    read_ladder(&r, &value);
    return first_fault(&r);
}
