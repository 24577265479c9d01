#include "model/designer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "http/asset.h"
#include "model/brochure.h"
#include "model/designer_image.h"
#include "model/designer_parts.h"

struct designer_text designer_text(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, key);
    if (value != NULL && value->kind == JSON_TEXT)
        return (struct designer_text){value->text, value->text};
    return (struct designer_text){json_get_text(value, "de", ""),
                                  json_get_text(value, "en", "")};
}

void designer_add(struct designing *d, const char *name, const struct buf *text)
{
    d->file = arena_grow(d->w->mem, d->file, d->file_count, sizeof *d->file);
    d->file[d->file_count++] =
        (struct designer_file){name, text->data, text->bytes};
}

const char *designer_image_name(const struct designing *d, const char *data)
{
    for (size_t i = 0; i < d->image_count; i++)
        if (str_equal(d->image[i].picture.data, data))
            return d->image[i].picture.name;
    return "";
}

static bool taken(const struct designing *d, const char *key)
{
    for (size_t i = 0; i < d->entry_count; i++)
        if (str_equal(d->entry[i].key, key))
            return true;
    return false;
}

/* The number comes first, so that a folder shows a company's files together;
 * it stays when the order of the brochure changes, and so do links. */
static void find_entries(struct designing *d)
{
    struct arena *mem = d->w->mem;
    const struct json *list = json_get(d->data, "entries");
    d->entry =
        arena_alloc(mem, (list != NULL ? list->count : 0) * sizeof *d->entry);
    for (const struct json *e = list != NULL ? list->child : NULL; e != NULL;
         e = e->next) {
        const char *code = json_get_text(e, "code", "");
        const char *number =
            *code != '\0' ? str_slug(mem, code)
                          : arena_printf(mem, "%03zu", d->entry_count + 1);
        const char *stem =
            arena_printf(mem, "%s_%.60s", number,
                         str_slug(mem, json_get_text(e, "name", "")));
        const char *key = stem;
        for (int i = 2; taken(d, key); i++)
            key = arena_printf(mem, "%s-%d", stem, i);
        d->entry[d->entry_count++] = (struct designer_entry){e, key, code};
    }
}

/* --- brochure.json --- */

static void copy(struct designing *d, struct json_out *out,
                 const struct json *value)
{
    const char *name;
    switch (value->kind) {
    case JSON_NULL:
        json_null(out, value->key);
        return;
    case JSON_FALSE:
    case JSON_TRUE:
        json_bool(out, value->key, value->kind == JSON_TRUE);
        return;
    case JSON_INTEGER:
        json_int(out, value->key, value->integer);
        return;
    case JSON_REAL:
        json_real(out, value->key, value->real);
        return;
    case JSON_TEXT:
        name = designer_image_name(d, value->text);
        json_text(out, value->key, *name != '\0' ? name : value->text);
        return;
    case JSON_ARRAY:
        json_array(out, value->key);
        break;
    case JSON_OBJECT:
        json_object(out, value->key);
        break;
    }
    for (const struct json *m = value->child; m != NULL; m = m->next)
        copy(d, out, m);
    if (value->kind == JSON_ARRAY)
        json_array_end(out);
    else
        json_object_end(out);
}

/* The data as the typesetter gets them, with the names that pictures have in
 * the package. */
void designer_data(struct designing *d)
{
    struct buf out;
    struct json_out json;
    buf_init(&out, d->w->mem);
    json_out_start(&json, &out, 1);
    copy(d, &json, d->data);
    designer_add(d, "daten/brochure.json", &out);
    const struct asset *schema = asset_find("/assets/brochure.schema.json");
    buf_init(&out, d->w->mem);
    if (schema != NULL)
        buf_addn(&out, schema->data, (size_t)(schema->end - schema->data));
    designer_add(d, "daten/brochure.schema.json", &out);
}

/* --- the whole --- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct designer_file *)a)->name,
                  ((const struct designer_file *)b)->name);
}

static int by_picture_name(const void *a, const void *b)
{
    return strcmp(((const struct designer_picture *)a)->name,
                  ((const struct designer_picture *)b)->name);
}

static const char *digest_of(const struct designing *d)
{
    struct secret_digest *digest = secret_digest_start(d->w->mem);
    for (size_t i = 0; i < d->file_count; i++) {
        secret_digest_add(digest, d->file[i].name, strlen(d->file[i].name) + 1);
        secret_digest_add(digest, d->file[i].data, d->file[i].bytes);
    }
    return secret_digest_end(d->w->mem, digest);
}

static void finish(struct designing *d, struct designer *out)
{
    struct designer_picture *list =
        arena_alloc(d->w->mem, d->image_count * sizeof *list);
    for (size_t i = 0; i < d->image_count; i++)
        list[i] = d->image[i].picture;
    if (d->image_count > 0)
        qsort(list, d->image_count, sizeof *list, by_picture_name);
    qsort(d->file, d->file_count, sizeof *d->file, by_name);
    out->file = d->file;
    out->file_count = d->file_count;
    out->picture = list;
    out->picture_count = d->image_count;
    out->digest = digest_of(d); /* the manifest has the pictures' own */
}

bool designer_build(const struct world *w, int64_t edition_id,
                    struct designer *out)
{
    struct brochure brochure;
    struct json_fault fault;
    if (!brochure_build(w, edition_id, "", &brochure))
        return false;
    struct designing d = {
        .w = w,
        .edition_id = edition_id,
        .data = json_parse(w->mem, brochure.data, brochure.data_bytes, &fault)};
    if (d.data == NULL)
        die("designer: data.json, line %d: %s", fault.line, fault.text);
    *out = (struct designer){.slug = brochure.slug,
                             .created_at = brochure.created_at};
    find_entries(&d);
    designer_images(&d, &brochure);
    designer_icml(&d);
    designer_merge(&d);
    designer_data(&d);
    designer_readme(&d);
    designer_manifest(&d);
    finish(&d, out);
    return true;
}
