/* Values of criteria and rounds, and where they stand in their field. */
#include "model/feedback_value.h"

#include "model/tally_declared.h"

static const i128 denominator_max = 1000000000000;

struct tally_fraction feedback_handy(struct tally_fraction f)
{
    return f.denominator <= denominator_max
               ? f
               : tally_exact(tally_exact_round(f, TALLY_EXACT_DECIMALS_MAX),
                             1000000);
}

struct tally_fraction feedback_quartile(const struct tally_fraction *value,
                                        size_t count, int quarter)
{
    size_t quarters = (count - 1) * (size_t)quarter;
    size_t below = quarters / 4;
    i128 rest = (i128)(quarters % 4);
    struct tally_fraction a = value[below];
    struct tally_fraction b = value[rest > 0 ? below + 1 : below];
    return tally_exact((4 - rest) * a.numerator * b.denominator +
                           rest * b.numerator * a.denominator,
                       4 * a.denominator * b.denominator);
}

int64_t feedback_third(int64_t rank, int64_t count)
{
    return 3 * rank <= count ? 1 : 3 * rank <= 2 * count ? 2 : 3;
}

struct tally_fraction feedback_points(const struct result *r, int64_t units)
{
    i128 one = 1;
    for (int i = 0; i < r->input.decimals; i++)
        one *= 10;
    return tally_exact(units, one);
}

const struct result *feedback_stage(const struct result *r, size_t part)
{
    return r->stage_count > 0 ? &r->stage[part] : NULL;
}

struct feedback_scale feedback_scale(const struct result *r, size_t part)
{
    const struct result *stage = feedback_stage(r, part);
    if (stage != NULL)
        return (struct feedback_scale){stage->report.official->low,
                                       stage->report.official->high};
    return (struct feedback_scale){
        feedback_points(r, r->input.criteria[part].lo),
        feedback_points(r, r->input.criteria[part].hi)};
}

struct tally_fraction feedback_value(const struct result *r, size_t entry,
                                     size_t part)
{
    const struct tally_official *o = r->report.official;
    const struct result *stage = feedback_stage(r, part);
    if (stage != NULL) {
        for (size_t i = 0; i < stage->input.entry_count; i++)
            if (stage->entry_ids[i] == r->entry_ids[entry])
                return feedback_handy(stage->report.official->score[i]);
        return (struct tally_fraction){0, 1};
    }
    struct tally_fraction f = feedback_handy(o->part[entry * o->parts + part]);
    if (o->method == TALLY_DECLARED) {
        i128 unit = 1;
        for (int i = 0; i < TALLY_FACTOR_DECIMALS; i++)
            unit *= 10;
        return tally_exact(f.numerator * unit,
                           f.denominator *
                               tally_declared_factor(&r->input, part));
    }
    f = tally_exact(f.numerator * r->tally.weight_sum,
                    f.denominator * o->weight[part]);
    if (r->tally.common)
        return f;
    struct feedback_scale own = feedback_scale(r, part);
    struct tally_fraction range = tally_exact_minus(own.hi, own.lo);
    struct tally_fraction above = tally_exact(
        f.numerator * range.numerator, 100 * f.denominator * range.denominator);
    return tally_exact_minus(
        above, (struct tally_fraction){-own.lo.numerator, own.lo.denominator});
}
