#include "model/designer_image.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/photo.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/vector.h"
#include "gen/sql_export.h"
#include "model/file.h"

enum { BYTES_MAX = 64 << 20 };

struct place {
    const char *role, *stem; /* "foto", "e07_lichtwerk" */
    const struct designer_entry *entry;
    const struct json *about; /* has alt and credit; NULL: nothing has */
};

static const struct print_image *find(const struct brochure *brochure,
                                      const char *name)
{
    for (size_t i = 0; i < brochure->image_count; i++)
        if (str_equal(brochure->images[i].name, name))
            return &brochure->images[i];
    return NULL;
}

/* The last part of files/DIGEST. */
static const char *digest_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool clean_svg(const char *path)
{
    size_t bytes = 0;
    char *data = file_read(path, BYTES_MAX, &bytes);
    bool good = data != NULL && vector_harmless(data, bytes);
    free(data);
    return good;
}

/* Looks at the bytes that the package will have; false: they cannot be read,
 * or not without their metadata. */
static bool inspect(struct designing *d, struct designer_image *to)
{
    struct arena *mem = arena_new();
    struct photo_size size = {0, 0};
    char *data = designer_picture_read(mem, &to->picture, &to->bytes);
    if (data != NULL) {
        photo_size(data, to->bytes, &size);
        to->sha256 = secret_sha256(d->w->mem, data, to->bytes);
        to->width = size.width;
        to->height = size.height;
    }
    arena_free(mem);
    return data != NULL;
}

/* The upload, if it may go out as it is; its ending, or NULL. Layout programs
 * do not all place WebP; a drawing must be harmless. */
static const char *upload(struct designing *d, const struct print_image *image,
                          struct designer_image *to)
{
    struct sql_export_picture_row row;
    if (!sql_export_picture(d->w->db, digest_of(image->path), &row))
        return NULL;
    const char *path = file_path(d->w, row.digest);
    bool jpeg = str_equal(row.type, "image/jpeg");
    bool svg = str_equal(row.type, "image/svg+xml");
    if (svg ? !clean_svg(path) : !jpeg && !str_equal(row.type, "image/png"))
        return NULL;
    to->picture.source = path;
    to->picture.strip = !svg;
    return !inspect(d, to) ? NULL : jpeg ? "jpg" : svg ? "svg" : "png";
}

/* Else the picture as it is printed. NULL: neither can be read. */
static const char *choose(struct designing *d, const struct print_image *image,
                          struct designer_image *to)
{
    const char *ending = upload(d, image, to);
    if (ending != NULL)
        return ending;
    to->picture.source = image->path;
    to->picture.strip = false;
    to->redrawn = true;
    if (!inspect(d, to))
        return NULL;
    return str_ends(image->name, ".png") ? "png" : "jpg";
}

static bool taken(const struct designing *d, const char *name)
{
    for (size_t i = 0; i < d->image_count; i++)
        if (str_equal(d->image[i].picture.name, name))
            return true;
    return false;
}

static void add(struct designing *d, const struct brochure *brochure,
                const char *data, const struct place *place)
{
    struct arena *mem = d->w->mem;
    const struct print_image *image =
        data != NULL ? find(brochure, data) : NULL;
    if (image == NULL || *designer_image_name(d, data) != '\0')
        return;
    d->image = arena_grow(mem, d->image, d->image_count, sizeof *d->image);
    struct designer_image *to = &d->image[d->image_count];
    *to = (struct designer_image){
        .role = place->role,
        .entry = place->entry,
        .alt = designer_text(place->about, "alt"),
        .credit = json_get_text(place->about, "credit", ""),
        .picture.data = image->name,
    };
    const char *ending = choose(d, image, to);
    if (ending == NULL)
        return;
    const char *stem =
        arena_printf(mem, "bilder/%s_%s", place->stem, place->role);
    to->picture.name = arena_printf(mem, "%s.%s", stem, ending);
    for (int i = 2; taken(d, to->picture.name); i++)
        to->picture.name = arena_printf(mem, "%s-%d.%s", stem, i, ending);
    d->image_count++;
}

static const struct json *children(const struct json *value)
{
    return value != NULL && value->kind == JSON_ARRAY ? value->child : NULL;
}

static void entries(struct designing *d, const struct brochure *brochure)
{
    static const char *const keys[] = {"photo", "logo", "photo2"};
    static const char *const roles[] = {"foto", "logo", "foto2"};
    for (size_t i = 0; i < d->entry_count; i++) {
        const struct designer_entry *e = &d->entry[i];
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const struct json *about = json_get(e->data, keys[k]);
            const struct place place = {roles[k], e->key, e, about};
            add(d, brochure, json_get_text(about, "file", NULL), &place);
        }
    }
}

static const char *slug_of(struct designing *d, const struct json *of)
{
    return str_slug(d->w->mem, json_get_text(of, "name", ""));
}

static void people(struct designing *d, const struct brochure *brochure)
{
    struct arena *mem = d->w->mem;
    const struct json *at = children(json_get(d->data, "greetings"));
    for (; at != NULL; at = at->next) {
        const struct json *about = json_get(at, "portrait");
        const struct place place = {
            "portrait", arena_printf(mem, "grusswort_%s", slug_of(d, at)), NULL,
            about};
        add(d, brochure, json_get_text(about, "file", NULL), &place);
    }
}

static void partners(struct designing *d, const struct brochure *brochure)
{
    const struct json *tier = children(json_get(d->data, "partners"));
    for (; tier != NULL; tier = tier->next) {
        const struct json *at = children(json_get(tier, "members"));
        for (; at != NULL; at = at->next) {
            const struct place place = {
                "logo", arena_printf(d->w->mem, "partner_%s", slug_of(d, at)),
                NULL, at};
            add(d, brochure, json_get_text(at, "logo", NULL), &place);
        }
    }
}

static void pages(struct designing *d, const struct brochure *brochure)
{
    const struct json *cover = json_get(d->data, "cover");
    add(d, brochure, json_get_text(cover, "photo", NULL),
        &(struct place){"foto", "umschlag", NULL, cover});
    add(d, brochure, json_get_text(d->data, "logo", NULL),
        &(struct place){"logo", "preis", NULL, NULL});
    int number = 1;
    const struct json *at = children(json_get(d->data, "parts"));
    for (; at != NULL; at = at->next, number++) {
        const struct json *about = json_get(at, "picture");
        const struct place place = {
            "bild", arena_printf(d->w->mem, "seite_%02d", number), NULL, about};
        add(d, brochure, json_get_text(about, "file", NULL), &place);
    }
}

void designer_images(struct designing *d, const struct brochure *brochure)
{
    entries(d, brochure);
    pages(d, brochure);
    people(d, brochure);
    partners(d, brochure);
    /* pictures of a place that is not known here */
    for (size_t i = 0; i < brochure->image_count; i++)
        add(d, brochure, brochure->images[i].name,
            &(struct place){"bild",
                            arena_printf(d->w->mem, "bild_%03zu", i + 1), NULL,
                            NULL});
}

char *designer_picture_read(struct arena *mem,
                            const struct designer_picture *picture,
                            size_t *bytes)
{
    size_t count = 0;
    char *data = file_read(picture->source, BYTES_MAX, &count);
    char *out = NULL;
    if (data != NULL && picture->strip)
        out = photo_strip(mem, data, count, bytes);
    else if (data != NULL) {
        out = arena_textn(mem, data, count);
        *bytes = count;
    }
    free(data);
    return out;
}
