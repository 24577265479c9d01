/* The check of a blind edition, before jurors read. */
#include "page/office.h"

#include "base/arena.h"
#include "gen/sql_blind.h"
#include "model/blind.h"
#include "model/edition.h"
#include "page/bar.h"
#include "page/blind_view.h"
#include "page/ctx.h"

static const char *what_text(const struct ctx *c, enum found_what what)
{
    switch (what) {
    case FOUND_COMPANY:
        return T("name of the company");
    case FOUND_WORD:
        return T("word of the name");
    case FOUND_DOMAIN:
        return T("web address");
    case FOUND_PERSON:
        return T("name of a contact");
    case FOUND_EMAIL:
        return T("e-mail address");
    }
    return "";
}

static const char *const *read_seeing(struct ctx *c, int64_t edition_id,
                                      size_t *count)
{
    struct sql_blind_seeing_row *row;
    *count = sql_blind_seeing(c->world.db, edition_id, &row);
    const char **list = arena_alloc(c->world.mem, *count * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = row[i].name;
    return list;
}

/* Who declared a conflict does not read its answers here either. */
static size_t leave_out_barred(struct ctx *c, struct blind_place *place,
                               size_t count)
{
    const int64_t *barred;
    size_t kept = 0, barred_count = bar_entries(c, &barred);
    for (size_t i = 0; i < count; i++) {
        bool out = false;
        for (size_t k = 0; k < barred_count; k++)
            out = out || barred[k] == place[i].entry_id;
        if (!out)
            place[kept++] = place[i];
    }
    return kept;
}

void get_office_blind(struct ctx *c)
{
    struct edition e;
    struct blind_place *place;
    if (!office_edition(c, &e))
        return;
    size_t count = blind_check(&c->world, e.id, &place);
    count = leave_out_barred(c, place, count);
    struct blind_row *row = arena_alloc(c->world.mem, count * sizeof *row);
    for (size_t i = 0; i < count; i++)
        row[i] = (struct blind_row){
            .entry_id = place[i].entry_id,
            .code = place[i].code,
            .company = place[i].organisation,
            .first = i == 0 || place[i].entry_id != place[i - 1].entry_id,
            .label = PICK(place[i].label_de, place[i].label_en),
            .what = what_text(c, place[i].what),
            .before = place[i].before,
            .match = place[i].match,
            .after = place[i].after,
        };
    struct blind_view v = {.slug = e.slug,
                           .blind = e.blind,
                           .row = row,
                           .count = count,
                           .named = blind_named(place, count)};
    v.seeing = read_seeing(c, e.id, &v.seeing_count);
    page_start(c, T("Blind mode"));
    html_blind(c->out, &v);
    page_end(c);
}
