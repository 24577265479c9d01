/* Only what a round is called and where its rules come from is asked here; the
 * rules themselves have a page of their own, which comes next. */
#include "page/round_new.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_round_new.h"
#include "model/edition.h"
#include "model/round_new.h"
#include "model/setup_reader.h"
#include "model/tally_setup.h"
#include "page/office.h"
#include "page/round_new_view.h"
#include "page/round_place.h"

enum { NAME_CHARACTERS_MAX = 200 };

static const char *number(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, "%" PRId64, n);
}

static void show(struct ctx *c, const struct edition *e, int status)
{
    struct arena *mem = c->world.mem;
    struct sql_edition_categories_row *category;
    struct sql_round_new_sources_row *source;
    struct round_new_view v = {c->form, ctx_csrf(c), e->slug, 0, 0, 0, 0};
    v.category_count = sql_edition_categories(c->world.db, e->id, &category);
    v.source_count = sql_round_new_sources(c->world.db, e->id, &source);
    struct round_new_choice *list =
        arena_alloc(mem, (v.category_count + v.source_count) * sizeof *list);
    v.category = list;
    v.source = list + v.category_count;
    for (size_t i = 0; i < v.category_count; i++)
        list[i] = (struct round_new_choice){
            number(c, category[i].id),
            PICK(category[i].name_de, category[i].name_en)};
    for (size_t i = 0; i < v.source_count; i++)
        list[v.category_count + i] = (struct round_new_choice){
            number(c, source[i].id),
            PICK(source[i].name_de, source[i].name_en)};
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("New round"));
    html_round_new(c->out, &v);
    page_end(c);
}

void get_round_new(struct ctx *c)
{
    struct edition e;
    if (!office_edition(c, &e))
        return;
    form_set(c->form, "stage", "2");
    form_set(c->form, "entries", "all");
    show(c, &e, 200);
}

static void check_name(struct ctx *c, const char *field)
{
    size_t characters = str_characters(form_line(c->form, field));
    if (characters == 0)
        form_fail(c->form, field, T("Please enter a name."));
    else if (characters > NAME_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
}

static void read_category(struct ctx *c, const struct edition *e,
                          struct round_new *wish)
{
    struct sql_edition_categories_row *row;
    const char *chosen = form_value(c->form, "category");
    size_t count = sql_edition_categories(c->world.db, e->id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(number(c, row[i].id), chosen))
            wish->category_id = &row[i].id;
    if (!str_empty(chosen) && wish->category_id == NULL)
        form_fail(c->form, "category", T("Please choose a category."));
}

/* A share for each round that takes part. */
static void read_parts(struct ctx *c,
                       const struct sql_round_new_sources_row *row,
                       size_t count, struct round_new *wish)
{
    struct round_new_part *part =
        arena_alloc(c->world.mem, count * sizeof *part);
    for (size_t i = 0; i < count; i++) {
        const char *field =
            arena_printf(c->world.mem, "share_%" PRId64, row[i].id);
        struct round_new_part *one = &part[wish->part_count];
        one->id = row[i].id;
        if (str_empty(form_line(c->form, field)))
            continue;
        if (!form_int(c->form, field, 1, TALLY_SHARE_MAX, &one->share))
            form_fail(c->form, field,
                      T("Please enter a whole number from 1, or nothing."));
        else if (row[i].stage > wish->stage)
            form_fail(c->form, field,
                      T("This round is of a later stage than the new one."));
        else
            wish->part_count++;
    }
    wish->part = part;
    if (wish->part_count == 0 && form_ok(c->form))
        form_fail(c->form, "from",
                  T("Please enter the share of at least one round."));
}

static void read_source(struct ctx *c, const struct edition *e,
                        struct round_new *wish)
{
    struct sql_round_new_sources_row *row;
    const char *from = form_value(c->form, "from");
    size_t count = sql_round_new_sources(c->world.db, e->id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(number(c, row[i].id), from))
            wish->from_id = row[i].id;
    if (wish->from_id != 0)
        wish->nominees = str_equal(form_value(c->form, "entries"), "nominees");
    else if (str_equal(from, "combine"))
        read_parts(c, row, count, wish);
    else
        form_fail(c->form, "from",
                  T("Please say where the criteria come from."));
}

void post_round_new(struct ctx *c)
{
    struct edition e;
    struct round_new wish = {0};
    if (!office_edition(c, &e))
        return;
    check_name(c, "name_de");
    check_name(c, "name_en");
    if (!reader_is_code(form_line(c->form, "slug"), false))
        form_fail(c->form, "slug",
                  T("Please use small letters, digits, - and _."));
    if (!form_int(c->form, "stage", 1, ROUND_STAGE_MAX, &wish.stage))
        form_fail(c->form, "stage", T("Please enter a stage from 1 to 9."));
    read_category(c, &e, &wish);
    read_source(c, &e, &wish);
    wish.slug = form_line(c->form, "slug");
    wish.name_de = form_line(c->form, "name_de");
    wish.name_en = form_line(c->form, "name_en");
    int64_t id = form_ok(c->form) ? round_new_add(&c->world, e.id, &wish) : 0;
    if (id == 0 && form_ok(c->form))
        form_fail(c->form, "slug",
                  T("Another round of this edition has this short name."));
    if (id == 0) {
        show(c, &e, 422);
        return;
    }
    ctx_redirect(c, arena_printf(c->world.mem, "%s/rules", round_path(c, id)),
                 T("The round is there. Please look at its rules now."));
}
