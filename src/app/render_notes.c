#include "app/render_notes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"

enum { SHARE_MAX = 100000, PAGES_MAX = 100000, MM_MAX = 2000 };

void render_notes_start(struct render_notes *notes)
{
    *notes = (struct render_notes){
        .fit = calloc(RENDER_FITS_MAX, sizeof *notes->fit),
        .glyphs = calloc(RENDER_GLYPHS_MAX, sizeof *notes->glyphs),
        .left_out = calloc(RENDER_IMAGES_MAX, sizeof *notes->left_out),
    };
}

void render_notes_free(struct render_notes *notes)
{
    free(notes->fit);
    free(notes->glyphs);
    free(notes->left_out);
    *notes = (struct render_notes){0};
}

/* A copy without control characters; what is cut is cut between characters. */
static void keep(char *kept, size_t room, const char *text, size_t bytes)
{
    if (bytes >= room)
        for (bytes = room - 1;
             bytes > 0 && ((unsigned char)text[bytes] & 0xc0) == 0x80;)
            bytes--;
    memcpy(kept, text, bytes);
    kept[bytes] = '\0';
    for (char *c = kept; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
}

/* Whatever was measured in fractions counts in full. */
static int64_t number(const struct json *object, const char *key, int64_t max)
{
    const struct json *value = json_get(object, key);
    if (value == NULL ||
        (value->kind != JSON_INTEGER && value->kind != JSON_REAL) ||
        !(value->real >= -1) || value->real > (double)max)
        return 0;
    return (int64_t)(value->real + (value->real < 0 ? -0.5 : 0.5));
}

static void hear_fit(struct render_notes *notes, const char *text)
{
    struct json_fault fault;
    struct arena *mem = arena_new();
    const struct json *all = json_parse(mem, text, strlen(text), &fault);
    const struct json *photo = json_get(all, "photo");
    if (all != NULL && all->kind == JSON_OBJECT && notes->fit != NULL &&
        notes->fit_count < RENDER_FITS_MAX)
        notes->fit[notes->fit_count++] = (struct render_fit){
            .index = number(all, "index", PAGES_MAX),
            .from = number(all, "from", PAGES_MAX),
            .to = number(all, "to", PAGES_MAX),
            .page = number(all, "page", SHARE_MAX),
            .de = number(all, "de", SHARE_MAX),
            .en = number(all, "en", SHARE_MAX),
            .photo_width = number(photo, "w_mm", MM_MAX),
            .photo_height = number(photo, "h_mm", MM_MAX),
        };
    arena_free(mem);
}

static void hear_glyphs(struct render_notes *notes, const char *text)
{
    struct render_glyphs glyphs = {0};
    int at = 0;
    if (sscanf(text, "%" SCNd64 " %" SCNd64 "%n", &glyphs.index, &glyphs.count,
               &at) != 2 ||
        notes->glyphs == NULL || notes->glyphs_count == RENDER_GLYPHS_MAX ||
        glyphs.count <= 0)
        return;
    text += at + (text[at] == ' ');
    keep(glyphs.chars, sizeof glyphs.chars, text, strlen(text));
    notes->glyphs[notes->glyphs_count++] = glyphs;
}

/* "NAME: REASON" or "NAME REASON"; names have neither spaces nor colons. */
static bool picture(struct render_picture *picture, const char *text)
{
    size_t bytes = strcspn(text, ": ");
    if (bytes == 0)
        return false;
    keep(picture->name, sizeof picture->name, text, bytes);
    const char *reason = text + bytes + strspn(text + bytes, ": ");
    keep(picture->reason, sizeof picture->reason, reason, strlen(reason));
    return true;
}

bool render_notes_hear(struct render_notes *notes, const char *line)
{
    if (str_starts(line, "FIT ")) {
        hear_fit(notes, line + strlen("FIT "));
    } else if (str_starts(line, "NOTE glyphs ")) {
        hear_glyphs(notes, line + strlen("NOTE glyphs "));
    } else if (str_starts(line, "NOTE image ")) {
        if (notes->left_out != NULL &&
            notes->left_out_count < RENDER_IMAGES_MAX &&
            picture(&notes->left_out[notes->left_out_count],
                    line + strlen("NOTE image ")))
            notes->left_out_count++;
    } else if (str_starts(line, "NOTE font ")) {
        line += strlen("NOTE font ");
        if (notes->font_count < RENDER_FONTS_MAX)
            keep(notes->font[notes->font_count++], RENDER_NAME_BYTES, line,
                 strlen(line));
    } else {
        return str_starts(line, "NOTE ");
    }
    return true;
}

bool render_notes_error(struct render_notes *notes, const char *text)
{
    return str_starts(text, "image ") && notes->failed.name[0] == '\0' &&
           picture(&notes->failed, text + strlen("image "));
}
