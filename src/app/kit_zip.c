#include "app/kit_zip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* 1 January 1980, midnight, as a ZIP writes it. */
enum { FIRST_DAY = 1 << 5 | 1, MIDNIGHT = 0 };

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const struct kit_zip_item *const *)a)->name,
                  (*(const struct kit_zip_item *const *)b)->name);
}

static bool add(zip_t *zip, const struct kit_zip_item *item)
{
    zip_source_t *source = zip_source_file(zip, item->path, 0, -1);
    if (source == NULL)
        return false;
    zip_int64_t at = zip_file_add(zip, item->name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)at;
    return zip_set_file_compression(
               zip, index, item->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9) ==
               0 &&
           zip_file_set_dostime(zip, index, MIDNIGHT, FIRST_DAY, 0) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_DOS, 0) ==
               0;
}

const char *kit_zip(const struct kit_zip_item *items, size_t count,
                    const char *output)
{
    int error;
    zip_t *zip = zip_open(output, ZIP_CREATE | ZIP_TRUNCATE, &error);
    const struct kit_zip_item **sorted = malloc((count + 1) * sizeof *sorted);
    bool good = zip != NULL && sorted != NULL;
    for (size_t i = 0; good && i < count; i++)
        sorted[i] = &items[i];
    if (good)
        qsort(sorted, count, sizeof *sorted, by_name);
    for (size_t i = 0; good && i < count; i++)
        good = add(zip, sorted[i]);
    free(sorted);
    if (good && zip_close(zip) == 0)
        return NULL;
    if (zip != NULL)
        zip_discard(zip);
    return "the ZIP could not be written";
}
