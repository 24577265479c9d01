/* The preflight of a brochure. */
#pragma once

#include "http/out.h"
#include "model/preflight.h"
#include "page/office_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct preflight_line {
    enum preflight_severity severity;
    const char *text;
    const char *path, *link; /* where it is mended; path NULL: nowhere */
};

struct preflight_frame {
    const char *label, *text; /* "German text", "87 %" */
    int64_t share;            /* in thousandths */
    bool over;                /* it does not fit */
};
enum { PREFLIGHT_FRAMES = 3 };

struct preflight_company {
    int64_t id;
    const char *name, *pages; /* "pages 12–13" of the last file, or "" */
    bool winner;
    struct office_pill state;
    struct preflight_frame frame[PREFLIGHT_FRAMES];
    size_t frame_count;
    const struct preflight_line *line;
    size_t count;
};

struct preflight_view {
    const char *csrf, *slug, *summary;
    size_t sum[PREFLIGHT_SEVERITIES];
    const struct preflight_line *line; /* of the rest of the book */
    size_t count;
    const struct preflight_company *company;
    size_t company_count;
    bool stale;     /* there is something to measure */
    bool measuring; /* and it was asked for */
    bool two;       /* a book for each language */
};
void html_preflight(struct out *o, const struct preflight_view *v);
