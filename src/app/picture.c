/* Renditions of uploaded pictures: see picture.h.
 *
 * The format is told by the first bytes and only the formats named here get as
 * far as libvips, which would also read PDF or hand the rest to ImageMagick.
 * The size is read from the header first: a picture of a few kilobytes can
 * claim a billion pixels. Memory, time and file sizes are limited besides. */
#include "app/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/confine.h"
#include "app/jobdir.h"
#include "base/str.h"

enum { HEAD_BYTES = 4096, SECONDS = 60, MEMORY_MB = 1500, FILE_MB = 512 };

/* Into which box a rendition is to fit; one with a limit of pixels covers it.
 *
 * The largest place of a photo in the brochure is 216 by 181 mm. For print that
 * is 250 pixels per inch and more, of which Typst needs 25 MB for a photo; on
 * the screen 150. */
struct place {
    int width, height; /* 0: none is made */
    int pixels_max;    /* 0: by the box */
};
static const struct place places[][PICTURE_SIZES] = {
    [PICTURE_PHOTO] = {[PICTURE_PRINT] = {2600, 1800, 7500000},
                       [PICTURE_LARGE] = {1300, 1080, 2500000},
                       [PICTURE_SCREEN] = {1280, 1920, 0},
                       [PICTURE_THUMB] = {320, 480, 0}},
    [PICTURE_LOGO] = {[PICTURE_PRINT] = {1600, 1600, 0},
                      [PICTURE_SCREEN] = {640, 640, 0},
                      [PICTURE_THUMB] = {320, 320, 0}}};

const char *picture_size_name(enum picture_size size)
{
    static const char *const names[PICTURE_SIZES] = {"print", "large", "screen",
                                                     "thumb"};
    return names[size];
}

const char *picture_ending(enum picture_kind kind)
{
    return kind == PICTURE_LOGO ? "png" : "jpg";
}

static bool starts_with(const char *head, size_t bytes, const char *mark,
                        size_t mark_bytes)
{
    return bytes >= mark_bytes && memcmp(head, mark, mark_bytes) == 0;
}

/* An ISO media file says its brand after the size of its first box. */
static const char *media_ending(const char *head, size_t bytes)
{
    static const char *const brands[] = {"heic", "heix", "mif1", "msf1",
                                         "avif"};
    if (bytes < 12 || memcmp(head + 4, "ftyp", 4) != 0)
        return NULL;
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (memcmp(head + 8, brands[i], 4) == 0)
            return i < 4 ? "heic" : "avif";
    return NULL;
}

static const char *ending_of(const char *head, size_t bytes)
{
    if (starts_with(head, bytes, "\xff\xd8\xff", 3))
        return "jpg";
    if (starts_with(head, bytes, "\x89PNG\r\n\x1a\n", 8))
        return "png";
    if (starts_with(head, bytes, "RIFF", 4) && bytes >= 12 &&
        memcmp(head + 8, "WEBP", 4) == 0)
        return "webp";
    if (starts_with(head, bytes, "II*\0", 4) ||
        starts_with(head, bytes, "MM\0*", 4))
        return "tif";
    if (memchr(head, '\0', bytes))
        return media_ending(head, bytes);
    if (memmem(head, bytes, "<svg", 4))
        return "svg";
    return NULL;
}

