#include "page/brochure_parts.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure_entry.h"
#include "model/brochure_part.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/greeting.h"
#include "model/partner.h"
#include "page/brochure_parts_view.h"
#include "page/brochure_place.h"

/* --- words ------------------------------------------------------------------
 */

struct word {
    const char *code, *text;
};

static const char *word_of(const struct ctx *c, const struct word *list,
                           const char *code)
{
    while (!str_equal(list->code, code))
        list++;
    return lang_text(c->lang, list->text);
}

const char *brochure_part_word(const struct ctx *c, const char *kind)
{
    static const struct word words[] = {
        {"contents", N_("Table of contents")},
        {"greetings", N_("Greetings")},
        {"about", N_("The award and the year")},
        {"jury", N_("Jury")},
        {"overview", N_("Overview of the nominees")},
        {"entries", N_("The companies’ pages")},
        {"specials", N_("Special prizes, and prizes not given")},
        {"participants", N_("All participants")},
        {"call", N_("Next call")},
        {"partners", N_("Partners")},
        {"imprint", N_("Imprint")},
        {"own", N_("Own page")},
    };
    return word_of(c, words, kind);
}

const char *brochure_tier_word(const struct ctx *c, const char *tier)
{
    static const struct word words[] = {
        {"organiser", N_("Organisers")},
        {"funder", N_("Funders")},
        {"partner", N_("Partners")},
        {"sponsor", N_("Sponsors")},
    };
    return word_of(c, words, tier);
}

/* --- the page ---------------------------------------------------------------
 */

static const char *number(const struct ctx *c, int64_t value)
{
    return arena_printf(c->world.mem, "%" PRId64, value);
}

static const char *path(const struct ctx *c, const struct edition *e,
                        const char *what, const char *key)
{
    return brochure_page_path(c, e,
                              arena_printf(c->world.mem, "%s/%s", what, key));
}

/* 0 while there is nothing to be shown. */
static int64_t small(const struct ctx *c, int64_t file_id)
{
    struct file_rendition r;
    return file_id != 0 && file_rendition(&c->world, file_id, "thumb", &r)
               ? file_id
               : 0;
}

/* What the office called it stands above what it is. */
static struct brochure_line part_line(const struct ctx *c,
                                      const struct edition *e,
                                      const struct brochure_part *p)
{
    const char *word = brochure_part_word(c, p->kind);
    const char *own = PICK(p->title_de, p->title_en);
    const char *key = brochure_part_key(&c->world, p);
    return (struct brochure_line){
        .key = key,
        .title = str_empty(own) ? word : own,
        .note = str_empty(own) ? "" : word,
        .edit = path(c, e, "part", key),
        .file_id = small(c, p->file_id),
        .left_out = !p->shown,
    };
}

static void load_parts(struct ctx *c, const struct edition *e,
                       struct brochure_list *list)
{
    struct brochure_part *p;
    size_t count = brochure_parts(&c->world, e->id, &p);
    struct brochure_line *line =
        arena_alloc(c->world.mem, count * sizeof *line);
    for (size_t i = 0; i < count; i++)
        line[i] = part_line(c, e, &p[i]);
    *list = (struct brochure_list){.title = "",
                                   .field = "part",
                                   .line = line,
                                   .count = count,
                                   .can_leave_out = true};
}

static struct brochure_line entry_line(const struct ctx *c,
                                       const struct edition *edition,
                                       const struct brochure_entry *e)
{
    return (struct brochure_line){
        .key = number(c, e->entry->id),
        .title = e->entry->name,
        .note = e->entry->seat,
        .edit = arena_printf(c->world.mem,
                             "/office/edition/%s/brochure/pages/%" PRId64,
                             edition->slug, e->entry->id),
        .pill = e->entry->winner      ? T("Winner")
                : e->entry->commended ? T("Commended")
                                      : NULL,
        .file_id = small(c, e->entry->logo.file_id),
        .pages = e->pages,
        .left_out = !e->shown,
    };
}

/* Neighbours of one category make a list. */
static void load_companies(struct ctx *c, const struct edition *e,
                           struct brochure_parts_view *v)
{
    struct brochure_entry *entry;
    size_t count = brochure_entries(&c->world, e->id, &entry);
    struct brochure_line *line =
        arena_alloc(c->world.mem, (count + 1) * sizeof *line);
    struct brochure_list *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const struct publish_entry *p = entry[i].entry;
        line[i] = entry_line(c, e, &entry[i]);
        if (i == 0 || p->category_id != entry[i - 1].entry->category_id)
            list[v->category_count++] = (struct brochure_list){
                .title = PICK(p->category.de, p->category.en),
                .field = "entry",
                .line = &line[i],
                .can_leave_out = true,
                .has_pages = true,
            };
        list[v->category_count - 1].count++;
    }
    v->category = list;
    v->nominees = count;
}

static void load_greetings(struct ctx *c, const struct edition *e,
                           struct brochure_list *list)
{
    struct greeting *g;
    size_t count = greeting_list(&c->world, e->id, &g);
    struct brochure_line *line =
        arena_alloc(c->world.mem, (count + 1) * sizeof *line);
    for (size_t i = 0; i < count; i++)
        line[i] = (struct brochure_line){
            .key = number(c, g[i].id),
            .title = g[i].name,
            .note = PICK(g[i].function_de, g[i].function_en),
            .edit = path(c, e, "greeting", number(c, g[i].id)),
            .file_id = small(c, g[i].portrait_file_id),
        };
    *list = (struct brochure_list){
        .title = "", .field = "greeting", .line = line, .count = count};
}

