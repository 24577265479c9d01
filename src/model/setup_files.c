/* Files of a question in an edition file: see setup_files.h. */
#include "model/setup_files.h"

#include "base/json.h"
#include "base/str.h"
#include "gen/sql_setup_write.h"
#include "model/answer.h"
#include "model/content.h"
#include "model/upload.h"

void setup_read_files(const struct reader *r, int64_t question_id,
                      const char *kind)
{
    const char *accepts = json_get_text(r->object, "accepts", "");
    const int64_t *max = reader_optional(r, "files_max", 1, UPLOAD_FILES_MAX);
    bool says = json_get(r->object, "accepts") != NULL;
    if (!answer_is_file(kind)) {
        if (says || max != NULL)
            reader_fault(r, says ? "accepts" : "files_max",
                         "belongs to the kinds \"image\" and \"file\"");
        return;
    }
    if (says && !content_words_fit(kind, accepts)) {
        reader_fault(r, "accepts",
                     str_equal(kind, "image")
                         ? "must be words of \"png jpeg webp svg\""
                         : "must be words of \"pdf png jpeg webp svg office\"");
        return;
    }
    sql_setup_question_files(r->w->db, question_id, max ? *max : 1, accepts);
}
