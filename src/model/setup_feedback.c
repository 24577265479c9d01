/* The offer of feedback in an edition file. */
#include "model/setup_feedback.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "model/feedback.h"

/* Marks the named rounds; how many. */
static size_t read_rounds(const struct reader *r, struct feedback_rule *rule)
{
    const struct json *names = json_get(r->object, "rounds");
    struct feedback_round *list =
        arena_alloc(r->w->mem, rule->round_count * sizeof *list);
    size_t chosen = 0;
    for (size_t i = 0; i < rule->round_count; i++)
        list[i] = rule->round[i];
    rule->round = list;
    for (const struct json *n = names ? names->child : NULL; n; n = n->next) {
        size_t i = 0;
        while (i < rule->round_count && !str_equal(list[i].slug, n->text))
            i++;
        if (i == rule->round_count) {
            reader_fault(r, "rounds", "must name rounds of this edition");
            continue;
        }
        list[i].chosen = true;
        chosen++;
    }
    return chosen;
}

void setup_read_feedback(const struct reader *r, int64_t edition_id)
{
    struct reader inner;
    struct feedback_rule rule;
    if (!reader_object(r, "feedback", &inner))
        return;
    reader_allow(&inner, " offer place rounds available ");
    feedback_rule(r->w, edition_id, &rule);
    rule.offer = reader_word(&inner, "offer", " none scores comments ", true);
    rule.place = reader_word(&inner, "place", " third rank none ", false);
    rule.available_at = reader_instant(&inner, "available");
    if (read_rounds(&inner, &rule) == 0 && !str_equal(rule.offer, "none"))
        reader_fault(&inner, "rounds", "must name at least one round");
    feedback_rule_set(r->w, edition_id, &rule);
}

void setup_write_feedback(struct writer *o, int64_t edition_id)
{
    struct feedback_rule rule;
    feedback_rule(o->w, edition_id, &rule);
    if (str_equal(rule.offer, "none"))
        return;
    json_object(&o->j, "feedback");
    json_text(&o->j, "offer", rule.offer);
    json_text(&o->j, "place", rule.place);
    json_array(&o->j, "rounds");
    for (size_t i = 0; i < rule.round_count; i++)
        if (rule.round[i].chosen)
            json_text(&o->j, NULL, rule.round[i].slug);
    json_array_end(&o->j);
    instant(o, "available", rule.available_at);
    json_object_end(&o->j);
}
