/* JPEG, PNG and WebP without their metadata: see photo.h. What is kept is
 * listed, everything else is dropped: a format's next way of telling a place is
 * dropped as well. */
#include "base/photo.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
    UPRIGHT = 1, /* of EXIF's orientations 1 to 8; from 5 on: on its side */
    ON_ITS_SIDE = 5,
    MARKS_MAX = 100000, /* parts of a file that are looked at */
    EXIF_BYTES = 26
};

/* What is being read. */
struct bytes {
    const unsigned char *at;
    size_t count;
};

static unsigned two(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t four(const unsigned char *at)
{
    return (uint32_t)two(at) << 16 | two(at + 2);
}

static uint32_t four_back(const unsigned char *at)
{
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 |
           (uint32_t)at[1] << 8 | at[0];
}

static bool begins(struct bytes b, const char *mark, size_t bytes)
{
    return b.count >= bytes && memcmp(b.at, mark, bytes) == 0;
}

/* --- orientation -------------------------------------------------------------
 */

static unsigned tiff_two(bool little, const unsigned char *at)
{
    return little ? (unsigned)at[1] << 8 | at[0] : two(at);
}

/* Of a TIFF block, as EXIF is one. */
static int orientation_of(struct bytes tiff)
{
    bool little = begins(tiff, "II*\0", 4);
    if (tiff.count < 8 || (!little && !begins(tiff, "MM\0*", 4)))
        return UPRIGHT;
    size_t at = little ? four_back(tiff.at + 4) : four(tiff.at + 4);
    if (at > tiff.count - 2)
        return UPRIGHT;
    unsigned count = tiff_two(little, tiff.at + at);
    at += 2;
    for (unsigned i = 0; i < count && at + 12 <= tiff.count; i++, at += 12) {
        unsigned value = tiff_two(little, tiff.at + at + 8);
        if (tiff_two(little, tiff.at + at) == 0x0112)
            return value >= 1 && value <= 8 ? (int)value : UPRIGHT;
    }
    return UPRIGHT;
}

/* A TIFF block that says the orientation and nothing else. */
static void exif_block(char block[EXIF_BYTES], int orientation)
{
    static const char plain[EXIF_BYTES] = {'M', 'M', 0,    '*', 0, 0, 0, 8, 0,
                                           1,   1,   0x12, 0,   3, 0, 0, 0, 1};
    memcpy(block, plain, EXIF_BYTES);
    block[19] = (char)orientation;
}

/* --- JPEG ----------------------------------------------------------------- */

struct jpeg {
    struct bytes from;
    size_t at;
    struct buf *out; /* NULL: only the size is asked for */
    struct photo_size size;
    int orientation; /* as the first EXIF block says it; 0: none was there */
    bool oriented;   /* the orientation is written */
};

static bool is_jpeg(struct bytes b)
{
    return begins(b, "\xff\xd8\xff", 3);
}

static bool is_frame(unsigned mark)
{
    return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 &&
           mark != 0xcc;
}

/* Before the first part that is no header of an application. */
static void write_orientation(struct jpeg *j)
{
    char block[EXIF_BYTES];
    if (j->oriented || j->out == NULL)
        return;
    j->oriented = true;
    if (j->orientation <= UPRIGHT)
        return;
    exif_block(block, j->orientation);
    buf_addn(j->out,
             "\xff\xe1\0\x22"
             "Exif\0\0",
             10);
    buf_addn(j->out, block, EXIF_BYTES);
}

/* An application's header: JFIF without its thumbnail, the colour profile and
 * Adobe's word about the colours stay. */
static void application(struct jpeg *j, unsigned mark, struct bytes body)
{
    const char *start = (const char *)body.at - 4;
    if (mark == 0xe1 && j->orientation == 0 && begins(body, "Exif\0\0", 6)) {
        struct bytes tiff = {body.at + 6, body.count - 6};
        j->orientation = orientation_of(tiff);
    }
    if (j->out == NULL)
        return;
    if (mark == 0xe0 && begins(body, "JFIF\0", 5) && body.count >= 14) {
        buf_addn(j->out, "\xff\xe0\0\x10", 4);
        buf_addn(j->out, (const char *)body.at, 12);
        buf_addn(j->out, "\0\0", 2);
    } else if ((mark == 0xe2 && begins(body, "ICC_PROFILE\0", 12)) ||
               (mark == 0xee && begins(body, "Adobe", 5))) {
        buf_addn(j->out, start, body.count + 4);
    }
}

/* The pixels up to the next mark; false at the end of the bytes. */
static bool scan(struct jpeg *j)
{
    const struct bytes b = j->from;
    size_t begin = j->at;
    for (; j->at + 1 < b.count; j->at++) {
        unsigned next = b.at[j->at + 1];
        if (b.at[j->at] != 0xff || next == 0 || next == 0xff ||
            (next >= 0xd0 && next <= 0xd7))
            continue;
        if (j->out != NULL)
            buf_addn(j->out, (const char *)b.at + begin, j->at - begin);
        return true;
    }
    return false;
}

/* One part with a length; false if it is cut short. */
static bool segment(struct jpeg *j, unsigned mark)
{
    const unsigned char *at = j->from.at + j->at;
    size_t left = j->from.count - j->at;
    if (left < 4 || two(at + 2) < 2 || left < two(at + 2) + 2u)
        return false;
    struct bytes body = {at + 4, two(at + 2) - 2u};
    j->at += body.count + 4;
    if (mark >= 0xe0 && mark <= 0xef) {
        application(j, mark, body);
        return true;
    }
    if (mark == 0xfe)
        return true;
    if (is_frame(mark) && body.count >= 5 && j->size.width == 0)
        j->size =
            (struct photo_size){(int)two(body.at + 3), (int)two(body.at + 1)};
    write_orientation(j);
    if (j->out != NULL)
        buf_addn(j->out, (const char *)at, body.count + 4);
    return mark != 0xda || scan(j);
}

/* All of it; for the size as far as the first frame. */
static bool read_jpeg(struct jpeg *j)
{
    const struct bytes b = j->from;
    j->at = 2;
    if (j->out != NULL)
        buf_addn(j->out, "\xff\xd8", 2);
    for (int i = 0; i < MARKS_MAX && j->at + 2 <= b.count; i++) {
        unsigned mark = b.at[j->at + 1];
        if (b.at[j->at] != 0xff)
            return false;
        if (mark == 0xff) {
            j->at++;
        } else if (mark == 0xd9) {
            if (j->out != NULL)
                buf_addn(j->out, "\xff\xd9", 2);
            return true;
        } else if (!segment(j, mark)) {
            return false;
        } else if (j->out == NULL && j->size.width > 0) {
            return true;
        }
    }
    return false;
}

/* --- PNG ------------------------------------------------------------------ */

static bool is_png(struct bytes b)
{
    return begins(b, "\x89PNG\r\n\x1a\n", 8);
}

static bool png_keeps(const unsigned char *type)
{
    static const char *const kept[] = {"IHDR", "PLTE", "IDAT", "IEND",
                                       "tRNS", "gAMA", "cHRM", "sRGB",
                                       "iCCP", "sBIT", "bKGD", "pHYs"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (memcmp(type, kept[i], 4) == 0)
            return true;
    return false;
}

static bool strip_png(struct bytes b, struct buf *out)
{
    size_t at = 8;
    buf_addn(out, (const char *)b.at, 8);
    for (int i = 0; i < MARKS_MAX && b.count - at >= 12; i++) {
        const unsigned char *chunk = b.at + at;
        size_t body = four(chunk);
        if (body > b.count - at - 12)
            return false;
        if (png_keeps(chunk + 4))
            buf_addn(out, (const char *)chunk, body + 12);
        if (memcmp(chunk + 4, "IEND", 4) == 0)
            return true;
        at += body + 12;
    }
    return false;
}

static bool size_png(struct bytes b, struct photo_size *size)
{
    if (b.count < 24 || four(b.at + 16) > INT32_MAX ||
        four(b.at + 20) > INT32_MAX)
        return false;
    *size = (struct photo_size){(int)four(b.at + 16), (int)four(b.at + 20)};
    return size->width > 0 && size->height > 0;
}

/* --- WebP ----------------------------------------------------------------- */

struct webp {
    struct photo_size size;
    int orientation;
    size_t flags; /* where VP8X has them in the copy, 0: nowhere */
};

static bool is_webp(struct bytes b)
{
    return b.count >= 20 && begins(b, "RIFF", 4) &&
           memcmp(b.at + 8, "WEBP", 4) == 0;
}

static bool webp_keeps(struct bytes chunk)
{
    static const char *const kept[] = {"VP8X", "VP8 ", "VP8L", "ALPH",
                                       "ICCP", "ANIM", "ANMF"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (begins(chunk, kept[i], 4))
            return true;
    return false;
}

static void measure_webp(struct webp *w, struct bytes chunk)
{
    const unsigned char *at = chunk.at + 8;
    size_t body = chunk.count - 8;
    if (begins(chunk, "VP8X", 4) && body >= 10)
        w->size = (struct photo_size){
            1 + (int)(four_back(at + 4) & 0xffffff),
            1 + (int)(four_back(at + 6) >> 8),
        };
    else if (w->size.width == 0 && begins(chunk, "VP8 ", 4) && body >= 10)
        w->size = (struct photo_size){
            (int)(four_back(at + 6) & 0x3fff),
            (int)(four_back(at + 6) >> 16 & 0x3fff),
        };
    else if (w->size.width == 0 && begins(chunk, "VP8L", 4) && body >= 5)
        w->size = (struct photo_size){
            1 + (int)(four_back(at + 1) & 0x3fff),
            1 + (int)(four_back(at + 1) >> 14 & 0x3fff),
        };
    else if (begins(chunk, "EXIF", 4)) {
        size_t skip = body >= 6 && memcmp(at, "Exif\0\0", 6) == 0 ? 6 : 0;
        w->orientation = orientation_of((struct bytes){at + skip, body - skip});
    }
}

/* Chunk by chunk; `out` may be NULL. */
static bool read_webp(struct bytes b, struct webp *w, struct buf *out)
{
    size_t end = (size_t)four_back(b.at + 4) + 8, at = 12;
    w->orientation = UPRIGHT;
    if (end > b.count || end < at)
        return false;
    if (out != NULL)
        buf_addn(out, (const char *)b.at, 12);
    while (end - at >= 8) {
        size_t body = four_back(b.at + at + 4);
        if (body > end - at - 8)
            return false;
        struct bytes chunk = {b.at + at, body + 8};
        measure_webp(w, chunk);
        if (out != NULL && webp_keeps(chunk)) {
            if (begins(chunk, "VP8X", 4) && body >= 10)
                w->flags = out->bytes + 8;
            buf_addn(out, (const char *)chunk.at, chunk.count);
            if (body % 2 != 0)
                buf_addc(out, '\0');
        }
        at += body + 8 + body % 2;
        if (at > end)
            break;
    }
    return w->size.width > 0;
}

/* The flags and the length of the whole speak of what is there no more. */
static void close_webp(struct webp *w, struct buf *out)
{
    char block[EXIF_BYTES];
    if (w->flags != 0) {
        out->data[w->flags] = (char)(out->data[w->flags] & ~0x0c);
        if (w->orientation != UPRIGHT) {
            exif_block(block, w->orientation);
            out->data[w->flags] |= 0x08;
            buf_addn(out, "EXIF\x1a\0\0\0", 8);
            buf_addn(out, block, EXIF_BYTES);
        }
    }
    size_t bytes = out->bytes - 8;
    for (size_t i = 0; i < 4; i++)
        out->data[4 + i] = (char)(bytes >> 8 * i & 0xff);
}

/* --- any of them ---------------------------------------------------------- */

bool photo_size(const char *data, size_t bytes, struct photo_size *size)
{
    struct bytes b = {(const unsigned char *)data, bytes};
    int orientation = UPRIGHT;
    *size = (struct photo_size){0, 0};
    if (is_png(b))
        return size_png(b, size);
    if (is_jpeg(b)) {
        struct jpeg j = {.from = b};
        if (!read_jpeg(&j))
            return false;
        *size = j.size;
        orientation = j.orientation;
    } else if (is_webp(b)) {
        struct webp w = {.flags = 0};
        read_webp(b, &w, NULL);
        *size = w.size;
        orientation = w.orientation;
    }
    if (orientation >= ON_ITS_SIDE)
        *size = (struct photo_size){size->height, size->width};
    return size->width > 0 && size->height > 0;
}

char *photo_strip(struct arena *mem, const char *data, size_t bytes,
                  size_t *stripped)
{
    struct bytes b = {(const unsigned char *)data, bytes};
    struct buf out;
    struct webp w = {.flags = 0};
    bool whole = false;
    buf_init(&out, mem);
    if (is_jpeg(b)) {
        struct jpeg j = {.from = b, .out = &out};
        whole = read_jpeg(&j);
    } else if (is_png(b)) {
        whole = strip_png(b, &out);
    } else if (is_webp(b) && read_webp(b, &w, &out)) {
        close_webp(&w, &out);
        whole = true;
    }
    *stripped = whole ? out.bytes : 0;
    return whole ? out.data : NULL;
}
