/* Between the files that put minutes into words; nobody else's. */
#pragma once

#include "base/json.h"
#include "model/minutes_words.h"

struct wording {
    struct arena *mem;
    enum lang lang;
    const struct json *doc;
    struct minutes_line *line;
    size_t count;
};

/* Appends a line. */
void wording_add(struct wording *t, enum minutes_kind kind, const char *text);
void wording_pair(struct wording *t, enum minutes_kind kind, const char *name,
                  const char *value);
struct minutes_line *wording_row(struct wording *t, enum minutes_kind kind);

/* The member in the reader's language: "title" of title_de, title_en; "". */
const char *wording_pick(const struct wording *t, const struct json *object,
                         const char *key);
/* "Dr. Anna Weiß" of a juror's code. */
const char *wording_person(const struct wording *t, const char *code);
/* "Lichtwerk Jena GmbH (E01)"; in a blind edition the code alone. */
const char *wording_entry(const struct wording *t, const char *code);
/* "10:05 Uhr"; with the day if it is not that of the opening. */
const char *wording_time(const struct wording *t, int64_t at);
/* "A, B and C" */
const char *wording_join(const struct wording *t, const char *const *name,
                         size_t count);

/* The agenda with motions and votes; what was decided. */
void wording_items(struct wording *t);
void wording_decisions(struct wording *t);
/* Rounds, rankings, ties. */
void wording_rounds(struct wording *t);
