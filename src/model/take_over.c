#include "model/take_over.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_take_over.h"
#include "gen/sql_take_over_write.h"
#include "model/answer.h"
#include "model/audit.h"
#include "model/content.h"
#include "model/entry.h"
#include "model/upload.h"

bool take_over_possible(const struct world *w, int64_t from,
                        int64_t organisation_id, int64_t edition_id)
{
    struct sql_take_over_source_row row;
    return sql_take_over_source(w->db, from, organisation_id, edition_id, &row);
}

/* Of some codes, parted by spaces, those that the question offers, in its
 * order. */
static const char *offered(const struct world *w, int64_t question_id,
                           const char *codes)
{
    struct sql_take_over_choices_row *choice;
    struct buf out;
    size_t count = sql_take_over_choices(w->db, question_id, &choice);
    const char *all = arena_printf(w->mem, " %s ", codes);
    buf_init(&out, w->mem);
    for (size_t i = 0; i < count; i++)
        if (strstr(all, arena_printf(w->mem, " %s ", choice[i].code)) != NULL)
            buf_addf(&out, "%s%s", out.bytes > 0 ? " " : "", choice[i].code);
    return out.data;
}

struct way {
    int64_t from, into;
};

static void note(const struct world *w, const struct way *way,
                 int64_t question_id)
{
    sql_take_over_note(w->db, way->into, question_id, way->from);
}

static void take_answers(const struct world *w, const struct way *way,
                         const struct entry *into)
{
    struct sql_take_over_answers_row *row;
    struct question *question;
    size_t questions = answer_questions(w, into->edition_id, &question);
    size_t count = sql_take_over_answers(w->db, way->from, way->into, &row);
    for (size_t i = 0; i < count; i++) {
        const struct question *q =
            answer_question(question, questions, row[i].question_id);
        const char *value = q->choice_count > 0
                                ? offered(w, q->id, row[i].value)
                                : row[i].value;
        struct entry_typed typed = {.value = value};
        if (value[0] == '\0')
            continue;
        typed.fits = answer_refit(w->mem, q, value, &typed.value);
        entry_type(w, way->into, q->id, &typed);
        note(w, way, q->id);
    }
}

/* As many as the question takes, of the kinds that it takes. */
static bool take_files_of(const struct world *w, const struct way *way,
                          const struct sql_take_over_file_questions_row *q)
{
    struct upload_file *list;
    size_t taken = 0;
    const struct upload_place from = {way->from, q->from_question_id};
    const struct upload_place into = {way->into, q->question_id};
    const char *accepts =
        q->accepts[0] != '\0' ? q->accepts : content_usual(q->kind);
    size_t count = upload_list(w, &from, &list);
    for (size_t i = 0; i < count && (int64_t)taken < q->files_max; i++)
        if (content_takes(accepts, list[i].type))
            list[taken++] = list[i];
    if (taken > 0)
        upload_set(w, &into, list, taken);
    return taken > 0;
}

static void take_files(const struct world *w, const struct way *way, bool noted)
{
    struct sql_take_over_file_questions_row *q;
    size_t count =
        sql_take_over_file_questions(w->db, way->from, way->into, &q);
    for (size_t i = 0; i < count; i++)
        if (take_files_of(w, way, &q[i]) && noted)
            note(w, way, q[i].question_id);
}

void take_over(const struct world *w, int64_t from, int64_t into)
{
    struct sql_take_over_category_row category;
    const struct way way = {from, into};
    struct entry e;
    if (!entry_by_id(w, into, &e))
        return;
    take_answers(w, &way, &e);
    take_files(w, &way, true);
    if (sql_take_over_category(w->db, from, into, &category))
        entry_choose_category(w, into, category.id);
    audit_add(w, "entry.start_from", "entry", into,
              arena_printf(w->mem, "{\"from\":%" PRId64 "}", from));
}

void take_over_again(const struct world *w, int64_t from, int64_t into)
{
    struct entry e;
    struct sql_take_over_typed_row *row;
    const struct way way = {from, into};
    size_t count = sql_take_over_typed(w->db, from, &row);
    for (size_t i = 0; i < count; i++) {
        const struct entry_typed typed = {.value = row[i].value,
                                          .fits = row[i].fits != 0};
        entry_type(w, into, row[i].question_id, &typed);
    }
    take_files(w, &way, false);
    if (entry_by_id(w, from, &e) && e.category_id != NULL)
        entry_choose_category(w, into, *e.category_id);
}

void take_over_seen(const struct world *w, int64_t entry_id)
{
    sql_take_over_seen(w->db, entry_id, world_actor(w), w->now);
}
