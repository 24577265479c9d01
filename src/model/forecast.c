/* Forecast of the quorum: see forecast.h. */
#include "model/forecast.h"

#include "base/arena.h"

static bool is_out(int64_t id, const int64_t *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (out[i] == id)
            return true;
    return false;
}

static bool is_seat(const struct forecast_person *p)
{
    return p->votes && p->stands_in_for == 0;
}

/* The best that a stand-in can say for an empty seat. */
static enum forecast_answer stand_in(const struct forecast_person *person,
                                     size_t count, int64_t seat,
                                     const int64_t *out, size_t out_count)
{
    enum forecast_answer best = FORECAST_NO;
    for (size_t i = 0; i < count; i++) {
        const struct forecast_person *p = &person[i];
        if (p->stands_in_for != seat || !p->votes ||
            is_out(p->id, out, out_count))
            continue;
        if (p->answer == FORECAST_YES)
            return FORECAST_YES;
        if (p->answer == FORECAST_MAYBE)
            best = FORECAST_MAYBE;
    }
    return best;
}

void forecast_item(const struct vote_rule *rule,
                   const struct forecast_person *person, size_t count,
                   const int64_t *out, size_t out_count, struct forecast *f)
{
    *f = (struct forecast){.chair = !rule->quorum_chair,
                           .chair_likely = !rule->quorum_chair};
    for (size_t i = 0; i < count; i++) {
        const struct forecast_person *p = &person[i];
        if (is_out(p->id, out, out_count))
            continue;
        if (p->chairs) {
            f->chair = f->chair || p->answer == FORECAST_YES;
            f->chair_likely = f->chair_likely || p->answer == FORECAST_YES ||
                              p->answer == FORECAST_MAYBE;
        }
        if (!is_seat(p))
            continue;
        enum forecast_answer a = p->answer;
        if (a == FORECAST_NO)
            a = stand_in(person, count, p->id, out, out_count);
        f->seats++;
        f->sure += a == FORECAST_YES;
        f->likely += a == FORECAST_YES || a == FORECAST_MAYBE;
    }
    f->quorum = vote_quorum(rule, f->seats);
    f->missing = f->quorum > f->sure ? f->quorum - f->sure : 0;
}

size_t forecast_ask(struct arena *mem, const struct forecast_person *person,
                    size_t count, size_t **place)
{
    size_t found = 0;
    *place = arena_alloc(mem, (count + 1) * sizeof **place);
    for (size_t i = 0; i < count; i++) {
        if (person[i].stands_in_for == 0 || person[i].answer == FORECAST_YES ||
            person[i].answer == FORECAST_NO)
            continue;
        for (size_t k = 0; k < count; k++)
            if (person[k].id == person[i].stands_in_for &&
                person[k].answer == FORECAST_NO) {
                (*place)[found++] = i;
                break;
            }
    }
    return found;
}
