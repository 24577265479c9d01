/* Any bytes as an upload: what they are is told, or not, and a picture without
 * its metadata is still the same kind of picture. */
#include <assert.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/photo.h"
#include "model/content.h"
#include "model/office_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    struct photo_size size;
    size_t kept = 0, again = 0;
    const char *text = (const char *)data;

    if (office_file_starts(text, bytes))
        office_file_look(text, bytes);
    photo_size(text, bytes, &size);
    char *stripped = photo_strip(mem, text, bytes, &kept);
    if (stripped != NULL) {
        assert(kept <= bytes + 64);
        assert(photo_strip(mem, stripped, kept, &again) != NULL);
        assert(again == kept);
    }
    arena_free(mem);
    return 0;
}
