/* Minutes in words: a document (minutes_document.h) in one language, as lines
 * that text (minutes_plain.h) and PDF (minutes_print.h) only set. Both say the
 * same because both come from here. */
#pragma once

#include "base/lang.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum minutes_kind {
    MINUTES_HEADING,
    MINUTES_ITEM,  /* a point of the agenda: when, what */
    MINUTES_PART,  /* a motion, a round: a smaller heading */
    MINUTES_TEXT,  /* a paragraph */
    MINUTES_POINT, /* one of a list */
    MINUTES_FACT,  /* name, value */
    MINUTES_HEX,   /* name, digest */
    MINUTES_QUOTE, /* name, somebody's own words */
    MINUTES_HEAD,  /* of a table: names of the columns */
    MINUTES_ROW,
    MINUTES_RESULT, /* what was decided */
    MINUTES_SIGN    /* as whom, name, when and how; "" not signed yet */
};
enum { MINUTES_CELLS_MAX = 4 };

struct minutes_line {
    enum minutes_kind kind;
    const char *cell[MINUTES_CELLS_MAX];
    size_t cells;
};

struct minutes_words {
    enum lang lang;
    const char *title, *subject, *award; /* "Minutes of …", meeting, edition */
    const struct minutes_line *line;
    size_t count;
};

/* A signature as it is printed. */
struct minutes_signed {
    const char *role, *name; /* "chair", "second" */
    int64_t at;
    const char *signature;
};
/* What is printed besides the document itself. */
struct minutes_frame {
    const char *digest; /* of the document */
    const char *key;    /* the award's public one, hex */
    const struct minutes_signed *signature;
    size_t signatures;
};

/* false: the document cannot be read. */
bool minutes_words(struct arena *mem, enum lang lang, const char *document,
                   const struct minutes_frame *frame,
                   struct minutes_words *words);
