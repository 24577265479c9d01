/* Any line of the typesetter's, whoever wrote it: what is kept is short, ended
 * and without control characters. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "app/render_notes.h"
#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void check(const char *text, size_t room)
{
    assert(memchr(text, '\0', room) != NULL);
    for (; *text != '\0'; text++)
        assert((unsigned char)*text >= ' ' && *text != 0x7f);
}

static void check_picture(const struct render_picture *p)
{
    check(p->name, sizeof p->name);
    check(p->reason, sizeof p->reason);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct render_notes notes;
    struct arena *mem = arena_new();
    render_notes_start(&notes);
    char *text = arena_textn(mem, (const char *)data, bytes);
    for (char *line = text; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end++ = '\0';
        if (strncmp(line, "ERROR ", 6) == 0)
            render_notes_error(&notes, line + 6);
        else
            render_notes_hear(&notes, line);
        line = end;
    }
    for (size_t i = 0; i < notes.glyphs_count; i++)
        check(notes.glyphs[i].chars, sizeof notes.glyphs[i].chars);
    for (size_t i = 0; i < notes.left_out_count; i++)
        check_picture(&notes.left_out[i]);
    for (size_t i = 0; i < notes.font_count; i++)
        check(notes.font[i], sizeof notes.font[i]);
    check_picture(&notes.failed);
    render_notes_free(&notes);
    arena_free(mem);
    return 0;
}
