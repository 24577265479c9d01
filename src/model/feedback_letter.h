/* What a company gets to read about one nomination, as a document: written as
 * JSON when it is released, and read from that ever after, so that nothing
 * changes under a reader. Numbers are texts as they were rounded ("6.85"); what
 * is drawn has its place on the scale, 0 to 1000. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A criterion, or a round that is combined: the own mean, and the field's. */
struct feedback_line {
    const char *name_de, *name_en;
    int64_t weight; /* 0: the rules have none */
    const char *lo, *hi, *mean;
    int64_t mean_at;
    /* NULL: the field is too small for it */
    const char *median, *low_quartile, *high_quartile;
    int64_t median_at, low_at, high_at;
    /* the described value nearest to the mean; NULL: none is described */
    const char *anchor, *anchor_de, *anchor_en;
};

/* A juror's words, perhaps edited; whose they are is not in the document. */
struct feedback_quote {
    int64_t line; /* number of the criterion; -1: on the whole nomination */
    const char *text;
};

struct feedback_part {
    int64_t round_id;
    const char *name_de, *name_en;
    int64_t seal; /* number of the seal whose marks these are; 0: none */
    bool given;   /* false: too few ballots, and nothing else is set */
    bool combined;
    const char *score, *lo, *hi;
    int64_t ballots;      /* in the score; 0: of a combined round */
    int64_t rank;         /* 0: not said */
    int64_t third;        /* 1 upper, 2 middle, 3 lower; 0: not said */
    bool shared;          /* others have the same rank */
    int64_t place_of;     /* nominations among which it stands */
    const char *place_de; /* their category; NULL: the whole round */
    const char *place_en;
    int64_t field_of;     /* nominations behind medians; 0: too few */
    const char *field_de; /* their category; NULL: the whole round */
    const char *field_en;
    const struct feedback_line *line;
    size_t line_count;
    const struct feedback_quote *quote;
    size_t quote_count;
};

struct feedback_letter {
    const char *company, *title_de, *title_en; /* title: of the edition */
    const char *intro;                         /* "" none */
    const struct feedback_part *part;
    size_t part_count;
};

/* One line, always the same for the same letter. */
char *feedback_letter_write(struct arena *mem,
                            const struct feedback_letter *letter);
/* false: this is no such document. */
bool feedback_letter_read(struct arena *mem, const char *text,
                          struct feedback_letter *letter);
/* Does it say anything but that there are too few ballots? */
bool feedback_letter_says(const struct feedback_letter *letter);