static void load_partners(struct ctx *c, const struct edition *e,
                          struct brochure_parts_view *v)
{
    struct partner *p;
    size_t count = partner_list(&c->world, e->id, &p);
    struct brochure_line *line =
        arena_alloc(c->world.mem, (count + 1) * sizeof *line);
    struct brochure_list *list =
        arena_alloc(c->world.mem, PARTNER_TIERS * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        line[i] = (struct brochure_line){
            .key = number(c, p[i].id),
            .title = p[i].name,
            .note = p[i].url,
            .edit = path(c, e, "partner", number(c, p[i].id)),
            .file_id = small(c, p[i].logo_file_id),
        };
        if (i == 0 || !str_equal(p[i].tier, p[i - 1].tier))
            list[v->tier_count++] = (struct brochure_list){
                .title = brochure_tier_word(c, p[i].tier),
                .field = "partner",
                .line = &line[i],
            };
        list[v->tier_count - 1].count++;
    }
    v->tier = list;
}

void get_brochure_parts(struct ctx *c)
{
    struct edition e;
    if (!brochure_place(c, &e))
        return;
    struct brochure_parts_view v = {.csrf = ctx_csrf(c), .slug = e.slug};
    load_parts(c, &e, &v.parts);
    load_companies(c, &e, &v);
    load_greetings(c, &e, &v.greetings);
    load_partners(c, &e, &v);
    page_start(c, T("Contents of the brochure"));
    html_brochure_parts(c->out, &v);
    page_end(c);
}

/* --- storing ----------------------------------------------------------------
 */

/* One press of a button beside a line. */
struct pressed {
    const struct edition *e;
    const char *key;
    int64_t id; /* the key as a number, 0: it is none */
    int step;   /* -1 or 1: it is to be moved; else 0 */
    bool leave_out, take_in, pages;
};

static bool read_pressed(struct ctx *c, const struct edition *e,
                         const char *field, struct pressed *p)
{
    const char *action = form_value(c->form, "action");
    *p = (struct pressed){
        .e = e,
        .key = form_line(c->form, field),
        .step = str_equal(action, "up") ? -1 : str_equal(action, "down"),
        .leave_out = str_equal(action, "leave_out"),
        .take_in = str_equal(action, "take_in"),
        .pages = str_equal(action, "pages"),
    };
    str_int(p->key, 1, INT64_MAX, &p->id);
    return p->step != 0 || p->leave_out || p->take_in || p->pages;
}

static bool change_part(struct ctx *c, const struct pressed *p)
{
    struct brochure_part part;
    if (p->pages || !brochure_part_find(&c->world, p->e->id, p->key, &part))
        return false;
    if (p->step != 0)
        brochure_part_move(&c->world, p->e->id, p->key, p->step);
    else
        brochure_part_show(&c->world, p->e->id, p->key, p->take_in);
    return true;
}

static bool is_nominee(struct ctx *c, const struct pressed *p)
{
    struct brochure_entry *entry;
    size_t count = brochure_entries(&c->world, p->e->id, &entry);
    for (size_t i = 0; i < count; i++)
        if (entry[i].entry->id == p->id)
            return true;
    return false;
}

static bool change_entry(struct ctx *c, const struct pressed *p)
{
    int64_t pages = 0;
    if (!is_nominee(c, p))
        return false;
    if (p->step != 0)
        brochure_entry_move(&c->world, p->e->id, p->id, p->step);
    else if (!p->pages)
        brochure_entry_show(&c->world, p->e->id, p->id, p->take_in);
    else if (form_int(c->form, "pages", 0, 2, &pages))
        brochure_entry_set_pages(&c->world, p->e->id, p->id, pages);
    else
        return false;
    return true;
}

static bool change_greeting(struct ctx *c, const struct pressed *p)
{
    struct greeting g;
    if (p->step == 0 || !greeting_by_id(&c->world, p->id, &g) ||
        g.edition_id != p->e->id)
        return false;
    greeting_move(&c->world, &g, p->step);
    return true;
}

static bool change_partner(struct ctx *c, const struct pressed *p)
{
    struct partner partner;
    if (p->step == 0 || !partner_by_id(&c->world, p->id, &partner) ||
        partner.edition_id != p->e->id)
        return false;
    partner_move(&c->world, &partner, p->step);
    return true;
}

void post_brochure_parts(struct ctx *c)
{
    static const struct {
        const char *field;
        bool (*change)(struct ctx *c, const struct pressed *p);
    } lists[] = {
        {"part", change_part},
        {"entry", change_entry},
        {"greeting", change_greeting},
        {"partner", change_partner},
    };
    struct edition e;
    struct pressed p;
    if (!brochure_place(c, &e))
        return;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *field = lists[i].field;
        if (form_value(c->form, field) == NULL)
            continue;
        if (!read_pressed(c, &e, field, &p)) {
            ctx_refuse(c, 400, NULL);
        } else if (!lists[i].change(c, &p)) {
            ctx_not_found(c);
        } else {
            ctx_redirect(
                c,
                brochure_page_path(
                    c, &e,
                    arena_printf(c->world.mem, "parts#%s-%s", field, p.key)),
                p.step ? T("The order is saved.") : T("Saved."));
        }
        return;
    }
    ctx_refuse(c, 400, NULL);
}
