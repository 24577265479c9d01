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
#include "model/file.h"
#include "model/ink.h"

void brochure_pair(struct making *m, const char *key, struct publish_text text)
{
    json_object(&m->json, key);
    if (!str_empty(text.de))
        json_text(&m->json, "de", text.de);
    if (!str_empty(text.en))
        json_text(&m->json, "en", text.en);
    json_object_end(&m->json);
}

const char *brochure_image(struct making *m, const char *name, int64_t file_id)
{
    struct file_rendition r;
    if (file_id == 0 || !file_rendition(m->w, file_id, "print", &r))
        return NULL;
    const char *ending = str_equal(r.type, "image/png") ? "png" : "jpg";
    struct brochure_image *list =
        arena_grow(m->w->mem, m->image, m->image_count, sizeof *list);
    m->image = list;
    struct brochure_image *added = &list[m->image_count++];
    added->name = arena_printf(m->w->mem, "images/%s.%s", name, ending);
    added->path = file_path(m->w, r.digest);
    secret_digest_add(m->digest, r.digest, strlen(r.digest));
    return added->name;
}

void brochure_picture(struct making *m, const char *key, const char *name,
                      const struct publish_picture *p)
{
    const char *file = brochure_image(m, name, p->file_id);
    if (file == NULL)
        return;
    json_object(&m->json, key);
    json_text(&m->json, "file", file);
    brochure_pair(m, "alt", p->alt);
    json_text(&m->json, "credit", p->credit);
    json_object_end(&m->json);
}

/* --- what any page needs ----------------------------------------------------
 */

static void languages(struct making *m)
{
    json_array(&m->json, "languages");
    if (!str_equal(m->language, "en"))
        json_text(&m->json, NULL, "de");
    if (!str_equal(m->language, "de"))
        json_text(&m->json, NULL, "en");
    json_array_end(&m->json);
}

static void design(struct making *m)
{
    const struct brochure_design *d = &m->design;
    const char *logo = brochure_image(m, "logo", d->logo_file_id);
    json_text(&m->json, "format", d->format);
    json_object(&m->json, "fonts");
    json_text(&m->json, "text", d->font_text);
    json_text(&m->json, "head", d->font_head);
    json_object_end(&m->json);
    if (logo != NULL)
        json_text(&m->json, "logo", logo);
    json_int(&m->json, "nominee_pages", d->nominee_pages);
    json_bool(&m->json, "link_codes", d->link_codes);
    json_text(&m->json, "accent", m->edition->accent);
    if (d->accent == NULL && !ink_is_rgb(m->edition->accent))
        return;
    const struct brochure_inks ink =
        d->accent ? *d->accent : ink_nearest(m->edition->accent);
    const int64_t inks[] = {ink.cyan, ink.magenta, ink.yellow, ink.black};
    json_array(&m->json, "accent_cmyk");
    for (size_t i = 0; i < 4; i++)
        json_int(&m->json, NULL, inks[i]);
    json_array_end(&m->json);
}

void brochure_head(struct making *m)
{
    const struct edition *e = m->edition;
    char *year = arena_printf(m->w->mem, "%" PRId64, e->year);
    char *ending = arena_printf(m->w->mem, " %s", year);
    const char *titles[] = {e->title_de, e->title_en};
    languages(m);
    design(m);
    /* the year stands beside the name and must not be there twice */
    for (size_t i = 0; i < 2; i++)
        if (str_ends(titles[i], ending))
            titles[i] = arena_textn(m->w->mem, titles[i],
                                    strlen(titles[i]) - strlen(ending));
    brochure_texts(m, "award", titles[0], titles[1]);
    json_text(&m->json, "year", year);
    brochure_texts(m, "motto", e->motto_de, e->motto_en);
    brochure_texts(m, "organiser", e->organiser, e->organiser);
}

/* --- the whole --------------------------------------------------------------
 */

static int64_t changed_at(const struct making *m)
{
    int64_t at = publish_changed(m->w, m->edition->id);
    return m->design.changed_at > at ? m->design.changed_at : at;
}

static void begin(struct making *m, struct buf *data, int indent)
{
    brochure_design_load(m->w, m->edition->id, &m->design);
    m->digest = secret_digest_start(m->w->mem);
    buf_init(data, m->w->mem);
    json_out_start(&m->json, data, indent);
    json_object(&m->json, NULL);
    brochure_head(m);
}

static void finish(struct making *m, const struct buf *data,
                   struct brochure *out)
{
    json_object_end(&m->json);
    secret_digest_add(m->digest, data->data, data->bytes);
    *out = (struct brochure){
        .slug = m->edition->slug,
        .data = data->data,
        .data_bytes = data->bytes,
        .images = m->image,
        .image_count = m->image_count,
        .digest = secret_digest_end(m->w->mem, m->digest),
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
    struct making m = {.w = w, .edition = &edition, .language = language};
    begin(&m, &data, 1);
    int64_t at = changed_at(&m);
    json_int(&m.json, "created_at", at);
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
    struct making m = {.w = w, .edition = &edition, .language = ""};
    begin(&m, &data, 0);
    json_array(&m.json, "greetings");
    if (greeting != NULL)
        brochure_greeting(&m, greeting);
    json_array_end(&m.json);
    json_array(&m.json, "parts");
    brochure_one_part(&m, part);
    json_array_end(&m.json);
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
        .w = w,
        .edition = &edition,
        .language = wish->language ? wish->language : "",
    };
    begin(&m, &data, 0);
    json_array(&m.json, "entries");
    brochure_company(&m, &(struct brochure_printed){
                             .entry = wish->entry ? wish->entry : &entry,
                             .pages = brochure_entry_pages(w, entry_id),
                             .decided = wish->decided,
                             .complete = wish->complete,
                             .pictures = wish->pictures,
                         });
    json_array_end(&m.json);
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
