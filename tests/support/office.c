/* Office files made on the spot: see office.h. */
#include "support/office.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/arena.h"

char *office_archive(struct arena *mem, const struct office_part *parts,
                     size_t *bytes)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
    assert(archive != NULL);
    for (; parts->name != NULL; parts++) {
        size_t count = parts->fill ? parts->fill : strlen(parts->text);
        char *data = calloc(1, count + 1);
        if (parts->fill == 0)
            memcpy(data, parts->text, count);
        zip_file_add(archive, parts->name,
                     zip_source_buffer(archive, data, count, 1), 0);
    }
    zip_close(archive);
    zip_stat_t about;
    zip_source_stat(target, &about);
    *bytes = about.size;
    char *copy = arena_alloc(mem, about.size + 1);
    zip_source_open(target);
    zip_source_read(target, copy, about.size);
    zip_source_close(target);
    zip_source_free(target);
    return copy;
}

char *office_docx(struct arena *mem, size_t *bytes)
{
    static const struct office_part parts[] = {
        {"[Content_Types].xml",
         "<Types><Override PartName=\"/word/document.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument."
         "wordprocessingml.document.main+xml\"/></Types>",
         0},
        {"word/document.xml", "<w:document/>", 0},
        {"docProps/core.xml", "<dc:creator>Anna Autorin</dc:creator>", 0},
        {NULL, NULL, 0}};
    return office_archive(mem, parts, bytes);
}
