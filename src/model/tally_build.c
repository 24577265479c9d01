/* Rows with text ids to the input of the engine. Numbers are given in the
 * order of arrival and exchanged for places in the sorted lists at the end. */
#include "model/tally_build.h"

#include <string.h>

#include "base/arena.h"
#include "model/tally_ids.h"

enum { MARKS_FIRST = 256 };

/* Ids of one kind with their names. */
struct people {
    struct tally_ids ids;
    const char **name;
};

struct tally_build {
    struct arena *mem;
    struct people entries, jurors;
    struct tally_mark *marks;
    size_t mark_count, mark_room;
};

struct tally_build *tally_build_new(struct arena *mem)
{
    struct tally_build *build = arena_alloc(mem, sizeof *build);
    build->mem = mem;
    tally_ids_init(&build->entries.ids, mem);
    tally_ids_init(&build->jurors.ids, mem);
    return build;
}

void tally_build_reserve(struct tally_build *build, size_t marks)
{
    if (marks <= build->mark_room)
        return;
    struct tally_mark *moved = arena_alloc(build->mem, marks * sizeof *moved);
    if (build->mark_count > 0)
        memcpy(moved, build->marks, build->mark_count * sizeof *moved);
    build->marks = moved;
    build->mark_room = marks;
}

static int32_t add(struct people *people, const char *id, const char *name)
{
    struct arena *mem = people->ids.mem;
    size_t before = people->ids.count;
    size_t number = tally_ids_add(&people->ids, id);
    if (number == before)
        people->name =
            arena_grow(mem, people->name, before, sizeof *people->name);
    if (name)
        people->name[number] = arena_text(mem, name);
    return (int32_t)number;
}

int32_t tally_build_entry(struct tally_build *build, const char *id,
                          const char *name)
{
    return add(&build->entries, id, name);
}

int32_t tally_build_juror(struct tally_build *build, const char *id,
                          const char *name)
{
    return add(&build->jurors, id, name);
}

size_t tally_build_entries(const struct tally_build *build)
{
    return build->entries.ids.count;
}

size_t tally_build_jurors(const struct tally_build *build)
{
    return build->jurors.ids.count;
}

void tally_build_mark(struct tally_build *build, int32_t entry, int32_t juror,
                      int32_t criterion, int32_t value)
{
    if (build->mark_count == build->mark_room)
        tally_build_reserve(
            build, build->mark_room == 0 ? MARKS_FIRST : 2 * build->mark_room);
    build->marks[build->mark_count++] =
        (struct tally_mark){entry, juror, criterion, value};
}

/* The sorted ids and names; returns where each number went. */
static const uint32_t *sort(const struct people *people,
                            const char *const **ids, const char *const **names)
{
    size_t count = people->ids.count;
    uint32_t *order, *place;
    const char **id = arena_alloc(people->ids.mem, count * sizeof *id);
    const char **name = arena_alloc(people->ids.mem, count * sizeof *name);
    tally_ids_sort(&people->ids, &order, &place);
    for (size_t i = 0; i < count; i++) {
        id[i] = people->ids.id[order[i]];
        name[i] = people->name[order[i]];
    }
    *ids = id;
    *names = name;
    return place;
}

void tally_build_finish(struct tally_build *build, struct tally_input *input,
                        struct tally_report *report)
{
    const char *const *entry_names, *const *juror_names;
    const uint32_t *entry =
        sort(&build->entries, &input->entries, &entry_names);
    const uint32_t *juror = sort(&build->jurors, &input->jurors, &juror_names);
    for (size_t at = 0; at < build->mark_count; at++) {
        struct tally_mark *mark = &build->marks[at];
        mark->entry = (int32_t)entry[mark->entry];
        mark->juror = (int32_t)juror[mark->juror];
    }
    input->entry_count = build->entries.ids.count;
    input->juror_count = build->jurors.ids.count;
    input->marks = build->marks;
    input->mark_count = build->mark_count;
    if (report) {
        report->entry_names = entry_names;
        report->juror_names = juror_names;
    }
}
