#include "model/print_image.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/file.h"

/* Logos stay as large as they are: they are small, and have sharp edges. */
static const char *large_path(const struct world *w, int64_t file_id)
{
    struct file_rendition r;
    return file_rendition(w, file_id, "large", &r) ? file_path(w, r.digest)
                                                   : NULL;
}

const char *print_image_add(const struct world *w, struct print_images *images,
                            const char *stem, int64_t file_id, const char *size)
{
    struct file_rendition r;
    if (file_id == 0 || !file_rendition(w, file_id, size, &r))
        return NULL;
    const char *ending = str_equal(r.type, "image/png") ? "png" : "jpg";
    const char *name = arena_printf(w->mem, "images/%s.%s", stem, ending);
    for (size_t i = 0; i < images->count; i++)
        if (str_equal(images->image[i].name, name))
            return images->image[i].name;
    images->image =
        arena_grow(w->mem, images->image, images->count, sizeof *images->image);
    images->image[images->count++] = (struct print_image){
        .name = name,
        .path = file_path(w, r.digest),
        .large = str_equal(size, "print") ? large_path(w, file_id) : NULL,
    };
    if (images->digest != NULL)
        secret_digest_add(images->digest, r.digest, strlen(r.digest));
    return name;
}
