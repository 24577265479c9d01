#include "support/tallied.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_build.h"

static const double close_enough = 1e-12;

static struct tallied *start(const struct tally_criterion *criteria,
                             size_t count, int64_t quorum)
{
    struct arena *mem = arena_new();
    struct tallied *t = arena_alloc(mem, sizeof *t);
    t->mem = mem;
    t->input.config = tally_config_default();
    t->input.config.quorum = quorum;
    t->input.config.replicates = 0;
    t->input.criteria = criteria;
    t->input.criterion_count = count;
    return t;
}

void tallied_again(struct tallied *t)
{
    t->faults = (struct tally_faults){0};
    t->scored = tally_run(t->mem, &t->input, &t->result, &t->faults);
    t->all = t->scored ? tally_all(t->mem, &t->result) : NULL;
}

void tallied_free(struct tallied *t)
{
    arena_free(t->mem);
}

static void add_row(struct tallied *t, struct tally_build *build, int number,
                    const char *row)
{
    size_t criteria = t->input.criterion_count, at = 0;
    int32_t entry =
        tally_build_entry(build, arena_printf(t->mem, "E%02d", number), NULL);
    for (const char *next = row; *(next += strspn(next, " ")) != '\0'; at++) {
        const char *id = arena_printf(t->mem, "J%02zu", at / criteria + 1);
        if (*next != '.')
            tally_build_mark(build, entry, tally_build_juror(build, id, NULL),
                             (int32_t)(at % criteria),
                             (int32_t)strtol(next, NULL, 10));
        next += strcspn(next, " ");
    }
    assert_int_equal(at % criteria, 0);
}

struct tallied *tallied_rows(const struct tally_criterion *criteria,
                             size_t count, const char *const *rows)
{
    struct tallied *t = start(criteria, count, 1);
    struct tally_build *build = tally_build_new(t->mem);
    for (int i = 0; rows[i]; i++)
        add_row(t, build, i + 1, rows[i]);
    tally_build_finish(build, &t->input, NULL);
    tallied_again(t);
    assert_true(t->scored);
    return t;
}

static int32_t criterion_index(const struct tally_input *input, const char *id)
{
    for (size_t k = 0; k < input->criterion_count; k++)
        if (strcmp(input->criteria[k].id, id) == 0)
            return (int32_t)k;
    fail_msg("no criterion %s", id);
    return -1;
}

struct tallied *tallied_marks(const struct tally_criterion *criteria,
                              size_t count, int64_t quorum, const char *marks)
{
    struct tallied *t = start(criteria, count, quorum);
    struct tally_build *build = tally_build_new(t->mem);
    char juror[16], entry[16], criterion[16];
    int value, used;
    for (; sscanf(marks, "%15s %15s %15s %d%n", juror, entry, criterion, &value,
                  &used) == 4;
         marks += used)
        tally_build_mark(build, tally_build_entry(build, entry, NULL),
                         tally_build_juror(build, juror, NULL),
                         criterion_index(&t->input, criterion), value);
    assert_string_equal(marks + strspn(marks, " "), "");
    tally_build_finish(build, &t->input, NULL);
    tallied_again(t);
    return t;
}

const char *tallied_list(struct tallied *t, const int32_t *number, size_t count)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%d", i > 0 ? " " : "", (int)number[i]);
    return text.data;
}

static const char *names(struct tallied *t, const char *const *ids,
                         const int32_t *number, size_t count)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "", ids[number[i]]);
    return text.data;
}

const char *tallied_entries(struct tallied *t, const int32_t *entry,
                            size_t count)
{
    return names(t, t->input.entries, entry, count);
}

const char *tallied_jurors(struct tallied *t, const int32_t *juror,
                           size_t count)
{
    return names(t, t->input.jurors, juror, count);
}

const char *tallied_faults(struct tallied *t)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < t->faults.count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "",
                 tally_code_name(t->faults.fault[i].code));
    return text.data;
}

const char *tallied_warnings(struct tallied *t)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < t->all->warning_count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "",
                 tally_warning_name(t->all->warnings[i].code));
    return text.data;
}

const struct tally_warning *tallied_warning(const struct tallied *t,
                                            enum tally_warning_code code)
{
    for (size_t i = 0; i < t->all->warning_count; i++)
        if (t->all->warnings[i].code == code)
            return &t->all->warnings[i];
    fail_msg("there is no %s", tally_warning_name(code));
    return NULL;
}

void tallied_near(double got, double want, const char *file, int line)
{
    if (isnan(want) ? isnan(got)
                    : fabs(got - want) <= close_enough * (1 + fabs(want)))
        return;
    print_error("%.17g is not %.17g\n", got, want);
    _fail(file, line);
}

void tallied_case(const char *name, const char *got, const char *want,
                  const char *file, int line)
{
    if (strcmp(got, want) == 0)
        return;
    print_error("%s: got \"%s\", want \"%s\"\n", name, got, want);
    _fail(file, line);
}
