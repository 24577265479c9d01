#include "model/kit_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"

void kit_add_file(struct kit_making *m, const char *name, const char *text)
{
    m->file =
        arena_grow(m->facts->w->mem, m->file, m->file_count, sizeof *m->file);
    m->file[m->file_count++] = (struct kit_file){name, text};
    secret_digest_add(m->out.images.digest, name, strlen(name));
    secret_digest_add(m->out.images.digest, text, strlen(text));
}

static void picture(struct kit_making *m, const char *key, int64_t entry_id,
                    const struct publish_picture *p)
{
    const char *stem =
        arena_printf(m->facts->w->mem, "%" PRId64 "-%s", entry_id, key);
    print_picture(&m->out, key, stem, p);
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
    json_object(&m->out.json, "words");
    for (size_t i = 0; i < m->said.count; i++)
        if (m->said.passage[i].scope == scope)
            print_pair(&m->out, m->said.passage[i].name,
                       (struct publish_text){
                           kit_say(m->facts, LANG_DE, scope,
                                   m->said.text[LANG_DE][i], about),
                           kit_say(m->facts, LANG_EN, scope,
                                   m->said.text[LANG_EN][i], about)});
    json_object_end(&m->out.json);
}

/* Without a design of its own the typesetter's is taken. */
static void design(struct kit_making *m)
{
    struct brochure_design d;
    brochure_design_load(m->facts->w, m->facts->edition.id, &d);
    if (d.changed_at == 0)
        return;
    const char *logo = print_image(&m->out, "award", d.logo_file_id);
    if (d.accent != NULL)
        print_inks(&m->out, d.accent);
    print_fonts(&m->out, &d);
    if (logo != NULL)
        json_text(&m->out.json, "logo", logo);
}

static void head(struct kit_making *m)
{
    const struct kit_facts *f = m->facts;
    const struct edition *e = &f->edition;
    struct arena *mem = f->w->mem;
    print_languages(&m->out, m->language);
    json_int(&m->out.json, "created_at", publish_changed(f->w, e->id));
    json_text(&m->out.json, "accent", e->accent);
    design(m);
    print_pair(&m->out, "award", f->award);
    json_text(&m->out.json, "year", f->year);
    print_pair(&m->out, "motto",
               (struct publish_text){e->motto_de, e->motto_en});
    json_text(&m->out.json, "organiser", e->organiser);
    if (e->ceremony_at != NULL)
        print_pair(
            &m->out, "date",
            (struct publish_text){lang_date(mem, LANG_DE, *e->ceremony_at),
                                  lang_date(mem, LANG_EN, *e->ceremony_at)});
    if (e->embargo_at != NULL)
        print_pair(
            &m->out, "embargo",
            (struct publish_text){lang_datetime(mem, LANG_DE, *e->embargo_at),
                                  lang_datetime(mem, LANG_EN, *e->embargo_at)});
    words(m, KIT_EDITION, &(struct kit_about){0});
}

static void entry(struct kit_making *m, const struct publish_entry *e)
{
    const struct kit_facts *f = m->facts;
    struct ceremony_note n = ceremony_note_of(f->note, f->note_count, e->id);
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "name", e->name);
    json_text(&m->out.json, "city", e->seat);
    json_bool(&m->out.json, "winner", e->winner);
    json_bool(&m->out.json, "commended", e->commended);
    json_bool(&m->out.json, "shared", e->shared);
    if (e->winner || e->commended)
        print_pair(&m->out, "reason", e->reason);
    kit_pictures(m, e);
    json_text(&m->out.json, "say", n.pronunciation);
    json_text(&m->out.json, "laudator", n.laudator);
    print_pair(&m->out, "laudatio",
               (struct publish_text){n.laudatio_de, n.laudatio_en});
    words(m, KIT_ENTRY, &(struct kit_about){.entry = e});
    json_object_end(&m->out.json);
}

static void groups(struct kit_making *m)
{
    json_array(&m->out.json, "groups");
    for (size_t i = 0; i < m->facts->group_count; i++) {
        const struct kit_group *g = &m->facts->group[i];
        json_object(&m->out.json, NULL);
        print_pair(&m->out, "category", g->category);
        json_int(&m->out.json, "winners", (int64_t)g->winners);
        json_bool(&m->out.json, "withheld", g->withheld != NULL);
        words(m, KIT_CATEGORY, &(struct kit_about){.group = g});
        json_array(&m->out.json, "entries");
        for (size_t k = 0; k < g->count; k++)
            entry(m, g->entry[k]);
        json_array_end(&m->out.json);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
}

static void award(struct kit_making *m, const struct publish_special *s,
                  const struct publish_award *a)
{
    const struct kit_facts *f = m->facts;
    const struct publish_entry *e = kit_entry_of(f, a);
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "name", a->name);
    print_pair(&m->out, "reason", a->reason);
    if (e != NULL) {
        struct ceremony_note n =
            ceremony_note_of(f->note, f->note_count, e->id);
        json_text(&m->out.json, "city", e->seat);
        json_text(&m->out.json, "say", n.pronunciation);
        kit_pictures(m, e);
    }
    words(m, KIT_AWARD, &(struct kit_about){.special = s, .award = a});
    json_object_end(&m->out.json);
}

static void specials(struct kit_making *m)
{
    json_array(&m->out.json, "specials");
    for (size_t i = 0; i < m->facts->special_count; i++) {
        const struct publish_special *s = &m->facts->special[i];
        json_object(&m->out.json, NULL);
        print_pair(&m->out, "name", s->name);
        json_text(&m->out.json, "donor", s->donor);
        print_pair(&m->out, "description", s->description);
        words(m, KIT_SPECIAL, &(struct kit_about){.special = s});
        json_array(&m->out.json, "awards");
        for (size_t k = 0; k < s->count; k++)
            award(m, s, &s->award[k]);
        json_array_end(&m->out.json);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
}

void kit_write_facts(struct kit_making *m)
{
    head(m);
    groups(m);
    specials(m);
    print_partners(&m->out, m->facts->edition.id, false);
}
