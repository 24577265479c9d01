/* What an upload is, told by its bytes: neither by its name nor by what the
 * browser claims. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum content_fault {
    CONTENT_FINE,
    CONTENT_UNKNOWN, /* none of the kinds below */
    CONTENT_LOCKED,  /* an office file with a password */
    CONTENT_MACROS,  /* an office file with programs in it */
    CONTENT_OLD,     /* an office file of the time before 2007 */
    CONTENT_BOMB,    /* unpacks to more than anybody can open */
    CONTENT_BROKEN   /* begins like one of the kinds, but is not whole */
};

struct content {
    enum content_fault fault;
    const char *word;   /* "pdf", "png", "jpeg", "webp", "svg", "office" */
    const char *type;   /* media type */
    const char *ending; /* of its name: "jpg" */
    int width, height;  /* pixels, upright, of a picture made of them; else 0 */
};
struct content content_look(const char *data, size_t bytes);

/* What a question of this kind ("image", "file") takes that says nothing. */
const char *content_usual(const char *kind);
/* May a question of this kind say that? Words of the list above, each once,
 * joined by one space; pictures only, if it asks for an image. */
bool content_words_fit(const char *kind, const char *words);
/* Is the word one of the words? */
bool content_among(const char *words, const char *word);

/* Is a file of that media type one of the words? */
bool content_takes(const char *words, const char *type);

/* Is it shown as a picture ("image/png")? */
bool content_is_picture(const char *type);
/* Is it an office file, which is never shown, only given away? */
bool content_is_office(const char *type);

/* A name under which it can be stored on anybody's device: the last part of
 * the path, one line, nothing that turns the direction of writing, not longer
 * than 120 characters, with the ending of what it is. */
const char *content_name(struct arena *mem, const char *name,
                         const char *ending);
