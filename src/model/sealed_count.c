/* Counting a sealed round again, and what its ballots' states are called. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/receipt.h"
#include "model/sealed_state.h"
#include "model/tally_build.h"
#include "model/tally_check.h"

static const char *const state_names[] = {
    [SEALED_COMPLETE] = "complete",   [SEALED_PARTIAL] = "partial",
    [SEALED_DRAFT] = "draft",         [SEALED_NONE] = "none",
    [SEALED_ABSTAINED] = "abstained", [SEALED_CONFLICTED] = "conflicted",
};

const char *sealed_state_name(enum sealed_state state)
{
    return state_names[state];
}

bool sealed_state_from_name(const char *name, enum sealed_state *state)
{
    for (size_t i = 0; i < sizeof state_names / sizeof *state_names; i++)
        if (strcmp(name, state_names[i]) == 0) {
            *state = (enum sealed_state)i;
            return true;
        }
    return false;
}

bool sealed_state_has_marks(enum sealed_state state)
{
    return state == SEALED_COMPLETE || state == SEALED_PARTIAL;
}

static void add_marks(struct tally_build *build, const struct sealed *s)
{
    for (size_t i = 0; i < s->entry_count; i++)
        tally_build_entry(build, s->entry[i], NULL);
    for (size_t i = 0; i < s->juror_count; i++)
        tally_build_juror(build, s->juror[i], NULL);
    for (size_t i = 0; i < s->ballot_count; i++) {
        const struct sealed_ballot *b = &s->ballot[i];
        int32_t entry = tally_build_entry(build, b->entry, NULL);
        int32_t juror = tally_build_juror(build, b->juror, NULL);
        for (size_t k = 0;
             sealed_state_has_marks(b->state) && k < s->rules.criterion_count;
             k++)
            if (b->value[k])
                tally_build_mark(build, entry, juror, (int32_t)k,
                                 (int32_t)*b->value[k]);
    }
}

static void count_marks(struct arena *mem, struct sealed_count *count)
{
    struct tally_faults faults = {0};
    if (!tally_run(mem, &count->input, &count->result, &faults)) {
        count->status = tally_code_name(faults.fault[0].code);
        return;
    }
    const struct tally_official *o = tally_official(mem, &count->result, NULL);
    count->status = tally_status_name(o->status);
    count->official = o->status == TALLY_OK ? o : NULL;
}

int32_t sealed_place(const char *const *ids, size_t count, const char *id)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int way = strcmp(ids[middle], id);
        if (way == 0)
            return (int32_t)middle;
        if (way < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return -1;
}

static void count_parts(struct arena *mem, const struct sealed *s,
                        const struct sealed_count *const *parts,
                        struct sealed_count *count)
{
    struct tally_stage *stage = arena_alloc(mem, s->part_count * sizeof *stage);
    struct tally_faults faults = {0};
    const char *why;
    tally_check_config(mem, &count->input, &faults);
    if (faults.count > 0) {
        count->status = tally_code_name(faults.fault[0].code);
        return;
    }
    for (size_t p = 0; p < s->part_count; p++) {
        const struct tally_input *input = &parts[p]->input;
        int32_t *entry = arena_alloc(mem, input->entry_count * sizeof *entry);
        for (size_t i = 0; i < input->entry_count; i++)
            entry[i] =
                sealed_place(count->input.entries, count->input.entry_count,
                             input->entries[i]);
        stage[p] = (struct tally_stage){
            parts[p]->official, s->rules.config.combine[p].share, entry};
    }
    count->official =
        tally_combine(mem, &count->input.config, stage, s->part_count,
                      count->input.entry_count, &why);
    count->status = count->official ? "ok" : "E_ROUND";
}

void sealed_recount(struct arena *mem, const struct sealed *s,
                    const struct sealed_count *const *parts,
                    struct sealed_count *count)
{
    struct tally_build *build = tally_build_new(mem);
    *count = (struct sealed_count){
        .input = {.config = s->rules.config,
                  .decimals = s->rules.decimals,
                  .criteria = s->rules.criteria,
                  .criterion_count = s->rules.criterion_count}};
    add_marks(build, s);
    tally_build_finish(build, &count->input, NULL);
    if (parts)
        count_parts(mem, s, parts, count);
    else
        count_marks(mem, count);
}

const char *sealed_check_receipts(struct arena *mem, const struct sealed *s)
{
    for (size_t i = 0; i < s->ballot_count; i++) {
        const struct sealed_ballot *b = &s->ballot[i];
        struct receipt_ballot r = {
            .edition = s->edition,
            .round = s->round,
            .entry = b->entry,
            .criteria = s->rules.criteria,
            .value = b->value,
            .criterion_count = s->rules.criterion_count,
            .decimals = s->rules.decimals,
        };
        if (!sealed_state_has_marks(b->state) ||
            str_equal(receipt_digest(mem, &r, b->salt), b->receipt))
            continue;
        return arena_printf(mem,
                            "the marks of juror %s for %s do not fit their "
                            "receipt",
                            b->juror, b->entry);
    }
    return NULL;
}
