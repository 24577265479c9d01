/* Any words of the office for a piece of the kit: places are filled, passages
 * are found again as they were written. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/kit_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

enum { PASSAGES_MAX = 30 };

/* A place in a value is text, not a place: filled once, nothing is left to be
 * filled again. */
static void check_fill(struct arena *mem, const char *text)
{
    static const struct kit_value values[] = {{"company", "Licht [werk]"},
                                              {"city", ""}};
    const char *filled = kit_fill(mem, text, values, 2);
    if (str_utf8(text, strlen(text)))
        assert(strlen(filled) <= strlen(text) * 2);
    kit_unknown_place(mem, KIT_ENTRY, text);
}

static void check_body(struct arena *mem, const char *text)
{
    const struct kit_passage *passage;
    const char *list[PASSAGES_MAX];
    size_t count = kit_passages("script", &passage);
    assert(count <= PASSAGES_MAX);
    for (size_t i = 0; i < count; i++)
        list[i] = i % 2 == 0 ? text : "";
    const char *body = kit_body(mem, "script", list);
    for (size_t i = 0; i < count; i++)
        assert(kit_passage_of(mem, body, passage[i].name) != NULL);
    assert(str_equal(kit_passage_of(mem, body, passage[1].name), ""));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    const char *text = arena_textn(mem, (const char *)data, bytes);
    check_fill(mem, text);
    check_body(mem, text);
    arena_free(mem);
    return 0;
}
