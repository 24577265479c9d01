/* What the pages of the winners' kit show. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kit_job_view {
    int64_t id, progress, bytes, created_at;
    const char *language; /* in words; "" if there is only one */
    const char *message;
    const char **left_out; /* sentences about pictures */
    size_t left_out_count;
    bool active, done, failed;
};

struct kit_card {
    const char *piece, *words; /* words: of which piece */
    const char *title, *text;
    bool languages, both; /* can be chosen; both together too */
    bool own;             /* the office wrote its words */
    const struct kit_job_view *job;
    size_t job_count;
};

struct office_kit_view {
    const char *csrf, *slug;
    const struct kit_card *card;
    size_t count;
    bool english; /* which language is chosen at first */
    bool embargo; /* the files are marked */
    int64_t honoured;
};
void html_office_kit(struct out *o, const struct office_kit_view *v);

/* One language of a passage. */
struct kit_side {
    const char *field, *language, *label; /* "winner-de", "de", "German" */
    const char *value, *error;            /* error: or NULL */
    const char *example;                  /* filled; NULL: nothing to show */
};

struct kit_word {
    const char *name, *label, *places; /* places: "{award} {year}" */
    struct kit_side side[2];
    int64_t rows;
};

struct kit_place_view {
    const char *name, *label;
};

struct office_kit_words_view {
    const struct form *form;
    const char *csrf, *slug, *piece, *title;
    const struct kit_word *word;
    size_t count;
    const struct kit_place_view *place;
    size_t place_count;
    bool own;
};
void html_office_kit_words(struct out *o,
                           const struct office_kit_words_view *v);

struct kit_note_view {
    int64_t id;
    const char *name, *category, *honour;
    /* names of fields */
    const char *position, *pronunciation, *guests, *laudator, *de, *en;
    bool open; /* something is written, or refused */
};

struct office_kit_notes_view {
    const struct form *form;
    const char *csrf, *slug;
    const struct kit_note_view *note;
    size_t count;
};
void html_office_kit_notes(struct out *o,
                           const struct office_kit_notes_view *v);
