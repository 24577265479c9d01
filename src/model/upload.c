/* Files of a question: see upload.h. Pictures and documents lie in tables of
 * their own, as pictures carry words; here they are one. */
#include "model/upload.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_upload.h"
#include "gen/sql_upload_write.h"
#include "model/audit.h"
#include "model/file.h"

/* What a question has now. */
struct shelf {
    bool picture;
    size_t max, count;
    struct sql_upload_files_row *file;
};

static bool open_shelf(const struct world *w, const struct upload_place *p,
                       struct shelf *s)
{
    struct sql_upload_question_row q;
    if (!sql_upload_question(w->db, p->question_id, &q))
        return false;
    *s = (struct shelf){
        .picture = str_equal(q.kind, "image"),
        .max = (size_t)q.files_max,
    };
    s->count = sql_upload_files(w->db, p->entry_id, p->question_id, &s->file);
    return true;
}

/* The index of a file, or the count. */
static size_t find(const struct shelf *s, int64_t file_id)
{
    size_t i = 0;
    while (i < s->count && s->file[i].file_id != file_id)
        i++;
    return i;
}

/* --- rows ------------------------------------------------------------------
 */

static void put(const struct world *w, const struct upload_place *p,
                bool picture, int64_t file_id, int64_t position)
{
    if (picture)
        sql_upload_add_picture(w->db, p->entry_id, p->question_id, file_id,
                               position);
    else
        sql_upload_add_document(w->db, p->entry_id, p->question_id, file_id,
                                position);
    sql_upload_removal_drop(w->db, p->entry_id, p->question_id, file_id);
}

static void drop(const struct world *w, const struct upload_place *p,
                 bool picture, int64_t file_id)
{
    if (picture)
        sql_upload_drop_picture(w->db, p->entry_id, p->question_id, file_id);
    else
        sql_upload_drop_document(w->db, p->entry_id, p->question_id, file_id);
}

static void place_at(const struct world *w, const struct upload_place *p,
                     bool picture, int64_t file_id, int64_t position)
{
    if (picture)
        sql_upload_place_picture(w->db, p->entry_id, p->question_id, file_id,
                                 position);
    else
        sql_upload_place_document(w->db, p->entry_id, p->question_id, file_id,
                                  position);
}

/* Out of the answer, but not out of reach. */
static void set_aside(const struct world *w, const struct upload_place *p,
                      bool picture, int64_t file_id)
{
    struct sql_upload_words_row words = {"", "", ""};
    if (picture)
        sql_upload_words(w->db, p->entry_id, p->question_id, file_id, &words);
    sql_upload_removal_add(w->db, p->entry_id, p->question_id, file_id,
                           words.credit, words.alt_de, words.alt_en,
                           world_actor(w), w->now);
    drop(w, p, picture, file_id);
}

/* The answer says which files there are, in their order. */
static void write_answer(const struct world *w, const struct upload_place *p)
{
    struct sql_upload_files_row *file;
    struct buf value;
    size_t count = sql_upload_files(w->db, p->entry_id, p->question_id, &file);
    buf_init(&value, w->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&value, "%s%" PRId64, i > 0 ? " " : "", file[i].file_id);
    entry_answer(w, p->entry_id, p->question_id, value.data);
}

size_t upload_list(const struct world *w, const struct upload_place *p,
                   struct upload_file **list)
{
    struct sql_upload_described_row *row;
    size_t count =
        sql_upload_described(w->db, p->entry_id, p->question_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct upload_file){
            .id = row[i].file_id,
            .type = row[i].type,
            .words = {row[i].credit, row[i].alt_de, row[i].alt_en}};
    return count;
}