static const char *sniff(const char *path)
{
    char head[HEAD_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    ssize_t got = read(fd, head, sizeof head);
    close(fd);
    return got > 0 ? ending_of(head, (size_t)got) : NULL;
}

/* --- one picture -------------------------------------------------------------
 */

struct rendering {
    const struct picture_order *order;
    struct picture_outcome *outcome;
    struct jobdir job;
    /* sizes as vipsheader tells them, in the order of its arguments */
    int told, width[PICTURE_SIZES], height[PICTURE_SIZES];
    char complaint[200]; /* the last other line */
    bool cut_off;        /* libvips decodes a file cut short, with a warning */
};

/* "in.jpg: 4000x3000 uchar, 3 bands, srgb, jpegload" */
static void hear(void *context, const char *line)
{
    struct rendering *r = context;
    const char *after = strstr(line, ": ");
    char *end = NULL;
    long width = after ? strtol(after + 2, &end, 10) : 0;
    long height = 0;
    if (width > 0 && *end == 'x')
        height = strtol(end + 1, &end, 10);
    bool size = height > 0 && *end == ' ' && width <= 1 << 30 &&
                height <= 1 << 30 && strstr(end, "load");
    if (size && r->told < PICTURE_SIZES) {
        r->width[r->told] = (int)width;
        r->height[r->told++] = (int)height;
    } else {
        size_t bytes = strnlen(line, sizeof r->complaint - 1);
        memcpy(r->complaint, line, bytes);
        r->complaint[bytes] = '\0';
        if (strstr(line, "Premature end") || strstr(line, "runcated") ||
            strstr(line, "read error"))
            r->cut_off = true;
    }
}

static bool end_with(struct rendering *r, enum picture_end end, const char *why)
{
    r->outcome->end = end;
    snprintf(r->outcome->why, sizeof r->outcome->why, "%s", why);
    return false;
}

static bool tick(void *context)
{
    const struct rendering *r = context;
    return r->order->tick(r->order->context);
}

/* Runs one of libvips' programs in the folder. */
static bool run(struct rendering *r, const char *const *arguments)
{
    const struct confine_plan plan = {.arguments = arguments,
                                      .folder = r->job.path,
                                      .seconds = SECONDS,
                                      .behind = CONFINE_BULK,
                                      .memory_mb = MEMORY_MB,
                                      .file_mb = FILE_MB};
    const struct confine_watch watch = {
        .context = r, .line = hear, .tick = r->order->tick ? tick : NULL};
    struct confine_result child;
    char why[100];
    r->told = 0;
    r->complaint[0] = '\0';
    confine_run(&plan, &watch, &child);
    switch (child.end) {
    case CONFINE_EXITED:
        if (r->cut_off)
            return end_with(r, PICTURE_BROKEN, "the file is cut short");
        if (child.status == 0)
            return true;
        if (r->complaint[0] != '\0')
            return end_with(r, PICTURE_BROKEN, r->complaint);
        snprintf(why, sizeof why, "libvips ended with %d", child.status);
        return end_with(r, PICTURE_BROKEN, why);
    case CONFINE_KILLED:
        snprintf(why, sizeof why, "libvips was killed by signal %d",
                 child.status);
        return end_with(r, PICTURE_BROKEN, why);
    case CONFINE_CANCELLED:
        return end_with(r, PICTURE_CANCELLED, "cancelled");
    case CONFINE_TIMEOUT:
        snprintf(why, sizeof why, "not decoded after %d seconds", SECONDS);
        return end_with(r, PICTURE_BROKEN, why);
    case CONFINE_REFUSED:
        break;
    }
    return end_with(r, PICTURE_REFUSED, child.why);
}

static bool check_size(struct rendering *r, const char *input, bool vector)
{
    const char *const header[] = {"/usr/bin/vipsheader", input, NULL};
    if (!run(r, header))
        return false;
    if (r->told != 1)
        return end_with(r, PICTURE_BROKEN, "no size in the header");
    int width = r->width[0], height = r->height[0];
    r->outcome->original_width = width;
    r->outcome->original_height = height;
    /* a drawing is drawn in the size that is wanted */
    if (!vector && (width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX ||
                    (long long)width * height > PICTURE_PIXELS_MAX)) {
        char why[100];
        snprintf(why, sizeof why, "%d x %d pixels", width, height);
        return end_with(r, PICTURE_TOO_LARGE, why);
    }
    return true;
}

struct box {
    int width, height;
};

/* The longer side of a picture when it lies and when it stands: it covers the
 * place, that place is wider than high, and all pixels together have a limit.
 */
static struct box cover(const struct place *place, int width, int height)
{
    double longer = width > height ? width : height;
    double shorter = width > height ? height : width;
    double most = sqrt(place->pixels_max / (longer * shorter));
    double lying = fmax(place->width / longer, place->height / shorter);
    double standing = fmax(place->width / shorter, place->height / longer);
    most = fmin(most, PICTURE_SIDE_MAX / longer);
    return (struct box){(int)lround(longer * fmin(lying, most)),
                        (int)lround(longer * fmin(standing, most))};
}

/* Whether a photo was turned after the header was written does not matter: the
 * box has room for both. */
static struct box box_of(const struct rendering *r, enum picture_size size)
{
    const struct place *place = &places[r->order->kind][size];
    return place->pixels_max > 0 ? cover(place, r->outcome->original_width,
                                         r->outcome->original_height)
                                 : (struct box){place->width, place->height};
}

static bool make(struct rendering *r, const char *input, int i, bool vector)
{
    enum picture_kind kind = r->order->kind;
    struct box box = box_of(r, i);
    char size[40], output[80], made[40];
    /* '>': a photo is never enlarged; a drawing has no size of its own */
    snprintf(size, sizeof size, "%dx%d%s", box.width, box.height,
             vector ? "" : ">");
    snprintf(output, sizeof output, "%s.%s[%s]",
             picture_size_name((enum picture_size)i), picture_ending(kind),
             kind == PICTURE_LOGO ? "strip,compression=9"
                                  : "Q=90,strip,optimize_coding,interlace,"
                                    "background=255");
    const char *const thumbnail[] = {"/usr/bin/vipsthumbnail",
                                     input,
                                     "--size",
                                     size,
                                     "--export-profile",
                                     "srgb",
                                     "--output",
                                     output,
                                     NULL};
    if (!run(r, thumbnail))
        return false;
    snprintf(made, sizeof made, "%s.%s",
             picture_size_name((enum picture_size)i), picture_ending(kind));
    return jobdir_has(&r->job, made) ||
           end_with(r, PICTURE_BROKEN, "libvips made no picture");
}

static bool is_made(const struct rendering *r, int i)
{
    return places[r->order->kind][i].width > 0;
}

/* In the order of the sizes; which file each is, and how many. */
static int made_files(const struct rendering *r, char made[][40], int *size)
{
    int count = 0;
    for (int i = 0; i < PICTURE_SIZES; i++)
        if (is_made(r, i)) {
            snprintf(made[count], sizeof made[count], "%s.%s",
                     picture_size_name((enum picture_size)i),
                     picture_ending(r->order->kind));
            size[count++] = i;
        }
    return count;
}

static bool make_all(struct rendering *r, const char *input, bool vector)
{
    char made[PICTURE_SIZES][40];
    int size[PICTURE_SIZES];
    int count = made_files(r, made, size);
    /* the smaller ones from the largest, which is ours already */
    for (int i = 0; i < count; i++)
        if (!make(r, i == 0 ? input : made[0], size[i], vector && i == 0))
            return false;
    const char *header[PICTURE_SIZES + 2] = {"/usr/bin/vipsheader"};
    for (int i = 0; i < count; i++)
        header[i + 1] = made[i];
    if (!run(r, header))
        return false;
    if (r->told != count)
        return end_with(r, PICTURE_BROKEN, "no sizes in the headers");
    for (int i = 0; i < count; i++) {
        r->outcome->size[size[i]].width = r->width[i];
        r->outcome->size[size[i]].height = r->height[i];
    }
    for (int i = 0; i < count; i++)
        if (!jobdir_publish(&r->job, made[i], r->order->output[size[i]]))
            return end_with(r, PICTURE_REFUSED, r->job.why);
    return true;
}

void picture_render(const struct picture_order *order,
                    struct picture_outcome *outcome)
{
    *outcome = (struct picture_outcome){.end = PICTURE_DONE};
    struct rendering r = {.order = order, .outcome = outcome};
    const char *ending = sniff(order->source);
    if (!ending) {
        end_with(&r, PICTURE_UNKNOWN, "not a picture of a format we read");
        return;
    }
    bool vector = str_equal(ending, "svg");
    char input[20];
    snprintf(input, sizeof input, "in.%s", ending);
    jobdir_open(&r.job, order->home);
    if (!jobdir_copy(&r.job, order->source, input))
        end_with(&r, PICTURE_REFUSED, r.job.why);
    else if (check_size(&r, input, vector))
        make_all(&r, input, vector);
    jobdir_close(&r.job);
}
