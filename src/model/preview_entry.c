/* A company's page as a preview: see preview_entry.h. What the measure is taken
 * of (brochure_page()) is shown, with pictures in place of the stubs. */
#include "model/preview_entry.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "model/brochure.h"
#include "model/file.h"
#include "model/preview.h"
#include "model/publish.h"

struct showing {
    const struct world *w;
    const struct publish_entry *entry;
    struct json_out json;
    struct preview_image image[2]; /* photo, logo */
    size_t image_count;
    bool decided;
};

static void pair(struct showing *s, const char *key, struct publish_text text)
{
    json_object(&s->json, key);
    if (!str_empty(text.de))
        json_text(&s->json, "de", text.de);
    if (!str_empty(text.en))
        json_text(&s->json, "en", text.en);
    json_object_end(&s->json);
}

/* The stub stays where there is nothing to be shown yet. */
static const char *picture_file(struct showing *s, const char *key,
                                const struct publish_picture *p)
{
    struct file_rendition r;
    if (p->file_id == 0 || !file_rendition(s->w, p->file_id, "screen", &r))
        return "images/stub.svg";
    const char *ending = str_equal(r.type, "image/png") ? "png" : "jpg";
    const char *name = arena_printf(s->w->mem, "images/%" PRId64 "-%s.%s",
                                    s->entry->id, key, ending);
    s->image[s->image_count++] = (struct preview_image){name, r.digest};
    return name;
}

static void picture(struct showing *s, const char *key,
                    const struct publish_picture *p)
{
    json_object(&s->json, key);
    json_text(&s->json, "file", picture_file(s, key, p));
    pair(s, "alt", p->alt);
    json_text(&s->json, "credit", p->credit);
    json_object_end(&s->json);
}

static void value(struct showing *s, const struct json *v)
{
    switch (v->kind) {
    case JSON_NULL:
        json_null(&s->json, v->key);
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        json_bool(&s->json, v->key, v->kind == JSON_TRUE);
        break;
    case JSON_INTEGER:
        json_int(&s->json, v->key, v->integer);
        break;
    case JSON_REAL:
        json_real(&s->json, v->key, v->real);
        break;
    case JSON_TEXT:
        json_text(&s->json, v->key, v->text);
        break;
    case JSON_ARRAY:
        json_array(&s->json, v->key);
        for (const struct json *i = v->child; i; i = i->next)
            value(s, i);
        json_array_end(&s->json);
        break;
    case JSON_OBJECT:
        json_object(&s->json, v->key);
        for (const struct json *i = v->child; i; i = i->next)
            value(s, i);
        json_object_end(&s->json);
        break;
    }
}

/* What the decision adds, in the words of model/brochure.c. */
static void decision(struct showing *s)
{
    const struct publish_entry *e = s->entry;
    json_bool(&s->json, "winner", e->winner);
    if (e->winner && e->shared)
        pair(s, "prize",
             (struct publish_text){"Preisträger (geteilter Preis)",
                                   "Winner (shared prize)"});
    else if (e->commended)
        pair(s, "prize",
             (struct publish_text){"Nominiert, mit Anerkennung der Jury",
                                   "Nominee, commended by the jury"});
    if (e->winner)
        pair(s, "reason", e->reason);
}

static void entry(struct showing *s, const struct json *planned)
{
    json_object(&s->json, NULL);
    for (const struct json *i = planned->child; i; i = i->next)
        if (str_equal(i->key, "photo"))
            picture(s, "photo", &s->entry->photo);
        else if (str_equal(i->key, "logo"))
            picture(s, "logo", &s->entry->logo);
        else if (!s->decided ||
                 !(str_equal(i->key, "prize") || str_equal(i->key, "winner") ||
                   str_equal(i->key, "reason")))
            value(s, i);
    if (s->decided)
        decision(s);
    json_object_end(&s->json);
}

static void document(struct showing *s, const struct json *data)
{
    json_object(&s->json, NULL);
    for (const struct json *i = data->child; i; i = i->next) {
        if (!str_equal(i->key, "entries")) {
            value(s, i);
            continue;
        }
        json_array(&s->json, "entries");
        for (const struct json *k = i->child; k; k = k->next)
            entry(s, k);
        json_array_end(&s->json);
    }
    json_object_end(&s->json);
}

/* Takes what was decided from those that can be printed: of others nothing is.
 */
static void decided(const struct world *w, int64_t edition_id,
                    struct publish_entry *e)
{
    struct publish_entry *list;
    size_t count = publish_entries(w, edition_id, &list);
    for (size_t i = 0; i < count; i++) {
        if (list[i].id != e->id || !list[i].nominee)
            continue;
        e->winner = list[i].winner;
        e->shared = list[i].shared;
        e->commended = list[i].commended;
        e->reason = list[i].reason;
    }
}

bool preview_want_entry(const struct world *w, const char *key,
                        int64_t entry_id, enum preview_as as)
{
    struct sql_brochure_edition_row of;
    struct publish_entry e;
    struct json_fault fault;
    struct buf page, data;
    buf_init(&page, w->mem);
    buf_init(&data, w->mem);
    if (!sql_brochure_edition(w->db, entry_id, &of) ||
        !publish_planned(w, of.edition_id, entry_id, &e) ||
        !brochure_page(w, entry_id, &page))
        return false;
    if (as == PREVIEW_DECIDED)
        decided(w, of.edition_id, &e);
    const struct json *planned =
        json_parse(w->mem, page.data, page.bytes, &fault);
    struct showing s = {.w = w, .entry = &e, .decided = as == PREVIEW_DECIDED};
    if (planned == NULL)
        return false;
    json_out_start(&s.json, &data, 0);
    document(&s, planned);
    const struct preview_order order = {
        .key = key,
        .edition_id = of.edition_id,
        .entry_id = entry_id,
        .data = data.data,
        .bytes = data.bytes,
        .images = s.image,
        .image_count = s.image_count,
    };
    return preview_want(w, &order);
}
