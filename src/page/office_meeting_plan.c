#include "page/office_meeting_plan.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_office.h"

enum { LINE_CHARACTERS_MAX = 200 };

static const char *number(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, "%" PRId64, n);
}

struct office_meeting_plan office_plan_view(struct ctx *c, int64_t edition_id)
{
    struct sql_office_rounds_row *row;
    size_t count = sql_office_rounds(c->world.db, edition_id, &row);
    struct office_meeting_choice *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    struct office_meeting_plan plan = {c->form, list, 0};
    for (size_t i = 0; i < count; i++) {
        if (str_equal(row[i].state, "replaced"))
            continue;
        const char *name = PICK(row[i].name_de, row[i].name_en);
        list[plan.round_count++] = (struct office_meeting_choice){
            number(c, row[i].id),
            str_equal(row[i].state, "closed")
                ? name
                : arena_printf(c->world.mem, T("%s (not closed yet)"), name)};
    }
    return plan;
}

void office_plan_fill(struct ctx *c, const struct meeting *m)
{
    struct arena *mem = c->world.mem;
    const int64_t *round;
    form_set(c->form, "title_de", m->title_de);
    form_set(c->form, "title_en", m->title_en);
    form_set(c->form, "place", m->place);
    form_set(c->form, "starts_at", clock_field(mem, m->starts_at));
    form_set(c->form, "ends_at",
             m->ends_at ? clock_field(mem, *m->ends_at) : "");
    size_t count = meeting_rounds(&c->world, m->id, &round);
    for (size_t i = 0; i < count; i++)
        form_add(c->form, "round", number(c, round[i]));
}

static const char *read_line(struct ctx *c, const char *field, bool required)
{
    const char *text = form_line(c->form, field);
    if (required && str_empty(text))
        form_fail(c->form, field, T("Please enter a title."));
    if (str_characters(text) > LINE_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
    return text;
}

/* As the browser's field sends it, or typed: "2026-10-12 09:00". */
static bool read_instant(struct ctx *c, const char *field, int64_t *at)
{
    char *text = arena_text(c->world.mem, form_line(c->form, field));
    char *blank = strchr(text, ' ');
    if (blank != NULL)
        *blank = 'T';
    if (strchr(text, 'T') != NULL && clock_parse(text, at))
        return true;
    form_fail(c->form, field,
              T("Please enter a date and a time like 2026-10-12 09:00."));
    return false;
}

static void read_rounds(struct ctx *c, int64_t edition_id,
                        struct meeting_plan *plan)
{
    struct sql_office_rounds_row *row;
    size_t count = sql_office_rounds(c->world.db, edition_id, &row);
    int64_t *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].state, "replaced") &&
            form_has(c->form, "round", number(c, row[i].id)))
            list[plan->round_count++] = row[i].id;
    plan->round = list;
}

bool office_plan_read(struct ctx *c, int64_t edition_id,
                      struct meeting_plan *plan)
{
    int64_t *end = arena_alloc(c->world.mem, sizeof *end);
    *plan = (struct meeting_plan){
        .title_de = read_line(c, "title_de", true),
        .title_en = read_line(c, "title_en", true),
        .place = read_line(c, "place", false),
    };
    bool begins = read_instant(c, "starts_at", &plan->starts_at);
    if (!str_empty(form_line(c->form, "ends_at")) &&
        read_instant(c, "ends_at", end)) {
        plan->ends_at = end;
        if (begins && *end <= plan->starts_at)
            form_fail(c->form, "ends_at",
                      T("The end is not after the beginning."));
    }
    read_rounds(c, edition_id, plan);
    return form_ok(c->form);
}
