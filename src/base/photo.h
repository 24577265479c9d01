/* A picture file as bytes: how large it is, and the same picture without what
 * it says beside its pixels (place, camera, names, thumbnails of the uncropped
 * picture). Nothing is decoded: JPEG, PNG and WebP are read part by part, each
 * within its bounds, so that a picture of a few kilobytes that claims a billion
 * pixels costs nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct photo_size {
    int width, height; /* pixels, upright */
};

/* false: not JPEG, PNG or WebP, or no size is found. */
bool photo_size(const char *data, size_t bytes, struct photo_size *size);

/* A copy that keeps the pixels bit by bit, the colour profile and which side
 * is up, and drops every other part: EXIF with GPS, XMP, IPTC, comments, text,
 * and whatever follows the end of the picture. NULL: not one of the three
 * formats, or cut short. */
char *photo_strip(struct arena *mem, const char *data, size_t bytes,
                  size_t *stripped);