const char *upload_names(const struct world *w, const char *answer)
{
    struct buf out;
    buf_init(&out, w->mem);
    while (*answer != '\0') {
        struct file file;
        int64_t id;
        size_t bytes = strcspn(answer, " ");
        if (str_int(arena_textn(w->mem, answer, bytes), 1, INT64_MAX, &id) &&
            file_by_id(w, id, &file))
            buf_addf(&out, "%s%s", out.bytes > 0 ? "\n" : "", file.name);
        answer += bytes + strspn(answer + bytes, " ");
    }
    return out.data;
}

/* --- what a person does ----------------------------------------------------
 */

/* What could not be read may be tried once more. */
static bool same_bytes(const struct shelf *s, const char *digest)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(s->file[i].digest, digest) &&
            !str_equal(s->file[i].render_state, "failed"))
            return true;
    return false;
}

/* Of a question with one file that one is replaced. */
static enum upload_outcome room(const struct shelf *s, const char *digest,
                                int64_t *instead)
{
    if (*instead == 0 && s->max == 1 && s->count == 1)
        *instead = s->file[0].file_id;
    if (*instead != 0 && find(s, *instead) == s->count)
        return UPLOAD_NONE;
    if (same_bytes(s, digest))
        return UPLOAD_THERE;
    return *instead == 0 && s->count >= s->max ? UPLOAD_FULL : UPLOAD_OK;
}

enum upload_outcome upload_room(const struct world *w,
                                const struct upload_place *p,
                                const char *digest, int64_t instead)
{
    struct shelf s;
    return open_shelf(w, p, &s) ? room(&s, digest, &instead) : UPLOAD_NONE;
}

/* The new one stands where the old one stood, with its words. */
static void exchange(const struct world *w, const struct upload_place *p,
                     const struct shelf *s, const size_t at, int64_t file_id)
{
    struct sql_upload_words_row words = {"", "", ""};
    int64_t old = s->file[at].file_id;
    if (s->picture)
        sql_upload_words(w->db, p->entry_id, p->question_id, old, &words);
    set_aside(w, p, s->picture, old);
    put(w, p, s->picture, file_id, s->file[at].position);
    if (s->picture)
        sql_upload_describe(w->db, p->entry_id, p->question_id, file_id,
                            words.credit, words.alt_de, words.alt_en);
}

enum upload_outcome upload_add(const struct world *w,
                               const struct upload_place *p, int64_t file_id,
                               int64_t instead)
{
    struct shelf s;
    struct sql_upload_digest_row file;
    if (!open_shelf(w, p, &s) || !sql_upload_digest(w->db, file_id, &file))
        return UPLOAD_NONE;
    enum upload_outcome end = room(&s, file.digest, &instead);
    if (end != UPLOAD_OK)
        return end;
    if (instead != 0)
        exchange(w, p, &s, find(&s, instead), file_id);
    else
        put(w, p, s.picture, file_id,
            s.count > 0 ? s.file[s.count - 1].position + 1 : 1);
    write_answer(w, p);
    return UPLOAD_OK;
}

static void log_file(const struct world *w, const struct upload_place *p,
                     const char *action, int64_t file_id)
{
    audit_add(w, action, "entry", p->entry_id,
              arena_printf(w->mem, "{\"file\":%" PRId64 "}", file_id));
}

enum upload_outcome upload_remove(const struct world *w,
                                  const struct upload_place *p, int64_t file_id)
{
    struct shelf s;
    if (!open_shelf(w, p, &s) || find(&s, file_id) == s.count)
        return UPLOAD_NONE;
    set_aside(w, p, s.picture, file_id);
    write_answer(w, p);
    log_file(w, p, "file.remove", file_id);
    return UPLOAD_OK;
}

void upload_clear(const struct world *w, const struct upload_place *p)
{
    struct shelf s;
    if (!open_shelf(w, p, &s))
        return;
    for (size_t i = 0; i < s.count; i++)
        upload_remove(w, p, s.file[i].file_id);
}

static bool is_listed(const struct upload_file *list, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id)
            return true;
    return false;
}

