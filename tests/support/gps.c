/* Pictures that tell where they were taken: see gps.h. */
#include "support/gps.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static const char xmp[] = "http://ns.adobe.com/xap/1.0/\0<x/>";
static const char comment[] = "Kommentar: bei Anna zu Hause";

/* A TIFF block: orientation, the camera, and a GPS area whose latitude is a
 * text, so that it can be looked for. */
static void add_exif(struct buf *b, int orientation)
{
    static const char head[] =
        "MM\0*\0\0\0\x08\0\3"
        "\1\x12\0\3\0\0\0\1";
    static const char rest[] =
        "\0\0"
        "\1\x10\0\2\0\0\0\x0c\0\0\0\x32"
        "\x88\x25\0\4\0\0\0\1\0\0\0\x3e"
        "\0\0\0\0"
        "Kamera 4711\0"
        "\0\1\0\x1d\0\2\0\0\0\x14\0\0\0\x50\0\0\0\0"
        "50.92812N 11.58797E";
    buf_addn(b, head, sizeof head - 1);
    buf_addc(b, '\0');
    buf_addc(b, (char)orientation);
    buf_addn(b, rest, sizeof rest);
}

static void add_segment(struct buf *b, int mark, const char *data, size_t bytes)
{
    const char head[] = {(char)0xff, (char)mark, (char)((bytes + 2) >> 8),
                         (char)(bytes + 2)};
    buf_addn(b, head, 4);
    buf_addn(b, data, bytes);
}

char *gps_jpeg(struct arena *mem, const char *data, size_t bytes,
               int orientation, size_t *told)
{
    struct buf b, exif;
    buf_init(&b, mem);
    buf_init(&exif, mem);
    buf_addn(&exif, "Exif\0\0", 6);
    add_exif(&exif, orientation);
    buf_addn(&b, data, 2);
    add_segment(&b, 0xe1, exif.data, exif.bytes);
    add_segment(&b, 0xe1, xmp, sizeof xmp);
    add_segment(&b, 0xfe, comment, sizeof comment);
    buf_addn(&b, data + 2, bytes - 2);
    buf_add(&b, "behind the end: 50.92812N 11.58797E");
    *told = b.bytes;
    return b.data;
}

static void add_number(struct buf *b, size_t number, bool little)
{
    for (unsigned i = 0; i < 4; i++)
        buf_addc(b, (char)(number >> 8 * (little ? i : 3 - i)));
}

/* The check sum is not looked at by whom the tests ask. */
static void add_chunk(struct buf *b, const char *type, const char *data,
                      size_t bytes)
{
    add_number(b, bytes, false);
    buf_add(b, type);
    buf_addn(b, data, bytes);
    add_number(b, 0, false);
}

char *gps_png(struct arena *mem, const char *data, size_t bytes, size_t *told)
{
    enum { AFTER_HEAD = 33 };
    struct buf b, exif;
    buf_init(&b, mem);
    buf_init(&exif, mem);
    add_exif(&exif, 1);
    buf_addn(&b, data, AFTER_HEAD);
    add_chunk(&b, "eXIf", exif.data, exif.bytes);
    add_chunk(&b, "iTXt", xmp, sizeof xmp);
    add_chunk(&b, "tEXt", comment, sizeof comment);
    buf_addn(&b, data + AFTER_HEAD, bytes - AFTER_HEAD);
    buf_add(&b, "behind the end: 50.92812N 11.58797E");
    *told = b.bytes;
    return b.data;
}

static void add_riff(struct buf *b, const char *type, const char *data,
                     size_t bytes)
{
    buf_add(b, type);
    add_number(b, bytes, true);
    buf_addn(b, data, bytes);
    if (bytes % 2 != 0)
        buf_addc(b, '\0');
}

char *gps_webp(struct arena *mem, const char *data, size_t bytes,
               int orientation, size_t *told)
{
    /* flags for EXIF and XMP; 60 x 40 pixels */
    static const char extended[] = "\x0c\0\0\0\x3b\0\0\x27\0\0";
    struct buf b, exif;
    buf_init(&b, mem);
    buf_init(&exif, mem);
    add_exif(&exif, orientation);
    buf_addn(&b, data, 12);
    add_riff(&b, "VP8X", extended, 10);
    /* the picture alone: libvips writes parts around it */
    const unsigned char *pixels = memmem(data, bytes, "VP8L", 4);
    size_t count = 8 + (pixels[4] | (size_t)pixels[5] << 8);
    buf_addn(&b, (const char *)pixels, count + count % 2);
    add_riff(&b, "EXIF", exif.data, exif.bytes);
    add_riff(&b, "XMP ", xmp, sizeof xmp);
    add_riff(&b, "TEXT", comment, sizeof comment);
    for (unsigned i = 0; i < 4; i++)
        b.data[4 + i] = (char)((b.bytes - 8) >> 8 * i);
    *told = b.bytes;
    return b.data;
}
