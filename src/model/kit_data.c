#include "model/kit_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_kit.h"
#include "model/file.h"

void kit_pair(struct kit_making *m, const char *key, struct publish_text text)
{
    json_object(&m->json, key);
    if (!str_empty(text.de))
        json_text(&m->json, "de", text.de);
    if (!str_empty(text.en))
        json_text(&m->json, "en", text.en);
    json_object_end(&m->json);
}

void kit_add_file(struct kit_making *m, const char *name, const char *text)
{
    m->file =
        arena_grow(m->facts->w->mem, m->file, m->file_count, sizeof *m->file);
    m->file[m->file_count++] = (struct kit_file){name, text};
    secret_digest_add(m->digest, name, strlen(name));
    secret_digest_add(m->digest, text, strlen(text));
}

/* Named once, however often it is used. NULL: none that could be printed. */
static const char *image(struct kit_making *m, const char *stem,
                         int64_t file_id)
{
    struct file_rendition r;
    const struct world *w = m->facts->w;
    if (file_id == 0 || !file_rendition(w, file_id, "print", &r))
        return NULL;
    const char *ending = str_equal(r.type, "image/png") ? "png" : "jpg";
    const char *name = arena_printf(w->mem, "images/%s.%s", stem, ending);
    for (size_t i = 0; i < m->image_count; i++)
        if (str_equal(m->image[i].name, name))
            return m->image[i].name;
    m->image = arena_grow(w->mem, m->image, m->image_count, sizeof *m->image);
    m->image[m->image_count++] =
        (struct kit_image){name, file_path(w, r.digest)};
    secret_digest_add(m->digest, r.digest, strlen(r.digest));
    return name;
}

static void picture(struct kit_making *m, const char *key, int64_t entry_id,
                    const struct publish_picture *p)
{
    const char *file = image(
        m, arena_printf(m->facts->w->mem, "%" PRId64 "-%s", entry_id, key),
        p->file_id);
    if (file == NULL)
        return;
    json_object(&m->json, key);
    json_text(&m->json, "file", file);
    kit_pair(m, "alt", p->alt);
    json_text(&m->json, "credit", p->credit);
    json_object_end(&m->json);
}

void kit_pictures(struct kit_making *m, const struct publish_entry *e)
{
    picture(m, "photo", e->id, &e->photo);
    picture(m, "logo", e->id, &e->logo);
}

/* Every passage that speaks of this. */
static void words(struct kit_making *m, enum kit_scope scope,
                  const struct kit_about *about)
{
    json_object(&m->json, "words");
    for (size_t i = 0; i < m->said.count; i++)
        if (m->said.passage[i].scope == scope)
            kit_pair(m, m->said.passage[i].name,
                     (struct publish_text){
                         kit_say(m->facts, LANG_DE, scope,
                                 m->said.text[LANG_DE][i], about),
                         kit_say(m->facts, LANG_EN, scope,
                                 m->said.text[LANG_EN][i], about)});
    json_object_end(&m->json);
}

static void languages(struct kit_making *m)
{
    json_array(&m->json, "languages");
    if (!str_equal(m->language, "en"))
        json_text(&m->json, NULL, "de");
    if (!str_equal(m->language, "de"))
        json_text(&m->json, NULL, "en");
    json_array_end(&m->json);
}

static void design(struct kit_making *m)
{
    struct sql_kit_design_row row;
    if (!sql_kit_design(m->facts->w->db, m->facts->edition.id, &row))
        return;
    const char *logo =
        image(m, "award", row.logo_file_id ? *row.logo_file_id : 0);
    if (row.cyan != NULL) {
        const int64_t inks[] = {*row.cyan, *row.magenta, *row.yellow,
                                *row.black};
        json_array(&m->json, "accent_cmyk");
        for (int i = 0; i < 4; i++)
            json_int(&m->json, NULL, inks[i]);
        json_array_end(&m->json);
    }
    json_object(&m->json, "fonts");
    json_text(&m->json, "text", row.font_text);
    json_text(&m->json, "head", row.font_head);
    json_object_end(&m->json);
    if (logo != NULL)
        json_text(&m->json, "logo", logo);
}

static void head(struct kit_making *m)
{
    const struct kit_facts *f = m->facts;
    const struct edition *e = &f->edition;
    struct arena *mem = f->w->mem;
    languages(m);
    json_int(&m->json, "created_at", publish_changed(f->w, e->id));
    json_text(&m->json, "accent", e->accent);
    design(m);
    kit_pair(m, "award", f->award);
    json_text(&m->json, "year", f->year);
    kit_pair(m, "motto", (struct publish_text){e->motto_de, e->motto_en});
    json_text(&m->json, "organiser", e->organiser);
    if (e->ceremony_at != NULL)
        kit_pair(
            m, "date",
            (struct publish_text){lang_date(mem, LANG_DE, *e->ceremony_at),
                                  lang_date(mem, LANG_EN, *e->ceremony_at)});
    if (e->embargo_at != NULL)
        kit_pair(
            m, "embargo",
            (struct publish_text){lang_datetime(mem, LANG_DE, *e->embargo_at),
                                  lang_datetime(mem, LANG_EN, *e->embargo_at)});
    words(m, KIT_EDITION, &(struct kit_about){0});
}