void upload_set(const struct world *w, const struct upload_place *p,
                const struct upload_file *list, size_t count)
{
    struct shelf s;
    if (!open_shelf(w, p, &s))
        return;
    for (size_t i = 0; i < s.count; i++)
        if (!is_listed(list, count, s.file[i].file_id))
            set_aside(w, p, s.picture, s.file[i].file_id);
    for (size_t i = 0; i < count; i++) {
        put(w, p, s.picture, list[i].id, (int64_t)i + 1);
        place_at(w, p, s.picture, list[i].id, (int64_t)i + 1);
        if (s.picture)
            upload_describe(w, p, list[i].id, &list[i].words);
    }
    write_answer(w, p);
}

enum upload_outcome upload_restore(const struct world *w,
                                   const struct upload_place *p,
                                   int64_t file_id)
{
    struct sql_upload_removal_get_row words;
    struct shelf s;
    if (!open_shelf(w, p, &s) ||
        !sql_upload_removal_get(w->db, p->entry_id, p->question_id, file_id,
                                &words))
        return UPLOAD_NONE;
    enum upload_outcome end = upload_add(w, p, file_id, 0);
    if (end != UPLOAD_OK)
        return end;
    if (s.picture)
        sql_upload_describe(w->db, p->entry_id, p->question_id, file_id,
                            words.credit, words.alt_de, words.alt_en);
    log_file(w, p, "file.restore", file_id);
    return UPLOAD_OK;
}

enum upload_outcome upload_move(const struct world *w,
                                const struct upload_place *p, int64_t file_id,
                                int step)
{
    struct shelf s;
    if (!open_shelf(w, p, &s))
        return UPLOAD_NONE;
    size_t at = find(&s, file_id), other = step < 0 ? at - 1 : at + 1;
    if (at == s.count)
        return UPLOAD_NONE;
    if ((step < 0 && at == 0) || other >= s.count)
        return UPLOAD_OK;
    struct sql_upload_files_row moved = s.file[at];
    s.file[at] = s.file[other];
    s.file[other] = moved;
    /* counted anew: two that were added at once may have the same place */
    for (size_t i = 0; i < s.count; i++)
        place_at(w, p, s.picture, s.file[i].file_id, (int64_t)i + 1);
    write_answer(w, p);
    return UPLOAD_OK;
}

/* --- words -----------------------------------------------------------------
 */

/* The pages write the word before every credit: it must not stand twice. */
static const char *bare_credit(const char *credit)
{
    static const char *const words[] = {"Foto:", "Photo:"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t bytes = strlen(words[i]);
        if (strncasecmp(credit, words[i], bytes) == 0)
            return credit + bytes + strspn(credit + bytes, " ");
    }
    return credit;
}

enum upload_outcome upload_describe(const struct world *w,
                                    const struct upload_place *p,
                                    int64_t file_id,
                                    const struct entry_caption *caption)
{
    struct sql_upload_words_row old;
    const char *credit = bare_credit(caption->credit);
    if (!sql_upload_words(w->db, p->entry_id, p->question_id, file_id, &old))
        return UPLOAD_NONE;
    if (sql_upload_describe(w->db, p->entry_id, p->question_id, file_id, credit,
                            caption->alt_de, caption->alt_en) == 0)
        return UPLOAD_OK;
    const struct audit_field fields[] = {
        {"credit", old.credit, credit},
        {"alt_de", old.alt_de, caption->alt_de},
        {"alt_en", old.alt_en, caption->alt_en},
    };
    audit_change(w, "picture.describe", "entry", p->entry_id, fields,
                 sizeof fields / sizeof *fields);
    sql_upload_touch(w->db, p->entry_id, w->now);
    return UPLOAD_OK;
}

int64_t upload_last(const struct world *w, const struct upload_place *p)
{
    struct sql_upload_last_row row;
    return sql_upload_last(w->db, p->entry_id, p->question_id, &row)
               ? row.file_id
               : 0;
}
