#include "model/take_over.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_take_over.h"
#include "gen/sql_take_over_write.h"
#include "model/audit.h"
#include "model/document.h"
#include "model/entry.h"

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

static void take_answers(const struct world *w, const struct way *way)
{
    struct sql_take_over_answers_row *row;
    size_t count = sql_take_over_answers(w->db, way->from, way->into, &row);
    for (size_t i = 0; i < count; i++) {
        bool choice =
            str_equal(row[i].kind, "choice") || str_equal(row[i].kind, "multi");
        const char *value = choice
                                ? offered(w, row[i].question_id, row[i].value)
                                : row[i].value;
        if (value[0] == '\0')
            continue;
        entry_answer(w, way->into, row[i].question_id, value);
        note(w, way, row[i].question_id);
    }
}

static void take_files(const struct world *w, const struct way *way)
{
    struct sql_take_over_pictures_row *p;
    struct sql_take_over_documents_row *d;
    size_t count = sql_take_over_pictures(w->db, way->from, way->into, &p);
    for (size_t i = 0; i < count; i++) {
        entry_picture(w, way->into, p[i].question_id, p[i].file_id);
        entry_describe_picture(w, way->into, p[i].question_id,
                               &(struct entry_caption){.credit = p[i].credit,
                                                       .alt_de = p[i].alt_de,
                                                       .alt_en = p[i].alt_en});
        note(w, way, p[i].question_id);
    }
    count = sql_take_over_documents(w->db, way->from, way->into, &d);
    for (size_t i = 0; i < count; i++) {
        document_answer(w, way->into, d[i].question_id, d[i].file_id);
        note(w, way, d[i].question_id);
    }
}

void take_over(const struct world *w, int64_t from, int64_t into)
{
    struct sql_take_over_category_row category;
    const struct way way = {from, into};
    take_answers(w, &way);
    take_files(w, &way);
    if (sql_take_over_category(w->db, from, into, &category))
        entry_choose_category(w, into, category.id);
    audit_add(w, "entry.start_from", "entry", into,
              arena_printf(w->mem, "{\"from\":%" PRId64 "}", from));
}

void take_over_seen(const struct world *w, int64_t entry_id)
{
    sql_take_over_seen(w->db, entry_id, world_actor(w), w->now);
}