static void entry(struct kit_making *m, const struct publish_entry *e)
{
    const struct kit_facts *f = m->facts;
    struct ceremony_note n = ceremony_note_of(f->note, f->note_count, e->id);
    json_object(&m->json, NULL);
    json_text(&m->json, "name", e->name);
    json_text(&m->json, "city", e->seat);
    json_bool(&m->json, "winner", e->winner);
    json_bool(&m->json, "commended", e->commended);
    json_bool(&m->json, "shared", e->shared);
    if (e->winner || e->commended)
        kit_pair(m, "reason", e->reason);
    kit_pictures(m, e);
    json_text(&m->json, "say", n.pronunciation);
    json_text(&m->json, "laudator", n.laudator);
    kit_pair(m, "laudatio",
             (struct publish_text){n.laudatio_de, n.laudatio_en});
    words(m, KIT_ENTRY, &(struct kit_about){.entry = e});
    json_object_end(&m->json);
}

static void groups(struct kit_making *m)
{
    json_array(&m->json, "groups");
    for (size_t i = 0; i < m->facts->group_count; i++) {
        const struct kit_group *g = &m->facts->group[i];
        json_object(&m->json, NULL);
        kit_pair(m, "category", g->category);
        json_int(&m->json, "winners", (int64_t)g->winners);
        json_bool(&m->json, "withheld", g->withheld != NULL);
        words(m, KIT_CATEGORY, &(struct kit_about){.group = g});
        json_array(&m->json, "entries");
        for (size_t k = 0; k < g->count; k++)
            entry(m, g->entry[k]);
        json_array_end(&m->json);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

static void award(struct kit_making *m, const struct publish_special *s,
                  const struct publish_award *a)
{
    const struct kit_facts *f = m->facts;
    const struct publish_entry *e = kit_entry_of(f, a);
    json_object(&m->json, NULL);
    json_text(&m->json, "name", a->name);
    kit_pair(m, "reason", a->reason);
    if (e != NULL) {
        struct ceremony_note n =
            ceremony_note_of(f->note, f->note_count, e->id);
        json_text(&m->json, "city", e->seat);
        json_text(&m->json, "say", n.pronunciation);
        kit_pictures(m, e);
    }
    words(m, KIT_AWARD, &(struct kit_about){.special = s, .award = a});
    json_object_end(&m->json);
}

static void specials(struct kit_making *m)
{
    json_array(&m->json, "specials");
    for (size_t i = 0; i < m->facts->special_count; i++) {
        const struct publish_special *s = &m->facts->special[i];
        json_object(&m->json, NULL);
        kit_pair(m, "name", s->name);
        json_text(&m->json, "donor", s->donor);
        kit_pair(m, "description", s->description);
        words(m, KIT_SPECIAL, &(struct kit_about){.special = s});
        json_array(&m->json, "awards");
        for (size_t k = 0; k < s->count; k++)
            award(m, s, &s->award[k]);
        json_array_end(&m->json);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

static void partner(struct kit_making *m,
                    const struct sql_edition_partners_row *p)
{
    const char *logo =
        image(m, arena_printf(m->facts->w->mem, "partner-%" PRId64, p->id),
              p->logo_file_id ? *p->logo_file_id : 0);
    json_object(&m->json, NULL);
    json_text(&m->json, "name", p->name);
    if (logo != NULL)
        json_text(&m->json, "logo", logo);
    json_object_end(&m->json);
}

static void partners(struct kit_making *m)
{
    static const struct {
        const char *tier;
        struct publish_text name;
    } tiers[] = {
        {"organiser", {"Veranstalter", "Organisers"}},
        {"funder", {"Förderer", "Funders"}},
        {"partner", {"Partner", "Partners"}},
        {"sponsor", {"Sponsoren", "Sponsors"}},
    };
    struct sql_edition_partners_row *row;
    size_t count =
        sql_edition_partners(m->facts->w->db, m->facts->edition.id, &row);
    json_array(&m->json, "partners");
    for (size_t t = 0; t < sizeof tiers / sizeof *tiers; t++) {
        json_object(&m->json, NULL);
        kit_pair(m, "tier", tiers[t].name);
        json_array(&m->json, "members");
        for (size_t i = 0; i < count; i++)
            if (str_equal(row[i].tier, tiers[t].tier))
                partner(m, &row[i]);
        json_array_end(&m->json);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

void kit_write_facts(struct kit_making *m)
{
    head(m);
    groups(m);
    specials(m);
    partners(m);
}
