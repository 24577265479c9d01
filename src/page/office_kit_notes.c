/* What whoever speaks at the ceremony has to know: one form for all companies
 * that are honoured. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/ceremony_note.h"
#include "model/edition.h"
#include "model/kit_facts.h"
#include "page/bar.h"
#include "page/brochure_place.h"
#include "page/ctx.h"
#include "page/office_kit.h"
#include "page/office_kit_view.h"

enum { LINE_MAX = 500, TEXT_MAX = 20000, POSITION_MAX = 999 };

static const char *field(const struct ctx *c, const char *name, int64_t id)
{
    return arena_printf(c->world.mem, "%s-%" PRId64, name, id);
}

/* --- who --------------------------------------------------------------------
 */

struct honoured {
    const struct publish_entry *entry;
    const char *honour;
};

static bool is_in(const struct honoured *list, size_t count,
                  const struct publish_entry *e)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].entry == e)
            return true;
    return false;
}

/* Nominees and winners in the order of the evening, then who has a special
 * prize without being one of them. */
static size_t list_honoured(struct ctx *c, const struct kit_facts *f,
                            struct honoured **list)
{
    size_t count = 0;
    *list = arena_alloc(c->world.mem, (2 * f->entry_count + 1) * sizeof **list);
    for (size_t i = 0; i < f->group_count; i++)
        for (size_t k = 0; k < f->group[i].count; k++) {
            const struct publish_entry *e = f->group[i].entry[k];
            (*list)[count++] =
                (struct honoured){e, e->winner ? T("Winner") : T("Nominee")};
        }
    for (size_t i = 0; i < f->special_count; i++)
        for (size_t k = 0; k < f->special[i].count; k++) {
            const struct publish_entry *e =
                kit_entry_of(f, &f->special[i].award[k]);
            if (e != NULL && !is_in(*list, count, e))
                (*list)[count++] = (struct honoured){e, T("Special prize")};
        }
    return count;
}

/* --- the page ---------------------------------------------------------------
 */

static struct kit_note_view view_of(struct ctx *c, const struct honoured *h,
                                    const struct ceremony_note *n)
{
    int64_t id = h->entry->id;
    struct kit_note_view v = {
        .id = id,
        .name = h->entry->name,
        .category = PICK(h->entry->category.de, h->entry->category.en),
        .honour = h->honour,
        .position = field(c, "position", id),
        .pronunciation = field(c, "pronunciation", id),
        .guests = field(c, "guests", id),
        .laudator = field(c, "laudator", id),
        .de = field(c, "laudatio_de", id),
        .en = field(c, "laudatio_en", id),
    };
    const char *const fields[] = {
        v.position, v.pronunciation, v.guests, v.laudator, v.de, v.en};
    v.open = n->position != NULL || !str_empty(n->pronunciation) ||
             !str_empty(n->guests) || !str_empty(n->laudator) ||
             !str_empty(n->laudatio_de) || !str_empty(n->laudatio_en);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        v.open = v.open || form_error(c->form, fields[i]) != NULL;
    return v;
}

static void show(struct ctx *c, const struct edition *e,
                 const struct kit_facts *f)
{
    struct honoured *who;
    size_t count = list_honoured(c, f, &who);
    struct kit_note_view *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const struct ceremony_note n =
            ceremony_note_of(f->note, f->note_count, who[i].entry->id);
        list[i] = view_of(c, &who[i], &n);
    }
    const struct office_kit_notes_view v = {.form = c->form,
                                            .csrf = ctx_csrf(c),
                                            .slug = e->slug,
                                            .note = list,
                                            .count = count};
    c->script[0] = "form.js";
    page_start(c, T("Notes for the ceremony"));
    html_office_kit_notes(c->out, &v);
    page_end(c);
}

static void fill_form(struct ctx *c, const struct kit_facts *f)
{
    for (size_t i = 0; i < f->note_count; i++) {
        const struct ceremony_note *n = &f->note[i];
        int64_t id = n->entry_id;
        form_set(c->form, field(c, "position", id),
                 n->position
                     ? arena_printf(c->world.mem, "%" PRId64, *n->position)
                     : "");
        form_set(c->form, field(c, "pronunciation", id), n->pronunciation);
        form_set(c->form, field(c, "guests", id), n->guests);
        form_set(c->form, field(c, "laudator", id), n->laudator);
        form_set(c->form, field(c, "laudatio_de", id), n->laudatio_de);
        form_set(c->form, field(c, "laudatio_en", id), n->laudatio_en);
    }
}

void get_office_kit_notes(struct ctx *c)
{
    struct edition e;
    struct kit_facts f;
    if (!brochure_place(c, &e) || !kit_facts_load(&c->world, e.id, &f))
        return;
    fill_form(c, &f);
    show(c, &e, &f);
}

/* --- saving -----------------------------------------------------------------
 */

static const char *text_of(struct ctx *c, const char *name, int64_t id,
                           size_t most)
{
    const char *key = field(c, name, id);
    const char *text =
        most == LINE_MAX ? form_line(c->form, key) : form_lines(c->form, key);
    if (str_characters(text) > most)
        form_fail(c->form, key, T("That is too long."));
    return text;
}

static const int64_t *position_of(struct ctx *c, int64_t id)
{
    const char *key = field(c, "position", id);
    int64_t *position = arena_alloc(c->world.mem, sizeof *position);
    if (str_empty(form_line(c->form, key)))
        return NULL;
    if (!form_int(c->form, key, 1, POSITION_MAX, position))
        form_fail(c->form, key,
                  T("Please enter a whole number from 1 to 999, or nothing."));
    return position;
}

static struct ceremony_note read_note(struct ctx *c, int64_t id)
{
    return (struct ceremony_note){
        .entry_id = id,
        .position = position_of(c, id),
        .pronunciation = text_of(c, "pronunciation", id, LINE_MAX),
        .guests = text_of(c, "guests", id, TEXT_MAX),
        .laudator = text_of(c, "laudator", id, LINE_MAX),
        .laudatio_de = text_of(c, "laudatio_de", id, TEXT_MAX),
        .laudatio_en = text_of(c, "laudatio_en", id, TEXT_MAX),
    };
}

void post_office_kit_notes(struct ctx *c)
{
    struct edition e;
    struct kit_facts f;
    struct honoured *who;
    if (!brochure_place(c, &e) || !kit_facts_load(&c->world, e.id, &f))
        return;
    size_t count = list_honoured(c, &f, &who);
    struct ceremony_note *note =
        arena_alloc(c->world.mem, count * sizeof *note);
    for (size_t i = 0; i < count; i++)
        note[i] = read_note(c, who[i].entry->id);
    if (!form_ok(c->form)) {
        c->reply->status = 422;
        show(c, &e, &f);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t id = note[i].entry_id;
        /* who became a nominee meanwhile was not on the page */
        if (form_value(c->form, field(c, "guests", id)) == NULL)
            continue;
        const struct ceremony_note before =
            ceremony_note_of(f.note, f.note_count, id);
        ceremony_note_put(&c->world, &before, &note[i]);
    }
    ctx_redirect(c,
                 arena_printf(c->world.mem,
                              "/office/edition/%s/brochure/kit/notes", e.slug),
                 T("The notes are saved."));
}
