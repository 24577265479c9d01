/* The page of a juror's reading pack. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pack_stage {
    PACK_NONE,
    PACK_UNDER_WAY,
    PACK_READY,
    PACK_OLD, /* he may read something else by now */
    PACK_FAILED
};

struct pack_view {
    const char *csrf;
    int64_t id; /* of the meeting */
    const char *edition, *title;
    enum pack_stage stage;
    bool open;    /* it can be ordered */
    bool notes;   /* ticked */
    bool english; /* chosen */
    size_t entries, undeclared;
    bool waits; /* a stand-in whose seat is taken */
    int64_t bytes, made_at;
};
void html_pack(struct out *o, const struct pack_view *v);
