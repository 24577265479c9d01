/* Makes pictures that can be shown out of uploaded ones: decoded and encoded
 * anew by libvips in a confined child, upright, in sRGB, without EXIF, GPS and
 * other metadata. Nothing else of an upload is ever shown or printed. */
#pragma once

#include <stdbool.h>

enum picture_kind {
    /* JPEG: for print 2600 pixels wide and 1800 high where the upload has as
     * many, the longer side then as it comes, 7.5 million pixels at most; for
     * a whole page on the screen likewise 1300, 1080 and 2.5 million; else at
     * most 1280 and 320 wide */
    PICTURE_PHOTO,
    PICTURE_LOGO /* PNG with transparency, at most 1600, 640 and 320; none
                  * for a page, which has room for no more than a small one */
};

enum picture_size {
    PICTURE_PRINT,
    PICTURE_LARGE, /* for a page on the screen */
    PICTURE_SCREEN,
    PICTURE_THUMB,
    PICTURE_SIZES
};

enum picture_end {
    PICTURE_DONE,
    PICTURE_UNKNOWN,   /* none of JPEG, PNG, WebP, TIFF, HEIC, AVIF, SVG */
    PICTURE_TOO_LARGE, /* more than PICTURE_PIXELS_MAX pixels */
    PICTURE_BROKEN,    /* cannot be decoded, or not within the limits */
    PICTURE_REFUSED,   /* this host cannot: disk, confinement, libvips-tools */
    PICTURE_CANCELLED  /* tick() said so */
};

enum { PICTURE_PIXELS_MAX = 100000000, PICTURE_SIDE_MAX = 20000 };

struct picture_order {
    const char *home;   /* the award home: work is done in HOME/run/jobs */
    const char *source; /* the upload; its name does not matter */
    enum picture_kind kind;
    const char *output[PICTURE_SIZES]; /* where those that are made go */
    /* About five times a second; false cancels. May be NULL. */
    bool (*tick)(void *context);
    void *context;
};

struct picture_outcome {
    enum picture_end end;
    int original_width, original_height; /* as uploaded; an SVG's own size */
    struct {
        int width, height; /* 0: none is made of this kind */
    } size[PICTURE_SIZES];
    char why[300]; /* for the log; "" when done */
};

/* "print": as model/file.h calls it. */
const char *picture_size_name(enum picture_size size);

/* The name's ending of a kind: "jpg" or "png". */
const char *picture_ending(enum picture_kind kind);

/* Takes a second or two, at most a minute. Either all renditions are in place
 * afterwards or none was touched, save for a full disk. */
void picture_render(const struct picture_order *order,
                    struct picture_outcome *outcome);
