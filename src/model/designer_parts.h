/* Inside of the designer's package (model/designer.h). */
#pragma once

#include "base/json.h"
#include "model/designer.h"

struct buf;

struct designer_text {
    const char *de, *en; /* "" where there is none */
};
/* A bilingual value of data.json: an object, or one string for both. */
struct designer_text designer_text(const struct json *object, const char *key);

/* A company in the brochure. */
struct designer_entry {
    const struct json *data; /* in data.json */
    const char *key;         /* "e07_lichtwerk": part of its files' names */
    const char *code;        /* "E07"; "" in data of another making */
};

/* A picture and what is said of it. */
struct designer_image {
    struct designer_picture picture;
    const char *role; /* "foto", "logo", "portrait", "titel", "bild" */
    const struct designer_entry *entry; /* whose; NULL: of nobody's page */
    struct designer_text alt;
    const char *credit;
    bool redrawn; /* not the upload's own bytes, but the picture of them */
    const char *sha256; /* of the bytes in the package */
    size_t bytes;
    int width, height; /* pixels; 0: a drawing */
};

struct designing {
    const struct world *w;
    int64_t edition_id;
    const struct json *data; /* data.json */
    struct designer_entry *entry;
    size_t entry_count;
    struct designer_image *image;
    size_t image_count;
    struct designer_file *file;
    size_t file_count;
};

void designer_add(struct designing *d, const char *name,
                  const struct buf *text);
/* The name in the package of a picture of data.json; "" if it is not there. */
const char *designer_image_name(const struct designing *d, const char *data);

/* Parts of the package. */
void designer_icml(struct designing *d);
void designer_merge(struct designing *d);
void designer_data(struct designing *d);
void designer_manifest(struct designing *d);
void designer_readme(struct designing *d);
