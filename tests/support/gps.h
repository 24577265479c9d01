/* Pictures that tell where they were taken: the same picture with EXIF and its
 * GPS, XMP, comments, a text, and something behind its end. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What they say, and what no copy for others may say. */
#define GPS_TELLS                                                              \
    "50.92812N 11.58797E", "Kamera 4711", "http://ns.adobe.com/xap/1.0/",      \
        "Kommentar: bei Anna zu Hause"

/* `orientation`: 1 to 8, as EXIF counts. */
char *gps_jpeg(struct arena *mem, const char *data, size_t bytes,
               int orientation, size_t *told);
char *gps_png(struct arena *mem, const char *data, size_t bytes, size_t *told);
/* Of a lossless one of 60 x 40 pixels. */
char *gps_webp(struct arena *mem, const char *data, size_t bytes,
               int orientation, size_t *told);
