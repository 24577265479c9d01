/* What is in the package, for programs (manifest.json) and for a spreadsheet
 * (manifest.csv). */
#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_export.h"
#include "model/designer_parts.h"
#include "model/print_size.h"

enum { FORMAT_VERSION = 1 };

/* Of a photo or logo at the size in which the brochure prints it; 0: a drawing,
 * or another picture. */
static int ppi_of(const struct designing *d, const struct designer_image *image)
{
    struct print_size size;
    const char *slot = str_equal(image->role, "logo") ? "logo" : "photo";
    if (image->entry == NULL || image->width == 0 ||
        !print_size_in(json_get_text(d->data, "format", "a4"), slot, &size))
        return 0;
    return print_ppi(&size, image->width, image->height);
}

static const char *company_of(const struct designer_image *image)
{
    return image->entry != NULL ? json_get_text(image->entry->data, "name", "")
                                : "";
}

static void whole_or_null(struct json_out *json, const char *key, int value)
{
    if (value > 0)
        json_int(json, key, value);
    else
        json_null(json, key);
}

static void picture(const struct designing *d, struct json_out *json,
                    const struct designer_image *image)
{
    json_object(json, NULL);
    json_text(json, "file", image->picture.name);
    json_text(json, "kind", image->role);
    json_text(json, "number", image->entry != NULL ? image->entry->code : NULL);
    json_text(json, "company", image->entry != NULL ? company_of(image) : NULL);
    whole_or_null(json, "width", image->width);
    whole_or_null(json, "height", image->height);
    whole_or_null(json, "ppi", ppi_of(d, image));
    json_object(json, "alt");
    json_text(json, "de", image->alt.de);
    json_text(json, "en", image->alt.en);
    json_object_end(json);
    json_text(json, "credit", image->credit);
    json_bool(json, "original", !image->redrawn);
    json_int(json, "bytes", (int64_t)image->bytes);
    json_text(json, "sha256", image->sha256);
    json_object_end(json);
}

/* "given", "missing", "withdrawn", or "not asked" without a row. */
static const char *consent(const struct sql_export_consents_row *row,
                           size_t count, const char *code, const char *kind)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].code, code) && str_equal(row[i].consent, kind))
            return row[i].stands      ? "given"
                   : row[i].was_given ? "withdrawn"
                                      : "missing";
    return "not asked";
}

static void companies(struct designing *d, struct json_out *json)
{
    static const char *const kinds[] = {"publication", "images", "persons"};
    struct sql_export_consents_row *row;
    size_t count = sql_export_consents(d->w->db, d->edition_id, &row);
    json_array(json, "companies");
    for (size_t i = 0; i < d->entry_count; i++) {
        const struct designer_entry *e = &d->entry[i];
        json_object(json, NULL);
        json_text(json, "number", e->code);
        json_text(json, "company", json_get_text(e->data, "name", ""));
        json_text(json, "text",
                  arena_printf(d->w->mem, "texte/%s.icml", e->key));
        json_object(json, "consents");
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            json_text(json, kinds[k], consent(row, count, e->code, kinds[k]));
        json_object_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

static void files(struct designing *d, struct json_out *json)
{
    json_array(json, "files");
    for (size_t i = 0; i < d->file_count; i++) {
        json_object(json, NULL);
        json_text(json, "file", d->file[i].name);
        json_int(json, "bytes", (int64_t)d->file[i].bytes);
        json_text(json, "sha256",
                  secret_sha256(d->w->mem, d->file[i].data, d->file[i].bytes));
        json_object_end(json);
    }
    json_array_end(json);
}

static void for_programs(struct designing *d)
{
    struct buf out;
    struct json_out json;
    buf_init(&out, d->w->mem);
    json_out_start(&json, &out, 1);
    json_object(&json, NULL);
    json_int(&json, "version", FORMAT_VERSION);
    json_array(&json, "pictures");
    for (size_t i = 0; i < d->image_count; i++)
        picture(d, &json, &d->image[i]);
    json_array_end(&json);
    companies(d, &json);
    files(d, &json);
    json_object_end(&json);
    designer_add(d, "manifest.json", &out);
}

static void number(struct designing *d, struct buf *out, int value)
{
    csv_number(out, value > 0 ? arena_printf(d->w->mem, "%d", value) : NULL);
}

static void for_people(struct designing *d)
{
    static const char *const heads[] = {"Datei",
                                        "Art",
                                        "Nummer",
                                        "Unternehmen",
                                        "Breite",
                                        "Höhe",
                                        "ppi",
                                        "Alternativtext (deutsch)",
                                        "Alternativtext (englisch)",
                                        "Bildnachweis",
                                        "SHA-256"};
    struct buf out;
    buf_init(&out, d->w->mem);
    csv_start(&out);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        csv_text(&out, heads[i]);
    csv_end_row(&out);
    for (size_t i = 0; i < d->image_count; i++) {
        const struct designer_image *image = &d->image[i];
        csv_text(&out, image->picture.name);
        csv_text(&out, image->role);
        csv_text(&out, image->entry != NULL ? image->entry->code : "");
        csv_text(&out, company_of(image));
        number(d, &out, image->width);
        number(d, &out, image->height);
        number(d, &out, ppi_of(d, image));
        csv_text(&out, image->alt.de);
        csv_text(&out, image->alt.en);
        csv_text(&out, image->credit);
        csv_text(&out, image->sha256);
        csv_end_row(&out);
    }
    designer_add(d, "manifest.csv", &out);
}

void designer_manifest(struct designing *d)
{
    for_people(d);
    for_programs(d);
}
