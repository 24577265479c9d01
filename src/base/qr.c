/* QR codes: see qr.h. */
#include "base/qr.h"

#include <stdlib.h>

#include <qrencode.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"

bool qr_make(struct arena *mem, const char *text, struct qr *qr)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;
    bool *dark = arena_alloc(mem, count * sizeof *dark);
    for (size_t i = 0; i < count; i++)
        dark[i] = (code->data[i] & 1) != 0;
    *qr = (struct qr){code->width, dark};
    QRcode_free(code);
    return true;
}

char *qr_path(struct arena *mem, const struct qr *qr, int margin)
{
    struct buf path;
    buf_init(&path, mem);
    for (int y = 0; y < qr->width; y++) {
        const bool *row = qr->dark + (ptrdiff_t)y * qr->width;
        for (int x = 0, end; x < qr->width; x = end) {
            for (end = x + 1; end < qr->width && row[end] == row[x];)
                end++;
            if (row[x])
                buf_addf(&path, "M%d %dh%dv1h-%dz", x + margin, y + margin,
                         end - x, end - x);
        }
    }
    return path.data;
}
