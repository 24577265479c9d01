/* Documents of nominations and their pages: see document.h. Like a picture, a
 * document is a row beside the answer, whose value is the number of the file:
 * so every version of the answer says which upload it was. */
#include "model/document.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_document.h"
#include "gen/sql_document_write.h"
#include "model/content.h"
#include "model/upload.h"

static const char *const fault_words[] = {
    [DOCUMENT_SOUND] = "",      [DOCUMENT_LOCKED] = "locked",
    [DOCUMENT_LONG] = "long",   [DOCUMENT_BROKEN] = "broken",
    [DOCUMENT_HEAVY] = "heavy",
};

static enum document_fault fault_of(const char *word)
{
    size_t count = sizeof fault_words / sizeof *fault_words;
    for (size_t i = 0; i < count; i++)
        if (str_equal(fault_words[i], word))
            return (enum document_fault)i;
    return DOCUMENT_BROKEN;
}

size_t document_list(const struct world *w, int64_t entry_id,
                     struct document **list)
{
    struct sql_document_list_row *row;
    size_t count = sql_document_list(w->db, entry_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct document){
            .question_id = row[i].question_id,
            .file_id = row[i].file_id,
            .bytes = row[i].bytes,
            .label_de = row[i].label_de,
            .label_en = row[i].label_en,
            .audience = row[i].audience,
            .name = row[i].name,
            .state = row[i].render_state,
            .fault = fault_of(row[i].render_fault),
            .asked = row[i].asked != 0,
            .veiled = row[i].veiled != 0,
            .blind = row[i].blind != 0,
            .office = content_is_office(row[i].type),
            .picture = content_is_picture(row[i].type),
            .width = row[i].width ? *row[i].width : 0,
            .height = row[i].height ? *row[i].height : 0,
        };
    return count;
}

void document_answer(const struct world *w, int64_t entry_id,
                     int64_t question_id, int64_t file_id)
{
    const struct upload_place place = {entry_id, question_id};
    if (file_id == 0)
        upload_clear(w, &place);
    else
        upload_add(w, &place, file_id, 0);
}

bool document_unreadable(const struct world *w, int64_t entry_id,
                         int64_t question_id)
{
    struct sql_document_unreadable_row row;
    return sql_document_unreadable(w->db, entry_id, question_id, &row);
}

size_t document_pages(const struct world *w, int64_t file_id,
                      struct document_page **list)
{
    struct sql_document_pages_row *row;
    size_t count = sql_document_pages(w->db, file_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct document_page){
            .number = row[i].number,
            .digest = row[i].digest,
            .type = row[i].type,
            .bytes = row[i].bytes,
            .width = row[i].width,
            .height = row[i].height,
            .text = row[i].text,
        };
    return count;
}

void document_rendered(const struct world *w, int64_t file_id,
                       const struct document_page *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sql_document_page_put(w->db, file_id, list[i].number, list[i].digest,
                              list[i].type, list[i].bytes, list[i].width,
                              list[i].height, list[i].text);
    sql_document_set_done(w->db, file_id);
}

bool document_render_like_twin(const struct world *w, int64_t file_id)
{
    if (sql_document_copy_pages(w->db, file_id) == 0)
        return false;
    sql_document_set_done(w->db, file_id);
    return true;
}

void document_blame(const struct world *w, int64_t file_id,
                    enum document_fault fault)
{
    sql_document_set_fault(w->db, file_id, fault_words[fault]);
}
