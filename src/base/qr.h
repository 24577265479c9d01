/* QR codes. The only file that knows libqrencode. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A square of modules, the quiet zone around it not included. */
struct qr {
    int width;        /* modules on a side */
    const bool *dark; /* row by row */
};

/* Error correction M. false: the text is too long. */
bool qr_make(struct arena *mem, const char *text, struct qr *qr);
/* The dark modules as the path of an SVG, one unit a module, `margin` units
 * from the edges: "M4 4h7v1h-7z…" */
char *qr_path(struct arena *mem, const struct qr *qr, int margin);
