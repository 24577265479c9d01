/* A version on its way to paper: see submission_print.h. The content was
 * written when it was submitted; only the receipt's head and the pictures'
 * files are added here. */
#include "model/submission_print.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "gen/sql_submission.h"
#include "gen/sql_submission_write.h"
#include "model/edition.h"
#include "model/receipt_mail.h"

enum { ATTEMPTS_MAX = 3, SILENT_S = 5 * 60 };

int64_t submission_next(const struct world *w)
{
    struct sql_submission_next_row row;
    return sql_submission_next(w->db, w->now - SILENT_S, &row) ? row.id : 0;
}

bool submission_claim(const struct world *w, int64_t id)
{
    return sql_submission_claim(w->db, id, w->now - SILENT_S, w->now) > 0;
}

static void write_receipt(const struct world *w, struct json_out *j,
                          const struct sql_submission_to_print_row *row,
                          const struct edition *e)
{
    enum lang lang = LANG_DE;
    lang_from_code(row->language, &lang);
    json_object(j, "receipt");
    if (row->number != NULL)
        json_text(j, "number", receipt_number(w, e->year, *row->number));
    json_int(j, "version", row->version);
    json_text(j, "kind", row->kind);
    json_text(j, "time", lang_datetime(w->mem, lang, row->submitted_at));
    json_text(j, "by", row->person);
    json_text(j, "digest", row->digest);
    json_object_end(j);
}

/* A picture that could not be made is named in the PDF, not shown. */
static void write_images(const struct world *w, struct json_out *j, int64_t id,
                         struct submission_print *print)
{
    struct sql_submission_pictures_row *picture;
    size_t count = sql_submission_pictures(w->db, id, &picture);
    json_object(j, "images");
    for (size_t i = 0; i < count; i++) {
        const char *stem = arena_printf(w->mem, "%" PRId64, picture[i].file_id);
        const char *name = print_image_add(w, &print->images, stem,
                                           picture[i].file_id, "screen");
        if (name != NULL)
            json_text(j, stem, name);
    }
    json_object_end(j);
}

bool submission_input(const struct world *w, int64_t id,
                      struct submission_print *print)
{
    struct sql_submission_to_print_row row;
    struct edition e;
    struct buf out;
    struct json_out j;
    if (!sql_submission_to_print(w->db, id, &row) ||
        !edition_by_id(w, row.edition_id, &e))
        return false;
    *print = (struct submission_print){
        .id = id, .attempts = row.pdf_attempts, .created_at = row.submitted_at};
    buf_init(&out, w->mem);
    json_out_start(&j, &out, 0);
    json_object(&j, NULL);
    json_array(&j, "languages");
    json_text(&j, NULL, row.language);
    json_array_end(&j);
    json_int(&j, "created_at", row.submitted_at);
    json_text(&j, "accent", e.accent);
    json_text(&j, "organiser", e.organiser);
    write_receipt(w, &j, &row, &e);
    write_images(w, &j, id, print);
    json_object_end(&j);
    /* the content is JSON already: its bytes are what the digest is over */
    out.data[--out.bytes] = '\0';
    buf_addf(&out, ",\"content\":%s}", row.content);
    print->data = out.data;
    print->data_bytes = out.bytes;
    return true;
}

void submission_printed(const struct world *w, int64_t id, const char *digest,
                        int64_t bytes)
{
    sql_submission_printed(w->db, id, digest, bytes);
}

void submission_unprinted(const struct world *w,
                          const struct submission_print *print,
                          const char *problem, bool broken_off)
{
    bool again = broken_off || print->attempts < ATTEMPTS_MAX;
    sql_submission_unprinted(w->db, print->id, again ? "waiting" : "failed",
                             problem);
}

void submission_requeue(const struct world *w)
{
    sql_submission_requeue(w->db);
}
