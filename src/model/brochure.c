/* The brochure's data.json, written value by value. A text of one language
 * only is written as it is: the typesetter leaves out what is missing. */
#include "model/brochure.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "model/brochure_entry.h"
#include "model/brochure_write.h"
#include "model/ink.h"

/* --- what any page needs ----------------------------------------------------
 */

static void design(struct making *m)
{
    const struct brochure_design *d = &m->design;
    const char *logo = print_image(&m->out, "logo", d->logo_file_id);
    json_text(&m->out.json, "format", d->format);
    print_fonts(&m->out, d);
    if (logo != NULL)
        json_text(&m->out.json, "logo", logo);
    json_int(&m->out.json, "nominee_pages", d->nominee_pages);
    json_bool(&m->out.json, "link_codes", d->link_codes);
    json_text(&m->out.json, "accent", m->edition->accent);
    if (d->accent == NULL && !ink_is_rgb(m->edition->accent))
        return;
    const struct brochure_inks ink =
        d->accent ? *d->accent : ink_nearest(m->edition->accent);
    print_inks(&m->out, &ink);
}

void brochure_head(struct making *m)
{
    const struct edition *e = m->edition;
    char *year = arena_printf(m->out.w->mem, "%" PRId64, e->year);
    char *ending = arena_printf(m->out.w->mem, " %s", year);
    const char *titles[] = {e->title_de, e->title_en};
    print_languages(&m->out, m->language);
    design(m);
    /* the year stands beside the name and must not be there twice */
    for (size_t i = 0; i < 2; i++)
        if (str_ends(titles[i], ending))
            titles[i] = arena_textn(m->out.w->mem, titles[i],
                                    strlen(titles[i]) - strlen(ending));
    print_texts(&m->out, "award", titles[0], titles[1]);
    json_text(&m->out.json, "year", year);
    print_texts(&m->out, "motto", e->motto_de, e->motto_en);
    print_texts(&m->out, "organiser", e->organiser, e->organiser);
}

/* --- the whole --------------------------------------------------------------
 */

static int64_t changed_at(const struct making *m)
{
    int64_t at = publish_changed(m->out.w, m->edition->id);
    return m->design.changed_at > at ? m->design.changed_at : at;
}

static void begin(struct making *m, struct buf *data, int indent)
{
    brochure_design_load(m->out.w, m->edition->id, &m->design);
    m->out.images.digest = secret_digest_start(m->out.w->mem);
    buf_init(data, m->out.w->mem);
    json_out_start(&m->out.json, data, indent);
    json_object(&m->out.json, NULL);
    brochure_head(m);
}

static void finish(struct making *m, const struct buf *data,
                   struct brochure *out)
{
    json_object_end(&m->out.json);
    secret_digest_add(m->out.images.digest, data->data, data->bytes);
    *out = (struct brochure){
        .slug = m->edition->slug,
        .data = data->data,
        .data_bytes = data->bytes,
        .images = m->out.images.image,
        .image_count = m->out.images.count,
        .digest = secret_digest_end(m->out.w->mem, m->out.images.digest),
    };
}

bool brochure_build(const struct world *w, int64_t edition_id,
                    const char *language, struct brochure *out)
{
    struct edition edition;
    struct publish_entry *entry;
    struct buf data;
    if (!edition_by_id(w, edition_id, &edition))
        return false;
    size_t count = publish_entries(w, edition_id, &entry);
    struct making m = {.out.w = w, .edition = &edition, .language = language};
    begin(&m, &data, 1);
    int64_t at = changed_at(&m);
    json_int(&m.out.json, "created_at", at);
    brochure_front(&m, entry, count);
    brochure_companies(&m, entry, count);
    brochure_back(&m);
    finish(&m, &data, out);
    out->created_at = at;
    return true;
}

/* --- one part ---------------------------------------------------------------
 */

bool brochure_piece(const struct world *w, int64_t edition_id,
                    const struct brochure_part *part,
                    const struct greeting *greeting, struct brochure *out)
{
    struct edition edition;
    struct buf data;
    if (!edition_by_id(w, edition_id, &edition))
        return false;
    struct making m = {.out.w = w, .edition = &edition, .language = ""};
    begin(&m, &data, 0);
    json_array(&m.out.json, "greetings");
    if (greeting != NULL)
        brochure_greeting(&m, greeting);
    json_array_end(&m.out.json);
    json_array(&m.out.json, "parts");
    brochure_one_part(&m, part);
    json_array_end(&m.out.json);
    finish(&m, &data, out);
    return true;
}

/* --- one page ---------------------------------------------------------------
 */

static const struct publish_entry *find(const struct publish_entry *list,
                                        size_t count, int64_t entry_id)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].id == entry_id)
            return &list[i];
    return NULL;
}

/* As stored. Who shares a prize is known of all of the category only. */
static bool load_entry(const struct world *w, int64_t edition_id,
                       int64_t entry_id, const struct brochure_page_wish *wish,
                       struct publish_entry *entry)
{
    struct publish_entry *list;
    if (!publish_planned(w, edition_id, entry_id, entry))
        return false;
    if (!wish->agreed && !wish->decided)
        return true;
    size_t count = publish_entries(w, edition_id, &list);
    const struct publish_entry *found = find(list, count, entry_id);
    if (found == NULL)
        return true;
    if (wish->agreed)
        *entry = *found;
    entry->shared = found->shared;
    return true;
}

bool brochure_page_as(const struct world *w, int64_t entry_id,
                      const struct brochure_page_wish *wish,
                      struct brochure *out)
{
    struct sql_brochure_edition_row of;
    struct edition edition;
    struct publish_entry entry;
    struct buf data;
    if (!sql_brochure_edition(w->db, entry_id, &of) ||
        !edition_by_id(w, of.edition_id, &edition) ||
        !load_entry(w, edition.id, entry_id, wish, &entry))
        return false;
    struct making m = {
        .out.w = w,
        .edition = &edition,
        .language = wish->language ? wish->language : "",
    };
    begin(&m, &data, 0);
    json_array(&m.out.json, "entries");
    brochure_company(&m, &(struct brochure_printed){
                             .entry = wish->entry ? wish->entry : &entry,
                             .pages = brochure_entry_pages(w, entry_id),
                             .decided = wish->decided,
                             .complete = wish->complete,
                             .pictures = wish->pictures,
                         });
    json_array_end(&m.out.json);
    finish(&m, &data, out);
    return true;
}

bool brochure_page(const struct world *w, int64_t entry_id, struct buf *data)
{
    struct brochure page;
    const struct brochure_page_wish wish = {.complete = true};
    if (!brochure_page_as(w, entry_id, &wish, &page))
        return false;
    buf_addn(data, page.data, page.data_bytes);
    return true;
}
