/* The typesetter knows places in a list and names of files; people know
 * companies. */
#include "app/brochure_notes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_edition.h"
#include "model/job_notes.h"
#include "model/publish.h"

struct known {
    struct arena *mem;
    const struct json *entries; /* of data.json; NULL: none */
    const struct publish_entry *company;
    size_t count;
    const struct sql_edition_partners_row *partner;
    size_t partners;
};

static const struct publish_entry *company_named(const struct known *k,
                                                 const char *name)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->company[i].nominee && str_equal(k->company[i].name, name))
            return &k->company[i];
    return NULL;
}

static const struct publish_entry *company_of(const struct known *k, int64_t id)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->company[i].id == id)
            return &k->company[i];
    return NULL;
}

/* NULL: no entry has that index, or its company is not known any more. */
static const struct publish_entry *company_at(const struct known *k,
                                              int64_t index)
{
    const struct json *at = k->entries ? k->entries->child : NULL;
    if (index < 0)
        return NULL;
    for (; at != NULL && index > 0; index--)
        at = at->next;
    return at != NULL ? company_named(k, json_get_text(at, "name", "")) : NULL;
}

static const char *partner_of(const struct known *k, int64_t id)
{
    for (size_t i = 0; i < k->partners; i++)
        if (k->partner[i].id == id)
            return k->partner[i].name;
    return "";
}

/* "images/17-photo.jpg", "images/partner-3.png", "images/cover.jpg" */
static struct job_image image_of(const struct known *k,
                                 const struct render_picture *p, bool failed)
{
    const char *file = strrchr(p->name, '/');
    char what[16] = "";
    int64_t id = 0;
    struct job_image image = {.company = "",
                              .reason = arena_text(k->mem, p->reason),
                              .failed = failed};
    file = file != NULL ? file + 1 : p->name;
    image.what = arena_text(k->mem, file);
    if (sscanf(file, "%" SCNd64 "-%15[a-z]", &id, what) == 2) {
        const struct publish_entry *e = company_of(k, id);
        image.entry_id = e != NULL ? id : 0;
        image.company = e != NULL ? e->name : "";
        image.what = arena_text(k->mem, what);
    } else if (sscanf(file, "partner-%" SCNd64, &id) == 1) {
        image.company = partner_of(k, id);
        image.what = "logo";
    } else if (str_starts(file, "cover")) {
        image.what = "cover";
    } else if (str_starts(file, "greeting") || str_starts(file, "portrait")) {
        image.what = "portrait";
    }
    return image;
}

static void fits(const struct known *k, const struct render_notes *said,
                 struct job_notes *notes)
{
    struct job_fit *list = arena_alloc(k->mem, said->fit_count * sizeof *list);
    notes->fit = list;
    for (size_t i = 0; i < said->fit_count; i++) {
        const struct render_fit *f = &said->fit[i];
        const struct publish_entry *e = company_at(k, f->index);
        if (e != NULL)
            list[notes->fit_count++] = (struct job_fit){
                .entry_id = e->id,
                .from = f->from,
                .to = f->to,
                .page = f->page,
                .de = f->de,
                .en = f->en,
                .photo_width = f->photo_width,
                .photo_height = f->photo_height,
            };
    }
}

static void glyphs(const struct known *k, const struct render_notes *said,
                   struct job_notes *notes)
{
    struct job_glyphs *list =
        arena_alloc(k->mem, said->glyphs_count * sizeof *list);
    notes->glyphs = list;
    for (size_t i = 0; i < said->glyphs_count; i++) {
        const struct render_glyphs *g = &said->glyphs[i];
        const struct publish_entry *e = company_at(k, g->index);
        list[notes->glyphs_count++] = (struct job_glyphs){
            .entry_id = e != NULL ? e->id : 0,
            .company = e != NULL ? e->name : "",
            .count = g->count,
            .chars = arena_text(k->mem, g->chars),
        };
    }
}

static void images(const struct known *k, const struct render_notes *said,
                   struct job_notes *notes)
{
    struct job_image *list =
        arena_alloc(k->mem, (said->left_out_count + 1) * sizeof *list);
    notes->image = list;
    for (size_t i = 0; i < said->left_out_count; i++)
        list[notes->image_count++] = image_of(k, &said->left_out[i], false);
    if (said->failed.name[0] != '\0')
        list[notes->image_count++] = image_of(k, &said->failed, true);
}

static void fonts(const struct known *k, const struct render_notes *said,
                  struct job_notes *notes)
{
    const char **list = arena_alloc(k->mem, said->font_count * sizeof *list);
    notes->font = list;
    for (size_t i = 0; i < said->font_count; i++)
        list[notes->font_count++] = arena_text(k->mem, said->font[i]);
}

static bool learn(const struct world *w, int64_t edition_id,
                  const struct brochure *brochure, struct known *k)
{
    struct publish_entry *company;
    struct sql_edition_partners_row *partner;
    struct json_fault fault;
    *k = (struct known){.mem = w->mem};
    k->entries = json_get(
        json_parse(w->mem, brochure->data, brochure->data_bytes, &fault),
        "entries");
    if (db_begin(w->db, DB_READ)) {
        k->count = publish_entries(w, edition_id, &company);
        k->company = company;
        k->partners = sql_edition_partners(w->db, edition_id, &partner);
        k->partner = partner;
    }
    if (db_commit(w->db))
        return true;
    db_rollback(w->db);
    return false;
}

const char *brochure_notes(const struct world *w, int64_t edition_id,
                           const struct brochure *brochure,
                           const struct render_notes *said)
{
    struct known k;
    struct job_notes notes = {.content = brochure->digest};
    if (!learn(w, edition_id, brochure, &k))
        return "";
    fits(&k, said, &notes);
    glyphs(&k, said, &notes);
    images(&k, said, &notes);
    fonts(&k, said, &notes);
    return job_notes_write(w->mem, &notes);
}
